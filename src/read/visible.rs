//! The visible text of a marked-up input, and the pieces of the input it is made of.

use crate::span::Span;

/// Visible text that differs from the input, with the pieces it is made of, in order.
#[derive(Debug, Default)]
pub(super) struct Visible {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
}

/// A run of visible text and the run of the input it stands for. Where both have the same length they go byte by byte;
/// otherwise (an entity, collapsed white space) the run is one unit. A run that stands for markup, such as the blank line
/// between two blocks, has an empty run of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: Span,
    pub(super) input: Span,
}

impl Piece {
    fn is_bytewise(self) -> bool {
        self.text.len() == self.input.len()
    }

    /// The part of the input that the bytes `span` of the text stand for; the whole of a unit.
    fn part(self, span: Span) -> Span {
        if !self.is_bytewise() {
            return self.input;
        }
        let start = span.start.max(self.text.start) - self.text.start;
        let end = span.end.min(self.text.end) - self.text.start;
        Span::new(self.input.start + start, self.input.start + end)
    }
}

impl Visible {
    /// The place in the input of a place in the text; `end` asks for the end of what lies before it.
    pub(super) fn place(&self, at: usize, end: bool) -> usize {
        let index =
            self.pieces.partition_point(|piece| if end { piece.text.start < at } else { piece.text.start <= at });
        let Some(piece) = index.checked_sub(1).map(|index| self.pieces[index]) else {
            return self.pieces.first().map_or(0, |piece| piece.input.start);
        };
        let offset = (at - piece.text.start).min(piece.text.len());
        if piece.is_bytewise() {
            piece.input.start + offset
        } else if offset == 0 {
            piece.input.start
        } else {
            piece.input.end
        }
    }

    /// The runs of the input, without markup, that the bytes `span` of the text stand for.
    pub(super) fn parts(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        self.pieces[first..]
            .iter()
            .take_while(move |piece| piece.text.start < span.end)
            .map(move |piece| piece.part(span))
            .filter(|part| !part.is_empty())
    }
}

/// Collects visible text. Spans are bytes of the input and must not go backwards.
#[derive(Debug)]
pub(super) struct Collector<'i> {
    input: &'i str,
    visible: Visible,
    /// A block ended here and nothing visible came since.
    boundary: Option<usize>,
    /// Something hidden stood here and nothing visible came since.
    gap: Option<usize>,
}

impl<'i> Collector<'i> {
    pub(super) fn new(input: &'i str) -> Self {
        Self { input, visible: Visible::default(), boundary: None, gap: None }
    }

    /// Text that is shown as it stands.
    pub(super) fn verbatim(&mut self, span: Span) {
        let Some(text) = self.input.get(span.start..span.end).filter(|text| !text.is_empty()) else { return };
        self.settle(text);
        self.push(text, span);
    }

    /// Text that is shown for something else: a character for its reference.
    pub(super) fn unit(&mut self, text: &str, span: Span) {
        if !text.is_empty() {
            self.settle(text);
            self.push(text, span);
        }
    }

    /// White space that is shown as one space, and not at all beside other white space or the edge of a block.
    pub(super) fn space(&mut self, span: Span) {
        if self.boundary.is_none() && !self.visible.text.is_empty() && !self.visible.text.ends_with([' ', '\n']) {
            self.push(" ", span);
        }
    }

    /// A line break within a block.
    pub(super) fn line_break(&mut self, at: usize) {
        if self.boundary.is_none() && !self.visible.text.is_empty() {
            self.push("\n", Span::new(at, at));
        }
    }

    /// The beginning or end of a block: a blank line, where visible text stands on both sides.
    pub(super) fn block(&mut self, at: usize) {
        self.boundary.get_or_insert(at);
    }

    /// Something that is not shown: it keeps words apart.
    pub(super) fn hidden(&mut self, at: usize) {
        self.gap.get_or_insert(at);
    }

    /// The visible text, or nothing if it is the whole input.
    pub(super) fn finish(self) -> Option<Visible> {
        (self.visible.text != self.input).then_some(self.visible)
    }

    /// Puts in what is pending before `text`.
    fn settle(&mut self, text: &str) {
        let gap = self.gap.take();
        if let Some(at) = self.boundary.take() {
            if !self.visible.text.is_empty() {
                self.push("\n\n", Span::new(at, at));
            }
        } else if let Some(at) = gap
            && self.visible.text.ends_with(char::is_alphanumeric)
            && text.starts_with(char::is_alphanumeric)
        {
            self.push(" ", Span::new(at, at));
        }
    }

    fn push(&mut self, text: &str, input: Span) {
        let start = self.visible.text.len();
        self.visible.text.push_str(text);
        let piece = Piece { text: Span::new(start, start + text.len()), input };
        if let Some(last) = self.visible.pieces.last_mut()
            && last.is_bytewise()
            && piece.is_bytewise()
            && last.input.end == input.start
        {
            last.text.end = piece.text.end;
            last.input.end = input.end;
            return;
        }
        self.visible.pieces.push(piece);
    }
}
