//! What a form means here: whose minister, whose ministry, whose central committee.
//!
//! A title or body takes its English form from the country of its holder. The country is the one that the German names
//! beside it (adjective, genitive, hyphen), else that of the person it is attached to, else that of the nearest person in
//! the sentence, else the one that the document is about. Where the country beside it is not the entry's own, the form
//! is another body's name and is not linked.

use super::mention::Mention;
use super::select::{Chosen, Found, english_of};
use crate::glossary::entry::{Derivation, PartOfSpeech};
use crate::glossary::surface::Form;
use crate::glossary::{Country, Entry, EntryId, EntryType, Glossary};
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
            .any(|chosen| country_of(&chosen.mention) == Some(Country::DPRK));
        Self { country: north.then_some(Country::DPRK) }
    }
}

/// Decides titles and bodies of one sentence, and drops what is another country's.
pub fn resolve(glossary: &Glossary, document: &Document, text: &str, found: &mut Found) {
    let mut keep = vec![true; found.mentions.len()];
    for at in 0..found.mentions.len() {
        let chosen = &found.mentions[at];
        let kind = glossary.entry(chosen.mention.entry).kind;
        if !matches!(kind, EntryType::Title | EntryType::Organization) {
            continue;
        }
        let beside = beside(glossary, text, found, at);
        let country = match beside {
            Beside::Country(country) => Some(country),
            _ => attached(glossary, text, found, at).or_else(|| nearest(glossary, found, at)).or(document.country),
        };
        let readings = std::iter::once((chosen.mention.entry, chosen.form)).chain(chosen.rivals.iter().copied());
        let possible = |(id, form): &(EntryId, Form)| {
            let entry = glossary.entry(*id);
            entry.kind == EntryType::Title || fits(entry, *form, &chosen.mention, text, &beside)
        };
        // A body of the country in question before one of no country, and that before one of another.
        let own = |(id, _): &(EntryId, Form)| match glossary.entry(*id).country {
            of if of == country => 0,
            None => 1,
            Some(_) => 2,
        };
        let Some((entry, form)) = readings.filter(possible).min_by_key(own) else {
            keep[at] = false;
            continue;
        };
        if kind == EntryType::Organization && part_of_other_name(glossary, text, found, at) {
            keep[at] = false;
            continue;
        }
        let chosen = &mut found.mentions[at];
        let known = glossary.entry(entry);
        let written_for = country.or(known.country);
        chosen.form = form;
        chosen.mention.entry = entry;
        let short = form.has(Form::ACRONYM) && known.abbreviation.en.is_some();
        chosen.mention.country = written_for;
        chosen.mention.english =
            if short { english_of(known, form).to_owned() } else { known.english_for(written_for).to_owned() };
    }
    let mut keep = keep.into_iter();
    found.mentions.retain(|_| keep.next().unwrap_or(true));
}

/// Whether a form can be this body's, given what stands beside it.
fn fits(entry: &Entry, form: Form, mention: &Mention, text: &str, beside: &Beside) -> bool {
    match (entry.country, beside) {
        // An office or ministry that every country has.
        _ if !entry.national.is_empty() => true,
        (None, _) | (_, Beside::Nothing) => true,
        (Some(_), Beside::Other) => false,
        // "Russischer Sicherheitsrat" is not the United Nations', but "UN-Hilfe" in Russia is.
        (Some(Country::UN), Beside::Country(country)) => {
            *country == Country::UN || form.has(Form::ACRONYM) || mention.span.of(text).contains([' ', '-'])
        }
        (Some(own), Beside::Country(country)) => own == *country,
    }
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
    let own = found.mentions[at].mention.span;
    // Before: adjectives, a genitive, or the first part of a hyphen compound; other adjectives may stand between.
    if let Some(before) = at.checked_sub(1).map(|before| &found.mentions[before].mention) {
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
    if let Some(Chosen { mention: after, form, .. }) = found.mentions.get(at + 1) {
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
    let own = found.mentions[at].mention.span;
    let before = &text[..own.start];
    let Some(trimmed) = before.strip_suffix(' ') else { return false };
    let start = trimmed
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    let word = &trimmed[start..];
    let initial =
        !trimmed[..start].ends_with(' ') || trimmed[..start].trim_end().ends_with(['.', '!', '?', ':', '„', '–']);
    let adjective = word.len() > 5 && ["e", "en", "em", "es"].iter().any(|end| word.ends_with(end));
    let covered = found.mentions[..at].last().is_some_and(|chosen| chosen.mention.span.end > start);
    let first_word_is_adjective =
        glossary.entry(found.mentions[at].mention.entry).part_of_speech == PartOfSpeech::Adjective;
    word.chars().next().is_some_and(char::is_uppercase) && adjective && !initial && !covered && !first_word_is_adjective
}

/// The country of the person that a title is attached to: right after it, or before it with a comma.
fn attached(glossary: &Glossary, text: &str, found: &Found, at: usize) -> Option<Country> {
    let own = found.mentions[at].mention.span;
    let person = |index: usize| {
        let entry = glossary.entry(found.mentions.get(index)?.mention.entry);
        (entry.kind == EntryType::Person).then_some(entry.country?)
    };
    let gap = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    for index in at + 1..(at + 3).min(found.mentions.len()) {
        let between = gap(own.end, found.mentions[index].mention.span.start);
        if between.len() <= 40
            && !between.contains(['.', ';'])
            && between.split_whitespace().count() <= 3
            && let Some(country) = person(index)
        {
            return Some(country);
        }
    }
    let before = at.checked_sub(1)?;
    let between = gap(found.mentions[before].mention.span.end, own.start);
    if between.starts_with(',') && between.split_whitespace().count() <= 4 { person(before) } else { None }
}

/// The country of the nearest person of the sentence, those before the mention first.
fn nearest(glossary: &Glossary, found: &Found, at: usize) -> Option<Country> {
    let country = |chosen: &Chosen| {
        let entry = glossary.entry(chosen.mention.entry);
        entry.country.filter(|_| entry.kind == EntryType::Person)
    };
    found.mentions[..at].iter().rev().find_map(country).or_else(|| found.mentions[at + 1..].iter().find_map(country))
}
