//! How good is a parse? Counts against the treebank.

use crate::clause::label::{Rel, Upos};
use crate::clause::parse::{Node, Parser};
use crate::train::corpus::Tree;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Right answers of a set.
#[derive(Default)]
pub(crate) struct Score {
    pub(crate) words: usize,
    pub(crate) upos: usize,
    pub(crate) xpos: usize,
    pub(crate) heads: usize,
    pub(crate) labelled: usize,
    pub(crate) frames: usize,
    pub(crate) exact: usize,
    /// Right, found and gold counts by relation.
    pub(crate) relations: BTreeMap<&'static str, [usize; 3]>,
}

impl Score {
    pub(crate) fn las(&self) -> f64 {
        share(self.labelled, self.words)
    }
}

/// Hundredths of a whole.
pub(crate) fn share(count: usize, of: usize) -> f64 {
    100.0 * count as f64 / of.max(1) as f64
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.words;
        write!(
            f,
            "UPOS {:.2} XPOS {:.2} UAS {:.2} LAS {:.2} frames {:.2} ({} of {})",
            share(self.upos, words),
            share(self.xpos, words),
            share(self.heads, words),
            share(self.labelled, words),
            share(self.exact, self.frames),
            self.exact,
            self.frames
        )
    }
}

/// Parses sentences and counts.
pub(crate) fn score(parser: &mut Parser, trees: &[Tree]) -> Score {
    let mut score = Score::default();
    let mut nodes = Vec::new();
    for tree in trees {
        parser.parse(&tree.words(), &mut nodes);
        count(tree, &nodes, &mut score);
    }
    score
}

fn count(tree: &Tree, nodes: &[Node], score: &mut Score) {
    for (at, node) in nodes.iter().enumerate() {
        let head = node.head == tree.heads[at];
        let both = head && node.rel == tree.rels[at];
        score.words += 1;
        score.upos += usize::from(node.upos == tree.upos[at]);
        score.xpos += usize::from(node.xpos == tree.xpos[at]);
        score.heads += usize::from(head);
        score.labelled += usize::from(both);
        score.relations.entry(tree.rels[at].name()).or_default()[2] += 1;
        let found = score.relations.entry(node.rel.name()).or_default();
        found[1] += 1;
        found[0] += usize::from(both);
    }
    for verb in (0..tree.len()).filter(|at| tree.upos[*at] == Upos::Verb) {
        let gold = frame(verb, tree.heads.iter().copied().zip(tree.rels.iter().copied()));
        let subject = gold.iter().any(|(rel, _)| matches!(rel, Rel::Nsubj | Rel::NsubjPass));
        let object = gold.iter().any(|(rel, _)| matches!(rel, Rel::Obj | Rel::Iobj | Rel::OblAgent));
        if subject && object {
            let found = frame(verb, nodes.iter().map(|node| (node.head, node.rel)));
            score.frames += 1;
            score.exact += usize::from(gold == found);
        }
    }
}

fn frame(verb: usize, arcs: impl Iterator<Item = (Option<u16>, Rel)>) -> BTreeSet<(Rel, usize)> {
    let own = |head: Option<u16>| head.is_some_and(|head| usize::from(head) == verb);
    let argument =
        |rel: Rel| matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obj | Rel::Iobj | Rel::OblAgent);
    arcs.enumerate()
        .filter(|(_, (head, rel))| own(*head) && argument(*rel))
        .map(|(at, (_, rel))| (rel, at))
        .collect()
}
