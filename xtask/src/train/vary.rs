//! How does news write what the treebanks write otherwise? Variants of sentences.
//!
//! In: a tree of the treebank; out: the tree or a variant: names as one word,
//! some of them known; headlines (the main clause, without articles, in the
//! present, with capitals); no full stop. A new variant is drawn in each round.

use super::chance::Chance;
use super::corpus::{Tree, select};
use super::lemmas::with_s;
use crate::clause::label::{Rel, Upos, Xpos};
use crate::clause::parse::Known;

/// The sentence, or a variant of it.
pub(crate) fn vary(tree: &Tree, chance: &mut Chance) -> Tree {
    let mut out = tree.clone();
    if chance.happens(0.35) {
        out = with_names(&out, chance);
    }
    if chance.happens(HEADLINES) {
        return headline(&out, chance);
    }
    let last = out.len() - 1;
    if chance.happens(0.05) && out.len() > 3 && out.forms[last] == "." {
        out = without(&out, |_, at| at == last);
    }
    out
}

/// The share of sentences that are made headlines.
const HEADLINES: f64 = 0.05;

/// "The army has struck a village, he said." -> "Army Strikes Village".
fn headline(tree: &Tree, chance: &mut Chance) -> Tree {
    let mut out = tree.clone();
    if chance.happens(0.6) {
        out = shortened(&out);
    }
    if chance.happens(0.7) {
        out = without(&out, |t, at| {
            let article = ["a", "an", "the"].contains(&t.forms[at].to_lowercase().as_str());
            let silent =
                t.rels[at] == Rel::AuxPass && ["is", "are", "was", "were"].contains(&t.forms[at].as_str());
            silent || (article && t.rels[at] == Rel::Det)
        });
    }
    if chance.happens(0.7) {
        to_present(&mut out);
    }
    let last = out.len() - 1;
    if out.len() > 3 && out.forms[last] == "." {
        out = without(&out, |_, at| at == last);
    }
    match chance.below(10) {
        0..=4 => out.forms.iter_mut().for_each(|form| *form = title(form)),
        5 => out.forms.iter_mut().for_each(|form| *form = form.to_uppercase()),
        _ => {
            if let Some(first) = out.forms.first_mut() {
                let mut letters = first.chars();
                *first = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            }
        }
    }
    out
}

/// Keeps the main clause: what is told beside it goes.
fn shortened(tree: &Tree) -> Tree {
    let aside = |at: usize| {
        matches!(
            tree.rels[at],
            Rel::Advcl
                | Rel::Parataxis
                | Rel::AclRelcl
                | Rel::Appos
                | Rel::Discourse
                | Rel::List
                | Rel::Vocative
        ) || (tree.rels[at] == Rel::Conj && tree.upos[at] == Upos::Verb)
            || (tree.rels[at] == Rel::Advmod
                && tree.heads[at].is_some_and(|head| tree.heads[usize::from(head)].is_none()))
    };
    let mut keep: Vec<bool> = (0..tree.len()).map(|at| !aside(at)).collect();
    for at in 0..tree.len() {
        let mut head = tree.heads[at];
        let mut steps = 0;
        while let Some(above) = head.filter(|_| steps < 300) {
            keep[at] &= keep[usize::from(above)] || !aside(usize::from(above));
            head = tree.heads[usize::from(above)];
            steps += 1;
        }
    }
    let mut inner = false;
    for at in 0..tree.len() {
        // Marks at the edge of what is gone would stand beside nothing.
        let comma = tree.upos[at] == Upos::Punct && tree.forms[at] == ",";
        keep[at] &= !(comma && (!inner || keep[at + 1..].first() != Some(&true)));
        inner |= keep[at] && tree.upos[at] != Upos::Punct;
    }
    if keep.iter().filter(|kept| **kept).count() < 4 { tree.clone() } else { select(tree, &keep) }
}

/// Puts verbs of the past into the present, as headlines do.
fn to_present(tree: &mut Tree) {
    for at in 0..tree.len() {
        if tree.xpos[at] != Xpos::Vbd || tree.upos[at] != Upos::Verb {
            continue;
        }
        let subject = (0..tree.len())
            .find(|word| tree.heads[*word] == Some(at as u16) && tree.rels[*word] == Rel::Nsubj);
        let Some(subject) = subject else { continue };
        let joined = (0..tree.len())
            .any(|word| tree.heads[word] == Some(subject as u16) && tree.rels[word] == Rel::Conj);
        let plural = joined
            || matches!(tree.xpos[subject], Xpos::Nns | Xpos::Nnps)
            || ["i", "we", "you", "they", "these", "those"]
                .contains(&tree.forms[subject].to_lowercase().as_str());
        let base = tree.lemmas[at].clone();
        tree.xpos[at] = if plural { Xpos::Vbp } else { Xpos::Vbz };
        tree.forms[at] = if plural { base } else { with_s(&base) };
    }
}

