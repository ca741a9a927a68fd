//! Verbs of a word list → lines of `verbs-*.tsv`: government from "etw.", "jdm." and prepositions, principal parts from the
//! simple verbs of the shipped lexicon, separable prefixes from participles.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::super::lexicon::Layer;
use super::super::lexicon::entry::{Form, Persons, VerbForm, Word};
use super::super::lexicon::inflect::Parts;
use super::ding::{Article, Term};
use super::entries::{best, headword_cost, rows};

static PREFIXES: LazyLock<Vec<(&str, bool)>> = LazyLock::new(|| {
    let mut prefixes: Vec<(&str, bool)> =
        rows(include_str!("prefixes.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)? == "always"))).collect();
    prefixes.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
    prefixes
});
static PREPOSITIONS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("prepositions.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
});

/// Prefixes that never stand apart.
const INSEPARABLE: [&str; 7] = ["be", "ent", "er", "ge", "miss", "ver", "zer"];
/// So many frames of a verb are kept, the cheapest.
const FRAMES: usize = 4;

/// Collects verbs.
pub struct Verbs {
    shipped: &'static Layer,
    simple: HashMap<String, Simple>,
    found: BTreeMap<String, Verb>,
}

/// A verb that the shipped lexicon inflects.
struct Simple {
    third: String,
    preterite: String,
    participle: String,
    with_sein: bool,
}

struct Verb {
    /// Infinitive as the lexicon writes it, parts, auxiliary.
    head: String,
    /// By pattern: cost and English.
    frames: BTreeMap<String, (u32, String)>,
}

impl Verbs {
    /// No verb yet, beside a shipped lexicon.
    pub fn new(shipped: &'static Layer) -> Self {
        Self { shipped, simple: simple_verbs(shipped), found: BTreeMap::new() }
    }

    /// Adds the verbs of an article.
    pub fn add(&mut self, article: &Article<'_>) {
        let (Some(german), Some(english)) = (article.german.first(), article.english.first()) else { return };
        if !english.iter().any(|term| term.text.starts_with("to ")) {
            return;
        }
        for (position, term) in german.iter().enumerate() {
            if term.cut || !["vt", "vi", "vr", "v"].iter().any(|mark| term.is(mark)) {
                continue;
            }
            let Some((infinitive, complements)) = government(term) else { continue };
            if self.shipped.contains(infinitive) {
                continue;
            }
            let participle = participle(article, german.len(), position);
            let Some(head) = self.head(infinitive, participle) else { continue };
            let Some((cost, phrase)) = best(english, |text| verb_phrase(text, &complements)) else { continue };
            let cost = cost + headword_cost(term, position);
            let pattern = match complements.join("+") {
                none if none.is_empty() => "-".to_owned(),
                pattern => pattern,
            };
            let verb = self.found.entry(infinitive.to_owned()).or_insert(Verb { head, frames: BTreeMap::new() });
            let frame = verb.frames.entry(pattern).or_insert((u32::MAX, String::new()));
            if cost < frame.0 {
                *frame = (cost, phrase);
            }
        }
    }

    /// The lines of all verbs.
    pub fn lines(self) -> String {
        let mut text = String::new();
        for verb in self.found.into_values() {
            let mut frames: Vec<_> = verb.frames.into_iter().collect();
            frames.sort_by_key(|(_, (cost, _))| *cost);
            frames.truncate(FRAMES);
            let frames: Vec<String> =
                frames.into_iter().map(|(pattern, (_, english))| format!("{pattern}: {english}")).collect();
            text.push_str(&format!("{}\t{}\n", verb.head, frames.join(" ; ")));
        }
        text
    }

    /// The first three columns of a verb's line; none if its forms are not known.
    fn head(&self, infinitive: &str, participle: Option<&str>) -> Option<String> {
        let split = PREFIXES.iter().find_map(|(prefix, always)| {
            let base = infinitive.strip_prefix(prefix).filter(|base| base.len() > 3)?;
            let shown = participle.and_then(|participle| participle.strip_prefix(prefix));
            let separable = match shown {
                Some(rest) => {
                    rest.starts_with("ge") && !base.starts_with("ge") || *always && self.parts(base).is_some()
                }
                None => *always && participle.is_none() && self.parts(base).is_some(),
            };
            separable.then_some((*prefix, base))
        });
        let (prefix, base) = split.unwrap_or(("", infinitive));
        let written = if prefix.is_empty() { base.to_owned() } else { format!("{prefix}|{base}") };
        if let Some((parts, with_sein)) = self.parts(base) {
            return Some(format!("{written}\t{parts}\t{}", if with_sein { "s" } else { "h" }));
        }
        let weak = Parts::new(base, "w")?;
        let own = participle.map(|participle| participle.strip_prefix(prefix).unwrap_or(participle));
        own.is_none_or(|own| own == weak.participle()).then(|| format!("{written}\tw\th"))
    }

    /// Principal parts of a verb without separable prefix, and whether it takes sein.
    pub fn parts(&self, base: &str) -> Option<(String, bool)> {
        let written = |simple: &Simple, prefix: &str, participle: &str| {
            (format!("{prefix}{} {prefix}{} {prefix}{participle}", simple.third, simple.preterite), simple.with_sein)
        };
        if let Some(simple) = self.simple.get(base) {
            return Some(written(simple, "", &simple.participle));
        }
        INSEPARABLE.iter().find_map(|prefix| {
            let simple = self.simple.get(base.strip_prefix(prefix)?)?;
            let participle = simple.participle.strip_prefix("ge").unwrap_or(&simple.participle);
            Some((written(simple, prefix, participle).0, false))
        })
    }
}

/// Principal parts of all verbs of a layer that have no separable prefix.
fn simple_verbs(layer: &'static Layer) -> HashMap<String, Simple> {
    let mut simple: HashMap<String, Simple> = HashMap::new();
    layer.for_each(|form, postings| {
        for posting in postings {
            let Form::Verb { form: kind, persons, detached: false } = posting.form else { continue };
            let Some(lexeme) = layer.lexeme(posting.lexeme) else { continue };
            let Word::Verb { prefix: "", with_sein, .. } = &lexeme.word else { continue };
            let empty = || Simple {
                third: String::new(),
                preterite: String::new(),
                participle: String::new(),
                with_sein: *with_sein,
            };
            let verb = simple.entry(lexeme.lemma.to_owned()).or_insert_with(empty);
            let third = persons.0 & Persons::THIRD.0 != 0;
            let part = match kind {
                VerbForm::Present if third => &mut verb.third,
                VerbForm::Past if third => &mut verb.preterite,
                VerbForm::Participle2 => &mut verb.participle,
                _ => continue,
            };
            if part.is_empty() {
                form.clone_into(part);
            }
        }
    });
    simple.retain(|_, verb| ![&verb.third, &verb.preterite, &verb.participle].iter().any(|part| part.is_empty()));
    simple
}

/// The participle that the third column of an article gives for one of the synonyms of the first.
fn participle<'a>(article: &'a Article<'_>, synonyms: usize, position: usize) -> Option<&'a str> {
    let present = article.german.get(1)?.first()?;
    let column = article.german.get(2).filter(|column| column.len() == synonyms)?;
    present.text.ends_with("nd").then(|| column.get(position)?.text.rsplit(' ').next()).flatten()
}

/// Infinitive and complements of "jdm. etw. geben", in the lexicon's notation; none if other words belong to it.
fn government<'a>(term: &'a Term<'_>) -> Option<(&'a str, Vec<String>)> {
    let mut words: Vec<&str> = term.text.split(' ').collect();
    let infinitive = words.pop()?;
    if !infinitive.ends_with('n') || infinitive.len() < 4 || !infinitive.chars().all(char::is_lowercase) {
        return None;
    }
    let mut complements = Vec::new();
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let complement = match word {
            "etw." | "jdn." | "jdn./etw." | "etw./jdn." => "A".to_owned(),
            "jdm." | "jdm./etw." | "etw./jdm." => "D".to_owned(),
            "einer" => words.next_if_eq(&"Sache").map(|_| "D".to_owned())?,
            "sich" => "R".to_owned(),
            preposition => {
                let case = match words.next()? {
                    "etw." => PREPOSITIONS.get(preposition)?,
                    "jdn." | "jdn./etw." => "A",
                    "jdm." | "jdm./etw." => "D",
                    _ => return None,
                };
                format!("{preposition}:{case}")
            }
        };
        if complements.contains(&complement) {
            return None;
        }
        complements.push(complement);
    }
    let has = |wanted: &str| complements.iter().any(|complement| complement == wanted);
    if has("R") && has("A") {
        complements.iter_mut().filter(|complement| *complement == "R").for_each(|it| "Rd".clone_into(it));
    } else if term.is("vt") && !has("A") && !has("R") {
        complements.push("A".to_owned());
    }
    Some((infinitive, complements))
}

