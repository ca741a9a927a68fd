//! Korean and Russian names in whatever spelling: finding their spans, and linking them through their own script.
//!
//! A run of words that can be a Korean name is read into Hangul under all systems at once and looked up among the
//! persons of the glossary ([`korean`]). One clear winner is a mention; a tie, or a name that fits no entry better than
//! it fits a person unknown to the glossary, is reported with its candidates and readings. 철 is never 천: what differs
//! by a letter of Hangul is a candidate at most.

mod korean;
mod memory;
pub(super) mod people;
pub(super) mod repair;
mod spans;
mod typos;

pub use repair::Repair;
pub use typos::{Correction, corrections};

use std::collections::HashMap;
use std::sync::Mutex;

use super::mention::{Candidate, Evidence, MentionKind, Unknown};
use super::select::Verdict;
use super::wordforms::Facts;
use super::words::{Shape, Words};
use crate::glossary::surface::Form;
use crate::glossary::{EntryId, EntryType, Glossary};
use crate::romanization::hangul::Syllable;
use crate::romanization::lattice::{Lattice, NameLetters};
use crate::romanization::reading::{Cost, Reading, readings, spells};
use crate::romanization::russian;
use crate::romanization::split_name;
use crate::romanization::surname::SurnameReading;
use crate::span::Span;
use korean::{KoreanPersons, Match};

/// A run of words that is written like a personal name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameSpan {
    /// Index of the first word.
    pub first: usize,
    /// Index of the last word.
    pub last: usize,
    /// The words can hardly be anything but a name.
    pub sure: bool,
    /// Whose kind of name it is.
    origin: Origin,
    /// The last word ends in a genitive -s.
    genitive: bool,
}

/// How a name is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Origin {
    /// Korean, with the index of the family name.
    Korean(usize),
    /// Any other.
    Other,
}

/// What a person of the glossary costs before any spelling: how unlikely it is that a name is that very person.
const ENTRY: Cost = 70;
/// What it costs that a name is of no person in the glossary.
const STRANGER: Cost = 16;
/// What it costs that the given name has one syllable.
const SHORT: Cost = 25;
/// How much cheaper the winner must be than the next.
const MARGIN: Cost = 25;
/// What a title beside the name that the person holds is worth.
const TITLE: Cost = 25;
/// Most candidates reported.
const CANDIDATES: usize = 5;
/// Most syllables of a given name.
const GIVEN: usize = 3;

/// The names of a glossary, prepared for look-up through romanization.
pub struct Names {
    persons: KoreanPersons,
    /// Names that were linked, so that a name that texts repeat is read once.
    answers: Mutex<HashMap<Question, Answer>>,
}

/// What a name can stand for, for a reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Hangul readings, the likeliest first.
    pub readings: Vec<Reading>,
    /// Persons of the glossary, the likeliest first.
    pub entries: Vec<Candidate>,
    /// The name stands clearly for the first of them.
    pub linked: bool,
}

/// Most linked names that are remembered.
const REMEMBERED: usize = 1 << 14;

/// All that the link of a name depends on.
#[derive(PartialEq, Eq, Hash)]
struct Question {
    surface: String,
    origin: Origin,
    genitive: bool,
    titles: Vec<EntryId>,
}

impl Question {
    fn new(surface: &str, name: &NameSpan, titles: &[EntryId]) -> Self {
        let origin = match name.origin {
            Origin::Korean(surname) => Origin::Korean(surname - name.first),
            Origin::Other => Origin::Other,
        };
        Self { surface: surface.to_owned(), origin, genitive: name.genitive, titles: titles.to_vec() }
    }
}

/// The entry that a name was linked to.
#[derive(Clone)]
struct Answer {
    entry: EntryId,
    confidence: f32,
    evidence: Vec<Evidence>,
    kind: MentionKind,
    form: Form,
}

impl Answer {
    fn verdict(self) -> Verdict {
        Verdict::Entry(self.entry, self.confidence, self.evidence, self.kind, self.form)
    }
}

/// The parts of a name: family name readings and the lattice of the given name.
struct Parsed<'n> {
    surnames: &'n [SurnameReading],
    given: NameLetters,
    reversed: bool,
}

impl Names {
    /// Prepares the names of a glossary.
    pub fn new(glossary: &Glossary) -> Self {
        Self { persons: KoreanPersons::new(glossary), answers: Mutex::default() }
    }

