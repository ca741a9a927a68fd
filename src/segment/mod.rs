//! Step 2, segment: [`Document`](crate::read::Document) text → sentences.
//!
//! Segmentation is lossless: the spans of all sentences, joined, give the text back. White space after a sentence
//! belongs to it. The text is searched for the marks that can end a sentence, and only there is the context looked at:
//! what abbreviations, ordinals and the beginnings of sentences are is data (`lexicon`).
//!
//! A line end ends a sentence too, unless the paragraph is hard-wrapped (`lines`); a blank line always does.

mod boundary;
mod lexicon;
mod lines;

use boundary::Boundaries;

use crate::span::Span;

/// Splits a text into sentences. Blank space at the beginning of the text belongs to the first sentence.
pub fn segment(text: &str) -> Vec<Span> {
    let mut spans = Vec::with_capacity(text.len() / 128);
    let mut start = 0;
    for end in Boundaries::new(text) {
        spans.push(Span::new(start, end));
        start = end;
    }
    if start < text.len() {
        spans.push(Span::new(start, text.len()));
    }
    spans
}
