//! `umschrift explain`

use std::io::Write;

use serde_json::json;

use super::arguments::{AnnotateFormat, Explain, Input};
use super::coverage::spelling;
use super::settings::Settings;
use super::{Outcome, input, output};
use crate::export::printable;
use crate::glossary::Glossary;
use crate::glossary::fold::fold;
use crate::matching::{Explanation, Habits, Matcher};
use crate::pipeline;

/// Runs the command.
pub fn run(command: &Explain, quiet: bool) -> anyhow::Result<Outcome> {
    let settings = Settings::find()?;
    let glossary = input::glossary(&command.glossaries, &settings, quiet)?;
    let matcher = Matcher::new(&glossary);
    let habits = match &command.document {
        Some(file) => {
            let input = Input { files: vec![file.clone()], encoding: None, input_format: None };
            let mut habits = Habits::default();
            for place in &input::places(&input)? {
                habits.add(&pipeline::annotate(&matcher, input::document(place, &input)?).matches.habits);
            }
            Some(habits)
        }
        None => None,
    };
    output::to(&command.output, |out| {
        if let Some(habits) = habits.as_ref().filter(|_| command.format == AnnotateFormat::Text) {
            spelling(out, habits)?;
            writeln!(out)?;
        }
        for name in &command.names {
            let explanation = match &habits {
                Some(habits) => matcher.explain_in(name, habits),
                None => matcher.explain(name),
            };
            match command.format {
                AnnotateFormat::Json => json_line(out, &glossary, name, &explanation, habits.as_ref())?,
                AnnotateFormat::Text => table(out, &glossary, name, &explanation)?,
            }
        }
        Ok(())
    })?;
    Ok(Outcome::Clean)
}

/// Entries that list the form itself, without any reading.
fn listed<'g>(glossary: &'g Glossary, name: &str) -> Vec<&'g crate::glossary::Entry> {
    glossary.look_up(&fold(name)).into_iter().map(|(id, _)| glossary.entry(id)).collect()
}

fn table(out: &mut dyn Write, glossary: &Glossary, name: &str, explanation: &Explanation) -> anyhow::Result<()> {
    writeln!(out, "{}", printable(name))?;
    let listed = listed(glossary, name);
    if !listed.is_empty() {
        writeln!(out, "\n  listed as a form of")?;
        for entry in listed {
            writeln!(out, "    {:<30} {:<13} {}", entry.canonical, entry.kind.as_str(), entry.id)?;
        }
    }
    if !explanation.readings.is_empty() {
        writeln!(out, "\n  read as          cost  in the spelling of")?;
        for reading in &explanation.readings {
            let habits: Vec<&str> = reading.habits.iter().map(|habit| habit.name()).collect();
            writeln!(
                out,
                "    {}{:>width$}  {}",
                reading.hangul,
                reading.cost,
                habits.join(", "),
                width = 17_usize.saturating_sub(2 * reading.hangul.chars().count())
            )?;
        }
    }
    if !explanation.entries.is_empty() {
        writeln!(out, "\n  could be                        sure  because")?;
        for candidate in &explanation.entries {
            let entry = glossary.entry(candidate.entry);
            let hangul = entry.hangul.as_deref().unwrap_or_default();
            let who = format!("{} {hangul}", entry.canonical);
            let pad = 28_usize.saturating_sub(who.chars().count() + hangul.chars().count());
            writeln!(
                out,
                "    {who}{} {:>5.2}  {}",
                " ".repeat(pad),
                candidate.confidence,
                candidate.evidence.join("; ")
            )?;
        }
    }
    let verdict = match (explanation.linked, explanation.entries.first()) {
        (true, Some(best)) => format!("one clear winner: {}", glossary.entry(best.entry).canonical),
        (false, Some(_)) => "no clear winner: reported as unknown, with these candidates".to_owned(),
        (_, None) if explanation.readings.is_empty() => "no Korean name".to_owned(),
        (_, None) => "no entry fits: reported as unknown".to_owned(),
    };
    writeln!(out, "\n  {verdict}\n")?;
    Ok(())
}

fn json_line(
    out: &mut dyn Write,
    glossary: &Glossary,
    name: &str,
    explanation: &Explanation,
    habits: Option<&Habits>,
) -> anyhow::Result<()> {
    let readings: Vec<_> = explanation
        .readings
        .iter()
        .map(|reading| json!({ "hangul": reading.hangul, "cost": reading.cost, "spellings": reading.habits.iter().map(|habit| habit.name()).collect::<Vec<_>>() }))
        .collect();
    let entries: Vec<_> = explanation
        .entries
        .iter()
        .map(|candidate| {
            let entry = glossary.entry(candidate.entry);
            json!({
                "entry": entry.id,
                "canonical": entry.canonical,
                "hangul": entry.hangul,
                "confidence": (f64::from(candidate.confidence) * 100.0).round() / 100.0,
                "evidence": candidate.evidence,
            })
        })
        .collect();
    let listed: Vec<&str> = listed(glossary, name).into_iter().map(|entry| entry.id.as_str()).collect();
    let mut object = json!({
        "schema": "umschrift/explain/1",
        "name": name,
        "listed": listed,
        "readings": readings,
        "entries": entries,
        "linked": explanation.linked,
    });
    if let Some(habits) = habits {
        object["spelling"] = json!(habits);
    }
    serde_json::to_writer(&mut *out, &object)?;
    writeln!(out)?;
    Ok(())
}
