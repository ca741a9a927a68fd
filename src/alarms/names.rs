//! Names in the English that nobody in the German has: a model's slip of memory, or a person mixed up with another.
//!
//! Three things are looked for: the canonical names of persons of the glossary, what begins with a Korean family name of
//! the glossary and is no known name, and the names of countries and places of the glossary, since "South Korea" in the stead of
//! "North Korea" is the worst slip of all. They are compared with the words of the German, and with the entries mentioned there:
//! "Seoul" may stand where the German speaks of South Koreans.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::words::{Word, words};
use super::{Alarm, Side};
use crate::glossary::entry::Derivation;
use crate::glossary::{Country, EntryId, EntryType, Glossary};
use crate::span::Span;

const RULE: &str = "name-not-in-source";

/// The names of persons and places in a glossary.
pub struct Names {
    /// Persons and places by their first word: the other words, and the entry.
    named: HashMap<String, Vec<(Vec<String>, EntryId)>>,
    /// The countries that entries belong to.
    countries: HashMap<EntryId, Country>,
    /// How German words begin, or what compounds contain, that speak of a place: the stems of each headword.
    stems: HashMap<EntryId, Vec<Vec<String>>>,
    /// The same of a country: its name, adjective, inhabitants and capital.
    national: HashMap<Country, Vec<Vec<String>>>,
    /// Words of the English forms of each entry that is no person, by which an entry explains a name in the English.
    english: HashMap<EntryId, Vec<String>>,
    /// Korean family names.
    surnames: HashSet<String>,
}

impl Names {
    /// Collects the names of a glossary.
    pub fn new(glossary: &Glossary) -> Self {
        let mut names = Self {
            named: HashMap::new(),
            countries: HashMap::new(),
            stems: HashMap::new(),
            national: HashMap::new(),
            english: HashMap::new(),
            surnames: HashSet::new(),
        };
        for (id, entry) in glossary.entries() {
            let list: Vec<String> = words(&entry.canonical).into_iter().map(|word| word.text).collect();
            names.countries.extend(entry.country.map(|country| (id, country)));
            if let Some(country) = entry.country.filter(|_| is_national(entry.derivation)) {
                names.national.entry(country).or_default().extend(entry.german.iter().map(|headword| stems(headword)));
            }
            let person = entry.kind == EntryType::Person;
            if person && entry.country.is_some_and(Country::is_korean) {
                names.surnames.insert(entry.surname().to_lowercase());
            }
            // One word is too little to tell a person by.
            let is_name =
                person && list.len() > 1 || entry.kind == EntryType::Place && is_capitalized(&entry.canonical);
            if is_name && !person {
                names.stems.insert(id, entry.german.iter().map(|headword| stems(headword)).collect());
            }
            if let Some((first, rest)) = list.split_first().filter(|_| is_name) {
                names.named.entry(first.clone()).or_default().push((rest.to_vec(), id));
            }
            if !person {
                names.english.insert(id, list);
            }
        }
        for candidates in names.named.values_mut() {
            candidates.sort_by_key(|(rest, id)| (std::cmp::Reverse(rest.len()), *id));
        }
        names
    }

    pub(super) fn compare(
        &self,
        source: &[Word],
        target: (&str, &[Word]),
        known: &BTreeSet<EntryId>,
        alarms: &mut Vec<Alarm>,
    ) {
        let (text, words) = target;
        let explained: HashSet<&str> =
            known.iter().filter_map(|id| self.english.get(id)).flatten().map(String::as_str).collect();
        let in_source = |word: &Word| {
            let word = possessive(&word.text);
            explained.contains(word) || source.iter().any(|german| german.text.starts_with(word))
        };
        let countries: HashSet<Country> = known.iter().filter_map(|id| self.countries.get(id)).copied().collect();
        let at_home = |id: &EntryId| self.countries.get(id).is_some_and(|country| countries.contains(country));
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let named = self.named(words, at);
            let length = named.as_ref().map_or_else(|| self.korean(text, words, at), |(length, _)| *length);
            if length == 0 || !word.capital {
                at += 1;
                continue;
            }
            let run = &words[at..at + length];
            let mentioned = named.is_some_and(|(_, ids)| {
                ids.iter().any(|id| {
                    known.contains(id) || self.stems.contains_key(id) && (at_home(id) || self.spoken_of(*id, source))
                })
            });
            if !mentioned && !run.iter().all(in_source) {
                let span = Span::new(run[0].span.start, run[length - 1].span.end);
                let message = format!("\"{}\" is not in the German", span.of(text));
                alarms.push(Alarm::new(RULE, Side::Target, span, message));
            }
            at += length;
        }
    }

    /// Whether the German has words of a place or its country in any form: "Münchner", "Norddeutschland", "Schwarzmeerflotte".
    fn spoken_of(&self, place: EntryId, source: &[Word]) -> bool {
        let national = self.countries.get(&place).and_then(|country| self.national.get(country));
        let headwords = self.stems.get(&place).into_iter().chain(national).flatten();
        headwords.filter(|stems| !stems.is_empty()).any(|stems| {
            stems.iter().all(|stem| {
                let short = stem.chars().count() < STEM;
                let has = |word: &Word| word.text.starts_with(stem) || !short && word.text.contains(stem.as_str());
                source.iter().any(has)
            })
        })
    }

    /// The longest name of a person or place at a word: its number of words, and the entries of that name.
    fn named(&self, words: &[Word], at: usize) -> Option<(usize, Vec<EntryId>)> {
        let candidates = self.named.get(possessive(&words[at].text))?;
        let fits = |rest: &[String]| {
            let next = words.get(at + 1..at + 1 + rest.len()).unwrap_or_default();
            next.len() == rest.len() && next.iter().zip(rest).all(|(word, wanted)| possessive(&word.text) == wanted)
        };
        let length = candidates.iter().find(|(rest, _)| fits(rest))?.0.len();
        let ids = candidates.iter().filter(|(rest, _)| rest.len() == length && fits(rest)).map(|(_, id)| *id).collect();
        Some((length + 1, ids))
    }

    /// The words of what looks like a Korean name of no entry: a family name, and two given names in capitals or joined by a
    /// hyphen.
    fn korean(&self, text: &str, words: &[Word], at: usize) -> usize {
        if !self.surnames.contains(&words[at].text) {
            return 0;
        }
        let Some([second, third]) = words.get(at + 1..at + 3) else { return 0 };
        let between = |a: &Word, b: &Word| text.get(a.span.end..b.span.start).unwrap_or_default();
        let hyphen = between(second, third) == "-";
        let names = second.capital
            && between(&words[at], second) == " "
            && (hyphen || (third.capital && between(second, third) == " "))
            && [second, third].iter().all(|word| is_syllable(possessive(&word.text)));
        if names { 3 } else { 0 }
    }
}

