//! `umschrift annotate`

use std::io::Write;

use super::arguments::{Annotate, AnnotateFormat};
use super::settings::Settings;
use super::{Outcome, input, output};
use crate::export::json::Json;
use crate::export::notes::one_line;
use crate::export::printable;
use crate::glossary::Glossary;
use crate::matching::{Matcher, Mention, Unknown};
use crate::pipeline::{self, Annotated};
use crate::span::LineIndex;

/// Runs the command. Documents are read, matched and written one by one.
pub fn run(command: &Annotate, quiet: bool) -> anyhow::Result<Outcome> {
    let settings = Settings::find()?;
    let glossary = input::glossary(&command.glossaries, &settings, quiet)?;
    let matcher = Matcher::new(&glossary);
    let places = input::places(&command.input)?;
    let write = |out: &mut dyn Write| -> anyhow::Result<()> {
        for place in &places {
            let annotated = pipeline::annotate(&matcher, input::document(place, &command.input)?);
            match command.format {
                AnnotateFormat::Json => Json::new(&glossary, &annotated, command.offsets.into()).annotate(out)?,
                AnnotateFormat::Text => lines(out, &glossary, &annotated)?,
            }
        }
        Ok(())
    };
    output::to(&command.output, write)?;
    Ok(Outcome::Clean)
}

/// A line for each mention: place, surface form, English form, kind, entry.
fn lines(out: &mut dyn Write, glossary: &Glossary, annotated: &Annotated) -> anyhow::Result<()> {
    let text = annotated.document.text();
    let index = LineIndex::new(annotated.document.input());
    let name = printable(annotated.document.name());
    let begin = |out: &mut dyn Write, span| -> std::io::Result<()> {
        let position = index.position(annotated.document.input_span(span).start);
        let surface = one_line(span.of(text));
        write!(out, "{name}:{}:{}\t{}", position.line, position.column, printable(&surface))
    };
    let known = |out: &mut dyn Write, mention: &Mention| -> std::io::Result<()> {
        let entry = glossary.entry(mention.entry);
        let english = if mention.english == entry.surname() { &entry.canonical } else { &mention.english };
        begin(out, mention.span)?;
        writeln!(out, "\t{}\t{}\t{}", printable(english), mention.kind.as_str(), entry.id)
    };
    let unknown = |out: &mut dyn Write, unknown: &Unknown| -> std::io::Result<()> {
        let candidates = unknown.candidates.iter().take(3);
        let candidates = candidates.map(|it| format!("{} {:.2}", glossary.entry(it.entry).canonical, it.confidence));
        let derived = unknown.derived.iter().map(|name| format!("{name} (derived)"));
        let guesses = derived.chain(candidates).collect::<Vec<_>>().join(", ");
        begin(out, unknown.span)?;
        writeln!(out, "\t?\tunknown\t{}", printable(&guesses))
    };
    let mut names = annotated.matches.unknown.iter().peekable();
    for mention in &annotated.matches.mentions {
        while let Some(name) = names.next_if(|name| name.span.start < mention.span.start) {
            unknown(out, name)?;
        }
        known(out, mention)?;
    }
    Ok(names.try_for_each(|name| unknown(out, name))?)
}
