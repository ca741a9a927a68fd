//! What a form means here: whose minister, whose ministry, whose central committee.
//!
//! A title or body takes its English form from the country of its holder. The country is the one that the German names
//! beside it (adjective, genitive, hyphen), else that of the person it is attached to, else that of the nearest person in
//! the sentence, else the one that the document is about. Where the country beside it is not the entry's own, the form
//! is another body's name and is not linked.

use super::mention::Mention;
use super::select::Found;
use crate::glossary::entry::{Derivation, PartOfSpeech};
use crate::glossary::surface::Form;
use crate::glossary::{Country, Entry, EntryType, Glossary};
use crate::span::Span;

/// What the document as a whole says.
pub struct Document {
    /// The country that it is about, for titles and bodies whose country nothing beside them tells.
    country: Option<Country>,
}

impl Document {
    /// Looks over all mentions of a document.
    pub fn of(glossary: &Glossary, found: &[Found]) -> Self {
        let country_of = |mention: &Mention| glossary.entry(mention.entry).country;
        let north = found
            .iter()
            .flat_map(|found| &found.mentions)
            .any(|(mention, _)| country_of(mention) == Some(Country::DPRK));
        Self { country: north.then_some(Country::DPRK) }
    }
}

/// Decides titles and bodies of one sentence, and drops what is another country's.
pub fn resolve(glossary: &Glossary, document: &Document, text: &str, found: &mut Found) {
    let mut keep = vec![true; found.mentions.len()];
    for at in 0..found.mentions.len() {
        let (mention, form) = &found.mentions[at];
        let entry = glossary.entry(mention.entry);
        if !matches!(entry.kind, EntryType::Title | EntryType::Organization) {
            continue;
        }
        let beside = beside(glossary, text, found, at);
        if entry.kind == EntryType::Organization && entry.country.is_some() {
            let foreign = match beside {
                Beside::Country(country) => Some(country) != entry.country && !(entry.country == Some(Country::UN)),
                Beside::Other => true,
                Beside::Nothing => false,
            } || entry.country == Some(Country::UN)
                && matches!(beside, Beside::Country(country) if country != Country::UN)
                && !form.has(Form::ACRONYM)
                && short_name(entry, mention, text);
            if foreign || part_of_other_name(glossary, text, found, at) {
                keep[at] = false;
                continue;
            }
        }
        let country = match beside {
            Beside::Country(country) => Some(country),
            _ => entry
                .country
                .or_else(|| attached(glossary, text, found, at))
                .or_else(|| nearest(glossary, found, at))
                .or(document.country),
        };
        let english = entry.english_for(country).to_owned();
        let mention = &mut found.mentions[at].0;
        if !entry.national.is_empty() {
            mention.country = country;
            let abbreviated = form_is_abbreviated(entry, mention);
            if !abbreviated {
                mention.english = english;
            }
        }
    }
    let mut keep = keep.into_iter();
    found.mentions.retain(|_| keep.next().unwrap_or(true));
}

fn form_is_abbreviated(entry: &Entry, mention: &Mention) -> bool {
    entry.abbreviation.en.as_deref() == Some(mention.english.as_str()) && mention.english != entry.canonical
}

/// The form is a single common word, as "Sicherheitsrat" for the UN Security Council.
fn short_name(_entry: &Entry, mention: &Mention, text: &str) -> bool {
    !mention.span.of(text).contains([' ', '-'])
}

enum Beside {
    /// A country is named.
    Country(Country),
    /// The form belongs to something else that is named.
    Other,
    Nothing,
}

