//! What stands before the English subject: relative and question words, and the compared word of je and desto.

use super::order::done_at;
use super::roles::Roles;
use crate::translate::rules::clauses::{Clause, Kind};
use crate::translate::rules::generation::Piece;
use crate::translate::rules::lexicon::entry::{Complement, Degree, Form, Frame, Lexeme};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::Item;
use crate::translate::rules::transfer::frames::Part;
use crate::translate::rules::transfer::noun::Role;
use crate::translate::rules::transfer::{Discourse, Transfer};
use crate::translate::rules::word_sets::Set;

impl Transfer<'_> {
    /// Whether a relative or question word opens the clause. One coordinated with another may have none of its own.
    pub(super) fn leads_with_pronoun(&self, clause: &Clause) -> bool {
        let shares_pronoun = clause.previous.is_some()
            && clause
                .items
                .first()
                .is_some_and(|item| item.phrase().is_some() && !self.opens_relative(item) && !self.asks(item));
        matches!(clause.kind, Kind::Relative | Kind::Question) && !shares_pronoun
    }

    /// The relative or question word. If the frame governs it, it takes the frame's last preposition along.
    pub(super) fn relative_lead(
        &self,
        clause: &Clause,
        frame: Option<&Frame<'static>>,
        parts: &mut Vec<Part<'_>>,
        done: &mut [bool],
        discourse: &mut Discourse,
    ) -> Vec<Piece> {
        match clause.items.first().filter(|_| !done_at(done, 0)) {
            Some(Item::Phrase(phrase)) => {
                // die Lage, in der sie sind: the preposition is that of the frame.
                let governed = frame.is_some_and(|frame| {
                    frame.complements.iter().any(|complement| match complement {
                        Complement::Preposition(preposition, case) => {
                            self.find_preposition(clause, preposition, *case, done) == Some(0)
                        }
                        _ => false,
                    })
                });
                let mut preposition = governed.then_some("");
                if let (Some(preposition), [.., _, Part::Word(last)]) = (&mut preposition, &parts[..])
                    && self.is_preposition(last)
                {
                    *preposition = *last;
                    parts.pop();
                }
                done[0] = true;
                self.phrase(phrase, Role::Object, preposition, discourse)
            }
            Some(Item::Word(token)) => {
                done[0] = true;
                self.adverb(*token)
            }
            _ => Vec::new(),
        }
    }

    /// Je länger A dauert, desto größer wird B: the compared word leads in both clauses.
    pub(super) fn compared_lead(
        &self,
        clause: &Clause,
        roles: &Roles,
        done: &mut [bool],
        discourse: &mut Discourse,
    ) -> Vec<Piece> {
        let Some(at) = self.compared(clause).filter(|&at| !done_at(done, at)) else { return Vec::new() };
        done[at] = true;
        match &clause.items[at] {
            Item::Adjective(tokens) if roles.predicate != Some(at) => {
                let the = tokens.first().filter(|_| tokens.len() > 1).map(|&the| Piece::new("the", the));
                let compared = tokens.last().and_then(|&token| Some(Piece::new(self.manner(token)?, token)));
                the.into_iter().chain(compared).collect()
            }
            item => self.item(item, discourse),
        }
    }

    /// Where the word stands that je, desto or umso compares, if it is not the subject's.
    fn compared(&self, clause: &Clause) -> Option<usize> {
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
}
