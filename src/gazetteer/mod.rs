//! Who is known? Entities, their names, their roles with dates, and the common nouns that stand for actors.
//!
//! In: CSV files in the form of `docs/gazetteers.md`, built in or a user's own. Out: an immutable [`Gazetteer`] that
//! finds every known name in a text in one pass. Does not decide which of several senses a text means.

use crate::date::PartialDate;
use serde::Deserialize;

/// What an entity is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A state, dependent territory or former state.
    Country,
    /// A body: ministry, party, company, international organization, medium.
    Organization,
    /// A city, region, building, sea.
    Place,
    /// An armed group or a people.
    Group,
}

impl EntityKind {
    /// The word written to tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Country => "country",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Group => "group",
        }
    }
}

/// In which form a name stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The usual name.
    Name,
    /// A shorter or other name.
    Short,
    /// "Syrian".
    Adjective,
    /// "Syrians".
    Demonym,
    /// "UN".
    Acronym,
    /// "Moscow" for the Russian government.
    Metonym,
    /// "Lavrov"; counts only where the document gives the person otherwise, or where it is rare enough.
    Surname,
    /// Another transliteration.
    Translit,
}

/// How the text must be written to be this name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchMode {
    /// Letter case as written.
    Exact,
    /// All capitals.
    Upper,
    /// Capitalised as written, or all capitals.
    Title,
    /// Any letter case.
    Fold,
}

/// One known entity.
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// The key in the files.
    pub key: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its usual English name.
    pub name: String,
    /// Alpha-3 of the country that it belongs to; empty for none.
    pub country: String,
    /// CAMEO actor code; empty where roles or the country give it.
    pub code: String,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// First day of existence.
    pub valid_from: Option<PartialDate>,
    /// Last day of existence.
    pub valid_to: Option<PartialDate>,
}
