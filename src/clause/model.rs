//! What has the grammar learned? The model file, read in place.
//!
//! In: the bytes of `models/en.bin`. Out: [`Model`], borrowed tables that answer
//! "which weights has this feature?" without an allocation. Numbers are
//! assembled from bytes, so the file needs no alignment and reads the same on
//! every machine.
//!
//! ```text
//! magic 8 | version u32 | checksum u64 | count u32 | (offset u32, length u32)* | sections
//! index   = seed count u32 | slot count u32 | seeds u16* | slots 5 bytes* | 3 bytes of rest
//! slot    = value (22 bits) | check (18 bits)
//! row     = n u8 | scale u8 | n * (class u8, weight i8)       sparse
//!         = 255  | scale u8 | width * weight i8               dense
//! ```
//!
//! An index is a perfect hash: one seed and one slot are read for each lookup,
//! whether the feature is known or not. 18 check bits let one unknown feature in
//! 262,144 pass for a known one, which no measurement has shown to matter.
//!
//! Does not train or write models.

use std::fmt;

/// First bytes of a model file.
pub(crate) const MAGIC: [u8; 8] = *b"DETENTE\0";
/// Version of the layout above; raised whenever a reader would misread.
pub(crate) const VERSION: u32 = 1;
/// Bytes before the section table.
pub(crate) const HEADER: usize = 24;
/// Sections of a model file.
pub(crate) const SECTIONS: usize = 7;
/// Bits of a slot that hold its value.
pub(crate) const VALUE_BITS: u32 = 22;
/// Most classes that a weight table may have.
pub(crate) const MAX_CLASSES: usize = 128;
/// First byte of a dense row.
pub(crate) const DENSE: u8 = 255;

/// Why bytes are not a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ModelError {
    /// The file does not begin as a model.
    Magic,
    /// The layout is of another version.
    Version(u32),
    /// The contents do not match the checksum.
    Checksum,
    /// A section is missing or too short.
    Truncated(&'static str),
    /// A label index is unknown to this build.
    Label,
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ModelError::Magic => write!(f, "not a grammar model"),
            ModelError::Version(found) => {
                write!(f, "grammar model of version {found}, expected {VERSION}")
            }
            ModelError::Checksum => write!(f, "grammar model is damaged (checksum)"),
            ModelError::Truncated(part) => write!(f, "grammar model is cut short in {part}"),
            ModelError::Label => write!(f, "grammar model names an unknown label"),
        }
    }
}

impl std::error::Error for ModelError {}

/// A trained grammar, borrowed from the bytes of its file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model {
    /// What training knew about words.
    pub(crate) lexicon: Index,
    /// Pairs (Upos, Xpos) by tag number, two bytes each.
    pub(crate) tags: &'static [u8],
    /// Weights of the tagger; classes are tag numbers.
    pub(crate) tagger: Weights,
    /// Transitions by number, two bytes each (kind, relation).
    pub(crate) actions: &'static [u8],
    /// Weights of the parser; classes are transition numbers.
    pub(crate) parser: Weights,
}

impl Model {
    /// Reads a model in place.
    ///
    /// # Errors
    ///
    /// Says what is wrong when the bytes are no model of this version.
    pub(crate) fn from_bytes(bytes: &'static [u8]) -> Result<Model, ModelError> {
        check_header(bytes)?;
        let section = |number: usize| section(bytes, number);
        let model = Model {
            lexicon: Index::from_bytes(section(0)?)?,
            tags: section(1)?,
            tagger: Weights::from_bytes(section(2)?, section(3)?, section(1)?.len() / 2)?,
            actions: section(4)?,
            parser: Weights::from_bytes(section(5)?, section(6)?, section(4)?.len() / 2)?,
        };
        model.check_labels()?;
        Ok(model)
    }

    fn check_labels(&self) -> Result<(), ModelError> {
        use super::label::{Rel, Upos, Xpos};
        let tags = self.tags.chunks(2).all(|pair| match pair {
            [upos, xpos] => Upos::from_index(*upos).is_some() && Xpos::from_index(*xpos).is_some(),
            _ => false,
        });
        let actions = self.actions.chunks(2).all(|pair| match pair {
            [kind, relation] => *kind < 4 && Rel::from_index(*relation).is_some(),
            _ => false,
        });
        // A word that is read again at the end must be able to find a head.
        let closes = self.actions.chunks(2).any(|pair| pair[0] == 3);
        if tags && actions && closes { Ok(()) } else { Err(ModelError::Label) }
    }
}

