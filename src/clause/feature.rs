//! What does the grammar look at? Words as numbers, and numbers mixed to features.
//!
//! In: [`Word`]s, with what the gazetteers know of them. Out: [`Info`], computed
//! once a word and read by the tagger and the parser. A feature is a 64-bit
//! number; the model's index finds its weights.
//!
//! Does not choose which features are used: `tag` and `transition` do.

use super::model::Index;

/// What the gazetteers know of a word, usually a whole name in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Known {
    /// Nothing.
    None,
    /// A person.
    Person,
    /// A country.
    Country,
    /// An organization.
    Organization,
    /// A place.
    Place,
    /// An armed or other group.
    Group,
}

/// One word of a sentence, or a name that stands as one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'t> {
    /// The text, as written.
    pub(crate) text: &'t str,
    /// What the gazetteers know of it.
    pub(crate) known: Known,
}

/// How a sentence is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Running = 0,
    Title = 1,
    Capitals = 2,
}

/// What the grammar sees of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Info {
    /// The lower-cased word; a known name of several words is its kind instead.
    pub(crate) form: u64,
    /// Last one to four characters.
    pub(crate) suffixes: [u64; 4],
    /// First one to three characters.
    pub(crate) prefixes: [u64; 3],
    /// Capitals, digits, marks.
    pub(crate) shape: u64,
    /// The tags that training saw for the word, as a class; 0 for none.
    pub(crate) class: u64,
    /// The words that training saw around the word, as a class; 0 for none.
    pub(crate) cluster: u64,
    /// The tag, where training saw only one.
    pub(crate) fixed: Option<u8>,
    /// What the gazetteers know.
    pub(crate) known: u64,
}

/// Bits of a lexicon value that hold the tag class.
pub(crate) const CLASS_BITS: u32 = 12;
/// Bit of a lexicon value that says "the class is a tag number".
pub(crate) const FIXED_BIT: u32 = 1 << CLASS_BITS;

/// Mixes a template number and one value to a feature.
#[inline]
pub(crate) fn mix(template: u64, value: u64) -> u64 {
    let mixed = (template.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ value).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^ (mixed >> 32)
}

/// Joins two values to one, order kept.
#[inline]
pub(crate) fn join(left: u64, right: u64) -> u64 {
    (left.wrapping_mul(0x8765_4321_0fed_cba9) ^ (left >> 31))
        .wrapping_add(right.wrapping_mul(0xa24b_aed4_963e_e407))
}

/// The words of a sentence as the grammar sees them, into `infos`.
pub(crate) fn describe(words: &[Word<'_>], lexicon: impl Fn(u64) -> Option<u32>, infos: &mut Vec<Info>) {
    infos.clear();
    let case = case_of(words);
    let mut first = true;
    for word in words {
        let mut info = describe_word(word, case, first);
        if let Some(value) = lexicon(info.form) {
            info.class = u64::from(value & (FIXED_BIT * 2 - 1)) + 1;
            info.cluster = u64::from(value >> (CLASS_BITS + 1));
            info.fixed = (value & FIXED_BIT != 0).then_some(value as u8);
        }
        first &= !word.text.chars().any(char::is_alphanumeric);
        infos.push(info);
    }
}

/// Looks words up in the lexicon of a model.
pub(crate) fn lexicon_of(index: Index) -> impl Fn(u64) -> Option<u32> {
    move |form| index.find(form)
}

fn describe_word(word: &Word<'_>, case: Case, first: bool) -> Info {
    let text = word.text;
    let last = text.rsplit(' ').next().unwrap_or(text);
    let many = last.len() != text.len();
    let form = if many { mix(1, word.known as u64) } else { form(text) };
    let mut info = Info { form, known: word.known as u64, ..Info::default() };
    info.shape = shape(text, first) | (case as u64) << 16 | u64::from(many) << 15;
    affixes(last, &mut info);
    info
}

/// The lower-cased word as a number; digits count as one character.
pub(crate) fn form(text: &str) -> u64 {
    let mut hash = 0;
    for character in text.chars() {
        hash = join(hash, folded(character)) ^ 0x55;
    }
    mix(2, hash)
}

/// One character without case; all digits and all apostrophes are equal.
#[inline]
fn folded(character: char) -> u64 {
    let plain = match character {
        '0'..='9' => '0',
        '\u{2019}' | '`' => '\'',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    };
    u64::from(u32::from(plain))
}

fn affixes(text: &str, info: &mut Info) {
    let mut hash = 3;
    for (suffix, character) in info.suffixes.iter_mut().zip(text.chars().rev()) {
        hash = join(hash, folded(character));
        *suffix = hash;
    }
    hash = 4;
    for (prefix, character) in info.prefixes.iter_mut().zip(text.chars()) {
        hash = join(hash, folded(character));
        *prefix = hash;
    }
}

fn shape(text: &str, first: bool) -> u64 {
    let mut bits = u64::from(first);
    let mut letters = 0_u32;
    let mut capitals = 0_u32;
    for (at, character) in text.chars().enumerate() {
        let capital = character.is_uppercase();
        letters += u32::from(character.is_alphabetic());
        capitals += u32::from(capital);
        bits |= u64::from(at == 0 && capital) << 1;
        bits |= u64::from(at == 0 && character.is_numeric()) << 2;
        bits |= u64::from(character.is_numeric()) << 3;
        bits |= u64::from(character == '-') << 4;
        bits |= u64::from(character == '.') << 5;
        bits |= u64::from(character == '@' || character == '/') << 6;
    }
    bits |= u64::from(letters == 0) << 7;
    bits |= u64::from(letters > 1 && capitals == letters) << 8;
    bits |= u64::from(letters == 1) << 9;
    bits | u64::from(capitals > 1 && capitals < letters) << 10
}

/// Tells headlines from running text: capitals carry no news in them.
fn case_of(words: &[Word<'_>]) -> Case {
    let mut long = 0;
    let mut capital = 0;
    let mut shouted = 0;
    for word in words.iter().filter(|word| word.known == Known::None) {
        let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            continue;
        }
        long += usize::from(letters > 3);
        capital += usize::from(letters > 3 && word.text.starts_with(char::is_uppercase));
        let upper = !word.text.chars().any(char::is_lowercase);
        shouted += usize::from(upper && letters > 3);
    }
    if long >= 2 && shouted * 10 >= long * 8 {
        Case::Capitals
    } else if long >= 4 && capital * 10 >= long * 8 {
        Case::Title
    } else {
        Case::Running
    }
}
