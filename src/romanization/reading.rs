//! The likeliest Hangul of a romanised name.
//!
//! A reading costs what its spellings cost under the habit that it is written in, what a change of habit inside the name
//! costs, and how rare its syllables are in given names. Costs are tenths of a natural logarithm, so that a difference of
//! 23 is odds of ten to one.

use std::sync::OnceLock;

use super::forward::rows;
use super::hangul::{SYLLABLES, Syllable};
use super::lattice::{Arc, Habit, Lattice};
use super::spelling::{Costs, END, HABITS, NEVER, START, class_of};

/// A cost in tenths of a natural logarithm.
pub type Cost = u16;

/// How rare each habit is for names in German texts on Korea, as a cost.
const RARITY: [Cost; HABITS] = [3, 25, 20, 20, 40, 60, 15, 45];
/// What it costs to change from one habit to another inside a given name.
const CHANGE: Cost = 30;
/// The same between habits that writers mix: the forms of McCune-Reischauer; press and Revised Romanization; KCNA's
/// letters in the South Korean press.
const CLOSE_CHANGE: Cost = 12;

/// How much dearer each habit is in one document than in German texts at large, against the habit that it favours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Leaning([Cost; HABITS]);

/// As many names as what holds for all texts is worth against what one document shows.
const TEXTS_AT_LARGE: f32 = 4.0;

impl Leaning {
    /// The leaning of a document in which so many names are written in each habit, in the order of [`Habit::ALL`].
    pub fn of(counts: &[usize]) -> Self {
        let usual = RARITY.map(|cost| (-f32::from(cost) / 10.0).exp());
        let all_usual: f32 = usual.iter().sum();
        let names = counts.iter().sum::<usize>() as f32;
        let mut leaning = [0_i16; HABITS];
        for (at, slot) in leaning.iter_mut().enumerate() {
            let usual = usual[at] / all_usual;
            let counted = counts.get(at).copied().unwrap_or(0) as f32;
            let here = (counted + TEXTS_AT_LARGE * usual) / (names + TEXTS_AT_LARGE);
            *slot = (-10.0 * (here / usual).ln()).round() as i16;
        }
        // The commonest habit of the document keeps its cost: only differences count, and no cost is below nothing.
        let least = leaning.into_iter().min().unwrap_or(0);
        Self(leaning.map(|cost| cost.saturating_sub(least).unsigned_abs()))
    }
}

/// The least cost of a stretch of a name under each habit that it may end in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tally([Cost; HABITS]);

impl Tally {
    /// Before the first syllable.
    pub const fn start() -> Self {
        Self(RARITY)
    }

    /// With one more syllable.
    pub fn add(&self, costs: &Costs) -> Self {
        let mut next = [Cost::MAX; HABITS];
        for (to, slot) in next.iter_mut().enumerate() {
            if costs[to] == NEVER {
                continue;
            }
            let before = (0..HABITS).map(|from| self.0[from].saturating_add(CHANGES[to][from])).min();
            *slot = before.unwrap_or(Cost::MAX).saturating_add(Cost::from(costs[to]));
        }
        Self(next)
    }

    /// With the family name, which keeps a spelling of its own more easily.
    pub fn surname(&self, costs: &Costs) -> Self {
        let mut next = [Cost::MAX; HABITS];
        for (to, slot) in next.iter_mut().enumerate() {
            let surname = (0..HABITS).filter(|from| costs[*from] != NEVER);
            let cheapest = surname.map(|from| Cost::from(costs[from]) + CHANGES[to][from] / 2).min();
            *slot = self.0[to].saturating_add(cheapest.unwrap_or(Cost::MAX));
        }
        Self(next)
    }

    /// The least of all.
    pub fn cost(&self) -> Cost {
        self.0.into_iter().min().unwrap_or(Cost::MAX)
    }

    /// The habit of the least cost.
    pub fn habit(&self) -> Habit {
        let at = (0..HABITS).min_by_key(|at| self.0[*at]).unwrap_or(0);
        Habit::ALL[at]
    }

    /// The costs in a document with habits of its own.
    pub fn leaning(&self, leaning: &Leaning) -> Self {
        let mut costs = self.0;
        for (habit, cost) in costs.iter_mut().enumerate() {
            *cost = cost.saturating_add(leaning.0[habit]);
        }
        Self(costs)
    }

