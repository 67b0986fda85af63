//! Where do the documents come from? Text files, folders, JSON Lines and standard input, one document at a time.
//!
//! In: paths, `-` for standard input. Out: an iterator of [`Document`]s and [`Rejected`] inputs in a fixed order: as
//! given, folders sorted by path. A file named outright is read as its content tells; in folders only `.txt`, `.text`,
//! `.jsonl` and `.ndjson` are articles. Texts are kept as they are, only a byte order mark is taken off, and a bad
//! input never ends the stream. Does not look into the text: the layout room finds date lines, titles and notices.
//!
//! ```
//! use detente::{ReadOptions, documents};
//! let mut stream = documents(&["no/such/file.txt".into()], &ReadOptions::default());
//! let rejected = stream.next().unwrap().unwrap_err();
//! assert_eq!(rejected.input, "no/such/file.txt");
//! ```

use super::Document;
use super::record::{self, FieldMap};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

/// How inputs are read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadOptions {
    /// Which field of a JSON Lines record holds what.
    pub fields: FieldMap,
}

/// An input that is no document, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rejected {
    /// The path as given or found, `-` for standard input.
    pub input: String,
    /// Where in it ("line 12, column 5"), empty for the whole.
    pub position: String,
    /// What was found, what was expected, what to do.
    pub reason: String,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.position.is_empty() {
            write!(f, "{}: {}", self.input, self.reason)
        } else {
            write!(f, "{}: {}: {}", self.input, self.position, self.reason)
        }
    }
}

impl std::error::Error for Rejected {}

/// All documents of `inputs`, read as they are asked for.
///
/// # Complexity
/// Memory holds one document, and the names in the folders on the way to it.
#[must_use]
pub fn documents(inputs: &[PathBuf], options: &ReadOptions) -> Documents {
    Documents {
        pending: inputs.iter().rev().cloned().map(Pending::Given).collect(),
        lines: None,
        found: 0,
        fields: options.fields.clone(),
    }
}

/// The stream that [`documents`] returns.
pub struct Documents {
    /// What is still to be read, the next at the end.
    pending: Vec<Pending>,
    /// The JSON Lines input that is being read.
    lines: Option<Lines>,
    /// Articles found so far in the folder that was given.
    found: u64,
    fields: FieldMap,
}

impl fmt::Debug for Documents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Documents").field("pending", &self.pending).finish_non_exhaustive()
    }
}

#[derive(Debug)]
enum Pending {
    Given(PathBuf),
    /// A file in a folder, with the id that its path gives.
    Found(PathBuf, String),
    Folder(PathBuf, String),
    /// A given folder was walked.
    FolderEnd(PathBuf),
}

type Outcome = std::result::Result<Document, Rejected>;

impl Iterator for Documents {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next(&self.fields) {
                    Some(outcome) => return Some(outcome),
                    None => self.lines = None,
                }
            }
            let pending = self.pending.pop()?;
            if let Some(outcome) = self.open(pending) {
                return Some(outcome);
            }
        }
    }
}

impl Documents {
    fn open(&mut self, pending: Pending) -> Option<Outcome> {
        match pending {
            Pending::Given(path) if path.as_os_str() == "-" => {
                let name = Name { input: "-".to_owned(), id: "stdin".to_owned(), is_lines: false };
                self.read(Box::new(BufReader::new(io::stdin())), name)
            }
            Pending::Given(path) if path.is_dir() => {
                self.found = 0;
                self.pending.push(Pending::FolderEnd(path.clone()));
                self.open_folder(&path, "")
            }
            Pending::Given(path) => {
                let id = stem(&path);
                self.open_file(&path, id)
            }
            Pending::Found(path, id) => {
                self.found += 1;
                self.open_file(&path, id)
            }
            Pending::Folder(path, prefix) => self.open_folder(&path, &prefix),
            Pending::FolderEnd(path) => (self.found == 0).then(|| {
                let reason =
                    "no articles in this folder; it should hold .txt, .text, .jsonl or .ndjson files";
                Err(rejected(&path.display().to_string(), "", reason))
            }),
        }
    }

    fn open_folder(&mut self, path: &Path, prefix: &str) -> Option<Outcome> {
        match entries(path, prefix) {
            Ok(entries) => {
                self.pending.extend(entries);
                None
            }
            Err(error) => Some(Err(unreadable(path, &error))),
        }
    }

