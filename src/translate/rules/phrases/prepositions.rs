//! What contracted prepositions stand for (`contractions.tsv`), and which nouns govern which (`government.tsv`): Kritik an,
//! Zugang zu. A governed phrase belongs to its noun, and its English preposition is the noun's.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::translate::rules::lexicon::entry::{Case, Cells};

static CONTRACTIONS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("contractions.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
});

struct Government {
    preposition: &'static str,
    case: Option<Case>,
    english: &'static str,
}

static GOVERNMENT: LazyLock<HashMap<&'static str, Vec<Government>>> = LazyLock::new(|| {
    let mut table: HashMap<&'static str, Vec<Government>> = HashMap::new();
    for row in rows(include_str!("government.tsv")) {
        if let [noun, preposition, case, english] = row[..] {
            let case = match case {
                "A" => Some(Case::Accusative),
                "D" => Some(Case::Dative),
                _ => None,
            };
            table.entry(noun).or_default().push(Government { preposition, case, english });
        }
    }
    table
});

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// The preposition itself: im → in. `written` is in small letters.
pub fn plain(written: &str) -> &str {
    CONTRACTIONS.get(written).copied().unwrap_or(written)
}

/// English preposition of a phrase that a noun governs. `noun`: its lemma; `preposition`: as written, in small letters;
/// `cells`: what is known of the phrase's case.
pub fn governed_by(noun: &str, preposition: &str, cells: Cells) -> Option<&'static str> {
    let preposition = plain(preposition);
    rows_of(noun).find_map(|row| {
        (row.preposition == preposition && row.case.is_none_or(|case| cells.has(case))).then_some(row.english)
    })
}

/// All prepositions that a noun governs, German and English.
pub fn all_of(noun: &str) -> Vec<(&'static str, &'static str)> {
    rows_of(noun).map(|row| (row.preposition, row.english)).collect()
}

/// Letters of the shortest noun that gives its government to compounds that the lexicon lists: Wettbewerb to
/// Architekturwettbewerb.
const SHORTEST_HEAD: usize = 4;

/// The rows of a noun, or else of the longest noun that it ends with.
fn rows_of(noun: &str) -> std::slice::Iter<'static, Government> {
    let exact = GOVERNMENT.get(noun);
    let heads = noun.char_indices().skip(1).map(|(at, _)| &noun[at..]);
    let long = heads.take_while(|head| head.chars().count() >= SHORTEST_HEAD);
    let mut capitals = long.map(|head| {
        let mut letters = head.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    let rows = exact.or_else(|| capitals.find_map(|head| GOVERNMENT.get(head.as_str())));
    rows.map_or(&[][..], Vec::as_slice).iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translate::rules::lexicon::Lexicon;
    use crate::translate::rules::lexicon::entry::Word;

    #[test]
    fn contracted_prepositions_and_governing_nouns_are_of_the_lexicon() {
        let lexicon = Lexicon::shared();
        let knows = |form: &str, noun: bool| {
            lexicon.postings(form).iter().any(|posting| {
                lexicon.lexeme(posting.lexeme).is_some_and(|lexeme| match &lexeme.word {
                    Word::Noun { .. } => noun,
                    Word::Function { tag, .. } => !noun && tag.starts_with("prep"),
                    _ => false,
                })
            })
        };
        for preposition in CONTRACTIONS.values() {
            assert!(knows(preposition, false), "{preposition}");
        }
        for (noun, rows) in &*GOVERNMENT {
            assert!(knows(noun, true), "{noun}");
            assert!(rows.iter().all(|row| knows(row.preposition, false) && !row.english.is_empty()), "{noun}");
        }
    }

    #[test]
    fn a_noun_governs_its_preposition_in_its_case() {
        assert_eq!(governed_by("Kritik", "am", Cells::case(Case::Dative)), Some("of"));
        assert_eq!(governed_by("Kritik", "auf", Cells::case(Case::Accusative)), None);
        assert_eq!(governed_by("Blick", "auf", Cells::case(Case::Dative)), None);
        assert_eq!(governed_by("Spurensuche", "nach", Cells::ALL), Some("for"));
    }
}
