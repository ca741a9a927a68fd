//! The compiled lexicon: full form → readings. The data files beside this module are compiled by the build; the running
//! program decodes a record when its word is looked up, and no earlier.

pub mod agreement;
pub mod entry;
#[cfg(test)]
mod inflect;
#[cfg(test)]
mod parse;
#[cfg(test)]
mod tests;

use std::sync::{LazyLock, OnceLock};

use entry::{Lexeme, Posting};

static MAP: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.fst"));
static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.records"));
static PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.places"));
static SHARED: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The lexicon that is built into the program.
#[derive(Debug)]
pub struct Lexicon {
    map: Option<fst::Map<&'static [u8]>>,
    lexemes: Vec<OnceLock<Option<Box<Lexeme<'static>>>>>,
}

impl Lexicon {
    /// The one instance.
    pub fn shared() -> &'static Self {
        &SHARED
    }

    fn load() -> Self {
        // The map was written by this program's own build and its header is checked here; without it no word is known.
        let map = fst::Map::new(MAP).ok();
        let mut lexemes = Vec::new();
        lexemes.resize_with(PLACES.len() / 4, OnceLock::new);
        Self { map, lexemes }
    }

    /// Readings of a full form, written exactly as given.
    pub fn postings(&self, form: &str) -> Vec<Posting> {
        let Some(place) = self.map.as_ref().and_then(|map| map.get(form)) else { return Vec::new() };
        RECORDS
            .get(place as usize..)
            .and_then(|record| postcard::take_from_bytes(record).ok())
            .map_or(Vec::new(), |(list, _)| list)
    }

    /// Whether a full form is known.
    pub fn contains(&self, form: &str) -> bool {
        self.map.as_ref().is_some_and(|map| map.contains_key(form))
    }

    /// The longest fixed sequence of at least two words that begins a text: its length in bytes and its readings. An upper-case
    /// first letter also stands for its lower case.
    pub fn longest_sequence(&self, text: &str) -> Option<(usize, Vec<Posting>)> {
        let fst = self.map.as_ref()?.as_fst();
        let first = text.chars().next()?;
        let lower: String = first.to_lowercase().collect();
        let mut best = None;
        for start in [&text[..first.len_utf8()], lower.as_str()] {
            let mut node = fst.root();
            let mut words = 1;
            let rest = &text.as_bytes()[first.len_utf8()..];
            for (at, &byte) in start.as_bytes().iter().chain(rest).enumerate() {
                let byte = if byte == b'\n' { b' ' } else { byte };
                let Some(transition) = node.find_input(byte) else { break };
                node = fst.node(node.transition_addr(transition));
                words += usize::from(byte == b' ');
                let end = (at + 1 + first.len_utf8()).saturating_sub(start.len());
                if node.is_final()
                    && words > 1
                    && text.is_char_boundary(end)
                    && !text[end..].starts_with(char::is_alphanumeric)
                    && best.is_none_or(|known| known < end)
                {
                    best = Some(end);
                }
            }
        }
        let end = best?;
        let mut postings = self.postings(&text[..end]);
        if postings.is_empty() {
            postings = self.postings(&(lower + &text[first.len_utf8()..end]));
        }
        Some((end, postings))
    }

    /// A lexeme by its index.
    pub fn lexeme(&self, index: u32) -> Option<&Lexeme<'static>> {
        self.lexemes.get(index as usize)?.get_or_init(|| decode(index as usize).map(Box::new)).as_deref()
    }
}

fn decode(index: usize) -> Option<Lexeme<'static>> {
    let place = PLACES.get(index * 4..index * 4 + 4)?;
    let place = u32::from_le_bytes(place.try_into().ok()?) as usize;
    postcard::take_from_bytes(RECORDS.get(place..)?).ok().map(|(lexeme, _)| lexeme)
}
