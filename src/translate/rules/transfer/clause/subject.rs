//! What the subject demands: number of the verb, pronouns that refer to it.

use crate::translate::rules::clauses::{Clause, Kind};
use crate::translate::rules::lexicon::entry::{Class, Column, Degree, Form, Lexeme, Word};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::{Item, Phrase};
use crate::translate::rules::senses;
use crate::translate::rules::transfer::verb_group::{Agreement, Complex};
use crate::translate::rules::transfer::{Subject, Transfer};
use crate::translate::rules::word_sets::Set;

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

    /// Where the word stands that je, desto or umso compares, if it is not the subject's.
    pub(super) fn compared(&self, clause: &Clause) -> Option<usize> {
        let at = match clause.opener.map(|token| self.text(token)) {
            Some(opener) if opener == "je" => 0,
            _ => clause.items[..clause.finite?].iter().position(|item| match item {
                Item::Adjective(tokens) => matches!(self.text(tokens[0]).as_str(), "desto" | "umso"),
                _ => false,
            })?,
        };
        let comparative = |token: &usize| {
            let readings = &self.tokens[*token].readings;
            readings.iter().any(|reading| matches!(reading.form, Form::Adjective(_, Degree::Comparative)))
        };
        match clause.items.get(at)? {
            Item::Adjective(tokens) => tokens.last().is_some_and(comparative).then_some(at),
            Item::Word(token) => matches!(self.text(*token).as_str(), "mehr" | "weniger" | "eher").then_some(at),
            _ => None,
        }
    }

    /// Whether a phrase asks: was, welche Folgen.
    pub(super) fn asks(&self, item: &Item) -> bool {
        item.phrase().is_some_and(|phrase| {
            self.tokens[phrase.head_token()].tag == Tag::Interrogative
                || phrase.determiner.is_some_and(|token| self.tokens[token].reading().function() == "inter-det")
        })
    }

    /// Wer das sagt, | irrt: the clause names a person, unless its clause answers a question (Wer kommt, ist unklar).
    pub(super) fn is_free_relative(&self, item: &Item, outer: &Clause, verb: Option<&Lexeme<'_>>) -> bool {
        let Item::Clause(index) = item else { return false };
        let inner = &self.tree.clauses[*index];
        let who = match inner.items.first() {
            Some(Item::Phrase(first)) => self.text(first.head_token()) == "wer",
            _ => false,
        };
        let answers = |token: usize| {
            let mut lexemes = self.tokens[token].readings.iter().filter_map(|reading| reading.meaning.lexeme());
            lexemes.any(|lexeme| Set::Answering.holds(lexeme.lemma))
        };
        let answered = verb.is_some_and(|lexeme| Set::Answering.holds(lexeme.lemma))
            || outer.items.iter().any(|item| match item {
                Item::Adjective(tokens) => tokens.iter().copied().any(answers),
                _ => false,
            });
        inner.kind == Kind::Question && who && !answered
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
