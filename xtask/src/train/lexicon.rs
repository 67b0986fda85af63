//! What is known of a word before its sentence? Tags seen, and its class.

use super::corpus::Tree;
use super::tagging::Tags;
use crate::clause::feature::{FIXED_BIT, Info, describe, form};
use std::collections::BTreeMap;

pub(crate) struct Lexicon {
    pub(crate) values: BTreeMap<u64, u32>,
}

pub(crate) fn build_lexicon(trees: &[Tree], tags: &Tags) -> Lexicon {
    let mut counts: BTreeMap<u64, BTreeMap<u8, usize>> = BTreeMap::new();
    for tree in trees {
        for at in 0..tree.len() {
            let number = tags.number(tree.upos[at], tree.xpos[at]);
            *counts.entry(form(&tree.forms[at])).or_default().entry(number).or_default() += 1;
        }
    }
    let mut classes: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
    let mut values = BTreeMap::new();
    for (word, seen) in counts {
        let total: usize = seen.values().sum();
        if total < 3 {
            continue;
        }
        let mut shares: Vec<(u8, usize)> = seen.into_iter().filter(|(_, n)| n * 25 >= total).collect();
        shares.sort_by_key(|(tag, n)| (std::cmp::Reverse(*n), *tag));
        let names: Vec<u8> = shares.iter().take(3).map(|s| s.0).collect();
        let sole = shares[0].1 == total && total >= 40;
        let value = if sole {
            FIXED_BIT | u32::from(names[0])
        } else {
            let next = classes.len() as u32;
            (*classes.entry(names).or_insert(next)).min(FIXED_BIT - 1)
        };
        values.insert(word, value);
    }
    Lexicon { values }
}

pub(crate) fn infos(tree: &Tree, lexicon: &Lexicon) -> Vec<Info> {
    let mut infos = Vec::new();
    describe(&tree.words(), |form| lexicon.values.get(&form).copied(), &mut infos);
    infos
}
