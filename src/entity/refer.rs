//! Who is meant by "he", "the minister", "the rebels"? Mentions that take their code from what the document said before.
//!
//! In: mentions with composed roles. Out: the same, pronouns added. Order of trust: the phrase itself, an earlier
//! holder of the same title, then the country that the passage is about (a place in the same sentence, else the most
//! salient country so far). Never across documents; what stays unresolved has no code.

use super::words::ReferenceWords;
use super::{Basis, Mention, MentionForm};
use crate::document::{Document, Sentence};
use crate::gazetteer::{EntityKind, Gazetteer};
use crate::ids::SentenceId;
use crate::ontology::ActorCode;
use crate::span::Span;
use crate::trace::Trace;
use std::collections::BTreeMap;

/// How many sentences back a pronoun may point.
const PRONOUN_REACH: u32 = 2;
/// What a country keeps of its salience from one sentence to the next.
const DECAY: f64 = 0.85;

/// Roles of armed groups, and of those who only report.
const ARMED: [&str; 4] = ["REB", "UAF", "INS", "SEP"];
const MEDIA: &str = "MED";
const CIVILIAN: &str = "CVL";

/// Role codes of people of whom a passage about one country speaks without naming it.
const GOVERNMENT: &str = "GOV";

/// Resolves what can be resolved.
pub(crate) fn refer(
    document: &Document,
    sentences: &[Sentence],
    mentions: &mut Vec<Mention>,
    words: &ReferenceWords,
    gazetteer: &Gazetteer,
    trace: &mut Trace,
) {
    add_pronouns(document, sentences, mentions, words);
    let mut discourse = Discourse {
        words,
        document,
        gazetteer,
        salience: BTreeMap::new(),
        sentence: SentenceId(0),
        fallback: dominant_country(mentions),
        by_role: countries_by_role(mentions),
    };
    for at in 0..mentions.len() {
        discourse.advance(mentions[at].sentence);
        discourse.resolve(mentions, at, trace);
        discourse.settle_people(mentions, at);
        discourse.hear(&mentions[at]);
    }
}

fn take_over(mention: &mut Mention, found: &Mention) {
    mention.entity = found.entity;
    mention.entity_key.clone_from(&found.entity_key);
    mention.name.clone_from(&found.name);
    mention.code.clone_from(&found.code);
    mention.role.clone_from(&found.role);
    mention.country.clone_from(&found.country);
    mention.kind = found.kind;
    mention.others.clone_from(&found.others);
    mention.plural |= found.plural;
    mention.basis = Basis::Referred.max(found.basis);
}

struct Discourse<'a> {
    words: &'a ReferenceWords,
    document: &'a Document,
    gazetteer: &'a Gazetteer,
    salience: BTreeMap<String, f64>,
    sentence: SentenceId,
    fallback: String,
    /// The country that the document names with each role, where it names only one: "Israeli soldiers" for MIL.
    by_role: BTreeMap<String, String>,
}

