//! Decides at each mark whether a sentence ends there.

use std::iter::Peekable;

use memchr::memmem::FindIter;
use memchr::{Memchr, Memchr3};

use super::lexicon::{Abbreviation, Lexicon};
use super::lines;

/// How many bytes back a word or an insertion in brackets is followed; longer ones make no difference.
const REACH: usize = 64;

/// The ends of all sentences of a text but the last, in order.
pub(super) struct Boundaries<'t> {
    text: &'t str,
    lexicon: &'static Lexicon,
    /// Line feeds that do not end a sentence.
    continued: Vec<usize>,
    full_stops: Peekable<Memchr3<'t>>,
    ellipses: Peekable<FindIter<'t, 'static>>,
    line_feeds: Peekable<Memchr<'t>>,
    /// Where the present sentence begins.
    start: usize,
    /// Up to where marks have been dealt with.
    done: usize,
}

/// A run of sentence marks with the quotation marks and brackets closed behind it: `.`, `?!`, `…“`, `.)`.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    /// Contains `!` or `?`.
    strong: bool,
    /// Begins with `…`, or with two full stops or more.
    ellipsis: bool,
    /// A quotation mark closes behind it.
    quoted: bool,
    /// A bracket closes behind it, and nothing but quotation marks follows.
    bracketed: bool,
}

/// What follows a mark, behind white space, opening quotation marks and brackets.
#[derive(Clone, Copy, Debug)]
struct Following<'t> {
    kind: Kind,
    /// The first word, if it begins with a letter or digit.
    word: &'t str,
    /// A dash stands before it.
    dash: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Small,
    Capital,
    Digit,
    /// A letter without case, or no letter.
    Other,
    /// Nothing, or something that is judged by itself: a line end, another mark.
    End,
}

