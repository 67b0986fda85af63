//! Why did a command stop? What, where, and what to do about it.

use std::fmt;
use std::io;
use std::path::Path;

/// The end of a command that cannot go on.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    hint: Option<String>,
    closed_pipe: bool,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()), closed_pipe: false }
    }

    /// A file or folder that cannot be read or written.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self { message: format!("{}: {error}", path.display()), hint: None, closed_pipe: false }
    }

    /// A console that cannot be written to; a reader that has gone away is no mistake.
    pub(crate) fn console(error: io::Error) -> Self {
        let closed_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self { message: format!("the console cannot be written to: {error}"), hint: None, closed_pipe }
    }

    /// The end of a run whose reader went away.
    pub(crate) fn closed_pipe() -> Self {
        Self { message: "standard output is closed".to_owned(), hint: None, closed_pipe: true }
    }

    /// Says in which file it happened.
    pub(crate) fn at(mut self, path: &Path) -> Self {
        self.message = format!("{}: {}", path.display(), self.message);
        self
    }

    pub(crate) fn is_closed_pipe(&self) -> bool {
        self.closed_pipe
    }
}

impl From<detente::Error> for Failure {
    fn from(error: detente::Error) -> Self {
        // The library's error already shows its hint.
        Self { message: error.to_string(), hint: None, closed_pipe: false }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "\nhint: {hint}"))
    }
}
