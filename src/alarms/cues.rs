//! Negation, attribution, reservations, units and dates: words of one language that demand a counterpart in the other.
//!
//! The words are data (`cues.toml`). To be precise rather than complete, few words demand a counterpart and
//! many are one: "nicht einfach" may well be "difficult".

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::words::Word;
use super::{Alarm, RULES, Side, quotation};
use crate::span::Span;

/// One kind of cue in both languages.
pub struct Cues {
    rule: &'static str,
    name: String,
    german: Language,
    english: Language,
    unless_quoted: bool,
}

struct Language {
    demand: Patterns,
    counterpart: Patterns,
    idiom: Patterns,
    except: Patterns,
}

#[derive(Deserialize)]
struct File {
    cue: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Record {
    rule: String,
    name: String,
    de: Vec<String>,
    en: Vec<String>,
    #[serde(default)]
    also_de: Vec<String>,
    #[serde(default)]
    also_en: Vec<String>,
    #[serde(default)]
    not_de: Vec<String>,
    #[serde(default)]
    not_en: Vec<String>,
    #[serde(default)]
    except_de: Vec<String>,
    #[serde(default)]
    except_en: Vec<String>,
    #[serde(default)]
    unless_quoted: bool,
}

/// The cues that the library ships.
pub(super) fn shipped() -> Vec<Cues> {
    let file: File = toml::from_str(include_str!("cues.toml")).unwrap_or(File { cue: Vec::new() });
    file.cue.into_iter().filter_map(Cues::of).collect()
}

impl Cues {
    fn of(record: Record) -> Option<Self> {
        let (rule, _) = RULES.into_iter().find(|(rule, _)| *rule == record.rule)?;
        let language = |demand: &[String], also: &[String], idiom: &[String], except: &[String]| Language {
            demand: Patterns::new(demand),
            counterpart: Patterns::new(demand.iter().chain(also)),
            idiom: Patterns::new(idiom),
            except: Patterns::new(except),
        };
        Some(Self {
            rule,
            german: language(&record.de, &record.also_de, &record.not_de, &record.except_de),
            english: language(&record.en, &record.also_en, &record.not_en, &record.except_en),
            name: record.name,
            unless_quoted: record.unless_quoted,
        })
    }

    pub(super) fn compare(&self, source: (&str, &[Word]), target: (&str, &[Word]), alarms: &mut Vec<Alarm>) {
        let sides = [
            (Side::Source, source, &self.german, target, &self.english, "English"),
            (Side::Target, target, &self.english, source, &self.german, "German"),
        ];
        for (side, (text, words), own, (other_text, other_words), others, language) in sides {
            let Some(span) = own.demanded(words) else { continue };
            if others.answered(other_words) || (self.unless_quoted && quotation::quotes(other_text)) {
                continue;
            }
            let message = format!("{} of \"{}\" has no counterpart in the {language}", self.name, span.of(text));
            alarms.push(Alarm::new(self.rule, side, span, message));
        }
    }
}

impl Language {
    /// The first cue that demands a counterpart.
    fn demanded(&self, words: &[Word]) -> Option<Span> {
        let mut at = 0;
        while at < words.len() {
            if let Some(length) = self.idiom.at(words, at) {
                at += length;
                continue;
            }
            if let Some(length) = self.demand.at(words, at) {
                return Some(Span::new(words[at].span.start, words[at + length - 1].span.end));
            }
            at += 1;
        }
        None
    }

    fn answered(&self, words: &[Word]) -> bool {
        (0..words.len()).any(|at| self.counterpart.at(words, at).is_some() && self.except.at(words, at).is_none())
    }
}

/// Words and sequences of words to look for.
#[derive(Default)]
struct Patterns {
    words: HashSet<String>,
    prefixes: Vec<String>,
    suffixes: Vec<String>,
    infixes: Vec<String>,
    /// By their first word.
    sequences: HashMap<String, Vec<Vec<String>>>,
}

impl Patterns {
    fn new<'p>(list: impl IntoIterator<Item = &'p String>) -> Self {
        let mut patterns = Self::default();
        for pattern in list {
            let inner = pattern.trim_matches('*').to_owned();
            match (pattern.starts_with('*'), pattern.ends_with('*')) {
                (true, true) => patterns.infixes.push(inner),
                (true, false) => patterns.suffixes.push(inner),
                (false, true) => patterns.prefixes.push(inner),
                (false, false) => match inner.split_once(' ') {
                    None => {
                        patterns.words.insert(inner);
                    }
                    Some((first, rest)) => {
                        let rest = rest.split(' ').map(str::to_owned).collect();
                        patterns.sequences.entry(first.to_owned()).or_default().push(rest);
                    }
                },
            }
        }
        patterns
    }

