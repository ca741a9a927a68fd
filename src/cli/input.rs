//! From paths to documents and glossaries.

use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::arguments::{Glossaries, Input, InputFormat};
use super::output;
use super::settings::Settings;
use crate::glossary::{Glossary, Layer, Problem, Source, read};
use crate::read::{Document, Format};

/// The name of standard input in output.
pub const STDIN: &str = "-";

/// Endings of files that are read out of a directory.
const ENDINGS: [&str; 7] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml"];

/// Bytes that one document may have. Devices and pipes can be without end.
const LIMIT: u64 = 2 << 30;

/// An input that is still to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Place {
    /// Its name in output.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => STDIN.to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// The inputs in the order given; directories are walked in the order of names.
pub fn places(input: &Input) -> anyhow::Result<Vec<Place>> {
    if input.files.is_empty() {
        if std::io::stdin().is_terminal() {
            anstream::eprintln!("reading from the terminal; end with Ctrl-D (or name a file)");
        }
        return Ok(vec![Place::Stdin]);
    }
    let mut places = Vec::new();
    for path in &input.files {
        if path.as_os_str() == STDIN {
            places.push(Place::Stdin);
        } else if path.is_dir() {
            let before = places.len();
            places.extend(files(path, &ENDINGS)?.into_iter().map(Place::File));
            if places.len() == before {
                bail!(
                    "the directory {} holds no text: files ending in .{} are read from a directory; name others one by one",
                    path.display(),
                    ENDINGS.join(", .")
                );
            }
        } else {
            places.push(Place::File(path.clone()));
        }
    }
    Ok(places)
}

/// The files with one of these endings in a directory and below it, in the order of names.
fn files(directory: &Path, endings: &[&str]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(directory).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let place = format!("cannot read the directory {}", error.path().unwrap_or(directory).display());
            match error.into_io_error() {
                Some(error) => anyhow::Error::new(error).context(place),
                None => anyhow!(place),
            }
        })?;
        let ending = entry.path().extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        if entry.file_type().is_file() && endings.contains(&ending.as_str()) {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Reads one input.
pub fn document(place: &Place, input: &Input) -> anyhow::Result<Document> {
    let name = place.name();
    let bytes = match place {
        Place::Stdin => bytes(std::io::stdin().lock(), 0).context("cannot read standard input")?,
        Place::File(path) => File::open(path)
            .and_then(|file| {
                let size = file.metadata().map_or(0, |metadata| metadata.len());
                bytes(file, size)
            })
            .with_context(|| format!("cannot read {name}"))?,
    };
    if bytes.len() as u64 > LIMIT {
        bail!("{name} is larger than {} GiB, and a document is held in memory as a whole: split it", LIMIT >> 30);
    }
    let encoding = input.encoding.as_deref().map(encoding).transpose()?;
    let format = input.input_format.map(|format| match format {
        InputFormat::Text => Format::Text,
        InputFormat::Markdown => Format::Markdown,
        InputFormat::Html => Format::Html,
    });
    Ok(crate::read::read(bytes, &name, format, encoding)?)
}

/// All bytes of an input of about this size, and a few more than [`LIMIT`] of one that is larger.
fn bytes(input: impl Read, size: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(LIMIT)).unwrap_or_default());
    input.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn encoding(label: &str) -> anyhow::Result<&'static encoding_rs::Encoding> {
    encoding_rs::Encoding::for_label(label.as_bytes())
        .ok_or_else(|| anyhow!("unknown encoding \"{label}\": use a label of the web's encoding standard, such as windows-1252, iso-8859-15, utf-16le"))
}

/// The glossary of a command: shipped, then those of the settings, then those of the command line.
pub fn glossary(chosen: &Glossaries, settings: &Settings, quiet: bool) -> anyhow::Result<Glossary> {
    let shipped = !chosen.no_default_glossary && settings.default_glossary.unwrap_or(true);
    let mut glossary = if shipped { Glossary::shipped() } else { Glossary::empty() };
    let files: Vec<&PathBuf> = settings.glossary.iter().chain(&chosen.glossary).collect();
    if files.is_empty() {
        if !shipped {
            bail!("no glossary is left: name one with --glossary, or leave --no-default-glossary out");
        }
        return Ok(glossary);
    }
    for path in files {
        let sources = glossary_sources(std::slice::from_ref(path))?;
        let (entries, problems) = read(&sources);
        // Roles and bodies may refer to entries of a lower layer.
        let problems: Vec<Problem> = problems.into_iter().filter(|problem| !refers_below(&glossary, problem)).collect();
        if !problems.is_empty() {
            output::problems(&sources, &problems)?;
            bail!(
                "{} in {}: correct the glossary (`umschrift glossary validate` shows the same)",
                output::count(problems.len(), "error", "errors"),
                path.display()
            );
        }
        glossary.push(Layer::new(entries, &sources));
    }
    if !quiet {
        for (id, file) in glossary.replaced() {
            anstream::eprintln!("note: \"{id}\" of {file} replaces an earlier entry");
        }
    }
    Ok(glossary)
}

/// Whether a dangling reference is to an entry of the glossary that the file will be laid over.
pub fn refers_below(glossary: &Glossary, problem: &Problem) -> bool {
    let named = |marker: &str| problem.message.split_once(marker).and_then(|(_, rest)| rest.split('"').next());
    [" names the title \"", " names the organization \""]
        .into_iter()
        .filter_map(named)
        .any(|id| glossary.id(id).is_some())
}

/// Reads glossary files; directories give their .toml files in the order of names.
pub fn glossary_sources(paths: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = sources.len();
            for file in files(path, &["toml"])? {
                sources.push(glossary_source(&file)?);
            }
            if sources.len() == before {
                bail!("the directory {} holds no glossary: glossary files end in .toml", path.display());
            }
        } else {
            sources.push(glossary_source(path)?);
        }
    }
    Ok(sources)
}

fn glossary_source(path: &Path) -> anyhow::Result<Source> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| format!("cannot read the glossary {name}"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        anyhow!("the glossary {name} is not UTF-8 at byte {}: TOML files are", error.utf8_error().valid_up_to())
    })?;
    Ok(Source { name, text })
}
