//! Whose minister, whose troops? A role noun takes the code of the country or body that stands beside it.
//!
//! In: linked mentions in text order. Out: the same, with the code of each role that its own phrase qualifies:
//! "Turkish foreign minister" TURGOV, "the army of Chad" TCDMIL, "Hamas leader" the code of Hamas, "former French
//! president" FRAELI. A title also codes the person named after it. What only the context can tell is left to `refer`.

use super::words::ReferenceWords;
use super::{Basis, Mention, MentionForm};
use crate::document::Document;
use crate::gazetteer::{EntityKind, Gazetteer};
use crate::ontology::ActorCode;
use crate::span::Span;
use crate::trace::Trace;

/// Role codes.
const ELITES: &str = "ELI";
const GOVERNMENT: &str = "GOV";
/// Roles that an international body can have beside its own code.
const UNIFORMED: [&str; 2] = ["MIL", "COP"];

/// Qualifies every role mention that its neighbours qualify.
pub(crate) fn compose(
    document: &Document,
    mentions: &mut [Mention],
    words: &ReferenceWords,
    gazetteer: &Gazetteer,
    trace: &mut Trace,
) {
    let phrases = Phrases { text: &document.text, words, gazetteer };
    for at in 0..mentions.len() {
        if !mentions[at].takes_country() {
            continue;
        }
        phrases.owner_before(mentions, at);
        phrases.owner_after(mentions, at);
        if mentions[at].form != MentionForm::Role {
            continue;
        }
        phrases.mark_former(mentions, at);
        phrases.name_after(mentions, at);
        let mention = &mentions[at];
        trace.note("entity", mention.span.start, || format!("role '{}' is {}", mention.name, mention.code));
    }
    for at in (0..mentions.len().saturating_sub(1)).rev() {
        phrases.share(mentions, at, at + 1);
    }
    for at in 1..mentions.len() {
        phrases.share(mentions, at, at - 1);
    }
}

struct Phrases<'a> {
    text: &'a str,
    words: &'a ReferenceWords,
    gazetteer: &'a Gazetteer,
}

