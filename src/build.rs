//! Compiles the shipped glossaries into the form that the library loads at start-up.
//!
//! The modules below are the library's own; they use nothing but each other.

#![allow(dead_code, unused_imports, missing_docs, clippy::print_stdout)]

/// The part of the library's module that the build needs.
mod glossary {
    pub mod compose;
    pub mod entry;
    pub mod fold;
    pub mod index;
    pub mod parse;
    pub mod record;
    pub mod sources;
    pub mod surface;
    pub mod validate;
    pub mod vocabulary;
}
mod romanization;
mod span;
/// The embedded engine's lexicon.
mod translate {
    pub mod rules {
        pub mod lexicon {
            pub mod agreement;
            pub mod compile;
            pub mod entry;
            pub mod inflect;
            pub mod parse;
        }
    }
}

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use glossary::parse::Source;
use translate::rules::lexicon::parse::DataFile;
use translate::rules::lexicon::{compile, parse};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=src/glossary");
    println!("cargo::rerun-if-changed=src/romanization");
    let lexicon = lexicon(&root.join("src/translate/rules/lexicon"))?;
    compile_vocabulary(&lexicon, &out)?;
    compile_lexicon(&lexicon, &out)?;
    compile_glossaries(&root.join("glossaries"), &out)
}

/// The data files of the embedded engine's lexicon.
fn lexicon(folder: &Path) -> Result<Vec<DataFile>, std::io::Error> {
    files(folder, "tsv")?
        .into_iter()
        .map(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok(DataFile { name, text: fs::read_to_string(file)? })
        })
        .collect()
}

/// The German words that are no names, from the lexicon of the embedded engine.
fn compile_vocabulary(files: &[DataFile], out: &Path) -> Result<(), Box<dyn Error>> {
    let files: Vec<(String, String)> = files.iter().map(|file| (file.name.clone(), file.text.clone())).collect();
    fs::write(out.join("vocabulary.fst"), glossary::vocabulary::compile(&files))?;
    Ok(())
}

fn compile_lexicon(files: &[DataFile], out: &Path) -> Result<(), Box<dyn Error>> {
    let (inventory, problems) = parse::read(files);
    for problem in problems.iter().take(5) {
        println!("cargo::warning={problem}");
    }
    let compiled = compile::compile(&inventory)?;
    fs::write(out.join("lexicon.fst"), compiled.map)?;
    fs::write(out.join("lexicon.records"), compiled.records)?;
    fs::write(out.join("lexicon.places"), compiled.places)?;
    Ok(())
}

/// The files of a folder with an extension, in the order of their names.
fn files(folder: &Path, wanted: &str) -> Result<Vec<PathBuf>, std::io::Error> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|file| file.map(|file| file.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == wanted));
    files.sort();
    Ok(files)
}

fn compile_glossaries(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let files = files(folder, "toml")?;
    let sources = files
        .iter()
        .map(|file| {
            let name = file.strip_prefix(folder).unwrap_or(file).display().to_string();
            Ok(Source { name: format!("glossaries/{name}"), text: fs::read_to_string(file)? })
        })
        .collect::<Result<Vec<_>, std::io::Error>>()?;
    let (entries, problems) = glossary::sources::read(&sources);
    for problem in problems.iter().take(400) {
        println!("cargo::warning={}: {}", sources[problem.source].name, problem.message);
    }
    let fingerprint = glossary::sources::fingerprint(&sources);
    let (compiled, map) =
        glossary::index::compile(entries.into_iter().map(|located| located.entry).collect(), fingerprint);
    fs::write(out.join("glossary.bin"), postcard::to_stdvec(&compiled)?)?;
    fs::write(out.join("glossary.fst"), map)?;
    Ok(())
}
