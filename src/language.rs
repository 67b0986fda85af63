//! Which words of a language does the program know by themselves? Months, weekdays, and the words of news layout.
//!
//! In: the TOML files in `rules/<language>/words/`, built in or a user's. Out: typed, folded word lists that answer
//! one question each. A key that no list has is an error with file, line and column, not silence. Does not know
//! names (gazetteers) or acts (rules), and reads no text.
//!
//! ```text
//! rules/en/words/calendar.toml -> Calendar    "Oct." -> 10, "Saturday" -> 6
//! rules/en/words/layout.toml   -> LayoutWords  "Reuters" is an agency, "Editing by" opens a credit
//! ```

use crate::builtin_files::RULES;
use crate::diagnostic::{Diagnostic, Place};
use crate::error::{Error, Result};
use crate::fold::fold;
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// The word lists of one language.
#[derive(Debug)]
pub(crate) struct Language {
    pub(crate) calendar: Calendar,
    pub(crate) layout: LayoutWords,
}

impl Language {
    /// The English lists that the program carries.
    pub(crate) fn english() -> Result<Self> {
        Self::from_files("en", RULES)
    }

    /// The lists of `language` among `files`, which are (path, contents); where a path occurs twice the last counts.
    pub(crate) fn from_files(language: &str, files: &[(&str, &str)]) -> Result<Self> {
        let calendar = word_file(language, "calendar", files).and_then(Calendar::of_file);
        let layout = word_file(language, "layout", files).and_then(LayoutWords::of_file);
        match (calendar, layout) {
            (Ok(calendar), Ok(layout)) => Ok(Self { calendar, layout }),
            (calendar, layout) => {
                let problems = [calendar.err(), layout.err()].into_iter().flatten().flatten();
                Err(Error::rule(problems.collect()))
            }
        }
    }
}

/// The English list of this name that the program carries.
pub(crate) fn builtin_words<T: DeserializeOwned>(name: &str) -> Result<T> {
    word_file("en", name, RULES).map(|file| file.words).map_err(Error::rule)
}

type Checked<T> = std::result::Result<T, Vec<Diagnostic>>;

/// A word file that was read, and where it stands.
#[derive(Debug)]
pub(crate) struct WordFile<'f, T> {
    pub(crate) path: &'f str,
    pub(crate) contents: &'f str,
    pub(crate) words: T,
}

/// Reads `rules/<language>/words/<name>.toml` among `files` into the list's own type.
pub(crate) fn word_file<'f, T: DeserializeOwned>(
    language: &str,
    name: &str,
    files: &[(&'f str, &'f str)],
) -> Checked<WordFile<'f, T>> {
    let ending = format!("{language}/words/{name}.toml");
    let Some((path, contents)) = files.iter().rev().find(|(path, _)| path.ends_with(&ending)) else {
        let place = Place::new(&format!("rules/{ending}"), 1, 1);
        let hint = "every language needs it; the English one shows its form";
        return Err(vec![Diagnostic::error("W001", &place, "this word file is missing", hint)]);
    };
    match toml::from_str(contents) {
        Ok(words) => Ok(WordFile { path, contents, words }),
        Err(error) => {
            let place = Place::of_offset(path, contents, error.span().map_or(0, |span| span.start));
            let hint = "correct the key or value; the file's first lines say what it may hold";
            Err(vec![Diagnostic::error("W002", &place, error.message().trim(), hint)])
        }
    }
}

/// Names of months and weekdays.
#[derive(Debug)]
pub(crate) struct Calendar {
    months: BTreeMap<String, u8>,
    weekdays: BTreeMap<String, u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    months: BTreeMap<String, Spanned<u8>>,
    weekdays: BTreeMap<String, Spanned<u8>>,
}

impl Calendar {
    fn of_file(file: WordFile<'_, CalendarFile>) -> Checked<Self> {
        let mut problems = Vec::new();
        let months = numbered(&file.words.months, 12, (file.path, file.contents), &mut problems);
        let weekdays = numbered(&file.words.weekdays, 7, (file.path, file.contents), &mut problems);
        if problems.is_empty() { Ok(Self { months, weekdays }) } else { Err(problems) }
    }

