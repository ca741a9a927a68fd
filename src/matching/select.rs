//! From hits to mentions within one sentence: which readings are admissible, and which win.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::mention::{Candidate, Mention, MentionKind, Unknown, is_korean_person};
use super::names::{Names, repair};
use super::scan::Hit;
use super::wordforms::Facts;
use super::words::{Gap, Shape, Word, Words};
use super::{compounds, mention::Evidence};
use crate::glossary::entry::{Derivation, Gender, PartOfSpeech};
use crate::glossary::fold::fold;
use crate::glossary::surface::Form;
use crate::glossary::{Entry, EntryId, EntryType, Glossary};
use crate::romanization::reading::Leaning;
use crate::romanization::scripts::is_mixed;
use crate::span::Span;

/// What one sentence gives before the document is looked at as a whole.
#[derive(Debug, Default)]
pub struct Found {
    /// Mentions, in order.
    pub mentions: Vec<Chosen>,
    /// Forms that can stand for persons named elsewhere: family names, given names, epithets.
    pub anaphors: Vec<Anaphor>,
    /// Names without a sure entry.
    pub unknown: Vec<Unknown>,
}

/// A mention with what the context needs to reconsider it.
#[derive(Debug)]
pub struct Chosen {
    /// The mention as the sentence alone suggests it.
    pub mention: Mention,
    /// What is known of its form.
    pub form: Form,
    /// Other entries that the same words can stand for.
    pub rivals: Vec<(EntryId, Form)>,
}

/// A short form of a name, to be resolved over the document.
#[derive(Debug)]
pub struct Anaphor {
    /// Bytes of the document's text.
    pub span: Span,
    /// Where the index leads to the persons it could be: layer and value, a pair for each layer that has some.
    keys: Vec<(usize, u64)>,
    /// The first word of the sentence, or after a quotation mark or colon, where any word has a capital.
    pub initial: bool,
    /// The word before it has a capital too and is no mention: another first name, perhaps.
    pub after_capital: Option<Span>,
}

impl Anaphor {
    /// The persons it could be.
    pub fn readings<'g>(&self, glossary: &'g Glossary) -> impl Iterator<Item = (EntryId, Form)> + use<'g, '_> {
        self.keys.iter().flat_map(|(layer, value)| glossary.anaphoric(*layer, *value))
    }

    /// Those of some persons that it could be, with what is known of them. Costs by the persons or by the readings,
    /// whatever is less: "Kim" has hundreds, and so has a long text.
    pub fn among<T: Copy>(&self, glossary: &Glossary, persons: &BTreeMap<EntryId, T>) -> Vec<(EntryId, Form, T)> {
        let readings: usize = self.keys.iter().map(|(layer, value)| glossary.count_anaphoric(*layer, *value)).sum();
        if readings < persons.len() {
            return self
                .readings(glossary)
                .filter_map(|(entry, form)| Some((entry, form, *persons.get(&entry)?)))
                .collect();
        }
        let form = |person: EntryId| {
            self.keys.iter().find_map(|(layer, value)| glossary.anaphoric_form(*layer, *value, person))
        };
        persons.iter().filter_map(|(person, known)| Some((*person, form(*person)?, *known))).collect()
    }
}

/// A choice of words with its possible readings.
#[derive(Debug)]
struct Reading {
    first: usize,
    last: usize,
    entry: EntryId,
    form: Form,
    /// Other entries that the same words can stand for.
    rivals: Vec<(EntryId, Form)>,
    compound: bool,
    /// Confidence and reasons of a name read through romanization.
    linked: Option<(f32, Vec<Evidence>, MentionKind)>,
}

/// What selecting works with, used again for the next sentence.
#[derive(Debug, Default)]
pub struct Selection {
    readings: Vec<Reading>,
    full: Vec<(EntryId, Form)>,
    /// Words that can stand for persons named elsewhere.
    anaphoric: Vec<Hit>,
    /// The words that belong to a mention or an unknown name.
    used: Vec<bool>,
}

