//! Findings about a text: names spelt against the glossary or in two ways, titles and genders that contradict an entry,
//! unknown names, forbidden forms, and glossary terms that a finished translation lacks.

mod people;
mod target;

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Severity};
use crate::glossary::entry::Date;
use crate::glossary::surface::Form;
use crate::glossary::{EntryId, EntryType, Glossary};
use crate::matching::{MentionKind, Unknown};
use crate::normalize::{Language, wanted, with_its_spaces};
use crate::pipeline::Annotated;
use crate::romanization::scripts::is_mixed;
use crate::romanization::style::Style;

pub use target::check_target;

/// The rules by name, with one sentence each, in the order of the documentation.
pub const RULES: [(&str, &str); 9] = [
    ("non-canonical-spelling", "A name is not written in its canonical form."),
    ("inconsistent-spelling", "One person is written in two ways in one text."),
    ("title-contradicts-role", "A title is not one that the person holds or held."),
    ("gender-contradicts-entry", "A title's gender is not the person's."),
    ("unknown-name", "What looks like a name has no sure entry."),
    ("ambiguous-name", "A name alone could stand for several persons."),
    ("forbidden-form", "A form stands that the glossary forbids."),
    ("term-missing-in-target", "A glossary entry of the source is not in the translation in its canonical form."),
    ("mixed-scripts", "A word mixes letters of two scripts that look alike."),
];

/// What findings are measured by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// Language of the text.
    pub language: Language,
    /// House style of names.
    pub style: Style,
    /// Date of the text, for roles that begin and end.
    pub date: Option<Date>,
}

/// All findings about one document, in the order of the text. Spans are those of the document's text.
pub fn check(glossary: &Glossary, annotated: &Annotated, measure: Measure) -> Vec<Finding> {
    let mut findings = Vec::new();
    spelling(glossary, annotated, measure, &mut findings);
    consistency(glossary, annotated, &mut findings);
    people::check(glossary, annotated, measure.date, &mut findings);
    unknown(glossary, annotated, &mut findings);
    forbidden(glossary, annotated, &mut findings);
    mixed_scripts(annotated, &mut findings);
    findings.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    findings
}

fn spelling(glossary: &Glossary, annotated: &Annotated, measure: Measure, findings: &mut Vec<Finding>) {
    let text = annotated.document.text();
    for mention in &annotated.matches.mentions {
        let surface = mention.span.of(text);
        let wanted = wanted(glossary, text, mention, measure.language, measure.style)
            .map(|wanted| with_its_spaces(wanted, surface))
            .filter(|wanted| wanted != surface);
        let Some(wanted) = wanted else {
            continue;
        };
        let canonical = &glossary.entry(mention.entry).canonical;
        findings.push(Finding {
            rule: "non-canonical-spelling",
            severity: Severity::Warning,
            span: mention.span,
            message: match mention.evidence.as_slice() {
                [] => format!("\"{surface}\" is not how a {} text writes the name", measure.language.name()),
                evidence => format!("\"{surface}\" is {canonical} ({})", evidence.join("; ")),
            },
            remedy: format!("write \"{wanted}\""),
            replacement: Some(wanted),
        });
    }
}

fn consistency(glossary: &Glossary, annotated: &Annotated, findings: &mut Vec<Finding>) {
    let text = annotated.document.text();
    let mut first: BTreeMap<EntryId, String> = BTreeMap::new();
    for mention in &annotated.matches.mentions {
        let entry = glossary.entry(mention.entry);
        let short = matches!(mention.kind, MentionKind::SurnameOnly | MentionKind::Typo | MentionKind::Acronym);
        if entry.kind != EntryType::Person || short {
            continue;
        }
        let surface = mention.span.of(text);
        let mut bare = surface.trim_end_matches(['\'', '’']);
        if mention.genitive {
            bare = bare.strip_suffix(['s', 'S']).unwrap_or(bare).trim_end_matches(['\'', '’']);
        }
        let known = first.entry(mention.entry).or_insert_with(|| bare.to_owned());
        if known.to_lowercase() != bare.to_lowercase() {
            findings.push(Finding {
                rule: "inconsistent-spelling",
                severity: Severity::Warning,
                span: mention.span,
                message: format!("{} is written \"{bare}\" here and \"{known}\" before", entry.canonical),
                remedy: "write a person in one way throughout".into(),
                replacement: None,
            });
        }
    }
}

fn unknown(glossary: &Glossary, annotated: &Annotated, findings: &mut Vec<Finding>) {
    for unknown in &annotated.matches.unknown {
        let surface = unknown.span.of(annotated.document.text());
        let ambiguous = unknown.candidates.len() > 1 && !surface.contains([' ', '-']);
        findings.push(Finding {
            rule: if ambiguous { "ambiguous-name" } else { "unknown-name" },
            severity: if unknown.candidates.is_empty() { Severity::Note } else { Severity::Warning },
            span: unknown.span,
            message: match unknown.candidates.as_slice() {
                [] => format!("no entry is known for \"{surface}\""),
                _ => format!("\"{surface}\" is no sure match; it could be {}", candidates(glossary, unknown)),
            },
            remedy: if ambiguous {
                "name the person in full".into()
            } else {
                "correct the name, or add it to a glossary (`umschrift coverage --stubs` prints an entry to fill in)"
                    .into()
            },
            replacement: None,
        });
    }
}

fn candidates(glossary: &Glossary, unknown: &Unknown) -> String {
    let names = unknown.candidates.iter().take(3).map(|candidate| {
        let why = candidate.evidence.first().map_or(String::new(), |reason| format!(": {reason}"));
        format!("{} ({:.2}{why})", glossary.entry(candidate.entry).canonical, candidate.confidence)
    });
    names.collect::<Vec<_>>().join(", or ")
}

fn forbidden(glossary: &Glossary, annotated: &Annotated, findings: &mut Vec<Finding>) {
    let text = annotated.document.text();
    for mention in &annotated.matches.mentions {
        let entry = glossary.entry(mention.entry);
        let surface = mention.span.of(text);
        let Some(form) = entry
            .forbidden_de
            .iter()
            .find(|form| crate::glossary::fold::fold(form) == crate::glossary::fold::fold(surface))
        else {
            continue;
        };
        let standard = entry.german.first().filter(|_| entry.kind != EntryType::Person).unwrap_or(&entry.canonical);
        findings.push(Finding {
            rule: "forbidden-form",
            severity: Severity::Error,
            span: mention.span,
            message: format!("\"{form}\" must not be written for {}", entry.canonical),
            remedy: format!("write \"{standard}\""),
            replacement: Some(standard.clone()),
        });
    }
    let _ = Form::FORBIDDEN;
}

/// Latin letters and Cyrillic or Greek ones that look like them in one word, by accident or by design.
fn mixed_scripts(annotated: &Annotated, findings: &mut Vec<Finding>) {
    let text = annotated.document.text();
    if text.is_ascii() {
        return;
    }
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if is_mixed(letters) {
            let other = if letters.contains(|c| ('\u{400}'..='\u{52f}').contains(&c)) { "Cyrillic" } else { "Greek" };
            findings.push(Finding {
                rule: "mixed-scripts",
                severity: Severity::Error,
                span: crate::span::Span::new(start, start + letters.len()),
                message: format!("\"{letters}\" mixes Latin and {other} letters that look alike"),
                remedy: "write the word in one script".into(),
                replacement: None,
            });
        }
        start += word.len();
    }
}
