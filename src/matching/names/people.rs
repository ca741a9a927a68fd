//! Personal names of any origin that no glossary has: they are reported, so that nobody is overlooked.
//!
//! A name is a run of capitalised words, particles inside it ("Frenkie de Jong", "Hartwig Wiesendanger", "Apelt-Nagel"),
//! whose first word is a known given name, or none of whose words is a German word or stands in the glossary. Once a
//! name is found, its last word alone is a name too, anywhere in the document.

use std::collections::HashSet;
use std::sync::OnceLock;

use foldhash::fast::RandomState;

use crate::glossary::fold::fold;
use crate::glossary::surface::Form;
use crate::glossary::vocabulary::Vocabulary;
use crate::glossary::{EntryType, Glossary};
use crate::matching::mention::{Matches, Unknown};
use crate::matching::wordforms::Facts;
use crate::matching::words::{Gap, Shape, Word, Words};
use crate::romanization::russian;
use crate::span::Span;

/// Most words of a name.
const WORDS: usize = 4;
/// Particles inside a name.
const PARTICLES: [&str; 19] = [
    "de", "van", "von", "der", "den", "zu", "da", "di", "del", "la", "le", "bin", "ibn", "al", "el", "ter", "dos",
    "ten", "af",
];

/// The German words that are no names.
pub fn vocabulary() -> Option<&'static Vocabulary<&'static [u8]>> {
    static WORDS: OnceLock<Option<Vocabulary<&'static [u8]>>> = OnceLock::new();
    WORDS
        .get_or_init(|| Vocabulary::new(&include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary.fst"))[..]).ok())
        .as_ref()
}

/// Whether a folded word is a common given name.
pub fn is_given_name(key: &str) -> bool {
    static NAMES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        include_str!("given-names.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| line.split(' '))
            .collect()
    });
    names.contains(key) || russian::is_given_name(key).is_some()
}

/// Whether a folded word is a city.
fn is_city(key: &str) -> bool {
    static CITIES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let lines = || include_str!("cities.txt").lines().filter(|line| !line.starts_with('#'));
    CITIES.get_or_init(|| lines().flat_map(|line| line.split(' ')).collect()).contains(key)
}

/// Whether a folded word is German.
pub fn is_german(key: &str) -> bool {
    vocabulary().is_some_and(|words| {
        words.knows(key) || key.strip_suffix('s').is_some_and(|stem| stem.len() > 2 && words.knows(stem))
    })
}

/// Whether the word is of the glossary by itself, and more than somebody's name.
pub fn is_listed(glossary: &Glossary, key: &str) -> bool {
    let second = [Form::SURNAME, Form::GIVEN_NAME];
    glossary
        .look_up(key)
        .iter()
        .any(|(id, form)| glossary.entry(*id).kind != EntryType::Person && !second.iter().any(|mark| form.has(*mark)))
}

/// The last word of the name that begins at a word: `None` if none begins there.
pub fn name(glossary: &Glossary, words: &Words, at: usize) -> Option<usize> {
    if words.list[at].shape != Shape::Capital || words.list[at].gap == Gap::Hyphen {
        return None;
    }
    if let Some(last) = with_initials(glossary, words, at) {
        return Some(last);
    }
    if !may_be_name(words, at) {
        return None;
    }
    let given = words.has(at, Facts::GIVEN_NAME);
    if !given && (words.has(at, Facts::GERMAN) || words.has(at, Facts::LISTED)) {
        return None;
    }
    // "Tech-Milliardär Elon Musk": the name begins with the given name.
    let later =
        words.list.get(at + 1).is_some_and(|next| next.gap == Gap::Space && words.has(at + 1, Facts::GIVEN_NAME));
    if !given && later {
        return None;
    }
    let mut last = at;
    let mut next = at + 1;
    while next < words.list.len() && next <= at + WORDS {
        let word = words.list[next];
        match (word.gap, word.shape) {
            (Gap::Space | Gap::Hyphen, Shape::Capital) if may_be_name(words, next) => last = next,
            (Gap::Space, Shape::Lower) if PARTICLES.contains(&words.key_at(next)) => {}
            _ => break,
        }
        next += 1;
    }
    // A German word at the end is no name, unless a given name stands before it.
    while last > at {
        let common = words.has(last, Facts::GERMAN) && !given || words.has(last, Facts::LISTED);
        if !common {
            break;
        }
        last -= 1;
    }
    while last > at && words.list[last].shape == Shape::Lower {
        last -= 1;
    }
    // "Juventus Turin".
    if !given && is_city(words.key_at(last)) {
        return None;
    }
    // "Kirn Jong Uns Name": the name of a person of the glossary, and another word.
    let in_full = |end: usize| {
        let forms = glossary.look_up(&words.keys(at, end));
        forms.iter().any(|(id, form)| glossary.entry(*id).kind == EntryType::Person && !form.has(Form::SURNAME))
    };
    if (at + 1..last).any(in_full) {
        return None;
    }
    // Two parts at least, and not only a hyphen compound.
    let parts = (at + 1..=last).any(|part| words.list[part].gap == Gap::Space);
    // What follows with a hyphen makes it a compound with a common noun.
    let compound = words.list.get(last + 1).is_some_and(|next| matches!(next.gap, Gap::Hyphen | Gap::Suspended));
    (parts && !compound).then_some(last)
}

fn may_be_name(words: &Words, at: usize) -> bool {
    words.list[at].shape == Shape::Capital && words.has(at, Facts::ALPHABETIC)
}

/// Most initials before a family name.
const INITIALS: usize = 3;

/// Whether a word is an initial; Russian ones have up to four letters ("Ju.", "Tsch.").
pub fn is_initial(words: &Words, at: usize) -> bool {
    words.list.get(at).is_some_and(|word| word.shape == Shape::Capital)
        && (words.key_at(at).len() == 1 || ["ja", "je", "ju", "sch", "tsch", "th", "ch"].contains(&words.key_at(at)))
}

/// "S. Lawrow", "W. W. Putin": initials, each with a full stop, and a family name that the glossary has or that is no
/// German word. The index of the family name.
fn with_initials(glossary: &Glossary, words: &Words, at: usize) -> Option<usize> {
    let dot = |at: usize| words.list.get(at).is_some_and(|word| word.gap == Gap::Dot);
    // "z. B. Putin" has none.
    if dot(at) {
        return None;
    }
    let mut last = at;
    while last < at + INITIALS && is_initial(words, last) && dot(last + 1) {
        last += 1;
    }
    let key = words.key_at(last);
    if last == at || key.len() < 3 || !may_be_name(words, last) {
        return None;
    }
    let surname = || glossary.look_up(key).iter().any(|(_, form)| form.has(Form::SURNAME));
    let common = words.has(last, Facts::GERMAN) || words.has(last, Facts::LISTED) || is_city(key);
    (surname() || !common).then_some(last)
}

/// The words of a sentence that can be names by themselves: written with a capital, and not German.
pub fn single(words: &Words) -> impl Iterator<Item = Span> {
    let single =
        |(at, word): (usize, &Word)| (word.shape.is_capital() && !words.has(at, Facts::GERMAN)).then_some(word.span);
    words.list.iter().enumerate().filter_map(single)
}

/// Reports the further mentions of unknown persons by the last word of their name alone, given all single words of the
/// document that can be names.
pub fn report_repeated(text: &str, single: &[Span], matches: &mut Matches) {
    let surnames: HashSet<String, RandomState> = matches
        .unknown
        .iter()
        .filter(|unknown| unknown.hangul.is_empty() && unknown.candidates.is_empty())
        .filter_map(|unknown| {
            let (_, last) = unknown.span.of(text).rsplit_once([' ', '\u{a0}'])?;
            let key = fold(last);
            (key.len() > 3 && !is_german(&key)).then_some(key)
        })
        .collect();
    if surnames.is_empty() {
        return;
    }
    let taken: Vec<Span> = matches
        .mentions
        .iter()
        .map(|mention| mention.span)
        .chain(matches.unknown.iter().map(|unknown| unknown.span))
        .collect();
    let mut taken = taken;
    taken.sort_unstable();
    for span in single {
        let at = taken.partition_point(|taken| taken.end <= span.start);
        if taken.get(at).is_some_and(|taken| taken.overlaps(*span)) {
            continue;
        }
        let key = fold(span.of(text));
        if surnames.contains(&key) || key.strip_suffix('s').is_some_and(|stem| surnames.contains(stem)) {
            matches.unknown.push(Unknown { span: *span, candidates: Vec::new(), derived: None, hangul: Vec::new() });
        }
    }
    matches.unknown.sort_by_key(|unknown| unknown.span.start);
}
