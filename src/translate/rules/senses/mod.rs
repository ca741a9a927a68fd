//! The choice among a word's English equivalents, by what stands around it.
//!
//! An equivalent without conditions is a default; of those whose conditions all hold the most specific wins (a neighbour
//! says more than a class, a class more than a form, a form more than the domain of the text), and among equals the one that
//! the lexicon lists first, since it lists them by frequency. Conditions on neighbours are asked of [`Neighbours`], which
//! knows the relations between the words of one sentence.

pub mod government;
mod neighbours;
mod record;

use std::cell::{Cell, RefCell};

use super::clauses::Tree;
use super::lexicon::entry::{Class, Condition, Equivalent, Relation, Word};
use super::phrases::{Phrase, prepositions};
use super::tagging::Tagged;
use neighbours::Neighbours;
pub use record::{Choice, Reason, Rejected, unmet};

/// What the words of one sentence say about each other.
#[derive(Debug)]
pub struct Senses<'a> {
    tokens: &'a [Tagged],
    domains: &'a [&'static str],
    neighbours: Neighbours,
    /// What was chosen, if somebody wants to know.
    choices: Option<RefCell<Vec<Choice>>>,
    doubts: Cell<Doubts>,
}

/// How often the choice was not sure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doubts {
    /// Words whose first equivalent was taken while others stood beside it without a condition.
    pub ambiguous: u32,
    /// Verbs no frame of which fits the clause.
    pub unfit: u32,
    /// Words for which the grammar found no place.
    pub stranded: u32,
    /// Finite clauses for which no subject was found.
    pub subjectless: u32,
    /// Clauses that want a finite verb and have none.
    pub nonfinite: u32,
}

/// Where a word stands whose English is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Site {
    /// Its token.
    pub token: usize,
    /// Of nouns: the German is plural.
    pub plural: Option<bool>,
    /// Of adjectives: it stands before its noun.
    pub attributive: Option<bool>,
    /// Of adjectives: class of the noun.
    pub class: Option<Class>,
    /// It is the last part of a compound.
    pub head: bool,
}

impl Site {
    /// Where an adjective stands.
    pub fn adjective(token: usize, class: Class, attributive: bool) -> Self {
        Self { token, class: Some(class), attributive: Some(attributive), ..Self::default() }
    }
}

