//! Which word is the verb that the tagger missed?
//!
//! In: a parsed sentence. Out: one word and the verb form that it should have, so that the sentence is parsed again
//! with it. A sentence of news has a main verb; where the tree has none ("Rioters looted shops" with "looted" as an
//! adjective), a past form that rules know as an act is the best guess. Proposes only: the caller keeps the first tree
//! where the second is no better.

use super::label::{Rel, Upos, Xpos};
use super::lemma::lemma;
use super::parse::{Known, Node, Word};

/// The word that should be a verb, and its form.
pub(crate) fn missed_verb(
    words: &[Word<'_>],
    nodes: &[Node],
    is_act: impl Fn(&str) -> bool,
) -> Option<(usize, Xpos)> {
    let infinitive = (0..nodes.len()).find(|at| is_infinitive(words, nodes, *at, &is_act));
    if let Some(at) = infinitive {
        return Some((at, Xpos::Vb));
    }
    if has_main_verb(nodes) {
        return None;
    }
    let candidates = || (1..nodes.len()).filter(|at| is_past(words, nodes, *at, &is_act));
    let full_stop = nodes.last().is_some_and(|n| n.xpos == Xpos::Stop);
    let finite = nodes.iter().any(|n| {
        let aside = matches!(n.rel, Rel::Aux | Rel::AuxPass | Rel::Cop | Rel::AclRelcl);
        matches!(n.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) && !aside
    });
    let with_phrase = || candidates().find(|at| full_stop && !finite && nodes[at + 1].xpos == Xpos::In);
    let at = candidates().find(|at| takes_object(nodes, *at)).or_else(with_phrase)?;
    Some((at, Xpos::Vbd))
}

/// True if the tree that the proposal led to has a clause there.
pub(crate) fn is_clause(nodes: &[Node], at: usize) -> bool {
    let has = |rels: &[Rel]| children(nodes, at).any(|c| rels.contains(&nodes[c].rel));
    let marked = matches!(nodes[at].xpos, Xpos::Vb) && has(&[Rel::Mark]);
    marked || has(&[Rel::Nsubj]) || nodes[at].rel == Rel::Conj
}

/// A finite root of a clause that is not subordinate, or a root with an auxiliary or copula.
fn has_main_verb(nodes: &[Node]) -> bool {
    let Some(root) = nodes.iter().position(|n| n.head.is_none()) else { return true };
    let has = |rels: &[Rel]| children(nodes, root).any(|c| rels.contains(&nodes[c].rel));
    let finite = matches!(nodes[root].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vb | Xpos::Md);
    let complete = finite || has(&[Rel::Aux, Rel::AuxPass, Rel::Cop]);
    complete && !has(&[Rel::Mark])
}

/// A past form of an act, read as something else, right behind what can be its subject.
fn is_past(words: &[Word<'_>], nodes: &[Node], at: usize, is_act: impl Fn(&str) -> bool) -> bool {
    let text = words[at].text;
    let other = matches!(nodes[at].xpos, Xpos::Vbn | Xpos::Jj | Xpos::Nn | Xpos::In)
        && nodes[at].rel != Rel::AclRelcl;
    if !other || !text.starts_with(char::is_lowercase) || at + 1 >= nodes.len() {
        return false;
    }
    let base = lemma(text, Xpos::Vbd);
    let changed = *base != *text || nodes[at + 1].rel == Rel::CompoundPrt;
    let known = changed && (is_act(&base) || is_act(&format!("{base}e")));
    let auxiliary =
        children(nodes, at).any(|c| matches!(nodes[c].rel, Rel::Aux | Rel::AuxPass | Rel::OblAgent));
    known && !auxiliary && follows_subject(words, nodes, at) && words[at + 1].text != "by"
}

fn follows_subject(words: &[Word<'_>], nodes: &[Node], at: usize) -> bool {
    let nominal = |place: usize| {
        let is_noun = matches!(nodes[place].upos, Upos::Noun | Upos::Propn | Upos::Pron);
        is_noun && nodes[place].xpos != Xpos::PrpPoss || words[place].known != Known::None
    };
    let before = &nodes[at - 1];
    let second_comma = before.xpos == Xpos::Comma && nodes[..at - 1].iter().any(|n| n.xpos == Xpos::Comma);
    // "The general denied": after an article alone, what looks like an adjective is a noun.
    let bare = before.upos == Upos::Adj && at > 1 && nodes[at - 2].xpos == Xpos::Dt;
    let behind_adverb = before.upos == Upos::Adv && at > 1 && nominal(at - 2);
    nominal(at - 1) || second_comma || bare || behind_adverb
}

fn takes_object(nodes: &[Node], at: usize) -> bool {
    let next = &nodes[at + 1];
    let coordinated =
        next.xpos == Xpos::Cc && nodes.get(at + 2).is_some_and(|n| matches!(n.xpos, Xpos::Vbn | Xpos::Vbd));
    let opens =
        matches!(next.upos, Upos::Det | Upos::Num | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj);
    let particle = next.rel == Rel::CompoundPrt || next.xpos == Xpos::Rp;
    opens || particle || coordinated || next.rel == Rel::Mark || next.xpos == Xpos::Dollar
}

/// "offered to escort members", "demanded that Israel end the blockade", read as nouns or adjectives.
fn is_infinitive(words: &[Word<'_>], nodes: &[Node], at: usize, is_act: impl Fn(&str) -> bool) -> bool {
    let other = matches!(nodes[at].xpos, Xpos::Jj | Xpos::Nn | Xpos::In);
    if !other || at < 2 || !is_act(words[at].text) {
        return false;
    }
    let copula_of_mark = nodes[at].rel == Rel::Cop
        && nodes[at].head.is_some_and(|h| nodes[usize::from(h)].upos == Upos::Punct);
    // "its demand that China apologise"
    let determined = children(nodes, at).any(|c| nodes[c].rel == Rel::Det && nodes[c].xpos == Xpos::In);
    let behind_to = words[at - 1].text == "to" && nodes[at - 2].upos == Upos::Verb;
    let object = nodes.get(at + 1).is_some_and(|n| {
        matches!(n.upos, Upos::Det | Upos::Noun | Upos::Propn | Upos::Num) || n.xpos == Xpos::PrpPoss
    });
    copula_of_mark || determined || behind_to && object
}

fn children(nodes: &[Node], head: usize) -> impl Iterator<Item = usize> {
    (0..nodes.len()).filter(move |c| nodes[*c].head == u16::try_from(head).ok())
}
