//! One self-contained page: German and English side by side, every mention marked on both sides.
//!
//! No script is needed to read it: details show on hover and on keyboard focus by style alone, and stand in a table below
//! for print and for readers who use neither. All text from the input is escaped.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::notes::{Notes, line, one_line, paragraphs, pieces, remarks};
use super::{Rendered, steers};
use crate::enforce::{RenderedMention, RenderedSentence};
use crate::span::Span;

/// Writes a page of one or several documents; `provenance` says how it was made.
///
/// # Errors
/// If writing fails.
pub fn write(out: &mut dyn Write, documents: &[Rendered<'_>], provenance: &Map<String, Value>) -> io::Result<()> {
    let title = match documents {
        [] => "Umschrift".to_owned(),
        [only] => only.annotated.document.name().to_owned(),
        [first, rest @ ..] => format!("{} and {} more", first.annotated.document.name(), rest.len()),
    };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"umschrift {}\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n",
        env!("CARGO_PKG_VERSION"),
        escape(&title),
        include_str!("page.css")
    )?;
    for (index, rendered) in documents.iter().enumerate() {
        document(out, rendered, index)?;
    }
    write!(out, "</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n", escape(&made_with(provenance)))
}

fn document(out: &mut dyn Write, rendered: &Rendered<'_>, index: usize) -> io::Result<()> {
    let text = rendered.annotated.document.text();
    let notes = Notes::of(rendered);
    writeln!(out, "<article>\n<h1>{}</h1>", escape(rendered.annotated.document.name()))?;
    legend(out)?;
    writeln!(
        out,
        "<div class=\"columns\"><div class=\"head\" lang=\"de\">Deutsch</div><div class=\"head\">English</div>"
    )?;
    for paragraph in paragraphs(text, &rendered.rendering.sentences) {
        write!(out, "<p lang=\"de\">")?;
        for (at, sentence) in paragraph.iter().enumerate() {
            german(out, rendered, &notes, sentence, index, at > 0)?;
        }
        write!(out, "</p>\n<p>")?;
        for (at, sentence) in paragraph.iter().enumerate() {
            if at > 0 {
                out.write_all(b" ")?;
            }
            for (piece, mention) in pieces(sentence) {
                match mention {
                    Some(mention) => mark(out, rendered, &notes, mention, piece, index)?,
                    None => out.write_all(escape(piece).as_bytes())?,
                }
            }
        }
        writeln!(out, "</p>")?;
    }
    writeln!(out, "</div>")?;
    table(out, rendered, &notes, index)?;
    let remarks = remarks(rendered);
    if !remarks.is_empty() {
        writeln!(out, "<h2>To be looked at</h2>\n<ul class=\"remarks\">")?;
        for remark in remarks {
            writeln!(out, "<li>{}</li>", escape(&remark))?;
        }
        writeln!(out, "</ul>")?;
    }
    writeln!(out, "</article>")
}

fn legend(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<p class=\"legend\">")?;
    for kind in ["person", "place", "organization", "title", "term", "unknown"] {
        write!(out, "<span class=\"m {kind}\">{kind}</span> ")?;
    }
    writeln!(out, "<span class=\"hint\">Hover, or move with the Tab key, to see what was found and why.</span></p>")
}

/// The German of a sentence with its mentions and unknown names marked.
fn german(
    out: &mut dyn Write,
    rendered: &Rendered<'_>,
    notes: &Notes<'_>,
    sentence: &RenderedSentence,
    index: usize,
    space: bool,
) -> io::Result<()> {
    let text = rendered.annotated.document.text();
    let inner = sentence.source.of(text);
    let start = sentence.source.start + inner.len() - inner.trim_start().len();
    let end = (start + inner.trim().len()).max(start);
    if space {
        out.write_all(b" ")?;
    }
    let mut marks: Vec<(Span, Option<&RenderedMention>)> =
        sentence.mentions.iter().map(|mention| (mention.mention.span, Some(mention))).collect();
    marks.extend(
        rendered
            .rendering
            .unknown
            .iter()
            .filter(|unknown| sentence.source.contains(unknown.span))
            .map(|unknown| (unknown.span, None)),
    );
    marks.sort_by_key(|(span, _)| span.start);
    let mut at = start;
    for (span, mention) in marks {
        if span.start < at || span.end > end {
            continue;
        }
        out.write_all(escape(&text[at..span.start]).as_bytes())?;
        match mention {
            Some(mention) => mark(out, rendered, notes, mention, span.of(text), index)?,
            None => write!(
                out,
                "<span class=\"m unknown\" tabindex=\"0\">{}<span class=\"card\" role=\"tooltip\"><b>unknown name</b></span></span>",
                escape(span.of(text))
            )?,
        }
        at = span.end;
    }
    out.write_all(escape(&text[at..end]).as_bytes())
}

/// A mention with its card.
fn mark(
    out: &mut dyn Write,
    rendered: &Rendered<'_>,
    notes: &Notes<'_>,
    mention: &RenderedMention,
    shown: &str,
    index: usize,
) -> io::Result<()> {
    let found = &mention.mention;
    let entry = rendered.glossary.entry(found.entry);
    let number = notes.number(found.entry);
    let failed = if mention.target.is_none() { " failed" } else { "" };
    write!(
        out,
        "<span class=\"m {}{failed}\" tabindex=\"0\" aria-describedby=\"d{index}n{number}\">{}<span class=\"card\" aria-hidden=\"true\"><b>{}</b>",
        entry.kind.as_str(),
        escape(shown),
        escape(&entry.canonical)
    )?;
    if let Some(script) = entry.script_for(found.country) {
        write!(out, " <span class=\"script\">{}</span>", escape(script))?;
    }
    write!(
        out,
        "<br>{}, {}: “{}”",
        entry.kind.as_str(),
        found.kind.as_str(),
        escape(&one_line(found.span.of(rendered.annotated.document.text())))
    )?;
    if !found.evidence.is_empty() {
        write!(out, "<br>{}", escape(&found.evidence.join("; ")))?;
    }
    write!(out, "<br>{}, confidence {:.2}", mention.method.as_str(), found.confidence)?;
    if let Some(note) = &entry.note {
        write!(out, "<br><i>{}</i>", escape(note))?;
    }
    write!(out, "</span></span>")
}

fn table(out: &mut dyn Write, rendered: &Rendered<'_>, notes: &Notes<'_>, index: usize) -> io::Result<()> {
    if notes.list.is_empty() {
        return Ok(());
    }
    let text = rendered.annotated.document.text();
    writeln!(out, "<h2>Names and terms</h2>\n<ol class=\"notes\">")?;
    for note in &notes.list {
        writeln!(
            out,
            "<li id=\"d{index}n{}\"><span class=\"m {}\">{}</span></li>",
            note.number,
            note.entry.kind.as_str(),
            escape(&line(note, text))
        )?;
    }
    writeln!(out, "</ol>")
}

fn made_with(provenance: &Map<String, Value>) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let engine = provenance
        .get("engine")
        .map_or(String::new(), |engine| format!("engine {} {}", text(&engine["name"]), text(&engine["version"])));
    let hash =
        provenance.get("glossary").map_or(String::new(), |glossary| format!(", glossary {}", text(&glossary["hash"])));
    format!("Made with Umschrift {}: {engine}{hash}.", env!("CARGO_PKG_VERSION"))
}

/// Escapes text for HTML content and quoted attributes; what steers the reader's screen becomes the replacement character.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if steers(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
