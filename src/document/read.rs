//! Where do documents come from? Placeholder of the reader: plain text files and folders of them.

use super::{Block, BlockKind, Document};
use crate::span::Span;
use std::path::PathBuf;

/// An input that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rejected {
    /// The file, or `-`.
    pub input: String,
    /// Where in it ("line 12"), empty for the whole.
    pub position: String,
    /// What is wrong and what to do.
    pub reason: String,
}

/// Names of the fields of JSON records.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FieldMap {}

/// How to read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadOptions {
    /// Names of the fields of JSON records.
    pub fields: FieldMap,
}

impl FieldMap {
    /// The map that flags such as `text=body` describe.
    ///
    /// # Errors
    /// When a flag does not map a known field.
    pub fn from_flags<T: AsRef<str>>(flags: impl IntoIterator<Item = T>) -> crate::Result<Self> {
        for flag in flags {
            let flag = flag.as_ref();
            let known = ["id", "date", "title", "text", "url", "source"];
            if !flag.split_once('=').is_some_and(|(name, field)| known.contains(&name) && !field.is_empty()) {
                return Err(crate::Error::input(format!("'{flag}' does not map a field")));
            }
        }
        Ok(Self {})
    }
}

impl std::fmt::Display for Rejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.input, self.reason)
    }
}

impl Document {
    /// A document of which only the text is known.
    #[must_use]
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let span = Span::from_range(0, text.len());
        Self { id: id.into(), text, blocks: vec![Block { span, kind: BlockKind::Body }], ..Self::default() }
    }

    /// This document with a known publication date.
    #[must_use]
    pub fn with_date(self, date: crate::PartialDate) -> Self {
        Self { date: Some(date), date_source: Some(super::DateSource::Field), ..self }
    }
}

/// The documents of all inputs.
pub fn documents(
    inputs: &[PathBuf],
    _options: &ReadOptions,
) -> impl Iterator<Item = Result<Document, Rejected>> {
    let mut files = Vec::new();
    for input in inputs {
        if input.is_dir() {
            let mut inside: Vec<PathBuf> =
                std::fs::read_dir(input).into_iter().flatten().flatten().map(|e| e.path()).collect();
            inside.sort();
            files.extend(inside);
        } else {
            files.push(input.clone());
        }
    }
    files.into_iter().map(|file| {
        let read = if file.as_os_str() == "-" {
            std::io::read_to_string(std::io::stdin())
        } else {
            std::fs::read_to_string(&file)
        };
        let input = file.display().to_string();
        let text = read.map_err(|e| Rejected {
            input: input.clone(),
            position: String::new(),
            reason: e.to_string(),
        })?;
        let id = file.file_stem().map_or(input, |s| s.to_string_lossy().into_owned());
        Ok(Document::from_text(id, text))
    })
}
