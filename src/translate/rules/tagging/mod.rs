//! Readings → one part of speech a token, by the best path through hand-set weights (`tags.tsv`, `transitions.tsv`).
//!
//! Readings that share the chosen part of speech are all kept: agreement and the clause decide among them later.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::clauses::{is_auxiliary_lemma, is_modal};
use super::lexicon::entry::{Case, Cells, Class, Column, Complement, Form, Persons, VerbForm, Word};
use super::morphology::{Meaning, Reading, Tag, name_readings};
use super::token::{Token, TokenKind};
use super::word_sets::Set;

const TAGS: [(&str, Tag); 27] = [
    ("Noun", Tag::Noun),
    ("Name", Tag::Name),
    ("Attributive", Tag::Attributive),
    ("Predicative", Tag::Predicative),
    ("Determiner", Tag::Determiner),
    ("Pronoun", Tag::Pronoun),
    ("Personal", Tag::Personal),
    ("Reflexive", Tag::Reflexive),
    ("Relative", Tag::Relative),
    ("Interrogative", Tag::Interrogative),
    ("Preposition", Tag::Preposition),
    ("Conjunction", Tag::Conjunction),
    ("Subjunction", Tag::Subjunction),
    ("ZuSubjunction", Tag::ZuSubjunction),
    ("Comparison", Tag::Comparison),
    ("Negation", Tag::Negation),
    ("Zu", Tag::Zu),
    ("Am", Tag::Am),
    ("Number", Tag::Number),
    ("Verb", Tag::Verb),
    ("Prefix", Tag::Prefix),
    ("Adverb", Tag::Adverb),
    ("Interjection", Tag::Interjection),
    ("Comma", Tag::Comma),
    ("Stop", Tag::Stop),
    ("Quote", Tag::Quote),
    ("Mark", Tag::Mark),
];

const COUNT: usize = TAGS.len();

struct Weights {
    tags: [i32; COUNT],
    transitions: [[i32; COUNT]; COUNT],
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let names: HashMap<&str, usize> = TAGS.iter().map(|(name, tag)| (*name, *tag as usize)).collect();
    let mut weights = Weights { tags: [0; COUNT], transitions: [[0; COUNT]; COUNT] };
    for row in rows(include_str!("tags.tsv")) {
        if let [tag, weight] = row[..]
            && let (Some(tag), Ok(weight)) = (names.get(tag), weight.parse())
        {
            weights.tags[*tag] = weight;
        }
    }
    for row in rows(include_str!("transitions.tsv")) {
        if let [tag, next, weight] = row[..]
            && let (Some(tag), Some(next), Ok(weight)) = (names.get(tag), names.get(next), weight.parse())
        {
            weights.transitions[*tag][*next] = weight;
        }
    }
    weights
});

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// A token with the readings of its chosen part of speech.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// The token.
    pub token: Token,
    /// Its part of speech.
    pub tag: Tag,
    /// Readings with that part of speech; at least one.
    pub readings: Vec<Reading>,
}

impl Tagged {
    /// The first reading.
    pub fn reading(&self) -> &Reading {
        &self.readings[0]
    }

    /// Whether it is a mark that, outside of brackets, ends a section: clauses and coordinations do not reach over it.
    pub fn parts_sections(&self) -> bool {
        self.tag == Tag::Stop
            || ['–', '—', '…', '|', '•'].iter().any(|&mark| self.token.is_mark(mark))
            || !self.token.glued && ['-', '/'].iter().any(|&mark| self.token.is_mark(mark))
    }

    /// Whether it is a number that, without a noun or preposition, says when: 2018 kam er.
    pub fn is_year(&self) -> bool {
        let year = self.token.text.parse::<u32>().is_ok_and(|number| (1900..2100).contains(&number));
        self.token.kind == TokenKind::Number && year
    }

    /// Whether it can be a finite verb.
    pub fn can_be_finite(&self) -> bool {
        self.tag == Tag::Verb
            && self.readings.iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| form.is_finite()))
    }

    /// Whether it can only be a finite verb.
    pub fn must_be_finite(&self) -> bool {
        self.tag == Tag::Verb
            && self.readings.iter().all(|reading| reading.verb_form().is_some_and(|(form, ..)| form.is_finite()))
    }
}

