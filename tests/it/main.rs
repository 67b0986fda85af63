//! Behaviour tests of the whole program.
