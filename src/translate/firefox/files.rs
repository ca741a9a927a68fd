//! The files of a model: which they are, whether they are whole, and what the installer noted about them.
//!
//! The inference crate trusts its files: a shortlist cut short or a vocabulary of another model makes it panic or read
//! nonsense. So everything is checked here first, against the digests of the manifest where an installer left one, and
//! for its structure in any case.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::structure;

/// The name of the manifest in a model's directory.
pub const MANIFEST: &str = "manifest.json";

/// A model cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The directory is not there or cannot be read.
    #[error("cannot read the model in {place}: {source}")]
    Unreadable {
        /// The directory or file.
        place: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is missing.
    #[error("the model in {place} is incomplete: no {role} file ({pattern}); install it again")]
    Missing {
        /// The directory.
        place: PathBuf,
        /// What the file is for.
        role: Role,
        /// How its name looks.
        pattern: &'static str,
    },
    /// There are two files for one purpose.
    #[error(
        "the directory {place} holds more than one {role} file: {first} and {second}; one model goes into one directory"
    )]
    Ambiguous {
        /// The directory.
        place: PathBuf,
        /// What the files are for.
        role: Role,
        /// One of them.
        first: String,
        /// Another one.
        second: String,
    },
    /// The manifest is none.
    #[error("the manifest {place} is not valid: {reason}; install the model again")]
    Manifest {
        /// The file.
        place: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file has other contents than the installed ones.
    #[error(
        "{place} has changed since it was installed (SHA-256 {found}, installed was {expected}); install the model again"
    )]
    Changed {
        /// The file.
        place: PathBuf,
        /// The digest noted at installation.
        expected: String,
        /// The digest of what is there.
        found: String,
    },
    /// A file is not what it should be.
    #[error("{place} is no usable {role} file: {reason}")]
    Corrupt {
        /// The file.
        place: PathBuf,
        /// What it should be.
        role: Role,
        /// What is wrong.
        reason: String,
    },
    /// The files are sound, and the inference engine cannot run them all the same.
    #[error("the model in {place} cannot be run: {reason}")]
    Unusable {
        /// The directory.
        place: PathBuf,
        /// Why.
        reason: String,
    },
}

/// What a file of a model is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// The weights.
    Model,
    /// The lexical shortlist.
    LexicalShortlist,
    /// The vocabulary of both languages.
    Vocab,
    /// The vocabulary of the source language.
    SrcVocab,
    /// The vocabulary of the target language.
    TrgVocab,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Model, Self::LexicalShortlist, Self::Vocab, Self::SrcVocab, Self::TrgVocab];

    /// The role of a file by its name, as Mozilla names them: `model.deen.intgemm.alphas.bin`, `lex.50.50.deen.s2t.bin`,
    /// `vocab.deen.spm`, `srcvocab.enja.spm`, `trgvocab.enja.spm`.
    pub fn of(name: &str) -> Option<Self> {
        let (stem, ending) = (name.split('.').next()?, name.rsplit('.').next()?);
        match (stem, ending) {
            ("model", "bin") => Some(Self::Model),
            ("lex", "bin") => Some(Self::LexicalShortlist),
            ("vocab", "spm") => Some(Self::Vocab),
            ("srcvocab", "spm") => Some(Self::SrcVocab),
            ("trgvocab", "spm") => Some(Self::TrgVocab),
            _ => None,
        }
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Model => "model",
            Self::LexicalShortlist => "shortlist",
            Self::Vocab => "vocabulary",
            Self::SrcVocab => "source vocabulary",
            Self::TrgVocab => "target vocabulary",
        })
    }
}

/// What an installer notes about a model beside its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Manifest {
    /// Source language, as `de`.
    pub source: String,
    /// Target language, as `en`.
    pub target: String,
    /// `base-memory`, `base`, `tiny`; `unknown` if nothing said.
    pub architecture: String,
    /// Where the files came from.
    pub origin: String,
    /// What vouches for the digests.
    pub verified_by: Voucher,
    /// The files.
    pub files: Vec<FileRecord>,
}

/// What vouches for the digests of a model's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voucher {
    /// Digests in this program's source.
    Pinned,
    /// A registry that was fetched over TLS.
    Registry,
    /// The user, with `--trust`.
    User,
}

/// One file of an installed model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// What it is for.
    pub role: Role,
    /// Its name in the directory.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Hexadecimal digits.
    pub sha256: String,
}

/// The contents of a model's files, checked.
#[derive(Debug)]
pub struct Contents {
    /// What the installer noted, if one did.
    pub manifest: Option<Manifest>,
    /// SHA-256 of the weights.
    pub digest: String,
    /// The weights.
    pub model: Vec<u8>,
    /// The vocabulary of the source language.
    pub source_vocabulary: Vec<u8>,
    /// The vocabulary of the target language, if it is another one.
    pub target_vocabulary: Option<Vec<u8>>,
    /// The lexical shortlist.
    pub shortlist: Option<Vec<u8>>,
}

