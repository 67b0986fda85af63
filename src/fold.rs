//! How are two spellings of a name compared? Lower case, no diacritics, one kind of space, hyphen and apostrophe.
//!
//! In: text as given. Out: folded text with a map back to the bytes of the original. Folding never joins or splits
//! words, except that a run of blanks (also a single line break) becomes one space, so that names broken over two
//! lines are found. A paragraph break stays a break.

use crate::span::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folded text and the way back.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    pub(crate) text: String,
    /// For each folded byte, the byte of the original that it came from; one more at the end.
    origin: Vec<u32>,
}

impl Folded {
    /// Folds `original`.
    pub(crate) fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            origin: Vec::with_capacity(original.len() + 1),
        };
        let mut chars = original.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() {
                let mut breaks = usize::from(c == '\n');
                while let Some((_, next)) = chars.next_if(|(_, n)| n.is_whitespace()) {
                    breaks += usize::from(next == '\n');
                }
                folded.push(if breaks > 1 { '\n' } else { ' ' }, at);
            } else {
                fold_char(c, |f| folded.push(f, at));
            }
        }
        folded.origin.push(u32::try_from(original.len()).unwrap_or(u32::MAX));
        folded
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        for _ in 0..c.len_utf8() {
            self.origin.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }

    /// The span of the original that a folded range came from.
    pub(crate) fn original(&self, start: usize, end: usize, text: &str) -> Span {
        let first = self.origin[start];
        let mut last = self.origin[end];
        // A folded run of blanks or a stripped mark belongs to what follows; do not reach into it.
        while last > first && text.as_bytes()[last as usize - 1].is_ascii_whitespace() {
            last -= 1;
        }
        Span::new(first, last)
    }
}

/// Folds a short text such as a name.
pub(crate) fn fold(text: &str) -> String {
    Folded::new(text.trim()).text
}

/// Folds marks and punctuation but keeps letter case.
pub(crate) fn fold_keeping_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) {
            out.push(' ');
        }
        let upper = c.is_uppercase();
        fold_char(c, |f| if upper { out.extend(f.to_uppercase()) } else { out.push(f) });
    }
    out
}

fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        push(c.to_ascii_lowercase());
        return;
    }
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02BB}' | '\u{0060}' | '\u{00B4}' => push('\''),
        '\u{2010}'..='\u{2012}' => push('-'),
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => {}
        'ø' | 'Ø' => push('o'),
        'ł' | 'Ł' => push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => push('d'),
        'ı' => push('i'),
        'ß' => ['s', 's'].into_iter().for_each(push),
        'æ' | 'Æ' => ['a', 'e'].into_iter().for_each(push),
        'œ' | 'Œ' => ['o', 'e'].into_iter().for_each(push),
        'þ' | 'Þ' => ['t', 'h'].into_iter().for_each(push),
        _ => std::iter::once(c)
            .nfd()
            .filter(|d| !is_combining_mark(*d))
            .flat_map(char::to_lowercase)
            .for_each(push),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_marks_and_blanks() {
        assert_eq!(fold("Recep Tayyip  ERDOĞAN"), "recep tayyip erdogan");
        assert_eq!(fold("Côte d\u{2019}Ivoire"), "cote d'ivoire");
        assert_eq!(fold("Łódź"), "lodz");
    }

    #[test]
    fn leads_back_to_the_original() {
        let text = "in São\nTomé, today";
        let folded = Folded::new(text);
        let at = folded.text.find("sao tome").unwrap();
        assert_eq!(folded.original(at, at + "sao tome".len(), text).of(text), "São\nTomé");
    }

    #[test]
    fn a_paragraph_break_stays() {
        assert_eq!(fold("Sri\n\nLanka"), "sri\nlanka");
    }
}
