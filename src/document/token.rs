//! Where are the words? Tokens of one sentence, by the conventions of the
//! English UD treebanks.
//!
//! In: the document's text, the span of a sentence, and atoms: spans (names,
//! quoted titles) that stay whole. Out: [`Token`]s in order, with byte offsets
//! into the document's text.
//!
//! ```ignore
//! // "Assad's U.S.-made F-16s can't fly." ->
//! // Assad 's U.S. - made F - 16s ca n't fly .
//! ```
//!
//! Does not correct, lower-case or merge anything: the spans, read in order,
//! hold every character of the sentence but its white space.

use crate::span::Span;

/// One word, mark or atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
}

/// Endings that are words of their own after an apostrophe.
const CLITICS: [&str; 6] = ["s", "m", "d", "ll", "re", "ve"];
/// Words of two words, with the length of the first.
const FUSED: [(&str, usize); 4] = [("cannot", 3), ("gonna", 3), ("gotta", 3), ("wanna", 3)];
/// Beginnings that keep their hyphen: "non-proliferation" is one word.
const PREFIXES: [&str; 28] = [
    "anti", "arch", "bi", "co", "counter", "cross", "de", "e", "ex", "inter", "intra", "mega", "micro",
    "mid", "mini", "multi", "neo", "non", "over", "post", "pre", "pro", "pseudo", "re", "semi", "sub",
    "ultra", "un",
];
/// Units that stick to their number.
const UNITS: [&str; 10] = ["am", "pm", "a.m", "p.m", "km", "kg", "cm", "mm", "mph", "lbs"];

/// Appends the tokens of one sentence to `out`.
///
/// `atoms` are sorted and disjoint; an atom that is not wholly inside the
/// sentence is left out of account.
///
/// # Complexity
///
/// Linear in the sentence's bytes.
pub(crate) fn tokens(text: &str, sentence: Span, atoms: &[Span], out: &mut Vec<Token>) {
    let end = (sentence.end as usize).min(text.len());
    let mut at = sentence.start as usize;
    let last_word = text
        .get(at..end)
        .and_then(|sentence| sentence.rfind(char::is_alphanumeric))
        .map_or(at, |found| at + found);
    let mut atoms = &atoms[atoms.partition_point(|atom| (atom.start as usize) < at)..];
    while let Some(rest) = text.get(at..end) {
        let Some(skipped) = rest.find(|c: char| !c.is_whitespace()) else {
            break;
        };
        at += skipped;
        while atoms.first().is_some_and(|atom| (atom.start as usize) < at) {
            atoms = &atoms[1..];
        }
        let limit = match atoms.first() {
            Some(atom) if atom.start as usize == at && atom.end as usize <= end && atom.end > atom.start => {
                out.push(Token { span: *atom });
                at = atom.end as usize;
                continue;
            }
            Some(atom) => (atom.start as usize).clamp(at + 1, end),
            None => end,
        };
        let chunk = text.get(at..limit).unwrap_or(&text[at..end]);
        let length = chunk.find(char::is_whitespace).unwrap_or(chunk.len());
        split_chunk(&chunk[..length], at, at + length > last_word, out);
        at += length;
    }
}

fn push(start: usize, length: usize, out: &mut Vec<Token>) {
    if length > 0 {
        out.push(Token { span: Span { start: start as u32, end: (start + length) as u32 } });
    }
}

/// Splits text without white space; `last` says that only marks may follow.
fn split_chunk(chunk: &str, start: usize, last: bool, out: &mut Vec<Token>) {
    let opened = opening_length(chunk, start, out);
    let rest = &chunk[opened..];
    let start = start + opened;
    let core = core_length(rest, last);
    split_core(&rest[..core], start, out);
    split_marks(&rest[core..], start + core, out);
}

/// Pushes the marks that a chunk begins with, and says how long they are.
fn opening_length(chunk: &str, start: usize, out: &mut Vec<Token>) -> usize {
    let mut at = 0;
    while let Some(first) = chunk[at..].chars().next() {
        let rest = &chunk[at..];
        let length = match first {
            '"' | '“' | '”' | '„' | '«' | '»' | '(' | '[' | '{' | '<' | '£' | '€' | '¥' | '*' | '•' | '¿'
            | '¡' | '~' | '=' | '|' => first.len_utf8(),
            '$' => 1,
            '-' | '–' | '—' | '.' | '_' => run_length(rest, first),
            '\'' | '‘' | '’' | '`' if !begins_clitic(rest) => run_length(rest, first),
            _ => return at,
        };
        if first == '.' && length == 1 && rest.len() > 1 {
            return at;
        }
        push(start + at, length, out);
        at += length;
    }
    at
}

