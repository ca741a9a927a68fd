//! What the subject demands: number of the verb, pronouns that refer to it.

use crate::translate::rules::clauses::Clause;
use crate::translate::rules::lexicon::entry::{Class, Column, Word};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::Phrase;
use crate::translate::rules::senses;
use crate::translate::rules::transfer::verb_group::{Agreement, Complex};
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
            self.must_be_plural(phrase) || phrase.is_plural(self.tokens) || matches!(text.as_str(), "wir")
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
            Word::Noun { english, .. } => senses::default(english).map(|equivalent| equivalent.traits),
            _ => None,
        }
    }
}