    /// What the form of a word by itself can be in a name.
    pub fn facts(&self, glossary: &Glossary, written: &str, key: &str, shape: Shape) -> Facts {
        let surname = |letters: Option<NameLetters>| letters.is_some_and(|it| !self.persons.surname(&it).is_empty());
        Facts::default()
            .with(Facts::GERMAN, people::is_german(key))
            .with(Facts::GIVEN_NAME, people::is_given_name(key))
            .with(Facts::LISTED, people::is_listed(glossary, key))
            .with(Facts::ALPHABETIC, key.len() > 1 && key.chars().all(char::is_alphabetic))
            .with(Facts::SURNAME, surname(NameLetters::read(written)))
            .with(Facts::SURNAME_BARE, surname(spans::without_genitive(written).map(|(letters, _)| letters)))
            .with(Facts::SUSPECT, repair::suspect(glossary, written, key, shape))
    }

    /// The name spans of a sentence, not overlapping, in order.
    pub fn spans(&self, glossary: &Glossary, text: &str, words: &Words) -> Vec<NameSpan> {
        spans::spans(glossary, text, words)
    }

    /// Links one name span.
    pub fn link(&self, glossary: &Glossary, text: &str, words: &Words, name: &NameSpan) -> Verdict {
        let span = Span::new(words.list[name.first].span.start, words.list[name.last].span.end);
        if name.origin == Origin::Other {
            return other(glossary, text, words, name, span);
        }
        let titles = titles_before(glossary, words, name.first);
        let question = Question::new(span.of(text), name, &titles);
        if let Some(known) = self.known(&question) {
            return known.verdict();
        }
        let Some(parsed) = spans::parse(&self.persons, text, words, name) else {
            return self.slip(glossary, words, name, &titles, Cost::MAX).unwrap_or(Verdict::NoName);
        };
        let mut judged = self.judge(glossary, &parsed, &titles);
        if judged.matches.is_empty() {
            // "Jong Un Kim" reads as a name beginning with Jong too.
            let turned = spans::parse_reversed(&self.persons, text, words, name);
            let turned = turned.map(|parsed| self.judge(glossary, &parsed, &titles));
            judged = turned.filter(|turned| turned.clear).unwrap_or(judged);
        }
        if let (true, Some(best)) = (judged.clear, judged.matches.first()) {
            let (kind, form) = inflection(name, MentionKind::Variant);
            let answer = Answer {
                entry: best.entry,
                confidence: judged.confidence(0),
                evidence: judged.evidence(0),
                kind,
                form,
            };
            self.remember(question, answer.clone());
            return answer.verdict();
        }
        if judged.matches.is_empty()
            && let Some(verdict) = self.slip(glossary, words, name, &titles, judged.stranger)
        {
            return verdict;
        }
        if !name.sure && people::name(words, name.first).is_none_or(|last| last < name.last) {
            return Verdict::NoName;
        }
        Verdict::Unknown(Unknown {
            span,
            candidates: judged.candidates(),
            derived: None,
            hangul: judged.readings.iter().map(|reading| reading.hangul.clone()).collect(),
        })
    }

    /// What the same name beside the same titles was linked to before.
    fn known(&self, question: &Question) -> Option<Answer> {
        self.answers.lock().ok()?.get(question).cloned()
    }

    fn remember(&self, question: Question, answer: Answer) {
        if let Ok(mut answers) = self.answers.lock() {
            if answers.len() >= REMEMBERED {
                answers.clear();
            }
            answers.insert(question, answer);
        }
    }

    /// The persons whose Hangul a name can stand for, the cheapest spelling first.
    pub fn persons(&self, name: &str) -> Vec<EntryId> {
        let words: Vec<&str> = name.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect();
        let found = spans::parse_given(&self.persons, &words);
        let found = found.map(|parsed| self.persons.find(parsed.surnames, &parsed.given, 0)).unwrap_or_default();
        found.into_iter().map(|found| found.entry).collect()
    }

    /// Whether the marks of a name, which the index does not see, speak against a person: Yŏng is 영 and never 용.
    pub fn contradicted(&self, glossary: &Glossary, entry: EntryId, surface: &str) -> bool {
        let may_be_marked = |c: char| !c.is_ascii() || c == '\'' || c == '`';
        if !surface.contains(may_be_marked) || !NameLetters::read(surface).is_some_and(|letters| letters.marked()) {
            return false;
        }
        let Some((length, syllables)) = glossary.entry(entry).hangul.as_deref().and_then(split_name) else {
            return false;
        };
        let (surname, given) = surface.split_once([' ', '\u{a0}']).unwrap_or(("", surface));
        let bare = given.strip_suffix('s').unwrap_or(given);
        let reads = |text: &str, syllables: &[Syllable]| {
            NameLetters::read(text).is_some_and(|letters| spells(&Lattice::new(&letters), syllables))
        };
        let surname_fits = NameLetters::read(surname).is_none_or(|letters| {
            self.persons.surname(&letters).iter().any(|reading| reading.syllables == syllables[..length])
        });
        !(surname_fits && (reads(given, &syllables[length..]) || reads(bare, &syllables[length..])))
    }