    fn open_file(&mut self, path: &Path, id: String) -> Option<Outcome> {
        match File::open(path) {
            Ok(file) => {
                let is_lines = extension(path).is_some_and(|e| e == "jsonl" || e == "ndjson");
                let name = Name { input: path.display().to_string(), id, is_lines };
                self.read(Box::new(BufReader::with_capacity(1 << 16, file)), name)
            }
            Err(error) => Some(Err(unreadable(path, &error))),
        }
    }

    /// Reads a text at once, or makes a JSON Lines input the current one.
    fn read(&mut self, mut reader: Box<dyn BufRead + Send>, name: Name) -> Option<Outcome> {
        let head = match head(&mut reader) {
            Ok(head) => head,
            Err(error) => return Some(Err(unreadable(Path::new(&name.input), &error))),
        };
        match shape(&head, &name) {
            Shape::Foreign(reason) => Some(Err(rejected(&name.input, "", reason))),
            Shape::Lines => {
                self.lines =
                    Some(Lines { reader: Box::new(Cursor::new(head).chain(reader)), name, number: 0 });
                None
            }
            Shape::Text => Some(text(Box::new(Cursor::new(head).chain(reader)), name)),
        }
    }
}

/// What an input is called in messages and ids, and whether its name says JSON Lines.
#[derive(Debug)]
struct Name {
    input: String,
    id: String,
    is_lines: bool,
}

fn rejected(input: &str, position: impl Into<String>, reason: impl Into<String>) -> Rejected {
    Rejected { input: input.to_owned(), position: position.into(), reason: reason.into() }
}

fn unreadable(path: &Path, error: &io::Error) -> Rejected {
    rejected(
        &path.display().to_string(),
        "",
        format!("cannot be read: {error}; check the path and its permissions"),
    )
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase())
}

/// The articles and folders in a folder, last first. Hidden names are left out; links to folders too, which could
/// lead back here.
fn entries(folder: &Path, prefix: &str) -> io::Result<Vec<Pending>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            found.push((name.clone(), Pending::Folder(path, format!("{prefix}{name}/"))));
        } else if is_article(&path) {
            let id = format!("{prefix}{}", stem(&path));
            found.push((name, Pending::Found(path, id)));
        }
    }
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    Ok(found.into_iter().map(|(_, pending)| pending).collect())
}

fn is_article(path: &Path) -> bool {
    extension(path).is_some_and(|e| ["txt", "text", "jsonl", "ndjson"].contains(&e.as_str()))
        && path.is_file()
}

/// Bytes of a first line that are enough to tell what an input is.
const ENOUGH: usize = 4096;

/// The beginning of an input with its first line that is not blank, or enough of it.
fn head(reader: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    loop {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let read = chunk.len();
        head.extend_from_slice(chunk);
        reader.consume(read);
        let start = without_mark(&head).trim_ascii_start();
        if read == 0 || start.len() >= ENOUGH || start.contains(&b'\n') {
            return Ok(head);
        }
    }
}

const MARK: &[u8] = "\u{FEFF}".as_bytes();

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

enum Shape {
    Text,
    Lines,
    Foreign(&'static str),
}

/// First bytes of formats that are not read, and what to do with them.
const FOREIGN: [(&[u8], &str); 11] = [
    (b"\x28\xB5\x2F\xFD", "compressed with zstd; unpack it first: zstd -dc FILE | detente extract -"),
    (b"\x1F\x8B", "compressed with gzip; unpack it first: gzip -dc FILE | detente extract -"),
    (b"PK\x03\x04", "a zip archive or office document; unpack it or save it as plain text"),
    (b"%PDF", "a PDF file; convert it to plain text first, for example with pdftotext"),
    (b"\xFF\xFE", "UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8"),
    (b"\xFE\xFF", "UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8"),
    (b"<!DOCTYPE", "an HTML page; save the article's text as a .txt file"),
    (b"<!doctype", "an HTML page; save the article's text as a .txt file"),
    (b"<html", "an HTML page; save the article's text as a .txt file"),
    (b"<?xml", "an XML file; save the article's text as a .txt file"),
    (b"[{", "a JSON array; JSON Lines has one object a line: jq -c '.[]' FILE | detente extract -"),
];

fn shape(head: &[u8], name: &Name) -> Shape {
    let start = without_mark(head).trim_ascii_start();
    if let Some((_, reason)) = FOREIGN.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Shape::Foreign(reason);
    }
    let first_line = start.split(|byte| *byte == b'\n').next().unwrap_or(start).trim_ascii_end();
    match first_line {
        b"{" if start.len() > 1 => Shape::Foreign(
            "a JSON object over several lines; JSON Lines has one object a line: jq -c . FILE | detente extract -",
        ),
        b"[" if start.len() > 1 => Shape::Foreign(
            "a JSON array; JSON Lines has one object a line: jq -c '.[]' FILE | detente extract -",
        ),
        line if line.starts_with(b"{") => Shape::Lines,
        line if name.is_lines && !line.is_empty() => Shape::Lines,
        _ => Shape::Text,
    }
}

