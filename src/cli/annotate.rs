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
    let place = |span| {
        let position = index.position(annotated.document.input_span(span).start);
        format!("{}:{}:{}", printable(annotated.document.name()), position.line, position.column)
    };
    let known = |mention: &Mention| {
        let entry = glossary.entry(mention.entry);
        let english = if mention.english == entry.surname() { &entry.canonical } else { &mention.english };
        let surface = one_line(mention.span.of(text));
        let (place, surface, english) = (place(mention.span), printable(&surface), printable(english));
        format!("{place}\t{surface}\t{english}\t{}\t{}", mention.kind.as_str(), entry.id)
    };
    let unknown = |unknown: &Unknown| {
        let candidates = unknown.candidates.iter().take(3);
        let candidates = candidates.map(|it| format!("{} {:.2}", glossary.entry(it.entry).canonical, it.confidence));
        let derived = unknown.derived.iter().map(|name| format!("{name} (derived)"));
        let guesses = derived.chain(candidates).collect::<Vec<_>>().join(", ");
        let surface = one_line(unknown.span.of(text));
        format!("{}\t{}\t?\tunknown\t{}", place(unknown.span), printable(&surface), printable(&guesses))
    };
    let mut names = annotated.matches.unknown.iter().peekable();
    for mention in &annotated.matches.mentions {
        while let Some(name) = names.next_if(|name| name.span.start < mention.span.start) {
            writeln!(out, "{}", unknown(name))?;
        }
        writeln!(out, "{}", known(mention))?;
    }
    names.try_for_each(|name| Ok(writeln!(out, "{}", unknown(name))?))
}
