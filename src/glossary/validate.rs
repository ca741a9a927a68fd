//! What must be true of a glossary as a whole.

use std::collections::BTreeMap;

use super::entry::{Country, EntryType};
use super::fold::fold;
use super::parse::{Located, Problem};
use super::surface::{Form, surface_forms};
use crate::romanization::dprk;

/// Checks all entries against each other and against the rules of romanization.
pub fn validate(entries: &[Located]) -> Vec<Problem> {
    let mut problems = Vec::new();
    duplicate_ids(entries, &mut problems);
    dangling_roles(entries, &mut problems);
    contested_forms(entries, &mut problems);
    for located in entries {
        hangul(located, &mut problems);
        dates(located, &mut problems);
    }
    problems.sort_by_key(|problem| (problem.source, problem.span.start));
    problems
}

fn problem(located: &Located, message: String, remedy: impl Into<String>) -> Problem {
    Problem { source: located.source, span: located.span, message, remedy: remedy.into() }
}

/// Within one layer an id stands once; across layers the later file wins, which is no error.
fn duplicate_ids(entries: &[Located], problems: &mut Vec<Problem>) {
    let mut seen = BTreeMap::new();
    for located in entries {
        if let Some(first) = seen.insert(located.entry.id.as_str(), located) {
            problems.push(problem(
                located,
                format!("the id \"{}\" is given twice, first in {}", located.entry.id, first.entry.file),
                "give each entry an id of its own",
            ));
        }
    }
}

fn dangling_roles(entries: &[Located], problems: &mut Vec<Problem>) {
    let of_kind = |kind| -> std::collections::BTreeSet<&str> {
        entries.iter().filter(|located| located.entry.kind == kind).map(|located| located.entry.id.as_str()).collect()
    };
    let (titles, organizations) = (of_kind(EntryType::Title), of_kind(EntryType::Organization));
    for located in entries {
        for role in located.entry.person.iter().flat_map(|person| &person.roles) {
            if !titles.contains(role.title.as_str()) {
                problems.push(problem(
                    located,
                    format!(
                        "the role of \"{}\" names the title \"{}\", which is not there",
                        located.entry.id, role.title
                    ),
                    "use the id of a [[title]], or add that title",
                ));
            }
            if let Some(body) = role.organization.as_deref().filter(|body| !organizations.contains(body)) {
                problems.push(problem(
                    located,
                    format!(
                        "the role of \"{}\" names the organization \"{body}\", which is not there",
                        located.entry.id
                    ),
                    "use the id of an [[organization]], or add it",
                ));
            }
        }
    }
}

/// No German form may stand for two entries, unless all of them say so.
fn contested_forms(entries: &[Located], problems: &mut Vec<Problem>) {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for (index, located) in entries.iter().enumerate() {
        for surface in surface_forms(&located.entry) {
            let shared = [Form::SURNAME, Form::EPITHET, Form::GIVEN_NAME, Form::ORIGIN, Form::DERIVED]
                .iter()
                .any(|mark| surface.form.has(*mark));
            // A name in Hangul may stand for a river and a station; only persons are told apart by it.
            let script = surface.form.has(Form::SCRIPT) && located.entry.kind != EntryType::Person;
            if shared || script || surface.form.has(Form::INFLECTED) {
                continue;
            }
            let key = if surface.form.has(Form::ACRONYM) { surface.text.clone() } else { fold(&surface.text) };
            let owner = *owners.entry(key).or_insert(index);
            let first = &entries[owner].entry;
            let same_english = first.kind == located.entry.kind && first.canonical == located.entry.canonical;
            let declared = first.ambiguous && located.entry.ambiguous;
            if owner != index && first.id != located.entry.id && !same_english && !declared {
                problems.push(problem(
                    located,
                    format!(
                        "\"{}\" stands for \"{}\" and for \"{}\" ({})",
                        surface.text, located.entry.id, first.id, first.file
                    ),
                    "remove it from one of them, or set ambiguous = true on both",
                ));
            }
        }
    }
}

fn hangul(located: &Located, problems: &mut Vec<Problem>) {
    let entry = &located.entry;
    let (Some(person), Some(hangul), Some(Country::DPRK)) = (&entry.person, &entry.hangul, entry.country) else {
        return;
    };
    match dprk::name(hangul) {
        None => problems.push(problem(
            located,
            format!("the Hangul \"{hangul}\" of \"{}\" is not all Hangul syllables", entry.id),
            "write the name in precomposed Hangul",
        )),
        Some(romanized) if romanized.replace(' ', "").eq_ignore_ascii_case(&entry.canonical.replace(' ', "")) => {
            if person.exception.is_some() {
                problems.push(problem(
                    located,
                    format!("\"{}\" gives an exception, but {hangul} romanises to its canonical form", entry.id),
                    "remove exception",
                ));
            }
        }
        Some(romanized) if person.exception.is_none() => problems.push(problem(
            located,
            format!(
                "the Hangul {hangul} of \"{}\" romanises to \"{romanized}\", not to \"{}\"",
                entry.id, entry.canonical
            ),
            "correct one of them, or say why in exception = \"…\"",
        )),
        Some(_) => {}
    }
}

fn dates(located: &Located, problems: &mut Vec<Problem>) {
    for role in located.entry.person.iter().flat_map(|person| &person.roles) {
        if let (Some(from), Some(to)) = (role.from, role.to) {
            let (start, end) = ((from.year, from.month.unwrap_or(1)), (to.year, to.month.unwrap_or(12)));
            if start > end {
                problems.push(problem(
                    located,
                    format!("the role \"{}\" of \"{}\" ends before it begins", role.title, located.entry.id),
                    "exchange or correct from and to",
                ));
            }
        }
    }
}
