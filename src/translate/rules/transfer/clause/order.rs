//! The English order of a clause whose parts are written.

use super::adverbials::Slots;
use crate::translate::rules::clauses::Clause;
use crate::translate::rules::generation::Piece;
use crate::translate::rules::phrases::Item;
use crate::translate::rules::transfer::Transfer;

/// What stands around the subject.
pub(super) struct Verbs {
    /// Relative and question words.
    pub(super) lead: Vec<Piece>,
    /// An auxiliary before the subject.
    pub(super) fronted: Vec<Piece>,
    /// Auxiliaries after it, "not" among them.
    pub(super) auxiliaries: Vec<Piece>,
    /// The full verb.
    pub(super) verb: Vec<Piece>,
    /// The full verb is a form of "be".
    pub(super) is_be: bool,
    /// A question word is in front, with no comma after it.
    pub(super) inverted: bool,
}

impl Transfer<'_> {
    pub(super) fn ordered(&self, clause: &Clause, mut slots: Slots, verbs: Verbs) -> Vec<Piece> {
        let mut pieces = std::mem::take(&mut slots.conjunction);
        let front_words: usize = slots.front.iter().map(|piece| piece.text.split_whitespace().count()).sum();
        let parted = !verbs.inverted && front_words > 0 && (slots.front_comma || front_words >= 3);
        pieces.append(&mut slots.front);
        if parted {
            pieces.push(Piece::added(","));
        }
        let extraposed = self.extraposed(clause, &mut slots);
        pieces.extend(verbs.lead);
        pieces.extend(verbs.fronted);
        pieces.extend(slots.subject);
        let mut auxiliaries = verbs.auxiliaries;
        if verbs.is_be || !auxiliaries.is_empty() {
            // An adverb follows the first auxiliary, and "not".
            let negated = auxiliaries.get(1).is_some_and(|second| second.text == "not");
            let rest = auxiliaries.split_off(auxiliaries.len().min(1 + usize::from(negated)));
            pieces.extend(auxiliaries);
            pieces.extend(slots.middle);
            pieces.extend(rest);
        } else {
            pieces.extend(slots.middle);
        }
        pieces.extend(verbs.verb);
        for slot in [slots.tail, slots.manner, slots.place, slots.time, extraposed, slots.last] {
            pieces.extend(slot);
        }
        pieces
    }

    /// Lets the English of a light-verb construction come from its fixed part. Gives that part if no word takes it.
    pub(super) fn cover_fixed(
        &self,
        clause: &Clause,
        fixed: std::ops::Range<usize>,
        verb: usize,
        words: &mut [Piece],
    ) -> Option<(usize, usize)> {
        let first = clause.items.get(fixed.start).filter(|_| !fixed.is_empty())?;
        let last = clause.items.get(fixed.end.wrapping_sub(1))?;
        let source = self.item_start(first).zip(self.item_end(last))?;
        let mut covered = false;
        for piece in words.iter_mut().filter(|piece| piece.tokens == Some((verb, verb))) {
            piece.tokens = Some(source);
            covered = true;
        }
        (!covered).then_some(source)
    }
}

/// keine Angaben machen: give no details; keine Kritik üben: not criticize, if there is no word to negate.
pub(super) fn no_before(words: &mut Vec<Piece>, kein: &mut Option<usize>) {
    let Some(first) = words.first_mut() else { return };
    let Some(token) = kein.take() else { return };
    if matches!(first.text.as_str(), "a" | "an" | "the") {
        first.text = "no".to_owned();
    } else {
        words.insert(0, Piece::new("no", token));
    }
}

pub(super) fn item_piece(item: &Item, english: &str) -> Option<Piece> {
    match item {
        Item::Word(token) => Some(Piece::new(english, *token)),
        _ => None,
    }
}

pub(super) fn done_at(done: &[bool], at: usize) -> bool {
    done.get(at).copied().unwrap_or(true)
}
