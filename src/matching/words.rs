//! A stretch of text cut into words.

use super::wordforms::{Describe, Facts, FormId, Start, WordForms};
use crate::glossary::fold::{fold_char, is_hyphen, is_joiner, is_word_char, line_end_hyphen};
use crate::romanization::hangul::compose;
use crate::romanization::scripts::in_latin;
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

impl Shape {
    /// Begins with a capital, as names and nouns do.
    pub const fn is_capital(self) -> bool {
        matches!(self, Self::Capital | Self::Upper)
    }
}

/// A word: a run of letters and digits with the apostrophes and soft hyphens inside it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Bytes of the document's text.
    pub span: Span,
    /// The form as it is written.
    pub written: FormId,
    /// The form that it stands for: what is written, or the word of the glossary that it is a slip for.
    pub form: FormId,
    /// What lies before it.
    pub gap: Gap,
    /// How it is written.
    pub shape: Shape,
    /// What is known of the form that it stands for.
    pub facts: Facts,
}

impl Word {
    /// It is a slip for a word of the glossary.
    pub fn corrected(&self) -> bool {
        self.written != self.form
    }
}

/// The words of a stretch of text, and the forms of all words met so far.
#[derive(Debug, Default)]
pub struct Words {
    forms: WordForms,
    /// The words in order.
    pub list: Vec<Word>,
    /// One of them is a suspended compound.
    pub suspended: bool,
    /// One of them is a slip for a word of the glossary.
    pub corrected: bool,
}

impl Words {
    /// Cuts the bytes `span` of `text` into words.
    pub fn read(&mut self, text: &str, span: Span, describe: &dyn Describe) {
        self.forms.make_room();
        self.list.clear();
        self.suspended = false;
        self.corrected = false;
        let bytes = text.as_bytes();
        let mut at = span.start;
        let mut gap_start = at;
        while at < span.end {
            let byte = bytes[at];
            if byte.is_ascii() {
                if !byte.is_ascii_alphanumeric() {
                    at += 1;
                    continue;
                }
            } else {
                let c = char_at(text, at);
                if !is_word_char(c) {
                    at += c.len_utf8();
                    continue;
                }
            }
            let gap = if self.list.is_empty() { Gap::Other } else { gap(&text[gap_start..at]) };
            self.suspended |= gap == Gap::Suspended;
            let start = at;
            at = end_of_word(text, start, span.end);
            let written = self.forms.get(&text[start..at], describe, fold_word);
            let shape = self.forms.shape(written);
            let facts = self.forms.facts(written);
            self.list.push(Word { span: Span::new(start, at), written, form: written, gap, shape, facts });
            gap_start = at;
        }
    }

    /// Puts a word of the glossary in the place of a misspelt one.
    pub fn correct(&mut self, index: usize, key: &str, describe: &dyn Describe) {
        let form = self.forms.get(key, describe, fold_word);
        if let Some(word) = self.list.get_mut(index) {
            word.form = form;
            word.facts = self.forms.facts(form);
            self.corrected = true;
        }
    }

    /// The folded form of a word.
    pub fn key(&self, word: &Word) -> &str {
        self.forms.key(word.form)
    }

    /// The folded forms of a run of words.
    pub fn keys(&self, first: usize, last: usize) -> String {
        (first..=last).map(|at| self.key_at(at)).collect::<Vec<_>>().join(" ")
    }

    /// The folded form of the word at an index.
    pub fn key_at(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |word| self.key(word))
    }

    /// Whether these facts are known of the word at an index.
    pub fn has(&self, index: usize, facts: Facts) -> bool {
        self.list.get(index).is_some_and(|word| word.facts.has(facts))
    }

    /// Whether these facts are known of the word at an index as it is written, slip or not.
    pub fn has_written(&self, index: usize, facts: Facts) -> bool {
        self.list.get(index).is_some_and(|word| self.forms.facts(word.written).has(facts))
    }

    /// The ways into the index that begin with the word at an index.
    pub fn starts(&self, index: usize) -> &[Start] {
        self.list.get(index).map_or(&[], |word| self.forms.starts(word.form))
    }
}

/// Where the word that begins at `start` ends.
fn end_of_word(text: &str, start: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < limit {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if matches!(byte, b' ' | b',' | b'.' | b'\n') {
            break;
        }
        let c = char_at(text, at);
        let next = at + c.len_utf8();
        if is_word_char(c) || is_joiner(c) && next < limit && is_word_char(char_at(text, next)) {
            at = next;
        } else if let Some(length) = line_end_hyphen(&text[at..limit]) {
            at += length;
        } else {
            break;
        }
    }
    at
}

/// Appends the folded form of a word and tells how the word is written.
fn fold_word(written: &str, key: &mut String) -> Shape {
    let (start, shape) = (key.len(), fold_letters(written, key));
    if let Some(word) = in_one_script(written) {
        key.truncate(start);
        fold_letters(&word, key);
    }
    shape
}

/// A word that mixes look-alike letters of two scripts, in one; and Hangul in precomposed syllables.
fn in_one_script(written: &str) -> Option<String> {
    if written.is_ascii() {
        return None;
    }
    let jamo = |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ffa0}'..='\u{ffdc}');
    in_latin(written).or_else(|| written.contains(jamo).then(|| compose(written)))
}

fn fold_letters(written: &str, key: &mut String) -> Shape {
    let (mut upper, mut lower, mut digits) = (0_u32, 0_u32, 0_u32);
    let mut first_upper = false;
    for (at, c) in written.char_indices().filter(|(_, c)| is_word_char(*c)) {
        fold_char(c, key);
        if c.is_uppercase() {
            first_upper |= at == 0;
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        } else if c.is_numeric() {
            digits += 1;
        }
    }
    match (upper, lower, digits) {
        (0, 0, 1..) => Shape::Number,
        _ if upper >= 2 && lower == 0 => Shape::Upper,
        _ if first_upper || (lower == 0 && upper == 0) => Shape::Capital,
        _ => Shape::Lower,
    }
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or('\u{fffd}')
}

fn gap(between: &str) -> Gap {
    if between == " " {
        return Gap::Space;
    }
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
    use super::super::wordforms::Description;
    use super::*;

    struct Nothing;

    impl Describe for Nothing {
        fn describe(&self, _: &str, _: &str, _: Shape) -> Description {
            Description { facts: Facts::default(), starts: Vec::new() }
        }
    }

    fn words(text: &str) -> Vec<(String, Gap, Shape)> {
        let mut words = Words::default();
        words.read(text, Span::new(0, text.len()), &Nothing);
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
