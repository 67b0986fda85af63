//! How do rows become bytes? One writer a format; all formats hold the same rows and columns in the same order.
//!
//! In: rows of a [`Table`], one at a time. Out: CSV or JSON Lines on any writer; nothing is kept. Missing values are
//! empty in CSV and null in JSONL. Does not open files and does not choose rows.
//!
//! ```
//! use detente::{Format, MentionRow, Table, TableWriter};
//! let mut writer = TableWriter::new(Table::Mentions, Format::Csv, Vec::new())?;
//! writer.write(&MentionRow { doc_id: "summit".into(), text: "Syrians".into(), ..MentionRow::default() })?;
//! let bytes = writer.finish()?;
//! assert!(bytes.starts_with(b"doc_id,sentence_id,start,end,text,type"));
//! # Ok::<(), detente::Error>(())
//! ```

mod comma;
mod graph;
mod lines;

pub use graph::{edge_rows, node_rows};

use crate::error::{Error, Result};
use crate::table::{Cell, Row, Table};
use comma::CommaWriter;
use lines::LineWriter;
use std::io::Write;
use std::str::FromStr;

/// A file format for tables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values with a header line (RFC 4180, but lines end in `\n`).
    #[default]
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Jsonl];

    /// The name on the command line, which is also the file extension.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// The file name of a table in this format: `events.csv`.
    #[must_use]
    pub fn file_name(self, table: Table) -> String {
        format!("{}.{}", table.name(), self.name())
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|f| f.name() == name).ok_or_else(|| {
            let known = Self::ALL.map(Self::name).join(", ");
            Error::input(format!("'{name}' is not a format")).with_hint(format!("the formats are {known}"))
        })
    }
}

/// Writes the rows of one table.
#[derive(Debug)]
pub struct TableWriter<W: Write> {
    table: Table,
    inner: Inner<W>,
}

#[derive(Debug)]
enum Inner<W: Write> {
    /// Boxed, because its buffer makes it several times the size of the other.
    Csv(Box<CommaWriter<W>>),
    Jsonl(LineWriter<W>),
}

impl<W: Write> TableWriter<W> {
    /// Starts a table; CSV writes its header line here, so that an empty table has one too.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn new(table: Table, format: Format, out: W) -> Result<Self> {
        let inner = match format {
            Format::Csv => Inner::Csv(Box::new(CommaWriter::new(table.columns(), out)?)),
            Format::Jsonl => Inner::Jsonl(LineWriter::new(table.columns(), out)),
        };
        Ok(Self { table, inner })
    }

    /// Adds one row.
    ///
    /// # Errors
    /// When the row belongs to another table, or the bytes cannot be written.
    pub fn write<R: Row>(&mut self, row: &R) -> Result<()> {
        if R::TABLE != self.table {
            let (row, table) = (R::TABLE.name(), self.table.name());
            return Err(Error::output(format!(
                "a row of the table '{row}' given to the writer of '{table}'"
            )));
        }
        self.write_cells(&row.cells())
    }

    fn write_cells(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        match &mut self.inner {
            Inner::Csv(writer) => writer.write(cells),
            Inner::Jsonl(writer) => writer.write(cells),
        }
    }

    /// Flushes and gives the writer back.
    ///
    /// # Errors
    /// When the last bytes cannot be written.
    pub fn finish(self) -> Result<W> {
        match self.inner {
            Inner::Csv(writer) => writer.finish(),
            Inner::Jsonl(writer) => writer.finish(),
        }
    }
}

/// The error of a failed write. Which file it was is known where the file was opened.
fn cannot_write(error: impl std::fmt::Display) -> Error {
    Error::output(format!("a table cannot be written: {error}"))
        .with_hint("is the disk full, or the reader of the pipe gone?")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator of test numbers (Marsaglia's xorshift), the same on every run.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: u64) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0 % sides
        }

        fn text(&mut self) -> String {
            let alphabet: Vec<char> = "aZ0 ,;\"'\\\n\r\t{}é漢🦀\u{0}\u{7f}\u{2028}-=+@null".chars().collect();
            (0..=self.roll(12)).map(|_| alphabet[self.roll(alphabet.len() as u64) as usize]).collect()
        }

        fn number(&mut self) -> f64 {
            (self.roll(40_000_001) as f64 - 20_000_000.0) / 100_000.0
        }
    }

    #[test]
    fn csv_and_jsonl_hold_the_same_random_rows() {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        for table in Table::ALL {
            let rows: Vec<Vec<(u64, String, f64)>> = (0..200)
                .map(|_| table.columns().iter().map(|_| (dice.roll(6), dice.text(), dice.number())).collect())
                .collect();
            let rows: Vec<Vec<Cell<'_>>> = rows.iter().map(|r| r.iter().map(cell).collect()).collect();
            let from_csv = read_csv(&written(table, Format::Csv, &rows));
            let from_jsonl = read_jsonl(table, &written(table, Format::Jsonl, &rows));
            assert_eq!(from_csv.len(), rows.len());
            assert_eq!(from_csv, from_jsonl, "{table:?}");
        }
    }

    fn cell((which, text, number): &(u64, String, f64)) -> Cell<'_> {
        match which {
            0 => Cell::Empty,
            1 => Cell::Integer(*number as i64),
            2 => Cell::Fixed(*number, 1),
            3 => Cell::Degrees(*number),
            _ => Cell::Text(text),
        }
    }

    fn written(table: Table, format: Format, rows: &[Vec<Cell<'_>>]) -> Vec<u8> {
        let mut writer = TableWriter::new(table, format, Vec::new()).unwrap();
        for row in rows {
            writer.write_cells(row).unwrap();
        }
        writer.finish().unwrap()
    }

    fn read_csv(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_reader(bytes);
        reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    fn read_jsonl(table: Table, bytes: &[u8]) -> Vec<Vec<String>> {
        let text = std::str::from_utf8(bytes).unwrap();
        text.split_terminator('\n')
            .map(|line| {
                let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
                assert_eq!(object.len(), table.columns().len());
                table.columns().iter().map(|c| as_text(&object[c.name])).collect()
            })
            .collect()
    }

    fn as_text(value: &serde_json::Value) -> String {
        match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }

    #[test]
    fn a_row_of_another_table_is_refused() {
        let mut writer = TableWriter::new(Table::Events, Format::Csv, Vec::new()).unwrap();
        let error = writer.write(&crate::table::NodeRow::default()).unwrap_err();
        assert!(error.is_output() && error.to_string().contains("'nodes'"), "{error}");
    }
}
