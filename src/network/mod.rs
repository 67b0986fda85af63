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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::event::{Actor, Counts, DatePrecision, Dyad, Event, EventDate, EventDateSource};
    use crate::ids::SentenceId;
    use crate::ontology::{ActorCode, Ontology, Status};
    use crate::span::Span;

    /// One act: id, code, status, day, and pairs of codes; a dash is an open side, a question mark one without a code.
    type Act = (&'static str, &'static str, Status, &'static str, &'static [(&'static str, &'static str)]);

    const ACTS: &[Act] = &[
        ("e1", "040", Status::Asserted, "2016-10-15", &[("USAGOV", "RUSGOV"), ("RUSGOV", "USAGOV")]),
        ("e2", "040", Status::Future, "2016-10-20", &[("USAGOV", "RUSGOV")]),
        ("e3", "190", Status::Asserted, "2016-10", &[("SYRMIL", "SYROPP"), ("SYRMIL", "SYROPP")]),
        ("e4", "190", Status::Negated, "2016-10-15", &[("SYRMIL", "TUR")]),
        ("e5", "190", Status::Hypothetical, "2016-10-15", &[("USAGOV", "RUSGOV")]),
        ("e6", "112", Status::Asserted, "2016-10-01", &[("USAGOV", "RUSGOV"), ("-", "RUSGOV"), ("?", "TUR")]),
        ("e7", "040", Status::Asserted, "2016-10-02", &[("DEUGOV", "DEUGOV")]),
    ];

    fn actor(code: &str) -> Option<Actor> {
        let known = code.replace('?', "");
        let start = code.bytes().map(u32::from).sum();
        let span = Span::new(start, start + 1);
        (code != "-").then(|| Actor { code: ActorCode::from(&*known), name: format!("name of {code}"), span })
    }

    fn event(act: &Act) -> Event {
        let &(id, code, status, day, pairs) = act;
        let date = day.parse().unwrap();
        Event {
            id: id.to_owned(),
            sentence: SentenceId::of_index(0),
            trigger: Span::new(0, 1),
            rule: String::new(),
            code: code.parse().unwrap(),
            mode: None,
            contexts: Vec::new(),
            dyads: pairs.iter().map(|(s, t)| Dyad { source: actor(s), target: actor(t) }).collect(),
            status,
            attribution: None,
            date: Some(EventDate { date, precision: DatePrecision::Day, source: EventDateSource::Text }),
            place: None,
            counts: Counts::default(),
            confidence: 1.0,
            cluster: String::new(),
        }
    }

    /// Every act in a document of its own.
    fn counted(acts: &[Act]) -> NetworkBuilder {
        let ontology = Ontology::builtin().unwrap();
        let mut builder = NetworkBuilder::default();
        for act in acts {
            builder.add(&Document::default(), &[], &[event(act)], &ontology);
        }
        builder
    }

    #[test]
    fn only_live_events_between_coded_actors_make_ties() {
        let network = counted(ACTS).build();
        let ties: Vec<_> = network
            .ties()
            .map(|(s, t, tie)| {
                let counts = (tie.events, tie.cooperation, tie.conflict, tie.sign);
                (s.code.as_str(), t.code.as_str(), counts, tie.top_cameo.to_string(), tie.evidence.join(";"))
            })
            .collect();
        let expected = [
            ("DEUGOV", "DEUGOV", (1, 1, 0, 1), "040", "e7"),
            ("RUSGOV", "USAGOV", (1, 1, 0, 1), "040", "e1"),
            ("SYRMIL", "SYROPP", (1, 0, 1, -1), "190", "e3"),
            ("USAGOV", "RUSGOV", (3, 2, 1, 0), "040", "e1;e2;e6"),
        ]
        .map(|(s, t, counts, top, evidence)| (s, t, counts, top.to_owned(), evidence.to_owned()));
        assert_eq!(ties, expected);
    }

    #[test]
    fn only_tied_actors_are_nodes_and_know_their_days() {
        let network = counted(ACTS).build();
        let nodes: Vec<_> = network
            .nodes()
            .zip(network.degrees())
            .map(|(n, d)| {
                let dates = [n.first_date, n.last_date].map(|d| d.unwrap().to_string()).join(" ");
                let degrees = [d.in_degree, d.out_degree, d.in_strength, d.out_strength];
                (n.code.as_str(), n.mentions, n.documents, dates, degrees)
            })
            .collect();
        let expected = [
            ("DEUGOV", 1, 1, "2016-10-02 2016-10-02", [0, 0, 0, 0]),
            ("RUSGOV", 4, 4, "2016-10-01 2016-10-20", [1, 1, 3, 1]),
            ("SYRMIL", 2, 2, "2016-10 2016-10", [0, 1, 0, 1]),
            ("SYROPP", 1, 1, "2016-10 2016-10", [1, 0, 1, 0]),
            ("USAGOV", 4, 4, "2016-10-01 2016-10-20", [1, 1, 1, 3]),
        ]
        .map(|(code, mentions, documents, dates, degrees)| {
            (code, mentions, documents, dates.to_owned(), degrees)
        });
        assert_eq!(nodes, expected);
    }

    #[test]
    fn merged_parts_are_the_whole() {
        let whole = format!("{:?}", counted(ACTS).build());
        for cut in 0..=ACTS.len() {
            let mut builder = counted(&ACTS[..cut]);
            builder.merge(counted(&ACTS[cut..]));
            assert_eq!(format!("{:?}", builder.build()), whole, "cut at {cut}");
        }
    }
}
