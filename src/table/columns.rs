//! What are the columns called, and what do they mean? The one place that names them.
//!
//! Adding a column is one line here; the compiler then asks for its value where the row is filled, and the test of
//! `docs/columns.md` for its description. The order of the fields is the order in every format.

use super::cell::{Cell, Degrees, Fixed, Text, Value};
use super::{Column, Row, Table};

/// Makes a flat row type, its list of columns and its cells from one list, so that the three cannot disagree.
macro_rules! row {
    (
        $(#[$doc:meta])*
        $name:ident in $table:ident {
            $( $field:ident $column:literal: $kind:ty = $meaning:literal, $example:literal; )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Default)]
        #[allow(clippy::struct_field_names)]
        pub struct $name<'a> {
            $( #[doc = $meaning] pub $field: $kind, )*
        }

        impl<'a> $name<'a> {
            /// The columns, in the order of the fields.
            pub const COLUMNS: &'static [Column] = &[
                $( Column {
                    name: $column,
                    kind: <$kind as Value>::KIND,
                    meaning: $meaning,
                    example: $example,
                } ),*
            ];
        }

        impl Row for $name<'_> {
            const TABLE: Table = Table::$table;

            fn cells(&self) -> Vec<Cell<'_>> {
                vec![ $( self.$field.cell() ),* ]
            }
        }
    };
}

row! {
    /// One source and one target of one event. Missing values are empty texts and `None`.
    EventRow in Events {
        event_id "event_id": Text<'a> = "16 hexadecimal digits from document, trigger position and rule; the dyads of one act share it", "`9f3c2b7a61d0e845`";
        doc_id "doc_id": Text<'a> = "the document, as in the documents table", "`summit`";
        sentence_id "sentence_id": Option<i64> = "the sentence's number in the document, from 0", "`3`";
        publication_date "publication_date": Text<'a> = "when the document was published, ISO 8601, possibly without day or month", "`2016-10-15`";
        event_date "event_date": Text<'a> = "when it took place: the first day of the time that `date_precision` names", "`2016-10-14`";
        date_precision "date_precision": Text<'a> = "how exact `event_date` is: `day`, `week`, `month`, `year`", "`day`";
        date_source "date_source": Text<'a> = "where `event_date` is from: `text` (a time expression) or `publication` (nothing else is said)", "`text`";
        source_code "source_code": Text<'a> = "CAMEO actor code of who acts; empty when the text names somebody whom nothing codes, or nobody", "`RUSGOV`";
        source_name "source_name": Text<'a> = "usual name of who acts", "`Sergei Lavrov`";
        source_text "source_text": Text<'a> = "the words that stand for who acts", "`The Russian minister`";
        source_start "source_start": Option<i64> = "first code point of `source_text` in the document's text", "`120`";
        source_end "source_end": Option<i64> = "one past its last code point", "`140`";
        target_code "target_code": Text<'a> = "CAMEO actor code of whom it is done to", "`USAGOV`";
        target_name "target_name": Text<'a> = "usual name of whom it is done to", "`John Kerry`";
        target_text "target_text": Text<'a> = "the words that stand for whom it is done to", "`Mr Kerry`";
        target_start "target_start": Option<i64> = "first code point of `target_text`", "`151`";
        target_end "target_end": Option<i64> = "one past its last code point", "`159`";
        cameo "cameo": Text<'a> = "CAMEO event code of two to four digits; text, because the leading zero counts", "`040`";
        plover "plover": Text<'a> = "PLOVER 0.8 event type; empty for the CAMEO roots that PLOVER drops", "`CONSULT`";
        plover_mode "plover_mode": Text<'a> = "PLOVER mode", "`meet`";
        plover_context "plover_context": Text<'a> = "PLOVER contexts in alphabetical order, joined by `;`", "`diplomatic;military`";
        quad_class "quad_class": Option<i64> = "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, as GDELT maps the roots", "`1`";
        goldstein "goldstein": Fixed<1> = "Goldstein value of the code, -10.0 (conflict) to 10.0 (cooperation), as in the ICEWS table", "`1.0`";
        status "status": Text<'a> = "`asserted` happened or is happening, `future` planned or expected, `negated` did not happen, `hypothetical` would or is claimed by another, `historical` background from long before", "`asserted`";
        attribution_code "attribution_code": Text<'a> = "CAMEO actor code of who says so, where the text does not say it itself", "`SYROPP`";
        attribution_text "attribution_text": Text<'a> = "the words that stand for who says so", "`activists`";
        place_name "place_name": Text<'a> = "usual name of the place", "`Lausanne`";
        place_country "place_country": Text<'a> = "alpha-3 code of the place's country", "`CHE`";
        place_precision "place_precision": Text<'a> = "how exact the place is: `city`, `admin`, `country`", "`city`";
        latitude "latitude": Degrees = "degrees north of the place, -90 to 90, at most five decimals", "`46.516`";
        longitude "longitude": Degrees = "degrees east of the place, -180 to 180, at most five decimals", "`6.63282`";
        dead "dead": Option<i64> = "people killed, as the sentence counts them", "`12`";
        injured "injured": Option<i64> = "people hurt, as the sentence counts them", "`30`";
        arrested "arrested": Option<i64> = "people arrested, as the sentence counts them", "`5`";
        crowd "crowd": Option<i64> = "people gathered, as the sentence counts them", "`20000`";
        trigger_text "trigger_text": Text<'a> = "the word or words that tell the act", "`met`";
        trigger_start "trigger_start": Option<i64> = "first code point of `trigger_text`", "`141`";
        trigger_end "trigger_end": Option<i64> = "one past its last code point", "`144`";
        rule_id "rule_id": Text<'a> = "the rule that coded the act", "`consult/meeting`";
        confidence "confidence": Fixed<2> = "how sure the coding is, 0.00 to 1.00; an order, not a probability", "`0.80`";
        cluster_id "cluster_id": Text<'a> = "shared by all reports of the same act", "`51c20a9be3d7f604`";
        url "url": Text<'a> = "the document's address", "`https://example.org/summit`";
        sentence "sentence": Text<'a> = "the sentence as written, with its line breaks", "`The Russian minister met Mr Kerry.`";
    }
}

