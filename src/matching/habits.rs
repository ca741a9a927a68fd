//! The spelling habits of one document: how many of its North Korean names are written in which system.
//!
//! A newsroom writes its names in one way. A reading in the way that the other names of the document are written in is
//! likelier than one in another, so what the names by themselves leave open is judged again once all of them are seen.

use std::collections::HashSet;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::mention::Unknown;
use super::names::Names;
use super::select::Found;
use crate::glossary::{Country, EntryType, Glossary};
use crate::romanization::lattice::Habit;
use crate::romanization::reading::Leaning;

/// Fewest names that show a habit.
const ENOUGH: usize = 3;
/// Below this confidence a link is judged again.
const DOUBTFUL: f32 = 0.9;

/// How many different names are written in each system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits([usize; Habit::ALL.len()]);

impl Habits {
    /// The habits of a document, given what its sentences alone suggest. A name counts once, however often it stands; South
    /// Koreans spell themselves and do not count.
    pub(super) fn of(glossary: &Glossary, names: &Names, text: &str, found: &[Found]) -> Self {
        let mut habits = Self::default();
        let mut seen: HashSet<&str> = HashSet::new();
        for found in found {
            for chosen in &found.mentions {
                let entry = glossary.entry(chosen.mention.entry);
                let korean = entry.kind == EntryType::Person && entry.hangul.is_some();
                if !korean || entry.country == Some(Country::ROK) {
                    continue;
                }
                let surface = chosen.mention.span.of(text);
                if seen.insert(surface) {
                    habits.count(names.habit(surface, Some(chosen.mention.entry)));
                }
            }
            // What is open shows no habit.
            let read = |unknown: &&Unknown| !unknown.hangul.is_empty() && unknown.candidates.is_empty();
            for unknown in found.unknown.iter().filter(read) {
                let surface = unknown.span.of(text);
                if seen.insert(surface) {
                    habits.count(names.habit(surface, None));
                }
            }
        }
        habits
    }

    fn count(&mut self, habit: Option<Habit>) {
        if let Some(habit) = habit {
            self.0[habit as usize] += 1;
        }
    }

    /// Adds the names of another document.
    pub fn add(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }

    /// Number of names.
    pub fn names(&self) -> usize {
        self.0.iter().sum()
    }

    /// The systems and how many names are written in each, the commonest first.
    pub fn counts(&self) -> Vec<(Habit, usize)> {
        let mut counts: Vec<(Habit, usize)> =
            Habit::ALL.into_iter().zip(self.0).filter(|(_, count)| *count > 0).collect();
        counts.sort_by_key(|(habit, count)| (std::cmp::Reverse(*count), *habit));
        counts
    }

    /// What the habits are worth in judging a name; `None` if there are too few names.
    pub fn leaning(&self) -> Option<Leaning> {
        (self.names() >= ENOUGH).then(|| Leaning::of(&self.0))
    }
}

impl Serialize for Habits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let counts = self.counts();
        let mut map = serializer.serialize_map(Some(counts.len()))?;
        for (habit, count) in counts {
            map.serialize_entry(habit.name(), &count)?;
        }
        map.end()
    }
}

/// Whether the names of a sentence leave something open that habits can decide.
pub fn is_open(found: &Found) -> bool {
    let read = |unknown: &Unknown| !unknown.candidates.is_empty() && !unknown.hangul.is_empty();
    found.unknown.iter().any(read) || found.mentions.iter().any(|chosen| chosen.mention.confidence < DOUBTFUL)
}
