//! Step 3, match: sentences + glossary index → [`Mention`]s and [`Unknown`] names.
//!
//! Within a sentence: look-up of word sequences, names read through romanization, suspended compounds; the longest wins.
//! Then the context decides what a form means here: whose minister, whose central committee. Over the whole document:
//! second mentions. What looks like a name and is not sure is reported, never linked.

mod compounds;
mod context;
mod coreference;
mod mention;
mod names;
mod officeholders;
mod scan;
mod select;
mod words;

use crate::glossary::{EntryId, Glossary};
use crate::span::Span;

pub use mention::{Candidate, Evidence, Matches, Mention, MentionKind, Unknown};
pub use names::{Correction, Explanation, corrections};
use select::Found;
use words::Words;

/// Finds mentions of the entries of one glossary.
pub struct Matcher<'g> {
    glossary: &'g Glossary,
    names: names::Names,
    officeholders: officeholders::Officeholders,
}

impl<'g> Matcher<'g> {
    /// Prepares matching against a glossary.
    pub fn new(glossary: &'g Glossary) -> Self {
        Self {
            glossary,
            names: names::Names::new(glossary),
            officeholders: officeholders::Officeholders::new(glossary),
        }
    }

    /// The glossary that is matched against.
    pub fn glossary(&self) -> &'g Glossary {
        self.glossary
    }

    /// Every reading of a name and every person it could be.
    pub fn explain(&self, name: &str) -> Explanation {
        self.names.explain(self.glossary, name)
    }

    /// The persons whose Hangul a romanised name can stand for, the likeliest first, without judging them.
    pub fn persons(&self, name: &str) -> Vec<EntryId> {
        self.names.persons(name)
    }

    /// Finds all mentions in a document's text, given its sentences.
    pub fn find(&self, text: &str, sentences: &[Span]) -> Matches {
        let mut words = Words::default();
        let mut hits = Vec::new();
        let mut found: Vec<Found> = Vec::with_capacity(sentences.len());
        let mut repair = names::Repair::new(self.glossary);
        for sentence in sentences {
            words.read(text, *sentence);
            repair.correct(text, &mut words);
            scan::scan(self.glossary, &words, &mut hits);
            found.push(select::select(self.glossary, &self.names, text, &words, &hits));
        }
        let document = context::Document::of(self.glossary, &found);
        for sentence in &mut found {
            context::resolve(self.glossary, &document, text, sentence);
        }
        coreference::resolve(self.glossary, &self.officeholders, text, found)
    }
}
