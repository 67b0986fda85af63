//! Who fills which slot of a predicate? The view of a clause that rules read.
//!
//! In: a parsed sentence and one of its words. Out: a [`Frame`]: logical subject and object (whatever the voice),
//! obliques by preposition, possessors, modifiers and complement clauses. Subjects are shared over coordination and
//! control, relative pronouns are resolved, and a noun takes the slots of the verb that supports it ("held talks
//! with"). Does not know which words name events, nor who the fillers are.
//!
//! ```text
//!   Troops backed by Russia who shelled the town asked residents to leave.
//!   backed:  object Troops, subject Russia
//!   shelled: subject Troops, object town
//!   leave:   subject residents
//! ```

use super::label::{Rel, Upos, Xpos};
use super::tree::{Control, Tree};

/// A slot of a predicate.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Slot {
    /// Who acts, also the by-agent of a passive.
    Subject,
    /// Who or what is acted on, also the subject of a passive.
    Object,
    /// To whom something is given.
    Indirect,
    /// "Turkey's" in "Turkey's decision".
    Possessive,
    /// "Russian" in "Russian airstrikes".
    Modifier,
    /// Who does what the complement says: "Israel" in "demanded that Israel withdraw".
    Doer,
    /// To whom it is done.
    Goal,
    /// Who says that it happened: Mali in "Mali said France was behind the raid".
    Speaker,
    /// "with", "against", "because of".
    Preposition(String),
}

/// A filled slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Argument {
    pub(crate) slot: Slot,
    /// The head word of the filler.
    pub(crate) head: usize,
}

/// A clause that completes a predicate: "agreed to meet", "accused X of killing".
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Complement {
    /// "to", "that", "of", "from"; empty where none stands.
    pub(crate) marker: String,
    /// Its predicate.
    pub(crate) head: usize,
}

/// A predicate with its slots.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Frame {
    pub(crate) predicate: usize,
    /// Base form, with the particle of a particle verb: "break off".
    pub(crate) lemma: String,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) complements: Vec<Complement>,
    /// The verb that supports a noun: "hold" in "held talks".
    pub(crate) support: Option<usize>,
    pub(crate) passive: bool,
}

impl Frame {
    /// Fillers of a slot in text order.
    pub(crate) fn fillers<'f>(&'f self, slot: &'f Slot) -> impl Iterator<Item = usize> + 'f {
        self.arguments.iter().filter(move |a| a.slot == *slot).map(|a| a.head)
    }

    fn add(&mut self, slot: Slot, head: usize) {
        let argument = Argument { slot, head };
        if head != self.predicate && !self.arguments.contains(&argument) {
            self.arguments.push(argument);
        }
    }
}

const SUBJECTS: [Rel; 2] = [Rel::Nsubj, Rel::NsubjOuter];
const OBLIQUES: [Rel; 3] = [Rel::Obl, Rel::OblAgent, Rel::Nmod];

/// The frame of a word, whatever its part of speech.
pub(crate) fn frame(tree: &Tree, predicate: usize) -> Frame {
    let mut frame = Frame {
        predicate,
        lemma: lemma_with_particle(tree, predicate),
        arguments: Vec::new(),
        complements: complements(tree, predicate),
        support: None,
        passive: is_passive(tree, predicate),
    };
    if is_verbal(tree, predicate) {
        verb_slots(tree, &mut frame);
    } else {
        noun_slots(tree, &mut frame);
    }
    frame
}

/// Verbs, and words that the tagger takes for adjectives although they are participles with an agent.
fn is_verbal(tree: &Tree, at: usize) -> bool {
    tree.upos(at) == Upos::Verb || tree.upos(at) == Upos::Aux
}

fn lemma_with_particle(tree: &Tree, at: usize) -> String {
    let particle = tree.child(at, &[Rel::CompoundPrt]);
    particle.map_or_else(|| tree.lemma(at).to_owned(), |p| format!("{} {}", tree.lemma(at), tree.lemma(p)))
}

