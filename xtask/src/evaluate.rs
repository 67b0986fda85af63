//! `cargo xtask parse-eval`: how good and how fast is the grammar?
//!
//! In: `models/en.bin` and the treebanks' development and test parts. Out: a
//! line for each set on standard output; with `--relations` also a line for each
//! relation of the test part.

use crate::clause::label::Upos;
use crate::clause::lemma::lemma;
use crate::clause::model::Model;
use crate::clause::parse::{Known, Parser, Word};
use crate::document::token::tokens;
use crate::score::{Score, score, share};
use crate::span::Span;
use crate::train::corpus::{Tree, read};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

const MODEL: &str = "models/en.bin";

/// Prints all figures.
pub(crate) fn run(args: &[String], treebank: &Path) -> Result<(), String> {
    let bytes: &'static [u8] = std::fs::read(MODEL).map_err(|e| format!("{MODEL}: {e}"))?.leak();
    let started = Instant::now();
    let model = Model::from_bytes(bytes).map_err(|error| error.to_string())?;
    let mut parser = Parser::new(&model);
    println!("model: {} bytes, loaded in {:.2} ms", bytes.len(), started.elapsed().as_secs_f64() * 1e3);
    let file = |name: &str| read(&treebank.join(format!("{name}.conllu")));
    let test = file("ewt-test")?;
    let mut news = file("gum-news-dev")?;
    news.extend(file("gum-news-test")?);
    for (name, trees) in [("ewt-dev", &file("ewt-dev")?), ("ewt-test", &test), ("gum-news", &news)] {
        let score = score(&mut parser, trees);
        println!("{name}: {score}");
        if name == "ewt-test" && args.iter().any(|arg| arg == "--relations") {
            print_relations(&score);
        }
    }
    println!("lemmas: verbs {:.2}, nouns {:.2}", lemmas(&test, Upos::Verb), lemmas(&test, Upos::Noun));
    for name in ["ewt-dev", "ewt-test", "gum-news-dev", "gum-news-test"] {
        println!("tokens of {name}: F1 {:.2}", token_score(&treebank.join(format!("{name}.conllu")))?);
    }
    println!("speed: {:.0} tokens/s", speed(&test, &mut parser));
    Ok(())
}

fn print_relations(score: &Score) {
    for (name, [right, found, gold]) in &score.relations {
        let (precision, recall) = (share(*right, *found), share(*right, *gold));
        let both = share(2 * right, found + gold);
        println!("  {name:14} P {precision:5.1} R {recall:5.1} F {both:5.1} n {gold}");
    }
}

/// The share of right lemmas, from the treebank's own tags.
fn lemmas(trees: &[Tree], wanted: Upos) -> f64 {
    let (mut right, mut all) = (0, 0);
    for tree in trees {
        for at in (0..tree.len()).filter(|at| tree.upos[*at] == wanted) {
            all += 1;
            right += usize::from(
                lemma(&tree.forms[at].to_lowercase(), tree.xpos[at]) == tree.lemmas[at].to_lowercase(),
            );
        }
    }
    share(right, all)
}

/// Agreement of the tokens of each sentence text with the treebank's.
fn token_score(path: &Path) -> Result<f64, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (mut right, mut found, mut gold) = (0, 0, 0);
    for block in text.split("\n\n") {
        let Some(sentence) = block.lines().find_map(|line| line.strip_prefix("# text = ")) else { continue };
        let theirs = gold_spans(block, sentence);
        let ours: BTreeSet<Span> = token_spans(sentence).into_iter().collect();
        right += ours.intersection(&theirs).count();
        found += ours.len();
        gold += theirs.len();
    }
    Ok(share(2 * right, found + gold))
}

fn gold_spans(block: &str, sentence: &str) -> BTreeSet<Span> {
    let mut spans = BTreeSet::new();
    let mut at = 0;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(number), Some(form)) = (cells.next(), cells.next()) else { continue };
        if number.contains(['-', '.']) {
            continue;
        }
        if let Some(start) = sentence.get(at..).and_then(|rest| rest.find(form)) {
            spans.insert(Span { start: (at + start) as u32, end: (at + start + form.len()) as u32 });
            at += start + form.len();
        }
    }
    spans
}

fn token_spans(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    tokens(text, Span { start: 0, end: text.len() as u32 }, &[], &mut found);
    found.iter().map(|token| token.span).collect()
}

/// Tokens a second of processor time: tokenise, tag and parse.
fn speed(trees: &[Tree], parser: &mut Parser) -> f64 {
    let texts: Vec<String> = trees.iter().map(|tree| tree.forms.join(" ")).collect();
    let (mut count, mut nodes) = (0, Vec::new());
    let before = processor_seconds();
    for text in texts.iter().cycle().take(texts.len() * 5) {
        let spans = token_spans(text);
        let words: Vec<Word> =
            spans.iter().map(|span| Word { text: span.of(text), known: Known::None }).collect();
        parser.parse(&words, &mut nodes);
        count += nodes.len();
    }
    count as f64 / (processor_seconds() - before)
}

/// Processor time of this thread so far; 0 where the system does not tell.
fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|count| count.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
