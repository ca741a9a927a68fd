//! Compounds: the longest known head with known first parts.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{Meaning, Morphology, Reading, Tag, lower_first, upper_first};
use crate::glossary::EntryType;
use crate::translate::Atom;
use crate::translate::rules::generation::english::verb_forms;
use crate::translate::rules::lexicon::entry::{
    Cells, Class, Column, Condition, Degree, Ending, Equivalent, Form, VerbForm, Word,
};

/// Words of more letters are not taken apart. The longest compounds of laws and authorities have some seventy.
const LONGEST: usize = 90;

/// What stands with a hyphen before a title and says something of its holder.
static TITLE_PREFIXES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("title-prefixes.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// Whether a word is too long to be a compound of German.
fn is_endless(text: &str) -> bool {
    text.chars().nth(LONGEST).is_some()
}

impl<'l> Morphology<'l> {
    /// Compound nouns: the longest known head with known first parts.
    pub(super) fn compound(&self, text: &str) -> Vec<Reading> {
        if let Some((first, head)) =
            text.rsplit_once(['-', '‑']).filter(|(first, head)| !first.is_empty() && !head.is_empty())
        {
            let heads = if head.starts_with(char::is_uppercase) { self.head(head) } else { Vec::new() };
            if !heads.is_empty() {
                let modifier = first
                    .split('-')
                    .map(|part| {
                        let titled = TITLE_PREFIXES.get(part).filter(|_| heads.iter().any(is_human));
                        let english = titled.map(|english| (*english).to_owned()).or_else(|| self.modifier(part));
                        english.unwrap_or_else(|| part.to_owned())
                    })
                    .collect::<Vec<_>>()
                    .join(" ");
                return heads.into_iter().map(|head| compound_of(modifier.clone(), head)).collect();
            }
            return Vec::new();
        }
        if is_endless(text) {
            return Vec::new();
        }
        let mut failed = HashSet::new();
        for (at, _) in text.char_indices().skip(3) {
            if text.len() - at < 3 {
                break;
            }
            let (first, head) = text.split_at(at);
            let head = upper_first(head);
            let heads = self.known_nouns(&head);
            if heads.is_empty() {
                continue;
            }
            if let Some(modifier) = self.prefix(first, &mut failed) {
                return heads.into_iter().map(|head| compound_of(modifier.clone(), head)).collect();
            }
        }
        Vec::new()
    }

    pub(super) fn head(&self, head: &str) -> Vec<Reading> {
        let known = self.known_nouns(head);
        if known.is_empty() { self.nominal(head).unwrap_or_default() } else { known }
    }

    pub(super) fn known_nouns(&self, head: &str) -> Vec<Reading> {
        let mut nouns = self.part(head);
        nouns.retain(|reading| reading.tag == Tag::Noun);
        if nouns.is_empty() && (head.ends_with("in") || head.ends_with("innen")) && head.len() > 6 {
            for (ending, column) in [("innen", Column::Plural), ("in", Column::Feminine)] {
                if let Some(reading) =
                    head.strip_suffix(ending).and_then(|stem| self.part(stem).into_iter().find(is_human))
                {
                    let cells = Cells::column(column);
                    return vec![Reading::new(
                        Tag::Noun,
                        Form::Noun(cells),
                        cells,
                        Meaning::Feminine(Box::new(reading.meaning)),
                    )];
                }
            }
        }
        nouns
    }

    /// English of the first part of a compound, with its linking element.
    pub(super) fn modifier(&self, part: &str) -> Option<String> {
        self.prefix(part, &mut HashSet::new())
    }

    /// As [`Self::modifier`], for one of several beginnings of a word. `failed`: lengths in bytes of beginnings that are known
    /// to be no first part, so that each is looked at once.
    fn prefix(&self, part: &str, failed: &mut HashSet<usize>) -> Option<String> {
        if is_endless(part) || failed.contains(&part.len()) {
            return None;
        }
        let english = self.listed_modifier(part).or_else(|| self.compound_modifier(part, failed));
        if english.is_none() {
            failed.insert(part.len());
        }
        english
    }

    /// A first part that is a compound itself.
    fn compound_modifier(&self, part: &str, failed: &mut HashSet<usize>) -> Option<String> {
        if part.chars().count() < 7 {
            return None;
        }
        part.char_indices().skip(3).take_while(|(at, _)| part.len() - at >= 3).find_map(|(at, _)| {
            let (first, head) = part.split_at(at);
            let head = self.simple_modifier(head)?;
            Some(format!("{} {head}", self.prefix(first, failed)?))
        })
    }

    /// A first part that the lexicon lists.
    fn listed_modifier(&self, part: &str) -> Option<String> {
        if part.chars().count() < 3 {
            return part
                .chars()
                .all(|letter| letter.is_uppercase() || letter.is_ascii_digit())
                .then(|| part.to_owned());
        }
        for (cut, added) in [
            ("", ""),
            ("s", ""),
            ("es", ""),
            ("n", ""),
            ("en", ""),
            ("er", ""),
            ("e", ""),
            ("", "e"),
            ("", "en"),
            ("s", "e"),
            ("ens", "en"),
        ] {
            let Some(stem) = part.strip_suffix(cut).filter(|stem| stem.chars().count() >= 3) else { continue };
            let word = upper_first(stem) + added;
            for reading in self.part(&word) {
                if let Some(Word::Noun { english, .. }) = reading.word() {
                    return compound_english(english).map(str::to_owned);
                }
                if let Some(Word::Name { english, .. }) = reading.word() {
                    return Some(english.text.to_owned());
                }
            }
            let lower = lower_first(stem) + added;
            for reading in self.part(&lower) {
                match reading.word() {
                    Some(Word::Adjective { english })
                        if cut.is_empty() && matches!(reading.form, Form::Adjective(Ending::None, _)) =>
                    {
                        return compound_english(english).map(str::to_owned);
                    }
                    Some(Word::Verb { frames, .. })
                        if reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Infinitive)
                            && cut.is_empty() =>
                    {
                        let english = frames.first()?.english.split([' ', '{']).next()?;
                        return Some(verb_forms(english).gerund);
                    }
                    Some(Word::Function { tag: "num", english }) if cut.is_empty() => {
                        return Some((*english).to_owned());
                    }
                    _ => {}
                }
            }
        }
        None
    }

    pub(super) fn simple_modifier(&self, part: &str) -> Option<String> {
        for cut in ["", "s", "es", "n", "en"] {
            let Some(stem) = part.strip_suffix(cut).filter(|stem| stem.chars().count() >= 3) else { continue };
            for reading in self.part(&upper_first(stem)) {
                if let Some(Word::Noun { english, .. }) = reading.word() {
                    return compound_english(english).map(str::to_owned);
                }
            }
        }
        None
    }

    /// Informations- (und Handelsminister): a modifier whose head comes later.
    pub(super) fn suspended(&self, stem: &str) -> Vec<Reading> {
        let english = self.modifier(&upper_first(stem)).or_else(|| self.modifier(stem));
        let meaning = english.map_or(Meaning::Unknown, Meaning::Text);
        vec![Reading::new(Tag::Noun, Form::Plain, Cells::ALL, meaning)]
    }

    /// Ex- (Außenminister), Partei- (Generalsekretär): the first part of a compound with a mention.
    pub fn before_mention(&self, text: &str, atom: &Atom<'_>) -> Option<Vec<Reading>> {
        let stem = text.strip_suffix('-')?;
        let titled = TITLE_PREFIXES.get(stem).filter(|_| atom.kind == EntryType::Title);
        let english = titled.map(|english| (*english).to_owned()).or_else(|| self.modifier(&upper_first(stem)))?;
        Some(vec![Reading::new(Tag::Attributive, Form::Plain, Cells::ALL, Meaning::Text(english))])
    }

    /// 34-jährig, 100köpfig: an adjective after digits.
    pub(super) fn counted_compound(&self, text: &str) -> Option<Vec<Reading>> {
        let head = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let number = text.strip_suffix(head).filter(|number| !number.is_empty())?;
        let mut heads = self.part(head.trim_start_matches('-'));
        heads.retain(|reading| matches!(reading.tag, Tag::Attributive | Tag::Predicative));
        (!heads.is_empty()).then(|| heads.into_iter().map(|head| compound_of(number.to_owned(), head)).collect())
    }

    /// Lower-case compounds and derivations: regierungsnah, unbestätigt, 40-jährig.
    pub(super) fn lower_compound(&self, text: &str) -> Option<Vec<Reading>> {
        let un = text.strip_prefix("un").filter(|rest| rest.len() > 3);
        if let Some(rest) = un {
            let mut readings = self.look_up(rest);
            self.participial(rest, &mut readings);
            readings.retain(|reading| {
                matches!(reading.tag, Tag::Attributive | Tag::Predicative)
                    || reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle2)
            });
            if !readings.is_empty() {
                for reading in &mut readings {
                    if reading.tag == Tag::Verb {
                        if let Meaning::Lexeme(lexeme) = reading.meaning {
                            reading.meaning = Meaning::Participle(lexeme, VerbForm::Participle2);
                        }
                        reading.tag = Tag::Predicative;
                        reading.form = Form::Adjective(Ending::None, Degree::Positive);
                    }
                    reading.meaning = Meaning::Compound("un".to_owned(), Box::new(reading.meaning.clone()));
                }
                return Some(readings);
            }
        }
        if is_endless(text) {
            return None;
        }
        let mut failed = HashSet::new();
        for (at, _) in text.char_indices().skip(3) {
            let (first, head) = text.split_at(at);
            if head.len() < 4 {
                break;
            }
            let mut heads = self.part(head.trim_start_matches('-'));
            self.participial(head.trim_start_matches('-'), &mut heads);
            heads.retain(|reading| matches!(reading.tag, Tag::Attributive | Tag::Predicative));
            if heads.is_empty() {
                continue;
            }
            if let Some(modifier) = self.prefix(first.trim_end_matches('-'), &mut failed) {
                return Some(heads.into_iter().map(|head| compound_of(modifier.clone(), head)).collect());
            }
        }
        None
    }
}

pub(super) fn compound_of(modifier: String, head: Reading) -> Reading {
    Reading { meaning: Meaning::Compound(modifier, Box::new(head.meaning)), ..head }
}

/// The equivalent for the first part of a compound.
pub(super) fn compound_english(english: &[Equivalent<'static>]) -> Option<&'static str> {
    english
        .iter()
        .find(|equivalent| equivalent.conditions.contains(&Condition::Compound))
        .or_else(|| english.iter().find(|equivalent| equivalent.conditions.is_empty()))
        .or(english.first())
        .map(|equivalent| equivalent.text)
}

pub(super) fn is_human(reading: &Reading) -> bool {
    matches!(reading.word(), Some(Word::Noun { class: Class::Human, .. }))
}
