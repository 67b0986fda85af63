//! How do the words of a sentence become a tree? Parser, base forms and repairs, in this order.
//!
//! In: the tokens of a sentence, what the gazetteers know of each, and the question which base forms name acts. Out: a
//! [`Tree`]. Base forms come after the tags, because "left" is "leave" only where it is a verb; repairs come last,
//! because they need both. Does not choose which sentences are worth it.

use super::label::{Rel, Upos, Xpos};
use super::lemma::lemma;
use super::missed::{is_clause, missed_verb};
use super::model::Model;
use super::parse::{Known, Node, Parser, Word};
use super::repair::repair;
use super::tree::{ControlWords, Tree};
use crate::document::Token;
use crate::error::{Error, Result};
use crate::span::Span;

static MODEL: &[u8] = include_bytes!("../../models/en.bin");

/// The grammar of English: loaded once, never changed.
#[derive(Debug)]
pub(crate) struct Grammar {
    model: Model,
    words: ControlWords,
}

impl Grammar {
    /// The grammar that the program carries.
    pub(crate) fn builtin() -> Result<Self> {
        let model = Model::from_bytes(MODEL).map_err(|e| Error::model(e.to_string()))?;
        Ok(Self { model, words: ControlWords::builtin()? })
    }

    /// A parser with its scratch memory, one a thread.
    pub(crate) fn parser(&self) -> Parser {
        Parser::new(&self.model)
    }

    /// The tree of one sentence. `known` says what kind of name a token is, `is_act` whether rules know a base form.
    ///
    /// # Complexity
    /// Linear in the words, but for the repairs, which look at each word's neighbours.
    pub(crate) fn tree(
        &self,
        parser: &mut Parser,
        text: &str,
        tokens: Vec<Token>,
        known: impl Fn(Span) -> Known,
        noun: impl Fn(Span) -> Noun,
        is_act: impl Fn(&str) -> bool,
    ) -> Tree {
        let words: Vec<Word<'_>> =
            tokens.iter().map(|t| Word { text: t.span.of(text), known: known(t.span) }).collect();
        let mut nodes = Vec::new();
        parser.parse(&words, &mut nodes);
        let pins = pins(&tokens, &words, &nodes, noun);
        parse(parser, &words, pins, &is_act, &mut nodes);
        names_as_adjectives(&words, &mut nodes);
        common_noun_at_start(&words, &mut nodes, &is_act);
        let mut lemmas: Vec<String> =
            words.iter().zip(&nodes).map(|(w, n)| base_form(w.text, n.xpos, &is_act)).collect();
        let tagged: Vec<Xpos> = nodes.iter().map(|n| n.xpos).collect();
        repair(&mut nodes, &lemmas, &self.words);
        for (at, _) in tagged.iter().enumerate().filter(|(at, xpos)| nodes[*at].xpos != **xpos) {
            lemmas[at] = base_form(words[at].text, nodes[at].xpos, &is_act);
        }
        Tree::new(tokens, nodes, lemmas, &self.words)
    }
}

/// Whether the gazetteers know a word as a common noun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Noun {
    /// They do not.
    No,
    /// They do, but the word may be a verb too ("forces").
    Likely,
    /// They do, and what stands before makes it one ("Turkish forces").
    Sure,
}

/// Words that the tagger took for something else although the gazetteers know them as nouns.
fn pins(
    tokens: &[Token],
    words: &[Word<'_>],
    nodes: &[Node],
    noun: impl Fn(Span) -> Noun,
) -> Vec<(usize, Xpos)> {
    let wrong = |at: &usize| {
        let odd = matches!(nodes[*at].xpos, Xpos::Fw | Xpos::Md | Xpos::Jj | Xpos::In | Xpos::Uh | Xpos::Rb);
        let small = words[*at].text.starts_with(char::is_lowercase);
        match noun(tokens[*at].span) {
            Noun::Sure => small && !matches!(nodes[*at].upos, Upos::Noun | Upos::Propn),
            Noun::Likely => small && odd,
            Noun::No => false,
        }
    };
    let form = |at: usize| {
        let text = words[at].text;
        let plural = text.ends_with('s') && !text.ends_with("ss") || text.ends_with("men");
        (at, if plural { Xpos::Nns } else { Xpos::Nn })
    };
    (0..nodes.len()).filter(wrong).map(form).collect()
}

/// Parses again with known nouns, and once more where a verb was missed.
fn parse(
    parser: &mut Parser,
    words: &[Word<'_>],
    mut pins: Vec<(usize, Xpos)>,
    is_act: impl Fn(&str) -> bool,
    nodes: &mut Vec<Node>,
) {
    if !pins.is_empty() {
        parser.parse_pinned(words, &pins, nodes);
    }
    let Some(missed) = missed_verb(words, nodes, is_act) else { return };
    let mut again = Vec::with_capacity(nodes.len());
    pins.push(missed);
    parser.parse_pinned(words, &pins, &mut again);
    if is_clause(&again, missed.0) {
        *nodes = again;
    }
}

/// The lemma; where a final "e" is in doubt, the form that a rule knows.
pub(crate) fn base_form(text: &str, xpos: Xpos, is_act: impl Fn(&str) -> bool) -> String {
    let found = lemma(&text.to_lowercase(), xpos).into_owned();
    let is_form = matches!(xpos, Xpos::Vbd | Xpos::Vbn | Xpos::Vbg);
    if is_form && !is_act(&found) {
        let with_e = format!("{found}e");
        if is_act(&with_e) {
            return with_e;
        }
    }
    found
}

/// A sentence's first word has a capital anyway: where rules know it as a common noun ("Clashes erupted"), it is one.
fn common_noun_at_start(words: &[Word<'_>], nodes: &mut [Node], is_act: impl Fn(&str) -> bool) {
    let (Some(word), Some(node)) = (words.first(), nodes.first_mut()) else { return };
    let is_name = matches!(node.xpos, Xpos::Nnp | Xpos::Nnps) && word.known == Known::None;
    let xpos = if word.text.ends_with('s') { Xpos::Nns } else { Xpos::Nn };
    if is_name && is_act(&lemma(&word.text.to_lowercase(), xpos)) {
        node.xpos = xpos;
        node.upos = Upos::Noun;
    }
}

/// What the gazetteers know as a name is no adjective: "will visit Oman".
fn names_as_adjectives(words: &[Word<'_>], nodes: &mut [Node]) {
    for (word, node) in words.iter().zip(nodes) {
        if word.known != Known::None && node.upos == Upos::Adj {
            node.upos = Upos::Propn;
            node.xpos = Xpos::Nnp;
            node.rel = match node.rel {
                Rel::Xcomp => Rel::Obj,
                Rel::Amod => Rel::Compound,
                other => other,
            };
        }
    }
}
