//! The article that the project was started from: who is named in it and what must, and must not, come out.
//!
//! The text is not part of the project; the test says so and passes where it is absent.

use detente::{Document, Event, Extraction, Extractor, Status, Trace};
use std::path::Path;

fn extraction() -> Option<Extraction> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    let file = std::fs::read_dir(folder)
        .ok()?
        .filter_map(Result::ok)
        .map(|e| e.path())
        .find(|p| p.extension().is_some_and(|e| e == "txt"))?;
    let text = std::fs::read_to_string(file).ok()?;
    let extractor = Extractor::builtin().unwrap();
    Some(extractor.extract(Document::from_text("seed", &text), &mut Trace::off()))
}

#[allow(clippy::print_stderr, reason = "a skipped test says so")]
fn seed() -> Option<Extraction> {
    let found = extraction();
    if found.is_none() {
        eprintln!("skipped: the seed article is absent");
    }
    found
}

/// True when some event of one of the code prefixes has the dyad; an empty side means any.
fn has(extraction: &Extraction, source: &str, codes: &[&str], target: &str) -> bool {
    let code =
        |actor: &Option<detente::Actor>| actor.as_ref().map(|a| a.code.to_string()).unwrap_or_default();
    let fits = |event: &&Event| event.status.is_live() && codes.iter().any(|c| event.code.is_under(c));
    let mut dyads = extraction.events.iter().filter(fits).flat_map(|e| &e.dyads);
    dyads.any(|d| code(&d.source).starts_with(source) && code(&d.target).starts_with(target))
}

#[test]
fn officials_have_their_codes_also_by_surname() {
    let Some(seed) = seed() else { return };
    let all_are = |surname: &str, code: &str| {
        let mentions: Vec<_> =
            seed.mentions.iter().filter(|m| m.span.of(&seed.document.text).ends_with(surname)).collect();
        assert!(!mentions.is_empty(), "{surname}");
        mentions.iter().for_each(|m| assert_eq!(m.code.as_str(), code, "{surname}"));
    };
    all_are("Kerry", "USAGOV");
    all_are("Lavrov", "RUSGOV");
    all_are("Toner", "USAGOV");
    all_are("Mistura", "IGOUNO");
    all_are("Gatilov", "RUSGOV");
    all_are("Assad", "SYRGOV");
}

#[test]
fn countries_bodies_groups_and_places_are_found() {
    let Some(seed) = seed() else { return };
    for country in ["USA", "RUS", "SYR", "CHE", "TUR", "SAU", "QAT", "IRN"] {
        assert!(seed.mentions.iter().any(|m| m.code.as_str() == country), "{country}");
    }
    for key in ["united-nations", "interfax", "islamic-state"] {
        assert!(seed.mentions.iter().any(|m| m.entity_key == key), "{key}");
    }
    for name in ["Jabhat Fateh al-Sham", "Aleppo", "Lausanne", "Damascus", "Castello Road"] {
        assert!(seed.mentions.iter().any(|m| m.span.of(&seed.document.text).ends_with(name)), "{name}");
    }
}

#[test]
fn acts_come_out_with_their_dyads() {
    let Some(seed) = seed() else { return };
    assert!(has(&seed, "USAGOV", &["04", "036"], "RUSGOV"), "the two ministers meet");
    let meeting = seed.events.iter().find(|e| e.code.is_under("036") || e.code.is_under("04")).unwrap();
    assert_eq!(meeting.date.unwrap().date.to_string(), "2016-10-15");
    assert!(has(&seed, "USAGOV", &["12"], "RUSGOV"), "avoided negotiations are a refusal");
    for country in ["TUR", "SAU", "QAT", "IRN"] {
        assert!(has(&seed, "USAGOV", &["02", "03", "04"], country), "the invitation to {country}");
    }
    for (source, target) in [("WST", "RUS"), ("WST", "SYR"), ("SYR", "USA"), ("RUS", "USA")] {
        assert!(has(&seed, source, &["11"], target), "{source} accuses {target}");
    }
    assert!(has(&seed, "USA", &["055", "018"], ""), "the regret");
    assert!(has(&seed, "IGOUNO", &["03"], "SYRREB"), "the offer to the armed group");
    assert!(has(&seed, "SYROPP", &["11"], "USAGOV"), "the criticism by the opposition");
}

#[test]
fn nothing_hypothetical_is_a_fact_and_the_imprint_is_silent() {
    let Some(seed) = seed() else { return };
    let ceasefire = |e: &&Event| e.code.is_under("0871") && e.status == Status::Asserted;
    assert!(!seed.events.iter().any(|e| ceasefire(&e)), "no ceasefire is declared");
    let meets = |e: &&Event| e.code.is_under("04") && e.status == Status::Asserted;
    assert!(!seed.events.iter().any(|e| meets(&e)), "nobody has met yet");
    let imprint = seed.document.text.find("Article online").unwrap();
    assert!(seed.sentences.iter().all(|s| (s.span.start as usize) < imprint));
}
