//! Dates, times of day and amounts of money, which English writes in its own order.

use super::Role;
use crate::translate::rules::generation::Piece;
use crate::translate::rules::lexicon::entry::{Cells, Class, Column};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::morphology::cardinal;
use crate::translate::rules::phrases::{Modifier, Phrase};
use crate::translate::rules::token::TokenKind;
use crate::translate::rules::transfer::{Discourse, Transfer};
use crate::translate::rules::word_sets::Set;

impl<'a> Transfer<'a> {
    /// 18. Januar 2024 → January 18, 2024.
    pub(super) fn date(&self, phrase: &Phrase) -> Option<Vec<Piece>> {
        let head = *phrase.head.first()?;
        if !Set::Month.holds(&self.tokens[head].token.text) {
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

    /// Whether a phrase is "Jahr" with a number of four digits.
    pub(super) fn is_year(&self, phrase: &Phrase) -> bool {
        let lemma = self.tokens[phrase.head_token()].reading().meaning.lexeme().map_or("", |lexeme| lexeme.lemma);
        let number = phrase.close.as_ref().map(|close| &self.tokens[close.head_token()]);
        // After "Jahr" any number of four digits is one: im Jahr 1848.
        let digits = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let definite = phrase.determiner.is_none_or(|token| self.text(token).starts_with('d'));
        lemma == "Jahr"
            && phrase.modifiers.is_empty()
            && phrase.genitive.is_none()
            && definite
            && !self.is_plural(phrase)
            && number.is_some_and(|number| number.tag == Tag::Number && digits(&number.token.text))
    }

    /// im Jahr 2019, aus dem Jahr 2019 → 2019, after its preposition.
    pub(super) fn year_of(&self, phrase: &Phrase) -> Option<Vec<Piece>> {
        let [head] = phrase.head[..] else { return None };
        let number = phrase.close.as_deref()?.head_token();
        let article = phrase.determiner.is_none_or(|token| self.tokens[token].reading().function() == "art");
        let bare = phrase.modifiers.is_empty() && phrase.genitive.is_none() && phrase.coordinated.is_empty();
        (phrase.is_prepositional()
            && article
            && bare
            && matches!(self.tokens[head].token.text.as_str(), "Jahr" | "Jahre" | "Jahres")
            && self.tokens[number].is_year())
        .then(|| {
            let text = self.tokens[number].token.text.clone();
            vec![Piece { text, tokens: Some((head, number)), ..Piece::default() }]
        })
    }

    /// 2019 → in 2019; schon 2019 → as early as 2019, where a year by itself says when.
    pub fn year(&self, phrase: &Phrase) -> Option<Vec<Piece>> {
        let [head] = phrase.head[..] else { return None };
        if !self.is_bare_year(phrase)
            || self.follows_month(phrase)
            || phrase.determiner.is_some()
            || !phrase.modifiers.is_empty()
            || !phrase.coordinated.is_empty()
        {
            return None;
        }
        let mut pieces = Vec::new();
        let early = |token: usize| matches!(self.text(token).as_str(), "schon" | "bereits");
        match phrase.focus[..] {
            [focus] if early(focus) => pieces.push(Piece::new("as early as", focus)),
            _ => {
                pieces.extend(phrase.focus.iter().flat_map(|&token| self.adverb(token)));
                pieces.push(Piece::added("in"));
            }
        }
        pieces.push(Piece::new(self.tokens[head].token.text.clone(), head));
        Some(pieces)
    }

    /// 20 Millionen Dollar → $20 million; 20 Millionen Euro → 20 million euros; 420 Dollar → $420.
    pub(super) fn amount(&self, phrase: &Phrase, discourse: &mut Discourse) -> Option<Vec<Piece>> {
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
        // mehrere Millionen Euro: several million euros.
        let several = phrase.determiner.is_some_and(|token| self.tokens[token].reading().function() == "quant")
            && phrase.close.as_deref().is_some_and(|close| close.class == Class::Money);
        if number.is_none() && !several || !(scale.is_some() || dollars) || phrase.head.len() > 1 {
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
                if let Some(digits) = cardinal(&last.text) {
                    last.text = digits.to_string();
                }
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
    pub(super) fn clock(&self, phrase: &Phrase) -> Option<Vec<Piece>> {
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
}
