//! Line ends that do not end a sentence: those of hard-wrapped paragraphs, and those inside a hyphenated word.
//!
//! Most texts have one paragraph, heading, list item or sentence a line, and there a line end always ends a sentence. A
//! paragraph is taken for hard-wrapped only on strong evidence: nearly every line is so full that the next word would not
//! have fitted, most lines end inside a sentence, and some line goes on with a small letter. In other paragraphs a line goes
//! on where the next one begins with a small letter and nothing shows an end.

use crate::span::Span;

/// Width, in characters, of the longest line of a hard-wrapped paragraph.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=120;

/// Offsets of the line feeds that do not end a sentence, in order.
pub(super) fn continued(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut paragraph = Paragraph { text, lines: Vec::new(), wrapped: None };
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = Span::new(start, end);
        start = end + 1;
        let shown = line.of(text).trim_start();
        if shown.is_empty() || is_item(shown) {
            paragraph.close(&mut found);
        }
        if !shown.is_empty() {
            paragraph.lines.push(line);
        }
    }
    paragraph.close(&mut found);
    found
}

/// Consecutive lines that are not blank and, but for the first, begin no list item.
struct Paragraph<'t> {
    text: &'t str,
    lines: Vec<Span>,
    /// Width of an earlier paragraph that was surely wrapped.
    wrapped: Option<usize>,
}

impl Paragraph<'_> {
    /// Takes the line ends of the paragraph and begins the next one.
    fn close(&mut self, found: &mut Vec<usize>) {
        let width = if self.lines.len() > 1 { self.width() } else { None };
        let mut joined = false;
        for pair in self.lines.windows(2) {
            let (line, next) = (pair[0].of(self.text).trim(), pair[1].of(self.text).trim_start());
            let full = width.is_some_and(|width| is_full(pair[0].of(self.text).trim_end(), next, width));
            // Lines that all begin small are a list.
            let begun = joined || !line.starts_with(char::is_lowercase);
            joined =
                full || is_hyphenated(line, next) || begun && is_open(line) && next.starts_with(char::is_lowercase);
            if joined {
                found.push(pair[0].end);
            }
        }
        self.lines.clear();
    }

    /// The width to which the paragraph is wrapped, if it is.
    fn width(&mut self) -> Option<usize> {
        let line = |span: &Span| span.of(self.text).trim_end();
        let mut longest = 0;
        for span in &self.lines {
            // A character has at most four bytes: very long lines need not be counted.
            if span.len() > WIDTHS.end() * 4 {
                return None;
            }
            longest = longest.max(width(line(span)));
            if longest > *WIDTHS.end() {
                return None;
            }
        }
        let breaks = self.lines.len() - 1;
        let longest = match (breaks, self.wrapped) {
            (1, Some(width)) if width >= longest => width,
            (1, _) => return None,
            _ if WIDTHS.contains(&longest) => longest,
            _ => return None,
        };
        let (mut full, mut open, mut small) = (0, 0, 0);
        for pair in self.lines.windows(2) {
            let (line, next) = (line(&pair[0]), line(&pair[1]).trim_start());
            full += usize::from(is_full(line, next, longest));
            if is_open(line) {
                open += 1;
                small += usize::from(next.starts_with(char::is_lowercase));
            }
        }
        if full * 4 < breaks * 3 || open * 2 < breaks || small == 0 {
            return None;
        }
        if breaks > 1 {
            self.wrapped = Some(self.wrapped.unwrap_or(0).max(longest));
        }
        Some(longest)
    }
}

fn width(line: &str) -> usize {
    line.chars().count()
}

/// Whether the first word of the next line would not have fitted into the line.
fn is_full(line: &str, next: &str, longest: usize) -> bool {
    let word = next.split(char::is_whitespace).next().unwrap_or_default();
    width(line) + 1 + width(word) > longest
}

/// Whether nothing at the end of the line shows that a sentence ends there.
fn is_open(line: &str) -> bool {
    !line.ends_with(['.', '!', '?', ':', ';', '…', '“', '”', '"', '»', '«', '-', '–', '—'])
}

/// Whether the line begins with the mark of a list item.
fn is_item(line: &str) -> bool {
    line.starts_with(['•', '‣', '▪', '◦', '·']) || line.starts_with("- ") || line.starts_with("* ")
}

fn is_hyphenated(line: &str, next: &str) -> bool {
    line.strip_suffix(['-', '\u{2010}', '\u{ad}']).is_some_and(|line| line.ends_with(char::is_alphabetic))
        && next.starts_with(char::is_lowercase)
}