/// What is named right beside a mention: "russischer …", "Nordkoreas …", "US-…", "… der DVRK", "… Russlands".
fn beside(glossary: &Glossary, text: &str, found: &Found, at: usize) -> Beside {
    let own = found.mentions[at].0.span;
    // Before: adjectives, a genitive, or the first part of a hyphen compound; other adjectives may stand between.
    if let Some((before, _)) = at.checked_sub(1).map(|before| &found.mentions[before]) {
        let between = Span::new(before.span.end, own.start).of(text);
        let entry = glossary.entry(before.entry);
        let adjective = entry.derivation == Derivation::Adjective;
        let linked = match () {
            () if between == "-" => entry.kind == EntryType::Place || entry.kind == EntryType::Organization,
            () if adjective => attributes_only(between),
            () => entry.derivation == Derivation::Country && before.genitive && attributes_only(between),
        };
        if let Some(country) = entry.country.filter(|_| linked) {
            return Beside::Country(country);
        }
    }
    // After: a genitive.
    if let Some((after, form)) = found.mentions.get(at + 1) {
        let between = Span::new(own.end, after.span.start).of(text);
        let entry = glossary.entry(after.entry);
        let bare = between == " " && after.genitive && entry.kind == EntryType::Place;
        let article = matches!(between, " der " | " des " | " von " | " der Republik " | " in der " | " in ");
        let belongs = matches!(entry.kind, EntryType::Organization | EntryType::Place)
            && (bare || article || between == " " && form.has(Form::GENITIVE));
        if let Some(country) = entry.country.filter(|_| belongs) {
            return Beside::Country(country);
        }
        if article || bare {
            return Beside::Nothing;
        }
    }
    // After: a body that is no entry, as in "Politbüro der SED", "ZK der KP Chinas".
    let rest = &text[own.end..];
    let foreign = [" der ", " des "].iter().filter_map(|article| rest.strip_prefix(article)).any(|rest| {
        let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        word.len() >= 2 && word.chars().all(char::is_uppercase)
    });
    if foreign { Beside::Other } else { Beside::Nothing }
}

/// Nothing but adjectives in small letters, at most two: "russischen stellvertretenden Außenminister".
fn attributes_only(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    words.len() <= 2
        && between.starts_with(char::is_whitespace)
        && words.iter().all(|word| {
            word.chars().all(|c| c.is_lowercase())
                && ["e", "er", "es", "en", "em"].iter().any(|end| word.ends_with(end))
        })
}

/// A capitalised adjective right before makes the form part of another name: "Nationale Volksarmee".
fn part_of_other_name(glossary: &Glossary, text: &str, found: &Found, at: usize) -> bool {
    let own = found.mentions[at].0.span;
    let before = &text[..own.start];
    let Some(trimmed) = before.strip_suffix(' ') else { return false };
    let start = trimmed
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    let word = &trimmed[start..];
    let initial =
        !trimmed[..start].ends_with(' ') || trimmed[..start].trim_end().ends_with(['.', '!', '?', ':', '„', '–']);
    let adjective = word.len() > 5 && ["e", "en", "em", "es"].iter().any(|end| word.ends_with(end));
    let covered = found.mentions[..at].last().is_some_and(|(mention, _)| mention.span.end > start);
    let first_word_is_adjective = glossary.entry(found.mentions[at].0.entry).part_of_speech == PartOfSpeech::Adjective;
    word.chars().next().is_some_and(char::is_uppercase) && adjective && !initial && !covered && !first_word_is_adjective
}

/// The country of the person that a title is attached to: right after it, or before it with a comma.
fn attached(glossary: &Glossary, text: &str, found: &Found, at: usize) -> Option<Country> {
    let own = found.mentions[at].0.span;
    let person = |index: usize| {
        let entry = glossary.entry(found.mentions.get(index)?.0.entry);
        (entry.kind == EntryType::Person).then_some(entry.country?)
    };
    let gap = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    for index in at + 1..(at + 3).min(found.mentions.len()) {
        let between = gap(own.end, found.mentions[index].0.span.start);
        if between.len() <= 40 && !between.contains(['.', ';']) && between.split_whitespace().count() <= 3 {
            if let Some(country) = person(index) {
                return Some(country);
            }
        }
    }
    let before = at.checked_sub(1)?;
    let between = gap(found.mentions[before].0.span.end, own.start);
    if between.starts_with(',') && between.split_whitespace().count() <= 4 { person(before) } else { None }
}

/// The country of the nearest person of the sentence, those before the mention first.
fn nearest(glossary: &Glossary, found: &Found, at: usize) -> Option<Country> {
    let country = |(mention, _): &(Mention, Form)| {
        let entry = glossary.entry(mention.entry);
        entry.country.filter(|_| entry.kind == EntryType::Person)
    };
    found.mentions[..at].iter().rev().find_map(country).or_else(|| found.mentions[at + 1..].iter().find_map(country))
}
