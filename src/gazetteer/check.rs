//! Is the data sound? Problems that no single row shows.
//!
//! In: all rows of all files. Out: diagnostics with file, line and what to do. A user's folder may replace built-in
//! rows; only rows of the same file count as duplicates.

use super::parse::{Placed, Tables};
use super::{EntityKind, Form};
use crate::diagnostic::{Diagnostic, Place};
use std::collections::{BTreeMap, BTreeSet};

/// Adds every problem to `problems`.
pub(crate) fn check(tables: &Tables, problems: &mut Vec<Diagnostic>) {
    order(&tables.entities, |r| r.id.clone(), problems);
    order(&tables.names, |r| format!("{}\u{1}{}\u{1}{:?}", r.entity, r.text, r.form), problems);
    order(&tables.roles, role_key, problems);
    order(&tables.agents, |r| r.text.clone(), problems);
    references(tables, problems);
    entities(tables, problems);
    names(tables, problems);
    roles(tables, problems);
    sources(tables, problems);
}

fn role_key(row: &super::parse::RoleRow) -> String {
    let from = row.from.map(|d| d.to_string()).unwrap_or_default();
    format!("{}\u{1}{from}\u{1}{}\u{1}{}", row.person, row.role, row.of)
}

/// Rows of a file are sorted by their key, and no key comes twice.
fn order<T>(rows: &[Placed<T>], key: impl Fn(&T) -> String, problems: &mut Vec<Diagnostic>) {
    for pair in rows.windows(2) {
        let [before, after] = pair else { continue };
        if before.place.file != after.place.file {
            continue;
        }
        let (a, b) = (key(&before.row), key(&after.row));
        let readable = b.replace('\u{1}', ", ");
        if a == b {
            problems.push(Diagnostic::error(
                "G010",
                &after.place,
                format!("'{readable}' stands twice"),
                "remove one of the rows",
            ));
        } else if a > b {
            let hint = "rows are sorted by their key columns";
            problems.push(Diagnostic::warning(
                "G011",
                &after.place,
                format!("'{readable}' is out of order"),
                hint,
            ));
        }
    }
}

fn references(tables: &Tables, problems: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = tables.entities.iter().map(|p| p.row.id.as_str()).collect();
    let titles: BTreeSet<&str> = tables.agents.iter().map(|p| p.row.text.as_str()).collect();
    let mut missing = |key: &str, place: &Place| {
        if !known.contains(key) {
            let hint = "add it to an entities file, or correct the spelling";
            problems.push(Diagnostic::error("G012", place, format!("no entity '{key}'"), hint));
        }
    };
    tables.names.iter().for_each(|p| missing(&p.row.entity, &p.place));
    for placed in &tables.roles {
        missing(&placed.row.person, &placed.place);
        missing(&placed.row.of, &placed.place);
    }
    for placed in tables.roles.iter().filter(|p| !titles.contains(p.row.role.as_str())) {
        let message = format!("no agent '{}'", placed.row.role);
        problems.push(Diagnostic::error("G013", &placed.place, message, "add the title to an agents file"));
    }
}

fn entities(tables: &Tables, problems: &mut Vec<Diagnostic>) {
    for Placed { row, place } in &tables.entities {
        if row.kind == EntityKind::Country && row.code.is_empty() {
            problems.push(Diagnostic::error(
                "G014",
                place,
                format!("country '{}' has no code", row.id),
                "give its alpha-3 code",
            ));
        }
        let letters = |code: &str| code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        if !letters(&row.code) || !row.code.is_empty() && row.code.len() < 3 {
            let hint = "codes are capitals in threes, such as SYR, SYRMIL or IGOUNO";
            problems.push(Diagnostic::error(
                "G015",
                place,
                format!("'{}' is not an actor code", row.code),
                hint,
            ));
        }
        if row.valid_from.zip(row.valid_to).is_some_and(|(from, to)| from.first_day() > to.last_day()) {
            problems.push(Diagnostic::error(
                "G016",
                place,
                "it ends before it begins",
                "correct valid_from or valid_to",
            ));
        }
        if row.lat.is_some_and(|lat| !(-90.0..=90.0).contains(&lat))
            || row.lon.is_some_and(|lon| !(-180.0..=180.0).contains(&lon))
        {
            problems.push(Diagnostic::error(
                "G017",
                place,
                "the coordinates are not on the globe",
                "degrees north, degrees east",
            ));
        }
    }
}

fn names(tables: &Tables, problems: &mut Vec<Diagnostic>) {
    let mut without_prior: BTreeMap<(&str, bool), &str> = BTreeMap::new();
    for Placed { row, place } in &tables.names {
        if row.prior.is_some_and(|p| !(0.0..=1.0).contains(&p)) {
            problems.push(Diagnostic::error(
                "G018",
                place,
                "the prior is not between 0 and 1",
                "it is the share of uses that mean this entity",
            ));
        }
        if row.prior.is_some() || row.form == Form::Surname || row.from.is_some() || row.to.is_some() {
            continue;
        }
        let key = (row.text.as_str(), row.form == Form::Metonym);
        match without_prior.get(&key) {
            Some(other) if *other != row.entity => {
                let message =
                    format!("'{}' means '{other}' and '{}', and neither has a prior", row.text, row.entity);
                problems.push(Diagnostic::warning(
                    "G019",
                    place,
                    message,
                    "give each its share of the uses in news",
                ));
            }
            _ => {
                without_prior.insert(key, &row.entity);
            }
        }
    }
}

fn roles(tables: &Tables, problems: &mut Vec<Diagnostic>) {
    for Placed { row, place } in &tables.roles {
        if row.from.zip(row.to).is_some_and(|(from, to)| from.first_day() > to.last_day()) {
            problems.push(Diagnostic::error(
                "G020",
                place,
                "the role ends before it begins",
                "correct from or to",
            ));
        }
        if row.checked.is_none() {
            problems.push(Diagnostic::warning(
                "G021",
                place,
                "no month of checking",
                "fill 'checked' with the last month known to be right",
            ));
        }
    }
}

fn sources(tables: &Tables, problems: &mut Vec<Diagnostic>) {
    let mut need = |source: &str, place: &Place| {
        if source.trim().is_empty() {
            problems.push(Diagnostic::error(
                "G022",
                place,
                "no source",
                "name where the fact can be checked",
            ));
        }
    };
    tables.entities.iter().for_each(|p| need(&p.row.source, &p.place));
    tables.names.iter().for_each(|p| need(&p.row.source, &p.place));
    tables.roles.iter().for_each(|p| need(&p.row.source, &p.place));
    tables.agents.iter().for_each(|p| need(&p.row.source, &p.place));
}