/// Whether a word can be one Korean syllable in Latin letters, in any of the usual romanizations.
fn is_syllable(word: &str) -> bool {
    const ONSETS: [&str; 24] = [
        "", "g", "k", "n", "d", "t", "r", "l", "m", "b", "p", "s", "j", "ch", "h", "kk", "tt", "pp", "ss", "jj", "sh",
        "kh", "th", "ph",
    ];
    const CODAS: [&str; 9] = ["", "k", "n", "t", "l", "m", "p", "ng", "h"];
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'ŏ' | 'ŭ');
    let Some((onset, rest)) = word.find(is_vowel).map(|at| word.split_at(at)) else { return false };
    let coda = rest.trim_start_matches(is_vowel);
    let nucleus = rest[..rest.len() - coda.len()].chars().count();
    ONSETS.contains(&onset) && nucleus <= 3 && CODAS.contains(&coda)
}

/// Letters that a stem keeps at least; a shorter one must begin its word.
const STEM: usize = 4;
/// Letters at the end of a word that derivation and inflection change: München, Münchner; Pazifik, pazifisch.
const ENDING: usize = 2;

/// The words of a German headword without their endings.
fn stems(headword: &str) -> Vec<String> {
    let stem = |word: Word| {
        let length = word.text.chars().count();
        word.text.chars().take(length.saturating_sub(ENDING).max(STEM)).collect()
    };
    words(headword).into_iter().map(stem).collect()
}

/// Whether an entry is a country, or what everybody in it is called.
fn is_national(derivation: Derivation) -> bool {
    matches!(derivation, Derivation::Country | Derivation::Adjective | Derivation::Demonym | Derivation::Capital)
}

/// Whether every word of a name but the small ones has a capital, as those of a name have and those of "border town" have not.
fn is_capitalized(name: &str) -> bool {
    words(name).iter().all(|word| word.capital || word.text.len() < 4)
}

fn possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_in_the_german_or_raises_an_alarm() {
        let glossary = Glossary::shipped();
        let names = Names::new(&glossary);
        let un = glossary.id("kim-jong-un").unwrap();
        let [north, south, southern] =
            ["north-korea", "south-korea", "south-korea-adjective"].map(|id| glossary.id(id).unwrap());
        for (german, english, known, expected) in [
            ("Kim Jong Uns Rede", "Kim Jong Un's speech", vec![un], vec![]),
            ("Machthaber Kim", "Leader Kim Jong Un", vec![un], vec![]),
            ("Machthaber Kim", "Leader Kim Jong Il", vec![un], vec!["Kim Jong Il"]),
            ("Minister Pak Kwang Hok", "Minister Pak Kwang Hok", vec![], vec![]),
            ("Minister Pak", "Minister Pak Kwang-hok", vec![], vec!["Pak Kwang-hok"]),
            ("Der Minister", "The Minister Of The State", vec![], vec![]),
            ("Nordkorea schwieg.", "South Korea was silent.", vec![north], vec!["South Korea"]),
            ("Südkorea schwieg.", "South Korea's army was silent.", vec![south], vec![]),
            ("Die südkoreanische Armee", "South Korea's army", vec![southern], vec![]),
            ("Die südkoreanische Regierung", "Seoul", vec![southern], vec![]),
            ("Die südkoreanische Regierung", "Pyongyang", vec![southern], vec!["Pyongyang"]),
            ("Die Wonsaner Werft", "The Wonsan shipyard", vec![], vec![]),
            ("Die Werft in Norddeutschland", "The shipyard in Germany", vec![], vec![]),
            ("Die pazifischen Inseln", "The Pacific islands", vec![], vec![]),
            ("Die Nordkoreanerin", "South Korea", vec![], vec!["South Korea"]),
            ("Er war nett.", "Nice that he came from japan.", vec![], vec![]),
            ("Ein Film", "How To Train Your Dragon", vec![], vec![]),
        ] {
            let mut alarms = Vec::new();
            let known = known.into_iter().collect();
            names.compare(&words(german), (english, &words(english)), &known, &mut alarms);
            let found: Vec<&str> = alarms.iter().map(|alarm| alarm.finding.span.of(english)).collect();
            assert_eq!(found, expected, "{german} / {english}");
        }
    }
}