impl<'t> Boundaries<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let blank = text.len() - text.trim_start().len();
        Self {
            text,
            lexicon: Lexicon::get(),
            continued: lines::continued(text),
            full_stops: memchr::memchr3_iter(b'.', b'!', b'?', bytes).peekable(),
            ellipses: memchr::memmem::find_iter(bytes, "…").peekable(),
            line_feeds: memchr::memchr_iter(b'\n', bytes).peekable(),
            start: 0,
            done: blank,
        }
    }

    /// The next place at which a sentence may end.
    fn next_candidate(&mut self) -> Option<usize> {
        let done = self.done;
        while self.full_stops.next_if(|at| *at < done).is_some() {}
        while self.ellipses.next_if(|at| *at < done).is_some() {}
        while self.line_feeds.next_if(|at| *at < done).is_some() {}
        let next = [self.full_stops.peek(), self.ellipses.peek(), self.line_feeds.peek()];
        next.into_iter().flatten().min().copied()
    }

    fn ends_sentence(&self, mark: &Mark) -> bool {
        if !self.text[mark.end..].starts_with(char::is_whitespace) {
            return false;
        }
        let following = self.following(mark.end);
        match following.kind {
            Kind::End | Kind::Small => return false,
            // „Nein.“ – Kim Jong Un: the source of a quotation.
            _ if mark.quoted && following.dash => return false,
            _ => {}
        }
        let opened = mark.bracketed && self.is_inserted(mark.start);
        if mark.strong {
            !opened
        } else if mark.ellipsis {
            let attached = !self.text[self.start..mark.start].ends_with(char::is_whitespace);
            !opened && following.kind == Kind::Capital && (attached || mark.quoted || self.is_opener(&following))
        } else {
            self.full_stop_ends(mark, &following)
        }
    }

    fn full_stop_ends(&self, mark: &Mark, following: &Following<'t>) -> bool {
        let word_start = self.word_start(mark.start);
        let word = &self.text[word_start..mark.start];
        if word.is_empty() {
            return true;
        }
        if word.ends_with(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic) {
            return !self.is_ordinal(word_start, word, following);
        }
        let before_number = || following.kind == Kind::Digit || is_roman(following.word);
        let after_number = || self.previous_word(word_start).1.ends_with(|c: char| c.is_ascii_digit());
        let opens = || self.is_opener(following);
        match self.abbreviation(word_start, word) {
            Some(Abbreviation::Inside) => false,
            Some(Abbreviation::Either) => opens(),
            Some(Abbreviation::Closing) => following.kind != Kind::Digit,
            Some(Abbreviation::Label | Abbreviation::Month) if before_number() => false,
            Some(Abbreviation::Unit | Abbreviation::Month) if after_number() => opens(),
            _ if is_initials(word) || has_no_vowel(word) => opens(),
            _ if is_roman(word) => !self.is_ordinal(word_start, word, following),
            _ => true,
        }
    }

    /// Whether the number, or Roman number, at `start` is an ordinal that belongs to what follows.
    fn is_ordinal(&self, start: usize, number: &str, following: &Following<'t>) -> bool {
        let groups: Vec<&str> = number.split(['.', ',', ':', '/', '-', '–']).collect();
        let last = groups.last().copied().unwrap_or_default();
        if number.contains([',', ':']) || last.len() > 3 && !is_roman(number) {
            return false;
        }
        if groups.len() > 1 && number.contains('.') && !number.contains(['-', '–', '/']) {
            // 18.1. is a date; 9.30 and 1.000 are not.
            let month = last.parse().is_ok_and(|month: u8| (1..=12).contains(&month));
            if !month || groups.len() > 2 {
                return false;
            }
        }
        if following.kind == Kind::Digit || self.begins_line(start) {
            return true;
        }
        if self.lexicon.is_month(following.word) {
            return true;
        }
        if self.is_opener(following) {
            return false;
        }
        let (mark, word) = self.previous_word(start);
        if let Some(mark) = mark {
            return match mark {
                ',' | ';' | ':' | '(' | '[' | '–' | '—' | '-' | '/' | '"' | '„' | '“' | '»' | '«' | '‚' | '‘' => {
                    true
                }
                '.' => word.ends_with(|c: char| c.is_ascii_digit()),
                _ => false,
            };
        }
        let genitive = word.starts_with(char::is_uppercase) && word.ends_with(['s', '\'', '’']);
        word.is_empty()
            || genitive
            || self.lexicon.precedes_ordinals(word)
            || self.lexicon.follows_ordinals(following.word)
    }

    /// The abbreviation that ends with the word at `start` and its full stop, together with the parts before it
    /// ("i. d. R."): the longest one.
    fn abbreviation(&self, start: usize, word: &str) -> Option<Abbreviation> {
        let form = &self.text[start..start + word.len() + 1];
        self.composed(start, form).or_else(|| self.listed(start, form))
    }

    /// The abbreviation of several parts that ends with `last`.
    fn composed(&self, start: usize, last: &str) -> Option<Abbreviation> {
        let (mut start, mut form, mut found) = (start, String::new(), None);
        for _ in 1..5 {
            let before = self.text[self.start..start].trim_end();
            let Some(rest) = before.strip_suffix('.') else { break };
            let end = self.start + rest.len();
            start = self.word_start(end);
            let part = &self.text[start..end];
            if part.is_empty() || part.chars().count() > 4 {
                break;
            }
            form = format!("{part}.{}", if form.is_empty() { last } else { &form });
            found = self.listed(start, &form).or(found);
        }
        found
    }

    /// The abbreviation that is written `form` and begins at `start`, or the last part of a compound.
    fn listed(&self, start: usize, form: &str) -> Option<Abbreviation> {
        let lexicon = self.lexicon;
        lexicon
            .abbreviation(form)
            .or_else(|| lexicon.abbreviation(form.rsplit_once('-')?.1))
            .or_else(|| if self.begins_sentence(start) { lexicon.abbreviation(&decapitalized(form)) } else { None })
    }

    /// Whether the bracket that closes behind `at` was opened inside the sentence: `(!)`, `[sic!]`, `[…]`.
    fn is_inserted(&self, at: usize) -> bool {
        let from = self.reach(at);
        let bracket = self.text[from..at].rfind(['(', '[']);
        bracket.is_some_and(|bracket| !self.text[self.start..from + bracket].trim_start().is_empty())
    }

    /// The beginning of the sentence, or a place near enough before `end`.
    fn reach(&self, end: usize) -> usize {
        let mut from = end.saturating_sub(REACH).max(self.start);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        from
    }

    fn is_opener(&self, following: &Following<'_>) -> bool {
        following.kind == Kind::Capital && self.lexicon.is_opener(following.word)
    }

    /// Where the run of characters without white space, quotation marks and brackets that ends at `end` begins.
    fn word_start(&self, end: usize) -> usize {
        let from = self.reach(end);
        let run = &self.text[from..end];
        run.char_indices().rev().find(|(_, c)| is_separator(*c)).map_or(from, |(at, c)| from + at + c.len_utf8())
    }

    /// The word before the one at `start`, and the mark that stands between them.
    fn previous_word(&self, start: usize) -> (Option<char>, &'t str) {
        let before = self.text[self.start..start].trim_end();
        let mark = before.chars().next_back().filter(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
        let end = self.start + before.len() - mark.map_or(0, char::len_utf8);
        (mark, &self.text[self.word_start(end)..end])
    }

    fn begins_sentence(&self, at: usize) -> bool {
        !self.text[self.start..at].contains(char::is_alphanumeric)
    }

    fn begins_line(&self, at: usize) -> bool {
        let before =
            self.text[self.start..at].trim_end_matches([' ', '\t', '\u{a0}', '(', '[', '-', '*', '•', '·', '#', '>']);
        before.is_empty() && (self.start == 0 || self.text[..self.start].ends_with('\n'))
    }

    fn following(&self, at: usize) -> Following<'t> {
        let mut dash = false;
        for (offset, c) in self.text[at..].char_indices() {
            let kind = match c {
                '\n' if self.continued.binary_search(&(at + offset)).is_err() => Kind::End,
                '.' | '!' | '?' | '…' => Kind::End,
                '–' | '—' | '-' => {
                    dash = true;
                    continue;
                }
                _ if c.is_whitespace() || is_bracket(c) || c == '¿' || c == '¡' => continue,
                _ if c.is_lowercase() => Kind::Small,
                _ if c.is_uppercase() => Kind::Capital,
                _ if c.is_numeric() => Kind::Digit,
                _ => Kind::Other,
            };
            let rest = &self.text[at + offset..];
            let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
            return Following { kind, word, dash };
        }
        Following { kind: Kind::End, word: "", dash }
    }
}

