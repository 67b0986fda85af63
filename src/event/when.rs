//! When did it take place? Time words in the clause, reckoned from the publication date.
//!
//! In: the text of a sentence, the tense of the act, the document's date. Out: a date with its precision and source, or
//! the publication date. Weekdays mean the nearest one in the direction of the tense.

use super::{DatePrecision, EventDate, EventDateSource};
use crate::date::PartialDate;
use crate::error::Result;
use crate::language::builtin_words;
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The word lists of this question.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TimeWords {
    /// Weekday name or abbreviation to 1 (Monday) … 7.
    weekdays: BTreeMap<String, i8>,
    /// Month name or abbreviation to 1 … 12.
    months: BTreeMap<String, i8>,
    /// Word to days from the publication date.
    days: BTreeMap<String, i8>,
    /// Words that turn a weekday to the past or to the future.
    last: Vec<String>,
    next: Vec<String>,
}

impl TimeWords {
    /// The lists that the program carries.
    pub(crate) fn builtin() -> Result<Self> {
        builtin_words("time")
    }
}

/// Reckons the date of an act that is told in `sentence`.
pub(super) fn event_date(
    sentence: &str,
    is_future: bool,
    published: Option<PartialDate>,
    words: &TimeWords,
) -> Option<EventDate> {
    let published = published?;
    let lower = sentence.to_lowercase();
    let tokens: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).collect();
    let day = published.is_full().then(|| published.first_day());
    let told = day.and_then(|day| told_date(&tokens, is_future, day, words));
    told.map(|date| EventDate {
        date: date.into(),
        precision: DatePrecision::Day,
        source: EventDateSource::Text,
    })
    .or(Some(EventDate {
        date: published,
        precision: precision(published),
        source: EventDateSource::Publication,
    }))
}

fn precision(date: PartialDate) -> DatePrecision {
    if date.is_full() {
        DatePrecision::Day
    } else if date.to_string().len() > 4 {
        DatePrecision::Month
    } else {
        DatePrecision::Year
    }
}

fn told_date(tokens: &[&str], is_future: bool, day: Date, words: &TimeWords) -> Option<Date> {
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |b| tokens[b]);
        if let Some(offset) = words.days.get(*token) {
            return day.checked_add(i64::from(*offset).days()).ok();
        }
        if let Some(weekday) =
            words.weekdays.get(*token).and_then(|n| Weekday::from_monday_one_offset(*n).ok())
        {
            let forward = is_future && !words.last.iter().any(|w| w == before)
                || words.next.iter().any(|w| w == before);
            return nearest(day, weekday, forward);
        }
        if let Some(date) = words.months.get(*token).and_then(|month| month_day(tokens, at, *month, day)) {
            return Some(date);
        }
    }
    None
}

/// The publication day itself counts as the nearest one, in either direction.
fn nearest(day: Date, weekday: Weekday, forward: bool) -> Option<Date> {
    if day.weekday() == weekday {
        return Some(day);
    }
    day.nth_weekday(if forward { 1 } else { -1 }, weekday).ok()
}

/// "Oct. 8", "8 October", "October 8, 2016": the year nearest to the publication date unless one stands there.
fn month_day(tokens: &[&str], at: usize, month: i8, day: Date) -> Option<Date> {
    let number = |index: Option<usize>| {
        index
            .and_then(|i| tokens.get(i))
            .and_then(|t| t.trim_end_matches(|c: char| c.is_alphabetic()).parse::<i16>().ok())
    };
    let (date, after) = match number(Some(at + 1)).filter(|n| (1..=31).contains(n)) {
        Some(date) => (date, at + 2),
        None => (number(at.checked_sub(1)).filter(|n| (1..=31).contains(n))?, at + 1),
    };
    let date = i8::try_from(date).ok()?;
    if let Some(year) = number(Some(after)).filter(|y| (1900..2100).contains(y)) {
        return Date::new(year, month, date).ok();
    }
    let years = [day.year() - 1, day.year(), day.year() + 1];
    years
        .into_iter()
        .filter_map(|year| Date::new(year, month, date).ok())
        .min_by_key(|d| (d.since(day).map(|s| s.get_days().abs()).unwrap_or(i32::MAX), *d))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(sentence: &str, is_future: bool) -> String {
        let words = TimeWords::builtin().unwrap();
        let published = "2016-10-15".parse().ok();
        event_date(sentence, is_future, published, &words)
            .map(|d| format!("{} {}", d.date, d.source.name()))
            .unwrap_or_default()
    }

    #[test]
    fn weekdays_follow_the_tense() {
        assert_eq!(told("They met on Friday.", false), "2016-10-14 text");
        assert_eq!(told("They will meet on Monday.", true), "2016-10-17 text");
        assert_eq!(told("They will return on Saturday.", true), "2016-10-15 text");
    }

    #[test]
    fn days_of_a_month() {
        assert_eq!(told("The election on Nov. 8 was close.", false), "2016-11-08 text");
        assert_eq!(told("It began on 4 October 2007.", false), "2007-10-04 text");
        assert_eq!(told("It began.", false), "2016-10-15 publication");
    }
}
