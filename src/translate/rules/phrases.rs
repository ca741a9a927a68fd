//! Tagged tokens → items: noun and prepositional phrases with agreement, and what stands between them.
//!
//! A phrase is built from left to right; case, number and gender are what determiner, adjectives and head have in common.

use super::lexicon::agreement;
use super::lexicon::entry::{Case, Cells, Class, Column, Ending, Form, VerbForm, Word};
use super::morphology::{Meaning, Reading, Tag};
use super::tagging::Tagged;
use super::token::TokenKind;
use crate::glossary::EntryType;
use crate::translate::Atom;

/// What stands before a head besides the determiner.
#[derive(Clone, Debug, PartialEq)]
pub enum Modifier {
    /// An adjective or number with the adverbs before it (token indices, the adjective last).
    Adjective(Vec<usize>),
    /// A participle with its complements: im Dezember verabschiedete.
    Extended(Vec<Item>, usize),
    /// A mark between adjectives.
    Mark(usize),
}

/// A noun phrase, with its preposition if it has one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phrase {
    /// First token.
    pub start: usize,
    /// Token after the last, without what was attached later.
    pub end: usize,
    /// Prepositions; the last governs.
    pub prepositions: Vec<usize>,
    /// Determiner.
    pub determiner: Option<usize>,
    /// A focus adverb or negation before all.
    pub focus: Vec<usize>,
    /// Adjectives and numbers.
    pub modifiers: Vec<Modifier>,
    /// Head tokens: one noun or pronoun, or the words of a name.
    pub head: Vec<usize>,
    /// Agreement cells.
    pub cells: Cells,
    /// Semantic class of the head.
    pub class: Class,
    /// A name or noun that stands in close apposition: Präsident | Putin, Millionen | Euro.
    pub close: Option<Box<Phrase>>,
    /// A genitive after the head.
    pub genitive: Option<Box<Phrase>>,
    /// A genitive before the head: Putins | Besuch.
    pub possessor: Option<Box<Phrase>>,
    /// Phrases and clauses that follow within it.
    pub attached: Vec<Item>,
    /// Coordinated phrases with the tokens (conjunction, comma) before each.
    pub coordinated: Vec<(usize, Phrase)>,
    /// An apposition between commas.
    pub apposition: Option<Box<Phrase>>,
}

/// A constituent of a clause.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Noun or prepositional phrase.
    Phrase(Phrase),
    /// A verb form.
    Verb(usize),
    /// Any other single token, with its tag in the token list.
    Word(usize),
    /// An undeclined adjective with the adverbs before it.
    Adjective(Vec<usize>),
    /// A clause, by its index in the clause list.
    Clause(usize),
    /// What stands in brackets.
    Bracket(Vec<usize>, Vec<Item>),
}

impl Item {
    /// The phrase, if it is one.
    pub fn phrase(&self) -> Option<&Phrase> {
        match self {
            Self::Phrase(phrase) => Some(phrase),
            _ => None,
        }
    }
}

impl Phrase {
    /// Whether it is governed by a preposition.
    pub fn is_prepositional(&self) -> bool {
        !self.prepositions.is_empty()
    }

    /// Whether only the plural column is left; coordination with "und" makes a plural.
    pub fn is_plural(&self, tokens: &[Tagged]) -> bool {
        if self.coordinated.iter().any(|(token, _)| matches!(tokens[*token].token.text.as_str(), "und" | "sowie")) {
            return true;
        }
        let cells = self.cells;
        cells.has_column(Column::Plural)
            && !(cells.has_column(Column::Masculine)
                || cells.has_column(Column::Feminine)
                || cells.has_column(Column::Neuter))
    }

    /// Token of the head that decides class and number.
    pub fn head_token(&self) -> usize {
        self.head.last().copied().unwrap_or(self.start)
    }
}

/// Groups tokens into items.
#[derive(Clone, Copy, Debug)]
pub struct Chunker<'a> {
    /// The tokens.
    pub tokens: &'a [Tagged],
    /// The atoms of the sentence.
    pub atoms: &'a [Atom<'a>],
}

