//! Where do the files go? A folder that is complete or untouched: files get their names when all are written.

use super::failure::Failure;
use detente::{Format, Row, Table, TableWriter};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Added to the names of files that are still being written.
const UNFINISHED: &str = "unfinished";

/// The output folder of a run.
pub(crate) struct OutputFolder {
    folder: PathBuf,
    /// Names of the files begun.
    begun: Vec<String>,
    finished: bool,
}

impl OutputFolder {
    /// Makes the folder where it is missing.
    pub(crate) fn new(folder: &Path) -> Result<Self, Failure> {
        if folder.exists() && !folder.is_dir() {
            return Err(Failure::new(
                format!("{} is a file; -o needs a folder", folder.display()),
                "give another name; the folder is made when it does not exist",
            ));
        }
        fs::create_dir_all(folder).map_err(|e| Failure::file(folder, &e))?;
        Ok(Self { folder: folder.to_owned(), begun: Vec::new(), finished: false })
    }

    /// Begins a file under its unfinished name.
    pub(crate) fn begin(&mut self, name: &str) -> Result<OutputFile, Failure> {
        let path = self.folder.join(name);
        let unfinished = self.unfinished(name);
        self.begun.push(name.to_owned());
        let file = File::create(&unfinished).map_err(|e| Failure::file(&unfinished, &e))?;
        Ok(OutputFile { path, file: BufWriter::new(file) })
    }

    /// Begins a table.
    pub(crate) fn table(&mut self, table: Table, format: Format) -> Result<TableFile, Failure> {
        let OutputFile { path, file } = self.begin(&format.file_name(table))?;
        let writer = TableWriter::new(table, format, file).map_err(|e| Failure::from(e).at(&path))?;
        Ok(TableFile { path, writer })
    }

    /// Gives all files their names, and removes `stale`, a file that an earlier run may have left.
    pub(crate) fn finish(mut self, stale: Option<&str>) -> Result<(), Failure> {
        for name in &self.begun {
            let path = self.folder.join(name);
            fs::rename(self.unfinished(name), &path).map_err(|e| Failure::file(&path, &e))?;
        }
        self.finished = true;
        match stale.map(|name| self.folder.join(name)) {
            Some(path) if path.exists() => fs::remove_file(&path).map_err(|e| Failure::file(&path, &e)),
            _ => Ok(()),
        }
    }

    fn unfinished(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.{UNFINISHED}"))
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        if !self.finished {
            for name in &self.begun {
                // What cannot be removed is still recognisable by its name.
                let _ = fs::remove_file(self.unfinished(name));
            }
        }
    }
}

/// A file under its unfinished name.
pub(crate) struct OutputFile {
    path: PathBuf,
    file: BufWriter<File>,
}

impl OutputFile {
    /// Writes one JSON value and a line end.
    pub(crate) fn json(&mut self, value: &impl serde::Serialize, pretty: bool) -> Result<(), Failure> {
        let text = if pretty { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
        text.map_err(std::io::Error::from)
            .and_then(|text| writeln!(self.file, "{text}"))
            .map_err(|e| Failure::file(&self.path, &e))
    }

    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.file.flush().map_err(|e| Failure::file(&self.path, &e))
    }
}

/// A table under its unfinished name.
pub(crate) struct TableFile {
    path: PathBuf,
    writer: TableWriter<BufWriter<File>>,
}

impl TableFile {
    pub(crate) fn write<R: Row>(&mut self, row: &R) -> Result<(), Failure> {
        self.writer.write(row).map_err(|e| Failure::from(e).at(&self.path))
    }

    pub(crate) fn finish(self) -> Result<(), Failure> {
        let mut file = self.writer.finish().map_err(|e| Failure::from(e).at(&self.path))?;
        file.flush().map_err(|e| Failure::file(&self.path, &e))
    }
}
