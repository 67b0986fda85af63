//! How are the taggers trained? One on all sentences, and one for each fold.

use super::chance::Chance;
use super::corpus::Tree;
use super::lexicon::{Lexicon, infos};
use super::table::{Scores, Table};
use super::vary::vary;
use crate::clause::feature::Info;
use crate::clause::label::{Upos, Xpos};
use crate::clause::tag;
use std::collections::BTreeMap;

/// Tag numbers, by share of the training words.
pub(crate) struct Tags(pub(crate) Vec<(Upos, Xpos)>);

impl Tags {
    pub(crate) fn number(&self, upos: Upos, xpos: Xpos) -> u8 {
        self.0.iter().position(|pair| *pair == (upos, xpos)).unwrap_or(0) as u8
    }
}

pub(crate) fn collect_tags(trees: &[Tree]) -> Tags {
    let mut counts: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
    for tree in trees {
        for pair in tree.upos.iter().zip(&tree.xpos) {
            *counts.entry((*pair.0, *pair.1)).or_default() += 1;
        }
    }
    let mut pairs: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= 3).collect();
    pairs.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
    Tags(pairs.into_iter().map(|(pair, _)| pair).take(128).collect())
}

fn argmax(scores: &[f32]) -> u8 {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best as u8
}

/// Tags with float weights, for training the parser.
pub(crate) fn run_tagger(table: &Table, words: &[Info], count: usize) -> Vec<u8> {
    let mut tags = Vec::with_capacity(words.len());
    let mut features = Vec::new();
    let mut scores: Scores = [0.0; 128];
    for at in 0..words.len() {
        let tag = words[at].fixed.unwrap_or_else(|| {
            tag::features(words, at, &tags, &mut features);
            table.score(&features, &mut scores);
            argmax(&scores[..count])
        });
        tags.push(tag);
    }
    tags
}

fn tag_accuracy(table: &Table, trees: &[Tree], tags: &Tags, lexicon: &Lexicon) -> f64 {
    let (mut right, mut all) = (0, 0);
    for tree in trees {
        let found = run_tagger(table, &infos(tree, lexicon), tags.0.len());
        right +=
            found.iter().zip(&tree.upos).filter(|(tag, upos)| tags.0[usize::from(**tag)].0 == **upos).count();
        all += tree.len();
    }
    100.0 * right as f64 / all as f64
}

pub(crate) const FOLDS: usize = 4;

/// The tagger on all sentences first, then one for each fold left out: the
/// parser must learn from tags as wrong as it will meet.
pub(crate) fn train_taggers(trees: &[Tree], tags: &Tags, lexicon: &Lexicon, seed: u64) -> Vec<Table> {
    let jobs: Vec<usize> = (0..=FOLDS).collect();
    let mut out: Vec<Table> = Vec::new();
    for pair in jobs.chunks(2) {
        let made: Vec<Table> = std::thread::scope(|scope| {
            let running: Vec<_> = pair
                .iter()
                .map(|job| {
                    scope.spawn(move || {
                        let kept: Vec<&Tree> = trees
                            .iter()
                            .enumerate()
                            .filter(|(at, _)| *job == 0 || at % FOLDS != job - 1)
                            .map(|(_, tree)| tree)
                            .collect();
                        train_tagger(&kept, tags, lexicon, seed + *job as u64, if *job == 0 { 10 } else { 6 })
                    })
                })
                .collect();
            running.into_iter().filter_map(|thread| thread.join().ok()).collect()
        });
        out.extend(made);
    }
    out
}

fn train_tagger(trees: &[&Tree], tags: &Tags, lexicon: &Lexicon, seed: u64, epochs: usize) -> Table {
    let mut table = Table::default();
    let mut chance = Chance(seed);
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let mut features = Vec::new();
    let mut scores: Scores = [0.0; 128];
    for epoch in 0..epochs {
        if epoch == 2 {
            table = table.emptied(3);
        }
        chance.shuffle(&mut order);
        for at in &order {
            let tree = vary(trees[*at], &mut chance);
            let words = infos(&tree, lexicon);
            let mut found = Vec::with_capacity(words.len());
            for at in 0..words.len() {
                let gold = tags.number(tree.upos[at], tree.xpos[at]);
                if let Some(tag) = words[at].fixed {
                    found.push(tag);
                    continue;
                }
                tag::features(&words, at, &found, &mut features);
                table.score(&features, &mut scores);
                let guess = argmax(&scores[..tags.0.len()]);
                table.now += 1;
                if guess != gold {
                    table.update(&features, gold, guess, 1.0);
                }
                found.push(guess);
            }
        }
    }
    table.averaged(4)
}