    /// 1 to 12 for a month's name or abbreviation, with or without its full stop.
    pub(crate) fn month(&self, word: &str) -> Option<u8> {
        self.months.get(&key(word)).copied()
    }

    /// 1 (Monday) to 7 for a weekday's name or abbreviation.
    pub(crate) fn weekday(&self, word: &str) -> Option<u8> {
        self.weekdays.get(&key(word)).copied()
    }
}

fn numbered(
    words: &BTreeMap<String, Spanned<u8>>,
    highest: u8,
    (path, contents): (&str, &str),
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, u8> {
    for number in words.values().filter(|number| !(1..=highest).contains(number.get_ref())) {
        let place = Place::of_offset(path, contents, number.span().start);
        let found = format!("{} is not 1 to {highest}", number.get_ref());
        problems.push(Diagnostic::error("W003", &place, found, "count from January and from Monday"));
    }
    words.iter().map(|(word, number)| (key(word), *number.get_ref())).collect()
}

/// The form in which single words are compared: folded, without the stop or comma that follows them.
fn key(word: &str) -> String {
    fold(word.trim_end_matches(['.', ',', ':', ';']))
}

/// Words that tell the frame of a news text from its running text.
#[derive(Debug)]
pub(crate) struct LayoutWords {
    agencies: BTreeSet<String>,
    agency_words: BTreeSet<String>,
    agency_endings: BTreeSet<String>,
    place_particles: BTreeSet<String>,
    never_places: BTreeSet<String>,
    date_words: BTreeSet<String>,
    byline_words: BTreeSet<String>,
    section_words: BTreeSet<String>,
    labels: BTreeSet<String>,
    byline_openers: Vec<String>,
    credit_openers: Vec<String>,
    tail_openers: Vec<String>,
    notice_lines: BTreeSet<String>,
    notice_openers: Vec<String>,
    notice_phrases: AhoCorasick,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    agencies: Vec<String>,
    agency_endings: Vec<String>,
    place_particles: Vec<String>,
    never_places: Vec<String>,
    date_words: Vec<String>,
    byline_openers: Vec<String>,
    byline_words: Vec<String>,
    credit_openers: Vec<String>,
    section_words: Vec<String>,
    labels: Vec<String>,
    tail_openers: Vec<String>,
    notice_lines: Vec<String>,
    notice_openers: Vec<String>,
    notice_phrases: Vec<String>,
}

impl LayoutWords {
    fn of_file(file: WordFile<'_, LayoutFile>) -> Checked<Self> {
        let words = file.words;
        let notice_phrases = AhoCorasick::new(phrases(&words.notice_phrases)).map_err(|error| {
            let place = Place::new(file.path, 1, 1);
            vec![Diagnostic::error("W004", &place, error.to_string(), "shorten notice_phrases")]
        })?;
        Ok(Self {
            agency_words: words.agencies.iter().flat_map(|name| name.split_whitespace()).map(key).collect(),
            agencies: keys(&words.agencies),
            agency_endings: keys(&words.agency_endings),
            place_particles: keys(&words.place_particles),
            never_places: keys(&words.never_places),
            date_words: keys(&words.date_words),
            byline_words: keys(&words.byline_words),
            section_words: keys(&words.section_words),
            labels: keys(&words.labels),
            byline_openers: phrases(&words.byline_openers),
            credit_openers: phrases(&words.credit_openers),
            tail_openers: phrases(&words.tail_openers),
            notice_lines: keys(&words.notice_lines),
            notice_openers: phrases(&words.notice_openers),
            notice_phrases,
        })
    }

    /// True for a news agency or paper by its whole name.
    pub(crate) fn is_agency(&self, name: &str) -> bool {
        self.agencies.contains(&key(name))
    }

    /// True for a word of an agency's name.
    pub(crate) fn is_agency_word(&self, word: &str) -> bool {
        self.agency_words.contains(&key(word)) || self.ends_agency(word)
    }

    /// True for the last word of many agencies' names ("News", "Agency").
    pub(crate) fn ends_agency(&self, word: &str) -> bool {
        self.agency_endings.contains(&key(word))
    }

    /// True for a small word inside a place name ("Rio de Janeiro").
    pub(crate) fn is_place_particle(&self, word: &str) -> bool {
        self.place_particles.contains(&key(word))
    }

    /// True for a capitalised word that no dateline's place has.
    pub(crate) fn is_never_place(&self, word: &str) -> bool {
        self.never_places.contains(&key(word))
    }

    /// True for a word that goes with dates: "published", "at", "GMT", "a.m.".
    pub(crate) fn is_date_word(&self, word: &str) -> bool {
        self.date_words.contains(&key(word))
    }

    /// True for an uncapitalised word that a byline may have between its names.
    pub(crate) fn is_byline_word(&self, word: &str) -> bool {
        self.byline_words.contains(&key(word))
    }

    /// True for a word of a section's name ("World", "News").
    pub(crate) fn is_section_word(&self, word: &str) -> bool {
        self.section_words.contains(&key(word))
    }

    /// True for what stands before the colon of a label line ("Section: Politics").
    pub(crate) fn is_label(&self, words: &str) -> bool {
        self.labels.contains(&key(words))
    }

    /// The rest of a folded line after a byline's first word.
    pub(crate) fn after_byline_opener<'l>(&self, folded: &'l str) -> Option<&'l str> {
        after_opener(&self.byline_openers, folded)
    }

    /// True when a folded text begins with a reporter's or editor's credit.
    pub(crate) fn opens_credit(&self, folded: &str) -> bool {
        after_opener(&self.credit_openers, folded).is_some()
    }

    /// True when a folded line begins the end matter, so that nothing after it is running text.
    pub(crate) fn opens_tail(&self, folded: &str) -> bool {
        after_opener(&self.tail_openers, folded).is_some()
    }

    /// True when a folded line is a notice as a whole or by a phrase that only notices have.
    pub(crate) fn is_notice(&self, folded: &str) -> bool {
        self.notice_lines.contains(&key(folded)) || self.notice_phrases.is_match(folded)
    }

    /// True when a folded line begins as notices do.
    pub(crate) fn opens_notice(&self, folded: &str) -> bool {
        after_opener(&self.notice_openers, folded).is_some()
    }
}

