//! How is the parser trained? Transitions against a dynamic oracle.

use super::chance::Chance;
use super::corpus::Tree;
use super::lexicon::{Lexicon, infos};
use super::oracle::Gold;
use super::table::{Scores, Table};
use super::tagging::{FOLDS, Tags, run_tagger};
use super::vary::vary;
use super::{Plan, Room};
use crate::clause::feature::Info;
use crate::clause::label::Rel;
use crate::clause::parse::mark_kind;
use crate::clause::transition::{State, Transition, marks_before};
use std::collections::BTreeMap;

/// Epochs that only find out which features are worth their room.
const SCOUTS: usize = 3;

/// What the parser sees of a training sentence, and what it shall find.
pub(crate) struct Ready {
    pub(crate) words: Vec<Info>,
    pub(crate) tags: Vec<u8>,
    pub(crate) marks: Vec<[u8; 3]>,
    pub(crate) tree: Tree,
}

pub(crate) fn ready(tree: Tree, lexicon: &Lexicon, tagger: &Table, tags: &Tags) -> Ready {
    let mut words = infos(&tree, lexicon);
    let mut found = run_tagger(tagger, &words, tags.0.len());
    let mut marks = Vec::new();
    let kinds = found.iter().zip(&tree.forms);
    marks_before(kinds.map(|(tag, form)| mark_kind(tags.0[usize::from(*tag)].0, form)), &mut marks);
    words.push(Info::default());
    found.push(u8::MAX);
    Ready { words, tags: found, marks, tree }
}

pub(crate) fn train_parser(room: &Room, plan: Plan) -> Table {
    let closed = scouted(room, plan);
    eprintln!("{} features kept", closed.len());
    let runs: Vec<u64> = (0..plan.runs).collect();
    let mut tables = Vec::new();
    for pair in runs.chunks(2) {
        tables.extend(std::thread::scope(|scope| -> Vec<Table> {
            let train = |run: u64| {
                let closed = closed.clone();
                scope.spawn(move || train_run(closed, room, plan, run))
            };
            let running: Vec<_> = pair.iter().map(|run| train(*run)).collect();
            running.into_iter().filter_map(|run| run.join().ok()).collect()
        }));
    }
    let mean = Table::mean(&tables);
    room.judge(&mean, "mean");
    mean
}

/// An empty table of the features that are worth their room.
fn scouted(room: &Room, plan: Plan) -> Table {
    let mut chance = Chance(plan.seed ^ 0x70_61_72);
    let mut table = Table::default();
    for epoch in 0..SCOUTS {
        let wrong = train_epoch(
            &mut table,
            room,
            Round { news: plan.news, core: 1.0, explore: epoch >= 1 },
            &mut chance,
        );
        eprintln!("scout {epoch}: {wrong} wrong, {} rows", table.len());
    }
    table.emptied(plan.least)
}

/// One training. Every other one weighs errors at subjects and objects more: the
/// mean of unlike trainings is better than that of like ones.
fn train_run(mut table: Table, room: &Room, plan: Plan, run: u64) -> Table {
    let core = if run % 2 == 1 { 1.5 } else { 1.0 };
    let mut chance = Chance(plan.seed ^ run << 40 ^ 0x72_75_6e);
    let mut best = (0.0, Table::default());
    for epoch in 0..plan.epochs {
        let started = std::time::Instant::now();
        let wrong =
            train_epoch(&mut table, room, Round { news: plan.news, core, explore: epoch >= 1 }, &mut chance);
        let seconds = started.elapsed().as_secs();
        if epoch + 1 == plan.epochs || epoch % 3 == 2 && epoch > 4 {
            let averaged = table.averaged(8);
            let las = room.judge(&averaged, &format!("run {run}, epoch {epoch}: {wrong} wrong, {seconds} s"));
            if las > best.0 {
                best = (las, averaged);
            }
        } else {
            eprintln!("run {run}, epoch {epoch}: {wrong} wrong, {seconds} s");
        }
    }
    best.1
}

