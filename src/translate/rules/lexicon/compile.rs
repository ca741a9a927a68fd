//! Compiles the inventory: full form → postings as a finite-state map, and records that are decoded on demand.

use std::collections::BTreeMap;

use super::entry::{Form, Posting, VerbForm};
use super::parse::Inventory;

/// The compiled lexicon as three byte strings: the map from full form to the place of its postings, the records (postings and
/// lexemes), and the place of each lexeme in the records (little-endian `u32` each).
#[derive(Debug)]
pub struct Compiled {
    /// `fst` map.
    pub map: Vec<u8>,
    /// Postings and lexemes.
    pub records: Vec<u8>,
    /// Where each lexeme begins in the records.
    pub places: Vec<u8>,
}

/// Compiles an inventory. Forms that nobody writes (imperatives that are noun-like stubs) are kept only where unique.
pub fn compile(inventory: &Inventory<'_>) -> Result<Compiled, postcard::Error> {
    let mut keys: BTreeMap<&str, Vec<Posting>> = BTreeMap::new();
    let mut records = Vec::new();
    let mut places = Vec::new();
    for (index, (lexeme, forms)) in inventory.iter().enumerate() {
        places.extend((records.len() as u32).to_le_bytes());
        records.extend(postcard::to_stdvec(lexeme)?);
        for (text, form) in forms {
            keys.entry(text).or_default().push(Posting { lexeme: index as u32, form: *form });
        }
    }
    let mut lists: BTreeMap<Vec<Posting>, u64> = BTreeMap::new();
    let mut builder = fst::MapBuilder::memory();
    for (key, mut list) in keys {
        list.dedup();
        if list.iter().any(|posting| !is_imperative(posting)) {
            list.retain(|posting| !is_imperative(posting));
        }
        let value = match lists.get(&list) {
            Some(place) => *place,
            None => {
                let place = records.len() as u64;
                records.extend(postcard::to_stdvec(&list)?);
                lists.insert(list, place);
                place
            }
        };
        // Keys come out of the tree in order and once each, and memory does not fail.
        builder.insert(key, value).expect("keys are sorted");
    }
    let map = builder.into_inner().expect("a map in memory is written");
    Ok(Compiled { map, records, places })
}

fn is_imperative(posting: &Posting) -> bool {
    matches!(posting.form, Form::Verb { form: VerbForm::Imperative, .. })
}
