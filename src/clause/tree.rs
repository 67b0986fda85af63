//! How is a parsed sentence walked? Words with their lemmas, heads and children.
//!
//! In: tokens and the parser's nodes. Out: questions that frames ask: children by relation, the words of a phrase, the
//! preposition of an oblique. Says nothing about events.

use super::label::{Rel, Upos, Xpos};
use super::parse::Node;
use crate::document::Token;
use crate::error::Result;
use crate::language::builtin_words;
use crate::span::Span;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A parsed sentence. Word positions are counted from 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    pub(crate) tokens: Vec<Token>,
    pub(crate) nodes: Vec<Node>,
    /// Lower-case base forms.
    pub(crate) lemmas: Vec<String>,
    /// Children of each word, in text order.
    children: Vec<Vec<usize>>,
    /// Who does what the infinitive of a verb says, where the verb decides it.
    control: Vec<Option<Control>>,
    /// Words for texts and deeds, whose participles have the author as subject.
    messages: Vec<bool>,
    /// Verbs of giving.
    giving: Vec<bool>,
    temporal: BTreeSet<String>,
    kept_from: BTreeSet<String>,
}

/// Whose the infinitive beside an object is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Control {
    /// "asked Y to leave"
    Object,
    /// "promised Y to leave"
    Subject,
    /// "called on Y to leave", but "called Y to apologise"
    Addressee,
}

/// Verbs by control, from `rules/en/words/control.toml`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ControlWords {
    object: BTreeSet<String>,
    subject: BTreeSet<String>,
    addressee: BTreeSet<String>,
    temporal: BTreeSet<String>,
    time_nouns: BTreeSet<String>,
    messages: BTreeSet<String>,
    kept_from: BTreeSet<String>,
    clause_marks: BTreeSet<String>,
    particle_verbs: BTreeSet<String>,
    giving: BTreeSet<String>,
    no_clause: BTreeSet<String>,
}

impl ControlWords {
    /// The lists that the program carries.
    pub(crate) fn builtin() -> Result<Self> {
        builtin_words("control")
    }

    /// True for nouns of time.
    pub(crate) fn is_time(&self, lemma: &str) -> bool {
        self.time_nouns.contains(lemma)
    }

    /// True for prepositions that open a clause as well: "after the army bombed the town".
    pub(crate) fn is_clause_mark(&self, lemma: &str) -> bool {
        self.clause_marks.contains(lemma)
    }

    /// True for verbs with a particle: "hand over".
    pub(crate) fn is_particle_verb(&self, verb: &str, particle: &str) -> bool {
        self.particle_verbs.contains(&format!("{verb} {particle}"))
    }

    /// True for verbs of giving, which take two objects.
    pub(crate) fn is_giving(&self, verb: &str) -> bool {
        self.giving.contains(verb)
    }

    /// True for verbs that are followed by nouns, never by a clause.
    pub(crate) fn takes_no_clause(&self, verb: &str) -> bool {
        self.no_clause.contains(verb)
    }

    fn of(&self, lemma: &str) -> Option<Control> {
        if self.object.contains(lemma) {
            Some(Control::Object)
        } else if self.addressee.contains(lemma) {
            Some(Control::Addressee)
        } else {
            self.subject.contains(lemma).then_some(Control::Subject)
        }
    }
}

impl Tree {
    pub(crate) fn new(
        tokens: Vec<Token>,
        nodes: Vec<Node>,
        lemmas: Vec<String>,
        words: &ControlWords,
    ) -> Self {
        let mut children = vec![Vec::new(); nodes.len()];
        for (at, node) in nodes.iter().enumerate() {
            if let Some(head) = node.head {
                children[usize::from(head)].push(at);
            }
        }
        let control = lemmas.iter().map(|lemma| words.of(lemma)).collect();
        let messages = lemmas.iter().map(|lemma| words.messages.contains(lemma)).collect();
        let giving = lemmas.iter().map(|lemma| words.giving.contains(lemma)).collect();
        let (temporal, kept_from) = (words.temporal.clone(), words.kept_from.clone());
        Self { tokens, nodes, lemmas, children, control, messages, giving, temporal, kept_from }
    }

