//! Names in the English that nobody in the German has: a model's slip of memory, or a person mixed up with another.
//!
//! Two things are looked for: the canonical names of persons of the glossary, and what begins with a Korean family name of
//! the glossary and is no known name. Both are compared with the words of the German, and with the entries mentioned there.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::words::{Word, words};
use super::{Alarm, Side};
use crate::glossary::{EntryId, EntryType, Glossary};
use crate::span::Span;

const RULE: &str = "name-not-in-source";

/// The names of persons in a glossary.
pub struct Names {
    /// Persons by their first word: the other words, and the entry.
    persons: HashMap<String, Vec<(Vec<String>, EntryId)>>,
    /// Words of the English forms of each entry that is no person, by which an entry explains a name in the English.
    english: HashMap<EntryId, Vec<String>>,
    /// Korean family names.
    surnames: HashSet<String>,
}

impl Names {
    /// Collects the names of a glossary.
    pub fn new(glossary: &Glossary) -> Self {
        let mut names = Self { persons: HashMap::new(), english: HashMap::new(), surnames: HashSet::new() };
        for (id, entry) in glossary.entries() {
            let list: Vec<String> = words(&entry.canonical).into_iter().map(|word| word.text).collect();
            if entry.kind != EntryType::Person {
                names.english.insert(id, list);
                continue;
            }
            if entry.country.is_some_and(crate::glossary::entry::Country::is_korean) {
                names.surnames.insert(entry.surname().to_lowercase());
            }
            if let Some((first, rest)) = list.split_first().filter(|(_, rest)| !rest.is_empty()) {
                names.persons.entry(first.clone()).or_default().push((rest.to_vec(), id));
            }
        }
        for candidates in names.persons.values_mut() {
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
            explained.contains(word.text.as_str())
                || source.iter().any(|german| german.text.starts_with(word.text.as_str()))
        };
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let person = self.person(words, at);
            let length = person.as_ref().map_or_else(|| self.korean(text, words, at), |(length, _)| *length);
            if length == 0 || !word.capital {
                at += 1;
                continue;
            }
            let run = &words[at..at + length];
            let mentioned = person.is_some_and(|(_, ids)| ids.iter().any(|id| known.contains(id)));
            if !mentioned && !run.iter().all(in_source) {
                let span = Span::new(run[0].span.start, run[length - 1].span.end);
                let message = format!("\"{}\" is not in the German", span.of(text));
                alarms.push(Alarm::new(RULE, Side::Target, span, message));
            }
            at += length;
        }
    }

    /// The longest name of a person at a word: its number of words, and the persons of that name.
    fn person(&self, words: &[Word], at: usize) -> Option<(usize, Vec<EntryId>)> {
        let candidates = self.persons.get(&words[at].text)?;
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
        for (german, english, known, expected) in [
            ("Kim Jong Uns Rede", "Kim Jong Un's speech", vec![un], vec![]),
            ("Machthaber Kim", "Leader Kim Jong Un", vec![un], vec![]),
            ("Machthaber Kim", "Leader Kim Jong Il", vec![un], vec!["Kim Jong Il"]),
            ("Minister Pak Kwang Hok", "Minister Pak Kwang Hok", vec![], vec![]),
            ("Minister Pak", "Minister Pak Kwang-hok", vec![], vec!["Pak Kwang-hok"]),
            ("Der Minister", "The Minister Of The State", vec![], vec![]),
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
