//! Which words of a sentence are capitalised, and what stands between them?
//!
//! In: a text and a sentence. Out: its words in order, each with the kind of gap before it. "U.S.", "al-Assad" and "L."
//! are single words; a possessive mark is not part of its word. Does not know what any word means.

use super::words::NameLists;
use crate::fold::fold;
use crate::span::Span;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gap {
    /// Nothing but blanks.
    Blank,
    /// A comma.
    Comma,
    /// An opening bracket.
    Bracket,
    /// Anything else, or the sentence begins.
    Break,
}

/// A word of a sentence.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    /// The folded word without a final stop.
    pub(super) folded: String,
    pub(super) gap: Gap,
    /// A possessive mark follows.
    pub(super) possessive: bool,
    /// It begins with a capital, as names do ("Assad", "al-Assad").
    pub(super) capital: bool,
}

impl Word<'_> {
    /// "UN", "SSANU", "PML-N".
    pub(super) fn is_acronym(&self) -> bool {
        let capitals = self.text.chars().filter(|c| c.is_uppercase()).count();
        let others = self.text.chars().filter(|c| c.is_lowercase()).count();
        (2..=9).contains(&capitals) && others == 0
    }

    /// "L.", "J.B.", "W".
    pub(super) fn is_initial(&self) -> bool {
        let letters = || self.text.chars().filter(|c| c.is_alphabetic());
        letters().all(char::is_uppercase)
            && (letters().count() == 1 || letters().count() < 4 && self.text.ends_with('.'))
    }
}

/// The words of a sentence.
pub(super) fn words<'t>(text: &'t str, sentence: Span, lists: &NameLists) -> Vec<Word<'t>> {
    let mut words: Vec<Word<'t>> = Vec::new();
    let mut gap = Gap::Break;
    let mut at = sentence.start as usize;
    let end = sentence.end as usize;
    while at < end {
        let rest = &text[at..end];
        let length = word_length(rest);
        if length == 0 {
            let Some(c) = rest.chars().next() else { break };
            gap = wider(gap, c);
            at += c.len_utf8();
            continue;
        }
        let word = word(text, at, length, gap, lists);
        at = word.span.end as usize;
        gap = Gap::Blank;
        if word.possessive {
            at += text[at..end].chars().take(2).take_while(|c| *c != ' ').map(char::len_utf8).sum::<usize>();
        }
        words.push(word);
    }
    words
}

fn wider(gap: Gap, c: char) -> Gap {
    match (gap, c) {
        (gap, c) if c.is_whitespace() || is_invisible(c) => gap,
        (Gap::Blank, ',') => Gap::Comma,
        (Gap::Blank | Gap::Bracket, '(') => Gap::Bracket,
        _ => Gap::Break,
    }
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..'\u{370}').contains(&c)
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Bytes of the word that `rest` begins with; 0 when it begins with something else.
fn word_length(rest: &str) -> usize {
    let mut length = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, '-' | '.' | '&' | '\u{2010}'..='\u{2011}') || is_apostrophe(c);
        let goes_on = chars.peek().is_some_and(|(_, next)| is_letter(*next));
        if is_letter(c) || inner && at > 0 && goes_on {
            length = at + c.len_utf8();
        } else {
            break;
        }
    }
    if rest.starts_with('&') { 1 } else { length }
}

fn word<'t>(text: &'t str, at: usize, length: usize, gap: Gap, lists: &NameLists) -> Word<'t> {
    let whole = &text[at..at + length];
    let bare = ["'s", "\u{2019}s"].iter().find_map(|s| whole.strip_suffix(s)).filter(|b| !b.is_empty());
    let follows = text[at + length..].chars().next();
    let plural_mark = whole.ends_with('s') && follows.is_some_and(is_apostrophe);
    let mut shown = bare.unwrap_or(whole);
    let folded = folded_word(shown);
    let one_letter = shown.chars().count() == 1 && shown.chars().all(char::is_uppercase);
    if let Some((name, tail)) = shown.rsplit_once('-')
        && lists.hyphen_tails.contains(tail)
    {
        shown = name;
    }
    let folded = if shown.len() < folded.len() { folded_word(shown) } else { folded };
    let takes_stop = one_letter || shown.contains('.') || lists.dotted.contains(&folded);
    if follows == Some('.') && bare.is_none() && takes_stop {
        shown = &text[at..at + length + 1];
    }
    Word {
        text: shown,
        span: Span::from_range(at, at + shown.len()),
        folded,
        gap,
        possessive: bare.is_some() || plural_mark,
        capital: is_capital(shown),
    }
}

/// Most words are ASCII, and then small letters are all that folding does.
fn folded_word(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { fold(word) }
}

/// A capital first, or after an Arabic article: "al-Assad", "d'Estaing".
fn is_capital(word: &str) -> bool {
    let first = |part: &str| part.chars().next().is_some_and(char::is_uppercase);
    first(word)
        || word
            .split_once(['-', '\'', '\u{2019}'])
            .is_some_and(|(article, name)| article.len() < 4 && first(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::ReferenceWords;

    #[test]
    fn words_know_their_gaps() {
        let lists = ReferenceWords::builtin().unwrap().names.lists;
        let text = "St. Mary's (SMU), J. B. Okello and the U.S. Workers' Union met al-Amin.";
        let all = words(text, Span::from_range(0, text.len()), &lists);
        let shown: Vec<&str> = all.iter().map(|w| w.text).collect();
        assert_eq!(
            shown,
            [
                "St.", "Mary", "SMU", "J.", "B.", "Okello", "and", "the", "U.S.", "Workers", "Union", "met",
                "al-Amin"
            ]
        );
        assert!(all[1].possessive && all[9].possessive && !all[5].possessive);
        assert_eq!((all[2].gap, all[3].gap, all[4].gap), (Gap::Bracket, Gap::Break, Gap::Blank));
        assert!(all[12].capital && all[2].is_acronym() && all[3].is_initial());
    }
}
