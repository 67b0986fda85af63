//! Which lines belong together? Lines become paragraphs.
//!
//! In: a text as given. Out: the spans of its paragraphs, without the blanks around them. A blank line ends a
//! paragraph; so does any line end, unless the text was wrapped to a width: then a line that had no room for the next
//! word goes on in the next line. Does not know what a paragraph is for.
//!
//! ```text
//! Troops left the city on Monday after three |
//! weeks of talks, the ministry said.         |  one paragraph
//! A new line that starts after a short one   |  the next
//! ```

use crate::span::Span;

/// Widths between which texts are wrapped, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=100;

struct Line<'t> {
    start: usize,
    text: &'t str,
    width: usize,
    is_indented: bool,
    follows_blank: bool,
}

/// The paragraphs of `text` in order.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = wrap_width(&lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let span = Span::from_range(line.start, line.start + line.text.len());
        let goes_on = index.checked_sub(1).is_some_and(|before| goes_on(&lines[before], line, width));
        match paragraphs.last_mut() {
            Some(last) if goes_on => last.end = span.end,
            _ => paragraphs.push(span),
        }
    }
    paragraphs
}

/// The lines that are not blank.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut follows_blank = false;
    for line in text.split('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            follows_blank = true;
        } else {
            let indent = line.len() - line.trim_start().len();
            let width = trimmed.chars().count();
            lines.push(Line {
                start: start + indent,
                text: trimmed,
                width,
                is_indented: indent > 0,
                follows_blank,
            });
            follows_blank = false;
        }
        start += line.len() + 1;
    }
    lines
}

/// The width to which the text was wrapped, if it was: most lines that are followed at once by another have nearly
/// the same length, and most of them do not end a sentence.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let followed = || lines.windows(2).filter(|pair| !pair[1].follows_blank).map(|pair| &pair[0]);
    let mut widths: Vec<usize> = followed().map(|line| line.width).collect();
    widths.sort_unstable();
    let width = *widths.get(widths.len() * 9 / 10)?;
    let close = widths.iter().filter(|w| **w + 20 >= width).count();
    let open = followed().filter(|line| !ends_sentence(line.text)).count();
    let is_wrapped = WIDTHS.contains(&width) && close * 10 >= widths.len() * 6 && open * 2 >= widths.len();
    (is_wrapped && widths.len() > 1).then_some(width)
}

fn goes_on(line: &Line<'_>, next: &Line<'_>, width: Option<usize>) -> bool {
    if next.follows_blank {
        return false;
    }
    let open_end = line.text.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    if open_end && next.text.starts_with(char::is_lowercase) {
        return true;
    }
    let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    width.is_some_and(|width| line.width + 1 + word > width) && !next.is_indented
}

/// True when the text ends with a full stop, question or exclamation mark, also inside closing quotes and brackets.
/// An ellipsis does not count: it ends cut headlines.
pub(super) fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]*_".contains(c));
    end.ends_with(['.', '?', '!', '。']) && !end.ends_with("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        paragraphs(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn blank_lines_part() {
        assert_eq!(parts("\r\n One.\r\n\r\n\r\nTwo.\r\n"), ["One.", "Two."]);
        assert_eq!(parts("One.\nTwo."), ["One.", "Two."]);
        assert!(parts(" \n \n").is_empty());
    }

    #[test]
    fn wrapped_lines_join() {
        let text = "TALKS OPEN\nThe foreign ministers of Ghana and Togo opened talks on Monday\nabout their border after a week of delays that both sides blamed on\nthe weather. They plan to meet again.\nOn Tuesday the two presidents will join them in the capital, where a\nstatement is expected.\n";
        let found = parts(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[1].ends_with("meet again."));
    }

    #[test]
    fn one_sentence_a_line_stays_apart() {
        let text = "Ghana and Togo opened talks about their common border on Monday.\nThe two presidents met for an hour in the capital on Tuesday.\nBoth sides praised the meeting as frank and useful for the region.";
        assert_eq!(parts(text).len(), 3);
    }

    #[test]
    fn sentence_ends_hide_behind_quotes() {
        assert!(ends_sentence("“We will go on.”"));
        assert!(ends_sentence("(It did.)"));
        assert!(!ends_sentence("Girl who punched..."));
        assert!(!ends_sentence("Ministers meet in Accra"));
    }
}
