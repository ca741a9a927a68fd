//! `umschrift render`

use anyhow::{anyhow, bail};
use serde_json::{Map, Value, json};

use super::arguments::{AcronymStyle, EnglishKind, Render, RenderFormat};
use super::input::Place;
#[cfg(feature = "firefox")]
use super::model;
use super::progress::{Progress, catch_interruption};
#[cfg(feature = "remote")]
use super::remote;
use super::settings::Settings;
use super::{Outcome, input, lexicon, output};
use crate::alarms::Alarms;
use crate::enforce::{Method, Rendering, expand_acronyms};
use crate::export::json::Json;
use crate::export::{Rendered, html, markdown, plain, printable, text};
use crate::glossary::Glossary;
use crate::matching::Matcher;
use crate::normalize::Language;
use crate::pipeline;
use crate::translate::{Engine, EngineError};

/// Engines that translate on this machine, and those that send text to another.
#[cfg(feature = "remote")]
const ENGINES: [&str; 6] = ["auto", "rules", "firefox", remote::NAMES[0], remote::NAMES[1], remote::NAMES[2]];
/// Engines that translate on this machine.
#[cfg(not(feature = "remote"))]
const ENGINES: [&str; 3] = ["auto", "rules", "firefox"];

/// Runs the command.
pub fn run(command: &Render, quiet: bool) -> anyhow::Result<Outcome> {
    let settings = Settings::find()?;
    let glossary = input::glossary(&command.glossaries, &settings, quiet)?;
    let matcher = Matcher::new(&glossary);
    let name = command.engine.as_deref().or(settings.engine.as_deref()).unwrap_or("auto");
    #[cfg(feature = "remote")]
    if command.remote.dry_run {
        let chosen = remote::engine(name, &command.remote, &settings)?;
        return remote::dry_run(command, &matcher, &chosen.engine);
    }
    let engine = engine(name, command, &glossary, &settings, quiet)?;
    if command.english == EnglishKind::Uk && engine.name() != "rules" {
        bail!(
            "--english uk is for the engine \"rules\": the engine \"{}\" writes the English it has learned",
            engine.name()
        );
    }
    let places = input::places(&command.input)?;
    catch_interruption();
    let progress = Progress::new(&places, quiet);
    let mut finished = 0;
    let mut failed = 0;
    let alarms = Alarms::new(&glossary);
    let mut summary = Summary::default();
    let acronyms = command.acronyms.or(settings.acronyms).unwrap_or_default();
    let provenance = provenance(engine.as_ref(), &glossary, command, acronyms);
    let stream = |out: &mut dyn std::io::Write| -> anyhow::Result<()> {
        if command.explain {
            return explain(command, &settings, &matcher, quiet, out);
        }
        let pages = command.format == RenderFormat::Html;
        let mut whole = Vec::new();
        for (number, place) in places.iter().enumerate() {
            let document = progress.reading(place, || input::document(place, &command.input))?;
            if !quiet && Language::guess(document.text()) == Language::English {
                progress.aside(|| {
                    anstream::eprintln!(
                        "note: {} looks like English, and render translates German; check and normalize read both",
                        printable(document.name())
                    );
                });
            }
            let annotated = pipeline::annotate(&matcher, document);
            let mut rendering = match pipeline::render_watched(&glossary, engine.as_ref(), &annotated, &progress) {
                Err(EngineError::Cancelled) => break,
                rendering => rendering?,
            };
            if acronyms == AcronymStyle::Expand {
                expand_acronyms(&glossary, &mut rendering);
            }
            failed += rendering.count(Method::Failed);
            if command.strict && rendering.count(Method::Failed) > 0 {
                bail!(
                    "{} of {} failed, and --strict writes nothing then: {}",
                    output::count(rendering.count(Method::Failed), "mention", "mentions"),
                    place.name(),
                    failures(&glossary, &annotated, &rendering)
                );
            }
            summary.add(&rendering);
            let found = alarms.of_rendering(annotated.document.text(), &annotated.matches, &rendering);
            summary.alarms += found.iter().map(Vec::len).sum::<usize>();
            let rendered =
                Rendered { glossary: &glossary, annotated: &annotated, rendering: &rendering, alarms: &found };
            progress.aside(|| -> anyhow::Result<()> {
                match command.format {
                    RenderFormat::Text => text::write(out, &rendered, places.len() > 1)?,
                    RenderFormat::Plain => plain::write(out, annotated.document.text(), &rendering)?,
                    RenderFormat::Markdown => markdown::write(out, &rendered, number)?,
                    RenderFormat::Json => Json::new(&glossary, &annotated, command.offsets.into()).render(
                        out,
                        &rendering,
                        &found,
                        &provenance,
                    )?,
                    RenderFormat::Html => {}
                }
                // A document that is finished is out, whatever comes later.
                Ok(out.flush()?)
            })?;
            if pages {
                whole.push((annotated, rendering, found));
            }
            finished += 1;
        }
        if finished < places.len() && command.output.output.is_some() {
            bail!(interrupted(command, &places, finished));
        }
        if pages {
            let all: Vec<Rendered<'_>> = whole
                .iter()
                .map(|(annotated, rendering, alarms)| Rendered { glossary: &glossary, annotated, rendering, alarms })
                .collect();
            html::write(out, &all, &provenance)?;
        }
        Ok(())
    };
    match command.format {
        RenderFormat::Text => output::styled(&command.output, stream)?,
        _ => output::to(&command.output, stream)?,
    }
    drop(progress);
    if finished < places.len() && !command.explain {
        bail!(interrupted(command, &places, finished));
    }
    if !quiet && !command.explain && !matches!(command.format, RenderFormat::Plain | RenderFormat::Json) {
        anstream::eprintln!("{summary}");
    }
    Ok(Outcome::of(failed > 0))
}

