//! Where does the parser go wrong in the same way again and again? Two repairs on top of the tree.
//!
//! In: words, tags and heads as the parser gave them. Out: the same with (1) a main verb that was taken for a participle
//! of its own subject ("Peruvian miners called off a strike": root "miners", participle "called") made the root, and
//! (2) phrases that hang on a noun of time moved to what that noun hangs on ("established ties on Saturday with
//! Bhutan"). Never makes a cycle: a word only moves to an ancestor of its head.

use super::label::{Rel, Upos, Xpos};
use super::parse::Node;
use super::tree::ControlWords;

/// Repairs one sentence.
pub(crate) fn repair(nodes: &mut [Node], lemmas: &[String], words: &ControlWords) {
    phrases_on_time(nodes, lemmas, words);
    verb_as_participle(nodes);
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
