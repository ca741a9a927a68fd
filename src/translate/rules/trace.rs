//! What each stage made of a sentence, for a lexicon author to read: the topological fields of its clauses, its phrases, and for
//! each word the equivalent that was chosen beside those that were not, with the reason.

use std::fmt::{self, Write};

use super::clauses::{Clause, Kind, Root, Tree};
use super::confidence::Evidence;
use super::phrases::{Item, Phrase};
use super::senses::Choice;
use super::tagging::Tagged;
use super::transfer::verb_group;

/// A printable analysis, one section a stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    sections: Vec<(&'static str, String)>,
}

impl Trace {
    /// Begins with the German and the domains of the text around it.
    pub(super) fn new(german: &str, domains: &[&str]) -> Self {
        let domain = if domains.is_empty() { "none" } else { &domains.join(", ") };
        let german = german.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { sections: vec![("German", german), ("Domain", domain.to_owned())] }
    }

    /// Adds words, fields, phrases and equivalents of an analysed stretch.
    pub(super) fn analysis(&mut self, tokens: &[Tagged], tree: &Tree, choices: &[Choice]) {
        let words = tokens.iter().map(|token| format!("{}/{:?}", token.token.text, token.tag).replace('\n', " "));
        self.sections.push(("Words", words.collect::<Vec<_>>().join(" ")));
        let mut shown = Shown { tokens, fields: String::new(), phrases: String::new() };
        for (index, clause) in tree.clauses.iter().enumerate() {
            shown.clause(index, clause, tree.roots.contains(&Root::Clause(index)));
        }
        self.sections.push(("Fields", shown.fields));
        self.sections.push(("Phrases", shown.phrases));
        self.sections.push(("Equivalents", equivalents(tokens, choices)));
    }

    /// Adds what came out.
    pub(super) fn result(&mut self, english: &str, confidence: f32, evidence: &Evidence) {
        self.sections.push(("English", english.to_owned()));
        self.sections.push(("Confidence", format!("{confidence:.2}: {evidence}")));
    }

    /// The sections in order, with their titles.
    pub fn sections(&self) -> &[(&'static str, String)] {
        &self.sections
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (title, text) in &self.sections {
            writeln!(f, "{title}\n  {}", text.trim_end().replace('\n', "\n  "))?;
        }
        Ok(())
    }
}

/// Fields and phrases while they are written. Writing to a string does not fail.
struct Shown<'a> {
    tokens: &'a [Tagged],
    fields: String,
    phrases: String,
}

impl Shown<'_> {
    fn clause(&mut self, index: usize, clause: &Clause, root: bool) {
        let kind = match clause.kind {
            Kind::Main => "main clause",
            Kind::Subordinate => "subordinate clause",
            Kind::Relative => "relative clause",
            Kind::Question => "indirect question",
            Kind::Infinitive => "infinitive with zu",
            Kind::Fragment => "no verb found",
        };
        let verb = verb_group::read(self.tokens, clause).map(|complex| verb_group::describe(&complex));
        let verb = verb.map_or(String::new(), |verb| format!(": {verb}"));
        let _ = writeln!(self.fields, "<{index}> {kind}{verb}{}", if root { "" } else { " (embedded)" });
        let openers: Vec<String> =
            clause.conjunctions.iter().chain(&clause.opener).map(|&token| self.text(token, token + 1)).collect();
        let is_verb = |item: &Item| matches!(item, Item::Verb(_));
        let finite = clause.finite.filter(|_| clause.kind == Kind::Main);
        let (before, after) = match finite {
            Some(at) => (&clause.items[..at.min(clause.items.len())], clause.items.get(at + 1..).unwrap_or_default()),
            None => (&[][..], &clause.items[..]),
        };
        let right = after.iter().position(is_verb).unwrap_or(after.len());
        let end = after.iter().rposition(is_verb).map_or(after.len(), |at| at + 1);
        let left = match finite.and_then(|at| clause.items.get(at)) {
            Some(item) => self.item(item),
            None => String::new(),
        };
        for (name, text) in [
            ("opener", openers.join(" ")),
            ("prefield", self.items(before)),
            ("left bracket", left),
            ("middle field", self.items(&after[..right])),
            ("right bracket", self.items(&after[right..end.max(right)])),
            ("final field", self.items(&after[end.max(right)..])),
        ] {
            if !text.is_empty() {
                let _ = writeln!(self.fields, "  {name:<14}{text}");
            }
        }
        clause.items.iter().filter_map(Item::phrase).for_each(|phrase| self.phrase(phrase, 0));
    }

    fn phrase(&mut self, phrase: &Phrase, depth: usize) {
        let text = self.text(phrase.start, phrase.end);
        let class = phrase.class.name();
        let _ = writeln!(self.phrases, "{:depth$}{text} ({class}; {})", "", phrase.cells, depth = depth * 2);
        let parts = phrase.genitive.iter().chain(&phrase.possessor).chain(&phrase.apposition).map(|part| &**part);
        let attached = phrase.attached.iter().filter_map(Item::phrase);
        let coordinated = phrase.coordinated.iter().map(|(_, next)| next);
        for inner in parts.chain(attached).chain(coordinated) {
            self.phrase(inner, depth + 1);
        }
    }

    fn items(&self, items: &[Item]) -> String {
        items.iter().map(|item| self.item(item)).collect::<Vec<_>>().join(" | ")
    }

    fn item(&self, item: &Item) -> String {
        match item {
            Item::Phrase(phrase) => {
                let mut text = self.text(phrase.start, phrase.end);
                for inner in &phrase.attached {
                    let _ = write!(text, " + {}", self.item(inner));
                }
                for (token, next) in &phrase.coordinated {
                    let _ = write!(text, " {} {}", self.text(*token, token + 1), self.text(next.start, next.end));
                }
                text
            }
            Item::Verb(token) | Item::Word(token) => self.text(*token, token + 1),
            Item::Adjective(words) => words.iter().map(|&word| self.text(word, word + 1)).collect::<Vec<_>>().join(" "),
            Item::Clause(index) => format!("<{index}>"),
            Item::Bracket(_, items) => format!("({})", self.items(items)),
        }
    }

    fn text(&self, from: usize, to: usize) -> String {
        let words = self.tokens.get(from..to).unwrap_or_default().iter().map(|token| token.token.text.as_str());
        words.collect::<Vec<_>>().join(" ")
    }
}

/// In the order of the German; of several choices for one word the last, which is the one that was written.
fn equivalents(tokens: &[Tagged], choices: &[Choice]) -> String {
    let mut text = String::new();
    for (token, tagged) in tokens.iter().enumerate() {
        let Some(choice) = choices.iter().rfind(|choice| choice.token == token) else { continue };
        let lemma = tagged.reading().meaning.lexeme().map(|lexeme| lexeme.lemma);
        let lemma = lemma.filter(|lemma| *lemma != tagged.token.text);
        let lemma = lemma.map_or(String::new(), |lemma| format!(" ({lemma})"));
        let _ = writeln!(text, "{}{lemma} → {} [{}]", tagged.token.text, choice.chosen, choice.because);
        for rejected in &choice.rejected {
            let _ = writeln!(text, "  not {} [{}]", rejected.english, rejected.reason);
        }
    }
    text
}
