//! Letters of one script that look like those of another: Cyrillic and Greek ones in a Latin word.
//!
//! They come from keyboards that were not switched, from recognition, and from those who wish not to be found. A word in
//! one script alone is never touched: "Ким" is Russian, "Kіm" is not.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::forward::rows;

/// The Latin letter that a Cyrillic or Greek one looks like, in the same case.
pub fn latin_look_alike(c: char) -> Option<char> {
    static TABLE: OnceLock<HashMap<char, char>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        rows::<2>(include_str!("tables/look-alikes.tsv"))
            .filter_map(|[other, latin]| Some((other.chars().next()?, latin.chars().next()?)))
            .collect()
    });
    table.get(&c).copied()
}

/// Whether a word has Latin letters and, among them, letters of another script that look like Latin ones.
pub fn is_mixed(word: &str) -> bool {
    !word.is_ascii()
        && word.chars().any(|c| latin_look_alike(c).is_some())
        && word.chars().any(|c| c.is_alphabetic() && (c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c)))
}

/// A mixed word with Latin letters alone; `None` if it is not mixed, or has a letter that looks like no Latin one.
pub fn in_latin(word: &str) -> Option<String> {
    let foreign = |c: char| ('\u{370}'..='\u{52f}').contains(&c);
    let latin = || word.chars().map(|c| if foreign(c) { latin_look_alike(c) } else { Some(c) }).collect();
    if is_mixed(word) { latin() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_words_are_read_in_latin_letters() {
        for (word, latin) in [
            ("Kіm", Some("Kim")),
            ("Рutin", Some("Putin")),
            ("Jоng", Some("Jong")),
            ("Рjöngjang", Some("Pjöngjang")),
            ("ΚIM", Some("KIM")),
            ("Kim", None),
            ("Ким", None),
            ("Nordkorea", None),
            ("Pjöngjang", None),
            ("Kжm", None),
        ] {
            assert_eq!(in_latin(word).as_deref(), latin, "{word}");
        }
    }
}
