//! `detente explain`: what is understood of a sentence, which rules fired, and why others did not?

use super::data::DataArgs;
use super::failure::Failure;
use super::{BAD_INPUT, Console, FOUND, NOTHING};
use detente::{Document, EventRow, Extraction, MentionRow, Note, Ontology, PartialDate, Sentence, Trace};
use std::io::{self, Write};

#[derive(clap::Args)]
#[command(after_help = "Examples:
  detente explain \"The Ghanaian foreign minister met his Togolese colleague in Accra.\"
  detente explain --date 2014-03-01 \"Lavrov called Kerry.\"
      people get the code that they had on that day

Exit codes: 0 an event found, 1 none, 2 bad usage.")]
pub(crate) struct ExplainArgs {
    /// One or more sentences, in quotes
    #[arg(value_name = "SENTENCE")]
    text: String,
    /// The day of publication: 2016-10-15, or a month or year
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
    #[command(flatten)]
    data: DataArgs,
}

/// Prints the way from the text to its events.
pub(crate) fn explain(args: &ExplainArgs, console: &mut Console<'_>) -> Result<u8, Failure> {
    if args.text.trim().is_empty() {
        return Err(Failure::new("there is no sentence to explain", "write it in quotes after the command"));
    }
    let document = Document::from_text("sentence", args.text.as_str());
    let document = args.date.into_iter().fold(document, Document::with_date);
    let mut trace = Trace::on();
    let extraction = args.data.extractor()?.extract(document, &mut trace);
    let ontology = Ontology::builtin()?;
    Explanation { extraction: &extraction, notes: trace.notes(), ontology: &ontology }
        .write(console.out)
        .map_err(Failure::console)?;
    Ok(match (extraction.sentences.len(), extraction.events.len()) {
        (0, 0) => BAD_INPUT,
        (_, 0) => NOTHING,
        _ => FOUND,
    })
}

struct Explanation<'a> {
    extraction: &'a Extraction,
    notes: &'a [Note],
    ontology: &'a Ontology,
}

impl Explanation<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let tables = self.extraction.tables(self.ontology);
        let mentions: Vec<MentionRow<'_>> = tables.mentions().collect();
        let events: Vec<EventRow<'_>> = tables.events().collect();
        if self.extraction.sentences.is_empty() {
            writeln!(out, "no running text was found")?;
        }
        for sentence in &self.extraction.sentences {
            let number = i64::try_from(sentence.id.index()).ok();
            let words = one_line(sentence.span.of(&self.extraction.document.text));
            writeln!(out, "Sentence {}: {words}", sentence.id.index() + 1)?;
            let mentions = mentions.iter().filter(|m| m.sentence_id == number).map(mention_line);
            write_list(out, "mentions", mentions)?;
            write_list(out, "notes", self.notes_in(sentence).map(|n| self.note_line(n)))?;
            write_list(
                out,
                "events",
                events.iter().filter(|e| e.sentence_id == number).map(|e| self.event_line(e)),
            )?;
        }
        write_list_if_any(out, "elsewhere in the text", self.notes_elsewhere().map(|n| self.note_line(n)))
    }

    fn notes_in(&self, sentence: &Sentence) -> impl Iterator<Item = &Note> {
        let span = sentence.span;
        self.notes.iter().filter(move |note| (span.start..span.end).contains(&note.at))
    }

    fn notes_elsewhere(&self) -> impl Iterator<Item = &Note> {
        let inside = |at| self.extraction.sentences.iter().any(|s| (s.span.start..s.span.end).contains(&at));
        self.notes.iter().filter(move |note| !inside(note.at))
    }

    /// The stage, the word that it is about, and what was decided.
    fn note_line(&self, note: &Note) -> String {
        let rest = self.extraction.document.text.get(note.at as usize..).unwrap_or("");
        let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        format!("{:8} {word:14} {}", note.stage, note.text)
    }

    fn event_line(&self, row: &EventRow<'_>) -> String {
        let known = row.cameo.parse().ok().and_then(|code| self.ontology.get(code));
        let name = known.map_or("", |k| k.name.as_str());
        let source = side(&row.source_code, &row.source_text);
        let target = side(&row.target_code, &row.target_text);
        format!(
            "{source} -> {target}: {} {name}; {}; trigger '{}', rule {}",
            row.cameo, row.status, row.trigger_text, row.rule_id
        )
    }
}

fn mention_line(row: &MentionRow<'_>) -> String {
    let code = if row.code.is_empty() { "-" } else { &row.code };
    format!("{:24} {:12} {:10} {:10} {}", one_line(&row.text), row.kind, row.form, code, row.name)
}

/// `RUSGOV (The minister)`; "somebody" where the text leaves it open.
fn side(code: &str, text: &str) -> String {
    match (code.is_empty(), text.is_empty()) {
        (true, true) => "somebody".to_owned(),
        (true, false) => format!("uncoded ({})", one_line(text)),
        (false, true) => code.to_owned(),
        (false, false) => format!("{code} ({})", one_line(text)),
    }
}

fn write_list(out: &mut dyn Write, title: &str, lines: impl Iterator<Item = String>) -> io::Result<()> {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return writeln!(out, "  {title}: none");
    }
    write_list_if_any(out, title, lines)
}

fn write_list_if_any(
    out: &mut dyn Write,
    title: &str,
    lines: impl Iterator<Item = String>,
) -> io::Result<()> {
    for (index, line) in lines.enumerate() {
        if index == 0 {
            writeln!(out, "  {title}:")?;
        }
        writeln!(out, "    {}", line.trim_end())?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