/// True for "was hit", "hit by", "got hit"; false for "has hit".
pub(crate) fn is_passive(tree: &Tree, at: usize) -> bool {
    if tree.has_child(at, &[Rel::NsubjPass, Rel::AuxPass]) {
        return true;
    }
    if tree.xpos(at) != Xpos::Vbn || tree.has_child(at, &[Rel::Aux]) && !tree.has_child(at, &[Rel::OblAgent])
    {
        return false;
    }
    match tree.rel(at) {
        // "airstrikes killed three": a past tense that hangs on its subject has an object of its own.
        Rel::Acl => !tree.has_child(at, &[Rel::Obj, Rel::Nsubj]) || tree.has_child(at, &[Rel::OblAgent]),
        Rel::Amod | Rel::Xcomp => true,
        Rel::Advcl | Rel::Root | Rel::Parataxis | Rel::Ccomp => {
            !tree.has_child(at, &[Rel::Nsubj, Rel::Obj]) || tree.has_child(at, &[Rel::OblAgent])
        }
        Rel::Conj => tree.head(at).is_some_and(|h| {
            !tree.has_child(at, &[Rel::Nsubj])
                && is_verbal(tree, h)
                && (tree.xpos(h) == Xpos::Vbn && is_passive(tree, h))
        }),
        _ => false,
    }
}

fn verb_slots(tree: &Tree, frame: &mut Frame) {
    let at = frame.predicate;
    let subject = surface_subject(tree, at, 0);
    if frame.passive {
        subject.into_iter().for_each(|s| frame.add(Slot::Object, s));
        by_agents(tree, at).into_iter().for_each(|a| frame.add(Slot::Subject, a));
    } else {
        subject.into_iter().for_each(|s| frame.add(Slot::Subject, s));
    }
    objects(tree, frame);
    obliques(tree, frame, at);
}

/// By-phrases of a passive, also one that the parser hung on the last phrase ("imposed on Chad by the UN").
fn by_agents(tree: &Tree, verb: usize) -> Vec<usize> {
    let own: Vec<usize> = tree.children_by(verb, &OBLIQUES).filter(|c| is_agent(tree, *c)).collect();
    if !own.is_empty() {
        return own;
    }
    let phrases = tree.children_by(verb, &[Rel::Obl]);
    phrases.flat_map(|p| tree.children_by(p, &[Rel::Nmod])).filter(|c| is_agent(tree, *c)).collect()
}

fn is_agent(tree: &Tree, at: usize) -> bool {
    tree.rel(at) == Rel::OblAgent || tree.preposition(at) == "by"
}

/// The subject that the verb shows or shares: its own, its antecedent's, its coordinate's or its controller's.
pub(crate) fn surface_subject(tree: &Tree, at: usize, steps: usize) -> Option<usize> {
    let own = tree.child(at, &[Rel::Nsubj, Rel::NsubjPass, Rel::NsubjOuter]);
    if let Some(own) = own {
        return Some(if is_relative(tree, own) { antecedent(tree, at).unwrap_or(own) } else { own });
    }
    let head = tree.head(at).filter(|_| steps < 8)?;
    match tree.rel(at) {
        Rel::Acl if tree.xpos(at) == Xpos::Vb && is_controlled_object(tree, head) => Some(head),
        Rel::Acl if tree.xpos(at) == Xpos::Vb => controller_of_noun(tree, head, steps),
        Rel::Acl if tree.xpos(at) == Xpos::Vbg && is_authored(tree, head) => {
            controller_of_noun(tree, head, steps)
        }
        Rel::Acl | Rel::AclRelcl | Rel::Amod => Some(head),
        Rel::Xcomp => controller(tree, head, steps),
        Rel::Advcl
            if matches!(tree.control(head), Some(Control::Object | Control::Addressee))
                && is_infinitive(tree, at) =>
        {
            controller(tree, head, steps)
        }
        Rel::Advcl if is_kept_from(tree, at) => {
            let object = if is_passive(tree, head) { None } else { tree.child(head, &[Rel::Obj]) };
            object.or_else(|| surface_subject(tree, head, steps + 1))
        }
        Rel::Conj | Rel::Advcl | Rel::Ccomp if is_clausal(tree, head) => {
            surface_subject(tree, head, steps + 1)
        }
        Rel::Parataxis if is_clausal(tree, head) && tree.xpos(at) == Xpos::Vbg => {
            surface_subject(tree, head, steps + 1)
        }
        _ => None,
    }
}

fn is_clausal(tree: &Tree, at: usize) -> bool {
    is_verbal(tree, at) || tree.has_child(at, &[Rel::Cop])
}

