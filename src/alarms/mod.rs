//! Meaning alarms: what a German sentence says and its English does not, or the other way round.
//!
//! The alarms compare the two texts alone and know nothing of the engine, so they hold for every engine and for a finished
//! translation by hand. They look at what must survive any wording: numbers, units, dates, negation, quotation marks, attribution, reservations
//! ("so-called", "alleged") and names. An alarm is no proof: a free translation may say "half" for "50 percent" in a way
//! that is not foreseen here. Each is a [`Finding`], with a place in one of the two texts.

pub mod align;
mod cues;
mod names;
mod numbers;
mod numerals;
mod quotation;
mod words;

use std::collections::BTreeSet;

use crate::diagnostic::{Finding, Severity};
use crate::enforce::Rendering;
use crate::glossary::{EntryId, Glossary};
use crate::matching::Matches;
use crate::segment::segment;
use crate::span::Span;

pub use cues::Cues;
pub use names::Names;

/// The rules by name, with one sentence each, in the order of the documentation.
pub const RULES: [(&str, &str); 10] = [
    ("number-differs", "A number stands in one language only."),
    ("unit-differs", "A percentage or a currency stands in one language only."),
    ("date-differs", "A month or a day of the week stands in one language only."),
    ("negation-differs", "One language denies, the other does not."),
    ("quotation-differs", "Quotation marks are not paired, or only one language quotes."),
    ("attribution-differs", "Only one language says that somebody said it."),
    ("so-called-differs", "Only one language distances itself from a word with \"so-called\"."),
    ("alleged-differs", "Only one language says that something is alleged."),
    ("suspected-differs", "Only one language says that something or somebody is suspected."),
    ("name-not-in-source", "The translation names a person or place that the source does not name."),
];

/// Which of the two texts a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The German.
    Source,
    /// The English.
    Target,
}

impl Side {
    /// The word that stands for it in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Target => "target",
        }
    }
}

/// One alarm about one pair of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// The text that [`Finding::span`] is in: bytes of the German or of the English of the pair.
    pub side: Side,
    /// Rule, message and place.
    pub finding: Finding,
}

impl Alarm {
    fn new(rule: &'static str, side: Side, span: Span, message: String) -> Self {
        let remedy = match side {
            Side::Source => "compare the English with the German here",
            Side::Target => "compare the German with the English here",
        };
        let finding =
            Finding { rule, severity: Severity::Warning, span, message, remedy: remedy.into(), replacement: None };
        Self { side, finding }
    }
}

/// What alarms are raised by.
pub struct Alarms {
    cues: Vec<Cues>,
    names: Names,
}

impl Alarms {
    /// Prepares alarms for texts whose names are those of a glossary.
    pub fn new(glossary: &Glossary) -> Self {
        Self { cues: cues::shipped(), names: Names::new(glossary) }
    }

    /// All alarms about a German text and its English. `known` are the entries that the German mentions; without them, names
    /// are not looked at.
    pub fn compare(&self, german: &str, english: &str, known: Option<&BTreeSet<EntryId>>) -> Vec<Alarm> {
        if german.trim().is_empty() || english.trim().is_empty() {
            return Vec::new();
        }
        let (source, target) = (words::words(german), words::words(english));
        let mut alarms = Vec::new();
        numbers::compare((german, &source), (english, &target), &mut alarms);
        for cues in &self.cues {
            cues.compare((german, &source), (english, &target), &mut alarms);
        }
        quotation::compare(german, english, &mut alarms);
        if let Some(known) = known {
            self.names.compare(&source, (english, &target), known, &mut alarms);
        }
        alarms.sort_by_key(|alarm| (alarm.side, alarm.finding.span, alarm.finding.rule));
        alarms
    }

