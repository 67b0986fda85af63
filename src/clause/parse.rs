//! Who does what grammatically? Tags and dependency tree of one sentence.
//!
//! In: [`Word`]s, where a name of the gazetteers or a quoted title is one word;
//! out: one [`Node`] a word. The parser is greedy (no search), so its time is
//! linear in the words, and integer sums make it the same on every machine.
//!
//! ```ignore
//! let mut parser = Parser::new(&model);
//! parser.parse(&words, &mut nodes);
//! ```
//!
//! A sentence of more than [`LONGEST`] words is cut at clause marks; the pieces
//! hang under the first one's root by parataxis.
//!
//! Does not resolve who is meant, nor share subjects over coordination: that is
//! the frame's work.

use super::feature::{Info, describe, lexicon_of};
pub(crate) use super::feature::{Known, Word};
use super::label::{Rel, Upos, Xpos};
use super::model::{Model, Scores};
use super::tag::Tagger;
use super::transition::{NONE, State, Transition, marks_before};

/// Words that one tree may have.
pub(crate) const LONGEST: usize = 400;

/// One word of a parsed sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// Universal part of speech.
    pub(crate) upos: Upos,
    /// Penn Treebank part of speech.
    pub(crate) xpos: Xpos,
    /// The head's position in the sentence, none for the root.
    pub(crate) head: Option<u16>,
    /// The relation to the head.
    pub(crate) rel: Rel,
}

/// A parser with its scratch memory; one a thread.
#[derive(Clone, Debug)]
pub(crate) struct Parser {
    model: Model,
    tag_pairs: Vec<(Upos, Xpos)>,
    transitions: Vec<Transition>,
    tagger: Tagger,
    infos: Vec<Info>,
    tags: Vec<u8>,
    marks: Vec<[u8; 3]>,
    state: State,
    features: Vec<u64>,
    found: Vec<u32>,
    scores: Scores,
}

impl Parser {
    /// A parser on a model.
    pub(crate) fn new(model: &Model) -> Parser {
        Parser {
            model: *model,
            tag_pairs: model.tags.chunks(2).filter_map(tag_pair).collect(),
            transitions: model.actions.chunks(2).filter_map(Transition::from_bytes).collect(),
            tagger: Tagger::default(),
            infos: Vec::new(),
            tags: Vec::new(),
            marks: Vec::new(),
            state: State::default(),
            features: Vec::new(),
            found: Vec::new(),
            scores: Scores::default(),
        }
    }

