//! With which data? The built-in gazetteers and rules, a user's own on top, or those alone.
//!
//! In: folders. Out: their digests for the record of a run, and what is wrong in them. Does not hold the data.

use super::Extractor;
use super::examples::failures;
use crate::builtin_files::{GAZETTEERS, RULES};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::gazetteer::Gazetteer;
use crate::ids::digest;
use crate::rule::RuleSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Where gazetteers and rules come from.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Sources {
    /// Folders of gazetteer files; later ones lie on top.
    pub gazetteers: Vec<PathBuf>,
    /// Folders of rule files; later ones lie on top.
    pub rules: Vec<PathBuf>,
    /// Whether the data that the program carries lies below them; without it the kinds that are given stand alone.
    pub builtin: bool,
}

impl Default for Sources {
    fn default() -> Self {
        Self { gazetteers: Vec::new(), rules: Vec::new(), builtin: true }
    }
}

impl Sources {
    /// Whether the user's gazetteers stand alone: only where some are given.
    pub(super) fn gazetteers_alone(&self) -> bool {
        !self.builtin && !self.gazetteers.is_empty()
    }

    /// Whether the user's rules stand alone: only where some are given.
    pub(super) fn rules_alone(&self) -> bool {
        !self.builtin && !self.rules.is_empty()
    }

    /// One digest of all gazetteer files that a run would use: it changes when a path or a byte does.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn gazetteer_digest(&self) -> Result<String> {
        digest_of(if self.gazetteers_alone() { &[] } else { GAZETTEERS }, &self.gazetteers, "csv")
    }

    /// One digest of all rule files that a run would use.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn rule_digest(&self) -> Result<String> {
        digest_of(if self.rules_alone() { &[] } else { RULES }, &self.rules, "toml")
    }
}

/// All problems in the data that `sources` names, in file order.
///
/// # Errors
/// When a folder cannot be read.
pub fn check(sources: &Sources) -> Result<Vec<Diagnostic>> {
    let mut problems = Gazetteer::problems(&sources.gazetteers, sources.gazetteers_alone())?;
    problems.extend(RuleSet::problems(&sources.rules, sources.rules_alone())?);
    if problems.iter().all(|p| p.severity != Severity::Error) {
        problems.extend(failures(&Extractor::load(sources)?));
    }
    Ok(problems)
}

fn digest_of(builtin: &[(&str, &str)], folders: &[PathBuf], extension: &str) -> Result<String> {
    let mut lines = String::new();
    for (path, contents) in builtin {
        add_line(&mut lines, path, contents.as_bytes())?;
    }
    for folder in folders {
        let mut files = Vec::new();
        collect(folder, extension, &mut files).map_err(|e| Error::io(folder, &e))?;
        files.sort();
        for file in files {
            let contents = fs::read(&file).map_err(|e| Error::io(&file, &e))?;
            let path = file.strip_prefix(folder).unwrap_or(&file);
            add_line(&mut lines, &path.to_string_lossy().replace('\\', "/"), &contents)?;
        }
    }
    Ok(digest(lines.as_bytes()))
}

fn add_line(lines: &mut String, path: &str, contents: &[u8]) -> Result<()> {
    writeln!(lines, "{} {path}", digest(contents)).map_err(|e| Error::output(e.to_string()))
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, extension, files)?;
        } else if path.extension().is_some_and(|e| e == extension) {
            files.push(path);
        }
    }
    Ok(())
}
