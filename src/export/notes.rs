//! Notes: for each entry that occurs in a document, what was found, what was written and why.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Rendered;
use crate::alarms::Side;
use crate::enforce::{Method, RenderedMention, RenderedSentence};
use crate::glossary::{Entry, EntryId};
use crate::span::Span;
use crate::translate::DOUBTFUL;

/// The note on one entry.
pub struct Note<'a> {
    /// From 1, in the order of first mention in the English.
    pub number: usize,
    /// The entry.
    pub entry: &'a Entry,
    /// Its mentions in the order of the German.
    pub mentions: Vec<&'a RenderedMention>,
}

/// All notes of a document.
pub struct Notes<'a> {
    /// In the order of their numbers.
    pub list: Vec<Note<'a>>,
    numbers: BTreeMap<EntryId, usize>,
}

impl<'a> Notes<'a> {
    /// Numbers the entries of a document.
    pub fn of(rendered: &Rendered<'a>) -> Self {
        let mut notes = Self { list: Vec::new(), numbers: BTreeMap::new() };
        for sentence in &rendered.rendering.sentences {
            for mention in in_target_order(sentence) {
                let id = mention.mention.entry;
                let number = *notes.numbers.entry(id).or_insert_with(|| {
                    let number = notes.list.len() + 1;
                    notes.list.push(Note { number, entry: rendered.glossary.entry(id), mentions: Vec::new() });
                    number
                });
                notes.list[number - 1].mentions.push(mention);
            }
        }
        for note in &mut notes.list {
            note.mentions.sort_by_key(|mention| mention.mention.span.start);
        }
        notes
    }

    /// The number of an entry's note.
    pub fn number(&self, entry: EntryId) -> usize {
        self.numbers.get(&entry).copied().unwrap_or_default()
    }
}

/// The mentions of a sentence as they follow in the English; those that failed come last.
pub fn in_target_order(sentence: &RenderedSentence) -> Vec<&RenderedMention> {
    let mut mentions: Vec<&RenderedMention> = sentence.mentions.iter().collect();
    mentions.sort_by_key(|mention| mention.target.map_or((1, mention.mention.span.start), |span| (0, span.start)));
    mentions
}

