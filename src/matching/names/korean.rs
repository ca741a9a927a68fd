//! Korean persons by their Hangul: romanised names are read into a lattice, and the lattice is walked together with an
//! automaton over the Hangul of all persons.
//!
//! The automaton's keys are three bytes a syllable (initial, medial, final), family name first, with a mark between
//! family and given name. Because only what the glossary holds is followed, the walk costs little however ambiguous the
//! spelling is.

use std::collections::{BTreeMap, HashMap};

use fst::raw::{CompiledAddr, Fst, Node};

use crate::glossary::{EntryId, EntryType, Glossary};
use crate::romanization::hangul::Syllable;
use crate::romanization::lattice::{Arc, Habit, Lattice, NameLetters};
use crate::romanization::reading::{Cost, Leaning, Tally, follows, may_end};
use crate::romanization::surname::{SurnameReading, SurnameSpellings};
use crate::romanization::{split_name, surname};

/// Between family and given name.
const MARK: u8 = 0xff;

/// A person whose name the letters can stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The entry.
    pub entry: EntryId,
    /// Its Hangul.
    pub hangul: String,
    /// Cost of the spelling.
    pub cost: Cost,
    /// The habit that explains the given name best.
    pub habit: Habit,
    /// Letters of Hangul that differ; 0 for a reading.
    pub slips: u8,
}

/// The Korean persons of a glossary.
pub struct KoreanPersons {
    automaton: Fst<Vec<u8>>,
    entries: Vec<Vec<EntryId>>,
    surnames: SurnameSpellings,
}

impl KoreanPersons {
    /// Indexes all persons of the glossary that have a name in Hangul.
    pub fn new(glossary: &Glossary) -> Self {
        let mut keys: BTreeMap<Vec<u8>, Vec<EntryId>> = BTreeMap::new();
        let mut own_surnames: Vec<Vec<Syllable>> = Vec::new();
        for (id, entry) in glossary.entries().filter(|(_, entry)| entry.kind == EntryType::Person) {
            let Some((length, syllables)) = entry.hangul.as_deref().and_then(split_name) else { continue };
            own_surnames.push(syllables[..length].to_vec());
            keys.entry(key(&syllables, length)).or_default().push(id);
        }
        own_surnames.sort();
        own_surnames.dedup();
        let mut builder = fst::raw::Builder::memory();
        let mut entries = Vec::with_capacity(keys.len());
        for (key, ids) in keys {
            // Keys come out of the tree in order and once each, and memory does not fail.
            let inserted = builder.insert(key, entries.len() as u64);
            debug_assert!(inserted.is_ok());
            entries.push(ids);
        }
        let automaton = builder.into_fst();
        Self { automaton, entries, surnames: surname::spellings_with(&own_surnames) }
    }

    /// The Hangul family names that a word can stand for.
    pub fn surname(&self, letters: &NameLetters) -> &[SurnameReading] {
        self.surnames.get(letters)
    }

    /// All persons of one of these family names whose given name the lattice can stand for, the cheapest first. With
    /// `slips`, one letter of Hangul in the given name may be another.
    pub fn find(&self, surnames: &[SurnameReading], given: &NameLetters, slips: u8) -> Vec<Match> {
        self.find_in(surnames, given, slips, &Leaning::default())
    }

    /// The same in a document with habits of its own.
    pub fn find_in(
        &self,
        surnames: &[SurnameReading],
        given: &NameLetters,
        slips: u8,
        leaning: &Leaning,
    ) -> Vec<Match> {
        let lattice = (slips > 0).then(|| Lattice::new(given));
        let mut best: HashMap<u64, (Cost, Habit, u8)> = HashMap::new();
        for surname in surnames {
            let Some((node, value)) = self.descend(surname) else { continue };
            let state = State { node: node.addr(), value, at: 0, tally: Tally::start(), last: None, slips: 0 };
            let mut found = |value, tally: Tally, slips| {
                let tally = tally.surname(&surname.costs).leaning(leaning);
                let found = (tally.cost(), tally.habit(), slips);
                let slot = best.entry(value).or_insert(found);
                if (found.2, found.0) < (slot.2, slot.0) {
                    *slot = found;
                }
            };
            match &lattice {
                Some(lattice) => self.walk(lattice, state, slips, &mut found),
                None => self.follow(given, state, &mut found),
            }
        }
        let mut matches: Vec<Match> = best
            .into_iter()
            .flat_map(|(value, (cost, habit, slips))| {
                let hangul = self.hangul(value);
                let entries = self.entries.get(value as usize).map_or(&[][..], Vec::as_slice);
                entries.iter().map(move |entry| Match { entry: *entry, hangul: hangul.clone(), cost, habit, slips })
            })
            .collect();
        matches.sort_by_key(|found| (found.slips, found.cost, found.entry));
        matches
    }

