//! `umschrift annotate`

use std::io::Write;

use super::arguments::{Annotate, AnnotateFormat};
use super::settings::Settings;
use super::{Outcome, input, output};
use crate::export::json::Json;
use crate::glossary::Glossary;
use crate::matching::Matcher;
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
    let place = |span| {
        let position = index.position(annotated.document.input_span(span).start);
        format!("{}:{}:{}", annotated.document.name(), position.line, position.column)
    };
    let mut unknown = annotated.matches.unknown.iter().peekable();
    for sentence in &annotated.sentences {
        for mention in annotated.matches.within(*sentence) {
            let entry = glossary.entry(mention.entry);
            let english = if mention.english == entry.surname() { &entry.canonical } else { &mention.english };
            let surface = one_line(mention.span.of(text));
            writeln!(out, "{}\t{surface}\t{english}\t{}\t{}", place(mention.span), mention.kind.as_str(), entry.id)?;
        }
        while let Some(unknown) = unknown.next_if(|unknown| unknown.span.start < sentence.end) {
            let candidates: Vec<String> = unknown
                .candidates
                .iter()
                .take(3)
                .map(|candidate| format!("{} {:.2}", glossary.entry(candidate.entry).canonical, candidate.confidence))
                .collect();
            let derived = unknown.derived.as_ref().map(|name| format!("{name} (derived)"));
            let guesses = derived.into_iter().chain(candidates).collect::<Vec<_>>().join(", ");
            writeln!(out, "{}\t{}\t?\tunknown\t{guesses}", place(unknown.span), one_line(unknown.span.of(text)))?;
        }
    }
    Ok(())
}

fn one_line(surface: &str) -> String {
    output::visible(&surface.split_whitespace().collect::<Vec<_>>().join(" "))
}
