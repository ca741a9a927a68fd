//! Look-up of word sequences in the glossary index.

use super::words::{Gap, Shape, Words};
use crate::glossary::Glossary;
use crate::glossary::index::hash;

/// A sequence of words that is a key of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the first word.
    pub first: usize,
    /// Index of the last word.
    pub last: usize,
    /// Layer of the glossary.
    pub layer: usize,
    /// Value in the layer's map.
    pub value: u64,
}

/// Collects every hit, from every word start. Most words begin no key, which one look into a filter tells; only the others
/// are walked through the maps.
pub fn scan(glossary: &Glossary, words: &Words, hits: &mut Vec<Hit>) {
    hits.clear();
    for first in 0..words.list.len() {
        let hash = hash(words.key_at(first).as_bytes());
        for ((layer, map), filter) in glossary.maps().zip(glossary.first_words()) {
            if filter.may_contain(hash) {
                walk(map, layer, words, first, hits);
            }
        }
    }
}

fn walk<D: AsRef<[u8]>>(map: &fst::raw::Fst<D>, layer: usize, words: &Words, first: usize, hits: &mut Vec<Hit>) {
    let mut node = map.root();
    let mut value = 0_u64;
    for last in first..words.list.len() {
        if last > first {
            let Some(separator) = separator(words, last) else { return };
            for byte in separator.bytes() {
                let Some(index) = node.find_input(byte) else { return };
                let transition = node.transition(index);
                value += transition.out.value();
                node = map.node(transition.addr);
            }
        }
        for byte in words.key_at(last).bytes() {
            let Some(index) = node.find_input(byte) else { return };
            let transition = node.transition(index);
            value += transition.out.value();
            node = map.node(transition.addr);
        }
        if node.is_final() {
            hits.push(Hit { first, last, layer, value: value + node.final_output().value() });
        }
    }
}

/// How a key separates a word from the one before it; `None` where no key goes on. A full stop is a separator after a
/// number and after an abbreviation ("25. April", "St. Petersburg", "A.Q. Khan").
fn separator(words: &Words, at: usize) -> Option<&'static str> {
    let before = words.list[at - 1];
    match words.list[at].gap {
        Gap::Space | Gap::Hyphen | Gap::Suspended => Some(" "),
        Gap::Comma => Some(", "),
        Gap::Dot if before.shape == Shape::Number || before.span.len() <= 3 => Some(" "),
        Gap::Dot if words.key_at(at - 1).ends_with(|c: char| c.is_ascii_digit()) => Some(" "),
        Gap::Dot | Gap::Other => None,
    }
}