/// Selects the readings of one sentence: the longest win, and each word belongs to one mention at most.
pub fn select(
    glossary: &Glossary,
    names: &Names,
    text: &str,
    words: &Words,
    hits: &[Hit],
    leaning: Option<&Leaning>,
    Selection { readings, full, anaphoric, used }: &mut Selection,
) -> Found {
    readings.clear();
    anaphoric.clear();
    for hit in hits {
        let corrected = words.corrected && words.list[hit.first..=hit.last].iter().any(Word::corrected);
        if corrected && !repair::plausible(words, hit.first, hit.last) {
            continue;
        }
        full.clear();
        let plain = glossary.plain(hit.layer, hit.value);
        full.extend(
            plain.filter(|(id, form)| admissible(glossary.entry(*id), *form, text, words, hit.first, hit.last)),
        );
        if let Some((entry, form)) = preferred(glossary, full, is_noun(words, hit.last)) {
            let rivals = full.iter().copied().filter(|(id, _)| *id != entry).collect();
            readings.push(Reading {
                first: hit.first,
                last: hit.last,
                entry,
                form,
                rivals,
                compound: false,
                linked: None,
            });
        }
        let anaphor = !corrected && glossary.count_anaphoric(hit.layer, hit.value) > 0;
        if anaphor && written_as_name(words, hit.first, hit.last) {
            anaphoric.push(*hit);
        }
    }
    let spans = names.spans(glossary, text, words);
    // A name is read as a whole: no shorter name inside it counts.
    readings.retain(|reading| {
        let person = glossary.entry(reading.entry).kind == EntryType::Person;
        let surface = Span::new(words.list[reading.first].span.start, words.list[reading.last].span.end).of(text);
        if person && names.contradicted(glossary, reading.entry, surface) {
            return false;
        }
        !spans.iter().any(|name| {
            let inside = name.first <= reading.first && reading.last <= name.last;
            let shorter = reading.last - reading.first < name.last - name.first;
            inside && shorter && (person || name.sure)
        })
    });
    let mut unknown = Vec::new();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for name in &spans {
        let known = readings.iter().any(|reading| {
            reading.first <= name.first
                && name.last <= reading.last
                && !(reading.first == name.first && reading.last == name.last && !reading.rivals.is_empty())
        });
        if known {
            continue;
        }
        match names.link(glossary, text, words, hits, name, leaning) {
            Verdict::Entry(entry, confidence, evidence, kind, form) => readings.push(Reading {
                first: name.first,
                last: name.last,
                entry,
                form,
                rivals: Vec::new(),
                compound: false,
                linked: Some((confidence, evidence, kind)),
            }),
            Verdict::Unknown(name_unknown) => {
                if !readings.iter().any(|reading| {
                    reading.first <= name.last
                        && name.first <= reading.last
                        && reading.last - reading.first >= name.last - name.first
                }) {
                    taken.push((name.first, name.last));
                    unknown.push(name_unknown);
                }
            }
            Verdict::NoName => {}
        }
    }
    for suspended in compounds::suspended(glossary, words) {
        readings.push(Reading {
            first: suspended.at,
            last: suspended.at,
            entry: suspended.entry,
            form: suspended.form,
            rivals: Vec::new(),
            compound: true,
            linked: None,
        });
    }
    used.clear();
    used.resize(words.list.len(), false);
    for (first, last) in &taken {
        used[*first..=*last].fill(true);
    }
    readings.retain(|reading| !used[reading.first..=reading.last].contains(&true));
    without_overlaps(words, readings);
    let mut found = Found { mentions: Vec::with_capacity(readings.len()), anaphors: Vec::new(), unknown };
    for reading in readings.drain(..) {
        used[reading.first..=reading.last].fill(true);
        match ambiguous(glossary, &reading) {
            Some(candidates) => found.unknown.push(Unknown {
                span: Span::new(words.list[reading.first].span.start, words.list[reading.last].span.end),
                candidates,
                derived: None,
                hangul: Vec::new(),
            }),
            None => found.mentions.push(mention(glossary, text, words, reading)),
        }
    }
    found.mentions.sort_by_key(|chosen| chosen.mention.span.start);
    found.unknown.sort_by_key(|unknown| unknown.span.start);
    // The longest first: "Jong Un" before the family name Jong.
    anaphoric.sort_by_key(|hit| (hit.first, Reverse(hit.last)));
    for hit in anaphoric.drain(..) {
        if used[hit.first..=hit.last].iter().any(|used| *used) {
            continue;
        }
        let span = Span::new(words.list[hit.first].span.start, words.list[hit.last].span.end);
        let key = (hit.layer, hit.value);
        match found.anaphors.last_mut() {
            Some(same) if same.span == span => same.keys.push(key),
            Some(longer) if longer.span.end > span.start => {}
            _ => found.anaphors.push(anaphor(text, words, used, hit.first, span, vec![key])),
        }
    }
    // Kept until the whole document is read.
    found.anaphors.shrink_to_fit();
    found.unknown.shrink_to_fit();
    found
}

