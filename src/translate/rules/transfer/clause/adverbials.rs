//! The English places of what has no role in the frame: front, before the verb, manner, place, time, end.

use crate::translate::rules::clauses::{Clause, Kind};
use crate::translate::rules::generation::Piece;
use crate::translate::rules::lexicon::entry::{Class, Word};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::{Item, Phrase};
use crate::translate::rules::senses::Site;
use crate::translate::rules::transfer::noun::adverb_of;
use crate::translate::rules::transfer::verb_group::Complex;
use crate::translate::rules::transfer::{Discourse, Transfer};
use crate::translate::rules::word_sets::Set;

/// The English of a clause before it is put in order.
#[derive(Debug, Default)]
pub(super) struct Slots {
    pub(super) conjunction: Vec<Piece>,
    pub(super) front: Vec<Piece>,
    pub(super) front_comma: bool,
    pub(super) subject: Vec<Piece>,
    pub(super) middle: Vec<Piece>,
    pub(super) tail: Vec<Piece>,
    pub(super) manner: Vec<Piece>,
    pub(super) place: Vec<Piece>,
    pub(super) time: Vec<Piece>,
    pub(super) last: Vec<Piece>,
}

/// How many words of adverbials may stand between a noun and its relative clause.
const LONGEST_GAP: usize = 8;

