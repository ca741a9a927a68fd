//! JSON, stable and versioned: `umschrift/annotate/1` and `umschrift/render/1`. One object a document, one a line.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::enforce::{RenderedMention, Rendering};
use crate::glossary::Glossary;
use crate::matching::{Mention, Unknown};
use crate::pipeline::Annotated;
use crate::span::{LineIndex, OffsetUnit, Span};

/// What a document's objects have in common.
pub struct Json<'a> {
    glossary: &'a Glossary,
    annotated: &'a Annotated,
    index: LineIndex<'a>,
    unit: OffsetUnit,
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
        let name = Value::from(self.annotated.document.name());
        write!(
            out,
            r#"{{"schema":"umschrift/annotate/1","document":{name},"offsets":"{}","sentences":["#,
            unit_name(self.unit)
        )?;
        for (index, sentence) in self.annotated.sentences.iter().enumerate() {
            if index > 0 {
                out.write_all(b",")?;
            }
            let mut object = self.sentence(index, *sentence);
            let mentions = self
                .annotated
                .matches
                .within(*sentence)
                .iter()
                .map(|mention| Value::Object(self.mention(mention)))
                .collect();
            object.insert("mentions".into(), Value::Array(mentions));
            serde_json::to_writer(&mut *out, &object)?;
        }
        out.write_all(b"],\"unknown\":[")?;
        for (index, unknown) in self.annotated.matches.unknown.iter().enumerate() {
            if index > 0 {
                out.write_all(b",")?;
            }
            serde_json::to_writer(&mut *out, &self.unknown(unknown))?;
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
        provenance: &Map<String, Value>,
    ) -> io::Result<()> {
        let mut top = Map::new();
        top.insert("schema".into(), "umschrift/render/1".into());
        top.insert("document".into(), self.annotated.document.name().into());
        top.insert("offsets".into(), unit_name(self.unit).into());
        top.extend(provenance.clone());
        let sentences = rendering.sentences.iter().enumerate().map(|(index, sentence)| {
            let mut object = self.sentence(index, sentence.source);
            let target = LineIndex::new(&sentence.text);
            object.insert("target".into(), json!({ "text": sentence.text }));
            object.insert("confidence".into(), rounded(sentence.confidence));
            let untranslated = sentence.untranslated.iter().map(|span| {
                let (start, end) = self.offsets(*span);
                json!({ "start": start, "end": end, "surface": span.of(self.annotated.document.text()) })
            });
            object.insert("untranslated".into(), untranslated.collect());
            let mentions = sentence.mentions.iter().map(|mention| self.rendered(mention, &target));
            object.insert("mentions".into(), mentions.collect());
            Value::Object(object)
        });
        top.insert("sentences".into(), sentences.collect());
        top.insert("unknown".into(), rendering.unknown.iter().map(|unknown| self.unknown(unknown)).collect());
        serde_json::to_writer(&mut *out, &top)?;
        out.write_all(b"\n")
    }

    fn offsets(&self, span: Span) -> (usize, usize) {
        let input = self.annotated.document.input_span(span);
        (self.index.convert(input.start, self.unit), self.index.convert(input.end, self.unit))
    }

    fn sentence(&self, index: usize, span: Span) -> Map<String, Value> {
        let (start, end) = self.offsets(span);
        let mut object = Map::new();
        object.insert("index".into(), index.into());
        object.insert("start".into(), start.into());
        object.insert("end".into(), end.into());
        object
    }

    fn mention(&self, mention: &Mention) -> Map<String, Value> {
        let entry = self.glossary.entry(mention.entry);
        let (start, end) = self.offsets(mention.span);
        let mut object = Map::new();
        let canonical = if mention.english == entry.surname() { &entry.canonical } else { &mention.english };
        object.insert("start".into(), start.into());
        object.insert("end".into(), end.into());
        object.insert("surface".into(), mention.span.of(self.annotated.document.text()).into());
        object.insert("type".into(), entry.kind.as_str().into());
        object.insert("entry".into(), entry.id.clone().into());
        object.insert("canonical".into(), canonical.clone().into());
        object.insert("name".into(), entry.english_for(mention.country).into());
        if let Some(short) = &entry.abbreviation.en {
            object.insert("abbreviation".into(), short.clone().into());
        }
        if let Some(hangul) =
            entry.hangul.as_deref().filter(|hangul| entry.script_for(mention.country) == Some(*hangul))
        {
            object.insert("hangul".into(), hangul.into());
        }
        object.insert("kind".into(), mention.kind.as_str().into());
        object.insert("confidence".into(), rounded(mention.confidence));
        object.insert("evidence".into(), mention.evidence.iter().map(|reason| Value::from(reason.as_ref())).collect());
        object
    }

    fn rendered(&self, rendered: &RenderedMention, target: &LineIndex<'_>) -> Value {
        let mut object = self.mention(&rendered.mention);
        let place = |at: fn(Span) -> usize| {
            rendered.target.map_or(Value::Null, |span| target.convert(at(span), self.unit).into())
        };
        object.insert("target_start".into(), place(|span| span.start));
        object.insert("target_end".into(), place(|span| span.end));
        object.insert("engine_wording".into(), rendered.engine_wording.clone().into());
        object.insert("method".into(), rendered.method.as_str().into());
        Value::Object(object)
    }

    fn unknown(&self, unknown: &Unknown) -> Value {
        let (start, end) = self.offsets(unknown.span);
        let candidates = unknown.candidates.iter().map(|candidate| {
            let entry = self.glossary.entry(candidate.entry);
            json!({
                "entry": entry.id,
                "canonical": entry.canonical,
                "confidence": rounded(candidate.confidence),
                "evidence": candidate.evidence,
            })
        });
        let mut object = json!({
            "start": start,
            "end": end,
            "surface": unknown.span.of(self.annotated.document.text()),
            "candidates": candidates.collect::<Vec<_>>(),
        });
        if let Some(derived) = &unknown.derived {
            object["derived"] = derived.clone().into();
        }
        if !unknown.hangul.is_empty() {
            object["hangul"] = unknown.hangul.clone().into();
        }
        object
    }
}

fn unit_name(unit: OffsetUnit) -> &'static str {
    match unit {
        OffsetUnit::Bytes => "bytes",
        OffsetUnit::Chars => "chars",
        OffsetUnit::Utf16 => "utf16",
    }
}

/// A confidence with two decimals, so that output does not show the noise of floating point.
fn rounded(confidence: f32) -> Value {
    Value::from((f64::from(confidence) * 100.0).round() / 100.0)
}
