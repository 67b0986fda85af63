//! Which of its senses does a text have here? Names linked to entities, nouns to roles, each with its code.
//!
//! In: candidates that do not overlap, and the document's date. Out: mentions. A sense is weighed by its prior, by
//! whether it was in use at the date, by what else of the same country the document names, and, for surnames, by
//! whether the document gives the person otherwise. A text whose best sense stays too weak is no mention.

use super::find::{Candidate, Unlisted};
use super::{Basis, Mention, MentionForm};
use crate::document::Document;
use crate::fold::fold;
use crate::gazetteer::{AgentKind, Entity, EntityKind, Form, Gazetteer, Name, Sense};
use crate::ids::EntityId;
use crate::ontology::ActorCode;
use crate::span::Span;
use crate::trace::Trace;
use std::collections::{BTreeMap, BTreeSet};

/// A sense below this weight does not make a mention.
const WEAKEST: f64 = 0.2;
/// Nouns and titles against names with the same letters.
const AGENT_WEIGHT: f64 = 0.75;
const AGENT_AS_NAME: f64 = 0.4;
/// What a sense that was not in use at the date keeps of its weight.
const OUT_OF_USE: f64 = 0.15;
/// What a sense keeps when its entity had ended by then: texts go on to speak of it, but a successor comes first.
const ENDED: f64 = 0.6;
/// What a sense gains whose country the document names, beside one whose country it does not.
const HERE: f64 = 2.0;
/// What a sense keeps whose country the document names nowhere, beside one whose country it names.
const ELSEWHERE: f64 = 0.2;
/// What each further thing of the same country in the document adds to a sense, in the logarithm of their number.
const SUPPORT: f64 = 0.3;
/// A surname of somebody whom the document gives in full.
const INTRODUCED: f64 = 1.5;
/// A surname of somebody in office at the date, and of somebody who is not.
const IN_OFFICE: f64 = 0.9;
const OUT_OF_OFFICE: f64 = 0.3;

/// Links every candidate.
pub(crate) fn link(
    document: &Document,
    candidates: Vec<Candidate>,
    gazetteer: &Gazetteer,
    trace: &mut Trace,
) -> Vec<Mention> {
    let context = Context::of(&candidates, document, gazetteer);
    let link_one = |candidate: Candidate| {
        if let Some(name) = &candidate.unlisted {
            return Some(unlisted(&candidate, name, document));
        }
        let mut ranked: Vec<(f64, Sense)> = candidate
            .senses
            .iter()
            .map(|s| (context.weight(*s, candidate.span) * context.nearness(*s, &candidate), *s))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (weight, sense) = *ranked.first()?;
        trace.note("entity", candidate.span.start, || {
            describe(&ranked, gazetteer, candidate.span.of(&document.text))
        });
        (weight >= WEAKEST).then(|| mention(&candidate, sense, document, gazetteer))
    };
    candidates.into_iter().filter_map(link_one).collect()
}

fn describe(ranked: &[(f64, Sense)], gazetteer: &Gazetteer, text: &str) -> String {
    let name = |sense: &Sense| match *sense {
        Sense::Name(index) => gazetteer.entity(gazetteer.name(index).entity).key.clone(),
        Sense::Agent { index, .. } => format!("role {}", gazetteer.agent(index).text),
    };
    let senses: Vec<String> = ranked.iter().take(5).map(|(w, s)| format!("{} {w:.2}", name(s))).collect();
    format!("'{text}': {}", senses.join(", "))
}

/// What the rest of the document says about its names.
struct Context<'a> {
    gazetteer: &'a Gazetteer,
    document: &'a Document,
    /// Entities that the document gives by a name that is theirs alone.
    introduced: BTreeSet<EntityId>,
    /// Folded surnames of people whom the document gives in full and no list holds.
    strangers: BTreeSet<String>,
    /// How often each country is named, by any form.
    countries: BTreeMap<&'a str, u32>,
}

impl<'a> Context<'a> {
    fn of(candidates: &[Candidate], document: &'a Document, gazetteer: &'a Gazetteer) -> Self {
        let mut context = Self {
            gazetteer,
            document,
            introduced: BTreeSet::new(),
            strangers: BTreeSet::new(),
            countries: BTreeMap::new(),
        };
        for candidate in candidates {
            context.count(candidate);
        }
        context
    }

    fn count(&mut self, candidate: &Candidate) {
        if candidate.unlisted.as_ref().is_some_and(|u| u.kind == EntityKind::Person) {
            let name = fold(candidate.span.of(&self.document.text));
            self.strangers.extend(name.split(' ').next_back().map(str::to_owned));
            return;
        }
        let names = candidate.senses.iter().filter_map(|s| match s {
            Sense::Name(index) => Some(self.gazetteer.name(*index)),
            Sense::Agent { .. } => None,
        });
        let full: BTreeSet<EntityId> = names.filter(|n| n.form != Form::Surname).map(|n| n.entity).collect();
        self.introduced.extend(full.iter().copied());
        if let (1, Some(only)) = (full.len(), full.first()) {
            let country = self.gazetteer.entity(*only).country.as_str();
            *self.countries.entry(country).or_default() += 1;
        }
    }

    /// Of several senses, one of whose countries the document names, the others are far away: "Congress" about India.
    fn nearness(&self, sense: Sense, candidate: &Candidate) -> f64 {
        let is_near = |s: &Sense| self.country_of(*s).is_some_and(|c| self.countries.contains_key(c));
        let has_country = |s: &Sense| self.country_of(*s).is_some();
        let is_far = |s: &Sense| has_country(s) && !is_near(s);
        match (is_near(&sense), is_far(&sense)) {
            (true, _) if candidate.senses.iter().any(is_far) => HERE,
            (_, true) if candidate.senses.iter().any(is_near) => ELSEWHERE,
            _ => 1.0,
        }
    }

