//! A stretch of text cut into words, folded once into one buffer.

use crate::glossary::fold::{fold_char, is_hyphen, is_joiner, is_word_char};
use crate::span::Span;

/// What lies between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// White space.
    Space,
    /// A hyphen.
    Hyphen,
    /// A hyphen and white space: the word before it is a suspended compound ("Außen- und …").
    Suspended,
    /// A full stop, with or without white space after it.
    Dot,
    /// A comma and white space.
    Comma,
    /// Anything else, or the start of the text.
    Other,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Begins with a small letter.
    Lower,
    /// Begins with a capital and has a small letter.
    Capital,
    /// Two or more letters, all capital.
    Upper,
    /// Digits only.
    Number,
}

/// A word: a run of letters and digits with the apostrophes and soft hyphens inside it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Bytes of the document's text.
    pub span: Span,
    key: (u32, u32),
    /// What lies before it.
    pub gap: Gap,
    /// How it is written.
    pub shape: Shape,
    /// Its key is that of a word of the glossary that it is a slip for.
    pub corrected: bool,
}

/// The words of a stretch of text. The buffers are reused.
#[derive(Debug, Default)]
pub struct Words {
    folded: String,
    /// The words in order.
    pub list: Vec<Word>,
}

impl Words {
    /// Cuts and folds the bytes `span` of `text`.
    pub fn read(&mut self, text: &str, span: Span) {
        self.folded.clear();
        self.list.clear();
        let bytes = text.as_bytes();
        let mut at = span.start;
        let mut gap_start = at;
        while at < span.end {
            let byte = bytes[at];
            let starts = if byte < 0x80 {
                byte.is_ascii_alphanumeric()
            } else {
                let c = char_at(text, at);
                if !is_word_char(c) {
                    at += c.len_utf8();
                    continue;
                }
                true
            };
            if !starts {
                at += 1;
                continue;
            }
            let gap = if self.list.is_empty() { Gap::Other } else { gap(&text[gap_start..at]) };
            at = self.word(text, at, span.end, gap);
            gap_start = at;
        }
    }

    fn word(&mut self, text: &str, start: usize, limit: usize, gap: Gap) -> usize {
        let bytes = text.as_bytes();
        let key_start = self.folded.len() as u32;
        let (mut upper, mut lower, mut digits) = (0_u32, 0_u32, 0_u32);
        let mut first_upper = false;
        let mut at = start;
        while at < limit {
            let byte = bytes[at];
            if byte.is_ascii_lowercase() {
                self.folded.push(byte as char);
                lower += 1;
                at += 1;
            } else if byte.is_ascii_uppercase() {
                self.folded.push(byte.to_ascii_lowercase() as char);
                first_upper |= at == start;
                upper += 1;
                at += 1;
            } else if byte.is_ascii_digit() {
                self.folded.push(byte as char);
                digits += 1;
                at += 1;
            } else {
                let c = char_at(text, at);
                let next = at + c.len_utf8();
                if is_word_char(c) {
                    fold_char(c, &mut self.folded);
                    if c.is_uppercase() {
                        first_upper |= at == start;
                        upper += 1;
                    } else if c.is_lowercase() {
                        lower += 1;
                    } else if c.is_numeric() {
                        digits += 1;
                    }
                    at = next;
                } else if is_joiner(c) && next < limit && is_word_char(char_at(text, next)) {
                    at = next;
                } else if let Some(after) = line_end_hyphen(text, at, limit) {
                    at = after;
                } else {
                    break;
                }
            }
        }
        let shape = match (upper, lower, digits) {
            (0, 0, 1..) => Shape::Number,
            _ if upper >= 2 && lower == 0 => Shape::Upper,
            _ if first_upper || (lower == 0 && upper == 0) => Shape::Capital,
            _ => Shape::Lower,
        };
        let key = (key_start, self.folded.len() as u32);
        self.list.push(Word { span: Span::new(start, at), key, gap, shape, corrected: false });
        at
    }

