//! Splits a sentence into tokens: words, numbers, punctuation, fixed sequences of words and atoms.
//!
//! Every token keeps its bytes of the source; nothing but white space lies between tokens.

use super::lexicon::Lexicon;
use super::lexicon::entry::{Case, Ending, Form, Posting, Word};
use crate::glossary::fold::{line_end_hyphen, unbroken};
use crate::span::Span;
use crate::translate::rules::word_sets::Set;
use crate::translate::{Atom, Source};

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// A word.
    Word,
    /// A cardinal number in digits.
    Number,
    /// An ordinal number in digits with a point.
    Ordinal,
    /// A punctuation mark or symbol.
    Mark(char),
    /// A mention, by index.
    Atom(usize),
    /// A fixed sequence of words with its readings.
    Sequence(Vec<Posting>),
}

/// A token of the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Bytes of the source text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// The text, with soft hyphens taken out and spaces made plain.
    pub text: String,
    /// No white space stands before it.
    pub glued: bool,
}

/// Splits a source into tokens.
pub fn tokenize(lexicon: &Lexicon, source: &Source<'_>) -> Vec<Token> {
    let text = source.text;
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut atoms = source.atoms.iter().enumerate().peekable();
    let mut glued = true;
    while at < text.len() {
        let Some(first) = text[at..].chars().next() else { break };
        if first.is_whitespace() {
            glued = false;
            at += first.len_utf8();
            continue;
        }
        while atoms.next_if(|(_, atom)| atom.span.start < at).is_some() {}
        let limit = atoms.peek().map_or(text.len(), |(_, atom)| atom.span.start.min(text.len()));
        let (end, kind) = match atoms.peek() {
            Some((index, atom))
                if atom.span.start == at && atom.span.end > at && text.is_char_boundary(atom.span.end) =>
            {
                (atom.span.end, TokenKind::Atom(*index))
            }
            _ => next_token(lexicon, text, at, limit.max(at + first.len_utf8()), glued),
        };
        let span = Span::new(at, end);
        let after_atom = tokens.last().is_some_and(|last: &Token| matches!(last.kind, TokenKind::Atom(_))) && glued;
        if after_atom && kind == TokenKind::Mark('-') && text[end..].starts_with(char::is_alphabetic) {
            // The hyphen of a compound with a mention belongs to neither part.
            at = end;
            continue;
        }
        tokens.push(Token { span, kind, text: clean(span.of(text)), glued });
        at = end;
        glued = true;
    }
    tokens
}

/// A word as it would stand in one line: no soft hyphens, none at a line end, plain spaces.
fn clean(written: &str) -> String {
    let plain = |letter: char| if letter.is_whitespace() { ' ' } else { letter };
    unbroken(written).chars().filter(|letter| *letter != '\u{ad}').map(plain).collect()
}

fn next_token(lexicon: &Lexicon, text: &str, at: usize, limit: usize, glued: bool) -> (usize, TokenKind) {
    let limit = floor(text, limit);
    let rest = &text[at..limit];
    let Some(first) = rest.chars().next() else { return (text.len(), TokenKind::Mark(' ')) };
    if (!glued || at == 0 || text[..at].ends_with(is_opening))
        && first.is_alphabetic()
        && let Some((length, postings)) = lexicon.longest_sequence(rest).filter(|(length, _)| {
            boundary(rest, *length)
                && (limit < text.len() && rest[*length..].trim().is_empty() || governs(lexicon, rest, *length))
                && (!rest[..*length].contains(',')
                    || text[..at].trim_end().is_empty()
                    || text[..at].trim_end().ends_with(|before: char| !before.is_alphanumeric()))
        })
    {
        return (at + length, TokenKind::Sequence(postings));
    }
    if first.is_ascii_digit() || (first == '-' && rest[1..].starts_with(|next: char| next.is_ascii_digit()) && !glued) {
        return number(text, at, limit);
    }
    if first.is_alphanumeric() || (first == '\'' && !glued && rest[1..].starts_with(|next: char| next.is_lowercase())) {
        let end = word_end(lexicon, text, at, limit);
        return (end, TokenKind::Word);
    }
    let same = rest.chars().take_while(|next| *next == first && matches!(first, '.' | '-')).count().max(1);
    (at + same * first.len_utf8(), TokenKind::Mark(if same > 1 { '…' } else { first }))
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A prepositional sequence that ends with its noun (an der Grenze) wants a genitive after it; without one it is a plain phrase.
fn governs(lexicon: &Lexicon, rest: &str, length: usize) -> bool {
    let (sequence, after) = rest.split_at(length);
    let tag = |posting: &Posting| match lexicon.lexeme(posting.lexeme).map(|lexeme| &lexeme.word) {
        Some(Word::Function { tag, .. }) => tag,
        _ => "",
    };
    let prepositional = sequence.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_uppercase))
        && lexicon.postings(sequence).iter().any(|posting| tag(posting).starts_with("prep"));
    if !prepositional {
        return true;
    }
    let after = after.trim_start();
    let end = after.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(after.len());
    let next = &after[..end];
    next.starts_with(char::is_uppercase)
        || matches!(next, "von" | "vom")
        || lexicon.postings(next).iter().any(|posting| match posting.form {
            Form::Function(cells) => cells.has(Case::Genitive) && !tag(posting).starts_with("prep"),
            Form::Adjective(ending, _) => matches!(ending, Ending::Er | Ending::En),
            _ => false,
        })
}

