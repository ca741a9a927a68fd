//! What the subject demands: number of the verb, pronouns that refer to it.

use crate::translate::rules::clauses::{Clause, Kind};
use crate::translate::rules::lexicon::entry::{Class, Column, Complement, VerbForm, Word};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::{Item, Phrase};
use crate::translate::rules::transfer::verb_group::{Agreement, Complex, Mode};

use super::roles::Roles;
use crate::translate::rules::transfer::{Subject, Transfer};

impl Transfer<'_> {
    pub(super) fn reflexive_word(&self, features: Option<Subject>) -> String {
        match features {
            Some(subject) if subject.first && subject.plural => "ourselves",
            Some(subject) if subject.first => "myself",
            Some(subject) if subject.plural => "themselves",
            Some(subject) if subject.human && subject.feminine => "herself",
            Some(subject) if subject.human => "himself",
            _ => "itself",
        }
        .to_owned()
    }

    pub(super) fn possessive_word(&self, features: Option<Subject>) -> String {
        match features {
            Some(subject) if subject.first && subject.plural => "our",
            Some(subject) if subject.first => "my",
            Some(subject) if subject.plural => "their",
            Some(subject) if subject.human && subject.feminine => "her",
            Some(subject) if subject.human => "his",
            _ => "its",
        }
        .to_owned()
    }

    /// Whether an item is the indefinite pronoun man.
    pub(super) fn is_man(&self, item: &Item) -> bool {
        let is_man = |phrase: &Phrase| {
            let head = phrase.head_token();
            self.tokens[head].tag == Tag::Pronoun && self.text(head) == "man"
        };
        item.phrase().is_some_and(is_man)
    }

    /// Dort baut man Häuser: who does it is not said, and English says what is done. What holds for everyone (with a modal, under
    /// a condition) and what is reported of somebody keeps its subject.
    pub(super) fn suits_passive(&self, clause: &Clause, complex: &Complex, roles: &Roles, mode: Mode) -> bool {
        let transitive = matches!(complex.lexeme.map(|lexeme| &lexeme.word), Some(Word::Verb { frames, .. })
            if frames.first().is_some_and(|frame| frame.complements == [Complement::Accusative]));
        let object = roles.accusative.and_then(|at| clause.items[at].phrase());
        let plain = object.is_some_and(|object| {
            matches!(self.tokens[object.head_token()].tag, Tag::Noun | Tag::Name | Tag::Personal)
        });
        mode == Mode::Finite
            && transitive
            && plain
            && roles.subject.is_some_and(|at| self.is_man(&clause.items[at]))
            && clause.kind == Kind::Main
            && clause.previous.is_none()
            && roles.dative.is_none()
            && roles.reflexive.is_none()
            && matches!(complex.form, VerbForm::Present | VerbForm::Past)
            && [
                complex.modal.map(|(_, token)| token),
                complex.passive,
                complex.causative,
                complex.to_do.map(|(_, token)| token),
            ]
            .iter()
            .all(Option::is_none)
    }

    pub(super) fn describe(&self, phrase: &Phrase, complex: &Complex) -> Subject {
        let head = &self.tokens[phrase.head_token()];
        let text = head.token.text.to_lowercase();
        let pronoun = head.tag == Tag::Personal;
        let plural_verb = complex.persons.plural() && !complex.persons.singular();
        let plural = if pronoun && text == "sie"
            || head.tag == Tag::Relative
            || !phrase.is_prepositional()
                && phrase.cells.has_column(Column::Plural)
                && !self.must_be_plural(phrase)
                && head.tag != Tag::Name
        {
            plural_verb
        } else {
            let they = text == "man" && complex.tells_of_somebody();
            self.must_be_plural(phrase) || phrase.is_plural(self.tokens) || text == "wir" || they
        };
        let human = match head.tag {
            Tag::Relative => true,
            Tag::Personal => text != "es",
            _ => phrase.class == Class::Human || phrase.close.as_ref().is_some_and(|close| close.class == Class::Human),
        };
        let feminine = phrase.cells.has_column(Column::Feminine) && !phrase.cells.has_column(Column::Masculine);
        Subject { human, plural, feminine, first: pronoun && matches!(text.as_str(), "ich" | "wir") }
    }

    pub(super) fn agreement(
        &self,
        features: Option<Subject>,
        clause: &Clause,
        subject: Option<usize>,
        complex: &Complex,
        added: bool,
    ) -> Agreement {
        let head =
            subject.and_then(|at| clause.items[at].phrase()).map(|phrase| (phrase, &self.tokens[phrase.head_token()]));
        if let Some((phrase, head)) = head {
            if head.tag == Tag::Personal {
                let text = head.token.text.to_lowercase();
                return match text.as_str() {
                    "ich" => Agreement::First,
                    "wir" | "du" => Agreement::Plural,
                    "ihr" => Agreement::Plural,
                    "sie" if complex.persons.plural() && !complex.persons.singular() => Agreement::Plural,
                    _ => Agreement::Third,
                };
            }
            if let Some(traits) = self.head_traits(phrase) {
                if traits.plural_only {
                    return Agreement::Plural;
                }
                if traits.uncountable && phrase.coordinated.is_empty() {
                    return Agreement::Third;
                }
            }
        }
        if added {
            return Agreement::Third;
        }
        match features {
            Some(subject) if subject.first && !subject.plural => Agreement::First,
            Some(subject) if subject.plural => Agreement::Plural,
            _ => Agreement::Third,
        }
    }

    pub(in crate::translate::rules::transfer) fn head_traits(
        &self,
        phrase: &Phrase,
    ) -> Option<crate::translate::rules::lexicon::entry::NounTraits> {
        match self.tokens[phrase.head_token()].reading().word()? {
            Word::Noun { .. } => Some(self.head(phrase, self.is_plural(phrase)).1),
            _ => None,
        }
    }
}
