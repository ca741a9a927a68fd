//! Where a stretch between commas is cut: at conjunctions between verbs, each piece with a verb of its own or the share
//! of one.

use super::Builder;
use super::verbs::is_auxiliary;
use crate::translate::rules::lexicon::entry::VerbForm;
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::Item;
use crate::translate::rules::word_sets::Set;

pub(super) struct Segment {
    pub(super) items: Vec<Item>,
    pub(super) conjunctions: Vec<usize>,
    pub(super) comma: bool,
}

impl Builder<'_> {
    /// Cuts at conjunctions between two finite verbs.
    pub(super) fn split(&self, items: Vec<Item>, comma: bool, segments: &mut Vec<Segment>) {
        let mut conjunctions = Vec::new();
        let mut items = items;
        while let Some(Item::Word(token)) = items.first() {
            if self.tokens[*token].tag != Tag::Conjunction || items.len() == 1 {
                break;
            }
            conjunctions.push(*token);
            items.remove(0);
        }
        if items.is_empty() && conjunctions.is_empty() {
            return;
        }
        let verb_final = self.opener(&items).is_some();
        let cuts: Vec<usize> = (1..items.len())
            .filter(|&at| matches!(items[at], Item::Word(token) if self.tokens[token].tag == Tag::Conjunction && !Set::ClauseConjunction.holds(&self.tokens[token].token.text)))
            .collect();
        let cut = cuts.iter().copied().find(|&at| {
            let left = self.has_finite(&items[..at])
                || self.is_infinitival(&items[..at]) && self.is_infinitival(&items[at + 1..]);
            let right_end = cuts.iter().copied().find(|&next| next > at).unwrap_or(items.len());
            let right = self.has_verb(&items[at + 1..right_end])
                && (self.has_finite(&items[at + 1..]) || self.is_infinitival(&items[at + 1..]));
            let shared = self.shares_auxiliary(&items[..at], &items[at + 1..right_end]);
            if shared && !verb_final {
                return true;
            }
            let adjacent =
                matches!(items[at - 1], Item::Verb(_)) || !verb_final || self.opener(&items[at + 1..]).is_some();
            left && right
                && adjacent
                && (!self.only_nonfinite(&items[at + 1..right_end]) || self.is_infinitival(&items[at + 1..right_end]))
        });
        match cut {
            Some(at) => {
                let right = items.split_off(at);
                segments.push(Segment { items, conjunctions, comma });
                self.split(right, false, segments);
            }
            None => segments.push(Segment { items, conjunctions, comma }),
        }
    }

    /// hat A gebaut und B eröffnet: both sides end with a participle or infinitive of one auxiliary.
    pub(super) fn shares_auxiliary(&self, left: &[Item], right: &[Item]) -> bool {
        let nonfinite = |item: Option<&Item>| matches!(item, Some(Item::Verb(token)) if self.tokens[*token].readings.iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| matches!(form, VerbForm::Participle2 | VerbForm::Infinitive))));
        let auxiliary = self.finite(left, false).is_some_and(|at| {
            at + 1 < left.len() && matches!(left[at], Item::Verb(token) if is_auxiliary(&self.tokens[token]))
        });
        auxiliary
            && nonfinite(left.last())
            && nonfinite(right.last())
            && self.only_nonfinite_or_ambiguous(right)
            && right.iter().filter(|item| matches!(item, Item::Verb(_))).count() == 1
            && !self.is_infinitival(right)
    }

    pub(super) fn only_nonfinite_or_ambiguous(&self, items: &[Item]) -> bool {
        items.iter().all(|item| !matches!(item, Item::Verb(token) if self.tokens[*token].must_be_finite() || is_auxiliary(&self.tokens[*token])))
    }

    pub(super) fn only_nonfinite(&self, items: &[Item]) -> bool {
        items.iter().all(|item| !matches!(item, Item::Verb(token) if self.tokens[*token].can_be_finite()))
    }
}