fn title(form: &str) -> String {
    if ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by"].contains(&form) {
        return form.to_string();
    }
    let mut letters = form.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Drops the words that `drop` names, where nothing hangs under them.
fn without(tree: &Tree, drop: impl Fn(&Tree, usize) -> bool) -> Tree {
    let has_dependents = |at: usize| tree.heads.contains(&Some(at as u16));
    let keep: Vec<bool> =
        (0..tree.len()).map(|at| !drop(tree, at) || has_dependents(at) || tree.heads[at].is_none()).collect();
    select(tree, &keep)
}

/// Makes one word of each name, and lets some of them be known.
fn with_names(tree: &Tree, chance: &mut Chance) -> Tree {
    let mut out = tree.clone();
    let mut keep = vec![true; tree.len()];
    let mut at = 0;
    while at < tree.len() {
        let end = name_end(tree, at);
        if end > at + 1 && chance.happens(0.85) {
            collapse(&mut out, &mut keep, at, end, chance);
        } else {
            maybe_known(&mut out, at, end, chance);
        }
        at = end.max(at + 1);
    }
    select(&out, &keep)
}

/// The end of the name that begins at `start`: proper nouns under one of them.
fn name_end(tree: &Tree, start: usize) -> usize {
    let proper = |at: usize| matches!(tree.xpos[at], Xpos::Nnp | Xpos::Nnps);
    if !proper(start) {
        return start;
    }
    let inside = |at: usize, from: usize, to: usize| {
        matches!(tree.rels[at], Rel::Flat | Rel::Compound | Rel::Amod)
            && tree.heads[at].is_some_and(|head| (from..to).contains(&usize::from(head)))
    };
    let mut best = start + 1;
    for end in start + 2..=tree.len().min(start + 6) {
        if !proper(end - 1) {
            break;
        }
        let tops = (start..end).filter(|at| !inside(*at, start, end)).count();
        if tops == 1 {
            best = end;
        }
    }
    best
}

fn collapse(out: &mut Tree, keep: &mut [bool], start: usize, end: usize, chance: &mut Chance) {
    let inside = |head: Option<u16>| head.is_some_and(|head| (start..end).contains(&usize::from(head)));
    let Some(top) = (start..end).find(|at| !inside(out.heads[*at])) else {
        return;
    };
    let kind = kind_of(out, start, end, chance);
    out.forms[top] = out.forms[start..end].join(" ");
    out.known[top] = if chance.happens(0.25) { Known::None } else { kind };
    for head in out.heads.iter_mut().flatten() {
        if (start..end).contains(&usize::from(*head)) {
            *head = top as u16;
        }
    }
    if let Some(head) = out.heads[top]
        && usize::from(head) == top
    {
        out.heads[top] = None;
    }
    for (at, kept) in keep.iter_mut().enumerate().take(end).skip(start) {
        *kept = at == top;
    }
}

fn maybe_known(out: &mut Tree, at: usize, end: usize, chance: &mut Chance) {
    let proper = end == at + 1;
    let adjective = out.xpos[at] == Xpos::Jj && at > 0 && out.forms[at].starts_with(char::is_uppercase);
    if proper && chance.happens(0.5) {
        out.known[at] = kind_of(out, at, end, chance);
    } else if adjective && chance.happens(0.5) {
        out.known[at] = Known::Country;
    }
}

/// A guess at what a name names; the parser must bear wrong guesses.
fn kind_of(tree: &Tree, start: usize, end: usize, chance: &mut Chance) -> Known {
    let annotated = tree.kinds[start..end].iter().find(|kind| **kind != Known::None);
    let located =
        start > 0 && ["in", "at", "from", "near"].contains(&tree.forms[start - 1].to_lowercase().as_str());
    let personal = (start..end).any(|at| tree.rels[at] == Rel::Flat)
        || (start > 0 && tree.rels[start - 1] == Rel::NmodDesc);
    let place = if chance.happens(0.5) { Known::Country } else { Known::Place };
    match annotated {
        Some(Known::Place) => place,
        Some(kind) => *kind,
        None if located => place,
        None if personal => Known::Person,
        None => [
            Known::Person,
            Known::Organization,
            Known::Organization,
            Known::Country,
            Known::Group,
            Known::Place,
        ][chance.below(6)],
    }
}
