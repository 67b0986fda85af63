//! How far has the tree of a sentence grown? The arc-eager transition system.
//!
//! ```text
//!   stack ... s1 s0 | b0 b1 b2 ... rest of the sentence
//!   Shift          push b0
//!   Reduce         pop s0, which has its head
//!   Left(r)        s0 <-r- b0, pop s0
//!   Right(r)       s0 -r-> b0, push b0
//! ```
//!
//! In: [`Transition`]s; out: heads and relations, and the features of the
//! present state. Words without a head at the end are roots.
//!
//! Does not choose the transitions: `parse` does.

use super::feature::{Info, join, mix};
use super::label::Rel;

/// No word: no head yet, or beyond the ends.
pub(crate) const NONE: u16 = u16::MAX;

/// One step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transition {
    /// Move on to the next word.
    Shift,
    /// Leave a finished word.
    Reduce,
    /// The next word is the head of the word on the stack.
    Left(Rel),
    /// The word on the stack is the head of the next word.
    Right(Rel),
}

impl Transition {
    /// The two bytes that stand for it in a model file.
    pub(crate) fn to_bytes(self) -> [u8; 2] {
        match self {
            Transition::Shift => [0, 0],
            Transition::Reduce => [1, 0],
            Transition::Left(relation) => [2, relation as u8],
            Transition::Right(relation) => [3, relation as u8],
        }
    }

    /// The transition of two bytes of a model file.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Transition> {
        match bytes {
            [0, _] => Some(Transition::Shift),
            [1, _] => Some(Transition::Reduce),
            [2, relation] => Rel::from_index(*relation).map(Transition::Left),
            [3, relation] => Rel::from_index(*relation).map(Transition::Right),
            _ => None,
        }
    }
}

/// What the tree knows of one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Its head, or [`NONE`].
    pub(crate) head: u16,
    /// Its relation; of no meaning without a head.
    pub(crate) rel: Rel,
    left: [u16; 2],
    right: [u16; 2],
    left_count: u8,
    right_count: u8,
    left_rels: u64,
    right_rels: u64,
}

impl Place {
    const EMPTY: Place = Place {
        head: NONE,
        rel: Rel::Root,
        left: [NONE; 2],
        right: [NONE; 2],
        left_count: 0,
        right_count: 0,
        left_rels: 0,
        right_rels: 0,
    };
}

/// A tree under construction.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// Words that may still get dependents, the latest last.
    pub(crate) stack: Vec<u16>,
    /// The next word.
    pub(crate) front: u16,
    /// One place a word, and an empty one at the end for [`NONE`].
    pub(crate) places: Vec<Place>,
    count: u16,
}

impl State {
    /// Begins a sentence of `count` words.
    pub(crate) fn reset(&mut self, count: u16) {
        self.stack.clear();
        self.front = 0;
        self.count = count;
        self.places.clear();
        self.places.resize(usize::from(count) + 1, Place::EMPTY);
    }

    /// Are all words read?
    pub(crate) fn is_finished(&self) -> bool {
        self.front >= self.count
    }

    /// The word on top of the stack.
    pub(crate) fn top(&self) -> Option<u16> {
        self.stack.last().copied()
    }

    /// Has the word a head?
    pub(crate) fn is_attached(&self, word: u16) -> bool {
        self.place(word).head != NONE
    }

    /// May the transition be taken now? Each is, or is not, for all relations.
    pub(crate) fn allows(&self, transition: Transition) -> bool {
        match (transition, self.top()) {
            (Transition::Shift, _) => true,
            (Transition::Reduce, Some(top)) => self.is_attached(top),
            (Transition::Left(_), Some(top)) => !self.is_attached(top),
            (Transition::Right(_), Some(_)) => true,
            (_, None) => false,
        }
    }

    /// Takes one step; one that is not allowed counts as a shift.
    pub(crate) fn take(&mut self, transition: Transition) {
        let top = self.top();
        match (transition, top) {
            (Transition::Reduce, Some(_)) => {
                self.stack.pop();
            }
            (Transition::Left(relation), Some(top)) => {
                self.attach(top, self.front, relation);
                self.stack.pop();
            }
            (Transition::Right(relation), Some(top)) => {
                self.attach(self.front, top, relation);
                self.push();
            }
            _ => self.push(),
        }
    }

    fn push(&mut self) {
        self.stack.push(self.front);
        self.front += 1;
    }

    /// Makes `head` the head of `word`.
    pub(crate) fn attach(&mut self, word: u16, head: u16, relation: Rel) {
        let own = &mut self.places[usize::from(word)];
        own.head = head;
        own.rel = relation;
        let place = &mut self.places[usize::from(head)];
        let bit = 1_u64 << (relation as u64);
        if word < head {
            place.left = [word, place.left[0]];
            place.left_count = place.left_count.saturating_add(1);
            place.left_rels |= bit;
        } else {
            place.right = [word, place.right[0]];
            place.right_count = place.right_count.saturating_add(1);
            place.right_rels |= bit;
        }
    }

