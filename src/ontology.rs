//! What do the codes mean? CAMEO event codes, PLOVER types, quad classes, Goldstein values, actor codes.
//!
//! In: `rules/cameo.csv` (code, name, Goldstein value as in the ICEWS and OEDA tables, quad class as GDELT maps the
//! roots, PLOVER 0.8 type, mode and context). Out: small `Copy` codes and a table to look them up in. Does not know
//! English or any rule.
//!
//! ```
//! use detente::{Ontology, CameoCode, PloverType};
//! let ontology = Ontology::builtin().unwrap();
//! let met = ontology.get("040".parse().unwrap()).unwrap();
//! assert_eq!((met.name.as_str(), met.goldstein, met.plover), ("Consult", 1.0, Some(PloverType::Consult)));
//! ```

use crate::diagnostic::{Diagnostic, Place};
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A CAMEO event code of two to four digits, such as `040` or `0841`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CameoCode {
    digits: [u8; 4],
    length: u8,
}

impl CameoCode {
    /// The code's digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.digits[..usize::from(self.length)]).unwrap_or("")
    }

    /// The first two digits, `04` for `040`.
    #[must_use]
    pub fn root(&self) -> &str {
        &self.as_str()[..2]
    }

    /// True when this code is `other` or lies below it.
    #[must_use]
    pub fn is_under(&self, other: &str) -> bool {
        self.as_str().starts_with(other)
    }
}

impl fmt::Display for CameoCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CameoCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for CameoCode {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let bytes = text.as_bytes();
        if !(2..=4).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_digit) {
            return Err(format!("'{text}' is not a CAMEO code of two to four digits"));
        }
        let mut digits = [0; 4];
        digits[..bytes.len()].copy_from_slice(bytes);
        Ok(Self { digits, length: u8::try_from(bytes.len()).unwrap_or(4) })
    }
}

/// The 16 event types of the PLOVER 0.8 manual.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum PloverType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl PloverType {
    /// The name in capitals, as PLOVER writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
        }
    }
}

/// Verbal or material, cooperation or conflict.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum QuadClass {
    /// 1: roots 01 to 05.
    VerbalCooperation,
    /// 2: roots 06 to 09.
    MaterialCooperation,
    /// 3: roots 10 to 14.
    VerbalConflict,
    /// 4: roots 15 to 20.
    MaterialConflict,
}

impl QuadClass {
    /// 1 to 4, as GDELT numbers them.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::VerbalCooperation => 1,
            Self::MaterialCooperation => 2,
            Self::VerbalConflict => 3,
            Self::MaterialConflict => 4,
        }
    }

    fn of_number(number: u8) -> Option<Self> {
        [Self::VerbalCooperation, Self::MaterialCooperation, Self::VerbalConflict, Self::MaterialConflict]
            .into_iter()
            .find(|q| q.number() == number)
    }

    /// True for the two cooperative classes.
    #[must_use]
    pub const fn is_cooperation(self) -> bool {
        matches!(self, Self::VerbalCooperation | Self::MaterialCooperation)
    }
}

/// How sure it is that the act took place, as the text tells it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Happened or is happening.
    #[default]
    Asserted,
    /// Planned, promised or expected.
    Future,
    /// Said not to have happened.
    Negated,
    /// Would, if, called for, or claimed by another.
    Hypothetical,
    /// Background from long before the text.
    Historical,
}

impl Status {
    /// The word written to tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Future => "future",
            Self::Negated => "negated",
            Self::Hypothetical => "hypothetical",
            Self::Historical => "historical",
        }
    }

    /// True for what happened, happens or is to happen.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Asserted | Self::Future)
    }
}

/// The first three letters of codes for actors of no country.
const FAMILIES: [&str; 5] = ["IGO", "IMG", "NGO", "MNC", "NGM"];

/// A CAMEO actor code: country or international family, then role, then detail.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct ActorCode(String);

impl ActorCode {
    /// The code as written in tables.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True when no code is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `SYR` of `SYRMIL`, `IGOUNO` of `IGOUNOWHO`.
    #[must_use]
    pub fn country(&self) -> &str {
        let length = if self.is_international() { 6 } else { 3 };
        self.0.get(..length).unwrap_or(&self.0)
    }

    /// `MIL` of `SYRMIL`; empty where the code is a country or an international body.
    #[must_use]
    pub fn role(&self) -> &str {
        let from = self.country().len();
        self.0.get(from..from + 3).unwrap_or("")
    }

