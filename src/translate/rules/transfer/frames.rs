//! Which frame of a verb a clause realizes, by the complements found, and the English template of the frame.

use crate::translate::rules::lexicon::entry::{Case, Class, Complement, Condition, Frame};

/// What a clause offers to a verb.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// Class of the subject.
    pub subject: Option<Class>,
    /// Class of the accusative object.
    pub accusative: Option<Class>,
    /// A dative object.
    pub dative: bool,
    /// A genitive object.
    pub genitive: bool,
    /// sich in the accusative, or a pronoun that refers to the subject.
    pub reflexive: bool,
    /// Impersonal es.
    pub es: bool,
    /// Prepositional phrases: preposition, possible cases, class of the noun.
    pub prepositions: Vec<(String, Vec<Case>, Class)>,
    /// A clause with dass or a question.
    pub clause: bool,
    /// An infinitive with zu.
    pub zu: bool,
    /// A bare infinitive.
    pub infinitive: bool,
    /// A predicate.
    pub predicate: bool,
    /// An adverbial.
    pub adverbial: bool,
    /// Direct speech.
    pub quote: bool,
    /// All words of the clause in small letters, with spaces around each, for fixed parts.
    pub words: String,
    /// Domains of the text.
    pub domains: Vec<&'static str>,
}

/// Whether a fixed part stands in the words, in one stretch.
pub fn has_fixed(words: &str, fixed: &str) -> bool {
    words.contains(&format!("| {} |", fixed.to_lowercase()))
}

/// The best frame, with its score.
pub fn choose<'f, 'a>(frames: &'f [Frame<'a>], offer: &Offer) -> Option<&'f Frame<'a>> {
    let mut best: Option<(i32, &Frame<'a>)> = None;
    for frame in frames {
        if let Some(score) = score(frame, offer)
            && best.is_none_or(|(known, _)| score > known)
        {
            best = Some((score, frame));
        }
    }
    best.map(|(_, frame)| frame).or(frames.iter().find(|frame| frame.fixed.is_empty()))
}

fn score(frame: &Frame<'_>, offer: &Offer) -> Option<i32> {
    let mut score = 0;
    if !frame.fixed.is_empty() {
        if !has_fixed(&offer.words, frame.fixed) {
            return None;
        }
        score += 40;
    }
    let wants = |complement: Complement<'static>| frame.complements.contains(&complement);
    for complement in &frame.complements {
        score += match complement {
            Complement::Accusative => offer.accusative.map(|_| 10)?,
            Complement::Dative => offer.dative.then_some(9)?,
            Complement::Genitive => offer.genitive.then_some(9)?,
            Complement::Reflexive | Complement::ReflexiveDative => offer.reflexive.then_some(14)?,
            Complement::Preposition(preposition, case) => offer
                .prepositions
                .iter()
                .any(|(known, cases, _)| {
                    known == preposition
                        && (*case == Case::Nominative || cases.contains(case) || *case == Case::Genitive)
                })
                .then_some(9)?,
            Complement::Clause => offer.clause.then_some(9)?,
            Complement::Zu => offer.zu.then_some(9)?,
            Complement::Infinitive => offer.infinitive.then_some(12)?,
            Complement::Adverbial => offer.adverbial.then_some(2)?,
            Complement::Predicate => offer.predicate.then_some(9)?,
            Complement::Es => offer.es.then_some(14)?,
            Complement::Quote => offer.quote.then_some(8)?,
        };
    }
    for condition in &frame.conditions {
        let holds = match condition {
            Condition::Object(class) => {
                let object = offer.accusative.or(frame.complements.iter().find_map(|complement| match complement {
                    Complement::Preposition(preposition, _) => {
                        offer.prepositions.iter().find(|(known, ..)| known == preposition).map(|(_, _, class)| *class)
                    }
                    _ => None,
                }));
                object.is_some_and(|object| object.satisfies(*class))
            }
            Condition::Subject(class) => offer.subject.is_some_and(|subject| subject.satisfies(*class)),
            Condition::Domain(domain) => offer.domains.contains(domain),
            _ => true,
        };
        if !holds {
            return None;
        }
        score += 3;
    }
    let fixed_object = !frame.fixed.is_empty();
    if offer.accusative.is_some() && !wants(Complement::Accusative) && !fixed_object {
        score -= 9;
    }
    if offer.reflexive && !wants(Complement::Reflexive) && !wants(Complement::ReflexiveDative) {
        score -= 12;
    }
    if offer.dative && !wants(Complement::Dative) && !wants(Complement::ReflexiveDative) {
        score -= 4;
    }
    if offer.clause && !wants(Complement::Clause) {
        score -= 3;
    }
    if offer.zu && !wants(Complement::Zu) {
        score -= 3;
    }
    if offer.predicate && !wants(Complement::Predicate) {
        score -= 4;
    }
    if offer.es && !wants(Complement::Es) {
        score -= 1;
    }
    Some(score)
}

/// A part of an English template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A word.
    Word(&'a str),
    /// A slot: the text between braces.
    Slot(&'a str),
}

/// Splits a template into words and slots.
pub fn template(english: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = english;
    while !rest.is_empty() {
        match rest.split_once('{') {
            Some((before, after)) => {
                parts.extend(before.split_whitespace().map(Part::Word));
                let (slot, after) = after.split_once('}').unwrap_or((after, ""));
                parts.push(Part::Slot(slot));
                rest = after;
            }
            None => {
                parts.extend(rest.split_whitespace().map(Part::Word));
                rest = "";
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_fall_into_words_and_slots() {
        assert_eq!(template("give {D} {A}"), [Part::Word("give"), Part::Slot("D"), Part::Slot("A")]);
        assert_eq!(template("{D} succeed in {S}")[0], Part::Slot("D"));
    }

    #[test]
    fn the_frame_with_the_complements_of_the_clause_wins() {
        let frame = |complements: Vec<Complement<'static>>, english: &'static str| Frame {
            complements,
            english,
            conditions: Vec::new(),
            fixed: "",
        };
        let frames = [
            frame(vec![], "exist"),
            frame(vec![Complement::Preposition("aus", Case::Dative)], "consist of"),
            frame(vec![Complement::Accusative], "pass"),
        ];
        let with = |preposition: &str| Offer {
            prepositions: vec![(preposition.to_owned(), vec![Case::Dative], Class::Thing)],
            ..Offer::default()
        };
        assert_eq!(choose(&frames, &with("aus")).map(|frame| frame.english), Some("consist of"));
        assert_eq!(choose(&frames, &with("bei")).map(|frame| frame.english), Some("exist"));
        assert_eq!(
            choose(&frames, &Offer { accusative: Some(Class::Event), ..Offer::default() }).map(|frame| frame.english),
            Some("pass")
        );
    }
}
