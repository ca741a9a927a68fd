//! What stands between determiner and head: adjectives, numbers, participles with their complements.

use super::agree::*;
use super::{Chunker, Item, Modifier, Phrase};
use crate::translate::rules::lexicon::entry::{Class, Word};
use crate::translate::rules::morphology::{Meaning, Tag};
use crate::translate::rules::token::TokenKind;
use crate::translate::rules::word_sets::Set;

impl<'a> Chunker<'a> {
    pub(super) fn is_degree(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].reading().word(),
            Some(Word::Adverb { class: "degree", .. }) | Some(Word::Function { tag: "adv:degree", .. })
        ) || Set::Degree.holds(&self.tokens[at].token.text)
    }

    pub(super) fn modifiers(
        &self,
        phrase: &mut Phrase,
        mut at: usize,
        end: usize,
        determined: bool,
        endingless: bool,
    ) -> usize {
        loop {
            let Some(token) = self.tokens.get(at).filter(|_| at < end) else { return at };
            if self.has_cardinal(phrase) && self.is_second_cardinal(at, end) {
                return at;
            }
            if let Some(adjective) = self.measured(at, end) {
                phrase.modifiers.push(Modifier::Extended(self.items(at, adjective), adjective));
                at = adjective + 1;
                continue;
            }
            match token.tag {
                Tag::Attributive | Tag::Number => {
                    let cells = adjective_cells(&token.readings, determined, endingless).and(phrase.cells);
                    if !cells.is_empty() {
                        phrase.cells = cells;
                    }
                    phrase.modifiers.push(Modifier::Adjective(vec![at]));
                    at += 1;
                }
                Tag::Adverb | Tag::Predicative | Tag::Comparison | Tag::Negation => {
                    // sehr große, rund 20, mehr als 20, wirtschaftlich starke
                    let adverbial = (at..end.min(at + 4))
                        .take_while(|&place| self.tokens[place].tag == Tag::Adverb)
                        .any(|place| self.is_adverbial(place));
                    if let Some((items, participle)) =
                        Some(adverbial && determined).filter(|wanted| *wanted).and_then(|_| self.extended(at, end))
                    {
                        phrase.modifiers.push(Modifier::Extended(items, participle));
                        at = participle + 1;
                        continue;
                    }
                    let run = (at..end.min(at + 5)).find(|&place| {
                        !matches!(
                            self.tokens[place].tag,
                            Tag::Adverb | Tag::Predicative | Tag::Comparison | Tag::Negation
                        )
                    });
                    match run {
                        Some(place)
                            if (self.tokens[place].tag == Tag::Number
                                || self.tokens[place].tag == Tag::Attributive && !self.compares(at, place))
                                && (determined || self.leads_to_noun(place, end))
                                && (determined
                                    || self.is_degree(at)
                                    || self.tokens[at].tag != Tag::Adverb
                                    || place == at + 1 && self.is_quantity(at)) =>
                        {
                            let cells =
                                adjective_cells(&self.tokens[place].readings, determined, endingless).and(phrase.cells);
                            if !cells.is_empty() {
                                phrase.cells = cells;
                            }
                            phrase.modifiers.push(Modifier::Adjective((at..=place).collect()));
                            at = place + 1;
                        }
                        _ if determined => match self.extended(at, end) {
                            Some((items, participle)) => {
                                phrase.modifiers.push(Modifier::Extended(items, participle));
                                at = participle + 1;
                            }
                            None => return at,
                        },
                        _ => return at,
                    }
                }
                Tag::Comma | Tag::Conjunction
                    if !phrase.modifiers.is_empty()
                        && self.tag(at + 1) == Some(Tag::Attributive)
                        && self.leads_to_noun(at + 1, end)
                        && matches!(self.tokens[at - 1].tag, Tag::Attributive) =>
                {
                    phrase.modifiers.push(Modifier::Mark(at));
                    at += 1;
                }
                Tag::Preposition | Tag::Noun | Tag::Determiner | Tag::Name | Tag::Reflexive | Tag::Pronoun
                    if determined
                        && phrase.determiner.is_some_and(|determiner| determiner + 1 == at)
                        && (token.tag != Tag::Noun && token.tag != Tag::Name || self.noun_disagrees(phrase, at)) =>
                {
                    match self.extended(at, end) {
                        Some((items, participle)) => {
                            phrase.modifiers.push(Modifier::Extended(items, participle));
                            at = participle + 1;
                        }
                        None => return at,
                    }
                }
                Tag::Preposition if determined && phrase.modifiers.is_empty() => match self.extended(at, end) {
                    Some((items, participle)) => {
                        phrase.modifiers.push(Modifier::Extended(items, participle));
                        at = participle + 1;
                    }
                    None => return at,
                },
                _ => return at,
            }
        }
    }

    /// wichtiger als einzelne Namen: an adjective that is compared with the noun does not qualify it.
    fn compares(&self, start: usize, end: usize) -> bool {
        self.tokens[start].tag == Tag::Predicative
            && self.tokens[start..end].iter().any(|token| token.tag == Tag::Comparison)
    }

    /// 300 Meter hohe, erst 19 Jahre alte: where the adjective stands that a measure qualifies.
    fn measured(&self, start: usize, end: usize) -> Option<usize> {
        let number = start + usize::from(self.tag(start) == Some(Tag::Adverb) && self.is_quantity(start));
        let measures = |at: usize| {
            self.tag(at) == Some(Tag::Noun) && matches!(self.class(at), Class::Time | Class::Measure | Class::Money)
        };
        let adjective = number + 2;
        let fits = adjective + 1 < end
            && self.tag(number) == Some(Tag::Number)
            && measures(number + 1)
            && self.tag(adjective) == Some(Tag::Attributive)
            && Set::Dimension
                .holds(self.tokens[adjective].reading().meaning.lexeme().map_or("", |lexeme| lexeme.lemma))
            && self.leads_to_noun(adjective + 1, end);
        fits.then_some(adjective)
    }

    fn has_cardinal(&self, phrase: &Phrase) -> bool {
        phrase.modifiers.iter().any(|modifier| match modifier {
            Modifier::Adjective(tokens) => {
                tokens.last().is_some_and(|&last| self.tokens[last].token.kind == TokenKind::Number)
            }
            _ => false,
        })
    }

    /// Another number in digits, perhaps with a word of quantity: bis 2030 | rund 5000 Stellen. Groups of three digits go on
    /// with the number before them.
    fn is_second_cardinal(&self, at: usize, end: usize) -> bool {
        let number = (at..end.min(at + 2)).find(|&place| self.tokens[place].token.kind == TokenKind::Number);
        number.is_some_and(|place| {
            place == at && self.tokens[place].token.text.len() != 3 || place > at && self.tokens[at].tag == Tag::Adverb
        })
    }

    pub(super) fn noun_disagrees(&self, phrase: &Phrase, at: usize) -> bool {
        union(&self.tokens[at].readings).and(phrase.cells).is_empty()
    }

    /// An adverb of time or place, or a fixed sequence: it qualifies the action of a participle and follows it in English.
    pub(super) fn is_adverbial(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].reading().word(),
            Some(Word::Adverb { class: "time" | "place", .. } | Word::Function { tag: "adv", .. })
        ) && !Set::Evaluative.holds(&self.tokens[at].token.text)
    }

    pub(super) fn is_quantity(&self, at: usize) -> bool {
        Set::Quantity.holds(&self.tokens[at].token.text)
    }

    pub(super) fn leads_to_noun(&self, at: usize, end: usize) -> bool {
        (at..end.min(at + 10))
            .find(|&place| match self.tokens[place].tag {
                Tag::Attributive | Tag::Number | Tag::Conjunction | Tag::Predicative | Tag::Adverb => false,
                Tag::Comma => self.tag(place + 1) != Some(Tag::Attributive),
                _ => true,
            })
            .is_some_and(|place| matches!(self.tokens[place].tag, Tag::Noun | Tag::Name))
    }

    /// Complements before a participle that stands before a noun.
    pub(super) fn extended(&self, at: usize, end: usize) -> Option<(Vec<Item>, usize)> {
        let limit = end.min(at + 14);
        let mut place = at;
        while place < limit {
            match self.tokens[place].tag {
                Tag::Comma | Tag::Stop | Tag::Verb | Tag::Subjunction | Tag::Relative | Tag::Conjunction => {
                    return None;
                }
                Tag::Attributive if place > at && self.is_participial(place) && self.leads_to_noun(place + 1, end) => {
                    return Some((self.items(at, place), place));
                }
                _ => place += 1,
            }
        }
        None
    }

    pub(super) fn is_participial(&self, at: usize) -> bool {
        self.tokens[at].readings.iter().any(|reading| {
            matches!(&reading.meaning, Meaning::Participle(..))
                || matches!(&reading.meaning, Meaning::Compound(_, head) if matches!(**head, Meaning::Participle(..)))
        }) || matches!(self.tokens[at].reading().word(), Some(Word::Adjective { english }) if english.iter().any(|equivalent| equivalent.hint.contains(':')))
    }
}
