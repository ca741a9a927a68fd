//! An optional wide dictionary in Ding format, asked where no other layer of the lexicon knows a word.
//!
//! Such word lists have licences of their own, so none is part of the program: the file is read at run time, turned into
//! lines of the lexicon's own format (`entries`), compiled like the shipped lexicon, and kept compiled in a cache
//! (`cache`), so that only its first use costs the seconds that this takes.

mod cache;
pub mod ding;
mod entries;
mod verbs;

use std::path::{Path, PathBuf};

use super::lexicon::compile::{Compiled, compile};
use super::lexicon::parse::{self, DataFile};
use super::lexicon::{Layer, Lexicon};

/// Where packages of word lists put them, below a directory of shared data.
pub const USUAL_PLACE: &str = "trans/de-en";

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

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::*;
    use crate::translate::{Engine, Source};

    const WORDS: &str = "Quastenweber {m}; Quastenweberin {f} | Quastenweber {pl}; Quastenweberinnen {pl} :: tassel weaver | tassel weavers\n\
                         etw. zerknubbeln {vt} | zerknubbelnd | zerknubbelt :: to crumple sth.\n\
                         knorzig {adj} :: gnarled\n";

    fn english(dictionary: Dictionary, text: &str) -> String {
        let drafts = Rules::new().with_dictionary(dictionary).translate(&[Source { text, atoms: &[] }]);
        drafts.unwrap().remove(0).text
    }

    #[test]
    fn words_of_a_dictionary_are_inflected() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("words");
        std::fs::write(&file, WORDS).unwrap();
        let dictionary = Dictionary::open(&file, None).unwrap();
        let text = english(dictionary, "Die knorzigen Quastenweber zerknubbelten das Papier.");
        assert_eq!(text, "The gnarled tassel weavers crumpled the paper.");
    }

    #[test]
    fn the_cache_is_used_and_made_anew_when_it_is_damaged_or_stale() {
        let folder = tempfile::tempdir().unwrap();
        let (file, cache) = (folder.path().join("words"), folder.path().join("cache/below"));
        std::fs::write(&file, WORDS).unwrap();
        let first = Dictionary::open(&file, Some(&cache)).unwrap();
        let place = std::fs::read_dir(&cache).unwrap().next().unwrap().unwrap().path();
        let whole = std::fs::read(&place).unwrap();
        let key = cache::Key::new(&file, &std::fs::metadata(&file).unwrap());
        let (hash, compiled) = cache::load(&place, key).unwrap();
        assert_eq!(hash, first.hash());
        assert!(std::ptr::eq(Layer::intern(compiled), first.layer), "the same bytes are kept once");
        for cut in 0..whole.len().min(80) {
            std::fs::write(&place, &whole[..cut]).unwrap();
            assert!(cache::load(&place, key).is_none(), "cut at {cut}");
        }
        for at in (0..whole.len()).step_by(7) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x20;
            std::fs::write(&place, &damaged).unwrap();
            assert!(cache::load(&place, key).is_none(), "damaged at {at}");
        }
        Dictionary::open(&file, Some(&cache)).unwrap();
        assert_eq!(std::fs::read(&place).unwrap(), whole, "made anew, byte for byte");
        std::fs::write(&file, format!("{WORDS}Knubbel {{m}} :: lump\n")).unwrap();
        let changed = Dictionary::open(&file, Some(&cache)).unwrap();
        assert_ne!(changed.hash(), first.hash());
        assert_eq!(std::fs::read_dir(&cache).unwrap().count(), 1, "one cache a dictionary and no draft");
    }

    #[test]
    fn files_that_are_no_dictionaries_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("words");
        assert!(matches!(Dictionary::open(&file, None), Err(DictionaryError::Read { .. })));
        std::fs::write(&file, b"Wort \xff").unwrap();
        assert!(matches!(Dictionary::open(&file, None), Err(DictionaryError::Encoding { at: 5, .. })));
        std::fs::write(&file, "nothing of use\n").unwrap();
        assert!(matches!(Dictionary::open(&file, None), Err(DictionaryError::Empty { .. })));
    }
}
