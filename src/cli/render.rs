//! `umschrift render`

use anyhow::{anyhow, bail};
use serde_json::{Map, Value, json};

use super::arguments::{Render, RenderFormat};
use super::settings::Settings;
use super::{Outcome, input, output};
use crate::enforce::{Method, Rendering};
use crate::export::json::Json;
use crate::export::{Rendered, html, markdown, plain, text};
use crate::glossary::Glossary;
use crate::matching::Matcher;
use crate::pipeline;
use crate::translate::{Engine, rules::Rules};

/// Runs the command.
pub fn run(command: &Render, quiet: bool) -> anyhow::Result<Outcome> {
    let settings = Settings::find()?;
    let glossary = input::glossary(&command.glossaries, &settings, quiet)?;
    let engine = engine(command.engine.as_deref().or(settings.engine.as_deref()).unwrap_or("rules"))?;
    let matcher = Matcher::new(&glossary);
    let places = input::places(&command.input)?;
    let mut failed = 0;
    let mut summary = Summary::default();
    let provenance = provenance(engine.as_ref(), &glossary, command);
    let stream = |out: &mut dyn std::io::Write| -> anyhow::Result<()> {
        if command.explain {
            return explain(command, &matcher, out);
        }
        let pages = command.format == RenderFormat::Html;
        let mut whole = Vec::new();
        for (number, place) in places.iter().enumerate() {
            let annotated = pipeline::annotate(&matcher, input::document(place, &command.input)?);
            let rendering = pipeline::render(&glossary, engine.as_ref(), &annotated)?;
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
            let rendered = Rendered { glossary: &glossary, annotated: &annotated, rendering: &rendering };
            match command.format {
                RenderFormat::Text => text::write(out, &rendered, places.len() > 1)?,
                RenderFormat::Plain => plain::write(out, annotated.document.text(), &rendering)?,
                RenderFormat::Markdown => markdown::write(out, &rendered, number)?,
                RenderFormat::Json => {
                    Json::new(&glossary, &annotated, command.offsets.into()).render(out, &rendering, &provenance)?
                }
                RenderFormat::Html => {}
            }
            if pages {
                whole.push((annotated, rendering));
            }
        }
        if pages {
            let all: Vec<Rendered<'_>> = whole
                .iter()
                .map(|(annotated, rendering)| Rendered { glossary: &glossary, annotated, rendering })
                .collect();
            html::write(out, &all, &provenance)?;
        }
        Ok(())
    };
    match command.format {
        RenderFormat::Text => output::styled(&command.output, stream)?,
        _ => output::to(&command.output, stream)?,
    }
    if !quiet && !command.explain && !matches!(command.format, RenderFormat::Plain | RenderFormat::Json) {
        anstream::eprintln!("{summary}");
    }
    Ok(Outcome::of(failed > 0))
}

fn engine(name: &str) -> anyhow::Result<Box<dyn Engine>> {
    match name {
        "rules" => Ok(Box::new(Rules::new())),
        other => Err(anyhow!("there is no engine \"{other}\": the engine here is rules")),
    }
}

/// How a result came about, so that it can be repeated.
fn provenance(engine: &dyn Engine, glossary: &Glossary, command: &Render) -> Map<String, Value> {
    let mut top = Map::new();
    let files: Vec<String> = command.glossaries.glossary.iter().map(|file| file.display().to_string()).collect();
    top.insert("engine".into(), json!({ "name": engine.name(), "version": engine.version(), "model": Value::Null }));
    top.insert("glossary".into(), json!({ "shipped": !command.glossaries.no_default_glossary, "files": files, "hash": format!("{:016x}", glossary.fingerprint()) }));
    top.insert("style".into(), json!({ "names": "kcna", "english": "us" }));
    top
}

fn explain(command: &Render, matcher: &Matcher<'_>, out: &mut dyn std::io::Write) -> anyhow::Result<()> {
    let rules = Rules::new();
    for place in input::places(&command.input)? {
        let annotated = pipeline::annotate(matcher, input::document(&place, &command.input)?);
        pipeline::explain(matcher.glossary(), &rules, &annotated, |trace| writeln!(out, "{trace}"))?;
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
    written: usize,
    edited: usize,
    failed: usize,
    unknown: usize,
}

impl Summary {
    fn add(&mut self, rendering: &Rendering) {
        self.mentions += rendering.mentions().count();
        self.written += rendering.count(Method::Rules) + rendering.count(Method::AsIs);
        self.edited += rendering.count(Method::Edited) + rendering.count(Method::Placeholder);
        self.failed += rendering.count(Method::Failed);
        self.unknown += rendering.unknown.len();
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: {} written, {} edited, {} failed; {}",
            output::count(self.mentions, "mention", "mentions"),
            self.written,
            self.edited,
            self.failed,
            output::count(self.unknown, "unknown name", "unknown names")
        )
    }
}
