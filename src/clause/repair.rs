//! Where does the parser go wrong in the same way again and again? Repairs on top of the tree.
//!
//! In: words, tags and heads as the parser gave them. Out: the same with (1) a main verb that was taken for a participle
//! of its own subject ("Peruvian miners called off a strike": root "miners", participle "called") made the root, and
//! (2) phrases that hang on a noun of time moved to what that noun hangs on ("established ties on Saturday with
//! Bhutan"), (3) a second subject after "and" made a conjunct of the first, (4) a finite verb that was taken for an
//! adjective of its object ("protesters blocked roads"), (5) a preposition that opens a clause ("after the army bombed
//! the town"), (6) particles that look like prepositions ("handed over the prisoners"), (7) lists that look like
//! descriptions, (8) who gets what is given. Never makes a cycle: a word only moves to an ancestor of its head.

use super::label::{Rel, Upos, Xpos};
use super::parse::Node;
use super::tree::ControlWords;

/// Repairs one sentence.
pub(crate) fn repair(nodes: &mut [Node], lemmas: &[String], words: &ControlWords) {
    prepositions_of_titles(nodes);
    time_as_subject(nodes, lemmas, words);
    phrases_on_time(nodes, lemmas, words);
    verb_as_participle(nodes);
    verb_as_adjective(nodes);
    titles_as_subjects(nodes);
    names_before_verbs(nodes);
    objects_of_second_verbs(nodes);
    compound_objects(nodes);
    verb_behind_phrase(nodes);
    main_clause_behind(nodes);
    clause_behind_and(nodes);
    second_subjects(nodes);
    clauses_behind_prepositions(nodes, lemmas, words);
    time_before_mark(nodes);
    subjects_as_conjuncts(nodes);
    infinitives_on_marks(nodes);
    nouns_as_clauses(nodes, lemmas, words);
    particles(nodes, lemmas, words);
    lists_as_descriptions(nodes, lemmas);
    receivers(nodes, lemmas, words);
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

/// "Oman sent ships": a finite verb has no compounds; the name before it is its subject.
fn names_before_verbs(nodes: &mut [Node]) {
    for name in 0..nodes.len() {
        let Some(verb) = nodes[name].head.map(usize::from).filter(|_| nodes[name].rel == Rel::Compound)
        else {
            continue;
        };
        let finite = matches!(nodes[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) && name < verb;
        let has_subject = children(nodes, verb).any(|c| matches!(nodes[c].rel, Rel::Nsubj | Rel::NsubjPass));
        if finite && !has_subject && matches!(nodes[name].upos, Upos::Noun | Upos::Propn) {
            nodes[name].rel = Rel::Nsubj;
        }
    }
}

/// "killed five and injured scores": an object behind the second verb is not the first one's.
fn objects_of_second_verbs(nodes: &mut [Node]) {
    for first in 0..nodes.len() {
        let objects: Vec<usize> = children(nodes, first).filter(|c| nodes[*c].rel == Rel::Obj).collect();
        let [one, two] = objects[..] else { continue };
        let is_second =
            |c: &usize| nodes[*c].rel == Rel::Conj && nodes[*c].upos == Upos::Verb && one < *c && *c < two;
        let Some(second) = children(nodes, first).find(is_second) else { continue };
        let has_object = children(nodes, second).any(|c| nodes[c].rel == Rel::Obj);
        if !has_object {
            nodes[two].head = u16::try_from(second).ok();
        }
    }
}

/// "used tear gas": of two bare nouns side by side the first belongs to the second.
fn compound_objects(nodes: &mut [Node]) {
    for first in 0..nodes.len().saturating_sub(1) {
        let second = first + 1;
        let is_object = |at: usize| nodes[at].rel == Rel::Obj && nodes[at].upos == Upos::Noun;
        let both = is_object(first) && is_object(second) && nodes[first].head == nodes[second].head;
        if both && nodes[first].xpos == Xpos::Nn {
            nodes[first].head = u16::try_from(second).ok();
            nodes[first].rel = Rel::Compound;
        }
    }
}

/// "At a conference, the girls sat": a phrase is no root where a finite verb hangs on the noun before it.
fn verb_behind_phrase(nodes: &mut [Node]) {
    let Some(root) = nodes.iter().position(|n| n.head.is_none()) else { return };
    let is_phrase = nodes[root].upos != Upos::Verb
        && children(nodes, root).any(|c| nodes[c].rel == Rel::Case && c < root)
        && !children(nodes, root).any(|c| matches!(nodes[c].rel, Rel::Cop | Rel::Nsubj));
    let is_verb = |verb: &usize| {
        let noun = nodes[*verb].head.map(usize::from);
        nodes[*verb].rel == Rel::Acl
            && nodes[*verb].xpos == Xpos::Vbd
            && noun.is_some_and(|n| {
                n > root && n < *verb && matches!(nodes[n].rel, Rel::Cc | Rel::Cop | Rel::Punct)
            })
    };
    let Some(verb) = (root..nodes.len()).find(|v| is_phrase && is_verb(v)) else { return };
    let (Some(noun), Ok(head)) = (nodes[verb].head.map(usize::from), u16::try_from(verb)) else { return };
    nodes[verb].head = None;
    nodes[verb].rel = Rel::Root;
    nodes[noun].head = Some(head);
    nodes[noun].rel = Rel::Nsubj;
    nodes[root].head = Some(head);
    nodes[root].rel = Rel::Obl;
}

/// "After rebels attacked the port, Oman sent ships": a root with a mark stands below the clause that follows without "and".
fn main_clause_behind(nodes: &mut [Node]) {
    let Some(root) = nodes.iter().position(|n| n.head.is_none()) else { return };
    let mark = children(nodes, root).find(|c| nodes[*c].rel == Rel::Mark && *c < root);
    let is_main = |clause: &usize| {
        let has = |rel: Rel| children(nodes, *clause).any(|c| nodes[c].rel == rel);
        matches!(nodes[*clause].rel, Rel::Conj | Rel::Parataxis | Rel::Ccomp)
            && has(Rel::Nsubj)
            && !has(Rel::Cc)
            && !has(Rel::Mark)
            && *clause > root
    };
    let main = children(nodes, root).filter(|_| mark.is_some()).find(is_main);
    let Some((main, head)) = main.and_then(|main| Some((main, u16::try_from(main).ok()?))) else { return };
    nodes[main].head = None;
    nodes[main].rel = Rel::Root;
    nodes[root].head = Some(head);
    nodes[root].rel = Rel::Advcl;
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

/// "fled after the army bombed the town": a finite verb right behind a phrase of time has that phrase's noun as subject.
fn clauses_behind_prepositions(nodes: &mut [Node], lemmas: &[String], words: &ControlWords) {
    for verb in 1..nodes.len() {
        let finite = matches!(nodes[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        let below =
            matches!(nodes[verb].rel, Rel::Advcl | Rel::Ccomp | Rel::Xcomp | Rel::Parataxis | Rel::Acl);
        let subjects = [Rel::Nsubj, Rel::NsubjPass, Rel::Mark];
        if !finite || !below || children(nodes, verb).any(|c| subjects.contains(&nodes[c].rel)) {
            continue;
        }
        let opens = |case: usize| words.is_clause_mark(&lemmas[case]);
        let Some((case, noun)) = phrase_before(nodes, verb, opens) else { continue };
        let Some(head) = nodes[noun].head else { continue };
        let Ok(clause) = u16::try_from(verb) else { continue };
        if words.is_time(&lemmas[noun]) || is_below(nodes, usize::from(head), verb) {
            continue;
        }
        nodes[verb].head = Some(head);
        nodes[verb].rel = Rel::Advcl;
        nodes[noun].head = Some(clause);
        nodes[noun].rel = Rel::Nsubj;
        nodes[case].head = Some(clause);
        nodes[case].rel = Rel::Mark;
    }
}

/// The preposition and the noun of the phrase that ends right before a word ("after a court in Moscow").
fn phrase_before(nodes: &[Node], word: usize, opens: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    let mut noun = word.checked_sub(1)?;
    for _ in 0..4 {
        let phrase = matches!(nodes[noun].rel, Rel::Obl | Rel::Nmod);
        let case =
            children(nodes, noun).find(|c| phrase && nodes[*c].rel == Rel::Case && *c < noun && opens(*c));
        if let Some(case) = case {
            return Some((case, noun));
        }
        noun = nodes[noun].head.map(usize::from).filter(|head| *head < word)?;
    }
    None
}

/// True if one of a word's heads is the other word.
fn is_below(nodes: &[Node], word: usize, other: usize) -> bool {
    let mut at = Some(word);
    for _ in 0..nodes.len() {
        let Some(word) = at else { return false };
        if word == other {
            return true;
        }
        at = nodes[word].head.map(usize::from);
    }
    true
}

/// "Hours after Iran tested a missile": of two subjects with a mark between them the first is a time of the main clause.
fn time_before_mark(nodes: &mut [Node]) {
    for verb in 0..nodes.len() {
        let subjects: Vec<usize> = children(nodes, verb).filter(|c| nodes[*c].rel == Rel::Nsubj).collect();
        let [first, second] = subjects[..] else { continue };
        let marked = children(nodes, verb).any(|c| nodes[c].rel == Rel::Mark && first < c && c < second);
        if let Some(head) = nodes[verb].head.filter(|_| marked && nodes[verb].rel == Rel::Advcl) {
            nodes[first].head = Some(head);
            nodes[first].rel = Rel::OblUnmarked;
        }
    }
}

/// "met on Monday and the leaders agreed": a second verb without "and" has the noun before it, which has one, as subject.
fn subjects_as_conjuncts(nodes: &mut [Node]) {
    for verb in 1..nodes.len() {
        let noun = verb - 1;
        let finite = matches!(nodes[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        let nominal = matches!(nodes[noun].upos, Upos::Noun | Upos::Propn);
        let both = nodes[verb].rel == Rel::Conj && nodes[noun].rel == Rel::Conj;
        let own = [Rel::Cc, Rel::Nsubj, Rel::NsubjPass, Rel::AuxPass, Rel::Aux];
        let Some(and) = children(nodes, noun).find(|c| nodes[*c].rel == Rel::Cc) else { continue };
        let complete = children(nodes, verb).any(|c| own.contains(&nodes[c].rel));
        let Ok(head) = u16::try_from(verb) else { continue };
        if finite && nominal && both && !complete && !is_below(nodes, verb, noun) {
            nodes[noun].head = Some(head);
            nodes[noun].rel = Rel::Nsubj;
            nodes[and].head = Some(head);
        }
    }
}

/// "urged both India and Pakistan to show restraint": an infinitive that hangs on a punctuation mark is the verb's that
/// the mark ends, and what stands before it that verb's object.
fn infinitives_on_marks(nodes: &mut [Node]) {
    for infinitive in 0..nodes.len() {
        let mark = nodes[infinitive].head.map(usize::from).filter(|h| nodes[*h].upos == Upos::Punct);
        let to = children(nodes, infinitive).any(|c| nodes[c].xpos == Xpos::To);
        let Some(verb) =
            mark.and_then(|m| nodes[m].head).filter(|_| to && nodes[infinitive].xpos == Xpos::Vb)
        else {
            continue;
        };
        if is_below(nodes, usize::from(verb), infinitive) {
            continue;
        }
        nodes[infinitive].head = Some(verb);
        nodes[infinitive].rel = Rel::Xcomp;
        let object = children(nodes, usize::from(verb)).any(|c| nodes[c].rel == Rel::Obj);
        let subject = children(nodes, infinitive).find(|c| nodes[*c].rel == Rel::Nsubj);
        if let Some(subject) = subject.filter(|s| !object && *s > usize::from(verb)) {
            nodes[subject].head = Some(verb);
            nodes[subject].rel = Rel::Obj;
        }
    }
}

/// "rejected U.S. calls for a ceasefire": what follows a verb that takes no clause is a noun, and the name before it
/// belongs to it.
fn nouns_as_clauses(nodes: &mut [Node], lemmas: &[String], words: &ControlWords) {
    for noun in 0..nodes.len() {
        let clause = nodes[noun].rel == Rel::Ccomp && nodes[noun].xpos == Xpos::Vbz;
        let verb = nodes[noun].head.map(usize::from).filter(|v| clause && *v < noun);
        if verb.is_none_or(|v| !words.takes_no_clause(&lemmas[v])) {
            continue;
        }
        let inner = [Rel::Obj, Rel::Mark, Rel::Ccomp];
        if children(nodes, noun).any(|c| inner.contains(&nodes[c].rel)) {
            continue;
        }
        (nodes[noun].upos, nodes[noun].xpos, nodes[noun].rel) = (Upos::Noun, Xpos::Nns, Rel::Obj);
        let below: Vec<usize> = children(nodes, noun).collect();
        for child in below {
            nodes[child].rel = match nodes[child].rel {
                Rel::Nsubj => Rel::Compound,
                Rel::Obl => Rel::Nmod,
                Rel::Xcomp | Rel::Advcl => Rel::Acl,
                other => other,
            };
        }
    }
}

/// "handed over the prisoners", "was handed over", "called off a strike": the particle is the verb's, the noun its object.
fn particles(nodes: &mut [Node], lemmas: &[String], words: &ControlWords) {
    for verb in 0..nodes.len().saturating_sub(1) {
        let particle = verb + 1;
        let is_verb = nodes[verb].upos == Upos::Verb;
        if !is_verb || !words.is_particle_verb(&lemmas[verb], &lemmas[particle]) {
            continue;
        }
        let Ok(head) = u16::try_from(verb) else { continue };
        let above = nodes[particle].head.map(usize::from);
        let phrase = above.filter(|noun| {
            nodes[particle].rel == Rel::Case
                && nodes[*noun].head == Some(head)
                && nodes[*noun].rel == Rel::Obl
        });
        let beside =
            above == Some(verb) && matches!(nodes[particle].rel, Rel::Advmod | Rel::CompoundPrt | Rel::Obl);
        if phrase.is_none() && !beside {
            continue;
        }
        nodes[particle].head = Some(head);
        nodes[particle].rel = Rel::CompoundPrt;
        let objects = [Rel::Obj, Rel::NsubjPass, Rel::Ccomp];
        let complete = children(nodes, verb).any(|c| objects.contains(&nodes[c].rel));
        let loose = || children(nodes, verb).find(|c| is_loose_object(nodes, *c, particle));
        let object = phrase.or_else(loose).filter(|noun| !complete && !words.is_time(&lemmas[*noun]));
        if let Some(noun) = object {
            nodes[noun].rel = Rel::Obj;
        }
    }
}

fn is_loose_object(nodes: &[Node], noun: usize, particle: usize) -> bool {
    let rel = matches!(nodes[noun].rel, Rel::OblUnmarked | Rel::NmodUnmarked | Rel::Xcomp);
    noun > particle && rel && matches!(nodes[noun].upos, Upos::Noun | Upos::Propn)
}

/// "a school, a clinic and a market": what repeats the indefinite article is no description of the noun before it.
fn lists_as_descriptions(nodes: &mut [Node], lemmas: &[String]) {
    for second in 0..nodes.len() {
        let Some(first) = nodes[second].head.filter(|_| nodes[second].rel == Rel::Appos) else { continue };
        let article = |noun: usize| {
            children(nodes, noun).find(|c| nodes[*c].rel == Rel::Det).map(|c| lemmas[c].as_str())
        };
        let repeated = article(second).is_some() && article(second) == article(usize::from(first));
        let listed = children(nodes, second).any(|c| nodes[c].rel == Rel::Conj);
        if repeated && listed && article(second).is_some_and(|a| a != "the") {
            nodes[second].rel = Rel::Conj;
        }
    }
}

/// "gave Ukraine tanks": the name between a verb of giving and its object is who gets it.
fn receivers(nodes: &mut [Node], lemmas: &[String], words: &ControlWords) {
    for name in 1..nodes.len().saturating_sub(1) {
        let verb = name - 1;
        let gives = nodes[verb].upos == Upos::Verb && words.is_giving(&lemmas[verb]);
        let thing = nodes[name].head.map(usize::from).filter(|_| nodes[name].rel == Rel::Compound);
        let object =
            thing.is_some_and(|o| nodes[o].rel == Rel::Obj && nodes[o].head == u16::try_from(verb).ok());
        if gives && object && nodes[name].upos == Upos::Propn {
            nodes[name].head = u16::try_from(verb).ok();
            nodes[name].rel = Rel::Iobj;
        }
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

/// "The Defence Minister and President Ruto discussed": the first title is a subject of its own, and the name with its
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

/// "with Chancellor Angela Merkel": a preposition that hangs on the title belongs to the name.
fn prepositions_of_titles(nodes: &mut [Node]) {
    for case in 0..nodes.len() {
        let Some(title) = nodes[case].head.map(usize::from).filter(|_| nodes[case].rel == Rel::Case) else {
            continue;
        };
        let describes = matches!(nodes[title].rel, Rel::NmodDesc | Rel::Compound | Rel::Amod) && case < title;
        if let Some(name) = nodes[title].head.filter(|n| describes && usize::from(*n) > title) {
            nodes[case].head = Some(name);
        }
    }
}

/// "X avoided talks, and his invitation will broaden them": a noun behind a comma and "and" with a finite verb of its
/// own is that verb's subject, and the verb before belongs to the first clause.
fn clause_behind_and(nodes: &mut [Node]) {
    let Some(second) = nodes.iter().position(|n| n.head.is_none()) else { return };
    let has_subject = children(nodes, second).any(|c| matches!(nodes[c].rel, Rel::Nsubj | Rel::NsubjPass));
    let first = children(nodes, second).find(|c| nodes[*c].rel == Rel::Csubj && *c < second);
    let Some(first) = first.filter(|_| !has_subject && nodes[second].upos == Upos::Verb) else { return };
    let begins = |noun: &usize| {
        let has = |rel: Rel| children(nodes, *noun).any(|c| nodes[c].rel == rel && c < *noun);
        nodes[*noun].rel == Rel::Conj
            && matches!(nodes[*noun].upos, Upos::Noun | Upos::Propn)
            && has(Rel::Cc)
            && has(Rel::Punct)
    };
    let Some(noun) = (first..second).find(begins) else { return };
    let (Ok(to_noun), Ok(to_first), Ok(to_second)) =
        (u16::try_from(noun), u16::try_from(first), u16::try_from(second))
    else {
        return;
    };
    let behind: Vec<usize> = children(nodes, first).filter(|c| *c > noun).collect();
    for child in behind {
        nodes[child].head = Some(to_noun);
        if nodes[child].rel == Rel::Xcomp {
            nodes[child].rel = Rel::Acl;
        }
    }
    nodes[noun].head = Some(to_second);
    nodes[noun].rel = Rel::Nsubj;
    nodes[first].head = None;
    nodes[first].rel = Rel::Root;
    nodes[second].head = Some(to_first);
    nodes[second].rel = Rel::Conj;
}
