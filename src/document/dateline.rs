//! Where and when was it written, as the head of the text says? Datelines and date lines.
//!
//! In: one paragraph and the word lists. Out: how much of it is dateline, the place that it names, and the parts of a
//! date that it gives. The general shape decides: places in capitals, dates, an agency in brackets or slashes, then a
//! dash, a colon or nothing more. Does not guess a missing year and does not look places up.
//!
//! ```text
//! PORT-AU-PRINCE, Haiti, Oct 15 (Agency) - The ...
//! ^place          ^place ^date   ^agency ^ sentences begin after the dash
//! ```

use crate::date::PartialDate;
use crate::language::Language;
use std::ops::Range;

/// The parts of a date that a line gives; one line rarely gives all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct HeadDate {
    pub(super) year: Option<i16>,
    month: Option<u8>,
    day: Option<u8>,
    /// A weekday or clock time without a date still makes a date line.
    has_time: bool,
}

impl HeadDate {
    /// The date, if the year and at least the month are known here or `year` helps out.
    pub(super) fn date(self, year: Option<i16>) -> Option<PartialDate> {
        let (year, month) = (self.year.or(year)?, self.month?);
        match self.day {
            Some(day) => PartialDate::day(year, month, day),
            None => PartialDate::month(year, month),
        }
    }

    fn is_empty(self) -> bool {
        self == Self::default()
    }

    fn has_month(self) -> bool {
        self.month.is_some()
    }

    fn and(self, other: Self) -> Self {
        Self {
            year: self.year.or(other.year),
            month: self.month.or(other.month),
            day: self.day.or(other.day),
            has_time: self.has_time || other.has_time,
        }
    }
}

/// A dateline at the start of a paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Dateline {
    /// Bytes up to the first sentence.
    pub(super) length: usize,
    /// The place or places that it names.
    pub(super) place: Option<Range<usize>>,
    pub(super) date: HeadDate,
}

/// The dateline before the first sentence of `paragraph`. Without a date or an agency only a place in capitals
/// counts, and a place and its country when this `is_first` paragraph of running text.
pub(super) fn prefix(paragraph: &str, is_first: bool, language: &Language) -> Option<Dateline> {
    let mut found: Option<Dateline> = None;
    // "PARIS - (Agency) - The" holds two.
    for _ in 0..3 {
        let from = found.as_ref().map_or(0, |dateline| dateline.length);
        let Some(next) = one_prefix(&paragraph[from..], is_first, language) else { break };
        let place = next.place.map(|place| place.start + from..place.end + from);
        let (before, date) =
            found.map_or((None, HeadDate::default()), |dateline| (dateline.place, dateline.date));
        found =
            Some(Dateline { length: from + next.length, place: before.or(place), date: date.and(next.date) });
    }
    found
}

/// The dateline that a whole paragraph is: a place with a date or an agency, and nothing after it.
pub(super) fn whole(paragraph: &str, language: &Language) -> Option<Dateline> {
    let head = paragraph.trim_end_matches(|c: char| c.is_whitespace() || ".:-–—_".contains(c));
    let parts = head_parts(head, language)?;
    let is_dateline = !parts.places.is_empty() && (parts.date.has_month() || parts.agency > Agency::None);
    is_dateline.then(|| Dateline { length: paragraph.len(), place: parts.place(), date: parts.date })
}

/// The date that a line consists of: "October 15, 2016", "Published: 2016-10-15 03:01 GMT", "6:01 P.M.".
pub(super) fn date_line(paragraph: &str, language: &Language) -> Option<HeadDate> {
    let separators = |c: char| c.is_whitespace() || ",|·•–—;()".contains(c);
    let words: Vec<&str> = paragraph.split(separators).filter(|word| !word.is_empty()).collect();
    if words.len() > 16 {
        return None;
    }
    let is_frame =
        |word: &str| language.layout.is_agency_word(word) || word.trim_matches(['-', ':', '/']).is_empty();
    let mut date = HeadDate::default();
    for word in words {
        match date_word(word, date, language) {
            Some(next) => date = next,
            None if is_frame(word) => {}
            None => return None,
        }
    }
    (date.has_month() || date.has_time).then_some(date)
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Agency {
    None,
    /// In brackets or slashes, but in no list.
    Guessed,
    Known,
}

/// What stands before the first sentence, piece by piece.
#[derive(Debug)]
struct HeadParts {
    places: Vec<Range<usize>>,
    is_capital: bool,
    agency: Agency,
    date: HeadDate,
}

impl HeadParts {
    fn place(&self) -> Option<Range<usize>> {
        Some(self.places.first()?.start..self.places.last()?.end)
    }
}

/// The longest dateline that is looked for, in bytes.
const REACH: usize = 160;

fn one_prefix(paragraph: &str, is_first: bool, language: &Language) -> Option<Dateline> {
    if !paragraph.starts_with(|c: char| c.is_uppercase() || c == '(' || c == '/' || c.is_ascii_digit()) {
        return None;
    }
    separators(paragraph).take(6).find_map(|(mark, range)| {
        let parts = head_parts(&paragraph[..range.start], language)?;
        let rest = paragraph[range.end..].trim_start();
        let opens =
            rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"'“‘«([/".contains(c));
        (opens && is_dateline(&parts, mark, is_first)).then(|| Dateline {
            length: paragraph.len() - rest.len(),
            place: parts.place(),
            date: parts.date,
        })
    })
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    /// A dash with blanks around it, or an em or en dash.
    Dash,
    Colon,
    /// The closing bracket or slash of an agency, with or without a full stop.
    Bracket,
}

