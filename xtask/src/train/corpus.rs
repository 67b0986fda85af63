//! What do the treebanks say? Sentences of CoNLL-U, and variants of them.
//!
//! In: `.conllu` or `.conllu.zst` (read through the program `zstd`); out:
//! [`Tree`]s. Does not change them: that is the work of `vary`.

use crate::clause::label::{Rel, Upos, Xpos};
use crate::clause::parse::{Known, Word};
use std::path::Path;
use std::process::Command;

/// One sentence as annotated.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    pub(crate) forms: Vec<String>,
    pub(crate) known: Vec<Known>,
    pub(crate) upos: Vec<Upos>,
    pub(crate) xpos: Vec<Xpos>,
    pub(crate) lemmas: Vec<String>,
    pub(crate) heads: Vec<Option<u16>>,
    pub(crate) rels: Vec<Rel>,
    pub(crate) kinds: Vec<Known>,
    /// Is the word misspelt, as the treebank says?
    pub(crate) typos: Vec<bool>,
    /// Is it of a news text?
    pub(crate) news: bool,
}

impl Tree {
    pub(crate) fn len(&self) -> usize {
        self.forms.len()
    }

    pub(crate) fn words(&self) -> Vec<Word<'_>> {
        self.forms.iter().zip(&self.known).map(|(text, known)| Word { text, known: *known }).collect()
    }
}

/// Reads a treebank file.
pub(crate) fn read(path: &Path) -> Result<Vec<Tree>, String> {
    let bytes = if path.extension().is_some_and(|e| e == "zst") {
        Command::new("zstd").arg("-dqc").arg(path).output().map_err(|e| e.to_string())?.stdout
    } else {
        std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?
    };
    let text = String::from_utf8(bytes).map_err(|e| e.to_string())?;
    let mut trees = Vec::new();
    let mut tree = Tree::default();
    let mut news = false;
    for line in text.lines() {
        if line.starts_with("# newdoc") {
            news = line.contains("_news_");
        } else if line.is_empty() {
            if tree.len() > 0 {
                tree.news = news;
                trees.push(std::mem::take(&mut tree));
            }
        } else if !line.starts_with('#') {
            add_line(&mut tree, line);
        }
    }
    Ok(trees)
}

fn add_line(tree: &mut Tree, line: &str) {
    let cells: Vec<&str> = line.split('\t').collect();
    if cells.len() < 10 || cells[0].contains(['-', '.']) {
        return;
    }
    tree.forms.push(cells[1].to_string());
    tree.known.push(Known::None);
    tree.lemmas.push(cells[2].to_string());
    tree.upos.push(Upos::from_name(cells[3]).unwrap_or(Upos::X));
    tree.xpos.push(Xpos::from_name(cells[4]).unwrap_or(Xpos::Fw));
    let head: u16 = cells[6].parse().unwrap_or(0);
    tree.heads.push(head.checked_sub(1));
    tree.rels.push(Rel::from_name(cells[7]).unwrap_or(Rel::Dep));
    tree.kinds.push(entity_kind(cells[9]));
    tree.typos.push(cells[5].contains("Typo=Yes"));
}

fn entity_kind(misc: &str) -> Known {
    let Some(entity) = misc.split('|').find_map(|part| part.strip_prefix("Entity=(")) else {
        return Known::None;
    };
    let innermost = entity.rsplit('(').next().unwrap_or(entity);
    match innermost.split('-').nth(1) {
        Some("person") => Known::Person,
        Some("organization") => Known::Organization,
        Some("place") => Known::Place,
        _ => Known::None,
    }
}

/// The tree of some of the words; dependents of the others rise to their heads.
pub(crate) fn select(tree: &Tree, keep: &[bool]) -> Tree {
    let mut place = vec![0_u16; tree.len()];
    let mut count = 0;
    for (at, kept) in keep.iter().enumerate() {
        place[at] = count;
        count += u16::from(*kept);
    }
    let risen = |at: usize| {
        let mut head = tree.heads[at];
        for _ in 0..tree.len() {
            match head {
                Some(above) if !keep[usize::from(above)] => head = tree.heads[usize::from(above)],
                _ => break,
            }
        }
        head.filter(|above| keep[usize::from(*above)])
    };
    let mut out = Tree { news: tree.news, ..Tree::default() };
    for at in (0..tree.len()).filter(|at| keep[*at]) {
        out.forms.push(tree.forms[at].clone());
        out.known.push(tree.known[at]);
        out.lemmas.push(tree.lemmas[at].clone());
        out.upos.push(tree.upos[at]);
        out.xpos.push(tree.xpos[at]);
        out.heads.push(risen(at).map(|head| place[usize::from(head)]));
        out.rels.push(tree.rels[at]);
        out.kinds.push(tree.kinds[at]);
        out.typos.push(tree.typos[at]);
    }
    out
}
