//! How far a translation can be trusted, from what went wrong on the way.
//!
//! Names and numbers are as good as certain, every other word is a choice; each kind of trouble takes away from that in
//! proportion to its part of the sentence. The weights come from a least-squares fit to the chrF of single sentences of a
//! public news test set (newstest2015), so that a confidence reads as the agreement with a human translation that may be
//! expected: a plain sentence without trouble stands a little above 0.5.

use std::fmt;

use super::clauses::{Kind, Tree};
use super::morphology::{Meaning, Tag};
use super::senses::Doubts;
use super::tagging::Tagged;
use super::token::TokenKind;

// Weights of what happened to words, by their share of the words.
const CHOICE: f32 = 0.65;
const UNKNOWN: f32 = 1.7;
const COMPOUND: f32 = 0.1;
const AMBIGUOUS: f32 = 0.5;
const STRANDED: f32 = 1.0;
// Weights of what happened to clauses, by their share of the clauses.
const VERBLESS: f32 = 0.1;
const UNFIT: f32 = 0.1;
const SUBJECTLESS: f32 = 0.2;
const NONFINITE: f32 = 0.4;

/// What happened to one sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Words, numbers and mentions.
    pub words: u32,
    /// Words without English.
    pub unknown: u32,
    /// Names, mentions and numbers, which stay what they are.
    pub certain: u32,
    /// Words that are read only by taking them apart.
    pub compounds: u32,
    /// Clauses.
    pub clauses: u32,
    /// Clauses without a verb.
    pub fragments: u32,
    /// See [`Doubts`].
    pub doubts: Doubts,
}

impl Evidence {
    /// Adds an analysed stretch.
    pub fn add(&mut self, tokens: &[Tagged], tree: &Tree, doubts: Doubts) {
        let is_word = |token: &&Tagged| !matches!(token.tag, Tag::Comma | Tag::Stop | Tag::Quote | Tag::Mark);
        self.words += tokens.iter().filter(is_word).count() as u32;
        let certain = |token: &&Tagged| {
            matches!(token.tag, Tag::Name | Tag::Number) || matches!(token.token.kind, TokenKind::Atom(_))
        };
        self.certain += tokens.iter().filter(certain).count() as u32;
        let apart = |token: &&Tagged| matches!(token.reading().meaning, Meaning::Compound(..));
        self.compounds += tokens.iter().filter(apart).count() as u32;
        self.clauses += tree.clauses.len() as u32;
        self.fragments += tree.clauses.iter().filter(|clause| clause.kind == Kind::Fragment).count() as u32;
        self.doubts.ambiguous += doubts.ambiguous;
        self.doubts.unfit += doubts.unfit;
        self.doubts.stranded += doubts.stranded;
        self.doubts.subjectless += doubts.subjectless;
        self.doubts.nonfinite += doubts.nonfinite;
    }

    /// From 0 (nothing is sure) to 1 (nothing but names).
    pub fn confidence(&self) -> f32 {
        let share = |count: u32, of: u32| (count as f32 / of.max(1) as f32).min(1.0);
        let doubts = self.doubts;
        let trouble = CHOICE * (1.0 - share(self.certain, self.words))
            + share(self.unknown, self.words) * UNKNOWN
            + share(self.compounds, self.words) * COMPOUND
            + share(doubts.ambiguous, self.words) * AMBIGUOUS
            + share(doubts.stranded, self.words) * STRANDED
            + share(self.fragments, self.clauses) * VERBLESS
            + share(doubts.unfit, self.clauses) * UNFIT
            + share(doubts.subjectless, self.clauses) * SUBJECTLESS
            + share(doubts.nonfinite, self.clauses) * NONFINITE;
        (-trouble).exp()
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "words {}, certain {}", self.words, self.certain)?;
        write!(f, ", unknown {}, compounds {}", self.unknown, self.compounds)?;
        write!(f, ", clauses {}, without a verb {}", self.clauses, self.fragments)?;
        let Doubts { ambiguous, unfit, stranded, subjectless, nonfinite } = self.doubts;
        write!(f, ", no subject {subjectless}, no finite verb {nonfinite}")?;
        write!(f, ", ambiguous {ambiguous}, verbs without a fitting frame {unfit}, without a place {stranded}")
    }
}
