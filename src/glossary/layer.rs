//! Layers of compiled glossaries, looked up as one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::entry::Entry;
use super::index::{Compiled, Posting, compile};
use super::parse::{Located, Source};
use super::sources::fingerprint;
use super::surface::Form;

/// One compiled glossary.
pub struct Layer {
    compiled: Compiled,
    map: fst::Map<Cow<'static, [u8]>>,
    words: fst::Set<Vec<u8>>,
}

impl Layer {
    /// Compiles entries into a layer.
    pub fn new(entries: Vec<Located>, sources: &[Source]) -> Self {
        let entries = entries.into_iter().map(|located| located.entry).collect();
        let (compiled, bytes) = compile(entries, fingerprint(sources));
        let map = fst::Map::new(Cow::Owned(bytes)).expect("the map was just built");
        Self::assemble(compiled, map)
    }

    /// The layer that the library ships.
    fn shipped() -> Self {
        let compiled = postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/glossary.bin")));
        let map = fst::Map::new(Cow::Borrowed(&include_bytes!(concat!(env!("OUT_DIR"), "/glossary.fst"))[..]));
        Self::assemble(compiled.expect("written by the build"), map.expect("written by the build"))
    }

    fn assemble(mut compiled: Compiled, map: fst::Map<Cow<'static, [u8]>>) -> Self {
        let words = fst::Set::new(std::mem::take(&mut compiled.words)).unwrap_or_default();
        Self { compiled, map, words }
    }
}

/// An entry of a [`Glossary`]: its number over all layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Layers of glossaries; where two have an entry of the same id, the later layer's counts.
#[derive(Default)]
pub struct Glossary {
    layers: Vec<Layer>,
    /// Number of the first entry of each layer.
    offsets: Vec<u32>,
    /// Entries that a later layer replaces.
    masked: Vec<bool>,
    by_id: BTreeMap<String, EntryId>,
    /// Ids that a later layer replaced, with the file that won.
    replaced: Vec<(String, String)>,
}

impl Glossary {
    /// No entry at all.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The shipped glossaries.
    pub fn shipped() -> Self {
        let mut glossary = Self::default();
        glossary.push(Layer::shipped());
        glossary
    }

