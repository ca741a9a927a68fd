//! Articles and other determiners, also where only one of the languages has them.

use crate::translate::rules::generation::Piece;
use crate::translate::rules::lexicon::entry::{Case, Cells, Class, Column, Form, Word};
use crate::translate::rules::morphology::{Meaning, Reading, Tag};
use crate::translate::rules::phrases::{Modifier, Phrase};
use crate::translate::rules::senses;
use crate::translate::rules::token::TokenKind;
use crate::translate::rules::transfer::{Discourse, Transfer};
use crate::translate::rules::word_sets::Set;

impl<'a> Transfer<'a> {
    /// Whether English treats the phrase as plural: a countable noun without article that could be either is one.
    pub fn is_plural(&self, phrase: &Phrase) -> bool {
        self.must_be_plural(phrase) || self.is_bare_plural(phrase)
    }

    /// Vertreter der EU, hochrangiger Beamter: German leaves out the article of countable nouns in the plural only.
    fn is_bare_plural(&self, phrase: &Phrase) -> bool {
        let head = &self.tokens[phrase.head_token()];
        let bare = phrase.determiner.is_none()
            && phrase.possessor.is_none()
            && phrase.close.is_none()
            && phrase.prepositions.iter().all(|&token| {
                self.tokens[token].tag == Tag::Preposition && self.tokens[token].reading().function() != "prepart"
            });
        let countable = match head.reading().word() {
            Some(Word::Noun { english, .. }) => senses::default(english)
                .is_some_and(|equivalent| !equivalent.traits.uncountable && !equivalent.traits.bare),
            _ => false,
        };
        bare && countable
            && head.tag == Tag::Noun
            && matches!(
                phrase.class,
                Class::Human | Class::Body | Class::Animal | Class::Thing | Class::Vehicle | Class::Weapon
            )
            && phrase.cells.has_column(Column::Plural)
            && phrase.cells != Cells::ALL
    }

    /// Whether the phrase can be nothing but plural.
    pub fn must_be_plural(&self, phrase: &Phrase) -> bool {
        if phrase.head.len() == 1 && self.tokens[phrase.head[0]].tag == Tag::Name && phrase.cells == Cells::ALL {
            return false;
        }
        let number = phrase.modifiers.iter().any(|modifier| match modifier {
            Modifier::Adjective(tokens) => tokens.last().is_some_and(|&token| {
                self.tokens[token].tag == Tag::Number
                    && self.tokens[token].token.kind != TokenKind::Ordinal
                    && !matches!(self.tokens[token].token.text.as_str(), "1" | "ein" | "eins")
            }),
            _ => false,
        });
        let determined = phrase
            .determiner
            .is_some_and(|determiner| Set::PluralDeterminer.holds(&self.tokens[determiner].token.text.to_lowercase()));
        number && (phrase.cells.has_column(Column::Plural) || matches!(phrase.class, Class::Money | Class::Measure))
            || determined
            || self.is_genitive_plural(phrase)
            || Phrase { coordinated: Vec::new(), ..phrase.clone() }.is_plural(self.tokens)
    }

    /// der Arbeitslosen: an adjective that stands for people in the genitive is hardly ever one woman.
    fn is_genitive_plural(&self, phrase: &Phrase) -> bool {
        let head = self.tokens[phrase.head_token()].reading();
        matches!(head.form, Form::Adjective(..))
            && head.tag == Tag::Noun
            && phrase.class == Class::Human
            && !phrase.is_prepositional()
            && phrase.close.is_none()
            && phrase.cells.and(Cells(!Cells::case(Case::Genitive).0)).is_empty()
            && phrase.cells.has_column(Column::Plural)
            && phrase.cells.has_column(Column::Feminine)
    }

    /// Atoms that always stand with "the".
    pub(super) fn wants_article(&self, phrase: &Phrase) -> bool {
        let head = &self.tokens[phrase.head[0]];
        match &head.reading().meaning {
            Meaning::Atom(index) if phrase.modifiers.is_empty() => self.atoms.get(*index).is_some_and(|atom| {
                atom.article && !atom.english.starts_with("the ") && !atom.english.starts_with("The ")
            }),
            Meaning::Lexeme(lexeme) => matches!(&lexeme.word, Word::Name { english, .. } if english.traits.definite),
            _ => false,
        }
    }

    pub(super) fn contracted_article(
        &self,
        phrase: &Phrase,
        name: bool,
        traits: &crate::translate::rules::lexicon::entry::NounTraits,
    ) -> bool {
        let contracted = phrase
            .prepositions
            .iter()
            .any(|&token| self.tokens[token].reading().function() == "prepart" || self.ends_contracted(token));
        let text = self.tokens[phrase.head_token()].token.text.as_str();
        let bare_time = phrase.class == Class::Time
            && (Set::Month.holds(text)
                || Set::Weekday.holds(text) && phrase.modifiers.is_empty()
                || text.ends_with("abend") && text.len() > 6
                || text == "Ende"
                || text == "Anfang");
        let modified_time = phrase.class == Class::Time && phrase.modifiers.iter().any(|modifier| matches!(modifier, Modifier::Adjective(tokens) if tokens.iter().any(|&token| ["vergangen", "letzt", "nächst", "kommend"].iter().any(|stem| self.text(token).starts_with(stem)))));
        let gerund = matches!(self.tokens[phrase.head_token()].reading().meaning, Meaning::Gerund(_));
        let year = text.starts_with("Jahr") && phrase.close.is_some();
        contracted && !name && !bare_time && !modified_time && !traits.bare && !gerund && !year
    }

