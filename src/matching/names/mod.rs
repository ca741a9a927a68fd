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
mod slips;
mod spans;
mod typos;

pub use repair::Repair;
pub use typos::{Correction, corrections};

use std::sync::{Arc, Mutex};

use super::mention::{Candidate, Evidence, MentionKind, Unknown, is_korean_person};
use super::scan::Hit;
use super::select::Verdict;
use super::wordforms::Facts;
use super::words::{Shape, Word, Words};
use crate::glossary::fold::fold;
use crate::glossary::surface::Form;
use crate::glossary::{EntryId, EntryType, Glossary};
use crate::romanization::hangul::Syllable;
use crate::romanization::lattice::{Habit, Lattice, NameLetters};
use crate::romanization::reading::{Cost, Leaning, Reading, readings, readings_in, spells};
use crate::romanization::russian::{self, Language, german_name};
use crate::romanization::split_name;
use crate::romanization::surname::SurnameReading;
use crate::span::Span;
use korean::{KoreanPersons, Match};
use memory::Memory;

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
/// How much cheaper the winner must be than the next: ten to one.
const MARGIN: Cost = 23;
/// What a spelling costs that nobody would write.
const UNLIKELY: Cost = 130;
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
    answers: Shared<Question, Answer>,
    /// The habits that names are written in.
    habits: Shared<(String, Option<EntryId>), Option<Habit>>,
    /// What names are slips for.
    slips: Shared<String, Slips>,
    /// What names that no reading explains are slips for.
    unreadable: Shared<String, Arc<[EntryId]>>,
}

/// Answers that all threads remember together.
type Shared<Q, A> = Mutex<Memory<Q, A>>;

/// Persons whose name is one slip away, each with the cost.
type Slips = Arc<[(Cost, EntryId)]>;

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

/// All that the link of a name depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Question {
    surface: String,
    origin: Origin,
    genitive: bool,
    titles: Vec<EntryId>,
    leaning: Leaning,
}

impl Question {
    fn new(surface: &str, name: &NameSpan, titles: Vec<EntryId>, leaning: Leaning) -> Self {
        let origin = match name.origin {
            Origin::Korean(surname) => Origin::Korean(surname - name.first),
            Origin::Other => Origin::Other,
        };
        Self { surface: surface.to_owned(), origin, genitive: name.genitive, titles, leaning }
    }
}

