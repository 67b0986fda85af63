//! Who does what grammatically? Tags, a dependency tree, and frames read off it.
//!
//! In: a sentence and the names in it. Out: a [`tree::Tree`] and, for any word of it, a [`frame::Frame`] with logical
//! slots and a [`reality::Reality`] (does the clause say that it happened?). Does not know which acts count.

#[cfg(test)]
mod cases;
pub(crate) mod feature;
pub(crate) mod frame;
pub(crate) mod grammar;
#[allow(dead_code, reason = "xtask trains the grammar with the same file")]
pub(crate) mod label;
pub(crate) mod lemma;
pub(crate) mod missed;
#[allow(dead_code, reason = "xtask trains the grammar with the same file")]
pub(crate) mod model;
pub(crate) mod parse;
pub(crate) mod reality;
pub(crate) mod repair;
pub(crate) mod tag;
#[allow(dead_code, reason = "xtask trains the grammar with the same file")]
pub(crate) mod transition;
pub(crate) mod tree;
