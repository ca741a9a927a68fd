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

/// Entries with their index, as built; `fst` maps a key to an index into `lists`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Compiled {
    /// All entries.
    pub entries: Vec<Entry>,
    /// Distinct posting lists, one after the other: what stands for an entry by itself, then what does so only in context
    /// ([`Form::is_anaphoric`]), each in the order of the entries.
    pub postings: Vec<Posting>,
    /// Where each list begins in `postings`, and the end of the last.
    pub lists: Vec<u32>,
    /// All words of all keys, as the bytes of a set.
    pub words: Vec<u8>,
    /// Fingerprint of the sources, for provenance.
    pub fingerprint: u64,
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
    let all_words: std::collections::BTreeSet<&str> = keys.keys().flat_map(|key| key.split(' ')).collect();
    let words = fst::Set::from_iter(all_words).map(|set| set.into_fst().into_inner()).unwrap_or_default();
    let mut lists: BTreeMap<Vec<Posting>, u64> = BTreeMap::new();
    let (mut postings, mut starts) = (Vec::new(), vec![0]);
    let mut builder = fst::MapBuilder::memory();
    for (key, mut list) in keys {
        list.sort_unstable();
        list.dedup();
        // The plainest reading of a form comes first and stands for the entry.
        list.dedup_by_key(|posting| posting.entry);
        if list.iter().any(|posting| !posting.form.has(Form::DERIVED)) {
            list.retain(|posting| !posting.form.has(Form::DERIVED));
        }
        // What needs the context comes last, each part in the order of the entries.
        list.sort_by_key(|posting| posting.form.is_anaphoric());
        let value = *lists.entry(list.clone()).or_insert_with(|| {
            postings.extend(list);
            starts.push(postings.len() as u32);
            starts.len() as u64 - 2
        });
        // Keys come out of the tree in order and once each, and memory does not fail.
        builder.insert(key, value).expect("keys are sorted");
    }
    let bytes = builder.into_inner().expect("a map in memory is written");
    (Compiled { entries, postings, lists: starts, words, fingerprint }, bytes)
}
