//! The same text with canonical names: which bytes to replace by what.
//!
//! Only names are touched, never German grammar: a genitive -s stays, titles and bodies stay. In German text a Russian
//! takes the German transcription and a place keeps its German name; in English text both take their English form.

use crate::glossary::entry::Derivation;
use crate::glossary::{Country, Entry, EntryType, Glossary};
use crate::matching::{Matches, Mention, MentionKind};
use crate::romanization::style::{Name, Style};
use crate::span::Span;

/// The language of the text whose names are made canonical.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// German.
    #[default]
    German,
    /// English.
    English,
}

impl Language {
    /// Its English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::German => "German",
            Self::English => "English",
        }
    }

    /// Guesses from the commonest function words.
    pub fn guess(text: &str) -> Self {
        let sample: String = text.chars().take(20_000).collect();
        let (mut german, mut english) = (0, 0);
        for word in sample.split(|c: char| !c.is_alphabetic()) {
            match word {
                "der" | "die" | "das" | "und" | "den" | "dem" | "mit" | "von" | "nicht" | "ist" | "ein" | "eine"
                | "des" | "im" => german += 1,
                "the" | "of" | "and" | "to" | "with" | "is" | "not" | "for" | "that" | "an" | "by" | "on" => {
                    english += 1
                }
                _ => {}
            }
        }
        if english > german { Self::English } else { Self::German }
    }
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the document's text.
    pub span: Span,
    /// What to write.
    pub text: String,
}

/// All replacements that make the names of a text canonical, in order.
pub fn edits(glossary: &Glossary, text: &str, matches: &Matches, language: Language, style: Style) -> Vec<Edit> {
    let replace = |mention: &Mention| {
        let surface = mention.span.of(text);
        let wanted = with_its_spaces(wanted(glossary, text, mention, language, style)?, surface);
        (wanted != surface).then_some(Edit { span: mention.span, text: wanted })
    };
    matches.mentions.iter().filter_map(replace).collect()
}

/// Spaces that hold a name together on one line stay as they are.
pub fn with_its_spaces(wanted: String, surface: &str) -> String {
    let unbroken = |c: &char| matches!(c, '\u{a0}' | '\u{202f}');
    match surface.chars().find(unbroken) {
        Some(space) => wanted.replace(' ', space.encode_utf8(&mut [0; 4])),
        None => wanted,
    }
}

/// What a mention should read in this text; `None` where the text may say it as it likes.
pub fn wanted(glossary: &Glossary, text: &str, mention: &Mention, language: Language, style: Style) -> Option<String> {
    let entry = glossary.entry(mention.entry);
    let surface = mention.span.of(text);
    let name = match entry.kind {
        EntryType::Person => {
            if mention.kind == MentionKind::SurnameOnly {
                if mention.english == entry.canonical {
                    return None;
                }
                surname_in(entry, language, style)
            } else {
                name_in(entry, language, style)
            }
        }
        EntryType::Place
            if matches!(entry.derivation, Derivation::None | Derivation::Capital)
                && matches!(
                    mention.kind,
                    MentionKind::Variant | MentionKind::Exact | MentionKind::Typo | MentionKind::Inflected
                ) =>
        {
            place_in(entry, surface, language)?
        }
        _ => return None,
    };
    let mut name = match_case(&name, surface);
    if mention.genitive {
        name.push_str(genitive(&name, surface, language));
    }
    Some(name)
}

fn name_in(entry: &Entry, language: Language, style: Style) -> String {
    name_of(entry).written(style, language == Language::German)
}

fn name_of(entry: &Entry) -> Name<'_> {
    Name {
        canonical: &entry.canonical,
        hangul: entry.hangul.as_deref(),
        cyrillic: entry.cyrillic.as_deref(),
        ukrainian: entry.country.is_some_and(|country| country.as_str() == "ua"),
        german: entry.person.as_ref().and_then(|person| person.german.as_deref()),
        north: entry.country == Some(Country::DPRK),
        irregular: entry.person.as_ref().is_some_and(|person| person.exception.is_some()),
    }
}

fn surname_in(entry: &Entry, language: Language, style: Style) -> String {
    let whole = name_in(entry, language, style);
    let first = entry.canonical.starts_with(entry.surname());
    let mut words = whole.split(' ');
    (if first { words.next() } else { words.next_back() }).unwrap_or_default().to_owned()
}

/// A place takes its standard name; a form that is a listed German name of it is left alone, and so is one with an article.
fn place_in(entry: &Entry, surface: &str, language: Language) -> Option<String> {
    let standard = match language {
        Language::German => entry.german.first()?,
        Language::English => &entry.canonical,
    };
    let listed = entry.german.iter().any(|name| surface.starts_with(name.as_str()));
    (!listed && !surface.contains(' ') && !standard.contains(' ')).then(|| standard.clone())
}

/// All capitals stay all capitals.
fn match_case(name: &str, surface: &str) -> String {
    let letters = || surface.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 3 && letters().all(char::is_uppercase) { name.to_uppercase() } else { name.to_owned() }
}

fn genitive<'a>(name: &str, surface: &str, language: Language) -> &'a str {
    let sibilant = name.ends_with(['s', 'ß', 'x', 'z']);
    match language {
        Language::English if name.ends_with('s') => "'",
        Language::English => "'s",
        Language::German if sibilant => "’",
        Language::German
            if surface.ends_with('S') && surface.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) =>
        {
            "S"
        }
        Language::German => "s",
    }
}