impl Iterator for Boundaries<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while let Some(at) = self.next_candidate() {
            let end = if self.text.as_bytes()[at] == b'\n' {
                self.done = at + 1;
                if self.continued.binary_search(&at).is_ok() {
                    continue;
                }
                at
            } else {
                let mark = Mark::read(self.text, at);
                self.done = mark.end;
                if !self.ends_sentence(&mark) {
                    continue;
                }
                mark.end
            };
            let next = self.text.len() - self.text[end..].trim_start().len();
            self.start = next;
            self.done = next;
            return (next < self.text.len()).then_some(next);
        }
        None
    }
}

impl Mark {
    fn read(text: &str, start: usize) -> Self {
        let mut mark = Self { start, end: start, strong: false, ellipsis: false, quoted: false, bracketed: false };
        let mut full_stops = 0;
        // Marks behind a bracket end the sentence around it.
        for c in text[start..].chars() {
            match c {
                '.' | '!' | '?' | '…' => {
                    mark.strong |= matches!(c, '!' | '?');
                    mark.ellipsis |= c == '…' && full_stops == 0;
                    full_stops += usize::from(c == '.' && !mark.quoted && !mark.bracketed);
                    mark.bracketed = false;
                }
                ')' | ']' | '}' => mark.bracketed = true,
                '"' | '“' | '”' | '»' | '«' | '‘' | '’' | '\'' | '›' | '‹' => mark.quoted = true,
                _ => break,
            }
            mark.end += c.len_utf8();
        }
        mark.ellipsis |= full_stops > 1;
        mark
    }
}

fn is_separator(c: char) -> bool {
    !c.is_ascii_alphanumeric() && (c.is_whitespace() || is_bracket(c) || c == '*')
}

/// Quotation marks and brackets, opening and closing.
fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '"' | '„' | '“' | '”' | '»' | '«' | '‚' | '‘' | '›' | '‹')
}

/// Single letters with full stops between them: "J", "U.S".
fn is_initials(word: &str) -> bool {
    word.split(['.', '-']).all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    })
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
}

/// A word that cannot be spoken: an abbreviation that no list has ("Bgm."). Words in capitals are acronyms.
fn has_no_vowel(word: &str) -> bool {
    word.chars().all(|c| c.is_alphabetic() && !"aeiouyäöüéèáàAEIOUYÄÖÜÉ".contains(c) && c.is_ascii())
        && word.starts_with(char::is_uppercase)
        && word.contains(char::is_lowercase)
}

fn decapitalized(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
