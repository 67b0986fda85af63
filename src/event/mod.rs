//! What happened, between whom? Rules applied to clauses, actors resolved, time, place and status found.
//!
//! In: a document's clauses and mentions, and the rules. Out: [`Event`]s in text order; each knows its rule, its
//! trigger and the words that stand for its actors. Does not write tables and does not count anything.

mod actor;
mod apply;
mod assemble;
mod when;

pub(crate) use assemble::{EventReader, SentenceTree};
pub(crate) use when::TimeWords;

use crate::date::PartialDate;
use crate::ids::SentenceId;
use crate::ontology::{ActorCode, CameoCode, Status};
use crate::span::Span;

/// One act as one sentence tells it.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// A hash of document, trigger position and rule.
    pub id: String,
    /// The sentence that tells it.
    pub sentence: SentenceId,
    /// The word or words that tell it.
    pub trigger: Span,
    /// The rule that coded it.
    pub rule: String,
    /// What was done.
    pub code: CameoCode,
    /// PLOVER mode where the rule pins one; else the code table's.
    pub mode: Option<String>,
    /// PLOVER contexts, sorted, without repeats.
    pub contexts: Vec<String>,
    /// Who did it to whom: every pair of one source and one target; a side that the text leaves open is `None`.
    pub dyads: Vec<Dyad>,
    /// How sure it is that it took place.
    pub status: Status,
    /// Who says so, where the text does not say it itself.
    pub attribution: Option<Actor>,
    /// When it took place.
    pub date: Option<EventDate>,
    /// Where it took place.
    pub place: Option<EventPlace>,
    /// People killed, hurt, arrested, gathered, as the sentence counts them.
    pub counts: Counts,
    /// 0 to 1.
    pub confidence: f64,
    /// Shared by all reports of the same act.
    pub cluster: String,
}

/// One source and one target.
#[derive(Clone, PartialEq, Debug)]
pub struct Dyad {
    /// Who did it.
    pub source: Option<Actor>,
    /// To whom.
    pub target: Option<Actor>,
}

/// Somebody in an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// CAMEO actor code; empty when the text names somebody whom nothing codes.
    pub code: ActorCode,
    /// The usual name, or the words themselves.
    pub name: String,
    /// The words.
    pub span: Span,
}

/// When an event took place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EventDate {
    /// The first day it can mean.
    pub date: PartialDate,
    /// How exact it is.
    pub precision: DatePrecision,
    /// Where it is from.
    pub source: EventDateSource,
}

/// How exact an event's date is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum DatePrecision {
    Day,
    Week,
    Month,
    Year,
}

impl DatePrecision {
    /// The word written to tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Where an event's date is from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EventDateSource {
    /// A time expression in the sentence.
    Text,
    /// The document's publication date.
    Publication,
}

impl EventDateSource {
    /// The word written to tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Publication => "publication",
        }
    }
}

/// Where an event took place.
#[derive(Clone, PartialEq, Debug)]
pub struct EventPlace {
    /// The place's usual name.
    pub name: String,
    /// Alpha-3 code of its country, empty when unknown.
    pub country: String,
    /// City, admin or country.
    pub precision: PlacePrecision,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
}

/// How exact an event's place is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum PlacePrecision {
    City,
    Admin,
    Country,
}

impl PlacePrecision {
    /// The word written to tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Admin => "admin",
            Self::Country => "country",
        }
    }
}

/// People counted in the sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[allow(missing_docs)]
pub struct Counts {
    pub dead: Option<u32>,
    pub injured: Option<u32>,
    pub arrested: Option<u32>,
    pub crowd: Option<u32>,
}
