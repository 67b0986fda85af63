//! Whom does the text itself introduce? Names that no list holds, known by the title or role beside them.
//!
//! In: linked mentions. Out: the same with mentions added: "Interior Minister Lee Sang-min" (`by_title`, before roles
//! are composed), "Jane Roe, a spokeswoman for the army" and every later "Roe" (`by_role` and `again`, after they are).
//! Capitalised words without a role beside them are not touched.

use super::words::ReferenceWords;
use super::{Basis, Mention, MentionForm};
use crate::document::{Document, Sentence};
use crate::fold::fold;
use crate::gazetteer::EntityKind;
use crate::ids::SentenceId;
use crate::ontology::ActorCode;
use crate::span::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::BTreeMap;

/// A name has at most this many words.
const LONGEST_NAME: usize = 5;
/// At most this many words stand between a name's comma and the role that explains it.
const MOST_BETWEEN: usize = 4;
/// A sentence with more than this share of capitalised words is a title line, where capitals say nothing.
const TITLE_LINE: f64 = 0.6;

/// Adds the people who are named right after a title.
pub(crate) fn by_title(
    document: &Document,
    sentences: &[Sentence],
    mentions: &mut Vec<Mention>,
    words: &ReferenceWords,
) {
    let mut added = Vec::new();
    for (at, title) in mentions.iter().enumerate() {
        let is_title = title.form == MentionForm::Role && title.kind == EntityKind::Person && !title.plural;
        let Some(sentence) = sentences.get(title.sentence.index()).filter(|_| is_title) else { continue };
        if is_title_line(sentence.span.of(&document.text)) {
            continue;
        }
        let end =
            mentions.get(at + 1).map_or(sentence.span.end, |next| next.span.start.min(sentence.span.end));
        if let Some(span) = name_from(&document.text, title.span.end, end, words) {
            added.push(person(&document.text, span, title.sentence));
        }
    }
    insert(mentions, added);
}

/// Adds the people whom an apposition with a role explains: "Jane Roe, a spokeswoman for the army".
pub(crate) fn by_role(
    document: &Document,
    sentences: &[Sentence],
    mentions: &mut Vec<Mention>,
    words: &ReferenceWords,
) {
    let mut added = Vec::new();
    for (at, role) in mentions.iter().enumerate() {
        let fits = role.form == MentionForm::Role
            && role.kind == EntityKind::Person
            && !role.plural
            && !role.code.is_empty();
        let Some(sentence) = sentences.get(role.sentence.index()).filter(|_| fits) else { continue };
        if is_title_line(sentence.span.of(&document.text)) {
            continue;
        }
        let floor = mentions[..at]
            .iter()
            .rev()
            .find(|m| !is_part_of_role(m, role))
            .map_or(sentence.span.start, |m| m.span.end);
        let start = floor.max(sentence.span.start);
        let Some(span) = name_before(&document.text, start, role.span.start, words) else { continue };
        let mut named = person(&document.text, span, role.sentence);
        named.code.clone_from(&role.code);
        named.role.clone_from(&role.role);
        named.country.clone_from(&role.country);
        named.basis = role.basis;
        added.push(named);
    }
    insert(mentions, added);
}

/// Codes the unlisted people whom a role beside a comma explains: "Jane Roe, the Ghanaian envoy", "the envoy, Jane Roe".
pub(crate) fn explained(document: &Document, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let is_open =
            |m: &Mention| super::compose::is_named_person(m) && m.entity.is_none() && m.code.is_empty();
        if !is_open(&mentions[at]) || mentions[at].form == MentionForm::Pronoun {
            continue;
        }
        let before = at.checked_sub(1).filter(|b| is_beside(document, &mentions[*b], &mentions[at], 0));
        let after = (at + 1..mentions.len().min(at + 4))
            .find(|a| is_role(&mentions[*a]))
            .filter(|a| is_beside(document, &mentions[at], &mentions[*a], MOST_BETWEEN));
        let Some(role) = before.filter(|b| is_role(&mentions[*b])).or(after).map(|r| mentions[r].clone())
        else {
            continue;
        };
        let person = &mut mentions[at];
        person.code = role.code;
        person.role = role.role;
        person.country = role.country;
        person.basis = role.basis;
    }
}

fn is_role(mention: &Mention) -> bool {
    mention.form == MentionForm::Role
        && mention.kind == EntityKind::Person
        && !mention.plural
        && !mention.code.is_empty()
}

/// One comma right after the first, then at most `most` words.
fn is_beside(document: &Document, first: &Mention, second: &Mention, most: usize) -> bool {
    let between = Span::new(first.span.end, second.span.start).of(&document.text);
    let rest = between.strip_prefix(',');
    first.sentence == second.sentence
        && rest.is_some_and(|r| !r.contains([',', ';', '.', '(']) && r.split_whitespace().count() <= most)
}

