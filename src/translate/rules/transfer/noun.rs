//! German noun and prepositional phrases → English: article, modifiers, head, what follows the head.

use std::sync::LazyLock;

use super::{Discourse, Transfer};
use crate::glossary::EntryType;
use crate::translate::rules::clauses::Kind;
use crate::translate::rules::generation::Piece;
use crate::translate::rules::generation::english::{compare, plural, verb_forms};
use crate::translate::rules::lexicon::entry::{Case, Cells, Class, Column, Degree, Form, VerbForm, Word};
use crate::translate::rules::morphology::{Meaning, Reading, Tag};
use crate::translate::rules::phrases::{Item, Modifier, Phrase, is_month, union};
use crate::translate::rules::senses::{Choice, Site, government};
use crate::translate::rules::token::TokenKind;

/// What a phrase is in the English clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Subject.
    Subject,
    /// Object or after a preposition.
    Object,
}

struct Row {
    german: &'static str,
    case: &'static str,
    sort: &'static str,
    english: &'static str,
}

static PREPOSITIONS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    include_str!("prepositions.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [german, case, sort, english] => Some(Row { german, case, sort, english }),
            _ => None,
        })
        .collect()
});

const UNITS: [&str; 12] = [
    "Jahr",
    "Monat",
    "Woche",
    "Tag",
    "Stunde",
    "Minute",
    "Sekunde",
    "Jahrzehnt",
    "Jahrhundert",
    "Jahrtausend",
    "Generation",
    "Quartal",
];

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
                pieces.extend(self.phrase(next, role, None, discourse));
            } else {
                pieces.extend(next.focus.iter().flat_map(|&token| self.adverb(token)));
                pieces.extend(self.nominal(next, role, discourse));
            }
        }
        if let Some(apposition) = &phrase.apposition {
            let comma = |start: usize| {
                if start > 0 && self.tokens[start - 1].tag == Tag::Comma {
                    Piece::new(",", start - 1)
                } else {
                    Piece::added(",")
                }
            };
            pieces.push(comma(apposition.start));
            pieces.extend(self.phrase(apposition, Role::Object, None, discourse));
            pieces.push(Piece::added(","));
        }
        pieces
    }

    fn preposition_piece(&self, phrase: &Phrase, english: String) -> Piece {
        let (first, last) = (phrase.prepositions[0], phrase.prepositions[phrase.prepositions.len() - 1]);
        Piece { text: english, tokens: Some((first, last)), ..Piece::default() }
    }

    /// English of the preposition by the noun after it.
    pub fn preposition(&self, phrase: &Phrase) -> String {
        let Some(&token) = phrase.prepositions.first() else { return String::new() };
        if phrase.prepositions.len() > 1 {
            // bis zu, bis auf: the second is taken, with "up to" for amounts.
            let second = Phrase { prepositions: vec![phrase.prepositions[1]], ..phrase.clone() };
            let first = self.text(token);
            if let TokenKind::Sequence(_) = self.tokens[token].token.kind {
                return self.function_english(token);
            }
            return match first.as_str() {
                "bis" if matches!(phrase.class, Class::Measure | Class::Money) => "up to".to_owned(),
                "bis" if phrase.class == Class::Time => "until".to_owned(),
                "bis" => "to".to_owned(),
                _ => format!("{} {}", self.function_english(token), self.preposition(&second)),
            };
        }
        if let TokenKind::Sequence(_) = self.tokens[token].token.kind {
            return self.function_english(token);
        }
        let written = self.text(token);
        if self.tokens[token].tag == Tag::Comparison {
            let compared = self.tokens[token.saturating_sub(6)..token]
                .iter()
                .rev()
                .take_while(|before| !matches!(before.tag, Tag::Comma | Tag::Stop))
                .any(|before| {
                    before
                        .readings
                        .iter()
                        .any(|reading| matches!(reading.form, Form::Adjective(_, Degree::Comparative)))
                        || matches!(
                            before.token.text.to_lowercase().as_str(),
                            "mehr" | "viel mehr" | "weniger" | "anders" | "andere" | "eher" | "lieber"
                        )
                });
            return match written.as_str() {
                "als" if compared => "than",
                "als" => "as",
                _ if self
                    .tokens
                    .get(token.wrapping_sub(2))
                    .is_some_and(|before| matches!(before.token.text.as_str(), "so" | "ebenso" | "genauso")) =>
                {
                    "as"
                }
                _ if token > 0 && self.tokens[token - 1].tag == Tag::Comma => "such as",
                _ => "like",
            }
            .to_owned();
        }
        let german = match written.as_str() {
            "im" | "ins" => "in",
            "am" | "ans" => "an",
            "vom" => "von",
            "zum" | "zur" => "zu",
            "beim" => "bei",
            "aufs" => "auf",
            "fürs" => "für",
            "ums" => "um",
            "durchs" => "durch",
            "übers" | "überm" => "über",
            "unters" | "unterm" => "unter",
            "vors" | "vorm" => "vor",
            "hinters" | "hinterm" => "hinter",
            other => other,
        };
        if let Some(english) = self.senses.governed(phrase.head_token(), token) {
            return english.to_owned();
        }
        let sorts = self.sorts(phrase);
        let accusative = phrase.cells.has(Case::Accusative) && !phrase.cells.has(Case::Dative);
        let case = if accusative { "A" } else { "D" };
        let rows = || PREPOSITIONS.iter().filter(|row| row.german == german && (row.case == "-" || row.case == case));
        sorts
            .iter()
            .chain(&["-"])
            .find_map(|sort| rows().find(|row| row.sort == *sort))
            .inspect(|row| self.senses.note(|| Choice::by_noun(token, row.english, row.sort)))
            .map_or_else(|| self.function_english(token), |row| row.english.to_owned())
    }

    /// Subclass and class names of a phrase's head, most special first.
    fn sorts(&self, phrase: &Phrase) -> Vec<&'static str> {
        let head = &self.tokens[phrase.head_token()];
        let text = head.token.text.as_str();
        let mut sorts = Vec::new();
        if is_month(text) {
            sorts.push(if phrase.modifiers.iter().any(|modifier| matches!(modifier, Modifier::Adjective(tokens) if tokens.iter().any(|&token| self.tokens[token].token.kind == TokenKind::Ordinal))) { "day" } else { "month" });
        }
        if text.ends_with("tag") && phrase.class == Class::Time
            || text.ends_with("abend") && text.len() > 8
            || text.ends_with("tages")
            || matches!(text, "Sonnabend" | "Tage" | "Wochenende" | "Vortag")
            || text.ends_with("tagmorgen")
            || text.ends_with("tagabend")
        {
            sorts.push("day");
        }
        if matches!(text, "Weihnachten" | "Ostern" | "Pfingsten" | "Silvester") {
            sorts.push("feast");
        }
        if text.len() == 4 && head.tag == Tag::Number && text.starts_with(['1', '2']) || text.starts_with("Jahr") {
            sorts.push("year");
        }
        if text == "Uhr" || (head.tag == Tag::Number && text.contains(':')) {
            sorts.push("hour");
        }
        if self.is_unit(phrase) {
            sorts.push("unit");
        }
        match &head.reading().meaning {
            Meaning::Atom(index) if self.atoms.get(*index).is_some_and(|atom| atom.kind == EntryType::Place) => {
                sorts.push("country")
            }
            _ if head.tag == Tag::Name && phrase.class == Class::Place => sorts.push("country"),
            _ => {}
        }
        if head.tag == Tag::Name && phrase.class == Class::Human && matches!(head.reading().meaning, Meaning::Unknown) {
            // Unknown names after prepositions of place are mostly places.
            sorts.push("place");
        }
        if head.tag == Tag::Number {
            sorts.push("measure");
        }
        sorts.push(match phrase.class {
            Class::Human => "human",
            Class::Group => "group",
            Class::Body => "body",
            Class::Place => "place",
            Class::Building => "building",
            Class::Time => "time",
            Class::Event => "event",
            Class::Act => "act",
            Class::State => "state",
            Class::Vehicle | Class::Weapon | Class::Thing | Class::Plant | Class::Animal => "thing",
            Class::Substance | Class::Food => "substance",
            Class::Money => "money",
            Class::Measure => "measure",
            Class::Text => "text",
            Class::Abstract => "abstract",
            Class::Bodypart => "bodypart",
            Class::Weather => "weather",
        });
        sorts
    }

    fn is_unit(&self, phrase: &Phrase) -> bool {
        let lemma = self.tokens[phrase.head_token()].reading().meaning.lexeme().map_or("", |lexeme| lexeme.lemma);
        UNITS.contains(&lemma)
            && (phrase.determiner.is_some()
                || !phrase.modifiers.is_empty()
                || phrase.cells.has_column(Column::Plural)
                    && phrase.prepositions.iter().all(|&token| self.tokens[token].reading().function() != "prepart"))
    }

    /// A phrase without preposition and coordination.
    pub fn nominal(&self, phrase: &Phrase, role: Role, discourse: &mut Discourse) -> Vec<Piece> {
        let head = &self.tokens[phrase.head_token()];
        let mut pieces = match head.tag {
            Tag::Personal => vec![Piece::new(self.personal(phrase, role, discourse), phrase.head[0])],
            Tag::Reflexive => vec![Piece::new(self.reflexive(discourse), phrase.head[0])],
            Tag::Relative => vec![Piece::new(self.relative(phrase, role, discourse), phrase.head[0])],
            Tag::Pronoun | Tag::Interrogative => vec![Piece::new(self.pronoun(phrase, role), phrase.head[0])],
            _ => self.full_nominal(phrase, discourse),
        };
        if let (Tag::Pronoun, Some(close)) = (head.tag, &phrase.close) {
            // etwas Neues
            if let Meaning::Nominalized(adjective) = &self.tokens[close.head[0]].reading().meaning {
                let text = self.adjective_english(adjective, Degree::Positive, Site::adjective(close.head[0], Class::Abstract, false));
                pieces.extend(text.map(|text| Piece::new(text, close.head[0])));
            }
        }
        for item in &phrase.attached {
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
                discourse.restrictive = !self.is_name(last) && self.tree.clauses[*index].kind == Kind::Relative;
                let restrictive = discourse.restrictive;
                let inner = self.clause(*index, discourse);
                (discourse.antecedent, discourse.subject, discourse.restrictive) = before;
                if restrictive {
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
            other => self.item(other, discourse),
        }
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
                Modifier::Extended(items, participle) => after.push((items, *participle)),
            }
        }
        if phrase.class == Class::Measure
            && phrase.head.len() > 1
            && self.tokens[phrase.head_token()].tag == Tag::Number
        {
            pieces.extend(self.adjective_phrase(&phrase.head, phrase.class, true));
        } else {
            pieces.extend(head);
        }
        if let Some(close) = &phrase.close {
            let measure = self.tokens[phrase.head_token()].token.text.as_str();
            let number =
                matches!(measure, "Millionen" | "Milliarden" | "Million" | "Milliarde" | "Billionen" | "Prozent");
            let counted = matches!(phrase.class, Class::Measure | Class::Money)
                && close.class != Class::Money
                && self.tokens[close.head_token()].tag == Tag::Noun
                && !number;
            if counted || measure.starts_with("Prozent") {
                pieces.push(Piece::added("of"));
            }
            let mut close = self.nominal(close, Role::Object, discourse);
            if close.first().is_some_and(|piece| piece.tokens.is_none() && piece.text == "the") {
                close.remove(0);
            }
            pieces.extend(close);
        }
        for (items, participle) in after {
            pieces.extend(self.participial(items, participle, discourse));
        }
        if let Some(genitive) = &phrase.genitive {
            let first = genitive.determiner.unwrap_or(genitive.start);
            pieces.push(Piece::new("of", first));
            pieces.extend(self.phrase(genitive, Role::Object, None, discourse));
        }
        pieces
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

    /// 18. Januar 2024 → January 18, 2024.
    fn date(&self, phrase: &Phrase) -> Option<Vec<Piece>> {
        let head = *phrase.head.first()?;
        if !is_month(&self.tokens[head].token.text) {
            return None;
        }
        let mut pieces = Vec::new();
        let mut day = None;
        for modifier in &phrase.modifiers {
            match modifier {
                Modifier::Adjective(tokens)
                    if tokens.len() == 1 && self.tokens[tokens[0]].token.kind == TokenKind::Ordinal =>
                {
                    day = Some(tokens[0])
                }
                Modifier::Adjective(tokens) => pieces.extend(self.adjective_phrase(tokens, phrase.class, true)),
                _ => return None,
            }
        }
        pieces.extend(self.head(phrase, false).0);
        if let Some(day) = day {
            pieces.push(Piece::new(self.tokens[day].token.text.trim_end_matches('.'), day));
        }
        if let Some(year) = &phrase.close {
            if day.is_some() {
                pieces.push(Piece::added(","));
            }
            pieces.push(Piece::new(self.tokens[year.head[0]].token.text.clone(), year.head[0]));
        }
        Some(pieces)
    }

    /// 20 Millionen Dollar → $20 million; 20 Millionen Euro → 20 million euros; 420 Dollar → $420.
    fn amount(&self, phrase: &Phrase, discourse: &mut Discourse) -> Option<Vec<Piece>> {
        let head = phrase.head_token();
        let scale = match self.tokens[head].token.text.as_str() {
            "Millionen" | "Million" => Some("million"),
            "Milliarden" | "Milliarde" => Some("billion"),
            "Billionen" | "Billion" => Some("trillion"),
            _ => None,
        };
        let number = phrase.modifiers.iter().rev().find_map(|modifier| match modifier {
            Modifier::Adjective(tokens) => {
                tokens.last().copied().filter(|&token| self.tokens[token].tag == Tag::Number)
            }
            _ => None,
        });
        let unit = if scale.is_some() { phrase.close.as_deref().map(Phrase::head_token) } else { Some(head) };
        let dollars = unit.is_some_and(|unit| self.tokens[unit].token.text.trim_end_matches('s') == "Dollar");
        if number.is_none() || !(scale.is_some() || dollars) || phrase.head.len() > 1 {
            return None;
        }
        let mut pieces = Vec::new();
        for modifier in &phrase.modifiers {
            let Modifier::Adjective(tokens) = modifier else { return None };
            let mut words = self.adjective_phrase(tokens, phrase.class, true);
            if dollars
                && tokens.last().copied() == number
                && let Some(last) = words.last_mut()
            {
                last.text.insert(0, '$');
                last.tokens = last.tokens.map(|(first, _)| (first, first));
            }
            pieces.extend(words);
        }
        if let Some(scale) = scale {
            let mut piece = Piece::new(scale, head);
            if dollars {
                piece.tokens = unit.map(|unit| (head, unit));
            }
            pieces.push(piece);
        } else if let Some(last) = pieces.last_mut() {
            last.tokens = last.tokens.map(|(first, _)| (first, head));
        }
        if let Some(close) = phrase.close.as_deref().filter(|_| !dollars) {
            let many = Phrase { cells: Cells::column(Column::Plural), ..close.clone() };
            pieces.extend(self.nominal(&many, Role::Object, discourse));
        }
        if let Some(genitive) = &phrase.genitive {
            pieces.push(Piece::new("of", genitive.determiner.unwrap_or(genitive.start)));
            pieces.extend(self.phrase(genitive, Role::Object, None, discourse));
        }
        Some(pieces)
    }

    /// 15.30 Uhr → 3:30 p.m.
    fn clock(&self, phrase: &Phrase) -> Option<Vec<Piece>> {
        let head = *phrase.head.first()?;
        if self.tokens[head].token.text != "Uhr" {
            return None;
        }
        let number = phrase.modifiers.iter().find_map(|modifier| match modifier {
            Modifier::Adjective(tokens) => tokens.iter().copied().find(|&token| self.tokens[token].tag == Tag::Number),
            _ => None,
        })?;
        let text = self.tokens[number].token.text.replace(':', ".");
        let (hours, minutes) = text.split_once('.').unwrap_or((text.as_str(), "00"));
        let hours: u32 = hours.parse().ok().filter(|hours| *hours <= 24)?;
        let half = if (12..24).contains(&hours) { "p.m." } else { "a.m." };
        let hour = if hours.is_multiple_of(12) { 12 } else { hours % 12 };
        let written = if minutes == "00" { hour.to_string() } else { format!("{hour}:{minutes}") };
        let mut pieces: Vec<Piece> = Vec::new();
        for modifier in &phrase.modifiers {
            if let Modifier::Adjective(tokens) = modifier {
                pieces.extend(tokens.iter().filter(|&&token| token != number).flat_map(|&token| self.adverb(token)));
            }
        }
        pieces.push(Piece::new(written, number));
        pieces.push(Piece::new(half, head));
        Some(pieces)
    }

    /// Whether English treats the phrase as plural.
    pub fn is_plural(&self, phrase: &Phrase) -> bool {
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
        let determined = phrase.determiner.is_some_and(|determiner| {
            matches!(
                self.tokens[determiner].token.text.to_lowercase().as_str(),
                "mehrere"
                    | "mehrerer"
                    | "mehreren"
                    | "viele"
                    | "einige"
                    | "wenige"
                    | "zahlreiche"
                    | "beide"
                    | "beiden"
                    | "alle"
                    | "vielen"
                    | "einigen"
                    | "allen"
                    | "keinerlei"
            )
        });
        number && (phrase.cells.has_column(Column::Plural) || matches!(phrase.class, Class::Money | Class::Measure))
            || determined
            || Phrase { coordinated: Vec::new(), ..phrase.clone() }.is_plural(self.tokens)
    }

    fn is_name(&self, phrase: &Phrase) -> bool {
        let head = &self.tokens[phrase.head_token()];
        head.tag == Tag::Name
            || matches!(&head.reading().meaning, Meaning::Atom(index) if self.atoms.get(*index).is_some_and(|atom| matches!(atom.kind, EntryType::Person | EntryType::Place)))
    }

    /// Atoms that always stand with "the".
    fn wants_article(&self, phrase: &Phrase) -> bool {
        let head = &self.tokens[phrase.head[0]];
        match &head.reading().meaning {
            Meaning::Atom(index) if phrase.modifiers.is_empty() => self.atoms.get(*index).is_some_and(|atom| {
                atom.article && !atom.english.starts_with("the ") && !atom.english.starts_with("The ")
            }),
            Meaning::Lexeme(lexeme) => matches!(&lexeme.word, Word::Name { english, .. } if english.traits.definite),
            _ => false,
        }
    }

    fn contracted_article(
        &self,
        phrase: &Phrase,
        name: bool,
        traits: &crate::translate::rules::lexicon::entry::NounTraits,
    ) -> bool {
        let contracted = phrase
            .prepositions
            .last()
            .is_some_and(|&token| self.tokens[token].reading().function() == "prepart" && !self.text(token).is_empty());
        let text = self.tokens[phrase.head_token()].token.text.as_str();
        let bare_time = phrase.class == Class::Time
            && (is_month(text)
                || text.ends_with("tag") && phrase.modifiers.is_empty() && text != "Tag" && text != "Vortag"
                || text.ends_with("abend") && text.len() > 6
                || text == "Ende"
                || text == "Anfang");
        let modified_time = phrase.class == Class::Time && phrase.modifiers.iter().any(|modifier| matches!(modifier, Modifier::Adjective(tokens) if tokens.iter().any(|&token| ["vergangen", "letzt", "nächst", "kommend"].iter().any(|stem| self.text(token).starts_with(stem)))));
        let gerund = matches!(self.tokens[phrase.head_token()].reading().meaning, Meaning::Gerund(_));
        let year = text.starts_with("Jahr") && phrase.close.is_some();
        contracted && !name && !bare_time && !modified_time && !traits.bare && !gerund && !year
    }

    fn determiner(
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
                    || is_month(&self.tokens[phrase.head_token()].token.text)
                    || lower.is_empty();
                let generic = traits.uncountable
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
                _ if token > 0 && matches!(self.tokens[token - 1].tag, Tag::Comma | Tag::Preposition) => {
                    "whose".to_owned()
                }
                _ if self.text(token) == "deren" => "their".to_owned(),
                _ => "its".to_owned(),
            },
            "dem" if is_plural => match english {
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

    fn determiner_reading(&self, token: usize, phrase: &Phrase) -> &Reading {
        let readings = &self.tokens[token].readings;
        readings.iter().find(|reading| !reading.cells.and(phrase.cells).is_empty()).unwrap_or(&readings[0])
    }

    fn possessive_determiner(&self, token: usize, english: &'static str, discourse: &Discourse) -> &'static str {
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
                    if self.refers_to_person(token, Column::Masculine, discourse) {
                        "his"
                    } else {
                        "its"
                    }
                }
                Some(subject) if !subject.human && !subject.plural => "its",
                _ => "his",
            };
        }
        english
    }

    fn personal(&self, phrase: &Phrase, role: Role, discourse: &mut Discourse) -> String {
        let token = phrase.head[0];
        let readings = &self.tokens[token].readings;
        let reading =
            readings.iter().find(|reading| !reading.cells.and(phrase.cells).is_empty()).unwrap_or(&readings[0]);
        let english = match reading.word() {
            Some(Word::Function { english, .. }) => *english,
            _ => "it/it",
        };
        let written = self.tokens[token].token.text.as_str();
        let mut english = english;
        if matches!(written, "sie" | "Sie") {
            let polite = written == "Sie" && token > 0 && !matches!(self.tokens[token - 1].tag, Tag::Stop | Tag::Quote);
            let plural = phrase.cells.has_column(Column::Plural) && !phrase.cells.has_column(Column::Feminine);
            english = if polite {
                "you/you"
            } else if plural || (discourse.plural_pronoun && phrase.cells.has_column(Column::Plural)) {
                "they/them"
            } else {
                "she/her"
            };
        }
        if matches!(written.to_lowercase().as_str(), "er" | "ihn" | "ihm") || english == "she/her" {
            let column = if english == "she/her" { Column::Feminine } else { Column::Masculine };
            if !self.refers_to_person(token, column, discourse) {
                english = "it/it";
            }
        }
        let (subject, object) = english.split_once('/').unwrap_or((english, english));
        if role == Role::Subject { subject } else { object }.to_owned()
    }

    /// Whether the nearest noun that a pronoun can stand for is a person.
    fn refers_to_person(&self, token: usize, column: Column, discourse: &Discourse) -> bool {
        let mut thing = false;
        for at in (token.saturating_sub(60)..token).rev() {
            let known = &self.tokens[at];
            if !matches!(known.tag, Tag::Noun | Tag::Name) || !union(&known.readings).has_column(column) {
                continue;
            }
            match self.chunker().class(at) {
                Class::Human => return true,
                Class::Time | Class::Measure | Class::Money => {}
                _ => thing = true,
            }
        }
        if thing { false } else { discourse.last_person[column as usize].unwrap_or(true) }
    }

    fn reflexive(&self, discourse: &Discourse) -> String {
        match discourse.subject {
            Some(subject) if subject.plural => "themselves",
            Some(subject) if subject.human => {
                if subject.feminine {
                    "herself"
                } else {
                    "himself"
                }
            }
            _ => "itself",
        }
        .to_owned()
    }

    fn relative(&self, phrase: &Phrase, role: Role, discourse: &Discourse) -> String {
        let human = discourse.antecedent == Some(Class::Human) || discourse.antecedent == Some(Class::Group);
        match (human, role, phrase.is_prepositional()) {
            (true, Role::Subject, _) => "who",
            (true, ..) => "whom",
            (false, _, false) if discourse.restrictive => "that",
            (false, ..) => "which",
        }
        .to_owned()
    }

    fn pronoun(&self, phrase: &Phrase, role: Role) -> String {
        let token = phrase.head[0];
        let readings = &self.tokens[token].readings;
        let reading =
            readings.iter().find(|reading| !reading.cells.and(phrase.cells).is_empty()).unwrap_or(&readings[0]);
        let english = match reading.word() {
            Some(Word::Function { english, .. }) => *english,
            _ => return self.tokens[token].token.text.clone(),
        };
        match (english, role) {
            ("they", Role::Object) => "them".to_owned(),
            ("he", Role::Object) => "him".to_owned(),
            ("who", Role::Object) => "whom".to_owned(),
            _ => english.to_owned(),
        }
    }

    /// 's or an apostrophe.
    pub fn possessive(&self, possessor: &Phrase) -> Piece {
        let token = possessor.head_token();
        let plural = self.is_plural(possessor) && possessor.head.len() == 1 && self.tokens[token].tag == Tag::Noun;
        Piece { text: if plural { "'" } else { "'s" }.to_owned(), tokens: Some((token, token)), ..Piece::default() }
    }

    /// English of the head.
    fn head(
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
                    pieces.push(Piece { text, tokens: Some((token, token)), atom: Some(*index), unknown: false });
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
                        && !matches!(
                            self.tokens[token].token.text.as_str(),
                            "erste" | "ersten" | "letzte" | "letzten" | "zweite"
                        )
                    {
                        match pieces.last_mut().map(|piece| &mut piece.text) {
                            Some(text) if text == "other" && is_plural => *text = "others".to_owned(),
                            Some(text) if text == "both" && phrase.determiner.is_some() => *text = "two".to_owned(),
                            Some(text) if matches!(text.as_str(), "both" | "most" | "others") => {}
                            _ => pieces.push(Piece::added(if is_plural { "ones" } else { "one" })),
                        }
                    }
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
                                atom: None,
                                unknown: !name,
                            });
                        }
                    }
                }
            }
        }
        (pieces, traits)
    }

    fn noun_english(
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
                (format!("{modifier} {head}"), traits)
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
                let text = self.adjective_english(adjective, Degree::Positive, Site { attributive: Some(true), ..site })?;
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

    /// An adjective or number with the adverbs before it.
    pub fn adjective_phrase(&self, tokens: &[usize], class: Class, attributive: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for &token in tokens {
            let tagged = &self.tokens[token];
            match tagged.tag {
                Tag::Am => {}
                Tag::Adverb | Tag::Negation | Tag::Comparison | Tag::Determiner => {
                    if tagged.tag == Tag::Negation {
                        pieces.push(Piece::new("not", token));
                    } else if tagged.tag == Tag::Determiner {
                        pieces.push(Piece::new(self.function_english(token), token));
                    } else {
                        pieces.extend(self.adverb(token));
                    }
                }
                _ => pieces.push(self.adjective(
                    token,
                    class,
                    attributive,
                    tokens.len() > 1 && tokens.last() != Some(&token),
                )),
            }
        }
        pieces
    }

    fn adjective(&self, token: usize, class: Class, attributive: bool, adverbial: bool) -> Piece {
        let tagged = &self.tokens[token];
        let reading = tagged.readings.iter().find(|reading| matches!(&reading.meaning, Meaning::Lexeme(lexeme) if matches!(lexeme.word, Word::Adjective { .. }))).unwrap_or(tagged.reading());
        let degree = match reading.form {
            Form::Adjective(_, degree) => degree,
            _ => Degree::Positive,
        };
        if let Meaning::Atom(index) = reading.meaning {
            let text = self.atoms.get(index).map_or(String::new(), |atom| atom.english.to_owned());
            return Piece { text, tokens: Some((token, token)), atom: Some(index), unknown: false };
        }
        match self.adjective_english(&reading.meaning, degree, Site::adjective(token, class, attributive)) {
            Some(text) if adverbial => Piece::new(adverb_of(&text), token),
            Some(text) => Piece::new(text, token),
            None => Piece { text: tagged.token.text.clone(), tokens: Some((token, token)), atom: None, unknown: true },
        }
    }

    /// English of an adjective.
    pub fn adjective_english(
        &self,
        meaning: &Meaning,
        degree: Degree,
        site: Site,
    ) -> Option<String> {
        let attributive = site.attributive == Some(true);
        Some(match meaning {
            Meaning::Lexeme(lexeme) => match &lexeme.word {
                Word::Adjective { english } => {
                    let equivalent = government::bare(self.senses.choose(site, english)?);
                    match degree {
                        Degree::Positive => equivalent.to_owned(),
                        Degree::Comparative => compare(equivalent, false),
                        Degree::Superlative => compare(equivalent, true),
                    }
                }
                Word::Function { english, .. } => (*english).to_owned(),
                Word::Verb { .. } => {
                    return self.adjective_english(
                        &Meaning::Participle(lexeme, VerbForm::Participle2),
                        degree,
                        site,
                    );
                }
                _ => return None,
            },
            Meaning::Participle(lexeme, form) => {
                let Word::Verb { frames, .. } = &lexeme.word else { return None };
                let english = frames.first()?.english;
                let mut words = english.split_whitespace().filter(|word| !word.starts_with('{'));
                let forms = verb_forms(words.next()?);
                let rest: Vec<&str> = words.collect();
                let verb = if *form == VerbForm::Participle1 { forms.gerund } else { forms.participle };
                if rest.is_empty() || attributive { verb } else { format!("{verb} {}", rest.join(" ")) }
            }
            Meaning::Compound(modifier, head) => {
                let head = self.adjective_english(head, degree, site)?;
                match modifier.as_str() {
                    "un" => negated(&head),
                    _ => format!("{}-{head}", modifier.replace(' ', "-")),
                }
            }
            Meaning::Text(text) => text.clone(),
            _ => return None,
        })
    }
}

