//! Where a stretch between commas is cut: at conjunctions between verbs, each piece with a verb of its own or the share
//! of one.

use super::Builder;
use super::verbs::is_auxiliary;
use crate::translate::rules::lexicon::entry::{Class, Column, Complement, Persons, VerbForm, Word};
use crate::translate::rules::morphology::{Reading, Tag};
use crate::translate::rules::phrases::{Item, Phrase};
use crate::translate::rules::word_sets::Set;

pub(super) struct Segment {
    pub(super) items: Vec<Item>,
    pub(super) conjunctions: Vec<usize>,
    pub(super) comma: bool,
    /// The auxiliary of its participle or infinitive stands at the end of the next segment.
    pub(super) lent: bool,
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
            if shared && !verb_final || self.lends_auxiliary(&items[..at], &items[at + 1..right_end]) {
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
                let lent = self.lends_auxiliary(&items, &right[1..]);
                segments.push(Segment { items, conjunctions, comma, lent });
                self.split(right, false, segments);
            }
            None => segments.push(Segment { items, conjunctions, comma, lent: false }),
        }
    }

    /// hat A gebaut und B eröffnet: both sides end with a participle or infinitive of one auxiliary.
    pub(super) fn shares_auxiliary(&self, left: &[Item], right: &[Item]) -> bool {
        let nonfinite = |item: Option<&Item>| matches!(item, Some(Item::Verb(token)) if self.tokens[*token].readings.iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| matches!(form, VerbForm::Participle2 | VerbForm::Infinitive))));
        // sondern entlassen worden: the passive is its own.
        let right = match right {
            [rest @ .., participle @ Item::Verb(_), Item::Verb(last)]
                if self.tokens[*last].token.text == "worden" && nonfinite(Some(participle)) =>
            {
                &right[..=rest.len()]
            }
            _ => right,
        };
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

    /// dass A gebaut und B eröffnet wird: the finite verb at the end of the right side is that of the left side too.
    ///
    /// What looks finite on the left is a participle all the same if a subject does not agree with it, if the auxiliary is that
    /// of the perfect, or if in a passive nothing is there that could be its object.
    fn lends_auxiliary(&self, left: &[Item], right: &[Item]) -> bool {
        let [before @ .., Item::Verb(participle)] = left else { return false };
        let Some(start) = right.iter().position(|item| matches!(item, Item::Verb(_))) else { return false };
        let bracket = &right[start..];
        let verbs: Vec<usize> = bracket
            .iter()
            .filter_map(|item| match item {
                Item::Verb(token) => Some(*token),
                _ => None,
            })
            .collect();
        let [next, auxiliaries @ .., finite] = &verbs[..] else { return false };
        let forms = |token: usize, wanted: VerbForm| {
            let mut readings = self.tokens[token].readings.iter().filter_map(Reading::verb_form);
            readings.any(|(form, ..)| form == wanted)
        };
        let alike = [VerbForm::Participle2, VerbForm::Infinitive]
            .into_iter()
            .any(|form| forms(*participle, form) && forms(*next, form));
        if !alike
            || verbs.len() != bracket.len()
            || !auxiliaries.iter().chain([finite]).all(|&token| is_auxiliary(&self.tokens[token]))
            || !self.tokens[*finite].can_be_finite()
            || self.has_verb(before)
            || self.is_infinitival(left)
        {
            return false;
        }
        let apparent = &self.tokens[*participle];
        if !apparent.can_be_finite() {
            return true;
        }
        let nominals: Vec<&Phrase> = before
            .iter()
            .filter_map(Item::phrase)
            .filter(|phrase| !phrase.is_prepositional() && phrase.class != Class::Time)
            .collect();
        let disagrees = |phrase: &&Phrase| {
            let mut persons =
                apparent.readings.iter().filter_map(Reading::verb_form).filter(|(form, ..)| form.is_finite());
            let plural = phrase.is_plural(self.tokens);
            let singular = !plural && !phrase.cells.has_column(Column::Plural);
            !persons.any(|(_, persons, _)| {
                !plural && persons.0 & Persons::THIRD.0 != 0 || !singular && persons.0 & Persons::THEY.0 != 0
            })
        };
        let lemma = |lemma: &str| {
            let mut readings = auxiliaries.iter().chain([finite]).flat_map(|&token| &self.tokens[token].readings);
            readings.any(|reading| reading.meaning.lexeme().is_some_and(|lexeme| lexeme.lemma == lemma))
        };
        let participles = forms(*participle, VerbForm::Participle2);
        let transitive = apparent.readings.iter().any(|reading| {
            matches!(reading.word(), Some(Word::Verb { frames, .. })
                if frames.first().is_some_and(|frame| frame.complements.contains(&Complement::Accusative)))
        });
        nominals.iter().all(disagrees) && !nominals.is_empty()
            || participles
                && if lemma("werden") { transitive && nominals.len() == 1 } else { lemma("haben") || lemma("sein") }
    }

    pub(super) fn only_nonfinite_or_ambiguous(&self, items: &[Item]) -> bool {
        items.iter().all(|item| !matches!(item, Item::Verb(token) if self.tokens[*token].must_be_finite() || is_auxiliary(&self.tokens[*token])))
    }

    pub(super) fn only_nonfinite(&self, items: &[Item]) -> bool {
        items.iter().all(|item| !matches!(item, Item::Verb(token) if self.tokens[*token].can_be_finite()))
    }
}
