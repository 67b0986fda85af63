//! Which rows does a document give? Events, mentions and the document itself, flattened.
//!
//! In: what the rooms below found in one document. Out: rows that borrow from it, in text order, with offsets in code
//! points. Does not drop or merge anything: every dyad and every mention is a row.

use super::cell::{Degrees, Fixed, Text};
use super::columns::{DocumentRow, EventRow, MentionRow};
use crate::document::{Document, Sentence};
use crate::entity::Mention;
use crate::event::{Actor, Dyad, Event, EventPlace};
use crate::ontology::{CodeRow, Ontology};
use crate::span::{CodePoints, Span};
use std::collections::BTreeSet;
use std::fmt::Display;

/// The rows of one document.
#[derive(Debug)]
pub struct DocumentTables<'a> {
    document: &'a Document,
    sentences: &'a [Sentence],
    mentions: &'a [Mention],
    events: &'a [Event],
    ontology: &'a Ontology,
    points: CodePoints<'a>,
}

impl<'a> DocumentTables<'a> {
    /// Counts the text once; rows are made when they are asked for.
    ///
    /// # Complexity
    /// Linear in the text.
    #[must_use]
    pub fn new(
        document: &'a Document,
        sentences: &'a [Sentence],
        mentions: &'a [Mention],
        events: &'a [Event],
        ontology: &'a Ontology,
    ) -> Self {
        Self { document, sentences, mentions, events, ontology, points: CodePoints::new(&document.text) }
    }

    /// One row a dyad, in text order.
    pub fn events(&self) -> impl Iterator<Item = EventRow<'a>> {
        self.events.iter().flat_map(move |event| {
            let base = self.event(event);
            event.dyads.iter().map(move |dyad| self.with_dyad(base.clone(), dyad))
        })
    }

    /// One row a mention, in text order.
    pub fn mentions(&self) -> impl Iterator<Item = MentionRow<'a>> {
        self.mentions.iter().map(|mention| self.mention(mention))
    }

    /// The document's own row.
    #[must_use]
    pub fn document(&self, sentences_read: u32) -> DocumentRow<'a> {
        let document = self.document;
        let length = u32::try_from(document.text.len()).unwrap_or(u32::MAX);
        DocumentRow {
            doc_id: Text::from(&document.id),
            publication_date: written(document.date),
            date_source: Text::from(document.date_source.map_or("", |s| s.name())),
            title: Text::from(&document.title),
            url: Text::from(&document.url),
            source: Text::from(&document.source),
            language: Text::default(),
            characters: Some(self.points.at(length).into()),
            sentences: count(self.sentences.len()),
            sentences_read: Some(sentences_read.into()),
            events: count(self.events.iter().filter(|e| !e.dyads.is_empty()).count()),
            republished_of: Text::default(),
        }
    }

    fn mention(&self, mention: &'a Mention) -> MentionRow<'a> {
        let (start, end) = self.offsets(Some(mention.span));
        MentionRow {
            doc_id: Text::from(&self.document.id),
            sentence_id: count(mention.sentence.index()),
            start,
            end,
            text: self.words(mention.span),
            kind: Text::from(mention.kind.name()),
            form: Text::from(mention.form.name()),
            entity_id: Text::from(&mention.entity_key),
            name: Text::from(&mention.name),
            code: Text::from(mention.code.as_str()),
            latitude: Degrees(mention.coordinates.map(|c| c.0)),
            longitude: Degrees(mention.coordinates.map(|c| c.1)),
        }
    }

    /// All that the dyads of an event share.
    fn event(&self, event: &'a Event) -> EventRow<'a> {
        let (trigger_start, trigger_end) = self.offsets(Some(event.trigger));
        let sentence = self.sentences.get(event.sentence.index());
        let attribution = event.attribution.as_ref();
        let row = EventRow {
            event_id: Text::from(&event.id),
            doc_id: Text::from(&self.document.id),
            sentence_id: count(event.sentence.index()),
            publication_date: written(self.document.date),
            event_date: written(event.date.map(|d| d.date)),
            date_precision: Text::from(event.date.map_or("", |d| d.precision.name())),
            date_source: Text::from(event.date.map_or("", |d| d.source.name())),
            status: Text::from(event.status.name()),
            attribution_code: Text::from(attribution.map_or("", |a| a.code.as_str())),
            attribution_text: attribution.map_or_else(Text::default, |a| self.words(a.span)),
            dead: event.counts.dead.map(i64::from),
            injured: event.counts.injured.map(i64::from),
            arrested: event.counts.arrested.map(i64::from),
            crowd: event.counts.crowd.map(i64::from),
            trigger_text: self.words(event.trigger),
            trigger_start,
            trigger_end,
            rule_id: Text::from(&event.rule),
            confidence: Fixed(Some(event.confidence)),
            cluster_id: Text::from(&event.cluster),
            url: Text::from(&self.document.url),
            sentence: sentence.map_or_else(Text::default, |s| self.words(s.span)),
            ..EventRow::default()
        };
        with_place(with_code(row, event, self.ontology.get(event.code)), event.place.as_ref())
    }

    fn with_dyad(&self, mut row: EventRow<'a>, dyad: &'a Dyad) -> EventRow<'a> {
        let (source, target) = (dyad.source.as_ref(), dyad.target.as_ref());
        (row.source_start, row.source_end) = self.offsets(source.map(|a| a.span));
        (row.target_start, row.target_end) = self.offsets(target.map(|a| a.span));
        (row.source_code, row.source_name, row.source_text) = self.actor(source);
        (row.target_code, row.target_name, row.target_text) = self.actor(target);
        row
    }

    /// Code, name and words of one side.
    fn actor(&self, actor: Option<&'a Actor>) -> (Text<'a>, Text<'a>, Text<'a>) {
        actor.map_or_else(Default::default, |a| {
            (Text::from(a.code.as_str()), Text::from(&a.name), self.words(a.span))
        })
    }

    fn words(&self, span: Span) -> Text<'a> {
        Text::from(span.of(&self.document.text))
    }

    fn offsets(&self, span: Option<Span>) -> (Option<i64>, Option<i64>) {
        let points = span.map(|s| self.points.span(s));
        (points.map(|p| p.0.into()), points.map(|p| p.1.into()))
    }
}

