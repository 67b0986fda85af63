//! Does the clause say that it happened? Negation, modality, condition and report, from the predicate up to the root.
//!
//! In: a tree, the word that names an act, word lists from `rules/en/words/reality.toml`. Out: a [`Reality`]. An outer
//! predicate decides over an inner one: "did not agree to meet" leaves the meeting hypothetical. Reads grammar only:
//! dates that make an act historical are the `event` room's.

use super::frame::is_passive;
use super::label::{Rel, Upos, Xpos};
use super::tree::Tree;
use crate::error::Result;
use crate::language::builtin_words;
use crate::ontology::Status;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What the clause says about its act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Reality {
    pub(crate) status: Status,
    /// The verb that reports the act, where another than the text does.
    pub(crate) reporter: Option<usize>,
}

/// The word lists of this question.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RealityWords {
    negators: BTreeSet<String>,
    negative_determiners: BTreeSet<String>,
    no_longer: BTreeSet<String>,
    future_auxiliaries: BTreeSet<String>,
    hypothetical_auxiliaries: BTreeSet<String>,
    conditional_marks: BTreeSet<String>,
    negative: BTreeSet<String>,
    future: BTreeSet<String>,
    hypothetical: BTreeSet<String>,
    report: BTreeSet<String>,
    negative_nouns: BTreeSet<String>,
    future_nouns: BTreeSet<String>,
    hypothetical_nouns: BTreeSet<String>,
    hypothetical_determiners: BTreeSet<String>,
    future_determiners: BTreeSet<String>,
    historical_determiners: BTreeSet<String>,
    adverbial_prepositions: BTreeSet<String>,
    future_progressives: BTreeSet<String>,
    temporal_marks: BTreeSet<String>,
    purpose_nouns: BTreeSet<String>,
}

impl RealityWords {
    /// The lists that the program carries.
    pub(crate) fn builtin() -> Result<Self> {
        builtin_words("reality")
    }

    /// True for "not" and its kind.
    pub(crate) fn is_negator(&self, lemma: &str) -> bool {
        self.negators.contains(lemma)
    }

    /// True for prepositions whose phrases tell when, where or why, not what.
    pub(crate) fn is_adverbial(&self, preposition: &str) -> bool {
        self.adverbial_prepositions.contains(preposition)
    }

    /// True for verbs that pass on what somebody says.
    pub(crate) fn is_report(&self, lemma: &str) -> bool {
        self.report.contains(lemma)
    }
}

/// Reads the reality of the act that the word at `predicate` names; `support` is a verb that the rule names as only
/// carrying the noun.
///
/// # Complexity
/// Linear in the depth of the tree.
pub(crate) fn reality(
    tree: &Tree,
    predicate: usize,
    support: Option<usize>,
    words: &RealityWords,
) -> Reality {
    let reader = Reader { tree, words, support };
    let mut status = reader.local(predicate, None);
    let mut reporter = None;
    let mut at = predicate;
    for _ in 0..tree.len() {
        let Some(head) = tree.head(at) else { break };
        match reader.step(at, head) {
            Step::Stop => break,
            Step::Pass => {}
            Step::Report => reporter = reporter.or(Some(head)),
            Step::Effect(effect) => status = outer(effect, status),
        }
        if tree.rel(at) != Rel::Conj || !reader.has_own_subject(at) {
            status = outer(reader.local_of_governor(at, head), status);
        }
        at = head;
    }
    let reporter = reporter.or_else(|| reader.trailing_report(predicate));
    Reality { status, reporter }
}

/// What an outer word makes of what it governs.
fn outer(outer: Status, inner: Status) -> Status {
    match (outer, inner) {
        (Status::Asserted, inner) => inner,
        (Status::Negated, Status::Negated) => Status::Asserted,
        (Status::Negated, Status::Asserted) => Status::Negated,
        (Status::Future, Status::Asserted) => Status::Future,
        (Status::Future, inner) => inner,
        (Status::Historical, _) => Status::Historical,
        (_, _) => Status::Hypothetical,
    }
}

enum Step {
    /// The clause stands on its own from here.
    Stop,
    /// The head says nothing about it.
    Pass,
    /// The head reports it.
    Report,
    /// The head decides about it.
    Effect(Status),
}

struct Reader<'a> {
    tree: &'a Tree,
    words: &'a RealityWords,
    /// A verb that only carries the noun ("offered an apology") and decides nothing by its meaning.
    support: Option<usize>,
}

