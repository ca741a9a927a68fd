//! Sentences as they are sent: on one line, with the terms that occur in them, in batches that fit a request.

use std::collections::BTreeMap;

use super::Limits;
use crate::glossary::fold::unbroken;
use crate::translate::Source;

/// A German form and the English that must stand for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The form as it stands in the text, inflected as it is.
    pub german: String,
    /// The canonical English form.
    pub english: String,
}

/// A sentence to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The German, on one line.
    pub text: String,
    /// The terms that occur in it, each once.
    pub terms: Vec<Term>,
}

impl Segment {
    /// A sentence of a document.
    pub(super) fn of(source: &Source<'_>) -> Self {
        let mut terms: Vec<Term> = source
            .atoms
            .iter()
            .filter_map(|atom| Some((source.text.get(atom.span.start..atom.span.end)?, atom.english)))
            .map(|(german, english)| Term { german: one_line(german), english: one_line(english) })
            .filter(|term| !term.german.is_empty() && !term.english.is_empty())
            .collect();
        terms.sort();
        terms.dedup();
        Self { text: one_line(source.text), terms }
    }
}

/// All terms of some sentences, each German form once. A form that means two things is left out: which of them it is only its
/// own sentence can tell, and a glossary for all cannot.
pub(super) fn terms(segments: &[Segment]) -> Vec<Term> {
    let mut english: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for term in segments.iter().flat_map(|segment| &segment.terms) {
        let known = english.entry(&term.german).or_insert(Some(&term.english));
        *known = known.filter(|known| *known == term.english);
    }
    let sure = english.into_iter().filter_map(|(german, english)| Some((german, english?)));
    sure.map(|(german, english)| Term { german: german.to_owned(), english: english.to_owned() }).collect()
}

/// White space, line ends and other control characters as single spaces, and words hyphenated over a line end in one piece;
/// nothing else is changed.
pub(super) fn one_line(text: &str) -> String {
    unbroken(text)
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Segments cut into batches, in order.
pub(super) struct Batches<'s> {
    rest: &'s [Segment],
    limits: Limits,
}

impl<'s> Batches<'s> {
    pub(super) fn of(segments: &'s [Segment], limits: Limits) -> Self {
        Self { rest: segments, limits }
    }
}

impl<'s> Iterator for Batches<'s> {
    type Item = &'s [Segment];

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = 0;
        let fits = |segment: &&Segment| {
            bytes += segment.text.len();
            bytes <= self.limits.bytes
        };
        let fitting = self.rest.iter().take(self.limits.sentences).take_while(fits).count();
        let (batch, rest) = self.rest.split_at(fitting.max(1).min(self.rest.len()));
        self.rest = rest;
        (!batch.is_empty()).then_some(batch)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segment(text: &str, terms: &[(&str, &str)]) -> Segment {
        let term = |(german, english): &(&str, &str)| Term { german: (*german).into(), english: (*english).into() };
        Segment { text: text.into(), terms: terms.iter().map(term).collect() }
    }

    #[test]
    fn a_form_with_two_meanings_is_in_no_common_list() {
        let segments = [
            segment("a", &[("Außenminister", "Foreign Minister"), ("Kims", "Kim")]),
            segment("b", &[("Außenminister", "Minister of Foreign Affairs")]),
        ];
        assert_eq!(terms(&segments), [Term { german: "Kims".into(), english: "Kim".into() }]);
    }

    #[test]
    fn white_space_and_control_characters_become_one_space() {
        assert_eq!(one_line(" a\r\n\u{a0}b\u{0}\u{1b}c "), "a b c");
    }

    proptest! {
        #[test]
        fn batches_joined_are_the_segments_and_keep_the_limits(
            lengths in proptest::collection::vec(0_usize..40, 0..60), sentences in 1_usize..9, bytes in 1_usize..60,
        ) {
            let segments: Vec<Segment> = lengths.iter().map(|length| segment(&"x".repeat(*length), &[])).collect();
            let batches: Vec<&[Segment]> = Batches::of(&segments, Limits { sentences, bytes }).collect();
            prop_assert_eq!(&batches.concat(), &segments);
            for batch in batches {
                prop_assert!(batch.len() <= sentences);
                prop_assert!(batch.len() == 1 || batch.iter().map(|s| s.text.len()).sum::<usize>() <= bytes);
            }
        }
    }
}
