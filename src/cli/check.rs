//! `detente check`: what is wrong in the gazetteers and rules?

use super::data::DataArgs;
use super::failure::Failure;
use super::{BAD_INPUT, Console, FOUND};
use detente::Severity;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  detente check                          the built-in gazetteers and rules
  detente check --gazetteer my/actors    yours on top of them")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    data: DataArgs,
}

/// Prints one line a problem; warnings alone are no failure.
pub(crate) fn check(args: &CheckArgs, console: &mut Console<'_>) -> Result<u8, Failure> {
    let problems = detente::check(&args.data.sources()?)?;
    for problem in &problems {
        writeln!(console.out, "{problem}").map_err(Failure::console)?;
    }
    let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
    let warnings = problems.len() - errors;
    writeln!(console.err, "{errors} error(s), {warnings} warning(s)").map_err(Failure::console)?;
    Ok(if errors > 0 { BAD_INPUT } else { FOUND })
}