/// English verb phrase with the lexicon's slots for "sb." and "sth."; none if they do not match the complements.
fn verb_phrase(text: &str, complements: &[String]) -> Option<String> {
    let rest = text.strip_prefix("to ")?;
    let words: Vec<&str> = rest.split(' ').collect();
    if words.len() > 6 {
        return None;
    }
    let mut open: Vec<&str> = complements.iter().map(String::as_str).filter(|one| !one.starts_with('R')).collect();
    let mut written: Vec<String> = Vec::new();
    let person = words.iter().filter(|word| word.starts_with("sb.")).count() > 0;
    for word in &words {
        let placeholder = matches!(*word, "sth." | "sb." | "sb./sth." | "sth./sb.");
        if !placeholder {
            if !word.chars().all(|letter| letter.is_alphabetic() || letter == '-') || word.contains("oneself") {
                return None;
            }
            written.push((*word).to_owned());
            continue;
        }
        let after_preposition = written.last().is_some_and(|last| is_preposition(last));
        let at = if after_preposition { open.iter().position(|one| one.contains(':')) } else { None };
        let dative = || open.iter().position(|one| *one == "D").filter(|_| *word == "sb." && person);
        let accusative = || open.iter().position(|one| *one == "A");
        let at = at.or_else(dative).or_else(accusative).or((!open.is_empty()).then_some(0))?;
        let slot = open.remove(at);
        written.push(format!("{{{}}}", slot.split(':').next().unwrap_or(slot)));
    }
    // An object that the English does not show follows the verb; nothing else may be left over.
    if open.iter().any(|one| *one != "A") {
        return None;
    }
    let trailing = |slot: &str| slot == "{A}" || slot.starts_with('{') && slot != "{D}";
    while written.len() > 1 && written.last().is_some_and(|last| trailing(last)) {
        written.pop();
    }
    let phrase = written.join(" ");
    (!phrase.is_empty() && !phrase.starts_with('{')).then_some(phrase)
}

