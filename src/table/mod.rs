//! What does one row hold? The columns of every table, in order, and rows of flat cells.
//!
//! In: one document with its sentences, mentions and events. Out: [`EventRow`]s, [`MentionRow`]s and a
//! [`DocumentRow`]; the rows of the network's tables have their columns here too and are filled by the exporters.
//! `columns.rs` is the only place that names a column; `docs/columns.md` says the same for readers, and a test keeps
//! both alike. Offsets leave here as code points. Does not write bytes and does not know formats.
//!
//! ```
//! use detente::Table;
//! let names: Vec<&str> = Table::Mentions.columns().iter().map(|c| c.name).collect();
//! assert_eq!(names[..4], ["doc_id", "sentence_id", "start", "end"]);
//! ```

mod cell;
mod columns;
mod rows;

pub use cell::{Cell, CellKind, Degrees, Fixed, Text};
pub use columns::{DocumentRow, EdgeRow, EventRow, MentionRow, NodeRow};
pub use rows::DocumentTables;

/// One of the tables that a run writes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Table {
    /// One row a source-target dyad of an event.
    Events,
    /// One row a mention of an actor or place.
    Mentions,
    /// One row an actor of the network.
    Nodes,
    /// One row a tie of the network.
    Edges,
    /// One row a document, also without events.
    Documents,
}

impl Table {
    /// All tables, in the order in which `docs/columns.md` describes them.
    pub const ALL: [Self; 5] = [Self::Events, Self::Mentions, Self::Nodes, Self::Edges, Self::Documents];

    /// The file name without its extension.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Mentions => "mentions",
            Self::Nodes => "nodes",
            Self::Edges => "edges",
            Self::Documents => "documents",
        }
    }

    /// The columns in the order of every format.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Events => EventRow::COLUMNS,
            Self::Mentions => MentionRow::COLUMNS,
            Self::Nodes => NodeRow::COLUMNS,
            Self::Edges => EdgeRow::COLUMNS,
            Self::Documents => DocumentRow::COLUMNS,
        }
    }
}

/// One column of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// The name in the header line or as JSON key.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: CellKind,
    /// What it means, with unit and range.
    pub meaning: &'static str,
    /// A value as written.
    pub example: &'static str,
}

/// A row of a table: as many cells as the table has columns, in their order.
pub trait Row {
    /// The table that it belongs to.
    const TABLE: Table;

    /// All cells in column order.
    fn cells(&self) -> Vec<Cell<'_>>;
}
