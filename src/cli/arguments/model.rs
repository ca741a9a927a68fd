//! Arguments of `model`.

use clap::{Args, Subcommand};

/// `model`.
#[derive(Debug, Subcommand)]
pub enum Model {
    /// List installed models, and those that can be installed.
    List,
    /// Install a model; the only command that fetches anything unasked for by name.
    Install(ModelInstall),
    /// Compare the files of installed models with what was noted when they were installed.
    Verify {
        /// Their names; without any, all.
        #[arg(value_name = "NAME")]
        names: Vec<String>,
    },
    /// Remove installed models.
    Remove {
        /// Their names.
        #[arg(value_name = "NAME", required = true)]
        names: Vec<String>,
    },
}

/// `model install`.
#[derive(Args, Debug)]
pub struct ModelInstall {
    /// Architecture: base-memory (31 MB, the better English) or tiny (17 MB, quicker); without it the best there is.
    #[arg(value_name = "ARCHITECTURE")]
    pub architecture: Option<String>,
    /// Install from here instead of the registry: a directory, a tar archive or the address of a mirror.
    #[arg(long, value_name = "DIR|FILE|URL")]
    pub from: Option<String>,
    /// Address of the registry, for mirrors; also UMSCHRIFT_REGISTRY.
    #[arg(long, value_name = "URL", conflicts_with = "from")]
    pub registry: Option<String>,
    /// Language pair.
    #[arg(long, value_name = "PAIR", default_value = "de-en")]
    pub pair: String,
    /// Take files that neither this program nor a registry fetched over TLS knows the digests of.
    #[arg(long)]
    pub trust: bool,
}
