//! The English noun: the equivalent that fits, its number, compounds.

use crate::glossary::EntryType;
use crate::translate::rules::generation::Piece;
use crate::translate::rules::generation::english::{plural, verb_forms};
use crate::translate::rules::lexicon::entry::{Case, Cells, Class, Column, Condition, Degree, Equivalent, Word};
use crate::translate::rules::morphology::{Meaning, Tag};
use crate::translate::rules::phrases::{Modifier, Phrase};
use crate::translate::rules::transfer::Transfer;
use crate::translate::rules::word_sets::Set;

impl<'a> Transfer<'a> {
    /// English of the head.
    pub(super) fn head(
        &self,
        phrase: &Phrase,
        is_plural: bool,
    ) -> (Vec<Piece>, crate::translate::rules::lexicon::entry::NounTraits) {
        let mut pieces = Vec::new();
        let mut traits = Default::default();
        let many = phrase.head.len();
        for (at, &token) in phrase.head.iter().enumerate() {
            let tagged = &self.tokens[token];
            let reading = tagged
                .readings
                .iter()
                .find(|reading| !reading.cells.and(phrase.cells).is_empty())
                .unwrap_or(tagged.reading());
            let last = at + 1 == many;
            match &reading.meaning {
                Meaning::Atom(index) => {
                    let Some(atom) = self.atoms.get(*index) else { continue };
                    let countable = matches!(atom.kind, EntryType::Title | EntryType::Term);
                    let text = if (atom.plural || is_plural && countable && last)
                        && !matches!(atom.kind, EntryType::Person | EntryType::Place)
                    {
                        atom.english_plural.map_or_else(|| pluralized(atom.english), str::to_owned)
                    } else {
                        atom.english.to_owned()
                    };
                    pieces.push(Piece { text, tokens: Some((token, token)), atom: Some(*index), ..Piece::default() });
                }
                _ if matches!(
                    tagged.tag,
                    Tag::Number | Tag::Attributive | Tag::Adverb | Tag::Predicative | Tag::Comparison | Tag::Negation
                ) =>
                {
                    pieces.extend(self.adjective_phrase(&[token], phrase.class, true));
                    if last
                        && tagged.tag == Tag::Attributive
                        && reading.function().is_empty()
                        && !Set::Ordinal.holds(&self.tokens[token].token.text)
                    {
                        match pieces.last_mut().map(|piece| &mut piece.text) {
                            Some(text) if text == "other" && is_plural => *text = "others".to_owned(),
                            Some(text) if text == "both" && phrase.determiner.is_some() => *text = "two".to_owned(),
                            Some(text) if matches!(text.as_str(), "both" | "most" | "others") => {}
                            _ => pieces.push(Piece::added(if is_plural { "ones" } else { "one" })),
                        }
                    }
                }
                _ if tagged.tag == Tag::Determiner && reading.function() == "ein" => {
                    pieces.push(Piece::new("one", token));
                }
                meaning => {
                    let conditions = |condition: &Condition<'_>| {
                        match condition {
                        Condition::Plural => is_plural,
                        Condition::Singular => !is_plural,
                        Condition::Genitive => phrase.genitive.is_some(),
                        Condition::Number => phrase.modifiers.iter().any(|modifier| matches!(modifier, Modifier::Adjective(tokens) if tokens.iter().any(|&token| self.tokens[token].tag == Tag::Number))),
                        Condition::Domain(domain) => self.domains.contains(domain),
                        _ => false,
                    }
                    };
                    let neuter = phrase.cells.has_column(Column::Neuter)
                        && !phrase.cells.has_column(Column::Feminine)
                        && !is_plural;
                    match self.noun_english(meaning, is_plural, neuter, &conditions) {
                        Some((text, found)) => {
                            traits = found;
                            pieces.push(Piece::new(text, token));
                        }
                        None => {
                            let german = tagged.token.text.clone();
                            let name = tagged.tag == Tag::Name;
                            let german = if name && reading.cells == Cells::case(Case::Genitive)
                                || name && phrase.cells == Cells::case(Case::Genitive) && tagged.readings.len() > 1
                            {
                                german.trim_end_matches(['s', '\'', '’']).to_owned()
                            } else {
                                german
                            };
                            pieces.push(Piece {
                                text: german,
                                tokens: Some((token, token)),
                                unknown: !name,
                                ..Piece::default()
                            });
                        }
                    }
                }
            }
        }
        (pieces, traits)
    }

    pub(super) fn noun_english(
        &self,
        meaning: &Meaning,
        is_plural: bool,
        neuter: bool,
        conditions: &dyn Fn(&Condition<'_>) -> bool,
    ) -> Option<(String, crate::translate::rules::lexicon::entry::NounTraits)> {
        Some(match meaning {
            Meaning::Lexeme(lexeme) => match &lexeme.word {
                Word::Noun { english, .. } => {
                    let equivalent = choose(english, conditions)?;
                    let text = if is_plural && !equivalent.traits.uncountable && !equivalent.traits.plural_only {
                        plural(equivalent.text)
                    } else {
                        equivalent.text.to_owned()
                    };
                    (text, equivalent.traits)
                }
                Word::Name { english, .. } => (english.text.to_owned(), english.traits),
                Word::Function { english, .. } => ((*english).to_owned(), Default::default()),
                Word::Adjective { english } => (english.first()?.text.to_owned(), Default::default()),
                _ => return None,
            },
            Meaning::Compound(modifier, head) => {
                let head_conditions =
                    |condition: &Condition<'_>| *condition == Condition::Head || conditions(condition);
                let (head, traits) = self.noun_english(head, is_plural, neuter, &head_conditions)?;
                let counted = modifier.bytes().all(|byte| byte.is_ascii_digit());
                (format!("{modifier}{}{head}", if counted { '-' } else { ' ' }), traits)
            }
            Meaning::Feminine(masculine) => self.noun_english(masculine, is_plural, neuter, conditions)?,
            Meaning::Gerund(lexeme) => {
                let Word::Verb { frames, .. } = &lexeme.word else { return None };
                let english = frames.iter().find(|frame| frame.complements.is_empty()).or(frames.first())?.english;
                let mut words = english.split_whitespace().filter(|word| !word.starts_with('{'));
                let verb = words.next()?;
                let rest: Vec<&str> = words.collect();
                let gerund = verb_forms(verb).gerund;
                let traits =
                    crate::translate::rules::lexicon::entry::NounTraits { uncountable: true, ..Default::default() };
                (if rest.is_empty() { gerund } else { format!("{gerund} {}", rest.join(" ")) }, traits)
            }
            Meaning::Nominalized(adjective) => {
                let text = self.adjective_english(adjective, Degree::Positive, Class::Human, true)?;
                (
                    if is_plural {
                        format!("{text} people")
                    } else if neuter {
                        text
                    } else {
                        format!("{text} person")
                    },
                    Default::default(),
                )
            }
            Meaning::Text(text) => (text.clone(), Default::default()),
            Meaning::Participle(..) | Meaning::Atom(_) | Meaning::Unknown => return None,
        })
    }
}

/// The first equivalent whose conditions hold, conditioned ones first.
pub fn choose<'e>(
    english: &'e [Equivalent<'static>],
    holds: &dyn Fn(&Condition<'_>) -> bool,
) -> Option<&'e Equivalent<'static>> {
    english
        .iter()
        .filter(|equivalent| !equivalent.conditions.is_empty())
        .find(|equivalent| equivalent.conditions.iter().all(holds))
        .or_else(|| english.iter().find(|equivalent| equivalent.conditions.is_empty()))
        .or(english.first())
}

pub(super) fn pluralized(english: &str) -> String {
    if english.ends_with('s') && english.chars().filter(|letter| letter.is_uppercase()).count() > 1 {
        english.to_owned()
    } else {
        plural(english)
    }
}