fn text(mut reader: Box<dyn Read + Send>, name: Name) -> Outcome {
    let mut bytes = Vec::new();
    if let Err(error) = reader.read_to_end(&mut bytes) {
        return Err(unreadable(Path::new(&name.input), &error));
    }
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(&name, error.utf8_error().valid_up_to()))?;
    if text.trim().is_empty() {
        return Err(rejected(&name.input, "", "empty; an article needs text"));
    }
    if let Some(at) = text.find('\0') {
        let reason =
            "holds a zero byte, so it is not text; if it is UTF-16, convert it: iconv -f UTF-16LE -t UTF-8";
        return Err(rejected(&name.input, format!("byte {at}"), reason));
    }
    if u32::try_from(text.len()).is_err() {
        return Err(rejected(&name.input, "", "larger than 4 GiB; split it into articles"));
    }
    Ok(Document::from_text(name.id, text))
}

fn not_utf8(name: &Name, at: usize) -> Rejected {
    let reason = "not UTF-8 from here on; convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8";
    rejected(&name.input, format!("byte {at}"), reason)
}

/// A JSON Lines input that is being read.
struct Lines {
    reader: Box<dyn BufRead + Send>,
    name: Name,
    number: u64,
}

impl Lines {
    fn next(&mut self, fields: &FieldMap) -> Option<Outcome> {
        let mut line = Vec::new();
        loop {
            line.clear();
            self.number += 1;
            match self.reader.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if without_mark(&line).trim_ascii().is_empty() => {}
                Ok(_) => return Some(self.document(&line, fields)),
                Err(error) => {
                    // Reading on could repeat the same error for ever.
                    self.reader = Box::new(io::empty());
                    return Some(Err(unreadable(Path::new(&self.name.input), &error)));
                }
            }
        }
    }

    fn document(&self, line: &[u8], fields: &FieldMap) -> Outcome {
        let line = if self.number == 1 { without_mark(line) } else { line };
        let at = |rest: String| rejected(&self.name.input, format!("line {}{rest}", self.number), "");
        let line = std::str::from_utf8(line).map_err(|error| Rejected {
            reason: "not UTF-8 from here on; convert the input to UTF-8 first".to_owned(),
            ..at(format!(", byte {}", error.valid_up_to()))
        })?;
        let fallback_id = format!("{}:{}", self.name.id, self.number);
        record::document(line.trim_end(), fields, &fallback_id).map_err(|refused| Rejected {
            reason: refused.reason,
            ..at(refused.column.map_or(String::new(), |column| format!(", column {column}")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out one byte at a time, as a slow pipe does.
    struct Slow(Cursor<Vec<u8>>);

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let room = buffer.len().min(1);
            self.0.read(&mut buffer[..room])
        }
    }

    fn read_slowly(contents: &str) -> Vec<Outcome> {
        let mut stream = documents(&[], &ReadOptions::default());
        let name = Name { input: "-".to_owned(), id: "stdin".to_owned(), is_lines: false };
        let reader = BufReader::new(Slow(Cursor::new(contents.as_bytes().to_vec())));
        let first = stream.read(Box::new(reader), name);
        first.into_iter().chain(stream).collect()
    }

    #[test]
    fn a_slow_pipe_loses_nothing() {
        let outcomes = read_slowly(" \n\tGhana thanked Togo.\n");
        let document = outcomes[0].as_ref().unwrap();
        assert_eq!((document.id.as_str(), document.text.as_str()), ("stdin", " \n\tGhana thanked Togo.\n"));
    }

    #[test]
    fn a_pipe_may_hold_json_lines() {
        let outcomes = read_slowly("\u{FEFF}\n{\"text\":\"A.\"}\r\n{\"text\":\"B.\"}");
        let ids: Vec<&str> = outcomes.iter().map(|o| o.as_ref().unwrap().id.as_str()).collect();
        assert_eq!(ids, ["stdin:2", "stdin:3"]);
        assert!(read_slowly("")[0].as_ref().unwrap_err().reason.starts_with("empty"));
    }
}
