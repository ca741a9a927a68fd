//! The German words that are no names: which capitalised words a text may hold without naming anybody.
//!
//! Made at build time from the lexicon of the embedded engine and a list of the closed classes. Forms are folded like the
//! keys of the index. Inflection is generous: a form too many lets one name less be noticed, a form too few offers a
//! noun as one.

use std::collections::BTreeSet;

use super::fold::fold;

/// A set of folded German word forms.
pub struct Vocabulary<D>(fst::Set<D>);

/// Shortest parts of a compound.
const PART: usize = 4;
/// Letters that join the parts of compounds.
const LINKS: [&str; 5] = ["", "s", "n", "en", "es"];

impl<D: AsRef<[u8]>> Vocabulary<D> {
    /// Opens a compiled set.
    ///
    /// # Errors
    /// If the bytes are no set.
    pub fn new(bytes: D) -> Result<Self, fst::Error> {
        fst::Set::new(bytes).map(Self)
    }

    /// Whether the folded word is a German word form, or a compound of known words.
    pub fn knows(&self, key: &str) -> bool {
        self.0.contains(key) || self.compound(key, 2)
    }

    /// Whether the folded word is itself in the set.
    pub fn contains(&self, key: &str) -> bool {
        self.0.contains(key)
    }

    fn compound(&self, key: &str, depth: usize) -> bool {
        if !key.is_ascii() || key.len() < 2 * PART || key.len() > 48 {
            return false;
        }
        (PART - 1..=key.len() - PART).any(|cut| {
            let (first, rest) = key.split_at(cut);
            let first_known = LINKS
                .iter()
                .any(|link| first.strip_suffix(link).is_some_and(|stem| stem.len() >= 3 && self.0.contains(stem)));
            first_known && (self.0.contains(rest) || depth > 1 && self.compound(rest, depth - 1))
        })
    }
}

/// Compiles lexicon files (name, text) and the closed classes into the bytes of a set.
pub fn compile(lexicon: &[(String, String)]) -> Vec<u8> {
    let mut forms: BTreeSet<String> = BTreeSet::new();
    let mut add = |form: &str| {
        for word in form.split([' ', '-', '|', '/']) {
            let key = fold(word);
            if key.len() > 1 {
                forms.insert(key);
            }
        }
    };
    for line in include_str!("function-words.txt").lines().filter(|line| !line.starts_with('#')) {
        line.split(' ').for_each(&mut add);
    }
    for (name, text) in lexicon {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
            match name.split(['-', '.']).next().unwrap_or_default() {
                "nouns" => {
                    for form in [cell(0), cell(2), cell(3)] {
                        add(form);
                    }
                    add(&format!("{}n", cell(3)));
                    if cell(1) == "a" {
                        for ending in ["r", "n", "m", "s"] {
                            add(&format!("{}{ending}", cell(0)));
                        }
                    }
                    if matches!(cell(4), "human") {
                        let stem = cell(0).strip_suffix('e').unwrap_or(cell(0));
                        add(&format!("{stem}in"));
                        add(&format!("{stem}innen"));
                    }
                }
                "adjectives" => {
                    let mut stems = vec![cell(0).to_owned()];
                    stems.extend(cell(1).split(' ').filter(|form| form.len() > 2).map(str::to_owned));
                    if cell(1) == "-" {
                        stems.extend([format!("{}er", cell(0)), format!("{}st", cell(0)), format!("{}est", cell(0))]);
                    }
                    for stem in stems {
                        let stem = stem.strip_suffix('e').unwrap_or(&stem);
                        for ending in ["", "e", "er", "es", "en", "em"] {
                            add(&format!("{stem}{ending}"));
                        }
                    }
                }
                "verbs" => verb(cell(0), cell(1), &mut add),
                "adverbs" | "phrases" => add(cell(0)),
                _ => {}
            }
        }
    }
    let mut builder = fst::SetBuilder::memory();
    for form in forms {
        // Forms come out of the tree in order, and memory does not fail.
        let inserted = builder.insert(form);
        debug_assert!(inserted.is_ok());
    }
    builder.into_inner().unwrap_or_default()
}

fn verb(infinitive: &str, parts: &str, add: &mut impl FnMut(&str)) {
    let (prefix, simple) = infinitive.split_once('|').unwrap_or(("", infinitive));
    let stem = simple.strip_suffix("en").or_else(|| simple.strip_suffix('n')).unwrap_or(simple);
    let mut forms: Vec<String> = vec![simple.to_owned()];
    for ending in ["e", "st", "t", "te", "ten", "et", "ete", "eten", "end", "ende", "enden", "ender", "endes"] {
        forms.push(format!("{stem}{ending}"));
    }
    for participle in [format!("ge{stem}t"), format!("{stem}t"), format!("ge{stem}et")] {
        forms.push(participle.clone());
        for ending in ["e", "er", "es", "en", "em"] {
            forms.push(format!("{participle}{ending}"));
        }
    }
    for part in parts.split(' ').filter(|part| part.len() > 2) {
        forms.push(part.to_owned());
        for ending in ["e", "en", "er", "es", "em"] {
            forms.push(format!("{part}{ending}"));
        }
    }
    for form in forms {
        if !prefix.is_empty() {
            add(&format!("{prefix}{form}"));
        }
        add(&form);
    }
    if !prefix.is_empty() {
        add(&format!("{prefix}zu{simple}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_words_and_compounds_are_known() {
        let lexicon = [
            (
                "nouns-1.tsv".to_owned(),
                "Fabrik\tf\tFabrik\tFabriken\tbuilding\tfactory\nMunition\tf\tMunition\t-\tthing\tammunition"
                    .to_owned(),
            ),
            ("adjectives-core.tsv".to_owned(), "gut\tbesser best\tgood".to_owned()),
            ("verbs-core.tsv".to_owned(), "ab|lehnen\tw\th\tA: reject".to_owned()),
        ];
        let vocabulary = Vocabulary::new(compile(&lexicon)).expect("a set");
        for word in ["fabriken", "munitionsfabrik", "bester", "ablehnte", "abzulehnen", "dass"] {
            assert!(vocabulary.knows(word), "{word}");
        }
        for word in ["wiesendanger", "sandelin", "kim"] {
            assert!(!vocabulary.knows(word), "{word}");
        }
    }
}
