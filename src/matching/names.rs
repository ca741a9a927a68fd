//! Korean and Russian names in whatever spelling: finding their spans, and linking them through their own script.

use super::select::{Spans, Verdict};
use super::words::Words;
use crate::glossary::Glossary;

/// A run of words that is written like a personal name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameSpan {
    /// Index of the first word.
    pub first: usize,
    /// Index of the last word.
    pub last: usize,
    /// The words can hardly be anything but a name.
    pub sure: bool,
}

/// The names of a glossary, prepared for look-up through romanization.
pub struct Names;

impl Names {
    /// Prepares the names of a glossary.
    pub fn new(_glossary: &Glossary) -> Self {
        Self
    }

    /// The name spans of a sentence, not overlapping, in order.
    pub fn spans(&self, _text: &str, _words: &Words) -> Spans {
        Spans::new()
    }

    /// Links one name span.
    pub fn link(&self, _glossary: &Glossary, _text: &str, _words: &Words, _name: &NameSpan) -> Verdict {
        Verdict::NoName
    }
}
