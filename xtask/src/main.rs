//! Tasks of the maintainers: `cargo xtask score`.
fn main() {}
