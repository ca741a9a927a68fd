//! What the verbs around a token say of a participle: whether it can be part of a tense.

use super::finite_at;
use crate::translate::rules::clauses::{is_auxiliary_lemma, is_modal};
use crate::translate::rules::lexicon::entry::VerbForm;
use crate::translate::rules::morphology::{Reading, Tag};

/// Whether the clause around a token has a finite verb, and none that forms tenses or the passive.
pub(super) fn lacks_auxiliary(at: usize, readings: &[Vec<Reading>]) -> bool {
    let ends = |place: &usize| match readings[*place][0].tag {
        Tag::Comma | Tag::Stop | Tag::Quote | Tag::Mark => true,
        // der A baut | und B beschäftigt
        Tag::Conjunction => *place > 0 && finite_at(*place - 1, readings),
        _ => false,
    };
    let before = (0..at).rev().take_while(|place| !ends(place));
    let after = (at + 1..readings.len()).take_while(|place| !ends(place));
    let mut finite = false;
    for place in before.chain(after) {
        let mut lemmas = readings[place].iter().filter(|reading| reading.tag == Tag::Verb);
        let auxiliary = |reading: &Reading| {
            reading.meaning.lexeme().is_some_and(|lexeme| is_auxiliary_lemma(lexeme.lemma) || is_modal(lexeme.lemma))
        };
        if lemmas.any(auxiliary) {
            return false;
        }
        finite |= readings[place].iter().all(|reading| reading.tag == Tag::Verb) && finite_at(place, readings);
    }
    finite
}

/// hat A gewonnen, | die Mehrheit aber verfehlt: a second participle of the auxiliary before, set against the first.
pub(super) fn contrasts(at: usize, readings: &[Vec<Reading>]) -> bool {
    let participle = |place: usize| {
        let forms = readings[place].iter().filter_map(Reading::verb_form);
        forms.into_iter().any(|(form, ..)| form == VerbForm::Participle2)
    };
    let is = |place: usize, lemma: &str| {
        readings[place].iter().any(|reading| reading.meaning.lexeme().is_some_and(|lexeme| lexeme.lemma == lemma))
    };
    let end = (at..readings.len())
        .find(|&place| matches!(readings[place][0].tag, Tag::Comma | Tag::Stop))
        .unwrap_or(readings.len());
    at > 1
        && readings[at - 1][0].tag == Tag::Comma
        && participle(at - 2)
        && end > at + 2
        && participle(end - 1)
        && (at..end).any(|place| is(place, "aber") || is(place, "jedoch"))
}
