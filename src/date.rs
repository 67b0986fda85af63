//! When, as far as is known? Dates that may lack a day or a month.
//!
//! In: "2016", "2016-10", "2016-10-15". Out: the same, comparable with full days. Knows nothing of clock times or
//! time zones, and nothing of English.
//!
//! ```
//! use detente::PartialDate;
//! let role_from: PartialDate = "2012-02".parse().unwrap();
//! let role_to: PartialDate = "2012".parse().unwrap();
//! let day: PartialDate = "2012-07-01".parse().unwrap();
//! assert!(day.is_within(Some(role_from), Some(role_to)));
//! ```

use std::fmt;
use std::str::FromStr;

/// A year, a month of a year, or a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PartialDate {
    year: i16,
    /// 0 when unknown.
    month: u8,
    /// 0 when unknown.
    day: u8,
}

impl PartialDate {
    /// A full day, if the calendar has it.
    #[must_use]
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        let (m, d) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year, m, d).ok().map(|_| Self { year, month, day })
    }

    /// A whole month.
    #[must_use]
    pub fn month(year: i16, month: u8) -> Option<Self> {
        Self::day(year, month, 1).map(|date| Self { day: 0, ..date })
    }

    /// A whole year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Self::day(year, 1, 1).map(|date| Self { month: 0, day: 0, ..date })
    }

    /// The year's number.
    #[must_use]
    pub const fn year_number(self) -> i16 {
        self.year
    }

    /// The first day it can mean.
    #[must_use]
    pub fn first_day(self) -> jiff::civil::Date {
        let part = |n: u8| i8::try_from(n.max(1)).unwrap_or(1);
        jiff::civil::Date::new(self.year, part(self.month), part(self.day)).unwrap_or(jiff::civil::Date::ZERO)
    }

    /// The last day it can mean.
    #[must_use]
    pub fn last_day(self) -> jiff::civil::Date {
        let first = self.first_day();
        if self.month == 0 {
            first.last_of_year()
        } else if self.day == 0 {
            first.last_of_month()
        } else {
            first
        }
    }

    /// True when this date can lie between the two (inclusive); a missing bound is open.
    #[must_use]
    pub fn is_within(self, from: Option<Self>, to: Option<Self>) -> bool {
        from.is_none_or(|f| f.first_day() <= self.last_day())
            && to.is_none_or(|t| self.first_day() <= t.last_day())
    }

    /// True when year, month and day are known.
    #[must_use]
    pub const fn is_full(self) -> bool {
        self.day != 0
    }
}

impl From<jiff::civil::Date> for PartialDate {
    fn from(date: jiff::civil::Date) -> Self {
        let part = |n: i8| u8::try_from(n).unwrap_or(0);
        Self { year: date.year(), month: part(date.month()), day: part(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

/// What is wrong with a text that should be a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DateError(String);

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}' is not a date of the form 2016, 2016-10 or 2016-10-15", self.0)
    }
}

impl std::error::Error for DateError {}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let wrong = || DateError(text.to_owned());
        let mut parts = text.split('-');
        let year: i16 =
            parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok()).ok_or_else(wrong)?;
        let mut number = || parts.next().map(|p| if p.len() == 2 { p.parse::<u8>().ok() } else { None });
        let date = match (number(), number()) {
            (None, _) => Self::year(year),
            (Some(Some(month)), None) => Self::month(year, month),
            (Some(Some(month)), Some(Some(day))) => Self::day(year, month, day),
            _ => None,
        };
        match (date, parts.next()) {
            (Some(date), None) => Ok(date),
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads() {
        for text in ["1991", "1991-12", "1991-12-26"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "91", "1991-13", "1991-02-30", "1991-1", "1991-12-26-1", "x"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let leap: PartialDate = "2024-02".parse().unwrap();
        assert_eq!(leap.last_day().to_string(), "2024-02-29");
    }
}
