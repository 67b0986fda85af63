//! What has been learned so far? Averaged-perceptron weights by feature.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Features are hashes already.
#[derive(Default, Clone)]
pub(crate) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Cell {
    class: u8,
    last: u32,
    weight: f32,
    sum: f64,
}

#[derive(Clone, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    pub(crate) updates: u32,
}

/// Weights by feature and class.
#[derive(Clone, Default)]
pub(crate) struct Table {
    index: HashMap<u64, u32, BuildHasherDefault<Same>>,
    rows: Vec<Row>,
    pub(crate) now: u32,
    closed: bool,
}

pub(crate) type Scores = [f32; 128];

impl Table {
    pub(crate) fn score(&self, features: &[u64], scores: &mut Scores) {
        scores.fill(0.0);
        for feature in features {
            if let Some(row) = self.index.get(feature) {
                for cell in &self.rows[*row as usize].cells {
                    scores[usize::from(cell.class)] += cell.weight;
                }
            }
        }
    }

    /// Rewards `right` and punishes `wrong` by `amount` for all features.
    pub(crate) fn update(&mut self, features: &[u64], right: u8, wrong: u8, amount: f32) {
        for feature in features {
            if self.closed && !self.index.contains_key(feature) {
                continue;
            }
            let next = self.rows.len() as u32;
            let row = *self.index.entry(*feature).or_insert(next);
            if row == next {
                self.rows.push(Row::default());
            }
            let row = &mut self.rows[row as usize];
            row.updates += 1;
            row.add(right, amount, self.now);
            row.add(wrong, -amount, self.now);
        }
    }

    /// The averages, with rows of fewer than `least` updates left out.
    pub(crate) fn averaged(&self, least: u32) -> Table {
        let mut out = Table { now: 1, ..Table::default() };
        let mut features: Vec<(&u64, &u32)> = self.index.iter().collect();
        features.sort_unstable();
        for (feature, row) in features {
            let row = &self.rows[*row as usize];
            if row.updates < least {
                continue;
            }
            let cells = row
                .cells
                .iter()
                .map(|cell| cell.averaged(self.now))
                .filter(|cell| cell.weight != 0.0)
                .collect();
            out.index.insert(*feature, out.rows.len() as u32);
            out.rows.push(Row { cells, updates: row.updates });
        }
        out
    }

    /// An untrained table that knows the features of at least `least` updates
    /// and will learn no other. Training again on these alone spreads the weight
    /// that rare features would have swallowed.
    pub(crate) fn emptied(&self, least: u32) -> Table {
        let mut kept = self.averaged(least);
        kept.rows.iter_mut().for_each(|row| *row = Row::default());
        Table { now: 0, closed: true, ..kept }
    }

    /// The mean of tables over the same features.
    pub(crate) fn mean(tables: &[Table]) -> Table {
        let mut out = tables[0].clone();
        let share = 1.0 / tables.len() as f32;
        out.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.weight *= share);
        for other in &tables[1..] {
            for (feature, row) in &other.index {
                let Some(own) = out.index.get(feature).copied() else {
                    out.index.insert(*feature, out.rows.len() as u32);
                    let mut row = other.rows[*row as usize].clone();
                    row.cells.iter_mut().for_each(|cell| cell.weight *= share);
                    out.rows.push(row);
                    continue;
                };
                for cell in &other.rows[*row as usize].cells {
                    out.rows[own as usize].add(cell.class, cell.weight * share, 0);
                }
            }
        }
        out
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Features with their weights, in the order of the features.
    pub(crate) fn entries(&self) -> Vec<(u64, Vec<(u8, f32)>)> {
        let mut out: Vec<_> = self
            .index
            .iter()
            .map(|(feature, row)| {
                let mut cells: Vec<(u8, f32)> =
                    self.rows[*row as usize].cells.iter().map(|c| (c.class, c.weight)).collect();
                cells.sort_by_key(|cell| cell.0);
                (*feature, cells)
            })
            .collect();
        out.sort_unstable_by_key(|entry| entry.0);
        out
    }
}

impl Row {
    fn add(&mut self, class: u8, delta: f32, now: u32) {
        let cell = match self.cells.iter().position(|cell| cell.class == class) {
            Some(at) => &mut self.cells[at],
            None => {
                self.cells.push(Cell { class, last: now, weight: 0.0, sum: 0.0 });
                let last = self.cells.len() - 1;
                &mut self.cells[last]
            }
        };
        cell.sum += f64::from(cell.weight) * f64::from(now - cell.last);
        cell.last = now;
        cell.weight += delta;
    }
}

impl Cell {
    fn averaged(&self, now: u32) -> Cell {
        let sum = self.sum + f64::from(self.weight) * f64::from(now - self.last);
        Cell { weight: (sum / f64::from(now.max(1))) as f32, sum: 0.0, last: 0, class: self.class }
    }
}
