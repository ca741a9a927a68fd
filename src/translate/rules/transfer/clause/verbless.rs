//! Clauses without a finite verb: fragments and infinitives.

use crate::translate::rules::clauses::Clause;
use crate::translate::rules::generation::Piece;
use crate::translate::rules::lexicon::entry::{Class, VerbForm};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::Item;
use crate::translate::rules::transfer::verb_group::{self, Mode};
use crate::translate::rules::transfer::{Discourse, Transfer};
use crate::translate::rules::word_sets::Set;

impl Transfer<'_> {
    pub(super) fn fragment(&self, clause: &Clause, discourse: &mut Discourse) -> Vec<Piece> {
        let mut pieces = Vec::new();
        if clause.comma
            && clause.parent.is_some()
            && let Some(start) = clause.items.first().and_then(|item| self.item_start(item))
        {
            pieces.push(if start > 0 && self.tokens[start - 1].tag == Tag::Comma {
                Piece::new(",", start - 1)
            } else {
                Piece::added(",")
            });
        }
        pieces.extend(self.conjunctions(clause));
        // Von A: who wrote it.
        let byline = clause.parent.is_none()
            && self.tree.roots.len() == 1
            && matches!(&clause.items[..], [Item::Phrase(phrase)] if self.tokens[phrase.head_token()].tag == Tag::Name && phrase.class == Class::Human);
        let participle = clause.items.iter().any(|item| matches!(item, Item::Verb(token) if self.tokens[*token].readings.iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle2))));
        // begleitet von A, darunter B, sowie von C: an afterthought to a passive.
        let participle = participle
            || byline
            || clause
                .parent
                .and_then(|parent| verb_group::read(self.tokens, &self.tree.clauses[parent]))
                .is_some_and(|complex| complex.passive.is_some());
        // Von Eva Munz: whose work it is.
        let byline = clause.parent.is_none()
            && matches!(&clause.items[..], [Item::Phrase(phrase)]
                if phrase.class.is_person() && self.tokens[phrase.head_token()].tag == Tag::Name);
        let participle = participle || byline;
        // die Renten aber nicht: but not the pensions.
        let negated =
            matches!(clause.items.last(), Some(Item::Word(token)) if self.tokens[*token].tag == Tag::Negation);
        let leads = |item: &Item| {
            negated
                && matches!(item, Item::Word(token) if matches!(self.tokens[*token].tag, Tag::Conjunction | Tag::Negation))
        };
        // für A zuständig, von B gegründet: English has the adjective or participle before what it governs.
        let predicate = clause.parent.is_some().then(|| clause.items.last()).flatten().filter(|item| match item {
            Item::Adjective(_) => true,
            Item::Verb(_) => participle,
            _ => false,
        });
        let governs = |item: &Item| {
            predicate.is_some()
                && matches!(item, Item::Phrase(phrase) if phrase.is_prepositional() || self.year(phrase).is_some())
        };
        let (first, rest): (Vec<&Item>, Vec<&Item>) = clause.items.iter().partition(|item| leads(item));
        let (governed, rest): (Vec<&Item>, Vec<&Item>) = rest.into_iter().partition(|item| governs(item));
        for item in first.into_iter().chain(rest).chain(governed) {
            let year = item.phrase().filter(|_| predicate.is_some()).and_then(|phrase| self.year(phrase));
            pieces.extend(year.unwrap_or_else(|| self.item_in(item, participle, discourse)));
        }
        if clause.comma && clause.parent.is_some() {
            pieces.push(Piece::added(","));
        }
        pieces
    }

    /// kündigte an, kommen zu wollen: the verb that governs the infinitive says already that it is wanted.
    pub(super) fn is_intended(&self, clause: &Clause) -> bool {
        clause
            .parent
            .and_then(|parent| verb_group::read(self.tokens, &self.tree.clauses[parent]))
            .and_then(|outer| outer.lexeme)
            .is_some_and(|lexeme| Set::Intention.holds(lexeme.lemma))
    }

    pub(super) fn infinitive(&self, index: usize, mode: Option<Mode>, discourse: &mut Discourse) -> Vec<Piece> {
        let clause = &self.tree.clauses[index];
        let opener = clause.opener.map(|token| (token, self.text(token)));
        let (lead, own) = match &opener {
            Some((_, word)) if word == "um" => (None, Mode::To),
            Some((token, word)) => {
                (Some(Piece::new(if word == "ohne" { "without" } else { "instead of" }, *token)), Mode::Gerund)
            }
            None => (None, Mode::To),
        };
        let mut pieces = self.conjunctions(clause);
        pieces.extend(lead);
        pieces.extend(
            self.verbal(index, mode.unwrap_or(own), false, discourse)
                .unwrap_or_else(|| self.fragment(clause, discourse)),
        );
        pieces
    }
}
