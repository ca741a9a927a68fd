//! What follows a head closely: names after titles, nouns after measures, genitives.

use super::agree::*;
use super::{Chunker, Modifier, Phrase};
use crate::glossary::EntryType;
use crate::translate::Atom;
use crate::translate::rules::lexicon::entry::{Case, Cells, Class, Complement, Ending, Form, Word};
use crate::translate::rules::morphology::{Reading, Tag};
use crate::translate::rules::tagging::Tagged;
use crate::translate::rules::word_sets::Set;

impl<'a> Chunker<'a> {
    /// Names, genitives and measures right after the head.
    pub(super) fn followers(&self, phrase: &mut Phrase, mut at: usize, end: usize) -> usize {
        let head = phrase.head_token();
        // A date: 18. Januar 2024.
        if Set::Month.holds(&self.tokens[head].token.text) || Set::YearNoun.holds(&self.tokens[head].token.text) {
            if at < end && self.tokens[at].is_year() {
                let number = Phrase {
                    start: at,
                    end: at + 1,
                    head: vec![at],
                    cells: Cells::ALL,
                    class: Class::Time,
                    ..Phrase::default()
                };
                phrase.close = Some(Box::new(number));
                return at + 1;
            }
            if Set::Month.holds(&self.tokens[head].token.text) {
                return at;
            }
        }
        let next = self.tokens.get(at).filter(|_| at < end);
        let Some(next) = next else { return at };
        let pronoun = matches!(self.tokens[head].tag, Tag::Pronoun | Tag::Personal);
        // Close apposition: title or noun + name, measure + noun.
        let appositive = match next.tag {
            Tag::Name => self.tokens[head].tag == Tag::Noun,
            Tag::Noun => {
                matches!(phrase.class, Class::Measure | Class::Money)
                    || self.is_time_counted(phrase)
                        && matches!(self.class(at), Class::State | Class::Act | Class::Event)
                    || self.is_atom(at)
                        && self.class(at) == Class::Body
                        && phrase.class == Class::Body
                        && self.tokens[head].tag == Tag::Noun
                    || self.is_person_title(at) && self.tokens[head].tag == Tag::Name
                    || self.is_address(head, at, end)
                    || self.is_filled(phrase, at)
                    || self.is_name_of_thing(head, at)
            }
            Tag::Number => {
                self.tokens[head].tag == Tag::Noun
                    && !matches!(phrase.class, Class::Time)
                    && self.tag(at + 1) != Some(Tag::Noun)
            }
            _ => false,
        };
        let possesses = next.tag == Tag::Name
            && self.possessor(at, end).is_some()
            && self.class(at) == Class::Human
            && phrase.class != Class::Human;
        if appositive && !pronoun && !possesses && !self.leaves_object(phrase, at, end) {
            let genitive_only = next.tag == Tag::Name
                && self.is_genitive_name(at)
                && (phrase.class != Class::Human || !union(&next.readings).has(Case::Nominative));
            if let Some((mut inner, mut after)) = self.nominal_core(at, end) {
                if self.is_address(head, at, end)
                    && let Some((name, next)) = self.nominal_core(after, end)
                {
                    inner.close = Some(Box::new(name));
                    inner.end = next;
                    after = next;
                }
                if genitive_only {
                    let inner = Phrase { cells: Cells::case(Case::Genitive), ..inner };
                    let (inner, beyond) = self.coordinated_genitive(inner, after, end);
                    after = beyond;
                    phrase.genitive = Some(Box::new(inner));
                } else {
                    if phrase.class == Class::Measure && inner.class == Class::Money {
                        // zwei Millionen Euro are money.
                        phrase.class = Class::Money;
                    } else if next.tag == Tag::Noun && self.is_time_counted(phrase) {
                        phrase.class = inner.class;
                    }
                    phrase.close = Some(Box::new(inner));
                }
                return self.genitive_after(phrase, after, end);
            }
        }
        at = self.genitive_after(phrase, at, end);
        at
    }

    /// acht Jahre | Haft, drei Tage | Regen: a counted time and what fills it. After in and vor it says when.
    fn is_filled(&self, phrase: &Phrase, at: usize) -> bool {
        let when = phrase
            .start
            .checked_sub(1)
            .is_some_and(|before| matches!(self.tokens[before].token.text.to_lowercase().as_str(), "in" | "vor"));
        phrase.class == Class::Time
            && self.is_unit_of_time(phrase)
            && phrase.modifiers.iter().any(|modifier| self.counts(modifier))
            && !when
            && matches!(self.class(at), Class::State | Class::Abstract | Class::Act | Class::Event | Class::Weather)
    }

    /// zitierte die Agentur | Kim: a person after a body is the object of a verb that does not do without one.
    fn leaves_object(&self, phrase: &Phrase, at: usize, end: usize) -> bool {
        let needs_object = |reading: &Reading| match reading.word() {
            Some(Word::Verb { frames, .. }) => frames.iter().filter(|frame| frame.fixed.is_empty()).all(|frame| {
                frame.complements.iter().any(|complement| {
                    matches!(complement, Complement::Accusative | Complement::Preposition(..) | Complement::Reflexive)
                })
            }),
            _ => false,
        };
        let verb = phrase.start.checked_sub(1).map(|verb| &self.tokens[verb]);
        phrase.class == Class::Body
            && self.is_person_atom(at)
            && self.tokens[at + 1..end].iter().all(|token| token.tag != Tag::Verb)
            && verb.is_some_and(|verb| verb.tag == Tag::Verb && verb.readings.iter().any(needs_object))
    }

