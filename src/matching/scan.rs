//! Look-up of word sequences in the glossary index.

use fst::raw::{Fst, Node};

use super::wordforms::{Initials, Start};
use super::words::{Gap, Shape, Words};
use crate::glossary::Glossary;

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

/// The ways into the maps of all layers that begin with a folded word: most words have none.
pub fn starts(glossary: &Glossary, key: &str) -> Vec<Start> {
    glossary
        .maps()
        .filter_map(|(layer, map)| {
            let (node, value) = follow(map, map.root(), 0, key)?;
            let alone = node.is_final().then(|| value + node.final_output().value());
            let mut next = Initials::default();
            for separator in SEPARATORS {
                let after = follow(map, node, value, separator);
                after.iter().flat_map(|(node, _)| node.transitions()).for_each(|transition| next.add(transition.inp));
            }
            let goes_on = next != Initials::default();
            (alone.is_some() || goes_on).then_some(Start { layer, node: node.addr(), value, alone, next })
        })
        .collect()
}

/// Collects every hit, from every word start.
pub fn scan(glossary: &Glossary, words: &Words, hits: &mut Vec<Hit>) {
    hits.clear();
    for first in 0..words.list.len() {
        for start in words.starts(first) {
            if let Some(value) = start.alone {
                hits.push(Hit { first, last: first, layer: start.layer, value });
            }
            let next = words.key_at(first + 1).bytes().next();
            if next.is_some_and(|letter| start.next.may_contain(letter)) {
                walk(glossary.map(start.layer), start, words, first, hits);
            }
        }
    }
}

/// Finds the keys of several words that begin with a word.
fn walk<D: AsRef<[u8]>>(map: &Fst<D>, start: &Start, words: &Words, first: usize, hits: &mut Vec<Hit>) {
    let (mut node, mut value) = (map.node(start.node), start.value);
    for last in first + 1..words.list.len() {
        let Some(separator) = separator(words, last) else { return };
        let next = follow(map, node, value, separator);
        let Some(next) = next.and_then(|(node, value)| follow(map, node, value, words.key_at(last))) else { return };
        (node, value) = next;
        if node.is_final() {
            hits.push(Hit { first, last, layer: start.layer, value: value + node.final_output().value() });
        }
    }
}

fn follow<'m, D: AsRef<[u8]>>(
    map: &'m Fst<D>,
    mut node: Node<'m>,
    mut value: u64,
    letters: &str,
) -> Option<(Node<'m>, u64)> {
    for byte in letters.bytes() {
        let transition = node.transition(node.find_input(byte)?);
        value += transition.out.value();
        node = map.node(transition.addr);
    }
    Some((node, value))
}

/// What separates the words of a key.
const SEPARATORS: [&str; 2] = [" ", ", "];

/// How a key separates a word from the one before it; `None` where no key goes on. A full stop is a separator after a
/// number and after an abbreviation ("25. April", "St. Petersburg", "A.Q. Khan").
fn separator(words: &Words, at: usize) -> Option<&'static str> {
    let before = words.list[at - 1];
    match words.list[at].gap {
        Gap::Space | Gap::Hyphen | Gap::Suspended => Some(SEPARATORS[0]),
        Gap::Comma => Some(SEPARATORS[1]),
        Gap::Dot if before.shape == Shape::Number || before.span.len() <= 3 => Some(SEPARATORS[0]),
        Gap::Dot if words.key_at(at - 1).ends_with(|c: char| c.is_ascii_digit()) => Some(SEPARATORS[0]),
        Gap::Dot | Gap::Other => None,
    }
}
