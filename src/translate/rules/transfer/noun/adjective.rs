//! Adjectives, their comparison, and the adverbs made of them.

use crate::translate::rules::generation::Piece;
use crate::translate::rules::generation::english::{compare, verb_forms};
use crate::translate::rules::lexicon::Lexicon;
use crate::translate::rules::lexicon::entry::{Class, Degree, Form, Relation, VerbForm, Word};
use crate::translate::rules::morphology::{Meaning, Tag};
use crate::translate::rules::senses::{Site, government};
use crate::translate::rules::transfer::Transfer;

impl<'a> Transfer<'a> {
    /// An adjective or number with the adverbs before it.
    pub fn adjective_phrase(&self, tokens: &[usize], class: Class, attributive: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (at, &token) in tokens.iter().enumerate() {
            let tagged = &self.tokens[token];
            let joined = tokens.get(at + 1).is_some_and(|&next| self.tokens[next].tag == Tag::Conjunction);
            match tagged.tag {
                Tag::Am => {}
                Tag::Conjunction => pieces.push(Piece::new(self.conjunction(token), token)),
                Tag::Adverb | Tag::Negation | Tag::Comparison | Tag::Determiner => {
                    if tagged.tag == Tag::Negation {
                        pieces.push(Piece::new("not", token));
                    } else if tagged.tag == Tag::Determiner {
                        // die eine Zeitung: the one newspaper
                        let one = tagged.reading().function() == "ein";
                        let english = if one { "one".to_owned() } else { self.function_english(token) };
                        pieces.push(Piece::new(english, token));
                    } else {
                        pieces.extend(self.adverb(token));
                    }
                }
                _ => pieces.push(self.adjective(
                    token,
                    class,
                    attributive,
                    tokens.len() > 1 && tokens.last() != Some(&token) && !joined,
                )),
            }
        }
        pieces
    }

    pub(super) fn adjective(&self, token: usize, class: Class, attributive: bool, adverbial: bool) -> Piece {
        let tagged = &self.tokens[token];
        let reading = tagged.readings.iter().find(|reading| matches!(&reading.meaning, Meaning::Lexeme(lexeme) if matches!(lexeme.word, Word::Adjective { .. }))).unwrap_or(tagged.reading());
        let degree = match reading.form {
            Form::Adjective(_, degree) => degree,
            _ => Degree::Positive,
        };
        if let Meaning::Atom(index) = reading.meaning {
            let text = self.atoms.get(index).map_or(String::new(), |atom| atom.english.to_owned());
            return Piece { text, tokens: Some((token, token)), atom: Some(index), ..Piece::default() };
        }
        match self.adjective_english(&reading.meaning, degree, Site::adjective(token, class, attributive)) {
            Some(text) if tagged.tag == Tag::Number && self.is_lost(token) => {
                // 2:3 verlieren: English names the winner's goals first.
                let turned = text.split_once('-').map(|(own, others)| format!("{others}-{own}"));
                Piece::new(turned.unwrap_or(text), token)
            }
            Some(text) if adverbial => Piece::new(self.manner(token).unwrap_or(text), token),
            Some(text) => Piece::new(text, token),
            None => Piece {
                text: tagged.token.text.clone(),
                tokens: Some((token, token)),
                unknown: true,
                ..Piece::default()
            },
        }
    }

    /// Whether a score is that of a defeat, the goals of the loser first.
    fn is_lost(&self, token: usize) -> bool {
        let goals = self.tokens[token].token.text.split_once(':');
        let less = goals.and_then(|(own, others)| Some(own.parse::<u32>().ok()? < others.parse::<u32>().ok()?));
        less == Some(true) && self.senses.neighbour(token, Relation::Verb, "verlieren|unterliegen")
    }

    /// English of an adjective that says how something is done: enger → more closely. `None` if it has no English.
    pub fn manner(&self, token: usize) -> Option<String> {
        let reading = self.tokens[token].reading();
        let degree = match reading.form {
            Form::Adjective(_, degree) => degree,
            _ => Degree::Positive,
        };
        let site = Site::adjective(token, Class::Abstract, false);
        let adverb = match reading.word() {
            Some(Word::Adjective { english }) => {
                // Compared, an adverb of the same form is known only as an adjective.
                let lemma = reading.meaning.lexeme().map_or("", |lexeme| lexeme.lemma);
                let postings = Lexicon::shared().postings(lemma);
                let words = postings.iter().filter_map(|posting| Some(&Lexicon::shared().lexeme(posting.lexeme)?.word));
                let listed = words.into_iter().find_map(|word| match word {
                    Word::Adverb { english, .. } => self.senses.choose(site, english),
                    _ => None,
                });
                match (listed, self.senses.choose(site, english)) {
                    (Some(adverb), _) if degree != Degree::Positive => adverb.text.to_owned(),
                    (_, adjective) => adverb_of_adjective(government::bare(adjective?)),
                }
            }
            _ => return self.adjective_english(&reading.meaning, degree, site).map(|english| adverb_of(&english)),
        };
        Some(match degree {
            Degree::Positive => adverb,
            _ if adverb.len() > 5 && adverb.ends_with("ly") => {
                format!("{} {adverb}", if degree == Degree::Comparative { "more" } else { "most" })
            }
            _ => compare(&adverb, degree == Degree::Superlative),
        })
    }

    /// English of an adjective.
    pub fn adjective_english(&self, meaning: &Meaning, degree: Degree, site: Site) -> Option<String> {
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
                    return self.adjective_english(&Meaning::Participle(lexeme, VerbForm::Participle2), degree, site);
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

pub(super) fn negated(adjective: &str) -> String {
    format!("un{adjective}")
}

/// surprising → surprisingly: an adjective, not a participle that stands for one.
fn adverb_of_adjective(adjective: &str) -> String {
    if adjective.ends_with("ing") && !adjective.contains(' ') { format!("{adjective}ly") } else { adverb_of(adjective) }
}

/// quick → quickly.
pub fn adverb_of(adjective: &str) -> String {
    pub(super) const SAME: [&str; 16] = [
        "fast", "hard", "late", "early", "far", "long", "high", "low", "well", "first", "last", "daily", "weekly",
        "very", "better", "worse",
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
