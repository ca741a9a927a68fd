//! Second mentions within one document: the family name, the given name or a title alone.
//!
//! Such a form is resolved only where one person is in play; what stays ambiguous is reported with its candidates. No
//! reference crosses documents.

use std::collections::BTreeSet;

use super::mention::{Candidate, Matches, Mention, MentionKind, Unknown};
use super::names::Names;
use super::select::{Anaphor, Chosen, Found, korean};
use crate::glossary::surface::Form;
use crate::glossary::{EntryId, EntryType, Glossary};
use crate::span::Span;

/// German words that are family names too; alone they are names only where no sentence begins.
const HOMOGRAPHS: [&str; 22] = [
    "an", "so", "im", "ja", "no", "o", "u", "song", "sin", "min", "mun", "ho", "ri", "han", "pa", "do", "to", "si",
    "ma", "ra", "na", "pak",
];

/// A person named in full, and where.
struct Named {
    entry: EntryId,
    sentence: usize,
    at: usize,
}

/// Resolves the anaphors of all sentences and gathers everything in the order of the text.
pub fn resolve(glossary: &Glossary, _names: &Names, text: &str, found: Vec<Found>) -> Matches {
    let named = named(glossary, &found);
    let everyone: BTreeSet<EntryId> = named.iter().map(|named| named.entry).collect();
    let mut matches = Matches::default();
    let mut resolved: Vec<Named> = Vec::new();
    let mut next_named = 0;
    for (sentence, mut found) in found.into_iter().enumerate() {
        let mut added = Vec::new();
        for anaphor in std::mem::take(&mut found.anaphors) {
            if is_apposition(glossary, text, &anaphor, &found) {
                continue;
            }
            while next_named < named.len() && named[next_named].at < anaphor.span.start {
                let Named { entry, sentence, at } = named[next_named];
                resolved.push(Named { entry, sentence, at });
                next_named += 1;
            }
            match choose(glossary, text, &anaphor, sentence, &resolved, &everyone) {
                Choice::One(entry, form, confidence, reason) => {
                    resolved.push(Named { entry, sentence, at: anaphor.span.start });
                    added.push(second_mention(glossary, text, anaphor.span, entry, form, confidence, reason));
                }
                Choice::Several(candidates) => {
                    matches.unknown.push(Unknown { span: anaphor.span, candidates, derived: None, hangul: Vec::new() })
                }
                Choice::None => {}
            }
        }
        matches.mentions.extend(found.mentions.into_iter().map(|chosen| chosen.mention));
        matches.mentions.extend(added);
        matches.unknown.extend(found.unknown);
    }
    matches.mentions.sort_by_key(|mention| mention.span.start);
    matches.unknown.sort_by_key(|unknown| unknown.span.start);
    matches
}

/// All persons named in full, and the holders of titles that only one person has, in the order of the text.
fn named(glossary: &Glossary, found: &[Found]) -> Vec<Named> {
    let mut named = Vec::new();
    for (sentence, found) in found.iter().enumerate() {
        for Chosen { mention, .. } in &found.mentions {
            if glossary.entry(mention.entry).kind == EntryType::Person {
                named.push(Named { entry: mention.entry, sentence, at: mention.span.start });
            }
        }
    }
    named
}

/// A title that stands right before a name belongs to it and stands for nobody by itself.
fn is_apposition(glossary: &Glossary, text: &str, anaphor: &Anaphor, found: &Found) -> bool {
    let epithet = anaphor.readings.iter().all(|(_, form)| form.has(Form::EPITHET));
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
    before: &[Named],
    everyone: &BTreeSet<EntryId>,
) -> Choice {
    let surface = anaphor.span.of(text);
    let folded = surface.to_lowercase();
    if anaphor.initial && HOMOGRAPHS.contains(&folded.as_str())
        || surface.starts_with(char::is_lowercase) && !anaphor.readings.iter().any(|(_, form)| form.has(Form::EPITHET))
    {
        return Choice::None;
    }
    if anaphor.after_capital.is_some() {
        return Choice::None;
    }
    let reading = |id: EntryId| anaphor.readings.iter().find(|(entry, _)| *entry == id).copied();
    let mut in_play: Vec<(EntryId, Form, usize)> = Vec::new();
    for named in before.iter().rev() {
        if let Some((entry, form)) = reading(named.entry) {
            if !in_play.iter().any(|(known, ..)| *known == entry) {
                in_play.push((entry, form, named.sentence));
            }
        }
    }
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
    let later: Vec<(EntryId, Form)> =
        anaphor.readings.iter().copied().filter(|(entry, _)| everyone.contains(entry)).collect();
    match later.as_slice() {
        [(entry, form)] if !HOMOGRAPHS.contains(&folded.as_str()) => {
            return Choice::One(*entry, *form, 0.8, "the only person of this name in the text");
        }
        [] => {}
        _ => return Choice::None,
    }
    // A family name that only one entry of the glossary has, and that is no Korean one, needs no first mention.
    match anaphor.readings.as_slice() {
        [(entry, form)]
            if form.has(Form::SURNAME)
                && !korean(glossary, *entry)
                && surface.len() >= 5
                && distinctive(glossary, *entry) =>
        {
            Choice::One(*entry, *form, 0.75, "the only person of this family name in the glossary")
        }
        _ => Choice::None,
    }
}

/// Family names of states whose names are transcribed; a German or English family name alone may be anybody's.
fn distinctive(glossary: &Glossary, entry: EntryId) -> bool {
    glossary.entry(entry).cyrillic.is_some()
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