    /// The alarms about each sentence of a rendering. Spans on the source's side are bytes of the document's text.
    pub fn of_rendering(&self, text: &str, matches: &Matches, rendering: &Rendering) -> Vec<Vec<Alarm>> {
        let sentence = |sentence: &crate::enforce::RenderedSentence| {
            let known = matches.within(sentence.source).iter().map(|mention| mention.entry).collect();
            let mut alarms = self.compare(sentence.source.of(text), &sentence.text, Some(&known));
            for alarm in alarms.iter_mut().filter(|alarm| alarm.side == Side::Source) {
                alarm.finding.span = alarm.finding.span.shifted(sentence.source.start);
            }
            alarms
        };
        rendering.sentences.iter().map(sentence).collect()
    }

    /// The alarms about a finished translation, whose sentences are found beside those of the source by [`align`].
    /// Spans are bytes of the two texts.
    pub fn of_translation(&self, text: &str, sentences: &[Span], matches: &Matches, translation: &str) -> Vec<Alarm> {
        let known: BTreeSet<EntryId> = matches.mentions.iter().map(|mention| mention.entry).collect();
        let pairs = align::align(text, sentences, translation, &segment(translation));
        let alarms = pairs.into_iter().flat_map(|pair| {
            let mut alarms = self.compare(pair.source.of(text), pair.target.of(translation), Some(&known));
            for alarm in &mut alarms {
                let start = if alarm.side == Side::Source { pair.source.start } else { pair.target.start };
                alarm.finding.span = alarm.finding.span.shifted(start);
            }
            alarms
        });
        alarms.collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pieces that numbers, cues and quotations are made of, and noise between them.
    fn text() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "1.234,5",
            "1,5 Mio.",
            "15 Uhr",
            "zwei",
            "Hundert",
            "80er",
            "19. Jahrhundert",
            "twenty",
            "and",
            "hundred",
            "million",
            "5m",
            "½",
            "٣",
            "nicht",
            "not",
            "n't",
            "„",
            "“",
            "\"",
            "'",
            "’",
            "Kim",
            "Jong Un",
            "Ri",
            ".",
            ",",
            "-",
            ":",
            " ",
            "\n",
            "\u{a0}",
            "\u{ad}",
            "ẞ",
            "İ",
            "\u{308}",
            "9999999999999999999999",
            "0",
        ]);
        let piece = prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => "\\PC{0,3}".prop_map(|noise| noise)];
        (proptest::collection::vec(piece, 0..16), any::<bool>())
            .prop_map(|(pieces, apart)| pieces.join(if apart { " " } else { "" }))
    }

    proptest! {
        #[test]
        fn places_are_in_the_texts(german in text(), english in text()) {
            let alarms = Alarms::new(&Glossary::empty());
            for alarm in alarms.compare(&german, &english, Some(&BTreeSet::new())) {
                let text = if alarm.side == Side::Source { &german } else { &english };
                let Span { start, end } = alarm.finding.span;
                prop_assert!(start < end && text.get(start..end).is_some(), "{alarm:?}");
            }
            let sentences = segment(&german);
            for alarm in alarms.of_translation(&german, &sentences, &Matches::default(), &english) {
                let text = if alarm.side == Side::Source { &german } else { &english };
                prop_assert!(text.get(alarm.finding.span.start..alarm.finding.span.end).is_some(), "{alarm:?}");
            }
        }
    }

    #[test]
    fn sentences_of_a_finished_translation_are_compared_one_by_one() {
        let german = "Kim kam am Montag nicht. Er brachte 12 Raketen mit.\n\nKCNA zufolge ging er um 15 Uhr wieder.\n";
        let english = "Kim did not come on Monday. He brought along 15 missiles.\n\nHe left again at 3 p.m.\n";
        let alarms = Alarms::new(&Glossary::empty());
        let found = alarms.of_translation(german, &segment(german), &Matches::default(), english);
        let shown: Vec<(Side, &str)> = found
            .iter()
            .map(|alarm| (alarm.side, alarm.finding.span.of(if alarm.side == Side::Source { german } else { english })))
            .collect();
        assert_eq!(shown, [(Side::Source, "12"), (Side::Target, "15"), (Side::Source, "zufolge")]);
    }
}
