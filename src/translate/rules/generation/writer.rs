//! Pieces in English order → text with its alignment: spacing, quotation marks, a or an, capitals.

use super::english::takes_an;
use crate::span::Span;
use crate::translate::Link;

/// A stretch of English that comes from one stretch of German.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// First and last token of the German; none if English demands the piece.
    pub tokens: Option<(usize, usize)>,
    /// The atom that it is.
    pub atom: Option<usize>,
    /// It has no English and stands in German.
    pub unknown: bool,
    /// More tokens that the words stand for, elsewhere in the German: the noun of a light-verb construction.
    pub also: Option<(usize, usize)>,
}

impl Piece {
    /// A piece for one token.
    pub fn new(text: impl Into<String>, token: usize) -> Self {
        Self { text: text.into(), tokens: Some((token, token)), ..Self::default() }
    }

    /// A piece that only English demands.
    pub fn added(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// The indefinite article before its form is known.
pub const INDEFINITE: &str = "a";

/// Puts pieces into one line. `quotes`: German tokens (first, last) that stood between quotation marks, with whether the quotation
/// is inside another; `spans`: the bytes of each German token.
pub fn write(
    mut pieces: Vec<Piece>,
    quotes: &[(usize, usize, bool)],
    spans: &[Span],
) -> (String, Vec<Link>, Vec<Span>) {
    pieces.retain(|piece| !piece.text.is_empty());
    place_quotes(&mut pieces, quotes);
    let mut text = String::new();
    let mut links = Vec::new();
    let mut untranslated = Vec::new();
    let mut capital = true;
    let mut opened = false;
    let count = pieces.len();
    for at in 0..count {
        let piece = &pieces[at];
        let mut words = piece.text.clone();
        let repeated = at > 0
            && piece.atom.is_some()
            && pieces[at - 1].atom.is_some()
            && pieces[at - 1].text == piece.text
            && pieces[at - 1].tokens.zip(piece.tokens).is_some_and(|((_, last), (first, _))| last + 1 == first);
        if repeated {
            // A title that stands for the person before the person's own name: one wording carries both mentions.
            if let (Some(last), Some((first, end))) = (links.last().copied(), piece.tokens) {
                let source =
                    Span::new(spans.get(first).map_or(0, |span| span.start), spans.get(end).map_or(0, |span| span.end));
                let last: Link = last;
                links.push(Link { source, atom: piece.atom, ..last });
            }
            continue;
        }
        if piece.atom.is_none() && words.eq_ignore_ascii_case(INDEFINITE) {
            let next = pieces[at + 1..].iter().map(|piece| piece.text.as_str()).find(|next| !is_quote(next));
            if next.is_some_and(takes_an) {
                words.push('n');
            }
        }
        if capital && words.starts_with(char::is_alphabetic) {
            words = capitalized(&words);
            capital = false;
        } else if words.starts_with(|first: char| first.is_ascii_digit()) {
            capital = false;
        }
        if words == "." && text.ends_with('.') && !text.ends_with("..") {
            capital = true;
            continue; // an abbreviation ends the sentence
        }
        if !opened && needs_space(&text, &words) {
            text.push(' ');
        }
        opened = matches!(words.as_str(), "“" | "‘" | "-");
        capital |= words == "“" && text.trim_end().ends_with(':');
        words = match words.as_str() {
            "“" | "”" => "\"".to_owned(),
            "‘" | "’" => "'".to_owned(),
            _ => words,
        };
        let source = piece
            .tokens
            .and_then(|(first, last)| Some(Span::new(spans.get(first)?.start, spans.get(last)?.end)))
            .unwrap_or_default();
        if piece.unknown && !source.is_empty() {
            untranslated.push(source);
        }
        push_words(&mut text, &words, &mut links, source, piece.atom);
        let also = piece.also.and_then(|(first, last)| Some(Span::new(spans.get(first)?.start, spans.get(last)?.end)));
        if let (Some(source), Some(link)) = (also, links.last().copied()) {
            links.push(Link { source, ..link });
        }
        if matches!(words.as_str(), "." | "!" | "?") {
            capital = true;
        }
    }
    untranslated.sort();
    untranslated.dedup();
    (text, links, untranslated)
}

fn push_words(text: &mut String, words: &str, links: &mut Vec<Link>, source: Span, atom: Option<usize>) {
    if let Some(atom) = atom {
        let start = text.len();
        text.push_str(words);
        links.push(Link { target: Span::new(start, text.len()), source, atom: Some(atom) });
        return;
    }
    for (at, word) in words.split_whitespace().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        links.push(Link { target: Span::new(start, text.len()), source, atom });
    }
}

fn is_quote(text: &str) -> bool {
    matches!(text, "“" | "”" | "‘" | "’")
}

/// Puts quotation marks around the pieces of a quotation, closing marks after a comma or full stop (American style).
fn place_quotes(pieces: &mut Vec<Piece>, quotes: &[(usize, usize, bool)]) {
    for &(first, last, inner) in quotes {
        let inside = |piece: &Piece| piece.tokens.is_some_and(|(start, end)| start >= first && end <= last);
        let Some(start) = pieces.iter().position(inside) else { continue };
        let Some(end) = pieces.iter().rposition(inside) else { continue };
        let mut end = end + 1;
        while pieces.get(end).is_some_and(|piece| piece.text == "'s" || piece.text == "'") {
            end += 1;
        }
        if pieces.get(end).is_some_and(|piece| matches!(piece.text.as_str(), "." | ",")) {
            end += 1;
        }
        let (open, close) = if inner { ("‘", "’") } else { ("“", "”") };
        let mark = |text: &str| Piece::added(text);
        pieces.insert(end, mark(close));
        pieces.insert(start, mark(open));
    }
}

fn needs_space(text: &str, next: &str) -> bool {
    if text.is_empty() || text.ends_with(['(', '[', '“', '‘', '$', '£', '€', '#', '@']) {
        return false;
    }
    let Some(first) = next.chars().next() else { return false };
    if text.ends_with('/') || first == '/' {
        return false;
    }
    !(matches!(first, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’' | '%' | '…')
        || next == "-"
        || next == "'s"
        || next == "'")
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
