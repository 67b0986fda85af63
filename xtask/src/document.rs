//! The tokeniser, as the library has it.

#[path = "../../src/document/token.rs"]
pub(crate) mod token;
