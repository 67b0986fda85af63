//! What does a rule file say? TOML into typed values, with the line of every problem.
//!
//! In: one file. Out: a [`RuleFile`], or diagnostics. Word classes are still names here.

use super::builtin::RuleText;
use super::{ActorTest, Open, SideName, Symmetry};
use crate::diagnostic::{Diagnostic, Place};
use crate::ontology::Status;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    /// The file's name without extension.
    pub(crate) id: String,
    /// What the act is, in one sentence.
    pub(crate) about: String,
    /// What it does not code, and why; for readers of the file.
    #[serde(default)]
    #[allow(dead_code, reason = "read by people, accepted by the parser")]
    pub(crate) note: String,
    #[serde(default)]
    pub(crate) pattern: Vec<RawPattern>,
    #[serde(default)]
    pub(crate) fires: Vec<Fires>,
    #[serde(default)]
    pub(crate) silent: Vec<Silent>,
}

/// A pattern as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPattern {
    #[serde(default)]
    pub(crate) name: String,
    pub(crate) cameo: String,
    #[serde(default)]
    pub(crate) verb: Vec<String>,
    #[serde(default)]
    pub(crate) noun: Vec<String>,
    #[serde(default)]
    pub(crate) adjective: Vec<String>,
    #[serde(default)]
    pub(crate) auxiliary: Vec<String>,
    #[serde(default)]
    pub(crate) support: Vec<String>,
    #[serde(default)]
    pub(crate) source: Vec<String>,
    #[serde(default)]
    pub(crate) target: Vec<String>,
    #[serde(default)]
    pub(crate) symmetric: Symmetry,
    #[serde(default)]
    pub(crate) open: Open,
    #[serde(default)]
    pub(crate) when: RawConditions,
    #[serde(default)]
    pub(crate) complement: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) refine: Vec<RawRefinement>,
    pub(crate) status: Option<Status>,
    pub(crate) mode: Option<String>,
    #[serde(default)]
    pub(crate) rank: i32,
}

/// Conditions as written; every list may hold `@class` names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawConditions {
    /// Slot name to the heads it may have.
    #[serde(default)]
    pub(crate) slot: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) without: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) words: Vec<String>,
    #[serde(default)]
    pub(crate) no_words: Vec<String>,
    #[serde(default)]
    pub(crate) source: BTreeSet<ActorTest>,
    #[serde(default)]
    pub(crate) target: BTreeSet<ActorTest>,
    #[serde(default)]
    pub(crate) not_source: BTreeSet<ActorTest>,
    #[serde(default)]
    pub(crate) not_target: BTreeSet<ActorTest>,
    #[serde(default)]
    pub(crate) inner: Vec<String>,
    #[serde(default)]
    pub(crate) no_inner: Vec<String>,
    #[serde(default)]
    pub(crate) no_complement: Vec<String>,
    #[serde(default)]
    pub(crate) direct: BTreeSet<SideName>,
    pub(crate) foreign: Option<bool>,
    pub(crate) own: Option<bool>,
    pub(crate) passive: Option<bool>,
}

/// A refinement as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRefinement {
    pub(crate) cameo: String,
    pub(crate) when: RawConditions,
}

/// An example that must fire.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fires {
    pub(crate) text: String,
    pub(crate) events: Vec<String>,
}

/// A near miss that must stay silent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Silent {
    pub(crate) text: String,
    pub(crate) why: String,
}

/// Reads one rule file.
pub(crate) fn rule_file(file: &RuleText) -> Result<RuleFile, Diagnostic> {
    toml::from_str(&file.contents).map_err(|error| unreadable(file, &error))
}

/// Reads one file of word classes: class name to base forms and other classes.
pub(crate) fn class_file(file: &RuleText) -> Result<BTreeMap<String, Vec<String>>, Diagnostic> {
    toml::from_str(&file.contents).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &RuleText, error: &toml::de::Error) -> Diagnostic {
    let place = Place::of_offset(&file.path, &file.contents, error.span().map_or(0, |s| s.start));
    Diagnostic::error(
        "R001",
        &place,
        error.message().trim_end(),
        "docs/rules.md lists the keys of a rule file",
    )
}

/// The place of a text inside a rule file, for problems that serde does not see.
pub(crate) fn place_of(file: &RuleText, text: &str) -> Place {
    Place::of_offset(&file.path, &file.contents, file.contents.find(text).unwrap_or(0))
}
