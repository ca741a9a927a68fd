//! Second mentions within one document: the family name, the given name or a title alone.
//!
//! Such a form is resolved only where one person is in play; what stays ambiguous is reported with its candidates. No
//! reference crosses documents.

use std::collections::{BTreeMap, HashSet};

use super::mention::{Candidate, Evidence, Matches, Mention, MentionKind, Unknown};
use super::names::people;
use super::officeholders::Officeholders;
use super::select::{Anaphor, Chosen, Found, korean};
use crate::glossary::fold::fold;
use crate::glossary::surface::Form;
use crate::glossary::{EntryId, EntryType, Glossary};
use crate::span::Span;

/// German words that are family names too; alone they are names only where no sentence begins.
const HOMOGRAPHS: [&str; 22] = [
    "an", "so", "im", "ja", "no", "o", "u", "song", "sin", "min", "mun", "ho", "ri", "han", "pa", "do", "to", "si",
    "ma", "ra", "na", "pak",
];

/// Fewest letters of a family name that needs no first mention.
const SHORTEST: usize = 5;

/// A person named in full, and where.
#[derive(Clone, Copy)]
struct Named {
    entry: EntryId,
    sentence: usize,
    at: usize,
    /// By name, not by an office.
    in_full: bool,
}

/// The persons named so far, each with the sentence of the last mention.
type InPlay = BTreeMap<EntryId, usize>;

/// Resolves the anaphors of all sentences and gathers everything in the order of the text. `single` are the words of the
/// document that can be names by themselves.
pub fn resolve(
    glossary: &Glossary,
    officeholders: &Officeholders,
    text: &str,
    found: Vec<Found>,
    single: &[Span],
) -> Matches {
    let named = named(glossary, officeholders, text, &found);
    let everyone: BTreeMap<EntryId, ()> =
        named.iter().filter(|named| named.in_full).map(|named| (named.entry, ())).collect();
    let most = found.iter().map(|found| found.mentions.len() + found.anaphors.len()).sum();
    let mut matches = Matches { mentions: Vec::with_capacity(most), ..Matches::default() };
    let mut in_play = InPlay::new();
    let mut next_named = 0;
    let mut namesakes: HashSet<String> = HashSet::new();
    for (sentence, mut found) in found.into_iter().enumerate() {
        let mut added = Vec::new();
        for anaphor in std::mem::take(&mut found.anaphors) {
            if is_apposition(glossary, text, &anaphor, &found) {
                continue;
            }
            while next_named < named.len() && named[next_named].at < anaphor.span.start {
                in_play.insert(named[next_named].entry, named[next_named].sentence);
                next_named += 1;
            }
            match choose(glossary, text, &anaphor, sentence, &in_play, &everyone) {
                Choice::One(entry, form, confidence, _)
                    if form.has(Form::SURNAME) && is_namesake(&namesakes, &found.unknown, text, anaphor.span) =>
                {
                    let evidence: Vec<Evidence> = vec!["an unknown person of this name is in play".into()];
                    let candidates = vec![Candidate { entry, confidence: confidence / 2.0, evidence }];
                    matches.unknown.push(Unknown { span: anaphor.span, candidates, derived: None, hangul: Vec::new() });
                }
                Choice::One(entry, form, confidence, reason) => {
                    in_play.insert(entry, sentence);
                    added.push(second_mention(glossary, text, anaphor.span, entry, form, confidence, reason));
                }
                Choice::Several(candidates) => {
                    matches.unknown.push(Unknown { span: anaphor.span, candidates, derived: None, hangul: Vec::new() })
                }
                Choice::None => {}
            }
        }
        namesakes.extend(found.unknown.iter().flat_map(|unknown| family_names(unknown.span.of(text))));
        matches.mentions.extend(found.mentions.into_iter().map(|chosen| chosen.mention));
        matches.mentions.extend(added);
        matches.unknown.extend(found.unknown);
    }
    matches.mentions.sort_by_key(|mention| mention.span.start);
    matches.unknown.sort_by_key(|unknown| unknown.span.start);
    people::report_repeated(text, single, &mut matches);
    matches
}

/// The words of an unknown name that can be its family name: the first and the last, folded.
fn family_names(name: &str) -> impl Iterator<Item = String> {
    let mut words = name.split([' ', '\u{a0}']);
    let first = words.next();
    let last = words.next_back();
    [first, last].into_iter().flatten().filter(move |_| last.is_some()).map(fold)
}

/// Whether an unknown person of this family name was named before: in an earlier sentence, or in this one.
fn is_namesake(namesakes: &HashSet<String>, here: &[Unknown], text: &str, span: Span) -> bool {
    let key = fold(span.of(text));
    let bare = key.strip_suffix('s').unwrap_or(&key);
    let same = |name: &str| name == key || name == bare;
    let before = here.iter().filter(|unknown| unknown.span.end <= span.start);
    namesakes.contains(&key)
        || namesakes.contains(bare)
        || before.flat_map(|unknown| family_names(unknown.span.of(text))).any(|name| same(&name))
}

/// All persons named in full, and the holders of titles that only one person has, in the order of the text.
fn named(glossary: &Glossary, officeholders: &Officeholders, text: &str, found: &[Found]) -> Vec<Named> {
    let mut named = Vec::new();
    for (sentence, found) in found.iter().enumerate() {
        for (index, Chosen { mention, .. }) in found.mentions.iter().enumerate() {
            let (entry, in_full) = match glossary.entry(mention.entry).kind {
                EntryType::Person => (Some(mention.entry), true),
                EntryType::Title if !has_holder(glossary, text, found, index) => {
                    (officeholders.only(mention.country, &mention.english), false)
                }
                _ => (None, false),
            };
            if let Some(entry) = entry {
                named.push(Named { entry, sentence, at: mention.span.start, in_full });
            }
        }
    }
    named
}

