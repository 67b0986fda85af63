//! What was written? Documents, their sentences and tokens.
//!
//! In: files, folders, JSON Lines, standard input. Out: [`Document`]s one at a time, each with its text untouched, the
//! date it was published, and the blocks of running text that may be coded. All offsets are bytes into
//! `Document::text`. Does not know who is named or what happens in it.
//!
//! ```
//! let document = detente::Document::from_text("note-1", "Ghana thanked Togo.");
//! assert_eq!(document.text, "Ghana thanked Togo.");
//! ```

mod dateline;
pub(crate) mod frontmatter;
mod notice;
mod paragraph;
mod read;
mod record;
pub(crate) mod sentence;
pub(crate) mod token;

pub(crate) use sentence::Abbreviations;
pub use token::Token;

use crate::date::PartialDate;
use crate::ids::SentenceId;
use crate::span::Span;

pub use read::{Documents, ReadOptions, Rejected, documents};
pub use record::FieldMap;

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
    /// Title: the record's field, else the text's own title line, else empty.
    pub title: String,
    /// Address, empty when unknown.
    pub url: String,
    /// News agency, paper or site, empty when unknown.
    pub source: String,
    /// The text as given, without a byte order mark.
    pub text: String,
    /// Where the dateline says that the reporter is ("GRAZ, AUSTRIA"), if it says so.
    pub dateline_place: Option<Span>,
    /// The parts of `text` that are running text or headlines; the rest is dateline, byline, imprint and the like.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A document of which only the text is known; the head of the text may still tell its date and title.
    #[must_use]
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), ..Self::default() }
    }

    /// This document with a publication date that is known apart from its text.
    #[must_use]
    pub fn with_date(self, date: PartialDate) -> Self {
        Self { date: Some(date), date_source: Some(DateSource::Field), ..self }
    }
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

/// The sentences of a document's blocks, numbered in text order.
pub(crate) fn sentences(document: &Document, abbreviations: &Abbreviations) -> Vec<Sentence> {
    let mut all: Vec<Sentence> = Vec::new();
    let mut spans = Vec::new();
    for block in &document.blocks {
        spans.clear();
        sentence::sentences(&document.text, block.span, abbreviations, &mut spans);
        for span in &spans {
            all.push(Sentence { id: SentenceId::of_index(all.len()), span: *span, kind: block.kind });
        }
    }
    all
}