/// Keeps of the readings those that together cover most of the sentence, and of two ways to cover as much the one in fewer
/// pieces: "Zentralkomitee" and "Partei der Arbeit Koreas" rather than "Zentralkomitee der Partei" and "Koreas".
fn without_overlaps(words: &Words, readings: &mut Vec<Reading>) {
    let overlap = |(before, after): (&Reading, &Reading)| after.first <= before.last;
    readings.sort_by_key(|reading| (reading.first, Reverse(reading.last), reading.rivals.len()));
    if !readings.iter().zip(readings.iter().skip(1)).any(overlap) {
        return;
    }
    let bytes = |reading: &Reading| words.list[reading.last].span.end - words.list[reading.first].span.start;
    // The best cover of what follows each reading's first word, from the back: bytes, pieces, and whether it is taken.
    let mut best: Vec<(usize, Reverse<usize>, bool)> = vec![(0, Reverse(0), false); readings.len() + 1];
    let next = |readings: &[Reading], at: usize| {
        let last = readings[at].last;
        at + readings[at..].partition_point(|reading| reading.first <= last)
    };
    for at in (0..readings.len()).rev() {
        let (bytes_after, Reverse(pieces), _) = best[next(readings, at)];
        let with = (bytes_after + bytes(&readings[at]), Reverse(pieces + 1), true);
        let (bytes_without, pieces_without, _) = best[at + 1];
        best[at] = with.max((bytes_without, pieces_without, false));
    }
    let (mut at, mut from) = (0, 0);
    readings.retain(|reading| {
        let keep = reading.first >= from && best[at].2;
        if keep {
            from = reading.last + 1;
        }
        at += 1;
        keep
    });
}

/// What reading a name through romanization came to.
pub enum Verdict {
    /// One clear winner.
    Entry(EntryId, f32, Vec<Evidence>, MentionKind, Form),
    /// A name, but not surely of any entry.
    Unknown(Unknown),
    /// No name after all.
    NoName,
}

/// Whether a word is written like a noun that is followed by none: "viele Deutsche", not "Deutsche Soldaten".
fn is_noun(words: &Words, last: usize) -> bool {
    let next = words.list.get(last + 1);
    words.list[last].shape.is_capital() && !next.is_some_and(|next| next.gap == Gap::Space && next.shape.is_capital())
}

/// The reading that stands for the words: a demonym where they are a noun, the plainest form; among equals the first entry.
fn preferred(glossary: &Glossary, readings: &[(EntryId, Form)], noun: bool) -> Option<(EntryId, Form)> {
    readings.iter().copied().min_by_key(|(id, form)| {
        let entry = glossary.entry(*id);
        (
            form.has(Form::FORBIDDEN),
            form.has(Form::ORIGIN),
            (entry.derivation == Derivation::Demonym) != noun,
            form.0.count_ones(),
        )
    })
}

/// Persons of one spelling are left open unless the context decides; other entries are told apart there too.
fn ambiguous(glossary: &Glossary, reading: &Reading) -> Option<Vec<Candidate>> {
    let person = |id: &EntryId| glossary.entry(*id).kind == EntryType::Person;
    let rivals: Vec<EntryId> = reading.rivals.iter().map(|(id, _)| *id).filter(person).collect();
    if rivals.is_empty() || !person(&reading.entry) {
        return None;
    }
    let all = std::iter::once(reading.entry).chain(rivals);
    let confidence = 1.0 / (reading.rivals.len() + 1) as f32;
    Some(
        all.map(|entry| Candidate { entry, confidence, evidence: vec!["several persons are spelt so".into()] })
            .collect(),
    )
}

