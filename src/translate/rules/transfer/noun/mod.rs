//! German noun and prepositional phrases → English: article, modifiers, head, what follows the head.
//!
//! One file for each part of it: `preposition`, `determiner`, `adjective`, `head`, `pronoun`; `quantity` writes dates, times
//! and amounts.

mod adjective;
mod determiner;
mod head;
mod preposition;
mod pronoun;
mod quantity;

pub use self::adjective::adverb_of;
use super::{Discourse, Transfer};
use crate::glossary::EntryType;
use crate::translate::rules::clauses::Kind;
use crate::translate::rules::generation::Piece;
use crate::translate::rules::generation::english::grouped;
use crate::translate::rules::lexicon::entry::{Cells, Class, Column, Degree, VerbForm, Word};
use crate::translate::rules::morphology::{Meaning, Tag};
use crate::translate::rules::phrases::{Item, Modifier, Phrase, prepositions};
use crate::translate::rules::senses::{Choice, Site};
use crate::translate::rules::token::TokenKind;
use crate::translate::rules::word_sets::Set;

/// Tokens of a genitive that stands before the participle of its noun.
const SHORT_GENITIVE: usize = 3;

/// What a phrase is in the English clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Subject.
    Subject,
    /// Object or after a preposition.
    Object,
}

