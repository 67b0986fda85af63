//! Which of two overlapping candidates stays? The longer one; of equal ones the one further left.
//!
//! In: candidates that may overlap. Out: candidates that do not, in text order. "New York Times" wins over "New York"
//! and "Times"; "Bank of China" over "China". The order is total, so the result does not depend on the input's order.

use super::find::Candidate;
use std::cmp::Reverse;

/// Resolves overlaps.
///
/// # Complexity
/// O(n log n) in the number of candidates.
pub(crate) fn longest_then_leftmost(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|c| (Reverse(c.span.len()), c.span.start));
    let mut taken: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
    candidates.retain(|candidate| {
        let clash =
            taken.range(..candidate.span.end).next_back().is_some_and(|(_, end)| *end > candidate.span.start);
        if !clash {
            taken.insert(candidate.span.start, candidate.span.end);
        }
        !clash
    });
    candidates.sort_by_key(|c| c.span.start);
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SentenceId;
    use crate::span::Span;

    fn candidates(spans: &[(u32, u32)]) -> Vec<Candidate> {
        let one = |&(a, b): &(u32, u32)| Candidate {
            span: Span::new(a, b),
            sentence: SentenceId(0),
            senses: Vec::new(),
            unlisted: None,
        };
        spans.iter().map(one).collect()
    }

    fn spans(candidates: &[Candidate]) -> Vec<(u32, u32)> {
        candidates.iter().map(|c| (c.span.start, c.span.end)).collect()
    }

    #[test]
    fn the_longest_stays_then_the_leftmost() {
        let kept = longest_then_leftmost(candidates(&[(0, 8), (0, 14), (9, 14), (14, 18), (16, 20)]));
        assert_eq!(spans(&kept), [(0, 14), (14, 18)]);
    }

    #[test]
    fn it_is_idempotent_and_order_does_not_matter() {
        let mut given = vec![(3, 9), (0, 4), (5, 12), (12, 13), (8, 20), (1, 2)];
        let once = longest_then_leftmost(candidates(&given));
        assert_eq!(spans(&longest_then_leftmost(once.clone())), spans(&once));
        given.reverse();
        assert_eq!(spans(&longest_then_leftmost(candidates(&given))), spans(&once));
    }
}
