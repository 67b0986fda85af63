//! Are the inputs there, and what exactly was in them? Checked before the work, and digested for the record.

use super::failure::Failure;
use serde::Serialize;
use std::fs::{self, File};
use std::io;
use std::path::{self, Path, PathBuf};

/// The name of standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// One input as given, and the digest of its bytes.
#[derive(Serialize)]
pub(crate) struct InputDigest {
    input: String,
    files: usize,
    bytes: Option<u64>,
    /// BLAKE3 of the file; of a folder, BLAKE3 of the lines `digest path` of its files in path order; of standard
    /// input nothing, because it is gone when it was read.
    blake3: Option<String>,
}

/// Fails when an input does not exist, before anything is written.
pub(crate) fn must_exist(inputs: &[PathBuf]) -> Result<(), Failure> {
    for input in inputs {
        if !is_standard_input(input) && !input.exists() {
            return Err(Failure::new(
                format!("{}: no such file or folder", input.display()),
                "give text files, folders of them, JSON Lines files, or - for standard input",
            ));
        }
    }
    Ok(())
}

pub(crate) fn is_standard_input(input: &Path) -> bool {
    input.as_os_str() == STANDARD_INPUT
}

/// Fails when the output folder lies in an input folder, where a second run would read the first one's tables.
pub(crate) fn must_be_outside(output: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    let absolute = |path: &Path| path::absolute(path).map_err(|e| Failure::file(path, &e));
    let place = absolute(output)?;
    for input in inputs.iter().filter(|i| i.is_dir()) {
        if place.starts_with(absolute(input)?) {
            return Err(Failure::new(
                format!("{} lies in the input folder {}", output.display(), input.display()),
                "choose an output folder elsewhere: the next run would read the tables as articles",
            ));
        }
    }
    Ok(())
}

/// Bytes of all inputs, where they are known beforehand.
pub(crate) fn total_bytes(digests: &[InputDigest]) -> Option<u64> {
    digests.iter().map(|d| d.bytes).sum()
}

/// Reads every input once more. A run that reads from files costs little beside the coding.
pub(crate) fn digests(inputs: &[PathBuf]) -> Result<Vec<InputDigest>, Failure> {
    inputs.iter().map(|input| digest(input).map_err(|e| Failure::file(input, &e))).collect()
}

fn digest(input: &Path) -> io::Result<InputDigest> {
    let name = input.display().to_string();
    if is_standard_input(input) {
        return Ok(InputDigest { input: name, files: 0, bytes: None, blake3: None });
    }
    let files = files_of(input)?;
    let mut lines = String::new();
    let mut bytes = 0;
    let mut last = None;
    for file in &files {
        let (length, hash) = file_digest(file)?;
        let path = file.strip_prefix(input).unwrap_or(file).to_string_lossy().replace('\\', "/");
        lines.push_str(&format!("{hash} {path}\n"));
        bytes += length;
        last = Some(hash);
    }
    let whole = if input.is_dir() { Some(blake3::hash(lines.as_bytes())) } else { last };
    let blake3 = whole.map(|hash| hash.to_hex().to_string());
    Ok(InputDigest { input: name, files: files.len(), bytes: Some(bytes), blake3 })
}

fn file_digest(file: &Path) -> io::Result<(u64, blake3::Hash)> {
    let mut hasher = blake3::Hasher::new();
    let bytes = io::copy(&mut File::open(file)?, &mut hasher)?;
    Ok((bytes, hasher.finalize()))
}

/// The file itself, or all files of a folder in path order.
fn files_of(input: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if input.is_dir() {
        collect(input, &mut files)?;
        files.sort();
    } else {
        files.push(input.to_owned());
    }
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
