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

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use glossary::parse::Source;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=src/glossary");
    println!("cargo::rerun-if-changed=src/romanization");
    compile_vocabulary(&root.join("src/translate/rules/lexicon"), &out)?;
    compile_glossaries(&root.join("glossaries"), &out)
}

/// The German words that are no names, from the lexicon of the embedded engine.
fn compile_vocabulary(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut lexicon = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".tsv") {
            lexicon.push((name, fs::read_to_string(path)?));
        }
    }
    lexicon.sort();
    fs::write(out.join("vocabulary.fst"), glossary::vocabulary::compile(&lexicon))?;
    Ok(())
}

fn compile_glossaries(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|file| file.map(|file| file.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
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
