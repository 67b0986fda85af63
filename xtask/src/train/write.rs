//! How is a model stored? The writer to the reader in `clause/model`.

use super::table::Table;
use crate::clause::model::{DENSE, HEADER, MAGIC, VALUE_BITS, VERSION, bucket, check, checksum, slot};

/// The bytes of a perfect hash over the entries.
pub(crate) fn index(entries: &[(u64, u32)]) -> Vec<u8> {
    let seed_count = (entries.len() / 4).max(1);
    let slot_count = entries.len() + entries.len() / 32 + 1;
    let mut buckets: Vec<Vec<(u64, u32)>> = vec![Vec::new(); seed_count];
    for entry in entries {
        buckets[bucket(entry.0, seed_count as u64)].push(*entry);
    }
    let mut order: Vec<usize> = (0..seed_count).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(buckets[*at].len()), *at));
    let mut seeds = vec![0_u16; seed_count];
    let mut slots: Vec<Option<(u64, u32)>> = vec![None; slot_count];
    for at in order {
        seeds[at] = place(&buckets[at], &mut slots);
    }
    let mut out = Vec::new();
    out.extend((seed_count as u32).to_le_bytes());
    out.extend((slot_count as u32).to_le_bytes());
    seeds.iter().for_each(|seed| out.extend(seed.to_le_bytes()));
    for slot in slots {
        // An empty slot holds a check that its value cannot be reached by often.
        let (feature, value) = slot.unwrap_or((0x3_ffff, 0));
        let packed = check(feature) << VALUE_BITS | u64::from(value);
        out.extend(&packed.to_le_bytes()[..5]);
    }
    out.extend([0; 3]);
    out
}

fn place(bucket: &[(u64, u32)], slots: &mut [Option<(u64, u32)>]) -> u16 {
    for seed in 0..=u16::MAX {
        let at: Vec<usize> = bucket.iter().map(|entry| slot(entry.0, seed, slots.len() as u64)).collect();
        let free =
            at.iter().enumerate().all(|(n, place)| slots[*place].is_none() && !at[..n].contains(place));
        if free {
            at.iter().zip(bucket).for_each(|(place, entry)| slots[*place] = Some(*entry));
            return seed;
        }
    }
    panic!("no seed places a bucket of {}", bucket.len());
}

/// Index and rows of a weight table with `classes` classes.
///
/// The smallest weights are left out, as many as it takes to keep both within
/// `room` bytes.
pub(crate) fn weights(table: &Table, classes: usize, room: usize) -> (Vec<u8>, Vec<u8>) {
    let entries = table.entries();
    let mut sizes: Vec<f32> = entries.iter().flat_map(|e| e.1.iter().map(|cell| cell.1.abs())).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let mut share = 0;
    loop {
        let cut = sizes.get(sizes.len() * share / 100).copied().unwrap_or(0.0);
        let made = weights_above(&entries, classes, if share == 0 { 0.0 } else { cut });
        if made.0.len() + made.1.len() <= room || share >= 90 {
            return made;
        }
        share += 5;
    }
}

fn weights_above(entries: &[(u64, Vec<(u8, f32)>)], classes: usize, cut: f32) -> (Vec<u8>, Vec<u8>) {
    let most = entries.iter().flat_map(|e| &e.1).fold(0.0_f32, |most, cell| most.max(cell.1.abs()));
    let unit = most / (127.0 * 255.0);
    let mut rows: Vec<u8> = Vec::new();
    let mut places = Vec::new();
    for (feature, cells) in entries {
        let kept: Vec<(u8, f32)> = cells.iter().copied().filter(|cell| cell.1.abs() >= cut).collect();
        let row = row(&kept, unit, classes);
        if row.len() > 2 {
            places.push((*feature, (rows.len() / 2) as u32));
            rows.extend(row);
        }
    }
    assert!(rows.len() / 2 < 1 << VALUE_BITS, "rows outgrow their offsets");
    (index(&places), rows)
}

fn row(cells: &[(u8, f32)], unit: f32, classes: usize) -> Vec<u8> {
    let most = cells.iter().fold(0.0_f32, |most, cell| most.max(cell.1.abs()));
    let scale = ((most / (unit * 127.0)).ceil()).clamp(1.0, 255.0);
    let step = unit * scale;
    let quantised: Vec<(u8, i8)> = cells
        .iter()
        .map(|cell| (cell.0, (cell.1 / step).round().clamp(-127.0, 127.0) as i8))
        .filter(|cell| cell.1 != 0)
        .collect();
    if quantised.len() * 2 >= classes || quantised.len() > 200 {
        let mut dense = vec![0_u8; classes + classes % 2];
        quantised.iter().for_each(|(class, weight)| dense[usize::from(*class)] = *weight as u8);
        let mut out = vec![DENSE, scale as u8];
        out.extend(dense);
        return out;
    }
    let mut out = vec![quantised.len() as u8, scale as u8];
    quantised.iter().for_each(|(class, weight)| out.extend([*class, *weight as u8]));
    out
}

/// The whole file from its sections.
pub(crate) fn file(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend(VERSION.to_le_bytes());
    out.extend([0; 8]);
    out.extend((sections.len() as u32).to_le_bytes());
    assert_eq!(out.len(), HEADER);
    let mut offset = HEADER + sections.len() * 8;
    for section in sections {
        out.extend((offset as u32).to_le_bytes());
        out.extend((section.len() as u32).to_le_bytes());
        offset += section.len();
    }
    sections.iter().for_each(|section| out.extend(section));
    let sum = checksum(&out[20..]);
    out[12..20].copy_from_slice(&sum.to_le_bytes());
    out
}