impl<'a> Senses<'a> {
    /// Relates the words of an analysed sentence; records choices only if asked, since that takes time.
    pub fn new(tokens: &'a [Tagged], tree: &Tree, domains: &'a [&'static str], recording: bool) -> Self {
        let choices = recording.then(RefCell::default);
        let neighbours = Neighbours::new(tokens, tree);
        let doubts = Cell::new(Doubts { nonfinite: neighbours.nonfinite, ..Doubts::default() });
        Self { tokens, domains, neighbours, choices, doubts }
    }

    /// The best equivalent for a word at a site; `None` if there is none at all.
    pub fn choose<'e>(&self, site: Site, english: &'e [Equivalent<'static>]) -> Option<&'e Equivalent<'static>> {
        let chosen = self.fitting(site, english)?;
        let is_default = |equivalent: &&Equivalent<'_>| equivalent.conditions.is_empty() && equivalent.hint.is_empty();
        if is_default(&chosen) && english.iter().filter(is_default).count() > 1 {
            self.doubt(|doubts| &mut doubts.ambiguous);
        }
        if let Some(choices) = &self.choices {
            choices.borrow_mut().push(self.explained(site, english, chosen));
        }
        Some(chosen)
    }

    /// As [`Self::choose`], without noting it: for what else the equivalent says.
    pub fn fitting<'e>(&self, site: Site, english: &'e [Equivalent<'static>]) -> Option<&'e Equivalent<'static>> {
        let mut best: Option<(u32, &Equivalent<'static>)> = None;
        for equivalent in english.iter().filter(|equivalent| self.applies(site, equivalent)) {
            let weight = specificity(equivalent);
            if best.is_none_or(|(known, _)| weight > known) {
                best = Some((weight, equivalent));
            }
        }
        best.map(|(_, equivalent)| equivalent).or(english.first())
    }

    fn applies(&self, site: Site, equivalent: &Equivalent<'_>) -> bool {
        equivalent.conditions.iter().all(|condition| self.holds(site, condition))
            && government::of_hint(equivalent.hint).is_none_or(|preposition| self.attaches(site.token, preposition))
            && !matches!(equivalent.hint, "zu" | "dass" | "als")
    }

    /// Whether a condition holds at a site.
    pub fn holds(&self, site: Site, condition: &Condition<'_>) -> bool {
        match condition {
            Condition::Plural => site.plural.or(self.neighbours.noun_is_plural(site.token)) == Some(true),
            Condition::Singular => site.plural.or(self.neighbours.noun_is_plural(site.token)) == Some(false),
            Condition::Attributive => site.attributive == Some(true),
            Condition::Predicative => site.attributive == Some(false),
            Condition::Object(wanted) | Condition::Subject(wanted) => {
                let class = self.neighbours.noun_class(site.token).or(site.class);
                class.is_some_and(|class| class.satisfies(*wanted))
            }
            Condition::Domain(domain) => self.domains.contains(domain),
            Condition::Head => site.head,
            Condition::Compound => false,
            Condition::Genitive => self.neighbours.of(site.token, Relation::Genitive).next().is_some(),
            Condition::Number => {
                let mut qualifiers = self.neighbours.of(site.token, Relation::Adjective);
                qualifiers.any(|token| self.is(token, "NUM"))
            }
            Condition::Neighbour(relation, words) => self.neighbour(site.token, *relation, words),
        }
    }

    /// Whether one of the words (`|` between them) stands in a relation to a token.
    pub fn neighbour(&self, token: usize, relation: Relation, words: &str) -> bool {
        let next = || Some(token + 1).filter(|next| *next < self.tokens.len());
        match relation {
            Relation::Part => {
                let text = self.text(token).to_lowercase();
                words.split('|').any(|word| text.len() > word.len() && text.starts_with(&word.to_lowercase()))
            }
            Relation::Next => next().is_some_and(|next| self.is_one_of(next, words)),
            Relation::Previous => match token.checked_sub(1) {
                Some(before) => self.is_one_of(before, words),
                None => words.split('|').any(|word| word == record::START),
            },
            Relation::With => (0..self.tokens.len()).any(|other| other != token && self.is_one_of(other, words)),
            _ => self.neighbours.of(token, relation).any(|other| self.is_one_of(other, words)),
        }
    }

    /// Whether a token is one of the words.
    pub fn is_one_of(&self, token: usize, words: &str) -> bool {
        words.split('|').any(|word| self.is(token, word))
    }

    /// Whether a token is a form of a word, or of a compound with that head, or of the kind that a name in capitals stands for:
    /// `NUM`, `ADJ`, `COMP` (comparative), `NAME`, `NOUN`, `NEG`, `START` (nothing or a mark), or a class (`HUMAN`).
    fn is(&self, token: usize, word: &str) -> bool {
        let tagged = &self.tokens[token];
        let capitals = word.len() > 1 && word.bytes().all(|letter| letter.is_ascii_uppercase());
        if let Some(class) = Class::parse(&word.to_lowercase()).filter(|_| capitals) {
            return self.neighbours.class(token).is_some_and(|known| known.satisfies(class));
        }
        record::is_kind(tagged, word).unwrap_or_else(|| {
            let mut lemmas = tagged.readings.iter().filter_map(|reading| reading.meaning.lexeme());
            tagged.token.text.eq_ignore_ascii_case(word) || lemmas.any(|lexeme| is_form(lexeme.lemma, word))
        })
    }

    fn attaches(&self, token: usize, preposition: &str) -> bool {
        self.neighbours.of(token, Relation::Attached).any(|other| government::is(self.text(other), preposition))
    }

    /// What the adjective or noun before a prepositional phrase makes of its preposition: zuständig für → responsible for.
    pub fn governed(&self, phrase: &Phrase, preposition: usize) -> Option<&'static str> {
        let german = self.text(preposition);
        self.neighbours.of(phrase.head_token(), Relation::Governor).find_map(|governor| {
            let lexeme = self.tokens[governor].reading().meaning.lexeme()?;
            let english = match &lexeme.word {
                Word::Adjective { english } => government::of_adjective(english, german),
                Word::Noun { .. } => prepositions::governed_by(lexeme.lemma, &german.to_lowercase(), phrase.cells),
                _ => None,
            }?;
            self.note(|| Choice::governed(preposition, english, lexeme.lemma));
            Some(english)
        })
    }

    fn text(&self, token: usize) -> &'a str {
        &self.tokens[token].token.text
    }

    /// Counts a doubt.
    pub fn doubt(&self, which: impl FnOnce(&mut Doubts) -> &mut u32) {
        let mut doubts = self.doubts.get();
        *which(&mut doubts) += 1;
        self.doubts.set(doubts);
    }

    /// The doubts so far.
    pub fn doubts(&self) -> Doubts {
        self.doubts.get()
    }

    /// Takes the choices so far, in the order in which they were made.
    pub fn choices(&self) -> Vec<Choice> {
        self.choices.as_ref().map(RefCell::take).unwrap_or_default()
    }

    /// Notes a choice that was made elsewhere.
    pub fn note(&self, choice: impl FnOnce() -> Choice) {
        if let Some(choices) = &self.choices {
            choices.borrow_mut().push(choice());
        }
    }
}

/// The equivalent for want of any context.
pub fn default<'e>(english: &'e [Equivalent<'static>]) -> Option<&'e Equivalent<'static>> {
    english.iter().find(|equivalent| equivalent.conditions.is_empty()).or(english.first())
}

/// Whether a citation form is a word, or a compound with it as its head (Personenwagen is a Wagen, ausgehen no gehen).
fn is_form(lemma: &str, word: &str) -> bool {
    const SHORTEST_HEAD: usize = 4;
    lemma == word
        || lemma.contains('|') && lemma.split('|').collect::<String>() == word
        || word.starts_with(char::is_uppercase)
            && word.chars().count() >= SHORTEST_HEAD
            && lemma.len() > word.len()
            && lemma.to_lowercase().ends_with(&word.to_lowercase())
}

/// How much the conditions of an equivalent say.
fn specificity(equivalent: &Equivalent<'_>) -> u32 {
    let hint = u32::from(government::of_hint(equivalent.hint).is_some()) * 8;
    let weights = equivalent.conditions.iter().map(|condition| match condition {
        Condition::Neighbour(..) => 8,
        Condition::Object(_) | Condition::Subject(_) => 4,
        Condition::Domain(_) => 1,
        _ => 2,
    });
    hint + weights.sum::<u32>()
}
