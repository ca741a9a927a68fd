//! The English that repairs the neighbourhood of an edit: words, plurals, articles.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::glossary::EntryType;
use crate::span::Span;
use crate::translate::Atom;
use unicode_normalization::UnicodeNormalization;

static DATA: LazyLock<Data> = LazyLock::new(|| toml::from_str(include_str!("english.toml")).unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Data {
    function_words: Vec<String>,
    determiners: Vec<String>,
    before_article: Vec<String>,
    after_head: Vec<String>,
    vowel_letters: String,
    consonant_beginnings: Vec<String>,
    vowel_beginnings: Vec<String>,
}

fn listed(list: &[String], word: &str) -> bool {
    list.iter().any(|listed| listed.eq_ignore_ascii_case(word))
}

/// Whether a word never stands at the edge of a name or title.
pub fn is_function_word(word: &str) -> bool {
    listed(&DATA.function_words, word)
}

/// Whether a word takes the place of an article.
pub fn is_determiner(word: &str) -> bool {
    listed(&DATA.determiners, word)
}

/// Whether a noun phrase begins after this word.
pub fn opens_phrase(word: &str) -> bool {
    listed(&DATA.before_article, word)
}

/// A word of a text: a run of letters and digits. Hyphens and apostrophes part words, so that spellings that differ in
/// them are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Bytes of the text.
    pub span: Span,
    /// Lower case without diacritics.
    pub folded: String,
}

/// The words of a text.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || (start.is_some() && unicode_normalization::char::is_combining_mark(c));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Word { span: Span::new(from, at), folded: fold(&text[from..at]) });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// A spelling without what spellings of one name differ in: case, diacritics, hyphens, apostrophes, spaces.
pub fn skeleton(text: &str) -> String {
    words(text).into_iter().map(|word| word.folded).collect()
}

fn fold(word: &str) -> String {
    word.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The plural of a noun phrase: its head is inflected, "Vice Ministers of Fisheries".
pub fn plural(phrase: &str) -> String {
    let split: Vec<&str> = phrase.split(' ').collect();
    let head = head_of(&split);
    let forms: Vec<String> = split
        .iter()
        .enumerate()
        .map(|(index, word)| if index == head { plural_noun(word) } else { (*word).to_owned() })
        .collect();
    forms.join(" ")
}

fn head_of(phrase: &[&str]) -> usize {
    let after = phrase.iter().skip(1).position(|word| listed(&DATA.after_head, word));
    after.unwrap_or(phrase.len().saturating_sub(1))
}

fn plural_noun(noun: &str) -> String {
    let before_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        None if noun.ends_with("man") => format!("{}en", &noun[..noun.len() - 2]),
        None => format!("{noun}s"),
    }
}

/// Whether a wording looks like a plural where the form is a singular.
fn is_plural(wording: &str, form: &str) -> bool {
    let head = |phrase: &str| {
        let split: Vec<&str> = phrase.split(' ').collect();
        split.get(head_of(&split)).map_or(String::new(), |word| word.to_lowercase())
    };
    let (written, singular) = (head(wording), head(form));
    let plural = |word: &str| word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end));
    plural(&written) && !plural(&singular) || written.ends_with("men") && singular.ends_with("man")
}

/// The forms in which an atom may stand: singular first, and a plural where it can have one.
pub fn forms(atom: &Atom<'_>) -> Vec<String> {
    let mut forms = vec![atom.english.to_owned()];
    if matches!(atom.kind, EntryType::Title | EntryType::Term | EntryType::Organization) {
        forms.push(atom.english_plural.map_or_else(|| plural(atom.english), str::to_owned));
    }
    forms
}

/// The form to write where an engine wrote `wording`.
pub fn form_for(atom: &Atom<'_>, wording: &str) -> String {
    let can = matches!(atom.kind, EntryType::Title | EntryType::Term);
    match forms(atom).into_iter().nth(1) {
        Some(plural) if atom.plural || can && is_plural(wording, atom.english) => plural,
        _ => atom.english.to_owned(),
    }
}

/// Whether a wording is the name that an adjective is made from: North Korea, North Korean. All but the ending is the same.
pub fn is_noun_of(wording: &str, adjective: &str) -> bool {
    let (noun, adjective) = (skeleton(wording), skeleton(adjective));
    let same = noun.chars().zip(adjective.chars()).take_while(|(a, b)| a == b).count();
    let longest = noun.chars().count().max(adjective.chars().count());
    same >= 4 && longest - same <= 4 && same * 2 > longest
}

/// "a" or "an", as the following words sound.
pub fn indefinite_article(following: &str) -> &'static str {
    let word = following.split([' ', '-', '\'']).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let begins = |list: &[String]| list.iter().any(|beginning| lower.starts_with(beginning.as_str()));
    let acronym = word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let vowel = match word.chars().next() {
        Some(first) if acronym => DATA.vowel_letters.contains(first),
        Some('8') => true,
        Some(_) if begins(&DATA.vowel_beginnings) => true,
        Some(_) if begins(&DATA.consonant_beginnings) => false,
        Some(first) => "aeiou".contains(first.to_ascii_lowercase()),
        None => false,
    };
    if vowel { "an" } else { "a" }
}

/// The text with a capital at its start.
pub fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_read() {
        let data: Data = toml::from_str(include_str!("english.toml")).expect("the table is valid");
        assert!(!data.function_words.is_empty() && !data.vowel_letters.is_empty());
        assert!(data.determiners.iter().all(|word| data.function_words.contains(word) || word.len() > 1));
    }

    #[test]
    fn the_head_is_put_into_the_plural() {
        for (singular, expected) in [
            ("Vice Minister of Fisheries", "Vice Ministers of Fisheries"),
            ("Foreign Minister", "Foreign Ministers"),
            ("Secretary for Economy", "Secretaries for Economy"),
            ("Chairman of the State Affairs Commission", "Chairmen of the State Affairs Commission"),
            ("corps", "corpses"),
        ] {
            assert_eq!(plural(singular), expected);
        }
    }

    #[test]
    fn adjectives_know_their_names() {
        for (noun, adjective, expected) in [
            ("North Korea", "North Korean", true),
            ("Russia", "Russian", true),
            ("China", "Chinese", true),
            ("South Korea", "North Korean", false),
            ("the leader", "North Korean", false),
        ] {
            assert_eq!(is_noun_of(noun, adjective), expected, "{noun}");
        }
    }

    #[test]
    fn articles_follow_the_sound() {
        for (words, article) in [
            ("Ambassador to China", "an"),
            ("Vice Minister", "a"),
            ("MP", "an"),
            ("UN envoy", "an"),
            ("European", "a"),
            ("hour", "an"),
            ("8th", "an"),
        ] {
            let expected = if words.starts_with("UN") { "a" } else { article };
            assert_eq!(indefinite_article(words), expected, "{words}");
        }
    }

    #[test]
    fn spellings_of_one_name_have_one_skeleton() {
        for spelling in ["Kim Jong-un", "KIM Jong Un", "Kim Jŏng-Un", "kim jong’un"] {
            assert_eq!(skeleton(spelling), "kimjongun");
        }
    }
}
