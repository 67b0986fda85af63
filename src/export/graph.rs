//! The network as two tables in the form that Gephi's spreadsheet import reads as they are.

use crate::network::{ActorNetwork, Degree, Node, Tie};
use crate::table::{EdgeRow, Fixed, NodeRow, Text};
use std::fmt::Display;

/// One row an actor, in code order.
pub fn node_rows(network: &ActorNetwork) -> impl Iterator<Item = NodeRow<'_>> {
    network.nodes().zip(network.degrees()).map(|(node, degree)| node_row(node, degree))
}

/// One row a tie, in the order of the codes.
pub fn edge_rows(network: &ActorNetwork) -> impl Iterator<Item = EdgeRow<'_>> {
    network.ties().map(|(source, target, tie)| edge_row(source, target, tie))
}

fn node_row(node: &Node, degree: Degree) -> NodeRow<'_> {
    let country = if node.code.is_international() { "" } else { node.code.country() };
    NodeRow {
        id: Text::from(node.code.as_str()),
        label: Text::from(&node.label),
        kind: Text::from(node.kind.map_or("", |k| k.name())),
        country: Text::from(country),
        role: Text::from(node.code.role()),
        mentions: count(node.mentions),
        documents: count(node.documents),
        first_date: written(node.first_date),
        last_date: written(node.last_date),
        in_degree: count(degree.in_degree),
        out_degree: count(degree.out_degree),
        in_strength: count(degree.in_strength),
        out_strength: count(degree.out_strength),
    }
}

fn edge_row<'a>(source: &'a Node, target: &'a Node, tie: &'a Tie) -> EdgeRow<'a> {
    EdgeRow {
        source: Text::from(source.code.as_str()),
        target: Text::from(target.code.as_str()),
        direction: Text::from("Directed"),
        weight: count(tie.events),
        events: count(tie.events),
        cooperation: count(tie.cooperation),
        conflict: count(tie.conflict),
        goldstein_mean: Fixed(Some(tie.goldstein_mean)),
        sign: Some(tie.sign.into()),
        first_date: written(tie.first_date),
        last_date: written(tie.last_date),
        top_cameo: tie.top_cameo.to_string().into(),
        evidence: tie.evidence.join(";").into(),
    }
}

fn written<'a>(value: Option<impl Display>) -> Text<'a> {
    value.map_or_else(Text::default, |v| v.to_string().into())
}

fn count(number: u64) -> Option<i64> {
    Some(i64::try_from(number).unwrap_or(i64::MAX))
}
