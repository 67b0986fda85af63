//! Prints the events of one sentence: `cargo run --example events_of_a_sentence "Turkey accused Greece of lying."`
use detente::{Block, BlockKind, Document, Extractor, Span, Trace};

fn main() -> detente::Result<()> {
    let text = std::env::args().nth(1).unwrap_or_else(|| "Turkey accused Greece of lying.".to_owned());
    let extractor = Extractor::builtin()?;
    let span = Span::new(0, u32::try_from(text.len()).unwrap_or(0));
    let document =
        Document { text, blocks: vec![Block { span, kind: BlockKind::Body }], ..Document::default() };
    let mut trace = Trace::on();
    let extraction = extractor.extract(document, &mut trace);
    for note in trace.notes() {
        println!("{:>8} {:>5}  {}", note.stage, note.at, note.text);
    }
    for event in &extraction.events {
        for dyad in &event.dyads {
            let code = |side: &Option<detente::Actor>| {
                side.as_ref().map_or_else(|| "---".to_owned(), |a| a.code.to_string())
            };
            println!(
                "{} {} {} [{}] {}",
                code(&dyad.source),
                event.code,
                code(&dyad.target),
                event.status.name(),
                event.rule
            );
        }
    }
    Ok(())
}
