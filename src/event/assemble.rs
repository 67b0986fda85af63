//! How does an act become an event? Dyads, status, date, place and identity put together.
//!
//! In: the acts of a document's sentences. Out: [`Event`]s in text order without repeats: a sentence that tells the same
//! pair and the same root twice ("met for talks") tells one event.

use super::actor::{Actors, Found};
use super::apply::{Act, acts};
use super::when::{TimeWords, event_date};
use super::{Actor, Counts, Dyad, Event, EventPlace, PlacePrecision};
use crate::clause::label::Rel;
use crate::clause::reality::RealityWords;
use crate::clause::tree::Tree;
use crate::document::{Document, Sentence};
use crate::entity::{Basis, Mention, ReferenceWords};
use crate::gazetteer::{EntityKind, Gazetteer};
use crate::ids::stable_id;
use crate::ontology::{CameoCode, Ontology, Status};
use crate::rule::RuleSet;
use crate::trace::Trace;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence that was worth parsing.
#[derive(Clone, Debug)]
pub(crate) struct SentenceTree {
    pub(crate) sentence: Sentence,
    pub(crate) tree: Tree,
}

/// What events are read with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EventReader<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) rules: &'a RuleSet,
    pub(crate) ontology: &'a Ontology,
    pub(crate) reference: &'a ReferenceWords,
    pub(crate) reality: &'a RealityWords,
    pub(crate) time: &'a TimeWords,
}

impl EventReader<'_> {
    /// All events of a document's parsed sentences, in text order.
    pub(crate) fn events(
        &self,
        document: &Document,
        trees: &[SentenceTree],
        mentions: &[Mention],
        trace: &mut Trace,
    ) -> Vec<Event> {
        let mut events = Vec::new();
        let things = RefCell::new(BTreeMap::new());
        for parsed in trees {
            let from = mentions.partition_point(|m| m.sentence < parsed.sentence.id);
            let to = mentions.partition_point(|m| m.sentence <= parsed.sentence.id);
            let actors = Actors {
                text: &document.text,
                tree: &parsed.tree,
                mentions: &mentions[from..to],
                gazetteer: self.gazetteer,
                words: self.reference,
                things: &things,
            };
            let mut found = acts(&actors, self.rules, self.reality, trace);
            found.sort_by_key(|act| parsed.tree.span(act.predicate).start);
            let mut told = BTreeSet::new();
            let mut here = Vec::new();
            for act in prefer_verbs(found) {
                here.extend(self.event(document, parsed, &actors, act, &mut told));
            }
            drop_open_repeats(&mut here);
            events.append(&mut here);
        }
        events
    }

    fn event(
        &self,
        document: &Document,
        parsed: &SentenceTree,
        actors: &Actors<'_>,
        act: Act,
        told: &mut BTreeSet<(String, String, String)>,
    ) -> Option<Event> {
        let pattern = self.rules.pattern(act.pattern);
        let mut dyads = dyads(&act);
        dyads.retain(|dyad| !is_self(dyad) && told.insert(key(dyad, &act)));
        if dyads.is_empty() {
            return None;
        }
        if act.mutual {
            let back: Vec<Dyad> =
                dyads.iter().filter(|d| d.source.is_some() && d.target.is_some()).map(reversed).collect();
            dyads.extend(back);
        }
        let trigger = parsed.tree.span(act.predicate);
        let sentence = parsed.sentence.span.of(&document.text);
        let row = self.ontology.get(act.code);
        let status =
            if is_long_past(document, parsed, &act) { Status::Historical } else { act.reality.status };
        Some(Event {
            id: stable_id(&[&document.id, &trigger.start.to_string(), &pattern.id]),
            sentence: parsed.sentence.id,
            trigger,
            rule: pattern.id.clone(),
            code: act.code,
            mode: pattern.mode.clone(),
            contexts: row
                .map(|r| r.plover_context.split("; ").filter(|c| !c.is_empty()).map(str::to_owned).collect())
                .unwrap_or_default(),
            confidence: confidence(&act),
            dyads,
            status,
            attribution: self.attribution(actors, &act),
            date: event_date(sentence, act.reality.status == Status::Future, document.date, self.time),
            place: place(actors, &act),
            counts: Counts::default(),
            cluster: String::new(),
        })
    }

    fn attribution(&self, actors: &Actors<'_>, act: &Act) -> Option<Actor> {
        let verb = act.reality.reporter?;
        let speaker = crate::clause::frame::surface_subject(actors.tree, verb, 0)?;
        actors.of(speaker, super::actor::Side::Source).into_iter().next().map(|f| f.actor)
    }
}

/// "killed five Libyans in a raid on Tripoli": an act told with one side beside the same kind of act with both is the
/// same act told again.
fn drop_open_repeats(events: &mut Vec<Event>) {
    let full: Vec<(u8, String)> = events
        .iter()
        .filter(|e| e.dyads.iter().all(|d| d.source.is_some() && d.target.is_some()))
        .flat_map(sides)
        .collect();
    events.retain(|event| {
        let open = event.dyads.iter().any(|d| d.source.is_none() || d.target.is_none());
        !(open && is_told_again(event.code) && sides(event).iter().any(|side| full.contains(side)))
    });
}

/// The family of an act with the country of each known side.
fn sides(event: &Event) -> Vec<(u8, String)> {
    let known = event.dyads.iter().flat_map(|d| [&d.source, &d.target]).flatten();
    known.map(|actor| (family(event.code), actor.code.country().to_owned())).collect()
}