    /// How many words a pattern takes that begins at a word.
    fn at(&self, words: &[Word], at: usize) -> Option<usize> {
        let text = words.get(at)?.text.as_str();
        let fits = |rest: &&Vec<String>| {
            let next = words.get(at + 1..at + 1 + rest.len()).unwrap_or_default();
            next.len() == rest.len() && next.iter().zip(rest.iter()).all(|(word, wanted)| word.text == *wanted)
        };
        let sequences = self.sequences.get(text).into_iter().flatten();
        if let Some(length) = sequences.filter(fits).map(|rest| rest.len() + 1).max() {
            return Some(length);
        }
        let hit = self.words.contains(text)
            || self.prefixes.iter().any(|prefix| text.starts_with(prefix.as_str()))
            || self.suffixes.iter().any(|suffix| text.ends_with(suffix.as_str()))
            || self.infixes.iter().any(|infix| text.find(infix.as_str()).is_some_and(|at| at > 0));
        hit.then_some(1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn rules(german: &str, english: &str) -> Vec<&'static str> {
        let mut alarms = Vec::new();
        for cues in shipped() {
            cues.compare((german, &words(german)), (english, &words(english)), &mut alarms);
        }
        alarms.into_iter().map(|alarm| alarm.finding.rule).collect()
    }

    #[test]
    fn the_data_are_whole() {
        let file: File = toml::from_str(include_str!("cues.toml")).unwrap();
        assert_eq!(file.cue.len(), shipped().len(), "every cue names a rule that there is");
        for record in file.cue {
            for cue in record.de.iter().chain(&record.en).chain(&record.also_de).chain(&record.also_en) {
                assert_eq!(*cue, cue.to_lowercase(), "{cue}");
                assert!(cue.trim_matches('*').len() >= 2 || !cue.starts_with(char::is_alphabetic), "{cue}");
                assert!(!cue.contains('-'), "{cue}: hyphens part words");
            }
        }
    }

    #[test]
    fn what_is_kept_raises_no_alarm() {
        for (german, english) in [
            ("Er kam nicht.", "He did not come."),
            ("Er kam nicht.", "He didn’t come."),
            ("Das ist nicht möglich.", "That is impossible."),
            ("Nicht nur Kim kam.", "Both came, Kim among them."),
            ("Weder Kim noch Pak kam.", "Neither Kim nor Pak came."),
            ("Er kam ohne Grund.", "He came without a reason."),
            ("Die sogenannte Demokratie.", "The \"democracy\"."),
            ("Der mutmaßliche Spion.", "The suspected spy."),
            ("KCNA zufolge kam er.", "He came, KCNA said."),
            ("Er sei krank, hieß es.", "He was said to be ill."),
            ("5 % von 3 Mio. US-Dollar", "five percent of $3 million"),
            ("am Samstagabend im März", "on Saturday evening in March"),
            ("am Sonnabend", "Saturday"),
        ] {
            assert_eq!(rules(german, english), [""; 0], "{german} / {english}");
        }
    }

    #[test]
    fn what_is_lost_or_invented_raises_one() {
        for (german, english, rule) in [
            ("Er kam nicht.", "He came.", "negation-differs"),
            ("Er kam.", "He never came.", "negation-differs"),
            ("KCNA zufolge kam Kim.", "Kim came.", "attribution-differs"),
            ("Kim kam.", "Kim came, he claimed.", "attribution-differs"),
            ("Die sogenannte Demokratie.", "The democracy.", "so-called-differs"),
            ("Der angebliche Angriff.", "The attack.", "alleged-differs"),
            ("Der Spion kam.", "The suspected spy came.", "suspected-differs"),
            ("fünf Prozent", "five dollars", "unit-differs"),
            ("3 Millionen Euro", "$3 million", "unit-differs"),
            ("am Montag", "on Tuesday", "date-differs"),
            ("im Juni", "in July", "date-differs"),
        ] {
            let mut found = rules(german, english);
            found.dedup();
            assert_eq!(found, [rule], "{german} / {english}");
        }
    }
}