/// "allowed the party to hold a rally" with the infinitive on the object: the object's all the same.
fn is_controlled_object(tree: &Tree, noun: usize) -> bool {
    let controls = |verb: usize| tree.control(verb) == Some(Control::Object) && is_verbal(tree, verb);
    tree.rel(noun) == Rel::Obj && tree.head(noun).is_some_and(controls)
}

/// "accused X of arming Y", "prevented X from leaving": what stands behind "of" and "from" is the object's.
fn is_kept_from(tree: &Tree, at: usize) -> bool {
    let marker = marker(tree, at);
    tree.xpos(at) == Xpos::Vbg && tree.is_kept_from(&marker)
}

fn is_infinitive(tree: &Tree, at: usize) -> bool {
    tree.children_by(at, &[Rel::Mark]).any(|m| tree.xpos(m) == Xpos::To)
}

/// Of "asked Y to leave" and "called on Y to leave" Y leaves, of "agreed to leave" and "promised Y to leave" the subject.
fn controller(tree: &Tree, head: usize, steps: usize) -> Option<usize> {
    let subject = || surface_subject(tree, head, steps + 1);
    if tree.control(head) == Some(Control::Subject) {
        return subject();
    }
    let object = tree.child(head, &[Rel::Obj, Rel::Iobj]);
    if object.is_some() && tree.control(head) == Some(Control::Addressee) {
        // "called the minister to apologise": the caller does.
        return subject();
    }
    let addressee = || {
        let called = matches!(tree.control(head), Some(Control::Object | Control::Addressee));
        let mut phrases = tree.children_by(head, &[Rel::Obl]);
        phrases.find(|c| {
            called && matches!(tree.preposition(*c).as_str(), "on" | "upon" | "to" | "for" | "with")
        })
    };
    object.or_else(addressee).or_else(subject)
}

/// Of "Turkey's plan to attack" and "Turkey announced a plan to attack" Turkey attacks.
fn controller_of_noun(tree: &Tree, noun: usize, steps: usize) -> Option<usize> {
    let possessor = tree
        .child(noun, &[Rel::NmodPoss])
        .or_else(|| tree.children_by(noun, &[Rel::Nmod]).find(|c| is_agent(tree, *c)));
    let by_verb = || tree.head(noun).filter(|h| is_verbal(tree, *h) && tree.rel(noun) != Rel::Nsubj);
    possessor.or_else(|| by_verb().and_then(|verb| surface_subject(tree, verb, steps + 1)))
}

/// "issued a statement calling on Y": the statement is somebody's, and that one calls.
fn is_authored(tree: &Tree, noun: usize) -> bool {
    let by_verb =
        tree.head(noun).is_some_and(|h| is_verbal(tree, h)) && matches!(tree.rel(noun), Rel::Obj | Rel::Obl);
    tree.is_message(noun) && (by_verb || tree.has_child(noun, &[Rel::NmodPoss]))
}

fn is_relative(tree: &Tree, at: usize) -> bool {
    matches!(tree.xpos(at), Xpos::Wp | Xpos::Wdt)
}

/// The noun that the relative clause of a verb describes.
fn antecedent(tree: &Tree, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..4 {
        let head = tree.head(at)?;
        if tree.rel(at) == Rel::AclRelcl {
            return Some(head);
        }
        at = head;
    }
    None
}

fn objects(tree: &Tree, frame: &mut Frame) {
    let at = frame.predicate;
    let own: Vec<usize> = tree.children_by(at, &[Rel::Obj]).collect();
    let gift = gift(tree, &own);
    gift.into_iter().for_each(|to_whom| frame.add(Slot::Indirect, to_whom));
    for object in own.iter().filter(|object| gift != Some(**object)) {
        let filler =
            if is_relative(tree, *object) { antecedent(tree, at).unwrap_or(*object) } else { *object };
        frame.add(Slot::Object, filler);
    }
    let indirect: Vec<usize> = tree.children_by(at, &[Rel::Iobj]).collect();
    // "asked Syria to leave": what stands alone is the object.
    let slot = if own.is_empty() && !frame.passive { Slot::Object } else { Slot::Indirect };
    let own = if slot == Slot::Object { indirect.clone() } else { own };
    indirect.into_iter().for_each(|i| frame.add(slot.clone(), i));
    if own.is_empty() && !frame.passive {
        missing_object(tree, frame);
    }
}

