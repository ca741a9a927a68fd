//! What matching finds.

use std::borrow::Cow;

use serde::Serialize;

use super::habits::Habits;
use crate::glossary::entry::{Country, EntryType, Gender};
use crate::glossary::{Entry, EntryId};
use crate::span::Span;

/// How a surface form relates to the entry's canonical or standard form. The first that applies, in this order, counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionKind {
    /// A slip of writing or recognition.
    Typo,
    /// Part of a compound.
    Compound,
    /// A short form.
    Acronym,
    /// The family or given name alone, or a title that stands for the person.
    SurnameOnly,
    /// Changed by German grammar.
    Inflected,
    /// Another spelling or another name.
    Variant,
    /// The canonical name or the standard headword.
    Exact,
}

impl MentionKind {
    /// The word that stands for it in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Typo => "typo",
            Self::Compound => "compound",
            Self::Acronym => "acronym",
            Self::SurnameOnly => "surname-only",
            Self::Inflected => "inflected",
            Self::Variant => "variant",
            Self::Exact => "exact",
        }
    }
}

/// A reason for a link, in words for a person.
pub type Evidence = Cow<'static, str>;

/// An occurrence of an entry in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Bytes of the document's text.
    pub span: Span,
    /// The entry.
    pub entry: EntryId,
    /// How the surface form relates to the entry.
    pub kind: MentionKind,
    /// From 0 to 1.
    pub confidence: f32,
    /// Why.
    pub evidence: Vec<Evidence>,
    /// The English form for this place.
    pub english: String,
    /// The country by which the form was chosen, if it depends on it.
    pub country: Option<Country>,
    /// What the German form says of gender, as in a feminine title.
    pub gender: Option<Gender>,
    /// The form is marked as genitive.
    pub genitive: bool,
    /// The form can only be a plural.
    pub plural: bool,
}

/// An entry that something unknown could be.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The entry.
    pub entry: EntryId,
    /// From 0 to 1.
    pub confidence: f32,
    /// Why, and why not surely.
    pub evidence: Vec<Evidence>,
}

/// What looks like a name and is no sure match. It is never rewritten, only offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// Bytes of the document's text.
    pub span: Span,
    /// Entries that it could be, best first; may be empty.
    pub candidates: Vec<Candidate>,
    /// An English spelling derived by rule, as for Russian names; marked as derived wherever it is shown.
    pub derived: Option<String>,
    /// Hangul readings that the spelling allows, best first.
    pub hangul: Vec<String>,
}

/// All that was found in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matches {
    /// Mentions in the order of the text, not overlapping.
    pub mentions: Vec<Mention>,
    /// Unknown names in the order of the text, not overlapping each other or a mention.
    pub unknown: Vec<Unknown>,
    /// In which systems the document writes its North Korean names.
    pub habits: Habits,
}

impl Matches {
    /// The mentions that lie within a span.
    pub fn within(&self, span: Span) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let end = self.mentions.partition_point(|mention| mention.span.start < span.end);
        &self.mentions[start..end.max(start)]
    }
}

impl Matches {
    /// The unknown names that lie within a span.
    pub fn unknown_within(&self, span: Span) -> &[Unknown] {
        let start = self.unknown.partition_point(|unknown| unknown.span.start < span.start);
        let end = self.unknown.partition_point(|unknown| unknown.span.start < span.end);
        &self.unknown[start..end.max(start)]
    }
}

/// Whether the entry is a person whose name is Korean.
pub(crate) fn is_korean_person(entry: &Entry) -> bool {
    entry.kind == EntryType::Person && entry.country.is_some_and(Country::is_korean)
}
