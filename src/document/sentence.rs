//! Where does a sentence end? Sentences of one block of running text.
//!
//! In: the text, the span of one paragraph or headline, and the language's
//! [`Abbreviations`]. Out: spans without outer white space, in order, that hold
//! every word of the block. The end of the block ends a sentence, with or
//! without a full stop.
//!
//! ```ignore
//! // "Gen. Mark A. Milley left the U.S. on Nov. 8. He met Mr. Xi." -> 2 sentences
//! ```
//!
//! Does not find paragraphs: that is the reader's work.

use crate::error::Result;
use crate::language::builtin_words;
use crate::span::Span;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Word lists of a language: lower case, without the last full stop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Abbreviations {
    titles: BTreeSet<Box<str>>,
    never_final: BTreeSet<Box<str>>,
    may_end: BTreeSet<Box<str>>,
    starters: BTreeSet<Box<str>>,
    saying: BTreeSet<Box<str>>,
}

impl Abbreviations {
    /// The lists of `abbreviations.toml`, by their keys: `titles` stand before a
    /// name, `never_final` before anything, `may_end` end a sentence where one
    /// of the `starters` follows; verbs of `saying` continue after a quotation.
    pub(crate) fn new<'w>(
        titles: impl IntoIterator<Item = &'w str>,
        never_final: impl IntoIterator<Item = &'w str>,
        may_end: impl IntoIterator<Item = &'w str>,
        starters: impl IntoIterator<Item = &'w str>,
        saying: impl IntoIterator<Item = &'w str>,
    ) -> Abbreviations {
        Abbreviations {
            titles: titles.into_iter().map(Box::from).collect(),
            never_final: never_final.into_iter().map(Box::from).collect(),
            may_end: may_end.into_iter().map(Box::from).collect(),
            starters: starters.into_iter().map(Box::from).collect(),
            saying: saying.into_iter().map(Box::from).collect(),
        }
    }

    /// The lists that the program carries.
    pub(crate) fn builtin() -> Result<Self> {
        let lists: Lists = builtin_words("abbreviations")?;
        let [titles, never_final, may_end, starters, saying] =
            [&lists.titles, &lists.never_final, &lists.may_end, &lists.starters, &lists.saying]
                .map(|list| list.iter().map(String::as_str));
        Ok(Self::new(titles, never_final, may_end, starters, saying))
    }
}

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    titles: Vec<String>,
    never_final: Vec<String>,
    may_end: Vec<String>,
    starters: Vec<String>,
    saying: Vec<String>,
}

/// Appends the sentences of one block to `out`.
///
/// # Complexity
///
/// Linear in the block's bytes.
pub(crate) fn sentences(text: &str, block: Span, abbreviations: &Abbreviations, out: &mut Vec<Span>) {
    let end = (block.end as usize).min(text.len());
    let Some(inner) = text.get(block.start as usize..end) else {
        return;
    };
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = inner[at..].find(ends_perhaps) {
        at += found;
        let stop = Stop::read(inner, from, at);
        at = stop.after;
        if stop.ends(inner, abbreviations) {
            push(inner, from, at, block.start, out);
            from = at;
        }
    }
    push(inner, from, inner.len(), block.start, out);
}

fn ends_perhaps(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '\n' | '。' | '！' | '？' | '؟' | '।')
}

fn push(inner: &str, from: usize, to: usize, base: u32, out: &mut Vec<Span>) {
    let piece = &inner[from..to];
    let body = piece.trim();
    if body.is_empty() {
        return;
    }
    let start = from + piece.len() - piece.trim_start().len();
    out.push(Span { start: base + start as u32, end: base + (start + body.len()) as u32 });
}

/// A run of marks that may end a sentence, with the quotes and brackets it closes.
struct Stop {
    /// Where the sentence so far begins.
    from: usize,
    /// Where the marks begin.
    at: usize,
    /// Where the closing quotes and brackets begin.
    closers: usize,
    /// Where the next sentence may begin.
    after: usize,
}

impl Stop {
    fn read(inner: &str, from: usize, at: usize) -> Stop {
        if inner[at..].starts_with('\n') {
            let white = inner[at..].find(|c: char| !c.is_whitespace()).unwrap_or(inner.len() - at);
            return Stop { from, at, closers: at, after: at + white };
        }
        let marks = |c: char| ends_perhaps(c) && c != '\n';
        let length = |text: &str, test: &dyn Fn(char) -> bool| text.find(|c| !test(c)).unwrap_or(text.len());
        let closers = at + length(&inner[at..], &marks);
        let closing = |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '}');
        let after = closers + length(&inner[closers..], &closing);
        // Typists close with the opening sign too.
        let reversed = inner[after..].strip_prefix('“').filter(|rest| rest.starts_with(char::is_whitespace));
        let after = reversed.map_or(after, |rest| inner.len() - rest.len());
        Stop { from, at, closers, after }
    }

    fn ends(&self, inner: &str, abbreviations: &Abbreviations) -> bool {
        let marks = &inner[self.at..self.closers];
        let rest = &inner[self.after..];
        if marks.is_empty() {
            return ends_line(&inner[self.at..self.after], rest);
        }
        if marks.contains(['。', '！', '？']) {
            return true;
        }
        let next = rest.trim_start();
        if next.is_empty() || next.len() == rest.len() {
            return false;
        }
        let gap = &rest[..rest.len() - next.len()];
        if gap.contains('\n') && (is_bullet(next) || gap.matches('\n').count() > 1) {
            return true;
        }
        if continues(next) {
            return false;
        }
        match marks {
            "." => self.full_stop_ends(inner, next, abbreviations),
            _ if marks.contains(['!', '?']) => {
                !(self.after > self.closers && is_attribution(next, abbreviations))
            }
            _ => true,
        }
    }

    fn full_stop_ends(&self, inner: &str, next: &str, abbreviations: &Abbreviations) -> bool {
        let before = &inner[self.from..self.at];
        let run = before.rsplit(char::is_whitespace).next().unwrap_or(before);
        let word = run.rsplit(['-', '/', '(', '[', '"', '“', '‘', '\'', '’', '—', '–']).next().unwrap_or(run);
        let first = before.trim_start().len() == run.len();
        let lower = word.to_lowercase();
        if first && is_list_mark(run) {
            return false;
        }
        if abbreviations.titles.contains(lower.as_str()) {
            return false;
        }
        if abbreviations.never_final.contains(lower.as_str()) {
            // "No." and "Art." are words too, unless a number follows.
            return lower.len() <= 2 && !next.starts_with(|c: char| c.is_ascii_digit()) && lower == "no";
        }
        if abbreviations.may_end.contains(lower.as_str()) || is_initial(word) || has_inner_stops(word) {
            return starts_sentence(next, abbreviations);
        }
        true
    }
}

