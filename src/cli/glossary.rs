//! `umschrift glossary`

use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::arguments::{Glossary as Command, Output};
use super::settings::Settings;
use super::{Outcome, input, output};
use crate::export::notes::one_line;
use crate::export::printable;
use crate::glossary::fold::fold;
use crate::glossary::surface::surface_forms;
use crate::glossary::{Entry, EntryType, Glossary, read};

/// Runs the command.
pub fn run(command: &Command, quiet: bool) -> anyhow::Result<Outcome> {
    match command {
        Command::Validate { files, no_default_glossary } => validate(files, *no_default_glossary, quiet),
        Command::List { glossaries, kind, word } => {
            let glossary = input::glossary(glossaries, &Settings::find()?, quiet)?;
            list(&glossary, kind.as_deref(), word.as_deref())
        }
        Command::Show { entry, glossaries } => {
            let glossary = input::glossary(glossaries, &Settings::find()?, quiet)?;
            show(&glossary, entry)
        }
    }
}

fn validate(files: &[PathBuf], alone: bool, quiet: bool) -> anyhow::Result<Outcome> {
    let settings = Settings::find()?;
    let files = if files.is_empty() { settings.glossary.as_slice() } else { files };
    if files.is_empty() {
        let entries = Glossary::shipped().entries().count();
        if !quiet {
            anstream::eprintln!(
                "{} shipped, checked when the program was built; name files to check your own",
                output::count(entries, "entry is", "entries are")
            );
        }
        return Ok(Outcome::Clean);
    }
    let sources = input::glossary_sources(files)?;
    let (entries, mut problems) = read(&sources);
    if !alone && settings.default_glossary.unwrap_or(true) {
        let shipped = Glossary::shipped();
        problems.retain(|problem| !input::refers_below(&shipped, problem));
    }
    output::problems(&sources, &problems)?;
    if !quiet {
        anstream::eprintln!(
            "{} in {}: {}",
            output::count(entries.len(), "entry", "entries"),
            output::count(sources.len(), "file", "files"),
            output::count(problems.len(), "error", "errors")
        );
    }
    Ok(Outcome::of(!problems.is_empty()))
}

fn list(glossary: &Glossary, kind: Option<&str>, word: Option<&str>) -> anyhow::Result<Outcome> {
    const TYPES: [EntryType; 5] =
        [EntryType::Person, EntryType::Place, EntryType::Organization, EntryType::Title, EntryType::Term];
    let kind = match kind {
        None => None,
        Some(name) => Some(*TYPES.iter().find(|kind| kind.as_str() == name).ok_or_else(|| {
            anyhow!("there is no type \"{name}\": the types are person, place, organization, title and term")
        })?),
    };
    let word = word.map(fold);
    let wanted = |entry: &Entry| {
        let forms = || {
            entry
                .german
                .iter()
                .chain(&entry.abbreviation.de)
                .chain(&entry.abbreviation.en)
                .chain(&entry.hangul)
                .chain(&entry.cyrillic)
                .chain([&entry.id, &entry.canonical])
        };
        kind.is_none_or(|kind| kind == entry.kind)
            && word.as_ref().is_none_or(|word| forms().any(|form| fold(form).contains(word.as_str())))
    };
    output::to(&Output::default(), |out| {
        for (_, entry) in glossary.entries().filter(|(_, entry)| wanted(entry)) {
            let script = [&entry.hangul, &entry.cyrillic, &entry.chinese]
                .into_iter()
                .flatten()
                .next()
                .map_or("", String::as_str);
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{script}",
                entry.id,
                entry.kind.as_str(),
                entry.canonical,
                entry.german.join("; ")
            )?;
        }
        Ok(())
    })?;
    Ok(Outcome::Clean)
}

fn show(glossary: &Glossary, name: &str) -> anyhow::Result<Outcome> {
    let mut entries: Vec<&Entry> = glossary.id(name).map(|id| glossary.entry(id)).into_iter().collect();
    if entries.is_empty() {
        entries = glossary.look_up(&fold(name)).into_iter().map(|(id, _)| glossary.entry(id)).collect();
    }
    if entries.is_empty() {
        bail!("no entry has the id or the form \"{name}\": `umschrift glossary list WORD` searches");
    }
    output::to(&Output::default(), |out| {
        for entry in entries {
            writeln!(out, "{} ({}, {})", entry.canonical, entry.kind.as_str(), entry.id)?;
            for (name, value) in [
                ("hangul", &entry.hangul),
                ("cyrillic", &entry.cyrillic),
                ("chinese", &entry.chinese),
                ("abbreviation", &entry.abbreviation.en),
                ("note", &entry.note),
            ] {
                if let Some(value) = value {
                    writeln!(out, "  {name:<13}{}", printable(&one_line(value)))?;
                }
            }
            for (country, form) in &entry.national {
                writeln!(out, "  {:<13}{form}", country.as_str())?;
            }
            for role in entry.person.iter().flat_map(|person| &person.roles) {
                let years = [role.from, role.to].map(|date| date.map_or(String::new(), |date| date.year.to_string()));
                let title = glossary
                    .id(&role.title)
                    .map_or(role.title.as_str(), |id| glossary.entry(id).english_for(entry.country));
                let years = if years.iter().all(String::is_empty) {
                    String::new()
                } else {
                    format!(" ({}–{})", years[0], years[1])
                };
                writeln!(out, "  role         {title}{years}")?;
            }
            writeln!(out, "  file         {}", entry.file)?;
            let mut forms: Vec<String> = surface_forms(entry).into_iter().map(|surface| surface.text).collect();
            forms.dedup();
            writeln!(out, "  found as     {}", forms.join(", "))?;
        }
        Ok(())
    })?;
    Ok(Outcome::Clean)
}