fn run_length(text: &str, mark: char) -> usize {
    text.find(|c| c != mark).unwrap_or(text.len())
}

/// Is it an ending that stands alone, as after an atom ("'s")?
fn begins_clitic(text: &str) -> bool {
    let ending = text.trim_start_matches(['\'', '’', '‘', '`']);
    let ending = ending.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '”']);
    CLITICS.iter().any(|clitic| ending.eq_ignore_ascii_case(clitic)) || ending.eq_ignore_ascii_case("em")
}

/// The length of a chunk without the marks at its end.
fn core_length(chunk: &str, last: bool) -> usize {
    let mut end = chunk.len();
    if is_address(chunk) {
        return chunk
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '”', '’', '\'', '>'])
            .len();
    }
    while let Some(mark) = chunk[..end].chars().next_back() {
        let before = end - mark.len_utf8();
        if mark == '.' && chunk[..before].ends_with('.') {
            end = chunk[..end].trim_end_matches('.').len();
            continue;
        }
        let closes = match mark {
            ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '>' | '"' | '”' | '“' | '»' | '%' | '…' | '*'
            | '|' => true,
            '-' | '–' | '—' | '_' | '=' | '~' => true,
            '\'' | '’' | '‘' | '`' => true,
            '$' | '€' | '£' => !chunk[..before].ends_with(char::is_alphabetic),
            '.' => {
                let quotes = ['"', '”', '’', '\'', ')', ']'];
                let outer = end == chunk.trim_end_matches(quotes).len();
                !keeps_stop(&chunk[..before], last && outer)
            }
            _ => false,
        };
        if !closes {
            break;
        }
        end = before;
    }
    end
}

/// Does the full stop after `word` belong to the word?
///
/// Within a sentence it does, for the splitter saw no end there; at the end only
/// where the word has inner stops ("U.S.", "p.m.").
fn keeps_stop(word: &str, last: bool) -> bool {
    let word = word.rsplit(['-', '/', '(', '"', '“', '\'', '’']).next().unwrap_or(word);
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    let inner = word.contains('.')
        && !word.contains("..")
        && word
            .split('.')
            .all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic));
    if last { inner } else { inner || (1..=6).contains(&letters) }
}

fn is_address(chunk: &str) -> bool {
    let lower =
        |prefix: &str| chunk.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    chunk.contains("://")
        || lower("www.")
        || (chunk.contains('@') && chunk.contains('.') && !chunk.starts_with('@'))
}

/// Marks at the end: runs of stops, exclamations and dashes are one token each.
fn split_marks(marks: &str, start: usize, out: &mut Vec<Token>) {
    let mut at = 0;
    while let Some(mark) = marks[at..].chars().next() {
        let rest = &marks[at..];
        let length = match mark {
            '.' | '-' | '–' | '—' | '_' | '=' | '*' | '~' => run_length(rest, mark),
            '!' | '?' => rest.find(|c| c != '!' && c != '?').unwrap_or(rest.len()),
            '\'' | '`' => run_length(rest, mark).min(2),
            _ => mark.len_utf8(),
        };
        push(start + at, length, out);
        at += length;
    }
}

