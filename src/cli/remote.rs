//! Remote engines from the command line: only the command itself can name one, and keys come from the environment alone.

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{anyhow, bail};

use super::arguments::{Remote as Options, Render};
use super::settings::{RemoteSettings, Settings};
use super::{Outcome, input, output};
use crate::matching::Matcher;
use crate::pipeline;
use crate::translate::remote::cache::Cache;
use crate::translate::remote::client::{Client, Patience};
use crate::translate::remote::deepl::DeepL;
use crate::translate::remote::http::{Secret, Ureq};
use crate::translate::remote::libretranslate::LibreTranslate;
use crate::translate::remote::openai::OpenAi;
use crate::translate::remote::{Provider, Remote, RemoteError};

/// The names of the engines.
pub const NAMES: [&str; 3] = ["deepl", "libretranslate", "openai"];

/// Bytes of an answer that are read at most.
const ANSWER_LIMIT: u64 = 8 << 20;

/// A remote engine, with a line for the user about where text goes.
pub struct Chosen {
    /// The engine.
    pub engine: Remote,
    /// "German sentences go to …".
    pub notice: String,
}

/// The engine of that name, set up by flags, then settings, then the environment.
pub fn engine(name: &str, options: &Options, settings: &Settings) -> anyhow::Result<Chosen> {
    let none = RemoteSettings::default();
    let settings = settings.remote.get(name).unwrap_or(&none);
    let variable = |suffix: &str| variable(&format!("{}_{suffix}", name.to_uppercase()));
    let endpoint = options.endpoint.clone().or_else(|| settings.endpoint.clone()).or_else(|| variable("BASE_URL"));
    let key = variable("API_KEY").map(Secret::new);
    // What would be sent can be seen without a key.
    let needed = |key: Option<Secret>, missing| match key {
        None if options.dry_run => Ok(Secret::new("")),
        None => Err(RemoteError::Missing {
            engine: NAMES.into_iter().find(|known| *known == name).unwrap_or_default(),
            missing,
        }),
        Some(key) => Ok(key),
    };
    let (provider, address): (Box<dyn Provider>, String) = match name {
        "deepl" => {
            let key = needed(key, "a key in the environment variable DEEPL_API_KEY")?;
            let deepl = DeepL::new(endpoint.as_deref(), key, !options.no_terms)?;
            let address = deepl.endpoint().to_owned();
            (Box::new(deepl), address)
        }
        "libretranslate" => {
            let libre = LibreTranslate::new(endpoint.as_deref(), key)?;
            let address = libre.endpoint().to_owned();
            (Box::new(libre), address)
        }
        "openai" => {
            let model = options.model.clone().or_else(|| settings.model.clone()).or_else(|| variable("MODEL"));
            let model = model.ok_or(RemoteError::Missing {
                engine: NAMES[2],
                missing: "the name of a model: give --model, or set OPENAI_MODEL",
            })?;
            let key = match endpoint {
                None => {
                    let missing = "a key in the environment variable OPENAI_API_KEY, or --endpoint for another server";
                    Some(needed(key, missing)?)
                }
                Some(_) => key,
            };
            let openai = OpenAi::new(endpoint.as_deref(), key, model, !options.no_terms)?;
            let address = openai.endpoint().to_owned();
            (Box::new(openai), address)
        }
        other => bail!("there is no remote engine \"{other}\": there are {}", NAMES.join(", ")),
    };
    let cache = match options.no_cache {
        true => None,
        false => Some(Cache::open(&cache_dir(options, settings)?, name)?),
    };
    let kept = match &cache {
        Some(cache) => format!("finished ones are kept in {}", cache.path().display()),
        None => "finished ones are kept nowhere".to_owned(),
    };
    let transport = Ureq::new(&address, Duration::from_secs(options.timeout), ANSWER_LIMIT);
    let client = Client::new(Box::new(transport), Patience::default());
    Ok(Chosen {
        engine: Remote::new(provider, client, cache),
        notice: format!("German sentences go to {address}; {kept}"),
    })
}

/// Prints the requests that rendering would send, and sends none.
pub fn dry_run(command: &Render, matcher: &Matcher<'_>, engine: &Remote) -> anyhow::Result<Outcome> {
    let places = input::places(&command.input)?;
    output::to(&command.output, |out: &mut dyn Write| {
        let mut count = 0;
        for place in &places {
            let annotated = pipeline::annotate(matcher, input::document(place, &command.input)?);
            let requests = pipeline::with_sources(matcher.glossary(), &annotated, |sources| engine.requests(sources));
            for request in requests {
                count += 1;
                writeln!(out, "{request}")?;
            }
        }
        // Enforcement looks at the answers, and what it then asks for nobody can show beforehand.
        let requests = output::count(count, "request", "requests");
        Ok(writeln!(
            out,
            "# {requests}, none sent; sentences in which a name goes wrong would be sent once more, the name put in"
        )?)
    })?;
    Ok(Outcome::Clean)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn cache_dir(options: &Options, settings: &RemoteSettings) -> anyhow::Result<PathBuf> {
    if let Some(directory) = options.cache_dir.as_ref().or(settings.cache_dir.as_ref()) {
        return Ok(directory.clone());
    }
    let home = || variable("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let user = variable("XDG_CACHE_HOME").or_else(|| variable("LOCALAPPDATA")).map(PathBuf::from);
    let user = user.filter(|directory| directory.is_absolute()).or_else(home);
    let user = user.ok_or_else(|| anyhow!("no cache directory is known: give --cache-dir DIR, or --no-cache"))?;
    Ok(user.join("umschrift"))
}
