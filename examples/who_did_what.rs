//! Who did what to whom in one text, with the library: `cargo run --example who_did_what`.
#![allow(clippy::print_stdout, reason = "an example shows its result")]

use detente::{Actor, Document, Extractor, Trace};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = "Kenya accused Somalia of moving troops to the border. The Somali foreign minister rejected the charge.";
    let extractor = Extractor::builtin()?;
    let document = Document::from_text("example", text).with_date("2019-03-01".parse()?);
    let extraction = extractor.extract(document, &mut Trace::off());
    for event in &extraction.events {
        for dyad in &event.dyads {
            let code =
                |side: &Option<Actor>| side.as_ref().map_or("---".to_owned(), |actor| actor.code.to_string());
            println!(
                "{} {} {} ({})",
                code(&dyad.source),
                event.code,
                code(&dyad.target),
                event.status.name()
            );
        }
    }
    Ok(())
}
