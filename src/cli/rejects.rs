//! What could not be read? Every reject goes to `rejects.jsonl`, the first few to the console.

use super::failure::Failure;
use super::outputs::{OutputFile, OutputFolder};
use detente::Rejected;
use serde::Serialize;
use std::io::Write;
use std::path::Path;

/// The file that lists them; it exists only when there are any.
pub(crate) const REJECTS: &str = "rejects.jsonl";

/// Rejects shown on the console.
const SHOWN: u64 = 10;

/// The rejects of a run.
#[derive(Default)]
pub(crate) struct Rejects {
    count: u64,
    file: Option<OutputFile>,
    shown: Vec<String>,
}

#[derive(Serialize)]
struct Line<'a> {
    input: &'a str,
    position: &'a str,
    reason: &'a str,
}

impl Rejects {
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Notes one in the output folder; the file is begun with the first.
    pub(crate) fn add_to_file(
        &mut self,
        rejected: &Rejected,
        folder: &mut OutputFolder,
    ) -> Result<(), Failure> {
        self.count += 1;
        if self.count <= SHOWN {
            self.shown.push(rejected.to_string());
        }
        if self.file.is_none() {
            self.file = Some(folder.begin(REJECTS)?);
        }
        let Rejected { input, position, reason, .. } = rejected;
        self.file.as_mut().map_or(Ok(()), |file| file.json(&Line { input, position, reason }, false))
    }

    /// Shows one on the console, where there is no folder to note it in.
    pub(crate) fn add_to_console(&mut self, rejected: &Rejected, err: &mut dyn Write) -> Result<(), Failure> {
        self.count += 1;
        match self.count.cmp(&(SHOWN + 1)) {
            std::cmp::Ordering::Less => writeln!(err, "rejected: {rejected}"),
            std::cmp::Ordering::Equal => {
                writeln!(err, "rejected: more; with -o OUT all are noted in {REJECTS}")
            }
            std::cmp::Ordering::Greater => Ok(()),
        }
        .map_err(Failure::console)
    }

    /// Completes the file and says on the console that there is one.
    pub(crate) fn finish(&mut self, path: &Path, err: &mut dyn Write) -> Result<(), Failure> {
        let Some(file) = self.file.take() else { return Ok(()) };
        file.finish()?;
        for line in &self.shown {
            writeln!(err, "rejected: {line}").map_err(Failure::console)?;
        }
        writeln!(err, "{} input(s) rejected; the reasons are in {}", self.count, path.display())
            .map_err(Failure::console)
    }
}
