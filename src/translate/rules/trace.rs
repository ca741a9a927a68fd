//! What each stage made of a sentence, for a lexicon author to read.

use std::fmt;

use super::clauses::{Root, Tree};
use super::tagging::Tagged;
use super::transfer::verb_group;

/// A printable analysis, one section a stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    sections: Vec<(&'static str, String)>,
}

impl Trace {
    /// Adds a section.
    pub(super) fn section(&mut self, title: &'static str, text: String) {
        self.sections.push((title, text));
    }

    /// Adds tags and clauses.
    pub(super) fn analysis(&mut self, tokens: &[Tagged], tree: &Tree) {
        let tags =
            tokens.iter().map(|token| format!("{}/{:?}", token.token.text, token.tag)).collect::<Vec<_>>().join(" ");
        self.section("Tagging", tags);
        let mut clauses = String::new();
        for (index, clause) in tree.clauses.iter().enumerate() {
            let root = if tree.roots.contains(&Root::Clause(index)) { "root " } else { "" };
            let verb = verb_group::read(tokens, clause).map_or(String::new(), |complex| verb_group::describe(&complex));
            clauses += &format!("{index}: {root}{:?} [{verb}]", clause.kind);
            for item in &clause.items {
                clauses += " | ";
                clauses += &super::trace::item(tokens, item);
            }
            clauses.push('\n');
        }
        self.section("Clauses", clauses);
    }

    /// The sections in order, with their titles.
    pub fn sections(&self) -> &[(&'static str, String)] {
        &self.sections
    }
}

fn item(tokens: &[Tagged], item: &super::phrases::Item) -> String {
    use super::phrases::Item;
    let text = |from: usize, to: usize| {
        tokens[from..to].iter().map(|token| token.token.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    match item {
        Item::Phrase(phrase) => {
            let mut shown = format!("[{} {:04x}", text(phrase.start, phrase.end), phrase.cells.0);
            for inner in &phrase.attached {
                shown += &format!(" +{}", self::item(tokens, inner));
            }
            for (_, next) in &phrase.coordinated {
                shown += &format!(" & {}", text(next.start, next.end));
            }
            shown + "]"
        }
        Item::Verb(token) => format!("V:{}", tokens[*token].token.text),
        Item::Word(token) => format!("{:?}:{}", tokens[*token].tag, tokens[*token].token.text),
        Item::Adjective(words) => {
            format!("Adj:{}", words.iter().map(|&token| text(token, token + 1)).collect::<Vec<_>>().join(" "))
        }
        Item::Clause(index) => format!("<{index}>"),
        Item::Bracket(..) => "(…)".to_owned(),
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