    /// The habits whose cost is within `by` of the least, the least first.
    pub fn habits(&self, by: Cost) -> Vec<Habit> {
        let limit = self.cost().saturating_add(by);
        let mut habits: Vec<usize> = (0..HABITS).filter(|at| self.0[*at] <= limit).collect();
        habits.sort_by_key(|at| self.0[*at]);
        habits.into_iter().map(|at| Habit::ALL[at]).collect()
    }
}

/// Costs of a change from one habit to another.
const CHANGES: [[Cost; HABITS]; HABITS] = {
    let close = [
        (Habit::McCuneReischauer, Habit::WithoutMarks),
        (Habit::WithoutMarks, Habit::Odni),
        (Habit::McCuneReischauer, Habit::Odni),
        (Habit::Press, Habit::Revised),
        (Habit::Press, Habit::Dprk),
        (Habit::WithoutMarks, Habit::Dprk),
    ];
    let mut changes = [[CHANGE; HABITS]; HABITS];
    let mut at = 0;
    while at < HABITS {
        changes[at][at] = 0;
        at += 1;
    }
    at = 0;
    while at < close.len() {
        let (a, b) = (close[at].0 as usize, close[at].1 as usize);
        changes[a][b] = CLOSE_CHANGE;
        changes[b][a] = CLOSE_CHANGE;
        at += 1;
    }
    changes
};

/// How rare a syllable is in given names; `None` if it is in none that is known.
pub fn rarity(syllable: Syllable) -> Option<Cost> {
    static TABLE: OnceLock<Vec<Cost>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let counts: Vec<(Syllable, f32)> = rows::<2>(include_str!("tables/given-syllables.tsv"))
            .filter_map(|[hangul, count]| Some((Syllable::of(hangul.chars().next()?)?, count.parse().ok()?)))
            .collect();
        let all: f32 = counts.iter().map(|(_, count)| count).sum();
        let mut table = vec![Cost::MAX; SYLLABLES];
        for (syllable, count) in counts {
            table[syllable.index()] = (10.0 * (all / count).ln()) as Cost;
        }
        table
    });
    table.get(syllable.index()).copied().filter(|cost| *cost != Cost::MAX)
}

/// Whether an arc may follow what came before: the last syllable's final and its demands, or the start.
pub(crate) fn follows(last: Option<&Arc>, arc: &Arc) -> bool {
    match last {
        None => arc.before & START != 0,
        Some(last) => arc.before & class_of(last.syllable.coda) != 0 && last.after >> arc.syllable.initial & 1 == 1,
    }
}

/// Whether the name may end after this arc.
pub(crate) fn may_end(last: &Arc) -> bool {
    last.after & END != 0
}

/// One Hangul reading of a given name or of any other run of syllables.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The Hangul.
    pub hangul: String,
    /// The cost, smaller is likelier.
    pub cost: Cost,
    /// The habits that explain it best, the best first.
    pub habits: Vec<Habit>,
}

/// A partial reading: its syllables, its cost by habit, and the arc that it ends with.
#[derive(Clone, Copy)]
struct Partial {
    syllables: [Syllable; LONGEST],
    length: usize,
    tally: Tally,
    rarity: Cost,
    last: Option<Arc>,
}

impl Partial {
    fn cost(&self) -> Cost {
        self.tally.cost().saturating_add(self.rarity)
    }
}

/// Most syllables of a reading.
const LONGEST: usize = 4;
/// Stands where no syllable is yet.
const BLANK: Syllable = Syllable { initial: 0, medial: 0, coda: 0 };
/// How many partial readings are followed from each node.
const BEAM: usize = 12;

/// The likeliest readings with at most `longest` syllables, the best first; syllables that no given name has are left out.
pub fn readings(lattice: &Lattice, longest: usize, count: usize) -> Vec<Reading> {
    readings_in(lattice, longest, count, &Leaning::default())
}

/// The same in a document with habits of its own.
pub fn readings_in(lattice: &Lattice, longest: usize, count: usize, leaning: &Leaning) -> Vec<Reading> {
    let mut found: Vec<Reading> = best(lattice, longest)
        .into_iter()
        .map(|partial| {
            let tally = partial.tally.leaning(leaning);
            Reading {
                hangul: partial.syllables[..partial.length].iter().map(|syllable| syllable.char()).collect(),
                cost: tally.cost().saturating_add(partial.rarity),
                habits: tally.habits(10),
            }
        })
        .collect();
    found.sort_by_key(|reading| reading.cost);
    let mut seen: Vec<String> = Vec::new();
    found.retain(|reading| {
        let new = !seen.contains(&reading.hangul);
        seen.push(reading.hangul.clone());
        new
    });
    found.truncate(count);
    found
}

