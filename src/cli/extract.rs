//! `detente extract`: articles in, tables and network out.

use super::data::DataArgs;
use super::failure::Failure;
use super::inputs::{self, InputDigest};
use super::manifest::{Counts, FORM, Manifest, Options};
use super::outputs::OutputFolder;
use super::progress::Progress;
use super::rejects::{REJECTS, Rejects};
use super::tables::{Done, Tables};
use super::{BAD_INPUT, Console, FOUND, NOTHING};
use detente::{Extractor, FieldMap, Format, Ontology, Outcome, ReadOptions, Table, TableWriter, documents};
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

const MANIFEST: &str = "run.json";

#[derive(clap::Args)]
#[command(after_help = "Examples:
  detente extract examples/articles -o out
      writes out/events.csv, mentions.csv, nodes.csv, edges.csv, documents.csv and run.json
      and prints the first events; nodes.csv and edges.csv open in Gephi as they are
  detente extract news.jsonl -o out --format jsonl --field text=body --field date=published
      records with other field names
  zcat news.jsonl.gz | detente extract - --format jsonl > events.jsonl
      events alone, through a pipe

What cannot be read is noted in OUT/rejects.jsonl with the reason, and the run goes on.
Exit codes: 0 events found, 1 nothing found, 2 bad usage or input.")]
pub(crate) struct ExtractArgs {
    /// Text files, JSON Lines files, folders of them, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder for the tables; without it the events go to standard output
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// csv (with a header line) or jsonl (one object a line)
    #[arg(long, default_value = "csv", value_name = "FORMAT")]
    format: Format,
    /// Threads; the output is the same for any number [default: all that the machine has]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Name of a field in JSON records, as OURS=YOURS; ours are id, date, title, text, url, source
    #[arg(long, value_name = "OURS=YOURS")]
    field: Vec<String>,
    /// Print no table of events
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    data: DataArgs,
}

/// Codes all inputs.
pub(crate) fn extract(args: &ExtractArgs, console: &mut Console<'_>) -> Result<u8, Failure> {
    inputs::must_exist(&args.inputs)?;
    let options = read_options(&args.field)?;
    let threads = args.threads.or(console.threads).unwrap_or(NonZeroUsize::MIN);
    let extractor = args.data.extractor()?;
    let run = Run { args, options, extractor, ontology: Ontology::builtin()?, threads };
    match &args.output {
        Some(folder) => run.to_folder(folder, console),
        None => run.to_stdout(console),
    }
}

fn read_options(fields: &[String]) -> Result<ReadOptions, Failure> {
    Ok(ReadOptions { fields: FieldMap::from_flags(fields)? })
}

/// What stays the same for all documents.
struct Run<'a> {
    args: &'a ExtractArgs,
    options: ReadOptions,
    extractor: Extractor,
    ontology: Ontology,
    threads: NonZeroUsize,
}

impl Run<'_> {
    fn each(&self, sink: impl FnMut(Outcome) -> Result<(), Failure>) -> Result<(), Failure> {
        detente::run(&self.extractor, documents(&self.args.inputs, &self.options), self.threads, sink)
    }

    fn to_folder(&self, path: &Path, console: &mut Console<'_>) -> Result<u8, Failure> {
        inputs::must_be_outside(path, &self.args.inputs)?;
        let digests = inputs::digests(&self.args.inputs)?;
        let mut folder = OutputFolder::new(path)?;
        let mut tables = Tables::new(&mut folder, self.args.format)?;
        let mut rejects = Rejects::default();
        let progress = Progress::new(console.progress, inputs::total_bytes(&digests));
        self.each(|outcome| match outcome {
            Outcome::Extracted(extraction) => {
                let counts = tables.add(&extraction, &self.ontology)?;
                progress.advance(extraction.document.text.len(), counts.documents, counts.events);
                Ok(())
            }
            Outcome::Rejected(rejected) => rejects.add_to_file(&rejected, &mut folder),
            _ => Ok(()),
        })?;
        progress.finish();
        let done = tables.finish(&mut folder, self.args.format)?;
        let code = exit_code(&done.counts, rejects.count());
        self.write_manifest(&mut folder, digests, &done, rejects.count())?;
        rejects.finish(&path.join(REJECTS), console.err)?;
        folder.finish((rejects.count() == 0).then_some(REJECTS))?;
        if !self.args.quiet && code != BAD_INPUT {
            done.summary.write(console.out).map_err(Failure::console)?;
        }
        Ok(code)
    }

    fn to_stdout(&self, console: &mut Console<'_>) -> Result<u8, Failure> {
        let mut pipe = Pipe { out: &mut *console.out, is_closed: false };
        let written = self.write_events(&mut pipe, console.err);
        if pipe.is_closed {
            return Err(Failure::closed_pipe());
        }
        written
    }

    fn write_events(&self, pipe: &mut Pipe<'_>, err: &mut dyn Write) -> Result<u8, Failure> {
        let mut counts = Counts::default();
        let mut rejects = Rejects::default();
        let mut writer = TableWriter::new(Table::Events, self.args.format, pipe)?;
        self.each(|outcome| match outcome {
            Outcome::Extracted(extraction) => {
                counts.add(&extraction);
                let tables = extraction.tables(&self.ontology);
                Ok(tables.events().try_for_each(|row| writer.write(&row))?)
            }
            Outcome::Rejected(rejected) => rejects.add_to_console(&rejected, err),
            _ => Ok(()),
        })?;
        writer.finish()?;
        Ok(exit_code(&counts, rejects.count()))
    }

    fn write_manifest(
        &self,
        folder: &mut OutputFolder,
        inputs: Vec<InputDigest>,
        done: &Done,
        rejects: u64,
    ) -> Result<(), Failure> {
        let sources = self.args.data.sources()?;
        let names = |paths: &[PathBuf]| paths.iter().map(|p| p.display().to_string()).collect();
        let manifest = Manifest {
            form: FORM,
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            options: Options {
                format: self.args.format.name(),
                fields: self.args.field.clone(),
                gazetteers: names(&sources.gazetteers),
                rules: names(&sources.rules),
                builtin: sources.builtin,
            },
            inputs,
            documents_blake3: done.documents_blake3.clone(),
            gazetteers_blake3: sources.gazetteer_digest()?,
            rules_blake3: sources.rule_digest()?,
            counts: done.counts,
            rejects,
        };
        let mut file = folder.begin(MANIFEST)?;
        file.json(&manifest, true)?;
        file.finish()
    }
}

/// Nothing but rejected inputs is bad input; a document without events is not.
fn exit_code(counts: &Counts, rejects: u64) -> u8 {
    match (counts.events, counts.documents) {
        (0, 0) if rejects > 0 => BAD_INPUT,
        (0, _) => NOTHING,
        _ => FOUND,
    }
}

/// Standard output that remembers whether its reader has gone away.
struct Pipe<'a> {
    out: &'a mut dyn Write,
    is_closed: bool,
}

impl Pipe<'_> {
    fn watch<T>(&mut self, written: io::Result<T>) -> io::Result<T> {
        self.is_closed |= written.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::BrokenPipe);
        written
    }
}

impl Write for Pipe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes);
        self.watch(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.watch(flushed)
    }
}
