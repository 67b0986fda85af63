//! `detente` reads English news text and says who did what to whom, when and where.
//!
//! The way of the data, each step a room of its own:
//!
//! ```text
//! bytes -> Document -> Sentence -> Mention/Entity -> Clause -> Event -+-> EventRow -> CSV / JSONL
//!                        ^              ^              ^         ^    +-> ActorNetwork -> nodes and edges
//!                    language       gazetteers      grammar    rules  +-> Event + Trace -> explain
//! ```
//!
//! Start with `pipeline`, the one place that knows the order of the steps; then read the rooms by floor, as
//! `docs/architecture.md` lists them.

mod builtin_files;
mod clause;
mod date;
mod diagnostic;
mod document;
mod entity;
mod error;
mod event;
mod export;
mod fold;
mod gazetteer;
mod ids;
mod language;
mod network;
mod ontology;
mod pipeline;
mod rule;
mod span;
mod table;
mod trace;

pub use date::{DateError, PartialDate};
pub use diagnostic::{Diagnostic, Severity};
pub use document::{
    Block, BlockKind, DateSource, Document, Documents, FieldMap, ReadOptions, Rejected, Sentence, Token,
    documents,
};
pub use entity::{Mention, MentionForm};
pub use error::{Error, Result};
pub use event::{
    Actor, Counts, DatePrecision, Dyad, Event, EventDate, EventDateSource, EventPlace, PlacePrecision,
};
pub use export::{Format, TableWriter, edge_rows, node_rows};
pub use gazetteer::{Entity, EntityKind, Form, Gazetteer, MatchMode, Meaning, Office};
pub use ids::{EntityId, SentenceId};
pub use network::{ActorNetwork, Degree, NetworkBuilder, Node, Tie};
pub use ontology::{ActorCode, CameoCode, CodeRow, Ontology, PloverType, QuadClass, Status};
pub use pipeline::{Extraction, Extractor, Outcome, Sources, check, run};
pub use rule::{Example, RuleSet};
pub use span::{CodePoints, Span};
pub use table::{
    Cell, CellKind, Column, Degrees, DocumentRow, DocumentTables, EdgeRow, EventRow, Fixed, MentionRow,
    NodeRow, Row, Table, Text,
};
pub use trace::{Note, Trace};
