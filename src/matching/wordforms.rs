//! The written forms of words, each worked out once: its folded key, how it is written, what is known of it, and where in
//! the glossary's index it leads.
//!
//! A text repeats its words. All that a word tells by itself is looked up when its form is met first, so that the work
//! for every further one is a single look into a table. Bounded: a full table begins anew with the next sentence.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use fst::raw::CompiledAddr;

use super::words::Shape;

/// Most forms that are remembered.
const MOST: usize = 1 << 17;
/// Longest form that is remembered, in bytes; longer ones are worked out each time they are met.
const LONGEST: usize = 200;

/// What is known of a form, whatever stands beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(u16);

impl Facts {
    /// Its key is a German word.
    pub const GERMAN: Self = Self(1);
    /// Its key is a common given name.
    pub const GIVEN_NAME: Self = Self(1 << 1);
    /// Its key by itself stands for an entry that is no person.
    pub const LISTED: Self = Self(1 << 2);
    /// Its key has two letters or more and nothing but letters of scripts that have capitals.
    pub const ALPHABETIC: Self = Self(1 << 3);
    /// It can be a Korean family name.
    pub const SURNAME: Self = Self(1 << 4);
    /// It can be a Korean family name once a genitive is taken off.
    pub const SURNAME_BARE: Self = Self(1 << 5);
    /// It is no word as it stands and the glossary has a word near it.
    pub const SUSPECT: Self = Self(1 << 6);
    /// Its key is a German noun that is written like a Korean family name.
    pub const HOMOGRAPH_NOUN: Self = Self(1 << 7);
    /// Its key is a German function word that is written like a Korean family name.
    pub const HOMOGRAPH_FUNCTION: Self = Self(1 << 8);
    /// It can be syllables of a Korean name; looked into only where it is suspect.
    pub const READABLE: Self = Self(1 << 9);

    /// Whether all of these are known.
    pub const fn has(self, facts: Self) -> bool {
        self.0 & facts.0 == facts.0
    }

    /// Adds facts where a condition holds.
    #[must_use]
    pub const fn with(self, facts: Self, condition: bool) -> Self {
        if condition { Self(self.0 | facts.0) } else { self }
    }
}

/// A way into one layer's map: the state behind the word.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// Layer of the glossary.
    pub layer: usize,
    /// The node behind the word's last letter.
    pub node: CompiledAddr,
    /// What the map has given so far.
    pub value: u64,
    /// The word alone is a key, and this is its value.
    pub alone: Option<u64>,
    /// The letters with which the next word of a longer key begins.
    pub next: Initials,
}

/// A set of first bytes of words. There is a bit for each letter from a to z; others share bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Initials(u32);

impl Initials {
    /// Adds the first byte of a folded word.
    pub fn add(&mut self, byte: u8) {
        self.0 |= Self::bit(byte);
    }

    /// Whether the first byte of a folded word may be among them; `false` is certain.
    pub fn may_contain(self, byte: u8) -> bool {
        self.0 & Self::bit(byte) != 0
    }

    const fn bit(byte: u8) -> u32 {
        1 << (byte.wrapping_sub(b'a') & 31)
    }
}

/// What a form is described as when it is met first.
#[derive(Debug)]
pub struct Description {
    /// What is known of it.
    pub facts: Facts,
    /// The ways into the maps.
    pub starts: Vec<Start>,
}

/// Knows what there is to say of a form.
pub trait Describe {
    /// Describes a form as written, with its folded key.
    fn describe(&self, written: &str, key: &str, shape: Shape) -> Description;
}

/// Number of a form, good until the next [`WordForms::make_room`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormId(u32);

#[derive(Debug)]
struct WordForm {
    hash: u64,
    written: (u32, u32),
    key: (u32, u32),
    starts: (u32, u32),
    facts: Facts,
    shape: Shape,
}

/// The number of a form and one, or nothing, and half of its hash, so that other forms need not be looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    number: u32,
    mark: u32,
}

impl Slot {
    fn new(number: u32, hash: u64) -> Self {
        Self { number: number + 1, mark: mark(hash) }
    }
}