/// The country or body that qualifies the role from the left.
fn is_part_of_role(mention: &Mention, role: &Mention) -> bool {
    mention.span.end <= role.span.start
        && role.span.start - mention.span.end < 24
        && (mention.kind != EntityKind::Person || mention.form == MentionForm::Role)
}

/// Adds every other mention of an unlisted name: a person's surname, the same name in a headline, a body's letters.
pub(crate) fn again(document: &Document, sentences: &[Sentence], mentions: &mut Vec<Mention>) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, m)| is_unlisted(m)) {
        for key in keys(mention) {
            // A mention that has a code explains the ones that have none.
            let first = known.entry(key).or_insert(at);
            if mentions[*first].code.is_empty() && !mention.code.is_empty() {
                *first = at;
            }
        }
    }
    // Letters and names that are too many or none need no search.
    let Some(finder) = finder(&known) else { return };
    let targets: Vec<usize> = known.values().copied().collect();
    let mut added = Vec::new();
    for sentence in sentences {
        for found in finder.find_iter(sentence.span.of(&document.text)) {
            let from = sentence.span.start as usize;
            let span = Span::from_range(from + found.start(), from + found.end());
            if is_whole_name(&document.text, span) {
                let first = &mentions[targets[found.pattern().as_usize()]];
                added.push(Mention { span, sentence: sentence.id, ..first.clone() });
            }
        }
    }
    take_codes(mentions, &added);
    insert(mentions, added);
}

/// An earlier mention of the same name takes the code that a later one has.
fn take_codes(mentions: &mut [Mention], again: &[Mention]) {
    for found in again.iter().filter(|a| !a.code.is_empty()) {
        let at = mentions.partition_point(|m| m.span < found.span);
        if let Some(same) =
            mentions.get_mut(at).filter(|m| m.span == found.span && is_unlisted(m) && m.code.is_empty())
        {
            same.code.clone_from(&found.code);
            same.role.clone_from(&found.role);
            same.country.clone_from(&found.country);
            same.basis = Basis::Referred;
        }
    }
}

fn is_unlisted(mention: &Mention) -> bool {
    mention.entity.is_none() && !matches!(mention.form, MentionForm::Role | MentionForm::Pronoun)
}

/// One search for all names; the longest name at a place counts.
fn finder(known: &BTreeMap<String, usize>) -> Option<AhoCorasick> {
    if known.is_empty() {
        return None;
    }
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(known.keys()).ok()
}

fn is_whole_name(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).and_then(|t| t.chars().next_back());
    let after = text.get(span.end as usize..).and_then(|t| t.chars().next());
    let inside = |c: char| c.is_alphanumeric() || c == '-';
    !before.is_some_and(inside) && !after.is_some_and(|c| c.is_alphanumeric())
}

/// The name; of a person the surname, and the first word of names that put the family first ("Lee Sang-min").
fn keys(mention: &Mention) -> Vec<String> {
    if mention.kind != EntityKind::Person {
        return vec![mention.name.clone()];
    }
    let words: Vec<&str> = mention.name.split_whitespace().collect();
    let long = |w: &&&str| w.chars().count() > 2;
    let mut keys: Vec<String> = words.last().filter(long).map(|w| (*w).to_owned()).into_iter().collect();
    if words.len() > 1 && words.last().is_some_and(|w| w.contains('-')) {
        keys.extend(words.first().filter(long).map(|w| (*w).to_owned()));
    }
    if words.len() > 1 {
        keys.push(mention.name.clone());
    }
    keys
}

fn person(text: &str, span: Span, sentence: SentenceId) -> Mention {
    Mention {
        span,
        sentence,
        kind: EntityKind::Person,
        form: MentionForm::Name,
        entity: None,
        entity_key: String::new(),
        name: span.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
        code: ActorCode::default(),
        coordinates: None,
        role: String::new(),
        country: String::new(),
        basis: Basis::Open,
        plural: false,
        others: Vec::new(),
        phrase: None,
    }
}

/// Adds mentions that overlap none that is there already.
fn insert(mentions: &mut Vec<Mention>, mut added: Vec<Mention>) {
    added.sort_by_key(|m| m.span);
    added.dedup_by(|b, a| a.span.overlaps(b.span));
    added.retain(|new| {
        let at = mentions.partition_point(|m| m.span.start < new.span.end);
        at.checked_sub(1).is_none_or(|before| !mentions[before].span.overlaps(new.span))
    });
    mentions.append(&mut added);
    mentions.sort_by_key(|m| m.span);
}

