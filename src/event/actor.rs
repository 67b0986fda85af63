//! Which actor does a noun phrase stand for? Heads of slots turned into coded actors.
//!
//! In: a tree, a head word, the sentence's mentions. Out: one [`Actor`] for each member of the phrase: coordinations,
//! "including" lists and plural roles with several countries expand. A phrase whose head is no actor stands for the one
//! whose it is: "Turkey's decision", "Russian airstrikes", "the government of Chad". Does not know the rule.

use super::Actor;
use crate::clause::frame::surface_subject;
use crate::clause::label::{Rel, Upos, Xpos};
use crate::clause::tree::Tree;
use crate::entity::{Basis, Mention, MentionForm, ReferenceWords};
use crate::gazetteer::{EntityKind, Gazetteer};
use crate::ontology::ActorCode;
use crate::span::Span;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Role code of governments.
const GOVERNMENT: &str = "GOV";
/// How far below its head a phrase is searched for whose it is.
const DEEPEST: usize = 3;

/// Relations between the parts of a name and its title.
const NAME_PARTS: [Rel; 5] = [Rel::Flat, Rel::Appos, Rel::NmodDesc, Rel::Compound, Rel::NmodUnmarked];

/// Which side of an event is asked for: a place may stand for its country as a target only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Source,
    Target,
}

/// An actor with what decides how sure it is.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Found {
    pub(super) actor: Actor,
    pub(super) kind: EntityKind,
    pub(super) basis: Basis,
    /// The phrase's head is the actor, not something that is the actor's.
    pub(super) direct: bool,
    /// A person who is named.
    pub(super) named: bool,
}

/// The sentence's mentions by word.
pub(super) struct Actors<'a> {
    pub(super) text: &'a str,
    pub(super) tree: &'a Tree,
    pub(super) mentions: &'a [Mention],
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) words: &'a ReferenceWords,
    /// Whose the things are that the document has named so far.
    pub(super) things: &'a RefCell<BTreeMap<String, Found>>,
}