/// Where the dateline could end.
fn separators(paragraph: &str) -> impl Iterator<Item = (Mark, Range<usize>)> {
    let reach = paragraph.char_indices().take_while(|(at, _)| *at < REACH);
    reach.filter_map(|(at, c)| {
        let after = &paragraph[at + c.len_utf8()..];
        let is_spaced =
            paragraph[..at].ends_with([' ', ')', '.', '/', '\n']) && after.starts_with([' ', '-']);
        match c {
            '—' | '–' => Some((Mark::Dash, at..at + c.len_utf8())),
            '-' | '_' if is_spaced => {
                Some((Mark::Dash, at..paragraph.len() - after.trim_start_matches(['-', '_']).len()))
            }
            ':' if after.starts_with(' ') => Some((Mark::Colon, at..at + 1)),
            ')' | '/' => {
                let end = paragraph.len() - after.trim_start_matches('.').len();
                after.trim_start_matches('.').starts_with(' ').then_some((Mark::Bracket, at + 1..end))
            }
            _ => None,
        }
    })
}

fn is_dateline(parts: &HeadParts, mark: Mark, is_first: bool) -> bool {
    let has_place = !parts.places.is_empty();
    match mark {
        Mark::Bracket => parts.agency == Agency::Known,
        _ if parts.agency == Agency::Known => mark == Mark::Dash || has_place,
        _ if has_place && parts.date.has_month() => true,
        Mark::Dash if has_place && parts.agency == Agency::Guessed => true,
        Mark::Dash if has_place && parts.is_capital => true,
        Mark::Dash => is_first && parts.places.len() == 2,
        Mark::Colon => is_first && parts.is_capital && parts.places.len() == 1,
    }
}

/// Reads every piece of a possible dateline; `None` when one is neither place nor date nor agency.
fn head_parts(head: &str, language: &Language) -> Option<HeadParts> {
    let mut parts =
        HeadParts { places: Vec::new(), is_capital: false, agency: Agency::None, date: HeadDate::default() };
    for (piece, is_bracketed) in pieces(head) {
        read_piece(head, piece, is_bracketed, &mut parts, language)?;
    }
    let is_something = !parts.places.is_empty() || parts.agency > Agency::None;
    is_something.then_some(parts)
}

fn read_piece(
    head: &str,
    piece: Range<usize>,
    is_bracketed: bool,
    parts: &mut HeadParts,
    language: &Language,
) -> Option<()> {
    let text = &head[piece.clone()];
    if let Some(date) = date_of(text, parts.date, language) {
        parts.date = date;
    } else if is_agency(text, language) {
        parts.agency = Agency::Known;
    } else if is_bracketed && is_place(text, language) {
        parts.agency = parts.agency.max(Agency::Guessed);
    } else if is_place(text, language) {
        parts.is_capital |= parts.places.is_empty() && is_capital(text);
        parts.places.push(piece);
    } else if let Some(stop) = text.rfind(". ") {
        // "MOSCOW. Oct 15": a full stop for the comma.
        read_piece(head, piece.start..piece.start + stop, is_bracketed, parts, language)?;
        let rest = text[stop + 1..].trim_start();
        read_piece(head, piece.end - rest.len()..piece.end, is_bracketed, parts, language)?;
    } else {
        return None;
    }
    Some(())
}