impl Discourse<'_> {
    fn advance(&mut self, sentence: SentenceId) {
        while self.sentence < sentence {
            self.salience.values_mut().for_each(|s| *s *= DECAY);
            self.sentence = SentenceId(self.sentence.0 + 1);
        }
    }

    /// Gives one mention what the document says of it, by the form that it has.
    fn resolve(&self, mentions: &mut [Mention], at: usize, trace: &mut Trace) {
        let found = match mentions[at].form {
            MentionForm::Pronoun => self.meant(mentions, at),
            MentionForm::Name if mentions[at].entity.is_none() && mentions[at].code.is_empty() => {
                self.title_before(mentions, at);
                if mentions[at].code.is_empty() { self.same_name(mentions, at) } else { None }
            }
            MentionForm::Role if self.is_armed(&mentions[at]) => self.armed_group(mentions, at, self.words),
            MentionForm::Role if mentions[at].basis > Basis::Stated => {
                if self.possessed(mentions, at, self.words) { None } else { self.holder(mentions, at) }
            }
            _ => None,
        };
        if let Some(found) = found {
            let before = mentions[at].name.clone();
            take_over(&mut mentions[at], &found);
            trace.note("entity", mentions[at].span.start, || format!("'{before}' refers to {}", found.name));
        } else if mentions[at].takes_country() && mentions[at].code.is_empty() {
            self.place_in_context(mentions, at, trace);
        }
    }

    /// Whom a pronoun, or "the two leaders", means.
    fn meant(&self, mentions: &[Mention], at: usize) -> Option<Mention> {
        let both =
            if self.is_pair(&mentions[at], self.words) { self.pair(mentions, at, self.words) } else { None };
        if let Some((first, second)) = both {
            return Some(Mention { plural: true, others: vec![(second.code, second.name)], ..first });
        }
        if self.words.own.contains(&mentions[at].name.to_lowercase()) {
            self.speaker(mentions, at)
        } else {
            self.antecedent(mentions, at, self.words)
        }
    }

    /// "ethnic Albanians in southern Serbia" are people of Serbia; a people of several states is of the one in question.
    fn settle_people(&self, mentions: &mut [Mention], at: usize) {
        let mention = &mentions[at];
        if mention.kind != EntityKind::Group {
            return;
        }
        let civilians = mention.role == CIVILIAN && mention.form != MentionForm::Adjective;
        if let Some(country) = self.country_after(mentions, at).filter(|_| civilians) {
            mentions[at].code = ActorCode::from(country.as_str()).with_role(CIVILIAN);
            mentions[at].country = country;
        } else if mention.country.is_empty() && mention.code.as_str().len() == 3 {
            self.place_people(mentions, at);
        }
    }

    fn hear(&mut self, mention: &Mention) {
        if mention.country.len() == 3 && mention.basis < Basis::Context {
            *self.salience.entry(mention.country.clone()).or_default() += 1.0;
        }
    }

    /// Whom a pronoun points back to: the first fitting mention of its own sentence, else of the nearest one before.
    fn antecedent(&self, mentions: &[Mention], at: usize, words: &ReferenceWords) -> Option<Mention> {
        let pronoun = &mentions[at];
        let folded = pronoun.name.to_lowercase();
        let fits = |m: &Mention| {
            if m.code.is_empty()
                || m.form == MentionForm::Adjective
                || m.form == MentionForm::Pronoun && m.basis == Basis::Open
            {
                return false;
            }
            if words.person.contains(&folded) {
                m.kind == EntityKind::Person && !m.plural
            } else if words.several.contains(&folded) {
                m.plural || m.kind == EntityKind::Group
            } else {
                matches!(m.kind, EntityKind::Country | EntityKind::Organization | EntityKind::Group)
                    && m.form != MentionForm::Demonym
            }
        };
        let nearest = mentions[..at].iter().rev().filter(|m| fits(m)).map(|m| m.sentence).next()?;
        let near_enough = pronoun.sentence.0 - nearest.0 <= PRONOUN_REACH;
        let there = || mentions[..at].iter().filter(|m| near_enough && m.sentence == nearest && fits(m));
        // "President Vladimir Putin": the name, not the title before it.
        there().find(|m| m.form != MentionForm::Role).or_else(|| there().next()).cloned()
    }

    /// "they", "the two leaders", "both countries".
    fn is_pair(&self, mention: &Mention, words: &ReferenceWords) -> bool {
        words.several.contains(&mention.name.to_lowercase()) || mention.name.contains(' ')
    }

    /// The two whom the nearest sentence before names side by side.
    fn pair(&self, mentions: &[Mention], at: usize, words: &ReferenceWords) -> Option<(Mention, Mention)> {
        let pronoun = &mentions[at];
        let noun = pronoun.name.rsplit(' ').next().unwrap_or("").to_lowercase();
        let people_only = words.pair_people.contains(&noun);
        let bodies_only = words.pair_bodies.contains(&noun);
        let lowest = pronoun.sentence.0.saturating_sub(PRONOUN_REACH);
        for sentence in (lowest..=pronoun.sentence.0).rev().map(SentenceId) {
            let there: Vec<&Mention> = mentions[..at]
                .iter()
                .filter(|m| m.sentence == sentence && !m.code.is_empty() && m.role != MEDIA)
                .collect();
            if let Some(pair) = there.iter().find(|m| m.form == MentionForm::Pronoun && !m.others.is_empty())
            {
                return again(pair);
            }
            let people = there
                .iter()
                .filter(|m| m.kind == EntityKind::Person && !m.plural && m.form != MentionForm::Pronoun);
            let bodies = there.iter().filter(|m| {
                matches!(m.kind, EntityKind::Country | EntityKind::Organization | EntityKind::Group)
                    && m.form != MentionForm::Role
                    && m.form != MentionForm::Adjective
            });
            let found = (if bodies_only { None } else { two(people.map(|m| (*m).clone())) })
                .or_else(|| if people_only { None } else { two(bodies.map(|m| (*m).clone())) });
            let several =
                there.iter().find(|m| m.plural || m.kind == EntityKind::Group).map(|m| m.span.start);
            let first = found.as_ref().map(|(first, _)| first.span.start);
            if people_only || bodies_only {
                if found.is_some() {
                    return found;
                }
            } else if several.is_some() || first.is_some() {
                // "they" means whoever the sentence names first: two people side by side, or a group.
                return found.filter(|(first, _)| several.is_none_or(|s| first.span.start < s));
            }
        }
        None
    }

    /// Who says "we": the person quoted in this sentence or in the one before, outside of quotations the country or body
    /// with which the document begins its statement.
    fn speaker(&self, mentions: &[Mention], at: usize) -> Option<Mention> {
        let pronoun = &mentions[at];
        let is_speaker = |m: &&Mention| {
            m.kind == EntityKind::Person
                && !m.plural
                && m.form != MentionForm::Pronoun
                && !m.code.is_empty()
                && !self.is_quoted(m.span.start)
        };
        if !self.is_quoted(pronoun.span.start) {
            let issues = |m: &&Mention| {
                matches!(m.kind, EntityKind::Country | EntityKind::Organization)
                    && m.form != MentionForm::Adjective
                    && m.form != MentionForm::Role
                    && !m.code.is_empty()
                    && self.opens_sentence(m.span.start)
            };
            return mentions[..at].iter().find(issues).cloned();
        }
        let here = mentions.iter().filter(|m| m.sentence == pronoun.sentence).filter(is_speaker);
        let after = here.clone().find(|m| m.span.start > pronoun.span.start);
        let before =
            mentions[..at].iter().rev().filter(is_speaker).find(|m| pronoun.sentence.0 - m.sentence.0 <= 1);
        after.or(before).cloned()
    }

    /// True inside quotation marks, counted from the start of the paragraph.
    fn is_quoted(&self, at: u32) -> bool {
        let Some(block) = self.document.blocks.iter().find(|b| b.span.start <= at && at < b.span.end) else {
            return false;
        };
        let before = Span::new(block.span.start, at).of(&self.document.text);
        let opened = before.matches('\u{201c}').count() > before.matches('\u{201d}').count();
        opened || before.matches('"').count() % 2 == 1
    }

    fn opens_sentence(&self, at: u32) -> bool {
        let before = self.document.text.get(..at as usize).unwrap_or("").trim_end();
        let before =
            ["The", "the"].iter().find_map(|the| before.strip_suffix(the)).unwrap_or(before).trim_end();
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n'])
    }

    /// "Interior Minister Lee Sang-min": what the passage says of the title holds for the name after it.
    fn title_before(&self, mentions: &mut [Mention], at: usize) {
        let (before, rest) = mentions.split_at_mut(at);
        let (Some(title), Some(person)) = (before.last(), rest.first_mut()) else { return };
        let gap = Span::new(title.span.end, person.span.start).of(&self.document.text);
        let adjacent =
            title.form == MentionForm::Role && title.sentence == person.sentence && gap.trim().is_empty();
        if adjacent && super::compose::is_named_person(person) && !title.plural && !title.code.is_empty() {
            person.code.clone_from(&title.code);
            person.role.clone_from(&title.role);
            person.country.clone_from(&title.country);
            person.basis = title.basis;
        }
    }

    /// The surname of somebody whom an earlier sentence introduced.
    fn same_name(&self, mentions: &[Mention], at: usize) -> Option<Mention> {
        let surname = mentions[at].span.of(&self.document.text);
        let is_same = |m: &&Mention| {
            super::compose::is_named_person(m) && !m.code.is_empty() && m.name.ends_with(surname)
        };
        mentions[..at].iter().rev().find(is_same).cloned()
    }

    fn is_armed(&self, mention: &Mention) -> bool {
        mention.basis > Basis::Stated && ARMED.contains(&mention.role.as_str())
    }

    /// "this terrorist group", "the militants": the armed group that was named last.
    fn armed_group(&self, mentions: &[Mention], at: usize, words: &ReferenceWords) -> Option<Mention> {
        let named = mentions
            .get(at + 1)
            .filter(|m| m.kind == EntityKind::Group && m.form == MentionForm::Name && !m.code.is_empty());
        let apposed = named
            .filter(|m| Span::new(mentions[at].span.end, m.span.start).of(&self.document.text).trim() == ",");
        if let Some(named) = apposed {
            // "a militant group, Jabhat Fateh al-Sham"
            return Some(named.clone());
        }
        let before = self.document.text.get(..mentions[at].span.start as usize).unwrap_or("");
        let word = before.trim_end().rsplit([' ', '\n']).next().unwrap_or("").to_lowercase();
        if !words.pointing.contains(&word) {
            return None;
        }
        let is_group = |m: &&Mention| {
            m.kind == EntityKind::Group
                && m.form != MentionForm::Role
                && m.form != MentionForm::Pronoun
                && !m.code.is_empty()
        };
        let near = |m: &&Mention| mentions[at].sentence.0 - m.sentence.0 <= PRONOUN_REACH;
        mentions[..at].iter().rev().filter(is_group).find(near).cloned()
    }

    /// "his deputy", "its troops": the role belongs to the country or body of whom the pronoun means.
    fn possessed(&self, mentions: &mut [Mention], at: usize, words: &ReferenceWords) -> bool {
        let Some((before, rest)) = mentions.split_at_mut_checked(at) else { return false };
        let (Some(owner), Some(role)) = (before.last(), rest.first_mut()) else { return false };
        let gap = Span::new(owner.span.end, role.span.start).of(&self.document.text);
        let close = owner.form == MentionForm::Pronoun
            && owner.sentence == role.sentence
            && gap.split_whitespace().all(|w| words.qualifiers.contains(&w.to_lowercase()));
        if !close || owner.code.is_empty() {
            return false;
        }
        let base = ActorCode::from(owner.code.country());
        // "his deputy", "her spokesman" serve whom they belong to; "his troops" have a role of their own.
        let serves = owner.kind == EntityKind::Person && role.kind == EntityKind::Person && !role.plural;
        let inherited = serves && !owner.code.role().is_empty() || role.role.is_empty();
        let role_code = if inherited { owner.code.role().to_owned() } else { role.role.clone() };
        role.code = base.with_role(&role_code);
        role.country = base.country().to_owned();
        role.basis = Basis::Referred;
        if let Some(named) =
            rest.get_mut(1).filter(|m| super::compose::is_named_person(m) && m.code.is_empty())
        {
            let (code, country) = (base.with_role(&role_code), base.country().to_owned());
            named.code = code;
            named.country = country;
            named.role = role_code;
            named.basis = Basis::Referred;
        }
        true
    }

    /// An earlier person who holds the title that this role names.
    fn holder(&self, mentions: &[Mention], at: usize) -> Option<Mention> {
        let role = &mentions[at];
        if role.kind != EntityKind::Person || role.plural {
            return None;
        }
        let title = role.span.of(&self.document.text).to_lowercase();
        mentions[..at]
            .iter()
            .enumerate()
            .rev()
            .find(|(before, m)| self.has_title(mentions, *before, m, &title))
            .map(|(_, m)| m.clone())
    }

    fn has_title(&self, mentions: &[Mention], at: usize, mention: &Mention, title: &str) -> bool {
        if !super::compose::is_named_person(mention)
            || mention.code.is_empty()
            || mention.form == MentionForm::Pronoun
        {
            return false;
        }
        let called = at.checked_sub(1).map(|b| &mentions[b]).is_some_and(|before| {
            before.form == MentionForm::Role
                && Span::new(before.span.end, mention.span.start).of(&self.document.text).trim().is_empty()
                && before.span.of(&self.document.text).to_lowercase() == title
        });
        let holds = mention
            .entity
            .and_then(|id| self.gazetteer.role_on(id, self.document.date))
            .is_some_and(|r| r.title == title);
        called || holds
    }

    /// The country of a place in the sentence, of what stands before, of the passage, of the document.
    fn place_in_context(&self, mentions: &mut [Mention], at: usize, trace: &mut Trace) {
        let role = mentions[at].role.clone();
        if role.is_empty() {
            return;
        }
        let there = self.country_after(mentions, at);
        let named = || self.by_role.get(&role).cloned();
        let Some(country) = there.or_else(named).or_else(|| self.country_near(mentions, at, &role)) else {
            return;
        };
        let mention = &mut mentions[at];
        mention.code = ActorCode::from(country.as_str()).with_role(&role);
        mention.country = country;
        mention.basis = Basis::Context;
        trace.note("entity", mention.span.start, || {
            format!("'{}' is {} by context", mention.name, mention.code)
        });
    }

    /// "prosecutors in Taiwan", "rebels in eastern Ukraine".
    fn country_after(&self, mentions: &[Mention], at: usize) -> Option<String> {
        let (role, after) = (&mentions[at], mentions.get(at + 1)?);
        let gap = Span::new(role.span.end, after.span.start).of(&self.document.text);
        let mut words = gap.split_whitespace();
        let inside = words.next().is_some_and(|w| self.words.inside.contains(w)) && words.count() <= 2;
        (inside && role.sentence == after.sentence && after.country.len() == 3).then(|| after.country.clone())
    }

    /// A people of several states ("Kurdish parties") belongs to the one that the passage is about.
    fn place_people(&self, mentions: &mut [Mention], at: usize) {
        let Some(country) = self.country_near(mentions, at, "") else { return };
        let mention = &mut mentions[at];
        mention.code = ActorCode::from(format!("{country}{}", mention.code).as_str());
        mention.country = country;
        mention.basis = Basis::Context;
    }

    fn country_near(&self, mentions: &[Mention], at: usize, role: &str) -> Option<String> {
        let here = mentions[at].sentence;
        let same = |m: &&Mention| m.sentence == here && m.country.len() == 3;
        let place = mentions.iter().filter(same).find(|m| m.kind == EntityKind::Place && role != GOVERNMENT);
        let before = mentions[..at].iter().rev().filter(same).find(|m| m.basis <= Basis::Referred);
        let salient =
            || self.salience.iter().max_by(|a, b| a.1.total_cmp(b.1)).map(|(country, _)| country.clone());
        let after = || {
            mentions[at..].iter().filter(same).find(|m| m.basis <= Basis::Referred).map(|m| m.country.clone())
        };
        place
            .or(before)
            .map(|m| m.country.clone())
            .or_else(salient)
            .or_else(after)
            .or_else(|| (!self.fallback.is_empty()).then(|| self.fallback.clone()))
    }
}

