//! What does a run with an output folder write? Every table, row by row, and the network at the end.

use super::failure::Failure;
use super::manifest::Counts;
use super::outputs::{OutputFolder, TableFile};
use super::summary::Summary;
use detente::{
    ActorNetwork, Document, Extraction, Format, NetworkBuilder, Ontology, Table, edge_rows, node_rows,
};

/// The tables being written; only the network's counts stay in memory.
pub(crate) struct Tables {
    events: TableFile,
    mentions: TableFile,
    documents: TableFile,
    network: NetworkBuilder,
    summary: Summary,
    counts: Counts,
    hasher: blake3::Hasher,
}

/// What is left when all tables are written.
pub(crate) struct Done {
    pub(crate) summary: Summary,
    pub(crate) counts: Counts,
    pub(crate) documents_blake3: String,
}

impl Tables {
    pub(crate) fn new(folder: &mut OutputFolder, format: Format) -> Result<Self, Failure> {
        Ok(Self {
            events: folder.table(Table::Events, format)?,
            mentions: folder.table(Table::Mentions, format)?,
            documents: folder.table(Table::Documents, format)?,
            network: NetworkBuilder::default(),
            summary: Summary::default(),
            counts: Counts::default(),
            hasher: blake3::Hasher::new(),
        })
    }

    /// Writes the rows of one document and returns the counts so far.
    pub(crate) fn add(&mut self, extraction: &Extraction, ontology: &Ontology) -> Result<Counts, Failure> {
        let Extraction { document, mentions, events, .. } = extraction;
        let tables = extraction.tables(ontology);
        for row in tables.events() {
            self.summary.add(&row, ontology);
            self.events.write(&row)?;
        }
        for row in tables.mentions() {
            self.mentions.write(&row)?;
        }
        self.documents.write(&tables.document(extraction.sentences_read))?;
        self.network.add(document, mentions, events, ontology);
        self.counts.add(extraction);
        self.digest(document);
        Ok(self.counts)
    }

    /// Writes the network and completes all tables.
    pub(crate) fn finish(mut self, folder: &mut OutputFolder, format: Format) -> Result<Done, Failure> {
        let network = self.network.build();
        self.counts.nodes = network.nodes().count() as u64;
        self.counts.edges = network.ties().count() as u64;
        write_network(&network, folder, format)?;
        for table in [self.events, self.mentions, self.documents] {
            table.finish()?;
        }
        let documents_blake3 = self.hasher.finalize().to_hex().to_string();
        Ok(Done { summary: self.summary, counts: self.counts, documents_blake3 })
    }

    fn digest(&mut self, document: &Document) {
        let date = document.date.map(|d| d.to_string()).unwrap_or_default();
        for part in [&document.id, &date, &document.title, &document.url, &document.source, &document.text] {
            self.hasher.update(&(part.len() as u64).to_le_bytes());
            self.hasher.update(part.as_bytes());
        }
    }
}

fn write_network(network: &ActorNetwork, folder: &mut OutputFolder, format: Format) -> Result<(), Failure> {
    let mut nodes = folder.table(Table::Nodes, format)?;
    node_rows(network).try_for_each(|row| nodes.write(&row))?;
    nodes.finish()?;
    let mut edges = folder.table(Table::Edges, format)?;
    edge_rows(network).try_for_each(|row| edges.write(&row))?;
    edges.finish()
}
