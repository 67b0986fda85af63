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

use crate::clause::label::{Upos, Xpos};
use crate::clause::lemma::lemma;
use crate::clause::model::Model;
use crate::clause::parse::{Known, Node, Parser, Word};
use crate::clause::reality::RealityWords;
use crate::clause::repair::repair;
use crate::clause::tree::{ControlWords, Tree};
use crate::document::frontmatter::lay_out;
use crate::document::token::tokens as tokenise;
use crate::document::{Abbreviations, Document, Sentence, Token, sentences};
use crate::entity::{Mention, MentionForm, ReferenceWords, mentions};
use crate::error::{Error, Result};
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
    model: Model,
    abbreviations: Abbreviations,
    reference: ReferenceWords,
    reality: RealityWords,
    control: ControlWords,
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

static MODEL: &[u8] = include_bytes!("../../models/en.bin");

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
        let model = Model::from_bytes(MODEL).map_err(|e| Error::model(e.to_string()))?;
        Ok(Self {
            gazetteer,
            rules,
            ontology: Ontology::builtin()?,
            model,
            abbreviations: Abbreviations::builtin()?,
            reference: ReferenceWords::builtin()?,
            reality: RealityWords::builtin()?,
            control: ControlWords::builtin()?,
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
        let mut parser = Parser::new(&self.model);
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
        let words: Vec<Word<'_>> = tokens
            .iter()
            .map(|t| Word { text: t.span.of(&document.text), known: known(t.span, mentions) })
            .collect();
        let mut nodes = Vec::new();
        parser.parse(&words, &mut nodes);
        self.common_nouns_at_start(&words, &mut nodes);
        let lemmas: Vec<String> =
            words.iter().zip(&nodes).map(|(w, n)| self.base_form(w.text, n.xpos)).collect();
        repair(&mut nodes, &lemmas, &self.control);
        Some(Tree::new(tokens, nodes, lemmas, &self.control))
    }

    /// A sentence's first word has a capital anyway: where rules know it as a common noun ("Clashes erupted"), it is one.
    fn common_nouns_at_start(&self, words: &[Word<'_>], nodes: &mut [Node]) {
        let (Some(word), Some(node)) = (words.first(), nodes.first_mut()) else { return };
        let is_name = matches!(node.xpos, Xpos::Nnp | Xpos::Nnps) && word.known == Known::None;
        let plural = word.text.ends_with('s');
        let xpos = if plural { Xpos::Nns } else { Xpos::Nn };
        if is_name && self.rules.is_trigger(&lemma(&word.text.to_lowercase(), xpos)) {
            node.xpos = xpos;
            node.upos = Upos::Noun;
        }
    }

    /// The lemma; where a final "e" is in doubt, the form that a rule knows.
    fn base_form(&self, text: &str, xpos: Xpos) -> String {
        let found = lemma(&text.to_lowercase(), xpos).into_owned();
        let is_form = matches!(xpos, Xpos::Vbd | Xpos::Vbn | Xpos::Vbg);
        if is_form && !self.rules.is_trigger(&found) {
            let with_e = format!("{found}e");
            if self.rules.is_trigger(&with_e) {
                return with_e;
            }
        }
        found
    }

    /// The part of speech is not known yet: any base form that the word can have may trigger.
    fn has_trigger(&self, text: &str, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| {
            let word = token.span.of(text).to_lowercase();
            [Xpos::Vbd, Xpos::Vbg, Xpos::Vbz, Xpos::Nns, Xpos::Vbn]
                .into_iter()
                .any(|x| self.rules.is_trigger(&self.base_form(&word, x)))
                || self.rules.is_trigger(&word)
        })
    }
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
