//! Which acts does a sentence tell? Rules tried at their triggers, inner clauses first.
//!
//! In: a parsed sentence, its mentions, the rules. Out: acts with their sources and targets; an act that another one
//! frames ("agreed to meet", "rejected talks") is part of that one and does not stand alone. Dates, places and ids are
//! added later.

use super::actor::{Actors, Found, Side};
use crate::clause::frame::{Complement, Frame, Slot, frame, surface_subject};
use crate::clause::label::{Rel, Upos, Xpos};
use crate::clause::reality::{Reality, RealityWords, reality};
use crate::clause::tree::Tree;
use crate::entity::Basis;
use crate::gazetteer::EntityKind;
use crate::ontology::{CameoCode, Status};
use crate::rule::{ActorTest, Conditions, Open, Pattern, RuleSet, SideName, Symmetry, TriggerKind, WordSet};
use crate::trace::Trace;
use std::collections::{BTreeMap, BTreeSet};

/// One act as a rule found it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Act {
    pub(super) pattern: usize,
    pub(super) code: CameoCode,
    pub(super) predicate: usize,
    pub(super) support: Option<usize>,
    pub(super) sources: Vec<Found>,
    pub(super) targets: Vec<Found>,
    /// The act binds both sides.
    pub(super) mutual: bool,
    /// It cannot stand alone: an actor is missing that it needs.
    pub(super) unfilled: bool,
    pub(super) reality: Reality,
}

/// Tries the rules on one sentence.
pub(super) fn acts(
    actors: &Actors<'_>,
    rules: &RuleSet,
    words: &RealityWords,
    trace: &mut Trace,
) -> Vec<Act> {
    let mut reader = Reader { actors, rules, words, by_word: BTreeMap::new(), consumed: BTreeSet::new() };
    let mut order: Vec<usize> = (0..actors.tree.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(actors.tree.depth(*at)), *at));
    for at in order {
        reader.try_word(at, trace);
        reader.try_auxiliary(at, trace);
    }
    reader.finish(trace)
}

struct Reader<'a, 'b> {
    actors: &'a Actors<'b>,
    rules: &'a RuleSet,
    words: &'a RealityWords,
    by_word: BTreeMap<usize, Act>,
    consumed: BTreeSet<usize>,
}

/// What a pattern made of a frame, or the first condition that failed.
type Attempt<T> = Result<T, &'static str>;

impl Reader<'_, '_> {
    fn tree(&self) -> &Tree {
        self.actors.tree
    }

    fn try_word(&mut self, at: usize, trace: &mut Trace) {
        let kind = match self.tree().upos(at) {
            Upos::Verb => TriggerKind::Verb,
            Upos::Noun => TriggerKind::Noun,
            Upos::Adj => TriggerKind::Adjective,
            _ => return,
        };
        if self.rules.triggered(kind, self.tree().lemma(at)).is_empty() && !self.may_have_particle(kind, at) {
            return;
        }
        // "jailed activists": a participle before its noun tells what they are, not what happened.
        if kind == TriggerKind::Verb
            && self.tree().rel(at) == Rel::Amod
            && !self.tree().has_child(at, &[Rel::OblAgent, Rel::Obl])
        {
            return;
        }
        let frame = frame(self.tree(), at);
        let mut unfilled = None;
        for index in self.candidates(kind, &frame) {
            let pattern = self.rules.pattern(index);
            match self.attempt(index, pattern, &frame) {
                Ok((act, inner))
                    if has_needed_actors(pattern, &act) && !self.hides_an_actor(pattern, &frame, &act) =>
                {
                    trace.note("rule", self.tree().span(at).start, || self.describe(pattern, &act));
                    self.keep(at, act, inner);
                    return;
                }
                Ok((act, inner)) => {
                    trace.note("rule", self.tree().span(at).start, || {
                        format!("{}, but an actor is missing", self.describe(pattern, &act))
                    });
                    unfilled = unfilled.or(Some((act, inner)));
                }
                Err(reason) => {
                    trace.note("rule", self.tree().span(at).start, || {
                        format!("{} ({}): not fired, {reason}", pattern.id, pattern.code)
                    });
                }
            }
        }
        // An act without its actors cannot stand alone, but another word may frame it.
        if let Some((act, inner)) = unfilled {
            self.keep(at, Act { unfilled: true, ..act }, inner);
        }
    }

