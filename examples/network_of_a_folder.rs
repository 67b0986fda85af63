//! The actor network of a folder, with the library: `cargo run --release --example network_of_a_folder examples/articles`.
#![allow(clippy::print_stdout, reason = "an example shows its result")]

use detente::{Extractor, NetworkBuilder, ReadOptions, Trace, documents};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "examples/articles".to_owned());
    let extractor = Extractor::builtin()?;
    let mut network = NetworkBuilder::default();
    for document in documents(&[PathBuf::from(folder)], &ReadOptions::default()).filter_map(Result::ok) {
        let extraction = extractor.extract(document, &mut Trace::off());
        network.add(&extraction.document, &extraction.mentions, &extraction.events, extractor.ontology());
    }
    let network = network.build();
    println!("{} actors, {} ties", network.nodes().count(), network.ties().count());
    Ok(())
}