    pub(crate) fn control(&self, at: usize) -> Option<Control> {
        self.control[at]
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn rel(&self, at: usize) -> Rel {
        self.nodes[at].rel
    }

    pub(crate) fn upos(&self, at: usize) -> Upos {
        self.nodes[at].upos
    }

    pub(crate) fn xpos(&self, at: usize) -> Xpos {
        self.nodes[at].xpos
    }

    pub(crate) fn lemma(&self, at: usize) -> &str {
        &self.lemmas[at]
    }

    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        self.nodes[at].head.map(usize::from)
    }

    pub(crate) fn children(&self, at: usize) -> &[usize] {
        &self.children[at]
    }

    pub(crate) fn span(&self, at: usize) -> Span {
        self.tokens[at].span
    }

    /// True for prepositions of phrases that tell when or despite what.
    pub(crate) fn is_temporal(&self, preposition: &str) -> bool {
        self.temporal.contains(preposition)
    }

    /// True for a verb that takes two objects.
    pub(crate) fn is_giving(&self, at: usize) -> bool {
        self.giving[at]
    }

    /// True for marks of gerunds that are the object's: "accused Y of", "kept Y from".
    pub(crate) fn is_kept_from(&self, mark: &str) -> bool {
        self.kept_from.contains(mark)
    }

    /// True for a text or deed that does what its author does.
    pub(crate) fn is_message(&self, at: usize) -> bool {
        self.messages[at]
    }

    /// Children with one of these relations, in text order.
    pub(crate) fn children_by(&self, at: usize, rels: &[Rel]) -> impl Iterator<Item = usize> {
        self.children[at].iter().copied().filter(|c| rels.contains(&self.rel(*c)))
    }

    /// The same for relations that are handed over.
    pub(crate) fn children_by_any(&self, at: usize, rels: [Rel; 3]) -> impl Iterator<Item = usize> + Clone {
        self.children[at].iter().copied().filter(move |c| rels.contains(&self.rel(*c)))
    }

    pub(crate) fn child(&self, at: usize, rels: &[Rel]) -> Option<usize> {
        self.children_by(at, rels).next()
    }

    pub(crate) fn has_child(&self, at: usize, rels: &[Rel]) -> bool {
        self.child(at, rels).is_some()
    }

    /// The preposition of an oblique or nominal modifier: "with", "because of"; empty without one.
    pub(crate) fn preposition(&self, at: usize) -> String {
        let Some(case) = self.children_by(at, &[Rel::Case]).find(|c| self.xpos(*c) != Xpos::Pos) else {
            return String::new();
        };
        let mut words = vec![self.lemma(case)];
        words.extend(self.children_by(case, &[Rel::Fixed]).map(|f| self.lemma(f)));
        words.join(" ")
    }

    /// The word itself and what is coordinated with it, in text order.
    pub(crate) fn conjuncts(&self, at: usize) -> Vec<usize> {
        let mut all = vec![at];
        let mut next = 0;
        while next < all.len() {
            all.extend(self.children_by(all[next], &[Rel::Conj]));
            next += 1;
        }
        all
    }

    /// Everything below a word, itself included, unordered; never deeper than the sentence is long.
    pub(crate) fn subtree(&self, at: usize) -> Vec<usize> {
        let mut all = vec![at];
        let mut next = 0;
        while next < all.len() && all.len() <= self.len() {
            all.extend(self.children(all[next]));
            next += 1;
        }
        all
    }

    /// How many heads stand above a word.
    pub(crate) fn depth(&self, at: usize) -> usize {
        let mut depth = 0;
        let mut word = at;
        while let Some(head) = self.head(word).filter(|_| depth <= self.len()) {
            word = head;
            depth += 1;
        }
        depth
    }
}
