//! Titles against the persons they stand beside.

use crate::diagnostic::{Finding, Severity};
use crate::glossary::entry::{Date, Gender, Role};
use crate::glossary::{Country, Entry, EntryId, EntryType, Glossary};
use crate::matching::Mention;
use crate::pipeline::Annotated;
use crate::span::Span;

/// How many words may stand between a title and the name it belongs to: "der Sekretär der Partei der Arbeit, Pak …".
const REACH: usize = 6;

/// A person beside a title: linked, or the likeliest candidate for an unknown name.
struct Holder {
    entry: EntryId,
    span: Span,
    sure: bool,
}

/// Checks every title of a document against the person it is attached to.
pub fn check(glossary: &Glossary, annotated: &Annotated, date: Option<Date>, findings: &mut Vec<Finding>) {
    let held = held_titles(glossary);
    for sentence in &annotated.sentences {
        let mentions = annotated.matches.within(*sentence);
        for (at, title) in mentions.iter().enumerate() {
            let entry = glossary.entry(title.entry);
            if entry.kind != EntryType::Title {
                continue;
            }
            let Some(holder) = holder(glossary, annotated, *sentence, mentions, at) else { continue };
            let person = glossary.entry(holder.entry);
            gender(annotated, title, person, &holder, findings);
            if holder.sure && held.contains(title_word(entry).as_str()) {
                role(glossary, annotated, title, person, date, findings);
            }
        }
    }
}

/// The English of all titles that somebody holds, down to their words. A title that nobody in the glossary holds
/// (an honorific such as "Comrade") is no office and contradicts nothing.
fn held_titles(glossary: &Glossary) -> std::collections::BTreeSet<String> {
    let roles = glossary.entries().flat_map(|(_, entry)| entry.person.iter().flat_map(|person| &person.roles));
    let ids: std::collections::BTreeSet<&str> = roles.map(|role| role.title.as_str()).collect();
    ids.into_iter().filter_map(|id| Some(title_word(glossary.entry(glossary.id(id)?)))).collect()
}

/// The head word of an English title: "minister" of "Vice Minister of Fisheries".
fn title_word(title: &Entry) -> String {
    let head = title.canonical.split(" of ").next().unwrap_or_default();
    head.rsplit(' ').next().unwrap_or_default().to_lowercase()
}

/// The person that a title belongs to: the next name after it, with nothing but a few words of the same noun phrase
/// between, or the name right before it with a comma.
fn holder(
    glossary: &Glossary,
    annotated: &Annotated,
    sentence: Span,
    mentions: &[Mention],
    at: usize,
) -> Option<Holder> {
    let text = annotated.document.text();
    let title = mentions[at].span;
    let linked = mentions.iter().map(|mention| Holder { entry: mention.entry, span: mention.span, sure: true });
    let guessed =
        annotated.matches.unknown.iter().filter(|unknown| sentence.contains(unknown.span)).filter_map(|unknown| {
            Some(Holder { entry: unknown.candidates.first()?.entry, span: unknown.span, sure: false })
        });
    let mut people: Vec<Holder> =
        linked.chain(guessed).filter(|holder| glossary.entry(holder.entry).kind == EntryType::Person).collect();
    people.sort_by_key(|holder| holder.span.start);
    let nouns_between = |from: usize, to: usize| {
        mentions.iter().any(|mention| {
            mention.span.start >= from
                && mention.span.end <= to
                && matches!(glossary.entry(mention.entry).kind, EntryType::Title | EntryType::Person)
        })
    };
    let after = people.iter().position(|holder| holder.span.start >= title.end).filter(|index| {
        let between = Span::new(title.end, people[*index].span.start).of(text);
        same_phrase(between) && !nouns_between(title.end, people[*index].span.start)
    });
    let before = || {
        people.iter().rposition(|holder| holder.span.end <= title.start).filter(|index| {
            let between = Span::new(people[*index].span.end, title.start).of(text);
            between.starts_with(", ")
                && between.split_whitespace().count() <= 4
                && !nouns_between(people[*index].span.end, title.start)
        })
    };
    let index = after.or_else(before)?;
    Some(people.swap_remove(index))
}

