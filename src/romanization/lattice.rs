//! From Latin letters back to Hangul: every syllable that any stretch of the letters can stand for.
//!
//! A [`Lattice`] has a node before each letter and an arc for each syllable that begins there, with what the spelling
//! costs under each [`Habit`]. Where syllables end is not known ("Jongun" is Jong-un or Jon-gun), so all ends are kept;
//! spaces and hyphens, where there are any, end one for certain. The lattice grows linearly with the letters, and names
//! longer than [`MAX_LETTERS`] are no names.

use unicode_normalization::UnicodeNormalization;

use super::hangul::Syllable;
use super::scripts::latin_look_alike;
pub use super::spelling::Habit;
use super::spelling::{Costs, HABITS, NEVER, class_of, spellings};

/// The longest name that is read, in letters.
pub const MAX_LETTERS: usize = 48;

/// The letters of a name as they are read: marks told apart, case and separators taken off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct NameLetters {
    /// Lower-case ASCII; `O` and `U` are ŏ and ŭ, `A` is ä, `'` follows an aspirated consonant.
    pub(crate) bytes: Vec<u8>,
    /// Bit i: a space, hyphen or apostrophe stands before letter i.
    breaks: u64,
    /// A Cyrillic or Greek letter stood for the Latin one that it looks like.
    pub homoglyphs: bool,
}

impl NameLetters {
    /// Reads a name; `None` if it holds anything but letters of a romanised name and separators, or is too long.
    pub fn read(name: &str) -> Option<Self> {
        let mut letters = Self::default();
        if name.is_ascii() {
            letters.extend(name.chars())?
        } else {
            letters.extend(name.nfd())?
        }
        (!letters.bytes.is_empty()).then_some(letters)
    }

    fn extend(&mut self, name: impl Iterator<Item = char>) -> Option<()> {
        for c in name {
            let bytes = &mut self.bytes;
            match c {
                'a'..='z' | 'A'..='Z' => bytes.push(c.to_ascii_lowercase() as u8),
                ' ' | '-' | '\u{a0}' | '\u{202f}' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\t' | '\n' | '\r' => {
                    self.breaks |= 1_u64.checked_shl(bytes.len() as u32).unwrap_or(0);
                }
                // Breve, and what stands for it: caron, circumflex, macron, diaeresis.
                '\u{306}' | '\u{30c}' | '\u{302}' | '\u{304}' | '\u{308}' => match bytes.last_mut() {
                    Some(last @ (b'o' | b'u')) => last.make_ascii_uppercase(),
                    Some(last @ b'a') if c == '\u{308}' => last.make_ascii_uppercase(),
                    _ => {}
                },
                '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' => match bytes.as_mut_slice() {
                    [.., b'k' | b't' | b'p'] | [.., b'c', b'h'] => bytes.push(b'\''),
                    [.., last @ (b'o' | b'u')] => last.make_ascii_uppercase(),
                    _ => self.breaks |= 1_u64.checked_shl(bytes.len() as u32).unwrap_or(0),
                },
                '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}' => {}
                c => {
                    let latin = latin_look_alike(c)?;
                    self.homoglyphs = true;
                    bytes.push(latin.to_ascii_lowercase() as u8);
                }
            }
            if self.bytes.len() > MAX_LETTERS {
                return None;
            }
        }
        Some(())
    }

    /// Number of letters.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether the vowels ŏ and ŭ are marked, so that o and u without a mark are ㅗ and ㅜ.
    pub fn marked(&self) -> bool {
        self.bytes.iter().any(u8::is_ascii_uppercase)
    }

    /// Every syllable that begins at a letter and may follow the last one, letter of Hangul by letter of Hangul along
    /// `step`: what leads nowhere there is not followed, so that a walk through a dictionary costs by the dictionary.
    pub(crate) fn syllables<S: Copy>(
        &self,
        at: usize,
        last: Option<&Arc>,
        start: S,
        step: impl Fn(S, u8) -> Option<S>,
        found: &mut dyn FnMut(Arc, S),
    ) {
        let table = spellings();
        // No syllable reaches over a break.
        let limit = (at + 1..self.bytes.len()).find(|at| self.breaks_before(*at)).unwrap_or(self.bytes.len());
        let Some(rest) = self.bytes.get(at..limit) else { return };
        let (before, after) = last.map_or((u16::MAX, u32::MAX), |arc| (class_of(arc.syllable.coda), arc.after));
        for initial in table.initials.at(rest) {
            if initial.before & before == 0 || after >> initial.jamo & 1 == 0 {
                continue;
            }
            let Some(state) = step(start, initial.jamo) else { continue };
            let after_initial = &rest[initial.letters.len()..];
            for medial in table.medials.at(after_initial) {
                let together = initial.beside >> medial.jamo & 1 == 1 && medial.beside >> initial.jamo & 1 == 1;
                if medial.letters.is_empty() || !together {
                    continue;
                }
                let Some(state) = step(state, medial.jamo) else { continue };
                let Some(costs) = sum(&initial.costs, &medial.costs) else { continue };
                let after_medial = &after_initial[medial.letters.len()..];
                for coda in table.finals.at(after_medial) {
                    let Some(state) = step(state, coda.jamo) else { continue };
                    let Some(costs) = sum(&costs, &coda.costs) else { continue };
                    let length = initial.letters.len() + medial.letters.len() + coda.letters.len();
                    let syllable = Syllable { initial: initial.jamo, medial: medial.jamo, coda: coda.jamo };
                    let end = (at + length) as u8;
                    found(Arc { end, syllable, costs, before: initial.before, after: coda.beside }, state);
                }
            }
        }
    }

    fn breaks_before(&self, at: usize) -> bool {
        self.breaks >> at & 1 == 1
    }
}

