//! Places in text: byte spans, and the one conversion between bytes, lines and other units.
//!
//! Every offset in the library counts UTF-8 bytes. [`LineIndex`] alone converts them to lines and columns, to Unicode
//! scalar values (`chars`) and to UTF-16 code units.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 byte offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, and without, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text under the span.
    ///
    /// # Panics
    /// If the span is out of bounds or cuts a character; spans made by this library for this text never are.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The span moved right by `by` bytes.
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

/// The unit in which offsets are reported to users.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// Bytes of the input as it was read.
    #[default]
    Bytes,
    /// Unicode scalar values.
    Chars,
    /// UTF-16 code units.
    Utf16,
}

/// A line and a column, both counted from 1; the column counts Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Line number, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// Converts byte offsets of one text into lines and other units. Built in one pass; each look-up is a binary search and a
/// walk over at most [`LineIndex::STRIDE`] bytes.
#[derive(Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    lines: Vec<usize>,
    marks: Vec<Mark>,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: usize,
    chars: usize,
    utf16: usize,
}

impl<'t> LineIndex<'t> {
    /// Distance in bytes between the stored counts of characters.
    pub const STRIDE: usize = 512;

    /// Indexes a text.
    pub fn new(text: &'t str) -> Self {
        let mut lines = vec![0];
        lines.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        let mut marks = vec![Mark { byte: 0, chars: 0, utf16: 0 }];
        let mut mark = marks[0];
        while mark.byte + Self::STRIDE < text.len() {
            let mut next = mark.byte + Self::STRIDE;
            while !text.is_char_boundary(next) {
                next += 1;
            }
            let part = &text.as_bytes()[mark.byte..next];
            // A character is counted by its first byte; four bytes of UTF-8 are two units of UTF-16.
            let chars = part.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
            let pairs = part.iter().filter(|byte| **byte >= 0xf0).count();
            mark = Mark { byte: next, chars: mark.chars + chars, utf16: mark.utf16 + chars + pairs };
            marks.push(mark);
        }
        Self { text, lines, marks }
    }

    /// Line and column of a byte offset; an offset past the end gives the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.floor(byte);
        let line = self.lines.partition_point(|&start| start <= byte) - 1;
        Position { line: line + 1, column: self.column(byte, OffsetUnit::Chars) }
    }

    /// Column of a byte offset in a unit, from 1. A byte order mark takes no column.
    pub fn column(&self, byte: usize, unit: OffsetUnit) -> usize {
        const MARK: char = '\u{feff}';
        let byte = self.floor(byte);
        let line = self.lines.partition_point(|&start| start <= byte) - 1;
        let start = match self.lines[line] {
            0 if byte > 0 && self.text.starts_with(MARK) => MARK.len_utf8(),
            start => start,
        };
        self.convert(byte, unit) - self.convert(start, unit) + 1
    }

    /// The line that holds a byte offset, without its line end, and the offset at which it begins.
    pub fn line_at(&self, byte: usize) -> (usize, &'t str) {
        let byte = self.floor(byte);
        let line = self.lines.partition_point(|&start| start <= byte) - 1;
        let start = self.lines[line];
        let end = self.lines.get(line + 1).map_or(self.text.len(), |&next| next - 1);
        (start, self.text[start..end].trim_end_matches('\r'))
    }

    /// A byte offset in another unit.
    pub fn convert(&self, byte: usize, unit: OffsetUnit) -> usize {
        let byte = self.floor(byte);
        let mark = self.marks[self.marks.partition_point(|mark| mark.byte <= byte) - 1];
        let rest = &self.text[mark.byte..byte];
        match unit {
            OffsetUnit::Bytes => byte,
            OffsetUnit::Chars => mark.chars + rest.chars().count(),
            OffsetUnit::Utf16 => mark.utf16 + rest.chars().map(char::len_utf16).sum::<usize>(),
        }
    }

    /// The byte offset of a UTF-16 offset; an offset inside a surrogate pair gives the start of the character.
    pub fn byte_of_utf16(&self, utf16: usize) -> usize {
        let mark = self.marks[self.marks.partition_point(|mark| mark.utf16 <= utf16) - 1];
        let mut count = mark.utf16;
        for (offset, c) in self.text[mark.byte..].char_indices() {
            if count + c.len_utf16() > utf16 {
                return mark.byte + offset;
            }
            count += c.len_utf16();
        }
        self.text.len()
    }

    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree_with_counting_from_the_start() {
        let text = "Pjöngjang 😀\r\n김정은\nŎ".repeat(60);
        let index = LineIndex::new(&text);
        for (byte, _) in text.char_indices() {
            let before = &text[..byte];
            assert_eq!(index.convert(byte, OffsetUnit::Chars), before.chars().count());
            assert_eq!(index.convert(byte, OffsetUnit::Utf16), before.encode_utf16().count());
            assert_eq!(index.byte_of_utf16(before.encode_utf16().count()), byte);
            assert_eq!(index.position(byte).line, before.matches('\n').count() + 1);
        }
    }

    #[test]
    fn columns_begin_behind_a_byte_order_mark() {
        let index = LineIndex::new("\u{feff}Öl 😀 x\n\u{feff}x");
        for (byte, chars, utf16) in [(0, 1, 1), (3, 1, 1), (5, 2, 2), (12, 6, 7), (14, 1, 1), (17, 2, 2)] {
            let columns = [OffsetUnit::Chars, OffsetUnit::Utf16].map(|unit| index.column(byte, unit));
            assert_eq!(columns, [chars, utf16], "byte {byte}");
        }
    }

    #[test]
    fn offsets_outside_or_inside_a_character_are_rounded_down() {
        let index = LineIndex::new("aö");
        assert_eq!(index.position(2), Position { line: 1, column: 2 });
        assert_eq!(index.convert(99, OffsetUnit::Chars), 2);
        assert_eq!(index.line_at(99), (0, "aö"));
    }
}
