//! Which English words tie a role to a country or point back to somebody? Read once from `rules/en/words/reference.toml`.
//!
//! In: the file. Out: sorted sets. Does not look at any text.

use crate::error::Result;
use crate::language::builtin_words;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The word lists of this room.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReferenceWords {
    pub(crate) qualifiers: BTreeSet<String>,
    pub(crate) former: BTreeSet<String>,
    pub(crate) belongs_to: BTreeSet<String>,
    pub(crate) person: BTreeSet<String>,
    pub(crate) several: BTreeSet<String>,
    pub(crate) thing: BTreeSet<String>,
    pub(crate) own: BTreeSet<String>,
    pub(crate) pair_words: BTreeSet<String>,
    pub(crate) pair_people: BTreeSet<String>,
    pub(crate) pair_bodies: BTreeSet<String>,
    pub(crate) pointing: BTreeSet<String>,
    pub(crate) belonging: BTreeSet<String>,
    pub(crate) inside: BTreeSet<String>,
    pub(crate) joining: BTreeSet<String>,
    pub(crate) name_particles: BTreeSet<String>,
    pub(crate) not_names: BTreeSet<String>,
    pub(crate) organization_endings: BTreeSet<String>,
    pub(crate) organization_starts: BTreeSet<String>,
}

impl ReferenceWords {
    /// The lists that the program carries.
    pub(crate) fn builtin() -> Result<Self> {
        builtin_words("reference")
    }
}