/// Whether the words as they are written can be this form of this entry.
fn admissible(entry: &Entry, form: Form, text: &str, words: &Words, first: usize, last: usize) -> bool {
    let list = &words.list[first..=last];
    let surface = Span::new(list[0].span.start, list[list.len() - 1].span.end).of(text);
    if form.has(Form::ACRONYM) {
        let same = |short: &str| {
            same_letters(short, surface)
                || form.has(Form::INFLECTED) && surface.strip_suffix('s').is_some_and(|stem| same_letters(short, stem))
        };
        return entry.abbreviation.de.iter().any(|short| same(short));
    }
    if form.has(Form::SCRIPT) || entry.part_of_speech != PartOfSpeech::Noun {
        return true;
    }
    match entry.kind {
        EntryType::Person | EntryType::Place => written_as_name(words, first, last),
        _ => list.iter().any(|word| word.shape.is_capital()) && (list.len() > 1 || list[0].shape.is_capital()),
    }
}

/// Whether words are written like a name: with a capital, and not the first part of a word that goes on in small letters.
fn written_as_name(words: &Words, first: usize, last: usize) -> bool {
    let goes_on = words.list.get(last + 1).is_some_and(|next| next.gap == Gap::Hyphen && next.shape == Shape::Lower);
    words.list[first].shape != Shape::Lower && !goes_on
}

fn same_letters(short: &str, surface: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| c.is_alphanumeric())
    }
    short == surface || letters(short).eq(letters(surface))
}

fn mention(glossary: &Glossary, text: &str, words: &Words, reading: Reading) -> Chosen {
    let list = &words.list;
    let (first, last) = (list[reading.first], list[reading.last]);
    let mut span = Span::new(first.span.start, last.span.end);
    let entry = glossary.entry(reading.entry);
    let form = reading.form;
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut genitive = form.has(Form::GENITIVE);
    // After s, ß, x and z the genitive is a bare apostrophe.
    let rest = &text[span.end..];
    if let Some(mark) = rest.chars().next().filter(|c| matches!(c, '\'' | '’')) {
        let ends_in_s = text[..span.end].ends_with(['s', 'ß', 'x', 'z']);
        let word_follows = rest[mark.len_utf8()..].starts_with(' ');
        if entry.kind == EntryType::Person && ends_in_s && word_follows && !genitive {
            span.end += mark.len_utf8();
            genitive = true;
        }
    }
    if reading.compound {
        // A suspended compound is written with its hyphen.
        let hyphen = text[span.end..].chars().next().filter(|c| crate::glossary::fold::is_hyphen(*c));
        span.end += hyphen.map_or(0, char::len_utf8);
    }
    let surface = span.of(text);
    let beside_hyphen = first.gap == Gap::Hyphen
        || list.get(reading.last + 1).is_some_and(|next| matches!(next.gap, Gap::Hyphen | Gap::Suspended));
    let slip = list[reading.first..=reading.last].iter().any(Word::corrected);
    let kind = match () {
        () if slip => MentionKind::Typo,
        () if reading.linked.as_ref().is_some_and(|(_, _, kind)| *kind == MentionKind::Typo) => MentionKind::Typo,
        () if reading.compound || beside_hyphen => MentionKind::Compound,
        () if reading.linked.is_some() => reading.linked.as_ref().map_or(MentionKind::Variant, |(_, _, kind)| *kind),
        () if form.has(Form::ACRONYM) => MentionKind::Acronym,
        () if form.has(Form::INFLECTED) || genitive => MentionKind::Inflected,
        () if matches!(entry.kind, EntryType::Person | EntryType::Place) && surface != entry.canonical => {
            MentionKind::Variant
        }
        () if form.has(Form::VARIANT) => MentionKind::Variant,
        () => MentionKind::Exact,
    };
    if reading.compound {
        note(&mut evidence, "suspended compound".into());
    } else if beside_hyphen {
        note(&mut evidence, "part of a compound".into());
    }
    if genitive {
        note(
            &mut evidence,
            if surface.ends_with("'s") || surface.ends_with("’s") {
                "genitive with apostrophe".into()
            } else {
                "genitive -s".into()
            },
        );
    } else if form.has(Form::FEMININE) {
        note(&mut evidence, "feminine form".into());
    } else if form.has(Form::PLURAL) {
        note(&mut evidence, "plural".into());
    } else if form.has(Form::ORIGIN) {
        note(&mut evidence, "adjective in -er".into());
    } else if form.has(Form::ADJECTIVE) && form.has(Form::INFLECTED) {
        note(&mut evidence, "adjective ending".into());
    } else if form.has(Form::INFLECTED) {
        note(&mut evidence, "case ending".into());
    }
    if form.has(Form::ACRONYM) {
        note(&mut evidence, "short form".into());
    }
    if form.has(Form::SCRIPT) {
        note(&mut evidence, "in its own script".into());
    }
    if is_mixed(surface) {
        note(&mut evidence, "letters of two scripts that look alike".into());
    }
    if kind == MentionKind::Variant && evidence.is_empty() {
        let folded = fold(surface) == fold(&entry.canonical);
        note(&mut evidence, if folded { "case, hyphen or diacritics differ".into() } else { "listed form".into() });
    }
    let mut confidence = 1.0;
    if slip {
        confidence = 0.8;
        note(&mut evidence, format!("a slip for \"{}\"", words.keys(reading.first, reading.last)).into());
    }
    if let Some((score, reasons, _)) = reading.linked {
        confidence = score;
        evidence.extend(reasons);
    }
    let of_both_genders = entry.kind == EntryType::Title || entry.derivation == Derivation::Demonym;
    let gender = match entry.kind {
        _ if of_both_genders && form.has(Form::FEMININE) => Some(Gender::Feminine),
        // "Die Vorsitzende", "der Vorsitzende", "die Vorsitzenden": the ending does not say.
        _ if of_both_genders && form.has(Form::ADJECTIVE) => None,
        EntryType::Title => Some(Gender::Masculine),
        _ => entry.gender,
    };
    let mention = Mention {
        span,
        entry: reading.entry,
        kind,
        confidence,
        evidence,
        english: english_of(entry, form).to_owned(),
        country: None,
        gender,
        genitive,
        plural: form.has(Form::PLURAL),
    };
    Chosen { mention, form, rivals: reading.rivals }
}