/// Chooses a part of speech for each token.
pub fn tag(tokens: Vec<Token>, mut readings: Vec<Vec<Reading>>) -> Vec<Tagged> {
    add_prefixes(&tokens, &mut readings);
    read_attributions(&tokens, &mut readings);
    read_names_after_titles(&tokens, &mut readings);
    let weights = &*WEIGHTS;
    let mut paths: Vec<Vec<(Tag, i32, usize)>> = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let mut tags: Vec<Tag> = readings[at].iter().map(|reading| reading.tag).collect();
        tags.sort_unstable();
        tags.dedup();
        let column = tags
            .into_iter()
            .map(|tag| {
                let own = weights.tags[tag as usize] + bias(token, tag, at, &readings);
                let previous = paths.last().map_or(
                    (own + weights.transitions[Tag::Stop as usize][tag as usize], 0),
                    |column: &Vec<(Tag, i32, usize)>| {
                        column
                            .iter()
                            .enumerate()
                            .map(|(index, (before, score, _))| {
                                (score + weights.transitions[*before as usize][tag as usize] + own, index)
                            })
                            .max_by_key(|(score, index)| (*score, usize::MAX - index))
                            .unwrap_or((own, 0))
                    },
                );
                (tag, previous.0, previous.1)
            })
            .collect();
        paths.push(column);
    }
    let mut chosen = vec![Tag::Mark; tokens.len()];
    let mut index = paths
        .last()
        .and_then(|column| column.iter().enumerate().max_by_key(|(index, (_, score, _))| (*score, usize::MAX - index)))
        .map_or(0, |(index, _)| index);
    for at in (0..tokens.len()).rev() {
        let (tag, _, before) = paths[at][index];
        chosen[at] = tag;
        index = before;
    }
    tokens
        .into_iter()
        .zip(readings)
        .zip(chosen)
        .map(|((token, mut readings), tag)| {
            readings.retain(|reading| reading.tag == tag);
            if tag == Tag::Noun {
                // The headword itself before a form of another word: Reise is a journey, and hardly rice in the plural.
                readings.sort_by_key(|reading| !is_headword(reading, &token.text));
            }
            Tagged { token, tag, readings }
        })
        .collect()
}

fn is_headword(reading: &Reading, text: &str) -> bool {
    reading.meaning.lexeme().is_some_and(|lexeme| lexeme.lemma == text)
}

/// A word that is the separable prefix of a finite verb before it can be that prefix.
fn add_prefixes(tokens: &[Token], readings: &mut [Vec<Reading>]) {
    let mut open: Vec<&'static str> = Vec::new();
    for at in 0..tokens.len() {
        if readings[at].iter().any(|reading| reading.tag == Tag::Stop) {
            open.clear();
        }
        if open.contains(&tokens[at].text.as_str()) {
            let mut prefix = readings[at][0].clone();
            prefix.tag = Tag::Prefix;
            readings[at].push(prefix);
        }
        for reading in &readings[at] {
            if let (Some((_, _, true)), Some(Word::Verb { prefix, .. })) = (reading.verb_form(), reading.word()) {
                open.push(prefix);
            }
        }
    }
}

/// ", so der Minister": between marks and without a verb, so names the source.
fn read_attributions(tokens: &[Token], readings: &mut [Vec<Reading>]) {
    for at in 1..tokens.len() {
        let ends = |place: usize| matches!(readings[place][0].tag, Tag::Comma | Tag::Stop | Tag::Quote | Tag::Mark);
        let end = (at + 1..tokens.len()).find(|&place| ends(place)).unwrap_or(tokens.len());
        let is = |place: usize, tags: &[Tag]| readings[place].iter().any(|reading| tags.contains(&reading.tag));
        let names_source = tokens[at].text == "so"
            && ends(at - 1)
            && end > at + 1
            && is(at + 1, &[Tag::Determiner, Tag::Noun, Tag::Name])
            && (at + 1..end).any(|place| is(place, &[Tag::Noun, Tag::Name]))
            && (at + 1..end)
                .all(|place| !readings[place].iter().all(|reading| matches!(reading.tag, Tag::Verb | Tag::Zu)));
        if names_source {
            let meaning = Meaning::Text("according to".to_owned());
            readings[at] = vec![Reading::new(Tag::Preposition, Form::Plain, Cells::ALL, meaning)];
        }
    }
}