    #[inline]
    fn place(&self, word: u16) -> &Place {
        &self.places[usize::from(word.min(self.count))]
    }

    /// The features of the state, into `out`.
    ///
    /// `words` and `tags` hold one entry more than the sentence, for [`NONE`];
    /// so does `marks`, the running counts of [`marks_before`].
    pub(crate) fn features(&self, words: &[Info], tags: &[u8], marks: &[[u8; 3]], out: &mut Vec<u64>) {
        out.clear();
        let sight = Sight { state: self, words, tags };
        let depth = self.stack.len();
        let s0 = self.top().unwrap_or(NONE);
        let s1 = if depth > 1 { self.stack[depth - 2] } else { NONE };
        let s2 = if depth > 2 { self.stack[depth - 3] } else { NONE };
        sight.add_words(s0, s1, s2, self.front, out);
        sight.add_children(s0, s1, self.front, out);
        sight.add_distance(s0, self.front, marks, out);
        sight.add_shape(s0, self.front, out);
    }
}

/// Running counts of commas, verbs and conjunctions before each word.
pub(crate) fn marks_before(kinds: impl Iterator<Item = Option<usize>>, marks: &mut Vec<[u8; 3]>) {
    marks.clear();
    let mut running = [0_u8; 3];
    marks.push(running);
    for kind in kinds {
        if let Some(count) = kind.and_then(|kind| running.get_mut(kind)) {
            *count = count.wrapping_add(1);
        }
        marks.push(running);
    }
}

/// A state together with the words, as features see it.
struct Sight<'s> {
    state: &'s State,
    words: &'s [Info],
    tags: &'s [u8],
}