    /// A name that no person has, within one slip of the name of just one: a typo, where that is likelier than a
    /// stranger of the name as it is written.
    fn slip(
        &self,
        glossary: &Glossary,
        words: &Words,
        name: &NameSpan,
        titles: &[EntryId],
        stranger: Cost,
    ) -> Option<Verdict> {
        let key = words.keys(name.first, name.last);
        let key = if name.genitive { key.strip_suffix('s').unwrap_or(&key) } else { &key };
        let near = spans::glossary_slips(glossary, key);
        let [(cost, entry)] = near.as_slice() else { return None };
        let supported = holds(glossary, *entry, titles);
        let cost = (ENTRY + cost).saturating_sub(if supported { TITLE } else { 0 });
        if cost >= stranger {
            return None;
        }
        let mut evidence: Vec<Evidence> =
            vec![format!("one slip away from {}", glossary.entry(*entry).canonical).into()];
        if supported {
            evidence.push("holds the title beside the name".into());
        }
        let (_, form) = inflection(name, MentionKind::Typo);
        Some(Verdict::Entry(*entry, if supported { 0.8 } else { 0.7 }, evidence, MentionKind::Typo, form))
    }

    /// Every reading of a name and every person it could be. Family name first or last; nothing but the name.
    pub fn explain(&self, glossary: &Glossary, name: &str) -> Explanation {
        let words: Vec<&str> = name.split([' ', '-', '\u{a0}']).filter(|word| !word.is_empty()).collect();
        let parsed = spans::parse_alone(&self.persons, &words);
        let judged = parsed.map(|parsed| self.judge(glossary, &parsed, &[]));
        judged.map_or_else(
            || Explanation { readings: Vec::new(), entries: Vec::new(), linked: false },
            |judged| Explanation { entries: judged.candidates(), linked: judged.clear, readings: judged.readings },
        )
    }

    fn judge(&self, glossary: &Glossary, parsed: &Parsed<'_>, titles: &[EntryId]) -> Judged {
        let mut matches = self.persons.find(parsed.surnames, &parsed.given, 0);
        let mut supported = Vec::new();
        for found in &mut matches {
            found.cost = found.cost.saturating_add(ENTRY);
            if holds(glossary, found.entry, titles) {
                found.cost = found.cost.saturating_sub(TITLE);
                supported.push(found.entry);
            }
        }
        matches.sort_by_key(|found| found.cost);
        let mut names = readings(&Lattice::new(&parsed.given), GIVEN, CANDIDATES);
        let stranger = names.first().map_or(Cost::MAX, |reading| {
            let short = if reading.hangul.chars().count() == 1 { SHORT } else { 0 };
            reading.cost.saturating_add(STRANGER + short)
        });
        let surname = parsed.surnames.iter().min_by_key(|reading| reading.costs.iter().min().copied());
        let surname_hangul = surname.map(SurnameReading::hangul).unwrap_or_default();
        // The family name costs the same whoever is meant, so it counts only against the glossary's own.
        let stranger = stranger
            .saturating_add(surname.map_or(0, |surname| Cost::from(surname.costs.iter().min().copied().unwrap_or(0))));
        for reading in &mut names {
            reading.hangul.insert_str(0, &surname_hangul);
        }
        let next = matches.get(1).map_or(Cost::MAX, |found| found.cost);
        let clear =
            matches.first().is_some_and(|best| best.cost <= stranger && best.cost.saturating_add(MARGIN) <= next);
        let near = if clear { Vec::new() } else { self.near(parsed, &matches) };
        Judged { matches, near, readings: names, stranger, clear, supported, reversed: parsed.reversed }
    }

    /// Persons whose Hangul differs by one letter.
    fn near(&self, parsed: &Parsed<'_>, exact: &[Match]) -> Vec<Match> {
        let mut near = self.persons.find(parsed.surnames, &parsed.given, 1);
        near.retain(|found| found.slips > 0 && !exact.iter().any(|known| known.entry == found.entry));
        near.truncate(CANDIDATES);
        near
    }
}