/// What reading a name came to, wherever it stands.
#[derive(Clone)]
enum Answer {
    /// The entry that it is linked to.
    Entry(EntryId, f32, Vec<Evidence>, MentionKind, Form),
    /// No entry surely; the candidates, and the readings in Hangul.
    Unknown(Vec<Candidate>, Vec<String>),
    /// No name.
    Nothing,
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
        Self {
            persons: KoreanPersons::new(glossary),
            answers: Mutex::default(),
            habits: Mutex::default(),
            slips: Mutex::default(),
            unreadable: Mutex::default(),
        }
    }

    /// What the form of a word by itself can be in a name.
    pub fn facts(&self, glossary: &Glossary, written: &str, key: &str, shape: Shape) -> Facts {
        let surname = |letters: Option<NameLetters>| letters.is_some_and(|it| !self.persons.surname(&it).is_empty());
        let homograph = spans::homograph_of(key);
        let suspect = repair::suspect(glossary, written, key, shape);
        Facts::default()
            .with(Facts::HOMOGRAPH_NOUN, homograph == Some(spans::Homograph::Noun))
            .with(Facts::HOMOGRAPH_FUNCTION, homograph == Some(spans::Homograph::Function))
            .with(Facts::GERMAN, people::is_german(key))
            .with(Facts::GIVEN_NAME, people::is_given_name(key))
            .with(Facts::LISTED, people::is_listed(glossary, key))
            .with(Facts::ALPHABETIC, key.len() > 1 && key.chars().all(is_cased_letter))
            .with(Facts::SURNAME, surname(NameLetters::read(written)))
            .with(Facts::SURNAME_BARE, surname(spans::without_genitive(written).map(|(letters, _)| letters)))
            .with(Facts::SUSPECT, suspect)
            .with(Facts::READABLE, suspect && repair::readable(key))
    }

    /// The name spans of a sentence, not overlapping, in order.
    pub fn spans(&self, glossary: &Glossary, text: &str, words: &Words) -> Vec<NameSpan> {
        spans::spans(self, glossary, text, words)
    }

    /// Links one name span; with a leaning, in a document whose habits are known.
    pub fn link(
        &self,
        glossary: &Glossary,
        text: &str,
        words: &Words,
        hits: &[Hit],
        name: &NameSpan,
        leaning: Option<&Leaning>,
    ) -> Verdict {
        let span = Span::new(words.list[name.first].span.start, words.list[name.last].span.end);
        if name.origin == Origin::Other {
            return other(glossary, text, words, name, span);
        }
        let leaning = leaning.copied().unwrap_or_default();
        let question = Question::new(span.of(text), name, titles_before(glossary, hits, name.first), leaning);
        let work_out = || self.answer(glossary, text, words, name, &question.titles, &leaning);
        // What a misspelt word stands for depends on the words beside it.
        let misspelt = words.corrected && words.list[name.first..=name.last].iter().any(Word::corrected);
        let answer = if misspelt { work_out() } else { self.recall(&question, work_out) };
        match answer {
            Answer::Entry(entry, confidence, evidence, kind, form) => {
                Verdict::Entry(entry, confidence, evidence, kind, form)
            }
            Answer::Unknown(candidates, hangul)
                if name.sure || people::name(glossary, words, name.first).is_some_and(|last| last >= name.last) =>
            {
                Verdict::Unknown(Unknown { span, candidates, derived: None, hangul })
            }
            Answer::Unknown(..) | Answer::Nothing => Verdict::NoName,
        }
    }

    fn answer(
        &self,
        glossary: &Glossary,
        text: &str,
        words: &Words,
        name: &NameSpan,
        titles: &[EntryId],
        leaning: &Leaning,
    ) -> Answer {
        let Some(parsed) = spans::parse(&self.persons, text, words, name) else {
            return self.slip(glossary, text, words, name, titles, true).unwrap_or(Answer::Nothing);
        };
        let mut judged = self.judge(glossary, &parsed, titles, leaning);
        if judged.matches.is_empty() {
            // "Jong Un Kim" reads as a name beginning with Jong too.
            let turned = spans::parse_reversed(&self.persons, text, words, name);
            let turned = turned.map(|parsed| self.judge(glossary, &parsed, titles, leaning));
            judged = turned.filter(|turned| !turned.matches.is_empty()).unwrap_or(judged);
        }
        if let (true, Some(best)) = (judged.clear, judged.matches.first()) {
            let (kind, form) = inflection(name, MentionKind::Variant);
            return Answer::Entry(best.entry, judged.confidence(0), judged.evidence(0), kind, form);
        }
        let slip = judged.matches.is_empty().then(|| {
            let unreadable = is_unreadable(&parsed.given);
            self.slip(glossary, text, words, name, titles, unreadable)
        });
        slip.flatten().unwrap_or_else(|| {
            let hangul = judged.readings.iter().map(|reading| reading.hangul.clone()).collect();
            Answer::Unknown(judged.candidates(), hangul)
        })
    }

    /// What the same name beside the same titles came to before.
    fn recall(&self, question: &Question, work_out: impl FnOnce() -> Answer) -> Answer {
        self.answers.lock().ok().and_then(|answers| answers.get(question)).unwrap_or_else(|| {
            let answer = work_out();
            if let Ok(mut answers) = self.answers.lock() {
                answers.insert(question.clone(), answer.clone());
            }
            answer
        })
    }

    /// The Korean persons whose name in full is one slip away from a folded name, each with the cost, the cheapest first.
    fn slips(&self, glossary: &Glossary, key: &str) -> Slips {
        let work_out = |key: &str| spans::glossary_slips(glossary, key).into();
        self.slips.lock().map_or_else(|_| work_out(key), |mut known| known.recall(key, work_out))
    }

    /// The persons whose given name in any spelling is one slip away from the words between a family name and `last`.
    fn lattice_slips(&self, text: &str, words: &Words, surname: usize, last: usize) -> Arc<[EntryId]> {
        let (Some(first), Some(given), Some(end)) =
            (words.list.get(surname), words.list.get(surname + 1), words.list.get(last))
        else {
            return Arc::default();
        };
        let name = Span::new(first.span.start, end.span.end).of(text);
        let (family, given) = (first.span.of(text), &name[given.span.start - first.span.start..]);
        let work_out = |_: &str| {
            let surnames = NameLetters::read(family).map(|letters| self.persons.surname(&letters)).unwrap_or_default();
            slips::one_slip_away(&self.persons, surnames, given).into()
        };
        self.unreadable.lock().map_or_else(|_| work_out(name), |mut known| known.recall(name, work_out))
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

    /// A name within one slip of the name of just one person: a typo, where no reading explains the name as it is
    /// written, or where the person holds the title beside it. What can be read is another name: 철 is never 천.
    fn slip(
        &self,
        glossary: &Glossary,
        text: &str,
        words: &Words,
        name: &NameSpan,
        titles: &[EntryId],
        unreadable: bool,
    ) -> Option<Answer> {
        let key = words.keys(name.first, name.last);
        let key = if name.genitive { key.strip_suffix('s').unwrap_or(&key) } else { &key };
        let mut near: Vec<EntryId> = self
            .slips(glossary, key)
            .iter()
            .filter(|(cost, _)| *cost <= typos::SLIP)
            .map(|(_, entry)| *entry)
            .collect();
        if near.is_empty() && unreadable {
            near = self.lattice_slips(text, words, name.first, name.last).to_vec();
        }
        let [entry] = near.as_slice() else { return None };
        let supported = holds(glossary, *entry, titles);
        if !unreadable && !supported {
            return None;
        }
        let mut evidence: Vec<Evidence> =
            vec![format!("one slip away from {}", glossary.entry(*entry).canonical).into()];
        if supported {
            evidence.push("holds the title beside the name".into());
        }
        let (_, form) = inflection(name, MentionKind::Typo);
        Some(Answer::Entry(*entry, if supported { 0.8 } else { 0.7 }, evidence, MentionKind::Typo, form))
    }

    /// Every reading of a name and every person it could be. Family name first or last; nothing but the name.
    pub fn explain(&self, glossary: &Glossary, name: &str, leaning: &Leaning) -> Explanation {
        let parsed = spans::parse_alone(&self.persons, name).into_iter();
        let mut judged = parsed.map(|parsed| self.judge(glossary, &parsed, &[], leaning));
        let first = judged.next();
        // As in a text: the other order counts where the likelier one is nobody's.
        let judged = match first {
            Some(first) if first.matches.is_empty() => {
                Some(judged.next().filter(|turned| !turned.matches.is_empty()).unwrap_or(first))
            }
            first => first,
        };
        judged.map_or_else(
            || Explanation { readings: Vec::new(), entries: Vec::new(), linked: false },
            |judged| Explanation { entries: judged.candidates(), linked: judged.clear, readings: judged.readings },
        )
    }

    /// The habit that a name is written in: of its entry, or of its likeliest reading.
    pub fn habit(&self, surface: &str, entry: Option<EntryId>) -> Option<Habit> {
        let work_out = |(surface, entry): &(String, _)| self.find_habit(surface, *entry);
        let question = (surface.to_owned(), entry);
        self.habits.lock().map_or_else(|_| work_out(&question), |mut known| known.recall(&question, work_out))
    }

    fn find_habit(&self, surface: &str, entry: Option<EntryId>) -> Option<Habit> {
        let parsed = spans::parse_alone(&self.persons, surface);
        parsed.into_iter().find_map(|parsed| match entry {
            Some(entry) => {
                let found = self.persons.find(parsed.surnames, &parsed.given, 0);
                found.into_iter().find(|found| found.entry == entry).map(|found| found.habit)
            }
            None => {
                let best = readings(&Lattice::new(&parsed.given), GIVEN, 1).into_iter().next()?;
                best.habits.first().copied()
            }
        })
    }

    fn judge(&self, glossary: &Glossary, parsed: &Parsed<'_>, titles: &[EntryId], leaning: &Leaning) -> Judged {
        let mut matches = self.persons.find_in(parsed.surnames, &parsed.given, 0, leaning);
        let mut supported = Vec::new();
        for found in &mut matches {
            found.cost = found.cost.saturating_add(ENTRY);
            if holds(glossary, found.entry, titles) {
                found.cost = found.cost.saturating_sub(TITLE);
                supported.push(found.entry);
            }
        }
        matches.sort_by_key(|found| found.cost);
        let mut names = readings_in(&Lattice::new(&parsed.given), GIVEN, CANDIDATES, leaning);
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

/// Scripts without capitals are read by others.
fn is_cased_letter(c: char) -> bool {
    c.is_alphabetic() && c < '\u{1100}'
}

/// Whether no reading explains a given name, or only one that nobody would write ("Hac" for 학), in whatever document.
fn is_unreadable(given: &NameLetters) -> bool {
    readings(&Lattice::new(given), GIVEN, 1).first().is_none_or(|reading| reading.cost > UNLIKELY)
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
    if people::is_initial(words, name.first)
        && let Some(verdict) = by_initial(glossary, words, name)
    {
        return verdict;
    }
    Verdict::Unknown(Unknown {
        span,
        candidates: Vec::new(),
        derived: russian::derive_english(&without_genitive(span.of(text))),
        hangul: Vec::new(),
    })
}

/// The one person of a family name whose given name begins with the initial: "W. Putin" is Vladimir, "K. Putin" is not.
fn by_initial(glossary: &Glossary, words: &Words, name: &NameSpan) -> Option<Verdict> {
    let initial = words.key_at(name.first);
    let begins = |given: &str| fold(given).starts_with(initial);
    let fits = |(id, form): &(EntryId, Form)| {
        let entry = glossary.entry(*id);
        let person = entry.kind == EntryType::Person && form.has(Form::SURNAME) && !is_korean_person(entry);
        person
            && (begins(&entry.canonical) || entry.german.iter().any(|other| begins(other)) || {
                entry
                    .cyrillic
                    .as_deref()
                    .and_then(|name| german_name(name, Language::Russian))
                    .is_some_and(|name| begins(&name))
            })
    };
    let fitting: Vec<(EntryId, Form)> =
        glossary.look_up(words.key_at(name.last)).into_iter().filter(|found| fits(found)).collect();
    let [(entry, form)] = fitting.as_slice() else { return None };
    let genitive = form.has(Form::GENITIVE);
    let kind = if genitive { MentionKind::Inflected } else { MentionKind::Variant };
    let form = if genitive { Form::VARIANT.with(Form::INFLECTED).with(Form::GENITIVE) } else { Form::VARIANT };
    Some(Verdict::Entry(*entry, 0.9, vec!["initial and family name".into()], kind, form))
}

/// The name without a genitive -s that German names have after most letters.
fn without_genitive(name: &str) -> String {
    let bare = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s"));
    bare.or_else(|| name.strip_suffix('s').filter(|bare| bare.ends_with(['w', 'o', 'a', 'i', 'n'])))
        .unwrap_or(name)
        .to_owned()
}

/// The titles that stand right before a word.
fn titles_before(glossary: &Glossary, hits: &[Hit], at: usize) -> Vec<EntryId> {
    let before = hits.iter().filter(|hit| hit.last + 1 == at);
    let entries = before.flat_map(|hit| glossary.postings(hit.layer, hit.value)).map(|(id, _)| id);
    entries.filter(|id| glossary.entry(*id).kind == EntryType::Title).collect()
}

fn holds(glossary: &Glossary, person: EntryId, titles: &[EntryId]) -> bool {
    let roles = glossary.entry(person).person.iter().flat_map(|person| &person.roles);
    roles.into_iter().any(|role| titles.iter().any(|title| glossary.entry(*title).id == role.title))
}
