//! Mozilla's public registry of models: every language pair with its models, their files, sizes and digests.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::translate::firefox::Role;

/// The address of the registry.
pub const MOZILLA: &str =
    "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data/db/models.json";

/// The architectures in the order in which they are preferred: the best quality that is still quick.
const PREFERENCE: [&str; 3] = ["base-memory", "base", "tiny"];

/// A registry cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// It is no registry.
    #[error("{address} is no registry of models: {reason}; check the address given with --registry")]
    Malformed {
        /// Where it came from.
        address: String,
        /// Why.
        reason: String,
    },
    /// It does not have what is wanted.
    #[error("the registry has no model for {pair}{architecture}; it has: {available}")]
    Absent {
        /// The language pair.
        pair: String,
        /// ` of the architecture X` if one was asked for.
        architecture: String,
        /// What it has for the pair, or which pairs.
        available: String,
    },
}

/// A registry.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registry {
    /// The address that the files' paths are relative to.
    pub base_url: String,
    models: BTreeMap<String, Vec<Listed>>,
}

/// A model in the registry.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    /// Architecture.
    pub architecture: String,
    /// `Release`, `Release Android`, `Nightly` …
    #[serde(default)]
    release_status: Option<String>,
    files: BTreeMap<String, ListedFile>,
}

/// A file of a model in the registry.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedFile {
    /// Relative to the base address; compressed if it ends in `.gz`.
    pub path: String,
    /// Bytes as they are fetched.
    #[serde(default, alias = "byteSize", alias = "compressedSize")]
    pub size: Option<u64>,
    /// SHA-256 as it is fetched.
    #[serde(default, alias = "sha256", alias = "compressedHash")]
    pub hash: Option<String>,
    /// Bytes of the plain file.
    #[serde(default)]
    pub uncompressed_size: Option<u64>,
    /// SHA-256 of the plain file.
    #[serde(default)]
    pub uncompressed_hash: Option<String>,
}

impl Registry {
    /// Reads a registry that came from an address.
    ///
    /// # Errors
    /// If it is none.
    pub fn parse(bytes: &[u8], address: &str) -> Result<Self, RegistryError> {
        serde_json::from_slice(bytes)
            .map_err(|error| RegistryError::Malformed { address: address.to_owned(), reason: error.to_string() })
    }

    /// The best model of a pair: released before others, then by architecture, the first listed of equals.
    ///
    /// # Errors
    /// If there is none.
    pub fn choose(&self, source: &str, target: &str, architecture: Option<&str>) -> Result<&Listed, RegistryError> {
        let pair = format!("{source}-{target}");
        let listed = self.models.get(&pair).map_or(&[][..], Vec::as_slice);
        let usable =
            |model: &&Listed| architecture.is_none_or(|wanted| model.architecture == wanted) && model.complete();
        let rank = |model: &&Listed| {
            let released = model.release_status.as_deref().is_some_and(|status| status.starts_with("Release"));
            let preference =
                PREFERENCE.iter().position(|known| *known == model.architecture).unwrap_or(PREFERENCE.len());
            (!released, preference)
        };
        listed.iter().filter(usable).min_by_key(rank).ok_or_else(|| {
            let all: Vec<&str> = match listed {
                [] => self.models.keys().map(String::as_str).collect(),
                listed => listed.iter().map(|model| model.architecture.as_str()).collect(),
            };
            RegistryError::Absent {
                pair: format!("{source} → {target}"),
                architecture: architecture.map_or(String::new(), |wanted| format!(" of the architecture {wanted}")),
                available: if all.is_empty() { "nothing".to_owned() } else { all.join(", ") },
            }
        })
    }
}

impl Listed {
    /// The files that an engine needs, with what they are for.
    pub fn files(&self) -> Vec<(Role, &ListedFile)> {
        let roles = [
            (Role::Model, "model"),
            (Role::LexicalShortlist, "lexicalShortlist"),
            (Role::Vocab, "vocab"),
            (Role::SrcVocab, "srcVocab"),
            (Role::TrgVocab, "trgVocab"),
        ];
        roles.into_iter().filter_map(|(role, key)| Some((role, self.files.get(key)?))).collect()
    }

    fn complete(&self) -> bool {
        let has = |key: &str| self.files.contains_key(key);
        has("model") && (has("vocab") || has("srcVocab") && has("trgVocab"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r#"{"generated":"2026-01-01","baseUrl":"https://files.test/r","models":{
        "de-en":[
            {"architecture":"tiny","releaseStatus":"Release","files":{"model":{"path":"t/m.gz"},"vocab":{"path":"t/v.gz"}}},
            {"architecture":"base","releaseStatus":"Nightly","files":{"model":{"path":"n/m.gz"},"vocab":{"path":"n/v.gz"}}},
            {"architecture":"base-memory","releaseStatus":"Release","sourceLanguage":"de","files":{
                "model":{"path":"b/m.gz","uncompressedSize":3,"uncompressedHash":"aa"},"lexicalShortlist":{"path":"b/l.gz"},"vocab":{"path":"b/v.gz"}}},
            {"architecture":"base-memory","releaseStatus":"Release","files":{"model":{"path":"x/m.gz"}}}
        ],"fr-en":[]}}"#;

    #[test]
    fn the_best_released_model_is_chosen() {
        let registry = Registry::parse(SAMPLE.as_bytes(), "here").expect("a registry");
        let chosen = registry.choose("de", "en", None).expect("a model");
        assert_eq!(chosen.architecture, "base-memory");
        assert_eq!(
            chosen.files().iter().map(|(role, _)| *role).collect::<Vec<_>>(),
            [Role::Model, Role::LexicalShortlist, Role::Vocab]
        );
        assert_eq!(chosen.files()[0].1.uncompressed_hash.as_deref(), Some("aa"));
        assert_eq!(registry.choose("de", "en", Some("tiny")).expect("a model").architecture, "tiny");
    }

    #[test]
    fn what_is_absent_is_said_with_what_is_there() {
        let registry = Registry::parse(SAMPLE.as_bytes(), "here").expect("a registry");
        let error = registry.choose("de", "en", Some("huge")).expect_err("none").to_string();
        assert!(error.contains("huge") && error.contains("base-memory"), "{error}");
        let error = registry.choose("xx", "en", None).expect_err("none").to_string();
        assert!(error.contains("de-en"), "{error}");
        assert!(Registry::parse(b"<html>", "here").is_err());
    }
}
