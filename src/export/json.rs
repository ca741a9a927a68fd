//! JSON, stable and versioned: `umschrift/annotate/1` and `umschrift/render/1`. One object a document, one a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::alarms::{Alarm, Side};
use crate::enforce::{RenderedMention, RenderedSentence, Rendering};
use crate::glossary::Glossary;
use crate::matching::{Evidence, Mention, Unknown};
use crate::pipeline::Annotated;
use crate::span::{LineIndex, OffsetUnit, Span};

/// What a document's objects have in common.
pub struct Json<'a> {
    glossary: &'a Glossary,
    annotated: &'a Annotated,
    index: LineIndex<'a>,
    unit: OffsetUnit,
}

#[derive(Serialize)]
struct SentenceObject<'a> {
    index: usize,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Target<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    untranslated: Option<Vec<Stretch<'a>>>,
    mentions: Vec<MentionObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alarms: Option<Vec<AlarmObject<'a>>>,
}

#[derive(Serialize)]
struct Target<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Stretch<'a> {
    start: usize,
    end: usize,
    surface: &'a str,
}

#[derive(Serialize)]
struct MentionObject<'a> {
    start: usize,
    end: usize,
    surface: &'a str,
    #[serde(rename = "type")]
    kind_of_entry: &'static str,
    entry: &'a str,
    canonical: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    abbreviation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hangul: Option<&'a str>,
    kind: &'static str,
    confidence: f64,
    evidence: &'a [Evidence],
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    rendered: Option<RenderedObject<'a>>,
}

#[derive(Serialize)]
struct RenderedObject<'a> {
    target_start: Option<usize>,
    target_end: Option<usize>,
    engine_wording: &'a str,
    method: &'static str,
    /// Whether the acronym stands behind the name in full.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    expanded: bool,
}

#[derive(Serialize)]
struct AlarmObject<'a> {
    rule: &'static str,
    /// Whether the offsets are those of the source, or of the sentence's `target`.
    side: &'static str,
    start: usize,
    end: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct UnknownObject<'a> {
    start: usize,
    end: usize,
    surface: &'a str,
    candidates: Vec<CandidateObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    derived: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    hangul: &'a [String],
}

#[derive(Serialize)]
struct CandidateObject<'a> {
    entry: &'a str,
    canonical: &'a str,
    confidence: f64,
    evidence: &'a [Evidence],
}

#[derive(Serialize)]
struct RenderObject<'a> {
    schema: &'static str,
    document: &'a str,
    offsets: OffsetUnit,
    #[serde(flatten)]
    provenance: &'a Map<String, Value>,
    sentences: Vec<SentenceObject<'a>>,
    unknown: Vec<UnknownObject<'a>>,
}

impl<'a> Json<'a> {
    /// Prepares the output of one document, with offsets in the given unit of its input.
    pub fn new(glossary: &'a Glossary, annotated: &'a Annotated, unit: OffsetUnit) -> Self {
        Self { glossary, annotated, index: LineIndex::new(annotated.document.input()), unit }
    }