    /// vier Jahre | Haft: what a counted unit of time measures.
    fn is_time_counted(&self, phrase: &Phrase) -> bool {
        self.is_unit_of_time(phrase) && phrase.modifiers.last().is_some_and(|modifier| self.counts(modifier))
    }

    fn is_unit_of_time(&self, phrase: &Phrase) -> bool {
        let unit = self.tokens[phrase.head_token()].reading().meaning.lexeme();
        unit.is_some_and(|lexeme| Set::TimeUnit.holds(lexeme.lemma))
    }

    /// Whether a modifier is a number, or ends with one.
    fn counts(&self, modifier: &Modifier) -> bool {
        match modifier {
            Modifier::Adjective(tokens) => tokens.last().is_some_and(|&last| self.tokens[last].tag == Tag::Number),
            _ => false,
        }
    }

    /// die Rakete | Hwasong-18: what is the same in both languages is the name of the thing before it.
    fn is_name_of_thing(&self, head: usize, at: usize) -> bool {
        let same = |atom: &Atom<'_>| atom.kind == EntryType::Term && atom.english == self.tokens[at].token.text;
        self.tokens[head].tag == Tag::Noun
            && self.class(head) != Class::Human
            && self.tokens[at].token.atom(self.atoms).is_some_and(same)
    }

    /// Genosse | Präsident Putin: a title before a title and a name.
    fn is_address(&self, head: usize, at: usize, end: usize) -> bool {
        self.tokens[head].tag == Tag::Noun
            && self.class(head) == Class::Human
            && self.tokens[at].tag == Tag::Noun
            && self.is_person_title(at)
            && at + 1 < end
            && self.tag(at + 1) == Some(Tag::Name)
    }

    pub(super) fn is_person_title(&self, at: usize) -> bool {
        self.class(at) == Class::Human
    }

    /// Head with followers but without determiner.
    pub(super) fn nominal_core(&self, at: usize, end: usize) -> Option<(Phrase, usize)> {
        let mut phrase = Phrase { start: at, cells: Cells::ALL, ..Phrase::default() };
        let next = match self.tokens[at].tag {
            Tag::Number => {
                phrase.head.push(at);
                phrase.class = Class::Measure;
                at + 1
            }
            _ => self.head(&mut phrase, at, end),
        };
        phrase.end = next;
        Some((phrase, next))
    }

    /// A genitive phrase after the head.
    pub(super) fn genitive_after(&self, phrase: &mut Phrase, at: usize, end: usize) -> usize {
        if phrase.genitive.is_some()
            || matches!(self.tokens[phrase.head_token()].tag, Tag::Pronoun | Tag::Personal | Tag::Relative)
        {
            return at;
        }
        let Some(token) = self.tokens.get(at).filter(|_| at < end) else { return at };
        let genitive = Cells::case(Case::Genitive);
        let possible = match token.tag {
            Tag::Determiner => {
                // zu viele, jede Menge: a sequence says nothing of its case.
                union(&token.readings).has(Case::Genitive)
                    && token.reading().function() != "det"
                    && !matches!(token.token.text.as_str(), "ihr" | "ihre")
            }
            Tag::Attributive => {
                token.readings.iter().any(|reading| matches!(reading.form, Form::Adjective(Ending::Er, _)))
                    && !matches!(self.tokens[phrase.head_token()].tag, Tag::Name)
            }
            Tag::Name => {
                !union(&token.readings).has(Case::Nominative)
                    || (self.is_genitive_name(at)
                        && self.tokens[phrase.head_token()].tag == Tag::Noun
                        && phrase.close.is_none())
            }
            _ => false,
        };
        if !possible {
            return at;
        }
        let Some((inner, after)) = self.nominal(at, end, genitive) else { return at };
        // Names and nouns that can be nothing but genitive, or a determiner that agrees with its noun in the genitive.
        if !inner.cells.has(Case::Genitive) {
            return at;
        }
        // "der" before a feminine may be a dative object: a clause's object follows a subject with no genitive of its own only
        // if the head is a person; a thing or act takes the genitive.
        let (inner, after) = self.coordinated_genitive(inner, after, end);
        phrase.genitive = Some(Box::new(inner));
        phrase.end = after;
        after
    }

    /// A genitive with the one that a conjunction joins to it: Nordkoreas und Südkoreas.
    fn coordinated_genitive(&self, mut inner: Phrase, after: usize, end: usize) -> (Phrase, usize) {
        let joins = after < end
            && self.tokens[after].tag == Tag::Conjunction
            && Set::ListConjunction.holds(&self.tokens[after].token.text);
        let second = self.nominal(after + 1, end, Cells::case(Case::Genitive)).filter(|_| joins);
        let Some((second, beyond)) = second else { return (inner, after) };
        // Before a finite verb it may be the subject of the next clause, unless no nominative is left to it.
        let begins_clause = self.tokens.get(beyond).is_some_and(Tagged::can_be_finite)
            && self.nominal(after + 1, end, Cells::ALL).is_some_and(|(alone, _)| alone.cells.has(Case::Nominative));
        let determined = second.determiner.is_some() == inner.determiner.is_some();
        let genitive =
            second.determiner.is_none_or(|determiner| union(&self.tokens[determiner].readings).has(Case::Genitive));
        if !second.cells.has(Case::Genitive) || !determined && inner.determiner.is_some() || begins_clause || !genitive
        {
            return (inner, after);
        }
        inner.coordinated.push((after, second));
        (inner, beyond)
    }
}