/// The code and what the code table says about it. A code outside the table keeps its digits and nothing else.
fn with_code<'a>(row: EventRow<'a>, event: &'a Event, known: Option<&'a CodeRow>) -> EventRow<'a> {
    let implied = known.map_or("", |k| k.plover_context.as_str());
    let contexts: BTreeSet<&str> = event
        .contexts
        .iter()
        .map(String::as_str)
        .chain(implied.split(';'))
        .filter(|context| !context.is_empty())
        .collect();
    let mode = event.mode.as_deref().or_else(|| known.map(|k| k.plover_mode.as_str()));
    EventRow {
        cameo: event.code.to_string().into(),
        plover: Text::from(known.and_then(|k| k.plover).map_or("", |p| p.name())),
        plover_mode: Text::from(mode.unwrap_or("")),
        plover_context: contexts.into_iter().collect::<Vec<_>>().join(";").into(),
        quad_class: known.map(|k| k.quad_class.number().into()),
        goldstein: Fixed(known.map(|k| k.goldstein)),
        ..row
    }
}

fn with_place<'a>(row: EventRow<'a>, place: Option<&'a EventPlace>) -> EventRow<'a> {
    let Some(place) = place else { return row };
    EventRow {
        place_name: Text::from(&place.name),
        place_country: Text::from(&place.country),
        place_precision: Text::from(place.precision.name()),
        latitude: Degrees(place.coordinates.map(|c| c.0)),
        longitude: Degrees(place.coordinates.map(|c| c.1)),
        ..row
    }
}

fn written<'a>(value: Option<impl Display>) -> Text<'a> {
    value.map_or_else(Text::default, |v| v.to_string().into())
}

fn count(number: usize) -> Option<i64> {
    Some(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::event::Counts;
    use crate::ids::SentenceId;
    use crate::ontology::{ActorCode, Status};

    const TEXT: &str = "Häkkinen of Finland met envoys from Perú and Chile.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::from_range(start, start + words.len())
    }

    fn actor(words: &str, code: &str) -> Option<Actor> {
        Some(Actor { code: ActorCode::from(code), name: words.to_owned(), span: span(words) })
    }

    fn event() -> Event {
        let dyad = |target| Dyad { source: actor("Häkkinen", "FINGOV"), target };
        Event {
            id: "e1".to_owned(),
            sentence: SentenceId::of_index(0),
            trigger: span("met"),
            rule: "consult/meeting".to_owned(),
            code: "040".parse().unwrap(),
            mode: None,
            contexts: vec!["military".to_owned()],
            dyads: vec![dyad(actor("Perú", "PER")), dyad(actor("Chile", "CHL")), dyad(None)],
            status: Status::Asserted,
            attribution: None,
            date: None,
            place: None,
            counts: Counts { dead: Some(0), ..Counts::default() },
            confidence: 0.8,
            cluster: String::new(),
        }
    }

    #[test]
    fn every_dyad_is_a_row_with_offsets_in_code_points() {
        let document = Document { id: "d".to_owned(), text: TEXT.to_owned(), ..Document::default() };
        let whole = Span::from_range(0, TEXT.len());
        let sentences = [Sentence { id: SentenceId::of_index(0), span: whole, kind: BlockKind::Body }];
        let (events, ontology) = ([event()], Ontology::builtin().unwrap());
        let tables = DocumentTables::new(&document, &sentences, &[], &events, &ontology);
        let rows: Vec<EventRow<'_>> = tables.events().collect();
        let targets: Vec<_> = rows.iter().map(|r| (&*r.target_code, r.target_start, r.target_end)).collect();
        assert_eq!(targets, [("PER", Some(36), Some(40)), ("CHL", Some(45), Some(50)), ("", None, None)]);
        for row in &rows {
            assert_eq!((&*row.source_text, row.source_start, row.source_end), ("Häkkinen", Some(0), Some(8)));
            assert_eq!((&*row.plover, row.quad_class, row.goldstein), ("CONSULT", Some(1), Fixed(Some(1.0))));
            assert_eq!((row.dead, row.injured), (Some(0), None));
            assert_eq!(row.sentence, TEXT);
            assert!(row.plover_context.split(';').any(|c| c == "military"), "{}", row.plover_context);
        }
        let own = tables.document(1);
        assert_eq!((own.characters, own.sentences, own.events), (Some(51), Some(1), Some(1)));
    }
}
