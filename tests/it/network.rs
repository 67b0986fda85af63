//! The network's tables are in the form that Gephi's spreadsheet import reads as they are.

use detente::{Format, NetworkBuilder, Table, TableWriter, edge_rows, node_rows};

#[test]
fn gephi_finds_the_columns_that_it_needs() {
    let names = |table: Table| table.columns().iter().map(|c| c.name).collect::<Vec<_>>();
    assert_eq!(names(Table::Nodes)[..2], ["Id", "Label"]);
    assert_eq!(names(Table::Edges)[..4], ["Source", "Target", "Type", "Weight"]);
}

#[test]
fn a_network_without_ties_is_two_headers() {
    let network = NetworkBuilder::default().build();
    let mut nodes = TableWriter::new(Table::Nodes, Format::Csv, Vec::new()).unwrap();
    node_rows(&network).for_each(|row| nodes.write(&row).unwrap());
    let mut edges = TableWriter::new(Table::Edges, Format::Csv, Vec::new()).unwrap();
    edge_rows(&network).for_each(|row| edges.write(&row).unwrap());
    for bytes in [nodes.finish().unwrap(), edges.finish().unwrap()] {
        assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), 1);
    }
}