/// Adds a reason. Most mentions have one or none, and a text has many mentions, so no room is kept for more.
fn note(evidence: &mut Vec<Evidence>, reason: Evidence) {
    evidence.reserve_exact(1);
    evidence.push(reason);
}

/// The English for a form of an entry, before its country is considered: a short form stays a short form.
pub fn english_of(entry: &Entry, form: Form) -> &str {
    match (form.has(Form::ACRONYM), &entry.abbreviation.en) {
        (true, Some(short)) => short,
        _ => &entry.canonical,
    }
}

fn anaphor(text: &str, words: &Words, used: &[bool], first: usize, span: Span, keys: Vec<(usize, u64)>) -> Anaphor {
    let before = first.checked_sub(1).map(|before| words.list[before]);
    let initial = match before {
        None => true,
        Some(before) => {
            let between = Span::new(before.span.end, span.start).of(text);
            between.contains(['„', '«', '»', '"', '“', ':', '•', '–'])
        }
    };
    // "Kim" after another first name is somebody else; after a noun ("Diktator Kim") it is not.
    let after_capital = before
        .filter(|before| {
            let joined = matches!(words.list[first].gap, Gap::Space | Gap::Hyphen);
            // The first word of a sentence has a capital whatever it is.
            let name = if before.gap == Gap::Other {
                words.has(first - 1, Facts::GIVEN_NAME)
            } else {
                !words.has(first - 1, Facts::GERMAN)
            };
            before.shape == Shape::Capital && joined && !used[first - 1] && name
        })
        .map(|before| before.span);
    Anaphor { span, keys, initial, after_capital }
}

/// Whether the entry is a Korean person; their names are read syllable by syllable.
pub fn korean(glossary: &Glossary, id: EntryId) -> bool {
    is_korean_person(glossary.entry(id))
}