fn phrases(words: &[String]) -> Vec<String> {
    words.iter().map(|word| fold(word)).collect()
}

fn keys(words: &[String]) -> BTreeSet<String> {
    words.iter().map(|word| key(word)).collect()
}

/// What follows the opener; an opener ends at a word's end.
fn after_opener<'l>(openers: &[String], folded: &'l str) -> Option<&'l str> {
    openers
        .iter()
        .filter_map(|opener| folded.strip_prefix(opener.as_str()).map(|rest| (opener, rest)))
        .find(|(opener, rest)| {
            !rest.starts_with(char::is_alphanumeric) || !opener.ends_with(char::is_alphanumeric)
        })
        .map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_lists_are_whole() {
        let english = Language::english().unwrap();
        assert_eq!(english.calendar.month("Oct."), Some(10));
        assert_eq!(english.calendar.month("SEPTEMBER"), Some(9));
        assert_eq!(english.calendar.weekday("Saturday"), Some(6));
        assert!(english.layout.is_agency("Reuters"));
        assert!(english.layout.opens_credit("editing by jane doe"));
        assert!(!english.layout.is_notice("the president met his guest."));
    }

    #[test]
    fn an_unknown_key_is_shown_with_its_place() {
        let files =
            [("my/en/words/calendar.toml", "[months]\nmay = 5\n[weekdays]\nmon = 1\n[moons]\nfull = 1\n")];
        let problems = word_file::<CalendarFile>("en", "calendar", &files).unwrap_err();
        assert_eq!((problems[0].code, problems[0].line, problems[0].column), ("W002", 5, 2));
        assert_eq!(problems[0].file, "my/en/words/calendar.toml");
    }

    #[test]
    fn a_month_has_a_number_of_the_year() {
        let files = [("en/words/calendar.toml", "[months]\nmay = 55\n[weekdays]\nmon = 1\n")];
        let problems = word_file("en", "calendar", &files).and_then(Calendar::of_file).unwrap_err();
        assert_eq!((problems[0].code, problems[0].line, problems[0].column), ("W003", 2, 7));
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = Language::from_files("xx", &[]).unwrap_err();
        assert!(error.is_rule());
        assert!(error.to_string().contains("rules/xx/words/layout.toml"));
    }
}