/// Words that a title's own noun phrase is made of: genitives, a comma, no verb, no further clause.
fn same_phrase(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    let inside = |word: &&str| {
        let bare = word.trim_end_matches(',');
        matches!(bare, "der" | "des" | "die" | "den" | "im" | "in" | "für" | "von" | "und" | "am" | "beim" | "bei" | "")
            || bare.chars().next().is_some_and(char::is_uppercase)
            || ["en", "er", "es", "em"].iter().any(|end| bare.ends_with(end)) && bare.len() > 5
    };
    words.len() <= REACH
        && between.matches(',').count() <= 1
        && !between.contains([';', ':', '.', '(', '„', '“', '–'])
        && words.iter().all(inside)
}

fn gender(annotated: &Annotated, title: &Mention, person: &Entry, holder: &Holder, findings: &mut Vec<Finding>) {
    let surface = title.span.of(annotated.document.text());
    let (form, is) = match (title.gender, person.gender) {
        (Some(Gender::Feminine), Some(Gender::Masculine)) => ("feminine", "a man"),
        (Some(Gender::Masculine), Some(Gender::Feminine)) => ("masculine", "a woman"),
        _ => return,
    };
    let who = if holder.sure {
        person.canonical.clone()
    } else {
        format!("{}, whom \"{}\" probably means,", person.canonical, holder.span.of(annotated.document.text()))
    };
    findings.push(Finding {
        rule: "gender-contradicts-entry",
        severity: if form == "feminine" { Severity::Error } else { Severity::Note },
        span: title.span,
        message: format!("\"{surface}\" is {form}, but {who} is {is}"),
        remedy: "correct the title, or check whether somebody else is meant".into(),
        replacement: None,
    });
}

fn role(
    glossary: &Glossary,
    annotated: &Annotated,
    title: &Mention,
    person: &Entry,
    date: Option<Date>,
    findings: &mut Vec<Finding>,
) {
    let Some(facts) = &person.person else { return };
    let roles: Vec<(&Role, &Entry)> =
        facts.roles.iter().filter_map(|role| Some((role, glossary.entry(glossary.id(&role.title)?)))).collect();
    // Of a person with none but generic roles ("athlete") no office is known.
    if roles.iter().all(|(_, title)| title.generic) {
        return;
    }
    let entry = glossary.entry(title.entry);
    let fitting: Vec<&(&Role, &Entry)> = roles.iter().filter(|(_, held)| covers(entry, held, person.country)).collect();
    let surface = title.span.of(annotated.document.text());
    let held =
        || roles.iter().map(|(role, title)| describe(role, title, person.country)).collect::<Vec<_>>().join(", ");
    let message = if fitting.is_empty() {
        format!("\"{surface}\" ({}) is not an office of {}: {}", title.english, person.canonical, held())
    } else if let Some(date) = date.filter(|date| !fitting.iter().any(|(role, _)| holds_at(role, *date))) {
        format!("{} was not \"{surface}\" in {}: {}", person.canonical, date.year, held())
    } else {
        return;
    };
    findings.push(Finding {
        rule: "title-contradicts-role",
        severity: Severity::Warning,
        span: title.span,
        message,
        remedy: "correct the title, or bring the entry's roles up to date in a glossary of your own".into(),
        replacement: None,
    });
}

/// Whether a title as written names an office that is held: the same, or its general word ("Secretary" for "Secretary of
/// the Central Committee"), but never the chief for the deputy.
fn covers(written: &Entry, held: &Entry, country: Option<Country>) -> bool {
    if written.id == held.id {
        return true;
    }
    let (written, held) = (written.english_for(country).to_lowercase(), held.english_for(country).to_lowercase());
    let deputy = |title: &str| ["vice", "deputy", "first vice"].iter().any(|word| title.starts_with(word));
    written == held
        || deputy(&written) == deputy(&held)
            && (held.ends_with(&format!(" {written}"))
                || held.starts_with(&format!("{written} "))
                || !written.contains(' ') && held.split(' ').any(|word| word == written))
}

fn holds_at(role: &Role, date: Date) -> bool {
    let at = (date.year, date.month.unwrap_or(6));
    role.from.is_none_or(|from| (from.year, from.month.unwrap_or(1)) <= at)
        && role.to.is_none_or(|to| (to.year, to.month.unwrap_or(12)) >= at)
}

fn describe(role: &Role, title: &Entry, country: Option<Country>) -> String {
    let english = title.english_for(country);
    match (role.from, role.to) {
        (Some(from), Some(to)) => format!("{english} ({}–{})", from.year, to.year),
        (Some(from), None) => format!("{english} (since {})", from.year),
        (None, Some(to)) => format!("{english} (until {})", to.year),
        (None, None) => english.to_owned(),
    }
}
