//! Tokens → readings: look-up of full forms, and what the grammar of word formation says of words that the lexicon does
//! not list: declined participles, adjectives and infinitives used as nouns, feminine persons, compounds, names.
//!
//! `derivation`, `compounds` and `names` read what is not listed; `numbers` writes numbers.

mod compounds;
mod derivation;
mod names;
mod numbers;

use self::derivation::guess;
use self::names::atom_readings;
pub use self::names::name_readings;
pub use self::numbers::{cardinal, english_number, ordinal};
use super::lexicon::entry::{Case, Cells, Column, Ending, Form, Lexeme, Persons, VerbForm, Word};
use super::lexicon::{Lexicon, agreement};
use super::token::{Token, TokenKind};
use crate::glossary::EntryType;
use crate::glossary::surface::head_of;
use crate::translate::Atom;

/// Part of speech of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Tag {
    Noun,
    Name,
    /// Declined adjective before a noun.
    Attributive,
    /// Undeclined adjective.
    Predicative,
    Determiner,
    Pronoun,
    Personal,
    Reflexive,
    Relative,
    Interrogative,
    Preposition,
    Conjunction,
    Subjunction,
    /// um, ohne, statt before an infinitive.
    ZuSubjunction,
    /// als, wie.
    Comparison,
    Negation,
    Zu,
    Am,
    Number,
    Verb,
    /// Separable prefix that stands apart.
    Prefix,
    Adverb,
    Interjection,
    Comma,
    /// Full stop, question mark, exclamation mark, semicolon, colon.
    Stop,
    /// Quotation mark.
    Quote,
    /// Bracket, dash, or another mark.
    Mark,
}

/// Where the English of a reading comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A lexeme.
    Lexeme(&'static Lexeme<'static>),
    /// A participle of a verb, used as an adjective.
    Participle(&'static Lexeme<'static>, VerbForm),
    /// A compound: English of its first parts, and its head.
    Compound(String, Box<Meaning>),
    /// A noun made of an adjective or participle: die Verletzten.
    Nominalized(Box<Meaning>),
    /// A noun made of an infinitive: das Warten.
    Gerund(&'static Lexeme<'static>),
    /// A feminine of a masculine noun: the meaning is the masculine's.
    Feminine(Box<Meaning>),
    /// A mention, by index of its atom.
    Atom(usize),
    /// English words given outright.
    Text(String),
    /// No English is known.
    Unknown,
}

/// One way to read a token.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Part of speech.
    pub tag: Tag,
    /// Form.
    pub form: Form,
    /// Agreement cells of nominal words; all for others.
    pub cells: Cells,
    /// English.
    pub meaning: Meaning,
}

impl Reading {
    pub fn new(tag: Tag, form: Form, cells: Cells, meaning: Meaning) -> Self {
        Self { tag, form, cells, meaning }
    }

    fn plain(tag: Tag) -> Self {
        Self::new(tag, Form::Plain, Cells::ALL, Meaning::Unknown)
    }

    /// The lexeme's word, looking through compounds.
    pub fn word(&self) -> Option<&'static Word<'static>> {
        self.meaning.lexeme().map(|lexeme| &lexeme.word)
    }

    /// The verb form, if it is a verb.
    pub fn verb_form(&self) -> Option<(VerbForm, Persons, bool)> {
        match self.form {
            Form::Verb { form, persons, detached } => Some((form, persons, detached)),
            _ => None,
        }
    }

    /// Tag in closed.tsv or category in phrases.tsv; empty for open classes.
    pub fn function(&self) -> &'static str {
        match self.word() {
            Some(Word::Function { tag, .. }) => tag,
            _ => "",
        }
    }
}

impl Meaning {
    /// The lexeme at the head.
    pub fn lexeme(&self) -> Option<&'static Lexeme<'static>> {
        match self {
            Self::Lexeme(lexeme) | Self::Participle(lexeme, _) | Self::Gerund(lexeme) => Some(lexeme),
            Self::Compound(_, head) | Self::Nominalized(head) | Self::Feminine(head) => head.lexeme(),
            Self::Atom(_) | Self::Text(_) | Self::Unknown => None,
        }
    }
}

/// Finds the readings of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Morphology<'l> {
    lexicon: &'l Lexicon,
}

