//! Tasks of the maintainers: `cargo xtask TASK`.
//!
//! ```text
//! train       [--treebank FOLDER] [--seed N]       makes models/en.bin and models/en-lemmas.csv
//! parse-eval  [--treebank FOLDER] [--relations]    prints the figures of models/en.bin
//! ```
//!
//! The grammar's files are part of this program, so that they need not be public in the library.

#![allow(dead_code, reason = "the tasks use a part of the grammar's files")]

mod clause;
mod document;
mod evaluate;
mod score;
#[path = "../../src/span.rs"]
mod span;
mod train;

use std::path::PathBuf;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = args.iter().position(|arg| arg == "--treebank").and_then(|at| args.get(at + 1));
    let treebank = folder.map_or_else(|| PathBuf::from("../shared/treebank"), PathBuf::from);
    match args.first().map(String::as_str) {
        Some("train") => train::run(&args, &treebank),
        Some("parse-eval") => evaluate::run(&args, &treebank),
        _ => Err("which task? train, parse-eval".to_string()),
    }
}
