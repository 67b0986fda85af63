//! Do frames and realities say what the pages in `tests/cases` say they should?
//!
//! In: `tests/cases/frames/*.md` and `tests/cases/status/*.md`. A sentence stands behind ">" in a block marked `frames` or
//! `status`; below it a line for each word that is asked about. `#2` behind the word means its second occurrence.
//!
//! ```text
//!   > Troops backed by Russia seized the town.        > The army did not seize the town.
//!   backed: object=Troops subject=Russia              seize: negated
//!   seized: subject=Troops object=town
//! ```
//!
//! A slot holds the heads of its fillers with what is coordinated with them, in text order, with commas between;
//! "-" is an empty slot, `_` stands for a blank. Slots that are not named are not compared. Beside the slots of a frame there
//! are `lemma`, `support`, `complement` and `passive` (`yes` or `no`); of a reality its status and `reporter`.

use super::frame::{Frame, Slot, frame};
use super::grammar::{Grammar, Noun};
use super::parse::Known;
use super::reality::{RealityWords, reality};
use super::tree::Tree;
use crate::builtin_files::RULES;
use crate::document::token::tokens as tokenise;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A sentence of a page with the lines below it.
struct Case {
    place: String,
    kind: String,
    sentence: String,
    lines: Vec<(String, String)>,
}

#[test]
fn every_case_holds() {
    let cases = cases();
    let reader = Reader::new();
    let faults: Vec<String> = cases.iter().flat_map(|case| reader.faults(case)).collect();
    assert!(cases.len() >= 150, "{} cases", cases.len());
    assert!(faults.is_empty(), "{} faults in {} cases\n{}", faults.len(), cases.len(), faults.join("\n"));
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut pages = Vec::new();
    for part in ["frames", "status"] {
        let files = fs::read_dir(folder.join(part)).expect("the folder of cases");
        pages.extend(files.map(|f| f.expect("a page of cases").path()));
    }
    pages.retain(|page| page.extension().is_some_and(|e| e == "md"));
    pages.sort();
    pages.iter().flat_map(|page| of_page(page)).collect()
}

fn of_page(page: &Path) -> Vec<Case> {
    let text = fs::read_to_string(page).expect("a readable page");
    let name = page.file_name().unwrap_or_default().to_string_lossy();
    let mut found: Vec<Case> = Vec::new();
    let mut kind = None;
    for (number, line) in text.lines().enumerate() {
        if let Some(mark) = line.strip_prefix("```") {
            kind = (!mark.is_empty()).then(|| mark.to_owned());
        } else if let (Some(kind), Some(sentence)) = (&kind, line.strip_prefix("> ")) {
            let place = format!("{name}:{}", number + 1);
            let case = Case { place, kind: kind.clone(), sentence: sentence.to_owned(), lines: Vec::new() };
            found.push(case);
        } else if kind.is_some() && !line.trim().is_empty() {
            let (word, wanted) = line.split_once(": ").expect("a word, a colon and what is wanted");
            let case = found.last_mut().expect("a sentence above the line");
            case.lines.push((word.to_owned(), wanted.to_owned()));
        }
    }
    found
}

struct Reader {
    grammar: Grammar,
    words: RealityWords,
    names: BTreeMap<String, Known>,
    acts: BTreeSet<String>,
}

impl Reader {
    fn new() -> Self {
        let grammar = Grammar::builtin().expect("the grammar");
        let words = RealityWords::builtin().expect("the words");
        Self { grammar, words, names: names(), acts: acts() }
    }

    fn tree(&self, text: &str) -> Tree {
        let mut names: Vec<(Span, Known)> = Vec::new();
        for (name, kind) in &self.names {
            names.extend(text.match_indices(name.as_str()).filter_map(|(at, _)| {
                let is_whole = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
                let alone = is_whole(text[..at].chars().next_back())
                    && is_whole(text[at + name.len()..].chars().next());
                alone.then(|| (span(at, at + name.len()), *kind))
            }));
        }
        names.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        names.retain(|(span, _)| {
            span.start >= end && {
                end = span.end;
                true
            }
        });
        let atoms: Vec<Span> = names.iter().map(|(span, _)| *span).collect();
        let mut tokens = Vec::new();
        tokenise(text, span(0, text.len()), &atoms, &mut tokens);
        let known = |span| names.iter().find(|(s, _)| *s == span).map_or(Known::None, |(_, kind)| *kind);
        self.grammar.tree(
            &mut self.grammar.parser(),
            text,
            tokens,
            known,
            |_| Noun::No,
            |word| self.acts.contains(word),
        )
    }