row! {
    /// One mention of an actor or place.
    MentionRow in Mentions {
        doc_id "doc_id": Text<'a> = "the document, as in the documents table", "`summit`";
        sentence_id "sentence_id": Option<i64> = "the sentence's number in the document, from 0", "`3`";
        start "start": Option<i64> = "first code point of `text` in the document's text", "`120`";
        end "end": Option<i64> = "one past its last code point", "`140`";
        text "text": Text<'a> = "the words", "`Syrians`";
        kind "type": Text<'a> = "`person`, `country`, `organization`, `place` or `group`", "`country`";
        form "form": Text<'a> = "`name`, `adjective`, `demonym`, `acronym`, `metonym`, `role` or `pronoun`", "`demonym`";
        entity_id "entity_id": Text<'a> = "the gazetteer's key; empty for somebody in no list", "`syria`";
        name "name": Text<'a> = "the entity's usual name, else the words", "`Syria`";
        code "code": Text<'a> = "CAMEO actor code on the document's date", "`SYR`";
        latitude "latitude": Degrees = "degrees north, for places and countries that have them", "`35.0`";
        longitude "longitude": Degrees = "degrees east", "`38.5`";
    }
}

row! {
    /// One actor of the network, as Gephi reads it.
    NodeRow in Nodes {
        id "Id": Text<'a> = "CAMEO actor code: everybody with the same code is one node", "`RUSGOV`";
        label "Label": Text<'a> = "the name that stands for the code most often; the first in the alphabet among equals", "`Sergei Lavrov`";
        kind "kind": Text<'a> = "what is mentioned most often under the code: `person`, `country`, `organization`, `place`, `group`", "`person`";
        country "country": Text<'a> = "country part of the code; empty for international actors", "`RUS`";
        role "role": Text<'a> = "role part of the code", "`GOV`";
        mentions "mentions": Option<i64> = "mentions under the code in all documents", "`17`";
        documents "documents": Option<i64> = "documents that mention the code", "`4`";
        first_date "first_date": Text<'a> = "earliest date of an event in its ties", "`2016-10-03`";
        last_date "last_date": Text<'a> = "latest date of an event in its ties", "`2016-10-15`";
        in_degree "in_degree": Option<i64> = "actors, other than itself, with a tie to it", "`3`";
        out_degree "out_degree": Option<i64> = "actors, other than itself, to whom it has a tie", "`5`";
        in_strength "in_strength": Option<i64> = "events in the ties to it, other than its own", "`9`";
        out_strength "out_strength": Option<i64> = "events in its ties to others", "`12`";
    }
}

row! {
    /// One tie of the network, as Gephi reads it.
    EdgeRow in Edges {
        source "Source": Text<'a> = "`Id` of who acts", "`RUSGOV`";
        target "Target": Text<'a> = "`Id` of whom it is done to", "`USAGOV`";
        direction "Type": Text<'a> = "always `Directed`", "`Directed`";
        weight "Weight": Option<i64> = "weight for layouts: the number of events", "`6`";
        events "events": Option<i64> = "asserted and future events from source to target", "`6`";
        cooperation "cooperation": Option<i64> = "those of quad classes 1 and 2", "`4`";
        conflict "conflict": Option<i64> = "those of quad classes 3 and 4", "`2`";
        goldstein_mean "goldstein_mean": Fixed<2> = "mean Goldstein value, -10.00 to 10.00", "`0.35`";
        sign "sign": Option<i64> = "sign of `goldstein_mean`: 1, 0 or -1", "`1`";
        first_date "first_date": Text<'a> = "earliest event date, else publication date", "`2016-10-03`";
        last_date "last_date": Text<'a> = "latest event date, else publication date", "`2016-10-15`";
        top_cameo "top_cameo": Text<'a> = "the most frequent CAMEO code; the lowest among equals", "`040`";
        evidence "evidence": Text<'a> = "`event_id`s of all its events in the order of reading, joined by `;`", "`9f3c2b7a61d0e845;07b1d4c9aa52f3e6`";
    }
}

row! {
    /// One document, also when nothing was found in it: the denominator of every rate.
    DocumentRow in Documents {
        doc_id "doc_id": Text<'a> = "the record's id, else the file name; unique in a run", "`summit`";
        publication_date "publication_date": Text<'a> = "when it was published, ISO 8601, possibly without day or month", "`2016-10-15`";
        date_source "date_source": Text<'a> = "how that is known: `field` or `dateline`", "`dateline`";
        title "title": Text<'a> = "title, where the record has one apart from the text", "`Talks end without result`";
        url "url": Text<'a> = "address", "`https://example.org/summit`";
        source "source": Text<'a> = "news agency, paper or site", "`Example News`";
        language "language": Text<'a> = "language of the text; not filled yet", "`en`";
        characters "characters": Option<i64> = "length of the text in code points", "`2410`";
        sentences "sentences": Option<i64> = "sentences of running text and headlines", "`21`";
        sentences_read "sentences_read": Option<i64> = "those with a trigger and a possible actor", "`9`";
        events "events": Option<i64> = "acts coded, each counted once whatever its number of dyads", "`7`";
        republished_of "republished_of": Text<'a> = "`doc_id` of an earlier document with the same text; not filled yet", "`agency-0412`";
    }
}