fn boundary(rest: &str, length: usize) -> bool {
    !rest[length..].starts_with(|next: char| next.is_alphanumeric() || next == '-')
}

fn is_opening(mark: char) -> bool {
    matches!(mark, '„' | '"' | '“' | '«' | '»' | '(' | '[' | '‚' | '\'' | '’' | '/')
}

fn word_end(lexicon: &Lexicon, text: &str, at: usize, limit: usize) -> usize {
    let rest = &text[at..limit];
    let mut end = rest.len();
    let mut letters = rest.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        if let Some(length) = line_end_hyphen(&rest[place..]).filter(|_| place > 0) {
            while letters.next_if(|(next, _)| *next < place + length).is_some() {}
            continue;
        }
        let next = letters.peek().map(|(_, next)| *next);
        let inner = letter.is_alphanumeric()
            || letter == '\u{ad}'
            || unicode_normalization::char::is_combining_mark(letter)
            || (matches!(letter, '-' | '‑' | '&' | '*' | '_' | '+') && next.is_some_and(char::is_alphanumeric))
            || (matches!(letter, '\'' | '’') && place > 0 && next.is_some_and(char::is_alphanumeric))
            || (letter == '.' && next.is_some_and(char::is_lowercase) && place > 0)
            || (letter == '-' && place > 0 && next.is_none_or(|next| next == ' ' || next == ','))
            || (letter == '/'
                && place > 0
                && next.is_some_and(char::is_alphabetic)
                && rest[..place].chars().all(|letter| letter.is_uppercase()));
        if !inner {
            end = place;
            break;
        }
    }
    if rest[end..].starts_with('.') {
        let word = &rest[..end];
        if lexicon.contains(&rest[..=end]) || is_abbreviation(word, &rest[end + 1..]) {
            end += 1;
        }
    }
    at + end
}

/// A single capital with a point is an initial; short words with a point before a small letter or a comma are abbreviations.
fn is_abbreviation(word: &str, after: &str) -> bool {
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let next = after.trim_start();
    (initial && next.starts_with(char::is_uppercase))
        || (word.chars().count() <= 5 && after.starts_with(' ') && next.starts_with(char::is_lowercase))
        || Set::Abbreviation.holds(word)
}

fn number(text: &str, at: usize, limit: usize) -> (usize, TokenKind) {
    let rest = &text[at..limit];
    let mut end = rest.len();
    let mut letters = rest.char_indices().peekable();
    let mut wordlike = false;
    while let Some((place, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let digit_next = next.is_some_and(|next| next.is_ascii_digit());
        let inner = letter.is_ascii_digit()
            || (place == 0 && letter == '-')
            || (matches!(letter, '.' | ',' | ':' | '/') && digit_next)
            || (letter == '-' && next.is_some_and(char::is_alphabetic))
            || letter.is_alphabetic()
            || (letter == '\'' && digit_next);
        wordlike |= letter.is_alphabetic();
        if !inner {
            end = place;
            break;
        }
    }
    if wordlike {
        return (at + end, TokenKind::Word);
    }
    if rest[end..].starts_with('.') && end <= 3 {
        let after = rest[end + 1..].trim_start();
        // am 3. Mai; in a list (12., 67. Minute) or a bracket too.
        if rest[end + 1..].starts_with([' ', '\u{a0}']) && after.starts_with(char::is_alphabetic)
            || rest[end + 1..].starts_with([',', ')'])
        {
            return (at + end + 1, TokenKind::Ordinal);
        }
    }
    (at + end, TokenKind::Number)
}

impl Token {
    /// The mention that it is.
    pub fn atom<'s, 'a>(&self, atoms: &'s [Atom<'a>]) -> Option<&'s Atom<'a>> {
        match self.kind {
            TokenKind::Atom(index) => atoms.get(index),
            _ => None,
        }
    }

    /// Whether it is a given mark.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    /// Whether its first letter is a capital.
    pub fn capitalized(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}