    /// Writes `umschrift/annotate/1`, sentence by sentence.
    ///
    /// # Errors
    /// If writing fails.
    pub fn annotate(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"schema\":\"umschrift/annotate/1\",\"document\":")?;
        serde_json::to_writer(&mut *out, self.annotated.document.name())?;
        write!(out, ",\"offsets\":")?;
        serde_json::to_writer(&mut *out, &self.unit)?;
        out.write_all(b",\"sentences\":[")?;
        let mut line = Vec::new();
        for (index, sentence) in self.annotated.sentences.iter().enumerate() {
            line.clear();
            if index > 0 {
                line.push(b',');
            }
            let mentions = self.annotated.matches.within(*sentence).iter().map(|mention| self.mention(mention, None));
            serde_json::to_writer(&mut line, &self.sentence(index, *sentence, mentions.collect()))?;
            out.write_all(&line)?;
        }
        out.write_all(b"],\"unknown\":[")?;
        for (index, unknown) in self.annotated.matches.unknown.iter().enumerate() {
            line.clear();
            if index > 0 {
                line.push(b',');
            }
            serde_json::to_writer(&mut line, &self.unknown(unknown))?;
            out.write_all(&line)?;
        }
        out.write_all(b"]}\n")
    }

    /// Writes `umschrift/render/1`; `provenance` goes to the top of the object.
    ///
    /// # Errors
    /// If writing fails.
    pub fn render(
        &self,
        out: &mut dyn Write,
        rendering: &Rendering,
        alarms: &[Vec<Alarm>],
        provenance: &Map<String, Value>,
    ) -> io::Result<()> {
        let sentences = rendering.sentences.iter().enumerate();
        let object = RenderObject {
            schema: "umschrift/render/1",
            document: self.annotated.document.name(),
            offsets: self.unit,
            provenance,
            sentences: sentences
                .map(|(index, sentence)| self.rendered(index, sentence, alarms.get(index).map_or(&[], Vec::as_slice)))
                .collect(),
            unknown: rendering.unknown.iter().map(|unknown| self.unknown(unknown)).collect(),
        };
        serde_json::to_writer(&mut *out, &object)?;
        out.write_all(b"\n")
    }

    fn rendered<'b>(&'b self, index: usize, sentence: &'b RenderedSentence, alarms: &'b [Alarm]) -> SentenceObject<'b> {
        let target = LineIndex::new(&sentence.text);
        let mentions = sentence.mentions.iter().map(|rendered: &RenderedMention| {
            let place = |at: fn(Span) -> usize| rendered.target.map(|span| target.convert(at(span), self.unit));
            let object = RenderedObject {
                target_start: place(|span| span.start),
                target_end: place(|span| span.end),
                engine_wording: &rendered.engine_wording,
                method: rendered.method.as_str(),
                expanded: rendered.expanded,
            };
            self.mention(&rendered.mention, Some(object))
        });
        let mut object = self.sentence(index, sentence.source, mentions.collect());
        object.target = Some(Target { text: &sentence.text });
        object.confidence = Some(rounded(sentence.confidence));
        let untranslated = sentence.untranslated.iter().map(|span| {
            let (start, end) = self.offsets(*span);
            Stretch { start, end, surface: span.of(self.annotated.document.text()) }
        });
        object.untranslated = Some(untranslated.collect());
        object.alarms = Some(alarms.iter().map(|alarm| self.alarm(alarm, &target)).collect());
        object
    }

    fn offsets(&self, span: Span) -> (usize, usize) {
        let input = self.annotated.document.input_span(span);
        match self.unit {
            OffsetUnit::Bytes => (input.start, input.end),
            unit => (self.index.convert(input.start, unit), self.index.convert(input.end, unit)),
        }
    }

    fn sentence<'b>(&'b self, index: usize, span: Span, mentions: Vec<MentionObject<'b>>) -> SentenceObject<'b> {
        let (start, end) = self.offsets(span);
        SentenceObject { index, start, end, target: None, confidence: None, untranslated: None, mentions, alarms: None }
    }

    fn mention<'b>(&'b self, mention: &'b Mention, rendered: Option<RenderedObject<'b>>) -> MentionObject<'b> {
        let entry = self.glossary.entry(mention.entry);
        let (start, end) = self.offsets(mention.span);
        MentionObject {
            start,
            end,
            surface: mention.span.of(self.annotated.document.text()),
            kind_of_entry: entry.kind.as_str(),
            entry: &entry.id,
            canonical: if mention.english == entry.surname() { &entry.canonical } else { &mention.english },
            name: entry.english_for(mention.country),
            abbreviation: entry.abbreviation.en.as_deref(),
            hangul: entry.hangul.as_deref().filter(|hangul| entry.script_for(mention.country) == Some(hangul)),
            kind: mention.kind.as_str(),
            confidence: rounded(mention.confidence),
            evidence: &mention.evidence,
            rendered,
        }
    }

    fn alarm<'b>(&self, alarm: &'b Alarm, target: &LineIndex<'_>) -> AlarmObject<'b> {
        let span = alarm.finding.span;
        let (start, end) = match alarm.side {
            Side::Source => self.offsets(span),
            Side::Target => (target.convert(span.start, self.unit), target.convert(span.end, self.unit)),
        };
        AlarmObject { rule: alarm.finding.rule, side: alarm.side.as_str(), start, end, message: &alarm.finding.message }
    }

    fn unknown<'b>(&'b self, unknown: &'b Unknown) -> UnknownObject<'b> {
        let (start, end) = self.offsets(unknown.span);
        let candidates = unknown.candidates.iter().map(|candidate| {
            let entry = self.glossary.entry(candidate.entry);
            CandidateObject {
                entry: &entry.id,
                canonical: &entry.canonical,
                confidence: rounded(candidate.confidence),
                evidence: &candidate.evidence,
            }
        });
        UnknownObject {
            start,
            end,
            surface: unknown.span.of(self.annotated.document.text()),
            candidates: candidates.collect(),
            derived: unknown.derived.as_deref(),
            hangul: &unknown.hangul,
        }
    }
}

/// A confidence with two decimals, so that output does not show the noise of floating point.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}
