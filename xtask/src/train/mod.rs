//! `cargo xtask train`: makes `models/en.bin` and `models/en-lemmas.csv`.
//!
//! In: the training parts of two treebanks. Out: the model and the lemma table,
//! the same bytes for the same seed. The development part chooses the epoch; the
//! test parts are not read.

mod chance;
pub(crate) mod corpus;
mod lemmas;
mod lexicon;
mod oracle;
mod parsing;
mod table;
mod tagging;
mod vary;
mod write;

use crate::clause::model::Model;
use crate::clause::parse::Parser;
use crate::clause::transition::Transition;
use crate::score::score;
use corpus::Tree;
use lexicon::Lexicon;
use std::path::Path;
use table::Table;
use tagging::Tags;

/// Bytes that the model file may take, and those of the tagger.
const ROOM: usize = 5_950_000;
const TAGGER_ROOM: usize = 900_000;

/// How the parser learns.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    /// Where chance begins.
    pub(crate) seed: u64,
    /// Rounds over the sentences.
    pub(crate) epochs: usize,
    /// Trainings whose weights are averaged.
    pub(crate) runs: u64,
    /// Changes that a feature must see in scouting to be kept.
    pub(crate) least: u32,
    /// How often sentences of news are seen in a round.
    pub(crate) news: usize,
}

/// What all parts of the training share.
pub(crate) struct Room<'t> {
    pub(crate) trees: &'t [Tree],
    pub(crate) dev: &'t [Tree],
    pub(crate) tags: &'t Tags,
    pub(crate) lexicon: &'t Lexicon,
    pub(crate) taggers: &'t [Table],
    pub(crate) actions: &'t [Transition],
}

/// The value after `name` among the arguments.
pub(crate) fn option(args: &[String], name: &str, default: f64) -> f64 {
    let after = args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    after.and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Trains and writes both files of `models/`.
pub(crate) fn run(args: &[String], treebank: &Path) -> Result<(), String> {
    let option = |name: &str, default: f64| option(args, name, default);
    let plan = Plan {
        seed: option("--seed", 1.0) as u64,
        epochs: option("--epochs", 14.0) as usize,
        runs: option("--runs", 2.0) as u64,
        least: option("--least", 7.0) as u32,
        news: option("--news", 1.0) as usize,
    };
    let mut trees = corpus::read(&treebank.join("ewt-train.conllu.zst"))?;
    trees.extend(corpus::read(&treebank.join("gum-free-train.conllu.zst"))?);
    write_file("models/en-lemmas.csv", lemmas::table(&trees).as_bytes())?;
    trees.retain(|tree| tree.len() < 300);
    let dev = corpus::read(&treebank.join("ewt-dev.conllu"))?;
    write_file("models/en.bin", &train(&trees, &dev, plan))
}

fn write_file(path: &str, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{path}: {error}"))
}

fn train(trees: &[Tree], dev: &[Tree], plan: Plan) -> Vec<u8> {
    let tags = tagging::collect_tags(trees);
    let lexicon = lexicon::build_lexicon(trees, &tags);
    eprintln!("{} sentences, {} tags, {} words", trees.len(), tags.0.len(), lexicon.values.len());
    let taggers = tagging::train_taggers(trees, &tags, &lexicon, plan.seed);
    let room = Room {
        trees,
        dev,
        tags: &tags,
        lexicon: &lexicon,
        taggers: &taggers,
        actions: &parsing::collect_actions(trees),
    };
    let parser = parsing::train_parser(&room, plan);
    room.bytes(&parser)
}

impl Room<'_> {
    /// The model file with this parser.
    fn bytes(&self, parser: &Table) -> Vec<u8> {
        let words: Vec<(u64, u32)> =
            self.lexicon.values.iter().map(|(word, value)| (*word, *value)).collect();
        let tags = self.tags.0.iter().flat_map(|(upos, xpos)| [*upos as u8, *xpos as u8]).collect();
        let actions = self.actions.iter().flat_map(|action| action.to_bytes()).collect();
        let lexicon = write::index(&words);
        let tagger = write::weights(&self.taggers[0], self.tags.0.len(), TAGGER_ROOM);
        let used = lexicon.len() + tagger.0.len() + tagger.1.len();
        let parser = write::weights(parser, self.actions.len(), ROOM - used);
        write::file(&[lexicon, tags, tagger.0, tagger.1, actions, parser.0, parser.1])
    }

    /// The labelled accuracy on the development part, told on standard error.
    pub(crate) fn judge(&self, parser: &Table, note: &str) -> f64 {
        let bytes: &'static [u8] = self.bytes(parser).leak();
        let size = bytes.len();
        let Ok(model) = Model::from_bytes(bytes) else { return 0.0 };
        let score = score(&mut Parser::new(&model), self.dev);
        eprintln!("{note}: {size} bytes, dev {score}");
        score.las()
    }
}