impl Phrase {
    /// Whether the phrase has the definite article.
    fn is_definite(&self, transfer: &Transfer<'_>) -> bool {
        self.determiner.is_some_and(|determiner| transfer.tokens[determiner].reading().function() == "art")
    }
}

fn pluralized(english: &str) -> String {
    if english.ends_with('s') && english.chars().filter(|letter| letter.is_uppercase()).count() > 1 {
        english.to_owned()
    } else {
        plural(english)
    }
}

fn negated(adjective: &str) -> String {
    format!("un{adjective}")
}

/// quick → quickly.
pub fn adverb_of(adjective: &str) -> String {
    const SAME: [&str; 14] = [
        "fast", "hard", "late", "early", "far", "long", "high", "low", "well", "first", "last", "daily", "weekly",
        "very",
    ];
    if SAME.contains(&adjective)
        || adjective.ends_with("wide")
        || matches!(
            adjective,
            "online"
                | "alone"
                | "abroad"
                | "overnight"
                | "right"
                | "straight"
                | "so"
                | "much"
                | "more"
                | "less"
                | "most"
        )
        || adjective.ends_with("ed")
        || adjective.ends_with("ing")
        || adjective.ends_with("ly")
        || adjective.contains(' ')
    {
        return adjective.to_owned();
    }
    if adjective == "good" {
        return "well".to_owned();
    }
    if let Some(stem) = adjective.strip_suffix('y') {
        return format!("{stem}ily");
    }
    if let Some(stem) = adjective.strip_suffix("le").filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        return format!("{stem}ly");
    }
    if adjective.ends_with("ic") {
        return format!("{adjective}ally");
    }
    format!("{adjective}ly")
}