    /// "will meet", "will not withdraw": the auxiliary makes another act of the one at its verb.
    fn try_auxiliary(&mut self, verb: usize, trace: &mut Trace) {
        let Some(inner) = self.act_of_verb(verb) else { return };
        let Some(key) = self.auxiliary(verb) else { return };
        let frame = frame(self.tree(), verb);
        for &index in self.rules.triggered(TriggerKind::Auxiliary, &key) {
            let pattern = self.rules.pattern(index);
            let Some(act) = self.by_word.get(&inner) else { return };
            let Some(code) = framed_code(pattern, act.code) else { continue };
            if self.slots_fit(&pattern.conditions, &frame).is_err()
                || actors_fit(&pattern.conditions, &act.sources, &act.targets).is_err()
            {
                continue;
            }
            let status = pattern.status.unwrap_or(Status::Asserted);
            let act = Act { pattern: index, code, reality: Reality { status, ..act.reality }, ..act.clone() };
            trace.note("rule", self.tree().span(verb).start, || self.describe(pattern, &act));
            self.by_word.insert(inner, act);
            return;
        }
    }

    /// The word whose act a verb tells: itself, or the noun that it supports.
    fn act_of_verb(&self, verb: usize) -> Option<usize> {
        let own = self.by_word.contains_key(&verb).then_some(verb);
        own.or_else(|| self.by_word.iter().find(|(_, act)| act.support == Some(verb)).map(|(noun, _)| *noun))
    }

    /// The verb's first auxiliary, with "not" after it where the verb is denied.
    fn auxiliary(&self, verb: usize) -> Option<String> {
        let auxiliary = self.tree().child(verb, &[Rel::Aux])?;
        let denied = self
            .tree()
            .children_by(verb, &[Rel::Advmod])
            .any(|c| self.words.is_negator(self.tree().lemma(c)));
        let lemma = self.tree().lemma(auxiliary);
        Some(if denied { format!("{lemma} not") } else { lemma.to_owned() })
    }

    /// True when a side is open only because nobody knows whom its pronoun means: that is not the same as "unknown".
    fn hides_an_actor(&self, pattern: &Pattern, frame: &Frame, act: &Act) -> bool {
        let is_pronoun = |at: usize| matches!(self.tree().xpos(at), Xpos::Prp | Xpos::PrpPoss);
        let hidden = |found: &[Found], slots: &[Slot]| {
            found.is_empty() && slots.iter().any(|slot| frame.fillers(slot).any(is_pronoun))
        };
        hidden(&act.sources, &pattern.source) || hidden(&act.targets, &pattern.target)
    }

    fn keep(&mut self, at: usize, act: Act, inner: Vec<usize>) {
        self.consumed.extend(inner);
        self.by_word.insert(at, act);
    }

    fn may_have_particle(&self, kind: TriggerKind, at: usize) -> bool {
        kind == TriggerKind::Verb && !self.tree().children(at).is_empty()
    }

    /// Patterns of the word alone and of the word with a particle or preposition beside it, best first.
    fn candidates(&self, kind: TriggerKind, frame: &Frame) -> Vec<usize> {
        // "hold out" is not "hold": a particle makes another verb.
        let mut keys = vec![frame.lemma.clone()];
        for argument in &frame.arguments {
            if let Slot::Preposition(word) = &argument.slot {
                keys.push(format!("{} {word}", frame.lemma));
            }
        }
        keys.extend(frame.complements.iter().map(|c| format!("{} {}", frame.lemma, c.marker)));
        keys.sort_unstable();
        keys.dedup();
        let mut found: Vec<usize> =
            keys.iter().flat_map(|k| self.rules.triggered(kind, k).iter().copied()).collect();
        // A longer trigger is the more specific one.
        let length = |index: usize| {
            self.rules
                .pattern(index)
                .triggers
                .iter()
                .filter(|t| keys.contains(t))
                .map(|t| t.matches(' ').count())
                .max()
        };
        found.sort_by_key(|i| {
            (
                std::cmp::Reverse((self.rules.pattern(*i).rank, length(*i))),
                self.rules.pattern(*i).id.clone(),
                *i,
            )
        });
        found.dedup();
        found
    }

