//! How much of the names of a text the glossary knows, and entries to fill in for the rest.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use crate::export::notes::one_line;
use crate::glossary::Glossary;
use crate::matching::Habits;
use crate::pipeline::Annotated;

/// A name without a sure entry, over all documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Missing {
    /// As it is written, without a genitive.
    pub surface: String,
    /// How often.
    pub count: usize,
    /// In how many documents.
    pub documents: usize,
    /// Canonical forms of entries that it could be, best first.
    pub candidates: Vec<String>,
    /// Hangul readings, best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hangul: Vec<String>,
    /// English spelling derived by rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
}

/// Coverage over any number of documents. Memory grows with the number of different unknown names, not with the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Coverage {
    /// Documents counted.
    pub documents: usize,
    /// Mentions by type of entry.
    pub types: BTreeMap<&'static str, usize>,
    /// Mentions by kind.
    pub kinds: BTreeMap<&'static str, usize>,
    /// In which systems North Korean names are written, each name counted once a document.
    pub spelling: Habits,
    /// Different entries found.
    pub entries: BTreeMap<String, usize>,
    #[serde(skip)]
    missing: BTreeMap<String, Missing>,
}

impl Coverage {
    /// Counts one document in.
    pub fn add(&mut self, glossary: &Glossary, annotated: &Annotated) {
        self.documents += 1;
        self.spelling.add(&annotated.matches.habits);
        for mention in &annotated.matches.mentions {
            let entry = glossary.entry(mention.entry);
            *self.types.entry(entry.kind.as_str()).or_default() += 1;
            *self.kinds.entry(mention.kind.as_str()).or_default() += 1;
            *self.entries.entry(entry.id.clone()).or_default() += 1;
        }
        let mut here = std::collections::BTreeSet::new();
        for unknown in &annotated.matches.unknown {
            let surface = one_line(unknown.span.of(annotated.document.text())).into_owned();
            let missing = self.missing.entry(surface.clone()).or_insert_with(|| Missing {
                surface: surface.clone(),
                count: 0,
                documents: 0,
                candidates: unknown
                    .candidates
                    .iter()
                    .map(|candidate| glossary.entry(candidate.entry).canonical.clone())
                    .collect(),
                hangul: unknown.hangul.clone(),
                derived: unknown.derived.clone(),
            });
            missing.count += 1;
            if here.insert(surface) {
                missing.documents += 1;
            }
        }
    }

    /// All mentions.
    pub fn mentions(&self) -> usize {
        self.types.values().sum()
    }

    /// Unknown names, the most frequent first.
    pub fn missing(&self) -> Vec<&Missing> {
        let mut missing: Vec<&Missing> = self.missing.values().collect();
        missing.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.surface.cmp(&b.surface)));
        missing
    }

    /// Occurrences of unknown names.
    pub fn unknown(&self) -> usize {
        self.missing.values().map(|missing| missing.count).sum()
    }

    /// The share of names that have an entry, from 0 to 1; `None` if there is no name.
    pub fn share(&self) -> Option<f64> {
        let all = self.mentions() + self.unknown();
        (all > 0).then(|| self.mentions() as f64 / all as f64)
    }

    /// TOML entries to fill in for the unknown names.
    pub fn stubs(&self) -> String {
        let mut out = String::new();
        for missing in self.missing() {
            let canonical = missing.derived.as_deref().unwrap_or(&missing.surface);
            // Writing to a string does not fail.
            let _ = writeln!(
                out,
                "[[person]]                 # {} times in {} documents",
                missing.count, missing.documents
            );
            let _ = writeln!(out, "id = {}", toml_string(&id(canonical)));
            let derived = if missing.derived.is_some() { "  # derived by rule, to be checked" } else { "" };
            let _ = writeln!(out, "canonical = {}{derived}", toml_string(canonical));
            if canonical != missing.surface {
                let _ = writeln!(out, "aliases = [{}]", toml_string(&missing.surface));
            }
            if !missing.hangul.is_empty() {
                let _ = writeln!(
                    out,
                    "# hangul = {}",
                    missing.hangul.iter().map(|name| toml_string(name)).collect::<Vec<_>>().join(" or ")
                );
            }
            if !missing.candidates.is_empty() {
                // A comment ends with its line, whatever a glossary calls people.
                let candidates = missing.candidates.join(", ").replace(char::is_control, " ");
                let _ = writeln!(out, "# or one of these, spelt wrongly: {candidates}");
            }
            out.push('\n');
        }
        out
    }
}

fn id(name: &str) -> String {
    let folded = crate::glossary::fold::fold(name);
    let id: String = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    id.trim_matches('-').to_owned()
}

fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
