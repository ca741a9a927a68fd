//! The compiled form of a dictionary on disk.
//!
//! One file a dictionary: a header with the format's version, what the dictionary file looked like (size, time) and which
//! lexicon it was compiled beside, then the three tables, then a checksum over all that. It is written beside its place
//! and renamed, so that nobody reads half of it; whatever does not fit is passed over and written again.

use std::fs::Metadata;
use std::io::Write;
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::super::lexicon::Lexicon;
use super::super::lexicon::compile::Compiled;

const MAGIC: &[u8; 8] = b"umlexi01";
const HEADER: usize = 8 * 7;

/// What a cache was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    path: u64,
    size: u64,
    time: u64,
    lexicon: u64,
}

impl Key {
    /// The key of a file in its present state and of this program.
    pub fn new(file: &Path, state: &Metadata) -> Self {
        let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let time = state.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            path: hash(path.as_os_str().as_encoded_bytes()),
            size: state.len(),
            time: time.map_or(0, |time| time.as_nanos() as u64),
            lexicon: Lexicon::shipped_layer().fingerprint() ^ hash(env!("CARGO_PKG_VERSION").as_bytes()),
        }
    }

    /// Name of the cache file; a dictionary that changes takes the place of its old cache.
    pub fn file_name(self) -> String {
        format!("dictionary-{:016x}.bin", self.path)
    }

    fn words(self) -> [u64; 4] {
        [self.path, self.size, self.time, self.lexicon]
    }
}

/// A fast fingerprint, eight bytes at a time, with every bit of a word mixed into the next (after FNV-1a).
pub fn hash(bytes: &[u8]) -> u64 {
    let mut words = bytes.chunks_exact(8);
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    let mut mix = |word: u64| {
        hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 32;
    };
    for word in words.by_ref() {
        mix(u64::from_le_bytes(word.try_into().unwrap_or_default()));
    }
    for &byte in words.remainder() {
        mix(u64::from(byte));
    }
    hash
}

/// Loads a cache, if it is whole and was made from `key`: fingerprint of the dictionary and its tables.
pub fn load(place: &Path, key: Key) -> Option<(u64, Compiled)> {
    let mut bytes = std::fs::read(place).ok()?;
    let checked = bytes.len().checked_sub(8)?;
    let number = |at: usize| bytes.get(at..at + 8).and_then(|word| word.try_into().ok()).map(u64::from_le_bytes);
    let known: Vec<u64> = (1..=4).map_while(|index| number(index * 8)).collect();
    if !bytes.starts_with(MAGIC) || known != key.words() || number(checked)? != hash(&bytes[..checked]) {
        return None;
    }
    let fingerprint = number(40)?;
    let lengths = number(48)?;
    let (map, places) = ((lengths >> 32) as usize, (lengths & 0xffff_ffff) as usize);
    let middle = HEADER.checked_add(map)?;
    let last = checked.checked_sub(places).filter(|last| *last >= middle)?;
    // The tables are cut off the end of the one buffer, the smallest copies first.
    let places = bytes[last..checked].to_vec();
    let map = bytes[HEADER..middle].to_vec();
    bytes.truncate(last);
    bytes.drain(..middle);
    Some((fingerprint, Compiled { map, records: bytes, places }))
}

/// Writes a cache, whole or not at all.
///
/// # Errors
/// If the directory cannot be made or the file not be written.
pub fn store(place: &Path, key: Key, fingerprint: u64, compiled: &Compiled) -> std::io::Result<()> {
    let lengths = (compiled.map.len() as u64) << 32 | compiled.places.len() as u64;
    let mut bytes =
        Vec::with_capacity(HEADER + compiled.map.len() + compiled.records.len() + compiled.places.len() + 8);
    bytes.extend_from_slice(MAGIC);
    for word in key.words().into_iter().chain([fingerprint, lengths]) {
        bytes.extend_from_slice(&word.to_le_bytes());
    }
    for table in [&compiled.map, &compiled.records, &compiled.places] {
        bytes.extend_from_slice(table);
    }
    let checksum = hash(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    if let Some(directory) = place.parent() {
        std::fs::create_dir_all(directory)?;
    }
    let draft = place.with_extension(format!("{}.tmp", std::process::id()));
    let written = std::fs::File::create(&draft)
        .and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&draft, place));
    if written.is_err() {
        // What is left of the draft is of no use to anybody.
        let _ = std::fs::remove_file(&draft);
    }
    written
}