/// The sentences of each paragraph: blank lines, or a line break in the German, separate them.
pub fn paragraphs<'a>(text: &str, sentences: &'a [RenderedSentence]) -> Vec<Vec<&'a RenderedSentence>> {
    let mut paragraphs: Vec<Vec<&RenderedSentence>> = vec![Vec::new()];
    for sentence in sentences {
        if !sentence.text.is_empty()
            && let Some(last) = paragraphs.last_mut()
        {
            last.push(sentence);
        }
        let inner = sentence.source.of(text);
        let ends = inner[inner.trim_end().len()..].contains('\n')
            || inner[..inner.len() - inner.trim_start().len()].contains("\n\n");
        if ends && paragraphs.last().is_some_and(|last| !last.is_empty()) {
            paragraphs.push(Vec::new());
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// One line on a note: canonical form, script, the surface forms with kind and evidence.
pub fn line(note: &Note<'_>, text: &str) -> String {
    let entry = note.entry;
    let country = note.mentions.first().and_then(|rendered| rendered.mention.country);
    let head = entry.english_for(country);
    let mut out = head.to_owned();
    let script = entry.script_for(country);
    if let Some(script) = script {
        out.push(' ');
        out.push_str(script);
    }
    out.push_str(" — ");
    let mut seen: Vec<String> = Vec::new();
    for rendered in &note.mentions {
        let mention = &rendered.mention;
        let surface = one_line(mention.span.of(text));
        let why =
            if mention.evidence.is_empty() { String::new() } else { format!(": {}", mention.evidence.join(", ")) };
        let written = match rendered.target {
            None => "; not written: the engine lost it".to_owned(),
            Some(_) if rendered.expanded => "; expanded at its first use".to_owned(),
            Some(_) if rendered.engine_wording != head => {
                format!("; written \"{}\"", rendered.engine_wording)
            }
            Some(_) => String::new(),
        };
        let sure =
            if mention.confidence < 0.995 { format!(", confidence {:.2}", mention.confidence) } else { String::new() };
        let found = format!("\"{surface}\" ({}{why}{sure}{written})", mention.kind.as_str());
        if !seen.contains(&found) {
            seen.push(found);
        }
    }
    out.push_str(&seen.join(", "));
    out
}

/// White space and line ends as single spaces.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c == ' ' || !c.is_whitespace();
    if text.chars().all(is_plain) && !text.contains("  ") && !text.starts_with(' ') && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A sentence's English cut at its mentions: each piece with the mention it is, if it is one.
pub fn pieces(sentence: &RenderedSentence) -> Vec<(&str, Option<&RenderedMention>)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for mention in in_target_order(sentence) {
        let Some(Span { start, end }) = mention.target.filter(|span| span.start >= at) else { continue };
        if start > at {
            pieces.push((&sentence.text[at..start], None));
        }
        pieces.push((&sentence.text[start..end], Some(mention)));
        at = end;
    }
    if at < sentence.text.len() {
        pieces.push((&sentence.text[at..], None));
    }
    pieces
}

/// The English of a paragraph with a sign behind the first mention of each entry in the document; `noted` says, by number of
/// the note, which have had theirs.
pub fn running(
    paragraph: &[&RenderedSentence],
    notes: &Notes<'_>,
    noted: &mut [bool],
    write: impl Fn(&str) -> Cow<'_, str>,
    sign: impl Fn(usize) -> String,
) -> String {
    let mut running = String::new();
    for sentence in paragraph {
        if !running.is_empty() {
            running.push(' ');
        }
        for (piece, mention) in pieces(sentence) {
            running.push_str(&write(piece));
            if let Some(mention) = mention {
                let number = notes.number(mention.mention.entry);
                if noted.get_mut(number).is_some_and(|noted| !std::mem::replace(noted, true)) {
                    running.push_str(&sign(number));
                }
            }
        }
    }
    running
}

/// The first words of a sentence, by which a reader finds it.
fn beginning(sentence: &str) -> String {
    const WORDS: usize = 6;
    let mut words: Vec<&str> = sentence.split(' ').take(WORDS + 1).collect();
    if words.len() > WORDS {
        words[WORDS] = "…";
    }
    words.join(" ")
}

/// Lines about what a reader must know: alarms, lost mentions, unknown names, doubtful sentences,
/// words left in German.
pub fn remarks(rendered: &Rendered<'_>) -> Vec<String> {
    let text = rendered.annotated.document.text();
    let mut remarks = Vec::new();
    for mention in rendered.rendering.mentions().filter(|mention| mention.method == Method::Failed) {
        let surface = one_line(mention.mention.span.of(text));
        remarks.push(format!(
            "failed: \"{surface}\" ({}) is not in the English",
            rendered.glossary.entry(mention.mention.entry).canonical
        ));
    }
    for unknown in &rendered.rendering.unknown {
        let surface = one_line(unknown.span.of(text));
        let mut guesses: Vec<String> = unknown.derived.iter().map(|name| format!("{name} (derived)")).collect();
        guesses.extend(unknown.candidates.iter().take(3).map(|candidate| {
            format!("{} ({:.2})", rendered.glossary.entry(candidate.entry).canonical, candidate.confidence)
        }));
        let guesses = if guesses.is_empty() {
            "no entry is known".to_owned()
        } else {
            format!("could be {}", guesses.join(" or "))
        };
        remarks.push(format!("unknown name: \"{surface}\", left as it is; {guesses}"));
    }
    for (sentence, alarms) in rendered.rendering.sentences.iter().zip(rendered.alarms) {
        remarks.extend(alarms.iter().map(|alarm| {
            let place = match alarm.side {
                Side::Source => sentence.source.of(text),
                Side::Target => &sentence.text,
            };
            format!("{}: {}; in \"{}\"", alarm.finding.rule, alarm.finding.message, beginning(&one_line(place)))
        }));
    }
    for sentence in rendered.rendering.sentences.iter().filter(|sentence| sentence.confidence < DOUBTFUL) {
        let german = beginning(&one_line(sentence.source.of(text)));
        remarks.push(format!("doubtful: confidence {:.2} in \"{german}\"", sentence.confidence));
    }
    let mut words: Vec<Cow<'_, str>> = rendered
        .rendering
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.untranslated)
        .map(|span| one_line(span.of(text)))
        .collect();
    words.sort();
    words.dedup();
    if !words.is_empty() {
        remarks.push(format!("left in German: {}", words.join(", ")));
    }
    remarks
}
