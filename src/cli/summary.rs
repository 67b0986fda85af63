//! What was found, at a glance? A short table of events for people; the files hold everything.
//!
//! Acts that are no facts (negated, hypothetical ...) say so in the table.

use detente::{EventRow, Ontology};
use std::io::{self, Write};

/// Rows shown; the rest is counted.
const LIMIT: usize = 40;
/// Widths of date, source, event, target and sentence, in code points.
const WIDTHS: [usize; 5] = [10, 12, 32, 12, 46];
const TITLES: [&str; 5] = ["DATE", "SOURCE", "EVENT", "TARGET", "SENTENCE"];

/// Collects the first events of a run.
#[derive(Default)]
pub(crate) struct Summary {
    lines: Vec<String>,
    rows: u64,
}

impl Summary {
    pub(crate) fn add(&mut self, row: &EventRow<'_>, ontology: &Ontology) {
        self.rows += 1;
        if self.lines.len() < LIMIT {
            let event = event(row, ontology);
            self.lines.push(line([
                or_dash(&row.event_date),
                side(&row.source_code, &row.source_name),
                &event,
                side(&row.target_code, &row.target_name),
                &row.sentence,
            ]));
        }
    }

    /// The table, with what is left out.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.rows == 0 {
            return writeln!(out, "no events found");
        }
        writeln!(out, "{}", line(TITLES))?;
        for line in &self.lines {
            writeln!(out, "{line}")?;
        }
        let more = self.rows - self.lines.len() as u64;
        if more > 0 { writeln!(out, "... and {more} more") } else { Ok(()) }
    }
}

fn event(row: &EventRow<'_>, ontology: &Ontology) -> String {
    let known = row.cameo.parse().ok().and_then(|code| ontology.get(code));
    let name = known.map_or("", |k| k.name.as_str());
    if row.status == "asserted" {
        format!("{} {name}", row.cameo)
    } else {
        format!("{} ({}) {name}", row.cameo, row.status)
    }
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}

/// The code, else the name of somebody without a code, else a dash.
fn side<'a>(code: &'a str, name: &'a str) -> &'a str {
    if code.is_empty() { or_dash(name) } else { code }
}

/// One line without blanks at its end; white space inside a cell becomes one blank.
fn line(cells: [&str; 5]) -> String {
    let mut line = String::new();
    for (cell, width) in cells.into_iter().zip(WIDTHS) {
        let cell = clipped(&cell.split_whitespace().collect::<Vec<_>>().join(" "), width);
        line.push_str(&format!("{cell:width$}  "));
    }
    line.trim_end().to_owned()
}

fn clipped(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(source: &'static str, status: &'static str) -> EventRow<'static> {
        EventRow {
            event_date: "2016-10-15".into(),
            source_code: source.into(),
            source_name: "the rebels".into(),
            target_code: "SYRGOV".into(),
            cameo: "040".into(),
            status: status.into(),
            sentence: "They met\nofficials of the government in the capital on Saturday.".into(),
            ..EventRow::default()
        }
    }

    fn printed(rows: &[EventRow<'_>]) -> String {
        let ontology = Ontology::builtin().unwrap();
        let mut summary = Summary::default();
        rows.iter().for_each(|r| summary.add(r, &ontology));
        let mut out = Vec::new();
        summary.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_row_fits_a_line() {
        assert_eq!(
            printed(&[row("RUSGOV", "asserted"), row("", "negated")]),
            "\
DATE        SOURCE        EVENT                             TARGET        SENTENCE
2016-10-15  RUSGOV        040 Consult                       SYRGOV        They met officials of the government in the c…
2016-10-15  the rebels    040 (negated) Consult             SYRGOV        They met officials of the government in the c…
"
        );
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let rows: Vec<_> = (0..43).map(|_| row("RUSGOV", "asserted")).collect();
        assert!(printed(&rows).ends_with("\n... and 3 more\n"));
        assert_eq!(printed(&[]), "no events found\n");
    }
}
