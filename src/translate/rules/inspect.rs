//! What the engine knows of a word, and what is wrong with files of words: for lexicon authors.

use super::Rules;
use super::lexicon::entry::{Ending, Form, Lexeme, VerbForm, Word};
use super::lexicon::parse::{self, DataFile, Problem};
use super::lexicon::{Lexicon, Origin};
use super::morphology::{Meaning, Morphology, Reading};
use super::phrases::prepositions;
use super::token::{Token, TokenKind};
use crate::span::Span;

/// One way in which the engine reads a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// Citation form, or how the word is taken apart.
    pub lemma: String,
    /// Part of speech and semantic class.
    pub class: String,
    /// What the form is: `dative plural`.
    pub form: String,
    /// English equivalents or frames, with their conditions.
    pub english: Vec<String>,
    /// Where it is known from.
    pub origin: &'static str,
}

impl Rules {
    /// Every reading of a word as it stands inside a sentence; none if the engine knows nothing of it.
    pub fn inspect(&self, word: &str) -> Vec<Inspection> {
        let span = Span::new(0, word.len());
        if word.contains(' ') {
            let found = self.lexicon.longest_sequence(word).filter(|(length, _)| *length == word.len());
            let lexemes = found.into_iter().flat_map(|(_, postings)| postings);
            let known = lexemes.filter_map(|posting| self.lexicon.lexeme(posting.lexeme));
            return known.map(|lexeme| self.of_lexeme(lexeme, String::new())).collect();
        }
        let token = Token { span, kind: TokenKind::Word, text: word.to_owned(), glued: false };
        let readings = Morphology::new(&self.lexicon).readings(&token, &[], false);
        let mut found: Vec<Inspection> = Vec::new();
        for reading in readings.iter().filter(|reading| reading.meaning != Meaning::Unknown) {
            let inspection = self.of_reading(reading);
            let same = |other: &&mut Inspection| {
                (&other.lemma, &other.class, &other.english)
                    == (&inspection.lemma, &inspection.class, &inspection.english)
            };
            match found.iter_mut().find(same) {
                Some(known) if !known.form.contains(&inspection.form) => {
                    known.form = format!("{}; {}", known.form, inspection.form);
                }
                Some(_) => {}
                None => found.push(inspection),
            }
        }
        found
    }

    fn of_reading(&self, reading: &Reading) -> Inspection {
        let form = describe_form(reading);
        match reading.meaning.lexeme() {
            Some(lexeme) => {
                let mut inspection = self.of_lexeme(lexeme, form);
                inspection.lemma = taken_apart(&reading.meaning);
                inspection
            }
            None => Inspection {
                lemma: String::new(),
                class: format!("{:?}", reading.tag).to_lowercase(),
                form,
                english: match &reading.meaning {
                    Meaning::Text(text) => vec![text.clone()],
                    _ => Vec::new(),
                },
                origin: "rules",
            },
        }
    }

    fn of_lexeme(&self, lexeme: &'static Lexeme<'static>, form: String) -> Inspection {
        let (class, english) = match &lexeme.word {
            Word::Noun { class, english } => {
                let mut all: Vec<String> = english.iter().map(ToString::to_string).collect();
                let governed = prepositions::all_of(lexeme.lemma);
                all.extend(governed.into_iter().map(|(german, english)| format!("governs {german}: {english}")));
                (format!("noun, {class:?}").to_lowercase(), all)
            }
            Word::Name { class, english } => (format!("name, {class:?}").to_lowercase(), vec![english.to_string()]),
            Word::Adjective { english } => ("adjective".to_owned(), english.iter().map(ToString::to_string).collect()),
            Word::Adverb { class, english } => {
                (format!("adverb, {class}"), english.iter().map(ToString::to_string).collect())
            }
            Word::Function { tag, english } => (format!("function word, {tag}"), vec![(*english).to_owned()]),
            Word::Verb { prefix, with_sein, frames } => {
                let auxiliary = if *with_sein { "sein" } else { "haben" };
                let separable = if prefix.is_empty() { String::new() } else { format!(", separable {prefix}-") };
                (format!("verb, {auxiliary}{separable}"), frames.iter().map(ToString::to_string).collect())
            }
        };
        let origin = match self.lexicon.origin_of(lexeme) {
            Some(Origin::User) => "your glossary",
            Some(Origin::Dictionary) => "dictionary",
            _ => "shipped",
        };
        Inspection { lemma: lexeme.lemma.to_owned(), class, form, english, origin }
    }
}

fn taken_apart(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Lexeme(lexeme) => lexeme.lemma.to_owned(),
        Meaning::Participle(lexeme, VerbForm::Participle1) => format!("present participle of {}", lexeme.lemma),
        Meaning::Participle(lexeme, _) => format!("past participle of {}", lexeme.lemma),
        Meaning::Compound(first, head) => format!("\"{first}\" + {}", taken_apart(head)),
        Meaning::Nominalized(inner) => format!("noun from {}", taken_apart(inner)),
        Meaning::Gerund(lexeme) => format!("noun from the infinitive {}", lexeme.lemma),
        Meaning::Feminine(inner) => format!("feminine of {}", taken_apart(inner)),
        Meaning::Atom(_) | Meaning::Text(_) | Meaning::Unknown => String::new(),
    }
}

fn describe_form(reading: &Reading) -> String {
    match reading.form {
        Form::Noun(_) => reading.cells.to_string(),
        Form::Adjective(ending, degree) => {
            let ending = Ending::ALL.iter().find(|(known, _)| *known == ending).map_or("", |(_, letters)| letters);
            format!("{degree:?}{}{ending}", if ending.is_empty() { "" } else { ", -" }).to_lowercase()
        }
        Form::Verb { form, persons, detached } => {
            let number = match (persons.singular(), persons.plural()) {
                (true, false) => " singular",
                (false, true) => " plural",
                _ => "",
            };
            let apart = if detached { ", prefix apart" } else { "" };
            format!("{form:?}{number}{apart}").to_lowercase()
        }
        Form::Function(_) | Form::Plain => String::new(),
    }
}

/// Checks lexicon files together; each is a name, whose beginning says the kind, and a text. Gives the number of entries and
/// what is wrong.
pub fn check(files: Vec<(String, String)>) -> (usize, Vec<Problem>) {
    let files: Vec<DataFile> = files.into_iter().map(|(name, text)| DataFile { name, text }).collect();
    let (inventory, problems) = parse::read(&files);
    (inventory.len(), problems)
}

/// Number of entries of the shipped lexicon.
pub fn shipped_entries() -> usize {
    Lexicon::shipped_layer().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_explained() {
        let rules = Rules::new();
        let house = &rules.inspect("Häusern")[0];
        assert_eq!((house.lemma.as_str(), house.form.as_str(), house.origin), ("Haus", "dative plural", "shipped"));
        let compound = &rules.inspect("Gartenhaus")[0];
        assert!(compound.lemma.ends_with("+ Haus") || compound.lemma == "Gartenhaus", "{}", compound.lemma);
        assert!(rules.inspect("Xyzzyq").is_empty());
        assert!(
            rules.inspect("ablehnen").iter().any(|reading| reading.class.starts_with("verb, haben, separable ab-"))
        );
        assert!(!rules.inspect("nach wie vor").is_empty());
        let governs = |word: &str, what: &str| rules.inspect(word)[0].english.iter().any(|sense| sense == what);
        assert!(governs("Interesse", "governs an: in") && governs("Wettbewerb", "governs um: for"));
    }
}