impl Contents {
    /// Reads and checks the model in a directory.
    ///
    /// # Errors
    /// If a file is missing, changed or not sound.
    pub fn read(directory: &Path) -> Result<Self, ModelError> {
        let manifest = Self::manifest(directory)?;
        let mut found: [Option<(PathBuf, Vec<u8>)>; 5] = Default::default();
        for (role, path) in list(directory)? {
            let bytes = read(&path)?;
            if let Some(record) = manifest.iter().flat_map(|manifest| &manifest.files).find(|file| file.role == role) {
                let digest = sha256(&bytes);
                if digest != record.sha256 {
                    return Err(ModelError::Changed { place: path, expected: record.sha256.clone(), found: digest });
                }
            }
            found[role as usize] = Some((path, bytes));
        }
        let [model, shortlist, vocabulary, source, target] = found;
        let missing = |role, pattern| ModelError::Missing { place: directory.to_owned(), role, pattern };
        let (model_path, model) = model.ok_or_else(|| missing(Role::Model, "model.*.bin"))?;
        let (source, target) = match (vocabulary, source, target) {
            (Some(shared), _, _) => (shared, None),
            (None, Some(source), Some(target)) => (source, Some(target)),
            (None, Some(_), None) => return Err(missing(Role::TrgVocab, "trgvocab.*.spm")),
            (None, None, Some(_)) => return Err(missing(Role::SrcVocab, "srcvocab.*.spm")),
            (None, None, None) => return Err(missing(Role::Vocab, "vocab.*.spm")),
        };
        let corrupt = |place: &Path, role| {
            let place = place.to_owned();
            move |reason| ModelError::Corrupt { place, role, reason }
        };
        let sizes = structure::model(&model).map_err(corrupt(&model_path, Role::Model))?;
        structure::vocabulary(&source.1, sizes.source).map_err(corrupt(&source.0, Role::Vocab))?;
        if let Some((path, bytes)) = &target {
            structure::vocabulary(bytes, sizes.target).map_err(corrupt(path, Role::TrgVocab))?;
        }
        if let Some((path, bytes)) = &shortlist {
            structure::shortlist(bytes, sizes.target).map_err(corrupt(path, Role::LexicalShortlist))?;
        }
        Ok(Self {
            manifest,
            digest: sha256(&model),
            model,
            source_vocabulary: source.1,
            target_vocabulary: target.map(|(_, bytes)| bytes),
            shortlist: shortlist.map(|(_, bytes)| bytes),
        })
    }

    /// Reads the manifest of a directory alone.
    ///
    /// # Errors
    /// If it is there and not valid.
    pub fn manifest(directory: &Path) -> Result<Option<Manifest>, ModelError> {
        let place = directory.join(MANIFEST);
        if !place.is_file() {
            return Ok(None);
        }
        let bytes = read(&place)?;
        match serde_json::from_slice(&bytes) {
            Ok(manifest) => Ok(Some(manifest)),
            Err(error) => Err(ModelError::Manifest { place, reason: error.to_string() }),
        }
    }
}

/// The files of a directory that belong to a model, in the order of their names.
///
/// # Errors
/// If the directory cannot be read, or has two files for one purpose.
pub fn list(directory: &Path) -> Result<Vec<(Role, PathBuf)>, ModelError> {
    let unreadable = |source| ModelError::Unreadable { place: directory.to_owned(), source };
    let mut files: Vec<(Role, PathBuf)> = Vec::new();
    for entry in fs::read_dir(directory).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if let Some(role) = path.file_name().and_then(|name| name.to_str()).and_then(Role::of) {
            files.push((role, path));
        }
    }
    files.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match files.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(ModelError::Ambiguous {
            place: directory.to_owned(),
            role: pair[0].0,
            first: name(&pair[0].1),
            second: name(&pair[1].1),
        }),
        None => Ok(files),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, ModelError> {
    fs::read(path).map_err(|source| ModelError::Unreadable { place: path.to_owned(), source })
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Hexadecimal digits of a digest.
pub fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_told_by_name() {
        for (name, role) in [
            ("model.deen.intgemm.alphas.bin", Some(Role::Model)),
            ("lex.50.50.deen.s2t.bin", Some(Role::LexicalShortlist)),
            ("vocab.deen.spm", Some(Role::Vocab)),
            ("trgvocab.enja.spm", Some(Role::TrgVocab)),
            ("model.deen.intgemm.alphas.bin.gz", None),
            ("config.intgemm8bitalpha.yml", None),
            ("", None),
        ] {
            assert_eq!(Role::of(name), role, "{name}");
        }
    }

    #[test]
    fn a_directory_without_a_model_says_what_is_missing() {
        let directory = tempfile::tempdir().expect("a directory");
        let error = Contents::read(directory.path()).expect_err("no model");
        assert!(error.to_string().contains("no model file (model.*.bin)"), "{error}");
        fs::write(directory.path().join("model.a.bin"), b"").expect("written");
        fs::write(directory.path().join("model.b.bin"), b"").expect("written");
        let error = Contents::read(directory.path()).expect_err("two models");
        assert!(error.to_string().contains("more than one"), "{error}");
        let error = Contents::read(&directory.path().join("absent")).expect_err("no directory");
        assert!(matches!(error, ModelError::Unreadable { .. }), "{error}");
    }
}