/// The half of a hash that does not choose the slot.
const fn mark(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The forms met so far.
#[derive(Debug, Default)]
pub struct WordForms {
    forms: Vec<WordForm>,
    /// Seeded at random, so that nobody can write words that collide.
    hasher: RandomState,
    /// Open addressing by the hash of what is written; a power of two long.
    table: Vec<Slot>,
    letters: String,
    starts: Vec<Start>,
}

impl WordForms {
    /// Forgets all forms if there are too many. Numbers given before are void.
    pub fn make_room(&mut self) {
        if self.forms.len() >= MOST || self.letters.len() >= MOST * 32 {
            *self = Self::default();
        }
    }

    /// The form that is written so; `fold` appends its key and tells its shape if it is new.
    pub fn get(
        &mut self,
        written: &str,
        describe: &dyn Describe,
        fold: impl FnOnce(&str, &mut String) -> Shape,
    ) -> FormId {
        if self.forms.len() * 2 >= self.table.len() {
            self.grow();
        }
        let hash = self.hasher.hash_one(written.as_bytes());
        let mask = self.table.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(number) = self.table[slot].number.checked_sub(1) {
            if self.table[slot].mark == mark(hash) && self.is_written(number, written) {
                return FormId(number);
            }
            slot = (slot + 1) & mask;
        }
        let number = self.forms.len() as u32;
        self.add(hash, written, describe, fold);
        if written.len() <= LONGEST {
            self.table[slot] = Slot::new(number, hash);
        }
        FormId(number)
    }

    fn add(
        &mut self,
        hash: u64,
        written: &str,
        describe: &dyn Describe,
        fold: impl FnOnce(&str, &mut String) -> Shape,
    ) {
        let start = self.letters.len() as u32;
        self.letters.push_str(written);
        let middle = self.letters.len() as u32;
        let shape = fold(written, &mut self.letters);
        let key = (middle, self.letters.len() as u32);
        let Description { facts, starts } = describe.describe(written, self.of(key), shape);
        let first = self.starts.len() as u32;
        self.starts.extend(starts);
        let starts = (first, self.starts.len() as u32);
        self.forms.push(WordForm { hash, written: (start, middle), key, starts, facts, shape });
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(1 << 10);
        self.table.clear();
        self.table.resize(size, Slot::default());
        for (number, form) in self.forms.iter().enumerate() {
            if (form.written.1 - form.written.0) as usize > LONGEST {
                continue;
            }
            let mut slot = form.hash as usize & (size - 1);
            while self.table[slot].number != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.table[slot] = Slot::new(number as u32, form.hash);
        }
    }

    fn is_written(&self, number: u32, written: &str) -> bool {
        let (start, end) = self.forms[number as usize].written;
        &self.letters.as_bytes()[start as usize..end as usize] == written.as_bytes()
    }

    fn of(&self, (start, end): (u32, u32)) -> &str {
        &self.letters[start as usize..end as usize]
    }

    /// The folded form of a word, as the index has it.
    pub fn key(&self, form: FormId) -> &str {
        self.of(self.forms[form.0 as usize].key)
    }

    /// What is known of it.
    pub fn facts(&self, form: FormId) -> Facts {
        self.forms[form.0 as usize].facts
    }

    /// How it is written.
    pub fn shape(&self, form: FormId) -> Shape {
        self.forms[form.0 as usize].shape
    }

    /// The ways into the maps that begin with it.
    pub fn starts(&self, form: FormId) -> &[Start] {
        let (first, end) = self.forms[form.0 as usize].starts;
        &self.starts[first as usize..end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(std::cell::Cell<usize>);

    impl Describe for Counting {
        fn describe(&self, _: &str, key: &str, _: Shape) -> Description {
            self.0.set(self.0.get() + 1);
            Description { facts: Facts::default().with(Facts::ALPHABETIC, key.len() > 1), starts: Vec::new() }
        }
    }

    #[test]
    fn a_form_is_worked_out_once() {
        let count = Counting(std::cell::Cell::new(0));
        let mut forms = WordForms::default();
        let lower = |written: &str, key: &mut String| {
            key.push_str(&written.to_lowercase());
            Shape::Capital
        };
        let words: Vec<String> = (0..5_000).map(|at| format!("W{}", at % 1_700)).collect();
        for word in &words {
            let form = forms.get(word, &count, lower);
            assert_eq!(forms.key(form), word.to_lowercase());
            assert!(forms.facts(form).has(Facts::ALPHABETIC));
        }
        assert_eq!(count.0.get(), 1_700);
    }

    #[test]
    fn memory_is_bounded() {
        let count = Counting(std::cell::Cell::new(0));
        let mut forms = WordForms::default();
        for at in 0..MOST + 10 {
            forms.make_room();
            forms.get(&format!("w{at}"), &count, |_, _| Shape::Lower);
        }
        assert_eq!(forms.forms.len(), 10);
    }
}