    fn descend(&self, surname: &SurnameReading) -> Option<(Node<'_>, u64)> {
        let mut node = self.automaton.root();
        let mut value = 0;
        let letters = surname.syllables.iter().flat_map(|syllable| bytes(*syllable));
        for byte in letters.chain([MARK]) {
            let transition = node.transition(node.find_input(byte)?);
            value += transition.out.value();
            node = self.automaton.node(transition.addr);
        }
        Some((node, value))
    }

    fn step(&self, node: CompiledAddr, byte: u8) -> Option<(CompiledAddr, u64)> {
        let node = self.automaton.node(node);
        let transition = node.transition(node.find_input(byte)?);
        Some((transition.addr, transition.out.value()))
    }

    /// Follows the letters and the automaton together, without slips.
    fn follow(&self, letters: &NameLetters, state: State<'_>, found: &mut impl FnMut(u64, Tally, u8)) {
        if state.at == letters.len() {
            let node = self.automaton.node(state.node);
            if node.is_final() && state.last.is_some_and(may_end) {
                found(state.value + node.final_output().value(), state.tally, 0);
            }
            return;
        }
        let start = (state.node, state.value);
        let step = |(node, value): (CompiledAddr, u64), jamo: u8| {
            self.step(node, jamo + 1).map(|(next, out)| (next, value + out))
        };
        // A name begins with its first syllable; what may stand there is asked of the first one only.
        let mut next: Vec<(Arc, CompiledAddr, u64)> = Vec::new();
        letters.syllables(state.at, state.last, start, step, &mut |arc, (node, value)| next.push((arc, node, value)));
        for (arc, node, value) in next.iter().filter(|(arc, ..)| follows(state.last, arc)) {
            let tally = state.tally.add(&arc.costs);
            let at = arc.end as usize;
            self.follow(letters, State { node: *node, value: *value, at, tally, last: Some(arc), slips: 0 }, found);
        }
    }

    /// Follows the lattice and the automaton together, with slips.
    fn walk(&self, lattice: &Lattice, state: State<'_>, slips: u8, found: &mut impl FnMut(u64, Tally, u8)) {
        if state.at == lattice.end() {
            let node = self.automaton.node(state.node);
            if node.is_final() && state.last.is_some_and(may_end) {
                found(state.value + node.final_output().value(), state.tally, state.slips);
            }
            return;
        }
        for arc in lattice.arcs(state.at).iter().filter(|arc| follows(state.last, arc)) {
            let tally = state.tally.add(&arc.costs);
            self.syllable(arc.syllable, state.node, state.value, slips - state.slips, &mut |node, value, slipped| {
                let next =
                    State { node, value, at: arc.end as usize, tally, last: Some(arc), slips: state.slips + slipped };
                self.walk(lattice, next, slips, found);
            });
        }
    }

    /// Follows one syllable, with at most one of its letters exchanged.
    fn syllable(
        &self,
        syllable: Syllable,
        node: CompiledAddr,
        value: u64,
        slips: u8,
        found: &mut dyn FnMut(CompiledAddr, u64, u8),
    ) {
        let wanted = bytes(syllable);
        let mut front: Vec<(CompiledAddr, u64, u8)> = Vec::new();
        if slips == 0 {
            let mut at = (node, value);
            for byte in wanted {
                let Some((next, out)) = self.step(at.0, byte) else { return };
                at = (next, at.1 + out);
            }
            found(at.0, at.1, 0);
            return;
        }
        front.push((node, value, 0));
        for byte in wanted {
            let mut next = Vec::new();
            for (addr, value, slipped) in front {
                let node = self.automaton.node(addr);
                for transition in node.transitions().filter(|transition| transition.inp != MARK) {
                    let differs = u8::from(transition.inp != byte);
                    if slipped + differs <= slips.min(1) {
                        next.push((transition.addr, value + transition.out.value(), slipped + differs));
                    }
                }
            }
            front = next;
        }
        for (addr, value, slipped) in front {
            found(addr, value, slipped);
        }
    }

    /// The Hangul of a value: read back from the automaton's keys.
    fn hangul(&self, value: u64) -> String {
        let key = self.automaton.get_key(value).unwrap_or_default();
        let letters: Vec<u8> = key.into_iter().filter(|byte| *byte != MARK).collect();
        letters
            .chunks_exact(3)
            .map(|part| Syllable { initial: part[0] - 1, medial: part[1] - 1, coda: part[2] - 1 }.char())
            .collect()
    }
}

/// A place in both the automaton and the lattice.
#[derive(Clone, Copy)]
struct State<'l> {
    node: CompiledAddr,
    value: u64,
    at: usize,
    tally: Tally,
    last: Option<&'l Arc>,
    slips: u8,
}

fn bytes(syllable: Syllable) -> [u8; 3] {
    [syllable.initial + 1, syllable.medial + 1, syllable.coda + 1]
}

fn key(syllables: &[Syllable], surname: usize) -> Vec<u8> {
    let mut key: Vec<u8> = Vec::with_capacity(syllables.len() * 3 + 1);
    for (at, syllable) in syllables.iter().enumerate() {
        if at == surname {
            key.push(MARK);
        }
        key.extend(bytes(*syllable));
    }
    key
}