impl Transfer<'_> {
    /// Takes out the relative clause at the end of an object, which short adverbials then precede: a man | in Hamburg | who ...
    /// It stays where one of their nouns could be taken for its antecedent.
    pub(super) fn extraposed(&self, clause: &Clause, slots: &mut Slots) -> Vec<Piece> {
        let between = || slots.manner.iter().chain(&slots.place).chain(&slots.time);
        let words: usize = between().map(|piece| piece.text.split_whitespace().count()).sum();
        let relative =
            clause.items.iter().rev().filter_map(Item::phrase).find_map(|phrase| self.relative_at_end(phrase));
        let Some(relative) = relative.filter(|_| (1..=LONGEST_GAP).contains(&words)) else {
            return Vec::new();
        };
        let Some(start) = self.clause_start(relative) else { return Vec::new() };
        let within = |piece: &Piece| piece.tokens.is_some_and(|(first, _)| first >= start);
        let Some(mut at) = slots.tail.iter().position(within) else { return Vec::new() };
        let whole = slots.tail[at..].iter().all(|piece| piece.tokens.is_none() || within(piece));
        let rival = |token: usize| {
            self.tokens[token].tag == Tag::Noun
                && !matches!(self.chunker().class(token), Class::Time | Class::Place | Class::Building)
                || matches!(self.tokens[token].tag, Tag::Noun | Tag::Name)
                    && self.chunker().class(token) == Class::Human
        };
        let rivals = between().filter_map(|piece| piece.tokens).any(|(_, last)| rival(last));
        if !whole || rivals || at == 0 || between().any(|piece| piece.text == ",") {
            return Vec::new();
        }
        if slots.tail[at - 1].text == "," {
            at -= 1;
        }
        slots.tail.split_off(at)
    }

    /// noch nicht, gar nicht: an adverb that negates the clause.
    pub(super) fn is_negation(&self, token: usize) -> bool {
        matches!(self.tokens[token].reading().word(), Some(Word::Adverb { class: "negation", .. }))
    }

    /// What the English of such an adverb says besides "not", and its place: yet, at all.
    pub(super) fn beside_not(&self, token: usize) -> Option<(&'static str, &'static str)> {
        let Some(Word::Adverb { class: "negation", english }) = self.tokens[token].reading().word() else {
            return None;
        };
        let equivalent = english.first()?;
        Some((equivalent.text.strip_prefix("not ")?, equivalent.hint))
    }

    /// The relative clause that ends a phrase.
    fn relative_at_end(&self, phrase: &Phrase) -> Option<usize> {
        let last = phrase.coordinated.last().map_or(phrase, |(_, member)| member);
        match last.attached.last() {
            Some(Item::Clause(index)) if self.tree.clauses[*index].kind == Kind::Relative => Some(*index),
            Some(Item::Phrase(inner)) => self.relative_at_end(inner),
            Some(_) => None,
            None => last.genitive.as_deref().or(last.close.as_deref()).and_then(|inner| self.relative_at_end(inner)),
        }
    }

    /// Puts an item without a role into its English place.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn adverbial(
        &self,
        item: &Item,
        in_front: bool,
        passive: bool,
        complex: &Complex,
        clause: &Clause,
        slots: &mut Slots,
        until_now: &mut bool,
        discourse: &mut Discourse,
    ) {
        let pieces = self.item_in(item, passive, discourse);
        match item {
            Item::Clause(index) => {
                let inner = &self.tree.clauses[*index];
                let adverbial = inner.kind == Kind::Subordinate
                    && inner.opener.is_some_and(|token| !Set::ContentSubjunction.holds(&self.text(token)));
                if in_front {
                    if inner.comma && inner.kind == Kind::Fragment && !slots.front.is_empty() {
                        slots.front.push(Piece::added(","));
                    }
                    slots.front.extend(pieces);
                    slots.front_comma = true;
                } else {
                    if adverbial && inner.opener.is_some_and(|token| Set::Detached.holds(&self.text(token))) {
                        slots.last.push(self.comma_before(*index));
                    }
                    slots.last.extend(pieces);
                }
            }
            Item::Phrase(phrase) => {
                let preposition = phrase.prepositions.first().map(|&token| self.text(token));
                *until_now |= preposition.as_deref() == Some("seit");
                let time = phrase.class == Class::Time;
                if in_front {
                    slots.front.extend(pieces);
                } else if time {
                    slots.time.extend(pieces);
                } else {
                    slots.place.extend(pieces);
                }
            }
            Item::Word(token) => {
                let word = self.text(*token);
                *until_now |= Set::UntilNow.holds(&word);
                let (class, hint) = match self.tokens[*token].reading().word() {
                    Some(Word::Adverb { class, english }) => {
                        let site = Site { token: *token, ..Site::default() };
                        (*class, self.senses.fitting(site, english).map_or("", |equivalent| equivalent.hint))
                    }
                    Some(Word::Function { tag: "adv", .. }) => ("phrase", ""),
                    _ => ("", ""),
                };
                if self.tokens[*token].tag == Tag::Conjunction && Set::ClauseConjunction.holds(&word) {
                    match word.as_str() {
                        "aber" if clause.kind == Kind::Main && clause.conjunctions.is_empty() => {
                            slots.conjunction.extend(pieces)
                        }
                        "aber" => slots.middle.push(Piece::new("however", *token)),
                        _ => {}
                    }
                    return;
                }
                let place = match (hint, class) {
                    ("front", _) if in_front => "front",
                    ("mid", _) => "mid",
                    ("end", _) => "end",
                    _ if in_front => "front",
                    (_, "focus" | "degree" | "sentence" | "connective" | "particle") => "mid",
                    (_, "time") if Set::MiddleTime.holds(&word) => "mid",
                    (_, "time" | "phrase") => "time",
                    (_, "manner") => "manner",
                    (_, "place" | "direction" | "pronominal") => "place",
                    _ => "manner",
                };
                match place {
                    "front" => {
                        slots.front.extend(pieces);
                        slots.front_comma |= matches!(class, "connective" | "sentence" | "phrase");
                    }
                    "mid" => slots.middle.extend(pieces),
                    "time" | "end" => slots.time.extend(pieces),
                    "place" => slots.place.extend(pieces),
                    _ => slots.manner.extend(pieces),
                }
            }
            Item::Adjective(tokens) => {
                let last = tokens.last().copied().unwrap_or_default();
                let mut pieces = pieces;
                let changes = complex.lexeme.is_some_and(|lexeme| Set::PredicateVerb.holds(lexeme.lemma));
                if !changes
                    && let Some(piece) = pieces.last_mut()
                    && piece.atom.is_none()
                    && !piece.unknown
                    && self.tokens[last].tag == Tag::Predicative
                {
                    piece.text = self.manner(last).unwrap_or_else(|| adverb_of(&piece.text));
                }
                if in_front {
                    slots.front.extend(pieces);
                } else {
                    slots.manner.extend(pieces);
                }
            }
            _ if in_front => slots.front.extend(pieces),
            _ => slots.last.extend(pieces),
        }
    }
}