/// After a person's title, a common noun among the words of an unknown name is part of that name: der Gesandte Tal Hyok Mun.
fn read_names_after_titles(tokens: &[Token], readings: &mut [Vec<Reading>]) {
    let is_name = |readings: &[Reading]| readings.iter().all(|reading| reading.tag == Tag::Name);
    let mut at = 0;
    while at < tokens.len() {
        let start = at + 1;
        if !is_title(&tokens[at], &readings[at]) {
            at = start;
            continue;
        }
        let end = (start..tokens.len())
            .find(|&place| {
                let word = tokens[place].kind == TokenKind::Word && tokens[place].capitalized();
                let name = matches!(tokens[place].kind, TokenKind::Atom(_)) && is_name(&readings[place]);
                !word && !name
            })
            .unwrap_or(tokens.len());
        for place in start..end {
            let noun = readings[place].iter().any(|reading| reading.tag == Tag::Noun)
                && !is_title(&tokens[place], &readings[place]);
            let before_name = (place + 1..end).any(|later| is_name(&readings[later]));
            let after_name = place > start && is_name(&readings[place - 1]) && wants_article(&readings[place]);
            if noun && (before_name || after_name) {
                readings[place] = name_readings(&tokens[place].text);
            }
        }
        at = end.max(start);
    }
}

/// A mention that is no name, or a noun for a person.
fn is_title(token: &Token, readings: &[Reading]) -> bool {
    readings.iter().any(|reading| {
        reading.tag == Tag::Noun
            && (matches!(token.kind, TokenKind::Atom(_))
                || matches!(reading.word(), Some(Word::Noun { class: Class::Human, .. })))
    })
}

/// A singular of a countable noun, which does not stand without article.
fn wants_article(readings: &[Reading]) -> bool {
    readings.iter().all(|reading| {
        !reading.cells.has_column(Column::Plural)
            && matches!(reading.word(), Some(Word::Noun { english, .. }) if english.iter().all(|equivalent| !equivalent.traits.uncountable))
    })
}

