//! Glossary files → entries, with every problem of every file found in one go.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::compose::{blank, country_entries, office_entry, offices};
use super::entry::{Derivation, Entry, EntryType, Government, PartOfSpeech, Person, Role};
use super::record::{Auxiliary, CountryRecord, PortfolioRecord, Record};
use crate::span::Span;

/// A glossary file that has been read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name for messages.
    pub name: String,
    /// Its content.
    pub text: String,
}

/// Something wrong in a glossary file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Index of the file among the sources.
    pub source: usize,
    /// Bytes of the file that it is about.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

/// An entry and where it was written.
#[derive(Clone, Debug)]
pub struct Located {
    /// The entry.
    pub entry: Entry,
    /// Index of the file among the sources.
    pub source: usize,
    /// Bytes of the record.
    pub span: Span,
}

/// Reads all sources. Records with problems are left out of the entries.
pub fn parse(sources: &[Source]) -> (Vec<Located>, Vec<Problem>) {
    let mut parser = Parser { entries: Vec::new(), problems: Vec::new(), linked: Vec::new(), offices: offices() };
    for (index, source) in sources.iter().enumerate() {
        parser.file(index, source);
    }
    parser.link_titles();
    (parser.entries, parser.problems)
}

struct Parser {
    entries: Vec<Located>,
    problems: Vec<Problem>,
    /// Titles that take their German forms from an office in a portfolio: index of the entry, id of the composed entry.
    linked: Vec<(usize, String)>,
    offices: Vec<super::compose::Office>,
}

const TABLES: &str = "person, place, organization, title, term, country and portfolio";

impl Parser {
    fn problem(&mut self, source: usize, span: Span, message: impl Into<String>, remedy: impl Into<String>) {
        self.problems.push(Problem { source, span, message: message.into(), remedy: remedy.into() });
    }

    fn file(&mut self, index: usize, source: &Source) {
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        let broken = !errors.is_empty();
        for error in errors {
            let span = error.span().map_or(Span::default(), |range| Span::new(range.start, range.end));
            self.problem(index, span, format!("not valid TOML: {}", error.message()), "correct the TOML syntax here");
        }
        for (key, value) in table.into_inner() {
            let span = Span::new(key.span().start, key.span().end);
            let name = key.into_inner();
            let kind = match name.as_ref() {
                "person" => Kind::Entry(EntryType::Person),
                "place" => Kind::Entry(EntryType::Place),
                "organization" => Kind::Entry(EntryType::Organization),
                "title" => Kind::Entry(EntryType::Title),
                "term" => Kind::Entry(EntryType::Term),
                "country" => Kind::Country,
                "portfolio" => Kind::Portfolio,
                other => {
                    self.problem(
                        index,
                        span,
                        format!("unknown table \"{other}\""),
                        format!("the tables of a glossary are {TABLES}"),
                    );
                    continue;
                }
            };
            let DeValue::Array(records) = value.into_inner() else {
                self.problem(
                    index,
                    span,
                    format!("\"{name}\" is not a list of records"),
                    format!("write [[{name}]] before each record"),
                );
                continue;
            };
            for record in records {
                self.record(kind, index, source, record, broken);
            }
        }
    }

    fn record(&mut self, kind: Kind, source: usize, file: &Source, record: Spanned<DeValue<'_>>, broken: bool) {
        let span = Span::new(record.span().start, record.span().end);
        if let Some(text) = with_control_character(&record) {
            let at = Span::new(text.span().start, text.span().end);
            self.problem(
                source,
                at,
                "a control character in a text",
                "remove it: names and titles are one line of plain text",
            );
            return;
        }
        match kind {
            Kind::Entry(kind) => {
                let Some(record) = self.read::<Record>(source, span, record, broken) else { return };
                match entry(kind, record, &file.name) {
                    Ok((entry, linked)) => {
                        if let Some(composed) = linked {
                            self.linked.push((self.entries.len(), composed));
                        }
                        self.entries.push(Located { entry, source, span });
                    }
                    Err((message, remedy)) => self.problem(source, span, message, remedy),
                }
            }
            Kind::Country => {
                let Some(record) = self.read::<CountryRecord>(source, span, record, broken) else { return };
                self.entries.extend(country_entries(record, &file.name).into_iter().map(|entry| Located {
                    entry,
                    source,
                    span,
                }));
            }
            Kind::Portfolio => {
                let Some(record) = self.read::<PortfolioRecord>(source, span, record, broken) else { return };
                for office in &self.offices {
                    self.entries.push(Located { entry: office_entry(office, &record, &file.name), source, span });
                }
            }
        }
    }

