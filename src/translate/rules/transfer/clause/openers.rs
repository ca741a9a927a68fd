//! What opens a clause in English: conjunctions, subjunctions, the comparative of a proportion.

use crate::translate::rules::clauses::{Clause, Kind};
use crate::translate::rules::generation::Piece;
use crate::translate::rules::lexicon::entry::Word;
use crate::translate::rules::phrases::Item;
use crate::translate::rules::transfer::Transfer;

impl Transfer<'_> {
    /// The conjunctions before a clause.
    pub(super) fn conjunctions(&self, clause: &Clause) -> Vec<Piece> {
        clause.conjunctions.iter().map(|&token| Piece::new(self.conjunction(token), token)).collect()
    }

    /// English of the subjunction that opens a clause.
    pub(super) fn opener(&self, token: usize, clause: &Clause) -> Piece {
        let english = match (self.text(token).as_str(), self.tokens[token].tag) {
            ("als", _) => "when".to_owned(),
            ("wie", _) => "as".to_owned(),
            ("während", _) => "while".to_owned(),
            ("da", _) if clause.kind == Kind::Subordinate => "because".to_owned(),
            _ => match self.tokens[token].reading().word() {
                Some(Word::Adverb { english, .. }) => {
                    english.first().map_or(String::new(), |equivalent| equivalent.text.to_owned())
                }
                _ => self.function_english(token),
            },
        };
        Piece::new(english, token)
    }

    /// je länger, desto größer: the comparative that both languages put first.
    pub(super) fn proportional(&self, clause: &Clause) -> Option<usize> {
        if clause.opener.is_some_and(|token| self.text(token) == "je") {
            return matches!(clause.items.first(), Some(Item::Adjective(_))).then_some(0);
        }
        let front = clause.finite.filter(|_| clause.kind == Kind::Main)?;
        clause.items[..front].iter().position(|item| match item {
            Item::Adjective(tokens) => matches!(self.text(tokens[0]).as_str(), "desto" | "umso"),
            _ => false,
        })
    }
}