/// What the token itself and its neighbours say beyond pairs of tags.
fn bias(token: &Token, tag: Tag, at: usize, readings: &[Vec<Reading>]) -> i32 {
    let next = readings.get(at + 1);
    let ends = next
        .is_none_or(|next| matches!(next[0].tag, Tag::Comma | Tag::Stop | Tag::Quote | Tag::Mark | Tag::Conjunction));
    let verb_next = next.is_some_and(|next| next.iter().any(|reading| reading.tag == Tag::Verb));
    match tag {
        Tag::Predicative if leads_to_copular_verb(at, readings) => 20,
        Tag::Predicative
            if readings[at]
                .iter()
                .any(|reading| reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle2)) =>
        {
            -8
        }
        Tag::Adverb if token.text == "wie" && at > 0 => -12,
        Tag::Determiner if leads_to_extended_attribute(at, readings) => 30,
        Tag::Conjunction
            if token.text == "noch"
                && !(0..at).any(|before| {
                    readings[before]
                        .iter()
                        .any(|reading| reading.meaning.lexeme().is_some_and(|lexeme| lexeme.lemma == "weder"))
                }) =>
        {
            -60
        }
        Tag::Comparison if ends_with_finite(at, readings) && (at == 0 || readings[at - 1][0].tag == Tag::Comma) => -12,
        Tag::Preposition
            if next.is_some_and(|next| next.iter().all(|reading| reading.tag == Tag::Predicative))
                && readings[at].iter().any(|reading| reading.tag == Tag::Adverb) =>
        {
            -20 // zu dick
        }
        Tag::Prefix if ends => 30,
        Tag::Prefix => -15,
        Tag::Attributive if ends => -10,
        // Wichtiger als A: what is compared at once has no noun after it.
        Tag::Attributive if next.is_some_and(|next| next.iter().any(|reading| reading.tag == Tag::Comparison)) => -30,
        // die Schweizer Delegation, but der Schweizer lachte: an adjective only with its noun.
        Tag::Attributive if matches!(token.kind, TokenKind::Atom(_)) && readings[at].len() > 1 => {
            let qualifies = |next: &Vec<Reading>| {
                next.iter().any(|reading| {
                    matches!(reading.tag, Tag::Noun | Tag::Attributive)
                        && !matches!(reading.meaning, Meaning::Nominalized(_))
                })
            };
            if next.is_some_and(qualifies) { 12 } else { -60 }
        }
        Tag::Attributive if token.capitalized() && at > 0 && !matches!(token.kind, TokenKind::Atom(_)) => {
            let noun_next = next.is_some_and(|next| {
                next.iter()
                    .any(|reading| reading.tag == Tag::Noun && !matches!(reading.meaning, Meaning::Nominalized(_)))
            });
            if noun_next { 12 } else { -25 }
        }
        Tag::ZuSubjunction => {
            let boundary = at == 0
                || matches!(
                    readings[at - 1][0].tag,
                    Tag::Comma | Tag::Stop | Tag::Quote | Tag::Conjunction | Tag::Mark
                );
            if boundary && zu_follows(at, readings) { 40 } else { -30 }
        }
        Tag::Verb if token.capitalized() && at > 0 => -20,
        // Den Angaben zufolge unterzeichneten der A und der B: what follows a postposition at the beginning is the verb.
        Tag::Verb if follows_postposition(at, readings) => 70,
        // lange, gerade: an adverb is hardly ever the first person or the subjunctive of a verb that looks like it.
        Tag::Verb
            if readings[at].iter().any(|reading| reading.tag == Tag::Adverb)
                && readings[at].iter().filter_map(Reading::verb_form).all(|(form, persons, _)| {
                    form == VerbForm::Subjunctive1 || form.is_finite() && persons == Persons::FIRST
                }) =>
        {
            -30
        }
        Tag::Zu if verb_next => 12,
        Tag::Subjunction => {
            let after_boundary = at == 0
                || matches!(
                    readings[at - 1][0].tag,
                    Tag::Comma | Tag::Stop | Tag::Quote | Tag::Conjunction | Tag::Mark
                );
            let comparison = readings[at].iter().any(|reading| reading.tag == Tag::Comparison);
            match (after_boundary, comparison) {
                (true, true) if !ends_with_finite(at, readings) => -30,
                (true, _) => 4,
                (false, _) => -14,
            }
        }
        Tag::Relative if at == 0 => -30,
        Tag::Relative
            if matches!(token.text.as_str(), "deren" | "dessen")
                && next.is_some_and(|next| {
                    next.iter()
                        .any(|reading| matches!(reading.tag, Tag::Noun | Tag::Name | Tag::Attributive | Tag::Number))
                }) =>
        {
            -60
        }
        Tag::Relative if is_article(at, readings) => -60,
        Tag::Relative if closes_outer_bracket(at, readings) => -60,
        Tag::Relative => {
            let before = &readings[at - 1];
            let comma = before[0].tag == Tag::Comma;
            let preposition = at > 1
                && before.iter().any(|reading| reading.tag == Tag::Preposition)
                && readings[at - 2][0].tag == Tag::Comma;
            match comma || preposition {
                true if ends_with_finite(at, readings) && verb_final(at, readings) => 24,
                true if verb_final(at, readings) => 14,
                _ => -40,
            }
        }
        _ => 0,
    }
}

/// Überrascht zeigte sich: at the beginning before a finite verb with a predicate, no participle of a bracket.
fn leads_to_copular_verb(at: usize, readings: &[Vec<Reading>]) -> bool {
    let takes_predicate = |reading: &Reading| {
        reading.verb_form().is_some_and(|(form, ..)| form.is_finite())
            && matches!(reading.word(), Some(Word::Verb { frames, .. })
                if frames.iter().any(|frame| frame.complements.contains(&Complement::Predicate)))
            && reading.meaning.lexeme().is_some_and(|lexeme| !is_auxiliary_lemma(lexeme.lemma))
    };
    (at == 0 || matches!(readings[at - 1][0].tag, Tag::Stop | Tag::Quote))
        && readings.get(at + 1).is_some_and(|next| next.iter().any(takes_predicate))
}

