//! `umschrift model`, and the choice of a model for `render`.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail};

use super::arguments::{Model, ModelInstall, Output, Render, RenderFormat};
use super::input::STDIN;
use super::{Outcome, output};
use crate::export::printable;
use crate::models::{Http, Installed, Installer, MOZILLA, Origin, Pinned, Progress, Store};
use crate::translate::Engine;
use crate::translate::firefox::{Contents, FirefoxEngine, Voucher};

/// The environment variable that names a registry.
const REGISTRY: &str = "UMSCHRIFT_REGISTRY";
/// How often progress is shown.
const TICK: Duration = Duration::from_millis(200);

/// Runs the command.
pub fn run(command: &Model, quiet: bool) -> anyhow::Result<Outcome> {
    let store = Store::locate()?;
    match command {
        Model::List => list(&store),
        Model::Install(command) => install(&store, command, quiet),
        Model::Verify { names } => verify(&store, names),
        Model::Remove { names } => {
            for name in names {
                let model = store.remove(name)?;
                if !quiet {
                    anstream::eprintln!("removed {} from {}", model.name, store.root().display());
                }
            }
            Ok(Outcome::Clean)
        }
    }
}

fn list(store: &Store) -> anyhow::Result<Outcome> {
    let (installed, installable) = (store.list()?, store.installable()?);
    output::to(&Output::default(), |out| {
        for model in &installed {
            let voucher = match model.manifest.verified_by {
                Voucher::Pinned => "known digests",
                Voucher::Registry => "vouched for by the registry",
                Voucher::User => "trusted by you",
            };
            writeln!(out, "{}\tinstalled\t{}\t{voucher}\t{}", model.name, size(model), model.directory.display())?;
        }
        for Pinned { source, target, architecture, .. } in &installable {
            writeln!(out, "{source}-{target}-{architecture}\tnot installed\tumschrift model install {architecture}")?;
        }
        Ok(())
    })?;
    Ok(Outcome::Clean)
}

/// The address of the registry: the one given, else that of the environment, else Mozilla's.
fn registry(given: Option<&str>) -> String {
    let named = || std::env::var(REGISTRY).ok().filter(|address| !address.is_empty());
    given.map(str::to_owned).or_else(named).unwrap_or_else(|| MOZILLA.to_owned())
}

fn install(store: &Store, command: &ModelInstall, quiet: bool) -> anyhow::Result<Outcome> {
    let pair = command.pair.split_once('-').filter(|(source, target)| {
        [source, target].iter().all(|code| {
            (2..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        })
    });
    let pair = pair.ok_or_else(|| anyhow!("\"{}\" is no language pair: write it as de-en", command.pair))?;
    let origin = match &command.from {
        Some(from) => Origin::parse(from),
        None => Origin::Registry(registry(command.registry.as_deref())),
    };
    let shown = Cell::new(None::<Instant>);
    let terminal = std::io::stderr().is_terminal() && !quiet;
    let show = |progress: Progress<'_>| {
        let last = progress.total == Some(progress.done);
        if terminal && (last || shown.get().is_none_or(|at| at.elapsed() >= TICK)) {
            shown.set(Some(Instant::now()));
            let total = progress.total.map_or(String::new(), |total| format!(" of {}", megabytes(total)));
            anstream::eprint!("\r\u{1b}[K{} {}{total}", printable(progress.file), megabytes(progress.done));
            let _ = std::io::stderr().flush();
        }
    };
    let http = Http::default();
    let installer = Installer { store, fetch: &http, pinned: Pinned::known(), trust: command.trust, progress: &show };
    let installed = installer.install(&origin, pair, command.architecture.as_deref());
    if terminal && shown.get().is_some() {
        anstream::eprint!("\r\u{1b}[K");
    }
    let model = installed.with_context(|| format!("no model was installed from {origin}"))?;
    if !quiet {
        anstream::eprintln!("installed {} ({}) in {}", model.name, size(&model), model.directory.display());
    }
    Ok(Outcome::Clean)
}

