//! Behaviour tests of the whole program.

mod architecture;
mod documents;
