//! `detente resolve`: who can be meant by a name on a day, and with which code?

use super::data::DataArgs;
use super::failure::Failure;
use super::{Console, FOUND, NOTHING};
use detente::{Gazetteer, Meaning, PartialDate};
use std::io::{self, Write};

#[derive(clap::Args)]
#[command(after_help = "Examples:
  detente resolve \"Bashar al-Assad\" --date 2016-10-15
      the code that he had on that day, and the office that gives it
  detente resolve Congress --context IND
      the senses of the name in a text about India

Exit codes: 0 somebody found, 1 nobody, 2 bad usage.")]
pub(crate) struct ResolveArgs {
    /// A name as a text has it
    #[arg(value_name = "NAME")]
    name: String,
    /// The day: 2016-10-15, or a month or year
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
    /// Code of the country that the text is about, such as IND
    #[arg(long, value_name = "COUNTRY")]
    context: Option<String>,
    #[command(flatten)]
    data: DataArgs,
}

/// Prints the senses of a name, the likeliest first.
pub(crate) fn resolve(args: &ResolveArgs, console: &mut Console<'_>) -> Result<u8, Failure> {
    let gazetteer: Gazetteer = args.data.gazetteer()?;
    let context = args.context.as_deref().map(str::to_uppercase);
    let meanings = gazetteer.resolve(&args.name, args.date, context.as_deref());
    if meanings.is_empty() {
        writeln!(console.err, "nobody is listed as {:?}; add a line to a gazetteer of your own", args.name)
            .map_err(Failure::console)?;
        return Ok(NOTHING);
    }
    writeln!(console.out, "weight  code        kind          name").map_err(Failure::console)?;
    for meaning in &meanings {
        row(meaning, console.out).map_err(Failure::console)?;
    }
    Ok(FOUND)
}

fn row(meaning: &Meaning<'_>, out: &mut dyn Write) -> io::Result<()> {
    let entity = meaning.entity;
    let code = if meaning.code.is_empty() { "-" } else { meaning.code.as_str() };
    write!(
        out,
        "{:6.2}  {code:10}  {:12}  {} ({})",
        meaning.weight,
        entity.kind.name(),
        entity.name,
        entity.key
    )?;
    if let Some(office) = meaning.office {
        write!(out, "; {} of {}{}", office.title, office.of.name, days(office.from, office.to))?;
    }
    writeln!(out, "{}", days(entity.valid_from, entity.valid_to))
}

fn days(from: Option<PartialDate>, to: Option<PartialDate>) -> String {
    let from = from.map(|d| format!(", from {d}")).unwrap_or_default();
    let to = to.map(|d| format!(", to {d}")).unwrap_or_default();
    from + &to
}