fn check_header(bytes: &[u8]) -> Result<(), ModelError> {
    if bytes.get(..8) != Some(&MAGIC[..]) {
        return Err(ModelError::Magic);
    }
    let version = u32_at(bytes, 8).ok_or(ModelError::Truncated("header"))?;
    if version != VERSION {
        return Err(ModelError::Version(version));
    }
    let stored = bytes.get(12..20).ok_or(ModelError::Truncated("header"))?;
    let rest = bytes.get(20..).ok_or(ModelError::Truncated("header"))?;
    if stored == checksum(rest).to_le_bytes() { Ok(()) } else { Err(ModelError::Checksum) }
}

fn section(bytes: &'static [u8], number: usize) -> Result<&'static [u8], ModelError> {
    let cut = ModelError::Truncated("sections");
    let offset = u32_at(bytes, HEADER + number * 8).ok_or(cut)? as usize;
    let length = u32_at(bytes, HEADER + number * 8 + 4).ok_or(cut)? as usize;
    let end = offset.checked_add(length).ok_or(cut)?;
    bytes.get(offset..end).ok_or(cut)
}

/// A 64-bit FNV-like sum over words of eight bytes: a model loads in a few
/// milliseconds where the sum byte by byte would take most of them.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0_u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3);
        sum ^= sum >> 29;
    }
    sum ^ bytes.len() as u64
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// A perfect hash from features to small values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Index {
    seeds: &'static [u8],
    slots: &'static [u8],
    seed_count: u64,
    slot_count: u64,
}

impl Index {
    fn from_bytes(bytes: &'static [u8]) -> Result<Index, ModelError> {
        let cut = ModelError::Truncated("index");
        let seed_count = u32_at(bytes, 0).ok_or(cut)? as usize;
        let slot_count = u32_at(bytes, 4).ok_or(cut)? as usize;
        let slots_at = 8 + seed_count * 2;
        let seeds = bytes.get(8..slots_at).ok_or(cut)?;
        let slots = bytes.get(slots_at..).ok_or(cut)?;
        if slots.len() < slot_count * 5 + 3 || seed_count == 0 || slot_count == 0 {
            return Err(cut);
        }
        Ok(Index { seeds, slots, seed_count: seed_count as u64, slot_count: slot_count as u64 })
    }

    /// The value of a feature, if training kept it.
    #[inline]
    pub(crate) fn find(&self, feature: u64) -> Option<u32> {
        let (value, known) = self.look(feature);
        known.then_some(value)
    }

    /// What stands where the feature would, and whether it is the feature's.
    #[inline]
    fn look(&self, feature: u64) -> (u32, bool) {
        let bucket = bucket(feature, self.seed_count) * 2;
        let Some(&[low, high]) = self.seeds.get(bucket..bucket + 2) else {
            return (0, false);
        };
        let at = slot(feature, u16::from_le_bytes([low, high]), self.slot_count) * 5;
        let Some(&[a, b, c, d, e, ..]) = self.slots.get(at..at + 8) else {
            return (0, false);
        };
        let stored = u64::from_le_bytes([a, b, c, d, e, 0, 0, 0]);
        (stored as u32 & ((1 << VALUE_BITS) - 1), stored >> VALUE_BITS == check(feature))
    }
}

/// The bucket of a feature among `count`.
#[inline]
pub(crate) fn bucket(feature: u64, count: u64) -> usize {
    (((feature >> 32) * count) >> 32) as usize
}

/// The slot of a feature among `count` under its bucket's seed.
#[inline]
pub(crate) fn slot(feature: u64, seed: u16, count: u64) -> usize {
    let mixed =
        (feature ^ u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (((mixed >> 32) * count) >> 32) as usize
}

/// The bits of a feature that a slot stores to tell strangers.
#[inline]
pub(crate) fn check(feature: u64) -> u64 {
    feature & 0x3_ffff
}

/// A table of weights by feature and class.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights {
    index: Index,
    rows: &'static [u8],
    classes: usize,
}