impl Reader<'_> {
    fn lemma_of_verb(&self, at: usize) -> String {
        let particle = self.tree.child(at, &[Rel::CompoundPrt]);
        particle.map_or_else(
            || self.tree.lemma(at).to_owned(),
            |p| format!("{} {}", self.tree.lemma(at), self.tree.lemma(p)),
        )
    }

    /// What the word's own auxiliaries, negations and determiners say.
    /// `from` is the child that asks: what it denies itself is known already.
    fn local(&self, at: usize, from: Option<usize>) -> Status {
        let mut status = if self.is_arranged(at) { Status::Future } else { Status::Asserted };
        for &child in self.tree.children(at).iter().filter(|c| Some(**c) != from) {
            let lemma = self.tree.lemma(child);
            status = match self.tree.rel(child) {
                Rel::Aux if self.words.hypothetical_auxiliaries.contains(lemma) => {
                    outer(Status::Hypothetical, status)
                }
                Rel::Aux if self.words.future_auxiliaries.contains(lemma) => outer(Status::Future, status),
                Rel::Advmod | Rel::Det | Rel::CcPreconj if self.denies(child) => {
                    outer(Status::Negated, status)
                }
                Rel::Nsubj | Rel::NsubjPass if self.is_nobody(child) => outer(Status::Negated, status),
                Rel::Amod | Rel::Det if self.tree.upos(at) == Upos::Noun => {
                    outer(self.determined(lemma), status)
                }
                _ => status,
            };
        }
        if self.is_question(at) { Status::Hypothetical } else { status }
    }

    /// "is to host": a copula before an infinitive.
    fn is_arranged(&self, at: usize) -> bool {
        let infinitive = || self.tree.children_by(at, &[Rel::Mark]).any(|m| self.tree.xpos(m) == Xpos::To);
        // "their aim is to terrorise" says what the aim is, not what will be.
        let mut subjects = self.tree.children_by(at, &[Rel::Nsubj, Rel::NsubjPass, Rel::NsubjOuter]);
        let of_a_noun = subjects.any(|s| self.words.purpose_nouns.contains(self.tree.lemma(s)));
        self.tree.xpos(at) == Xpos::Vb && self.tree.has_child(at, &[Rel::Cop]) && infinitive() && !of_a_noun
    }

    /// "neither side", "nobody", "no group" as a subject.
    fn is_nobody(&self, at: usize) -> bool {
        let mut determiners = self.tree.children_by(at, &[Rel::Det]);
        self.words.negators.contains(self.tree.lemma(at))
            || determiners.any(|d| self.words.negative_determiners.contains(self.tree.lemma(d)))
    }

    fn denies(&self, at: usize) -> bool {
        let lemma = self.tree.lemma(at);
        self.words.negators.contains(lemma)
            || self.tree.rel(at) == Rel::Det && self.words.negative_determiners.contains(lemma)
            || self.words.no_longer.contains(lemma)
                && self
                    .tree
                    .children(at)
                    .iter()
                    .any(|c| self.words.negative_determiners.contains(self.tree.lemma(*c)))
    }

    fn determined(&self, lemma: &str) -> Status {
        if self.words.hypothetical_determiners.contains(lemma) {
            Status::Hypothetical
        } else if self.words.future_determiners.contains(lemma) {
            Status::Future
        } else if self.words.historical_determiners.contains(lemma) {
            Status::Historical
        } else {
            Status::Asserted
        }
    }

    /// "Will X meet Y?": an inverted auxiliary or a question mark on the root.
    fn is_question(&self, at: usize) -> bool {
        self.tree.rel(at) == Rel::Root
            && self
                .tree
                .children(at)
                .last()
                .is_some_and(|c| self.tree.xpos(*c) == Xpos::Stop && self.tree.lemma(*c) == "?")
    }

    fn has_own_subject(&self, at: usize) -> bool {
        self.tree.has_child(at, &[Rel::Nsubj, Rel::NsubjPass])
    }

    /// What the head's own auxiliaries say, as far as they reach this word.
    fn local_of_governor(&self, at: usize, head: usize) -> Status {
        let shares = match self.tree.rel(at) {
            Rel::Xcomp | Rel::Obj | Rel::NsubjPass | Rel::Iobj => true,
            Rel::Conj => !self.has_own_subject(at) && !self.tree.has_child(at, &[Rel::Aux, Rel::AuxPass]),
            // "did not say that": what is not said is open; "would say that" too.
            Rel::Ccomp => !self.words.is_report(&self.lemma_of_verb(head)) && !self.is_temporal(at),
            Rel::Obl | Rel::Nmod | Rel::Acl => {
                self.tree.upos(head) == Upos::Verb && self.tree.upos(at) == Upos::Noun
            }
            _ => false,
        };
        if shares { self.local(head, Some(at)) } else { Status::Asserted }
    }

    fn step(&self, at: usize, head: usize) -> Step {
        match self.tree.rel(at) {
            Rel::Root | Rel::AclRelcl | Rel::Parataxis | Rel::Appos | Rel::List => Step::Stop,
            Rel::Advcl => self.adverbial(at, head),
            Rel::Ccomp if self.is_temporal(at) => Step::Stop,
            Rel::Ccomp | Rel::Xcomp | Rel::Csubj => self.governed_by_verb(at, head),
            // "talks brokered by Chad": a participle tells something about the noun, and the noun decides nothing.
            Rel::Acl
                if matches!(self.tree.xpos(at), Xpos::Vbn | Xpos::Vbd | Xpos::Vbg)
                    && !self.tree.has_child(at, &[Rel::Mark]) =>
            {
                Step::Stop
            }
            Rel::Acl => self.governed_by_noun(head),
            Rel::Obj | Rel::Iobj | Rel::NsubjPass | Rel::Obl if self.tree.upos(at) == Upos::Noun => {
                self.noun_of_verb(at, head)
            }
            Rel::Nmod | Rel::Compound if self.tree.upos(at) == Upos::Noun => self.governed_by_noun(head),
            Rel::Conj => Step::Pass,
            Rel::Nsubj => Step::Stop,
            _ => Step::Pass,
        }
    }

    /// A clause of time or reason, whatever the parser calls it.
    fn is_temporal(&self, at: usize) -> bool {
        let mut marks = self.tree.children_by(at, &[Rel::Mark, Rel::Advmod]);
        marks.any(|m| self.words.temporal_marks.contains(self.tree.lemma(m))) && self.has_own_subject(at)
    }

    fn adverbial(&self, at: usize, head: usize) -> Step {
        let mark = self
            .tree
            .children_by(at, &[Rel::Mark, Rel::Advmod])
            .find(|m| self.words.conditional_marks.contains(self.tree.lemma(*m)));
        if mark.is_some() {
            return Step::Effect(Status::Hypothetical);
        }
        let is_purpose = self.tree.xpos(at) == Xpos::Vb
            && self.tree.children_by(at, &[Rel::Mark]).any(|m| self.tree.xpos(m) == Xpos::To);
        if is_purpose {
            return Step::Effect(Status::Future);
        }
        let by_preposition = self.tree.xpos(at) == Xpos::Vbg && self.tree.has_child(at, &[Rel::Mark]);
        if by_preposition { self.governed_by_verb(at, head) } else { Step::Stop }
    }

    fn governed_by_verb(&self, at: usize, head: usize) -> Step {
        let lemma = self.lemma_of_verb(head);
        let conditional = self
            .tree
            .children_by(at, &[Rel::Mark])
            .any(|m| self.words.conditional_marks.contains(self.tree.lemma(m)));
        let infinitive = self.tree.children_by(at, &[Rel::Mark]).any(|m| self.tree.xpos(m) == Xpos::To);
        let going = self.tree.xpos(head) == Xpos::Vbg && self.words.future_progressives.contains(&lemma);
        if conditional {
            Step::Effect(Status::Hypothetical)
        } else if going && infinitive {
            Step::Effect(Status::Future)
        } else if self.words.is_report(&lemma) && !infinitive {
            if self.denies_report(head) { Step::Effect(Status::Hypothetical) } else { Step::Report }
        } else if self.tree.xpos(head) == Xpos::Vbn
            && is_passive(self.tree, head)
            && self.words.is_report(&lemma)
        {
            Step::Report
        } else {
            self.effect(&lemma)
        }
    }

    fn denies_report(&self, head: usize) -> bool {
        self.tree.children_by(head, &[Rel::Advmod]).any(|c| self.denies(c))
    }

    fn effect(&self, lemma: &str) -> Step {
        if self.words.negative.contains(lemma) {
            Step::Effect(Status::Negated)
        } else if self.words.future.contains(lemma) {
            Step::Effect(Status::Future)
        } else if self.words.hypothetical.contains(lemma) {
            Step::Effect(Status::Hypothetical)
        } else {
            Step::Pass
        }
    }

    fn noun_of_verb(&self, at: usize, head: usize) -> Step {
        let governs = matches!(self.tree.rel(at), Rel::Obj | Rel::NsubjPass)
            || self.tree.rel(at) == Rel::Obl
                && matches!(self.tree.preposition(at).as_str(), "for" | "of" | "to" | "on" | "from");
        if governs && self.support != Some(head) {
            self.effect(&self.lemma_of_verb(head))
        } else {
            Step::Pass
        }
    }

    fn governed_by_noun(&self, head: usize) -> Step {
        let lemma = self.tree.lemma(head);
        if self.words.negative_nouns.contains(lemma) {
            Step::Effect(Status::Negated)
        } else if self.words.future_nouns.contains(lemma) {
            Step::Effect(Status::Future)
        } else if self.words.hypothetical_nouns.contains(lemma) {
            Step::Effect(Status::Hypothetical)
        } else {
            Step::Pass
        }
    }

    /// "The army seized the town, officials said": the report hangs below the act.
    fn trailing_report(&self, predicate: usize) -> Option<usize> {
        self.tree
            .children_by(predicate, &[Rel::Parataxis])
            .find(|p| self.words.is_report(self.tree.lemma(*p)))
    }
}
