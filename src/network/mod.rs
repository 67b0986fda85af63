//! Who is tied to whom? Actors as nodes, counted and signed dyads as ties.
//!
//! In: documents with their mentions and events, one after the other or in parts that are merged. Out: an immutable
//! [`ActorNetwork`]. A node is an actor *code*, not a person: all who act for the Russian government are `RUSGOV`, and
//! the label is the name that stands for the code most often. A tie is an ordered pair of codes; only live events
//! (asserted or future) with both sides coded make ties, and only tied actors are nodes. Does not write files and does
//! not look inside texts.
//!
//! ```text
//!             talks 040, 057          weight 2, cooperation 2, sign +1
//!   RUSGOV ----------------> USAGOV
//!          <----------------          one tie a direction, never two in the same
//! ```

mod build;
mod measure;
mod tally;

pub use build::{ActorNetwork, Node, Tie};
pub use measure::Degree;
pub use tally::NetworkBuilder;
