//! What does a transition cost? Arcs of the gold tree that can no longer be made.

use super::corpus::Tree;
use crate::clause::transition::{State, Transition};

/// Gold dependents by head, to count losses quickly.
pub(crate) struct Gold<'t> {
    pub(crate) tree: &'t Tree,
    dependents: Vec<Vec<u16>>,
}

impl<'t> Gold<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Gold<'t> {
        let mut dependents = vec![Vec::new(); tree.len()];
        for (at, head) in tree.heads.iter().enumerate() {
            if let Some(head) = head {
                dependents[usize::from(*head)].push(at as u16);
            }
        }
        Gold { tree, dependents }
    }

    /// Costs of shift, reduce, left and right, without regard to the relation.
    pub(crate) fn costs(&self, state: &State) -> [u32; 4] {
        let front = state.front;
        let head = self.tree.heads[usize::from(front)];
        let deps = &self.dependents[usize::from(front)];
        let waiting = deps
            .iter()
            .filter(|dep| **dep < front && !state.is_attached(**dep) && state.stack.contains(dep))
            .count() as u32;
        let head_on_stack = head.is_some_and(|head| head < front && state.stack.contains(&head));
        let Some(top) = state.top() else {
            return [0, 9999, 9999, 9999];
        };
        let top_head = self.tree.heads[usize::from(top)];
        let later = self.dependents[usize::from(top)].iter().filter(|dep| **dep >= front).count() as u32;
        let shift = waiting + u32::from(head_on_stack);
        let reduce = later;
        let left = later + u32::from(top_head != Some(front) && top_head.is_none_or(|head| head > front));
        let right_head_lost = head != Some(top) && (head_on_stack || head.is_none_or(|head| head > front));
        let right = waiting + u32::from(right_head_lost);
        [shift, reduce, left, right]
    }

    /// The cost of one transition; a wrong relation on a right arc costs one.
    pub(crate) fn cost(&self, costs: &[u32; 4], state: &State, transition: Transition) -> u32 {
        let front = usize::from(state.front);
        match transition {
            Transition::Shift => costs[0],
            Transition::Reduce => costs[1],
            Transition::Left(rel) => {
                let top = usize::from(state.top().unwrap_or(0));
                let wrong = self.tree.heads[top] == Some(state.front) && self.tree.rels[top] != rel;
                costs[2] + u32::from(wrong)
            }
            Transition::Right(rel) => {
                let wrong = self.tree.heads[front] == state.top() && self.tree.rels[front] != rel;
                costs[3] + u32::from(wrong)
            }
        }
    }
}