/// Roles that the document gives to one country only, in so many words.
fn countries_by_role(mentions: &[Mention]) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
    let stated = |m: &&Mention| {
        m.form == MentionForm::Role && m.basis == Basis::Stated && m.country.len() == 3 && !m.role.is_empty()
    };
    for mention in mentions.iter().filter(stated) {
        let only = found.entry(mention.role.clone()).or_insert_with(|| Some(mention.country.clone()));
        if only.as_ref().is_some_and(|country| *country != mention.country) {
            *only = None;
        }
    }
    found.into_iter().filter_map(|(role, country)| Some((role, country?))).collect()
}

/// The country that a document names most, by any form; of equal ones the first in code order.
fn dominant_country(mentions: &[Mention]) -> String {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for mention in mentions.iter().filter(|m| m.country.len() == 3) {
        *counts.entry(mention.country.as_str()).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(c, _)| c.to_owned()).unwrap_or_default()
}

/// The two whom an earlier "they" means.
fn again(pair: &Mention) -> Option<(Mention, Mention)> {
    let (code, name) = pair.others.first().cloned()?;
    let second =
        Mention { country: code.country().to_owned(), code, name, others: Vec::new(), ..pair.clone() };
    Some((Mention { others: Vec::new(), ..pair.clone() }, second))
}

