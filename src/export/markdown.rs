//! Markdown with footnotes.

use std::io::{self, Write};

use super::notes::{Notes, line, paragraphs, remarks, running};
use super::{Rendered, steers};

/// Writes one document; `number` keeps the footnotes of several documents apart.
///
/// # Errors
/// If writing fails.
pub fn write(out: &mut dyn Write, rendered: &Rendered<'_>, number: usize) -> io::Result<()> {
    let text = rendered.annotated.document.text();
    let notes = Notes::of(rendered);
    let label = |note: usize| if number == 0 { note.to_string() } else { format!("{}-{note}", number + 1) };
    if number > 0 {
        writeln!(out, "\n---\n")?;
    }
    let mut noted = vec![false; notes.list.len() + 1];
    for paragraph in paragraphs(text, &rendered.rendering.sentences) {
        let running = running(
            &paragraph,
            &notes,
            &mut noted,
            |piece| escape(piece).into(),
            |number| format!("[^{}]", label(number)),
        );
        writeln!(out, "{}\n", protect_start(running.trim_start()))?;
    }
    for note in &notes.list {
        writeln!(out, "[^{}]: {}", label(note.number), protect_start(escape(&line(note, text)).trim_start()))?;
    }
    let remarks = remarks(rendered);
    if !remarks.is_empty() {
        writeln!(out)?;
        for remark in remarks {
            writeln!(out, "- {}", escape(&remark))?;
        }
    }
    Ok(())
}

/// Escapes everything that Markdown, its dialect with formulas or raw HTML could read as markup; line breaks and what steers
/// the reader's screen become spaces.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&' | '!' | '{' | '}' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if steers(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A paragraph must not begin like a list item, a definition, a rule or the underline of a heading.
fn protect_start(paragraph: &str) -> String {
    let digits = paragraph.find(|c: char| !c.is_ascii_digit()).unwrap_or(paragraph.len());
    match paragraph[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &paragraph[..digits], &paragraph[digits..]),
        Some('-' | '+' | '=' | ':') if digits == 0 => format!("\\{paragraph}"),
        _ => paragraph.to_owned(),
    }
}
