//! JSON Lines: one object a row, all columns in order, null where a value is missing.

use super::cannot_write;
use crate::error::Result;
use crate::table::{Cell, Column};
use std::io::Write;

#[derive(Debug)]
pub(super) struct LineWriter<W: Write> {
    columns: &'static [Column],
    out: W,
    /// Reused for every row, so that `out` sees whole lines only.
    line: Vec<u8>,
}

impl<W: Write> LineWriter<W> {
    pub(super) fn new(columns: &'static [Column], out: W) -> Self {
        Self { columns, out, line: Vec::new() }
    }

    pub(super) fn write(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.line.clear();
        self.form_line(cells).map_err(cannot_write)?;
        self.out.write_all(&self.line).map_err(cannot_write)
    }

    fn form_line(&mut self, cells: &[Cell<'_>]) -> std::io::Result<()> {
        self.line.push(b'{');
        for (column, cell) in self.columns.iter().zip(cells) {
            if self.line.len() > 1 {
                self.line.push(b',');
            }
            write!(self.line, "\"{}\":", column.name)?;
            match cell {
                Cell::Empty => self.line.extend_from_slice(b"null"),
                Cell::Text(text) => serde_json::to_writer(&mut self.line, text)?,
                number => write!(self.line, "{number}")?,
            }
        }
        self.line.extend_from_slice(b"}\n");
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<W> {
        self.out.flush().map_err(cannot_write)?;
        Ok(self.out)
    }
}
