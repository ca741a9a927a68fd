//! English prepositions, by the noun after them or its class (`prepositions.tsv`).

use crate::translate::rules::word_sets::Set;
use std::sync::LazyLock;

use crate::glossary::EntryType;
use crate::translate::rules::generation::Piece;
use crate::translate::rules::lexicon::entry::{Case, Class, Column, Degree, Form};
use crate::translate::rules::morphology::{Meaning, Tag};
use crate::translate::rules::phrases::{Modifier, Phrase, prepositions};
use crate::translate::rules::senses::Choice;
use crate::translate::rules::token::TokenKind;
use crate::translate::rules::transfer::Transfer;

pub(super) struct Row {
    german: &'static str,
    case: &'static str,
    sort: &'static str,
    english: &'static str,
}

pub(super) static PREPOSITIONS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    include_str!("prepositions.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [german, case, sort, english] => Some(Row { german, case, sort, english }),
            _ => None,
        })
        .collect()
});

impl<'a> Transfer<'a> {
    pub(super) fn preposition_piece(&self, phrase: &Phrase, english: String) -> Piece {
        let (first, last) = (phrase.prepositions[0], phrase.prepositions[phrase.prepositions.len() - 1]);
        Piece { text: english, tokens: Some((first, last)), ..Piece::default() }
    }

    /// English of the preposition by the noun after it.
    pub fn preposition(&self, phrase: &Phrase) -> String {
        let Some(&token) = phrase.prepositions.first() else { return String::new() };
        if phrase.prepositions.len() > 1 {
            // bis zu, bis auf: the second is taken, with "up to" for amounts.
            let second = Phrase { prepositions: vec![phrase.prepositions[1]], ..phrase.clone() };
            let first = self.text(token);
            if let TokenKind::Sequence(_) = self.tokens[token].token.kind {
                return self.function_english(token);
            }
            return match first.as_str() {
                "bis" if matches!(phrase.class, Class::Measure | Class::Money) => "up to".to_owned(),
                "bis" if phrase.class == Class::Time => "until".to_owned(),
                "bis" => "to".to_owned(),
                _ => format!("{} {}", self.function_english(token), self.preposition(&second)),
            };
        }
        if let TokenKind::Sequence(_) = self.tokens[token].token.kind {
            if self.tokens[token].tag == Tag::Adverb {
                return format!("{} of", self.alternative(token, "{gen}"));
            }
            return self.function_english(token);
        }
        let written = self.text(token);
        if self.tokens[token].tag == Tag::Comparison {
            let compared = self.tokens[token.saturating_sub(6)..token]
                .iter()
                .rev()
                .take_while(|before| !matches!(before.tag, Tag::Comma | Tag::Stop))
                .any(|before| {
                    before
                        .readings
                        .iter()
                        .any(|reading| matches!(reading.form, Form::Adjective(_, Degree::Comparative)))
                        || Set::Comparing.holds(&before.token.text.to_lowercase())
                });
            return match written.as_str() {
                "als" if compared => "than",
                "als" => "as",
                _ if self
                    .tokens
                    .get(token.wrapping_sub(2))
                    .is_some_and(|before| Set::Equating.holds(&before.token.text)) =>
                {
                    "as"
                }
                _ if token > 0 && self.tokens[token - 1].tag == Tag::Comma => "such as",
                _ => "like",
            }
            .to_owned();
        }
        let german = prepositions::plain(&written);
        if let Some(english) = self.senses.governed(phrase, token) {
            return english.to_owned();
        }
        let sorts = self.sorts(phrase);
        let accusative = phrase.cells.has(Case::Accusative) && !phrase.cells.has(Case::Dative);
        let case = if accusative { "A" } else { "D" };
        let rows = || PREPOSITIONS.iter().filter(|row| row.german == german && (row.case == "-" || row.case == case));
        let of_noun = |row: &&Row| {
            row.sort.starts_with(char::is_uppercase) && self.senses.is_one_of(phrase.head_token(), row.sort)
        };
        rows()
            .find(of_noun)
            .or_else(|| sorts.iter().chain(&["-"]).find_map(|sort| rows().find(|row| row.sort == *sort)))
            .inspect(|row| self.senses.note(|| Choice::by_noun(token, row.english, row.sort)))
            .map_or_else(|| self.function_english(token), |row| row.english.to_owned())
    }

