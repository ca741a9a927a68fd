//! Slips inside a given name that no reading explains, in whatever spelling the name is: "Park Jong-chn", "Choi Sun-hhee".
//!
//! Every name one slip away (a letter missing, added, exchanged, or two transposed; never the first one) is read and looked
//! up. That costs some hundred readings, so it is done only for what stands after a Korean family name and is nothing
//! else, and the answer is worth remembering.

use super::korean::KoreanPersons;
use crate::glossary::EntryId;
use crate::romanization::lattice::{Lattice, NameLetters};
use crate::romanization::reading::{Cost, readings};
use crate::romanization::surname::SurnameReading;

/// Fewest and most letters of a given name in which a slip is looked for: shorter ones have too many neighbours.
const LETTERS: std::ops::RangeInclusive<usize> = 6..=16;
/// Most that the spelling of the meant name may cost: readings that nobody would write explain nothing.
const SPELLING: Cost = 45;
/// How much cheaper the meant name must be spelt than the next.
const MARGIN: Cost = 20;

/// The persons of these family names whose given name is one slip away from letters that can be no name: those whose
/// spelling would be about as likely as the likeliest.
pub fn one_slip_away(persons: &KoreanPersons, surnames: &[SurnameReading], given: &str) -> Vec<EntryId> {
    if !given.is_ascii() || !LETTERS.contains(&given.bytes().filter(u8::is_ascii_alphabetic).count()) {
        return Vec::new();
    }
    let read = NameLetters::read(given);
    if read.is_some_and(|letters| !readings(&Lattice::new(&letters), super::GIVEN, 1).is_empty()) {
        return Vec::new();
    }
    let mut near: Vec<(Cost, EntryId)> = Vec::new();
    for name in neighbours(&given.to_ascii_lowercase()) {
        let Some(letters) = NameLetters::read(&name) else { continue };
        for found in persons.find(surnames, &letters, 0).into_iter().filter(|found| found.cost <= SPELLING) {
            match near.iter_mut().find(|(_, entry)| *entry == found.entry) {
                Some((cost, _)) => *cost = found.cost.min(*cost),
                None => near.push((found.cost, found.entry)),
            }
        }
    }
    near.sort();
    let limit = near.first().map_or(0, |(cost, _)| cost.saturating_add(MARGIN));
    near.into_iter().filter(|(cost, _)| *cost <= limit).map(|(_, entry)| entry).collect()
}

/// All names one slip away from ASCII letters.
fn neighbours(name: &str) -> Vec<String> {
    let letters = name.as_bytes();
    let mut names = Vec::new();
    let mut add = |before: &[u8], new: &[u8], after: &[u8]| {
        names.extend(String::from_utf8([before, new, after].concat()));
    };
    for at in 1..=letters.len() {
        let (before, after) = letters.split_at(at);
        for letter in b'a'..=b'z' {
            add(before, &[letter], after);
        }
        let Some((letter, rest)) = after.split_first().filter(|(letter, _)| letter.is_ascii_alphabetic()) else {
            continue;
        };
        add(before, &[], rest);
        for other in (b'a'..=b'z').filter(|other| other != letter) {
            add(before, &[other], rest);
        }
        if let Some((next, rest)) = rest.split_first() {
            add(before, &[*next, *letter], rest);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Glossary;

    #[test]
    fn slips_in_the_spelling_of_the_south() {
        let glossary = Glossary::shared();
        let persons = KoreanPersons::new(glossary);
        let cases = [
            ("Park", "Jong-chn", Some("Pak Jong Chon")),
            ("Choi", "Sun-hhee", Some("Choe Son Hui")),
            ("Hwang", "Byungg-so", Some("Hwang Pyong So")),
            ("Oh", "Kuk-rylo", Some("O Kuk Ryol")),
            ("Kim", "Jong-un", None),
            ("Park", "Hotel", None),
            ("Park", "Avenue", None),
        ];
        for (surname, given, expected) in cases {
            let surnames =
                NameLetters::read(surname).map(|letters| persons.surname(&letters).to_vec()).unwrap_or_default();
            let near = one_slip_away(&persons, &surnames, given);
            let names: Vec<&str> = near.iter().map(|entry| glossary.entry(*entry).canonical.as_str()).collect();
            assert_eq!(names, Vec::from_iter(expected), "{surname} {given}");
        }
    }
}