impl<'l> Morphology<'l> {
    /// Morphology over a lexicon.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon }
    }

    /// Readings of a token, never none. `initial`: a sentence begins with it, so its capital says nothing.
    pub fn readings(&self, token: &Token, atoms: &[Atom<'_>], initial: bool) -> Vec<Reading> {
        match &token.kind {
            TokenKind::Mark(mark) => vec![Reading::plain(mark_tag(*mark))],
            TokenKind::Number => {
                vec![Reading::new(Tag::Number, Form::Plain, Cells::ALL, Meaning::Text(english_number(&token.text)))]
            }
            TokenKind::Ordinal => {
                let english = ordinal(token.text.trim_end_matches('.'));
                vec![Reading::new(Tag::Attributive, Form::Plain, Cells::ALL, Meaning::Text(english))]
            }
            TokenKind::Atom(index) => atoms
                .get(*index)
                .map_or_else(|| vec![Reading::plain(Tag::Name)], |atom| self.mention(*index, atom, &token.text)),
            TokenKind::Sequence(postings) => {
                let mut readings = Vec::new();
                for posting in postings {
                    self.interpret(posting.lexeme, posting.form, &mut readings);
                }
                if readings.is_empty() { vec![Reading::plain(Tag::Adverb)] } else { readings }
            }
            TokenKind::Word => self.word(&token.text, initial),
        }
    }

    /// A mention. Its gender is that of the headword; another of its names may have a noun of another gender: der Verband,
    /// die Organisation.
    fn mention(&self, index: usize, atom: &Atom<'_>, text: &str) -> Vec<Reading> {
        let mut readings = atom_readings(index, atom, text);
        let words: Vec<&str> = text.split(' ').collect();
        let noun = Some(words[head_of(&words)]).filter(|_| words.len() > 1 && atom.kind == EntryType::Organization);
        let known = noun.map(|noun| self.word(noun, false)).unwrap_or_default();
        let cells = known.iter().filter(|reading| reading.tag == Tag::Noun).map(|reading| reading.cells);
        let cells = cells.fold(Cells::NONE, Cells::or);
        if let [reading] = &mut readings[..]
            && !cells.is_empty()
            && reading.cells.and(cells).is_empty()
        {
            (reading.cells, reading.form) = (cells, Form::Noun(cells));
        }
        if let ([reading], true, EntryType::Title) = (&mut readings[..], atom.genitive, atom.kind) {
            // Regierungschefs: what ends like a genitive can be the plural.
            let last = text.rsplit(' ').next().unwrap_or(text);
            let plural = self.word(last, false).iter().fold(Cells::NONE, |cells, known| cells.or(known.cells));
            let plural = plural.and(Cells::column(Column::Plural));
            if plural.has(Case::Nominative) {
                reading.cells = reading.cells.or(plural);
                reading.form = Form::Noun(reading.cells);
            }
        }
        readings
    }

    fn word(&self, text: &str, initial: bool) -> Vec<Reading> {
        let mut readings = self.look_up(text);
        if readings.is_empty() {
            // Swiss spelling has no ß.
            let lower = initial.then(|| lower_first(text));
            let spellings = [Some(text.to_owned()), lower].into_iter().flatten();
            let spellings = spellings.flat_map(|text| with_sharp_s(&text));
            let mut known = spellings.map(|text: String| self.look_up(&text));
            readings = known.find(|readings| !readings.is_empty()).unwrap_or_default();
        }
        let capitalized = text.starts_with(char::is_uppercase);
        let upper = text.chars().count() > 1 && text.chars().all(|letter| !letter.is_lowercase());
        if (capitalized && initial) || upper {
            let lower = text.to_lowercase();
            let lower = if upper { lower } else { lower_first(text) };
            readings.extend(self.look_up(&lower));
            self.participial(&lower, &mut readings);
            if upper && readings.is_empty() {
                readings.extend(self.look_up(&upper_first(&lower)));
            }
        }
        if !capitalized {
            self.participial(text, &mut readings);
        }
        if !readings.is_empty()
            && (!capitalized
                || readings.iter().any(|reading| matches!(reading.tag, Tag::Noun | Tag::Name))
                || initial
                || upper)
        {
            return readings;
        }
        if let Some(stem) = text.strip_suffix('-') {
            return self.suspended(stem);
        }
        if let Some(found) = self.counted_compound(text) {
            return found;
        }
        if capitalized || text.starts_with(|first: char| first.is_ascii_digit()) {
            if let Some(derived) = self.nominal(text) {
                readings.extend(derived);
                return readings;
            }
            if !readings.is_empty() {
                return readings;
            }
            return name_readings(text);
        }
        if let Some(found) = self.lower_compound(text) {
            return found;
        }
        guess(text)
    }

    /// Readings by look-up alone.
    fn look_up(&self, form: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        for posting in self.lexicon.postings(form) {
            self.interpret(posting.lexeme, posting.form, &mut readings);
        }
        readings
    }

    /// Readings of a part of a compound.
    fn part(&self, form: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        for posting in self.lexicon.part_postings(form) {
            self.interpret(posting.lexeme, posting.form, &mut readings);
        }
        readings
    }

    fn interpret(&self, lexeme: u32, form: Form, readings: &mut Vec<Reading>) {
        let Some(lexeme) = self.lexicon.lexeme(lexeme) else { return };
        let meaning = Meaning::Lexeme(lexeme);
        let mut add = |tag, cells| readings.push(Reading::new(tag, form, cells, meaning.clone()));
        match (&lexeme.word, form) {
            (Word::Noun { .. }, Form::Noun(cells)) => add(Tag::Noun, cells),
            (Word::Noun { .. }, Form::Adjective(ending, _)) => add(Tag::Noun, agreement::loose_cells(ending)),
            (Word::Name { .. }, Form::Noun(cells)) => add(Tag::Name, cells),
            (Word::Verb { .. }, _) => add(Tag::Verb, Cells::ALL),
            (Word::Adjective { .. }, Form::Adjective(Ending::None, _)) => {
                if lexeme.lemma.starts_with(char::is_uppercase) && lexeme.lemma.ends_with("er") {
                    add(Tag::Attributive, Cells::ALL);
                } else {
                    add(Tag::Predicative, Cells::ALL);
                }
            }
            (Word::Adjective { .. }, Form::Adjective(ending, _)) => {
                add(Tag::Attributive, agreement::loose_cells(ending))
            }
            (Word::Adverb { class, .. }, _) => {
                add(if *class == "question" { Tag::Subjunction } else { Tag::Adverb }, Cells::ALL);
                if *class == "question" {
                    add(Tag::Adverb, Cells::ALL);
                }
            }
            (Word::Function { tag, .. }, Form::Function(cells)) => {
                if let Some(tag) = function_tag(tag) {
                    add(tag, cells);
                }
            }
            _ => add(Tag::Adverb, Cells::ALL),
        }
    }
}

