//! Tokens → readings: look-up of full forms, and what the grammar of word formation says of words that the lexicon does
//! not list: declined participles, adjectives and infinitives used as nouns, feminine persons, compounds, names.

use super::lexicon::entry::{
    Case, Cells, Class, Column, Condition, Degree, Ending, Equivalent, Form, Lexeme, Persons, VerbForm, Word,
};
use super::lexicon::{Lexicon, agreement};
use super::token::{Token, TokenKind};
use crate::glossary::EntryType;
use crate::glossary::entry::{Gender, PartOfSpeech};
use crate::translate::Atom;

/// Part of speech of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Tag {
    Noun,
    Name,
    /// Declined adjective before a noun.
    Attributive,
    /// Undeclined adjective.
    Predicative,
    Determiner,
    Pronoun,
    Personal,
    Reflexive,
    Relative,
    Interrogative,
    Preposition,
    Conjunction,
    Subjunction,
    /// um, ohne, statt before an infinitive.
    ZuSubjunction,
    /// als, wie.
    Comparison,
    Negation,
    Zu,
    Am,
    Number,
    Verb,
    /// Separable prefix that stands apart.
    Prefix,
    Adverb,
    Interjection,
    Comma,
    /// Full stop, question mark, exclamation mark, semicolon, colon.
    Stop,
    /// Quotation mark.
    Quote,
    /// Bracket, dash, or another mark.
    Mark,
}

/// Where the English of a reading comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A lexeme.
    Lexeme(&'static Lexeme<'static>),
    /// A participle of a verb, used as an adjective.
    Participle(&'static Lexeme<'static>, VerbForm),
    /// A compound: English of its first parts, and its head.
    Compound(String, Box<Meaning>),
    /// A noun made of an adjective or participle: die Verletzten.
    Nominalized(Box<Meaning>),
    /// A noun made of an infinitive: das Warten.
    Gerund(&'static Lexeme<'static>),
    /// A feminine of a masculine noun: the meaning is the masculine's.
    Feminine(Box<Meaning>),
    /// A mention, by index of its atom.
    Atom(usize),
    /// English words given outright.
    Text(String),
    /// No English is known.
    Unknown,
}

/// One way to read a token.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Part of speech.
    pub tag: Tag,
    /// Form.
    pub form: Form,
    /// Agreement cells of nominal words; all for others.
    pub cells: Cells,
    /// English.
    pub meaning: Meaning,
}

impl Reading {
    fn new(tag: Tag, form: Form, cells: Cells, meaning: Meaning) -> Self {
        Self { tag, form, cells, meaning }
    }

    fn plain(tag: Tag) -> Self {
        Self::new(tag, Form::Plain, Cells::ALL, Meaning::Unknown)
    }

    /// The lexeme's word, looking through compounds.
    pub fn word(&self) -> Option<&'static Word<'static>> {
        self.meaning.lexeme().map(|lexeme| &lexeme.word)
    }

    /// The verb form, if it is a verb.
    pub fn verb_form(&self) -> Option<(VerbForm, Persons, bool)> {
        match self.form {
            Form::Verb { form, persons, detached } => Some((form, persons, detached)),
            _ => None,
        }
    }

    /// Tag in closed.tsv or category in phrases.tsv; empty for open classes.
    pub fn function(&self) -> &'static str {
        match self.word() {
            Some(Word::Function { tag, .. }) => tag,
            _ => "",
        }
    }
}

impl Meaning {
    /// The lexeme at the head.
    pub fn lexeme(&self) -> Option<&'static Lexeme<'static>> {
        match self {
            Self::Lexeme(lexeme) | Self::Participle(lexeme, _) | Self::Gerund(lexeme) => Some(lexeme),
            Self::Compound(_, head) | Self::Nominalized(head) | Self::Feminine(head) => head.lexeme(),
            Self::Atom(_) | Self::Text(_) | Self::Unknown => None,
        }
    }
}