impl Sight<'_> {
    #[inline]
    fn form(&self, word: u16) -> u64 {
        self.words[usize::from(word.min(self.state.count))].form
    }

    #[inline]
    fn tag(&self, word: u16) -> u64 {
        u64::from(self.tags[usize::from(word.min(self.state.count))])
    }

    #[inline]
    fn info(&self, word: u16) -> &Info {
        &self.words[usize::from(word.min(self.state.count))]
    }

    #[inline]
    fn rel(&self, word: u16) -> u64 {
        let place = self.state.place(word);
        if place.head == NONE { 99 } else { place.rel as u64 }
    }

    fn add_words(&self, s0: u16, s1: u16, s2: u16, front: u16, out: &mut Vec<u64>) {
        let mut add = |template: u64, value: u64| out.push(mix(template, value));
        let (b0, b1, b2, b3) =
            (front, front.saturating_add(1), front.saturating_add(2), front.saturating_add(3));
        let (s0w, s0p, s1w, s1p) = (self.form(s0), self.tag(s0), self.form(s1), self.tag(s1));
        let (b0w, b0p, b1w, b1p) = (self.form(b0), self.tag(b0), self.form(b1), self.tag(b1));
        let (b2p, b3p, s2p) = (self.tag(b2), self.tag(b3), self.tag(s2));
        let (s0wp, b0wp) = (join(s0w, s0p), join(b0w, b0p));
        let pp = join(s0p, b0p);
        let s0r = self.rel(s0);
        add(100, s0wp);
        add(101, s0w);
        add(102, join(s0p, s0r));
        add(103, b0wp);
        add(104, b0w);
        add(105, join(b0p, b1p));
        add(106, join(b1w, b0p));
        add(107, join(b1w, s0p));
        add(108, join(s1w, b0p));
        add(109, join(self.form(b2), pp));
        add(110, join(s0wp, b0wp));
        add(111, join(s0wp, b0p));
        add(112, join(s0p, b0wp));
        add(113, join(s0w, b0w));
        add(114, pp);
        add(115, join(pp, b1p));
        add(116, join(join(b0p, b1p), b2p));
        add(117, join(s1p, pp));
        add(118, join(join(s1p, pp), b1p));
        add(119, join(join(pp, b1p), b2p));
        add(120, join(s1w, pp));
        add(121, join(join(b1p, b2p), b3p));
        add(122, join(join(s2p, s1p), pp));
        add(123, join(join(pp, s0r), b1p));
        add(124, join(join(s0w, s0r), b0p));
        add(125, join(join(s0p, s0r), b0w));
        add(126, join(join(s1w, s0p), b0w));
        add(127, join(join(s0w, b0p), b1p));
        add(128, join(join(s0p, b0w), b1p));
        add(129, join(join(s0p, b0p), b1w));
        let (s0c, b0c) = (self.info(s0).cluster, self.info(b0).cluster);
        add(130, join(join(s0c, b0c), pp));
        add(131, join(s0c, pp));
        add(132, join(b0c, pp));
        let (s0k, b0k) = (self.info(s0).known, self.info(b0).known);
        if s0k | b0k != 0 {
            add(133, join(join(s0k, b0k), pp));
            add(134, join(join(s0k, b0k), s0r));
        }
    }

    fn add_children(&self, s0: u16, s1: u16, b0: u16, out: &mut Vec<u64>) {
        let mut add = |template: u64, value: u64| out.push(mix(template, value));
        let (s0p, b0p, s0w, b0w) = (self.tag(s0), self.tag(b0), self.form(s0), self.form(b0));
        let pp = join(s0p, b0p);
        let (stack, next) = (self.state.place(s0), self.state.place(b0));
        let head = stack.head;
        let above = self.state.place(head).head;
        let (left, right) = (stack.left[0], stack.right[0]);
        let first = next.left[0];
        add(150, join(self.tag(head), pp));
        add(151, join(self.form(head), pp));
        add(152, join(join(self.tag(head), self.rel(head)), s0p));
        add(153, join(join(self.tag(above), self.tag(head)), pp));
        add(154, join(join(self.tag(left), self.rel(left)), pp));
        add(155, join(join(self.tag(right), self.rel(right)), pp));
        add(156, join(join(self.tag(first), self.rel(first)), pp));
        add(157, join(self.form(left), s0p));
        add(158, join(self.form(right), pp));
        add(159, join(self.form(first), pp));
        add(160, join(join(self.tag(first), self.tag(next.left[1])), b0p));
        add(161, join(join(self.rel(first), self.rel(next.left[1])), pp));
        add(162, join(join(self.rel(left), self.rel(stack.left[1])), pp));
        add(163, join(join(self.rel(right), self.rel(stack.right[1])), pp));
        add(164, join(join(s0w, self.form(first)), b0p));
        add(165, join(join(s0p, self.form(first)), b0w));
        add(166, join(join(self.form(s1), self.form(first)), pp));
        add(167, join(join(self.tag(s1), self.form(first)), pp));
        add(168, join(join(s0w, self.form(right)), b0w));
        add(169, join(join(self.form(head), s0w), b0p));
        add(170, join(join(self.form(head), self.form(first)), pp));
    }

    fn add_distance(&self, s0: u16, b0: u16, marks: &[[u8; 3]], out: &mut Vec<u64>) {
        let mut add = |template: u64, value: u64| out.push(mix(template, value));
        let (s0p, b0p) = (self.tag(s0), self.tag(b0));
        let distance = distance(s0, b0);
        let between = between(s0, b0, marks);
        add(180, join(self.form(s0), distance));
        add(181, join(self.form(b0), distance));
        add(182, join(join(s0p, b0p), distance));
        add(183, join(join(s0p, b0p), between));
        add(184, join(join(self.form(s0), b0p), between));
        add(185, join(join(s0p, self.form(b0)), between));
    }

    fn add_shape(&self, s0: u16, b0: u16, out: &mut Vec<u64>) {
        let mut add = |template: u64, value: u64| out.push(mix(template, value));
        let (stack, next) = (self.state.place(s0), self.state.place(b0));
        let (s0p, b0p) = (self.tag(s0), self.tag(b0));
        let rights = join(u64::from(stack.right_count.min(5)), 7);
        add(190, join(join(self.form(s0), rights), b0p));
        add(191, join(join(s0p, rights), b0p));
        add(192, join(join(s0p, u64::from(stack.left_count.min(5))), b0p));
        add(193, join(join(b0p, u64::from(next.left_count.min(5))), s0p));
        add(194, join(self.form(s0), stack.right_rels));
        add(195, join(join(s0p, stack.right_rels), b0p));
        add(196, join(self.form(s0), stack.left_rels));
        add(197, join(join(s0p, stack.left_rels), b0p));
        add(198, join(self.form(b0), next.left_rels));
        add(199, join(join(b0p, next.left_rels), s0p));
        add(200, join(join(self.form(s0), stack.right_rels), self.form(b0)));
        add(201, join(join(stack.left_rels, next.left_rels), join(s0p, b0p)));
    }
}

fn distance(s0: u16, b0: u16) -> u64 {
    if s0 == NONE {
        return 0;
    }
    match b0.saturating_sub(s0) {
        near @ 0..=5 => u64::from(near),
        6..=7 => 6,
        8..=10 => 7,
        11..=15 => 8,
        _ => 9,
    }
}

/// Commas, verbs and conjunctions between two words, each up to two.
fn between(s0: u16, b0: u16, marks: &[[u8; 3]]) -> u64 {
    let (Some(from), Some(to)) = (marks.get(usize::from(s0.saturating_add(1))), marks.get(usize::from(b0)))
    else {
        return 99;
    };
    from.iter().zip(to).fold(0, |sum, (from, to)| sum * 3 + u64::from(to.wrapping_sub(*from).min(2)))
}
