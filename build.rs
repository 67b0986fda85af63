//! Lists the data files that the binary carries, so that a new rule or gazetteer file needs no second edit.
//!
//! Writes `builtin_files.rs` with one sorted table of (path, contents) per data folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").map_err(std::io::Error::other)?);
    let out = PathBuf::from(std::env::var("OUT_DIR").map_err(std::io::Error::other)?);
    let mut code = String::new();
    for (table, folder, extension) in
        [("GAZETTEERS", "gazetteers", "csv"), ("RULES", "rules", "toml"), ("CODES", "rules", "csv")]
    {
        println!("cargo:rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(&root.join(folder), extension, &mut files)?;
        files.sort();
        write_table(&mut code, table, &root, &files).map_err(std::io::Error::other)?;
    }
    std::fs::write(out.join("builtin_files.rs"), code)
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, extension, files)?;
        } else if path.extension().is_some_and(|e| e == extension) {
            println!("cargo:rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}

fn write_table(code: &mut String, table: &str, root: &Path, files: &[PathBuf]) -> std::fmt::Result {
    writeln!(code, "pub(crate) static {table}: &[(&str, &str)] = &[")?;
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(file).display().to_string().replace('\\', "/");
        writeln!(code, "    ({name:?}, include_str!({:?})),", file.display().to_string())?;
    }
    writeln!(code, "];")
}