/// Finds the readings of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Morphology<'l> {
    lexicon: &'l Lexicon,
}

impl<'l> Morphology<'l> {
    /// Morphology over a lexicon.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon }
    }

    /// Readings of a token, never none. `initial`: a sentence begins with it, so its capital says nothing.
    pub fn readings(&self, token: &Token, atoms: &[Atom<'_>], initial: bool) -> Vec<Reading> {
        match &token.kind {
            TokenKind::Mark(mark) => vec![Reading::plain(mark_tag(*mark))],
            TokenKind::Number => {
                vec![Reading::new(Tag::Number, Form::Plain, Cells::ALL, Meaning::Text(english_number(&token.text)))]
            }
            TokenKind::Ordinal => {
                let english = ordinal(token.text.trim_end_matches('.'));
                vec![Reading::new(Tag::Attributive, Form::Plain, Cells::ALL, Meaning::Text(english))]
            }
            TokenKind::Atom(index) => atoms
                .get(*index)
                .map_or_else(|| vec![Reading::plain(Tag::Name)], |atom| atom_readings(*index, atom, &token.text)),
            TokenKind::Sequence(postings) => {
                let mut readings = Vec::new();
                for posting in postings {
                    self.interpret(posting.lexeme, posting.form, &mut readings);
                }
                if readings.is_empty() { vec![Reading::plain(Tag::Adverb)] } else { readings }
            }
            TokenKind::Word => self.word(&token.text, initial),
        }
    }

    fn word(&self, text: &str, initial: bool) -> Vec<Reading> {
        let mut readings = self.look_up(text);
        let capitalized = text.starts_with(char::is_uppercase);
        let upper = text.chars().count() > 1 && text.chars().all(|letter| !letter.is_lowercase());
        if (capitalized && initial) || upper {
            let lower = text.to_lowercase();
            let lower = if upper { lower } else { lower_first(text) };
            readings.extend(self.look_up(&lower));
            self.participial(&lower, &mut readings);
            if upper && readings.is_empty() {
                readings.extend(self.look_up(&upper_first(&lower)));
            }
        }
        if !capitalized {
            self.participial(text, &mut readings);
        }
        if readings.is_empty() && text.contains("ss") {
            readings = self.look_up(&text.replacen("ss", "ß", 1));
        }
        if !readings.is_empty()
            && (!capitalized
                || readings.iter().any(|reading| matches!(reading.tag, Tag::Noun | Tag::Name))
                || initial
                || upper)
        {
            return readings;
        }
        if let Some(stem) = text.strip_suffix('-') {
            return self.suspended(stem);
        }
        if capitalized || text.starts_with(|first: char| first.is_ascii_digit()) {
            if let Some(derived) = self.nominal(text) {
                readings.extend(derived);
                return readings;
            }
            if !readings.is_empty() {
                return readings;
            }
            return self.name(text);
        }
        if let Some(found) = self.lower_compound(text) {
            return found;
        }
        guess(text)
    }

    /// Readings by look-up alone.
    fn look_up(&self, form: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        for posting in self.lexicon.postings(form) {
            self.interpret(posting.lexeme, posting.form, &mut readings);
        }
        readings
    }

    /// Readings of a part of a compound.
    fn part(&self, form: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        for posting in self.lexicon.part_postings(form) {
            self.interpret(posting.lexeme, posting.form, &mut readings);
        }
        readings
    }

    fn interpret(&self, lexeme: u32, form: Form, readings: &mut Vec<Reading>) {
        let Some(lexeme) = self.lexicon.lexeme(lexeme) else { return };
        let meaning = Meaning::Lexeme(lexeme);
        let mut add = |tag, cells| readings.push(Reading::new(tag, form, cells, meaning.clone()));
        match (&lexeme.word, form) {
            (Word::Noun { .. }, Form::Noun(cells)) => add(Tag::Noun, cells),
            (Word::Noun { .. }, Form::Adjective(ending, _)) => add(Tag::Noun, agreement::loose_cells(ending)),
            (Word::Name { .. }, Form::Noun(cells)) => add(Tag::Name, cells),
            (Word::Verb { .. }, _) => add(Tag::Verb, Cells::ALL),
            (Word::Adjective { .. }, Form::Adjective(Ending::None, _)) => {
                if lexeme.lemma.starts_with(char::is_uppercase) && lexeme.lemma.ends_with("er") {
                    add(Tag::Attributive, Cells::ALL);
                } else {
                    add(Tag::Predicative, Cells::ALL);
                }
            }
            (Word::Adjective { .. }, Form::Adjective(ending, _)) => {
                add(Tag::Attributive, agreement::loose_cells(ending))
            }
            (Word::Adverb { class, .. }, _) => {
                add(if *class == "question" { Tag::Subjunction } else { Tag::Adverb }, Cells::ALL);
                if *class == "question" {
                    add(Tag::Adverb, Cells::ALL);
                }
            }
            (Word::Function { tag, .. }, Form::Function(cells)) => {
                if let Some(tag) = function_tag(tag) {
                    add(tag, cells);
                }
            }
            _ => add(Tag::Adverb, Cells::ALL),
        }
    }

    /// Declined participles: verabschiedete, laufenden.
    fn participial(&self, text: &str, readings: &mut Vec<Reading>) {
        let endings =
            Ending::ALL.iter().filter_map(|(ending, letters)| text.strip_suffix(letters).map(|stem| (*ending, stem)));
        for (ending, stem) in endings {
            for reading in self.look_up(stem) {
                if let (Some((form @ (VerbForm::Participle1 | VerbForm::Participle2), ..)), Meaning::Lexeme(lexeme)) =
                    (reading.verb_form(), &reading.meaning)
                {
                    readings.push(Reading::new(
                        Tag::Attributive,
                        Form::Adjective(ending, Degree::Positive),
                        agreement::loose_cells(ending),
                        Meaning::Participle(lexeme, form),
                    ));
                }
            }
        }
        if readings.iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle1)) {
            for reading in readings
                .iter_mut()
                .filter(|reading| reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle1))
            {
                if let Meaning::Lexeme(lexeme) = reading.meaning {
                    *reading = Reading::new(
                        Tag::Predicative,
                        Form::Adjective(Ending::None, Degree::Positive),
                        Cells::ALL,
                        Meaning::Participle(lexeme, VerbForm::Participle1),
                    );
                }
            }
        }
    }

    /// Nouns that the lexicon does not list.
    fn nominal(&self, text: &str) -> Option<Vec<Reading>> {
        let lower = lower_first(text);
        // Infinitives and adjectives with a capital.
        let mut found: Vec<Reading> = Vec::new();
        let mut lowered = self.look_up(&lower);
        self.participial(&lower, &mut lowered);
        for reading in lowered {
            match (reading.tag, &reading.meaning) {
                (Tag::Verb, Meaning::Lexeme(lexeme))
                    if reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Infinitive) =>
                {
                    let cells = Cells::column(Column::Neuter).and(Cells(!Cells::case(Case::Genitive).0));
                    found.push(Reading::new(Tag::Noun, Form::Noun(cells), cells, Meaning::Gerund(lexeme)));
                }
                (Tag::Attributive, meaning) => {
                    found.push(reading.clone());
                    found.push(Reading::new(
                        Tag::Noun,
                        reading.form,
                        reading.cells,
                        Meaning::Nominalized(Box::new(meaning.clone())),
                    ));
                }
                _ => {}
            }
        }
        if let Some(stem) = lower.strip_suffix('s') {
            for reading in self.look_up(stem) {
                if let (Some((VerbForm::Infinitive, ..)), Meaning::Lexeme(lexeme)) =
                    (reading.verb_form(), &reading.meaning)
                {
                    let cells = Cells::at(Case::Genitive, Column::Neuter);
                    found.push(Reading::new(Tag::Noun, Form::Noun(cells), cells, Meaning::Gerund(lexeme)));
                }
            }
        }
        // Feminine persons.
        for (ending, column) in [("innen", Column::Plural), ("in", Column::Feminine)] {
            if let Some(stem) = text.strip_suffix(ending) {
                let stem = stem.trim_end_matches([':', '*', '_', 'I']);
                let masculine = self.look_up(stem).into_iter().chain(self.look_up(&format!("{stem}e"))).find(is_human);
                if let Some(reading) = masculine {
                    let cells = Cells::column(column);
                    found.push(Reading::new(
                        Tag::Noun,
                        Form::Noun(cells),
                        cells,
                        Meaning::Feminine(Box::new(reading.meaning)),
                    ));
                }
            }
        }
        if found.is_empty() {
            found.extend(self.compound(text));
        }
        (!found.is_empty()).then_some(found)
    }

    /// Compound nouns: the longest known head with known first parts.
    fn compound(&self, text: &str) -> Vec<Reading> {
        if let Some((first, head)) =
            text.rsplit_once(['-', '‑']).filter(|(first, head)| !first.is_empty() && !head.is_empty())
        {
            let heads = if head.starts_with(char::is_uppercase) { self.head(head) } else { Vec::new() };
            if !heads.is_empty() {
                let modifier = first
                    .split('-')
                    .map(|part| self.modifier(part).unwrap_or_else(|| part.to_owned()))
                    .collect::<Vec<_>>()
                    .join(" ");
                return heads.into_iter().map(|head| compound_of(modifier.clone(), head)).collect();
            }
            return Vec::new();
        }
        for (at, _) in text.char_indices().skip(3) {
            if text.len() - at < 3 {
                break;
            }
            let (first, head) = text.split_at(at);
            let head = upper_first(head);
            let heads = self.known_nouns(&head);
            if heads.is_empty() {
                continue;
            }
            if let Some(modifier) = self.modifier(first) {
                return heads.into_iter().map(|head| compound_of(modifier.clone(), head)).collect();
            }
        }
        Vec::new()
    }

    fn head(&self, head: &str) -> Vec<Reading> {
        let known = self.known_nouns(head);
        if known.is_empty() { self.nominal(head).unwrap_or_default() } else { known }
    }

    fn known_nouns(&self, head: &str) -> Vec<Reading> {
        let mut nouns = self.part(head);
        nouns.retain(|reading| reading.tag == Tag::Noun);
        if nouns.is_empty() && (head.ends_with("in") || head.ends_with("innen")) && head.len() > 6 {
            for (ending, column) in [("innen", Column::Plural), ("in", Column::Feminine)] {
                if let Some(reading) =
                    head.strip_suffix(ending).and_then(|stem| self.part(stem).into_iter().find(is_human))
                {
                    let cells = Cells::column(column);
                    return vec![Reading::new(
                        Tag::Noun,
                        Form::Noun(cells),
                        cells,
                        Meaning::Feminine(Box::new(reading.meaning)),
                    )];
                }
            }
        }
        nouns
    }

    /// English of the first part of a compound, with its linking element.
    fn modifier(&self, part: &str) -> Option<String> {
        if part.chars().count() < 3 {
            return part
                .chars()
                .all(|letter| letter.is_uppercase() || letter.is_ascii_digit())
                .then(|| part.to_owned());
        }
        for (cut, added) in [
            ("", ""),
            ("s", ""),
            ("es", ""),
            ("n", ""),
            ("en", ""),
            ("er", ""),
            ("e", ""),
            ("", "e"),
            ("", "en"),
            ("s", "e"),
            ("ens", "en"),
        ] {
            let Some(stem) = part.strip_suffix(cut).filter(|stem| stem.chars().count() >= 3) else { continue };
            let word = upper_first(stem) + added;
            for reading in self.part(&word) {
                if let Some(Word::Noun { english, .. }) = reading.word() {
                    return compound_english(english).map(str::to_owned);
                }
                if let Some(Word::Name { english, .. }) = reading.word() {
                    return Some(english.text.to_owned());
                }
            }
            let lower = lower_first(stem) + added;
            for reading in self.part(&lower) {
                match reading.word() {
                    Some(Word::Adjective { english })
                        if cut.is_empty() && matches!(reading.form, Form::Adjective(Ending::None, _)) =>
                    {
                        return compound_english(english).map(str::to_owned);
                    }
                    Some(Word::Verb { frames, .. })
                        if reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Infinitive)
                            && cut.is_empty() =>
                    {
                        let english = frames.first()?.english.split([' ', '{']).next()?;
                        return Some(super::generation::english::verb_forms(english).gerund);
                    }
                    Some(Word::Function { tag: "num", english }) if cut.is_empty() => {
                        return Some((*english).to_owned());
                    }
                    _ => {}
                }
            }
        }
        if part.chars().count() < 7 {
            return None;
        }
        // A first part that is a compound itself.
        for (at, _) in part.char_indices().skip(3) {
            let (first, head) = part.split_at(at);
            if head.len() < 3 {
                break;
            }
            if let Some(head) = self.simple_modifier(head)
                && let Some(first) = self.modifier(first)
            {
                return Some(format!("{first} {head}"));
            }
        }
        None
    }

    fn simple_modifier(&self, part: &str) -> Option<String> {
        for cut in ["", "s", "es", "n", "en"] {
            let Some(stem) = part.strip_suffix(cut).filter(|stem| stem.chars().count() >= 3) else { continue };
            for reading in self.part(&upper_first(stem)) {
                if let Some(Word::Noun { english, .. }) = reading.word() {
                    return compound_english(english).map(str::to_owned);
                }
            }
        }
        None
    }

    /// Informations- (und Handelsminister): a modifier whose head comes later.
    fn suspended(&self, stem: &str) -> Vec<Reading> {
        let english = self.modifier(&upper_first(stem)).or_else(|| self.modifier(stem));
        let meaning = english.map_or(Meaning::Unknown, Meaning::Text);
        vec![Reading::new(Tag::Noun, Form::Plain, Cells::ALL, meaning)]
    }

    /// Lower-case compounds and derivations: regierungsnah, unbestätigt, 40-jährig.
    fn lower_compound(&self, text: &str) -> Option<Vec<Reading>> {
        let un = text.strip_prefix("un").filter(|rest| rest.len() > 3);
        if let Some(rest) = un {
            let mut readings = self.look_up(rest);
            self.participial(rest, &mut readings);
            readings.retain(|reading| {
                matches!(reading.tag, Tag::Attributive | Tag::Predicative)
                    || reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle2)
            });
            if !readings.is_empty() {
                for reading in &mut readings {
                    if reading.tag == Tag::Verb {
                        if let Meaning::Lexeme(lexeme) = reading.meaning {
                            reading.meaning = Meaning::Participle(lexeme, VerbForm::Participle2);
                        }
                        reading.tag = Tag::Predicative;
                        reading.form = Form::Adjective(Ending::None, Degree::Positive);
                    }
                    reading.meaning = Meaning::Compound("un".to_owned(), Box::new(reading.meaning.clone()));
                }
                return Some(readings);
            }
        }
        for (at, _) in text.char_indices().skip(3) {
            let (first, head) = text.split_at(at);
            if head.len() < 4 {
                break;
            }
            let mut heads = self.part(head.trim_start_matches('-'));
            self.participial(head.trim_start_matches('-'), &mut heads);
            heads.retain(|reading| matches!(reading.tag, Tag::Attributive | Tag::Predicative));
            if heads.is_empty() {
                continue;
            }
            if let Some(modifier) = self.modifier(first.trim_end_matches('-')) {
                return Some(heads.into_iter().map(|head| compound_of(modifier.clone(), head)).collect());
            }
        }
        None
    }

    fn name(&self, text: &str) -> Vec<Reading> {
        let base = Cells(!Cells::case(Case::Genitive).0);
        let mut readings = vec![Reading::new(Tag::Name, Form::Noun(base), base, Meaning::Unknown)];
        if let Some(stem) = text.strip_suffix(['s', '’', '\'']) {
            let genitive = Cells::case(Case::Genitive);
            if stem.len() > 2 {
                readings.push(Reading::new(Tag::Name, Form::Noun(genitive), genitive, Meaning::Unknown));
            }
        }
        readings
    }
}