    fn read<'a, T: Deserialize<'a>>(
        &mut self,
        source: usize,
        span: Span,
        record: Spanned<DeValue<'a>>,
        broken: bool,
    ) -> Option<T> {
        match T::deserialize(ValueDeserializer::from(record)) {
            Ok(record) => Some(record),
            Err(_) if broken => None,
            Err(error) => {
                let at = error.span().map_or(span, |range| Span::new(range.start, range.end));
                self.problem(
                    source,
                    at,
                    error.message().trim().replace('\n', " "),
                    "see \"Glossary files\" in the README for the fields of this record",
                );
                None
            }
        }
    }

    /// A title with `portfolio` and `office` is the composed entry under an id of its own.
    fn link_titles(&mut self) {
        for (at, composed) in std::mem::take(&mut self.linked) {
            let found = self
                .entries
                .iter()
                .position(|located| located.entry.derivation == Derivation::Composed && located.entry.id == composed);
            let Some(found) = found else {
                let Located { source, span, entry } = self.entries[at].clone();
                self.problem(source, span, format!("\"{}\" refers to a portfolio or office that is not there", entry.id), "use the id of a [[portfolio]] and one of the offices minister, vice-minister, first-vice-minister, ministry");
                continue;
            };
            let base = self.entries[found].entry.clone();
            let title = &mut self.entries[at].entry;
            title.german.splice(0..0, base.german);
            title.gender = title.gender.or(base.gender);
            if title.national.is_empty() {
                title.national = base.national;
            }
            title.canonical = base.canonical;
            title.derivation = Derivation::Portfolio;
            self.entries[found].entry.generic = true;
            self.entries[found].entry.german.clear();
        }
        // A record of its own under the id of a composed entry replaces it.
        let composed = |located: &Located| located.entry.derivation == Derivation::Composed;
        let own: std::collections::BTreeSet<String> =
            self.entries.iter().filter(|located| !composed(located)).map(|located| located.entry.id.clone()).collect();
        self.entries.retain(|located| {
            !composed(located) || !located.entry.german.is_empty() && !own.contains(&located.entry.id)
        });
    }
}

