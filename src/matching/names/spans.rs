//! Which runs of words can be Korean names.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::korean::KoreanPersons;
use super::memory::Memory;
use super::{GIVEN, NameSpan, Names, Origin, Parsed, people, typos};
use crate::glossary::surface::Form;
use crate::glossary::{EntryId, EntryType, Glossary};
use crate::matching::wordforms::Facts;
use crate::matching::words::{Gap, Shape, Words};
use crate::romanization::lattice::{Lattice, NameLetters};
use crate::romanization::reading::{Cost, readings};
use crate::span::Span;

/// Most words of a given name.
const WORDS: usize = 2;

/// Most syllables of a given name in running text; more are met in native names only, and every other word has more.
const SYLLABLES: usize = 2;

/// What a German word is that is written like a family name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Homograph {
    Function,
    Noun,
}

fn homograph(words: &Words, at: usize) -> Option<Homograph> {
    match () {
        () if words.has(at, Facts::HOMOGRAPH_NOUN) => Some(Homograph::Noun),
        () if words.has(at, Facts::HOMOGRAPH_FUNCTION) => Some(Homograph::Function),
        () => None,
    }
}

/// What German word a folded word is that is written like a family name.
pub fn homograph_of(key: &str) -> Option<Homograph> {
    static TABLE: OnceLock<HashMap<&'static str, Homograph>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        include_str!("homographs.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1)
            .filter_map(|line| line.split_once('\t'))
            .map(|(word, kind)| (word, if kind == "noun" { Homograph::Noun } else { Homograph::Function }))
            .collect()
    });
    table.get(key).copied()
}

/// Finds the name spans of a sentence, from left to right, the longest first.
pub fn spans(names: &Names, glossary: &Glossary, text: &str, words: &Words) -> Vec<NameSpan> {
    let mut spans = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        // "Jong-un Kim": a family name is never joined to the given name by a hyphen. "Sun Hui Choe": a third word that
        // is a family name belongs to the two before it, since no two persons follow each other without a comma.
        let hyphen = words.list.get(at + 1).is_some_and(|next| next.gap == Gap::Hyphen);
        let plain = forward(text, words, at);
        let short = plain.is_none_or(|name| name.last == at + 1 && !name.genitive);
        let turned = if hyphen || short { reversed(text, words, at) } else { None };
        let read = turned.or(plain);
        let found = misspelt(names, glossary, text, words, at, read.map_or(at, |name| name.last))
            .or(read)
            .or_else(|| other(glossary, words, at));
        at = found.map_or(at + 1, |name| name.last + 1);
        spans.extend(found);
    }
    spans
}

fn capital(words: &Words, at: usize) -> bool {
    words.list.get(at).is_some_and(|word| word.shape.is_capital())
}

/// Whether the word can be part of a name that the word before it belongs to.
fn goes_on(words: &Words, at: usize) -> bool {
    words.list.get(at).is_some_and(|word| {
        matches!(
            (word.gap, word.shape),
            (Gap::Space, Shape::Capital | Shape::Upper) | (Gap::Hyphen, Shape::Capital | Shape::Upper | Shape::Lower)
        )
    })
}

/// Whether the word is written like a family name that begins a name.
fn begins_with_surname(words: &Words, at: usize) -> bool {
    words.has_written(at, Facts::SURNAME) && capital(words, at) && begins(words, at)
}

fn begins(words: &Words, at: usize) -> bool {
    // The second part of a hyphen compound begins no name, unless the first is one letter of emphasis.
    words.list[at].gap != Gap::Hyphen
}

/// The letters of words; a genitive of the last one is taken off. The second value says whether there was one.
fn letters(text: &str, words: &Words, first: usize, last: usize) -> Option<(NameLetters, bool)> {
    let span = Span::new(words.list.get(first)?.span.start, words.list.get(last)?.span.end);
    without_genitive(span.of(text))
}

/// The letters of a name with its genitive taken off, and whether there was one.
pub fn without_genitive(surface: &str) -> Option<(NameLetters, bool)> {
    let bare = ["'s", "’s", "'S", "’S", "s", "S"]
        .iter()
        .find_map(|ending| surface.strip_suffix(ending).filter(|bare| bare.ends_with(char::is_alphabetic)));
    match bare {
        Some(bare) => Some((NameLetters::read(bare)?, true)),
        None => Some((NameLetters::read(surface)?, false)),
    }
}

