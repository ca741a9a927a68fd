//! Prepositions after nouns and adjectives: Interesse an → interest in, zuständig für → responsible for.
//!
//! Nouns have their government in `governments.tsv`, where a row also speaks for compounds with the noun as their head;
//! adjectives have it in the lexicon, in equivalents such as `für:A: responsible for`. Source of the rules: the valency
//! entries of the common dictionaries of both languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::translate::rules::lexicon::entry::Equivalent;

/// Prepositions that have swallowed an article.
const CONTRACTED: [(&str, &str); 15] = [
    ("im", "in"),
    ("ins", "in"),
    ("am", "an"),
    ("ans", "an"),
    ("vom", "von"),
    ("zum", "zu"),
    ("zur", "zu"),
    ("beim", "bei"),
    ("aufs", "auf"),
    ("fürs", "für"),
    ("ums", "um"),
    ("durchs", "durch"),
    ("übers", "über"),
    ("unters", "unter"),
    ("vors", "vor"),
];

/// By lemma in small letters: German preposition and English.
static NOUNS: LazyLock<HashMap<String, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut nouns: HashMap<String, Vec<_>> = HashMap::new();
    for line in include_str!("governments.tsv").lines().filter(|line| !line.starts_with('#')) {
        if let [words, german, english] = line.split('\t').collect::<Vec<_>>()[..] {
            for word in words.split('|') {
                nouns.entry(word.to_lowercase()).or_default().push((german, english));
            }
        }
    }
    nouns
});

/// Letters of the shortest noun whose government its compounds share.
const SHORTEST_HEAD: usize = 4;

/// Whether a text is a preposition, with an article or not.
pub fn is(text: &str, preposition: &str) -> bool {
    let text = text.to_lowercase();
    CONTRACTED.iter().find(|(contracted, _)| *contracted == text).map_or(text.as_str(), |(_, plain)| plain)
        == preposition
}

/// The preposition in the hint of an adjective's equivalent: `für:A`.
pub fn of_hint(hint: &str) -> Option<&str> {
    hint.split_once(':').map(|(preposition, _)| preposition)
}

/// English of a preposition after an adjective.
pub fn of_adjective(english: &[Equivalent<'static>], preposition: &str) -> Option<&'static str> {
    let governed = |equivalent: &&Equivalent<'_>| of_hint(equivalent.hint).is_some_and(|known| is(preposition, known));
    english.iter().find(governed)?.text.rsplit_once(' ').map(|(_, last)| last)
}

/// The English of an equivalent without the preposition that it governs, which is written with what it governs.
pub fn bare(equivalent: &Equivalent<'static>) -> &'static str {
    match (of_hint(equivalent.hint), equivalent.text.rsplit_once(' ')) {
        (Some(_), Some((bare, _))) => bare,
        _ => equivalent.text,
    }
}

/// English of a preposition after a noun, or a compound of it.
pub fn of_noun(lemma: &str, preposition: &str) -> Option<&'static str> {
    rows(lemma).flatten().find(|(german, _)| is(preposition, german)).map(|(_, english)| *english)
}

/// All prepositions that a noun governs, German and English; of two rows for one preposition the first counts.
pub fn all_of_noun(lemma: &str) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<(&str, &str)> = Vec::new();
    for (german, english) in rows(lemma).flatten() {
        if !all.iter().any(|(known, _)| known == german) {
            all.push((german, english));
        }
    }
    all
}

/// The rows of a noun, then those of what it ends with.
fn rows(lemma: &str) -> impl Iterator<Item = &'static Vec<(&'static str, &'static str)>> {
    let lemma = lemma.to_lowercase();
    let places: Vec<usize> = lemma.char_indices().map(|(at, _)| at).collect();
    let heads = places.len().saturating_sub(SHORTEST_HEAD - 1).max(1);
    places.into_iter().take(heads).filter_map(move |at| NOUNS.get(&lemma[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translate::rules::lexicon::Lexicon;
    use crate::translate::rules::lexicon::entry::Word;

    #[test]
    fn nouns_govern_their_preposition_and_so_do_their_compounds() {
        for (lemma, german, english) in [
            ("Interesse", "an", Some("in")),
            ("Desinteresse", "am", Some("in")),
            ("Suche", "nach", Some("for")),
            ("Spurensuche", "Nach", Some("for")),
            ("Suche", "auf", None),
            ("Haus", "an", None),
        ] {
            assert_eq!(of_noun(lemma, german), english, "{lemma} {german}");
        }
    }

    #[test]
    fn every_row_is_about_a_noun_of_the_lexicon() {
        let lexicon = Lexicon::shared();
        let known = |word: &str| {
            lexicon.postings(word).iter().any(|posting| {
                lexicon.lexeme(posting.lexeme).is_some_and(|lexeme| matches!(lexeme.word, Word::Noun { .. }))
            })
        };
        for line in include_str!("governments.tsv").lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            for word in fields[0].split('|') {
                assert!(known(word), "{word} is not in the lexicon");
            }
            assert!(fields[2].chars().all(|letter| letter.is_ascii_lowercase() || letter == ' '), "{line}");
        }
    }
}
