//! Slips of typing and recognition: the words of the glossary within one slip of a word that is no word.
//!
//! The search walks the automaton of the glossary's words along the letters of the text. At each letter it may take a
//! confusion (rn for m, 0 for o), and once in a word a general slip: a letter missing, added, exchanged, or two
//! transposed. After a general slip only exact continuations are followed, so the cost grows with the length of the word
//! and hardly with the number of words: see the benches for figures against an automaton of Levenshtein distance.

use std::sync::OnceLock;

use fst::raw::{CompiledAddr, Fst};

/// A word of the glossary that a misspelt one may stand for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Correction {
    /// Cost in tenths of a natural logarithm.
    pub cost: u16,
    /// The folded word.
    pub word: String,
}

/// What a general slip costs.
pub const SLIP: u16 = 40;
/// Shortest word in which a general slip is looked for; shorter ones have too many neighbours.
const SHORTEST_SLIP: usize = 8;
/// Longest word that is looked up.
const LONGEST: usize = 40;
/// Most of all costs together.
const LIMIT: u16 = 48;

struct Confusion {
    read: &'static [u8],
    meant: &'static [u8],
    cost: u16,
}

fn confusions() -> &'static [Confusion] {
    static TABLE: OnceLock<Vec<Confusion>> = OnceLock::new();
    TABLE.get_or_init(|| {
        include_str!("confusions.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.split('\t');
                let (read, meant, cost) = (cells.next()?, cells.next()?, cells.next()?.parse().ok()?);
                Some(Confusion { read: read.as_bytes(), meant: meant.as_bytes(), cost })
            })
            .collect()
    })
}

/// The words of an automaton that a folded word may be a slip for, the likeliest first. The word itself is not among them.
pub fn corrections<D: AsRef<[u8]>>(words: &Fst<D>, word: &str) -> Vec<Correction> {
    if word.len() > LONGEST || word.len() < 3 {
        return Vec::new();
    }
    let general = word.len() >= SHORTEST_SLIP;
    let limit = if general { LIMIT } else { word.len() as u16 * 4 };
    let mut search = Search { words, word: word.as_bytes(), limit, general, found: Vec::new(), path: Vec::new() };
    search.walk(words.root().addr(), 0, 0, false);
    let mut found = search.found;
    found.sort();
    let mut seen: Vec<String> = Vec::new();
    found.retain(|correction| {
        let new = !seen.contains(&correction.word);
        seen.push(correction.word.clone());
        new
    });
    found
}

struct Search<'s, D> {
    words: &'s Fst<D>,
    word: &'s [u8],
    limit: u16,
    general: bool,
    found: Vec<Correction>,
    path: Vec<u8>,
}

impl<D: AsRef<[u8]>> Search<'_, D> {
    fn step(&self, node: CompiledAddr, byte: u8) -> Option<CompiledAddr> {
        let node = self.words.node(node);
        Some(node.transition(node.find_input(byte)?).addr)
    }

    /// Follows all ways from a node and a letter; `slipped`: the general slip is spent.
    fn walk(&mut self, node: CompiledAddr, at: usize, cost: u16, slipped: bool) {
        if at == self.word.len() {
            if cost > 0
                && self.words.node(node).is_final()
                && let Ok(word) = String::from_utf8(self.path.clone())
            {
                self.found.push(Correction { cost, word });
            }
            // A letter is missing at the end.
            if !slipped && self.general && cost + SLIP <= self.limit {
                self.insert(node, at, cost);
            }
            return;
        }
        let byte = self.word[at];
        if let Some(next) = self.step(node, byte) {
            self.path.push(byte);
            self.walk(next, at + 1, cost, slipped);
            self.path.pop();
        }
        for confusion in confusions() {
            if cost + confusion.cost > self.limit || !self.word[at..].starts_with(confusion.read) {
                continue;
            }
            let next = confusion.meant.iter().try_fold(node, |node, byte| self.step(node, *byte));
            if let Some(next) = next {
                self.path.extend(confusion.meant);
                self.walk(next, at + confusion.read.len(), cost + confusion.cost, slipped);
                self.path.truncate(self.path.len() - confusion.meant.len());
            }
        }
        // A general slip spares the first letter.
        if slipped || !self.general || at == 0 || cost + SLIP > self.limit {
            return;
        }
        // A letter too many.
        self.walk(node, at + 1, cost + SLIP, true);
        // Two letters exchanged.
        if let Some(&after) = self.word.get(at + 1).filter(|after| **after != byte)
            && let Some(next) = self.step(node, after).and_then(|next| self.step(next, byte))
        {
            self.path.extend([after, byte]);
            self.walk(next, at + 2, cost + SLIP, true);
            self.path.truncate(self.path.len() - 2);
        }
        // Another letter, or one missing.
        let transitions: Vec<(u8, CompiledAddr)> =
            self.words.node(node).transitions().map(|transition| (transition.inp, transition.addr)).collect();
        for (other, next) in transitions {
            if other != byte {
                self.path.push(other);
                self.walk(next, at + 1, cost + SLIP, true);
                self.path.pop();
            }
        }
        self.insert(node, at, cost);
    }

    fn insert(&mut self, node: CompiledAddr, at: usize, cost: u16) {
        let transitions: Vec<(u8, CompiledAddr)> =
            self.words.node(node).transitions().map(|transition| (transition.inp, transition.addr)).collect();
        for (missing, next) in transitions {
            self.path.push(missing);
            self.walk(next, at, cost + SLIP, true);
            self.path.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_words_told_apart() {
        let mut words = vec![
            "generalsekretar",
            "kim",
            "premier",
            "volksarmee",
            "sinmun",
            "jong",
            "pyongyang",
            "verteidigungsminister",
            "un",
            "pjongjang",
            "nam",
        ];
        words.sort_unstable();
        let set = fst::Set::from_iter(words).expect("sorted");
        let cases = [
            ("generaisekretar", Some("generalsekretar")),
            ("kirn", Some("kim")),
            ("prernier", Some("premier")),
            ("volksarrnee", Some("volksarmee")),
            ("sinmnn", Some("sinmun")),
            ("jonq", Some("jong")),
            ("verteidigungsminlster", Some("verteidigungsminister")),
            ("verteidigugnsminister", Some("verteidigungsminister")),
            ("verteidigungsminster", Some("verteidigungsminister")),
            ("pjongjaug", Some("pjongjang")),
            ("jon", None),
            ("premier", None),
            ("kin", None),
        ];
        for (word, expected) in cases {
            let found = corrections(set.as_fst(), word);
            assert_eq!(found.first().map(|correction| correction.word.as_str()), expected, "{word}: {found:?}");
        }
        assert!(corrections(set.as_fst(), &"a".repeat(10_000)).is_empty());
    }
}
