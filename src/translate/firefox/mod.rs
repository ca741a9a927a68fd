//! The engine `firefox`: Mozilla's translation models, run on this machine without a network.
//!
//! A model is a small transformer with int8 weights, a SentencePiece vocabulary and a lexical shortlist; the crate
//! `fxtranslate` runs it. This module is neutral as to the language pair: what the files are decides. It knows no
//! glossary; the mentions of a sentence serve it only in keeping long sentences from being cut inside one. That the
//! canonical forms stand in the English is the business of [`enforce`](crate::enforce).

mod files;
mod project;
mod sentence;
mod structure;
mod workers;

use std::num::NonZeroUsize;
use std::path::Path;

pub use files::{Contents, FileRecord, MANIFEST, Manifest, ModelError, Role, Voucher, hex, list, sha256};

use super::{Draft, Engine, EngineError, SoftAlignment, Source, Unwatched, Watch};
use crate::glossary::EntryType;
use workers::{Answer, Task, Workers};

/// The name under which users choose the engine.
pub const NAME: &str = "firefox";

/// The release of the inference crate; it is pinned because another one writes other English.
const INFERENCE: &str = "fxtranslate 0.5.0";

/// Sentences between two looks at whoever watches: a second or two of work.
const BLOCK: usize = 64;

/// A loaded model with the threads that run it.
#[derive(Debug)]
pub struct FirefoxEngine {
    workers: Workers,
    digest: String,
    manifest: Option<Manifest>,
}

impl FirefoxEngine {
    /// Loads the model in a directory, to be run on as many threads as the machine has cores.
    ///
    /// # Errors
    /// If files are missing, changed since their installation or not sound, or the processor cannot run the model.
    pub fn load(directory: &Path) -> Result<Self, ModelError> {
        Self::load_with_threads(directory, std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
    }

    /// The same on a given number of threads. The English does not depend on it.
    ///
    /// # Errors
    /// Those of [`FirefoxEngine::load`].
    pub fn load_with_threads(directory: &Path, threads: NonZeroUsize) -> Result<Self, ModelError> {
        let mut contents = Contents::read(directory)?;
        let digest = std::mem::take(&mut contents.digest);
        let manifest = contents.manifest.take();
        let workers = Workers::start(contents, threads)
            .map_err(|reason| ModelError::Unusable { place: directory.to_owned(), reason })?;
        Ok(Self { workers, digest, manifest })
    }

    /// What the installer noted about the model, if one did.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// Runs sentences block by block, so that whoever watches can end it between two of them.
    fn run(
        &self,
        sentences: &[Source<'_>],
        align: impl Fn(&Source<'_>) -> bool,
        watch: &dyn Watch,
    ) -> Result<Vec<Answer>, EngineError> {
        let mut answers = Vec::with_capacity(sentences.len());
        for block in sentences.chunks(BLOCK) {
            if watch.cancelled() {
                return Err(EngineError::Cancelled);
            }
            let tasks = block.iter().map(|sentence| Task {
                text: sentence.text.to_owned(),
                protected: sentence.atoms.iter().map(|atom| atom.span).collect(),
                align: align(sentence),
            });
            let broken = |reason| EngineError::Broken { engine: NAME.to_owned(), reason };
            answers.extend(self.workers.run(tasks).map_err(broken)?);
            watch.done(block.iter().map(|sentence| sentence.text.len()).sum());
        }
        Ok(answers)
    }
}

/// Whether a sentence holds what a model words as it likes. Names it copies, and they are found by their spelling; of titles,
/// bodies and terms about half are not, and then the alignment is needed. To make it along with the text costs half as much again,
/// to make it later more than twice as much.
fn is_worded_freely(sentence: &Source<'_>) -> bool {
    sentence.atoms.iter().any(|atom| matches!(atom.kind, EntryType::Title | EntryType::Organization | EntryType::Term))
}

impl Engine for FirefoxEngine {
    fn name(&self) -> &str {
        NAME
    }

    fn version(&self) -> String {
        let architecture = self
            .manifest
            .as_ref()
            .map(|manifest| format!(", {}-{} {}", manifest.source, manifest.target, manifest.architecture));
        format!("{INFERENCE}{}", architecture.unwrap_or_default())
    }

    fn translate(&self, sentences: &[Source<'_>]) -> Result<Vec<Draft>, EngineError> {
        self.translate_watched(sentences, &Unwatched)
    }

    fn translate_watched(&self, sentences: &[Source<'_>], watch: &dyn Watch) -> Result<Vec<Draft>, EngineError> {
        let draft = |answer: Answer| {
            let attention = (!answer.tokens.is_empty()).then(|| answer.clone());
            Draft { text: answer.text, confidence: 1.0, attention, ..Draft::default() }
        };
        Ok(self.run(sentences, is_worded_freely, watch)?.into_iter().map(draft).collect())
    }

    fn retries(&self) -> usize {
        4
    }

    fn model(&self) -> Option<String> {
        Some(self.digest.clone())
    }

    fn align(&self, sentences: &[Source<'_>], watch: &dyn Watch) -> Result<Vec<Option<SoftAlignment>>, EngineError> {
        Ok(self.run(sentences, |_| true, watch)?.into_iter().map(Some).collect())
    }
}
