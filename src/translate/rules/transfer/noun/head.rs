//! The English noun: the equivalent that fits, its number, compounds.

use crate::glossary::EntryType;
use crate::translate::rules::generation::Piece;
use crate::translate::rules::generation::english::{plural, verb_forms};
use crate::translate::rules::lexicon::entry::{Case, Cells, Column, Degree, Word};
use crate::translate::rules::morphology::{Meaning, Tag};
use crate::translate::rules::phrases::Phrase;
use crate::translate::rules::senses::Site;
use crate::translate::rules::transfer::Transfer;
use crate::translate::rules::word_sets::Set;

impl<'a> Transfer<'a> {
    /// English of the head.
    pub fn head(
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
                    let partner = phrase.head.get(at + 1).is_some_and(|&next| {
                        matches!(self.tokens[next].reading().meaning, Meaning::Atom(_)) && self.tokens[next].token.glued
                    });
                    if partner && atom.kind == EntryType::Place {
                        // Nordkorea-Russland-Gipfel
                        pieces.push(Piece::added("-"));
                    }
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
                    let site = Site { token, plural: Some(is_plural), ..Site::default() };
                    let neuter = phrase.cells.has_column(Column::Neuter)
                        && !phrase.cells.has_column(Column::Feminine)
                        && !is_plural;
                    match self.noun_english(meaning, neuter, site) {
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
        neuter: bool,
        site: Site,
    ) -> Option<(String, crate::translate::rules::lexicon::entry::NounTraits)> {
        let is_plural = site.plural == Some(true);
        Some(match meaning {
            Meaning::Lexeme(lexeme) => match &lexeme.word {
                Word::Noun { english, .. } => {
                    let equivalent = self.senses.choose(site, english)?;
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
                let (head, traits) = self.noun_english(head, neuter, Site { head: true, ..site })?;
                let counted = modifier.bytes().all(|byte| byte.is_ascii_digit());
                (format!("{modifier}{}{head}", if counted { '-' } else { ' ' }), traits)
            }
            Meaning::Feminine(masculine) => self.noun_english(masculine, neuter, site)?,
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
                let text =
                    self.adjective_english(adjective, Degree::Positive, Site { attributive: Some(true), ..site })?;
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

pub(super) fn pluralized(english: &str) -> String {
    // What ends in a plain -s is a plural already: six-party talks.
    let ends_plural = english.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| english.ends_with(ending));
    if ends_plural || english.ends_with('s') && english.chars().filter(|letter| letter.is_uppercase()).count() > 1 {
        english.to_owned()
    } else {
        plural(english)
    }
}