    /// Subclass and class names of a phrase's head, most special first.
    pub(super) fn sorts(&self, phrase: &Phrase) -> Vec<&'static str> {
        let head = &self.tokens[phrase.head_token()];
        let text = head.token.text.as_str();
        let mut sorts = Vec::new();
        if Set::Month.holds(text) {
            sorts.push(if phrase.modifiers.iter().any(|modifier| matches!(modifier, Modifier::Adjective(tokens) if tokens.iter().any(|&token| self.tokens[token].token.kind == TokenKind::Ordinal))) { "day" } else { "month" });
        }
        if text.ends_with("tag") && phrase.class == Class::Time
            || text.ends_with("abend") && text.len() > 8
            || text.ends_with("tages")
            || Set::Day.holds(text)
            || text.ends_with("tagmorgen")
            || text.ends_with("tagabend")
        {
            sorts.push("day");
        }
        if Set::Feast.holds(text) {
            sorts.push("feast");
        }
        if text.len() == 4 && head.tag == Tag::Number && text.starts_with(['1', '2']) || text.starts_with("Jahr") {
            sorts.push("year");
        }
        if text == "Uhr" || (head.tag == Tag::Number && text.contains(':')) {
            sorts.push("hour");
        }
        if self.is_unit(phrase) {
            sorts.push("unit");
        }
        if head.reading().meaning.lexeme().is_some_and(|lexeme| Set::Stay.holds(lexeme.lemma)) {
            sorts.push("stay");
        }
        match &head.reading().meaning {
            Meaning::Atom(index) if self.atoms.get(*index).is_some_and(|atom| atom.kind == EntryType::Place) => {
                sorts.push("country")
            }
            _ if head.tag == Tag::Name && phrase.class == Class::Place => sorts.push("country"),
            _ => {}
        }
        if head.tag == Tag::Name && phrase.class == Class::Human && matches!(head.reading().meaning, Meaning::Unknown) {
            // Unknown names after prepositions of place are mostly places.
            sorts.push("place");
        }
        if head.tag == Tag::Number {
            sorts.push("measure");
        }
        sorts.push(match phrase.class {
            Class::Human => "human",
            Class::Group => "group",
            Class::Body => "body",
            Class::Place => "place",
            Class::Building => "building",
            Class::Time => "time",
            Class::Event => "event",
            Class::Act => "act",
            Class::State => "state",
            Class::Vehicle | Class::Weapon | Class::Thing | Class::Plant | Class::Animal => "thing",
            Class::Substance | Class::Food => "substance",
            Class::Money => "money",
            Class::Measure => "measure",
            Class::Text => "text",
            Class::Abstract => "abstract",
            Class::Bodypart => "bodypart",
            Class::Weather => "weather",
        });
        sorts
    }

    pub(super) fn is_unit(&self, phrase: &Phrase) -> bool {
        let lemma = self.tokens[phrase.head_token()].reading().meaning.lexeme().map_or("", |lexeme| lexeme.lemma);
        Set::TimeUnit.holds(lemma)
            && !self.is_year(phrase)
            && (phrase.determiner.is_some()
                || !phrase.modifiers.is_empty()
                || phrase.cells.has_column(Column::Plural)
                    && phrase.prepositions.iter().all(|&token| self.tokens[token].reading().function() != "prepart"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translate::rules::lexicon::Lexicon;

    #[test]
    fn nouns_with_prepositions_of_their_own_are_words() {
        let nouns = PREPOSITIONS.iter().filter(|row| row.sort.starts_with(char::is_uppercase));
        let unknown: Vec<&str> =
            nouns.flat_map(|row| row.sort.split('|')).filter(|noun| !Lexicon::shared().contains(noun)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        assert!(PREPOSITIONS.iter().all(|row| matches!(row.case, "A" | "D" | "-") && !row.english.is_empty()));
    }
}
