//! Which frame of a verb a clause realizes, by the complements found, and the English template of the frame.

use crate::translate::rules::lexicon::entry::{Case, Class, Complement, Condition, Frame, Relation};
use crate::translate::rules::senses::{Choice, Reason, Rejected, Senses, Site, unmet};

/// What a clause offers to a verb.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// Token of the verb.
    pub verb: usize,
    /// Class of the subject.
    pub subject: Option<Class>,
    /// Class of the accusative object.
    pub accusative: Option<Class>,
    /// Head of the subject.
    pub subject_head: Option<usize>,
    /// Head of the accusative object.
    pub object_head: Option<usize>,
    /// Another noun besides subject and object: nannte ihn | einen Helden.
    pub second: bool,
    /// A dative object.
    pub dative: bool,
    /// A genitive object.
    pub genitive: bool,
    /// sich in the accusative, or a pronoun that refers to the subject.
    pub reflexive: bool,
    /// Impersonal es.
    pub es: bool,
    /// Prepositional phrases: preposition, possible cases, class and token of the noun.
    pub prepositions: Vec<(String, Vec<Case>, Class, usize)>,
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
}

/// By how much the best frame of a verb must be better than another for the choice to be clear.
const CLEAR: i32 = 3;

/// Whether a fixed part stands in the words, in one stretch.
pub fn has_fixed(words: &str, fixed: &str) -> bool {
    words.contains(&format!("| {} |", fixed.to_lowercase()))
}

/// The best frame. What speaks against the others is noted where somebody wants to know.
pub fn choose<'f, 'a>(frames: &'f [Frame<'a>], offer: &Offer, senses: &Senses<'_>) -> Option<&'f Frame<'a>> {
    let mut best: Option<(i32, &Frame<'a>)> = None;
    let mut rival = None;
    for frame in frames {
        let Ok(score) = score(frame, offer, senses) else { continue };
        match best {
            Some((known, _)) if score <= known => rival = rival.max(Some(score)),
            _ => {
                rival = best.filter(|(_, other)| other.english != frame.english).map(|(known, _)| known);
                best = Some((score, frame));
            }
        }
    }
    if best.is_some_and(|(score, _)| rival.is_some_and(|rival| score - rival < CLEAR)) {
        senses.doubt(|doubts| &mut doubts.ambiguous);
    }
    let chosen = best.map(|(_, frame)| frame).or(frames.iter().find(|frame| frame.fixed.is_empty()))?;
    if best.is_none() {
        senses.doubt(|doubts| &mut doubts.unfit);
    }
    senses.note(|| explained(frames, offer, senses, chosen, best.map(|(score, _)| score)));
    Some(chosen)
}

fn explained(
    frames: &[Frame<'_>],
    offer: &Offer,
    senses: &Senses<'_>,
    chosen: &Frame<'_>,
    best: Option<i32>,
) -> Choice {
    // Light-verb constructions whose fixed part is not there are legion and say nothing.
    let others = frames.iter().filter(|frame| !std::ptr::eq(*frame, chosen));
    let others = others.filter(|frame| frame.fixed.is_empty() || has_fixed(&offer.words, frame.fixed));
    let rejected = others.map(|frame| Rejected {
        english: frame.to_string(),
        reason: match score(frame, offer, senses) {
            Err(reason) => reason,
            Ok(score) if Some(score) == best => Reason::Frequency,
            Ok(_) => Reason::LessSpecific,
        },
    });
    let because = if best.is_some() { "fits the clause best" } else { "the first: none fits the clause" };
    Choice { token: offer.verb, chosen: chosen.to_string(), because: because.to_owned(), rejected: rejected.collect() }
}

/// How well a frame fits, or what it misses.
fn score(frame: &Frame<'_>, offer: &Offer, senses: &Senses<'_>) -> Result<i32, Reason> {
    let mut score = 0;
    if !frame.fixed.is_empty() {
        if !has_fixed(&offer.words, frame.fixed) {
            return Err(Reason::Complement(format!("no \"{}\"", frame.fixed)));
        }
        score += 40;
    }
    let wants = |complement: Complement<'static>| frame.complements.contains(&complement);
    for complement in &frame.complements {
        let (given, weight) = match complement {
            Complement::Accusative => (offer.accusative.is_some(), 10),
            Complement::Dative => (offer.dative, 9),
            Complement::Genitive => (offer.genitive, 9),
            Complement::Reflexive | Complement::ReflexiveDative => (offer.reflexive, 14),
            Complement::Preposition(preposition, case) => {
                let fits = |cases: &[Case]| matches!(case, Case::Nominative | Case::Genitive) || cases.contains(case);
                (offer.prepositions.iter().any(|(known, cases, ..)| known == preposition && fits(cases)), 9)
            }
            Complement::Clause => (offer.clause, 9),
            Complement::Zu => (offer.zu, 9),
            Complement::Infinitive => (offer.infinitive, 12),
            Complement::Adverbial => (offer.adverbial, 2),
            Complement::Predicate => (offer.predicate, 9),
            Complement::Es => (offer.es, 14),
            Complement::Quote => (offer.quote, 8),
        };
        if !given {
            return Err(match complement {
                Complement::Preposition(preposition, Case::Accusative) => {
                    Reason::Preposition(format!("no \"{preposition}\" with the accusative"))
                }
                Complement::Preposition(preposition, Case::Dative) => {
                    Reason::Preposition(format!("no \"{preposition}\" with the dative"))
                }
                Complement::Preposition(preposition, _) => Reason::Preposition(format!("no \"{preposition}\"")),
                other => Reason::Complement(format!("no {}", other.description())),
            });
        }
        score += weight;
    }
    let objects = frame.complements.iter().filter(|complement| **complement == Complement::Accusative).count();
    if objects > 1 && !offer.second {
        return Err(Reason::Complement("no second object".to_owned()));
    }
    let prepositional = frame.complements.iter().find_map(|complement| match complement {
        Complement::Preposition(preposition, _) => offer.prepositions.iter().find(|(known, ..)| known == preposition),
        _ => None,
    });
    for condition in &frame.conditions {
        let holds = match condition {
            Condition::Object(class) => {
                let object = offer.accusative.or(prepositional.map(|(_, _, class, _)| *class));
                object.is_some_and(|object| object.satisfies(*class))
            }
            Condition::Subject(class) => offer.subject.is_some_and(|subject| subject.satisfies(*class)),
            Condition::Neighbour(Relation::Subject, words) => {
                offer.subject_head.is_some_and(|subject| senses.is_one_of(subject, words))
            }
            Condition::Neighbour(Relation::Object, words) => {
                let object = offer.object_head.or(prepositional.map(|(.., head)| *head));
                object.is_some_and(|object| senses.is_one_of(object, words))
            }
            _ => senses.holds(Site { token: offer.verb, ..Site::default() }, condition),
        };
        if !holds {
            return Err(unmet(condition));
        }
        score += if matches!(condition, Condition::Neighbour(..)) { 6 } else { 3 };
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
    Ok(score)
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
    use crate::translate::rules::clauses::Tree;

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
            prepositions: vec![(preposition.to_owned(), vec![Case::Dative], Class::Thing, 0)],
            ..Offer::default()
        };
        let object = Offer { accusative: Some(Class::Event), ..Offer::default() };
        let senses = Senses::new(&[], &Tree::default(), &[], false);
        let english = |offer: &Offer| choose(&frames, offer, &senses).map(|frame| frame.english);
        assert_eq!(english(&with("aus")), Some("consist of"));
        assert_eq!(english(&with("bei")), Some("exist"));
        assert_eq!(english(&object), Some("pass"));
    }
}