    fn country_of(&self, sense: Sense) -> Option<&str> {
        let Sense::Name(index) = sense else { return None };
        let entity = self.gazetteer.entity(self.gazetteer.name(index).entity);
        Some(entity.country.as_str()).filter(|c| !c.is_empty())
    }

    /// A capital inside a sentence speaks for a name ("the Congress party"), unless every word has one.
    fn is_proper(&self, span: Span) -> bool {
        let text = &self.document.text;
        let before = text.get(..span.start as usize).unwrap_or("").trim_end_matches([' ', '\n']);
        let inside = before.ends_with(|c: char| c.is_lowercase() || c.is_numeric() || c == ',');
        inside && span.of(text).starts_with(char::is_uppercase)
    }

    fn weight(&self, sense: Sense, span: Span) -> f64 {
        match sense {
            Sense::Agent { .. } if self.is_proper(span) => AGENT_AS_NAME,
            Sense::Agent { .. } => AGENT_WEIGHT,
            Sense::Name(index) => self.name_weight(self.gazetteer.name(index)),
        }
    }

    fn name_weight(&self, name: &Name) -> f64 {
        let entity = self.gazetteer.entity(name.entity);
        let mut weight = name.prior * self.support(entity);
        let in_use = self.document.date.is_none_or(|d| d.is_within(name.from, name.to));
        let exists = self.document.date.is_none_or(|d| d.is_within(entity.valid_from, None));
        if !in_use || !exists {
            weight *= OUT_OF_USE;
        } else if self.document.date.is_some_and(|d| !d.is_within(entity.valid_from, entity.valid_to)) {
            weight *= ENDED;
        }
        match name.form {
            Form::Surname => self.surname_weight(name, weight),
            // The place itself and its use for a government are one mention; the clause tells them apart later.
            Form::Metonym => weight * 0.99,
            _ => weight,
        }
    }

    fn surname_weight(&self, name: &Name, weight: f64) -> f64 {
        if self.introduced.contains(&name.entity) {
            return weight + INTRODUCED;
        }
        if self.strangers.contains(&fold(&name.text)) {
            return 0.0;
        }
        let in_office = self.gazetteer.role_on(name.entity, self.document.date).is_some();
        weight * if in_office { IN_OFFICE } else { OUT_OF_OFFICE }
    }

    /// 1 when the document names nothing else of the country, slowly more with each thing that it does.
    fn support(&self, entity: &Entity) -> f64 {
        let named = self.countries.get(entity.country.as_str()).copied().unwrap_or(0);
        1.0 + SUPPORT * f64::from(named.saturating_sub(1)).ln_1p()
    }
}

/// A name that no list holds, coded by the country and the head in it.
fn unlisted(candidate: &Candidate, name: &Unlisted, document: &Document) -> Mention {
    let text = candidate.span.of(&document.text);
    let code = if name.base.is_empty() { ActorCode::default() } else { name.base.with_role(&name.role) };
    Mention {
        span: candidate.span,
        sentence: candidate.sentence,
        kind: name.kind,
        form: name.form,
        entity: None,
        entity_key: String::new(),
        name: text.split_whitespace().collect::<Vec<_>>().join(" "),
        basis: if code.is_empty() { Basis::Open } else { Basis::Stated },
        code,
        coordinates: None,
        role: name.role.clone(),
        country: name.base.country().to_owned(),
        others: Vec::new(),
        phrase: None,
        plural: false,
    }
}

fn mention(candidate: &Candidate, sense: Sense, document: &Document, gazetteer: &Gazetteer) -> Mention {
    match sense {
        Sense::Name(index) => named(candidate, gazetteer.name(index), document, gazetteer),
        Sense::Agent { index, plural } => noun(candidate, index, plural, document, gazetteer),
    }
}

fn named(candidate: &Candidate, name: &Name, document: &Document, gazetteer: &Gazetteer) -> Mention {
    let entity = gazetteer.entity(name.entity);
    let place = entity.kind == EntityKind::Place;
    let code = if place { ActorCode::default() } else { gazetteer.code(name.entity, document.date) };
    Mention {
        span: candidate.span,
        sentence: candidate.sentence,
        kind: entity.kind,
        form: if name.form == Form::Metonym { MentionForm::Name } else { name.form.into() },
        entity: Some(name.entity),
        entity_key: entity.key.clone(),
        name: entity.name.clone(),
        country: if entity.kind == EntityKind::Country {
            entity.code.clone()
        } else {
            entity.country.clone()
        },
        role: code.role().to_owned(),
        basis: if code.is_empty() && !place { Basis::Open } else { Basis::Stated },
        code,
        coordinates: entity.coordinates,
        plural: name.form == Form::Demonym,
        others: Vec::new(),
        phrase: None,
    }
}

fn noun(
    candidate: &Candidate,
    index: usize,
    plural: bool,
    document: &Document,
    gazetteer: &Gazetteer,
) -> Mention {
    let agent = gazetteer.agent(index);
    let kind = match agent.kind {
        AgentKind::Title | AgentKind::Person => EntityKind::Person,
        AgentKind::Group => EntityKind::Group,
        AgentKind::Body => EntityKind::Organization,
    };
    Mention {
        span: candidate.span,
        sentence: candidate.sentence,
        kind,
        form: MentionForm::Role,
        entity: None,
        entity_key: String::new(),
        name: candidate.span.of(&document.text).to_owned(),
        code: ActorCode::default(),
        coordinates: None,
        role: agent.code.clone(),
        country: String::new(),
        basis: Basis::Open,
        plural: plural || agent.kind == AgentKind::Group,
        others: Vec::new(),
        phrase: None,
    }
}
