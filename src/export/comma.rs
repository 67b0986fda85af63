//! Comma-separated values: a header line, quotes only where they are needed, lines that end in `\n`.

use super::cannot_write;
use crate::error::Result;
use crate::table::{Cell, Column};
use std::fmt::Write as _;
use std::io::Write;

#[derive(Debug)]
pub(super) struct CommaWriter<W: Write> {
    out: csv::Writer<W>,
    /// Reused for every number.
    number: String,
}

impl<W: Write> CommaWriter<W> {
    pub(super) fn new(columns: &[Column], out: W) -> Result<Self> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(columns.iter().map(|c| c.name)).map_err(cannot_write)?;
        Ok(Self { out, number: String::new() })
    }

    pub(super) fn write(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        for cell in cells {
            if let Cell::Text(text) = cell {
                self.out.write_field(text).map_err(cannot_write)?;
            } else {
                self.number.clear();
                write!(self.number, "{cell}").map_err(cannot_write)?;
                self.out.write_field(&self.number).map_err(cannot_write)?;
            }
        }
        self.out.write_record(None::<&[u8]>).map_err(cannot_write)
    }

    pub(super) fn finish(self) -> Result<W> {
        self.out.into_inner().map_err(cannot_write)
    }
}
