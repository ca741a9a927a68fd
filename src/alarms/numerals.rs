//! Number words → values, by the data in `numerals.toml` and the rules by which both languages compose them.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

/// Bytes of a word that are searched for a number word at its beginning; the longest number words have fewer.
const LONGEST: usize = 128;

/// The number words of one language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numerals {
    units: HashMap<String, f64>,
    tens: HashMap<String, f64>,
    powers: HashMap<String, f64>,
    scales: HashMap<String, f64>,
    pieces: HashMap<String, f64>,
    centuries: Vec<String>,
    weak: HashMap<String, Vec<f64>>,
    /// Beginnings of ordinals that are no cardinals.
    #[serde(default)]
    stems: HashMap<String, f64>,
}

#[derive(Debug, Default, Deserialize)]
struct Languages {
    german: Numerals,
    english: Numerals,
}

fn languages() -> &'static Languages {
    static LANGUAGES: OnceLock<Languages> = OnceLock::new();
    LANGUAGES.get_or_init(|| toml::from_str(include_str!("numerals.toml")).unwrap_or_default())
}

/// German number words.
pub(super) fn german() -> &'static Numerals {
    &languages().german
}

/// English number words.
pub(super) fn english() -> &'static Numerals {
    &languages().english
}

impl Numerals {
    /// What a word after a number multiplies it by.
    pub(super) fn scale(&self, word: &str) -> Option<f64> {
        self.scales.get(word).copied()
    }

    /// How many pieces a noun after a number stands for, if it may be rendered by their number.
    pub(super) fn pieces(&self, word: &str) -> Option<f64> {
        self.pieces.get(word).copied()
    }

    /// Whether a noun after a number counts centuries.
    pub(super) fn is_century(&self, word: &str) -> bool {
        self.centuries.iter().any(|noun| noun == word)
    }

    /// The values that a word can stand for without demanding a counterpart.
    pub(super) fn weak(&self, word: &str) -> &[f64] {
        self.weak.get(word).map_or(&[], Vec::as_slice)
    }

    /// The value of a single unit, ten or power.
    pub(super) fn simple(&self, word: &str) -> Option<f64> {
        self.units.get(word).or_else(|| self.tens.get(word)).or_else(|| self.powers.get(word)).copied()
    }

    fn is_ten(&self, word: &str) -> bool {
        self.tens.contains_key(word)
    }

    /// A German number word, compounds included: "dreiundzwanzig", "zweitausendvierhundert". Units before tens, joined by "und"; powers
    /// multiply what stands before them and add what stands after.
    pub(super) fn compound(&self, word: &str) -> Option<f64> {
        if let Some(value) = self.simple(word) {
            return Some(value);
        }
        for power in ["tausend", "hundert"] {
            if let Some((before, after)) = word.split_once(power) {
                let factor = if before.is_empty() { 1.0 } else { self.compound(before)? };
                let after = after.strip_prefix("und").unwrap_or(after);
                let rest = if after.is_empty() { 0.0 } else { self.compound(after)? };
                return Some(factor * self.powers.get(power)? + rest);
            }
        }
        // "und" may also be part of the unit's neighbours; every place where it stands is tried.
        word.match_indices("und").find_map(|(at, und)| {
            let unit = self.units.get(word.get(..at)?).filter(|unit| **unit < 10.0)?;
            let ten = self.tens.get(word.get(at + und.len()..)?)?;
            Some(unit + ten)
        })
    }

    /// A German word that begins with a number word: ordinals ("zwanzigsten"), multiples ("dreimal", "vierfach"), decades
    /// ("achtziger"), compounds ("fünftägig"). The longest number word counts.
    pub(super) fn beginning(&self, word: &str) -> Option<f64> {
        if let Some((_, value)) = self.stems.iter().find(|(stem, _)| word.starts_with(stem.as_str())) {
            return Some(*value);
        }
        let ends = word.char_indices().map(|(at, _)| at).filter(|at| (3..LONGEST).contains(at)).collect::<Vec<_>>();
        ends.into_iter().rev().find_map(|end| self.compound(&word[..end]).filter(|value| *value > 1.0))
    }

    /// An English number at the start of some words: value, and how many words it takes. "twenty-five", "two hundred and ten thousand".
    pub(super) fn sequence(&self, words: &[&str]) -> Option<(f64, usize)> {
        let (mut total, mut current, mut taken) = (0.0, 0.0, 0);
        let mut last_ten = false;
        while let Some(word) = words.get(taken) {
            if let Some(unit) = self.units.get(*word) {
                if taken > 0 && !(last_ten && *unit < 10.0) && current % 100.0 != 0.0 {
                    break;
                }
                if taken > 0 && current == 0.0 && total == 0.0 {
                    break;
                }
                current += unit;
                last_ten = false;
            } else if self.is_ten(word) {
                if current % 100.0 != 0.0 {
                    break;
                }
                current += self.tens.get(*word)?;
                last_ten = true;
            } else if let Some(scale) = self.scales.get(*word).filter(|_| taken > 0 && current > 0.0) {
                if *scale == 100.0 {
                    current *= 100.0;
                } else {
                    total += current * scale;
                    current = 0.0;
                }
                last_ten = false;
            } else if *word == "and" && taken > 0 && words.get(taken - 1) == Some(&"hundred") {
                if words.get(taken + 1).is_none_or(|next| !self.units.contains_key(*next) && !self.is_ten(next)) {
                    break;
                }
            } else {
                break;
            }
            taken += 1;
        }
        (taken > 0).then_some((total + current, taken))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_compounds_are_composed() {
        for (word, value) in [
            ("zwei", 2.0),
            ("dreiundzwanzig", 23.0),
            ("einundzwanzig", 21.0),
            ("hundert", 100.0),
            ("zweihundertfünfzig", 250.0),
            ("neunzehnhundertfünfundvierzig", 1945.0),
            ("zweitausendundeins", 2001.0),
            ("fünfhunderttausend", 500_000.0),
        ] {
            assert_eq!(german().compound(word), Some(value), "{word}");
        }
        for word in ["und", "undzwanzig", "zweiund", "hundertschaft", "tausendsassa", "dreist", "eine", ""] {
            assert_eq!(german().compound(word), None, "{word}");
        }
        for (word, value) in [("zwanzigsten", 20.0), ("dritten", 3.0), ("viermal", 4.0), ("achtziger", 80.0)] {
            assert_eq!(german().beginning(word), Some(value), "{word}");
        }
    }

    #[test]
    fn english_sequences_are_composed() {
        for (words, value, taken) in [
            (&["two"][..], 2.0, 1),
            (&["twenty", "five", "men"], 25.0, 2),
            (&["two", "hundred", "and", "ten", "thousand"], 210_000.0, 5),
            (&["three", "million", "two", "hundred", "thousand"], 3_200_000.0, 5),
            (&["two", "three"], 2.0, 1),
            (&["one", "hundred", "and", "counting"], 100.0, 2),
            (&["nineteen", "forty"], 19.0, 1),
        ] {
            assert_eq!(english().sequence(words), Some((value, taken)), "{words:?}");
        }
        assert_eq!(english().sequence(&["million"]), None);
    }
}