/// The first two of different codes.
fn two(mut mentions: impl Iterator<Item = Mention>) -> Option<(Mention, Mention)> {
    let first = mentions.next()?;
    let second = mentions.find(|m| m.code != first.code)?;
    Some((first, second))
}

fn add_pronouns(
    document: &Document,
    sentences: &[Sentence],
    mentions: &mut Vec<Mention>,
    words: &ReferenceWords,
) {
    let mut added = Vec::new();
    for sentence in sentences {
        let found = words_of(&document.text, sentence.span);
        for (at, span) in found.iter().enumerate() {
            let word = span.of(&document.text);
            let lower = word.to_lowercase();
            let several = words.several.contains(&lower);
            // "US" is a country, "us" is not.
            let own = words.own.contains(&lower)
                && (word == lower || matches!(lower.as_str(), "we" | "our" | "i" | "my") && word != "US");
            if own || several || words.person.contains(&lower) || words.thing.contains(&lower) {
                added.push(pronoun(*span, sentence.id, word, several));
            } else if words.pair_words.contains(&lower) && points_back(&document.text, &found, at, words) {
                let mut near = found.iter().skip(at + 1).take(2);
                let is_small = |n: &&Span| !n.of(&document.text).starts_with(char::is_uppercase);
                let noun =
                    near.by_ref().take_while(is_small).find(|n| is_pair_noun(n.of(&document.text), words));
                let phrase = noun.map(|n| span.join(*n));
                added.extend(phrase.map(|p| pronoun(p, sentence.id, p.of(&document.text), true)));
            }
        }
    }
    mentions.append(&mut added);
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    mentions.dedup_by(|b, a| a.span.overlaps(b.span));
}

