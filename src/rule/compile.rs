//! How are the rules tried fast? Patterns indexed by trigger, word classes resolved, the most specific first.
//!
//! In: rule files. Out: a [`RuleSet`], or every problem of every file at once. The result does not depend on the order
//! of the files.

use super::builtin::RuleText;
use super::parse::{RawConditions, RawPattern, RuleFile, class_file, place_of, rule_file};
use super::{Conditions, Example, Pattern, Refinement, RuleSet, TriggerKind, WordSet};
use crate::clause::frame::Slot;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::ontology::CameoCode;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Compiles all files.
pub(crate) fn compile(files: &[RuleText]) -> Result<RuleSet> {
    let mut problems = Vec::new();
    let rules = read(files, &mut problems);
    if problems.is_empty() { Ok(index(rules)) } else { Err(Error::rule(problems)) }
}

/// A rule file with its compiled patterns.
pub(crate) struct Compiled {
    pub(crate) text: RuleText,
    pub(crate) file: RuleFile,
    pub(crate) patterns: Vec<Pattern>,
}

/// Reads and resolves every file; what cannot be used becomes a diagnostic.
pub(crate) fn read(files: &[RuleText], problems: &mut Vec<Diagnostic>) -> Vec<Compiled> {
    let classes = Classes::read(files, problems);
    let mut rules: BTreeMap<String, Compiled> = BTreeMap::new();
    for text in files.iter().filter(|f| !f.is_classes) {
        match rule_file(text) {
            Ok(file) => {
                let patterns = patterns(text, &file, &classes, problems);
                rules.insert(file.id.clone(), Compiled { text: text.clone(), file, patterns });
            }
            Err(problem) => problems.push(problem),
        }
    }
    rules.into_values().collect()
}

fn index(rules: Vec<Compiled>) -> RuleSet {
    let mut set = RuleSet {
        patterns: Vec::new(),
        by_trigger: BTreeMap::new(),
        first_words: BTreeSet::new(),
        examples: Vec::new(),
    };
    for rule in rules {
        set.examples.extend(examples(&rule));
        for pattern in rule.patterns {
            for trigger in &pattern.triggers {
                set.first_words.extend(trigger.split(' ').next().map(str::to_owned));
                set.by_trigger.entry((pattern.kind, trigger.clone())).or_default().push(set.patterns.len());
            }
            set.patterns.push(pattern);
        }
    }
    let patterns = &set.patterns;
    for found in set.by_trigger.values_mut() {
        found.sort_by_key(|i| (Reverse(patterns[*i].rank), &patterns[*i].id));
    }
    set
}

fn examples(rule: &Compiled) -> Vec<Example> {
    let example = |text: &str, events: &[String], why: Option<&str>| Example {
        rule: rule.file.id.clone(),
        text: text.to_owned(),
        events: events.to_vec(),
        file: rule.text.path.clone(),
        line: place_of(&rule.text, text).line,
        why: why.map(str::to_owned),
    };
    let fires = rule.file.fires.iter().map(|f| example(&f.text, &f.events, None));
    let silent = rule.file.silent.iter().map(|s| example(&s.text, &[], Some(&s.why)));
    fires.chain(silent).collect()
}

/// Word classes by name, with classes inside classes resolved.
struct Classes(BTreeMap<String, BTreeSet<String>>);

impl Classes {
    fn read(files: &[RuleText], problems: &mut Vec<Diagnostic>) -> Self {
        let mut raw: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for file in files.iter().filter(|f| f.is_classes) {
            match class_file(file) {
                Ok(classes) => raw.extend(classes),
                Err(problem) => problems.push(problem),
            }
        }
        let mut resolved = BTreeMap::new();
        for name in raw.keys() {
            let mut words = BTreeSet::new();
            collect(name, &raw, &mut BTreeSet::new(), &mut words);
            resolved.insert(name.clone(), words);
        }
        Self(resolved)
    }

    /// The words of a list that may name classes.
    fn words(&self, list: &[String], file: &RuleText, problems: &mut Vec<Diagnostic>) -> BTreeSet<String> {
        let mut words = BTreeSet::new();
        for word in list {
            match word.strip_prefix('@') {
                None => {
                    words.insert(word.clone());
                }
                Some(class) => match self.0.get(class) {
                    Some(members) => words.extend(members.iter().cloned()),
                    None => problems.push(Diagnostic::error(
                        "R003",
                        &place_of(file, word),
                        format!("no word class '{class}'"),
                        "classes are the keys of rules/en/words/classes.toml",
                    )),
                },
            }
        }
        words
    }
}

fn collect(
    name: &str,
    raw: &BTreeMap<String, Vec<String>>,
    seen: &mut BTreeSet<String>,
    words: &mut BTreeSet<String>,
) {
    if !seen.insert(name.to_owned()) {
        return;
    }
    for word in raw.get(name).into_iter().flatten() {
        match word.strip_prefix('@') {
            Some(class) => collect(class, raw, seen, words),
            None => {
                words.insert(word.clone());
            }
        }
    }
}

