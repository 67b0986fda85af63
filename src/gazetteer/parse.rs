//! What do the CSV files say? Rows with their places, before anything is joined.
//!
//! In: (path, contents) pairs; the folder or file name tells the table (`entities`, `names`, `roles`, `agents`). Out:
//! typed rows, and a diagnostic for each row that cannot be read. Does not compare rows with each other: see `check`.

use super::{EntityKind, Form, MatchMode};
use crate::date::PartialDate;
use crate::diagnostic::{Diagnostic, Place};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A row and where it stands.
#[derive(Debug)]
pub(crate) struct Placed<T> {
    pub(crate) row: T,
    pub(crate) place: Place,
}

/// All rows of all files.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) entities: Vec<Placed<EntityRow>>,
    pub(crate) names: Vec<Placed<NameRow>>,
    pub(crate) roles: Vec<Placed<RoleRow>>,
    pub(crate) agents: Vec<Placed<AgentRow>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntityRow {
    pub(crate) id: String,
    pub(crate) kind: EntityKind,
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) code: String,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    #[serde(deserialize_with = "date")]
    pub(crate) valid_from: Option<PartialDate>,
    #[serde(deserialize_with = "date")]
    pub(crate) valid_to: Option<PartialDate>,
    pub(crate) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameRow {
    pub(crate) entity: String,
    pub(crate) text: String,
    pub(crate) form: Form,
    pub(crate) r#match: MatchMode,
    pub(crate) prior: Option<f64>,
    #[serde(deserialize_with = "date")]
    pub(crate) from: Option<PartialDate>,
    #[serde(deserialize_with = "date")]
    pub(crate) to: Option<PartialDate>,
    pub(crate) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleRow {
    pub(crate) person: String,
    pub(crate) role: String,
    pub(crate) of: String,
    #[serde(deserialize_with = "date")]
    pub(crate) from: Option<PartialDate>,
    #[serde(deserialize_with = "date")]
    pub(crate) to: Option<PartialDate>,
    #[serde(deserialize_with = "date")]
    pub(crate) checked: Option<PartialDate>,
    pub(crate) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgentRow {
    pub(crate) text: String,
    pub(crate) plural: String,
    pub(crate) code: String,
    pub(crate) kind: AgentKind,
    pub(crate) source: String,
}

/// What a common noun stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum AgentKind {
    /// Stands before a name: "foreign minister", "Gen.".
    Title,
    /// One human being: "protester".
    Person,
    /// Many: "troops".
    Group,
    /// An institution: "parliament".
    Body,
}

fn date<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Option<PartialDate>, D::Error> {
    let text = String::deserialize(source)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

impl Tables {
    /// Reads every file; a row that cannot be read becomes a diagnostic and the others still count.
    pub(crate) fn read(files: &[(String, String)], problems: &mut Vec<Diagnostic>) -> Self {
        let mut tables = Self::default();
        for (file, contents) in files {
            match table_of(file) {
                Some("entities") => rows(file, contents, &mut tables.entities, problems),
                Some("names") => rows(file, contents, &mut tables.names, problems),
                Some("roles") => rows(file, contents, &mut tables.roles, problems),
                Some("agents") => rows(file, contents, &mut tables.agents, problems),
                Some(_) => {}
                None => problems.push(Diagnostic::error(
                    "G001",
                    &Place::new(file, 1, 1),
                    "neither the folder nor the file is called entities, names, roles or agents",
                    "move it to a folder of that name, or call it entities.csv, names.csv, roles.csv or agents.csv",
                )),
            }
        }
        tables
    }
}

/// Tables that describe the others and hold no names.
const DESCRIPTIVE: [&str; 1] = ["sources"];

fn table_of(file: &str) -> Option<&str> {
    let stem = file.rsplit(['/', '\\']).next()?.strip_suffix(".csv")?;
    let folder = file.rsplit(['/', '\\']).nth(1).unwrap_or("");
    [folder, stem]
        .into_iter()
        .find(|n| ["entities", "names", "roles", "agents"].contains(n) || DESCRIPTIVE.contains(n))
}

fn rows<T: DeserializeOwned>(
    file: &str,
    contents: &str,
    out: &mut Vec<Placed<T>>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(contents.as_bytes());
    let headers = reader.headers().cloned();
    let mut record = csv::StringRecord::new();
    loop {
        let read = reader.read_record(&mut record);
        let line = record.position().map_or(1, csv::Position::line);
        let place = Place::new(file, u32::try_from(line).unwrap_or(u32::MAX), 1);
        let row = match (read, &headers) {
            (Ok(false), _) => return,
            (Ok(true), Ok(headers)) => record.deserialize::<T>(Some(headers)),
            (Err(error), _) => Err(error),
            (_, Err(error)) => {
                problems.push(unreadable(&place, error));
                return;
            }
        };
        match row {
            Ok(row) => out.push(Placed { row, place }),
            Err(error) => problems.push(unreadable(&place, &error)),
        }
    }
}

fn unreadable(place: &Place, error: &csv::Error) -> Diagnostic {
    Diagnostic::error(
        "G002",
        place,
        error.to_string(),
        "docs/gazetteers.md lists the columns and their values",
    )
}