/// Of two objects of one verb ("granted Zambia a loan") the first is to whom.
fn gift(tree: &Tree, objects: &[usize]) -> Option<usize> {
    let [first, second] = objects else { return None };
    let is_relative = is_relative(tree, *first) || is_relative(tree, *second);
    let verb = tree.head(*first)?;
    (!is_relative && *first > verb && tree.is_giving(verb)).then_some(*first)
}

/// "the town they shelled"; "shelled and took the town".
fn missing_object(tree: &Tree, frame: &mut Frame) {
    let at = frame.predicate;
    let gap = matches!(tree.rel(at), Rel::AclRelcl | Rel::Acl)
        && tree.children_by(at, &SUBJECTS).any(|s| !is_relative(tree, s))
        && frame.complements.is_empty();
    if let Some(noun) = tree.head(at).filter(|_| gap) {
        frame.add(Slot::Object, noun);
        return;
    }
    let bare = !tree.has_child(at, &[Rel::Obl, Rel::Xcomp, Rel::Ccomp]);
    let next =
        tree.children_by(at, &[Rel::Conj]).find(|c| is_verbal(tree, *c) && !tree.has_child(*c, &SUBJECTS));
    if let Some(shared) = next.filter(|_| bare).and_then(|c| tree.child(c, &[Rel::Obj])) {
        frame.add(Slot::Object, shared);
    }
}

fn obliques(tree: &Tree, frame: &mut Frame, at: usize) {
    let found: Vec<(String, usize)> =
        tree.children_by(at, &OBLIQUES).map(|c| (tree.preposition(c), c)).collect();
    for (preposition, head) in found.into_iter().filter(|(p, _)| !p.is_empty()) {
        let agent = frame.passive && preposition == "by" && at == frame.predicate;
        if !agent {
            frame.add(Slot::Preposition(preposition), head);
        }
    }
}

fn complements(tree: &Tree, at: usize) -> Vec<Complement> {
    let clauses = tree.children_by(at, &[Rel::Xcomp, Rel::Ccomp, Rel::Advcl, Rel::Acl]);
    let mut found: Vec<Complement> = Vec::new();
    for head in clauses {
        let marker = marker(tree, head);
        let is_adjunct = tree.rel(head) == Rel::Advcl && !is_marked_by_preposition(tree, head);
        if is_adjunct && marker != "to" {
            continue;
        }
        found.push(Complement { marker: marker.clone(), head });
        let more = tree.children_by(head, &[Rel::Conj]).filter(|c| is_clausal(tree, *c));
        found.extend(more.map(|head| Complement { marker: marker.clone(), head }));
    }
    found
}

/// "to", "that", "of"; empty for a bare clause.
fn marker(tree: &Tree, clause: usize) -> String {
    let mark = tree.children_by(clause, &[Rel::Mark]).next();
    mark.map(|m| tree.lemma(m).to_owned()).unwrap_or_default()
}

fn is_marked_by_preposition(tree: &Tree, clause: usize) -> bool {
    tree.xpos(clause) == Xpos::Vbg && tree.children_by(clause, &[Rel::Mark]).any(|m| tree.xpos(m) == Xpos::In)
}

fn noun_slots(tree: &Tree, frame: &mut Frame) {
    let at = frame.predicate;
    let subject = tree.child(at, &SUBJECTS).or_else(|| predicative_subject(tree, at));
    subject.into_iter().for_each(|s| frame.add(Slot::Subject, s));
    inner_slots(tree, frame, at);
    let mut first = at;
    while let Some(head) = tree.head(first).filter(|_| tree.rel(first) == Rel::Conj) {
        first = head;
    }
    if first != at && tree.upos(first) == Upos::Noun {
        shared_slots(tree, frame, first);
    }
    if let Some(verb) = supporting_verb(tree, first) {
        frame.support = Some(verb);
        verb_of_noun(tree, frame, verb, first);
    } else if let Some(verb) = tree.head(first).filter(|h| tree.rel(first) == Rel::Obl && is_verbal(tree, *h))
    {
        // "praised farmers during a visit to Ghana": only who did the one did the other.
        surface_subject(tree, verb, 0)
            .filter(|s| *s != first)
            .into_iter()
            .for_each(|s| frame.add(Slot::Subject, s));
    }
    agents_of_participles(tree, frame, at);
}

