//! An entry: one person, place, body, title or term, and its one English form.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What an entry is. The `type` of the JSON output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryType {
    /// A human being.
    Person,
    /// A place, a country among them.
    Place,
    /// A body: party, ministry, army, company, newspaper, team.
    Organization,
    /// An office, rank or honorific.
    Title,
    /// Anything else with a fixed English form.
    Term,
}

impl EntryType {
    /// The word that stands for it in files and output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organization => "organization",
            Self::Title => "title",
            Self::Term => "term",
        }
    }
}

/// ISO 3166-1 alpha-2 code in lower case; `un` stands for the United Nations and what belongs to no country.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// The Democratic People's Republic of Korea.
    pub const DPRK: Self = Self(*b"kp");
    /// The Republic of Korea.
    pub const ROK: Self = Self(*b"kr");
    /// China.
    pub const CHINA: Self = Self(*b"cn");
    /// Russia.
    pub const RUSSIA: Self = Self(*b"ru");
    /// The United Nations.
    pub const UN: Self = Self(*b"un");

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// Whether personal names of this country are Korean.
    pub fn is_korean(self) -> bool {
        self == Self::DPRK || self == Self::ROK
    }

    /// Whether the family name comes first in English usage too.
    pub fn surname_first(self) -> bool {
        matches!(&self.0, b"kp" | b"kr" | b"cn" | b"tw" | b"vn" | b"kh")
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Country {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        match code.as_bytes() {
            &[a @ b'a'..=b'z', b @ b'a'..=b'z'] => Ok(Self([a, b])),
            _ => Err(format!("\"{code}\" is no country code: write two lower-case letters, such as \"kp\"")),
        }
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.as_str().to_owned()
    }
}

/// Grammatical gender, of a German head noun or of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Gender {
    /// der; male.
    #[serde(rename = "m", alias = "male")]
    Masculine,
    /// die; female.
    #[serde(rename = "f", alias = "female")]
    Feminine,
    /// das.
    #[serde(rename = "n")]
    Neuter,
    /// Plural only.
    #[serde(rename = "pl")]
    Plural,
}

/// A year, or a year and a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month from 1 to 12, where it is known.
    pub month: Option<u8>,
}

/// An office that a person holds or held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// `id` of the title.
    pub title: String,
    /// `id` of the body in which it is held.
    pub organization: Option<String>,
    /// Since when, if sure.
    pub from: Option<Date>,
    /// Until when, if sure.
    pub to: Option<Date>,
}

/// What only persons have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The family name as it stands in the canonical form.
    pub surname: String,
    /// The one form of German texts, where it is declared.
    pub german: Option<String>,
    /// Offices, present and past.
    pub roles: Vec<Role>,
    /// German titles that alone can stand for this person once named.
    pub epithets: Vec<String>,
    /// Why the canonical form does not follow from the Hangul.
    pub exception: Option<String>,
}

/// A short form: German ones to find, one English one to write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviation {
    /// German short forms, found in exactly this case.
    #[serde(default)]
    pub de: Vec<String>,
    /// The English short form; none: the full form is written.
    pub en: Option<String>,
}

/// Part of speech of the German headword.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartOfSpeech {
    /// A noun or noun phrase, written with a capital.
    #[default]
    Noun,
    /// An adjective, declined.
    Adjective,
    /// Fixed words, not inflected.
    Phrase,
    /// A verb: no mention, but a word for the embedded engine.
    Verb,
    /// An adverb: no mention, but a word for the embedded engine.
    Adverb,
}

impl PartOfSpeech {
    /// Whether it is found in texts as a mention; other words only reach the embedded engine.
    pub const fn is_mentioned(self) -> bool {
        !matches!(self, Self::Verb | Self::Adverb)
    }
}

/// What the embedded engine must know of a verb besides its infinitive, in the notation of its lexicon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Government {
    /// Principal parts: `w`, or `gibt gab gegeben`; none: by rule from the simple verb.
    pub parts: Option<String>,
    /// Frames: `A: reject`; none: the English form with and without an object.
    pub frames: Vec<String>,
    /// Its perfect is formed with sein.
    pub with_sein: bool,
}

/// The derived part an entry plays for another one: composed from a portfolio, or adjective and demonym of a country.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Derivation {
    /// A record of its own.
    #[default]
    None,
    /// Composed from an office and a portfolio.
    Composed,
    /// A record of its own that takes its German forms from an office and a portfolio.
    Portfolio,
    /// A country itself.
    Country,
    /// A country's adjective.
    Adjective,
    /// A country's inhabitants.
    Demonym,
    /// A country's capital.
    Capital,
}

/// One entry, resolved and checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Unique key.
    pub id: String,
    /// What it is.
    pub kind: EntryType,
    /// The canonical English form.
    pub canonical: String,
    /// English plural where it is not regular.
    pub plural: Option<String>,
    /// Whether running English puts "the" before the form.
    pub article: bool,
    /// German headwords, the standard one first; for persons other spellings.
    pub german: Vec<String>,
    /// Irregular feminine forms of a title or demonym.
    pub feminine: Vec<String>,
    /// Irregular plural of the German head noun.
    pub german_plural: Option<String>,
    /// Short forms.
    pub abbreviation: Abbreviation,
    /// The name in Hangul.
    pub hangul: Option<String>,
    /// The name in Cyrillic.
    pub cyrillic: Option<String>,
    /// The name in Chinese characters.
    pub chinese: Option<String>,
    /// Gender of the German head noun, or of the person.
    pub gender: Option<Gender>,
    /// Whose person, body or title it is.
    pub country: Option<Country>,
    /// Other English forms by the holder's country.
    pub national: Vec<(Country, String)>,
    /// Part of speech of the headword.
    pub part_of_speech: PartOfSpeech,
    /// Whether it serves roles only and is never found in text.
    pub generic: bool,
    /// Whether another entry may claim the same form.
    pub ambiguous: bool,
    /// How it came about.
    pub derivation: Derivation,
    /// What only persons have.
    pub person: Option<Person>,
    /// What only verbs have.
    pub government: Option<Government>,
    /// English forms that must not be written.
    pub forbidden_en: Vec<String>,
    /// German forms that must not be written.
    pub forbidden_de: Vec<String>,
    /// A sentence for the reader of an annotation.
    pub note: Option<String>,
    /// The file it comes from.
    pub file: String,
}

impl Entry {
    /// The English form for a holder of the given country.
    pub fn english_for(&self, country: Option<Country>) -> &str {
        country
            .and_then(|wanted| self.national.iter().find(|(country, _)| *country == wanted))
            .map_or(self.canonical.as_str(), |(_, form)| form.as_str())
    }

    /// The name in its own script, for a mention of the given country: the Hangul of a ministry that many countries have
    /// is not that of a Russian one.
    pub fn script_for(&self, country: Option<Country>) -> Option<&str> {
        let foreign = !self.national.is_empty() && country.is_some_and(|country| !country.is_korean());
        let hangul = self.hangul.as_ref().filter(|_| !foreign);
        hangul.or(self.cyrillic.as_ref()).or(self.chinese.as_ref()).map(String::as_str)
    }

    /// The person's family name; empty for other entries.
    pub fn surname(&self) -> &str {
        self.person.as_ref().map_or("", |person| person.surname.as_str())
    }
}
