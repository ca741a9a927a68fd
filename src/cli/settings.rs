//! `umschrift.toml`: settings of a working tree. Flags go before settings.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use serde::Deserialize;

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
    /// The engine that translates.
    pub engine: Option<String>,
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
        Ok(settings)
    }
}
