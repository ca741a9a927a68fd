//! The compiled index: folded surface form → postings, as a finite-state map.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::fold::fold;
use super::surface::{Form, surface_forms};

/// One entry that a key can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Posting {
    /// Index of the entry in its layer.
    pub entry: u32,
    /// What is known of the surface form.
    pub form: Form,
}

/// Entries with their index, as built; `fst` maps a key to an index into `postings`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Compiled {
    /// All entries.
    pub entries: Vec<Entry>,
    /// Distinct posting lists.
    pub postings: Vec<Vec<Posting>>,
    /// Which words a key can begin with.
    pub first_words: FirstWords,
    /// All words of all keys, as the bytes of a set.
    pub words: Vec<u8>,
    /// Fingerprint of the sources, for provenance.
    pub fingerprint: u64,
}

/// A Bloom filter over the first words of all keys. Most words of a text begin no key; this tells so without a walk
/// through the map.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FirstWords {
    bits: Vec<u64>,
    mask: u64,
}

impl FirstWords {
    fn new<'k>(words: impl Iterator<Item = &'k str> + Clone) -> Self {
        let size = (words.clone().count() * 16).next_power_of_two().max(64) as u64;
        let mut filter = Self { bits: vec![0; (size / 64) as usize], mask: size - 1 };
        for word in words {
            for bit in filter.places(hash(word.as_bytes())) {
                filter.bits[(bit / 64) as usize] |= 1 << (bit % 64);
            }
        }
        filter
    }

    /// Whether a key may begin with the word of this hash (see [`hash`]); `false` is certain.
    pub fn may_contain(&self, hash: u64) -> bool {
        self.places(hash).into_iter().all(|bit| self.bits[(bit / 64) as usize] >> (bit % 64) & 1 == 1)
    }

    fn places(&self, hash: u64) -> [u64; 2] {
        [hash & self.mask, hash >> 32 & self.mask]
    }
}

/// The hash of a folded word for [`FirstWords`].
pub fn hash(word: &[u8]) -> u64 {
    let mut hash = 0x9e37_79b9_7f4a_7c15_u64 ^ word.len() as u64;
    for chunk in word.chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(bytes)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 32;
    }
    hash
}

/// Compiles entries. The second value is the map's bytes.
pub fn compile(entries: Vec<Entry>, fingerprint: u64) -> (Compiled, Vec<u8>) {
    let mut keys: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for surface in surface_forms(entry) {
            let key = fold(&surface.text);
            if !key.is_empty() {
                keys.entry(key).or_default().push(Posting { entry: index as u32, form: surface.form });
            }
        }
    }
    let first_words: std::collections::BTreeSet<&str> =
        keys.keys().map(|key| key.split([' ', ',']).next().unwrap_or(key)).collect();
    let first_words = FirstWords::new(first_words.iter().copied());
    let all_words: std::collections::BTreeSet<&str> = keys.keys().flat_map(|key| key.split(' ')).collect();
    let words = fst::Set::from_iter(all_words).map(|set| set.into_fst().into_inner()).unwrap_or_default();
    let mut lists: BTreeMap<Vec<Posting>, u64> = BTreeMap::new();
    let mut postings = Vec::new();
    let mut builder = fst::MapBuilder::memory();
    for (key, mut list) in keys {
        list.sort_unstable();
        list.dedup();
        // The plainest reading of a form comes first and stands for the entry.
        list.dedup_by_key(|posting| posting.entry);
        if list.iter().any(|posting| !posting.form.has(Form::DERIVED)) {
            list.retain(|posting| !posting.form.has(Form::DERIVED));
        }
        let value = *lists.entry(list.clone()).or_insert_with(|| {
            postings.push(list);
            postings.len() as u64 - 1
        });
        // Keys come out of the tree in order and once each, and memory does not fail.
        builder.insert(key, value).expect("keys are sorted");
    }
    let bytes = builder.into_inner().expect("a map in memory is written");
    (Compiled { entries, postings, first_words, words, fingerprint }, bytes)
}
