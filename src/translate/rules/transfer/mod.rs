//! Clause tree → English pieces in English order.
//!
//! [`noun`] writes phrases, [`verb_group`] verbs, [`frames`] chooses a verb's English by its complements, [`clause`] puts a
//! clause together.

mod clause;
pub mod frames;
pub mod noun;
pub mod verb_group;

use super::clauses::{Kind, Root, Tree};
use super::generation::Piece;
use super::lexicon::Lexicon;
use super::lexicon::entry::{Case, Class, Column, Complement, VerbForm, Word};
use super::morphology::{Meaning, Tag};
use super::phrases::{Chunker, Item, Phrase};
use super::senses::{Senses, Site};
use super::tagging::Tagged;
use super::token::TokenKind;
use crate::translate::Atom;
use crate::translate::rules::word_sets::Set;

/// What is known of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// A person.
    pub human: bool,
    /// More than one.
    pub plural: bool,
    /// Grammatically feminine.
    pub feminine: bool,
    /// I.
    pub first: bool,
}

/// What earlier text says to later text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Discourse {
    /// The subject of the clause at hand.
    pub subject: Option<Subject>,
    /// Class of the noun that a relative clause qualifies.
    pub antecedent: Option<Class>,
    /// The subject itself is being written: its possessives refer to what came before.
    pub in_subject: bool,
    /// The relative clause restricts its noun: no commas, and "that".
    pub restrictive: bool,
    /// "sie" is plural by its verb.
    pub plural_pronoun: bool,
    /// The English noun that a relative clause qualifies has no plural.
    pub mass: bool,
    /// By column: class of the likeliest antecedent in the sentence before.
    pub antecedents: [Option<Class>; 4],
    /// The clause at hand is reported speech.
    pub reported: bool,
    /// The verb of the clause at hand has a speaker for its subject.
    pub speech: bool,
}

/// Writes English for one analysed source.
#[derive(Clone, Copy, Debug)]
pub struct Transfer<'a> {
    /// The tokens.
    pub tokens: &'a [Tagged],
    /// The atoms.
    pub atoms: &'a [Atom<'a>],
    /// The clauses.
    pub tree: &'a Tree,
    /// What the words say about each other.
    pub senses: &'a Senses<'a>,
}

