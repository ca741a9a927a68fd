//! Words derived from listed ones: declined participles, nouns made of infinitives and adjectives, feminine persons;
//! and what an ending says of a word that nothing is known of.

use super::compounds::*;
use super::{Meaning, Morphology, Reading, Tag, lower_first};
use crate::translate::rules::lexicon::agreement;
use crate::translate::rules::lexicon::entry::{Case, Cells, Column, Degree, Ending, Form, Persons, VerbForm};

impl<'l> Morphology<'l> {
    /// Declined participles: verabschiedete, laufenden.
    pub(super) fn participial(&self, text: &str, readings: &mut Vec<Reading>) {
        let endings =
            Ending::ALL.iter().filter_map(|(ending, letters)| text.strip_suffix(letters).map(|stem| (*ending, stem)));
        for (ending, stem) in endings {
            for reading in self.look_up(stem) {
                if let (Some((form @ (VerbForm::Participle1 | VerbForm::Participle2), ..)), Meaning::Lexeme(lexeme)) =
                    (reading.verb_form(), &reading.meaning)
                {
                    readings.push(Reading::new(
                        Tag::Attributive,
                        Form::Adjective(ending, Degree::Positive),
                        agreement::loose_cells(ending),
                        Meaning::Participle(lexeme, form),
                    ));
                }
            }
        }
        if readings.iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle1)) {
            for reading in readings
                .iter_mut()
                .filter(|reading| reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle1))
            {
                if let Meaning::Lexeme(lexeme) = reading.meaning {
                    *reading = Reading::new(
                        Tag::Predicative,
                        Form::Adjective(Ending::None, Degree::Positive),
                        Cells::ALL,
                        Meaning::Participle(lexeme, VerbForm::Participle1),
                    );
                }
            }
        }
    }

    /// Nouns that the lexicon does not list.
    pub(super) fn nominal(&self, text: &str) -> Option<Vec<Reading>> {
        let lower = lower_first(text);
        // Infinitives and adjectives with a capital.
        let mut found: Vec<Reading> = Vec::new();
        let mut lowered = self.look_up(&lower);
        self.participial(&lower, &mut lowered);
        for reading in lowered {
            match (reading.tag, &reading.meaning) {
                (Tag::Verb, Meaning::Lexeme(lexeme))
                    if reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Infinitive) =>
                {
                    let cells = Cells::column(Column::Neuter).and(Cells(!Cells::case(Case::Genitive).0));
                    found.push(Reading::new(Tag::Noun, Form::Noun(cells), cells, Meaning::Gerund(lexeme)));
                }
                (Tag::Attributive, meaning) => {
                    found.push(reading.clone());
                    found.push(Reading::new(
                        Tag::Noun,
                        reading.form,
                        reading.cells,
                        Meaning::Nominalized(Box::new(meaning.clone())),
                    ));
                }
                _ => {}
            }
        }
        if let Some(stem) = lower.strip_suffix('s') {
            for reading in self.look_up(stem) {
                if let (Some((VerbForm::Infinitive, ..)), Meaning::Lexeme(lexeme)) =
                    (reading.verb_form(), &reading.meaning)
                {
                    let cells = Cells::at(Case::Genitive, Column::Neuter);
                    found.push(Reading::new(Tag::Noun, Form::Noun(cells), cells, Meaning::Gerund(lexeme)));
                }
            }
        }
        // Feminine persons.
        for (ending, column) in [("innen", Column::Plural), ("in", Column::Feminine)] {
            if let Some(stem) = text.strip_suffix(ending) {
                let stem = stem.trim_end_matches([':', '*', '_', 'I']);
                let masculine = self.look_up(stem).into_iter().chain(self.look_up(&format!("{stem}e"))).find(is_human);
                if let Some(reading) = masculine {
                    let cells = Cells::column(column);
                    found.push(Reading::new(
                        Tag::Noun,
                        Form::Noun(cells),
                        cells,
                        Meaning::Feminine(Box::new(reading.meaning)),
                    ));
                }
            }
        }
        if found.is_empty() {
            found.extend(self.compound(text));
        }
        (!found.is_empty()).then_some(found)
    }
}

/// What the ending says of an unknown word in small letters.
pub(super) fn guess(text: &str) -> Vec<Reading> {
    let adjective = Ending::ALL.iter().find(|(_, letters)| text.ends_with(letters) && text.len() > letters.len() + 2);
    let mut readings = Vec::new();
    if let Some((ending, _)) = adjective {
        readings.push(Reading::new(
            Tag::Attributive,
            Form::Adjective(*ending, Degree::Positive),
            agreement::loose_cells(*ending),
            Meaning::Unknown,
        ));
    }
    let finite = |form, persons| {
        Reading::new(Tag::Verb, Form::Verb { form, persons, detached: false }, Cells::ALL, Meaning::Unknown)
    };
    if text.ends_with("te") {
        readings.push(finite(VerbForm::Past, Persons::THIRD));
    } else if text.ends_with("ten") {
        readings.push(finite(VerbForm::Past, Persons::THEY));
    } else if text.ends_with('t') {
        readings.push(finite(
            if text.starts_with("ge") || text.contains("ge") { VerbForm::Participle2 } else { VerbForm::Present },
            Persons::THIRD,
        ));
    } else if text.ends_with("en") {
        readings.push(finite(VerbForm::Infinitive, Persons(0)));
        readings.push(finite(VerbForm::Present, Persons::THEY));
    }
    readings.push(Reading::new(
        Tag::Predicative,
        Form::Adjective(Ending::None, Degree::Positive),
        Cells::ALL,
        Meaning::Unknown,
    ));
    readings
}