/// Whether the first constituent ends with a postposition before a place, and no noun follows that an adjective could have.
fn follows_postposition(at: usize, readings: &[Vec<Reading>]) -> bool {
    let Some([noun, postposition]) = at.checked_sub(2).map(|start| &readings[start..at]) else { return false };
    let start = (0..at).rev().find(|&place| readings[place][0].tag == Tag::Stop).map_or(0, |stop| stop + 1);
    let follows = postposition.iter().any(|reading| {
        reading.tag == Tag::Preposition
            && reading.meaning.lexeme().is_some_and(|lexeme| Set::Postposition.holds(lexeme.lemma))
    });
    follows
        && noun.iter().any(|reading| reading.tag == Tag::Noun && reading.cells.has(Case::Dative))
        && finite_at(at, readings)
        && !(start..at).any(|place| finite_at(place, readings))
        && readings.get(at + 1).is_some_and(|next| {
            next.iter().any(|reading| matches!(reading.tag, Tag::Determiner | Tag::Personal | Tag::Name))
                && next.iter().all(|reading| reading.tag != Tag::Noun)
        })
}

/// Whether a determiner is followed by a participle with its complements and a noun: eines auf Geruch trainierten Hundes.
fn leads_to_extended_attribute(at: usize, readings: &[Vec<Reading>]) -> bool {
    let can = |place: usize, tag: Tag| {
        readings.get(place).is_some_and(|readings| readings.iter().any(|reading| reading.tag == tag))
    };
    if !can(at + 1, Tag::Preposition) && !can(at + 1, Tag::Adverb) {
        return false;
    }
    for place in at + 2..(at + 14).min(readings.len().saturating_sub(1)) {
        let here = &readings[place];
        if matches!(here[0].tag, Tag::Comma | Tag::Stop)
            || here.iter().all(|reading| reading.verb_form().is_some_and(|(form, ..)| form.is_finite()))
        {
            return false;
        }
        if here.iter().any(|reading| matches!(reading.meaning, Meaning::Participle(..)))
            && (can(place + 1, Tag::Noun) || can(place + 1, Tag::Attributive))
        {
            return true;
        }
    }
    false
}

/// Whether a word can be a finite verb where it stands: after zu it is an infinitive.
fn finite_at(place: usize, readings: &[Vec<Reading>]) -> bool {
    readings[place].iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| form.is_finite()))
        && !(place > 0 && readings[place - 1].iter().any(|reading| reading.tag == Tag::Zu))
}

/// Whether the last word before the next comma or stop can be a finite verb, or the clause goes on after the comma.
fn ends_with_finite(at: usize, readings: &[Vec<Reading>]) -> bool {
    let end = (at + 1..readings.len())
        .find(|&at| matches!(readings[at][0].tag, Tag::Comma | Tag::Stop | Tag::Mark))
        .unwrap_or(readings.len());
    end > at + 1
        && (finite_at(end - 1, readings)
            || !(at + 1..end).any(|place| finite_at(place, readings)) && goes_on_after(end, readings)
            || (at + 2..end).any(|place| {
                finite_at(place - 1, readings)
                    && readings[place].iter().any(|reading| reading.tag == Tag::Conjunction)
                    && place - 1 > at + 1
            }))
}

/// Whether the word at a place can be the article of the noun after it and that noun needs one: der Preis sank.
fn is_article(at: usize, readings: &[Vec<Reading>]) -> bool {
    let Some(noun) = readings.get(at + 1).filter(|noun| noun.iter().all(|reading| reading.tag == Tag::Noun)) else {
        return false;
    };
    let agrees = readings[at]
        .iter()
        .filter(|reading| reading.tag == Tag::Determiner)
        .any(|article| noun.iter().any(|reading| !article.cells.and(reading.cells).is_empty()));
    agrees && wants_article(noun)
}

