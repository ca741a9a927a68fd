//! An optional wide dictionary in Ding format, asked where no other layer of the lexicon knows a word.
//!
//! Such word lists have licences of their own, so none is part of the program: the file is read at run time, turned into
//! lines of the lexicon's own format ([`entries`]), compiled like the shipped lexicon, and kept compiled in a cache
//! ([`cache`]), so that only its first use costs the seconds that this takes.

mod cache;
pub mod ding;
mod entries;
mod verbs;

use std::path::{Path, PathBuf};

use super::lexicon::compile::{Compiled, compile};
use super::lexicon::parse::{self, DataFile};
use super::lexicon::{Layer, Lexicon};

/// Where packages of word lists put them.
pub const USUAL_PLACES: [&str; 3] =
    ["/usr/share/trans/de-en", "/usr/local/share/trans/de-en", "/opt/homebrew/share/trans/de-en"];

/// A dictionary cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DictionaryError {
    /// The file cannot be read.
    #[error("cannot read the dictionary {}: {source}", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not UTF-8.
    #[error("the dictionary {} is not UTF-8 at byte {at}: convert it, for example with iconv", file.display())]
    Encoding {
        /// The file.
        file: PathBuf,
        /// Bytes before the first that is wrong.
        at: usize,
    },
    /// Nothing in it is an entry.
    #[error("the dictionary {} has no entry that can be used: its lines are to read \"Wort {{n}} :: word\"", file.display())]
    Empty {
        /// The file.
        file: PathBuf,
    },
    /// It is too large for the lexicon's tables.
    #[error("the dictionary {} cannot be compiled: {reason}", file.display())]
    Compile {
        /// The file.
        file: PathBuf,
        /// Why.
        reason: String,
    },
}

/// A dictionary that is ready to be asked. It stays in memory until the program ends.
#[derive(Clone, Debug)]
pub struct Dictionary {
    pub(super) layer: &'static Layer,
    name: String,
    hash: u64,
}

impl Dictionary {
    /// Opens a dictionary. `cache` is the directory in which its compiled form is kept, made if need be; a cache that is
    /// stale, damaged or cannot be written only costs time.
    ///
    /// # Errors
    /// If the file cannot be read or holds no entry.
    pub fn open(file: &Path, cache: Option<&Path>) -> Result<Self, DictionaryError> {
        let read = |source| DictionaryError::Read { file: file.to_owned(), source };
        let state = std::fs::metadata(file).map_err(read)?;
        let name = file.display().to_string();
        let key = cache::Key::new(file, &state);
        let place = cache.map(|directory| directory.join(key.file_name()));
        if let Some((hash, compiled)) = place.as_deref().and_then(|place| cache::load(place, key)) {
            return Ok(Self { layer: Layer::intern(compiled), name, hash });
        }
        let bytes = std::fs::read(file).map_err(read)?;
        let hash = cache::hash(&bytes);
        let text = String::from_utf8(bytes).map_err(|error| DictionaryError::Encoding {
            file: file.to_owned(),
            at: error.utf8_error().valid_up_to(),
        })?;
        let compiled = from_text(&text)
            .map_err(|error| DictionaryError::Compile { file: file.to_owned(), reason: error.to_string() })?;
        if compiled.places.is_empty() {
            return Err(DictionaryError::Empty { file: file.to_owned() });
        }
        if let Some(place) = place {
            // Without a cache the next start takes as long as this one, and nothing else is lost.
            let _ = cache::store(&place, key, hash, &compiled);
        }
        Ok(Self { layer: Layer::intern(compiled), name, hash })
    }

    /// The file it was read from.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Fingerprint of the file's bytes.
    pub fn hash(&self) -> u64 {
        self.hash
    }
}

/// Principal parts of a verb without separable prefix as the shipped lexicon knows them or its simple verb.
pub(super) fn simple_parts(base: &str) -> Option<String> {
    verbs::Verbs::new(Lexicon::shipped_layer()).parts(base).map(|(parts, _)| parts)
}

fn from_text(text: &str) -> Result<Compiled, postcard::Error> {
    let files: Vec<DataFile> = entries::convert(text, Lexicon::shipped_layer());
    let (inventory, _) = parse::read(&files);
    compile(&inventory)
}

/// What is wrong with the lines of a dictionary: line number from 1 and fault.
pub fn faults(text: &str) -> Vec<(usize, ding::LineError)> {
    let lines = text.lines().enumerate();
    lines.filter_map(|(index, line)| ding::strict(line).err().map(|fault| (index + 1, fault))).collect()
}
