//! Standard output, files written whole or not at all, and messages.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use anyhow::{Context, bail};

use super::arguments::Output;
use crate::export::printable;
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
            write(&mut out).map_err(|error| failed_at(error, standard_output))?;
            out.flush().with_context(standard_output)
        }
        Some(path) => file(path, write),
    }
}

/// The same for output with colour, which a terminal alone gets to see.
pub fn styled(output: &Output, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    match &output.output {
        None => {
            let mut out = BufWriter::with_capacity(1 << 16, anstream::AutoStream::auto(io::stdout()).lock());
            write(&mut out).map_err(|error| failed_at(error, standard_output))?;
            out.flush().with_context(standard_output)
        }
        Some(path) => file(path, |out| {
            let mut plain = anstream::StripStream::new(Vec::new());
            write(&mut plain)?;
            Ok(out.write_all(&plain.into_inner())?)
        }),
    }
}

fn standard_output() -> String {
    "cannot write to standard output".to_owned()
}

/// Writes a file whole or not at all. A link is followed, and what is no regular file (a pipe, a device) is written to as it is.
pub fn file(path: &Path, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let context = || format!("cannot write {}: nothing was written", path.display());
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match std::fs::metadata(&target) {
        Ok(there) if there.is_dir() => bail!("cannot write {}: it is a directory; name a file", path.display()),
        Ok(there) if !there.is_file() => {
            let mut out = BufWriter::new(std::fs::File::options().write(true).open(&target).with_context(context)?);
            let place = || format!("cannot write {}", path.display());
            write(&mut out).map_err(|error| failed_at(error, place))?;
            return out.flush().with_context(place);
        }
        Err(_) if !folder.is_dir() => bail!(
            "cannot write {}: there is no directory {}; create it, or name a file elsewhere",
            path.display(),
            folder.display()
        ),
        _ => {}
    }
    let temporary = tempfile::Builder::new().prefix(".umschrift-").tempfile_in(folder);
    // The error names the temporary file, which nobody has asked for.
    let mut temporary = temporary.map_err(|error| io::Error::from(error.kind())).with_context(context)?;
    {
        let mut out = BufWriter::with_capacity(1 << 16, temporary.as_file_mut());
        write(&mut out).map_err(|error| failed_at(error, context))?;
        out.flush().with_context(context)?;
    }
    temporary.as_file().sync_all().with_context(context)?;
    keep_permissions(&target, temporary.as_file()).with_context(context)?;
    temporary.persist(&target).map_err(|error| error.error).with_context(context)?;
    Ok(())
}

/// Says where writing failed. Other errors, as of reading an input, name their place themselves.
fn failed_at(error: anyhow::Error, place: impl FnOnce() -> String) -> anyhow::Error {
    let top = error.chain().next();
    let bare = top.is_some_and(|error| error.is::<io::Error>() || error.is::<serde_json::Error>());
    if bare { error.context(place()) } else { error }
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
    let message = format!("{error:#}");
    let lines: Vec<_> = message.lines().map(printable).collect();
    anstream::eprintln!("{ERROR}error{ERROR:#}: {}", lines.join("\n"));
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
    writeln!(out, "{style}{severity}{style:#}{BOLD}: {}{BOLD:#}", printable(message))?;
    writeln!(out, "{margin}{PLACE}-->{PLACE:#} {}:{}:{}", printable(name), position.line, position.column)?;
    let (before, marked, after) = window(line, span.start - line_start, span.end.saturating_sub(line_start));
    writeln!(out, "{PLACE}{number} |{PLACE:#} {}{}{}", printable(&before), printable(&marked), printable(&after))?;
    let indent = " ".repeat(printable(&before).chars().count());
    let marks = "^".repeat(printable(&marked).chars().count().max(1));
    writeln!(out, "{margin} {PLACE}|{PLACE:#} {indent}{style}{marks}{style:#}")?;
    if !remedy.is_empty() {
        writeln!(out, "{margin} {PLACE}={PLACE:#} {}", printable(remedy))?;
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
    if line[end..].chars().nth(AROUND).is_some() {
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
