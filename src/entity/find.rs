//! Where does something stand that a list knows, written the way that the list demands?
//!
//! In: the document and its sentences. Out: candidates, overlapping ones too, each with the senses that its spelling
//! allows. Does not choose among them.

use super::MentionForm;
use super::words::NameWords;
use crate::document::{Document, Sentence};
use crate::fold::{Folded, fold, fold_keeping_case};
use crate::gazetteer::{EntityKind, Form, Gazetteer, Hit, MatchMode, Name, Sense};
use crate::ids::SentenceId;
use crate::ontology::ActorCode;
use crate::span::Span;

/// A stretch of text with the senses that it can have.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    pub(crate) sentence: SentenceId,
    pub(crate) senses: Vec<Sense>,
    /// What it is by its own words, when no list holds it.
    pub(crate) unlisted: Option<Unlisted>,
}

/// A name that no list holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Unlisted {
    pub(crate) kind: EntityKind,
    pub(crate) form: MentionForm,
    /// Role code that its head gives ("PTY" for a party); may be empty.
    pub(crate) role: String,
    /// Code of the country or listed body in its name ("IRQ", "IGOUNO"); may be empty.
    pub(crate) base: ActorCode,
}

/// All candidates inside sentences, by start and then by length.
pub(crate) fn find(
    document: &Document,
    sentences: &[Sentence],
    gazetteer: &Gazetteer,
    words: &NameWords,
) -> Vec<Candidate> {
    let folded = Folded::new(&document.text);
    let mut candidates = Vec::new();
    let mut at = 0;
    for mut hit in gazetteer.hits(&folded, &document.text) {
        hit.span = without_marks(hit.span, &document.text);
        while sentences.get(at).is_some_and(|s| s.span.end <= hit.span.start) {
            at += 1;
        }
        let Some(sentence) = sentences.get(at).filter(|s| s.span.contains(hit.span)) else { continue };
        let senses = senses_as_written(&hit, &document.text, gazetteer, words);
        if !senses.is_empty() {
            candidates.push(Candidate { span: hit.span, sentence: sentence.id, senses, unlisted: None });
        }
    }
    candidates
}

fn senses_as_written(hit: &Hit<'_>, text: &str, gazetteer: &Gazetteer, words: &NameWords) -> Vec<Sense> {
    let written = fold_keeping_case(hit.span.of(text));
    let fits = |sense: &Sense| match *sense {
        Sense::Name(index) => {
            let name = gazetteer.name(index);
            is_written_as(&written, &name.text, name.mode) && !is_word_by_chance(name, words)
        }
        Sense::Agent { .. } => !written.chars().all(char::is_uppercase),
    };
    hit.senses.iter().copied().filter(fits).collect()
}

/// Folding drops invisible marks; a mention does not end in one.
fn without_marks(span: Span, text: &str) -> Span {
    let kept = span
        .of(text)
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii() && fold(&c.to_string()).is_empty());
    Span::from_range(span.start as usize, span.start as usize + kept.len())
}

/// A surname that nobody stated and that is a common word: "Aid", "Association".
fn is_word_by_chance(name: &Name, words: &NameWords) -> bool {
    name.derived && name.form == Form::Surname && words.is_common(&fold(&name.text))
}

/// True when `written` has the letter case that the alias demands. Both have the same letters.
fn is_written_as(written: &str, alias: &str, mode: MatchMode) -> bool {
    let has_lower = || written.chars().any(char::is_lowercase);
    match mode {
        MatchMode::Fold => true,
        MatchMode::Upper => !has_lower(),
        MatchMode::Exact => written == fold_keeping_case(alias),
        MatchMode::Title => !has_lower() || capitals_are_kept(written, &fold_keeping_case(alias)),
    }
}

/// Every letter that is a capital in the alias is one in the text too.
fn capitals_are_kept(written: &str, alias: &str) -> bool {
    alias
        .chars()
        .zip(written.chars())
        .all(|(a, w)| !a.is_uppercase() || w.is_uppercase() || !starts_word(alias, a))
}

/// Inner capitals ("DeWine", "CDU") may be written small; the first letter of the alias may not.
fn starts_word(alias: &str, letter: char) -> bool {
    alias.split([' ', '-']).any(|word| word.starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_decides() {
        assert!(is_written_as("US", "US", MatchMode::Upper));
        assert!(!is_written_as("us", "US", MatchMode::Upper));
        assert!(is_written_as("TURKEY", "Turkey", MatchMode::Title));
        assert!(!is_written_as("turkey", "Turkey", MatchMode::Title));
        assert!(is_written_as("Gulf of Aden", "Gulf of Aden", MatchMode::Title));
        assert!(is_written_as("foreign Minister", "foreign minister", MatchMode::Fold));
    }
}
