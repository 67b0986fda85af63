//! Which part of speech has each word? A greedy tagger from left to right.
//!
//! In: the words as [`Info`]; out: tag numbers, each a pair of [`Upos`] and
//! [`Xpos`] of the model's list, so that the two can never contradict each
//! other. Words that training saw with one tag only are not asked about.
//!
//! Does not find names: a gazetteer's knowledge comes in as [`Info::known`].
//!
//! [`Upos`]: super::label::Upos
//! [`Xpos`]: super::label::Xpos

use super::feature::{Info, join, mix};
use super::model::{Model, Scores};

/// Scratch memory of the tagger.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagger {
    features: Vec<u64>,
    found: Vec<u32>,
    scores: Scores,
}

impl Tagger {
    /// The tag number of every word, into `tags`.
    ///
    /// # Complexity
    ///
    /// Linear in the words.
    pub(crate) fn tag(&mut self, model: &Model, words: &[Info], tags: &mut Vec<u8>) {
        tags.clear();
        for at in 0..words.len() {
            let tag = match words[at].fixed {
                Some(tag) => tag,
                None => self.choose(model, words, at, tags),
            };
            tags.push(tag);
        }
    }

    fn choose(&mut self, model: &Model, words: &[Info], at: usize, tags: &[u8]) -> u8 {
        features(words, at, tags, &mut self.features);
        model.tagger.score(&self.features, &mut self.found, &mut self.scores);
        best(&self.scores.0[..model.tagger.classes()])
    }
}

/// The first class of the highest score.
pub(crate) fn best(scores: &[i32]) -> u8 {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best as u8
}

/// The features of the word at `at`, given the tags before it.
pub(crate) fn features(words: &[Info], at: usize, tags: &[u8], out: &mut Vec<u64>) {
    let edge = Info::default();
    let word = |offset: isize| -> &Info {
        at.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&edge)
    };
    let tag = |back: usize| at.checked_sub(back).map_or(0, |at| u64::from(tags[at]) + 1);
    let (here, next, last) = (word(0), word(1), word(-1));
    let (one, two) = (tag(1), join(tag(1), tag(2)));
    out.clear();
    let mut add = |template: u64, value: u64| out.push(mix(template, value));
    add(10, here.form);
    add(11, last.form);
    add(12, next.form);
    add(13, word(-2).form);
    add(14, word(2).form);
    for (suffix, template) in here.suffixes.iter().zip(15..) {
        add(template, *suffix);
    }
    for (prefix, template) in here.prefixes.iter().zip(19..) {
        add(template, *prefix);
    }
    add(22, here.shape);
    add(23, one);
    add(24, two);
    add(25, join(one, here.form));
    add(26, join(one, next.form));
    add(27, join(last.form, here.form));
    add(28, join(here.form, next.form));
    add(29, join(one, here.suffixes[2]));
    add(30, join(here.shape, here.suffixes[2]));
    add(31, next.suffixes[2]);
    add(32, last.suffixes[2]);
    add(33, here.class);
    add(34, next.class);
    add(35, word(2).class);
    add(36, join(one, here.class));
    add(37, join(two, here.class));
    add(38, join(here.class, next.class));
    add(39, join(join(one, here.class), next.class));
    add(40, join(here.shape, here.class));
    add(41, join(next.class, word(2).class));
    add(42, join(here.shape, next.shape));
    add(43, join(here.cluster, one));
    add(44, join(here.cluster, next.cluster));
    add(45, join(last.cluster, here.cluster));
    add(46, join(two, next.class));
    if here.known | next.known | last.known != 0 {
        let near = join(join(last.known, here.known), next.known);
        add(47, near);
        add(48, join(here.known, one));
        add(49, join(here.known, here.shape));
    }
}
