//! Step 1, read: bytes → [`Document`].
//!
//! A document holds the visible text of an input and the way back from every place in it to the bytes of the input, by two
//! maps: from the visible text to the decoded input, markup and all, and from there to the bytes as stored. All later steps
//! work on [`Document::text`]; exports and in-place changes go back through [`Document::input_span`] and
//! [`Document::original_span`].

mod decode;
mod html;
mod markdown;
mod replace;
mod signature;
mod visible;

use std::path::Path;

use encoding_rs::Encoding;

use crate::span::Span;
use decode::{Fault, Stored};
use signature::Kind;
use visible::Visible;

/// What kind of input a document was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown (CommonMark with tables and front matter).
    Markdown,
    /// HTML.
    Html,
}

impl Format {
    /// The format that the ending of a name stands for; text if it stands for none.
    pub fn of_name(name: &str) -> Self {
        let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            _ => Self::Text,
        }
    }
}

/// An input that has been read.
#[derive(Debug)]
pub struct Document {
    name: String,
    format: Format,
    stored: Stored,
    /// Length of the byte order mark in the decoded input.
    mark: usize,
    /// The visible text where it differs from the decoded input behind the byte order mark.
    visible: Option<Visible>,
}

impl Document {
    /// A document of plain text.
    pub fn plain(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(name.into(), Format::Text, Stored::utf8(text.into()))
    }

    fn new(name: String, format: Format, stored: Stored) -> Self {
        let body = stored.text().strip_prefix('\u{feff}').unwrap_or(stored.text());
        let mark = stored.text().len() - body.len();
        let visible = match format {
            Format::Text => None,
            Format::Markdown => markdown::visible(body),
            Format::Html => html::visible(body),
        };
        Self { name, format, stored, mark, visible }
    }

    /// The name under which findings and output speak of it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it was read from.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The visible text.
    pub fn text(&self) -> &str {
        self.visible.as_ref().map_or(&self.input()[self.mark..], |visible| visible.text.as_str())
    }

    /// The whole input, decoded; a byte order mark is its first character.
    pub fn input(&self) -> &str {
        self.stored.text()
    }

    /// The bytes of the input as they were read.
    pub fn original(&self) -> &[u8] {
        self.stored.bytes()
    }

    /// The bytes of the decoded input that a span of the visible text stands for.
    pub fn input_span(&self, span: Span) -> Span {
        let Some(visible) = &self.visible else { return span.shifted(self.mark) };
        let start = visible.place(span.start, false);
        Span::new(start, visible.place(span.end, true).max(start)).shifted(self.mark)
    }

    /// The bytes of the input as stored ([`Document::original`]) that a span of the visible text stands for.
    pub fn original_span(&self, span: Span) -> Span {
        let span = self.input_span(span);
        Span::new(self.stored.place(span.start), self.stored.place(span.end))
    }
}

/// An input could not be read. Offsets count the bytes of the input as stored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A byte sequence that is no text in the encoding.
    #[error("{name}, line {line}: byte {offset} is not {encoding}: {remedy}")]
    Undecodable {
        /// The input.
        name: String,
        /// The encoding it was read in.
        encoding: &'static str,
        /// Offset of the first bad byte.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// What can be done.
        remedy: &'static str,
    },
    /// Something else than text.
    #[error("{name} is {kind} and no text: {remedy}")]
    NoText {
        /// The input.
        name: String,
        /// What it is, as in "a PNG image".
        kind: &'static str,
        /// How its text can be had.
        remedy: &'static str,
    },
    /// A NUL character: no text, or text in an encoding that was not named.
    #[error(
        "{name}, line {line}: byte {offset} is NUL, which text does not hold: is it a binary file? \
         UTF-16 without a byte order mark is read with --encoding utf-16le or utf-16be"
    )]
    Binary {
        /// The input.
        name: String,
        /// Offset of the first NUL.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// An encoding that is named but not read.
    #[error("{name} cannot be read in the encoding asked for ({encoding}): convert it to UTF-8 first")]
    Unsupported {
        /// The input.
        name: String,
        /// The encoding.
        encoding: &'static str,
    },
}

/// Reads an input. Without a format the ending of the name decides; a byte order mark decides over `encoding`, and without
/// either the input is UTF-8 or, if that fails, what an HTML document declares.
///
/// # Errors
/// If it cannot be decoded, holds NUL characters, or begins like a file that is no text.
pub fn read(
    bytes: Vec<u8>,
    name: &str,
    format: Option<Format>,
    encoding: Option<&'static Encoding>,
) -> Result<Document, ReadError> {
    let format = format.unwrap_or_else(|| Format::of_name(name));
    let declared = |bytes: &[u8]| if format == Format::Html { html::declared_encoding(bytes) } else { None };
    let no_text = |kind: Kind| ReadError::NoText { name: name.to_owned(), kind: kind.name, remedy: kind.remedy };
    if let Some(kind) = signature::of_characters(&bytes) {
        return Err(no_text(kind));
    }
    let (kind, binary) = (signature::of(&bytes), signature::is_binary(&bytes));
    match Stored::decode(bytes, encoding, declared) {
        Ok(stored) => Ok(Document::new(name.to_owned(), format, stored)),
        Err(fault) => Err(match kind {
            Some(kind) => no_text(kind),
            None if binary && encoding.is_none() && fault.is_of(encoding_rs::UTF_8) => no_text(UNKNOWN),
            None => error(fault, name.to_owned(), encoding.is_some()),
        }),
    }
}

const UNKNOWN: Kind = Kind { name: "a binary file", remedy: "name a file that holds text" };

fn error(fault: Fault, name: String, named: bool) -> ReadError {
    match fault {
        Fault::Undecodable { encoding, offset, line } => {
            let remedy = if encoding.starts_with("UTF-16") {
                "the file is damaged or cut short"
            } else if named {
                "name another encoding with --encoding, or leave it out for UTF-8"
            } else {
                "name its encoding, for instance --encoding windows-1252"
            };
            ReadError::Undecodable { name, encoding, offset, line, remedy }
        }
        Fault::Nul { offset, line } => ReadError::Binary { name, offset, line },
        Fault::Unsupported { encoding } => ReadError::Unsupported { name, encoding },
    }
}
