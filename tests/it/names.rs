//! Ambiguous names in running text: who is meant, told by the words around them.

use detente::{Document, Extraction, Extractor, Mention, Trace};

fn read(extractor: &Extractor, date: &str, text: &str) -> Extraction {
    let document = Document::from_text("names", text);
    let document = date.parse().into_iter().fold(document, Document::with_date);
    extractor.extract(document, &mut Trace::off())
}

/// "text kind form" of every mention that is a name.
fn named(extraction: &Extraction) -> Vec<String> {
    let is_name = |m: &&Mention| matches!(m.form.name(), "name" | "acronym" | "metonym");
    let shown = |m: &Mention| format!("{} {}", m.span.of(&extraction.document.text), m.kind.name());
    extraction.mentions.iter().filter(is_name).map(shown).collect()
}

#[test]
fn the_words_around_a_name_tell_what_it_is() {
    let extractor = Extractor::builtin().unwrap();
    let cases: &[(&str, &[&str])] = &[
        ("Paris Hilton flew to Paris on Sunday.", &["Paris Hilton person", "Paris place"]),
        ("Michael Jordan has never been to Jordan.", &["Michael Jordan person", "Jordan country"]),
        ("The talks in Tbilisi helped Georgia.", &["Tbilisi place", "Georgia country"]),
        ("Georgia Tembo, a nurse, left Chad in May.", &["Georgia Tembo person", "Chad country"]),
        ("Chad Okello sold his farm in Mali.", &["Chad Okello person", "Mali country"]),
        ("They ate turkey before Turkey closed the border.", &["Turkey country"]),
        ("He told us that the US would pay.", &["US country"]),
        ("It may rain in May, said the farmers of Niger.", &["Niger country"]),
        ("Nigeria and Niger share a border.", &["Nigeria country", "Niger country"]),
        ("Guinea-Bissau is smaller than Guinea.", &["Guinea-Bissau country", "Guinea country"]),
        ("South Korea invited North Korea.", &["South Korea country", "North Korea country"]),
        ("Victoria Mwangi swam across Lake Victoria.", &["Victoria Mwangi person", "Lake Victoria place"]),
        ("The Bank of Zambia and Zambia agreed.", &["Bank of Zambia organization", "Zambia country"]),
        (
            "Nora Adeyemi leads the Ontario Gardeners Union.",
            &["Nora Adeyemi person", "Ontario Gardeners Union organization"],
        ),
        (
            "The Party of Rural Manitoba (PRM) lost. The PRM will merge.",
            &["Party of Rural Manitoba organization", "PRM organization", "PRM organization"],
        ),
        ("A bridge on Mulberry Road fell.", &["Mulberry Road place"]),
        ("Workers met near Kambatwa. Many fled Kambatwa later.", &["Kambatwa place", "Kambatwa place"]),
        ("J. B. Okonkwo spoke. Later Okonkwo left.", &["J. B. Okonkwo person", "Okonkwo person"]),
        (
            "The Ministry of Rural Roads and Bridges closed.",
            &["Ministry of Rural Roads and Bridges organization"],
        ),
        ("A Panama-flagged tanker sank.", &["Panama country"]),
    ];
    for (text, expected) in cases {
        assert_eq!(named(&read(&extractor, "2016-10-15", text)), *expected, "{text}");
    }
}

#[test]
fn an_unlisted_body_is_coded_by_its_country_and_its_head() {
    let extractor = Extractor::builtin().unwrap();
    let code = |text: &str, name: &str| {
        let extraction = read(&extractor, "2016-10-15", text);
        let found = extraction.mentions.iter().find(|m| m.span.of(text) == name);
        found.map(|m| m.code.to_string()).unwrap_or_default()
    };
    assert_eq!(code("The Zambian Fishing Ministry spoke.", "Zambian Fishing Ministry"), "ZMBGOV");
    assert_eq!(code("The Ontario Gardeners Party met.", "Ontario Gardeners Party"), "CANPTY");
    assert_eq!(code("Togo's Harbour Police acted.", "Harbour Police"), "TGOCOP");
    assert_eq!(code("Nora Adeyemi, a Ghanaian minister, spoke.", "Nora Adeyemi"), "GHAGOV");
}

#[test]
fn a_person_is_known_under_another_spelling() {
    let extractor = Extractor::builtin().unwrap();
    let extraction = read(&extractor, "2016-10-15", "Sergej Lavrov called. Lavrov was calm.");
    let keys: Vec<&str> = extraction.mentions.iter().map(|m| m.entity_key.as_str()).collect();
    assert_eq!(keys, ["sergei-lavrov", "sergei-lavrov"]);
}

#[test]
fn a_stranger_keeps_the_surname() {
    let extractor = Extractor::builtin().unwrap();
    let extraction = read(&extractor, "2016-10-15", "Nora Lavrov sang. Lavrov was calm.");
    assert!(extraction.mentions.iter().all(|m| m.entity_key.is_empty()));
    assert_eq!(named(&extraction), ["Nora Lavrov person", "Lavrov person"]);
}

#[test]
fn the_country_of_the_text_chooses_among_senses() {
    let extractor = Extractor::builtin().unwrap();
    let key = |text: &str, name: &str| {
        let extraction = read(&extractor, "2016-10-15", text);
        let found = extraction.mentions.iter().find(|m| m.span.of(text).ends_with(name));
        found.map(|m| m.entity_key.clone()).unwrap_or_default()
    };
    assert_eq!(key("In Washington the Congress adjourned.", "Congress"), "us-congress");
}
