//! Pronouns, by what they refer to.

use super::Role;
use crate::translate::rules::generation::Piece;
use crate::translate::rules::lexicon::entry::{Class, Column, Word};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::{Phrase, union};
use crate::translate::rules::transfer::{Discourse, Transfer};

impl<'a> Transfer<'a> {
    pub(super) fn personal(&self, phrase: &Phrase, role: Role, discourse: &mut Discourse) -> String {
        let token = phrase.head[0];
        let readings = &self.tokens[token].readings;
        let reading =
            readings.iter().find(|reading| !reading.cells.and(phrase.cells).is_empty()).unwrap_or(&readings[0]);
        let english = match reading.word() {
            Some(Word::Function { english, .. }) => *english,
            _ => "it/it",
        };
        let written = self.tokens[token].token.text.as_str();
        let mut english = english;
        if matches!(written, "sie" | "Sie") {
            let polite = written == "Sie" && token > 0 && !matches!(self.tokens[token - 1].tag, Tag::Stop | Tag::Quote);
            let plural = phrase.cells.has_column(Column::Plural) && !phrase.cells.has_column(Column::Feminine);
            english = if polite {
                "you/you"
            } else if plural || (discourse.plural_pronoun && phrase.cells.has_column(Column::Plural)) {
                "they/them"
            } else {
                "she/her"
            };
        }
        if matches!(written.to_lowercase().as_str(), "er" | "ihn" | "ihm") || english == "she/her" {
            let column = if english == "she/her" { Column::Feminine } else { Column::Masculine };
            // What stands in its own clause is no antecedent of a personal pronoun.
            let clause = (0..token)
                .rev()
                .find(|&at| matches!(self.tokens[at].tag, Tag::Comma | Tag::Stop | Tag::Mark | Tag::Conjunction))
                .unwrap_or(0);
            let speaks = discourse.speech && role == Role::Subject;
            if !self.refers_to_person(clause, column, speaks, discourse.antecedents[column as usize]) {
                english = "it/it";
            }
        }
        let (subject, object) = english.split_once('/').unwrap_or((english, english));
        if role == Role::Subject { subject } else { object }.to_owned()
    }

    /// Whether the nearest noun that a pronoun can stand for is a person; without one, what is known from the sentence before.
    /// Of things, only bodies and texts speak.
    pub(super) fn refers_to_person(&self, token: usize, column: Column, speaks: bool, known: Option<Class>) -> bool {
        let mute = |class: Class| speaks && !matches!(class, Class::Body | Class::Group | Class::Text);
        let mut thing = false;
        for at in (token.saturating_sub(60)..token).rev() {
            let known = &self.tokens[at];
            if !matches!(known.tag, Tag::Noun | Tag::Name) || !union(&known.readings).has_column(column) {
                continue;
            }
            match self.chunker().class(at) {
                Class::Human => return true,
                Class::Time | Class::Measure | Class::Money => {}
                class => thing |= !mute(class),
            }
        }
        !thing && known.is_none_or(|class| class.is_person() || mute(class))
    }

    pub(super) fn reflexive(&self, discourse: &Discourse) -> String {
        match discourse.subject {
            Some(subject) if subject.plural => "themselves",
            Some(subject) if subject.human => {
                if subject.feminine {
                    "herself"
                } else {
                    "himself"
                }
            }
            _ => "itself",
        }
        .to_owned()
    }

    pub(super) fn relative(&self, phrase: &Phrase, role: Role, discourse: &Discourse) -> String {
        let human = discourse.antecedent == Some(Class::Human) || discourse.antecedent == Some(Class::Group);
        match (human, role, phrase.is_prepositional()) {
            (true, Role::Subject, _) => "who",
            (true, ..) => "whom",
            (false, _, false) if discourse.restrictive => "that",
            (false, ..) => "which",
        }
        .to_owned()
    }

    pub(super) fn pronoun(&self, phrase: &Phrase, role: Role, discourse: &Discourse) -> String {
        let token = phrase.head[0];
        let readings = &self.tokens[token].readings;
        let reading =
            readings.iter().find(|reading| !reading.cells.and(phrase.cells).is_empty()).unwrap_or(&readings[0]);
        let english = match reading.word() {
            Some(Word::Function { english, .. }) => *english,
            _ => return self.tokens[token].token.text.clone(),
        };
        if phrase.attached.iter().any(|item| item.phrase().is_some()) {
            // die aus den USA: those from the US.
            return if english == "they" || english == "them" { "those" } else { "that" }.to_owned();
        }
        match (english, role) {
            // zwischen beiden
            ("both", Role::Object) if phrase.is_prepositional() => "the two".to_owned(),
            ("one", _) if discourse.reported && self.text(token) == "man" => "they".to_owned(),
            ("they", Role::Object) => "them".to_owned(),
            ("he", Role::Object) => "him".to_owned(),
            ("who", Role::Object) => "whom".to_owned(),
            _ => english.to_owned(),
        }
    }

    /// 's or an apostrophe.
    pub fn possessive(&self, possessor: &Phrase) -> Piece {
        let token = possessor.head_token();
        let plural = self.is_plural(possessor) && possessor.head.len() == 1 && self.tokens[token].tag == Tag::Noun;
        Piece { text: if plural { "'" } else { "'s" }.to_owned(), tokens: Some((token, token)), ..Piece::default() }
    }
}
