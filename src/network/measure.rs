//! How central is an actor? Degree and strength, in and out.
//!
//! A tie of an actor to itself (two ministers of one government) stays in the network but does not count here: the
//! measures tell of its ties to others.

use super::build::ActorNetwork;
use petgraph::Direction;
use petgraph::visit::EdgeRef;

/// Ties of one actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Degree {
    /// Others with a tie to it.
    pub in_degree: u64,
    /// Others to whom it has a tie.
    pub out_degree: u64,
    /// Events in the ties to it.
    pub in_strength: u64,
    /// Events in its ties to others.
    pub out_strength: u64,
}

impl ActorNetwork {
    /// The degrees of all actors, in the order of [`ActorNetwork::nodes`].
    ///
    /// # Complexity
    /// Linear in actors and ties.
    pub fn degrees(&self) -> impl Iterator<Item = Degree> {
        self.graph.node_indices().map(|node| {
            let ties = |direction| {
                self.graph
                    .edges_directed(node, direction)
                    .filter(|edge| edge.source() != edge.target())
                    .fold((0, 0), |(degree, strength), edge| (degree + 1, strength + edge.weight().events))
            };
            let (in_degree, in_strength) = ties(Direction::Incoming);
            let (out_degree, out_strength) = ties(Direction::Outgoing);
            Degree { in_degree, out_degree, in_strength, out_strength }
        })
    }
}