/// The pieces between commas, brackets and slashes, trimmed, and whether each stands in brackets or slashes.
fn pieces(head: &str) -> Vec<(Range<usize>, bool)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut is_bracketed = false;
    for (at, c) in head.char_indices().chain([(head.len(), ',')]) {
        let in_number = c == '/' && head[..at].ends_with(|c: char| c.is_ascii_digit());
        if !",()/|".contains(c) || in_number {
            continue;
        }
        let blank = |c: char| c.is_whitespace() || ".-–—_".contains(c);
        let text = &head[start..at];
        let lead = text.len() - text.trim_start_matches(blank).len();
        // The full stop of an abbreviation is part of a place ("Mich.").
        let length = text
            .trim_start_matches(blank)
            .trim_end_matches(|c: char| c.is_whitespace() || "-–—_".contains(c))
            .len();
        if length > 0 {
            pieces.push((start + lead..start + lead + length, is_bracketed));
        }
        is_bracketed = c == '(' || (c == '/' && !is_bracketed);
        start = at + c.len_utf8();
    }
    pieces
}

fn is_agency(text: &str, language: &Language) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    language.layout.is_agency(text)
        || (language.layout.ends_agency(last)
            && text.split_whitespace().count() > 1
            && text.split_whitespace().all(|word| word.starts_with(char::is_uppercase) && is_capital(word)))
}

fn is_place(text: &str, language: &Language) -> bool {
    let words = || text.split_whitespace();
    let is_word = |word: &str| {
        let is_name = word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || "-.'’‘`".contains(c))
            && !language.layout.is_never_place(word)
            && language.calendar.weekday(word).is_none();
        is_name || (word.starts_with(char::is_lowercase) && language.layout.is_place_particle(word))
    };
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.starts_with(char::is_uppercase) && letters > 2 && words().count() <= 5 && words().all(is_word)
}

fn is_capital(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// `text` as a date, read into what is known; `None` when one of its words has nothing to do with dates.
fn date_of(text: &str, known: HeadDate, language: &Language) -> Option<HeadDate> {
    let read = text.split_whitespace().try_fold(known, |date, word| date_word(word, date, language))?;
    (read != known || !known.is_empty()).then_some(read)
}

fn date_word(word: &str, known: HeadDate, language: &Language) -> Option<HeadDate> {
    let word = word.trim_matches([',', '.', ':', ';', '[', ']']);
    if let Some(month) = language.calendar.month(word) {
        return known.month.is_none_or(|m| m == month).then_some(HeadDate { month: Some(month), ..known });
    }
    if language.calendar.weekday(word).is_some() {
        return Some(HeadDate { has_time: true, ..known });
    }
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return language.layout.is_date_word(word).then_some(known);
    }
    number_word(word, known, language)
}