/// "the two leaders" and "both sides" point back; "two diplomats" are new.
fn points_back(text: &str, words_found: &[Span], at: usize, words: &ReferenceWords) -> bool {
    let before = at.checked_sub(1).map(|b| words_found[b].of(text).to_lowercase());
    let pointed = before.is_some_and(|b| words.pointing.contains(&b));
    pointed || words_found[at].of(text).eq_ignore_ascii_case("both")
}

fn is_pair_noun(word: &str, words: &ReferenceWords) -> bool {
    let lower = word.to_lowercase();
    words.pair_people.contains(&lower) || words.pair_bodies.contains(&lower)
}

/// Runs of letters and digits.
fn words_of(text: &str, sentence: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = sentence.start as usize;
    for word in sentence.of(text).split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            spans.push(Span::from_range(at, at + word.len()));
        }
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    spans
}

fn pronoun(span: Span, sentence: SentenceId, word: &str, plural: bool) -> Mention {
    Mention {
        span,
        sentence,
        kind: EntityKind::Person,
        form: MentionForm::Pronoun,
        entity: None,
        entity_key: String::new(),
        name: word.to_owned(),
        code: ActorCode::default(),
        coordinates: None,
        role: String::new(),
        country: String::new(),
        basis: Basis::Open,
        plural,
        others: Vec::new(),
        phrase: None,
    }
}
