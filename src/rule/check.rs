//! Are the rules sound? Problems that a single key does not show.
//!
//! In: all rule files. Out: diagnostics with file, line, column and what to do. A user's own files may lack examples:
//! that is a warning; a built-in rule without them is an error.

use super::builtin::RuleText;
use super::compile::{Compiled, read};
use super::parse::place_of;
use crate::diagnostic::Diagnostic;
use crate::ontology::Ontology;
use std::collections::BTreeMap;

/// Examples that every rule brings.
const FIRES: usize = 2;
const SILENT: usize = 1;

/// Every problem of every file.
pub(crate) fn problems(files: &[RuleText]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let rules = read(files, &mut problems);
    same_id(files, &mut problems);
    for rule in &rules {
        names(rule, &mut problems);
        examples(rule, &mut problems);
        codes(rule, &mut problems);
        triggers(rule, &mut problems);
    }
    same_twice(&rules, &mut problems);
    problems
}

/// Two files of one layer with the same name: the later one would silently replace the other.
fn same_id(files: &[RuleText], problems: &mut Vec<Diagnostic>) {
    let stem = |file: &RuleText| file.path.rsplit(['/', '\\']).next().unwrap_or("").to_owned();
    let mut seen: BTreeMap<(bool, String), &str> = BTreeMap::new();
    for file in files.iter().filter(|f| !f.is_classes) {
        if let Some(other) = seen.insert((file.is_builtin, stem(file)), &file.path) {
            let message = format!("'{other}' has the same id");
            problems.push(Diagnostic::error(
                "R011",
                &place_of(file, "id"),
                message,
                "give one of the two another name",
            ));
        }
    }
}

fn names(rule: &Compiled, problems: &mut Vec<Diagnostic>) {
    let stem = rule.text.path.rsplit(['/', '\\']).next().and_then(|f| f.strip_suffix(".toml")).unwrap_or("");
    let place = place_of(&rule.text, "id");
    if stem != rule.file.id {
        let message = format!("the file is called '{stem}' and its id is '{}'", rule.file.id);
        problems.push(Diagnostic::error("R004", &place, message, "give both the same name"));
    }
    if rule.file.about.trim().is_empty() {
        problems.push(Diagnostic::error(
            "R005",
            &place,
            "'about' is empty",
            "say in one sentence what the act is",
        ));
    }
}

fn examples(rule: &Compiled, problems: &mut Vec<Diagnostic>) {
    let (fires, silent) = (rule.file.fires.len(), rule.file.silent.len());
    if fires >= FIRES && silent >= SILENT {
        return;
    }
    let message = format!("{fires} 'fires' and {silent} 'silent' examples");
    let hint = "a rule brings two sentences that fire and one near miss that does not";
    let place = place_of(&rule.text, "id");
    let problem = if rule.text.is_builtin { Diagnostic::error } else { Diagnostic::warning };
    problems.push(problem("R006", &place, message, hint));
}

fn codes(rule: &Compiled, problems: &mut Vec<Diagnostic>) {
    let Ok(ontology) = Ontology::builtin() else { return };
    for pattern in &rule.patterns {
        let all = std::iter::once(&pattern.code)
            .chain(pattern.complement.values())
            .chain(pattern.refinements.iter().map(|r| &r.code));
        for code in all.filter(|c| ontology.get(**c).is_none()) {
            let message = format!("CAMEO has no code {code}");
            problems.push(Diagnostic::error(
                "R007",
                &place_of(&rule.text, code.as_str()),
                message,
                "rules/cameo.csv lists the codes",
            ));
        }
    }
}

fn triggers(rule: &Compiled, problems: &mut Vec<Diagnostic>) {
    for pattern in &rule.patterns {
        for word in pattern.triggers.iter().filter(|w| **w != w.to_lowercase()) {
            let message = format!("the trigger '{word}' has capitals and can never be met");
            problems.push(Diagnostic::error(
                "R008",
                &place_of(&rule.text, word),
                message,
                "triggers are base forms in lower case",
            ));
        }
    }
}

/// The same trigger with the same code, slots and conditions in two rules.
fn same_twice(rules: &[Compiled], problems: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for rule in rules {
        for pattern in &rule.patterns {
            for trigger in &pattern.triggers {
                let key = format!(
                    "{trigger} {:?} {} {:?} {:?} {:?} {:?}",
                    pattern.kind,
                    pattern.code,
                    pattern.support,
                    pattern.conditions,
                    pattern.complement,
                    pattern.source
                );
                match seen.get(&key) {
                    Some(other) if *other != rule.file.id => {
                        let message =
                            format!("'{trigger}' with code {} also stands in rule '{other}'", pattern.code);
                        problems.push(Diagnostic::warning(
                            "R009",
                            &place_of(&rule.text, trigger),
                            message,
                            "keep it in one of the two",
                        ));
                    }
                    _ => {
                        seen.insert(key, &rule.file.id);
                    }
                }
            }
        }
    }
}
