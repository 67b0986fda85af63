//! What can stand in a cell? Text, whole numbers, decimals with a fixed precision, degrees, or nothing.
//!
//! A number is written with the same characters in every format, so that tables can be compared byte by byte. A text
//! without characters is a missing value. Does not quote or escape; that is the formats' work.

use std::borrow::Cow;
use std::fmt;

/// Text of a row, borrowed from the document where possible.
pub type Text<'a> = Cow<'a, str>;

/// The contents of one cell.
#[derive(Clone, Copy, PartialEq, Debug)]
#[non_exhaustive]
pub enum Cell<'a> {
    /// No value: empty in CSV, null in JSONL.
    Empty,
    /// Text of at least one character.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number with this many decimals.
    Fixed(f64, u8),
    /// Degrees of latitude or longitude with one to five decimals.
    Degrees(f64),
}

/// What the cells of a column hold, when they hold something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum CellKind {
    /// Text, also codes and dates.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
}

impl CellKind {
    /// The word used in `docs/columns.md`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
        }
    }
}

impl Cell<'_> {
    /// True when there is no value.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Fixed(number, places) => {
                write!(f, "{:.*}", usize::from(places), rounded(number, places))
            }
            Self::Degrees(number) => write_degrees(f, rounded(number, 5)),
        }
    }
}

/// Rounds half away from zero; adding zero turns a rounded `-0` into `0`.
fn rounded(number: f64, places: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(places));
    (number * scale).round() / scale + 0.0
}

fn write_degrees(f: &mut fmt::Formatter<'_>, number: f64) -> fmt::Result {
    if number.fract() == 0.0 { write!(f, "{number:.1}") } else { write!(f, "{number}") }
}

/// A type that a row's field may have.
pub(super) trait Value {
    const KIND: CellKind;
    fn cell(&self) -> Cell<'_>;
}

impl Value for Text<'_> {
    const KIND: CellKind = CellKind::Text;
    fn cell(&self) -> Cell<'_> {
        if self.is_empty() { Cell::Empty } else { Cell::Text(self) }
    }
}

impl Value for Option<i64> {
    const KIND: CellKind = CellKind::Integer;
    fn cell(&self) -> Cell<'_> {
        self.map_or(Cell::Empty, Cell::Integer)
    }
}

/// A number written with `PLACES` decimals; missing when absent or not finite.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Fixed<const PLACES: u8>(pub Option<f64>);

impl<const PLACES: u8> Value for Fixed<PLACES> {
    const KIND: CellKind = CellKind::Decimal;
    fn cell(&self) -> Cell<'_> {
        self.0.filter(|n| n.is_finite()).map_or(Cell::Empty, |n| Cell::Fixed(n, PLACES))
    }
}

/// Degrees of latitude or longitude; missing when absent or not finite.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Degrees(pub Option<f64>);

impl Value for Degrees {
    const KIND: CellKind = CellKind::Decimal;
    fn cell(&self) -> Cell<'_> {
        self.0.filter(|n| n.is_finite()).map_or(Cell::Empty, Cell::Degrees)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_one_way() {
        let cases = [
            (Cell::Fixed(1.0, 1), "1.0"),
            (Cell::Fixed(-10.0, 1), "-10.0"),
            (Cell::Fixed(-0.04, 1), "0.0"),
            (Cell::Fixed(0.875, 2), "0.88"),
            (Cell::Degrees(46.0), "46.0"),
            (Cell::Degrees(46.519_653_7), "46.51965"),
            (Cell::Degrees(0.1 + 0.2), "0.3"),
            (Cell::Degrees(-0.000_001), "0.0"),
            (Cell::Degrees(0.000_01), "0.00001"),
            (Cell::Integer(-1), "-1"),
            (Cell::Empty, ""),
        ];
        for (cell, written) in cases {
            assert_eq!(cell.to_string(), written, "{cell:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_missing() {
        assert!(Fixed::<1>(Some(f64::NAN)).cell().is_empty());
        assert!(Degrees(Some(f64::INFINITY)).cell().is_empty());
        assert!(Text::from("").cell().is_empty());
    }
}
