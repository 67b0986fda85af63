//! What went wrong, and whose turn is it? One opaque error with predicates.
//!
//! In: the kind, a message that says what and where, and a hint what to do. Out: text for people, predicates for
//! programs. Problems inside data files are collected as [`Diagnostic`]s first and arrive here together.
//!
//! ```
//! let error = detente::Gazetteer::from_folder("no/such/folder").unwrap_err();
//! assert!(error.is_io());
//! assert!(error.to_string().contains("no/such/folder"));
//! ```

use crate::diagnostic::Diagnostic;
use std::fmt;

/// The result of everything in this crate that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// An error of reading, of the data, or of the input.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    hint: Option<String>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Io,
    Input,
    Gazetteer,
    Rule,
    Model,
    Output,
}

impl Error {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None, diagnostics: Vec::new() }
    }

    pub(crate) fn io(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::new(Kind::Io, format!("{}: {error}", path.display()))
    }

    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self::new(Kind::Input, message)
    }

    pub(crate) fn output(message: impl Into<String>) -> Self {
        Self::new(Kind::Output, message)
    }

    pub(crate) fn model(message: impl Into<String>) -> Self {
        Self::new(Kind::Model, message)
    }

    pub(crate) fn gazetteer(diagnostics: Vec<Diagnostic>) -> Self {
        let message = format!("{} problem(s) in the gazetteers", diagnostics.len());
        Self { diagnostics, ..Self::new(Kind::Gazetteer, message) }
    }

    pub(crate) fn rule(diagnostics: Vec<Diagnostic>) -> Self {
        let message = format!("{} problem(s) in the rules", diagnostics.len());
        Self { diagnostics, ..Self::new(Kind::Rule, message) }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A file or folder could not be read or written.
    #[must_use]
    pub fn is_io(&self) -> bool {
        self.kind == Kind::Io
    }

    /// The input is not what the program reads (not UTF-8, a broken line, an unknown field).
    #[must_use]
    pub fn is_input(&self) -> bool {
        self.kind == Kind::Input
    }

    /// A gazetteer file has problems; see [`Error::diagnostics`].
    #[must_use]
    pub fn is_gazetteer(&self) -> bool {
        self.kind == Kind::Gazetteer
    }

    /// A rule file has problems; see [`Error::diagnostics`].
    #[must_use]
    pub fn is_rule(&self) -> bool {
        self.kind == Kind::Rule
    }

    /// The grammar model is damaged or of another version.
    #[must_use]
    pub fn is_model(&self) -> bool {
        self.kind == Kind::Model
    }

    /// Output could not be formed or written.
    #[must_use]
    pub fn is_output(&self) -> bool {
        self.kind == Kind::Output
    }

    /// All problems found in data files, in file order.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What to do about it, where that is known.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        for diagnostic in &self.diagnostics {
            write!(f, "\n{diagnostic}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
