//! Which words do the rules of lemmas get wrong? The table `models/en-lemmas.csv`.
//!
//! In: the training sentences and the lists of `xtask/data`. Out: sorted rows
//! `word,class,lemma`; rows of class `b` are verbs in their base form. The lists
//! win over the treebanks where those have misspelt lemmas.

use super::corpus::Tree;
use crate::clause::label::{Upos, Xpos};
use std::collections::{BTreeMap, BTreeSet};

const VERBS: &str = include_str!("../../data/irregular-verbs.csv");
const BASES: &str = include_str!("../../data/base-verbs.csv");
const PLURALS: &str = include_str!("../../data/irregular-plurals.csv");

/// Lemmas by word and class, and the verbs known in their base form.
#[derive(Default)]
struct Lemmas {
    rows: BTreeMap<(String, &'static str), String>,
    bases: BTreeSet<String>,
}

/// The contents of the table.
pub(crate) fn table(trees: &[Tree]) -> String {
    let lemmas = Lemmas::new(trees);
    let mut lines: BTreeSet<(String, &str, String)> =
        lemmas.rows.into_iter().map(|((word, class), lemma)| (word, class, lemma)).collect();
    lines.extend(lemmas.bases.into_iter().map(|base| (base, "b", String::new())));
    lines.iter().map(|(word, class, lemma)| format!("{word},{class},{lemma}\n")).collect()
}

/// The forms that a verb of English may have, as far as spelling tells: bits of
/// [`BASE`], [`PRESENT`], [`PAST`] and [`GERUND`] by word.
pub(crate) fn verb_forms(trees: &[Tree]) -> BTreeMap<String, u8> {
    let lemmas = Lemmas::new(trees);
    let mut forms: BTreeMap<String, u8> = BTreeMap::new();
    for base in lemmas.bases.iter().filter(|base| base.len() > 1 && base.is_ascii()) {
        *forms.entry(base.clone()).or_default() |= BASE;
        *forms.entry(with_s(base)).or_default() |= PRESENT;
        for (past, gerund) in with_endings(base) {
            *forms.entry(past).or_default() |= PAST;
            *forms.entry(gerund).or_default() |= GERUND;
        }
    }
    for (word, class) in lemmas.rows.keys() {
        if *class == "d" || *class == "n" {
            *forms.entry(word.clone()).or_default() |= PAST;
        }
    }
    forms
}

/// "strike"
pub(crate) const BASE: u8 = 1;
/// "strikes"
pub(crate) const PRESENT: u8 = 2;
/// "warned", "struck", "stricken"
pub(crate) const PAST: u8 = 4;
/// "striking"
pub(crate) const GERUND: u8 = 8;

/// The third person of a verb.
pub(crate) fn with_s(base: &str) -> String {
    if base == "have" {
        return "has".to_string();
    }
    let vowel_y = ["ay", "ey", "oy", "uy"].iter().any(|end| base.ends_with(end));
    if base.ends_with('y') && !vowel_y {
        return format!("{}ies", &base[..base.len() - 1]);
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    if hisses { format!("{base}es") } else { format!("{base}s") }
}

/// Past and gerund of a regular verb; both spellings where the last letter may
/// be doubled.
fn with_endings(base: &str) -> Vec<(String, String)> {
    let cut = &base[..base.len() - 1];
    if base.ends_with('e') {
        return vec![(format!("{base}d"), format!("{cut}ing"))];
    }
    let vowel = |letter: Option<char>| letter.is_some_and(|letter| "aeiou".contains(letter));
    let last = base.chars().next_back();
    if base.ends_with('y') && !vowel(cut.chars().next_back()) {
        return vec![(format!("{cut}ied"), format!("{base}ing"))];
    }
    let mut forms = vec![(format!("{base}ed"), format!("{base}ing"))];
    let doubles = !vowel(last) && vowel(cut.chars().next_back()) && !base.ends_with(['w', 'x', 'y']);
    if let Some(last) = last.filter(|_| doubles) {
        forms.push((format!("{base}{last}ed"), format!("{base}{last}ing")));
    }
    forms
}

fn rows(csv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    csv.lines().skip(1).map(|line| line.split(',').collect())
}

impl Lemmas {
    fn new(trees: &[Tree]) -> Lemmas {
        let mut lemmas = Lemmas::default();
        lemmas.read_trees(trees);
        lemmas.read_verbs();
        for (plural, singular) in rows(PLURALS).filter_map(|row| Some((*row.first()?, *row.get(1)?))) {
            lemmas.add_missing(plural, "s", singular);
        }
        lemmas.bases.extend(rows(BASES).filter_map(|row| Some((*row.first()?).to_string())));
        lemmas
    }

    fn add_missing(&mut self, word: &str, class: &'static str, lemma: &str) {
        self.rows.entry((word.to_string(), class)).or_insert_with(|| lemma.to_string());
    }

    /// The lemma that the treebanks give a word most often.
    fn read_trees(&mut self, trees: &[Tree]) {
        let mut counts: BTreeMap<(String, &str), BTreeMap<String, usize>> = BTreeMap::new();
        for tree in trees {
            for at in 0..tree.len() {
                let lemma = tree.lemmas[at].to_lowercase();
                let word = tree.forms[at].to_lowercase().replace('\u{2019}', "'");
                let Some(class) = class(tree.xpos[at]).filter(|_| is_plain(&word, &lemma) && !tree.typos[at])
                else {
                    continue;
                };
                if tree.upos[at] == Upos::Verb && lemma.chars().all(char::is_alphabetic) {
                    self.bases.insert(lemma.clone());
                }
                *counts.entry((word, class)).or_default().entry(lemma).or_default() += 1;
            }
        }
        for (key, seen) in counts {
            // Of equals, "breathe" not "breath" for a verb, "myth" not "myths" for a noun.
            let sign = if key.1 == "s" { -1 } else { 1 };
            let size = |lemma: &str| lemma.len() as isize * sign;
            let best = seen.into_iter().max_by_key(|(lemma, count)| (*count, size(lemma), lemma.clone()));
            self.rows.extend(best.map(|(lemma, _)| (key, lemma)));
        }
    }

    fn read_verbs(&mut self) {
        for row in rows(VERBS) {
            let [base, past, participle, gerund] = row[..] else { continue };
            self.bases.insert(base.to_string());
            for (form, class) in [(past, "d"), (participle, "n")] {
                self.rows.insert((form.to_string(), class), base.to_string());
            }
            // A participle that is no past form ("run", "come") is none either by mistake.
            if participle != base {
                self.add_missing(participle, "d", base);
            }
            self.add_missing(past, "n", base);
            self.add_missing(gerund, "g", base);
        }
        self.rows.retain(|(word, _), _| !word.is_empty());
    }
}

fn is_plain(word: &str, lemma: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '\'')
        && !word.contains(',')
        && !lemma.contains(',')
}

fn class(xpos: Xpos) -> Option<&'static str> {
    Some(match xpos {
        Xpos::Vb | Xpos::Vbp | Xpos::Md => "p",
        Xpos::Vbz => "z",
        Xpos::Vbd => "d",
        Xpos::Vbn => "n",
        Xpos::Vbg => "g",
        Xpos::Nns | Xpos::Nnps => "s",
        Xpos::Jjr | Xpos::Rbr => "r",
        Xpos::Jjs | Xpos::Rbs => "t",
        _ => return None,
    })
}
