//! What belongs to which noun: prepositional phrases, and the antecedents of relative clauses.

use super::{Builder, Kind};
use crate::translate::rules::lexicon::entry::{Cells, Class, Column};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::{Item, Phrase};

impl Builder<'_> {
    /// Attaches prepositional phrases to the noun before them: all in the field before the finite verb, where only one
    /// constituent has room; elsewhere those that nouns of action and content ask for.
    pub(super) fn attach_phrases(&self, items: &mut Vec<Item>, kind: Kind) {
        let main = matches!(kind, Kind::Main | Kind::Fragment);
        let finite = if main { self.finite(items, false).unwrap_or(0) } else { 0 };
        let passive = items.iter().any(|item| matches!(item, Item::Verb(token) if self.tokens[*token].readings.iter().any(|reading| reading.meaning.lexeme().is_some_and(|lexeme| lexeme.lemma == "werden"))));
        let mut at = 1;
        let mut front = finite;
        while at < items.len() {
            let joins = match (&items[at - 1], &items[at]) {
                (Item::Phrase(noun), Item::Phrase(phrase))
                    if phrase.is_prepositional() && self.tokens[phrase.prepositions[0]].tag == Tag::Preposition =>
                {
                    let head = self.tokens[noun.head_token()].tag;
                    let full = matches!(head, Tag::Noun | Tag::Name) && noun.class != Class::Time;
                    let preposition = self.tokens[phrase.prepositions[0]].token.text.to_lowercase();
                    let asks =
                        matches!(noun.class, Class::Act | Class::Event | Class::Text | Class::State | Class::Abstract);
                    let typical = match preposition.as_str() {
                        "von" | "vom" => !passive && phrase.class != Class::Time,
                        "zwischen" | "für" | "gegen" => asks && phrase.class != Class::Time,
                        _ => false,
                    };
                    full && (at < front && phrase.class != Class::Time || typical)
                }
                _ => false,
            };
            if joins {
                let phrase = items.remove(at);
                front = front.saturating_sub(usize::from(at < front));
                if let Item::Phrase(noun) = &mut items[at - 1] {
                    noun.attached.push(phrase);
                }
            } else {
                at += 1;
            }
        }
    }
}

/// The last phrase with which a relative pronoun can agree; else the last one.
pub(super) fn last_phrase(items: &mut [Item], pronoun: Option<Cells>) -> Option<&mut Phrase> {
    let columns = [Column::Masculine, Column::Feminine, Column::Neuter, Column::Plural];
    let agrees = |phrase: &Phrase| {
        pronoun.is_none_or(|pronoun| {
            columns
                .iter()
                .any(|column| !phrase.cells.and(Cells::column(*column)).is_empty() && pronoun.has_column(*column))
        })
    };
    let usable = |item: &Item| matches!(item, Item::Phrase(_));
    let last = items.iter().rposition(usable)?;
    let best = items
        .iter()
        .enumerate()
        .rev()
        .filter(|(at, _)| last - at.min(&last) <= 1)
        .find(|(_, item)| item.phrase().is_some_and(agrees_with(&agrees)))
        .map_or(last, |(at, _)| at);
    match &mut items[best] {
        Item::Phrase(phrase) => Some(phrase),
        _ => None,
    }
}

pub(super) fn agrees_with<'f>(agrees: &'f impl Fn(&Phrase) -> bool) -> impl Fn(&Phrase) -> bool + 'f {
    move |phrase| {
        agrees(phrase)
            || phrase.genitive.as_deref().is_some_and(agrees)
            || phrase.coordinated.iter().any(|(_, phrase)| agrees(phrase))
    }
}