/// A word that begins with a digit: a day, a year, a whole date or a clock time.
fn number_word(word: &str, known: HeadDate, language: &Language) -> Option<HeadDate> {
    if let Some(date) = numeric_date(word) {
        return Some(known.and(date));
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = word.split_at(digits);
    let number: i16 = number.parse().ok()?;
    let is_ordinal =
        rest.is_empty() || ["st", "nd", "rd", "th"].contains(&rest.to_ascii_lowercase().as_str());
    if is_clock(rest) || language.layout.is_date_word(rest) {
        Some(HeadDate { has_time: true, ..known })
    } else if (1900..2100).contains(&number) && rest.is_empty() {
        Some(HeadDate { year: known.year.or(Some(number)), ..known })
    } else if (1..=31).contains(&number) && is_ordinal {
        Some(HeadDate { day: known.day.or(u8::try_from(number).ok()), ..known })
    } else if digits == 4 && rest.is_empty() && number < 2400 {
        Some(HeadDate { has_time: true, ..known })
    } else {
        None
    }
}

/// True for what follows the hour: ":30", ".30", ":30pm".
fn is_clock(rest: &str) -> bool {
    rest.starts_with(':')
        || (rest.starts_with('.') && rest.len() == 3 && rest.bytes().skip(1).all(|b| b.is_ascii_digit()))
}

/// "2016-10-15", also with a clock time joined to it, "15.10.2016", and "15/10/2016" where only one reading exists.
fn numeric_date(word: &str) -> Option<HeadDate> {
    let day = word.split(['T', 't']).next().unwrap_or(word);
    let parts: Vec<&str> = day.split(['-', '.', '/']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<u8>().ok();
    let (year, month, day) = if first.len() == 4 {
        (first, number(second)?, number(third)?)
    } else if day.contains('/') {
        match (number(first)?, number(second)?) {
            (a, b) if a > 12 || a == b => (third, b, a),
            (a, b) if b > 12 => (third, a, b),
            _ => return None,
        }
    } else {
        (third, number(second)?, number(first)?)
    };
    let year: i16 = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
    PartialDate::day(year, month, day)?;
    Some(HeadDate { year: Some(year), month: Some(month), day: Some(day), has_time: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Language {
        Language::english().unwrap()
    }

    /// Place, date in `2016`, and what is left.
    fn split(text: &str) -> (String, String, &str) {
        let Some(found) = prefix(text, true, &english()) else { return (String::new(), String::new(), text) };
        let place = found.place.map_or(String::new(), |place| text[place].to_owned());
        (
            place,
            found.date.date(Some(2016)).map_or(String::new(), |date| date.to_string()),
            &text[found.length..],
        )
    }

    #[test]
    fn agencies_in_their_styles() {
        for (text, place, date) in [
            ("GENEVA, Oct 15 (Reuters) - He left.", "GENEVA", "2016-10-15"),
            ("BAGHDAD (AP) — He left.", "BAGHDAD", ""),
            ("BAGHDAD ( Reuters ) - He left.", "BAGHDAD", ""),
            ("Beijing, July 3 (Xinhua) -- He left.", "Beijing", "2016-07-03"),
            ("KUWAIT CITY, July 25: He left.", "KUWAIT CITY", "2016-07-25"),
            ("USPA NEWS - He left.", "", ""),
            ("MOSCOW, October 15. /TASS/. He left.", "MOSCOW", "2016-10-15"),
            ("MOSCOW. Oct 15 (Interfax) - He left.", "MOSCOW", "2016-10-15"),
            ("ST. PAUL, Minn. (AP) _ He left.", "ST. PAUL, Minn.", ""),
            ("RIO DE JANEIRO, 3 March 2015 (AFP) – He left.", "RIO DE JANEIRO", "2015-03-03"),
            ("Kyiv, Ukraine – He left.", "Kyiv, Ukraine", ""),
            ("BEIJING — He left.", "BEIJING", ""),
            ("ISLAMABAD: He left.", "ISLAMABAD", ""),
            ("Pyongyang, October 15 (KCNA) -- He left.", "Pyongyang", "2016-10-15"),
            ("PARIS — (AFP) - He left.", "PARIS", ""),
            ("(Reuters) - He left.", "", ""),
        ] {
            assert_eq!(split(text), (place.to_owned(), date.to_owned(), "He left."), "{text}");
        }
    }

    #[test]
    fn sentences_that_only_look_like_datelines() {
        for text in [
            "THE PRESIDENT: Well, thank you.",
            "FILE - In this photo he smiles.",
            "Merkel – Germany's chancellor – agreed.",
            "On Friday, Oct 5 - The day of the vote - he left.",
            "France (Paris) said no.",
            "The minister said: We agree.",
            "UPDATE: He left.",
            "MODERATOR: Hello.",
        ] {
            assert_eq!(split(text).2, text);
        }
    }

    #[test]
    fn a_whole_line_may_be_a_dateline() {
        let text = "GRAZ, AUSTRIA, 07.03.2014, 22:15 Time";
        let found = whole(text, &english()).unwrap();
        assert_eq!(found.date.date(None).unwrap().to_string(), "2014-03-07");
        assert_eq!(&text[found.place.unwrap()], "GRAZ, AUSTRIA");
        assert_eq!(whole("Choibalsan/MONTSAME/.", &english()).unwrap().length, 21);
        assert_eq!(whole("WORLD NEWS", &english()), None);
        assert_eq!(whole("Ministers Meet In Accra", &english()), None);
    }

    #[test]
    fn date_lines() {
        let english = english();
        for (text, date) in [
            ("October 15, 2016", "2016-10-15"),
            ("Published: 2016-10-15 03:01 GMT", "2016-10-15"),
            ("Xinhua | Updated: 2016-10-15 07:42", "2016-10-15"),
            ("Saturday 15 October 2016 10.12 BST", "2016-10-15"),
            ("Last updated on Oct. 15, 2016 at 4:15 p.m. ET", "2016-10-15"),
            ("25/10/2016", "2016-10-25"),
        ] {
            assert_eq!(date_line(text, &english).unwrap().date(None).unwrap().to_string(), date, "{text}");
        }
        assert!(date_line("6:01 P.M. EDT", &english).is_some());
        for text in ["10/11/2016", "May", "He left on October 15, 2016", "2016", "World", "on the day"] {
            assert!(date_line(text, &english).is_none_or(|d| d.date(None).is_none()), "{text}");
        }
    }
}