impl<'a> Actors<'a> {
    /// Everybody for whom the phrase with this head stands.
    pub(super) fn of(&self, head: usize, side: Side) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        for member in self.tree.conjuncts(head) {
            for found in self.member(member, side) {
                let again = |f: &Found| {
                    f.actor.code == found.actor.code
                        && (f.actor.name == found.actor.name || f.named != found.named)
                };
                if !all.iter().any(again) {
                    all.push(found);
                }
            }
        }
        all
    }

    /// The mention that covers a word.
    pub(super) fn mention(&self, at: usize) -> Option<&'a Mention> {
        let span = self.tree.span(at);
        let several = self.mentions.iter().find(|m| m.phrase.is_some_and(|p| p.contains(span)));
        several.or_else(|| self.mentions.iter().find(|m| m.span.overlaps(span)))
    }

    fn member(&self, at: usize, side: Side) -> Vec<Found> {
        if let Some(meant) = self.meant_by_pronoun(at) {
            let span = self.tree.span(at);
            let own_words = |found: Found| Found {
                actor: Actor { span, ..found.actor },
                basis: found.basis.max(Basis::Referred),
                ..found
            };
            return self.of(meant, side).into_iter().map(own_words).collect();
        }
        let mut all: Vec<Found> = self.one(at, side, 0).into_iter().collect();
        if let (Some(mention), Some(first)) = (self.mention(at), all.first().cloned()) {
            let span = self.tree.span(at);
            let other = |(code, name): &(ActorCode, String)| Found {
                actor: Actor { code: code.clone(), name: name.clone(), span },
                ..first.clone()
            };
            // In the text the others of a list stand before the last one; "they" names the first one first.
            let at = if mention.phrase.is_some() { 0 } else { all.len() };
            all.splice(at..at, mention.others.iter().map(other));
        }
        all.extend(self.countries_of_role(at));
        for listed in self
            .tree
            .children_by(at, &[Rel::Nmod])
            .filter(|c| self.tree.preposition(c.to_owned()).starts_with("includ"))
        {
            all.extend(self.of(listed, side));
        }
        all
    }

    /// Whom a pronoun means by grammar: the subject of the clause that it stands in, or of the one around it.
    fn meant_by_pronoun(&self, at: usize) -> Option<usize> {
        if self.tree.upos(at) != Upos::Pron {
            return None;
        }
        let word = self.tree.span(at).of(self.text).to_lowercase();
        let mut verb = at;
        for _ in 0..self.tree.len() {
            verb = self.tree.head(verb)?;
            let subject = surface_subject(self.tree, verb, 0)
                .filter(|s| *s != at && !self.tree.subtree(*s).contains(&at));
            if let Some(subject) = subject.filter(|s| self.fits_pronoun(*s, &word)) {
                return Some(subject);
            }
        }
        None
    }

    fn fits_pronoun(&self, subject: usize, pronoun: &str) -> bool {
        let Some(mention) =
            self.mention(subject).filter(|m| m.form != MentionForm::Pronoun && !m.code.is_empty())
        else {
            return false;
        };
        let several = self.tree.conjuncts(subject).len() > 1;
        if self.words.person.contains(pronoun) {
            mention.kind == EntityKind::Person && !mention.plural && !several
        } else if self.words.several.contains(pronoun) {
            several || mention.plural || mention.kind == EntityKind::Group
        } else {
            self.words.thing.contains(pronoun) && !several && mention.kind != EntityKind::Person
        }
    }

    fn one(&self, at: usize, side: Side, depth: usize) -> Option<Found> {
        if let Some(meant) = self.meant_by_pronoun(at).filter(|_| depth < DEEPEST) {
            return self.one(meant, side, depth + 1);
        }
        let named = self.name_in_phrase(at);
        let mention = named.or_else(|| self.mention(at));
        if let Some(found) = mention.and_then(|m| self.coded(m, at, side)) {
            return Some(found);
        }
        let is_role_without_code =
            mention.is_some_and(|m| m.form == MentionForm::Role && m.code.is_empty() && m.role.is_empty());
        if mention.is_none() || is_role_without_code || mention.is_some_and(|m| m.code.is_empty()) {
            self.owner(at, side, depth)
        } else {
            None
        }
    }

    /// A person named in the phrase outranks the title that heads it; where nobody knows the head itself ("Gudni"), the
    /// other parts of the name and the title before it tell who is meant.
    fn name_in_phrase(&self, at: usize) -> Option<&'a Mention> {
        let own = self.mention(at);
        if let Some(known) = own.filter(|m| m.form != MentionForm::Role && !m.code.is_empty()) {
            return Some(known);
        }
        let is_person = |m: &&Mention| m.kind == EntityKind::Person && !m.code.is_empty();
        let parts =
            || self.tree.children_by(at, &NAME_PARTS).filter_map(|c| self.mention(c)).filter(is_person);
        if own.is_some_and(|m| m.plural && !m.code.is_empty()) {
            return None;
        }
        let name = parts().find(|m| m.form == MentionForm::Name);
        let unknown_name = own.is_none() && self.tree.upos(at) == Upos::Propn;
        name.filter(|_| unknown_name || self.heads_a_role(at))
            .or_else(|| parts().next().filter(|_| unknown_name))
    }

    fn heads_a_role(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|m| m.form == MentionForm::Role && m.kind == EntityKind::Person)
    }

    fn coded(&self, mention: &Mention, at: usize, side: Side) -> Option<Found> {
        if side == Side::Source && self.is_topic(mention, at) {
            return None;
        }
        let (code, basis) = match mention.kind {
            EntityKind::Place => (self.place_code(mention, at, side)?, Basis::Referred),
            _ => (mention.code.clone(), mention.basis),
        };
        if code.is_empty() {
            return None;
        }
        let span = self.phrase(at).join(mention.span);
        let named = mention.kind == EntityKind::Person && mention.form == MentionForm::Name;
        let actor = Actor { code, name: mention.name.clone(), span };
        Some(Found { actor, kind: mention.kind, basis, direct: true, named })
    }

    /// "the Kabul bombing", "Syria airstrikes": a name of a country or city before a noun says where or about what.
    fn is_topic(&self, mention: &Mention, at: usize) -> bool {
        let is_land = matches!(mention.kind, EntityKind::Country | EntityKind::Place)
            && mention.form == MentionForm::Name;
        let is_short = !mention.span.of(self.text).chars().any(char::is_lowercase);
        is_land && !is_short && matches!(self.tree.rel(at), Rel::Compound | Rel::NmodDesc)
    }

    /// A capital stands for its government; any other place for its country, and only as a target.
    fn place_code(&self, mention: &Mention, at: usize, side: Side) -> Option<ActorCode> {
        if mention.country.is_empty() {
            return None;
        }
        let country = ActorCode::from(mention.country.as_str());
        let capital = mention.entity.is_some_and(|id| self.gazetteer.is_metonym(id));
        match side {
            // "protests in Lima": after a preposition the capital is only a place.
            Side::Source if capital && self.tree.preposition(at).is_empty() => {
                Some(country.with_role(GOVERNMENT))
            }
            Side::Source if capital => Some(country),
            Side::Source => None,
            Side::Target => Some(country),
        }
    }

    /// Whose it is: possessor, modifier, of-phrase, by-phrase.
    fn owner(&self, at: usize, side: Side, depth: usize) -> Option<Found> {
        let is_personal = self.tree.xpos(at) == Xpos::Prp || self.tree.xpos(at) == Xpos::PrpPoss;
        if depth >= DEEPEST || is_personal {
            return None;
        }
        let found = self.owners(at, side).into_iter().find_map(|c| self.one(c, side, depth + 1));
        self.remember(at, found.as_ref());
        let found = found.or_else(|| self.recalled(at))?;
        let span = self.phrase(at).join(found.actor.span);
        Some(Found { actor: Actor { span, ..found.actor }, direct: false, ..found })
    }

    /// Keeps whose a thing is: "a Panama-flagged tanker", later "the tanker".
    fn remember(&self, at: usize, found: Option<&Found>) {
        if let Some(found) = found.filter(|f| f.basis < Basis::Context && self.tree.upos(at) == Upos::Noun) {
            self.things.borrow_mut().insert(self.tree.lemma(at).to_owned(), found.clone());
        }
    }

    /// Whose "the tanker" is, where an earlier sentence said so.
    fn recalled(&self, at: usize) -> Option<Found> {
        let definite =
            self.tree.children_by(at, &[Rel::Det]).any(|d| self.words.pointing.contains(self.tree.lemma(d)));
        let known = self.things.borrow().get(self.tree.lemma(at)).cloned();
        known.filter(|_| definite).map(|found| Found {
            actor: Actor { span: self.phrase(at), ..found.actor },
            basis: Basis::Referred,
            ..found
        })
    }

    /// Words that may say whose a thing is, the surest first: possessor, role ("army base"), modifiers, phrases, place.
    fn owners(&self, at: usize, side: Side) -> Vec<usize> {
        let beyond = side == Side::Target && self.words.bordering.contains(self.tree.lemma(at));
        let neighbour =
            self.tree.children_by(at, &[Rel::Nmod]).filter(|c| beyond && self.tree.preposition(*c) == "with");
        // "its border with Mali" is a matter of Mali.
        let mut owners: Vec<usize> = neighbour.collect();
        owners.extend(self.tree.children_by(at, &[Rel::NmodPoss]));
        let modifiers: Vec<usize> = self
            .tree
            .children_by(at, &[Rel::Amod, Rel::Compound, Rel::NmodDesc])
            .filter(|c| self.says_whose(*c))
            .collect();
        let is_role = |c: &usize| self.mention(*c).is_some_and(|m| m.form == MentionForm::Role);
        owners.extend(modifiers.iter().copied().filter(is_role));
        owners.extend(modifiers.iter().copied().filter(|c| !is_role(c)));
        let phrases = |words: &'static [&'static str]| {
            self.tree
                .children_by(at, &[Rel::Nmod])
                .filter(move |c| words.contains(&self.tree.preposition(*c).as_str()))
        };
        owners.extend(phrases(&["of", "by", "from"]));
        // "many in the opposition": a number or quantifier is part of what its phrase names.
        if !matches!(self.tree.upos(at), Upos::Noun | Upos::Propn | Upos::Verb) {
            let inside = self.tree.children_by(at, &[Rel::Nmod, Rel::Obl]);
            owners.extend(
                inside.filter(|c| matches!(self.tree.preposition(*c).as_str(), "in" | "among" | "of")),
            );
        }
        if self.tree.xpos(at) == Xpos::Vbn {
            owners.extend(self.tree.children_by(at, &[Rel::Obl, Rel::OblUnmarked]));
        }
        if side == Side::Target {
            owners.extend(
                phrases(&["in", "near", "at", "outside", "inside", "on", "along"])
                    .filter(|c| self.is_land(*c)),
            );
        }
        owners
    }

    fn is_land(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|m| matches!(m.kind, EntityKind::Country | EntityKind::Place))
    }

    /// "Panama-flagged", "rebel-held" say whose it is, "U.S.-backed" does not; neither does a noun like "terrorist" whose
    /// country is only guessed.
    fn says_whose(&self, modifier: usize) -> bool {
        let participle =
            matches!(self.tree.upos(modifier), Upos::Verb) || self.tree.xpos(modifier) == Xpos::Vbn;
        let guessed =
            self.mention(modifier).is_some_and(|m| m.form == MentionForm::Role && m.basis >= Basis::Context);
        !guessed && (!participle || self.words.belonging.contains(self.tree.lemma(modifier)))
    }

    /// "U.S. and Russian officials", "leaders of France and Germany": the role once for each further country.
    fn countries_of_role(&self, at: usize) -> Vec<Found> {
        let Some(role) =
            self.mention(at).filter(|m| m.form == MentionForm::Role && m.plural && !m.role.is_empty())
        else {
            return Vec::new();
        };
        let title = if role.role.is_empty() { role.code.role() } else { role.role.as_str() };
        let phrases = self.tree.children_by(at, &[Rel::Amod, Rel::Compound, Rel::Nmod, Rel::NmodPoss]);
        let countries = phrases.flat_map(|c| self.tree.conjuncts(c)).filter_map(|c| self.mention(c));
        countries
            .filter(|m| {
                m.kind == EntityKind::Country && Some(m.country.as_str()) != role.code.as_str().get(..3)
            })
            .map(|m| Found {
                actor: Actor {
                    code: ActorCode::from(m.country.as_str()).with_role(title),
                    name: m.name.clone(),
                    span: role.span.join(m.span),
                },
                kind: role.kind,
                basis: Basis::Stated,
                direct: true,
                named: false,
            })
            .collect()
    }

    /// The words of a phrase from its first modifier to its head and the names tied to it.
    fn phrase(&self, at: usize) -> Span {
        let inner =
            [Rel::Det, Rel::Amod, Rel::Compound, Rel::NmodPoss, Rel::Nummod, Rel::NmodDesc, Rel::Flat];
        let mut span = self.tree.span(at);
        for child in self.tree.children_by(at, &inner) {
            span = span.join(self.tree.span(child));
            for below in self.tree.children_by(child, &[Rel::Flat, Rel::Compound, Rel::Case]) {
                span = span.join(self.tree.span(below));
            }
        }
        span
    }

    /// The text of an actor, for notes.
    pub(super) fn describe(&self, found: &Found) -> String {
        format!("{} '{}'", found.actor.code, found.actor.span.of(self.text))
    }
}