impl<'a> Transfer<'a> {
    /// A phrase with its preposition. `preposition`: what the verb's frame says instead (empty: none is written).
    pub fn phrase(
        &self,
        phrase: &Phrase,
        role: Role,
        preposition: Option<&str>,
        discourse: &mut Discourse,
    ) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for &token in &phrase.focus {
            pieces.extend(self.adverb(token));
        }
        if role == Role::Object && self.is_bare_year(phrase) && !self.follows_month(phrase) {
            pieces.push(Piece::added("in"));
        }
        let ago = phrase.prepositions.len() == 1
            && preposition.is_none()
            && self.text(phrase.prepositions[0]) == "vor"
            && self.is_unit(phrase)
            && !phrase.is_definite(self);
        if let Some(english) = preposition {
            if !english.is_empty() {
                pieces.push(self.preposition_piece(phrase, english.to_owned()));
            }
        } else if phrase.is_prepositional() && !ago {
            let english = self.preposition(phrase);
            if !english.is_empty() {
                pieces.push(self.preposition_piece(phrase, english));
            }
        }
        let role = if phrase.is_prepositional() { Role::Object } else { role };
        pieces.extend(self.nominal(phrase, role, discourse));
        if ago {
            pieces.push(Piece::new("ago", phrase.prepositions[0]));
        }
        let interrupts = phrase
            .coordinated
            .first()
            .is_some_and(|(token, _)| phrase.apposition.as_deref().is_some_and(|apposition| apposition.start < *token));
        if interrupts {
            pieces.extend(self.apposition(phrase, discourse));
        }
        for (at, (token, next)) in phrase.coordinated.iter().enumerate() {
            let last = at + 1 == phrase.coordinated.len();
            if self.tokens[*token].tag == Tag::Comma || !last {
                pieces.push(if self.tokens[*token].tag == Tag::Comma {
                    Piece::new(",", *token)
                } else {
                    Piece::new(self.conjunction(*token), *token)
                });
            } else {
                pieces.push(Piece::new(self.conjunction(*token), *token));
            }
            if next.is_prepositional() {
                let same = |one: &Phrase, other: &Phrase| {
                    one.prepositions.len() == 1
                        && other.prepositions.len() == 1
                        && self.text(one.prepositions[0]) == self.text(other.prepositions[0])
                };
                pieces.extend(self.phrase(next, role, preposition.filter(|_| same(phrase, next)), discourse));
            } else {
                pieces.extend(next.focus.iter().flat_map(|&token| self.adverb(token)));
                pieces.extend(self.nominal(next, role, discourse));
                pieces.extend(self.apposition(next, discourse));
            }
        }
        if !interrupts {
            pieces.extend(self.apposition(phrase, discourse));
        }
        pieces
    }

    /// 2018 kam er: a year by itself, which English gives a preposition.
    pub fn is_bare_year(&self, phrase: &Phrase) -> bool {
        let [year] = phrase.head[..] else { return false };
        !phrase.is_prepositional() && phrase.class == Class::Time && self.tokens[year].is_year()
    }

    /// im November | 2015
    fn follows_month(&self, phrase: &Phrase) -> bool {
        phrase.start.checked_sub(1).is_some_and(|before| {
            self.tokens[before].token.text.rsplit(' ').next().is_some_and(|month| Set::Month.holds(month))
        })
    }

    /// What stands between commas after a phrase and says more of it.
    fn apposition(&self, phrase: &Phrase, discourse: &mut Discourse) -> Vec<Piece> {
        let Some(apposition) = &phrase.apposition else { return Vec::new() };
        let mut apposition = Phrase::clone(apposition);
        if !self.is_plural(phrase) && apposition.determiner.is_none() && apposition.coordinated.is_empty() {
            // Kim, Sprecher der Partei: one, where the form could be many.
            let one = apposition.cells.and(Cells(!Cells::column(Column::Plural).0));
            if !one.is_empty() {
                apposition.cells = one;
            }
        }
        let before = apposition.start.checked_sub(1).filter(|&token| self.tokens[token].tag == Tag::Comma);
        let mut pieces = vec![before.map_or_else(|| Piece::added(","), |token| Piece::new(",", token))];
        pieces.extend(self.phrase(&apposition, Role::Object, None, discourse));
        pieces.push(Piece::added(","));
        pieces
    }

    /// A phrase without preposition and coordination.
    pub fn nominal(&self, phrase: &Phrase, role: Role, discourse: &mut Discourse) -> Vec<Piece> {
        let head = &self.tokens[phrase.head_token()];
        if let (Tag::Pronoun | Tag::Relative, [Item::Clause(index)]) = (head.tag, &phrase.attached[..])
            && self.tree.clauses[*index].kind == Kind::Question
        {
            // das, was er sagt: what he says.
            let mut pieces = self.clause(*index, discourse);
            if let Some(piece) = pieces.first_mut() {
                piece.also = piece.also.or(Some((phrase.head_token(), phrase.head_token())));
            }
            return pieces;
        }
        let mut pieces = match head.tag {
            Tag::Personal => vec![Piece::new(self.personal(phrase, role, discourse), phrase.head[0])],
            Tag::Reflexive => vec![Piece::new(self.reflexive(discourse), phrase.head[0])],
            Tag::Relative => vec![Piece::new(self.relative(phrase, role, discourse), phrase.head[0])],
            Tag::Pronoun | Tag::Interrogative => {
                vec![Piece::new(self.pronoun(phrase, role, discourse), phrase.head[0])]
            }
            _ => self.full_nominal(phrase, discourse),
        };
        if let (Tag::Pronoun, Some(close)) = (head.tag, &phrase.close) {
            // etwas Neues
            if let Meaning::Nominalized(adjective) = &self.tokens[close.head[0]].reading().meaning {
                let site = Site::adjective(close.head[0], Class::Abstract, false);
                let text = self.adjective_english(adjective, Degree::Positive, site);
                pieces.extend(text.map(|text| Piece::new(text, close.head[0])));
            }
        }
        let early = |item: &Item| phrase.genitive.as_deref().is_some_and(|genitive| self.precedes(item, genitive));
        for item in phrase.attached.iter().filter(|item| !early(item)) {
            pieces.extend(self.attached(item, phrase, discourse));
        }
        pieces
    }

    fn attached(&self, item: &Item, phrase: &Phrase, discourse: &mut Discourse) -> Vec<Piece> {
        match item {
            Item::Clause(index) => {
                let before = (discourse.antecedent, discourse.subject, discourse.restrictive);
                discourse.antecedent = Some(phrase.class);
                let last = phrase.close.as_deref().unwrap_or(phrase);
                discourse.mass = self.head_traits(phrase).is_some_and(|traits| traits.uncountable);
                discourse.restrictive = !self.is_name(last) && self.tree.clauses[*index].kind == Kind::Relative;
                let restrictive = discourse.restrictive;
                let inner = self.clause(*index, discourse);
                (discourse.antecedent, discourse.subject, discourse.restrictive) = before;
                if restrictive || matches!(self.tree.clauses[*index].kind, Kind::Infinitive | Kind::Fragment) {
                    return inner;
                }
                let comma =
                    |token: Option<usize>| token.map_or_else(|| Piece::added(","), |token| Piece::new(",", token));
                let first = self
                    .clause_start(*index)
                    .and_then(|start| start.checked_sub(1))
                    .filter(|&token| self.tokens[token].tag == Tag::Comma);
                let mut pieces = vec![comma(first)];
                pieces.extend(inner);
                pieces.push(comma(None));
                pieces
            }
            Item::Phrase(inner) => self.phrase(inner, Role::Object, self.noun_preposition(phrase, inner), discourse),
            Item::Word(token) if self.text(*token) == "selbst" => {
                let feminine = phrase.cells.has_column(Column::Feminine) && !phrase.cells.has_column(Column::Masculine);
                let person = phrase.class.is_person();
                let text = match (self.is_plural(phrase), person) {
                    (true, _) => "themselves",
                    (false, true) if feminine => "herself",
                    (false, true) => "himself",
                    (false, false) => "itself",
                };
                vec![Piece::new(text, *token)]
            }
            other => self.item(other, discourse),
        }
    }

    /// The English preposition that the noun before a phrase asks for.
    fn noun_preposition(&self, noun: &Phrase, phrase: &Phrase) -> Option<&'static str> {
        let [token] = phrase.prepositions[..] else { return None };
        if matches!(noun.class, Class::Money | Class::Measure) && self.text(token) == "an" {
            return Some("in");
        }
        let lemma = self.tokens[noun.head_token()].reading().meaning.lexeme()?.lemma;
        let english = prepositions::governed_by(lemma, &self.text(token), phrase.cells)?;
        self.senses.note(|| Choice::governed(token, english, lemma));
        Some(english)
    }

    fn full_nominal(&self, phrase: &Phrase, discourse: &mut Discourse) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let is_plural = self.is_plural(phrase);
        if let Some(date) = self.date(phrase) {
            return date;
        }
        if let Some(time) = self.clock(phrase) {
            return time;
        }
        if let Some(year) = self.year_of(phrase) {
            return year;
        }
        let (head, traits) = self.head(phrase, is_plural);
        let name = self.is_name(phrase);
        // Possessor, determiner or article.
        if let Some(possessor) = &phrase.possessor {
            pieces.extend(self.nominal(possessor, Role::Object, discourse));
            pieces.push(self.possessive(possessor));
        } else if let Some(determiner) = phrase.determiner {
            pieces.extend(self.determiner(determiner, phrase, is_plural, &traits, name, discourse));
        } else if self.contracted_article(phrase, name, &traits)
            || traits.definite && !name && !phrase.class.is_person()
            || self.wants_article(phrase)
        {
            pieces.push(Piece::added("the"));
        } else if phrase.is_prepositional() && self.text(phrase.head_token()) == "beiden" {
            // zwischen beiden
            pieces.push(Piece::added("the"));
        }
        if let Some(amount) = self.amount(phrase, discourse) {
            pieces.extend(amount);
            return pieces;
        }
        let mut after = Vec::new();
        for modifier in &phrase.modifiers {
            match modifier {
                Modifier::Adjective(tokens) => {
                    let mut adjective = self.adjective_phrase(tokens, phrase.class, true);
                    if let Some(piece) = adjective.last_mut()
                        && tokens.last().is_some_and(|&token| self.is_count(token, phrase))
                    {
                        piece.text = grouped(&piece.text);
                    }
                    if let Some(piece) =
                        adjective.iter_mut().find(|piece| piece.text == "both" && phrase.determiner.is_some())
                    {
                        piece.text = "two".to_owned();
                    }
                    pieces.extend(adjective);
                }
                Modifier::Mark(token) => pieces.push(if self.tokens[*token].tag == Tag::Comma {
                    Piece::new(",", *token)
                } else {
                    Piece::new(self.conjunction(*token), *token)
                }),
                Modifier::Extended(items, participle) => match self.measured(items, *participle) {
                    Some(measured) => pieces.push(measured),
                    None => after.push((items, *participle)),
                },
            }
        }
        // the Hwasong-18 missile, the Sunan airport
        let name_first = phrase.close.as_deref().filter(|close| {
            let name = &self.tokens[close.head_token()];
            let thing = name.token.atom(self.atoms).is_some_and(|atom| atom.kind == EntryType::Term);
            let site = phrase.class == Class::Building && close.class == Class::Place && self.is_name(close);
            site || thing && !phrase.class.is_person() && phrase.class != Class::Measure
        });
        if let Some(close) = name_first {
            pieces.extend(self.nominal(close, Role::Object, discourse));
        }
        if phrase.class == Class::Measure
            && phrase.head.len() > 1
            && self.tokens[phrase.head_token()].tag == Tag::Number
        {
            pieces.extend(self.adjective_phrase(&phrase.head, phrase.class, true));
        } else {
            pieces.extend(head);
        }
        if let Some(close) = phrase.close.as_ref().filter(|_| name_first.is_none()) {
            let measure = self.tokens[phrase.head_token()].token.text.as_str();
            let number = Set::Scale.holds(measure);
            let unit = self.tokens[phrase.head_token()].reading().meaning.lexeme().map_or("", |lexeme| lexeme.lemma);
            let counted = (matches!(phrase.class, Class::Measure | Class::Money | Class::Time)
                || Set::TimeUnit.holds(unit))
                && close.class != Class::Money
                && self.tokens[close.head_token()].tag == Tag::Noun
                && !number;
            if counted || measure.starts_with("Prozent") {
                pieces.push(Piece::added("of"));
            }
            let mut close = if counted && is_plural && close.cells.has_column(Column::Plural) {
                let many = Phrase { cells: close.cells.and(Cells::column(Column::Plural)), ..Phrase::clone(close) };
                self.nominal(&many, Role::Object, discourse)
            } else {
                self.nominal(close, Role::Object, discourse)
            };
            if close.first().is_some_and(|piece| piece.tokens.is_none() && piece.text == "the") {
                close.remove(0);
            }
            pieces.extend(close);
        }
        let short = |genitive: &Phrase| genitive.end - genitive.start <= SHORT_GENITIVE && genitive.attached.is_empty();
        let close_genitive = phrase.genitive.as_deref().is_some_and(short);
        if !close_genitive {
            for &(items, participle) in &after {
                pieces.extend(self.participial(items, participle, discourse));
            }
        }
        if let Some(genitive) = &phrase.genitive {
            for bracket in phrase.attached.iter().filter(|item| self.precedes(item, genitive)) {
                pieces.extend(self.item(bracket, discourse));
            }
            let first = genitive.determiner.unwrap_or(genitive.start);
            pieces.push(Piece::new("of", first));
            pieces.extend(self.phrase(genitive, Role::Object, None, discourse));
        }
        if close_genitive {
            // die im Mai gebaute Fabrik der Firma: the factory of the company built in May.
            for (items, participle) in after {
                pieces.extend(self.participial(items, participle, discourse));
            }
        }
        pieces
    }

    /// A bracket between a head and its genitive: die Agentur (KCNA) des Nordens.
    fn precedes(&self, item: &Item, genitive: &Phrase) -> bool {
        matches!(item, Item::Bracket(marks, _) if marks[0] < genitive.start)
    }

    /// A number that counts the head.
    fn is_count(&self, token: usize, phrase: &Phrase) -> bool {
        self.tokens[token].token.kind == TokenKind::Number
            && self.tokens[phrase.head_token()].tag == Tag::Noun
            && phrase.class != Class::Time
    }

    /// 300 Meter hohe → 300-meter-high. With a word of degree before it (erst 19 Jahre alte) it follows the noun.
    fn measured(&self, items: &[Item], adjective: usize) -> Option<Piece> {
        let [Item::Phrase(measure)] = items else { return None };
        let [Modifier::Adjective(number)] = &measure.modifiers[..] else { return None };
        let ([number], [unit], true, true) =
            (&number[..], &measure.head[..], measure.focus.is_empty(), measure.close.is_none())
        else {
            return None;
        };
        if measure.is_prepositional() || self.tokens[*number].tag != Tag::Number {
            return None;
        }
        let one = Site { token: *unit, plural: Some(false), ..Site::default() };
        let (unit, _) = self.noun_english(&self.tokens[*unit].reading().meaning, false, one)?;
        let written = self.adjective(*number, Class::Measure, true, false).text;
        let adjective_text = self.adjective(adjective, Class::Thing, true, false).text;
        let text = format!("{written}-{unit}-{adjective_text}");
        Some(Piece { text, tokens: Some((*number, adjective)), ..Piece::default() })
    }

    /// An extended participle after its noun: adopted in December.
    fn participial(&self, items: &[Item], participle: usize, discourse: &mut Discourse) -> Vec<Piece> {
        let mut pieces = self.adjective_phrase(&[participle], Class::Abstract, false);
        let mut later = Vec::new();
        for item in items {
            let inner = self.item_in(
                item,
                matches!(&self.tokens[participle].reading().meaning, Meaning::Participle(_, VerbForm::Participle2)),
                discourse,
            );
            match item {
                // only 19 years old
                Item::Phrase(measure) if !measure.is_prepositional() && self.is_dimension(participle) => {
                    let mut inner = inner;
                    inner.append(&mut pieces);
                    pieces = inner;
                }
                Item::Word(_) | Item::Adjective(_) if !matches!(item, Item::Word(token) if matches!(self.tokens[*token].reading().word(), Some(Word::Adverb { class: "time" | "place", .. } | Word::Function { tag: "adv", .. }))) =>
                {
                    let mut inner = inner;
                    inner.append(&mut pieces);
                    pieces = inner;
                }
                _ => later.extend(inner),
            }
        }
        pieces.extend(later);
        pieces
    }

    fn is_dimension(&self, adjective: usize) -> bool {
        let lexeme = self.tokens[adjective].reading().meaning.lexeme();
        lexeme.is_some_and(|lexeme| Set::Dimension.holds(lexeme.lemma))
    }

    fn is_name(&self, phrase: &Phrase) -> bool {
        let head = &self.tokens[phrase.head_token()];
        head.tag == Tag::Name
            || matches!(&head.reading().meaning, Meaning::Atom(index) if self.atoms.get(*index).is_some_and(|atom| matches!(atom.kind, EntryType::Person | EntryType::Place)))
    }
}
