//! One noun phrase: preposition, determiner, head, with the case, number and gender that they have in common.

use super::agree::*;
use super::{Chunker, Item, Modifier, Phrase};
use crate::glossary::EntryType;
use crate::translate::rules::lexicon::entry::{Case, Cells, Class, Column};
use crate::translate::rules::morphology::{Meaning, Tag};
use crate::translate::rules::token::TokenKind;
use crate::translate::rules::word_sets::Set;

impl Item {
    /// The phrase, if it is one.
    pub fn phrase(&self) -> Option<&Phrase> {
        match self {
            Self::Phrase(phrase) => Some(phrase),
            _ => None,
        }
    }
}

impl<'a> Chunker<'a> {
    /// One phrase without coordination.
    pub(super) fn phrase(&self, start: usize, end: usize) -> Option<(Phrase, usize)> {
        let mut at = start;
        let mut phrase = Phrase { start, ..Phrase::default() };
        if at + 1 < end && self.is_nearness(at) && self.tag(at + 1) == Some(Tag::Preposition) {
            phrase.focus.push(at);
            at += 1;
        }
        if at < end
            && self.tokens[at].tag == Tag::Adverb
            && self.is_focus(at)
            && matches!(
                self.tag(at + 1),
                Some(Tag::Preposition | Tag::Determiner | Tag::Name | Tag::Noun | Tag::Number)
            )
            && at + 1 < end
        {
            phrase.focus.push(at);
            at += 1;
        }
        let such = at + 1 < end
            && self.tokens[at].tag == Tag::Adverb
            && self.tokens[at].token.text.eq_ignore_ascii_case("so")
            && self.tokens[at + 1].reading().function() == "ein";
        if such {
            // so ein Haus: such a house.
            phrase.focus.push(at);
            at += 1;
        }
        if at < end && self.tokens[at].tag == Tag::Comparison {
            phrase.prepositions.push(at);
            at += 1;
        }
        let limit = self.tokens.get(at).map_or(String::new(), |token| token.token.text.to_lowercase());
        if at < end
            && matches!(limit.as_str(), "über" | "unter" | "bis zu")
            && self.tag(at + 1) == Some(Tag::Number)
            && self.tag(at + 2) == Some(Tag::Noun)
            && (limit == "bis zu" || !matches!(self.class(at + 2), Class::Time))
        {
            // über 300 Polizisten: more than, and no government; bis zu 300 Polizisten.
            phrase.focus.push(at);
            at += 1;
        }
        if phrase.prepositions.is_empty() && self.leads_to_genitive(at, end) {
            phrase.prepositions.push(at);
            at += 1;
        }
        while at < end && self.tokens[at].tag == Tag::Preposition && phrase.prepositions.len() < 2 {
            phrase.prepositions.push(at);
            at += 1;
        }
        let governed = self.governed(&phrase.prepositions);
        let (inner, next) = self.nominal(at, end, governed)?;
        phrase = Phrase {
            start,
            prepositions: phrase.prepositions,
            focus: phrase.focus.into_iter().chain(inner.focus).collect(),
            ..Phrase { focus: Vec::new(), ..inner }
        };
        let mut at = next;
        // A postposition: Angaben zufolge.
        if phrase.prepositions.is_empty()
            && at < end
            && self.tokens[at].tag == Tag::Preposition
            && Set::Postposition.holds(&self.tokens[at].token.text)
            && phrase.cells.has(Case::Dative)
            && self
                .tag(at + 1)
                .is_none_or(|tag| !matches!(tag, Tag::Determiner | Tag::Noun | Tag::Name | Tag::Attributive))
        {
            phrase.prepositions.push(at);
            phrase.cells = phrase.cells.and(Cells::case(Case::Dative));
            at += 1;
        }
        if let [from] = phrase.prepositions[..]
            && matches!(self.tokens[from].token.text.to_lowercase().as_str(), "von" | "vom")
            && self.tokens.get(at).is_some_and(|next| at < end && next.token.text == "aus" && next.tag != Tag::Prefix)
            && self
                .tag(at + 1)
                .is_none_or(|tag| !matches!(tag, Tag::Determiner | Tag::Noun | Tag::Name | Tag::Attributive))
        {
            // vom Hotel aus
            phrase.prepositions.push(at);
            at += 1;
        }
        if phrase.prepositions.is_empty()
            && phrase.class == Class::Time
            && phrase.cells.has(Case::Accusative)
            && (phrase.determiner.is_some() || !phrase.modifiers.is_empty())
            && self.tokens.get(at).is_some_and(|next| at < end && next.token.text == "lang")
        {
            // vier Tage lang
            phrase.prepositions.push(at);
            at += 1;
        }
        if at < end
            && self.tokens[at].token.text == "selbst"
            && !matches!(self.tokens[phrase.head_token()].tag, Tag::Relative | Tag::Interrogative)
            && self.tag(at + 1).is_none_or(|next| {
                matches!(next, Tag::Verb | Tag::Reflexive | Tag::Negation | Tag::Comma | Tag::Stop | Tag::Adverb)
            })
        {
            // der Minister selbst kam: it stresses the noun before it.
            phrase.attached.push(Item::Word(at));
            at += 1;
        }
        phrase.end = at;
        Some((phrase, at))
    }