fn patterns(
    text: &RuleText,
    file: &RuleFile,
    classes: &Classes,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Pattern> {
    let mut all = Vec::new();
    for raw in &file.pattern {
        let kinds = [
            (TriggerKind::Verb, &raw.verb),
            (TriggerKind::Noun, &raw.noun),
            (TriggerKind::Adjective, &raw.adjective),
            (TriggerKind::Auxiliary, &raw.auxiliary),
        ];
        for (kind, list) in kinds.into_iter().filter(|(_, list)| !list.is_empty()) {
            let triggers = classes.words(list, text, problems);
            all.extend(pattern(text, file, raw, kind, triggers, classes, problems));
        }
    }
    all
}

fn pattern(
    text: &RuleText,
    file: &RuleFile,
    raw: &RawPattern,
    kind: TriggerKind,
    triggers: BTreeSet<String>,
    classes: &Classes,
    problems: &mut Vec<Diagnostic>,
) -> Option<Pattern> {
    let code = code(&raw.cameo, text, problems)?;
    let conditions = conditions(&raw.when, text, classes, problems);
    let refinements = refinements(raw, text, classes, problems);
    let complement: BTreeMap<String, CameoCode> = raw
        .complement
        .iter()
        .filter_map(|(prefix, cameo)| Some((prefix.clone(), self::code(cameo, text, problems)?)))
        .collect();
    let support = WordSet(classes.words(&raw.support, text, problems));
    let id = if raw.name.is_empty() { file.id.clone() } else { format!("{}/{}", file.id, raw.name) };
    let rank = raw.rank * 100
        + weight(&conditions)
        + 3 * i32::from(!complement.is_empty())
        + 2 * i32::from(!support.0.is_empty());
    Some(Pattern {
        id,
        code,
        kind,
        triggers,
        support,
        source: raw.source.iter().map(|s| slot(s)).collect(),
        target: raw.target.iter().map(|s| slot(s)).collect(),
        symmetric: raw.symmetric,
        open: raw.open,
        conditions,
        complement,
        refinements,
        status: raw.status,
        mode: raw.mode.clone(),
        rank,
    })
}

/// More conditions make a pattern more specific.
fn weight(conditions: &Conditions) -> i32 {
    let tests = [&conditions.source, &conditions.target, &conditions.not_source, &conditions.not_target];
    let count = conditions.slots.len() * 2
        + conditions.without.len()
        + usize::from(!conditions.words.0.is_empty()) * 2
        + usize::from(!conditions.inner.0.is_empty()) * 2
        + usize::from(conditions.foreign.is_some() || conditions.own.is_some())
        + tests.iter().filter(|t| !t.is_empty()).count();
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn refinements(
    raw: &RawPattern,
    text: &RuleText,
    classes: &Classes,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Refinement> {
    let mut all = Vec::new();
    for refine in &raw.refine {
        if let Some(code) = code(&refine.cameo, text, problems) {
            all.push(Refinement { code, conditions: conditions(&refine.when, text, classes, problems) });
        }
    }
    all
}

fn conditions(
    raw: &RawConditions,
    text: &RuleText,
    classes: &Classes,
    problems: &mut Vec<Diagnostic>,
) -> Conditions {
    let slots = |map: &BTreeMap<String, Vec<String>>, problems: &mut Vec<Diagnostic>| {
        map.iter().map(|(name, list)| (slot(name), WordSet(classes.words(list, text, problems)))).collect()
    };
    Conditions {
        slots: slots(&raw.slot, problems),
        without: slots(&raw.without, problems),
        words: WordSet(classes.words(&raw.words, text, problems)),
        no_words: classes.words(&raw.no_words, text, problems),
        source: raw.source.clone(),
        target: raw.target.clone(),
        not_source: raw.not_source.clone(),
        not_target: raw.not_target.clone(),
        inner: WordSet(classes.words(&raw.inner, text, problems)),
        no_inner: classes.words(&raw.no_inner, text, problems),
        no_complement: raw.no_complement.iter().cloned().collect(),
        direct: raw.direct.clone(),
        foreign: raw.foreign,
        own: raw.own,
        passive: raw.passive,
    }
}

fn code(text: &str, file: &RuleText, problems: &mut Vec<Diagnostic>) -> Option<CameoCode> {
    match text.parse() {
        Ok(code) => Some(code),
        Err(message) => {
            problems.push(Diagnostic::error(
                "R002",
                &place_of(file, text),
                message,
                "rules/cameo.csv lists the codes",
            ));
            None
        }
    }
}

/// The slot of a name: one of the five grammatical ones, else a preposition.
fn slot(name: &str) -> Slot {
    match name {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        "indirect" => Slot::Indirect,
        "possessive" => Slot::Possessive,
        "modifier" => Slot::Modifier,
        "doer" => Slot::Doer,
        "goal" => Slot::Goal,
        "speaker" => Slot::Speaker,
        preposition => Slot::Preposition(preposition.to_owned()),
    }
}
