//! A finished translation against its source: is every mention there in its canonical form?

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Severity};
use crate::glossary::{EntryId, EntryType, Glossary};
use crate::matching::{Mention, MentionKind};
use crate::pipeline::Annotated;
use crate::span::Span;

/// Findings about a translation. Spans of missing terms are those of the source's text (`true`), spans of forbidden forms those of the
/// translation.
pub fn check_target(glossary: &Glossary, source: &Annotated, translation: &str) -> Vec<(bool, Finding)> {
    let mut findings = Vec::new();
    let lower = translation.to_lowercase();
    let mut seen: BTreeMap<EntryId, Vec<&Mention>> = BTreeMap::new();
    for mention in &source.matches.mentions {
        seen.entry(mention.entry).or_default().push(mention);
    }
    for (id, mentions) in seen {
        let entry = glossary.entry(id);
        let forms: Vec<&str> = [
            Some(entry.canonical.as_str()),
            entry.abbreviation.en.as_deref(),
            Some(entry.surname()).filter(|name| !name.is_empty()),
            entry.plural.as_deref(),
        ]
        .into_iter()
        .flatten()
        .chain(mentions.iter().map(|mention| mention.english.as_str()))
        .collect();
        let sensitive = matches!(entry.kind, EntryType::Person | EntryType::Place | EntryType::Organization);
        let full = mentions.iter().any(|mention| mention.kind != MentionKind::SurnameOnly);
        let accepted =
            forms.iter().filter(|form| !full || entry.kind != EntryType::Person || **form != entry.surname());
        let there = accepted.clone().any(|form| contains(translation, &lower, form, sensitive));
        if there {
            continue;
        }
        let first = mentions[0];
        let expected: Vec<String> =
            accepted.map(|form| format!("\"{form}\"")).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        findings.push((
            true,
            Finding {
                rule: "term-missing-in-target",
                severity: Severity::Error,
                span: first.span,
                message: format!(
                    "\"{}\" has no canonical form in the translation",
                    first.span.of(source.document.text())
                ),
                remedy: format!("write {}", expected.join(" or ")),
                replacement: None,
            },
        ));
    }
    for (_, entry) in glossary.entries() {
        for form in &entry.forbidden_en {
            for at in occurrences(translation, form) {
                findings.push((
                    false,
                    Finding {
                        rule: "forbidden-form",
                        severity: Severity::Error,
                        span: Span::new(at, at + form.len()),
                        message: format!("\"{form}\" must not be written for {}", entry.canonical),
                        remedy: format!("write \"{}\"", entry.abbreviation.en.as_ref().unwrap_or(&entry.canonical)),
                        replacement: entry.abbreviation.en.clone().or_else(|| Some(entry.canonical.clone())),
                    },
                ));
            }
        }
    }
    findings
}

fn contains(text: &str, lower: &str, form: &str, sensitive: bool) -> bool {
    // A dateline may be all capitals.
    occurrences(text, form).next().is_some()
        || occurrences(text, &form.to_uppercase()).next().is_some()
        || !sensitive && lower.contains(&form.to_lowercase())
}

/// Byte offsets at which a form stands as whole words.
fn occurrences<'t>(text: &'t str, form: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(form).map(|(at, _)| at).filter(move |at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + form.len()..].chars().next();
        !form.is_empty() && !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