/// How one round over the sentences goes.
#[derive(Clone, Copy)]
struct Round {
    /// How often sentences of news are seen.
    news: usize,
    /// The weight of errors at subjects and objects.
    core: f32,
    /// Does the parser follow its own errors?
    explore: bool,
}

fn train_epoch(table: &mut Table, room: &Room, round: Round, chance: &mut Chance) -> usize {
    let mut order: Vec<usize> = (0..room.trees.len()).collect();
    for _ in 1..round.news {
        order.extend((0..room.trees.len()).filter(|at| room.trees[*at].news));
    }
    chance.shuffle(&mut order);
    let mut wrong = 0;
    for at in order {
        let tree = vary(&room.trees[at], chance);
        let ready = ready(tree, room.lexicon, &room.taggers[1 + at % FOLDS], room.tags);
        wrong += train_sentence(table, &ready, room.actions, round, chance);
    }
    wrong
}

/// Is it a relation that frames are made of?
fn is_core(transition: Transition) -> bool {
    match transition {
        Transition::Left(rel) | Transition::Right(rel) => {
            matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obj | Rel::Iobj | Rel::OblAgent)
        }
        _ => false,
    }
}

fn train_sentence(
    table: &mut Table,
    ready: &Ready,
    actions: &[Transition],
    round: Round,
    chance: &mut Chance,
) -> usize {
    let gold = Gold::new(&ready.tree);
    let mut state = State::default();
    state.reset(ready.tree.len() as u16);
    let mut features = Vec::new();
    let mut scores: Scores = [0.0; 128];
    let mut wrong = 0;
    loop {
        if state.is_finished() {
            return wrong;
        }
        if state.top().is_none() {
            state.take(Transition::Shift);
            continue;
        }
        state.features(&ready.words, &ready.tags, &ready.marks, &mut features);
        table.score(&features, &mut scores);
        let costs = gold.costs(&state);
        let allowed = || actions.iter().enumerate().filter(|(_, action)| state.allows(**action));
        let cost = |action: Transition| gold.cost(&costs, &state, action);
        let least = allowed().map(|(_, action)| cost(*action)).min().unwrap_or(0);
        let (mut good, mut bad) = (None, None);
        for (class, action) in allowed() {
            let best = if cost(*action) == least { &mut good } else { &mut bad };
            if best.is_none_or(|(_, score)| scores[class] > score) {
                *best = Some((class, scores[class]));
            }
        }
        let Some((good, good_score)) = good else { return wrong };
        table.now += 1;
        let mut next = good;
        if let Some((bad, bad_score)) = bad {
            let missed = bad_score > good_score || (bad_score == good_score && bad < good);
            wrong += usize::from(missed);
            if bad_score >= good_score {
                let core = is_core(actions[good]) || is_core(actions[bad]);
                table.update(&features, good as u8, bad as u8, if core { round.core } else { 1.0 });
            }
            if missed && round.explore && chance.happens(0.9) {
                next = bad;
            }
        }
        state.take(actions[next]);
    }
}

/// The transitions that training needs, the frequent first.
pub(crate) fn collect_actions(trees: &[Tree]) -> Vec<Transition> {
    let mut counts: BTreeMap<[u8; 2], usize> = BTreeMap::new();
    for tree in trees {
        for (at, (head, rel)) in tree.heads.iter().zip(&tree.rels).enumerate() {
            let Some(head) = head else { continue };
            let action =
                if usize::from(*head) > at { Transition::Left(*rel) } else { Transition::Right(*rel) };
            *counts.entry(action.to_bytes()).or_default() += 1;
        }
    }
    let mut arcs: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= 5).collect();
    arcs.sort_by_key(|(bytes, count)| (std::cmp::Reverse(*count), *bytes));
    let mut actions = vec![Transition::Shift, Transition::Reduce];
    actions.extend(arcs.iter().filter_map(|(bytes, _)| Transition::from_bytes(bytes)));
    actions.truncate(128);
    actions
}
