//! `umschrift lexicon`, and the engine `rules` with the words that a command gives it.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use etcetera::BaseStrategy;

use super::arguments::{Dictionary as Chosen, Lexicon as Command, Output};
use super::settings::Settings;
use super::{Outcome, input, output};
use crate::export::printable;
use crate::glossary::Glossary;
use crate::translate::rules::dictionary::{self, Dictionary};
use crate::translate::rules::{self, Rules};

/// Runs the command.
pub fn run(command: &Command, quiet: bool) -> anyhow::Result<Outcome> {
    match command {
        Command::Check { files } => check(files, quiet),
        Command::Show { words, glossaries, dictionary } => {
            let settings = Settings::find()?;
            let glossary = input::glossary(glossaries, &settings, quiet)?;
            show(&rules(dictionary, &glossary, &settings, quiet)?, words)
        }
    }
}

/// The engine `rules` with the words of the glossary and the dictionary that the command, the settings or the system give it.
pub fn rules(chosen: &Chosen, glossary: &Glossary, settings: &Settings, quiet: bool) -> anyhow::Result<Rules> {
    let rules = Rules::new().with_words(glossary)?;
    if chosen.no_dictionary {
        return Ok(rules);
    }
    let named = chosen.dictionary.as_deref().or(settings.dictionary.as_deref());
    let Some(file) = named.map(Path::to_owned).or_else(installed) else { return Ok(rules) };
    let cache = etcetera::choose_base_strategy().ok().map(|base| base.cache_dir().join("umschrift"));
    match Dictionary::open(&file, cache.as_deref()) {
        Ok(dictionary) => Ok(rules.with_dictionary(dictionary)),
        Err(error) if named.is_some() => Err(error.into()),
        // Nobody asked for the one that happens to be installed.
        Err(error) => {
            if !quiet {
                anstream::eprintln!("note: {error}; it is left out");
            }
            Ok(rules)
        }
    }
}

/// The word list that the system has installed (Debian: trans-de-en), in the data directories of the XDG specification.
fn installed() -> Option<PathBuf> {
    let directories = std::env::var_os("XDG_DATA_DIRS").filter(|directories| !directories.is_empty());
    let directories = directories.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    std::env::split_paths(&directories)
        .filter(|directory| directory.is_absolute())
        .map(|directory| directory.join(dictionary::USUAL_PLACE))
        .find(|place| place.is_file())
}

fn check(files: &[PathBuf], quiet: bool) -> anyhow::Result<Outcome> {
    if files.is_empty() {
        if !quiet {
            anstream::eprintln!(
                "{} shipped, checked when the program was built; name files to check your own",
                output::count(rules::shipped_entries(), "entry is", "entries are")
            );
        }
        return Ok(Outcome::Clean);
    }
    let mut tables = Vec::new();
    let mut faults: Vec<String> = Vec::new();
    let mut entries = 0;
    for file in files {
        let name = file.display().to_string();
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {name}"))?;
        let text = String::from_utf8(bytes)
            .map_err(|error| anyhow!("{name} is not UTF-8 at byte {}", error.utf8_error().valid_up_to()))?;
        if file.extension().is_some_and(|extension| extension == "tsv") {
            tables.push((file.clone(), text));
        } else {
            entries += text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
            faults.extend(dictionary::faults(&text).into_iter().map(|(line, fault)| format!("{name}:{line}: {fault}")));
        }
    }
    for (path, _) in &tables {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if !rules::KINDS.iter().any(|kind| stem == *kind || stem.starts_with(&format!("{kind}-"))) {
            faults.push(format!(
                "{}:1: the name of the file does not say what it holds: call it {}.tsv or begin it so (nouns-mine.tsv)",
                path.display(),
                rules::KINDS.join(".tsv, ")
            ));
        }
    }
    let (read, problems) = rules::check(tables.iter().map(|(path, text)| (name_of(path), text.clone())).collect());
    entries += read;
    for problem in problems {
        let path = tables.iter().find(|(path, _)| name_of(path) == problem.file);
        let path = path.map_or(problem.file.clone(), |(path, _)| path.display().to_string());
        faults.push(format!("{path}:{}: {}", problem.line, problem.message));
    }
    output::to(&Output::default(), |out| {
        faults.iter().try_for_each(|fault| writeln!(out, "{}", printable(fault)))?;
        Ok(())
    })?;
    if !quiet {
        anstream::eprintln!(
            "{} in {}: {}",
            output::count(entries, "entry", "entries"),
            output::count(files.len(), "file", "files"),
            output::count(faults.len(), "error", "errors")
        );
    }
    Ok(Outcome::of(!faults.is_empty()))
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned())
}

fn show(rules: &Rules, words: &[String]) -> anyhow::Result<Outcome> {
    let mut unknown = false;
    output::to(&Output::default(), |out| {
        for word in words {
            let readings = rules.inspect(word);
            writeln!(out, "{word}")?;
            if readings.is_empty() {
                unknown = true;
                writeln!(out, "  not known: it stays in German and is marked")?;
            }
            for reading in readings {
                let form = if reading.form.is_empty() { String::new() } else { format!(": {}", reading.form) };
                writeln!(out, "  {} ({}; {}){form}", reading.lemma, reading.class, reading.origin)?;
                for english in &reading.english {
                    writeln!(out, "    {english}")?;
                }
            }
        }
        Ok(())
    })?;
    Ok(Outcome::of(unknown))
}