fn compound_of(modifier: String, head: Reading) -> Reading {
    Reading { meaning: Meaning::Compound(modifier, Box::new(head.meaning)), ..head }
}

/// The equivalent for the first part of a compound.
fn compound_english(english: &[Equivalent<'static>]) -> Option<&'static str> {
    english
        .iter()
        .find(|equivalent| equivalent.conditions.contains(&Condition::Compound))
        .or_else(|| english.iter().find(|equivalent| equivalent.conditions.is_empty()))
        .or(english.first())
        .map(|equivalent| equivalent.text)
}

fn is_human(reading: &Reading) -> bool {
    matches!(reading.word(), Some(Word::Noun { class: Class::Human, .. }))
}

fn atom_readings(index: usize, atom: &Atom<'_>, text: &str) -> Vec<Reading> {
    let meaning = Meaning::Atom(index);
    match atom.part_of_speech {
        PartOfSpeech::Adjective => {
            let ending = Ending::ALL
                .iter()
                .find(|(_, letters)| text.ends_with(letters) && !atom.english.ends_with(text))
                .map_or(Ending::None, |(ending, _)| *ending);
            let attributive = ending != Ending::None || text.ends_with("er");
            let tag = if attributive { Tag::Attributive } else { Tag::Predicative };
            return vec![Reading::new(
                tag,
                Form::Adjective(ending, Degree::Positive),
                agreement::loose_cells(ending),
                meaning,
            )];
        }
        PartOfSpeech::Phrase => return vec![Reading::new(Tag::Noun, Form::Plain, Cells::ALL, meaning)],
        PartOfSpeech::Noun | PartOfSpeech::Verb | PartOfSpeech::Adverb => {}
    }
    let column = match atom.gender {
        Some(Gender::Masculine) => Cells::column(Column::Masculine),
        Some(Gender::Feminine) => Cells::column(Column::Feminine),
        Some(Gender::Neuter) => Cells::column(Column::Neuter),
        Some(Gender::Plural) => Cells::column(Column::Plural),
        None => Cells::ALL,
    };
    let name = matches!(atom.kind, EntryType::Person | EntryType::Place);
    let columns = if atom.plural {
        Cells::column(Column::Plural)
    } else if name {
        column
    } else {
        column.or(Cells::column(Column::Plural))
    };
    let genitive = Cells::case(Case::Genitive);
    let cells = if atom.genitive {
        columns.and(genitive)
    } else {
        let unmarked = Cells::column(Column::Feminine).or(Cells::column(Column::Plural));
        columns.and(Cells(!genitive.0).or(unmarked))
    };
    let cells = if cells.is_empty() { genitive } else { cells };
    let tag = if name || (atom.kind == EntryType::Organization && !atom.article) { Tag::Name } else { Tag::Noun };
    vec![Reading::new(tag, Form::Noun(cells), cells, meaning)]
}

fn function_tag(tag: &str) -> Option<Tag> {
    Some(match tag {
        "art" | "ein" | "poss" | "dem" | "quant" | "inter-det" | "poss-gen" | "det" => Tag::Determiner,
        "pers" => Tag::Personal,
        "refl" => Tag::Reflexive,
        "rel" => Tag::Relative,
        "inter" => Tag::Interrogative,
        "pron" => Tag::Pronoun,
        "prepart" => Tag::Preposition,
        "conj" => Tag::Conjunction,
        "subconj" => Tag::Subjunction,
        "zu-conj" => Tag::ZuSubjunction,
        "comp" => Tag::Comparison,
        "neg" => Tag::Negation,
        "zu" => Tag::Zu,
        "am" => Tag::Am,
        "num" => Tag::Number,
        "adj" => Tag::Predicative,
        "noun" => Tag::Noun,
        "interj" => Tag::Interjection,
        _ if tag.starts_with("prep") => Tag::Preposition,
        _ if tag.starts_with("adv") => Tag::Adverb,
        _ => return None,
    })
}

fn mark_tag(mark: char) -> Tag {
    match mark {
        ',' => Tag::Comma,
        '.' | '!' | '?' | ';' | ':' | '…' => Tag::Stop,
        '"' | '„' | '“' | '”' | '«' | '»' | '‚' | '‘' | '’' | '\'' | '‹' | '›' => Tag::Quote,
        _ => Tag::Mark,
    }
}

/// What the ending says of an unknown word in small letters.
fn guess(text: &str) -> Vec<Reading> {
    let adjective = Ending::ALL.iter().find(|(_, letters)| text.ends_with(letters) && text.len() > letters.len() + 2);
    let mut readings = Vec::new();
    if let Some((ending, _)) = adjective {
        readings.push(Reading::new(
            Tag::Attributive,
            Form::Adjective(*ending, Degree::Positive),
            agreement::loose_cells(*ending),
            Meaning::Unknown,
        ));
    }
    let finite = |form, persons| {
        Reading::new(Tag::Verb, Form::Verb { form, persons, detached: false }, Cells::ALL, Meaning::Unknown)
    };
    if text.ends_with("te") {
        readings.push(finite(VerbForm::Past, Persons::THIRD));
    } else if text.ends_with("ten") {
        readings.push(finite(VerbForm::Past, Persons::THEY));
    } else if text.ends_with('t') {
        readings.push(finite(
            if text.starts_with("ge") || text.contains("ge") { VerbForm::Participle2 } else { VerbForm::Present },
            Persons::THIRD,
        ));
    } else if text.ends_with("en") {
        readings.push(finite(VerbForm::Infinitive, Persons(0)));
        readings.push(finite(VerbForm::Present, Persons::THEY));
    }
    readings.push(Reading::new(
        Tag::Predicative,
        Form::Adjective(Ending::None, Degree::Positive),
        Cells::ALL,
        Meaning::Unknown,
    ));
    readings
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// 1.234,5 → 1,234.5; 3:0 → 3-0.
pub fn english_number(german: &str) -> String {
    if let Some((home, away)) = german.split_once(':') {
        if home.len() <= 2 && away.len() == 1
            || (home.len() == 1 && away.len() <= 2 && away.parse::<u32>().is_ok_and(|away| away > 59))
        {
            return format!("{home}-{away}");
        }
        return german.to_owned();
    }
    let points = german.matches('.').count();
    let commas = german.matches(',').count();
    let grouped = points > 0
        && german.split(',').next().is_some_and(|whole| whole.split('.').skip(1).all(|group| group.len() == 3));
    match (points, commas) {
        (0, 0) => german.to_owned(),
        (0, 1) => german.replace(',', "."),
        _ if grouped => german
            .chars()
            .map(|letter| match letter {
                '.' => ',',
                ',' => '.',
                other => other,
            })
            .collect(),
        _ => german.to_owned(),
    }
}

/// 3 → 3rd.
pub fn ordinal(number: &str) -> String {
    const WORDS: [&str; 10] =
        ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    if let Some(word) = number.parse::<usize>().ok().filter(|number| *number > 0).and_then(|number| WORDS.get(number)) {
        return (*word).to_owned();
    }
    let ending = if number.ends_with("11") || number.ends_with("12") || number.ends_with("13") {
        "th"
    } else {
        match number.chars().last() {
            Some('1') => "st",
            Some('2') => "nd",
            Some('3') => "rd",
            _ => "th",
        }
    };
    format!("{number}{ending}")
}
