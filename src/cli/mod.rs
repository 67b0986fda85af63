//! What does the user want? Sub-commands, one file each, over the public library.
//!
//! In: arguments, and handles to write to. Out: data on standard output, everything else on standard error, and an exit
//! code: 0 something found, 1 nothing found, 2 bad usage or input. Does not know how anything is found.

mod check;
mod data;
mod explain;
mod extract;
mod failure;
mod inputs;
mod manifest;
mod outputs;
mod progress;
mod rejects;
mod resolve;
mod summary;
mod tables;

use clap::{Parser, Subcommand};
use failure::Failure;
use std::ffi::OsString;
use std::io::Write;
use std::num::NonZeroUsize;

/// Something was found, or all is well.
pub(crate) const FOUND: u8 = 0;
/// Nothing was found.
pub(crate) const NOTHING: u8 = 1;
/// Bad usage or input.
pub(crate) const BAD_INPUT: u8 = 2;

/// What a command may know of the world around it.
pub(crate) struct Console<'a> {
    /// For data.
    pub(crate) out: &'a mut dyn Write,
    /// For everything else.
    pub(crate) err: &'a mut dyn Write,
    /// Whether a progress bar can be seen.
    pub(crate) progress: bool,
    /// Threads that the machine has.
    pub(crate) threads: Option<NonZeroUsize>,
}

/// Reads English news and says who did what to whom, when and where.
#[derive(Parser)]
#[command(
    name = "detente",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "Examples:
  detente extract examples/articles -o out      code a folder of articles
  cat news.jsonl | detente extract - --format jsonl | head
                                                events from a pipe, one JSON object a line
  detente explain \"Russia accused Turkey of shelling Syria.\"
                                                why an event is coded, and why not

Exit codes: 0 events found, 1 nothing found, 2 bad usage or input."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Code articles: events, mentions, documents and the actor network as tables
    Extract(extract::ExtractArgs),
    /// Show what is understood of a sentence, which rules fire, and why others do not
    Explain(explain::ExplainArgs),
    /// Check gazetteers and rules and list every problem with file, line and column
    Check(check::CheckArgs),
    /// Show who can be meant by a name on a day, and with which code
    Resolve(resolve::ResolveArgs),
}

/// Runs one command line and returns its exit code.
pub(crate) fn main(arguments: impl IntoIterator<Item = OsString>, console: &mut Console<'_>) -> u8 {
    let done = match Cli::try_parse_from(arguments) {
        Ok(cli) => match cli.command {
            Command::Extract(args) => extract::extract(&args, console),
            Command::Explain(args) => explain::explain(&args, console),
            Command::Resolve(args) => resolve::resolve(&args, console),
            Command::Check(args) => check::check(&args, console),
        },
        Err(message) => print_clap(&message, console),
    };
    done.unwrap_or_else(|failure| report(&failure, console))
}

/// Help and version are data; a complaint is not.
fn print_clap(message: &clap::Error, console: &mut Console<'_>) -> Result<u8, Failure> {
    let handle: &mut dyn Write = if message.use_stderr() { console.err } else { console.out };
    write!(handle, "{message}").map_err(Failure::console)?;
    Ok(if message.use_stderr() { BAD_INPUT } else { FOUND })
}

fn report(failure: &Failure, console: &mut Console<'_>) -> u8 {
    if failure.is_closed_pipe() {
        return FOUND;
    }
    // Nowhere is left to complain when standard error is closed.
    let _ = writeln!(console.err, "error: {failure}");
    BAD_INPUT
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_are_consistent() {
        use clap::CommandFactory;
        super::Cli::command().debug_assert();
    }
}