/// What was found for a name.
struct Judged {
    matches: Vec<Match>,
    near: Vec<Match>,
    readings: Vec<Reading>,
    stranger: Cost,
    clear: bool,
    supported: Vec<EntryId>,
    reversed: bool,
}

impl Judged {
    /// Probability of a match against all others and against a stranger.
    fn confidence(&self, at: usize) -> f32 {
        let weight = |cost: Cost| (-f32::from(cost.min(2_000)) / 10.0).exp();
        let all: f32 = self.matches.iter().map(|found| weight(found.cost)).sum::<f32>() + weight(self.stranger);
        let share = if all > 0.0 { weight(self.matches[at].cost) / all } else { 0.0 };
        (share.min(0.99) * 100.0).round() / 100.0
    }

    fn evidence(&self, at: usize) -> Vec<Evidence> {
        let found = &self.matches[at];
        let mut evidence = vec![format!("read as {} in {} spelling", found.hangul, found.habit.name()).into()];
        if self.reversed {
            evidence.push("family name last".into());
        }
        if self.supported.contains(&found.entry) {
            evidence.push("holds the title beside the name".into());
        }
        evidence
    }

    fn candidates(&self) -> Vec<Candidate> {
        let read = (0..self.matches.len()).map(|at| {
            let mut evidence = self.evidence(at);
            if !self.clear {
                evidence.push(if self.matches.len() > 1 {
                    "several persons fit".into()
                } else {
                    "another name fits the spelling better".into()
                });
            }
            Candidate { entry: self.matches[at].entry, confidence: self.confidence(at), evidence }
        });
        let near = self.near.iter().map(|found| Candidate {
            entry: found.entry,
            confidence: 0.1,
            evidence: vec![format!("{} differs by one letter of Hangul", found.hangul).into()],
        });
        read.chain(near).take(CANDIDATES).collect()
    }
}

/// Kind and form of a name read through romanization.
fn inflection(name: &NameSpan, kind: MentionKind) -> (MentionKind, Form) {
    if name.genitive {
        (MentionKind::Inflected, Form::VARIANT.with(Form::INFLECTED).with(Form::GENITIVE))
    } else {
        (kind, Form::VARIANT)
    }
}

/// A name that is not Korean: a Russian one with its patronymic is looked up without it.
fn other(glossary: &Glossary, text: &str, words: &Words, name: &NameSpan, span: Span) -> Verdict {
    if name.last == name.first + 2 && russian::patronymic(words.key_at(name.first + 1)) {
        let (first, last) = (words.key_at(name.first), words.key_at(name.last));
        let found = glossary.look_up(&format!("{first} {last}"));
        if let [(entry, form)] = found.as_slice() {
            let kind = if form.has(Form::GENITIVE) { MentionKind::Inflected } else { MentionKind::Variant };
            return Verdict::Entry(*entry, 0.95, vec!["with patronymic".into()], kind, form.with(Form::VARIANT));
        }
    }
    Verdict::Unknown(Unknown {
        span,
        candidates: Vec::new(),
        derived: russian::derive_english(&without_genitive(span.of(text))),
        hangul: Vec::new(),
    })
}

/// The name without a genitive -s that German names have after most letters.
fn without_genitive(name: &str) -> String {
    let bare = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s"));
    bare.or_else(|| name.strip_suffix('s').filter(|bare| bare.ends_with(['w', 'o', 'a', 'i', 'n'])))
        .unwrap_or(name)
        .to_owned()
}

/// Titles that stand right before a word: the longest runs of one to four words that are titles.
fn titles_before(glossary: &Glossary, words: &Words, at: usize) -> Vec<EntryId> {
    let mut titles = Vec::new();
    let mut key = String::new();
    for first in (at.saturating_sub(4)..at).rev() {
        key.insert_str(0, words.key_at(first));
        titles.extend(
            glossary
                .look_up(&key)
                .into_iter()
                .filter(|(id, _)| glossary.entry(*id).kind == EntryType::Title)
                .map(|(id, _)| id),
        );
        key.insert(0, ' ');
    }
    titles
}

fn holds(glossary: &Glossary, person: EntryId, titles: &[EntryId]) -> bool {
    let roles = glossary.entry(person).person.iter().flat_map(|person| &person.roles);
    roles.into_iter().any(|role| titles.iter().any(|title| glossary.entry(*title).id == role.title))
}
