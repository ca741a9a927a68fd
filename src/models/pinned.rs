//! Digests in this program's source.

use serde::Deserialize;

use crate::translate::firefox::Role;

/// A model whose digests are known.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Pinned {
    /// Source language.
    pub source: String,
    /// Target language.
    pub target: String,
    /// Architecture.
    pub architecture: String,
    /// SHA-256 of the weights.
    pub model: String,
    /// SHA-256 of the shortlist.
    pub lexical_shortlist: String,
    /// SHA-256 of the vocabulary of both languages, where it is known.
    pub vocab: Option<String>,
}

impl Pinned {
    /// The models known to this program.
    pub fn known() -> Vec<Self> {
        #[derive(Deserialize)]
        struct Table {
            model: Vec<Pinned>,
        }
        toml::from_str::<Table>(include_str!("pinned.toml")).map(|table| table.model).unwrap_or_default()
    }

    /// The digest of one of its files.
    pub fn digest(&self, role: Role) -> Option<&str> {
        match role {
            Role::Model => Some(&self.model),
            Role::LexicalShortlist => Some(&self.lexical_shortlist),
            Role::Vocab => self.vocab.as_deref(),
            Role::SrcVocab | Role::TrgVocab => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_digests_are_digests() {
        let known = Pinned::known();
        assert_eq!(known.len(), 2);
        for digest in known.iter().flat_map(|pinned| Role::ALL.into_iter().filter_map(|role| pinned.digest(role))) {
            assert!(digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{digest}");
        }
    }
}