    /// Tags and parses one sentence; `out` is cleared first.
    ///
    /// # Complexity
    ///
    /// Linear in the words.
    pub(crate) fn parse(&mut self, words: &[Word<'_>], out: &mut Vec<Node>) {
        self.parse_pinned(words, &[], out);
    }

    /// The same, with the tags of some words given instead of guessed.
    pub(crate) fn parse_pinned(&mut self, words: &[Word<'_>], pins: &[(usize, Xpos)], out: &mut Vec<Node>) {
        out.clear();
        let mut rest = words;
        let mut root = None;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(piece_length(rest));
            let start = out.len();
            self.parse_piece(piece, start, pins, out);
            root = Some(join_pieces(out, start, root));
            rest = after;
        }
    }

    fn parse_piece(&mut self, words: &[Word<'_>], start: usize, pins: &[(usize, Xpos)], out: &mut Vec<Node>) {
        describe(words, lexicon_of(self.model.lexicon), &mut self.infos);
        self.pin(start, pins);
        self.tagger.tag(&self.model, &self.infos, &mut self.tags);
        let kinds = self
            .tags
            .iter()
            .zip(words)
            .map(|(tag, word)| mark_kind(upos_of(&self.tag_pairs, *tag), word.text));
        marks_before(kinds, &mut self.marks);
        self.infos.push(Info::default());
        self.tags.push(u8::MAX);
        self.state.reset(words.len() as u16);
        while !self.state.is_finished() {
            let transition = self.choose();
            self.state.take(transition);
        }
        let pairs = &self.tag_pairs;
        attach_roots(&mut self.state, words.len(), |word| upos_of(pairs, self.tags[word]));
        let start = out.len();
        for (place, tag) in self.state.places.iter().zip(&self.tags).take(words.len()) {
            let (upos, xpos) = pairs.get(usize::from(*tag)).copied().unwrap_or((Upos::X, Xpos::Fw));
            let head =
                (place.head != NONE).then(|| u16::try_from(usize::from(place.head) + start).unwrap_or(0));
            let rel = if head.is_some() { place.rel } else { Rel::Root };
            out.push(Node { upos, xpos, head, rel });
        }
    }

    /// Fixes the tags of some words before the others are chosen.
    fn pin(&mut self, start: usize, pins: &[(usize, Xpos)]) {
        for (word, xpos) in pins {
            let upos = if matches!(xpos, Xpos::Nn | Xpos::Nns) { Upos::Noun } else { Upos::Verb };
            let pair = self.tag_pairs.iter().position(|pair| *pair == (upos, *xpos));
            let info = word.checked_sub(start).and_then(|within| self.infos.get_mut(within));
            if let (Some(info), Some(tag)) = (info, pair.and_then(|index| u8::try_from(index).ok())) {
                info.fixed = Some(tag);
            }
        }
    }

    fn choose(&mut self) -> Transition {
        let Some(top) = self.state.top() else {
            return Transition::Shift;
        };
        self.state.features(&self.infos, &self.tags, &self.marks, &mut self.features);
        self.model.parser.score(&self.features, &mut self.found, &mut self.scores);
        let attached = self.state.is_attached(top);
        let mut best = (i32::MIN, Transition::Shift);
        for (score, transition) in self.scores.0.iter().zip(&self.transitions) {
            let legal = match transition {
                Transition::Left(_) => !attached,
                Transition::Reduce => attached,
                Transition::Shift => true,
                _ => true,
            };
            if legal && *score > best.0 {
                best = (*score, *transition);
            }
        }
        best.1
    }
}

fn tag_pair(bytes: &[u8]) -> Option<(Upos, Xpos)> {
    match bytes {
        [upos, xpos] => Some((Upos::from_index(*upos)?, Xpos::from_index(*xpos)?)),
        _ => None,
    }
}

fn upos_of(pairs: &[(Upos, Xpos)], tag: u8) -> Upos {
    pairs.get(usize::from(tag)).map_or(Upos::X, |pair| pair.0)
}

/// Which running count a word belongs to, see [`marks_before`].
pub(crate) fn mark_kind(upos: Upos, text: &str) -> Option<usize> {
    match upos {
        Upos::Punct if text != "-" => Some(0),
        Upos::Verb | Upos::Aux => Some(1),
        Upos::Cconj | Upos::Sconj => Some(2),
        _ => None,
    }
}

/// Leaves one root: words that found no head hang under it.
///
/// The root is the first such word that is not a mark; a later one is a
/// sentence of its own set beside it.
pub(crate) fn attach_roots(state: &mut State, count: usize, upos: impl Fn(usize) -> Upos) {
    let free = |state: &State, word: usize| !state.is_attached(word as u16);
    let root = (0..count)
        .find(|word| free(state, *word) && upos(*word) != Upos::Punct)
        .or_else(|| (0..count).find(|word| free(state, *word)));
    let Some(root) = root else { return };
    for word in 0..count {
        if word != root && free(state, word) {
            let relation = if upos(word) == Upos::Punct { Rel::Punct } else { Rel::Parataxis };
            state.attach(word as u16, root as u16, relation);
        }
    }
}

/// How many words the next tree takes: all, or up to the last clause mark.
fn piece_length(words: &[Word<'_>]) -> usize {
    if words.len() <= LONGEST {
        return words.len();
    }
    let mark = |marks: &str| {
        let late = &words[LONGEST / 2..LONGEST];
        late.iter().rposition(|word| marks.contains(word.text)).map(|at| LONGEST / 2 + at + 1)
    };
    mark(";").or_else(|| mark(":")).or_else(|| mark(",")).unwrap_or(LONGEST)
}

/// Hangs the piece that begins at `start` under the first root.
fn join_pieces(out: &mut [Node], start: usize, root: Option<u16>) -> u16 {
    let own = out[start..].iter().position(|node| node.head.is_none()).unwrap_or(0) + start;
    let Some(root) = root else { return own as u16 };
    if let Some(node) = out.get_mut(own) {
        node.head = Some(root);
        node.rel = Rel::Parataxis;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    static FILE: &[u8] = include_bytes!("../../models/en.bin");

    fn parsed(words: &[&str]) -> Vec<Node> {
        let model = Model::from_bytes(FILE).expect("the project's model loads");
        let words: Vec<Word<'_>> = words.iter().map(|text| Word { text, known: Known::None }).collect();
        let mut nodes = Vec::new();
        Parser::new(&model).parse(&words, &mut nodes);
        assert_is_tree(&nodes, words.len());
        nodes
    }

    /// One root, and every word reaches it.
    fn assert_is_tree(nodes: &[Node], count: usize) {
        assert_eq!(nodes.len(), count);
        let roots = nodes.iter().filter(|node| node.head.is_none()).count();
        assert_eq!(roots, usize::from(count > 0));
        for start in 0..nodes.len() {
            let (mut at, mut steps) = (start, 0);
            while let Some(head) = nodes[at].head {
                at = usize::from(head);
                steps += 1;
                assert!(steps <= count, "word {start} stands in a circle");
            }
        }
    }

    #[test]
    fn finds_subject_and_object() {
        let nodes = parsed(&["The", "rebels", "attacked", "the", "village", "on", "Monday", "."]);
        assert_eq!((nodes[1].rel, nodes[1].head), (Rel::Nsubj, Some(2)));
        assert_eq!((nodes[2].rel, nodes[2].upos), (Rel::Root, Upos::Verb));
        assert_eq!((nodes[4].rel, nodes[4].head), (Rel::Obj, Some(2)));
        assert_eq!((nodes[7].rel, nodes[7].head), (Rel::Punct, Some(2)));
    }

    #[test]
    fn short_sentences_are_trees() {
        for words in [&[][..], &["Stop"], &["."], &[".", "!"], &["\"", "Stop", "\""], &["", ""]] {
            parsed(words);
        }
    }

    #[test]
    fn long_sentences_are_cut_not_skipped() {
        let words = ["Ghana", "thanked", "Togo", ",", "and", "Mali", "left", ";"].repeat(125);
        assert_eq!(parsed(&words).len(), 1000);
        parsed(&["very"; 1000]);
        parsed(&["."; 1000]);
    }

    #[test]
    fn any_text_is_a_tree() {
        let odd = [
            "\u{0}", "\u{202e}", "日本", "İ", "ß", "👍🏽", "\u{301}", "a b c", "''", "(", ")", "``", "\u{feff}",
        ];
        let mut seed = 1_u64;
        for length in 1..60 {
            let words: Vec<&str> = (0..length)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    odd[(seed >> 33) as usize % odd.len()]
                })
                .collect();
            parsed(&words);
        }
    }

    #[test]
    fn a_parser_keeps_nothing_of_the_sentence_before() {
        let model = Model::from_bytes(FILE).expect("the project's model loads");
        let mut parser = Parser::new(&model);
        let words = |texts: &[&'static str]| -> Vec<Word<'static>> {
            texts.iter().map(|text| Word { text, known: Known::None }).collect()
        };
        let (short, long) = (words(&["He", "left", "."]), words(&["(", "She", "said", "\"", "no"]));
        let (mut first, mut second) = (Vec::new(), Vec::new());
        parser.parse(&short, &mut first);
        parser.parse(&long, &mut second);
        parser.parse(&short, &mut second);
        assert_eq!(first, second);
    }
}
