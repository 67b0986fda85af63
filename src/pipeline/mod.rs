//! In which order? The one place that knows the way from a document to its events.
//!
//! In: a [`Document`], with the gazetteer, the grammar and the rules that were loaded once. Out: an [`Extraction`].
//! `run` does the same for a stream of documents, serially or in parallel, in input order. Does not read options and
//! does not print.

mod examples;
mod run;
mod sources;

pub use run::{Outcome, run};
pub use sources::{Sources, check};

use crate::clause::grammar::{Grammar, Noun, base_form};
use crate::clause::label::Xpos;
use crate::clause::parse::{Known, Parser};
use crate::clause::reality::RealityWords;
use crate::clause::tree::Tree;
use crate::document::frontmatter::lay_out;
use crate::document::token::tokens as tokenise;
use crate::document::{Abbreviations, Document, Sentence, Token, sentences};
use crate::entity::{Mention, MentionForm, ReferenceWords, mentions};
use crate::error::Result;
use crate::event::{Event, EventReader, SentenceTree, TimeWords};
use crate::gazetteer::{EntityKind, Gazetteer};
use crate::language::Language;
use crate::ontology::Ontology;
use crate::rule::RuleSet;
use crate::span::Span;
use crate::trace::Trace;

/// Everything that is loaded once and never changes: gazetteer, grammar, rules, words.
#[derive(Debug)]
pub struct Extractor {
    gazetteer: Gazetteer,
    rules: RuleSet,
    ontology: Ontology,
    grammar: Grammar,
    abbreviations: Abbreviations,
    reference: ReferenceWords,
    reality: RealityWords,
    time: TimeWords,
    language: Language,
}

/// What one document holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Extraction {
    /// The document as given.
    pub document: Document,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// How many of them had a trigger and a possible actor.
    pub sentences_read: u32,
    /// Who is mentioned, in text order.
    pub mentions: Vec<Mention>,
    /// What happened, in text order.
    pub events: Vec<Event>,
}

impl Extractor {
    /// The extractor with the gazetteers, rules and grammar that the program carries.
    ///
    /// # Errors
    /// When the built-in data is damaged.
    pub fn builtin() -> Result<Self> {
        Self::new(Gazetteer::builtin()?, RuleSet::builtin()?)
    }

    /// An extractor on other gazetteers or rules.
    ///
    /// # Errors
    /// When the built-in grammar is damaged.
    pub fn new(gazetteer: Gazetteer, rules: RuleSet) -> Result<Self> {
        Ok(Self {
            gazetteer,
            rules,
            ontology: Ontology::builtin()?,
            grammar: Grammar::builtin()?,
            abbreviations: Abbreviations::builtin()?,
            reference: ReferenceWords::builtin()?,
            reality: RealityWords::builtin()?,
            time: TimeWords::builtin()?,
            language: Language::english()?,
        })
    }

    /// The gazetteer that it knows people from.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The rules that it applies.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The code table.
    #[must_use]
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// The extractor with the data that `sources` names.
    ///
    /// # Errors
    /// When a folder cannot be read or its files have problems.
    pub fn load(sources: &Sources) -> Result<Self> {
        let gazetteer = Gazetteer::layered(&sources.gazetteers, sources.gazetteers_alone())?;
        Self::new(gazetteer, RuleSet::layered(&sources.rules, sources.rules_alone())?)
    }

    /// Reads one document.
    #[must_use]
    pub fn extract(&self, mut document: Document, trace: &mut Trace) -> Extraction {
        lay_out(&mut document, &self.language);
        let sentences = sentences(&document, &self.abbreviations);
        let mentions = mentions(&document, &sentences, &self.gazetteer, &self.reference, trace);
        let trees = self.parsed(&document, &sentences, &mentions, trace);
        let reader = EventReader {
            gazetteer: &self.gazetteer,
            rules: &self.rules,
            ontology: &self.ontology,
            reference: &self.reference,
            reality: &self.reality,
            time: &self.time,
        };
        let events = reader.events(&document, &trees, &mentions, trace);
        Extraction {
            document,
            sentences,
            sentences_read: u32::try_from(trees.len()).unwrap_or(u32::MAX),
            mentions,
            events,
        }
    }