const MONTHS: [&str; 13] = [
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// Whether a word is the name of a month.
pub fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

impl<'a> Chunker<'a> {
    /// All items of a stretch of tokens.
    pub fn items(&self, start: usize, end: usize) -> Vec<Item> {
        let mut items = Vec::new();
        let mut at = start;
        while at < end {
            if let Some(close) = self.bracket(at, end) {
                let bracket = Item::Bracket(vec![at, close], self.items(at + 1, close));
                at = close + 1;
                match items.last_mut() {
                    Some(Item::Phrase(phrase)) => {
                        phrase.attached.push(bracket);
                        at = self.genitive_after(phrase, at, end);
                    }
                    _ => items.push(bracket),
                }
                continue;
            }
            if let Some((phrase, next)) = self.coordinated_phrase(at, end) {
                items.push(Item::Phrase(phrase));
                at = next.max(at + 1);
                continue;
            }
            match self.tokens[at].tag {
                Tag::Verb => items.push(Item::Verb(at)),
                Tag::Predicative | Tag::Attributive => items.push(Item::Adjective(vec![at])),
                Tag::Am if self.tag(at + 1) == Some(Tag::Attributive) || self.tag(at + 1) == Some(Tag::Predicative) => {
                    items.push(Item::Adjective(vec![at, at + 1]));
                    at += 1;
                }
                Tag::Adverb if self.tag(at + 1) == Some(Tag::Predicative) && at + 1 < end && self.is_degree(at) => {
                    items.push(Item::Adjective(vec![at, at + 1]));
                    at += 1;
                }
                _ => items.push(Item::Word(at)),
            }
            at += 1;
        }
        items
    }

    fn tag(&self, at: usize) -> Option<Tag> {
        self.tokens.get(at).map(|token| token.tag)
    }

    fn bracket(&self, at: usize, end: usize) -> Option<usize> {
        let open = &self.tokens[at].token;
        let close = if open.is_mark('(') {
            ')'
        } else if open.is_mark('[') {
            ']'
        } else {
            return None;
        };
        (at + 1..end.min(at + 60)).find(|&place| self.tokens[place].token.is_mark(close))
    }

    fn is_degree(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].reading().word(),
            Some(Word::Adverb { class: "degree", .. }) | Some(Word::Function { tag: "adv:degree", .. })
        ) || matches!(self.tokens[at].token.text.as_str(), "sehr" | "so" | "zu" | "ganz" | "noch" | "rund" | "etwa")
    }

    /// A phrase with everything that is coordinated with it.
    fn coordinated_phrase(&self, start: usize, end: usize) -> Option<(Phrase, usize)> {
        let (mut first, mut at) = self.phrase(start, end)?;
        // A, B und C: commas count only if a conjunction follows in the end.
        let mut list = Vec::new();
        let mut place = at;
        loop {
            match self.tag(place) {
                Some(Tag::Conjunction)
                    if place + 1 < end
                        && matches!(
                            self.tokens[place].token.text.as_str(),
                            "und" | "oder" | "sowie" | "bzw." | "beziehungsweise" | "&" | "sondern" | "aber"
                        ) =>
                {
                    let strict = !matches!(
                        self.tokens[place].token.text.as_str(),
                        "und" | "oder" | "sowie" | "&" | "bzw." | "beziehungsweise"
                    );
                    let Some((next, after)) = self.phrase(place + 1, end) else { break };
                    if strict || !self.may_join(&first, &next) || self.begins_clause(start, place, after, end) {
                        break;
                    }
                    list.push((place, next));
                    for (token, phrase) in list.drain(..) {
                        first.coordinated.push((token, phrase));
                    }
                    at = after;
                    place = after;
                    continue;
                }
                Some(Tag::Comma) if place + 1 < end => {
                    let Some((next, after)) = self.phrase(place + 1, end) else { break };
                    if !self.may_join(&first, &next)
                        || next.start != place + 1
                        || self.tag(place + 1) == Some(Tag::Relative)
                        || self.is_relative_determiner(place + 1)
                    {
                        break;
                    }
                    list.push((place, next));
                    place = after;
                    if list.len() > 40 {
                        break;
                    }
                    continue;
                }
                _ => break,
            }
        }
        if !first.coordinated.is_empty() && !first.is_prepositional() {
            let cases = first
                .coordinated
                .iter()
                .fold(case_mask(first.cells), |mask, (_, phrase)| mask & case_mask(phrase.cells));
            if mask_nonempty(cases) {
                first.cells = keep_cases(first.cells, cases);
            }
        }
        Some((first, at))
    }

    fn is_relative_determiner(&self, at: usize) -> bool {
        self.tokens[at].reading().function() == "poss-gen"
    }

    /// Whether two phrases can be members of one coordination.
    fn may_join(&self, first: &Phrase, next: &Phrase) -> bool {
        let head = self.tokens[next.head_token()].tag;
        if matches!(head, Tag::Relative | Tag::Personal | Tag::Interrogative)
            || matches!(self.tokens[first.head_token()].tag, Tag::Relative)
        {
            return head == Tag::Personal && self.tokens[first.head_token()].tag == Tag::Personal;
        }
        if next.is_prepositional() {
            return first.is_prepositional()
                && self.tokens[next.prepositions[0]].token.text == self.tokens[first.prepositions[0]].token.text;
        }
        first.is_prepositional() || mask_nonempty(case_mask(first.cells) & case_mask(next.cells))
    }

    /// Whether what follows a conjunction is a clause of its own: a finite verb stands before it and after its first phrase.
    fn begins_clause(&self, start: usize, conjunction: usize, after: usize, end: usize) -> bool {
        let clause_start = (0..start)
            .rev()
            .find(|&at| matches!(self.tokens[at].tag, Tag::Comma | Tag::Stop | Tag::Subjunction))
            .map_or(0, |at| at + 1);
        let subordinate = clause_start > 0 && self.tokens[clause_start - 1].tag == Tag::Subjunction
            || matches!(self.tag(clause_start), Some(Tag::Relative | Tag::Subjunction));
        let before = self.tokens[clause_start..conjunction].iter().any(Tagged::can_be_finite);
        let next_is_verb = after < end
            && self.tokens[after].can_be_finite()
            && !matches!(
                self.tokens[after].readings.iter().find_map(Reading::verb_form),
                Some((VerbForm::Participle2, ..))
            );
        if !before || !next_is_verb {
            return false;
        }
        // In a clause with the verb at the end, "A und B verb" is one phrase unless a verb came before the conjunction.
        !subordinate || self.tokens[conjunction - 1].tag == Tag::Verb
    }

    /// One phrase without coordination.
    fn phrase(&self, start: usize, end: usize) -> Option<(Phrase, usize)> {
        let mut at = start;
        let mut phrase = Phrase { start, ..Phrase::default() };
        if at < end
            && self.tokens[at].tag == Tag::Adverb
            && self.is_focus(at)
            && matches!(
                self.tag(at + 1),
                Some(Tag::Preposition | Tag::Determiner | Tag::Name | Tag::Noun | Tag::Number)
            )
            && at + 1 < end
        {
            phrase.focus.push(at);
            at += 1;
        }
        if at < end && self.tokens[at].tag == Tag::Comparison {
            phrase.prepositions.push(at);
            at += 1;
        }
        if at < end
            && matches!(self.tokens[at].token.text.to_lowercase().as_str(), "über" | "unter")
            && self.tag(at + 1) == Some(Tag::Number)
            && self.tag(at + 2) == Some(Tag::Noun)
            && !matches!(self.class(at + 2), Class::Time)
        {
            // über 300 Polizisten: more than, and no government.
            phrase.focus.push(at);
            at += 1;
        }
        while at < end && self.tokens[at].tag == Tag::Preposition && phrase.prepositions.len() < 2 {
            phrase.prepositions.push(at);
            at += 1;
        }
        let governed = self.governed(&phrase.prepositions);
        let (inner, next) = self.nominal(at, end, governed)?;
        phrase = Phrase {
            start,
            prepositions: phrase.prepositions,
            focus: phrase.focus.into_iter().chain(inner.focus).collect(),
            ..Phrase { focus: Vec::new(), ..inner }
        };
        let mut at = next;
        // A postposition: Angaben zufolge.
        if phrase.prepositions.is_empty()
            && at < end
            && self.tokens[at].tag == Tag::Preposition
            && matches!(self.tokens[at].token.text.as_str(), "zufolge" | "entlang" | "gegenüber" | "gemäß" | "nach")
            && phrase.cells.has(Case::Dative)
            && self
                .tag(at + 1)
                .is_none_or(|tag| !matches!(tag, Tag::Determiner | Tag::Noun | Tag::Name | Tag::Attributive))
        {
            phrase.prepositions.push(at);
            phrase.cells = phrase.cells.and(Cells::case(Case::Dative));
            at += 1;
        }
        phrase.end = at;
        Some((phrase, at))
    }

    fn is_focus(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].token.text.to_lowercase().as_str(),
            "nur"
                | "sogar"
                | "selbst"
                | "allein"
                | "mindestens"
                | "rund"
                | "etwa"
                | "knapp"
                | "fast"
                | "gut"
                | "bereits"
                | "schon"
                | "erst"
                | "kurz"
                | "ungefähr"
                | "circa"
                | "ca."
                | "insbesondere"
                | "vor allem"
                | "ausgerechnet"
                | "höchstens"
                | "maximal"
                | "zirka"
                | "über"
        )
    }

    fn governed(&self, prepositions: &[usize]) -> Cells {
        let Some(&last) = prepositions.last() else { return Cells::ALL };
        let mut cells = Cells::NONE;
        for reading in &self.tokens[last].readings {
            let function = reading.function();
            let of = |case| Cells::case(case);
            cells = cells.or(match function.strip_prefix("prep:") {
                Some("A") => of(Case::Accusative),
                Some("D") => of(Case::Dative),
                Some("G") => of(Case::Genitive).or(of(Case::Dative)),
                Some("AD") => of(Case::Accusative).or(of(Case::Dative)),
                _ if function == "prepart" => reading.cells,
                _ => Cells::ALL,
            });
        }
        cells
    }

    /// Determiner, modifiers, head and what follows the head closely.
    fn nominal(&self, start: usize, end: usize, governed: Cells) -> Option<(Phrase, usize)> {
        let mut phrase = Phrase { start, cells: governed, ..Phrase::default() };
        let mut at = start;
        let first = self.tokens.get(at).filter(|_| at < end)?;
        match first.tag {
            Tag::Personal | Tag::Pronoun | Tag::Relative | Tag::Interrogative => {
                phrase.head.push(at);
                let cells = union(&first.readings).and(governed);
                phrase.cells = if cells.is_empty() { union(&first.readings) } else { cells };
                phrase.class = match first.token.text.to_lowercase().as_str() {
                    "es" | "das" | "dies" | "was" | "alles" | "etwas" | "nichts" | "vieles" => Class::Abstract,
                    _ => Class::Human,
                };
                at += 1;
                let nominalized = self.tokens.get(at).filter(|_| at < end).is_some_and(|next| {
                    next.tag == Tag::Noun
                        && next.token.text.ends_with("es")
                        && next.readings.iter().all(|reading| matches!(reading.meaning, Meaning::Nominalized(_)))
                });
                if nominalized && first.tag == Tag::Pronoun {
                    phrase.close = Some(Box::new(Phrase {
                        start: at,
                        end: at + 1,
                        head: vec![at],
                        cells: Cells::ALL,
                        ..Phrase::default()
                    }));
                    at += 1;
                }
                phrase.end = at;
                return Some((phrase, at));
            }
            Tag::Reflexive if governed != Cells::ALL => {
                phrase.head.push(at);
                phrase.class = Class::Human;
                phrase.end = at + 1;
                return Some((phrase, at + 1));
            }
            _ => {}
        }
        // A possessor before the head: Putins Besuch.
        if let Some(possessor) = self.possessor(at, end) {
            at = possessor.end;
            phrase.possessor = Some(Box::new(possessor));
        }
        let mut determined = false;
        let mut endingless = false;
        if phrase.possessor.is_none() {
            while at < end && self.tokens[at].tag == Tag::Determiner {
                let cells = union(&self.tokens[at].readings).and(phrase.cells);
                if phrase.determiner.is_some() {
                    phrase.modifiers.push(Modifier::Adjective(vec![at]));
                } else {
                    phrase.determiner = Some(at);
                    endingless = self.is_endingless(at);
                    determined = true;
                    if self.tokens[at].reading().function() == "poss-gen" {
                        determined = false;
                    }
                }
                if !cells.is_empty() {
                    phrase.cells = cells;
                }
                at += 1;
                if at < end
                    && self.tokens[at].tag == Tag::Determiner
                    && !matches!(self.tokens[at].reading().function(), "quant" | "poss" | "dem" | "art")
                {
                    break;
                }
            }
        }
        let contracted = start > 0 && self.tokens[start - 1].reading().function() == "prepart";
        let determined = determined || contracted;
        at = self.modifiers(&mut phrase, at, end, determined, endingless);
        // The head.
        let head = self.tokens.get(at).filter(|_| at < end);
        match head.map(|token| token.tag) {
            Some(Tag::Noun | Tag::Name) => at = self.head(&mut phrase, at, end),
            Some(Tag::Pronoun) if phrase.determiner.is_some() && phrase.modifiers.is_empty() => {
                phrase.head.push(at);
                at += 1;
            }
            _ => {
                // No noun: a number, an adjective or a determiner stands for it.
                let last = at.checked_sub(1).filter(|last| *last >= start)?;
                if phrase.possessor.is_some() {
                    // A lone genitive name is the head itself.
                    let possessor = phrase.possessor.take()?;
                    let mut lone = *possessor;
                    lone.start = start;
                    return Some((lone.clone(), lone.end));
                }
                match phrase.modifiers.pop() {
                    Some(Modifier::Adjective(tokens)) => {
                        let is_number =
                            tokens.last().is_some_and(|&token| matches!(self.tokens[token].tag, Tag::Number));
                        if phrase.determiner.is_none() && !is_number {
                            return None;
                        }
                        phrase.head = tokens.clone();
                        phrase.class = if is_number { Class::Measure } else { Class::Human };
                    }
                    Some(other) => {
                        phrase.modifiers.push(other);
                        return None;
                    }
                    None => {
                        phrase.head.push(last);
                        phrase.determiner = None;
                    }
                }
            }
        }
        phrase.end = at;
        at = self.followers(&mut phrase, at, end);
        phrase.end = at;
        Some((phrase, at))
    }

    /// ein, kein, mein: a determiner without ending, after which adjectives show gender and case.
    fn is_endingless(&self, determiner: usize) -> bool {
        matches!(
            self.tokens[determiner].token.text.to_lowercase().as_str(),
            "ein" | "kein" | "mein" | "dein" | "sein" | "unser" | "ihr" | "euer" | "irgendein"
        )
    }

    fn modifiers(&self, phrase: &mut Phrase, mut at: usize, end: usize, determined: bool, endingless: bool) -> usize {
        loop {
            let Some(token) = self.tokens.get(at).filter(|_| at < end) else { return at };
            match token.tag {
                Tag::Attributive | Tag::Number => {
                    let cells = adjective_cells(&token.readings, determined, endingless).and(phrase.cells);
                    if !cells.is_empty() {
                        phrase.cells = cells;
                    }
                    phrase.modifiers.push(Modifier::Adjective(vec![at]));
                    at += 1;
                }
                Tag::Adverb | Tag::Predicative | Tag::Comparison | Tag::Negation => {
                    // sehr große, rund 20, mehr als 20, wirtschaftlich starke
                    let adverbial = (at..end.min(at + 4))
                        .take_while(|&place| self.tokens[place].tag == Tag::Adverb)
                        .any(|place| self.is_adverbial(place));
                    if let Some((items, participle)) =
                        Some(adverbial && determined).filter(|wanted| *wanted).and_then(|_| self.extended(at, end))
                    {
                        phrase.modifiers.push(Modifier::Extended(items, participle));
                        at = participle + 1;
                        continue;
                    }
                    let run = (at..end.min(at + 5)).find(|&place| {
                        !matches!(
                            self.tokens[place].tag,
                            Tag::Adverb | Tag::Predicative | Tag::Comparison | Tag::Negation
                        )
                    });
                    match run {
                        Some(place)
                            if matches!(self.tokens[place].tag, Tag::Attributive | Tag::Number)
                                && (determined || self.leads_to_noun(place, end))
                                && (determined
                                    || self.is_degree(at)
                                    || self.tokens[at].tag != Tag::Adverb
                                    || place == at + 1 && self.is_quantity(at)) =>
                        {
                            let cells =
                                adjective_cells(&self.tokens[place].readings, determined, endingless).and(phrase.cells);
                            if !cells.is_empty() {
                                phrase.cells = cells;
                            }
                            phrase.modifiers.push(Modifier::Adjective((at..=place).collect()));
                            at = place + 1;
                        }
                        _ if determined => match self.extended(at, end) {
                            Some((items, participle)) => {
                                phrase.modifiers.push(Modifier::Extended(items, participle));
                                at = participle + 1;
                            }
                            None => return at,
                        },
                        _ => return at,
                    }
                }
                Tag::Comma | Tag::Conjunction
                    if !phrase.modifiers.is_empty()
                        && self.tag(at + 1) == Some(Tag::Attributive)
                        && self.leads_to_noun(at + 1, end)
                        && matches!(self.tokens[at - 1].tag, Tag::Attributive) =>
                {
                    phrase.modifiers.push(Modifier::Mark(at));
                    at += 1;
                }
                Tag::Preposition | Tag::Noun | Tag::Determiner | Tag::Name | Tag::Reflexive | Tag::Pronoun
                    if determined
                        && phrase.determiner.is_some_and(|determiner| determiner + 1 == at)
                        && (token.tag != Tag::Noun && token.tag != Tag::Name || self.noun_disagrees(phrase, at)) =>
                {
                    match self.extended(at, end) {
                        Some((items, participle)) => {
                            phrase.modifiers.push(Modifier::Extended(items, participle));
                            at = participle + 1;
                        }
                        None => return at,
                    }
                }
                Tag::Preposition if determined && phrase.modifiers.is_empty() => match self.extended(at, end) {
                    Some((items, participle)) => {
                        phrase.modifiers.push(Modifier::Extended(items, participle));
                        at = participle + 1;
                    }
                    None => return at,
                },
                _ => return at,
            }
        }
    }

    fn noun_disagrees(&self, phrase: &Phrase, at: usize) -> bool {
        union(&self.tokens[at].readings).and(phrase.cells).is_empty()
    }

    /// An adverb of time or place, or a fixed sequence: it qualifies the action of a participle and follows it in English.
    fn is_adverbial(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].reading().word(),
            Some(Word::Adverb { class: "time" | "place", .. } | Word::Function { tag: "adv", .. })
        ) && !matches!(self.tokens[at].token.text.as_str(), "schon" | "bereits" | "noch" | "immer" | "neu" | "damals")
    }

    fn is_quantity(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].token.text.as_str(),
            "rund"
                | "etwa"
                | "fast"
                | "knapp"
                | "circa"
                | "ca."
                | "mindestens"
                | "über"
                | "ungefähr"
                | "sehr"
                | "besonders"
                | "mehr als"
                | "weniger als"
                | "bis zu"
                | "gut"
                | "zwei"
                | "insgesamt"
                | "nur"
        )
    }

    fn leads_to_noun(&self, at: usize, end: usize) -> bool {
        (at..end.min(at + 6))
            .find(|&place| {
                !matches!(
                    self.tokens[place].tag,
                    Tag::Attributive | Tag::Number | Tag::Conjunction | Tag::Predicative | Tag::Adverb
                )
            })
            .is_some_and(|place| matches!(self.tokens[place].tag, Tag::Noun | Tag::Name))
    }

    /// Complements before a participle that stands before a noun.
    fn extended(&self, at: usize, end: usize) -> Option<(Vec<Item>, usize)> {
        let limit = end.min(at + 14);
        let mut place = at;
        while place < limit {
            match self.tokens[place].tag {
                Tag::Comma | Tag::Stop | Tag::Verb | Tag::Subjunction | Tag::Relative | Tag::Conjunction => {
                    return None;
                }
                Tag::Attributive if place > at && self.is_participial(place) && self.leads_to_noun(place + 1, end) => {
                    return Some((self.items(at, place), place));
                }
                _ => place += 1,
            }
        }
        None
    }

    fn is_participial(&self, at: usize) -> bool {
        self.tokens[at].readings.iter().any(|reading| {
            matches!(&reading.meaning, Meaning::Participle(..))
                || matches!(&reading.meaning, Meaning::Compound(_, head) if matches!(**head, Meaning::Participle(..)))
        }) || matches!(self.tokens[at].reading().word(), Some(Word::Adjective { english }) if english.iter().any(|equivalent| equivalent.hint.contains(':')))
    }

    /// A name in the genitive before a noun.
    fn possessor(&self, at: usize, end: usize) -> Option<Phrase> {
        let genitive_at = (at..end.min(at + 4))
            .take_while(|&place| self.tokens[place].tag == Tag::Name)
            .find(|&place| self.is_genitive_name(place))?;
        let next = self.tokens.get(genitive_at + 1).filter(|_| genitive_at + 1 < end)?;
        let leads = match next.tag {
            Tag::Noun => true,
            Tag::Attributive | Tag::Number => self.leads_to_noun(genitive_at + 1, end),
            _ => false,
        };
        leads.then(|| Phrase {
            start: at,
            end: genitive_at + 1,
            head: (at..=genitive_at).collect(),
            cells: Cells::case(Case::Genitive),
            class: self.class(at),
            ..Phrase::default()
        })
    }

    fn is_genitive_name(&self, at: usize) -> bool {
        self.tokens[at].readings.iter().any(|reading| {
            reading.cells.has(Case::Genitive) && !reading.cells.has_column(Column::Plural)
                || reading.cells == Cells::case(Case::Genitive)
        }) && (self.tokens[at].readings.len() > 1 || !self.tokens[at].reading().cells.has(Case::Nominative))
    }

    fn head(&self, phrase: &mut Phrase, at: usize, end: usize) -> usize {
        let token = &self.tokens[at];
        let mut next = at + 1;
        phrase.head.push(at);
        let glued = |next: usize| {
            next < end
                && self.tokens[next].token.glued
                && matches!(self.tokens[next].tag, Tag::Noun | Tag::Name)
                && self.is_atom(next - 1)
        };
        if glued(next) {
            while glued(next) {
                phrase.head.push(next);
                next += 1;
            }
        } else if token.tag == Tag::Name {
            while next < end && self.tokens[next].tag == Tag::Name && !self.is_atom(next) && !self.is_atom(at) {
                phrase.head.push(next);
                next += 1;
            }
        }
        let deciding = &self.tokens[next - 1];
        // The reading whose cells agree best is put to use by cells alone.
        let contracted = phrase.start > 0 && self.tokens[phrase.start - 1].reading().function() == "prepart";
        let endingless = phrase.determiner.is_some_and(|determiner| self.is_endingless(determiner));
        let own = adjective_cells(&deciding.readings, phrase.determiner.is_some() || contracted, endingless);
        let cells = own.and(phrase.cells);
        phrase.cells = if cells.is_empty() { own } else { cells };
        phrase.class = self.class(next - 1);
        next
    }

    fn is_atom(&self, at: usize) -> bool {
        matches!(self.tokens[at].token.kind, TokenKind::Atom(_))
    }

    /// Semantic class of a token.
    pub fn class(&self, at: usize) -> Class {
        let reading = self.tokens[at].reading();
        match (&reading.meaning, reading.word()) {
            (Meaning::Atom(index), _) => self.atoms.get(*index).map_or(Class::Abstract, |atom| match atom.kind {
                EntryType::Person | EntryType::Title => Class::Human,
                EntryType::Place => Class::Place,
                EntryType::Organization => Class::Body,
                EntryType::Term => Class::Abstract,
            }),
            (Meaning::Gerund(_), _) => Class::Act,
            (Meaning::Nominalized(_), _) => Class::Human,
            (_, Some(Word::Noun { class, .. } | Word::Name { class, .. })) => *class,
            _ if reading.tag == Tag::Name => Class::Human,
            _ => Class::Abstract,
        }
    }

    /// Names, genitives and measures right after the head.
    fn followers(&self, phrase: &mut Phrase, mut at: usize, end: usize) -> usize {
        let head = phrase.head_token();
        // A date: 18. Januar 2024.
        if is_month(&self.tokens[head].token.text)
            || matches!(
                self.tokens[head].token.text.as_str(),
                "Jahr"
                    | "Jahre"
                    | "Jahres"
                    | "Ende"
                    | "Anfang"
                    | "Mitte"
                    | "Frühjahr"
                    | "Sommer"
                    | "Herbst"
                    | "Winter"
                    | "Frühling"
            )
        {
            if at < end && self.tokens[at].tag == Tag::Number && self.tokens[at].token.text.len() == 4 {
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
            if is_month(&self.tokens[head].token.text) {
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
                    || self.is_atom(at)
                        && self.class(at) == Class::Body
                        && phrase.class == Class::Body
                        && self.tokens[head].tag == Tag::Noun
                    || self.is_person_title(at) && self.tokens[head].tag == Tag::Name
            }
            Tag::Number => {
                self.tokens[head].tag == Tag::Noun
                    && !matches!(phrase.class, Class::Time)
                    && self.tag(at + 1) != Some(Tag::Noun)
            }
            _ => false,
        };
        if appositive
            && !pronoun
            && !(next.tag == Tag::Name
                && self.possessor(at, end).is_some()
                && self.class(at) == Class::Human
                && phrase.class != Class::Human)
        {
            let genitive_only = next.tag == Tag::Name
                && self.is_genitive_name(at)
                && (phrase.class != Class::Human || !union(&next.readings).has(Case::Nominative));
            if let Some((inner, after)) = self.nominal_core(at, end) {
                if genitive_only {
                    let inner = Phrase { cells: Cells::case(Case::Genitive), ..inner };
                    phrase.genitive = Some(Box::new(inner));
                } else {
                    phrase.close = Some(Box::new(inner));
                }
                return self.genitive_after(phrase, after, end);
            }
        }
        at = self.genitive_after(phrase, at, end);
        at
    }

    fn is_person_title(&self, at: usize) -> bool {
        self.class(at) == Class::Human
    }

    /// Head with followers but without determiner.
    fn nominal_core(&self, at: usize, end: usize) -> Option<(Phrase, usize)> {
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
    fn genitive_after(&self, phrase: &mut Phrase, at: usize, end: usize) -> usize {
        if phrase.genitive.is_some()
            || matches!(self.tokens[phrase.head_token()].tag, Tag::Pronoun | Tag::Personal | Tag::Relative)
        {
            return at;
        }
        let Some(token) = self.tokens.get(at).filter(|_| at < end) else { return at };
        let genitive = Cells::case(Case::Genitive);
        let possible = match token.tag {
            Tag::Determiner => {
                union(&token.readings).has(Case::Genitive) && !matches!(token.token.text.as_str(), "ihr" | "ihre")
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
        let mut after = after;
        let mut inner = inner;
        if after < end
            && self.tokens[after].tag == Tag::Conjunction
            && matches!(self.tokens[after].token.text.as_str(), "und" | "sowie" | "oder")
            && let Some((second, beyond)) = self.nominal(after + 1, end, genitive)
        {
            let finite_after = self.tokens.get(beyond).is_some_and(Tagged::can_be_finite);
            let determined = second.determiner.is_some() == inner.determiner.is_some();
            if second.cells.has(Case::Genitive)
                && (determined || inner.determiner.is_none())
                && !finite_after
                && second
                    .determiner
                    .is_none_or(|determiner| union(&self.tokens[determiner].readings).has(Case::Genitive))
            {
                inner.coordinated.push((after, second));
                after = beyond;
            }
        }
        phrase.genitive = Some(Box::new(inner));
        phrase.end = after;
        after
    }
}

/// The cells of all readings together.
pub fn union(readings: &[Reading]) -> Cells {
    readings.iter().fold(Cells::NONE, |cells, reading| cells.or(reading.cells))
}

fn adjective_cells(readings: &[Reading], determined: bool, endingless: bool) -> Cells {
    readings.iter().fold(Cells::NONE, |cells, reading| {
        cells.or(match reading.form {
            Form::Adjective(ending, _) if endingless => agreement::mixed_cells(ending),
            Form::Adjective(ending, _) if determined => agreement::weak_cells(ending),
            Form::Adjective(ending, _) => agreement::strong_cells(ending),
            _ => reading.cells,
        })
    })
}

fn case_mask(cells: Cells) -> u8 {
    [Case::Nominative, Case::Accusative, Case::Dative, Case::Genitive]
        .iter()
        .enumerate()
        .fold(0, |mask, (bit, case)| mask | u8::from(cells.has(*case)) << bit)
}

fn mask_nonempty(mask: u8) -> bool {
    mask != 0
}

fn keep_cases(cells: Cells, mask: u8) -> Cells {
    [Case::Nominative, Case::Accusative, Case::Dative, Case::Genitive]
        .iter()
        .enumerate()
        .filter(|(bit, _)| mask >> bit & 1 == 1)
        .fold(Cells::NONE, |kept, (_, case)| kept.or(cells.and(Cells::case(*case))))
}
