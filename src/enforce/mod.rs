//! Step 5, enforce: drafts + mentions → [`Rendering`]. At each mention stands the canonical English form, or it is `failed`.
//!
//! Nothing is taken on trust: where an engine says that it wrote a mention, the words are looked at.

use serde::Serialize;

use crate::matching::{Mention, Unknown};
use crate::span::Span;
use crate::translate::{Draft, Link};

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

/// Puts the mentions of one sentence into its draft. `start` is where the trimmed sentence text begins in the document.
pub fn enforce(source: Span, start: usize, draft: Draft, mentions: &[Mention]) -> RenderedSentence {
    let mut rendered = Vec::with_capacity(mentions.len());
    for (atom, mention) in mentions.iter().enumerate() {
        let span = target_of(&draft.alignment, atom);
        let wording = span.map_or(String::new(), |span| span.of(&draft.text).to_owned());
        let carried = span.is_some() && carries(&wording, &mention.english);
        rendered.push(RenderedMention {
            mention: mention.clone(),
            target: span.filter(|_| carried),
            engine_wording: wording,
            method: if carried { Method::Rules } else { Method::Failed },
        });
    }
    RenderedSentence {
        source,
        mentions: rendered,
        untranslated: draft.untranslated.iter().map(|span| span.shifted(start)).collect(),
        alignment: draft.alignment.iter().map(|link| (link.target, link.source.shifted(start))).collect(),
        confidence: draft.confidence,
        text: draft.text,
    }
}

/// The stretch of English that carries an atom, without a possessive after it.
fn target_of(alignment: &[Link], atom: usize) -> Option<Span> {
    let mut links = alignment.iter().filter(|link| link.atom == Some(atom)).map(|link| link.target);
    let first = links.next()?;
    Some(links.fold(first, |span, next| Span::new(span.start.min(next.start), span.end.max(next.end))))
}

/// Whether a wording is the canonical form: the same words, of which case and a plural may differ ("vice ministers of …").
fn carries(wording: &str, english: &str) -> bool {
    let wording = wording.strip_suffix("'s").or_else(|| wording.strip_suffix('\'')).unwrap_or(wording);
    if wording.eq_ignore_ascii_case(english) {
        return true;
    }
    let (written, wanted): (Vec<&str>, Vec<&str>) = (wording.split(' ').collect(), english.split(' ').collect());
    written.len() == wanted.len()
        && written.iter().zip(&wanted).all(|(written, wanted)| {
            let (written, wanted) = (written.to_lowercase(), wanted.to_lowercase());
            written == wanted || written == regular_plural(&wanted)
        })
}

fn regular_plural(word: &str) -> String {
    match word {
        _ if word.ends_with("man") => format!("{}men", &word[..word.len() - 3]),
        _ if word.ends_with('y') && !word.ends_with("ay") && !word.ends_with("ey") => {
            format!("{}ies", &word[..word.len() - 1])
        }
        _ if ["s", "x", "ch", "sh"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plural_or_another_case_carries_the_form_and_another_word_does_not() {
        for wording in ["foreign minister", "Foreign Ministers", "Foreign Minister's"] {
            assert!(carries(wording, "Foreign Minister"), "{wording}");
        }
        for wording in ["Minister", "Foreign Ministry", "Finance Minister", ""] {
            assert!(!carries(wording, "Foreign Minister"), "{wording}");
        }
        assert!(!carries("Kim Jong Il", "Kim Jong Un"));
    }
}
