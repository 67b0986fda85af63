//! Which data files does the program carry?
//!
//! Tables of (path, contents), sorted by path, that the build makes from the data folders: `GAZETTEERS`, `RULES` (with
//! the word lists in `words/`) and `CODES`. A new file in those folders is in its table without an edit here. Does not
//! read or check any of them.

#![allow(dead_code, reason = "each table has its reader in another room")]

include!(concat!(env!("OUT_DIR"), "/builtin_files.rs"));
