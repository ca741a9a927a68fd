//! Tagged tokens → items: noun and prepositional phrases with agreement, and what stands between them.
//!
//! A phrase is built from left to right; case, number and gender are what determiner, adjectives and head have in common.
//!
//! `nominal` builds one phrase, with `modifiers` before its head and `followers` after it; `agree` says which cells words
//! leave to it; `coordination` joins phrases.

mod agree;
mod coordination;
mod followers;
mod modifiers;
mod nominal;
pub mod prepositions;

pub use self::agree::union;
use super::lexicon::entry::{Cells, Class, Column, Word};
use super::morphology::{Meaning, Tag};
use super::tagging::Tagged;
use crate::glossary::EntryType;
use crate::translate::Atom;
use crate::translate::rules::word_sets::Set;

/// What stands before a head besides the determiner.
#[derive(Clone, Debug, PartialEq)]
pub enum Modifier {
    /// An adjective or number with the adverbs before it (token indices, the adjective last).
    Adjective(Vec<usize>),
    /// A participle with its complements: im Dezember verabschiedete.
    Extended(Vec<Item>, usize),
    /// A mark between adjectives.
    Mark(usize),
}

/// A noun phrase, with its preposition if it has one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phrase {
    /// First token.
    pub start: usize,
    /// Token after the last, without what was attached later.
    pub end: usize,
    /// Prepositions; the last governs.
    pub prepositions: Vec<usize>,
    /// Determiner.
    pub determiner: Option<usize>,
    /// A focus adverb or negation before all.
    pub focus: Vec<usize>,
    /// Adjectives and numbers.
    pub modifiers: Vec<Modifier>,
    /// Head tokens: one noun or pronoun, or the words of a name.
    pub head: Vec<usize>,
    /// Agreement cells.
    pub cells: Cells,
    /// Semantic class of the head.
    pub class: Class,
    /// A name or noun that stands in close apposition: Präsident | Putin, Millionen | Euro.
    pub close: Option<Box<Phrase>>,
    /// A genitive after the head.
    pub genitive: Option<Box<Phrase>>,
    /// A genitive before the head: Putins | Besuch.
    pub possessor: Option<Box<Phrase>>,
    /// Phrases and clauses that follow within it.
    pub attached: Vec<Item>,
    /// Coordinated phrases with the tokens (conjunction, comma) before each.
    pub coordinated: Vec<(usize, Phrase)>,
    /// An apposition between commas.
    pub apposition: Option<Box<Phrase>>,
}

/// A constituent of a clause.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Noun or prepositional phrase.
    Phrase(Phrase),
    /// A verb form.
    Verb(usize),
    /// Any other single token, with its tag in the token list.
    Word(usize),
    /// An undeclined adjective with the adverbs before it.
    Adjective(Vec<usize>),
    /// A clause, by its index in the clause list.
    Clause(usize),
    /// What stands in brackets.
    Bracket(Vec<usize>, Vec<Item>),
}

impl Phrase {
    /// Whether it is governed by a preposition.
    pub fn is_prepositional(&self) -> bool {
        !self.prepositions.is_empty()
    }

    /// Whether only the plural column is left; coordination with "und" makes a plural.
    pub fn is_plural(&self, tokens: &[Tagged]) -> bool {
        if self.coordinated.iter().any(|(token, _)| Set::AdditiveConjunction.holds(&tokens[*token].token.text)) {
            return true;
        }
        let cells = self.cells;
        cells.has_column(Column::Plural)
            && !(cells.has_column(Column::Masculine)
                || cells.has_column(Column::Feminine)
                || cells.has_column(Column::Neuter))
    }

    /// The last member of a coordination, or the phrase itself.
    pub fn last_member(&mut self) -> &mut Self {
        if self.coordinated.is_empty() {
            return self;
        }
        let last = self.coordinated.len() - 1;
        &mut self.coordinated[last].1
    }

    /// Whether both can stand in one case.
    pub fn shares_case(&self, other: &Self) -> bool {
        agree::case_mask(self.cells) & agree::case_mask(other.cells) != 0
    }

    /// Token of the head that decides class and number.
    pub fn head_token(&self) -> usize {
        self.head.last().copied().unwrap_or(self.start)
    }
}

/// Groups tokens into items.
#[derive(Clone, Copy, Debug)]
pub struct Chunker<'a> {
    /// The tokens.
    pub tokens: &'a [Tagged],
    /// The atoms of the sentence.
    pub atoms: &'a [Atom<'a>],
    /// First and last token of what stands between quotation marks.
    pub quotes: &'a [(usize, usize)],
}

impl<'a> Chunker<'a> {
    /// All items of a stretch of tokens.
    pub fn items(&self, start: usize, end: usize) -> Vec<Item> {
        let mut items = Vec::new();
        let mut at = start;
        while at < end {
            if let Some(close) = self.bracket(at, end) {
                let bracket = Item::Bracket(vec![at, close], self.items(at + 1, close));
                at = close + 1;
                match items.last_mut() {
                    Some(Item::Phrase(phrase)) => {
                        let member = phrase.last_member();
                        member.attached.push(bracket);
                        at = self.genitive_after(member, at, end);
                    }
                    _ => items.push(bracket),
                }
                continue;
            }
            if let Some((phrase, next)) = self.coordinated_phrase(at, end) {
                items.push(Item::Phrase(phrase));
                at = next.max(at + 1);
                continue;
            }
            match self.tokens[at].tag {
                Tag::Verb => items.push(Item::Verb(at)),
                Tag::Predicative | Tag::Attributive => items.push(Item::Adjective(vec![at])),
                Tag::Am if self.tag(at + 1) == Some(Tag::Attributive) || self.tag(at + 1) == Some(Tag::Predicative) => {
                    items.push(Item::Adjective(vec![at, at + 1]));
                    at += 1;
                }
                Tag::Adverb if self.tag(at + 1) == Some(Tag::Predicative) && at + 1 < end && self.is_degree(at) => {
                    items.push(Item::Adjective(vec![at, at + 1]));
                    at += 1;
                }
                _ => items.push(Item::Word(at)),
            }
            at += 1;
        }
        items
    }

    fn tag(&self, at: usize) -> Option<Tag> {
        self.tokens.get(at).map(|token| token.tag)
    }

    fn bracket(&self, at: usize, end: usize) -> Option<usize> {
        let open = &self.tokens[at].token;
        let close = if open.is_mark('(') {
            ')'
        } else if open.is_mark('[') {
            ']'
        } else {
            return None;
        };
        (at + 1..end.min(at + 60)).find(|&place| self.tokens[place].token.is_mark(close))
    }

    /// Semantic class of a token.
    pub fn class(&self, at: usize) -> Class {
        let reading = self.tokens[at].reading();
        match (&reading.meaning, reading.word()) {
            (Meaning::Atom(index), _) => self.atoms.get(*index).map_or(Class::Abstract, |atom| match atom.kind {
                EntryType::Person | EntryType::Title => Class::Human,
                EntryType::Place => Class::Place,
                EntryType::Organization => Class::Body,
                EntryType::Term if atom.demonym => Class::Human,
                EntryType::Term => Class::Abstract,
            }),
            (Meaning::Gerund(_), _) => Class::Act,
            (Meaning::Nominalized(_), _) => Class::Human,
            (_, Some(Word::Noun { class, .. } | Word::Name { class, .. })) => *class,
            _ if reading.tag == Tag::Name => Class::Human,
            _ => Class::Abstract,
        }
    }
}