/// Splits at dashes, slashes, hyphens, and marks within.
fn split_core(core: &str, start: usize, out: &mut Vec<Token>) {
    if is_address(core)
        || !core.contains(['-', '–', '—', '/', '.', '"', '“', '”', '(', ')', ',', ';', '$', '%', '…'])
    {
        return split_word(core, start, out);
    }
    let mut from = 0;
    let mut at = 0;
    while at < core.len() {
        let length = separator_length(core, from, at);
        if length > 0 && at + length <= core.len() {
            split_word(&core[from..at], start + from, out);
            push(start + at, length, out);
            at += length;
            from = at;
        } else {
            at += core[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    split_word(&core[from..], start + from, out);
}

/// The length of the separator at `at`, 0 for none; the piece begins at `from`.
fn separator_length(core: &str, from: usize, at: usize) -> usize {
    let (before, rest) = (&core[from..at], &core[at..]);
    let Some(mark) = rest.chars().next() else {
        return 0;
    };
    let after = &rest[mark.len_utf8()..];
    let letter = |text: &str| text.starts_with(char::is_alphabetic);
    match mark {
        '—' | '–' | '…' | '"' | '“' | '”' => mark.len_utf8(),
        '-' if rest.starts_with("--") => run_length(rest, '-'),
        '-' => usize::from(splits_at_hyphen(core, before, after)),
        '.' if rest.starts_with("..") => run_length(rest, '.'),
        '/' if letter(after) || before.ends_with(char::is_alphabetic) => 1,
        ',' | ';' if letter(after) && !before.is_empty() => 1,
        '(' | ')' if before.chars().nth(1).is_some() && after.chars().nth(2).is_some() => 1,
        '%' => 1,
        '$' if after.starts_with(|c: char| c.is_ascii_digit()) && before.is_empty() => 1,
        _ => 0,
    }
}

fn splits_at_hyphen(core: &str, before: &str, after: &str) -> bool {
    if before.is_empty() || !after.starts_with(char::is_alphanumeric) {
        return false;
    }
    let numeric = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '-' || c == '.');
    if core.len() <= 40 && numeric(core) && core.matches('-').count() > 1 {
        return false;
    }
    !PREFIXES.iter().any(|prefix| before.eq_ignore_ascii_case(prefix))
}

/// Splits clitics, fused words and units off one word.
fn split_word(word: &str, start: usize, out: &mut Vec<Token>) {
    if let Some(length) = currency_length(word) {
        push(start, length, out);
        return split_word(&word[length..], start + length, out);
    }
    let first = first_part(word);
    push(start, first, out);
    push(start + first, word.len() - first, out);
}

/// "US$5" begins with a sign of money of its own.
fn currency_length(word: &str) -> Option<usize> {
    let sign = word.find(['$', '€', '£'])?;
    let end = sign + word[sign..].chars().next()?.len_utf8();
    (sign > 0 && sign <= 3 && end < word.len()).then_some(end)
}

fn first_part(word: &str) -> usize {
    if let Some(fused) = FUSED.iter().find(|fused| word.eq_ignore_ascii_case(fused.0)) {
        return fused.1;
    }
    if let Some(length) = before_negation(word) {
        return length;
    }
    if let Some((at, mark)) = word.char_indices().rev().find(|(_, c)| matches!(c, '\'' | '’' | '`')) {
        let ending = &word[at + mark.len_utf8()..];
        if at > 0 && CLITICS.iter().any(|clitic| ending.eq_ignore_ascii_case(clitic)) {
            return at;
        }
    }
    before_unit(word).unwrap_or(word.len())
}

fn before_negation(word: &str) -> Option<usize> {
    let at = word
        .len()
        .checked_sub(3)
        .filter(|at| word.is_char_boundary(*at) && word[*at..].eq_ignore_ascii_case("n't"));
    let curly = || {
        word.len()
            .checked_sub(5)
            .filter(|at| word.is_char_boundary(*at) && word[*at..].eq_ignore_ascii_case("n’t"))
    };
    at.or_else(curly).filter(|at| *at > 0)
}

fn before_unit(word: &str) -> Option<usize> {
    let at = word.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.' && c != ',')?;
    let unit = word[at..].trim_end_matches('.');
    (at > 0 && UNITS.iter().any(|known| unit.eq_ignore_ascii_case(known))).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, atoms: &[Span]) -> String {
        let mut out = Vec::new();
        tokens(text, Span { start: 0, end: text.len() as u32 }, atoms, &mut out);
        let words: Vec<&str> =
            out.iter().map(|t| &text[t.span.start as usize..t.span.end as usize]).collect();
        words.join("|")
    }

    #[test]
    fn splits_by_the_treebanks_conventions() {
        for (text, expected) in [
            ("Arden's U.S.-made F-16s can't fly.", "Arden|'s|U.S.|-|made|F|-|16s|ca|n't|fly|."),
            ("It cost $4.5 million (3%).", "It|cost|$|4.5|million|(|3|%|)|."),
            ("US$5bn, he said...", "US$|5bn|,|he|said|..."),
            ("Gen. Roe left on Nov. 8.", "Gen.|Roe|left|on|Nov.|8|."),
            ("\"We cannot go,\" he said.", "\"|We|can|not|go|,|\"|he|said|."),
            ("He left the U.S.", "He|left|the|U.S."),
            ("non-proliferation and/or cross-border", "non-proliferation|and|/|or|cross-border"),
            ("The parents’ house—it’s big!", "The|parents|’|house|—|it|’s|big|!"),
            ("See https://example.org/a-b.html, please", "See|https://example.org/a-b.html|,|please"),
            ("at 5pm on 9/11", "at|5|pm|on|9/11"),
        ] {
            assert_eq!(split(text, &[]), expected, "{text}");
        }
    }

    #[test]
    fn keeps_atoms_whole() {
        let name = [Span { start: 0, end: 11 }];
        assert_eq!(split("Ana-Li Okoro's army", &name[..0]), "Ana|-|Li|Okoro|'s|army");
        assert_eq!(split("Ana Li-Roe.'s army", &name), "Ana Li-Roe.|'s|army");
    }

    #[test]
    fn bears_any_text() {
        for text in ["", " ", "'", "''", "n't", "-", "…", "\u{301}", "日本。", ".,", "$", "US$", "(('"] {
            split(text, &[]);
        }
    }
}
