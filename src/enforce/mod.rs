//! Step 5, enforce: drafts + mentions → [`Rendering`]. At each mention stands the canonical English form, or it is `failed`.
//!
//! Nothing is taken on trust: where an engine says that it wrote a mention, the words are looked at. For an engine that
//! knows no glossary there are three ways, tried in this order for every mention, each one judged by its result:
//! 1. the form, or its plural or possessive, already stands there: `as-is`;
//! 2. its place is known by a spelling of the name or by the engine's alignment, and what stands there is replaced:
//!    `edited`;
//! 3. the sentence is translated again with the form itself, then with a name that models copy, in the mention's stead;
//!    where that comes out between the same neighbours, the mention belongs: `placeholder`.
//!
//! What is left is `failed`. No word outside the neighbourhood of a mention changes, except where a sentence had to be
//! taken over from its second translation as a whole.

mod acronyms;
mod edit;
mod english;
mod locate;
mod place;
mod rewrite;

use serde::Serialize;

use crate::matching::{Mention, Unknown};
use crate::span::Span;

pub use acronyms::expand_acronyms;
pub use place::{Enforced, Placement, enforce};

/// How the English form of a mention came to stand in the English text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The engine wrote it by itself.
    AsIs,
    /// The engine wrote something else, which was replaced.
    Edited,
    /// The engine was given something else to carry, and the form was put in its place.
    Placeholder,
    /// The embedded engine carried the mention through as one atom.
    Rules,
    /// The engine lost it.
    Failed,
}

impl Method {
    /// The word that stands for it in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsIs => "as-is",
            Self::Edited => "edited",
            Self::Placeholder => "placeholder",
            Self::Rules => "rules",
            Self::Failed => "failed",
        }
    }
}

/// A mention and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct RenderedMention {
    /// The mention in the German.
    pub mention: Mention,
    /// Bytes of the sentence's English text; `None` if it failed.
    pub target: Option<Span>,
    /// What the engine wrote there.
    pub engine_wording: String,
    /// How it got its form.
    pub method: Method,
    /// The acronym was written out: the name stands there too.
    pub expanded: bool,
}

/// A sentence in English.
#[derive(Clone, Debug, PartialEq)]
pub struct RenderedSentence {
    /// Bytes of the document's text.
    pub source: Span,
    /// The English.
    pub text: String,
    /// The mentions, in the order of the German.
    pub mentions: Vec<RenderedMention>,
    /// German words without English, as bytes of the document's text.
    pub untranslated: Vec<Span>,
    /// Alignment of English tokens (bytes of `text`) to German (bytes of the document's text).
    pub alignment: Vec<(Span, Span)>,
    /// How far the engine trusts its analysis, from 0 to 1.
    pub confidence: f32,
}

/// A document in English.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendering {
    /// All sentences in order.
    pub sentences: Vec<RenderedSentence>,
    /// Names without a sure entry; they stand in the English as they stood in the German.
    pub unknown: Vec<Unknown>,
}

impl Rendering {
    /// All mentions in the order of the German.
    pub fn mentions(&self) -> impl Iterator<Item = &RenderedMention> {
        self.sentences.iter().flat_map(|sentence| &sentence.mentions)
    }

    /// How many mentions came out by each method.
    pub fn count(&self, method: Method) -> usize {
        self.mentions().filter(|mention| mention.method == method).count()
    }
}

/// Joins what became of a sentence with its mentions. `source` is the sentence in the document and `start` where its
/// trimmed text begins there; the mentions are those whose atoms were enforced, in the same order.
pub fn rendered(source: Span, start: usize, enforced: Enforced, mentions: &[Mention]) -> RenderedSentence {
    let joined = mentions.iter().zip(enforced.placements).map(|(mention, placement)| RenderedMention {
        mention: mention.clone(),
        target: placement.target,
        engine_wording: placement.wording,
        method: placement.method,
        expanded: false,
    });
    RenderedSentence {
        source,
        mentions: joined.collect(),
        untranslated: enforced.untranslated.iter().map(|span| span.shifted(start)).collect(),
        alignment: enforced.alignment.iter().map(|link| (link.target, link.source.shifted(start))).collect(),
        confidence: enforced.confidence,
        text: enforced.text,
    }
}
