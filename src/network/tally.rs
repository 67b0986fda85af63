//! How often, when, on which evidence? Counts that grow with actors and ties, not with the corpus.
//!
//! All maps are ordered and Goldstein values are added as whole thousandths, so that parts merged in input order give
//! the same bytes as one pass. Event ids and names are kept too: memory grows with the events that make ties.

use super::build::{ActorNetwork, build};
use crate::date::PartialDate;
use crate::document::Document;
use crate::entity::Mention;
use crate::event::{Actor, Event};
use crate::gazetteer::EntityKind;
use crate::ontology::{CameoCode, Ontology};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Counts documents into a network.
#[derive(Clone, Debug, Default)]
pub struct NetworkBuilder {
    pub(super) actors: BTreeMap<String, ActorTally>,
    pub(super) ties: BTreeMap<(String, String), TieTally>,
}

/// What is counted of one actor code.
#[derive(Clone, Debug, Default)]
pub(super) struct ActorTally {
    pub(super) mentions: u64,
    pub(super) documents: u64,
    pub(super) names: BTreeMap<String, u64>,
    pub(super) kinds: BTreeMap<EntityKind, u64>,
}

/// What is counted of one ordered pair of codes.
#[derive(Clone, Debug, Default)]
pub(super) struct TieTally {
    pub(super) cooperation: u64,
    pub(super) conflict: u64,
    pub(super) goldstein_thousandths: i64,
    pub(super) codes: BTreeMap<CameoCode, u64>,
    pub(super) dates: DateRange,
    pub(super) evidence: Vec<String>,
}

/// Earliest and latest date, where any is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct DateRange {
    pub(super) first: Option<PartialDate>,
    pub(super) last: Option<PartialDate>,
}

impl DateRange {
    pub(super) fn join(self, other: Self) -> Self {
        let first = self.first.into_iter().chain(other.first).min();
        Self { first, last: self.last.max(other.last) }
    }
}

impl NetworkBuilder {
    /// Counts one document.
    pub fn add(&mut self, document: &Document, mentions: &[Mention], events: &[Event], ontology: &Ontology) {
        self.add_actors(mentions, events);
        for event in events.iter().filter(|e| e.status.is_live()) {
            self.add_event(document, event, ontology);
        }
    }

    /// Takes over what another builder counted in later documents.
    pub fn merge(&mut self, later: Self) {
        for (code, tally) in later.actors {
            self.actors.entry(code).or_default().merge(tally);
        }
        for (pair, tally) in later.ties {
            self.ties.entry(pair).or_default().merge(tally);
        }
    }

    /// The network of everything counted so far.
    #[must_use]
    pub fn build(self) -> ActorNetwork {
        build(self)
    }

    /// Counts each place in the text once, whether a mention, an actor of events, or both stand there: an actor may
    /// have another code than its mention ("Moscow" is a place until it acts), and both are then mentioned.
    fn add_actors(&mut self, mentions: &[Mention], events: &[Event]) {
        let mut seen: BTreeSet<(&str, Span)> = BTreeSet::new();
        let mut codes: BTreeSet<&str> = BTreeSet::new();
        let mentioned = mentions.iter().map(|m| (m.code.as_str(), m.span, m.name.as_str(), Some(m.kind)));
        let acting = events.iter().flat_map(actors).map(|a| (a.code.as_str(), a.span, a.name.as_str(), None));
        for (code, span, name, kind) in mentioned.chain(acting) {
            if code.is_empty() || !seen.insert((code, span)) {
                continue;
            }
            let tally = self.actors.entry(code.to_owned()).or_default();
            tally.documents += u64::from(codes.insert(code));
            tally.mentions += 1;
            if !name.is_empty() {
                *tally.names.entry(name.to_owned()).or_default() += 1;
            }
            if let Some(kind) = kind {
                *tally.kinds.entry(kind).or_default() += 1;
            }
        }
    }

    /// An act counts once a pair of codes, however many of its dyads have that pair.
    fn add_event(&mut self, document: &Document, event: &Event, ontology: &Ontology) {
        let pairs: BTreeSet<(&str, &str)> = event
            .dyads
            .iter()
            .filter_map(|d| Some((d.source.as_ref()?.code.as_str(), d.target.as_ref()?.code.as_str())))
            .filter(|(source, target)| !source.is_empty() && !target.is_empty())
            .collect();
        for (source, target) in pairs {
            let tie = self.ties.entry((source.to_owned(), target.to_owned())).or_default();
            tie.add(document, event, ontology);
        }
    }
}

fn actors(event: &Event) -> impl Iterator<Item = &Actor> {
    event.dyads.iter().flat_map(|d| d.source.iter().chain(&d.target))
}

impl ActorTally {
    fn merge(&mut self, later: Self) {
        self.mentions += later.mentions;
        self.documents += later.documents;
        add_counts(&mut self.names, later.names);
        add_counts(&mut self.kinds, later.kinds);
    }
}

impl TieTally {
    fn add(&mut self, document: &Document, event: &Event, ontology: &Ontology) {
        let known = ontology.get(event.code);
        self.cooperation += u64::from(known.is_some_and(|k| k.quad_class.is_cooperation()));
        self.conflict += u64::from(known.is_some_and(|k| !k.quad_class.is_cooperation()));
        self.goldstein_thousandths += known.map_or(0, |k| thousandths(k.goldstein));
        *self.codes.entry(event.code).or_default() += 1;
        let date = event.date.map(|d| d.date).or(document.date);
        self.dates = self.dates.join(DateRange { first: date, last: date });
        self.evidence.push(event.id.clone());
    }

    fn merge(&mut self, later: Self) {
        self.cooperation += later.cooperation;
        self.conflict += later.conflict;
        self.goldstein_thousandths += later.goldstein_thousandths;
        add_counts(&mut self.codes, later.codes);
        self.dates = self.dates.join(later.dates);
        self.evidence.extend(later.evidence);
    }
}

fn add_counts<K: Ord>(counts: &mut BTreeMap<K, u64>, later: BTreeMap<K, u64>) {
    for (key, count) in later {
        *counts.entry(key).or_default() += count;
    }
}

/// Goldstein values lie between -10 and 10 and have one or two decimals.
#[allow(clippy::cast_possible_truncation)]
fn thousandths(goldstein: f64) -> i64 {
    (goldstein * 1000.0).round() as i64
}
