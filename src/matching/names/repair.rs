//! Corrects the misspelt words of a sentence before it is looked up.
//!
//! A word is suspect if it has a capital and is neither German nor a word of the glossary, or is written as no word is: a
//! digit among letters, a capital inside. It is corrected only where one word of the glossary is clearly nearest, and
//! what is found through it counts only if it is long enough or stands in a longer name: "Kirn" alone stays a town.

use std::sync::Arc;

use super::memory::Memory;
use super::people::{is_german, is_given_name};
use super::typos::{Correction, SLIP, corrections};
use crate::glossary::surface::Form;
use crate::glossary::{Country, Glossary};
use crate::matching::wordforms::{Describe, Facts};
use crate::matching::words::{Gap, Shape, Words};
use crate::romanization::lattice::{Lattice, NameLetters};
use crate::romanization::reading::readings;

/// Fewest letters of a single corrected word that may name something.
const ALONE: usize = 6;
/// Letters from which a word that is no confusion of letters may be a slip for one of another country than North Korea:
/// shorter ones are too often words of other languages.
const LONG: usize = 12;
/// How much worse than the best a correction may be that the words beside it speak for.
const REACH: u16 = 20;
/// How much better the best correction must be than the second.
const MARGIN: u16 = 4;

/// Corrects words against a glossary, and remembers what it found.
#[derive(Debug, Default)]
pub struct Repair {
    known: Memory<String, Arc<[Correction]>>,
}

impl Repair {
    /// Corrects the suspect words of a sentence.
    pub fn correct(&mut self, glossary: &Glossary, words: &mut Words, describe: &dyn Describe) {
        for at in 0..words.list.len() {
            if !words.has(at, Facts::SUSPECT) {
                continue;
            }
            let key = words.key_at(at);
            // "Bak Jeongcheon": what can be read after a family name is a given name, however long.
            let after_surname = at > 0 && words.has_written(at - 1, Facts::SURNAME);
            if after_surname && words.list[at].gap == Gap::Space && words.has(at, Facts::READABLE) {
                continue;
            }
            let near = self.known.recall(key, |key| near(glossary, key).into());
            if let Some(correction) = choose(glossary, words, at, &near) {
                words.correct(at, &correction, describe);
            }
        }
    }
}

/// Whether a word as it is written may be a slip, and for a word that the glossary has. What is a known word, or can be
/// read as Korean, is no slip but another name.
pub fn suspect(glossary: &Glossary, written: &str, key: &str, shape: Shape) -> bool {
    if matches!(shape, Shape::Lower | Shape::Number) || key.len() < 3 {
        return false;
    }
    let settled = || is_word(glossary, key) || key.len() < 8 && readable(key);
    (odd(written) || !settled()) && !near(glossary, key).is_empty()
}

/// The nearest words of the glossary, the best first.
fn near(glossary: &Glossary, key: &str) -> Vec<Correction> {
    let mut found: Vec<Correction> = glossary.words().flat_map(|words| corrections(words.as_fst(), key)).collect();
    found.sort();
    found.dedup();
    let limit = found.first().map_or(0, |best| best.cost + REACH);
    found.retain(|correction| correction.cost <= limit);
    found
}

/// The correction that gives a form of the glossary together with the words beside it; else the one that is clearly
/// nearest.
fn choose(glossary: &Glossary, words: &Words, at: usize, near: &[Correction]) -> Option<String> {
    let mut fitting = near.iter().filter(|correction| fits(glossary, words, at, &correction.word));
    if let (Some(best), None) = (fitting.next(), fitting.next()) {
        return Some(best.word.clone());
    }
    let best = match near {
        [best] => best,
        [best, second, ..] if best.cost + MARGIN <= second.cost => best,
        _ => return None,
    };
    // Alone it must name something by itself; and what follows a given name is a family name of its own.
    let second = [Form::SURNAME, Form::GIVEN_NAME, Form::EPITHET];
    let letters = words.key_at(at).len();
    let names = glossary.look_up(&best.word).iter().any(|(id, form)| {
        let near = best.cost < SLIP || letters >= LONG || glossary.entry(*id).country == Some(Country::DPRK);
        near && !second.iter().any(|mark| form.has(*mark))
    });
    let after_given = at > 0 && is_given_name(words.key_at(at - 1));
    (names && !after_given).then(|| best.word.clone())
}

/// Whether the word in the place of another makes a form of two to four words.
fn fits(glossary: &Glossary, words: &Words, at: usize, word: &str) -> bool {
    let key = |index: usize| if index == at { word } else { words.key_at(index) };
    let joined = |index: usize| matches!(words.list[index].gap, Gap::Space | Gap::Hyphen);
    (at.saturating_sub(3)..=at).any(|first| {
        (at.max(first + 1)..words.list.len().min(first + 4)).any(|last| {
            (first + 1..=last).all(joined) && {
                let form: Vec<&str> = (first..=last).map(key).collect();
                !glossary.look_up(&form.join(" ")).is_empty()
            }
        })
    })
}

fn is_word(glossary: &Glossary, key: &str) -> bool {
    glossary.words().any(|words| words.contains(key)) || is_german(key) || is_given_name(key)
}

/// Whether a word can be syllables of a Korean name.
pub fn readable(key: &str) -> bool {
    NameLetters::read(key).is_some_and(|letters| !readings(&Lattice::new(&letters), 2, 1).is_empty())
}

/// A digit among letters, or a capital after a small letter ("S0ng", "ChoI").
fn odd(surface: &str) -> bool {
    let mut before = ' ';
    let mut digit = false;
    let mut letters = 0;
    for c in surface.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            return true;
        }
        digit |= c.is_ascii_digit();
        letters += usize::from(c.is_alphabetic());
        before = c;
    }
    digit && letters > 1 && surface.starts_with(char::is_alphabetic) && !surface.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a run of words with a correction in it may stand for an entry: other words of it are as they should be, or the
/// single word is long.
pub fn plausible(words: &Words, first: usize, last: usize) -> bool {
    let list = &words.list[first..=last];
    let right = list.iter().filter(|word| !word.corrected()).count();
    let letters: usize = list.iter().map(|word| words.key(word).len()).sum();
    if list.len() == 1 { letters >= ALONE } else { right * 2 >= list.len() || letters >= 10 }
}