    fn faults(&self, case: &Case) -> Vec<String> {
        let tree = self.tree(&case.sentence);
        let check = |(word, wanted): &(String, String)| {
            let text = |at: usize| tree.span(at).of(&case.sentence).replace(' ', "_");
            let found = match position(&tree, &case.sentence, word) {
                None => "no such word".to_owned(),
                Some(at) if case.kind == "status" => self.reality_line(&tree, at, wanted, &text),
                Some(at) => frame_line(&tree, &frame(&tree, at), wanted, &text),
            };
            let fault = || {
                format!(
                    "{}: {}\n  {word}: wanted {wanted}\n  {word}: found  {found}\n  {}",
                    case.place,
                    case.sentence,
                    describe(&tree, &text)
                )
            };
            (found != *wanted).then(fault)
        };
        case.lines.iter().filter_map(check).collect()
    }

    fn reality_line(&self, tree: &Tree, at: usize, wanted: &str, text: &dyn Fn(usize) -> String) -> String {
        let found = reality(tree, at, None, &self.words);
        let status = format!("{:?}", found.status).to_lowercase();
        if wanted.contains("reporter=") {
            format!("{status} reporter={}", found.reporter.map_or("-".to_owned(), text))
        } else {
            status
        }
    }
}

/// What the frame says about the slots that the line names, written as the line is.
fn frame_line(tree: &Tree, frame: &Frame, wanted: &str, text: &dyn Fn(usize) -> String) -> String {
    let slots = wanted.split_whitespace().map(|pair| pair.split_once('=').expect("slot=filler").0);
    let pairs = slots.map(|slot| {
        let heads: Vec<usize> = match slot {
            "lemma" => return format!("lemma={}", frame.lemma.replace(' ', "_")),
            "passive" => return format!("passive={}", if frame.passive { "yes" } else { "no" }),
            "support" => frame.support.into_iter().collect(),
            "complement" => frame.complements.iter().map(|c| c.head).collect(),
            _ => frame.fillers(&slot_of(slot)).flat_map(|head| tree.conjuncts(head)).collect(),
        };
        let words: Vec<String> = heads.into_iter().collect::<BTreeSet<_>>().into_iter().map(text).collect();
        format!("{slot}={}", if words.is_empty() { "-".to_owned() } else { words.join(",") })
    });
    pairs.collect::<Vec<_>>().join(" ")
}

fn slot_of(name: &str) -> Slot {
    match name {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        "indirect" => Slot::Indirect,
        "possessive" => Slot::Possessive,
        "modifier" => Slot::Modifier,
        preposition => Slot::Preposition(preposition.replace('_', " ")),
    }
}

fn position(tree: &Tree, sentence: &str, word: &str) -> Option<usize> {
    let (word, nth) = word.split_once('#').map_or((word, 1), |(w, n)| (w, n.parse().expect("a number")));
    let mut places = (0..tree.len()).filter(|at| tree.span(*at).of(sentence).replace(' ', "_") == word);
    places.nth(nth - 1)
}

fn describe(tree: &Tree, text: &dyn Fn(usize) -> String) -> String {
    let word = |at: usize| {
        let head = tree.head(at).map_or_else(|| "-".to_owned(), text);
        format!("{}/{} {}({head})", text(at), tree.xpos(at).name(), tree.rel(at).name())
    };
    (0..tree.len()).map(word).collect::<Vec<_>>().join("  ")
}

fn span(start: usize, end: usize) -> Span {
    Span::from_range(start, end)
}

/// Names as gazetteers would know them: `tests/cases/names.toml`.
fn names() -> BTreeMap<String, Known> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/names.toml");
    let lists: BTreeMap<String, Vec<String>> =
        toml::from_str(&fs::read_to_string(path).expect("the names")).expect("lists of names");
    let kind = |name: &str| match name {
        "country" => Known::Country,
        "person" => Known::Person,
        "organization" => Known::Organization,
        "place" => Known::Place,
        "group" => Known::Group,
        other => panic!("no kind of name: {other}"),
    };
    lists.iter().flat_map(|(k, list)| list.iter().map(|name| (name.clone(), kind(k)))).collect()
}

/// The first words of the triggers that the rules list.
fn acts() -> BTreeSet<String> {
    let mut acts = BTreeSet::new();
    for (_, contents) in RULES {
        let file: toml::Table = toml::from_str(contents).expect("a rule file");
        let patterns = file.get("pattern").and_then(toml::Value::as_array).into_iter().flatten();
        let lists = patterns.flat_map(|p| ["verb", "noun", "adjective"].map(|kind| p.get(kind)));
        let entries = lists.flatten().filter_map(toml::Value::as_array).flatten();
        let words = entries.filter_map(toml::Value::as_str).filter(|entry| !entry.starts_with('@'));
        acts.extend(words.filter_map(|entry| entry.split(' ').next()).map(str::to_owned));
    }
    acts
}
