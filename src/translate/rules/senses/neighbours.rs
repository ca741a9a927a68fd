//! Which words of a sentence stand in which relation to each other, read off its phrases and clauses.

use crate::translate::rules::clauses::{Clause, Kind, Tree};
use crate::translate::rules::lexicon::entry::{Case, Class, Column, Relation};
use crate::translate::rules::phrases::{Item, Modifier, Phrase};
use crate::translate::rules::tagging::Tagged;
use crate::translate::rules::transfer::verb_group;

/// For each token its neighbours, by token.
#[derive(Debug)]
pub struct Neighbours {
    links: Vec<Vec<(Relation, usize)>>,
    /// Classes of the heads of phrases.
    classes: Vec<Option<Class>>,
    /// Of heads of phrases: whether they are plural.
    plurals: Vec<bool>,
    /// How many clauses that want a finite verb have none.
    pub nonfinite: u32,
}

impl Neighbours {
    /// Relates the words of an analysed sentence.
    pub fn new(tokens: &[Tagged], tree: &Tree) -> Self {
        let mut neighbours = Self {
            links: vec![Vec::new(); tokens.len()],
            classes: vec![None; tokens.len()],
            plurals: vec![false; tokens.len()],
            nonfinite: 0,
        };
        for clause in &tree.clauses {
            neighbours.clause(tokens, clause);
        }
        neighbours
    }

    /// The neighbours of a token in a relation.
    pub fn of(&self, token: usize, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        let links = self.links.get(token).map_or(&[][..], Vec::as_slice);
        links.iter().filter(move |(known, _)| *known == relation).map(|(_, other)| *other)
    }

    /// Class of the noun that an adjective qualifies.
    pub fn noun_class(&self, adjective: usize) -> Option<Class> {
        self.of(adjective, Relation::Noun).find_map(|noun| self.class(noun))
    }

    /// Whether the noun that an adjective qualifies is plural.
    pub fn noun_is_plural(&self, adjective: usize) -> Option<bool> {
        self.of(adjective, Relation::Noun).find_map(|noun| self.plurals.get(noun).copied())
    }

    /// Class of the phrase that has a token as its head.
    pub fn class(&self, head: usize) -> Option<Class> {
        self.classes.get(head).copied().flatten()
    }

    fn link(&mut self, token: usize, relation: Relation, other: usize) {
        if token != other
            && let Some(links) = self.links.get_mut(token)
        {
            links.push((relation, other));
        }
    }

    fn clause(&mut self, tokens: &[Tagged], clause: &Clause) {
        let complex = verb_group::read(tokens, clause);
        // A participle that shares its auxiliary with the clause before is no fault.
        let wants_finite = !matches!(clause.kind, Kind::Infinitive | Kind::Fragment) && clause.previous.is_none();
        self.nonfinite += u32::from(wants_finite && complex.as_ref().is_some_and(|complex| !complex.form.is_finite()));
        let verb = complex.map(|complex| complex.token);
        let subject = clause
            .items
            .iter()
            .filter_map(Item::phrase)
            .find(|phrase| !phrase.is_prepositional() && phrase.cells.has(Case::Nominative));
        let predicate = clause.items.iter().rev().find_map(|item| match item {
            Item::Adjective(tokens) => tokens.last().copied(),
            _ => None,
        });
        let mut before: Option<&Phrase> = None;
        for item in &clause.items {
            self.item(item, verb);
            if let (Item::Adjective(words), Some(subject)) = (item, subject)
                && let Some(&adjective) = words.last()
            {
                self.link(adjective, Relation::Noun, subject.head_token());
            }
            if let Item::Phrase(phrase) = item
                && let Some(&preposition) = phrase.prepositions.last()
            {
                for noun in before.filter(|before| before.end == phrase.start).map(last_nouns).unwrap_or_default() {
                    self.governs(noun, phrase, preposition);
                }
                if let Some(adjective) = predicate {
                    self.governs(adjective, phrase, preposition);
                }
            }
            before = item.phrase();
        }
    }

    fn governs(&mut self, governor: usize, phrase: &Phrase, preposition: usize) {
        self.link(phrase.head_token(), Relation::Governor, governor);
        self.link(governor, Relation::Attached, preposition);
    }

    fn item(&mut self, item: &Item, verb: Option<usize>) {
        match item {
            Item::Phrase(phrase) => self.phrase(phrase, verb),
            Item::Word(token) => self.relate_to_verb(*token, verb),
            Item::Adjective(tokens) => {
                if let Some(&adjective) = tokens.last() {
                    self.relate_to_verb(adjective, verb);
                }
            }
            Item::Bracket(_, items) => items.iter().for_each(|inner| self.item(inner, None)),
            Item::Verb(_) | Item::Clause(_) => {}
        }
    }

    fn relate_to_verb(&mut self, token: usize, verb: Option<usize>) {
        if let Some(verb) = verb {
            self.link(token, Relation::Verb, verb);
        }
    }

    fn phrase(&mut self, phrase: &Phrase, verb: Option<usize>) {
        let head = phrase.head_token();
        self.relate_to_verb(head, verb);
        if let (Some(class), Some(plural)) = (self.classes.get_mut(head), self.plurals.get_mut(head)) {
            *class = Some(phrase.class);
            let columns = [Column::Masculine, Column::Feminine, Column::Neuter];
            *plural =
                phrase.cells.has_column(Column::Plural) && !columns.iter().any(|&one| phrase.cells.has_column(one));
        }
        if let Some(&preposition) = phrase.prepositions.last() {
            self.link(head, Relation::Preposition, preposition);
        }
        for modifier in &phrase.modifiers {
            match modifier {
                Modifier::Adjective(tokens) => {
                    if let Some(&adjective) = tokens.last() {
                        self.link(head, Relation::Adjective, adjective);
                        self.link(adjective, Relation::Noun, head);
                    }
                }
                Modifier::Extended(items, participle) => {
                    self.link(head, Relation::Adjective, *participle);
                    self.link(*participle, Relation::Noun, head);
                    for item in items {
                        self.item(item, Some(*participle));
                        if let Item::Phrase(inner) = item
                            && let Some(&preposition) = inner.prepositions.last()
                        {
                            self.governs(*participle, inner, preposition);
                        }
                    }
                }
                Modifier::Mark(_) => {}
            }
        }
        for genitive in phrase.genitive.iter().chain(&phrase.possessor) {
            self.link(head, Relation::Genitive, genitive.head_token());
            self.link(genitive.head_token(), Relation::Of, head);
            self.phrase(genitive, None);
        }
        for item in &phrase.attached {
            self.item(item, None);
            if let Item::Phrase(inner) = item
                && let Some(&preposition) = inner.prepositions.last()
            {
                self.governs(head, inner, preposition);
            }
        }
        for inner in phrase.close.iter().chain(&phrase.apposition) {
            self.phrase(inner, None);
        }
        for (_, next) in &phrase.coordinated {
            self.phrase(next, verb);
            if let (Some(&preposition), false) = (phrase.prepositions.last(), next.is_prepositional()) {
                self.link(next.head_token(), Relation::Preposition, preposition);
            }
        }
    }
}

/// The nouns of a phrase that what follows can be attached to, nearest first.
fn last_nouns(phrase: &Phrase) -> Vec<usize> {
    let last = phrase.coordinated.last().map_or(phrase, |(_, next)| next);
    let genitive = last.genitive.as_deref().map(Phrase::head_token);
    genitive.into_iter().chain([last.head_token()]).collect()
}