/// Whether the only verb after a place is the participle that an auxiliary before it still waits for: ist A, der B oder C
/// verboten.
fn closes_outer_bracket(at: usize, readings: &[Vec<Reading>]) -> bool {
    let is_stop = |place: usize| readings[place][0].tag == Tag::Stop;
    let start = (0..at).rev().find(|&place| is_stop(place)).map_or(0, |stop| stop + 1);
    let stop = (at..readings.len()).find(|&place| is_stop(place)).unwrap_or(readings.len());
    let auxiliary_lemma = |place: usize| {
        let mut lemmas = readings[place].iter().filter_map(|reading| reading.meaning.lexeme());
        lemmas.find(|lexeme| is_auxiliary_lemma(lexeme.lemma)).map(|lexeme| lexeme.lemma)
    };
    let auxiliary = (start..at).rev().find(|&place| auxiliary_lemma(place).is_some());
    // haben and sein wait for a participle, modals for an infinitive, werden for either.
    let lemma = auxiliary.and_then(auxiliary_lemma).unwrap_or_default();
    let awaited = |form: VerbForm| match form {
        VerbForm::Participle2 => !is_modal(lemma),
        VerbForm::Infinitive => is_modal(lemma) || lemma == "werden",
        _ => false,
    };
    let participle = |place: usize| {
        readings[place].iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| awaited(form)))
    };
    let verbs = (at..stop).filter(|&place| readings[place].iter().any(|reading| reading.tag == Tag::Verb)).count();
    auxiliary.is_some_and(|auxiliary| !(auxiliary + 1..at).any(participle))
        && stop > at + 1
        && verbs == 1
        && participle(stop - 1)
}

/// Whether a clause that has no verb before a comma can have it later: something embedded follows, or a list that ends with a
/// verb, and the sentence has a finite verb for each of them.
fn goes_on_after(comma: usize, readings: &[Vec<Reading>]) -> bool {
    if readings.get(comma).is_none_or(|mark| mark[0].tag != Tag::Comma) {
        return false;
    }
    let is_stop = |place: usize| readings[place][0].tag == Tag::Stop;
    let start = (0..comma).rev().find(|&place| is_stop(place)).map_or(0, |stop| stop + 1);
    let stop = (comma..readings.len()).find(|&place| is_stop(place)).unwrap_or(readings.len());
    let verbs = (start..stop).filter(|&place| finite_at(place, readings)).count();
    let end = (comma + 1..stop).find(|&place| readings[place][0].tag == Tag::Comma).unwrap_or(stop).max(comma + 1);
    let can = |place: usize, tags: &[Tag]| {
        readings.get(place).is_some_and(|readings| readings.iter().any(|reading| tags.contains(&reading.tag)))
    };
    let embeds = can(comma + 1, &[Tag::Subjunction, Tag::ZuSubjunction, Tag::Relative])
        || can(comma + 1, &[Tag::Preposition]) && can(comma + 2, &[Tag::Relative])
        || (comma + 1..end).any(|place| can(place, &[Tag::Zu]));
    let list = end > comma + 2 && finite_at(end - 1, readings) && !finite_at(comma + 1, readings);
    embeds && verbs >= 3 || list && verbs >= 2
}

/// Whether an infinitive with zu comes before the next comma or stop.
fn zu_follows(at: usize, readings: &[Vec<Reading>]) -> bool {
    readings[at + 1..].iter().take_while(|readings| !matches!(readings[0].tag, Tag::Comma | Tag::Stop)).any(
        |readings| {
            readings.iter().any(|reading| {
                reading.tag == Tag::Zu || reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::ZuInfinitive)
            })
        },
    )
}

/// Whether what begins at a place and ends before the next comma or stop has its finite verb at the end and not before.
fn verb_final(at: usize, readings: &[Vec<Reading>]) -> bool {
    let end = (at + 1..readings.len())
        .find(|&at| matches!(readings[at][0].tag, Tag::Comma | Tag::Stop | Tag::Quote | Tag::Mark))
        .unwrap_or(readings.len());
    if end <= at + 1 || readings[end - 1].iter().any(|reading| reading.tag == Tag::Prefix) {
        return false;
    }
    let second_is_finite = readings
        .get(at + 1)
        .is_some_and(|next| next.iter().all(|reading| reading.verb_form().is_some_and(|(form, ..)| form.is_finite())));
    if second_is_finite && end > at + 2 {
        return false;
    }
    (at + 1..end).any(|place| finite_at(place, readings)) || goes_on_after(end, readings)
}
