//! The data that the program carries is sound, and every rule does what its own examples say.

use detente::{Severity, Sources, check};

#[test]
fn gazetteers_and_rules_have_no_errors_and_all_examples_hold() {
    let problems = check(&Sources::default()).unwrap();
    let errors: Vec<String> =
        problems.iter().filter(|p| p.severity == Severity::Error).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{} errors:\n{}", errors.len(), errors.join("\n"));
}

#[test]
fn there_is_breadth() {
    let extractor = detente::Extractor::builtin().unwrap();
    let (entities, names) = extractor.gazetteer().size();
    assert!(entities > 10_000 && names > 25_000, "{entities} entities, {names} names");
    assert!(extractor.rules().len() > 100, "{} patterns", extractor.rules().len());
}
