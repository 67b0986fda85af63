//! Do the rules do what their own examples say?
//!
//! In: an extractor. Out: a diagnostic for each example that does not hold. An event is written `SOURCE CODE TARGET`,
//! with `---` for an open side and the status after it where it is not asserted; a symmetric one in one direction.

use super::Extractor;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::Document;
use crate::event::{Actor, Event};
use crate::ontology::Status;
use crate::rule::Example;
use crate::trace::Trace;
use std::collections::BTreeSet;

/// One problem for each example that fails.
pub(super) fn failures(extractor: &Extractor) -> Vec<Diagnostic> {
    extractor.rules().examples().iter().filter_map(|example| failure(extractor, example)).collect()
}

fn failure(extractor: &Extractor, example: &Example) -> Option<Diagnostic> {
    let document = Document::from_text("example", &example.text);
    let extraction = extractor.extract(document, &mut Trace::off());
    let own = extraction.events.iter().filter(|e| e.rule.split('/').next() == Some(&example.rule));
    let found: Vec<Vec<String>> =
        own.filter(|e| example.why.is_none() || e.status.is_live()).map(written).collect();
    let missing: Vec<&String> =
        example.events.iter().filter(|e| !found.iter().flatten().any(|f| f == *e)).collect();
    let is_expected = |event: &Vec<String>| event.iter().any(|line| example.events.contains(line));
    let extra: BTreeSet<String> = found.iter().filter(|f| !is_expected(f)).map(|f| f.join(" | ")).collect();
    if missing.is_empty() && extra.is_empty() {
        return None;
    }
    let message = format!("'{}': missing {missing:?}, not expected {extra:?}", example.text);
    let hint = "`detente explain` shows why; correct the pattern or the example";
    Some(Diagnostic::error("R010", &Place::new(&example.file, example.line, 1), message, hint))
}

/// Every dyad of an event as examples write it.
fn written(event: &Event) -> Vec<String> {
    let side =
        |actor: &Option<Actor>| actor.as_ref().map_or_else(|| "---".to_owned(), |a| a.code.to_string());
    let status =
        if event.status == Status::Asserted { String::new() } else { format!(" {}", event.status.name()) };
    let line = |dyad: &crate::event::Dyad| {
        format!("{} {} {}{status}", side(&dyad.source), event.code, side(&dyad.target))
    };
    event.dyads.iter().map(line).collect()
}