/// Whether a title stands beside the name of its holder: "Außenministerin Choe Son Hui", "der Generalsekretär, Kim …".
fn has_holder(glossary: &Glossary, text: &str, found: &Found, title: usize) -> bool {
    let span = found.mentions[title].mention.span;
    let names = found
        .mentions
        .iter()
        .map(|chosen| &chosen.mention)
        .filter(|mention| glossary.entry(mention.entry).kind == EntryType::Person)
        .map(|mention| mention.span)
        .chain(found.unknown.iter().map(|unknown| unknown.span));
    names.into_iter().any(|name| {
        let between = if name.start >= span.end { span.end..name.start } else { name.end..span.start };
        text.get(between).is_some_and(|between| between.split_whitespace().count() <= 3 && between.len() <= 40)
    })
}

/// A title that stands right before a name belongs to it and stands for nobody by itself.
fn is_apposition(glossary: &Glossary, text: &str, anaphor: &Anaphor, found: &Found) -> bool {
    let epithet = anaphor.readings(glossary).all(|(_, form)| form.has(Form::EPITHET));
    let next = found.mentions.iter().find(|chosen| chosen.mention.span.start >= anaphor.span.end);
    let unknown =
        found.unknown.iter().find(|unknown| unknown.span.start >= anaphor.span.end).map(|unknown| unknown.span);
    let person = next
        .filter(|chosen| glossary.entry(chosen.mention.entry).kind == EntryType::Person)
        .map(|chosen| chosen.mention.span);
    epithet && [person, unknown].into_iter().flatten().any(|name| text[anaphor.span.end..name.start].trim().is_empty())
}

enum Choice {
    One(EntryId, Form, f32, &'static str),
    Several(Vec<Candidate>),
    None,
}

fn choose(
    glossary: &Glossary,
    text: &str,
    anaphor: &Anaphor,
    sentence: usize,
    named: &InPlay,
    everyone: &BTreeMap<EntryId, ()>,
) -> Choice {
    let surface = anaphor.span.of(text);
    let folded = surface.to_lowercase();
    if anaphor.initial && HOMOGRAPHS.contains(&folded.as_str())
        || surface.starts_with(char::is_lowercase)
            && !anaphor.readings(glossary).any(|(_, form)| form.has(Form::EPITHET))
    {
        return Choice::None;
    }
    if anaphor.after_capital.is_some() {
        return Choice::None;
    }
    let mut in_play = anaphor.among(glossary, named);
    in_play.sort_by_key(|(_, _, sentence)| std::cmp::Reverse(*sentence));
    match in_play.as_slice() {
        [(entry, form, _)] => return Choice::One(*entry, *form, 0.9, "the only person of this name in play"),
        [(entry, form, last), rest @ ..]
            if *last == sentence && rest.iter().all(|(.., earlier)| *earlier != sentence) =>
        {
            return Choice::One(*entry, *form, 0.7, "the person of this name in the same sentence");
        }
        [] => {}
        several => {
            let confidence = 1.0 / several.len() as f32;
            let evidence = |sentence: usize| {
                vec![
                    format!("named in sentence {}", sentence + 1).into(),
                    "several persons of this name are in play".into(),
                ]
            };
            return Choice::Several(
                several
                    .iter()
                    .map(|(entry, _, sentence)| Candidate { entry: *entry, confidence, evidence: evidence(*sentence) })
                    .collect(),
            );
        }
    }
    match anaphor.among(glossary, everyone).as_slice() {
        [(entry, form, ())] if !HOMOGRAPHS.contains(&folded.as_str()) => {
            return Choice::One(*entry, *form, 0.8, "the only person of this name in the text");
        }
        [] => {}
        _ => return Choice::None,
    }
    // A family name that one head of state or one transcribed name has, and that is no Korean one, needs no first mention.
    if surface.chars().count() < SHORTEST {
        return Choice::None;
    }
    let known: Vec<(EntryId, Form)> = anaphor
        .readings(glossary)
        .filter(|(entry, form)| form.has(Form::SURNAME) && !korean(glossary, *entry) && distinctive(glossary, *entry))
        .collect();
    match known.as_slice() {
        [(entry, form)] => {
            Choice::One(*entry, *form, 0.75, "the best-known person of this family name in the glossary")
        }
        _ => Choice::None,
    }
}

/// Offices whose holders a report names by their family name from the start.
const HEADS: [&str; 6] = ["president", "prime-minister", "chancellor", "secretary-general-un", "pope", "king"];

/// Heads of state, and family names that are transcribed: any other German or English family name alone may be
/// anybody's.
fn distinctive(glossary: &Glossary, entry: EntryId) -> bool {
    let entry = glossary.entry(entry);
    let mut roles = entry.person.iter().flat_map(|person| &person.roles);
    entry.cyrillic.is_some() || roles.any(|role| HEADS.contains(&role.title.as_str()))
}

fn second_mention(
    glossary: &Glossary,
    text: &str,
    span: Span,
    entry: EntryId,
    form: Form,
    confidence: f32,
    reason: &'static str,
) -> Mention {
    let known = glossary.entry(entry);
    let mut evidence = vec![reason.into()];
    let genitive = form.has(Form::GENITIVE);
    if genitive {
        evidence.push("genitive -s".into());
    }
    if form.has(Form::EPITHET) {
        evidence.push("title that stands for the person".into());
    }
    let _ = text;
    let surname = known.surname();
    Mention {
        span,
        entry,
        kind: MentionKind::SurnameOnly,
        confidence,
        evidence,
        english: if form.has(Form::SURNAME) { surname.to_owned() } else { known.canonical.clone() },
        country: known.country,
        gender: known.gender,
        genitive,
        plural: false,
    }
}