    /// Parses the sentences that have a trigger and a possible actor.
    fn parsed(
        &self,
        document: &Document,
        sentences: &[Sentence],
        mentions: &[Mention],
        trace: &mut Trace,
    ) -> Vec<SentenceTree> {
        let mut parser = self.grammar.parser();
        let mut trees = Vec::new();
        for sentence in sentences {
            let from = mentions.partition_point(|m| m.sentence < sentence.id);
            let to = mentions.partition_point(|m| m.sentence <= sentence.id);
            if let Some(tree) = self.tree(document, *sentence, &mentions[from..to], &mut parser) {
                trace.note("clause", sentence.span.start, || describe(&tree, &document.text));
                trees.push(SentenceTree { sentence: *sentence, tree });
            }
        }
        trees
    }

    fn tree(
        &self,
        document: &Document,
        sentence: Sentence,
        mentions: &[Mention],
        parser: &mut Parser,
    ) -> Option<Tree> {
        let may_act =
            |m: &Mention| !m.code.is_empty() || m.entity.is_some_and(|id| self.gazetteer.is_metonym(id));
        if !mentions.iter().any(may_act) {
            return None;
        }
        let atoms = atoms(mentions);
        let mut tokens = Vec::new();
        tokenise(&document.text, sentence.span, &atoms, &mut tokens);
        if !self.has_trigger(&document.text, &tokens) {
            return None;
        }
        let is_act = |word: &str| self.rules.is_trigger(word);
        let (known, noun) = (|span| known(span, mentions), |span| noun(span, mentions));
        Some(self.grammar.tree(parser, &document.text, tokens, known, noun, is_act))
    }

    /// The part of speech is not known yet: any base form that the word can have may trigger.
    fn has_trigger(&self, text: &str, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| {
            let word = token.span.of(text).to_lowercase();
            [Xpos::Vbd, Xpos::Vbg, Xpos::Vbz, Xpos::Nns, Xpos::Vbn]
                .into_iter()
                .any(|x| self.rules.is_trigger(&base_form(&word, x, |w| self.rules.is_trigger(w))))
                || self.rules.is_trigger(&word)
        })
    }
}

/// Whether a token ends a phrase that the gazetteers know as a common noun, and whether a country stands before it.
fn noun(span: Span, mentions: &[Mention]) -> Noun {
    let Some(at) = mentions.iter().position(|m| m.form == MentionForm::Role && m.span.end == span.end) else {
        return Noun::No;
    };
    let owned = at.checked_sub(1).map(|before| &mentions[before]).is_some_and(|before| {
        matches!(before.form, MentionForm::Adjective | MentionForm::Demonym)
            && mentions[at].span.start <= before.span.end + 1
    });
    if owned { Noun::Sure } else { Noun::Likely }
}

/// The spans that are one word for the grammar: names, and lists of countries before one role.
fn atoms(mentions: &[Mention]) -> Vec<Span> {
    let lists: Vec<Span> = mentions.iter().filter_map(|m| m.phrase).collect();
    let names = mentions
        .iter()
        .filter(|m| is_atom(m))
        .map(|m| m.span)
        .filter(|s| !lists.iter().any(|l| l.overlaps(*s)));
    let mut atoms: Vec<Span> = names.chain(lists.iter().copied()).collect();
    atoms.sort_unstable();
    atoms
}

/// Names of several words are one word of the sentence; titles and nouns stay apart for the grammar.
fn is_atom(mention: &Mention) -> bool {
    !matches!(mention.form, MentionForm::Role | MentionForm::Pronoun)
}

fn known(span: Span, mentions: &[Mention]) -> Known {
    if mentions.iter().any(|m| m.phrase == Some(span)) {
        return Known::Group;
    }
    let named = mentions.iter().find(|m| m.span == span && is_atom(m));
    match named.map(|m| (m.kind, m.form)) {
        None | Some((_, MentionForm::Adjective | MentionForm::Demonym)) => Known::None,
        Some((EntityKind::Person, _)) => Known::Person,
        Some((EntityKind::Country, _)) => Known::Country,
        Some((EntityKind::Organization, _)) => Known::Organization,
        Some((EntityKind::Place, _)) => Known::Place,
        Some((EntityKind::Group, _)) => Known::Group,
    }
}

fn describe(tree: &Tree, text: &str) -> String {
    let word = |at: usize| {
        let head = tree.head(at).map_or("-", |h| tree.span(h).of(text));
        format!("{}/{} {}({head})", tree.span(at).of(text), tree.xpos(at).name(), tree.rel(at).name())
    };
    (0..tree.len()).map(word).collect::<Vec<_>>().join("  ")
}