    /// The shipped glossaries, loaded once and shared.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Glossary> = OnceLock::new();
        SHARED.get_or_init(Self::shipped)
    }

    /// Lays a layer over the others.
    pub fn push(&mut self, layer: Layer) {
        let offset = self.masked.len() as u32;
        for (index, entry) in layer.compiled.entries.iter().enumerate() {
            let id = EntryId(offset + index as u32);
            if let Some(old) = self.by_id.insert(entry.id.clone(), id) {
                // One file that gives an id twice replaces nothing.
                if let Some(masked) = self.masked.get_mut(old.0 as usize) {
                    *masked = true;
                    self.replaced.push((entry.id.clone(), entry.file.clone()));
                }
            }
        }
        self.masked.resize(self.masked.len() + layer.compiled.entries.len(), false);
        self.offsets.push(offset);
        self.layers.push(layer);
    }

    /// The entry behind a number.
    pub fn entry(&self, id: EntryId) -> &Entry {
        let layer = self.layer_of(id);
        &self.layers[layer].compiled.entries[(id.0 - self.offsets[layer]) as usize]
    }

    /// The number of the entry with this key.
    pub fn id(&self, key: &str) -> Option<EntryId> {
        self.by_id.get(key).copied()
    }

    /// All entries that count, with their numbers, in the order of layers and files.
    pub fn entries(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        let numbers = 0..self.masked.len() as u32;
        numbers
            .filter(|number| !self.masked[*number as usize])
            .map(|number| (EntryId(number), self.entry(EntryId(number))))
    }

    /// Ids that a later layer replaced, with the file that won.
    pub fn replaced(&self) -> &[(String, String)] {
        &self.replaced
    }

    /// One fingerprint over all layers.
    pub fn fingerprint(&self) -> u64 {
        self.layers.iter().fold(0, |hash, layer| hash.rotate_left(1) ^ layer.compiled.fingerprint)
    }

    /// The maps of all layers, for matching: key → index for [`Glossary::postings`].
    pub fn maps(&self) -> impl Iterator<Item = (usize, &fst::raw::Fst<Cow<'static, [u8]>>)> {
        self.layers.iter().enumerate().map(|(index, layer)| (index, layer.map.as_fst()))
    }

    /// The map of one layer.
    pub fn map(&self, layer: usize) -> &fst::raw::Fst<Cow<'static, [u8]>> {
        self.layers[layer].map.as_fst()
    }

    /// Layers are few, and most entries are looked up in the last or the only one.
    fn layer_of(&self, id: EntryId) -> usize {
        self.offsets.iter().rposition(|offset| *offset <= id.0).unwrap_or_default()
    }

    /// The entries behind a value of a layer's map, without those that a later layer replaces.
    pub fn postings(&self, layer: usize, value: u64) -> impl Iterator<Item = (EntryId, Form)> {
        self.unmasked(layer, self.list(layer, value))
    }

    /// Those of the [`Glossary::postings`] that stand for their entry by themselves.
    pub fn plain(&self, layer: usize, value: u64) -> impl Iterator<Item = (EntryId, Form)> {
        let list = self.list(layer, value);
        self.unmasked(layer, &list[..anaphoric_from(list)])
    }

    /// Those of the [`Glossary::postings`] that stand for a person only where the text names that person.
    pub fn anaphoric(&self, layer: usize, value: u64) -> impl Iterator<Item = (EntryId, Form)> {
        let list = self.list(layer, value);
        self.unmasked(layer, &list[anaphoric_from(list)..])
    }

    /// How many [`Glossary::anaphoric`] postings there are, replaced ones included.
    pub fn count_anaphoric(&self, layer: usize, value: u64) -> usize {
        let list = self.list(layer, value);
        list.len() - anaphoric_from(list)
    }

    /// The form of one person among the [`Glossary::anaphoric`] postings, found without looking through them.
    pub fn anaphoric_form(&self, layer: usize, value: u64, person: EntryId) -> Option<Form> {
        let own = person.0.checked_sub(self.offsets[layer]).filter(|_| !self.masked[person.0 as usize])?;
        let list = self.list(layer, value);
        let list = &list[anaphoric_from(list)..];
        let at = list.binary_search_by_key(&own, |posting| posting.entry).ok()?;
        Some(list[at].form)
    }

    fn list(&self, layer: usize, value: u64) -> &[Posting] {
        let Compiled { postings, lists, .. } = &self.layers[layer].compiled;
        let at = value as usize;
        let bounds = lists.get(at).zip(lists.get(at + 1));
        bounds.and_then(|(start, end)| postings.get(*start as usize..*end as usize)).unwrap_or_default()
    }

    fn unmasked(&self, layer: usize, list: &[Posting]) -> impl Iterator<Item = (EntryId, Form)> {
        let offset = self.offsets[layer];
        list.iter()
            .map(move |posting| (EntryId(offset + posting.entry), posting.form))
            .filter(|(id, _)| !self.masked[id.0 as usize])
    }

    /// All entries that a folded form stands for.
    pub fn look_up(&self, key: &str) -> Vec<(EntryId, Form)> {
        let hits = self.layers.iter().enumerate().filter_map(|(layer, it)| Some((layer, it.map.get(key)?)));
        hits.flat_map(|(layer, value)| self.postings(layer, value)).collect()
    }

    /// The words of all keys, by layer; for finding what a misspelt word stands for.
    pub fn words(&self) -> impl Iterator<Item = &fst::Set<Vec<u8>>> {
        self.layers.iter().map(|layer| &layer.words)
    }
}

/// Where the anaphoric postings of a list begin.
fn anaphoric_from(list: &[Posting]) -> usize {
    list.partition_point(|posting| !posting.form.is_anaphoric())
}
