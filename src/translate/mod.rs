//! Step 4, translate: sentences and their mentions → [`Draft`]s, by an [`Engine`].
//!
//! An engine gets each mention as an [`Atom`]: a stretch of German that must come out as one given English form. It
//! answers with English and with the alignment of every English token to the German it comes from.

#[cfg(feature = "firefox")]
pub mod firefox;
#[cfg(feature = "remote")]
pub mod remote;
pub mod rules;

use crate::glossary::EntryType;
use crate::glossary::entry::{Gender, PartOfSpeech};
use crate::span::Span;

/// A sentence to translate.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The German text. Line breaks count as spaces.
    pub text: &'a str,
    /// The mentions in it, in order, not overlapping.
    pub atoms: &'a [Atom<'a>],
}

/// A mention as an engine sees it.
#[derive(Clone, Copy, Debug)]
pub struct Atom<'a> {
    /// Bytes of the sentence's text.
    pub span: Span,
    /// The English form to write, in the singular.
    pub english: &'a str,
    /// The form's English plural where it is not regular.
    pub english_plural: Option<&'a str>,
    /// What it is.
    pub kind: EntryType,
    /// It is a common noun for people of a country.
    pub demonym: bool,
    /// Part of speech of the German.
    pub part_of_speech: PartOfSpeech,
    /// Gender of the German head noun; for persons their own.
    pub gender: Option<Gender>,
    /// The surface form can only be a plural.
    pub plural: bool,
    /// The surface form is marked as genitive (the name with -s or an apostrophe).
    pub genitive: bool,
    /// Whether running English puts "the" before the form.
    pub article: bool,
}

impl<'a> Atom<'a> {
    /// A noun in the singular, in no genitive and without an article.
    pub fn noun(span: Span, english: &'a str, kind: EntryType) -> Self {
        Self {
            span,
            english,
            english_plural: None,
            kind,
            demonym: false,
            part_of_speech: PartOfSpeech::Noun,
            gender: None,
            plural: false,
            genitive: false,
            article: false,
        }
    }
}

/// A reader should compare a sentence of less confidence than this with the German: with the engine `rules` about every
/// twentieth sentence of news.
pub const DOUBTFUL: f32 = 0.45;

/// The English of one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// English text, with neither line break nor outer white space.
    pub text: String,
    /// Where each English token comes from, in the order of the text.
    pub alignment: Vec<Link>,
    /// German words that the engine had no English for, as bytes of the source text; they stand unchanged in the English.
    pub untranslated: Vec<Span>,
    /// How far the engine trusts its own analysis, from 0 to 1; what the engine `rules` makes of it, says
    /// `translate/rules/confidence.rs`.
    pub confidence: f32,
    /// The soft alignment of the text, where the engine expected that it would be asked for it and made it along with the text.
    pub attention: Option<SoftAlignment>,
}

/// One English token and its German source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the draft's text.
    pub target: Span,
    /// Bytes of the source text; empty for a token that English demands and German has not.
    pub source: Span,
    /// Index of the atom that the token is, or is part of. The possessive 's is a token of its own.
    pub atom: Option<usize>,
}

/// How much each word or subword of a draft owes to each of the source, as a neural engine's attention says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SoftAlignment {
    /// The English text that it is of.
    pub text: String,
    /// The target tokens in order.
    pub tokens: Vec<SoftLink>,
}

/// A target token and the source it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SoftLink {
    /// Bytes of the English text.
    pub target: Span,
    /// Bytes of the source text with their weight; the weights of a token add up to at most 1, trifles are left out.
    pub sources: Vec<(Span, f32)>,
}

impl SoftLink {
    /// How much of the token comes from a stretch of the source, from 0 to 1.
    pub fn weight(&self, source: Span) -> f32 {
        self.sources.iter().filter(|(token, _)| token.overlaps(source)).map(|(_, weight)| weight).sum()
    }
}

/// An engine could not work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The engine is not to be had.
    #[error("the engine \"{engine}\" is not available: {reason}")]
    Unavailable {
        /// Its name.
        engine: String,
        /// Why.
        reason: String,
    },
    /// Whoever watched wanted no more.
    #[error("interrupted")]
    Cancelled,
    /// A remote engine could not work.
    #[cfg(feature = "remote")]
    #[error(transparent)]
    Remote(#[from] remote::RemoteError),
    /// The engine broke down while it worked.
    #[error("the engine \"{engine}\" broke down: {reason}")]
    Broken {
        /// Its name.
        engine: String,
        /// Why.
        reason: String,
    },
    /// A model cannot be used.
    #[cfg(feature = "firefox")]
    #[error(transparent)]
    Model(#[from] firefox::ModelError),
}

/// Looks on while an engine works.
pub trait Watch: Sync {
    /// So many more bytes of German are done.
    fn done(&self, bytes: usize);

    /// Whether the engine is to give up as soon as it can.
    fn cancelled(&self) -> bool;
}

/// Nobody looks on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn done(&self, _: usize) {}

    fn cancelled(&self) -> bool {
        false
    }
}

/// A translation engine from German to English.
pub trait Engine: Send + Sync {
    /// The name under which users choose it.
    fn name(&self) -> &str;

    /// Version of engine and data, printed so that a result can be repeated.
    fn version(&self) -> String;

    /// Translates sentences of one document, one draft for each, in order. The same sentences give the same drafts, whatever the
    /// number of threads.
    ///
    /// # Errors
    /// If the engine cannot work at all. A sentence that it does not understand is a draft with low confidence.
    fn translate(&self, sentences: &[Source<'_>]) -> Result<Vec<Draft>, EngineError>;

    /// The same under the eyes of a [`Watch`]. An engine that is slow tells it of each part that is done; others of the whole.
    ///
    /// # Errors
    /// Those of [`Engine::translate`], and [`EngineError::Cancelled`].
    fn translate_watched(&self, sentences: &[Source<'_>], watch: &dyn Watch) -> Result<Vec<Draft>, EngineError> {
        if watch.cancelled() {
            return Err(EngineError::Cancelled);
        }
        let drafts = self.translate(sentences)?;
        watch.done(sentences.iter().map(|sentence| sentence.text.len()).sum());
        Ok(drafts)
    }

    /// The SHA-256 of the model in hexadecimal digits, for engines that have one.
    fn model(&self) -> Option<String> {
        None
    }

    /// Name and fingerprint of a wide dictionary that the engine asks besides its own lexicon.
    fn dictionary(&self) -> Option<(String, String)> {
        None
    }

    /// Whether the engine writes the atoms' English forms by itself and links them. Where it does not, enforcement finds
    /// them, asks [`Engine::align`] where they should be, and has sentences translated again with other words in them.
    fn carries_atoms(&self) -> bool {
        false
    }

    /// How often a sentence may be translated again in search of a mention. Each time costs what a sentence costs, which
    /// is money for some engines.
    fn retries(&self) -> usize {
        1
    }

    /// The soft alignment of the draft that [`Engine::translate`] gives for each sentence; `None` where the engine has none. It is
    /// asked for drafts that came without one.
    ///
    /// # Errors
    /// Those of [`Engine::translate_watched`].
    fn align(&self, sentences: &[Source<'_>], _: &dyn Watch) -> Result<Vec<Option<SoftAlignment>>, EngineError> {
        Ok(vec![None; sentences.len()])
    }
}
