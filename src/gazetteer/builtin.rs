//! Which gazetteers does the program carry, and how are a user's own layered on top?
//!
//! In: nothing, or folders. Out: (path, contents) pairs in path order, later ones winning.

use crate::builtin_files::GAZETTEERS;
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// The files that were built in.
pub(crate) fn files() -> Vec<(String, String)> {
    GAZETTEERS.iter().map(|(path, contents)| ((*path).to_owned(), (*contents).to_owned())).collect()
}

/// All CSV files of a folder and its folders, in path order.
pub(crate) fn folder(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    if paths.is_empty() {
        return Err(Error::input(format!("{}: no CSV file in this folder", folder.display()))
            .with_hint("a gazetteer is a folder with entities.csv, names.csv, roles.csv or agents.csv"));
    }
    let read = |path: PathBuf| {
        std::fs::read_to_string(&path)
            .map(|contents| (path.display().to_string(), contents))
            .map_err(|e| Error::io(&path, &e))
    };
    paths.into_iter().map(read).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).map_err(|e| Error::io(folder, &e))? {
        let path = entry.map_err(|e| Error::io(folder, &e))?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|e| e == "csv") {
            paths.push(path);
        }
    }
    Ok(())
}
