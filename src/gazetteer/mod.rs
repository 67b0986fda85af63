//! Who is known? Entities, their names, their roles with dates, and the common nouns that stand for actors.
//!
//! In: CSV files in the form of `docs/gazetteers.md`, built in or a user's own. Out: an immutable [`Gazetteer`] that
//! finds every known name in a text in one pass. Does not decide which of several senses a text means.

mod builtin;
mod check;
mod compile;
mod office;
mod parse;
mod resolve;

use crate::date::PartialDate;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::fold::Folded;
use crate::ids::EntityId;
use crate::ontology::ActorCode;
use crate::span::Span;
use aho_corasick::AhoCorasick;
pub(crate) use parse::AgentKind;
pub use resolve::{Meaning, Office};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

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

/// One way to write an entity.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Name {
    pub(crate) entity: EntityId,
    pub(crate) text: String,
    pub(crate) form: Form,
    pub(crate) mode: MatchMode,
    /// Share of the text's uses in news that mean this entity, 0 to 1.
    pub(crate) prior: f64,
    pub(crate) from: Option<PartialDate>,
    pub(crate) to: Option<PartialDate>,
    /// Made from the entity's name, not stated by a row.
    pub(crate) derived: bool,
}

/// An office that a person held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Role {
    pub(crate) title: String,
    /// Role code of the title ("GOV"), empty where it takes the code of `of`.
    pub(crate) code: String,
    pub(crate) of: EntityId,
    pub(crate) from: Option<PartialDate>,
    pub(crate) to: Option<PartialDate>,
    /// The last month up to which the row was known to be right.
    pub(crate) checked: Option<PartialDate>,
}

/// A common noun or title that stands for an actor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Agent {
    pub(crate) text: String,
    pub(crate) plural: String,
    /// Role code ("GOV"), empty where it takes the code of what it belongs to.
    pub(crate) code: String,
    pub(crate) kind: AgentKind,
}

/// What a found text can mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sense {
    /// A row of `Gazetteer::names`.
    Name(usize),
    /// A row of `Gazetteer::agents`.
    Agent { index: usize, plural: bool },
}

/// A place in the text where something known is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Hit<'g> {
    pub(crate) span: Span,
    pub(crate) senses: &'g [Sense],
}

/// Everything that is known about actors; built once, never changed.
#[derive(Debug)]
pub struct Gazetteer {
    entities: Vec<Entity>,
    keys: BTreeMap<String, EntityId>,
    names: Vec<Name>,
    roles: BTreeMap<EntityId, Vec<Role>>,
    /// Folded first names of the people.
    given: BTreeSet<String>,
    agents: Vec<Agent>,
    automaton: AhoCorasick,
    senses: Vec<Vec<Sense>>,
}

impl Gazetteer {
    /// The gazetteer that the program carries.
    ///
    /// # Errors
    /// When the built-in data is damaged, which a test excludes.
    pub fn builtin() -> Result<Self> {
        Self::from_files(&builtin::files())
    }

    /// The gazetteer of one folder alone.
    ///
    /// # Errors
    /// [`Error::is_io`] when the folder cannot be read, [`Error::is_gazetteer`] with all problems of all files.
    pub fn from_folder(folder: impl AsRef<Path>) -> Result<Self> {
        Self::from_files(&builtin::folder(folder.as_ref())?)
    }

    /// The built-in gazetteer (unless `alone`) with the rows of `folders` on top; a later folder replaces an earlier one.
    ///
    /// # Errors
    /// As [`Gazetteer::from_folder`].
    pub fn layered(folders: &[PathBuf], alone: bool) -> Result<Self> {
        let mut files = if alone { Vec::new() } else { builtin::files() };
        for folder in folders {
            files.extend(builtin::folder(folder)?);
        }
        Self::from_files(&files)
    }

    fn from_files(files: &[(String, String)]) -> Result<Self> {
        let mut problems = Vec::new();
        let tables = parse::Tables::read(files, &mut problems);
        if problems.is_empty() { compile::compile(tables) } else { Err(Error::gazetteer(problems)) }
    }

    /// All problems of the built-in data and of the given folders, errors and warnings.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn problems(folders: &[PathBuf], alone: bool) -> Result<Vec<Diagnostic>> {
        let mut files = if alone { Vec::new() } else { builtin::files() };
        for folder in folders {
            files.extend(builtin::folder(folder)?);
        }
        let mut problems = Vec::new();
        let tables = parse::Tables::read(&files, &mut problems);
        check::check(&tables, &mut problems);
        Ok(problems)
    }

    /// The entity of an id.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    /// The entity of a key such as `bashar-al-assad` or `SYR`.
    #[must_use]
    pub fn entity_of_key(&self, key: &str) -> Option<EntityId> {
        self.keys.get(key).copied()
    }

    /// How many entities and names are known.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.entities.len(), self.names.len())
    }

    pub(crate) fn name(&self, index: usize) -> &Name {
        &self.names[index]
    }

    /// The row of the entity's usual name.
    pub(crate) fn usual_name(&self, id: EntityId) -> Option<usize> {
        let from = self.names.partition_point(|n| n.entity < id);
        let own = self.names[from..].iter().take_while(|n| n.entity == id);
        own.enumerate().filter(|(_, n)| n.form == Form::Name).map(|(at, _)| from + at).next()
    }

    /// True for the folded first name of a person in the lists.
    pub(crate) fn is_given_name(&self, folded: &str) -> bool {
        self.given.contains(folded)
    }

    pub(crate) fn agent(&self, index: usize) -> &Agent {
        &self.agents[index]
    }

    pub(crate) fn roles(&self, person: EntityId) -> &[Role] {
        self.roles.get(&person).map_or(&[], Vec::as_slice)
    }

    /// Every known text at word boundaries, overlapping ones too, ordered by start and then by length.
    pub(crate) fn hits<'g>(&'g self, folded: &Folded, text: &str) -> Vec<Hit<'g>> {
        let mut hits = Vec::new();
        for found in self.automaton.find_overlapping_iter(&folded.text) {
            if is_whole_word(&folded.text, found.start(), found.end()) {
                let span = folded.original(found.start(), found.end(), text);
                hits.push(Hit { span, senses: &self.senses[found.pattern().as_usize()] });
            }
        }
        hits.sort_by_key(|hit| (hit.span.start, hit.span.end));
        hits
    }

    /// The country code under which a role of this entity is filed: `SYR` for Syria, `IGOUNO` for the UN.
    pub(crate) fn base_code(&self, id: EntityId) -> ActorCode {
        let entity = self.entity(id);
        ActorCode::from(if entity.code.is_empty() { entity.country.as_str() } else { entity.code.as_str() })
    }
}

/// True when neither end of the range cuts a word or a number.
fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let after = text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    before && after
}
