//! Entries that follow from others: offices and ministries from portfolios, adjective, demonym and capital from countries.

use serde::Deserialize;

use super::entry::{Abbreviation, Country, Derivation, Entry, EntryType, Gender, PartOfSpeech};
use super::record::{Bilingual, ByCountry, CountryRecord, National, PortfolioRecord};

/// An office that combines with portfolios; see `offices.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// First part of the composed entries' ids.
    pub id: String,
    kind: EntryType,
    de: Vec<String>,
    en: String,
    #[serde(default)]
    national: National,
}

#[derive(Deserialize)]
struct Offices {
    office: Vec<Office>,
}

/// The shipped table of offices.
pub fn offices() -> Vec<Office> {
    let table: Result<Offices, _> = toml::from_str(include_str!("offices.toml"));
    table.map(|table| table.office).unwrap_or_default()
}

/// An entry with nothing but its key and English form.
pub fn blank(id: String, kind: EntryType, canonical: String, file: &str) -> Entry {
    Entry {
        id,
        kind,
        canonical,
        plural: None,
        article: false,
        german: Vec::new(),
        feminine: Vec::new(),
        german_plural: None,
        abbreviation: Abbreviation::default(),
        hangul: None,
        cyrillic: None,
        chinese: None,
        gender: None,
        country: None,
        national: Vec::new(),
        part_of_speech: PartOfSpeech::Noun,
        generic: false,
        ambiguous: false,
        derivation: Derivation::None,
        person: None,
        government: None,
        forbidden_en: Vec::new(),
        forbidden_de: Vec::new(),
        note: None,
        file: file.to_owned(),
    }
}

/// The entry of one office in one portfolio.
pub fn office_entry(office: &Office, portfolio: &PortfolioRecord, file: &str) -> Entry {
    let minister = |country| named(portfolio.minister.as_ref(), "Minister", portfolio, country);
    let ministry = |country| named(portfolio.ministry.as_ref(), "Ministry", portfolio, country);
    let write = |pattern: &str, country| {
        pattern.replace("{minister}", &minister(country)).replace("{ministry}", &ministry(country))
    };
    let default = write(&office.en, None);
    let mut countries: Vec<Country> = portfolio.national.0.iter().map(|(country, _)| *country).collect();
    for forms in [&portfolio.minister, &portfolio.ministry].into_iter().flatten() {
        countries.extend(forms.national.iter().map(|(country, _)| *country));
    }
    countries.extend(office.national.0.iter().map(|(country, _)| *country));
    countries.sort_unstable();
    countries.dedup();
    let national = countries
        .into_iter()
        .map(|country| {
            let pattern = office.national.0.iter().find(|(c, _)| *c == country).map_or(&office.en, |(_, p)| p);
            (country, write(pattern, Some(country)))
        })
        .filter(|(_, form)| *form != default)
        .collect();
    let mut entry = blank(format!("{}-{}", office.id, portfolio.id), office.kind, default, file);
    entry.german = german_forms(&office.de, portfolio);
    entry.article = office.kind == EntryType::Organization;
    entry.gender = Some(match office.kind {
        EntryType::Organization => Gender::Neuter,
        _ => Gender::Masculine,
    });
    entry.national = national;
    entry.derivation = Derivation::Composed;
    if office.kind == EntryType::Organization {
        entry.hangul.clone_from(&portfolio.hangul);
    }
    entry.note.clone_from(&portfolio.note);
    entry
}

fn named(own: Option<&ByCountry>, head: &str, portfolio: &PortfolioRecord, country: Option<Country>) -> String {
    let national = |forms: &[(Country, String)]| {
        country.and_then(|wanted| forms.iter().find(|(c, _)| *c == wanted)).map(|(_, form)| form.clone())
    };
    if let Some(form) = own.and_then(|own| national(&own.national)) {
        return form;
    }
    match (national(&portfolio.national.0), own) {
        (Some(field), _) => format!("{head} of {field}"),
        (None, Some(own)) => own.default.clone(),
        (None, None) => format!("{head} of {}", portfolio.en),
    }
}