fn is_preposition(word: &str) -> bool {
    const PREPOSITIONS: [&str; 19] = [
        "about", "against", "at", "by", "for", "from", "in", "into", "of", "off", "on", "onto", "out", "over", "to",
        "towards", "upon", "with", "within",
    ];
    PREPOSITIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::super::ding::strict;
    use super::*;
    use crate::translate::rules::lexicon::Lexicon;

    #[test]
    fn verbs_get_parts_and_frames() {
        for (article, line) in [
            (
                "etw. zerknubbeln {vt} | zerknubbelnd | zerknubbelt :: to crumple sth. up",
                "zerknubbeln\tw\th\tA: crumple {A} up\n",
            ),
            (
                "jdm. etw. anknubbeln {vt} | anknubbelnd | angeknubbelt :: to pin sth. on sb.",
                "an|knubbeln\tw\th\tD+A: pin {A} on {D}\n",
            ),
            ("um etw. knubbeln {vi} :: to haggle over sth.", "knubbeln\tw\th\tum:A: haggle over\n"),
            ("sich knubbeln {vr} :: to crowd", "knubbeln\tw\th\tR: crowd\n"),
            ("quergeben {vt} | quergebend | quergegeben :: to pass across", ""),
        ] {
            let mut verbs = Verbs::new(Lexicon::shipped_layer());
            verbs.add(&strict_first(article));
            assert_eq!(verbs.lines(), line, "{article}");
        }
    }

    fn strict_first(line: &str) -> Article<'_> {
        strict(line).ok().flatten().unwrap_or_else(|| super::super::ding::lenient(line).unwrap())
    }

    #[test]
    fn prefixed_verbs_take_the_parts_of_the_simple_ones() {
        let verbs = Verbs::new(Lexicon::shipped_layer());
        assert_eq!(verbs.head("hinübergeben", None).as_deref(), Some("hinüber|geben\tgibt gab gegeben\th"));
        assert_eq!(verbs.head("hinweggeben", None).as_deref(), Some("hinweg|geben\tgibt gab gegeben\th"));
        assert_eq!(verbs.parts("vergehen").map(|(parts, _)| parts).as_deref(), Some("vergeht verging vergangen"));
    }
}
