//! `umschrift.toml`: settings of a working tree. Flags go before settings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use serde::Deserialize;

use super::arguments::AcronymStyle;

/// The name of the file, looked for in the working directory and above.
pub const FILE: &str = "umschrift.toml";

/// What can be set.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Settings {
    /// Glossary files and directories, relative to the settings file.
    #[serde(default)]
    pub glossary: Vec<PathBuf>,
    /// Whether the shipped glossaries count.
    pub default_glossary: Option<bool>,
    /// The engine that translates. A remote one must be named by the command itself.
    pub engine: Option<String>,
    /// A wide dictionary in Ding format, relative to the settings file.
    pub dictionary: Option<PathBuf>,
    /// Whether acronyms are expanded at their first use in English.
    pub acronyms: Option<AcronymStyle>,
    /// How remote engines are asked, by their names.
    #[serde(default)]
    pub remote: BTreeMap<String, RemoteSettings>,
}

/// How a remote engine is asked.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RemoteSettings {
    /// Address of the server.
    pub endpoint: Option<String>,
    /// Model, where there are several.
    pub model: Option<String>,
    /// Directory of the cache, relative to the settings file.
    pub cache_dir: Option<PathBuf>,
}

impl Settings {
    /// The nearest settings at or above the working directory.
    pub fn find() -> anyhow::Result<Self> {
        let Ok(directory) = std::env::current_dir() else { return Ok(Self::default()) };
        match directory.ancestors().map(|directory| directory.join(FILE)).find(|file| file.is_file()) {
            Some(file) => Self::read(&file),
            None => Ok(Self::default()),
        }
    }

    fn read(file: &Path) -> anyhow::Result<Self> {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read the settings {}", file.display()))?;
        let mut settings: Self =
            toml::from_str(&text).map_err(|error| anyhow!("the settings {} are not valid: {error}", file.display()))?;
        let folder = file.parent().unwrap_or(Path::new(""));
        for path in &mut settings.glossary {
            *path = folder.join(&path);
        }
        if let Some(path) = &mut settings.dictionary {
            *path = folder.join(&path);
        }
        for path in settings.remote.values_mut().filter_map(|remote| remote.cache_dir.as_mut()) {
            *path = folder.join(&path);
        }
        Ok(settings)
    }
}