    fn attempt(&self, index: usize, pattern: &Pattern, frame: &Frame) -> Attempt<(Act, Vec<usize>)> {
        if !pattern.support.0.is_empty() {
            let verb = frame.support.ok_or("no verb supports the noun")?;
            let lemma = crate::clause::frame::frame(self.tree(), verb).lemma;
            if !pattern.support.has(&lemma) {
                return Err("another verb supports the noun");
            }
        }
        if pattern.conditions.passive.is_some_and(|passive| passive != frame.passive) {
            return Err("the voice is another");
        }
        self.slots_fit(&pattern.conditions, frame)?;
        let (code, inner) = self.composed(pattern, frame)?;
        let mut sources = self.side(&pattern.source, frame, &inner, Side::Source, &[]);
        let mut targets = self.side(&pattern.target, frame, &inner, Side::Target, &sources);
        if targets.is_empty() {
            targets = self.goals(&inner);
        }
        if targets.is_empty()
            && !pattern.target.is_empty()
            && pattern.symmetric != Symmetry::Both
            && is_verbal(code)
        {
            targets = self.within(frame, &sources);
        }
        targets.retain(|t| !sources.iter().any(|s| is_same(s, t)));
        targets.retain(|t| {
            !sources.iter().all(|s| {
                s.actor.code == t.actor.code
                    && (s.actor.code.role().is_empty() || t.kind == EntityKind::Place)
            }) || sources.is_empty()
        });
        let mutual = match pattern.symmetric {
            Symmetry::None => false,
            Symmetry::Both => true,
            Symmetry::List => targets.is_empty(),
        };
        if mutual && targets.is_empty() && sources.len() == 2 {
            targets = sources.split_off(1);
        }
        actors_fit(&pattern.conditions, &sources, &targets)?;
        let code = self.refined(pattern, frame, &sources, &targets).unwrap_or(code);
        let at = frame.predicate;
        let mut reality = reality(self.tree(), at, self.named_support(pattern, frame), self.words);
        if let Some(status) = pattern.status {
            reality.status = status;
        }
        Ok((
            Act {
                pattern: index,
                code,
                predicate: at,
                support: frame.support,
                sources,
                targets,
                mutual,
                unfilled: false,
                reality,
            },
            inner,
        ))
    }

    /// The verb that supports the noun, where the pattern names it.
    fn named_support(&self, pattern: &Pattern, frame: &Frame) -> Option<usize> {
        frame.support.filter(|_| !pattern.support.0.is_empty())
    }

    fn slots_fit(&self, conditions: &Conditions, frame: &Frame) -> Attempt<()> {
        let heads = |slot: &Slot| -> Vec<&str> {
            self.fillers(slot, frame).into_iter().flat_map(|f| self.heads(f)).collect()
        };
        for (slot, set) in &conditions.slots {
            let found = heads(slot);
            if found.is_empty() || !found.iter().any(|h| set.has(h)) {
                return Err("a slot has not the word that it needs");
            }
        }
        for (slot, set) in &conditions.without {
            if heads(slot).iter().any(|h| set.has(h)) {
                return Err("a slot has a word that it must not have");
            }
        }
        if !conditions.no_complement.is_empty()
            && frame.complements.iter().any(|c| conditions.no_complement.contains(&c.marker))
        {
            return Err("a complement clause stands there");
        }
        if !conditions.inner.0.is_empty() && !self.inner_words(frame).any(|w| conditions.inner.0.contains(w))
        {
            return Err("the complement clause lacks a word that it needs");
        }
        if self.inner_words(frame).any(|w| conditions.no_inner.contains(w)) {
            return Err("the complement clause has a word that it must not have");
        }
        if !conditions.words.0.is_empty() && !self.clause_has(frame, &conditions.words) {
            return Err("the clause lacks a word that it needs");
        }
        if !conditions.no_words.is_empty() && self.clause_has(frame, &WordSet(conditions.no_words.clone())) {
            return Err("the clause has a word that it must not have");
        }
        Ok(())
    }

