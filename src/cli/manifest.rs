//! How was this made? `run.json`: all that is needed to make the same tables again.
//!
//! Holds no clock time and no number of threads, so that the same input and options give the same bytes.

use super::inputs::InputDigest;
use detente::Extraction;
use serde::Serialize;

/// The number of the form of `run.json`; it changes when a key changes its meaning.
pub(crate) const FORM: u32 = 1;

#[derive(Serialize)]
pub(crate) struct Manifest {
    pub(crate) form: u32,
    pub(crate) program: &'static str,
    pub(crate) version: &'static str,
    pub(crate) options: Options,
    pub(crate) inputs: Vec<InputDigest>,
    /// BLAKE3 over identity, date and text of every document in order: also known for standard input.
    pub(crate) documents_blake3: String,
    pub(crate) gazetteers_blake3: String,
    pub(crate) rules_blake3: String,
    pub(crate) counts: Counts,
    pub(crate) rejects: u64,
}

#[derive(Serialize)]
pub(crate) struct Options {
    pub(crate) format: &'static str,
    pub(crate) fields: Vec<String>,
    pub(crate) gazetteers: Vec<String>,
    pub(crate) rules: Vec<String>,
    pub(crate) builtin: bool,
}

/// What a run has seen.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Counts {
    pub(crate) documents: u64,
    pub(crate) sentences: u64,
    pub(crate) sentences_read: u64,
    pub(crate) mentions: u64,
    /// Acts.
    pub(crate) events: u64,
    /// Rows of the events table: dyads of acts.
    pub(crate) event_rows: u64,
    pub(crate) nodes: u64,
    pub(crate) edges: u64,
}

impl Counts {
    /// Counts one document; the network is counted when it is finished.
    pub(crate) fn add(&mut self, extraction: &Extraction) {
        let acts = extraction.events.iter().filter(|e| !e.dyads.is_empty());
        self.documents += 1;
        self.sentences += extraction.sentences.len() as u64;
        self.sentences_read += u64::from(extraction.sentences_read);
        self.mentions += extraction.mentions.len() as u64;
        self.events += acts.count() as u64;
        self.event_rows += extraction.events.iter().map(|e| e.dyads.len() as u64).sum::<u64>();
    }
}