pub(super) fn is_title_line(sentence: &str) -> bool {
    let words: Vec<&str> =
        sentence.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).collect();
    let capital = words.iter().filter(|w| starts_capital(w)).count();
    #[allow(clippy::cast_precision_loss)] // a sentence has far fewer words than 2^52
    let share = capital as f64 / words.len().max(1) as f64;
    // A sentence that is a list of names ends as sentences do.
    words.len() > 3 && share > TITLE_LINE && !sentence.trim_end().ends_with('.')
}

fn starts_capital(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next().is_some_and(char::is_uppercase)
}

/// The name that begins right after `start`, before `end`.
#[allow(clippy::explicit_counter_loop, reason = "the count stops where the name does")]
fn name_from(text: &str, start: u32, end: u32, words: &ReferenceWords) -> Option<Span> {
    let rest = Span::new(start, end).of(text);
    let mut length = 0;
    let mut kept = 0;
    let mut rest_words = 0;
    for piece in rest.strip_prefix(' ')?.split_inclusive(' ') {
        let word = piece.trim_end();
        let ends_here = word
            .ends_with([',', ';', ':', '.', '!', '?', ')', '"', '\u{201d}', '\'', '\u{2019}'])
            && !is_initial(word);
        let bare = bare_name(word);
        let joins = rest_words > 0 && words.name_particles.contains(bare);
        let is_name = starts_capital(word)
            && word.starts_with(char::is_alphanumeric)
            && !words.not_names.contains(&bare.to_lowercase());
        if rest_words >= LONGEST_NAME || !(is_name || joins) {
            break;
        }
        rest_words += 1;
        if is_name {
            kept = length + bare.len();
        }
        length += piece.len();
        if ends_here || bare.len() < word.len() {
            break;
        }
    }
    let from = start as usize + 1;
    let name = Span::from_range(from, from + kept);
    (kept > 1 && !words.names.is_common(&fold(name.of(text)))).then_some(name)
}

/// The name that stands before a comma before a role: `… Jane Roe, a |spokeswoman`.
fn name_before(text: &str, start: u32, role: u32, words: &ReferenceWords) -> Option<Span> {
    let before = Span::new(start, role).of(text);
    let comma = before.rfind(',')?;
    let is_article = |w: &str| {
        w.chars().all(char::is_lowercase) && w.len() < 14 || words.qualifiers.contains(&w.to_lowercase())
    };
    if before[comma + 1..].split_whitespace().count() > 4
        || !before[comma + 1..].split_whitespace().take(1).all(is_article)
    {
        return None;
    }
    let mut from = comma;
    let mut count = 0;
    for word in before[..comma].rsplit(' ') {
        let capital =
            starts_capital(word) && word.chars().all(|c| c.is_alphanumeric() || "-'\u{2019}.".contains(c));
        let particle = count > 0 && words.name_particles.contains(word);
        if !(capital || particle) || words.not_names.contains(&word.to_lowercase()) || count >= LONGEST_NAME {
            break;
        }
        count += 1;
        from = from.saturating_sub(word.len() + usize::from(count > 1));
    }
    (count > 1).then(|| Span::from_range(start as usize + from, start as usize + comma))
}

fn is_initial(word: &str) -> bool {
    word.ends_with('.') && word.trim_end_matches('.').chars().count() <= 2
}

fn bare_name(word: &str) -> &str {
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let bare = ["'s", "\u{2019}s"].iter().find_map(|s| bare.strip_suffix(s)).unwrap_or(bare);
    if is_initial(bare) { bare } else { bare.trim_end_matches('.') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_they_should() {
        let words = ReferenceWords::builtin().unwrap();
        let name = |text: &str| {
            name_from(text, 0, u32::try_from(text.len()).unwrap(), &words).map(|s| s.of(text).to_owned())
        };
        assert_eq!(name(" Ana de la Cruz said").as_deref(), Some("Ana de la Cruz"));
        assert_eq!(name(" J. B. Okello, who").as_deref(), Some("J. B. Okello"));
        assert_eq!(name(" Lee Sang-min on Monday").as_deref(), Some("Lee Sang-min"));
        assert_eq!(name(" Roe's visit").as_deref(), Some("Roe"));
        assert_eq!(name(" said"), None);
    }

    #[test]
    fn an_apposition_introduces() {
        let words = ReferenceWords::builtin().unwrap();
        let text = "It was quiet, said Jane Roe, a spokeswoman";
        let role = u32::try_from(text.find("spokeswoman").unwrap()).unwrap();
        assert_eq!(name_before(text, 0, role, &words).map(|s| s.of(text)), Some("Jane Roe"));
    }
}