/// "an attack claimed by rebels", "talks that were hosted by Oman": who did it to the noun.
fn agents_of_participles(tree: &Tree, frame: &mut Frame, noun: usize) {
    for verb in tree.children_by(noun, &[Rel::Acl, Rel::AclRelcl]).filter(|v| is_passive(tree, *v)) {
        let agents: Vec<usize> = tree.children_by(verb, &OBLIQUES).filter(|c| is_agent(tree, *c)).collect();
        agents.into_iter().for_each(|a| frame.add(Slot::Subject, a));
    }
}

/// An adjective in a complement: "said it was ready", "declared itself ready".
fn predicative_subject(tree: &Tree, at: usize) -> Option<usize> {
    let head = tree.head(at)?;
    match tree.rel(at) {
        Rel::Xcomp => controller(tree, head, 0),
        Rel::Conj if is_clausal(tree, head) => tree.child(head, &SUBJECTS),
        Rel::AclRelcl => antecedent(tree, at),
        _ => None,
    }
}

fn inner_slots(tree: &Tree, frame: &mut Frame, at: usize) {
    for child in tree.children(at).to_vec() {
        match tree.rel(child) {
            Rel::NmodPoss => frame.add(Slot::Possessive, child),
            Rel::Compound | Rel::Amod | Rel::NmodDesc | Rel::NmodUnmarked => frame.add(Slot::Modifier, child),
            _ => {}
        }
    }
    obliques(tree, frame, at);
    // "the killing of civilians by rebels": the agent often hangs on the victims.
    let victims: Vec<usize> = frame.fillers(&Slot::Preposition("of".into())).collect();
    let agents = victims.into_iter().flat_map(|v| tree.children_by(v, &[Rel::Nmod]));
    for agent in agents.filter(|a| is_agent(tree, *a)) {
        frame.add(Slot::Preposition("by".into()), agent);
    }
}

/// "talks and a working lunch with Japan": the second noun shares what the first one has.
fn shared_slots(tree: &Tree, frame: &mut Frame, first: usize) {
    obliques(tree, frame, first);
    tree.child(first, &[Rel::NmodPoss]).into_iter().for_each(|p| frame.add(Slot::Possessive, p));
}

/// The verb whose object, passive subject or oblique the noun is.
fn supporting_verb(tree: &Tree, noun: usize) -> Option<usize> {
    let verb = tree.head(noun).filter(|h| is_verbal(tree, *h))?;
    let slots = [Rel::Obj, Rel::Iobj, Rel::NsubjPass, Rel::Nsubj, Rel::Obl, Rel::Xcomp];
    // "put its army on alert after the attack": the attack has nothing of the verb's.
    let aside = tree.rel(noun) == Rel::Obl && tree.is_temporal(&tree.preposition(noun));
    (slots.contains(&tree.rel(noun)) && !aside).then_some(verb)
}

fn verb_of_noun(tree: &Tree, frame: &mut Frame, verb: usize, noun: usize) {
    let passive = is_passive(tree, verb);
    if tree.rel(noun) == Rel::Nsubj {
        return;
    }
    let subject =
        if passive { by_agents(tree, verb).first().copied() } else { surface_subject(tree, verb, 0) };
    subject.filter(|s| *s != noun).into_iter().for_each(|s| frame.add(Slot::Subject, s));
    if passive && tree.rel(noun) != Rel::NsubjPass {
        surface_subject(tree, verb, 0).into_iter().for_each(|s| frame.add(Slot::Object, s));
    }
    tree.child(verb, &[Rel::Iobj]).into_iter().for_each(|i| frame.add(Slot::Indirect, i));
    let beside: Vec<(String, usize)> = tree
        .children_by(verb, &[Rel::Obl])
        .filter(|c| *c != noun)
        .map(|c| (tree.preposition(c), c))
        .collect();
    for (preposition, head) in beside.into_iter().filter(|(p, _)| !p.is_empty() && p != "by") {
        frame.add(Slot::Preposition(preposition), head);
    }
    if tree.rel(noun) != Rel::Obj {
        tree.child(verb, &[Rel::Obj]).into_iter().for_each(|o| frame.add(Slot::Object, o));
    }
}
