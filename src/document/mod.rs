//! What was written? Documents, their sentences and tokens.
//!
//! In: files, folders, JSON Lines, standard input. Out: [`Document`]s one at a time, each with its text untouched, the
//! date it was published, and the blocks of running text that may be coded. All offsets are bytes into
//! `Document::text`. Does not know who is named or what happens in it.

pub(crate) mod frontmatter;
pub(crate) mod read;
pub(crate) mod sentence;
pub(crate) mod token;

pub use read::{FieldMap, ReadOptions, Rejected, documents};

use crate::date::PartialDate;
use crate::ids::SentenceId;
use crate::span::Span;

/// How the publication date is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum DateSource {
    /// A field of the record.
    Field,
    /// A dateline or a date line at the head of the text.
    Dateline,
}

impl DateSource {
    /// The word written to tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Dateline => "dateline",
        }
    }
}

/// One article as given, with what its head and tail say about it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// Unique in a run: the record's id, or the file name.
    pub id: String,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// How `date` is known.
    pub date_source: Option<DateSource>,
    /// Title, empty when the text has none apart.
    pub title: String,
    /// Address, empty when unknown.
    pub url: String,
    /// News agency, paper or site, empty when unknown.
    pub source: String,
    /// The text as given.
    pub text: String,
    /// Where the dateline says that the reporter is ("LAUSANNE, SWITZERLAND"), if it says so.
    pub dateline_place: Option<Span>,
    /// The parts of `text` that are running text or headlines; the rest is dateline, byline, imprint and the like.
    pub blocks: Vec<Block>,
}

/// A paragraph or headline of running text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Where it stands in the text.
    pub span: Span,
    /// Headline or body.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum BlockKind {
    /// A title line or crosshead: no full stop, often without articles.
    Headline,
    /// Running text.
    Body,
}

/// One sentence of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Position in the document.
    pub id: SentenceId,
    /// Where it stands in the text.
    pub span: Span,
    /// Headline or body.
    pub kind: BlockKind,
}

/// One token of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
}
