//! Step 1, read: bytes → [`Document`].
//!
//! A document holds the visible text of an input and the way back from every place in it to the bytes of the input.
//! All later steps work on [`Document::text`]; exports and in-place changes go back through [`Document::input_span`].

use crate::span::Span;

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

/// An input that has been read.
#[derive(Debug)]
pub struct Document {
    name: String,
    format: Format,
    /// The input decoded to UTF-8, markup and all.
    input: String,
    /// The visible text where it differs from the input.
    visible: Option<Visible>,
}

/// Visible text that differs from the input, with the pieces it is made of, in order.
#[derive(Debug)]
pub(crate) struct Visible {
    pub(crate) text: String,
    pub(crate) pieces: Vec<Piece>,
}

/// A run of visible text and the run of the input it stands for. Where both have the same length they are the same bytes;
/// otherwise (an entity, a boundary between blocks) the run is one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: Span,
    pub(crate) input: Span,
}

impl Document {
    /// A document of plain text.
    pub fn plain(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), format: Format::Text, input: text.into(), visible: None }
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
        self.visible.as_ref().map_or(self.input.as_str(), |visible| visible.text.as_str())
    }

    /// The whole input, decoded.
    pub fn input(&self) -> &str {
        &self.input
    }

    /// The bytes of the decoded input that a span of the visible text stands for.
    pub fn input_span(&self, span: Span) -> Span {
        let Some(visible) = &self.visible else { return span };
        let start = visible.place(span.start, false);
        Span::new(start, visible.place(span.end, true).max(start))
    }
}

impl Visible {
    /// The place in the input of a place in the text; `end` asks for the end of what lies before it.
    fn place(&self, at: usize, end: bool) -> usize {
        let index =
            self.pieces.partition_point(|piece| if end { piece.text.start < at } else { piece.text.start <= at });
        let Some(piece) = index.checked_sub(1).map(|index| self.pieces[index]) else {
            return self.pieces.first().map_or(0, |piece| piece.input.start);
        };
        let offset = (at - piece.text.start).min(piece.text.len());
        if piece.text.len() == piece.input.len() {
            piece.input.start + offset
        } else if offset == 0 {
            piece.input.start
        } else {
            piece.input.end
        }
    }
}

/// An input could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A byte sequence that is no text in the encoding.
    #[error("{name} is not UTF-8 at byte {offset}: name its encoding with --encoding")]
    Undecodable {
        /// The input.
        name: String,
        /// Offset of the first bad byte.
        offset: usize,
    },
}

/// Reads an input.
///
/// # Errors
/// If it cannot be decoded.
pub fn read(
    bytes: Vec<u8>,
    name: &str,
    _format: Option<Format>,
    _encoding: Option<&'static encoding_rs::Encoding>,
) -> Result<Document, ReadError> {
    let text = String::from_utf8(bytes)
        .map_err(|error| ReadError::Undecodable { name: name.to_owned(), offset: error.utf8_error().valid_up_to() })?;
    Ok(Document::plain(name, text))
}

impl Document {
    /// The bytes of the input as they were read.
    pub fn original(&self) -> &[u8] {
        self.input.as_bytes()
    }

    /// The input with pieces of its visible text replaced and all other bytes untouched.
    pub fn replace(&self, edits: &[(Span, String)]) -> Vec<u8> {
        let mut out = String::new();
        let mut at = 0;
        for (span, text) in edits {
            out.push_str(&self.input[at..span.start]);
            out.push_str(text);
            at = span.end;
        }
        out.push_str(&self.input[at..]);
        out.into_bytes()
    }
}
