//! What does the finished network hold? Nodes and ties in a directed petgraph graph, in code order.
//!
//! Built once and never changed, because petgraph's indices move on removal; they stay private, the keys are codes.

use super::tally::{ActorTally, DateRange, NetworkBuilder, TieTally};
use crate::date::PartialDate;
use crate::gazetteer::EntityKind;
use crate::ontology::{ActorCode, CameoCode};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeMap;

/// Actors and their ties.
#[derive(Clone, Debug, Default)]
pub struct ActorNetwork {
    pub(super) graph: DiGraph<Node, Tie>,
}

/// One actor code.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Node {
    /// The code.
    pub code: ActorCode,
    /// The name that stands for the code most often.
    pub label: String,
    /// What is mentioned most often under the code.
    pub kind: Option<EntityKind>,
    /// Mentions in all documents.
    pub mentions: u64,
    /// Documents with a mention.
    pub documents: u64,
    /// Earliest date in its ties.
    pub first_date: Option<PartialDate>,
    /// Latest date in its ties.
    pub last_date: Option<PartialDate>,
}

/// All live events from one actor to another.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Tie {
    /// How many; the tie's weight.
    pub events: u64,
    /// Those of the cooperative quad classes.
    pub cooperation: u64,
    /// Those of the conflictive quad classes.
    pub conflict: u64,
    /// Mean Goldstein value.
    pub goldstein_mean: f64,
    /// 1, 0 or -1: the sign of the mean.
    pub sign: i8,
    /// Earliest event date, else publication date.
    pub first_date: Option<PartialDate>,
    /// Latest event date, else publication date.
    pub last_date: Option<PartialDate>,
    /// The most frequent code; the lowest among equals.
    pub top_cameo: CameoCode,
    /// Ids of its events in the order of reading.
    pub evidence: Vec<String>,
}

impl ActorNetwork {
    /// All actors in code order.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.graph.node_weights()
    }

    /// All ties as source, target, tie, in the order of the codes.
    pub fn ties(&self) -> impl Iterator<Item = (&Node, &Node, &Tie)> {
        self.graph.edge_indices().filter_map(|edge| {
            let (source, target) = self.graph.edge_endpoints(edge)?;
            Some((&self.graph[source], &self.graph[target], &self.graph[edge]))
        })
    }
}

/// # Complexity
/// Linear in actors and ties, but for the look-up of their codes.
pub(super) fn build(counted: NetworkBuilder) -> ActorNetwork {
    let NetworkBuilder { mut actors, ties } = counted;
    let mut ranges: BTreeMap<&str, DateRange> = BTreeMap::new();
    for ((source, target), tie) in &ties {
        for code in [source, target] {
            let range = ranges.entry(code).or_default();
            *range = range.join(tie.dates);
        }
    }
    let mut graph = DiGraph::new();
    let indices: BTreeMap<String, NodeIndex> = ranges
        .into_iter()
        .map(|(code, dates)| {
            let tally = actors.remove(code).unwrap_or_default();
            (code.to_owned(), graph.add_node(node(code, &tally, dates)))
        })
        .collect();
    for ((source, target), tally) in ties {
        if let (Some(&source), Some(&target), Some(tie)) =
            (indices.get(&source), indices.get(&target), tie(tally))
        {
            graph.add_edge(source, target, tie);
        }
    }
    ActorNetwork { graph }
}

fn node(code: &str, tally: &ActorTally, dates: DateRange) -> Node {
    Node {
        code: ActorCode::from(code),
        label: most_frequent(&tally.names).cloned().unwrap_or_else(|| code.to_owned()),
        kind: most_frequent(&tally.kinds).copied(),
        mentions: tally.mentions,
        documents: tally.documents,
        first_date: dates.first,
        last_date: dates.last,
    }
}

/// A tie has at least one event, so that its mean and its most frequent code exist.
#[allow(clippy::cast_precision_loss)]
fn tie(tally: TieTally) -> Option<Tie> {
    let top_cameo = *most_frequent(&tally.codes)?;
    let events = tally.codes.values().sum::<u64>();
    Some(Tie {
        events,
        cooperation: tally.cooperation,
        conflict: tally.conflict,
        goldstein_mean: tally.goldstein_thousandths as f64 / 1000.0 / events as f64,
        sign: i8::try_from(tally.goldstein_thousandths.signum()).unwrap_or(0),
        first_date: tally.dates.first,
        last_date: tally.dates.last,
        top_cameo,
        evidence: tally.evidence,
    })
}

/// The key with the highest count; the lowest key among equals.
fn most_frequent<K: Ord>(counts: &BTreeMap<K, u64>) -> Option<&K> {
    counts.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(key, _)| key)
}