/// Roots of one kind: 18 to 20 tell violence, every other root stands for itself.
fn family(code: CameoCode) -> u8 {
    let root: u8 = code.root().parse().unwrap_or(0);
    root.min(18)
}

/// Acts that news tell twice in a sentence: protests, arrests, violence.
fn is_told_again(code: CameoCode) -> bool {
    family(code) >= 14
}

/// A verb and the noun that it supports ("signed a deal", "the shelling killed") tell one act of a root: the one that
/// names more sides stays, of equal ones the verb.
fn prefer_verbs(acts: Vec<Act>) -> Vec<Act> {
    let sides = |act: &Act| usize::from(!act.sources.is_empty()) + usize::from(!act.targets.is_empty());
    let same_root = |a: &Act, b: &Act| a.code.root() == b.code.root();
    let loses = |act: &Act| {
        acts.iter().any(|other| {
            let by_verb = act.support == Some(other.predicate) && sides(other) >= sides(act);
            let by_noun = other.support == Some(act.predicate) && sides(other) > sides(act);
            same_root(act, other) && (by_verb || by_noun)
        })
    };
    acts.iter().filter(|act| !loses(act)).cloned().collect()
}

/// Every source with every target; the members of a mutual list with each other.
fn dyads(act: &Act) -> Vec<Dyad> {
    let side = |found: &[Found]| -> Vec<Option<Actor>> {
        if found.is_empty() { vec![None] } else { found.iter().map(|f| Some(f.actor.clone())).collect() }
    };
    let (sources, targets) = (side(&act.sources), side(&act.targets));
    if act.mutual && act.targets.is_empty() && sources.len() > 1 {
        let pairs = (0..sources.len()).flat_map(|a| (a + 1..sources.len()).map(move |b| (a, b)));
        return pairs.map(|(a, b)| Dyad { source: sources[a].clone(), target: sources[b].clone() }).collect();
    }
    let pair = |source: &Option<Actor>| {
        let source = source.clone();
        targets
            .iter()
            .map(move |target| Dyad { source: source.clone(), target: target.clone() })
            .collect::<Vec<_>>()
    };
    sources.iter().flat_map(pair).collect()
}

/// A country, a body or the same words on both sides: nobody acts on himself.
fn is_self(dyad: &Dyad) -> bool {
    let (Some(source), Some(target)) = (&dyad.source, &dyad.target) else { return false };
    let same_code = source.code == target.code;
    same_code
        && (source.code.role().is_empty() || source.name == target.name || source.span.overlaps(target.span))
}

fn reversed(dyad: &Dyad) -> Dyad {
    Dyad { source: dyad.target.clone(), target: dyad.source.clone() }
}

/// What makes a dyad a repeat inside one sentence.
fn key(dyad: &Dyad, act: &Act) -> (String, String, String) {
    let code = |actor: &Option<Actor>| actor.as_ref().map(|a| a.code.to_string()).unwrap_or_default();
    let (mut source, mut target) = (code(&dyad.source), code(&dyad.target));
    if act.mutual && source > target {
        std::mem::swap(&mut source, &mut target);
    }
    (format!("{}{}", act.code.root(), act.reality.status.is_live()), source, target)
}

/// A year in the act's own clause that lies two or more years before the document: "annexed in 1938".
fn is_long_past(document: &Document, parsed: &SentenceTree, act: &Act) -> bool {
    let Some(published) = document.date else { return false };
    let tree = &parsed.tree;
    let years = tree
        .children_by(act.predicate, &[Rel::Obl, Rel::Nmod, Rel::OblUnmarked, Rel::NmodUnmarked])
        .flat_map(|c| tree.subtree(c));
    let number = |at: usize| tree.span(at).of(&document.text).parse::<i16>().ok();
    act.reality.status == Status::Asserted
        && years.filter_map(number).any(|year| (1800..=published.year_number() - 2).contains(&year))
}

fn confidence(act: &Act) -> f64 {
    let side = |found: &[Found]| match found.iter().map(|f| (f.basis, f.direct)).max() {
        Some((Basis::Stated, true)) => 1.0,
        Some((Basis::Stated, false)) => 0.85,
        Some((Basis::Referred, _)) => 0.8,
        Some(_) => 0.6,
        None => 0.7,
    };
    let status = if act.reality.status == Status::Asserted { 0.9 } else { 0.75 };
    side(&act.sources) * side(&act.targets) * status
}

/// A place in an oblique of the act's own clause.
fn place(actors: &Actors<'_>, act: &Act) -> Option<EventPlace> {
    let heads = [Some(act.predicate), act.support];
    let obliques =
        heads.into_iter().flatten().flat_map(|at| actors.tree.children_by(at, &[Rel::Obl, Rel::Nmod]));
    let spoken = obliques.filter(|c| {
        ["in", "at", "near", "outside", "inside"].contains(&actors.tree.preposition(*c).as_str())
    });
    let mention = spoken
        .flat_map(|c| actors.tree.subtree(c))
        .filter_map(|at| actors.mention(at))
        .find(|m| m.kind == EntityKind::Place)?;
    Some(EventPlace {
        name: mention.name.clone(),
        country: mention.country.clone(),
        precision: PlacePrecision::City,
        coordinates: mention.coordinates,
    })
}
