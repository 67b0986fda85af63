//! What is known of a word before its sentence? Tags seen, and its class.

use super::corpus::Tree;
use super::lemmas::verb_forms;
use super::tagging::Tags;
use crate::clause::feature::{FIXED_BIT, Info, describe, form};
use std::collections::BTreeMap;

pub(crate) struct Lexicon {
    pub(crate) values: BTreeMap<u64, u32>,
}

/// Tags seen for the words of training, and the forms that verbs may have.
///
/// A verb's possible forms are part of the class, so that "resigns" is known for
/// a verb though no treebank has it, and "strikes" for a verb though the treebanks
/// have the noun only.
pub(crate) fn build_lexicon(trees: &[Tree], tags: &Tags) -> Lexicon {
    let mut counts: BTreeMap<u64, BTreeMap<u8, usize>> = BTreeMap::new();
    for tree in trees {
        for at in 0..tree.len() {
            let number = tags.number(tree.upos[at], tree.xpos[at]);
            *counts.entry(form(&tree.forms[at])).or_default().entry(number).or_default() += 1;
        }
    }
    let verbs: BTreeMap<u64, u8> =
        verb_forms(trees).into_iter().map(|(word, forms)| (form(&word), forms)).collect();
    verbs.keys().for_each(|word| {
        counts.entry(*word).or_default();
    });
    let mut classes: BTreeMap<(Vec<u8>, u8), u32> = BTreeMap::new();
    let mut values = BTreeMap::new();
    for (word, seen) in counts {
        let verb = verbs.get(&word).copied().unwrap_or(0);
        let total: usize = seen.values().sum();
        if total < LEAST && verb == 0 {
            continue;
        }
        let mut shares: Vec<(u8, usize)> = seen.into_iter().filter(|(_, n)| n * 25 >= total).collect();
        shares.sort_by_key(|(tag, n)| (std::cmp::Reverse(*n), *tag));
        let names: Vec<u8> = shares.iter().filter(|_| total >= LEAST).take(3).map(|(tag, _)| *tag).collect();
        let value = match shares[..] {
            [(tag, n)] if n == total && total >= SOLE => FIXED_BIT | u32::from(tag),
            _ => {
                let next = classes.len() as u32;
                (*classes.entry((names, verb)).or_insert(next)).min(FIXED_BIT - 1)
            }
        };
        values.insert(word, value);
    }
    Lexicon { values }
}

/// Words seen less often are as good as unknown.
const LEAST: usize = 3;
/// A word seen so often with one tag has no other.
const SOLE: usize = 40;

pub(crate) fn infos(tree: &Tree, lexicon: &Lexicon) -> Vec<Info> {
    let mut infos = Vec::new();
    describe(&tree.words(), |form| lexicon.values.get(&form).copied(), &mut infos);
    infos
}
