//! What opens a subordinate clause: subjunctions, relative and interrogative pronouns, um and the like.

use super::{Builder, Kind};
use crate::translate::rules::lexicon::entry::{Complement, Word};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::{Item, Phrase};
use crate::translate::rules::word_sets::Set;

impl Builder<'_> {
    /// What opens a subordinate clause, if something does.
    pub(super) fn opener(&self, items: &[Item]) -> Option<Kind> {
        let first = items.first()?;
        match first {
            Item::Word(token) => match self.tokens[*token].tag {
                Tag::Subjunction => {
                    let question = self.is_question_word(*token) && !self.is_attribution(*token, items);
                    let second_is_verb =
                        matches!(items.get(1), Some(Item::Verb(verb)) if self.tokens[*verb].can_be_finite());
                    let verb_second = second_is_verb
                        && (items.len() > 2 || question)
                        && !matches!(items.last(), Some(Item::Verb(verb)) if items.len() > 3 && self.tokens[*verb].must_be_finite());
                    if question && verb_second {
                        None
                    } else {
                        Some(if question { Kind::Question } else { Kind::Subordinate })
                    }
                }
                Tag::ZuSubjunction => Some(Kind::Infinitive),
                Tag::Comparison if matches!(items.last(), Some(Item::Verb(verb)) if self.tokens[*verb].can_be_finite()) => {
                    Some(Kind::Subordinate)
                }
                Tag::Adverb if matches!(items.get(1), Some(Item::Word(next)) if matches!(self.tokens[*next].tag, Tag::Subjunction | Tag::ZuSubjunction)) => {
                    self.opener(&items[1..])
                }
                _ => None,
            },
            Item::Phrase(phrase) => self.phrase_opener(phrase, items),
            _ => None,
        }
    }

    pub(super) fn phrase_opener(&self, phrase: &Phrase, items: &[Item]) -> Option<Kind> {
        let head = &self.tokens[phrase.head_token()];
        let possessive = phrase.determiner.is_some_and(|determiner| {
            self.tokens[determiner].reading().function() == "poss-gen"
                && determiner > 0
                && (self.tokens[determiner - 1].tag == Tag::Comma
                    || determiner > 1
                        && self.tokens[determiner - 1].tag == Tag::Preposition
                        && self.tokens[determiner - 2].tag == Tag::Comma)
        });
        if head.tag == Tag::Relative || possessive {
            return Some(Kind::Relative);
        }
        let interrogative = head.tag == Tag::Interrogative
            || phrase.determiner.is_some_and(|determiner| self.tokens[determiner].reading().function() == "inter-det");
        let second_is_verb = matches!(items.get(1), Some(Item::Verb(verb)) if self.tokens[*verb].can_be_finite());
        (interrogative && !(second_is_verb && items.len() > 2) && self.has_finite(items)).then_some(Kind::Question)
    }

    /// "wie die Polizei mitteilte": a verb of saying without an object of its own.
    pub(super) fn is_attribution(&self, token: usize, items: &[Item]) -> bool {
        let says = |item: &Item| {
            match item {
            Item::Verb(verb) => self.tokens[*verb].readings.iter().any(|reading| matches!(reading.word(), Some(Word::Verb { frames, .. }) if frames.iter().any(|frame| frame.complements.contains(&Complement::Quote)))),
            _ => false,
        }
        };
        self.tokens[token].token.text.eq_ignore_ascii_case("wie")
            && items.len() >= 3
            && matches!(items.get(1), Some(Item::Phrase(_)))
            && items.iter().any(says)
    }

    pub(super) fn is_question_word(&self, token: usize) -> bool {
        matches!(self.tokens[token].reading().word(), Some(Word::Adverb { class: "question", .. }))
            || Set::QuestionWord.holds(&self.tokens[token].token.text.to_lowercase())
    }
}
