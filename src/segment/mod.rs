//! Step 2, segment: [`Document`](crate::read::Document) text → sentences.
//!
//! Segmentation is lossless: the spans of all sentences, joined, give the text back. White space after a sentence
//! belongs to it.

use crate::span::Span;

/// Splits a text into sentences.
pub fn segment(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        spans.push(Span::new(start, start + line.len()));
        start += line.len();
    }
    spans
}
