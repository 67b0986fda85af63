//! What is the dictionary form of a word? Lemmas of English by table and rule.
//!
//! In: the lower-cased word and its tag; out: the lemma. Words that the rules
//! get wrong stand in `models/en-lemmas.csv` (`word,class,lemma`, sorted), which
//! is searched in place; rows of class `b` are verbs known in their base form,
//! which decide whether a final "e" comes back ("hoping", "helping").
//!
//! ```ignore
//! assert_eq!(lemma("accused", Xpos::Vbd), "accuse");
//! ```
//!
//! Does not choose between tags: "left" is "leave" only where it is a verb.

use super::label::Xpos;
use std::borrow::Cow;

/// The table, sorted by word and class.
static TABLE: &str = include_str!("../../models/en-lemmas.csv");

/// The lemma of a lower-cased word.
pub(crate) fn lemma(word: &str, xpos: Xpos) -> Cow<'_, str> {
    let class = match xpos {
        Xpos::Vb | Xpos::Vbp | Xpos::Md => "p",
        Xpos::Vbz => "z",
        Xpos::Vbd => "d",
        Xpos::Vbn => "n",
        Xpos::Vbg => "g",
        Xpos::Nns | Xpos::Nnps => "s",
        Xpos::Jjr | Xpos::Rbr => "r",
        Xpos::Jjs | Xpos::Rbs => "t",
        _ => return Cow::Borrowed(word),
    };
    if let Some(found) = find(word, class) {
        return Cow::Borrowed(found);
    }
    match class {
        "z" => singular(word, true),
        "s" => singular(word, false),
        "d" | "n" => ending(word, "ed"),
        "g" => ending(word, "ing"),
        "r" => compared(word, "er"),
        "t" => compared(word, "est"),
        _ => Cow::Borrowed(word),
    }
}

/// The entry of a word and class, by binary search over the lines.
fn find(word: &str, class: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, TABLE.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = TABLE.as_bytes()[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let end =
            TABLE.as_bytes()[middle..].iter().position(|b| *b == b'\n').map_or(TABLE.len(), |at| middle + at);
        let mut cells = TABLE.get(start..end)?.split(',');
        let key = (cells.next()?, cells.next()?);
        match key.cmp(&(word, class)) {
            std::cmp::Ordering::Equal => return cells.next(),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start.min(middle),
        }
    }
    None
}

fn is_verb(word: &str) -> bool {
    find(word, "b").is_some()
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Takes the -s off a plural noun or a verb.
fn singular(word: &str, verb: bool) -> Cow<'_, str> {
    let cut = |count: usize| Cow::Borrowed(&word[..word.len() - count]);
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&["ies"]) && word.len() > 4 {
        return Cow::Owned(format!("{}y", &word[..word.len() - 3]));
    }
    if ends(&["sses", "shes", "ches", "xes", "zzes"]) || (ends(&["oes"]) && word.len() > 4) {
        return cut(2);
    }
    if !verb && ends(&["ss", "us", "is"]) {
        return Cow::Borrowed(word);
    }
    if ends(&["s"]) && word.len() > 2 { cut(1) } else { Cow::Borrowed(word) }
}

/// Takes -ed or -ing off a verb and brings its "e" back.
fn ending<'w>(word: &'w str, ending: &str) -> Cow<'w, str> {
    let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.bytes().any(|b| is_vowel(b) || b == b'y'))
    else {
        return Cow::Borrowed(word);
    };
    if let Some(root) = stem.strip_suffix('i').filter(|root| ending == "ed" && root.len() > 1) {
        return Cow::Owned(format!("{root}y"));
    }
    let silent = format!("{stem}e");
    let short = doubled(stem);
    match (is_verb(stem), is_verb(&silent), short.filter(|short| is_verb(short))) {
        (true, true, _) if is_closed(stem) => Cow::Owned(silent),
        (true, _, _) => Cow::Borrowed(stem),
        (_, true, _) => Cow::Owned(silent),
        (_, _, Some(short)) => Cow::Borrowed(short),
        _ if lost_e(stem) => Cow::Owned(silent),
        _ => Cow::Borrowed(short.unwrap_or(stem)),
    }
}

/// The stem without its doubled consonant, where English doubles it.
fn doubled(stem: &str) -> Option<&str> {
    let bytes = stem.as_bytes();
    let [.., before, last] = bytes else {
        return None;
    };
    let doubles =
        before == last && matches!(last, b'b' | b'd' | b'g' | b'l' | b'm' | b'n' | b'p' | b'r' | b't');
    // "call", "fill", "err": a short stem in l or r had both letters before.
    let kept = matches!(last, b'l') || bytes.len() < 4;
    (doubles && !kept).then(|| &stem[..stem.len() - 1])
}

/// One consonant after one vowel: such a stem would have doubled it.
fn is_closed(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let [.., before, vowel, last] = bytes else {
        return bytes.len() == 2;
    };
    let vowels = bytes.iter().filter(|b| is_vowel(**b)).count();
    is_vowel(*vowel)
        && !is_vowel(*last)
        && !is_vowel(*before)
        && vowels == 1
        && !matches!(last, b'w' | b'x' | b'y')
}

/// Does an unknown stem look as if it had lost an "e"?
fn lost_e(stem: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| stem.ends_with(ending));
    if ends(&["eat", "oat", "eiv"]) {
        return stem.ends_with("eiv");
    }
    ends(&[
        "at", "iz", "yz", "v", "c", "u", "dg", "ang", "eng", "bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl",
        "zl", "ns", "rs", "as", "is", "os", "us", "ys", "uir", "ur", "rg", "ut", "ud", "id", "ad", "ak",
        "ok", "ik", "iet", "ibut", "itut", "ag",
    ]) || is_closed(stem)
}

/// Takes -er or -est off an adjective or adverb.
fn compared<'w>(word: &'w str, ending: &str) -> Cow<'w, str> {
    let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) else {
        return Cow::Borrowed(word);
    };
    if let Some(root) = stem.strip_suffix('i') {
        return Cow::Owned(format!("{root}y"));
    }
    match doubled(stem) {
        Some(short) => Cow::Borrowed(short),
        None if is_closed(stem)
            || stem.ends_with(['v', 'g']) && !stem.ends_with("ng")
            || stem.ends_with("at")
            || stem.ends_with("bl") =>
        {
            Cow::Owned(format!("{stem}e"))
        }
        None => Cow::Borrowed(stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_base_forms() {
        for (word, xpos, expected) in [
            ("accused", Xpos::Vbd, "accuse"),
            ("freed", Xpos::Vbn, "free"),
            ("shelling", Xpos::Vbg, "shell"),
            ("hoping", Xpos::Vbg, "hope"),
            ("barred", Xpos::Vbn, "bar"),
            ("met", Xpos::Vbd, "meet"),
            ("vetoes", Xpos::Vbz, "veto"),
            ("denies", Xpos::Vbz, "deny"),
            ("gunmen", Xpos::Nns, "gunman"),
            ("largest", Xpos::Jjs, "large"),
            ("left", Xpos::Jj, "left"),
        ] {
            assert_eq!(lemma(word, xpos), expected, "{word}");
        }
    }

    #[test]
    fn table_is_sorted() {
        let keys: Vec<(&str, &str)> = TABLE
            .lines()
            .filter_map(|line| line.split_once(','))
            .map(|(word, rest)| (word, rest.split(',').next().unwrap_or("")))
            .collect();
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
