//! One compiled inventory: the finite-state map from full form to its readings, and records that are decoded on demand.
//!
//! Layers live as long as the program. The shipped one is part of it; those that are made at run time (a wide dictionary,
//! words of a user's glossary) are interned: the same bytes are kept once however often they are loaded.

use std::sync::{Mutex, OnceLock, PoisonError};

use super::compile::Compiled;
use super::entry::{Lexeme, Posting};

/// The bytes of a compiled inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tables {
    /// `fst` map from full form to the place of its postings.
    pub map: &'static [u8],
    /// Postings and lexemes.
    pub records: &'static [u8],
    /// Where each lexeme begins in the records, little-endian `u32` each.
    pub places: &'static [u8],
}

/// A compiled inventory that can be asked.
#[derive(Debug)]
pub struct Layer {
    tables: Tables,
    map: Option<fst::Map<&'static [u8]>>,
    lexemes: Vec<OnceLock<Option<Box<Lexeme<'static>>>>>,
}

static INTERNED: Mutex<Vec<&'static Layer>> = Mutex::new(Vec::new());

impl Layer {
    /// A layer over tables. A map whose header is not sound gives a layer that knows no word.
    pub fn new(tables: Tables) -> Self {
        let mut lexemes = Vec::new();
        lexemes.resize_with(tables.places.len() / 4, OnceLock::new);
        Self { tables, map: fst::Map::new(tables.map).ok(), lexemes }
    }

    /// The layer of freshly compiled or loaded tables, which stay in memory until the program ends.
    pub fn intern(compiled: Compiled) -> &'static Self {
        let mut interned = INTERNED.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |layer: &&&'static Self| {
            layer.tables.map == compiled.map
                && layer.tables.places == compiled.places
                && layer.tables.records == compiled.records
        };
        if let Some(layer) = interned.iter().find(same) {
            return layer;
        }
        let layer: &'static Self = Box::leak(Box::new(Self::new(Tables {
            map: compiled.map.leak(),
            records: compiled.records.leak(),
            places: compiled.places.leak(),
        })));
        interned.push(layer);
        layer
    }

    /// What tells this inventory from another: sizes, and the checksum that closes every map.
    pub fn fingerprint(&self) -> u64 {
        let Tables { map, records, places } = self.tables;
        let checksum = map.last_chunk().map_or(0, |last: &[u8; 4]| u64::from(u32::from_le_bytes(*last)));
        checksum << 32 ^ (records.len() as u64) << 8 ^ places.len() as u64
    }

    /// Number of lexemes.
    pub fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// Readings of a full form, written exactly as given; lexemes are counted from `first`.
    pub fn postings(&self, form: &str, first: u32) -> Vec<Posting> {
        let Some(place) = self.map.as_ref().and_then(|map| map.get(form)) else { return Vec::new() };
        self.list(place, first)
    }

    fn list(&self, place: u64, first: u32) -> Vec<Posting> {
        let record = self.tables.records.get(place as usize..);
        let mut list =
            record.and_then(|record| postcard::take_from_bytes::<Vec<Posting>>(record).ok()).unwrap_or_default().0;
        for posting in &mut list {
            posting.lexeme = posting.lexeme.saturating_add(first);
        }
        list
    }

    /// Whether a full form is known.
    pub fn contains(&self, form: &str) -> bool {
        self.map.as_ref().is_some_and(|map| map.contains_key(form))
    }

    /// The automaton of all full forms.
    pub fn forms(&self) -> Option<&fst::raw::Fst<&'static [u8]>> {
        Some(self.map.as_ref()?.as_fst())
    }

    /// Calls `each` with every full form and its readings, in the order of bytes.
    pub fn for_each(&self, mut each: impl FnMut(&str, Vec<Posting>)) {
        use fst::Streamer;
        let Some(map) = &self.map else { return };
        let mut stream = map.stream();
        while let Some((form, place)) = stream.next() {
            if let Ok(form) = std::str::from_utf8(form) {
                each(form, self.list(place, 0));
            }
        }
    }

    /// Whether a lexeme is one of this layer's: its lemma lies in this layer's records.
    pub fn holds(&self, lexeme: &Lexeme<'static>) -> bool {
        let range = self.tables.records.as_ptr_range();
        range.contains(&lexeme.lemma.as_ptr())
    }

    /// A lexeme by its index in this layer.
    pub fn lexeme(&self, index: u32) -> Option<&Lexeme<'static>> {
        self.lexemes.get(index as usize)?.get_or_init(|| self.decode(index as usize).map(Box::new)).as_deref()
    }

    fn decode(&self, index: usize) -> Option<Lexeme<'static>> {
        let place = self.tables.places.get(index * 4..index * 4 + 4)?;
        let place = u32::from_le_bytes(place.try_into().ok()?) as usize;
        postcard::take_from_bytes(self.tables.records.get(place..)?).ok().map(|(lexeme, _)| lexeme)
    }
}
