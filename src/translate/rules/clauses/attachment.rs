//! What belongs to which noun: prepositional phrases, and the antecedents of relative clauses.

use super::{Builder, Kind};
use crate::translate::rules::lexicon::entry::{Case, Cells, Class, Column, Complement, VerbForm, Word};
use crate::translate::rules::morphology::{Meaning, Reading, Tag};
use crate::translate::rules::phrases::{Item, Phrase, prepositions};
use crate::translate::rules::senses::government::of_adjective;
use crate::translate::rules::word_sets::Set;

impl Builder<'_> {
    /// Attaches prepositional phrases to the noun before them: all in the field before the finite verb, where only one
    /// constituent has room; elsewhere those that nouns of action and content ask for.
    pub(super) fn attach_phrases(&self, items: &mut Vec<Item>, kind: Kind) {
        let main = matches!(kind, Kind::Main | Kind::Fragment);
        let verb = |is: &dyn Fn(&Reading) -> bool| {
            items.iter().any(|item| matches!(item, Item::Verb(token) if self.tokens[*token].readings.iter().any(is)))
        };
        let lemma =
            |reading: &Reading, lemma: &str| reading.meaning.lexeme().is_some_and(|lexeme| lexeme.lemma == lemma);
        // ist betroffen: sein with the participle of a verb that forms its perfect with haben is a passive too.
        let done = |reading: &Reading| {
            reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle2)
                && matches!(reading.word(), Some(Word::Verb { with_sein: false, .. }))
        };
        let passive = verb(&|reading| lemma(reading, "werden"));
        let state = verb(&|reading| lemma(reading, "sein"));
        self.coordinate_over(items);
        let finite = if main { self.finite(items, false).unwrap_or(0) } else { 0 };
        let mut at = 1;
        let mut front = finite;
        while at < items.len() {
            let joins = match (&items[at - 1], &items[at]) {
                (Item::Phrase(noun), Item::Phrase(phrase))
                    if phrase.is_prepositional() && self.tokens[phrase.prepositions[0]].tag == Tag::Preposition =>
                {
                    let head = self.tokens[noun.head_token()].tag;
                    let full = (matches!(head, Tag::Noun | Tag::Name) || head == Tag::Pronoun && at < front)
                        && noun.class != Class::Time;
                    let preposition = self.tokens[phrase.prepositions[0]].token.text.to_lowercase();
                    let asks =
                        matches!(noun.class, Class::Act | Class::Event | Class::Text | Class::State | Class::Abstract);
                    let typical = match preposition.as_str() {
                        "von" | "vom" => {
                            let agent = state
                                && matches!(items.get(at + 1), Some(Item::Verb(token)) if self.tokens[*token].readings.iter().any(done));
                            !passive
                                && !agent
                                && phrase.class != Class::Time
                                && !self.adjective_wants(items, &preposition)
                        }
                        // eine Million Euro an Steuern
                        "an" => {
                            matches!(noun.class, Class::Money | Class::Measure)
                                && self.tokens[noun.head_token()].tag == Tag::Noun
                                && phrase.determiner.is_none()
                                && matches!(
                                    phrase.class,
                                    Class::Money | Class::Substance | Class::Abstract | Class::Act
                                )
                        }
                        "zwischen" | "für" => asks && phrase.class != Class::Time,
                        "gegen" => asks && phrase.class != Class::Time && !self.verb_wants(items, &preposition),
                        // Beobachter in Seoul, das Ministerium in Wien
                        "aus" => {
                            self.is_place(phrase)
                                && matches!(noun.class, Class::Human | Class::Group | Class::Body)
                                && head == Tag::Noun
                                && !self.verb_wants(items, &preposition)
                        }
                        "in" => self.is_place(phrase) && phrase.determiner.is_none() && self.has_seat(noun),
                        _ => false,
                    } || self.governs(noun, phrase) && !self.verb_wants(items, &preposition);
                    // drei von vier Terminen
                    let part = head == Tag::Number && noun.class == Class::Measure && preposition == "von";
                    part || full && (at < front && phrase.class != Class::Time || typical)
                        || self.quoted_together(noun, phrase)
                }
                // den Feind im Süden erwähnte er
                (Item::Phrase(noun), Item::Word(token)) => {
                    at < front && !noun.is_prepositional() && noun.class != Class::Time && self.is_placing(*token)
                }
                _ => false,
            };
            if joins {
                let phrase = items.remove(at);
                front = front.saturating_sub(usize::from(at < front));
                if let Item::Phrase(noun) = &mut items[at - 1] {
                    let member = noun.last_member();
                    let attached = match &mut member.apposition {
                        Some(apposition) => &mut apposition.attached,
                        None => &mut member.attached,
                    };
                    // What came before a clause stays before it.
                    let end = attached.len();
                    let place = attached.iter().position(|item| matches!(item, Item::Clause(_))).unwrap_or(end);
                    attached.insert(place, phrase);
                }
            } else {
                at += 1;
            }
        }
    }
}