/// Whether a lattice contains these syllables from end to end.
pub fn spells(lattice: &Lattice, syllables: &[Syllable]) -> bool {
    let mut front: Vec<(usize, Option<&Arc>)> = vec![(0, None)];
    for syllable in syllables {
        front = front
            .into_iter()
            .flat_map(|(node, last)| {
                let next = lattice.arcs(node).iter();
                next.filter(move |arc| arc.syllable == *syllable && follows(last, arc))
                    .map(|arc| (arc.end as usize, Some(arc)))
            })
            .collect();
        // Arcs that differ in their demands alone are few, but not to be multiplied.
        front.truncate(256);
    }
    front.into_iter().any(|(node, last)| node == lattice.end() && last.is_some_and(may_end))
}

fn best(lattice: &Lattice, longest: usize) -> Vec<Partial> {
    let end = lattice.end();
    let mut nodes: Vec<Vec<Partial>> = vec![Vec::new(); end + 1];
    nodes[0].push(Partial { syllables: [BLANK; LONGEST], length: 0, tally: Tally::start(), rarity: 0, last: None });
    for node in 0..end {
        let mut here = std::mem::take(&mut nodes[node]);
        here.sort_by_key(Partial::cost);
        here.truncate(BEAM);
        let arcs: Vec<(&Arc, Cost)> =
            lattice.arcs(node).iter().filter_map(|arc| Some((arc, rarity(arc.syllable)?))).collect();
        for partial in here.into_iter().filter(|partial| partial.length < longest.min(LONGEST)) {
            for (arc, rare) in arcs.iter().filter(|(arc, _)| follows(partial.last.as_ref(), arc)) {
                let mut syllables = partial.syllables;
                syllables[partial.length] = arc.syllable;
                nodes[arc.end as usize].push(Partial {
                    syllables,
                    length: partial.length + 1,
                    tally: partial.tally.add(&arc.costs),
                    rarity: partial.rarity.saturating_add(*rare),
                    last: Some(**arc),
                });
            }
        }
    }
    let mut done = std::mem::take(&mut nodes[end]);
    done.retain(|partial| partial.last.as_ref().is_some_and(may_end));
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::romanization::lattice::NameLetters;

    fn first(name: &str) -> String {
        let lattice = Lattice::new(&NameLetters::read(name).expect("letters"));
        readings(&lattice, 3, 5).first().map_or_else(String::new, |reading| reading.hangul.clone())
    }

    #[test]
    fn given_names_are_read() {
        for (name, hangul) in [
            ("Jong Un", "정은"),
            ("Chŏngch’ŏn", "정천"),
            ("Byung-chul", "병철"),
            ("Yo-jong", "요정"),
            ("Sin Byol", "신별"),
        ] {
            let lattice = Lattice::new(&NameLetters::read(name).expect("letters"));
            let all = readings(&lattice, 3, 8);
            assert!(all.iter().any(|reading| reading.hangul == hangul), "{name}: {all:?}");
        }
        assert_eq!(first("Byung-chul"), "병철");
    }

    #[test]
    fn what_a_document_is_written_in_is_cheaper_there() {
        let lattice = Lattice::new(&NameLetters::read("Chongsu").expect("letters"));
        // How much dearer 청수, which only the DPRK writes so, is than 정수 of McCune-Reischauer.
        let gap = |counts: &[usize]| {
            let all = readings_in(&lattice, 2, 20, &Leaning::of(counts));
            let cost = |hangul| all.iter().find(|reading| reading.hangul == hangul).map(|it| i32::from(it.cost));
            cost("청수").expect("a reading") - cost("정수").expect("a reading")
        };
        let mut dprk = [0; HABITS];
        dprk[Habit::Dprk as usize] = 12;
        let mut mccune = [0; HABITS];
        mccune[Habit::WithoutMarks as usize] = 12;
        let (north, at_large, abroad) = (gap(&dprk), gap(&[0; HABITS]), gap(&mccune));
        assert!(north < at_large && at_large < abroad, "{north} {at_large} {abroad}");
        assert_eq!(Leaning::of(&[0; HABITS]), Leaning::default());
    }
}