/// A syllable that the letters from one node to another can stand for.
#[derive(Clone, Copy, Debug)]
pub struct Arc {
    /// The node at which it ends.
    pub end: u8,
    /// The syllable.
    pub syllable: Syllable,
    /// What the spelling costs under each habit.
    pub(crate) costs: Costs,
    /// What may stand before it: classes of finals.
    pub(crate) before: u16,
    /// What may follow: initials, or the end.
    pub(crate) after: u32,
}

/// All readings of the letters of a name.
#[derive(Debug)]
pub struct Lattice {
    arcs: Vec<Arc>,
    /// First arc of each node, and the number of arcs at the end.
    nodes: Vec<u32>,
}

impl Lattice {
    /// Reads letters.
    pub fn new(letters: &NameLetters) -> Self {
        let length = letters.bytes.len();
        let mut lattice = Self { arcs: Vec::with_capacity(length * 12), nodes: Vec::with_capacity(length + 1) };
        let mut reached = vec![false; length + 1];
        reached[0] = true;
        for at in 0..length {
            lattice.nodes.push(lattice.arcs.len() as u32);
            if reached[at] {
                lattice.syllables(letters, at);
                let first = lattice.nodes[at] as usize;
                for arc in &lattice.arcs[first..] {
                    reached[arc.end as usize] = true;
                }
            }
        }
        lattice.nodes.push(lattice.arcs.len() as u32);
        lattice
    }

    /// Number of letters; the last node.
    pub fn end(&self) -> usize {
        self.nodes.len() - 1
    }

    /// The syllables that begin at a node.
    pub fn arcs(&self, node: usize) -> &[Arc] {
        match (self.nodes.get(node), self.nodes.get(node + 1)) {
            (Some(&from), Some(&to)) => &self.arcs[from as usize..to as usize],
            _ => &[],
        }
    }

    fn syllables(&mut self, letters: &NameLetters, at: usize) {
        let first = self.arcs.len();
        letters.syllables(at, None, (), |(), _| Some(()), &mut |arc, ()| self.arcs.push(arc));
        self.merge(first);
    }

    /// One arc for what differs in nothing but its habits.
    fn merge(&mut self, first: usize) {
        let key = |arc: &Arc| (arc.syllable, arc.end, arc.before, arc.after);
        self.arcs[first..].sort_unstable_by_key(key);
        let mut kept = first;
        for at in first..self.arcs.len() {
            if kept > first && key(&self.arcs[kept - 1]) == key(&self.arcs[at]) {
                for habit in 0..HABITS {
                    let cost = self.arcs[at].costs[habit];
                    let slot = &mut self.arcs[kept - 1].costs[habit];
                    *slot = cost.min(*slot);
                }
            } else {
                self.arcs[kept] = self.arcs[at];
                kept += 1;
            }
        }
        self.arcs.truncate(kept);
    }
}

/// The costs together; `None` if no habit has both.
fn sum(a: &Costs, b: &Costs) -> Option<Costs> {
    let mut costs = [NEVER; HABITS];
    let mut any = false;
    for habit in 0..HABITS {
        if a[habit] != NEVER && b[habit] != NEVER {
            costs[habit] = a[habit].saturating_add(b[habit]).min(NEVER - 1);
            any = true;
        }
    }
    any.then_some(costs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::romanization::reading::may_end;

    fn syllables(name: &str, node: usize) -> String {
        let letters = NameLetters::read(name).expect("letters");
        let lattice = Lattice::new(&letters);
        // ㄴ is written l only before ㄹ: the last syllable of a name is none such.
        let arcs = lattice.arcs(node).iter().filter(|arc| usize::from(arc.end) < lattice.end() || may_end(arc));
        let mut chars: Vec<char> = arcs.map(|arc| arc.syllable.char()).collect();
        chars.dedup();
        chars.into_iter().collect()
    }

    #[test]
    fn marks_decide_and_lost_marks_leave_open() {
        let marked = syllables("chŏng", 0);
        assert!(marked.contains('정') && !marked.contains('종'), "{marked}");
        let bare = syllables("chong", 0);
        assert!(bare.contains('정') && bare.contains('종') && bare.contains('청') && bare.contains('총'), "{bare}");
    }

    #[test]
    fn jong_is_never_yong_and_chol_never_chon() {
        let jong = syllables("jong", 0);
        assert!(jong.contains('정') && !jong.contains('영') && !jong.contains('용'), "{jong}");
        let chol = syllables("chol", 0);
        assert!(chol.contains('철') && !chol.contains('천'), "{chol}");
    }

    #[test]
    fn boundaries_are_kept_open_unless_written() {
        assert!(syllables("jongun", 0).contains('전') && syllables("jongun", 0).contains('정'));
        assert!(!syllables("jong-un", 3).contains('군'));
    }

    #[test]
    fn letters_of_all_kinds() {
        let read = |name| NameLetters::read(name).map(|letters| String::from_utf8(letters.bytes).unwrap_or_default());
        assert_eq!(read("Ch’ŏng"), Some("ch'Ong".into()));
        assert_eq!(read("Cho'ng-ch'o'n"), Some("chOngch'On".into()));
        assert_eq!(read("Kim 3"), None);
        assert_eq!(read(&"a".repeat(10_000)), None);
        assert!(NameLetters::read("Кim").is_some_and(|letters| letters.homoglyphs));
    }
}