impl Weights {
    fn from_bytes(index: &'static [u8], rows: &'static [u8], classes: usize) -> Result<Weights, ModelError> {
        if classes == 0 || classes > MAX_CLASSES {
            return Err(ModelError::Truncated("classes"));
        }
        Ok(Weights { index: Index::from_bytes(index)?, rows, classes })
    }

    /// How many classes are scored.
    pub(crate) fn classes(&self) -> usize {
        self.classes
    }

    /// Sums the weights of all features for every class.
    ///
    /// Lookups, then sums: the loads of the first loop do not wait for each
    /// other, which is what makes it fast.
    pub(crate) fn score(&self, features: &[u64], found: &mut Vec<u32>, scores: &mut Scores) {
        found.clear();
        found.extend(features.iter().filter_map(|feature| self.index.find(*feature)));
        // Two sums in turn: nearly every row adds to the same few classes, and an
        // addition need not wait for the one of the row before.
        let mut odd = [0_i32; MAX_CLASSES];
        scores.0.fill(0);
        for pair in found.chunks(2) {
            self.add(pair[0] as usize * 2, &mut scores.0);
            if let Some(row) = pair.get(1) {
                self.add(*row as usize * 2, &mut odd);
            }
        }
        scores.0.iter_mut().zip(&odd).for_each(|(score, other)| *score += other);
    }

    #[inline]
    fn add(&self, at: usize, scores: &mut [i32; MAX_CLASSES]) {
        let Some([count, scale, weights @ ..]) = self.rows.get(at..) else {
            return;
        };
        let scale = i32::from(*scale);
        if *count == DENSE {
            let width = self.classes.min(weights.len());
            for (score, weight) in scores.iter_mut().zip(&weights[..width]) {
                *score += i32::from(*weight as i8) * scale;
            }
            return;
        }
        let cells = weights.get(..usize::from(*count) * 2).unwrap_or(&[]);
        for cell in cells.chunks_exact(2) {
            scores[usize::from(cell[0]) % MAX_CLASSES] += i32::from(cell[1] as i8) * scale;
        }
    }
}

/// One score for each class.
#[derive(Clone, Debug)]
pub(crate) struct Scores(pub(crate) [i32; MAX_CLASSES]);

impl Default for Scores {
    fn default() -> Scores {
        Scores([0; MAX_CLASSES])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static FILE: &[u8] = include_bytes!("../../models/en.bin");

    fn damaged(change: impl Fn(&mut Vec<u8>)) -> Option<ModelError> {
        let mut bytes = FILE.to_vec();
        change(&mut bytes);
        Model::from_bytes(bytes.leak()).err()
    }

    #[test]
    fn the_model_of_this_version_loads() {
        assert_eq!(damaged(|_| ()), None);
    }

    #[test]
    fn damage_is_an_error() {
        assert_eq!(damaged(|bytes| bytes[0] ^= 1), Some(ModelError::Magic));
        assert_eq!(damaged(|bytes| bytes[8] = 99), Some(ModelError::Version(99)));
        assert_eq!(damaged(|bytes| bytes[12] ^= 1), Some(ModelError::Checksum));
        assert_eq!(damaged(|bytes| bytes[FILE.len() / 2] ^= 1), Some(ModelError::Checksum));
        assert_eq!(damaged(|bytes| bytes.truncate(FILE.len() - 1)), Some(ModelError::Checksum));
    }

    #[test]
    fn a_cut_header_is_an_error() {
        for length in 0..HEADER {
            assert!(damaged(|bytes| bytes.truncate(length)).is_some(), "{length} bytes");
        }
    }

    #[test]
    fn sections_beyond_the_end_are_an_error() {
        for section in 0..SECTIONS {
            let error = damaged(|bytes| {
                let at = HEADER + section * 8;
                bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
                let sum = checksum(&bytes[20..]);
                bytes[12..20].copy_from_slice(&sum.to_le_bytes());
            });
            assert_eq!(error, Some(ModelError::Truncated("sections")), "section {section}");
        }
    }
}