impl Phrases<'_> {
    fn gap<'t>(&'t self, before: &Mention, after: &Mention) -> Option<&'t str> {
        (before.sentence == after.sentence)
            .then(|| Span::new(before.span.end, after.span.start).of(self.text))
    }

    /// "Turkish" in "Turkish foreign minister", "State Department" in "State Department spokesman".
    fn owner_before(&self, mentions: &mut [Mention], at: usize) {
        let Some(before) = at.checked_sub(1).map(|b| &mentions[b]) else { return };
        let close = self.gap(before, &mentions[at]).is_some_and(|gap| self.is_inside_phrase(gap));
        if close && !matches!(before.form, MentionForm::Pronoun) && !is_named_person(before) {
            let owner = self.principal(mentions, at).unwrap_or(before).clone();
            self.qualify(&mut mentions[at], &owner);
            self.list_before(mentions, at);
        }
    }

    /// "the Turkish, Saudi and Qatari foreign ministers": one role of several countries.
    fn list_before(&self, mentions: &mut [Mention], at: usize) {
        let is_country = |m: &Mention| m.kind == EntityKind::Country && m.form != MentionForm::Demonym;
        if !mentions[at].plural || mentions[at].code.is_empty() || !is_country(&mentions[at - 1]) {
            return;
        }
        let mut first = at - 1;
        while let Some(before) = first.checked_sub(1).filter(|b| is_country(&mentions[*b])) {
            let joined = self
                .gap(&mentions[before], &mentions[first])
                .is_some_and(|gap| self.words.joining.contains(&gap.trim().to_lowercase()));
            if !joined {
                break;
            }
            first = before;
        }
        let role = if mentions[at].role.is_empty() { mentions[at].code.role() } else { &mentions[at].role }
            .to_owned();
        let other = |m: &Mention| (ActorCode::from(m.country.as_str()).with_role(&role), m.name.clone());
        let others: Vec<(ActorCode, String)> = mentions[first..at - 1].iter().map(other).collect();
        if !others.is_empty() {
            mentions[at].phrase = Some(mentions[first].span.join(mentions[at].span));
            mentions[at].others = others;
        }
    }

    /// "U.N. Syria envoy", "U.S. Iran negotiator": of two owners in a row the second, a plain country name, is what the
    /// role is about.
    fn principal<'m>(&self, mentions: &'m [Mention], at: usize) -> Option<&'m Mention> {
        let (first, second) = (mentions.get(at.checked_sub(2)?)?, &mentions[at - 1]);
        let is_topic = second.kind == EntityKind::Country && second.form == MentionForm::Name;
        let adjacent = self.gap(first, second).is_some_and(|gap| !gap.is_empty() && gap.trim().is_empty());
        (is_topic && adjacent && !first.code.is_empty() && !is_named_person(first)).then_some(first)
    }

    /// Nothing, a possessive mark, or words that may stand inside the phrase.
    fn is_inside_phrase(&self, gap: &str) -> bool {
        let gap = gap.trim_start_matches(['\'', '\u{2019}']);
        let gap = gap.strip_prefix('s').filter(|g| g.starts_with(' ')).unwrap_or(gap);
        let known = |word: &str| {
            let word = word.to_lowercase();
            self.words.qualifiers.contains(&word) || self.words.former.contains(&word)
        };
        gap.starts_with([' ', '\n']) && gap.split_whitespace().all(known) || gap.is_empty()
    }

    /// "Turkey" in "the president of Turkey", "the army" in "a spokesman for the army".
    fn owner_after(&self, mentions: &mut [Mention], at: usize) {
        let Some(after) = mentions.get(at + 1) else { return };
        let Some(gap) = self.gap(&mentions[at], after) else { return };
        let linked =
            self.words.belongs_to.contains(&gap.trim().to_lowercase()) && !self.is_possessed(&mentions[at]);
        if linked
            && mentions[at].basis != Basis::Stated
            && !is_named_person(after)
            && after.form != MentionForm::Pronoun
        {
            let owner = after.clone();
            self.qualify(&mut mentions[at], &owner);
        }
    }

    /// "its troops", "his deputy": whose they are stands before, not after.
    fn is_possessed(&self, mention: &Mention) -> bool {
        let before = self.text.get(..mention.span.start as usize).unwrap_or("");
        let inside = |w: &&str| self.words.qualifiers.contains(&w.to_lowercase());
        let word = before
            .rsplit([' ', '\n'])
            .filter(|w| !w.is_empty())
            .find(|w| !inside(w))
            .unwrap_or("")
            .to_lowercase();
        [&self.words.person, &self.words.several, &self.words.thing]
            .into_iter()
            .any(|list| list.contains(&word))
    }

    fn qualify(&self, mention: &mut Mention, owner: &Mention) {
        if owner.kind == EntityKind::Place && owner.country.is_empty() {
            return;
        }
        let base = self.base(owner);
        if mention.role.is_empty() {
            mention.role.clone_from(&owner.role);
        }
        if base.is_empty() {
            return;
        }
        mention.code = with_role(&base, &mention.role, owner);
        mention.country = base.country().to_owned();
        mention.basis =
            owner.basis.min(if owner.form == MentionForm::Role { owner.basis } else { Basis::Stated });
    }

    fn base(&self, owner: &Mention) -> ActorCode {
        match owner.kind {
            EntityKind::Place => ActorCode::from(owner.country.as_str()),
            EntityKind::Country => {
                owner.entity.map_or_else(ActorCode::default, |id| self.gazetteer.base_code(id))
            }
            _ => owner.code.clone(),
        }
    }

    /// "the government and people of Iraq", "Israeli soldiers and police": coordinated roles have one owner.
    fn share(&self, mentions: &mut [Mention], to: usize, from: usize) {
        let gap = self.gap(&mentions[to.min(from)], &mentions[to.max(from)]).map(|g| g.trim().to_lowercase());
        let joined = gap.is_some_and(|gap| self.words.joining.contains(&gap));
        let is_role = |m: &Mention| {
            m.form == MentionForm::Role
                && m.code.as_str().len() >= 3
                && m.basis == Basis::Stated
                && m.country.len() == 3
        };
        let needs = mentions[to].form == MentionForm::Role
            && mentions[to].code.is_empty()
            && !mentions[to].role.is_empty();
        if joined && needs && is_role(&mentions[from]) && !self.is_possessed(&mentions[to]) {
            let country = mentions[from].country.clone();
            let mention = &mut mentions[to];
            mention.code = ActorCode::from(country.as_str()).with_role(&mention.role);
            mention.country = country;
            mention.basis = Basis::Stated;
        }
    }

    /// "former" before the phrase or inside it.
    fn mark_former(&self, mentions: &mut [Mention], at: usize) {
        let start = match at.checked_sub(1).map(|b| &mentions[b]) {
            Some(before) if mentions[at].basis == Basis::Stated && self.is_owner(before, &mentions[at]) => {
                before.span.start
            }
            _ => mentions[at].span.start,
        };
        let gap_before = Span::new(start, mentions[at].span.start).of(self.text);
        let before = self.text.get(..start as usize).unwrap_or("");
        let word_before = before.trim_end_matches([' ', '\n', '-']).rsplit([' ', '\n']).next().unwrap_or("");
        let is_former = std::iter::once(word_before)
            .chain(gap_before.split_whitespace())
            .any(|word| self.words.former.contains(&word.to_lowercase()));
        let mention = &mut mentions[at];
        if is_former && (mention.role == GOVERNMENT || mention.role.is_empty()) {
            ELITES.clone_into(&mut mention.role);
            if !mention.code.is_empty() && !mention.code.is_international() {
                mention.code = ActorCode::from(mention.code.country()).with_role(ELITES);
            }
        }
    }

    fn is_owner(&self, before: &Mention, mention: &Mention) -> bool {
        self.gap(before, mention).is_some_and(|gap| self.is_inside_phrase(gap))
    }

    /// "Turkish Foreign Minister Mevlut Cavusoglu": the title codes the person.
    fn name_after(&self, mentions: &mut [Mention], at: usize) {
        let Some((title, rest)) = mentions[at..].split_first_mut() else { return };
        let Some(person) = rest.first_mut().filter(|m| is_named_person(m)) else { return };
        if self.gap(title, person).is_none_or(|gap| !gap.trim().is_empty()) {
            return;
        }
        if title.basis == Basis::Stated {
            person.code.clone_from(&title.code);
            person.role.clone_from(&title.role);
            person.basis = Basis::Stated;
        } else if !person.country.is_empty() && !title.role.is_empty() && !person.code.is_international() {
            person.code = ActorCode::from(person.country.as_str()).with_role(&title.role);
            person.role.clone_from(&title.role);
            person.basis = Basis::Stated;
        }
        if title.basis > Basis::Stated && !person.code.is_empty() {
            title.code.clone_from(&person.code);
            title.basis = Basis::Stated;
        }
    }
}

pub(super) fn is_named_person(mention: &Mention) -> bool {
    mention.kind == EntityKind::Person && mention.form != MentionForm::Role
}

/// The owner's code with the role after it.
fn with_role(base: &ActorCode, role: &str, owner: &Mention) -> ActorCode {
    let of_country = matches!(owner.kind, EntityKind::Country | EntityKind::Place);
    match role {
        "" if of_country => base.with_role(GOVERNMENT),
        role if base.is_international() && UNIFORMED.contains(&role) => {
            ActorCode::from(format!("{base}{role}").as_str())
        }
        role if owner.form == MentionForm::Role && !base.role().is_empty() && !role.is_empty() => {
            ActorCode::from(base.country()).with_role(role)
        }
        role => base.with_role(role),
    }
}
