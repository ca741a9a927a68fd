//! The spellings of each letter of Hangul under all systems at once, made from the tables of the systems and of habits.

use std::sync::OnceLock;

use super::forward::{Column, Letters, rows, tables, voices};
use super::hangul::{FINALS, INITIALS, MEDIALS, SILENT};

/// Number of ways of spelling that are told apart when reading.
pub(crate) const HABITS: usize = 8;

/// A way of spelling, as the index of a cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Habit {
    /// National system of the DPRK.
    Dprk,
    /// Revised Romanization.
    Revised,
    /// McCune-Reischauer with its marks.
    McCuneReischauer,
    /// McCune-Reischauer with marks lost.
    WithoutMarks,
    /// ICS-630.
    Odni,
    /// Yale.
    Yale,
    /// South Korean press and passports.
    Press,
    /// Older German transcription.
    German,
}

impl Habit {
    /// All of them, in the order of their costs.
    pub const ALL: [Self; HABITS] = [
        Self::Dprk,
        Self::Revised,
        Self::McCuneReischauer,
        Self::WithoutMarks,
        Self::Odni,
        Self::Yale,
        Self::Press,
        Self::German,
    ];

    /// Its name in running text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dprk => "DPRK",
            Self::Revised => "Revised Romanization",
            Self::McCuneReischauer => "McCune-Reischauer",
            Self::WithoutMarks => "McCune-Reischauer (without marks)",
            Self::Odni => "ICS-630",
            Self::Yale => "Yale",
            Self::Press => "South Korean press",
            Self::German => "older German",
        }
    }
}

/// Cost of a spelling under each habit, in tenths of a natural logarithm.
pub(crate) type Costs = [u8; HABITS];
/// No spelling of that habit.
pub(crate) const NEVER: u8 = u8::MAX;

/// Classes of what precedes an initial, as bits: start of a name, vowel, then the sounds k n t l m p ng.
pub(crate) const START: u16 = 1;
const ANYWHERE: u16 = 0x1ff;
/// What follows a final: one bit for each initial, and the end of the name.
pub(crate) const END: u32 = 1 << 19;
const ANYTHING: u32 = (1 << 20) - 1;
const ALL_MEDIALS: u32 = (1 << 21) - 1;
/// Vowels that begin with i or y.
const PALATAL: u32 = 1 << 2 | 1 << 3 | 1 << 6 | 1 << 7 | 1 << 12 | 1 << 16 | 1 << 17 | 1 << 20;
const HIEUH: u32 = 1 << 18;

/// The class of a final, as a bit of [`Part::before`].
pub(crate) fn class_of(coda: u8) -> u16 {
    const SOUNDS: [&str; 8] = ["", "k", "n", "t", "l", "m", "p", "ng"];
    static CLASSES: OnceLock<[u16; 28]> = OnceLock::new();
    let classes = CLASSES.get_or_init(|| {
        tables().columns[Letters::Dprk as usize]
            .coda
            .map(|sound| 2 << SOUNDS.iter().position(|known| *known == sound).unwrap_or(0))
    });
    classes.get(usize::from(coda)).copied().unwrap_or(2)
}

/// A letter of Hangul in one spelling.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Lower-case ASCII; `O` and `U` are ŏ and ŭ, `A` is ä, `'` follows an aspirated consonant.
    pub letters: Vec<u8>,
    /// Index of the letter of Hangul.
    pub jamo: u8,
    pub costs: Costs,
    /// Initials: classes of what stands before.
    pub before: u16,
    /// Initials: vowels that may follow. Vowels: initials that may precede. Finals: initials that may follow.
    pub beside: u32,
}

impl Part {
    /// Whether letters begin with this part, given that they do with its first letter. Most parts are one or two letters,
    /// which are compared without a call.
    fn begins(&self, letters: &[u8]) -> bool {
        match self.letters.as_slice() {
            [] | [_] => true,
            [_, second] => letters.get(1) == Some(second),
            [_, second, third] => letters.get(1) == Some(second) && letters.get(2) == Some(third),
            long => letters.starts_with(long),
        }
    }
}

/// Parts by their first byte; those without letters stand under 0.
pub(crate) struct Parts {
    lists: Vec<Vec<Part>>,
    /// Only the finals that names have are taken up.
    finals_of_names: bool,
}

/// Whether names have this final: none has a cluster, nor ㄷ, ㅈ, ㅋ or ㅎ.
fn is_final_of_names(jamo: u8) -> bool {
    matches!(FINALS[jamo as usize], '-' | 'ㄱ' | 'ㄴ' | 'ㄹ' | 'ㅁ' | 'ㅂ' | 'ㅅ' | 'ㅇ' | 'ㅊ' | 'ㅌ' | 'ㅍ')
}

