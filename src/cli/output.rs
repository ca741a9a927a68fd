//! Standard output, files written whole or not at all, and messages.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use anyhow::Context;

use super::arguments::Output;
use crate::glossary::{Problem, Source};
use crate::span::{LineIndex, Span};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const PLACE: Style = AnsiColor::Blue.on_default().bold();
const BOLD: Style = Style::new().bold();

/// Runs `write` on standard output or into a file that is put in place only when all of it is written.
pub fn to(output: &Output, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    match &output.output {
        None => {
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            write(&mut out)?;
            out.flush()?;
            Ok(())
        }
        Some(path) => file(path, write),
    }
}

/// The same for output with colour, which a terminal alone gets to see.
pub fn styled(output: &Output, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    match &output.output {
        None => {
            let mut out = BufWriter::with_capacity(1 << 16, anstream::AutoStream::auto(io::stdout()).lock());
            write(&mut out)?;
            out.flush()?;
            Ok(())
        }
        Some(path) => file(path, |out| {
            let mut plain = anstream::StripStream::new(Vec::new());
            write(&mut plain)?;
            Ok(out.write_all(&plain.into_inner())?)
        }),
    }
}

/// Writes a file whole or not at all.
pub fn file(path: &Path, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let context = || format!("cannot write {}: nothing was written", path.display());
    if path.is_dir() {
        anyhow::bail!("cannot write {}: it is a directory; name a file", path.display());
    }
    let mut temporary = tempfile::Builder::new().prefix(".umschrift-").tempfile_in(folder).with_context(context)?;
    {
        let mut out = BufWriter::with_capacity(1 << 16, temporary.as_file_mut());
        write(&mut out)?;
        out.flush().with_context(context)?;
    }
    temporary.as_file().sync_all().with_context(context)?;
    keep_permissions(path, temporary.as_file()).with_context(context)?;
    temporary.persist(path).with_context(context)?;
    Ok(())
}

/// A file that is replaced keeps its permissions; a new one gets the usual ones.
fn keep_permissions(path: &Path, file: &std::fs::File) -> io::Result<()> {
    match std::fs::metadata(path) {
        Ok(metadata) => file.set_permissions(metadata.permissions()),
        #[cfg(unix)]
        Err(_) => {
            use std::os::unix::fs::PermissionsExt;
            file.set_permissions(std::fs::Permissions::from_mode(0o644))
        }
        #[cfg(not(unix))]
        Err(_) => Ok(()),
    }
}

/// The one message of a command that could not work.
pub fn error(error: &anyhow::Error) {
    anstream::eprintln!("{ERROR}error{ERROR:#}: {error:#}");
}

/// What went wrong in a command that could work all the same.
#[cfg(feature = "firefox")]
pub fn warning(error: &anyhow::Error) {
    anstream::eprintln!("{WARNING}warning{WARNING:#}: {error:#}");
}

/// "1 error", "2 errors".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Writes all problems of glossary files to standard error.
pub fn problems(sources: &[Source], problems: &[Problem]) -> io::Result<()> {
    let mut out = BufWriter::new(anstream::stderr().lock());
    let mut index: Option<(usize, LineIndex<'_>)> = None;
    for problem in problems {
        let source = &sources[problem.source];
        if index.as_ref().is_none_or(|(of, _)| *of != problem.source) {
            index = Some((problem.source, LineIndex::new(&source.text)));
        }
        if let Some((_, index)) = &index {
            excerpt(&mut out, "error", &problem.message, &problem.remedy, &source.name, index, problem.span)?;
        }
    }
    out.flush()
}

/// A message with its place, the line it is about and the remedy, like a compiler's.
pub fn excerpt(
    out: &mut dyn Write,
    severity: &str,
    message: &str,
    remedy: &str,
    name: &str,
    index: &LineIndex<'_>,
    span: Span,
) -> io::Result<()> {
    let style = match severity {
        "error" => ERROR,
        "warning" => WARNING,
        _ => BOLD,
    };
    let position = index.position(span.start);
    let (line_start, line) = index.line_at(span.start);
    let number = position.line.to_string();
    let margin = " ".repeat(number.len());
    writeln!(out, "{style}{severity}{style:#}{BOLD}: {message}{BOLD:#}")?;
    writeln!(out, "{margin}{PLACE}-->{PLACE:#} {name}:{}:{}", position.line, position.column)?;
    let (before, marked, after) = window(line, span.start - line_start, span.end.saturating_sub(line_start));
    writeln!(out, "{PLACE}{number} |{PLACE:#} {}{}{}", visible(&before), visible(&marked), visible(&after))?;
    let indent = " ".repeat(visible(&before).chars().count());
    let marks = "^".repeat(visible(&marked).chars().count().max(1));
    writeln!(out, "{margin} {PLACE}|{PLACE:#} {indent}{style}{marks}{style:#}")?;
    if !remedy.is_empty() {
        writeln!(out, "{margin} {PLACE}={PLACE:#} {remedy}")?;
    }
    writeln!(out)
}

/// The part of a long line around a span, at most about 100 characters, and what is before, in and after the span.
fn window(line: &str, start: usize, end: usize) -> (String, String, String) {
    const AROUND: usize = 40;
    let start = floor(line, start);
    let end = floor(line, end).max(start);
    let before: Vec<char> = line[..start].chars().rev().take(AROUND + 1).collect();
    let cut = before.len() > AROUND;
    let mut left: String = before.into_iter().take(AROUND).rev().collect();
    if cut {
        left.insert(0, '…');
    } else {
        left = left.trim_start().to_owned();
    }
    let marked: String = line[start..end].chars().take(2 * AROUND).collect();
    let mut right: String = line[end..].chars().take(AROUND).collect();
    if line[end..].chars().count() > AROUND {
        right.push('…');
    }
    (left, marked, right)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Control characters of an input must not reach a terminal.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
