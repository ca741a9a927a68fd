//! Which verb of a stretch is finite, and what the others can be.

use super::Builder;
use crate::translate::rules::lexicon::entry::VerbForm;
use crate::translate::rules::morphology::{Meaning, Tag};
use crate::translate::rules::phrases::Item;
use crate::translate::rules::tagging::Tagged;
use crate::translate::rules::word_sets::Set;

impl Builder<'_> {
    pub(super) fn has_verb(&self, items: &[Item]) -> bool {
        items.iter().any(|item| matches!(item, Item::Verb(_)))
    }

    pub(super) fn has_finite(&self, items: &[Item]) -> bool {
        self.finite(items, false).is_some()
    }

    /// Which item is the finite verb. `last`: the clause has its verb at the end.
    pub(super) fn finite(&self, items: &[Item], last: bool) -> Option<usize> {
        let candidates: Vec<usize> = items
            .iter()
            .enumerate()
            .filter(|(at, item)| match item {
                Item::Verb(token) => {
                    self.tokens[*token].can_be_finite()
                        && !(*at > 0
                            && matches!(items[at - 1], Item::Word(before) if self.tokens[before].tag == Tag::Zu))
                }
                _ => false,
            })
            .map(|(at, _)| at)
            .collect();
        let certain = candidates
            .iter()
            .copied()
            .filter(|&at| matches!(items[at], Item::Verb(token) if self.tokens[token].must_be_finite()));
        let mut certain = certain.peekable();
        if certain.peek().is_some() {
            return if last { certain.last() } else { certain.next() };
        }
        if last {
            return candidates.last().copied();
        }
        let auxiliary = candidates
            .iter()
            .copied()
            .find(|&at| matches!(items[at], Item::Verb(token) if is_auxiliary(&self.tokens[token])));
        auxiliary.or(candidates.first().copied())
    }

    pub(super) fn all_may_be_nonfinite(&self, items: &[Item]) -> bool {
        items.iter().all(|item| match item {
            Item::Verb(token) => self.tokens[*token].readings.iter().any(|reading| {
                reading
                    .verb_form()
                    .is_some_and(|(form, ..)| matches!(form, VerbForm::Infinitive | VerbForm::Participle2))
            }),
            _ => true,
        })
    }

    /// An infinitive with zu ends it, and what looks finite before it can be the participle of a perfect: verkauft zu haben.
    pub(super) fn ends_with_infinitive(&self, items: &[Item]) -> bool {
        let [before @ .., participle, Item::Word(zu), Item::Verb(_)] = items else { return false };
        self.tokens[*zu].tag == Tag::Zu
            && !self.has_finite(before)
            && self.all_may_be_nonfinite(std::slice::from_ref(participle))
    }

    /// An infinitive with zu stands at the end, perhaps alone.
    pub(super) fn follows_with_zu(&self, items: &[Item]) -> bool {
        match items {
            [rest @ .., Item::Word(zu), Item::Verb(_)] if self.tokens[*zu].tag == Tag::Zu => !self.has_verb(rest),
            [rest @ .., last] => self.is_infinitival(std::slice::from_ref(last)) && !self.has_verb(rest),
            [] => false,
        }
    }

    /// An infinitive with zu stands at the end of more, and no verb before it.
    pub(super) fn closes_with_zu(&self, items: &[Item]) -> bool {
        self.follows_with_zu(items) && !matches!(items, [_] | [Item::Word(_), Item::Verb(_)])
    }

    pub(super) fn is_infinitival(&self, items: &[Item]) -> bool {
        items.windows(2).any(|pair| matches!(pair, [Item::Word(zu), Item::Verb(_)] if self.tokens[*zu].tag == Tag::Zu))
            || items.iter().any(|item| matches!(item, Item::Verb(token) if self.tokens[*token].readings.iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::ZuInfinitive))))
    }
}

/// haben, sein, werden, modals.
pub fn is_auxiliary(token: &Tagged) -> bool {
    token
        .readings
        .iter()
        .any(|reading| matches!(&reading.meaning, Meaning::Lexeme(lexeme) if is_auxiliary_lemma(lexeme.lemma)))
}

/// Whether a verb is an auxiliary or modal.
pub fn is_auxiliary_lemma(lemma: &str) -> bool {
    Set::TenseAuxiliary.holds(lemma) || is_modal(lemma)
}

/// Whether a verb is a modal.
pub fn is_modal(lemma: &str) -> bool {
    Set::Modal.holds(lemma)
}
