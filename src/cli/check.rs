//! `umschrift check`

use std::io::Write;

use anyhow::{anyhow, bail};

use super::arguments::{Check, CheckFormat};
use super::input::Place;
use super::settings::Settings;
use super::{Outcome, input, output};
use crate::alarms::{Alarms, Side};
use crate::check::{Measure, check, check_target};
use crate::diagnostic::{Finding, Severity};
use crate::export::findings::{Report, github, json, sarif};
use crate::glossary::entry::Date;
use crate::matching::Matcher;
use crate::pipeline;
use crate::read::Document;
use crate::span::LineIndex;

/// Runs the command.
pub fn run(command: &Check, quiet: bool) -> anyhow::Result<Outcome> {
    let settings = Settings::find()?;
    let glossary = input::glossary(&command.glossaries, &settings, quiet)?;
    let matcher = Matcher::new(&glossary);
    let places = input::places(&command.input)?;
    if command.target.is_some() && places.len() != 1 {
        bail!("--target checks the translation of one text: name one input file");
    }
    let date = command.date.as_deref().map(date).transpose()?;
    let (mut errors, mut warnings, mut notes) = (0, 0, 0);
    let write = |out: &mut dyn Write| -> anyhow::Result<()> {
        let mut reports: Vec<Report> = Vec::new();
        let mut take = |out: &mut dyn Write, report: Report| -> anyhow::Result<()> {
            for finding in &report.findings {
                match finding.severity {
                    Severity::Error => errors += 1,
                    Severity::Warning => warnings += 1,
                    Severity::Note => notes += 1,
                }
            }
            match command.format {
                CheckFormat::Human => human(out, &report)?,
                CheckFormat::Json => json(out, &report)?,
                CheckFormat::Github => github(out, &report)?,
                CheckFormat::Sarif => reports.push(report),
            }
            Ok(())
        };
        for place in &places {
            let annotated = pipeline::annotate(&matcher, input::document(place, &command.input)?);
            let language = super::normalize::language(command.language, annotated.document.text());
            let measure = Measure { language, style: command.style.into(), date };
            let mut findings = check(&glossary, &annotated, measure);
            if let Some(target) = &command.target {
                let translation = input::document(&Place::File(target.clone()), &command.input)?;
                let text = translation.text();
                let alarms = Alarms::new(&glossary).of_translation(
                    annotated.document.text(),
                    &annotated.sentences,
                    &annotated.matches,
                    text,
                );
                let alarms = alarms.into_iter().map(|alarm| (alarm.side == Side::Source, alarm.finding));
                let (of_source, of_target): (Vec<_>, Vec<_>) = check_target(&glossary, &annotated, text)
                    .into_iter()
                    .chain(alarms)
                    .partition(|(source, _)| *source);
                findings.extend(of_source.into_iter().map(|(_, finding)| finding));
                let mut in_target: Vec<Finding> = of_target.into_iter().map(|(_, finding)| finding).collect();
                in_target.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
                findings.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
                take(out, report(&annotated.document, findings))?;
                take(out, report(&translation, in_target))?;
            } else {
                take(out, report(&annotated.document, findings))?;
            }
        }
        if command.format == CheckFormat::Sarif {
            sarif(out, &reports)?;
        }
        Ok(())
    };
    match command.format {
        CheckFormat::Human => output::styled(&command.output, write)?,
        _ => output::to(&command.output, write)?,
    }
    if !quiet && command.format == CheckFormat::Human {
        anstream::eprintln!(
            "{}, {}, {}",
            output::count(errors, "error", "errors"),
            output::count(warnings, "warning", "warnings"),
            output::count(notes, "note", "notes")
        );
    }
    Ok(Outcome::of(errors + warnings + notes > 0))
}

/// Findings with spans of the input.
fn report(document: &Document, findings: Vec<Finding>) -> Report {
    let to_input = |mut finding: Finding| {
        finding.span = document.input_span(finding.span);
        finding
    };
    Report {
        name: document.name().to_owned(),
        input: document.input().to_owned(),
        findings: findings.into_iter().map(to_input).collect(),
    }
}

fn human(out: &mut dyn Write, report: &Report) -> anyhow::Result<()> {
    let index = LineIndex::new(&report.input);
    for finding in &report.findings {
        let message = format!("{} [{}]", finding.message, finding.rule);
        output::excerpt(out, finding.severity.as_str(), &message, &finding.remedy, &report.name, &index, finding.span)?;
    }
    Ok(())
}

fn date(text: &str) -> anyhow::Result<Date> {
    let mut parts = text.split('-');
    let year: Option<u16> = parts.next().and_then(|year| year.parse().ok());
    let month: Option<Option<u8>> = match parts.next() {
        None => Some(None),
        Some(month) => month.parse().ok().filter(|month| (1..=12).contains(month)).map(Some),
    };
    match (year, month) {
        (Some(year), Some(month)) if (1000..3000).contains(&year) => Ok(Date { year, month }),
        _ => Err(anyhow!("\"{text}\" is no date: write 2024, 2024-04 or 2024-04-24")),
    }
}