    /// Puts another key in the place of a misspelt one.
    pub fn correct(&mut self, index: usize, key: &str) {
        self.rewrite(index, key);
        if let Some(word) = self.list.get_mut(index) {
            word.corrected = true;
        }
    }

    /// Gives a word the key of the same word in other characters.
    pub fn rewrite(&mut self, index: usize, key: &str) {
        let start = self.folded.len() as u32;
        self.folded.push_str(key);
        if let Some(word) = self.list.get_mut(index) {
            word.key = (start, self.folded.len() as u32);
        }
    }

    /// The folded form of a word.
    pub fn key(&self, word: &Word) -> &str {
        &self.folded[word.key.0 as usize..word.key.1 as usize]
    }

    /// The folded forms of a run of words.
    pub fn keys(&self, first: usize, last: usize) -> String {
        (first..=last).map(|at| self.key_at(at)).collect::<Vec<_>>().join(" ")
    }

    /// The folded form of the word at an index.
    pub fn key_at(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |word| self.key(word))
    }
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or('\u{fffd}')
}

/// A word hyphenated over a line end goes on in the next line with a small letter; a suspended compound goes on with a
/// conjunction and does not.
fn line_end_hyphen(text: &str, at: usize, limit: usize) -> Option<usize> {
    let rest = &text[at..limit];
    let after = rest
        .strip_prefix('-')?
        .trim_start_matches([' ', '\t', '\r'])
        .strip_prefix('\n')?
        .trim_start_matches([' ', '\t']);
    let word_end = after.find(|c: char| !is_word_char(c)).unwrap_or(after.len());
    let word = &after[..word_end];
    let goes_on = word.chars().next().is_some_and(char::is_lowercase)
        && !matches!(word, "und" | "oder" | "bzw" | "sowie" | "wie" | "bis");
    goes_on.then(|| limit - after.len())
}

fn gap(between: &str) -> Gap {
    let mut chars = between.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_whitespace() => Gap::Space,
        (Some(c), None) if is_hyphen(c) => Gap::Hyphen,
        (Some(c), Some(_)) if is_hyphen(c) && between[c.len_utf8()..].chars().all(char::is_whitespace) => {
            Gap::Suspended
        }
        (Some('.' | '×'), None) => Gap::Dot,
        (Some('.'), Some(c)) if is_hyphen(c) && chars.next().is_none() => Gap::Dot,
        (Some('.'), Some(c)) if c.is_whitespace() && between.len() <= 4 && chars.all(char::is_whitespace) => Gap::Dot,
        (Some(','), Some(c)) if c.is_whitespace() && chars.all(char::is_whitespace) => Gap::Comma,
        (Some(c), Some(_))
            if c.is_whitespace() && between.chars().all(char::is_whitespace) && between.matches('\n').count() < 2 =>
        {
            Gap::Space
        }
        _ => Gap::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, Gap, Shape)> {
        let mut words = Words::default();
        words.read(text, Span::new(0, text.len()));
        words.list.iter().map(|word| (words.key(word).to_owned(), word.gap, word.shape)).collect()
    }

    #[test]
    fn words_are_cut_and_folded() {
        let found = words("Kim Jong-un's „P’yŏngyang“, Außen- und DVRK Aus-\nschusses 25. April");
        let keys: Vec<&str> = found.iter().map(|(key, ..)| key.as_str()).collect();
        assert_eq!(keys, ["kim", "jong", "uns", "pyongyang", "aussen", "und", "dvrk", "ausschusses", "25", "april"]);
        assert_eq!(found[2].1, Gap::Hyphen);
        assert_eq!(found[3].1, Gap::Other);
        assert_eq!(found[5].1, Gap::Suspended);
        assert_eq!(found[6].2, Shape::Upper);
        assert_eq!(found[8].2, Shape::Number);
        assert_eq!(found[9].1, Gap::Dot);
    }

    #[test]
    fn a_suspended_compound_at_a_line_end_is_not_joined() {
        let keys: Vec<String> = words("Informations-\nund Handelsminister").into_iter().map(|(key, ..)| key).collect();
        assert_eq!(keys, ["informations", "und", "handelsminister"]);
    }
}