    /// Auxiliaries, adverbs and determiners of the complement clauses' predicates, and what qualifies their objects
    /// ("too much trust").
    fn inner_words<'f>(&'f self, frame: &'f Frame) -> impl Iterator<Item = &'f str> {
        let small = [Rel::Aux, Rel::Advmod, Rel::Det];
        let qualifiers = [Rel::Amod, Rel::Det, Rel::Advmod];
        let heads = || frame.complements.iter().map(|c| c.head);
        let own = heads().flat_map(move |head| self.tree().children_by_any(head, small));
        let objects =
            heads().flat_map(|head| self.tree().children_by_any(head, [Rel::Obj, Rel::Obj, Rel::Xcomp]));
        let around = objects.flat_map(move |object| self.tree().children_by_any(object, qualifiers));
        let deeper = around.clone().flat_map(move |word| self.tree().children_by_any(word, small));
        own.chain(around).chain(deeper).map(|c| self.tree().lemma(c))
    }

    /// The lemmas by which a filler is known: its head, what is coordinated with it, its compounds and adjectives, and
    /// what it is a number or part of.
    fn heads(&self, filler: usize) -> Vec<&str> {
        let mut heads: Vec<&str> = Vec::new();
        let mut open = self.tree().conjuncts(filler);
        while let Some(at) = open.pop() {
            heads.push(self.tree().lemma(at));
            let parts = self.tree().children_by(at, &[Rel::Compound, Rel::Amod, Rel::Nmod]);
            open.extend(
                parts.filter(|p| {
                    matches!(self.tree().preposition(*p).as_str(), "" | "of") && heads.len() < 40
                }),
            );
        }
        heads
    }

    fn clause_has(&self, frame: &Frame, set: &WordSet) -> bool {
        let top = frame.support.unwrap_or(frame.predicate);
        self.tree().subtree(top).into_iter().any(|at| set.0.contains(self.tree().lemma(at)))
    }

    /// The code that the embedded act gives, and which words that act takes.
    fn composed(&self, pattern: &Pattern, frame: &Frame) -> Attempt<(CameoCode, Vec<usize>)> {
        if pattern.complement.is_empty() {
            return Ok((pattern.code, Vec::new()));
        }
        for at in self.embedded(pattern, frame) {
            let Some(act) = self.by_word.get(&at) else { continue };
            let is_own = || self.is_own_act(frame, at, act);
            if pattern.conditions.own.is_some_and(|own| own != is_own()) {
                continue;
            }
            if let Some(whole) = framed_code(pattern, act.code) {
                return Ok((whole, vec![at]));
            }
        }
        Err("no embedded act that it frames")
    }

    /// True when who speaks is who would act: "Turkey warned that it would attack".
    fn is_own_act(&self, frame: &Frame, at: usize, act: &Act) -> bool {
        let speakers: Vec<Found> =
            frame.fillers(&Slot::Subject).flat_map(|f| self.actors.of(f, Side::Source)).collect();
        let shared = frame.fillers(&Slot::Subject).any(|f| surface_subject(self.tree(), at, 0) == Some(f));
        shared
            || act.sources.is_empty()
            || act.sources.iter().any(|s| speakers.iter().any(|f| f.actor.code == s.actor.code))
    }

    /// Words of acts inside the frame's complements and slots, nearest first. Adverbial phrases ("after the attack")
    /// frame nothing unless the trigger names their preposition.
    fn embedded(&self, pattern: &Pattern, frame: &Frame) -> Vec<usize> {
        let mut found = Vec::new();
        for Complement { head, .. } in &frame.complements {
            self.act_below(*head, 0, &mut found);
        }
        let named = |word: &str| pattern.triggers.iter().any(|t| t.ends_with(&format!(" {word}")));
        let frames = |slot: &Slot| match slot {
            Slot::Subject | Slot::Possessive => false,
            Slot::Preposition(word) => !self.words.is_adverbial(word) || named(word),
            _ => true,
        };
        for argument in frame.arguments.iter().filter(|a| frames(&a.slot)) {
            for at in self.tree().conjuncts(argument.head) {
                self.act_below(at, 2, &mut found);
            }
        }
        found.retain(|at| *at != frame.predicate);
        found
    }

    /// The act at a word, or further down through words that only begin, continue or plan it.
    fn act_below(&self, at: usize, depth: usize, found: &mut Vec<usize>) {
        if self.by_word.contains_key(&at) {
            found.push(at);
            return;
        }
        if let Some((noun, _)) = self.by_word.iter().find(|(_, act)| act.support == Some(at)) {
            found.push(*noun);
            return;
        }
        if depth > 2 {
            return;
        }
        let inner = frame(self.tree(), at);
        for complement in inner.complements {
            self.act_below(complement.head, depth + 1, found);
        }
        for argument in
            inner.arguments.iter().filter(|a| matches!(a.slot, Slot::Object | Slot::Preposition(_)))
        {
            if self.by_word.contains_key(&argument.head) {
                found.push(argument.head);
            }
        }
    }