fn verify(store: &Store, names: &[String]) -> anyhow::Result<Outcome> {
    let models = if names.is_empty() {
        store.list()?
    } else {
        names.iter().map(|name| store.named(name)).collect::<Result<Vec<_>, _>>()?
    };
    if models.is_empty() {
        bail!("no model is installed in {}: `umschrift model install` installs one", store.root().display());
    }
    let mut findings = false;
    output::to(&Output::default(), |out| {
        for model in &models {
            match store.verify(model).problem {
                None => writeln!(out, "{}: sound", model.name)?,
                Some(problem) => {
                    findings = true;
                    writeln!(out, "{}: {problem}", model.name)?;
                }
            }
        }
        Ok(())
    })?;
    Ok(Outcome::of(findings))
}

/// The engine `firefox` where a model is installed, or is now because somebody at the terminal wanted it; else nothing, and a
/// line that says how to get a model.
pub fn auto(command: &Render, quiet: bool) -> anyhow::Result<Option<Box<dyn Engine>>> {
    // A machine without a place for models is one without models.
    let store = Store::locate().ok();
    let installed = match (&command.firefox_model, &store) {
        (Some(_), _) => true,
        (None, Some(store)) => store.best("de", "en")?.is_some() || offer(store, command, quiet)?,
        (None, None) => false,
    };
    if installed {
        return Ok(Some(Box::new(load(command)?)));
    }
    if !quiet && !command.explain && !matches!(command.format, RenderFormat::Plain | RenderFormat::Json) {
        anstream::eprintln!("note: translating by rules; `umschrift model install` fetches a neural model (31 MB)");
    }
    Ok(None)
}

/// Offers to install a model, once and only where somebody can answer: input, output and messages are all a terminal's, and the
/// terminal is not what the German comes from. Whether a model was installed.
fn offer(store: &Store, command: &Render, quiet: bool) -> anyhow::Result<bool> {
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && std::io::stderr().is_terminal();
    let typed = command.input.files.is_empty() || command.input.files.iter().any(|file| file.as_os_str() == STDIN);
    if quiet || command.explain || !terminal || typed || store.is_declined() {
        return Ok(false);
    }
    anstream::eprint!(
        "No neural model is installed. Fetch Mozilla's for German to English now (31 MB, from {})? [y/N] ",
        printable(&registry(None))
    );
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    if !matches!(answer.trim().to_lowercase().as_str(), "y" | "yes") {
        // Where that cannot be noted, the question comes again.
        let _ = store.decline();
        return Ok(false);
    }
    let best = ModelInstall { architecture: None, from: None, registry: None, pair: "de-en".to_owned(), trust: false };
    match install(store, &best, quiet) {
        Ok(_) => Ok(true),
        Err(error) => {
            // There is another engine, and the German waits.
            output::warning(&error);
            Ok(false)
        }
    }
}

/// The engine `firefox` with the model that the command names, or the best one installed.
pub fn load(command: &Render) -> anyhow::Result<FirefoxEngine> {
    let directory = match &command.firefox_model {
        Some(given) if Path::new(given).is_dir() => Path::new(given).to_owned(),
        Some(name) => Store::locate()?.named(name)?.directory,
        None => {
            let best = Store::locate()?.best("de", "en")?;
            best.ok_or_else(|| anyhow!("the engine \"firefox\" needs a model: `umschrift model install` fetches one (31 MB), --engine rules needs none"))?.directory
        }
    };
    if let Some(manifest) = Contents::manifest(&directory)?
        && (manifest.source.as_str(), manifest.target.as_str()) != ("de", "en")
    {
        bail!(
            "the model in {} translates {} to {}, and German to English is needed",
            directory.display(),
            manifest.source,
            manifest.target
        );
    }
    Ok(match command.threads {
        Some(threads) => FirefoxEngine::load_with_threads(&directory, threads)?,
        None => FirefoxEngine::load(&directory)?,
    })
}

fn size(model: &Installed) -> String {
    megabytes(model.manifest.files.iter().map(|file| file.size).sum())
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
