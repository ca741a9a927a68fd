//! `umschrift normalize`

use std::io::Write;

use anyhow::bail;
use similar::TextDiff;

use super::arguments::{Normalize, TextLanguage};
use super::input::Place;
use super::settings::Settings;
use super::{Outcome, input, output};
use crate::matching::Matcher;
use crate::normalize::{Language, edits};
use crate::pipeline;
use crate::span::Span;

/// Runs the command.
pub fn run(command: &Normalize, quiet: bool) -> anyhow::Result<Outcome> {
    let settings = Settings::find()?;
    let glossary = input::glossary(&command.glossaries, &settings, quiet)?;
    let matcher = Matcher::new(&glossary);
    let places = input::places(&command.input)?;
    if command.write && places.contains(&Place::Stdin) {
        bail!("--write changes files, and standard input is none: name the files");
    }
    let mut changed = 0;
    let mut rewritten: Vec<(Place, Vec<u8>)> = Vec::new();
    let mut write = |out: &mut dyn Write| -> anyhow::Result<()> {
        for place in &places {
            let annotated = pipeline::annotate(&matcher, input::document(place, &command.input)?);
            let text = annotated.document.text();
            let edits: Vec<(Span, String)> =
                edits(&glossary, text, &annotated.matches, language(command.language, text), command.style.into())
                    .into_iter()
                    .map(|edit| (edit.span, edit.text))
                    .collect();
            changed += edits.len();
            let bytes = annotated.document.replace(&edits);
            if command.diff {
                diff(out, &place.name(), annotated.document.original(), &bytes)?;
            } else if command.write {
                if !edits.is_empty() {
                    rewritten.push((place.clone(), bytes));
                }
            } else {
                out.write_all(&bytes)?;
            }
        }
        Ok(())
    };
    if command.write {
        write(&mut std::io::sink())?
    } else {
        output::to(&command.output, write)?
    }
    for (place, bytes) in &rewritten {
        if let Place::File(path) = place {
            output::file(path, |out| Ok(out.write_all(bytes)?))?;
        }
    }
    if command.write && !quiet {
        anstream::eprintln!(
            "{} changed in {}",
            output::count(changed, "name", "names"),
            output::count(rewritten.len(), "file", "files")
        );
    }
    Ok(Outcome::of(command.diff && changed > 0))
}

/// The language asked for, or the text's own.
pub fn language(chosen: Option<TextLanguage>, text: &str) -> Language {
    match chosen {
        Some(TextLanguage::De) => Language::German,
        Some(TextLanguage::En) => Language::English,
        None => Language::guess(text),
    }
}

fn diff(out: &mut dyn Write, name: &str, before: &[u8], after: &[u8]) -> anyhow::Result<()> {
    if before != after {
        let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        write!(out, "{}", diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")))?;
    }
    Ok(())
}
