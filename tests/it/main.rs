//! Behaviour tests of the whole program.

// Also outside of the test functions themselves, a failed step is a failed test.
#![allow(clippy::unwrap_used)]

mod architecture;
mod cli;
mod data;
mod documents;
mod export;
mod names;
mod network;
mod pages;
mod seed;