/// A line ends a sentence where an item of a list follows, or an empty line.
fn ends_line(gap: &str, next: &str) -> bool {
    is_bullet(next) || gap.matches('\n').count() > 1
}

fn is_bullet(next: &str) -> bool {
    let mut letters = next.chars();
    let first = letters.next();
    let spaced = letters.next().is_some_and(char::is_whitespace);
    match first {
        Some('•' | '◦' | '▪' | '·' | '‣') => true,
        Some('-' | '*' | '–' | '—') => spaced,
        Some('0'..='9') => {
            let rest = next.trim_start_matches(|c: char| c.is_ascii_digit());
            next.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}

/// Does what follows belong to the sentence before it? Small letters do.
fn continues(next: &str) -> bool {
    let word = next.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '«']);
    let Some(first) = word.chars().next() else {
        return true;
    };
    // "iPhone" and "eBay" begin sentences too.
    let brand = word.chars().nth(1).is_some_and(char::is_uppercase);
    (first.is_lowercase() && !brand) || matches!(first, ',' | ';' | ':' | ')' | '%' | '&')
}

/// "1." or "(a)." at the start of a sentence numbers an item.
fn is_list_mark(run: &str) -> bool {
    let mark = run.trim_start_matches(['(', '[']);
    let digits = !mark.is_empty() && mark.len() <= 3 && mark.chars().all(|c| c.is_ascii_digit() || c == '.');
    let letter = mark.chars().count() == 1 && mark.chars().all(char::is_alphabetic);
    digits
        || letter
        || (!mark.is_empty() && mark.len() <= 4 && mark.chars().all(|c| matches!(c, 'I' | 'V' | 'X')))
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && word != "I"
}

/// "U.S", "p.m", "Ph.D": short parts between full stops.
fn has_inner_stops(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// Does the text begin with a word that begins sentences rather than names?
fn starts_sentence(next: &str, abbreviations: &Abbreviations) -> bool {
    if next.starts_with(['"', '“', '‘', '•']) {
        return true;
    }
    let end = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
    abbreviations.starters.contains(next[..end].to_lowercase().as_str())
}

/// "..." Smith said: the clause of saying continues the sentence.
fn is_attribution(next: &str, abbreviations: &Abbreviations) -> bool {
    let end = next.find([',', '"', '“', '!', '?', ';']).unwrap_or(next.len());
    let mut words = next[..end].split_whitespace().take(5);
    words.any(|word| abbreviations.saying.contains(word.trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Traps {
        trap: Vec<Trap>,
    }

    #[derive(Deserialize)]
    struct Trap {
        text: String,
        sentences: Vec<String>,
    }

    fn split(text: &str, abbreviations: &Abbreviations) -> Vec<String> {
        let mut out = Vec::new();
        sentences(text, Span::new(0, text.len() as u32), abbreviations, &mut out);
        out.iter().map(|span| span.of(text).to_string()).collect()
    }

    #[test]
    fn traps_are_avoided() {
        let list = include_str!("../../tests/data/sentence-traps.toml");
        let traps: Traps = toml::from_str(list).expect("the list of traps is TOML");
        let abbreviations = Abbreviations::builtin().expect("the built-in lists load");
        // In a literal string of the list `\n` stands for a line break.
        let broken = |text: &String| text.replace("\\n", "\n");
        let missed: Vec<&str> = traps
            .trap
            .iter()
            .filter(|trap| {
                let expected: Vec<String> = trap.sentences.iter().map(broken).collect();
                split(&broken(&trap.text), &abbreviations) != expected
            })
            .map(|trap| trap.text.as_str())
            .collect();
        assert!(missed.len() * 100 <= traps.trap.len() * 3, "{} missed: {missed:#?}", missed.len());
    }

    #[test]
    fn any_text_keeps_its_words() {
        let abbreviations = Abbreviations::builtin().expect("the built-in lists load");
        for text in
            ["", " ", ".", "...", "\u{301}.", "日本。東京", "a. b. c.", "\"(\u{2026}", "Mr.", "\n\n.\n"]
        {
            let kept: String = split(text, &abbreviations).concat();
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(letters(&kept), letters(text), "{text:?}");
        }
    }
}