    /// bis zum, im Vergleich zur: a sequence whose last word holds the article.
    fn ends_contracted(&self, token: usize) -> bool {
        let text = &self.tokens[token].token.text;
        matches!(self.tokens[token].token.kind, TokenKind::Sequence(_))
            && text.rsplit(' ').next().is_some_and(|last| Set::Contraction.holds(last))
    }

    pub(super) fn determiner(
        &self,
        token: usize,
        phrase: &Phrase,
        is_plural: bool,
        traits: &crate::translate::rules::lexicon::entry::NounTraits,
        name: bool,
        discourse: &Discourse,
    ) -> Vec<Piece> {
        let reading = self.determiner_reading(token, phrase);
        let function = reading.function();
        let english = match reading.word() {
            Some(Word::Function { english, .. }) => *english,
            _ => "the",
        };
        let text = match function {
            "art" => {
                let lower = self.text(phrase.head_token());
                let place_or_person =
                    name && !traits.definite && phrase.modifiers.is_empty() && !self.wants_article(phrase);
                let title = phrase.class == Class::Human
                    && phrase.genitive.is_none()
                    && phrase.close.as_ref().is_some_and(|close| self.is_name(close))
                    && !is_plural;
                let bare = title
                    || traits.bare
                    || place_or_person
                    || Set::Month.holds(&self.tokens[phrase.head_token()].token.text)
                    || lower.is_empty();
                let generic = traits.uncountable
                    && !is_plural
                    && phrase.modifiers.is_empty()
                    && phrase.genitive.is_none()
                    && phrase.attached.is_empty()
                    && matches!(phrase.class, Class::Abstract | Class::State)
                    && !phrase.is_prepositional();
                if bare || generic { String::new() } else { "the".to_owned() }
            }
            "ein" if english == "a" => {
                if traits.uncountable || traits.plural_only || is_plural {
                    if traits.uncountable && !phrase.modifiers.is_empty() {
                        String::new()
                    } else if traits.plural_only {
                        "some".to_owned()
                    } else {
                        String::new()
                    }
                } else {
                    "a".to_owned()
                }
            }
            "poss" => self.possessive_determiner(token, english, discourse).to_owned(),
            "poss-gen" => match self.tokens[token].tag {
                _ if self.opens_relative_clause(token) => "whose".to_owned(),
                _ if self.text(token) == "deren" => "their".to_owned(),
                _ if self.refers_to_person(token, Column::Masculine, false, None) => "his".to_owned(),
                _ => "its".to_owned(),
            },
            "dem" if is_plural && !traits.uncountable => match english {
                "this" => "these".to_owned(),
                "that" => "those".to_owned(),
                other => other.to_owned(),
            },
            "quant" if !is_plural && english == "many" => "much".to_owned(),
            "quant" if !is_plural && english == "all" && !traits.uncountable => "all".to_owned(),
            _ => english.to_owned(),
        };
        vec![Piece { text, tokens: Some((token, token)), ..Piece::default() }]
    }

    pub(super) fn determiner_reading(&self, token: usize, phrase: &Phrase) -> &Reading {
        let readings = &self.tokens[token].readings;
        readings.iter().find(|reading| !reading.cells.and(phrase.cells).is_empty()).unwrap_or(&readings[0])
    }

    /// deren, dessen after a comma, perhaps with a preposition between.
    fn opens_relative_clause(&self, token: usize) -> bool {
        let tag = |back: usize| token.checked_sub(back).map(|at| self.tokens[at].tag);
        tag(1) == Some(Tag::Comma) || tag(1) == Some(Tag::Preposition) && tag(2) == Some(Tag::Comma)
    }

    /// Whether the noun before a token is a place or a body.
    fn follows_place(&self, token: usize) -> bool {
        let before = (0..token).rev().find(|&at| matches!(self.tokens[at].tag, Tag::Noun | Tag::Name));
        before.is_some_and(|at| matches!(self.chunker().class(at), Class::Place | Class::Body))
    }

    pub(super) fn possessive_determiner(
        &self,
        token: usize,
        english: &'static str,
        discourse: &Discourse,
    ) -> &'static str {
        let lower = self.tokens[token].token.text.to_lowercase();
        let capital =
            self.tokens[token].token.text.starts_with("Ihr") && token > 0 && self.tokens[token - 1].tag != Tag::Stop;
        if lower.starts_with("ihr") {
            if capital {
                return "your";
            }
            return match discourse.subject {
                Some(subject) if subject.plural => "their",
                Some(subject) if subject.human => "her",
                Some(_) => "its",
                None => "their",
            };
        }
        if lower.starts_with("sein") {
            return match discourse.subject {
                _ if discourse.in_subject => {
                    if self.refers_to_person(token, Column::Masculine, false, None) {
                        "his"
                    } else {
                        "its"
                    }
                }
                Some(subject) if !subject.human && !subject.plural => "its",
                // Nordkorea und seine Nachbarn
                None if self.follows_place(token) => "its",
                _ => "his",
            };
        }
        english
    }
}

impl Phrase {
    /// Whether the phrase has the definite article.
    pub(super) fn is_definite(&self, transfer: &Transfer<'_>) -> bool {
        self.determiner.is_some_and(|determiner| transfer.tokens[determiner].reading().function() == "art")
    }
}
