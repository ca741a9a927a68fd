//! `umschrift coverage`

use std::io::Write;

use serde_json::json;

use super::arguments::{AnnotateFormat, Coverage as Arguments};
use super::settings::Settings;
use super::{Outcome, input, output};
use crate::coverage::Coverage;
use crate::export::printable;
use crate::matching::{Habits, Matcher};
use crate::pipeline;

/// Runs the command.
pub fn run(command: &Arguments, quiet: bool) -> anyhow::Result<Outcome> {
    let settings = Settings::find()?;
    let glossary = input::glossary(&command.glossaries, &settings, quiet)?;
    let matcher = Matcher::new(&glossary);
    let mut coverage = Coverage::default();
    for place in &input::places(&command.input)? {
        coverage.add(&glossary, &pipeline::annotate(&matcher, input::document(place, &command.input)?));
    }
    output::to(&command.output, |out| {
        if command.stubs {
            write!(out, "{}", coverage.stubs())?;
        } else if command.format == AnnotateFormat::Json {
            serde_json::to_writer(
                &mut *out,
                &json!({
                    "schema": "umschrift/coverage/1",
                    "documents": coverage.documents,
                    "mentions": coverage.mentions(),
                    "unknown": coverage.unknown(),
                    "share": coverage.share(),
                    "types": coverage.types,
                    "kinds": coverage.kinds,
                    "spelling": coverage.spelling,
                    "entries": coverage.entries,
                    "missing": coverage.missing(),
                }),
            )?;
            writeln!(out)?;
        } else {
            table(out, &coverage)?;
        }
        Ok(())
    })?;
    Ok(Outcome::Clean)
}

fn table(out: &mut dyn Write, coverage: &Coverage) -> anyhow::Result<()> {
    let share = coverage.share().map_or("no names".to_owned(), |share| format!("{:.1} %", share * 100.0));
    writeln!(out, "documents            {:>8}", coverage.documents)?;
    writeln!(out, "mentions             {:>8}", coverage.mentions())?;
    for (kind, count) in &coverage.types {
        writeln!(out, "  {kind:<19}{count:>8}")?;
    }
    spelling(out, &coverage.spelling)?;
    writeln!(out, "different entries    {:>8}", coverage.entries.len())?;
    writeln!(out, "unknown names        {:>8}", coverage.unknown())?;
    writeln!(out, "covered              {share:>8}")?;
    if coverage.unknown() > 0 {
        writeln!(out, "\ntimes  unknown name                    could be")?;
        for missing in coverage.missing() {
            let guess =
                missing.derived.iter().chain(missing.candidates.iter()).take(3).cloned().collect::<Vec<_>>().join(", ");
            writeln!(
                out,
                "{}",
                format!("{:>5}  {:<30}  {}", missing.count, printable(&missing.surface), printable(&guess)).trim_end()
            )?;
        }
    }
    Ok(())
}

/// In which systems North Korean names are written.
pub fn spelling(out: &mut dyn Write, habits: &Habits) -> std::io::Result<()> {
    if habits.names() > 0 {
        writeln!(out, "spellings of names   {:>8}", habits.names())?;
    }
    for (habit, count) in habits.counts() {
        writeln!(out, "{count:>29}  {}", habit.name())?;
    }
    Ok(())
}
