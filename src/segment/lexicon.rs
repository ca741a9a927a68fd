//! What segmentation knows of German words. The words themselves are data: `abbreviations.txt`, `openers.txt` and
//! `ordinals.txt`, lists of words separated by commas under headings in brackets.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// Where an abbreviation stands, and whether its full stop can end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A word always follows.
    Inside,
    /// Ends a sentence before an opener.
    Either,
    /// Ends a sentence before any capital.
    Closing,
    /// An abbreviation only after a number; then like `Either`.
    Unit,
    /// An abbreviation only before a number.
    Label,
    /// An abbreviation only beside a number.
    Month,
}

/// The words.
pub(super) struct Lexicon {
    abbreviations: HashMap<String, Abbreviation>,
    /// Last parts of abbreviated compounds ("Hauptstr.").
    endings: Vec<(String, Abbreviation)>,
    /// Words that begin sentences, with their capital.
    openers: HashSet<String>,
    before_ordinals: HashSet<&'static str>,
    after_ordinals: HashSet<&'static str>,
    months: HashSet<&'static str>,
}

impl Lexicon {
    /// The shipped words.
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    fn read() -> Self {
        let mut lexicon = Self {
            abbreviations: HashMap::new(),
            endings: Vec::new(),
            openers: entries(include_str!("openers.txt")).map(|(_, word)| capitalized(word)).collect(),
            before_ordinals: HashSet::new(),
            after_ordinals: HashSet::new(),
            months: HashSet::new(),
        };
        for (heading, entry) in entries(include_str!("abbreviations.txt")) {
            let kind = match heading {
                "either" => Abbreviation::Either,
                "closing" => Abbreviation::Closing,
                "unit" => Abbreviation::Unit,
                "label" => Abbreviation::Label,
                "month" => Abbreviation::Month,
                _ => Abbreviation::Inside,
            };
            let form = entry.replace(' ', "");
            match form.strip_prefix('-') {
                Some(ending) => lexicon.endings.push((ending.to_owned(), kind)),
                None => {
                    lexicon.abbreviations.entry(form).or_insert(kind);
                }
            }
        }
        for (heading, word) in entries(include_str!("ordinals.txt")) {
            let set = match heading {
                "before" => &mut lexicon.before_ordinals,
                "after" => &mut lexicon.after_ordinals,
                _ => &mut lexicon.months,
            };
            set.insert(word);
        }
        lexicon
    }

    /// An abbreviation, written without spaces and with its last full stop.
    pub(super) fn abbreviation(&self, form: &str) -> Option<Abbreviation> {
        self.abbreviations
            .get(form)
            .or_else(|| self.endings.iter().find(|(ending, _)| form.ends_with(ending)).map(|(_, kind)| kind))
            .copied()
    }

    /// Whether a capitalised word begins sentences.
    pub(super) fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Whether a number with a full stop behind this word is an ordinal.
    pub(super) fn precedes_ordinals(&self, word: &str) -> bool {
        self.before_ordinals.contains(&*word.to_lowercase())
    }

    /// Whether this noun, or the noun its compound ends with, is counted with ordinals.
    pub(super) fn follows_ordinals(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let word = word.strip_suffix("es").or(word.strip_suffix('s')).filter(|_| word.len() > 4).unwrap_or(&word);
        word.char_indices().any(|(at, _)| self.after_ordinals.contains(&word[at..]))
    }

    /// Whether this is the name of a month, in full or abbreviated.
    pub(super) fn is_month(&self, word: &str) -> bool {
        self.months.contains(&*word.to_lowercase())
            || self.abbreviations.get(&format!("{word}.")) == Some(&Abbreviation::Month)
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The entries of a data file with the heading they stand under.
fn entries(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut heading = "";
    data.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            heading = name;
        }
        let words = if line.starts_with('[') { "" } else { line };
        let heading = heading;
        words.split(',').map(str::trim).filter(|word| !word.is_empty()).map(move |word| (heading, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_and_entries_well_formed() {
        let mut seen = HashSet::new();
        for (heading, entry) in entries(include_str!("abbreviations.txt")) {
            assert!(["inside", "either", "closing", "unit", "label", "month"].contains(&heading), "{heading}");
            assert!(entry.ends_with('.') || entry.contains('.'), "{entry} has no full stop");
            assert!(seen.insert((heading, entry)), "{entry} stands twice under {heading}");
        }
        assert!(seen.len() >= 250, "{}", seen.len());
        for (heading, _) in entries(include_str!("ordinals.txt")) {
            assert!(["before", "after", "months"].contains(&heading), "{heading}");
        }
        for data in [include_str!("ordinals.txt"), include_str!("openers.txt")] {
            assert!(entries(data).all(|(_, word)| word.chars().all(char::is_lowercase)));
        }
    }

    #[test]
    fn an_abbreviation_has_one_kind() {
        let mut kinds = HashMap::new();
        for (heading, entry) in entries(include_str!("abbreviations.txt")) {
            if let Some(other) = kinds.insert(entry.replace(' ', ""), heading) {
                panic!("{entry} stands under {other} and {heading}");
            }
        }
    }

    #[test]
    fn words_are_found() {
        let lexicon = Lexicon::get();
        assert_eq!(lexicon.abbreviation("z.B."), Some(Abbreviation::Inside));
        assert_eq!(lexicon.abbreviation("Karlstr."), Some(Abbreviation::Either));
        assert_eq!(lexicon.abbreviation("Kim."), None);
        assert!(lexicon.is_opener("Danach") && !lexicon.is_opener("Kim"));
        assert!(lexicon.follows_ordinals("Plenarsitzung") && lexicon.follows_ordinals("Parteitags"));
        assert!(!lexicon.follows_ordinals("Kim"));
        assert!(lexicon.is_month("Januar") && lexicon.is_month("Okt"));
    }
}
