//! Which acts count? Rules as data: triggers, the slots of source and target, conditions, codes, examples.
//!
//! In: TOML files in the form of `docs/rules.md`, built in or a user's own. Out: an immutable [`RuleSet`] that answers
//! "which patterns does this word trigger?". Does not read text and does not resolve actors.

mod builtin;
mod check;
mod compile;
mod parse;

use crate::clause::frame::Slot;
use crate::error::Result;
use crate::ontology::{CameoCode, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;

/// Part of speech of a trigger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum TriggerKind {
    Verb,
    Noun,
    Adjective,
    /// "will" before a verb that is an act itself.
    Auxiliary,
}

/// What kind of actor a side must be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ActorTest {
    /// A country, its government or its officials.
    State,
    /// Any government role.
    Government,
    /// Soldiers, police, rebels, gunmen.
    Armed,
    /// Police.
    Police,
    /// Rebels, separatists, armed groups.
    Rebel,
    /// Courts, judges, prosecutors.
    Court,
    /// Parliaments and their members.
    Legislature,
    /// Civilians of any kind.
    Civilian,
    /// Opposition parties, protesters, activists.
    Opposition,
    /// Reporters and media.
    Media,
    /// A single human being, by name or by role.
    Person,
    /// A person who is named.
    Named,
    /// An international body.
    International,
    /// A place that stands for its country.
    Place,
}

/// Words that a slot's head must be one of; empty for any. `*` stands for any filler.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct WordSet(pub(crate) BTreeSet<String>);

impl WordSet {
    pub(crate) fn has(&self, lemma: &str) -> bool {
        self.0.is_empty() || self.0.contains("*") || self.0.contains(lemma)
    }
}

/// What must hold beside the trigger.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Conditions {
    /// Some filler of each slot has one of these heads.
    pub(crate) slots: Vec<(Slot, WordSet)>,
    /// No filler of the slot has one of these heads.
    pub(crate) without: Vec<(Slot, WordSet)>,
    /// One of these words stands somewhere in the clause.
    pub(crate) words: WordSet,
    /// None of these words stands in the clause.
    pub(crate) no_words: BTreeSet<String>,
    pub(crate) source: BTreeSet<ActorTest>,
    pub(crate) target: BTreeSet<ActorTest>,
    pub(crate) not_source: BTreeSet<ActorTest>,
    pub(crate) not_target: BTreeSet<ActorTest>,
    /// One of these words belongs to the predicate of the complement clause ("must" in "says that X must leave").
    pub(crate) inner: WordSet,
    pub(crate) no_inner: BTreeSet<String>,
    /// The frame has no complement clause with one of these marks.
    pub(crate) no_complement: BTreeSet<String>,
    /// Sides whose actor is the head of its slot, not the owner of the head.
    pub(crate) direct: BTreeSet<SideName>,
    /// Source and target belong to different countries.
    pub(crate) foreign: Option<bool>,
    /// Who speaks is who would act.
    pub(crate) own: Option<bool>,
    /// The verb is passive.
    pub(crate) passive: Option<bool>,
}

/// A side of an event, as conditions name it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SideName {
    Source,
    Target,
}

/// Another code where more is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Refinement {
    pub(crate) code: CameoCode,
    pub(crate) conditions: Conditions,
}

/// Which sides may stay open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Open {
    /// Both sides must be coded.
    #[default]
    None,
    /// The source may be open.
    Source,
    /// The target may be open.
    Target,
    /// One of the two must be coded.
    Either,
}

/// Whether an act binds both sides. Written `true`, `false` or `"list"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Symmetry {
    /// From the source to the target.
    #[default]
    None,
    /// In both directions.
    Both,
    /// Between the members of a list without another target ("India and Pakistan agreed to talk"), else one way.
    List,
}