impl<'a> Transfer<'a> {
    /// English pieces of the whole source.
    pub fn sentence(&self, discourse: &mut Discourse) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (at, root) in self.tree.roots.iter().enumerate() {
            match root {
                Root::Clause(index) => {
                    let question = self.tree.roots[at + 1..]
                        .iter()
                        .find_map(|root| match root {
                            Root::Mark(token) => Some(*token),
                            Root::Clause(_) => None,
                        })
                        .is_some_and(|token| self.tokens[token].token.is_mark('?'));
                    let clause = &self.tree.clauses[*index];
                    if clause.comma && at > 0 && matches!(self.tree.roots[at - 1], Root::Clause(_)) {
                        if self.is_trailing_condition(&self.tree.roots[at - 1], *index) {
                            let comma = self.comma_before(*index);
                            pieces.push(Piece { text: "if".to_owned(), ..comma });
                        } else if self.is_reported(*index) {
                            let comma = self.comma_before(*index);
                            pieces.push(Piece { text: "that".to_owned(), ..comma });
                        } else if !question && self.is_asyndetic(&self.tree.roots[at - 1], *index) {
                            pieces.push(Piece { text: ";".to_owned(), ..self.comma_before(*index) });
                        } else {
                            pieces.push(self.comma_before(*index));
                        }
                    }
                    let condition = !question && self.is_leading_condition(at);
                    // Hatte er damals noch verloren, gewann er nun: no condition but a contrast.
                    let contrast = condition && self.was_still(*index);
                    pieces.extend(condition.then(|| Piece::added(if contrast { "while" } else { "if" })));
                    pieces.extend(self.root(*index, question, discourse));
                }
                Root::Mark(token) => pieces.push(self.mark(*token)),
            }
        }
        self.complete(&mut pieces);
        self.remember(discourse);
        tidy(pieces)
    }

    /// Notes for each gender the class of the likeliest antecedent of a pronoun in the next sentence: the subject before other
    /// objects; a name whose gender is open only if nothing else is there. A thing is forgotten where no pronoun takes it up.
    fn remember(&self, discourse: &mut Discourse) {
        let mut best = [-1; 4];
        let taken_up = |column: Column| {
            let mut pronouns = self.tokens.iter().filter(|token| token.tag == Tag::Personal);
            pronouns.any(|pronoun| super::phrases::union(&pronoun.readings).has_column(column))
        };
        for column in [Column::Masculine, Column::Feminine, Column::Neuter] {
            let known = &mut discourse.antecedents[column as usize];
            *known = known.filter(|class| class.is_person() || taken_up(column));
        }
        let mut note = |phrase: &Phrase, weight: i32| {
            if matches!(phrase.class, Class::Time | Class::Measure | Class::Money)
                || !matches!(self.tokens[phrase.head_token()].tag, Tag::Noun | Tag::Name)
            {
                return;
            }
            let columns = [Column::Masculine, Column::Feminine, Column::Neuter];
            let agreeing = columns.into_iter().filter(|&column| phrase.cells.has_column(column));
            let weight = weight - if agreeing.clone().count() > 1 { 3 } else { 0 };
            for column in agreeing.filter(|_| weight >= 0) {
                if weight >= best[column as usize] {
                    best[column as usize] = weight;
                    discourse.antecedents[column as usize] = Some(phrase.class);
                }
            }
        };
        for clause in &self.tree.clauses {
            let main = matches!(clause.kind, Kind::Main | Kind::Fragment);
            let subject = clause
                .items
                .iter()
                .filter_map(Item::phrase)
                .find(|phrase| !phrase.is_prepositional() && phrase.cells.has(Case::Nominative))
                .map(|phrase| phrase.start);
            for phrase in clause.items.iter().filter_map(Item::phrase) {
                let weight = match (main, phrase.is_prepositional()) {
                    (true, false) if subject == Some(phrase.start) => 6,
                    (_, false) => 5,
                    _ => continue,
                };
                note(phrase, weight);
                for (_, member) in &phrase.coordinated {
                    note(member, weight);
                }
            }
        }
    }

    /// Puts what no rule placed after the English of the word before it: nothing of the source is lost.
    fn complete(&self, pieces: &mut Vec<Piece>) {
        let mut covered = vec![false; self.tokens.len()];
        for (first, last) in pieces.iter().flat_map(|piece| [piece.tokens, piece.also]).flatten() {
            covered.iter_mut().take(last + 1).skip(first).for_each(|token| *token = true);
        }
        for token in 0..self.tokens.len() {
            if let TokenKind::Atom(index) = self.tokens[token].token.kind {
                covered[token] = pieces.iter().any(|piece| piece.atom == Some(index));
            }
            if covered[token] || !self.is_content(token) {
                continue;
            }
            self.senses.doubt(|doubts| &mut doubts.stranded);
            let words = match self.tokens[token].tag {
                _ if matches!(self.tokens[token].token.kind, TokenKind::Atom(_)) => self.mention(token),
                Tag::Verb => self.lone_verb(token),
                Tag::Noun | Tag::Name => {
                    let phrase = super::phrases::Phrase {
                        start: token,
                        end: token + 1,
                        head: vec![token],
                        cells: super::phrases::union(&self.tokens[token].readings),
                        class: self.chunker().class(token),
                        ..Default::default()
                    };
                    self.nominal(&phrase, noun::Role::Object, &mut Discourse::default())
                }
                Tag::Attributive | Tag::Predicative | Tag::Number => {
                    self.adjective_phrase(&[token], Class::Abstract, true)
                }
                _ => self.adverb(token),
            };
            let place = pieces
                .iter()
                .enumerate()
                .filter(|(_, piece)| piece.tokens.is_some_and(|(_, last)| last < token))
                .max_by_key(|(at, piece)| (piece.tokens.map(|(_, last)| last), *at))
                .map_or(0, |(at, _)| at + 1);
            pieces.splice(place..place, words);
            covered[token] = true;
        }
    }

    /// A mention by itself.
    fn mention(&self, token: usize) -> Vec<Piece> {
        let TokenKind::Atom(index) = self.tokens[token].token.kind else { return Vec::new() };
        let text = self.atoms.get(index).map_or(String::new(), |atom| atom.english.to_owned());
        vec![Piece { text, tokens: Some((token, token)), atom: Some(index), ..Piece::default() }]
    }

    /// Whether a token must be seen in English: names, nouns, adjectives, numbers, full verbs, adverbs, mentions.
    fn is_content(&self, token: usize) -> bool {
        let tagged = &self.tokens[token];
        match tagged.tag {
            Tag::Noun | Tag::Name | Tag::Attributive | Tag::Predicative | Tag::Number | Tag::Interjection => true,
            Tag::Negation => true,
            Tag::Adverb => self.adverb(token).iter().any(|piece| !piece.text.is_empty()),
            Tag::Verb => !tagged
                .readings
                .iter()
                .any(|reading| reading.meaning.lexeme().is_some_and(|lexeme| Set::TenseAuxiliary.holds(lexeme.lemma))),
            _ => matches!(tagged.token.kind, TokenKind::Atom(_)),
        }
    }

    /// Whether a main clause after a comma is reported speech: its finite verb stands in Konjunktiv I.
    fn is_reported(&self, index: usize) -> bool {
        let clause = &self.tree.clauses[index];
        clause.conjunctions.is_empty()
            && clause.finite.is_some_and(|at| at > 0)
            && verb_group::read(self.tokens, clause).is_some_and(|complex| complex.form == VerbForm::Subjunctive1)
    }

    /// A main clause with its verb first, no conjunction and a subject that is not the one addressed.
    fn opens_with_verb(&self, index: usize) -> bool {
        let clause = &self.tree.clauses[index];
        let subject = |phrase: &Phrase| !phrase.is_prepositional() && phrase.cells.has(Case::Nominative);
        clause.kind == Kind::Main
            && clause.finite == Some(0)
            && clause.conjunctions.is_empty()
            && clause.items.iter().filter_map(Item::phrase).any(subject)
            && !clause.items.iter().filter_map(Item::phrase).any(|phrase| self.tokens[phrase.start].token.text == "Sie")
    }

    /// Whether the verb of a clause can stand beside what was said.
    fn says(&self, index: usize) -> bool {
        let complex = verb_group::read(self.tokens, &self.tree.clauses[index]);
        matches!(complex.and_then(|complex| complex.lexeme).map(|lexeme| &lexeme.word), Some(Word::Verb { frames, .. })
            if frames.iter().any(|frame| frame.complements.contains(&Complement::Quote)))
    }

    /// "Regnet es, bleibt er": a clause with its verb first before another one is a condition.
    fn is_leading_condition(&self, at: usize) -> bool {
        let starts = at.checked_sub(1).is_none_or(
            |before| matches!(self.tree.roots[before], Root::Mark(token) if self.tokens[token].tag == Tag::Stop),
        );
        match (self.tree.roots.get(at), self.tree.roots.get(at + 1)) {
            (Some(Root::Clause(first)), Some(Root::Clause(next))) => {
                starts
                    && self.opens_with_verb(*first)
                    && self.opens_with_verb(*next)
                    && self.tree.clauses[*next].comma
                    && !self.says(*next)
            }
            _ => false,
        }
    }

    /// Whether a clause says what once was "noch" so.
    fn was_still(&self, index: usize) -> bool {
        let clause = &self.tree.clauses[index];
        let still = |item: &Item| {
            let tokens = self.item_start(item).zip(self.item_end(item));
            tokens.is_some_and(|(first, last)| (first..=last).any(|token| self.text(token) == "noch"))
        };
        let past = |complex: verb_group::Complex| complex.form == VerbForm::Past;
        clause.items.iter().any(still) && verb_group::read(self.tokens, clause).is_some_and(past)
    }

    /// "…, sollte er kommen": a clause in Konjunktiv II with its verb first, after the main clause, and no attribution.
    fn is_trailing_condition(&self, before: &Root, index: usize) -> bool {
        let unreal = |complex: verb_group::Complex| {
            complex.form == VerbForm::Subjunctive2
                || complex.form == VerbForm::Past && complex.modal.is_some_and(|(modal, _)| modal == "sollen")
        };
        let second = |index: usize| {
            let clause = &self.tree.clauses[index];
            clause.kind == Kind::Main && clause.finite == Some(1)
        };
        matches!(before, Root::Clause(before) if second(*before))
            && self.opens_with_verb(index)
            && !self.says(index)
            && verb_group::read(self.tokens, &self.tree.clauses[index]).is_some_and(unreal)
    }

    /// Whether two main clauses follow each other without conjunction, where English wants more than a comma.
    fn is_asyndetic(&self, before: &Root, index: usize) -> bool {
        let second = |index: usize| {
            let clause = &self.tree.clauses[index];
            clause.kind == Kind::Main && clause.conjunctions.is_empty() && clause.finite.is_some_and(|at| at > 0)
        };
        matches!(before, Root::Clause(before) if second(*before)) && second(index)
    }

    fn root(&self, index: usize, question: bool, discourse: &mut Discourse) -> Vec<Piece> {
        let kind = self.tree.clauses[index].kind;
        if kind == Kind::Main { self.main_clause(index, question, discourse) } else { self.clause(index, discourse) }
    }

    /// The comma that stands before a clause.
    pub fn comma_before(&self, index: usize) -> Piece {
        match self
            .clause_start(index)
            .and_then(|start| start.checked_sub(1))
            .filter(|&token| self.tokens[token].tag == Tag::Comma)
        {
            Some(token) => Piece::new(",", token),
            None => Piece::added(","),
        }
    }

    /// First token of a clause.
    pub fn clause_start(&self, index: usize) -> Option<usize> {
        let clause = &self.tree.clauses[index];
        clause
            .conjunctions
            .first()
            .copied()
            .or(clause.opener)
            .or_else(|| clause.items.first().and_then(|item| self.item_start(item)))
    }

    fn item_start(&self, item: &Item) -> Option<usize> {
        match item {
            Item::Phrase(phrase) => Some(phrase.start),
            Item::Verb(token) | Item::Word(token) => Some(*token),
            Item::Adjective(tokens) | Item::Bracket(tokens, _) => tokens.first().copied(),
            Item::Clause(index) => self.clause_start(*index),
        }
    }

    /// Last token of an item.
    fn item_end(&self, item: &Item) -> Option<usize> {
        match item {
            Item::Phrase(phrase) => phrase.end.checked_sub(1),
            Item::Adjective(tokens) | Item::Bracket(tokens, _) => tokens.last().copied(),
            other => self.item_start(other),
        }
    }

    fn chunker(&self) -> Chunker<'a> {
        Chunker { tokens: self.tokens, atoms: self.atoms, quotes: &[] }
    }

    /// A token's text in small letters.
    pub fn text(&self, token: usize) -> String {
        self.tokens[token].token.text.to_lowercase()
    }

    /// English of a function word as the lexicon gives it.
    pub fn function_english(&self, token: usize) -> String {
        match self.tokens[token].reading().word() {
            Some(Word::Function { english: "-", .. }) => String::new(),
            Some(Word::Function { .. }) => self.alternative(token, ""),
            _ => match &self.tokens[token].reading().meaning {
                Meaning::Text(text) => text.clone(),
                _ => self.tokens[token].token.text.clone(),
            },
        }
    }

    /// The English of a fixed sequence under a condition such as `{gen}`; without that alternative, the first one.
    fn alternative(&self, token: usize, condition: &str) -> String {
        let Some(Word::Function { english, .. }) = self.tokens[token].reading().word() else { return String::new() };
        let with = |wanted: &str| {
            english.split(" ; ").find_map(|alternative| {
                let (text, braces) = alternative.split_once(" {").map_or((alternative, ""), |(text, _)| (text, wanted));
                (alternative.ends_with(wanted) && braces == wanted).then(|| text.to_owned())
            })
        };
        with(condition).or_else(|| with("")).unwrap_or_else(|| (*english).to_owned())
    }

    /// English of a conjunction.
    pub fn conjunction(&self, token: usize) -> String {
        self.function_english(token)
    }

    fn mark(&self, token: usize) -> Piece {
        let text = self.tokens[token].token.text.as_str();
        let text = match text {
            "-" | "–" | "—" => "–",
            other => other,
        };
        Piece::new(text, token)
    }

    /// English of an adverb or another single word.
    pub fn adverb(&self, token: usize) -> Vec<Piece> {
        let tagged = &self.tokens[token];
        let reading = tagged.reading();
        let text = match (&reading.meaning, reading.word()) {
            (_, Some(Word::Adverb { english, .. }))
                if token > 0
                    && self.tokens[token - 1].tag == Tag::Comma
                    && self.tokens.get(token + 1).is_some_and(|next| {
                        matches!(
                            next.tag,
                            Tag::Determiner | Tag::Noun | Tag::Name | Tag::Attributive | Tag::Number | Tag::Preposition
                        )
                    })
                    && english.iter().any(|equivalent| equivalent.hint == "front") =>
            {
                english
                    .iter()
                    .find(|equivalent| equivalent.hint == "front")
                    .map(|equivalent| equivalent.text.to_owned())
            }
            // auch nicht: the last equivalent is that for a phrase by itself.
            (_, Some(Word::Adverb { class: "negation", english })) => {
                english.last().map(|equivalent| equivalent.text.to_owned())
            }
            (_, Some(Word::Adverb { english, .. })) => {
                let site = Site { token, ..Site::default() };
                self.senses.choose(site, english).map(|equivalent| equivalent.text.to_owned())
            }
            (_, Some(Word::Function { .. })) => Some(self.function_english(token)),
            (_, Some(Word::Adjective { .. })) | (Meaning::Participle(..) | Meaning::Compound(..), _) => {
                self.manner(token)
            }
            (Meaning::Text(text), _) => Some(text.clone()),
            (Meaning::Atom(index), _) => {
                let text = self.atoms.get(*index).map_or(String::new(), |atom| atom.english.to_owned());
                return vec![Piece { text, tokens: Some((token, token)), atom: Some(*index), ..Piece::default() }];
            }
            (_, Some(Word::Verb { frames, .. })) => frames
                .first()
                .and_then(|frame| frame.english.split([' ', '{']).find(|word| !word.is_empty()))
                .map(str::to_owned),
            _ => None,
        };
        match text {
            Some(text) => vec![Piece::new(text, token)],
            None if matches!(tagged.token.kind, TokenKind::Mark(_)) || matches!(tagged.tag, Tag::Quote) => {
                if tagged.tag == Tag::Quote { Vec::new() } else { vec![self.mark(token)] }
            }
            None => vec![Piece {
                text: tagged.token.text.clone(),
                tokens: Some((token, token)),
                unknown: tagged.tag != Tag::Name,
                ..Piece::default()
            }],
        }
    }

    /// Any item by itself, where no clause gives it a place.
    pub fn item(&self, item: &Item, discourse: &mut Discourse) -> Vec<Piece> {
        self.item_in(item, false, discourse)
    }

    /// As [`Self::item`]; in a passive "von" is "by".
    pub fn item_in(&self, item: &Item, passive: bool, discourse: &mut Discourse) -> Vec<Piece> {
        match item {
            Item::Phrase(phrase) => {
                let by = passive
                    && phrase.prepositions.len() == 1
                    && matches!(self.text(phrase.prepositions[0]).as_str(), "von" | "vom" | "durch");
                self.phrase(phrase, noun::Role::Object, by.then_some("by"), discourse)
            }
            Item::Verb(token) => self.lone_verb(*token),
            Item::Word(token) => match self.tokens[*token].tag {
                Tag::Comma => vec![Piece::new(",", *token)],
                Tag::Negation => vec![Piece::new("not", *token)],
                Tag::Reflexive => vec![Piece::new("itself", *token)],
                Tag::Prefix => Vec::new(),
                _ => self.adverb(*token),
            },
            Item::Adjective(tokens) => self.adjective_phrase(tokens, Class::Abstract, false),
            Item::Clause(index) => self.clause(*index, discourse),
            Item::Bracket(marks, items) => {
                let mut pieces = vec![Piece::new(self.tokens[marks[0]].token.text.clone(), marks[0])];
                let mut inner = Vec::new();
                for item in items {
                    inner.extend(self.item(item, discourse));
                }
                let added = |piece: &Piece| piece.tokens.is_none() && matches!(piece.text.as_str(), "the" | "in");
                if inner.first().is_some_and(added) {
                    inner.remove(0);
                }
                pieces.extend(inner);
                pieces.push(Piece::new(self.tokens[marks[1]].token.text.clone(), marks[1]));
                pieces
            }
        }
    }

    fn lone_verb(&self, token: usize) -> Vec<Piece> {
        let tagged = &self.tokens[token];
        let reading = tagged.reading();
        let lexicon = Lexicon::shared();
        let listed = lexicon.postings(&tagged.token.text).into_iter().find_map(|posting| {
            match &lexicon.lexeme(posting.lexeme)?.word {
                Word::Adjective { english } => {
                    self.senses.choose(Site::adjective(token, Class::Abstract, false), english)
                }
                _ => None,
            }
        });
        if let Some(adjective) = listed {
            // 1961 geboren: a participle that is listed as an adjective has its own English.
            return vec![Piece::new(super::senses::government::bare(adjective), token)];
        }
        let Some(Word::Verb { frames, .. }) = reading.word() else {
            return vec![Piece {
                text: tagged.token.text.clone(),
                tokens: Some((token, token)),
                unknown: true,
                ..Piece::default()
            }];
        };
        let english = frames.first().map_or("", |frame| frame.english);
        let mut words = english.split_whitespace().filter(|word| !word.starts_with('{'));
        let base = words.next().unwrap_or("do");
        let forms = super::generation::english::verb_forms(base);
        let form =
            tagged.readings.iter().filter_map(super::morphology::Reading::verb_form).map(|(form, ..)| form).min_by_key(
                |form| {
                    !matches!(
                        form,
                        super::lexicon::entry::VerbForm::Participle2 | super::lexicon::entry::VerbForm::Infinitive
                    )
                },
            );
        let verb = match form {
            Some(super::lexicon::entry::VerbForm::Participle2) => forms.participle,
            Some(super::lexicon::entry::VerbForm::Past) => forms.past,
            Some(super::lexicon::entry::VerbForm::Present) => forms.third,
            _ => forms.base,
        };
        let rest: Vec<&str> = words.collect();
        let text = if rest.is_empty() { verb } else { format!("{verb} {}", rest.join(" ")) };
        vec![Piece::new(text, token)]
    }
}

/// Takes out commas that stand at the beginning, before another mark, or twice.
fn tidy(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.text.is_empty() {
            continue;
        }
        if piece.text == "another" && kept.last().is_some_and(|last| last.text == "a") {
            // "ein weiterer" has the article in "another".
            kept.pop();
        }
        if matches!(piece.text.as_str(), "," | "." | "!" | "?" | ";" | ":" | ")" | "–") {
            while kept.last().is_some_and(|last| last.text == ",") {
                kept.pop();
            }
        }
        if piece.text == ","
            && kept.last().is_none_or(|last| matches!(last.text.as_str(), "." | "!" | "?" | ";" | ":" | "(" | "–"))
        {
            continue;
        }
        kept.push(piece);
    }
    while kept.last().is_some_and(|last| last.text == ",") {
        kept.pop();
    }
    kept
}
