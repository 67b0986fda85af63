//! In which order? The one place that knows the way from a document to its events.
//!
//! In: a [`Document`], with the gazetteer, the grammar and the rules that were loaded once. Out: an [`Extraction`].
//! `run` does the same for a stream of documents, serially or in parallel, in input order. Does not read options and
//! does not print.

mod run;
mod sources;

pub use run::{Outcome, run};
pub use sources::{Sources, check};

use crate::document::{Document, Sentence};
use crate::entity::Mention;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::trace::Trace;

/// Everything that is loaded once and never changes: gazetteer, grammar, rules, words.
#[derive(Debug)]
pub struct Extractor {}

/// What one document holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Extraction {
    /// The document as given.
    pub document: Document,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// How many of them had a trigger and a possible actor.
    pub sentences_read: u32,
    /// Who is mentioned, in text order.
    pub mentions: Vec<Mention>,
    /// What happened, in text order.
    pub events: Vec<Event>,
}

impl Extractor {
    /// The extractor with the gazetteers, rules and grammar that the program carries.
    ///
    /// # Errors
    /// When the built-in data is damaged.
    pub fn builtin() -> Result<Self> {
        Ok(Self {})
    }

    /// The extractor with the data that `sources` names.
    ///
    /// # Errors
    /// When a folder cannot be read or its files have problems.
    pub fn load(sources: &Sources) -> Result<Self> {
        if sources == &Sources::default() {
            return Self::builtin();
        }
        Err(Error::input("a user's own gazetteers and rules cannot be loaded"))
    }

    /// Reads one document.
    #[must_use]
    pub fn extract(&self, document: Document, _trace: &mut Trace) -> Extraction {
        Extraction {
            document,
            sentences: Vec::new(),
            sentences_read: 0,
            mentions: Vec::new(),
            events: Vec::new(),
        }
    }
}