    /// A fixed adverbial that ends with a noun, with a genitive after it: im Westen | des Landes.
    fn leads_to_genitive(&self, at: usize, end: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|_| at + 1 < end) else { return false };
        let noun_last = token.token.text.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_uppercase));
        token.tag == Tag::Adverb
            && matches!(token.token.kind, TokenKind::Sequence(_))
            && noun_last
            && (self.tokens[at + 1].tag == Tag::Name
                && self.is_genitive_name(at + 1)
                && self.possessor(at + 1, end).is_none()
                || self.tokens[at + 1].tag == Tag::Determiner
                    && self.tokens[at + 1].reading().function() != "det"
                    && union(&self.tokens[at + 1].readings).has(Case::Genitive)
                    && self
                        .nominal(at + 1, end, Cells::case(Case::Genitive))
                        .is_some_and(|(inner, _)| inner.determiner.is_some() && inner.cells.has(Case::Genitive)))
    }

    /// unmittelbar vor dem Haus, kurz nach dem Spiel
    fn is_nearness(&self, at: usize) -> bool {
        matches!(self.tokens[at].tag, Tag::Adverb | Tag::Predicative)
            && Set::Nearness.holds(&self.tokens[at].token.text.to_lowercase())
    }

    pub(super) fn is_focus(&self, at: usize) -> bool {
        Set::Focus.holds(&self.tokens[at].token.text.to_lowercase())
    }

    /// Determiner, modifiers, head and what follows the head closely.
    pub(super) fn nominal(&self, start: usize, end: usize, governed: Cells) -> Option<(Phrase, usize)> {
        let mut phrase = Phrase { start, cells: governed, ..Phrase::default() };
        let mut at = start;
        let first = self.tokens.get(at).filter(|_| at < end)?;
        match first.tag {
            Tag::Personal | Tag::Pronoun | Tag::Relative | Tag::Interrogative => {
                phrase.head.push(at);
                let cells = union(&first.readings).and(governed);
                phrase.cells = if cells.is_empty() { union(&first.readings) } else { cells };
                phrase.class = match first.token.text.to_lowercase().as_str() {
                    "es" | "das" | "dies" | "was" | "alles" | "etwas" | "nichts" | "vieles" => Class::Abstract,
                    _ => Class::Human,
                };
                at += 1;
                let nominalized = self.tokens.get(at).filter(|_| at < end).is_some_and(|next| {
                    next.tag == Tag::Noun
                        && next.token.text.ends_with("es")
                        && next.readings.iter().all(|reading| matches!(reading.meaning, Meaning::Nominalized(_)))
                });
                if nominalized && first.tag == Tag::Pronoun {
                    phrase.close = Some(Box::new(Phrase {
                        start: at,
                        end: at + 1,
                        head: vec![at],
                        cells: Cells::ALL,
                        ..Phrase::default()
                    }));
                    at += 1;
                }
                phrase.end = at;
                return Some((phrase, at));
            }
            Tag::Reflexive if governed != Cells::ALL => {
                phrase.head.push(at);
                phrase.class = Class::Human;
                phrase.end = at + 1;
                return Some((phrase, at + 1));
            }
            _ => {}
        }
        // A possessor before the head: Putins Besuch.
        if let Some(possessor) = self.possessor(at, end) {
            at = possessor.end;
            phrase.possessor = Some(Box::new(possessor));
        }
        let mut determined = false;
        let mut endingless = false;
        if phrase.possessor.is_none() {
            while at < end && self.tokens[at].tag == Tag::Determiner {
                let cells = union(&self.tokens[at].readings).and(phrase.cells);
                if phrase.determiner.is_some() {
                    phrase.modifiers.push(Modifier::Adjective(vec![at]));
                } else {
                    phrase.determiner = Some(at);
                    endingless = self.is_endingless(at);
                    determined = true;
                    if self.tokens[at].reading().function() == "poss-gen" {
                        determined = false;
                    }
                }
                if !cells.is_empty() {
                    phrase.cells = cells;
                }
                at += 1;
                if self.stands_for_one_of(at - 1, end) {
                    // eines der Symbole: the article is the head.
                    phrase.head.push(at - 1);
                    phrase.determiner = None;
                    phrase.class = Class::Thing;
                    at = self.genitive_after(&mut phrase, at, end);
                    phrase.end = at;
                    return Some((phrase, at));
                }
                if at < end
                    && self.tokens[at].tag == Tag::Determiner
                    && !matches!(self.tokens[at].reading().function(), "quant" | "poss" | "dem" | "art")
                    && (self.tokens[at].reading().function() != "ein" || self.is_endingless(at))
                {
                    break;
                }
            }
        }
        let contracted = start > 0 && self.tokens[start - 1].reading().function() == "prepart";
        let determined = determined || contracted;
        at = self.modifiers(&mut phrase, at, end, determined, endingless);
        // The head.
        let head = self.tokens.get(at).filter(|_| at < end);
        match head.map(|token| token.tag) {
            Some(Tag::Noun | Tag::Name) => at = self.head(&mut phrase, at, end),
            Some(Tag::Pronoun) if phrase.determiner.is_some() && phrase.modifiers.is_empty() => {
                phrase.head.push(at);
                at += 1;
            }
            _ => {
                // No noun: a number, an adjective or a determiner stands for it.
                let last = at.checked_sub(1).filter(|last| *last >= start)?;
                if phrase.possessor.is_some() {
                    // A lone genitive name is the head itself.
                    let possessor = phrase.possessor.take()?;
                    let mut lone = *possessor;
                    lone.start = start;
                    return Some((lone.clone(), lone.end));
                }
                match phrase.modifiers.pop() {
                    Some(Modifier::Adjective(tokens)) => {
                        let is_number =
                            tokens.last().is_some_and(|&token| matches!(self.tokens[token].tag, Tag::Number));
                        if phrase.determiner.is_none() && !is_number {
                            return None;
                        }
                        phrase.head = tokens.clone();
                        phrase.class = match tokens[..] {
                            [year] if governed == Cells::ALL && self.tokens[year].is_year() => Class::Time,
                            _ if is_number => Class::Measure,
                            _ => Class::Human,
                        };
                    }
                    Some(other) => {
                        phrase.modifiers.push(other);
                        return None;
                    }
                    None => {
                        phrase.head.push(last);
                        phrase.determiner = None;
                    }
                }
            }
        }
        phrase.end = at;
        at = self.followers(&mut phrase, at, end);
        phrase.end = at;
        Some((phrase, at))
    }

    /// ein, kein, mein: a determiner without ending, after which adjectives show gender and case.
    pub(super) fn is_endingless(&self, determiner: usize) -> bool {
        Set::Endingless.holds(&self.tokens[determiner].token.text.to_lowercase())
    }

    /// A name in the genitive before a noun.
    /// einer, eine, eines before a genitive with its article.
    fn stands_for_one_of(&self, at: usize, end: usize) -> bool {
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < end);
        self.tokens[at].reading().function() == "ein"
            && !self.is_endingless(at)
            && next.is_some_and(|next| {
                next.tag == Tag::Determiner
                    && next.reading().function() == "art"
                    && union(&next.readings).has(Case::Genitive)
            })
    }

    pub(super) fn possessor(&self, at: usize, end: usize) -> Option<Phrase> {
        let genitive_at = (at..end.min(at + 4))
            .take_while(|&place| self.tokens[place].tag == Tag::Name)
            .find(|&place| self.is_genitive_name(place))?;
        let next = self.tokens.get(genitive_at + 1).filter(|_| genitive_at + 1 < end)?;
        let leads = match next.tag {
            Tag::Noun => true,
            Tag::Attributive | Tag::Number => self.leads_to_noun(genitive_at + 1, end),
            _ => false,
        };
        leads.then(|| Phrase {
            start: at,
            end: genitive_at + 1,
            head: (at..=genitive_at).collect(),
            cells: Cells::case(Case::Genitive),
            class: self.class(at),
            ..Phrase::default()
        })
    }

    pub(super) fn is_genitive_name(&self, at: usize) -> bool {
        self.tokens[at].readings.iter().any(|reading| {
            reading.cells.has(Case::Genitive) && !reading.cells.has_column(Column::Plural)
                || reading.cells == Cells::case(Case::Genitive)
        }) && (self.tokens[at].readings.len() > 1 || !self.tokens[at].reading().cells.has(Case::Nominative))
    }

    pub(super) fn head(&self, phrase: &mut Phrase, at: usize, end: usize) -> usize {
        let token = &self.tokens[at];
        let mut next = at + 1;
        phrase.head.push(at);
        let glued = |next: usize| {
            next < end
                && self.tokens[next].token.glued
                && matches!(self.tokens[next].tag, Tag::Noun | Tag::Name)
                && self.is_atom(next - 1)
        };
        if glued(next) {
            while glued(next) {
                phrase.head.push(next);
                next += 1;
            }
        } else if token.tag == Tag::Name {
            while next < end && self.tokens[next].tag == Tag::Name && !self.is_atom(next) && !self.is_atom(at) {
                phrase.head.push(next);
                next += 1;
            }
            if next < end && !self.is_atom(at) && self.is_person_atom(next) {
                // An unknown first name before a known one.
                phrase.head.push(next);
                next += 1;
            }
        }
        let deciding = &self.tokens[next - 1];
        // The reading whose cells agree best is put to use by cells alone.
        let contracted = phrase.start > 0 && self.tokens[phrase.start - 1].reading().function() == "prepart";
        let endingless = phrase.determiner.is_some_and(|determiner| self.is_endingless(determiner));
        let own = adjective_cells(&deciding.readings, phrase.determiner.is_some() || contracted, endingless);
        let cells = own.and(phrase.cells);
        phrase.cells = if cells.is_empty() { own } else { cells };
        phrase.class = self.class(next - 1);
        // General a. D.: a fixed attribute after a title, before the name.
        let fixed = self.tokens.get(next).filter(|after| next < end && after.tag == Tag::Predicative);
        if phrase.class == Class::Human
            && fixed.is_some_and(|after| matches!(after.token.kind, TokenKind::Sequence(_)))
            && self.tag(next + 1).is_none_or(|tag| tag != Tag::Noun)
        {
            phrase.modifiers.push(Modifier::Adjective(vec![next]));
            next += 1;
        }
        next
    }

    pub(super) fn is_person_atom(&self, at: usize) -> bool {
        match self.tokens[at].token.kind {
            TokenKind::Atom(index) => self.atoms.get(index).is_some_and(|atom| atom.kind == EntryType::Person),
            _ => false,
        }
    }

    pub(super) fn is_atom(&self, at: usize) -> bool {
        matches!(self.tokens[at].token.kind, TokenKind::Atom(_))
    }
}