impl Builder<'_> {
    /// von einem „Tag | für alle“: a quotation without a verb that a noun opens is one constituent.
    fn quoted_together(&self, noun: &Phrase, phrase: &Phrase) -> bool {
        let opens = |first: usize| (noun.start..noun.end).contains(&first);
        self.quotes.iter().any(|&(first, last)| {
            opens(first)
                && (noun.end..=last).contains(&phrase.start)
                && self.tokens[first..=last.min(self.tokens.len() - 1)].iter().all(|token| token.tag != Tag::Verb)
        })
    }

    /// A fixed phrase that says where: im Süden.
    fn is_placing(&self, token: usize) -> bool {
        let tagged = &self.tokens[token];
        tagged.tag == Tag::Adverb
            && tagged.token.text.split_once(' ').is_some_and(|(_, noun)| Set::Direction.holds(noun))
    }

    /// Whether a noun asks for a prepositional phrase: Kritik an.
    fn governs(&self, noun: &Phrase, phrase: &Phrase) -> bool {
        let preposition = self.tokens[phrase.prepositions[0]].token.text.to_lowercase();
        self.tokens[noun.head_token()].readings.iter().any(|reading| {
            reading
                .meaning
                .lexeme()
                .is_some_and(|lexeme| prepositions::governed_by(lexeme.lemma, &preposition, phrase.cells).is_some())
        })
    }

    /// A place; after aus and in an unknown name is one.
    fn is_place(&self, phrase: &Phrase) -> bool {
        let unknown = |token: &usize| self.tokens[*token].reading().meaning == Meaning::Unknown;
        phrase.class == Class::Place
            || matches!(&phrase.head[..], [head] if self.tokens[*head].tag == Tag::Name && unknown(head))
    }

    /// Whether a place after a noun rather says where that is: bodies, and people who are not named.
    fn has_seat(&self, noun: &Phrase) -> bool {
        let common = self.tokens[noun.head_token()].tag == Tag::Noun && noun.close.is_none();
        let people = noun.class == Class::Human && noun.determiner.is_none() && noun.cells.has_column(Column::Plural);
        common && (noun.class == Class::Body || people)
    }

    /// Whether a verb of the clause asks for the preposition itself.
    fn verb_wants(&self, items: &[Item], preposition: &str) -> bool {
        let preposition = prepositions::plain(preposition);
        let prefix = items.iter().find_map(|item| match item {
            Item::Word(token) if self.tokens[*token].tag == Tag::Prefix => {
                Some(self.tokens[*token].token.text.as_str())
            }
            _ => None,
        });
        let whole = |reading: &Reading, own: &str| {
            reading.verb_form().is_some_and(|(.., detached)| match prefix {
                Some(prefix) => detached && own == prefix || !detached && own.is_empty() && !reading_is_finite(reading),
                None => !detached,
            })
        };
        let wants = |reading: &Reading| match reading.word() {
            Some(Word::Verb { frames, prefix: own, .. }) if whole(reading, own) => frames
                .iter()
                .flat_map(|frame| &frame.complements)
                .any(|complement| matches!(complement, Complement::Preposition(wanted, _) if *wanted == preposition)),
            _ => false,
        };
        // überbrachte ihm Grüße an: the verb has its recipient in the dative already.
        let recipient = items.iter().filter_map(Item::phrase).any(|phrase| {
            !phrase.is_prepositional() && phrase.cells.has(Case::Dative) && !phrase.cells.has(Case::Accusative)
        });
        let gives = |reading: &Reading| match reading.word() {
            Some(Word::Verb { frames, .. }) => {
                frames.iter().any(|frame| frame.complements.contains(&Complement::Dative))
            }
            _ => false,
        };
        let verb = |does: &dyn Fn(&Reading) -> bool| {
            items.iter().any(|item| matches!(item, Item::Verb(token) if self.tokens[*token].readings.iter().any(does)))
        };
        verb(&wants) && !(recipient && verb(&gives))
    }

    /// Whether an adjective of the clause asks for the preposition: vom Ausfall betroffen.
    fn adjective_wants(&self, items: &[Item], preposition: &str) -> bool {
        let wants = |&token: &usize| match self.tokens[token].reading().word() {
            Some(Word::Adjective { english }) => of_adjective(english, prepositions::plain(preposition)).is_some(),
            _ => false,
        };
        items.iter().any(|item| matches!(item, Item::Adjective(tokens) if tokens.iter().any(wants)))
    }

    /// Joins a second phrase with the same preposition to the first over what stands between: vor A an B | und vor C.
    fn coordinate_over(&self, items: &mut Vec<Item>) {
        let mut at = 0;
        while at + 3 < items.len() {
            let joins = match &items[at..at + 4] {
                [Item::Phrase(first), between, Item::Word(conjunction), Item::Phrase(next)] => {
                    let same = |one: &Phrase, other: &Phrase| match (
                        one.prepositions[..].first(),
                        other.prepositions[..].first(),
                    ) {
                        (Some(one), Some(other)) => self.tokens[*one].token.text == self.tokens[*other].token.text,
                        _ => false,
                    };
                    self.tokens[*conjunction].tag == Tag::Conjunction
                        && same(first, next)
                        && match between {
                            Item::Phrase(between) => between.is_prepositional() && !same(first, between),
                            Item::Word(token) => self.tokens[*token].tag == Tag::Adverb,
                            _ => false,
                        }
                }
                _ => false,
            };
            if joins {
                let mut moved = items.drain(at + 1..at + 4);
                if let (Some(between), Some(Item::Word(conjunction)), Some(Item::Phrase(next))) =
                    (moved.next(), moved.next(), moved.next())
                {
                    drop(moved);
                    if let Item::Phrase(first) = &mut items[at] {
                        first.attached.push(between);
                        first.coordinated.push((conjunction, next));
                    }
                }
            }
            at += 1;
        }
    }
}