/// Number of syllables of the likeliest reading of a given name; `None` if it is none.
fn syllables(letters: &NameLetters) -> Option<usize> {
    thread_local! {
        static KNOWN: RefCell<Memory<NameLetters, Option<usize>>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        known.recall(letters, |letters| {
            let best = readings(&Lattice::new(letters), SYLLABLES, 1);
            best.first().map(|reading| reading.hangul.chars().count())
        })
    })
}

/// Family name first.
fn forward(text: &str, words: &Words, at: usize) -> Option<NameSpan> {
    if !begins_with_surname(words, at) || !goes_on(words, at + 1) {
        return None;
    }
    let (last, length, genitive) = given(text, words, at + 1)?;
    let kind = homograph(words, at);
    let initial = matches!(words.list[at].gap, Gap::Other | Gap::Comma);
    let apart = last > at + 1;
    // "E-Mail", "UN-Rede"; but "Kim-Jong-un-Regime".
    if words.list[at + 1].gap == Gap::Hyphen && !(apart && words.list[last].gap == Gap::Hyphen) {
        return None;
    }
    let sure = match kind {
        // "In Wonsan", "So Han": a German word and one more word.
        Some(Homograph::Function) if initial && !apart => return None,
        Some(Homograph::Function) if initial => {
            // "An Kim Jong Un": the name begins with the next word.
            if forward(text, words, at + 1).is_some_and(|inner| inner.last >= last) {
                return None;
            }
            false
        }
        Some(Homograph::Function) => apart && length >= 2,
        Some(Homograph::Noun) => length >= 2 && apart,
        None => length >= 2 || apart,
    };
    Some(NameSpan { first: at, last, sure, origin: Origin::Korean(at), genitive })
}

/// The end of a given name that begins at a word: (last word, syllables, genitive).
fn given(text: &str, words: &Words, first: usize) -> Option<(usize, usize, bool)> {
    let mut best: Option<(usize, usize, bool)> = None;
    for last in first..first + WORDS {
        if !goes_on(words, last) {
            break;
        }
        let Some((letters, genitive)) = letters(text, words, first, last) else { break };
        let Some(length) = syllables(&letters) else { continue };
        let better = best.is_none_or(|(_, known, _)| known < 2 && length == 2);
        if better {
            best = Some((last, length, genitive));
        }
    }
    // "Bit-na-ra": three syllables with hyphens between them.
    let third = first + WORDS;
    let hyphens = (first + 1..=third).all(|at| words.list.get(at).is_some_and(|word| word.gap == Gap::Hyphen));
    if hyphens
        && (first..third).all(|at| letters(text, words, at, at).is_some_and(|(part, _)| syllables(&part) == Some(1)))
    {
        let (last, genitive) = letters(text, words, third, third)?;
        return if syllables(&last) == Some(1) { Some((third, 3, genitive)) } else { best };
    }
    best
}

/// Family name last: "Jong-un Kim", "Jong Un KIM". The given name has two syllables, apart.
fn reversed(text: &str, words: &Words, at: usize) -> Option<NameSpan> {
    if !capital(words, at) || !begins(words, at) || !goes_on(words, at + 1) {
        return None;
    }
    let last = at + 2;
    let after = words.list.get(last)?;
    // A hyphen shows that the two words before are a given name, even before "No" or "Kong".
    let hyphen = words.list[at + 1].gap == Gap::Hyphen;
    let surname = after.gap == Gap::Space && capital(words, last) && words.has_written(last, Facts::SURNAME_BARE);
    if !surname || !hyphen && homograph(words, last).is_some() {
        return None;
    }
    let (_, genitive) = letters(text, words, last, last)?;
    let given = NameLetters::read(Span::new(words.list[at].span.start, words.list[at + 1].span.end).of(text))?;
    (syllables(&given) == Some(2)).then_some(NameSpan {
        first: at,
        last,
        sure: hyphen,
        origin: Origin::Korean(last),
        genitive,
    })
}

/// A family name, and one or two words with a capital or a hyphen that are no Korean syllables, nor German, nor another
/// name: perhaps a slip.
fn misspelt(names: &Names, glossary: &Glossary, text: &str, words: &Words, at: usize, read: usize) -> Option<NameSpan> {
    // "Park Jong-chn": the hyphen tells it from a park.
    let hyphen = words.list.get(at + 2).is_some_and(|word| word.gap == Gap::Hyphen);
    let german = homograph(words, at).is_some_and(|kind| kind == Homograph::Function || !hyphen);
    if !begins_with_surname(words, at) || german {
        return None;
    }
    let mut last = at;
    while last < at + WORDS && goes_on(words, last + 1) {
        last += 1;
        let key = words.key_at(last);
        // "Jong" is in German texts too.
        let syllable = || NameLetters::read(key).is_some_and(|letters| syllables(&letters) == Some(1));
        if key.len() > 8 || key.len() > 3 && words.has(last, Facts::GERMAN) && !syllable() {
            return None;
        }
    }
    let slip = last > read
        && (!names.slips(glossary, &words.keys(at, last)).is_empty()
            || !names.lattice_slips(text, words, at, last).is_empty());
    slip.then_some(NameSpan { first: at, last, sure: false, origin: Origin::Korean(at), genitive: false })
}