/// The first text of a record that holds a control character; notes alone may have line breaks.
fn with_control_character<'v, 'a>(value: &'v Spanned<DeValue<'a>>) -> Option<&'v Spanned<DeValue<'a>>> {
    match value.get_ref() {
        DeValue::String(text) => text.contains(char::is_control).then_some(value),
        DeValue::Array(values) => values.iter().find_map(with_control_character),
        DeValue::Table(table) => {
            table.iter().filter(|(key, _)| key.get_ref() != "note").find_map(|(_, value)| with_control_character(value))
        }
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Entry(EntryType),
    Country,
    Portfolio,
}

type Refusal = (String, String);

fn entry(kind: EntryType, record: Record, file: &str) -> Result<(Entry, Option<String>), Refusal> {
    let id = record.id.clone();
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        return Err((format!("\"{id}\" cannot be an id"), "write lower-case ASCII letters, digits and hyphens".into()));
    }
    let composed = record
        .portfolio
        .as_ref()
        .map(|portfolio| format!("{}-{portfolio}", record.office.as_deref().unwrap_or("minister")));
    let english = if kind == EntryType::Person { &record.canonical } else { &record.en };
    let Some(canonical) = english.clone().filter(|form| !form.trim().is_empty()) else {
        let key = if kind == EntryType::Person { "canonical" } else { "en" };
        return Err((format!("\"{id}\" has no English form"), format!("give it as {key} = \"…\"")));
    };
    let mut entry = blank(id, kind, canonical, file);
    let named = !record.de.is_empty() || !record.abbreviation.de.is_empty() || record.generic || composed.is_some();
    if kind != EntryType::Person && !named {
        return Err((
            format!("\"{}\" has no German form", entry.id),
            "list its German headwords as de = [\"…\"]".into(),
        ));
    }
    for text in record.de.iter().chain(&record.aliases).chain(&record.abbreviation.de).chain([&entry.canonical]) {
        if super::fold::fold(text).is_empty() {
            return Err((format!("\"{}\" has an empty form", entry.id), "remove it or write the name".into()));
        }
    }
    entry.article = record.article.unwrap_or_else(|| default_article(kind, &entry.canonical));
    let declared = record.de.first().filter(|_| kind == EntryType::Person).cloned();
    entry.german = record.de;
    if kind == EntryType::Person {
        entry.german.extend(record.aliases);
    }
    entry.german.extend(record.forms);
    entry.plural = record.en_plural;
    entry.german_plural = record.plural;
    entry.feminine = record.feminine;
    entry.abbreviation = record.abbreviation;
    entry.hangul = record.hangul;
    entry.cyrillic = record.cyrillic;
    entry.chinese = record.chinese;
    entry.gender = record.gender;
    entry.country = record.country.or(record.nationality);
    entry.national = record.national.0;
    entry.part_of_speech = record.part_of_speech.unwrap_or_default();
    let governs = record.parts.is_some() || !record.frames.is_empty() || record.auxiliary.is_some();
    match entry.part_of_speech {
        PartOfSpeech::Verb => {
            let with_sein = record.auxiliary == Some(Auxiliary::Sein);
            entry.government = Some(Government { parts: record.parts, frames: record.frames, with_sein });
        }
        _ if governs => {
            return Err((
                format!("\"{}\" has parts, frames or an auxiliary and is no verb", entry.id),
                "remove them, or say part-of-speech = \"verb\"".into(),
            ));
        }
        _ => {}
    }
    if kind != EntryType::Term && !entry.part_of_speech.is_mentioned() {
        return Err((format!("\"{}\" is a verb or adverb and no term", entry.id), "write it as [[term]]".into()));
    }
    entry.generic = record.generic;
    entry.ambiguous = record.ambiguous;
    entry.forbidden_en = record.forbidden_en;
    entry.forbidden_de = record.forbidden_de;
    entry.note = record.note;
    if kind == EntryType::Person {
        let first = entry.country.is_some_and(super::entry::Country::surname_first)
            && !(entry.country == Some(super::entry::Country::ROK)
                && entry.canonical.split(' ').next_back() == record.surname.as_deref());
        let surname = record.surname.unwrap_or_else(|| {
            let mut words = entry.canonical.split(' ');
            (if first { words.next() } else { words.next_back() }).unwrap_or_default().to_owned()
        });
        entry.person = Some(Person {
            surname,
            german: declared,
            roles: record.roles.into_iter().map(Role::from).collect(),
            epithets: record.epithets,
            exception: record.exception,
        });
    }
    if kind == EntryType::Title && entry.gender.is_none() {
        entry.gender = Some(super::entry::Gender::Masculine);
    }
    Ok((entry, composed))
}

/// English puts "the" before the names of bodies and treaties that are made of common words, several of them.
fn default_article(kind: EntryType, canonical: &str) -> bool {
    match kind {
        EntryType::Organization | EntryType::Term => {
            canonical.contains(' ') && canonical.chars().next().is_some_and(char::is_uppercase)
                || canonical.contains(" of ")
        }
        _ => false,
    }
}