fn reading_is_finite(reading: &Reading) -> bool {
    reading.verb_form().is_some_and(|(form, ..)| form.is_finite())
}

/// The last phrase with which a relative pronoun can agree; else the last one. With it, the genders and numbers that it leaves
/// to the pronoun.
pub(super) fn last_phrase(items: &mut [Item], pronoun: Option<Cells>) -> Option<(&mut Phrase, Cells)> {
    let columns = [Column::Masculine, Column::Feminine, Column::Neuter, Column::Plural];
    let agrees = |phrase: &Phrase| {
        pronoun.is_none_or(|pronoun| {
            columns
                .iter()
                .any(|column| !phrase.cells.and(Cells::column(*column)).is_empty() && pronoun.has_column(*column))
        })
    };
    let usable = |item: &Item| matches!(item, Item::Phrase(_));
    let last = items.iter().rposition(usable)?;
    let sure = |phrase: &Phrase| {
        let own = columns_of(phrase);
        pronoun.is_some_and(|pronoun| own.iter().any(|&column| pronoun.has_column(column))) && own.len() < 3
    };
    // A place whose gender is open yields to the noun before it: die Kommission in Panmunjom, der ...
    let open_place = items[last].phrase().is_some_and(|phrase| {
        phrase.is_prepositional()
            && phrase.class == Class::Place
            && columns_of(phrase).len() > 2
            && phrase.modifiers.is_empty()
    });
    let before = last.checked_sub(1).filter(|&before| {
        let noun = |phrase: &Phrase| phrase.class != Class::Time && is_within(phrase, &sure);
        open_place && items[before].phrase().is_some_and(noun)
    });
    let near = || items.iter().enumerate().rev().filter(|(at, _)| last - at.min(&last) <= 1);
    let best = before
        .or_else(|| near().find(|(_, item)| item.phrase().is_some_and(agrees_with(&agrees))).map(|(at, _)| at))
        .unwrap_or(last);
    match &mut items[best] {
        Item::Phrase(phrase) => {
            let columns = referents(phrase);
            if !is_within(phrase, &sure) {
                return Some((phrase.last_member(), columns));
            }
            last_within(phrase, &sure).map(|antecedent| {
                let own = columns_of(antecedent).into_iter().map(Cells::column);
                let own = own.fold(Cells::NONE, Cells::or);
                (antecedent, own)
            })
        }
        _ => None,
    }
}

