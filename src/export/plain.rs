//! The English alone: one output line for each input line.

use std::io::{self, Write};

use super::printable;
use crate::enforce::Rendering;

/// Writes the English of the sentences that begin in a line of the input into the same line of the output.
///
/// # Errors
/// If writing fails.
pub fn write(out: &mut dyn Write, text: &str, rendering: &Rendering) -> io::Result<()> {
    let mut sentences = rendering.sentences.iter().peekable();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let mut first = true;
        while let Some(sentence) =
            sentences.next_if(|sentence| sentence.source.start + lead(text, sentence.source.start) < end)
        {
            if sentence.text.is_empty() {
                continue;
            }
            if !first {
                out.write_all(b" ")?;
            }
            first = false;
            out.write_all(printable(&sentence.text).as_bytes())?;
        }
        out.write_all(b"\n")?;
        start = end;
    }
    Ok(())
}

/// White space before the first letter of a sentence.
fn lead(text: &str, start: usize) -> usize {
    text[start..].len() - text[start..].trim_start().len()
}
