//! Where does the parser go wrong in the same way again and again? Repairs on top of the tree.
//!
//! In: words, tags and heads as the parser gave them. Out: the same with (1) a main verb that was taken for a participle
//! of its own subject ("Peruvian miners called off a strike": root "miners", participle "called") made the root, and
//! (2) phrases that hang on a noun of time moved to what that noun hangs on ("established ties on Saturday with
//! Bhutan"), (3) a second subject after "and" made a conjunct of the first, (4) a finite verb that was taken for an
//! adjective of its object ("protesters blocked roads"). Never makes a cycle: a word only moves to an ancestor of its head.

use super::label::{Rel, Upos, Xpos};
use super::parse::Node;
use super::tree::ControlWords;

/// Repairs one sentence.
pub(crate) fn repair(nodes: &mut [Node], lemmas: &[String], words: &ControlWords) {
    time_as_subject(nodes, lemmas, words);
    phrases_on_time(nodes, lemmas, words);
    verb_as_participle(nodes);
    verb_as_adjective(nodes);
    titles_as_subjects(nodes);
    second_subjects(nodes);
}

/// "Denmark last week announced": the noun before a noun of time is the subject.
fn time_as_subject(nodes: &mut [Node], lemmas: &[String], words: &ControlWords) {
    for time in 0..nodes.len() {
        let Some(verb) =
            nodes[time].head.filter(|_| nodes[time].rel == Rel::Nsubj && words.is_time(&lemmas[time]))
        else {
            continue;
        };
        let is_subject = |c: &usize| {
            *c < time && nodes[*c].rel == Rel::Compound && matches!(nodes[*c].upos, Upos::Propn | Upos::Noun)
        };
        let found = children(nodes, time).find(is_subject);
        if let Some(subject) = found {
            nodes[subject].head = Some(verb);
            nodes[subject].rel = Rel::Nsubj;
            nodes[time].rel = Rel::OblUnmarked;
        }
    }
}

/// "protesters blocked roads", "they have outlawed parties": a participle before a noun that has a subject or an
/// auxiliary of its own before it is the verb, and the noun its object.
fn verb_as_adjective(nodes: &mut [Node]) {
    for verb in 0..nodes.len() {
        let past = matches!(nodes[verb].xpos, Xpos::Vbn | Xpos::Vbd) && nodes[verb].rel == Rel::Amod;
        let Some(noun) = nodes[verb].head.map(usize::from).filter(|noun| past && *noun > verb) else {
            continue;
        };
        let own_subject =
            children(nodes, verb).any(|c| matches!(nodes[c].rel, Rel::Nsubj | Rel::Aux) && c < verb);
        let nouns_subject = children(nodes, noun).any(|c| nodes[c].rel == Rel::Nsubj && c < verb);
        let Ok(new_head) = u16::try_from(verb) else { continue };
        if !(own_subject || nouns_subject && !children(nodes, noun).any(|c| nodes[c].rel == Rel::Cop)) {
            continue;
        }
        nodes[verb].head = nodes[noun].head;
        nodes[verb].rel = nodes[noun].rel;
        nodes[noun].head = Some(new_head);
        nodes[noun].rel = Rel::Obj;
        let moving = [
            Rel::Nsubj,
            Rel::Punct,
            Rel::Advcl,
            Rel::Obl,
            Rel::Advmod,
            Rel::Aux,
            Rel::Mark,
            Rel::Parataxis,
            Rel::OblUnmarked,
        ];
        let moved: Vec<usize> =
            children(nodes, noun).filter(|c| *c != verb && moving.contains(&nodes[*c].rel)).collect();
        moved.into_iter().for_each(|c| nodes[c].head = Some(new_head));
    }
}

/// "Erdogan and Romanian President Iohannis signed": of two subjects with "and" between them the second is a conjunct.
fn second_subjects(nodes: &mut [Node]) {
    for verb in 0..nodes.len() {
        let subjects: Vec<usize> =
            children(nodes, verb).filter(|c| matches!(nodes[*c].rel, Rel::Nsubj | Rel::NsubjPass)).collect();
        let [first, second] = subjects[..] else { continue };
        let Some(and) = children(nodes, verb).find(|c| nodes[*c].rel == Rel::Cc && first < *c && *c < second)
        else {
            continue;
        };
        let (Ok(to_first), Ok(to_second)) = (u16::try_from(first), u16::try_from(second)) else { continue };
        nodes[second].head = Some(to_first);
        nodes[second].rel = Rel::Conj;
        nodes[and].head = Some(to_second);
    }
}

