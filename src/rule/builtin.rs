//! Which rule files does the program carry, and how are a user's own layered on top?
//!
//! In: nothing, or folders. Out: rule and word-class files in path order. A user's file replaces a built-in one with
//! the same rule id.

use crate::builtin_files::RULES;
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// Files with word lists for the other rooms, which are no rules.
const WORDS: &str = "/words/";
/// The word list that rules read.
const CLASSES: &str = "classes.toml";

/// A rule or class file.
#[derive(Clone, Debug)]
pub(crate) struct RuleText {
    pub(crate) path: String,
    pub(crate) contents: String,
    pub(crate) is_classes: bool,
    /// Built in, and therefore held to the full rules of `check`.
    pub(crate) is_builtin: bool,
}

/// The files that were built in.
pub(crate) fn files() -> Vec<RuleText> {
    RULES.iter().filter_map(|(path, contents)| rule_text(path, contents, true)).collect()
}

fn rule_text(path: &str, contents: &str, is_builtin: bool) -> Option<RuleText> {
    let is_classes = path.ends_with(CLASSES);
    let is_rule = is_classes || !path.replace('\\', "/").contains(WORDS);
    is_rule.then(|| RuleText { path: path.to_owned(), contents: contents.to_owned(), is_classes, is_builtin })
}

/// The built-in files, unless `alone`, and those of the folders.
pub(crate) fn layered(folders: &[PathBuf], alone: bool) -> Result<Vec<RuleText>> {
    let mut all = if alone { files().into_iter().filter(|f| f.is_classes).collect() } else { files() };
    for folder in folders {
        let mut paths = Vec::new();
        collect(folder, &mut paths)?;
        paths.sort();
        for path in paths {
            let contents = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, &e))?;
            all.extend(rule_text(&path.display().to_string(), &contents, false));
        }
    }
    Ok(all)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).map_err(|e| Error::io(folder, &e))? {
        let path = entry.map_err(|e| Error::io(folder, &e))?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            paths.push(path);
        }
    }
    Ok(())
}
