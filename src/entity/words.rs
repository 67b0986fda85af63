//! Which English words tie a role to a country, point back to somebody, or tell what kind of name stands there?
//!
//! In: `rules/en/words/reference.toml`, `names.toml` and `given_names.toml`. Out: sorted sets. Does not look at any text.

use crate::error::Result;
use crate::fold::fold;
use crate::language::builtin_words;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

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
    pub(crate) bordering: BTreeSet<String>,
    pub(crate) joining: BTreeSet<String>,
    pub(crate) name_particles: BTreeSet<String>,
    pub(crate) not_names: BTreeSet<String>,
    /// What tells the kind of a name that no list holds.
    #[serde(skip)]
    pub(crate) names: NameWords,
}

/// Words by which the kind of an unlisted name is known.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameWords {
    /// Last word of a body's name -> the role code that it gives.
    pub(crate) organization_heads: BTreeMap<String, String>,
    /// First word of a body's name in another language -> the role code that it gives.
    pub(crate) foreign_organization_starts: BTreeMap<String, String>,
    pub(crate) lists: NameLists,
    /// Folded given names.
    #[serde(skip)]
    pub(crate) given: BTreeSet<String>,
}

/// The plain lists of `names.toml`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameLists {
    pub(crate) organization_starts: BTreeSet<String>,
    pub(crate) organization_joins: BTreeSet<String>,
    pub(crate) only_of: BTreeSet<String>,
    pub(crate) small_heads: BTreeSet<String>,
    pub(crate) hyphen_tails: BTreeSet<String>,
    pub(crate) deeds: BTreeSet<String>,
    pub(crate) possessives_inside: BTreeSet<String>,
    pub(crate) foreign_joins: BTreeSet<String>,
    pub(crate) place_heads: BTreeSet<String>,
    pub(crate) place_heads_small: BTreeSet<String>,
    pub(crate) place_starts: BTreeSet<String>,
    pub(crate) place_of: BTreeSet<String>,
    pub(crate) directions: BTreeSet<String>,
    pub(crate) place_prepositions: BTreeSet<String>,
    pub(crate) place_nouns: BTreeSet<String>,
    pub(crate) honorifics: BTreeSet<String>,
    pub(crate) titles: BTreeSet<String>,
    pub(crate) dotted: BTreeSet<String>,
    pub(crate) name_suffixes: BTreeSet<String>,
    pub(crate) other_heads: BTreeSet<String>,
    pub(crate) common_words: BTreeSet<String>,
    pub(crate) not_acronyms: BTreeSet<String>,
    pub(crate) speech: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenNames {
    names: String,
}

impl ReferenceWords {
    /// The lists that the program carries.
    pub(crate) fn builtin() -> Result<Self> {
        let mut words: Self = builtin_words("reference")?;
        words.names = builtin_words("names")?;
        let given: GivenNames = builtin_words("given_names")?;
        words.names.given = given.names.split_whitespace().map(fold).collect();
        Ok(words)
    }
}

impl NameWords {
    /// True for a word that names nobody by itself, however it is capitalised.
    pub(crate) fn is_common(&self, folded: &str) -> bool {
        self.lists.common_words.contains(folded)
            || self.organization_heads.contains_key(folded)
            || self.lists.place_heads.contains(folded)
            || self.lists.other_heads.contains(folded)
    }
}