impl Parts {
    fn new(finals_of_names: bool) -> Self {
        Self { lists: vec![Vec::new(); 128], finals_of_names }
    }

    fn add(&mut self, letters: &str, jamo: u8, habit: Habit, cost: u8, before: u16, beside: u32) {
        if self.finals_of_names && !is_final_of_names(jamo) {
            return;
        }
        let letters = encode(letters);
        let list = &mut self.lists[usize::from(letters.first().copied().unwrap_or(0) & 0x7f)];
        let same = |part: &&mut Part| {
            part.letters == letters && part.jamo == jamo && part.before == before && part.beside == beside
        };
        if let Some(part) = list.iter_mut().find(same) {
            let slot = &mut part.costs[habit as usize];
            *slot = cost.min(*slot);
        } else {
            let mut costs = [NEVER; HABITS];
            costs[habit as usize] = cost;
            list.push(Part { letters, jamo, costs, before, beside });
        }
    }

    /// One part for those that differ in one of their contexts alone.
    fn merge(&mut self) {
        for list in &mut self.lists {
            let mut merged: Vec<Part> = Vec::with_capacity(list.len());
            for part in list.drain(..) {
                let same = |known: &&mut Part| {
                    let alike = (known.letters == part.letters && known.jamo == part.jamo) && known.costs == part.costs;
                    alike && (known.before == part.before || known.beside == part.beside)
                };
                match merged.iter_mut().find(same) {
                    Some(known) => {
                        known.before |= part.before;
                        known.beside |= part.beside;
                    }
                    None => merged.push(part),
                }
            }
            *list = merged;
        }
    }

    /// The parts that the letters begin with, those without letters among them.
    pub fn at<'a>(&'a self, letters: &'a [u8]) -> impl Iterator<Item = &'a Part> {
        let first = letters.first().map_or(&[][..], |byte| self.lists[usize::from(byte & 0x7f)].as_slice());
        first.iter().chain(&self.lists[0]).filter(|part| part.begins(letters))
    }
}

/// All spellings.
pub(crate) struct Spellings {
    pub initials: Parts,
    pub medials: Parts,
    pub finals: Parts,
}

/// The spellings, made once from the tables.
pub(crate) fn spellings() -> &'static Spellings {
    static SPELLINGS: OnceLock<Spellings> = OnceLock::new();
    SPELLINGS.get_or_init(|| {
        let mut made = Spellings { initials: Parts::new(false), medials: Parts::new(false), finals: Parts::new(true) };
        for (letters, habit) in [
            (Letters::Dprk, Habit::Dprk),
            (Letters::Revised, Habit::Revised),
            (Letters::McCuneReischauer, Habit::McCuneReischauer),
            (Letters::McCuneReischauer, Habit::WithoutMarks),
            (Letters::Odni, Habit::Odni),
            (Letters::Yale, Habit::Yale),
        ] {
            system(&mut made, &tables().columns[letters as usize], habit);
        }
        changes(&mut made);
        habits(&mut made);
        for parts in [&mut made.initials, &mut made.medials, &mut made.finals] {
            parts.merge();
        }
        made
    })
}

/// Adds a spelling with its marks, or, where the marks are lost, without them; marks that were kept all the same cost a
/// little.
fn add(parts: &mut Parts, letters: &str, jamo: u8, habit: Habit, cost: u8, before: u16, beside: u32) {
    if habit == Habit::WithoutMarks {
        let bare = super::forward::without_marks(letters);
        if bare != letters {
            parts.add(letters, jamo, habit, cost + 12, before, beside);
        }
        parts.add(&bare, jamo, habit, cost, before, beside);
    } else {
        parts.add(letters, jamo, habit, cost, before, beside);
    }
}

