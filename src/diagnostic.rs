//! What is wrong in a data file, and where exactly?
//!
//! In: file, line, column, a stable code, what was found, what to do. Out: one line that an editor can jump to.
//! Does not decide whether a run stops: the loaders collect all diagnostics of all files and fail once.

use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[non_exhaustive]
pub enum Severity {
    /// The data cannot be used.
    Error,
    /// The data is usable but probably not what was meant.
    Warning,
}

/// One problem in one data file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// Stable code such as `G004`; letters name the kind of file, numbers never change their meaning.
    pub code: &'static str,
    /// File as given or as built in.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
    /// What was found.
    pub message: String,
    /// What was expected or what to do.
    pub hint: String,
}

impl Diagnostic {
    pub(crate) fn error(
        code: &'static str,
        at: &Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            code,
            file: at.file.clone(),
            line: at.line,
            column: at.column,
            message: message.into(),
            hint: hint.into(),
        }
    }

    pub(crate) fn warning(
        code: &'static str,
        at: &Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, at, message, hint) }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{}:{}:{}: {kind} {}: {}", self.file, self.line, self.column, self.code, self.message)?;
        if !self.hint.is_empty() {
            write!(f, " (hint: {})", self.hint)?;
        }
        Ok(())
    }
}

/// A position in a data file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Place {
    pub(crate) fn new(file: &str, line: u32, column: u32) -> Self {
        Self { file: file.to_owned(), line, column }
    }

    /// The line and column of a byte offset into a file's contents.
    pub(crate) fn of_offset(file: &str, contents: &str, offset: usize) -> Self {
        let before = contents.get(..offset).unwrap_or(contents);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
        Self::new(file, u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }
}
