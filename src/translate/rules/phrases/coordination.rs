//! A, B und C: which phrases are members of one coordination, and where a conjunction joins clauses instead.

use super::agree::*;
use super::{Chunker, Phrase};
use crate::translate::rules::lexicon::entry::VerbForm;
use crate::translate::rules::morphology::{Reading, Tag};
use crate::translate::rules::tagging::Tagged;
use crate::translate::rules::word_sets::Set;

impl<'a> Chunker<'a> {
    /// A phrase with everything that is coordinated with it.
    pub(super) fn coordinated_phrase(&self, start: usize, end: usize) -> Option<(Phrase, usize)> {
        if let Some(correlative) = self.correlative(start, end) {
            return Some(correlative);
        }
        let (mut first, mut at) = self.phrase(start, end)?;
        // A, B und C: commas count only if a conjunction follows in the end.
        let mut list = Vec::new();
        let mut place = at;
        loop {
            match self.tag(place) {
                Some(Tag::Conjunction)
                    if place + 1 < end
                        && [Set::ListConjunction, Set::Adversative]
                            .iter()
                            .any(|set| set.holds(&self.tokens[place].token.text)) =>
                {
                    let strict = !Set::ListConjunction.holds(&self.tokens[place].token.text);
                    let Some((next, after)) = self.phrase(place + 1, end) else { break };
                    if strict || !self.may_join(&first, &next) || self.begins_clause(start, place, after, end) {
                        break;
                    }
                    list.push((place, next));
                    for (token, phrase) in list.drain(..) {
                        first.coordinated.push((token, phrase));
                    }
                    at = after;
                    place = after;
                    continue;
                }
                Some(Tag::Comma) if place + 1 < end => {
                    let Some((next, after)) = self.phrase(place + 1, end) else { break };
                    if !self.may_join(&first, &next)
                        || next.start != place + 1
                        || self.tag(place + 1) == Some(Tag::Relative)
                        || self.is_relative_determiner(place + 1)
                    {
                        break;
                    }
                    list.push((place, next));
                    place = after;
                    if list.len() > 40 {
                        break;
                    }
                    continue;
                }
                _ => break,
            }
        }
        if !first.coordinated.is_empty() && !first.is_prepositional() {
            let cases = first
                .coordinated
                .iter()
                .fold(case_mask(first.cells), |mask, (_, phrase)| mask & case_mask(phrase.cells));
            if mask_nonempty(cases) {
                first.cells = keep_cases(first.cells, cases);
            }
        }
        Some((first, at))
    }

    /// Where the undeclined adjective stands that a conjunction joins to the one before it.
    pub(super) fn joined_adjective(&self, at: usize, end: usize) -> Option<usize> {
        let conjunction = self.tokens.get(at).filter(|_| at + 1 < end)?;
        if conjunction.tag != Tag::Conjunction || !Set::ListConjunction.holds(&conjunction.token.text) {
            return None;
        }
        let degree = self.tag(at + 1) == Some(Tag::Adverb) && self.is_degree(at + 1);
        let joined = at + 1 + usize::from(degree);
        (joined < end && self.tag(joined) == Some(Tag::Predicative)).then_some(joined)
    }

    /// The member that a conjunction adds to a phrase which a bracket interrupted: A (12.) | und B (88.).
    pub(super) fn joined_by_conjunction(&self, phrase: &Phrase, at: usize, end: usize) -> Option<(Phrase, usize)> {
        let conjunction = self.tokens.get(at).filter(|_| at + 1 < end)?;
        if conjunction.tag != Tag::Conjunction || !Set::ListConjunction.holds(&conjunction.token.text) {
            return None;
        }
        let (next, after) = self.phrase(at + 1, end)?;
        (self.may_join(phrase, &next) && !self.begins_clause(phrase.start, at, after, end)).then_some((next, after))
    }

    /// weder A noch B, entweder A oder B, sowohl A als auch B.
    fn correlative(&self, start: usize, end: usize) -> Option<(Phrase, usize)> {
        let text = |at: usize| self.tokens[at].token.text.to_lowercase();
        if self.tag(start).filter(|_| start < end)? != Tag::Conjunction {
            return None;
        }
        let partner = match text(start).as_str() {
            "weder" => "noch",
            "entweder" => "oder",
            "sowohl" => "als auch",
            _ => return None,
        };
        let (mut first, at) = self.phrase(start + 1, end)?;
        if at >= end || text(at) != partner {
            return None;
        }
        let (next, after) = self.phrase(at + 1, end)?;
        first.start = start;
        first.focus.insert(0, start);
        first.coordinated.push((at, next));
        Some((first, after))
    }

    pub(super) fn is_relative_determiner(&self, at: usize) -> bool {
        self.tokens[at].reading().function() == "poss-gen"
    }

    /// Whether two phrases can be members of one coordination.
    pub(super) fn may_join(&self, first: &Phrase, next: &Phrase) -> bool {
        let head = self.tokens[next.head_token()].tag;
        if matches!(head, Tag::Relative | Tag::Personal | Tag::Interrogative)
            || matches!(self.tokens[first.head_token()].tag, Tag::Relative)
        {
            return head == Tag::Personal && self.tokens[first.head_token()].tag == Tag::Personal;
        }
        if next.is_prepositional() {
            return first.is_prepositional()
                && self.tokens[next.prepositions[0]].token.text == self.tokens[first.prepositions[0]].token.text;
        }
        first.shares_case(next)
    }

    /// Whether what follows a conjunction is a clause of its own: a finite verb stands before it and after its first phrase.
    pub(super) fn begins_clause(&self, start: usize, conjunction: usize, after: usize, end: usize) -> bool {
        let clause_start = (0..start)
            .rev()
            .find(|&at| {
                matches!(self.tokens[at].tag, Tag::Comma | Tag::Stop | Tag::Subjunction)
                    || self.tokens[at].parts_sections()
            })
            .map_or(0, |at| at + 1);
        let subordinate = clause_start > 0 && self.tokens[clause_start - 1].tag == Tag::Subjunction
            || matches!(self.tag(clause_start), Some(Tag::Relative | Tag::Subjunction));
        let before = self.tokens[clause_start..conjunction].iter().any(Tagged::can_be_finite);
        let next_is_verb = after < end
            && self.tokens[after].can_be_finite()
            && !matches!(
                self.tokens[after].readings.iter().find_map(Reading::verb_form),
                Some((VerbForm::Participle2, ..))
            );
        if !before || !next_is_verb {
            return false;
        }
        // In a clause with the verb at the end, "A und B verb" is one phrase unless a verb came before the conjunction.
        !subordinate || self.tokens[conjunction - 1].tag == Tag::Verb
    }
}