    /// The actors of the first slot that has any.
    fn side(&self, slots: &[Slot], frame: &Frame, inner: &[usize], side: Side, own: &[Found]) -> Vec<Found> {
        for slot in slots {
            let mut found: Vec<Found> = match slot {
                Slot::Doer => self.doers(inner),
                Slot::Goal => self.goals(inner),
                _ => Vec::new(),
            };
            for filler in self.fillers(slot, frame) {
                for actor in self.actors_in(filler, side) {
                    if !found.iter().any(|f| f.actor == actor.actor) {
                        found.push(actor);
                    }
                }
            }
            // Nobody acts on himself: such a slot leaves the side to the next one.
            found.retain(|f| !own.iter().any(|s| is_same(s, f)));
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Heads in a slot. The doer of a complement clause is its subject where that is another than the frame's own. A
    /// phrase that the parser hung on the object ("closed its border with Chad") counts where the verb has none.
    fn fillers(&self, slot: &Slot, frame: &Frame) -> Vec<usize> {
        match slot {
            Slot::Doer => {
                let own: Vec<usize> = frame.fillers(&Slot::Subject).collect();
                let subjects =
                    frame.complements.iter().filter_map(|c| surface_subject(self.tree(), c.head, 0));
                subjects.filter(|s| !own.contains(s)).collect()
            }
            Slot::Speaker => {
                let verb = reality(self.tree(), frame.predicate, None, self.words).reporter;
                verb.and_then(|v| surface_subject(self.tree(), v, 0)).into_iter().collect()
            }
            Slot::Preposition(word) => {
                let own: Vec<usize> = frame.fillers(slot).collect();
                if own.is_empty() { self.below_objects(word, frame) } else { own }
            }
            _ => frame.fillers(slot).collect(),
        }
    }

    fn below_objects(&self, word: &str, frame: &Frame) -> Vec<usize> {
        let objects = frame.fillers(&Slot::Object);
        let phrases = objects.flat_map(|o| self.tree().children_by(o, &[Rel::Nmod]));
        phrases.filter(|p| self.tree().preposition(*p) == word).collect()
    }

    /// Who stands in a slot. A noun that tells an act of its own stands for those who did it.
    fn actors_in(&self, filler: usize, side: Side) -> Vec<Found> {
        match self.by_word.get(&filler) {
            Some(act) if self.tree().upos(filler) == Upos::Noun => act.sources.clone(),
            _ => self.actors.of(filler, side),
        }
    }

    /// The last resort for a target: the nearest actor inside what the predicate is about ("rejected an offer from
    /// Chad", "threatened to close its border with Mali"), never out of the clauses and phrases that tell when or why.
    fn within(&self, frame: &Frame, sources: &[Found]) -> Vec<Found> {
        let about = |slot: &Slot| match slot {
            Slot::Object | Slot::Indirect => true,
            Slot::Preposition(word) => !self.words.is_adverbial(word),
            _ => false,
        };
        let mut open: Vec<usize> =
            frame.arguments.iter().filter(|a| about(&a.slot)).map(|a| a.head).collect();
        open.extend(frame.complements.iter().map(|c| c.head));
        let mut at = 0;
        while let Some(&word) = open.get(at) {
            at += 1;
            let outside = |f: &Found| {
                let same_country = sources.iter().any(|s| s.actor.code.country() == f.actor.code.country());
                f.basis < Basis::Context
                    && !(same_country
                        && (f.actor.code.role().is_empty() || sources.iter().any(|s| is_same(s, f))))
            };
            let found: Vec<Found> = self.actors.of(word, Side::Target).into_iter().filter(outside).collect();
            if !found.is_empty() {
                return found.into_iter().map(|f| Found { direct: false, ..f }).collect();
            }
            let inside = [
                Rel::Nmod,
                Rel::NmodPoss,
                Rel::Obj,
                Rel::Iobj,
                Rel::Xcomp,
                Rel::Ccomp,
                Rel::Acl,
                Rel::Obl,
                Rel::Nsubj,
                Rel::NsubjPass,
            ];
            open.extend(self.tree().children_by(word, &inside).filter(|c| !self.is_adjunct(*c)));
        }
        Vec::new()
    }

    fn is_adjunct(&self, at: usize) -> bool {
        let preposition = self.tree().preposition(at);
        self.tree().rel(at) == Rel::Obl && preposition != "in" && self.words.is_adverbial(&preposition)
    }

    fn doers(&self, inner: &[usize]) -> Vec<Found> {
        inner
            .iter()
            .filter_map(|at| self.by_word.get(at))
            .find(|a| !a.sources.is_empty())
            .map(|a| a.sources.clone())
            .unwrap_or_default()
    }

    fn goals(&self, inner: &[usize]) -> Vec<Found> {
        inner
            .iter()
            .filter_map(|at| self.by_word.get(at))
            .find(|a| !a.targets.is_empty())
            .map(|a| a.targets.clone())
            .unwrap_or_default()
    }

    fn refined(
        &self,
        pattern: &Pattern,
        frame: &Frame,
        sources: &[Found],
        targets: &[Found],
    ) -> Option<CameoCode> {
        pattern
            .refinements
            .iter()
            .find(|r| {
                self.slots_fit(&r.conditions, frame).is_ok()
                    && actors_fit(&r.conditions, sources, targets).is_ok()
            })
            .map(|r| r.code)
    }

    fn describe(&self, pattern: &Pattern, act: &Act) -> String {
        let side =
            |found: &[Found]| found.iter().map(|f| self.actors.describe(f)).collect::<Vec<_>>().join(" + ");
        format!(
            "{} ({}): {} -> {} [{}]",
            pattern.id,
            act.code,
            side(&act.sources),
            side(&act.targets),
            act.reality.status.name()
        )
    }

    /// Acts that stand alone and name the actors that their pattern needs.
    fn finish(mut self, trace: &mut Trace) -> Vec<Act> {
        self.join_results();
        let Self { actors, rules, by_word, consumed, .. } = self;
        let stands = |(at, act): (usize, Act)| {
            let needed = !act.unfilled
                || act.sources.len() + act.targets.len() > 1
                    && has_needed_actors(rules.pattern(act.pattern), &act);
            if !needed && !consumed.contains(&at) {
                trace.note("rule", actors.tree.span(at).start, || {
                    format!("{}: dropped, an actor is missing", rules.pattern(act.pattern).id)
                });
            }
            (needed && !consumed.contains(&at)).then_some(act)
        };
        by_word.into_iter().filter_map(stands).collect()
    }
}

impl Reader<'_, '_> {
    /// "killed in an airstrike by X", "airstrikes in which Y were killed": a verb without a doer and the violent noun
    /// that tells how are one act, with the noun's doer and its more exact code.
    fn join_results(&mut self) {
        let open: Vec<usize> = self
            .by_word
            .iter()
            .filter(|(_, act)| is_violent(act.code) && act.sources.is_empty())
            .map(|(at, _)| *at)
            .collect();
        for at in open {
            if self.tree().upos(at) != Upos::Verb {
                continue;
            }
            let Some(noun) = self.means_of(at) else { continue };
            let Some(means) = self.by_word.get(&noun).cloned() else { continue };
            let Some(act) = self.by_word.get_mut(&at) else { continue };
            if act.targets.is_empty() {
                act.targets = means.targets;
            }
            act.sources = means.sources;
            act.sources.retain(|s| !act.targets.iter().any(|t| is_same(s, t)));
            if !is_general(means.code) {
                act.code = means.code;
            }
            self.consumed.insert(noun);
        }
    }

    /// The violent noun in a phrase of the verb, or the one that the verb's relative clause describes.
    fn means_of(&self, verb: usize) -> Option<usize> {
        let phrases = self.tree().children_by(verb, &[Rel::Obl, Rel::OblAgent]).filter(|c| {
            matches!(self.tree().preposition(*c).as_str(), "in" | "by" | "during" | "from" | "with")
        });
        let described = (self.tree().rel(verb) == Rel::AclRelcl).then(|| self.tree().head(verb)).flatten();
        let subject = surface_subject(self.tree(), verb, 0);
        let clauses = self.tree().children_by(verb, &[Rel::Advcl]);
        let is_means = |at: &usize| {
            self.by_word.get(at).is_some_and(|act| is_violent(act.code)) && !self.consumed.contains(at)
        };
        phrases.chain(described).chain(subject).chain(clauses).find(is_means)
    }
}

/// Roots 01 to 14 and 16: acts of words, whose target may be deep inside what is said.
fn is_verbal(code: CameoCode) -> bool {
    code.root() < "15" || code.root() == "16"
}

/// Roots 18 to 20: assault, fight, mass violence.
fn is_violent(code: CameoCode) -> bool {
    matches!(code.root(), "18" | "19" | "20")
}

/// Codes that say only that there was violence.
fn is_general(code: CameoCode) -> bool {
    matches!(code.as_str(), "18" | "180" | "19" | "190" | "20" | "200")
}

fn has_needed_actors(pattern: &Pattern, act: &Act) -> bool {
    let source = !act.sources.is_empty();
    let target = !act.targets.is_empty() || act.mutual && act.sources.len() > 1;
    match pattern.open {
        Open::None => source && target,
        Open::Source => target,
        Open::Target => source,
        Open::Either => source || target,
    }
}

/// The code that a framing pattern gives to an embedded act: that of the longest prefix that fits.
fn framed_code(pattern: &Pattern, inner: CameoCode) -> Option<CameoCode> {
    let fits = pattern.complement.iter().filter(|(prefix, _)| *prefix == "*" || inner.is_under(prefix));
    fits.max_by_key(|(prefix, _)| (*prefix != "*", prefix.len())).map(|(_, code)| *code)
}

fn actors_fit(conditions: &Conditions, sources: &[Found], targets: &[Found]) -> Attempt<()> {
    let passes = |found: &[Found], tests: &BTreeSet<ActorTest>| {
        tests.is_empty() || found.iter().any(|f| tests.iter().any(|t| is(f, *t)))
    };
    let fails =
        |found: &[Found], tests: &BTreeSet<ActorTest>| found.iter().any(|f| tests.iter().any(|t| is(f, *t)));
    if !passes(sources, &conditions.source) {
        return Err("the source is of another kind");
    }
    if !passes(targets, &conditions.target) {
        return Err("the target is of another kind");
    }
    if fails(sources, &conditions.not_source) || fails(targets, &conditions.not_target) {
        return Err("an actor is of a kind that the rule excludes");
    }
    let side = |name: &SideName| if *name == SideName::Source { sources } else { targets };
    if conditions.direct.iter().any(|name| side(name).iter().any(|f| !f.direct)) {
        return Err("an actor only owns what the slot names");
    }
    let foreign =
        || sources.iter().any(|s| targets.iter().any(|t| s.actor.code.country() != t.actor.code.country()));
    if conditions.foreign.is_some_and(|wanted| wanted != foreign()) {
        return Err("the countries of source and target do not fit");
    }
    Ok(())
}

fn is(found: &Found, test: ActorTest) -> bool {
    let code = &found.actor.code;
    let role = code.role();
    match test {
        ActorTest::State => !code.is_international() && matches!(role, "" | "GOV" | "MIL"),
        ActorTest::Government => !code.is_international() && matches!(role, "" | "GOV"),
        ActorTest::Armed => {
            matches!(role, "MIL" | "COP" | "REB" | "SEP" | "INS" | "UAF" | "SPY")
                || code.as_str().starts_with("IMG")
        }
        ActorTest::Police => role == "COP",
        ActorTest::Rebel => matches!(role, "REB" | "SEP" | "INS" | "UAF") || code.as_str().starts_with("IMG"),
        ActorTest::Court => role == "JUD",
        ActorTest::Legislature => role == "LEG",
        ActorTest::Civilian => matches!(
            role,
            "CVL" | "REF" | "EDU" | "LAB" | "BUS" | "MED" | "REL" | "HLH" | "AGR" | "SET" | "ELI" | "HRI"
        ),
        ActorTest::Opposition => matches!(role, "OPP" | "PTY" | "LAB" | "EDU" | "HRI" | "CVL"),
        ActorTest::Media => role == "MED",
        ActorTest::Person => found.kind == EntityKind::Person,
        ActorTest::Named => found.named,
        ActorTest::International => code.is_international(),
        ActorTest::Place => found.kind == EntityKind::Place,
    }
}

fn is_same(one: &Found, other: &Found) -> bool {
    one.actor.span == other.actor.span
        || one.actor.code == other.actor.code && one.actor.name == other.actor.name
}
