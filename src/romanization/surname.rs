//! Family names in every spelling, read back to Hangul.
//!
//! Family names are a closed list, and their spellings are habits more than rules (Park, Lee, Choi, Rhee), so they are
//! looked up whole. A spelling without ㄹ stands for the Northern name with ㄹ too: Lee is 이 and 리.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::forward::{Kind, System, romanize};
use super::hangul::Syllable;
use super::lattice::NameLetters;
use super::press;
use super::spelling::{Costs, HABITS, Habit, NEVER};

/// A Hangul family name that a spelling can stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct SurnameReading {
    /// One syllable, or two of a compound family name.
    pub syllables: Vec<Syllable>,
    pub(crate) costs: Costs,
}

impl SurnameReading {
    /// The Hangul.
    pub fn hangul(&self) -> String {
        self.syllables.iter().map(|syllable| syllable.char()).collect()
    }
}

/// Spelling → readings.
#[derive(Clone, Debug, Default)]
pub struct SurnameSpellings(HashMap<Vec<u8>, Vec<SurnameReading>>);

impl SurnameSpellings {
    /// The family names that a word can stand for.
    pub fn get(&self, letters: &NameLetters) -> &[SurnameReading] {
        self.0.get(&letters.bytes).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, spelling: &str, syllables: &[Syllable], habit: Habit, cost: u8) {
        let Some(letters) = NameLetters::read(spelling) else { return };
        let readings = self.0.entry(letters.bytes).or_default();
        let at = readings.iter().position(|reading| reading.syllables == syllables).unwrap_or_else(|| {
            readings.push(SurnameReading { syllables: syllables.to_vec(), costs: [NEVER; HABITS] });
            readings.len() - 1
        });
        let slot = &mut readings[at].costs[habit as usize];
        *slot = cost.min(*slot);
    }
}

/// Cost of an attested spelling that is not the commonest.
const ATTESTED: u8 = 15;

/// The systems whose spelling of a family name follows from its Hangul.
const SYSTEMS: [(System, Habit); 7] = [
    (System::Dprk, Habit::Dprk),
    (System::Revised, Habit::Revised),
    (System::McCuneReischauer, Habit::McCuneReischauer),
    (System::McCuneReischauerAscii, Habit::WithoutMarks),
    (System::AlaLc, Habit::McCuneReischauer),
    (System::Odni, Habit::Odni),
    (System::Yale, Habit::Yale),
];

/// All spellings of a family name with their habit and cost: by every system, and as attested.
pub(crate) fn spellings_of(hangul: &str) -> Vec<(String, Habit, u8)> {
    let mut spellings: Vec<(String, Habit, u8)> = SYSTEMS
        .iter()
        .filter_map(|(system, habit)| Some((romanize(hangul, *system, Kind::Name)?.replace(' ', ""), *habit, 0)))
        .collect();
    // KCNA's letters are in the South Korean press too, and most family names there follow Revised Romanization.
    let dprk = romanize(hangul, System::Dprk, Kind::Name).map(|spelling| (spelling, Habit::Press, 12));
    let revised = romanize(hangul, System::Revised, Kind::Name).map(|spelling| (spelling, Habit::Press, 8));
    spellings
        .extend([dprk, revised].into_iter().flatten().map(|(text, habit, cost)| (text.replace(' ', ""), habit, cost)));
    let southern: String = hangul
        .chars()
        .enumerate()
        .map(|(at, c)| match Syllable::of(c) {
            Some(syllable) if at == 0 => syllable.southern().char(),
            _ => c,
        })
        .collect();
    if southern != hangul {
        for (system, habit) in SYSTEMS {
            spellings.extend(romanize(&southern, system, Kind::Name).map(|text| (text.replace(' ', ""), habit, 10)));
        }
    }
    for known in press::surnames().iter().filter(|known| known.hangul == hangul || known.hangul == southern) {
        spellings.extend(known.press.map(|spelling| (spelling.to_owned(), Habit::Press, 1)));
        spellings.extend(known.other.iter().map(|spelling| ((*spelling).to_owned(), Habit::Press, ATTESTED)));
    }
    spellings
}

/// The spellings of all family names of the table.
fn known() -> &'static SurnameSpellings {
    static KNOWN: OnceLock<SurnameSpellings> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut spellings = SurnameSpellings::default();
        for surname in press::surnames() {
            add(&mut spellings, surname.hangul);
        }
        spellings
    })
}

fn add(spellings: &mut SurnameSpellings, hangul: &str) {
    let syllables: Vec<Syllable> = hangul.chars().filter_map(Syllable::of).collect();
    for (spelling, habit, cost) in spellings_of(hangul) {
        spellings.add(&spelling, &syllables, habit, cost);
    }
}

/// The spellings of all family names of the table and of further ones.
pub fn spellings_with(more: &[Vec<Syllable>]) -> SurnameSpellings {
    let mut spellings = known().clone();
    for syllables in more {
        let hangul: String = syllables.iter().map(|syllable| syllable.char()).collect();
        if !press::surnames().iter().any(|surname| surname.hangul == hangul) {
            add(&mut spellings, &hangul);
        }
    }
    spellings
}

/// The spellings of a family name that texts use: of the systems and the press, without doubles.
pub fn spellings_in_texts(hangul: &str) -> Vec<String> {
    let mut spellings: Vec<String> = spellings_of(hangul).into_iter().map(|(spelling, ..)| spelling).collect();
    spellings.sort();
    spellings.dedup();
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_gives_north_and_south() {
        let readings = |word| {
            let letters = NameLetters::read(word).expect("letters");
            let mut hangul: Vec<String> = known().get(&letters).iter().map(SurnameReading::hangul).collect();
            hangul.sort();
            hangul
        };
        assert_eq!(readings("Lee"), ["리", "이"]);
        assert_eq!(readings("Park"), ["박"]);
        assert!(readings("Ch’oe").contains(&"최".to_owned()));
        assert!(readings("Chŏng").contains(&"정".to_owned()));
        assert!(readings("Roh").contains(&"로".to_owned()));
        assert!(readings("Sandelin").is_empty());
    }
}