fn columns_of(phrase: &Phrase) -> Vec<Column> {
    let columns = [Column::Masculine, Column::Feminine, Column::Neuter, Column::Plural];
    columns.into_iter().filter(|&column| phrase.cells.has_column(column)).collect()
}

/// Whether a phrase or one that ends it will do.
fn is_within(phrase: &Phrase, will_do: &impl Fn(&Phrase) -> bool) -> bool {
    let last = phrase.coordinated.last().map_or(phrase, |(_, member)| member);
    let inner = last.attached.last().map_or(last.genitive.as_deref(), Item::phrase);
    will_do(last) || inner.is_some_and(|inner| is_within(inner, will_do))
}

/// The last noun that will do, where one does: der Bau des Hauses, | das ...
fn last_within<'p>(phrase: &'p mut Phrase, will_do: &impl Fn(&Phrase) -> bool) -> Option<&'p mut Phrase> {
    let last = phrase.last_member();
    let inner = last.attached.last().map_or(last.genitive.as_deref(), Item::phrase);
    if !inner.is_some_and(|inner| is_within(inner, will_do)) {
        return Some(last);
    }
    let Phrase { attached, genitive, .. } = last;
    let inner = match attached.last_mut() {
        Some(Item::Phrase(inner)) => Some(inner),
        _ => genitive.as_deref_mut(),
    };
    inner.and_then(|inner| last_within(inner, will_do))
}

/// The columns of a phrase and of all within it to which a relative pronoun after it can refer.
fn referents(phrase: &Phrase) -> Cells {
    let columns = [Column::Masculine, Column::Feminine, Column::Neuter, Column::Plural];
    let own = columns.into_iter().filter(|&column| phrase.cells.has_column(column));
    let mut cells = own.fold(Cells::NONE, |cells, column| cells.or(Cells::column(column)));
    if !phrase.coordinated.is_empty() {
        cells = cells.or(Cells::column(Column::Plural));
    }
    let members = phrase.coordinated.iter().map(|(_, member)| member);
    let close = [&phrase.genitive, &phrase.close, &phrase.apposition].into_iter().filter_map(Option::as_deref);
    let attached = phrase.attached.iter().filter_map(Item::phrase);
    members.chain(close).chain(attached).fold(cells, |cells, inner| cells.or(referents(inner)))
}

pub(super) fn agrees_with<'f>(agrees: &'f impl Fn(&Phrase) -> bool) -> impl Fn(&Phrase) -> bool + 'f {
    move |phrase| {
        agrees(phrase)
            || phrase.genitive.as_deref().is_some_and(agrees)
            || phrase.coordinated.iter().any(|(_, phrase)| agrees(phrase))
    }
}
