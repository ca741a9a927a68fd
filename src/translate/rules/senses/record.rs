//! What was chosen, what was not, and why: for lexicon authors ([`super::super::Rules::explain`]).

use std::fmt;

use super::{Senses, Site};
use crate::translate::rules::lexicon::entry::{Condition, Degree, Equivalent, Form, Relation};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::tagging::Tagged;

/// One choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Token of the word.
    pub token: usize,
    /// What was chosen: `exist`, `aus:D: consist of`.
    pub chosen: String,
    /// Why.
    pub because: String,
    /// What was not.
    pub rejected: Vec<Rejected>,
}

/// An equivalent that was not chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// The equivalent or frame.
    pub english: String,
    /// Why not.
    pub reason: Reason,
}

/// Why an equivalent was not chosen.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// A neighbour, or the form that it asks for, is not there.
    Context(String),
    /// Subject, object or qualified noun is of another class.
    Class(String),
    /// A complement other than a preposition is not there.
    Complement(String),
    /// The preposition is not there.
    Preposition(String),
    /// The text is of another domain.
    Domain(String),
    /// It applies, but another is more specific.
    LessSpecific,
    /// It applies, but the lexicon lists another before it, as commoner.
    Frequency,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Context(what) => write!(f, "context: {what}"),
            Self::Class(what) => write!(f, "object class: {what}"),
            Self::Complement(what) => write!(f, "government: {what}"),
            Self::Preposition(what) => write!(f, "preposition: {what}"),
            Self::Domain(what) => write!(f, "domain: {what}"),
            Self::LessSpecific => write!(f, "context: the chosen one says more of it"),
            Self::Frequency => write!(f, "frequency: listed after the chosen one"),
        }
    }
}

impl Choice {
    /// A preposition that its governor decides.
    pub fn governed(token: usize, english: &str, governor: &str) -> Self {
        let because = format!("preposition: what \"{governor}\" governs");
        Self { token, chosen: english.to_owned(), because, rejected: Vec::new() }
    }

    /// A preposition that the class of its noun decides (`transfer/prepositions.tsv`).
    pub fn by_noun(token: usize, english: &str, class: &str) -> Self {
        let because =
            if class == "-" { "the default".to_owned() } else { format!("object class: the noun is of \"{class}\"") };
        Self { token, chosen: english.to_owned(), because, rejected: Vec::new() }
    }
}

impl Senses<'_> {
    pub(super) fn explained(
        &self,
        site: Site,
        english: &[Equivalent<'static>],
        chosen: &Equivalent<'static>,
    ) -> Choice {
        let rejected = english.iter().filter(|equivalent| !std::ptr::eq(*equivalent, chosen)).map(|equivalent| {
            let reason = match self.missing(site, equivalent) {
                Some(reason) => reason,
                None if super::specificity(equivalent) < super::specificity(chosen) => Reason::LessSpecific,
                None => Reason::Frequency,
            };
            Rejected { english: shown(equivalent), reason }
        });
        let rejected: Vec<Rejected> = rejected.collect();
        let because = match () {
            () if !chosen.conditions.is_empty() && self.missing(site, chosen).is_none() => "its conditions hold",
            () if rejected.is_empty() => "the only one",
            () if chosen.hint.contains(':') => "the preposition is there",
            () => "the default",
        };
        Choice { token: site.token, chosen: shown(chosen), because: because.to_owned(), rejected }
    }

    /// The first of an equivalent's conditions that does not hold.
    fn missing(&self, site: Site, equivalent: &Equivalent<'_>) -> Option<Reason> {
        if let Some(preposition) = super::government::of_hint(equivalent.hint)
            && !self.attaches(site.token, preposition)
        {
            return Some(Reason::Preposition(format!("no \"{preposition}\" depends on it")));
        }
        if matches!(equivalent.hint, "zu" | "dass" | "als") {
            return Some(Reason::Complement(format!("for \"{}\" after it", equivalent.hint)));
        }
        equivalent.conditions.iter().find(|condition| !self.holds(site, condition)).map(unmet)
    }
}

/// Why a condition that does not hold speaks against its equivalent.
pub fn unmet(condition: &Condition<'_>) -> Reason {
    let context = |text: &str| Reason::Context(text.to_owned());
    match condition {
        Condition::Domain(domain) => Reason::Domain(format!("the text is not of {domain}")),
        Condition::Object(class) => Reason::Class(format!("not {}", class.name())),
        Condition::Subject(class) => Reason::Class(format!("the subject is not {}", class.name())),
        Condition::Plural => context("not plural"),
        Condition::Singular => context("not singular"),
        Condition::Compound => context("not the first part of a compound"),
        Condition::Head => context("not the last part of a compound"),
        Condition::Genitive => context("no genitive depends on it"),
        Condition::Attributive => context("not before its noun"),
        Condition::Predicative => context("not a predicate"),
        Condition::Number => context("no number before it"),
        Condition::Neighbour(Relation::Preposition, words) => {
            Reason::Preposition(format!("not after {}", words.replace('|', ", ")))
        }
        Condition::Neighbour(Relation::Attached, words) => {
            Reason::Preposition(format!("no {} depends on it", words.replace('|', ", ")))
        }
        Condition::Neighbour(relation, words) => {
            Reason::Context(format!("{} is none of {}", described(*relation), words.replace('|', ", ")))
        }
    }
}

fn described(relation: Relation) -> &'static str {
    match relation {
        Relation::Adjective => "its adjective",
        Relation::Noun => "its noun",
        Relation::Genitive => "its genitive",
        Relation::Of => "the noun that it qualifies as a genitive",
        Relation::Preposition | Relation::Attached => "its preposition",
        Relation::Governor => "what it depends on",
        Relation::Verb => "the verb",
        Relation::Subject => "the subject",
        Relation::Object => "the object",
        Relation::Part => "the compound's beginning",
        Relation::Next => "the next word",
        Relation::Previous => "the word before",
        Relation::With => "another word of the sentence",
    }
}

fn shown(equivalent: &Equivalent<'_>) -> String {
    let hint = if equivalent.hint.contains(':') { format!("{}: ", equivalent.hint) } else { String::new() };
    format!("{hint}{}", if equivalent.text.is_empty() { "(left out)" } else { equivalent.text })
}

/// The kind of what stands before a clause: nothing, a mark or a conjunction.
pub(super) const START: &str = "START";

/// Whether a word is of the kind that a name in capitals stands for; `None` if the name stands for none.
pub(super) fn is_kind(tagged: &Tagged, name: &str) -> Option<bool> {
    let comparative =
        || tagged.readings.iter().any(|reading| matches!(reading.form, Form::Adjective(_, Degree::Comparative)));
    Some(match name {
        "NUM" => tagged.tag == Tag::Number,
        "ADJ" => matches!(tagged.tag, Tag::Attributive | Tag::Predicative),
        "COMP" => comparative(),
        "NAME" => tagged.tag == Tag::Name,
        "NOUN" => tagged.tag == Tag::Noun,
        "NEG" => tagged.tag == Tag::Negation,
        START => matches!(tagged.tag, Tag::Stop | Tag::Comma | Tag::Quote | Tag::Mark | Tag::Conjunction),
        _ => return None,
    })
}