fn function_tag(tag: &str) -> Option<Tag> {
    Some(match tag {
        "art" | "ein" | "poss" | "dem" | "quant" | "inter-det" | "poss-gen" | "det" => Tag::Determiner,
        "pers" => Tag::Personal,
        "refl" => Tag::Reflexive,
        "rel" => Tag::Relative,
        "inter" => Tag::Interrogative,
        "pron" => Tag::Pronoun,
        "prepart" => Tag::Preposition,
        "conj" => Tag::Conjunction,
        "subconj" => Tag::Subjunction,
        "zu-conj" => Tag::ZuSubjunction,
        "comp" => Tag::Comparison,
        "neg" => Tag::Negation,
        "zu" => Tag::Zu,
        "am" => Tag::Am,
        "num" => Tag::Number,
        "adj" => Tag::Predicative,
        "noun" => Tag::Noun,
        "interj" => Tag::Interjection,
        _ if tag.starts_with("prep") => Tag::Preposition,
        _ if tag.starts_with("adv") => Tag::Adverb,
        _ => return None,
    })
}

fn mark_tag(mark: char) -> Tag {
    match mark {
        ',' => Tag::Comma,
        '.' | '!' | '?' | ';' | ':' | '…' => Tag::Stop,
        '"' | '„' | '“' | '”' | '«' | '»' | '‚' | '‘' | '’' | '\'' | '‹' | '›' => Tag::Quote,
        _ => Tag::Mark,
    }
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// The spellings with ß for one ss, each place by itself.
fn with_sharp_s(text: &str) -> Vec<String> {
    text.match_indices("ss").map(|(at, pair)| format!("{}ß{}", &text[..at], &text[at + pair.len()..])).collect()
}
