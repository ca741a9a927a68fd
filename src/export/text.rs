//! English with numbered notes below.

use std::io::{self, Write};

use super::notes::{Notes, line, paragraphs, remarks, running};
use super::{Rendered, printable};

/// Columns of running text.
const WIDTH: usize = 100;

/// Writes one document; with `heading` its name above.
///
/// # Errors
/// If writing fails.
pub fn write(out: &mut dyn Write, rendered: &Rendered<'_>, heading: bool) -> io::Result<()> {
    let text = rendered.annotated.document.text();
    let notes = Notes::of(rendered);
    if heading {
        writeln!(out, "== {} ==\n", printable(rendered.annotated.document.name()))?;
    }
    let mut noted = vec![false; notes.list.len() + 1];
    for paragraph in paragraphs(text, &rendered.rendering.sentences) {
        let running = running(&paragraph, &notes, &mut noted, printable, |number| format!("[{number}]"));
        wrap(out, &running, "", "")?;
        writeln!(out)?;
    }
    for note in &notes.list {
        wrap(out, &printable(&line(note, text)), &format!("[{}] ", note.number), "    ")?;
    }
    let remarks = remarks(rendered);
    if !remarks.is_empty() {
        writeln!(out)?;
        for remark in remarks {
            wrap(out, &printable(&remark), "! ", "  ")?;
        }
    }
    if heading {
        writeln!(out)?;
    }
    Ok(())
}

fn wrap(out: &mut dyn Write, text: &str, first: &str, rest: &str) -> io::Result<()> {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            writeln!(out, "{line}")?;
            line = rest.to_owned();
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    writeln!(out, "{line}")
}