fn system(made: &mut Spellings, column: &'static Column, habit: Habit) {
    let voiced: u16 = (0..28).filter(|coda| voices(column.coda[*coda as usize])).map(class_of).fold(0, |a, b| a | b);
    for jamo in 0..19_u8 {
        let (plain, soft) = (column.initial[jamo as usize], column.voiced[jamo as usize]);
        if plain == soft || habit == Habit::Revised {
            add(&mut made.initials, plain, jamo, habit, 0, ANYWHERE, ALL_MEDIALS);
        } else {
            add(&mut made.initials, plain, jamo, habit, 0, ANYWHERE & !voiced, ALL_MEDIALS);
            // KCNA writes Hak Gun as it does Jong Gun.
            let soft_after = if habit == Habit::Dprk { ANYWHERE & !START } else { voiced };
            add(&mut made.initials, soft, jamo, habit, 0, soft_after, ALL_MEDIALS);
        }
        if habit != Habit::Yale && habit != Habit::Dprk && jamo == 9 {
            add(&mut made.initials, "sh", jamo, habit, 3, ANYWHERE, 1 << 16);
        }
    }
    for jamo in 0..21_u8 {
        add(&mut made.medials, column.medial[jamo as usize], jamo, habit, 0, ANYWHERE, ANYTHING);
        if column.medial[jamo as usize] == "wu" {
            add(&mut made.medials, "u", jamo, habit, 0, ANYWHERE, 1 << 6 | 1 << 7 | 1 << 8 | 1 << 17);
        }
    }
    for jamo in 0..28_u8 {
        add(&mut made.finals, column.coda[jamo as usize], jamo, habit, 0, ANYWHERE, ANYTHING);
    }
}

/// What finals and initials become where they meet.
fn changes(made: &mut Spellings) {
    let dprk = &tables().columns[Letters::Dprk as usize];
    for change in &tables().changes {
        let variants = [
            (Habit::Revised, change.revised, Letters::Revised),
            (Habit::McCuneReischauer, change.mccune, Letters::McCuneReischauer),
            (Habit::WithoutMarks, change.mccune, Letters::McCuneReischauer),
        ];
        for (habit, written, letters) in variants {
            let Some((end, start)) = written else { continue };
            let column = &tables().columns[letters as usize];
            for coda in (1..28_u8).filter(|coda| dprk.coda[*coda as usize] == change.coda) {
                if end != change.coda {
                    add(&mut made.finals, end, coda, habit, 2, ANYWHERE, 1 << change.initial);
                }
                if start != column.initial[change.initial as usize] {
                    add(&mut made.initials, start, change.initial, habit, 2, class_of(coda), ALL_MEDIALS);
                }
            }
        }
    }
}

fn habits(made: &mut Spellings) {
    for [part, jamo, letters, habit, cost, context] in rows::<6>(include_str!("tables/habits.tsv")) {
        let (Some(jamo), Ok(cost)) = (jamo.chars().next(), cost.parse()) else { continue };
        let habits: &[Habit] = match habit {
            "dprk" => &[Habit::Dprk],
            "rr" => &[Habit::Revised],
            "mr" => &[Habit::McCuneReischauer, Habit::WithoutMarks],
            "german" => &[Habit::German],
            _ => &[Habit::Press],
        };
        let (letters_of, parts, all): (&[char], &mut Parts, u32) = match part {
            "initial" => (&INITIALS, &mut made.initials, ALL_MEDIALS),
            "medial" => (&MEDIALS, &mut made.medials, ANYTHING),
            _ => (&FINALS, &mut made.finals, ANYTHING),
        };
        let Some(index) = letters_of.iter().position(|letter| *letter == jamo) else { continue };
        let (before, beside) = match context {
            "start" => (START, all),
            "inner" => (ANYWHERE & !START, all),
            "palatal" => (ANYWHERE, PALATAL),
            "bare" => (ANYWHERE, 1 << SILENT),
            "after-h" => (ANYWHERE, HIEUH),
            "after-consonant" => (ANYWHERE, all & !(1 << SILENT)),
            _ => (ANYWHERE, all),
        };
        for habit in habits {
            // Habits of the marked system that lose a mark are what the other column is for.
            let lossless = *habit != Habit::WithoutMarks || letters.is_ascii();
            if lossless {
                parts.add(letters, index as u8, *habit, cost, before, beside);
            }
        }
    }
    // A vowel may end a syllable under every habit.
    for habit in [Habit::Press, Habit::German] {
        made.finals.add("", 0, habit, 0, ANYWHERE, ANYTHING);
    }
}

/// Letters of a table in the code of [`Part::letters`].
fn encode(letters: &str) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(letters.len());
    for c in letters.chars() {
        match c {
            'ŏ' => out.push(b'O'),
            'ŭ' => out.push(b'U'),
            'ä' => out.push(b'A'),
            '’' => match out.last_mut() {
                Some(last @ (b'o' | b'u')) => last.make_ascii_uppercase(),
                _ => out.push(b'\''),
            },
            c if c.is_ascii_lowercase() => out.push(c as u8),
            _ => {}
        }
    }
    out
}