fn german_forms(patterns: &[String], portfolio: &PortfolioRecord) -> Vec<String> {
    let mut forms = Vec::new();
    for pattern in patterns {
        if pattern.contains("{stem}") {
            forms.extend(portfolio.stem.iter().map(|stem| {
                let stem = stem.trim_end_matches('-');
                if pattern.starts_with("{stem}")
                    || pattern.contains([' ', '-']) && !pattern.starts_with("Vize{") && !pattern.contains(" Vize{")
                {
                    pattern.replace("{stem}", stem)
                } else {
                    pattern.replace("{stem}", &stem.to_lowercase())
                }
            }));
        } else {
            forms.extend(portfolio.phrase.iter().map(|phrase| pattern.replace("{phrase}", phrase)));
        }
    }
    forms
}

/// The entries of a country: itself, its official name, adjective, inhabitants and capital.
pub fn country_entries(record: CountryRecord, file: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let base = |suffix: &str, kind, canonical: &str, derivation| {
        let mut entry = blank(format!("{}{suffix}", record.id), kind, canonical.to_owned(), file);
        entry.country = record.code;
        entry.derivation = derivation;
        entry.ambiguous = record.ambiguous;
        entry
    };
    let mut country = base("", EntryType::Place, &record.en, Derivation::Country);
    country.german.clone_from(&record.de.0);
    country.gender = record.gender.or(Some(Gender::Neuter));
    country.article = record.article.unwrap_or(false);
    country.abbreviation.clone_from(&record.abbreviation);
    country.hangul.clone_from(&record.hangul);
    country.cyrillic.clone_from(&record.cyrillic);
    country.chinese.clone_from(&record.chinese);
    country.forbidden_en.clone_from(&record.forbidden_en);
    country.forbidden_de.clone_from(&record.forbidden_de);
    country.note.clone_from(&record.note);
    entries.push(country);
    let filled = |form: &Option<Bilingual>| form.as_ref().is_some_and(|form| !form.de.0.is_empty());
    if let Some(official) = record.official.as_ref().filter(|_| filled(&record.official)) {
        let mut entry = base("-official", EntryType::Place, &official.en, Derivation::Country);
        entry.german.clone_from(&official.de.0);
        entry.gender = official.gender.or(Some(Gender::Feminine));
        entry.article = true;
        entry.hangul.clone_from(&official.hangul);
        entries.push(entry);
    }
    if let Some(adjective) = record.adjective.as_ref().filter(|_| filled(&record.adjective)) {
        let mut entry = base("-adjective", EntryType::Term, &adjective.en, Derivation::Adjective);
        entry.german.clone_from(&adjective.de.0);
        entry.part_of_speech = PartOfSpeech::Adjective;
        entries.push(entry);
    }
    if let Some(demonym) = record.demonym.as_ref().filter(|_| filled(&record.demonym)) {
        let mut entry = base("-demonym", EntryType::Term, &demonym.en, Derivation::Demonym);
        entry.german.clone_from(&demonym.de.0);
        entry.feminine.clone_from(&demonym.feminine.0);
        entry.plural.clone_from(&demonym.en_plural);
        entry.gender = Some(Gender::Masculine);
        entries.push(entry);
    }
    if let Some(capital) = record.capital.as_ref().filter(|_| filled(&record.capital)) {
        let mut entry = base("-capital", EntryType::Place, &capital.en, Derivation::Capital);
        entry.german.clone_from(&capital.de.0);
        entry.gender = Some(Gender::Neuter);
        entry.hangul.clone_from(&capital.hangul);
        entry.cyrillic.clone_from(&capital.cyrillic);
        entry.chinese.clone_from(&capital.chinese);
        entries.push(entry);
    }
    entries
}
