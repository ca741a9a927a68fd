//! The compiled form of a dictionary on disk.
//!
//! One file a dictionary: a header with the format's version, what the dictionary file looked like (size, time) and which
//! lexicon it was compiled beside, then the three tables, then a checksum over all that. It is written beside its place
//! and renamed, so that nobody reads half of it; whatever does not fit is passed over and written again.

use std::fs::Metadata;
use std::io::{Read, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::super::lexicon::Lexicon;
use super::super::lexicon::compile::Compiled;

const MAGIC: &[u8; 8] = b"umlexi02";
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

/// A fast fingerprint: four words of eight bytes at a time, each in a lane of its own so that none waits for the others, with
/// every bit of a word mixed into the next of its lane (after FNV-1a).
pub fn hash(bytes: &[u8]) -> u64 {
    let mix = |lane: u64, word: u64| {
        let mixed = (lane ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    };
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    let mut lanes = [start, !start, start.rotate_left(16), start.rotate_left(32)];
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk::<32>() {
        let mut words = block.as_slice();
        for lane in &mut lanes {
            let Some((word, others)) = words.split_first_chunk::<8>() else { break };
            *lane = mix(*lane, u64::from_le_bytes(*word));
            words = others;
        }
        rest = after;
    }
    lanes.into_iter().chain(rest.iter().map(|&byte| u64::from(byte))).fold(start, mix)
}

/// Loads a cache, if it is whole and was made from `key`: fingerprint of the dictionary and its tables.
pub fn load(place: &Path, key: Key) -> Option<(u64, Compiled)> {
    let mut file = std::fs::File::open(place).ok()?;
    let size = usize::try_from(file.metadata().ok()?.len()).ok()?;
    let header = read(&mut file, HEADER)?;
    let mut words = header.chunks_exact(8).skip(1).filter_map(|word| word.try_into().ok()).map(u64::from_le_bytes);
    let known: Vec<u64> = words.by_ref().take(4).collect();
    if !header.starts_with(MAGIC) || known != key.words() {
        return None;
    }
    let (fingerprint, lengths) = (words.next()?, words.next()?);
    let (map, places) = ((lengths >> 32) as usize, (lengths & 0xffff_ffff) as usize);
    let records = size.checked_sub(HEADER + 8)?.checked_sub(map)?.checked_sub(places)?;
    // Each table is read into its own place: copying them costs more than reading.
    let map = read(&mut file, map)?;
    let compiled = Compiled { map, records: read(&mut file, records)?, places: read(&mut file, places)? };
    let checksum = read(&mut file, 8)?;
    (checksum == seal(&header, &compiled).to_le_bytes()).then_some((fingerprint, compiled))
}

/// The next bytes of a file.
fn read(file: &mut std::fs::File, length: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length);
    let read = file.take(length as u64).read_to_end(&mut bytes).ok()?;
    (read == length).then_some(bytes)
}

/// Checksum over everything before it.
fn seal(header: &[u8], compiled: &Compiled) -> u64 {
    let parts = [header, &compiled.map, &compiled.records, &compiled.places];
    hash(&parts.map(|part| hash(part).to_le_bytes()).concat())
}

/// Writes a cache, whole or not at all.
///
/// # Errors
/// If the directory cannot be made or the file not be written.
pub fn store(place: &Path, key: Key, fingerprint: u64, compiled: &Compiled) -> std::io::Result<()> {
    let lengths = (compiled.map.len() as u64) << 32 | compiled.places.len() as u64;
    let mut header = Vec::with_capacity(HEADER);
    header.extend_from_slice(MAGIC);
    for word in key.words().into_iter().chain([fingerprint, lengths]) {
        header.extend_from_slice(&word.to_le_bytes());
    }
    let checksum = seal(&header, compiled).to_le_bytes();
    if let Some(directory) = place.parent() {
        std::fs::create_dir_all(directory)?;
    }
    let draft = place.with_extension(format!("{}.tmp", std::process::id()));
    let written = std::fs::File::create(&draft)
        .and_then(|mut file| {
            let parts = [&header, &compiled.map, &compiled.records, &compiled.places, checksum.as_slice()];
            parts.iter().try_for_each(|part| file.write_all(part))?;
            file.sync_all()
        })
        .and_then(|()| std::fs::rename(&draft, place));
    if written.is_err() {
        // What is left of the draft is of no use to anybody.
        let _ = std::fs::remove_file(&draft);
    }
    written
}