/// The engine of that name. A remote one is had only if the command names it, and not by settings that happen to lie about.
fn engine(
    name: &str,
    command: &Render,
    glossary: &Glossary,
    settings: &Settings,
    quiet: bool,
) -> anyhow::Result<Box<dyn Engine>> {
    #[cfg(feature = "remote")]
    if remote::NAMES.contains(&name) {
        if command.engine.is_none() {
            bail!("the settings name the engine \"{name}\", which sends text to a server: say so with --engine {name}");
        }
        let chosen = remote::engine(name, &command.remote, settings)?;
        if !quiet {
            anstream::eprintln!("note: {}", printable(&chosen.notice));
        }
        return Ok(Box::new(chosen.engine));
    }
    let rules = || -> anyhow::Result<Box<dyn Engine>> {
        let rules = lexicon::rules(&command.dictionary, glossary, settings, quiet)?;
        Ok(Box::new(rules.with_english(command.english.into())))
    };
    match name {
        "rules" => rules(),
        #[cfg(feature = "firefox")]
        "auto" => model::auto(command, quiet)?.map_or_else(rules, Ok),
        #[cfg(not(feature = "firefox"))]
        "auto" => rules(),
        #[cfg(feature = "firefox")]
        "firefox" => Ok(Box::new(model::load(command)?)),
        #[cfg(not(feature = "firefox"))]
        "firefox" => Err(anyhow!("this program was built without the engine \"firefox\"")),
        other => Err(anyhow!("there is no engine \"{other}\": there are {}", ENGINES.join(", "))),
    }
}

/// What was finished when the work was interrupted, and how to go on.
fn interrupted(command: &Render, places: &[Place], finished: usize) -> String {
    let whole = match &command.output.output {
        Some(path) => format!("nothing was written to {}", path.display()),
        None => "what was written is whole".to_owned(),
    };
    let next = match (&command.output.output, places.get(finished)) {
        (None, Some(Place::File(path))) if finished > 0 => format!("go on from {}", path.display()),
        _ => "run the same command again".to_owned(),
    };
    let done = output::count(finished, "document was", "documents were");
    format!("interrupted: {done} finished of {}, {whole}; to resume, {next}", places.len())
}

/// How a result came about, so that it can be repeated.
fn provenance(
    engine: &dyn Engine,
    glossary: &Glossary,
    command: &Render,
    acronyms: AcronymStyle,
) -> Map<String, Value> {
    let mut top = Map::new();
    let files: Vec<String> = command.glossaries.glossary.iter().map(|file| file.display().to_string()).collect();
    top.insert("engine".into(), json!({ "name": engine.name(), "version": engine.version(), "model": engine.model() }));
    if let Some((name, hash)) = engine.dictionary() {
        top["engine"]["dictionary"] = json!({ "name": name, "hash": hash });
    }
    top.insert("glossary".into(), json!({ "shipped": !command.glossaries.no_default_glossary, "files": files, "hash": format!("{:016x}", glossary.fingerprint()) }));
    top.insert(
        "style".into(),
        json!({ "names": "kcna", "english": command.english.as_str(), "acronyms": acronyms.as_str() }),
    );
    top
}

fn explain(
    command: &Render,
    settings: &Settings,
    matcher: &Matcher<'_>,
    quiet: bool,
    out: &mut dyn std::io::Write,
) -> anyhow::Result<()> {
    let rules = lexicon::rules(&command.dictionary, matcher.glossary(), settings, quiet)?;
    for place in input::places(&command.input)? {
        let annotated = pipeline::annotate(matcher, input::document(&place, &command.input)?);
        for trace in pipeline::explain(matcher.glossary(), &rules, &annotated) {
            for line in trace.to_string().lines() {
                writeln!(out, "{}", printable(line))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn failures(glossary: &Glossary, annotated: &pipeline::Annotated, rendering: &Rendering) -> String {
    let failed = rendering.mentions().filter(|mention| mention.method == Method::Failed);
    let named = failed.take(5).map(|failed| {
        format!(
            "\"{}\" ({})",
            failed.mention.span.of(annotated.document.text()),
            glossary.entry(failed.mention.entry).canonical
        )
    });
    named.collect::<Vec<_>>().join(", ")
}

/// One line about all mentions.
#[derive(Default)]
struct Summary {
    mentions: usize,
    as_is: usize,
    edited: usize,
    rewritten: usize,
    failed: usize,
    unknown: usize,
    alarms: usize,
}

impl Summary {
    fn add(&mut self, rendering: &Rendering) {
        self.mentions += rendering.mentions().count();
        self.as_is += rendering.count(Method::Rules) + rendering.count(Method::AsIs);
        self.edited += rendering.count(Method::Edited);
        self.rewritten += rendering.count(Method::Placeholder);
        self.failed += rendering.count(Method::Failed);
        self.unknown += rendering.unknown.len();
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: {} as is, {} edited, {} rewritten, {} failed; {}; {}",
            output::count(self.mentions, "mention", "mentions"),
            self.as_is,
            self.edited,
            self.rewritten,
            self.failed,
            output::count(self.unknown, "unknown name", "unknown names"),
            output::count(self.alarms, "alarm", "alarms")
        )
    }
}