impl<'de> serde::Deserialize<'de> for Symmetry {
    fn deserialize<D: serde::Deserializer<'de>>(source: D) -> std::result::Result<Self, D::Error> {
        source.deserialize_any(SymmetryVisitor)
    }
}

struct SymmetryVisitor;

impl serde::de::Visitor<'_> for SymmetryVisitor {
    type Value = Symmetry;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("true, false or \"list\"")
    }

    fn visit_bool<E: serde::de::Error>(self, both: bool) -> std::result::Result<Symmetry, E> {
        Ok(if both { Symmetry::Both } else { Symmetry::None })
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> std::result::Result<Symmetry, E> {
        if text == "list" {
            Ok(Symmetry::List)
        } else {
            Err(E::invalid_value(serde::de::Unexpected::Str(text), &self))
        }
    }
}

/// One way in which the act of a rule is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Pattern {
    /// "accuse" or "accuse/noun".
    pub(crate) id: String,
    pub(crate) code: CameoCode,
    pub(crate) kind: TriggerKind,
    pub(crate) triggers: BTreeSet<String>,
    /// For nouns: only with one of these verbs.
    pub(crate) support: WordSet,
    pub(crate) source: Vec<Slot>,
    pub(crate) target: Vec<Slot>,
    pub(crate) symmetric: Symmetry,
    pub(crate) open: Open,
    pub(crate) conditions: Conditions,
    /// Embedded act (code prefix) to the code of the whole; empty where the pattern needs none.
    pub(crate) complement: BTreeMap<String, CameoCode>,
    pub(crate) refinements: Vec<Refinement>,
    pub(crate) status: Option<Status>,
    pub(crate) mode: Option<String>,
    /// A higher one is tried first; more conditions count as a higher one.
    pub(crate) rank: i32,
}

/// A sentence and what its rule must make of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// The rule's id.
    pub rule: String,
    /// The sentence.
    pub text: String,
    /// `SOURCE CODE TARGET`, a blank side as `---`; empty where nothing may fire.
    pub events: Vec<String>,
    /// The file that holds it.
    pub file: String,
    /// Its line there, from 1.
    pub line: u32,
    /// For `silent` examples: why nothing fires.
    pub why: Option<String>,
}

/// All rules, ready to be tried.
#[derive(Debug)]
pub struct RuleSet {
    patterns: Vec<Pattern>,
    /// Trigger to patterns, best first.
    by_trigger: BTreeMap<(TriggerKind, String), Vec<usize>>,
    /// First words of all triggers.
    first_words: BTreeSet<String>,
    examples: Vec<Example>,
}

impl RuleSet {
    /// The rules that the program carries.
    ///
    /// # Errors
    /// When the built-in rules are damaged, which a test excludes.
    pub fn builtin() -> Result<Self> {
        compile::compile(&builtin::files())
    }

    /// The built-in rules (unless `alone`) with those of the folders on top; a file with the same id replaces one.
    ///
    /// # Errors
    /// [`crate::Error::is_rule`] with all problems of all files.
    pub fn layered(folders: &[PathBuf], alone: bool) -> Result<Self> {
        compile::compile(&builtin::layered(folders, alone)?)
    }

    /// All problems of the built-in rules and of the given folders.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn problems(folders: &[PathBuf], alone: bool) -> Result<Vec<Diagnostic>> {
        Ok(check::problems(&builtin::layered(folders, alone)?))
    }

    /// The examples of all rules, in file order.
    #[must_use]
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// How many patterns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// True without any pattern.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// True when the word triggers anything, alone or as the first word of a longer trigger.
    pub(crate) fn is_trigger(&self, lemma: &str) -> bool {
        self.first_words.contains(lemma)
    }

    /// The patterns of a trigger, best first.
    pub(crate) fn triggered(&self, kind: TriggerKind, lemma: &str) -> &[usize] {
        self.by_trigger.get(&(kind, lemma.to_owned())).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn pattern(&self, index: usize) -> &Pattern {
        &self.patterns[index]
    }
}
