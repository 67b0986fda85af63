//! Where in the text? Byte spans inside the program, code points at its doors.
//!
//! In: byte offsets into a document's text. Out: the same place counted in Unicode code points, which is what
//! every table holds. Does not know lines or columns.
//!
//! ```
//! use detente::{CodePoints, Span};
//! let text = "Süd-Korea met Japan";
//! let korea = Span::new(0, 10);
//! assert_eq!(korea.of(text), "Süd-Korea");
//! assert_eq!(CodePoints::new(text).span(korea), (0, 9));
//! ```

/// A byte range of a document's text; `end` is exclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end` (exclusive).
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The span of a `usize` range; texts are limited to 4 GiB by the reader.
    pub(crate) fn from_range(start: usize, end: usize) -> Self {
        Self { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end).unwrap_or(u32::MAX) }
    }

    /// The bytes of `text` that this span covers; empty when it does not lie on character boundaries of `text`.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(&self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// True when nothing is covered.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// True when `other` lies inside this span.
    #[must_use]
    pub const fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the two share at least one byte.
    #[must_use]
    pub const fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Distance in bytes between two counted places; a lookup walks at most this many bytes.
const STRIDE: usize = 128;

/// Turns byte offsets into code point offsets.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `i * STRIDE`; empty for ASCII text, where both counts agree.
    counted: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Counts `text` once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut counted = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for (at, byte) in text.bytes().enumerate() {
                if at % STRIDE == 0 {
                    counted.push(count);
                }
                count += u32::from(!is_continuation(byte));
            }
        }
        Self { text, counted }
    }

    /// Code points before byte `at`.
    #[must_use]
    pub fn at(&self, at: u32) -> u32 {
        let at = (at as usize).min(self.text.len());
        let Some(&before) = self.counted.get((at / STRIDE).min(self.counted.len().saturating_sub(1))) else {
            return u32::try_from(at).unwrap_or(u32::MAX);
        };
        let from = (at / STRIDE).min(self.counted.len() - 1) * STRIDE;
        let inside = self.text.as_bytes()[from..at].iter().filter(|b| !is_continuation(**b)).count();
        before + u32::try_from(inside).unwrap_or(u32::MAX)
    }

    /// Start and end of a span in code points.
    #[must_use]
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_chars_everywhere() {
        let text = "Ærø — ‘Süd-Korea’ и Россия, 東京 ".repeat(20);
        let points = CodePoints::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(u32::try_from(at).unwrap()), u32::try_from(count).unwrap());
        }
        assert_eq!(points.at(u32::MAX), u32::try_from(text.chars().count()).unwrap());
    }

    #[test]
    fn ascii_needs_no_table() {
        let points = CodePoints::new("plain");
        assert_eq!(points.span(Span::new(1, 3)), (1, 3));
    }
}