fn phrases_on_time(nodes: &mut [Node], lemmas: &[String], words: &ControlWords) {
    for at in 0..nodes.len() {
        let Some(time) =
            nodes[at].head.map(usize::from).filter(|_| matches!(nodes[at].rel, Rel::Nmod | Rel::Acl))
        else {
            continue;
        };
        let of_phrase = children(nodes, at).any(|c| nodes[c].rel == Rel::Case && lemmas[c] == "of");
        if let Some(above) = nodes[time].head.filter(|_| {
            words.is_time(&lemmas[time])
                && !of_phrase
                && nodes[at].upos != Upos::Num
                && !words.is_time(&lemmas[at])
        }) {
            nodes[at].head = Some(above);
            if nodes[at].rel == Rel::Nmod && nodes[usize::from(above)].upos == Upos::Verb {
                nodes[at].rel = Rel::Obl;
            }
        }
    }
}

fn verb_as_participle(nodes: &mut [Node]) {
    let Some(root) = nodes.iter().position(|n| n.head.is_none()) else { return };
    let is_nominal = matches!(nodes[root].upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
    if !is_nominal || children(nodes, root).any(|c| matches!(nodes[c].rel, Rel::Cop | Rel::Nsubj | Rel::Case))
    {
        return;
    }
    let looks_finite = |verb: &usize| {
        nodes[*verb].rel == Rel::Acl
            && *verb > root
            && matches!(nodes[*verb].xpos, Xpos::Vbn | Xpos::Vbd)
            && children(nodes, *verb).any(|c| {
                matches!(nodes[c].rel, Rel::Obj | Rel::CompoundPrt | Rel::Ccomp | Rel::Xcomp) && c > *verb
            })
            && !children(nodes, *verb).any(|c| nodes[c].rel == Rel::OblAgent)
    };
    let Some(verb) = children(nodes, root).find(looks_finite) else { return };
    let after: Vec<usize> =
        children(nodes, root).filter(|c| *c > verb || nodes[*c].rel == Rel::Punct).collect();
    let (Ok(new_head), true) = (u16::try_from(verb), nodes[verb].head.is_some()) else { return };
    nodes[verb].head = None;
    nodes[verb].rel = Rel::Root;
    nodes[verb].xpos = Xpos::Vbd;
    nodes[root].head = Some(new_head);
    nodes[root].rel = Rel::Nsubj;
    for child in after.into_iter().filter(|c| *c != verb) {
        nodes[child].head = Some(new_head);
        if nodes[child].rel == Rel::Nmod {
            nodes[child].rel = Rel::Obl;
        }
    }
}

fn children(nodes: &[Node], head: usize) -> impl Iterator<Item = usize> {
    (0..nodes.len()).filter(move |c| nodes[*c].head == u16::try_from(head).ok())
}

/// "The Vice President and President Marcos discussed": the first title is a subject of its own, and the name with its
/// title the second one.
fn titles_as_subjects(nodes: &mut [Node]) {
    for name in 0..nodes.len() {
        let first = children(nodes, name).find(|c| nodes[*c].rel == Rel::NmodDesc && *c < name);
        let Some(first) = first else { continue };
        let second = children(nodes, first).find(|c| nodes[*c].rel == Rel::Conj && *c + 1 == name);
        let (Some(second), Ok(to_first), Ok(to_name)) = (second, u16::try_from(first), u16::try_from(name))
        else {
            continue;
        };
        let moved: Vec<usize> = children(nodes, name).filter(|c| *c < first).collect();
        moved.into_iter().for_each(|c| nodes[c].head = Some(to_first));
        nodes[first].head = nodes[name].head;
        nodes[first].rel = nodes[name].rel;
        nodes[name].head = Some(to_first);
        nodes[name].rel = Rel::Conj;
        nodes[second].head = Some(to_name);
        nodes[second].rel = Rel::NmodDesc;
    }
}