/// The Korean persons whose name in full is one slip away, each with the cost, the cheapest first.
pub fn glossary_slips(glossary: &Glossary, key: &str) -> Vec<(Cost, EntryId)> {
    let mut near: Vec<(Cost, EntryId)> = Vec::new();
    for (_, map) in glossary.maps() {
        for correction in typos::corrections(map, key) {
            for (id, form) in glossary.look_up(&correction.word) {
                let entry = glossary.entry(id);
                let person = entry.kind == EntryType::Person && entry.hangul.is_some();
                let in_full = !form.has(Form::SURNAME) && !form.has(Form::GIVEN_NAME);
                if person && in_full && !near.iter().any(|(_, known)| *known == id) {
                    near.push((correction.cost, id));
                }
            }
        }
    }
    near.sort();
    near
}

/// A name that is not Korean.
fn other(glossary: &Glossary, words: &Words, at: usize) -> Option<NameSpan> {
    let last = people::name(glossary, words, at)?;
    Some(NameSpan { first: at, last, sure: false, origin: Origin::Other, genitive: false })
}

/// Reads a name span.
pub fn parse<'p>(persons: &'p KoreanPersons, text: &str, words: &Words, name: &NameSpan) -> Option<Parsed<'p>> {
    let Origin::Korean(surname) = name.origin else { return None };
    let reversed = surname != name.first;
    let (surname, given) = if reversed {
        let given = Span::new(words.list.get(name.first)?.span.start, words.list.get(name.last - 1)?.span.end);
        (letters(text, words, name.last, name.last)?.0, NameLetters::read(given.of(text))?)
    } else {
        let surname = NameLetters::read(words.list.get(name.first)?.span.of(text))?;
        (surname, letters(text, words, name.first + 1, name.last)?.0)
    };
    let surnames = persons.surname(&surname);
    (!surnames.is_empty()).then_some(Parsed { surnames, given, reversed })
}

/// Reads a name span of three words with the family name last.
pub fn parse_reversed<'p>(
    persons: &'p KoreanPersons,
    text: &str,
    words: &Words,
    name: &NameSpan,
) -> Option<Parsed<'p>> {
    let turned = NameSpan { origin: Origin::Korean(name.last), ..*name };
    (name.last == name.first + 2).then(|| parse(persons, text, words, &turned)).flatten()
}

/// Reads the words of a name, family name first.
pub fn parse_given<'p>(persons: &'p KoreanPersons, words: &[&str]) -> Option<Parsed<'p>> {
    let (surname, given) = words.split_first().filter(|(_, given)| !given.is_empty())?;
    let surnames = persons.surname(&NameLetters::read(surname)?);
    let given = NameLetters::read(&given.join(" "))?;
    (!surnames.is_empty()).then_some(Parsed { surnames, given, reversed: false })
}

/// Reads a name that stands alone: with the family name first and with the family name last, the likelier order first. A
/// hyphen in the first of two words shows a given name ("Jong-un Kim").
pub fn parse_alone<'p>(persons: &'p KoreanPersons, name: &str) -> Vec<Parsed<'p>> {
    let read = |surname: &str, given: &[&str], reversed| {
        let surname = NameLetters::read(surname)?;
        let surnames = persons.surname(&surname);
        let given = NameLetters::read(&given.join(" "))?;
        let fits = !surnames.is_empty() && !readings(&Lattice::new(&given), GIVEN, 1).is_empty();
        fits.then_some(Parsed { surnames, given, reversed })
    };
    let words: Vec<&str> = name.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let turned = words.split_last().and_then(|(last, before)| read(last, before, true));
    let parts: Vec<&str> = name.split([' ', '-', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let plain = parts.split_first().and_then(|(first, after)| read(first, after, false));
    let hyphen = words.len() == 2 && words[0].contains('-');
    let order = if hyphen { [turned, plain] } else { [plain, turned] };
    order.into_iter().flatten().collect()
}