    /// True for IGO, IMG, NGO, MNC families.
    #[must_use]
    pub fn is_international(&self) -> bool {
        self.0.get(..3).is_some_and(|f| FAMILIES.contains(&f))
    }

    /// This code with `role` after it, unless it already carries a role.
    #[must_use]
    pub fn with_role(&self, role: &str) -> Self {
        if self.role().is_empty() && !self.is_international() {
            Self(format!("{}{role}", self.0))
        } else {
            self.clone()
        }
    }
}

impl From<&str> for ActorCode {
    fn from(code: &str) -> Self {
        Self(code.to_owned())
    }
}

impl fmt::Display for ActorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One row of the code table.
#[derive(Clone, PartialEq, Debug)]
pub struct CodeRow {
    /// The code.
    pub code: CameoCode,
    /// CAMEO's short name.
    pub name: String,
    /// Goldstein value, -10 (conflict) to 10 (cooperation), as in the ICEWS table.
    pub goldstein: f64,
    /// Quad class as GDELT maps the roots.
    pub quad_class: QuadClass,
    /// PLOVER type; roots that PLOVER drops have none.
    pub plover: Option<PloverType>,
    /// PLOVER mode, empty where none is pinned.
    pub plover_mode: String,
    /// PLOVER context that the code itself implies.
    pub plover_context: String,
}

/// The code table.
#[derive(Clone, Debug)]
pub struct Ontology {
    rows: BTreeMap<CameoCode, CodeRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    code: String,
    name: String,
    goldstein: f64,
    quad_class: u8,
    plover: Option<PloverType>,
    plover_mode: String,
    plover_context: String,
}

impl Ontology {
    /// The table that the program carries.
    ///
    /// # Errors
    /// When the table is damaged, which a test excludes.
    pub fn builtin() -> Result<Self> {
        Self::parse("rules/cameo.csv", include_str!("../rules/cameo.csv"))
    }

    fn parse(file: &str, contents: &str) -> Result<Self> {
        let mut rows = BTreeMap::new();
        let mut problems = Vec::new();
        for (index, record) in
            csv::Reader::from_reader(contents.as_bytes()).deserialize::<RawRow>().enumerate()
        {
            let place = Place::new(file, u32::try_from(index).unwrap_or(u32::MAX).saturating_add(2), 1);
            match record.map_err(|e| e.to_string()).and_then(code_row) {
                Ok(row) => {
                    rows.insert(row.code, row);
                }
                Err(message) => {
                    problems.push(Diagnostic::error("O001", &place, message, "see docs/columns.md"))
                }
            }
        }
        if problems.is_empty() { Ok(Self { rows }) } else { Err(Error::rule(problems)) }
    }

    /// The row of a code.
    #[must_use]
    pub fn get(&self, code: CameoCode) -> Option<&CodeRow> {
        self.rows.get(&code)
    }

    /// All rows in code order.
    pub fn rows(&self) -> impl Iterator<Item = &CodeRow> {
        self.rows.values()
    }
}

fn code_row(raw: RawRow) -> std::result::Result<CodeRow, String> {
    let quad_class = QuadClass::of_number(raw.quad_class)
        .ok_or_else(|| format!("quad class {} is not 1 to 4", raw.quad_class))?;
    Ok(CodeRow {
        code: raw.code.parse()?,
        name: raw.name,
        goldstein: raw.goldstein,
        quad_class,
        plover: raw.plover,
        plover_mode: raw.plover_mode,
        plover_context: raw.plover_context,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_table_is_whole() {
        let ontology = Ontology::builtin().unwrap();
        assert!(ontology.rows().count() > 300);
        for root in 1..=20 {
            assert!(ontology.rows().any(|r| r.code.root() == format!("{root:02}")), "{root}");
        }
    }

    #[test]
    fn actor_codes_come_apart() {
        assert_eq!(ActorCode::from("SYRMIL").country(), "SYR");
        assert_eq!(ActorCode::from("IGOUNOWHO").country(), "IGOUNO");
        assert_eq!(ActorCode::from("USA").with_role("GOV").as_str(), "USAGOV");
        assert_eq!(ActorCode::from("IGOUNO").with_role("GOV").as_str(), "IGOUNO");
        assert_eq!(ActorCode::from("USAMIL").with_role("GOV").as_str(), "USAMIL");
    }
}
