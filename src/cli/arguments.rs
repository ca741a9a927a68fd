//! Arguments as typed.

#[cfg(feature = "firefox")]
mod model;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

#[cfg(feature = "firefox")]
pub use model::{Model, ModelInstall};

/// Turns German news reports about North Korea into English with one canonical form for every name, title and institution.
#[derive(Debug, Parser)]
#[command(name = "umschrift", version, about, propagate_version = true, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Print no summary or hint on standard error.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colour.
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,
}

/// When to use colour; NO_COLOR and CLICOLOR_FORCE are respected.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes the choice known to all output.
    pub fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// German report → annotated English.
    Render(Render),
    /// Which glossary entry stands where, sentence by sentence.
    Annotate(Annotate),
    /// The same text with canonical names.
    Normalize(Normalize),
    /// Findings with place, excerpt and remedy.
    Check(Check),
    /// How much of the names the glossary knows.
    Coverage(Coverage),
    /// Every reading of a name, every entry it could be, and why.
    Explain(Explain),
    /// Hangul, Cyrillic or a romanised name in a chosen system.
    Romanize(Romanize),
    /// Work on glossaries.
    Glossary {
        /// What to do.
        #[command(subcommand)]
        command: Glossary,
    },
    /// Words that the engine "rules" knows.
    Lexicon {
        /// What to do.
        #[command(subcommand)]
        command: Lexicon,
    },
    /// Neural models on this machine.
    #[cfg(feature = "firefox")]
    Model {
        /// What to do.
        #[command(subcommand)]
        command: Model,
    },
    /// Print shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or that of a command.
    ///
    /// What is printed is the source of the page; to read it: umschrift man render | man -l -
    Man {
        /// The command.
        command: Option<String>,
    },
}

/// Where the text comes from.
#[derive(Args, Debug, Default)]
pub struct Input {
    /// Files and directories; none or - reads standard input.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Encoding of the input, as "windows-1252"; without it UTF-8, or UTF-16 with a byte order mark.
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Kind of the input; without it by the file's name.
    #[arg(long, value_name = "FORMAT")]
    pub input_format: Option<InputFormat>,
}

/// Kinds of input.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum InputFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// Which glossaries count.
#[derive(Args, Debug, Default)]
pub struct Glossaries {
    /// A glossary file or a directory of them, laid over the shipped ones; a later one wins.
    #[arg(long = "glossary", value_name = "FILE|DIR")]
    pub glossary: Vec<PathBuf>,
    /// Leave the shipped glossaries out.
    #[arg(long)]
    pub no_default_glossary: bool,
}

/// Where the output goes.
#[derive(Args, Debug, Default)]
pub struct Output {
    /// Write to this file, whole or not at all, instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Units of offsets.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Offsets {
    /// Bytes of the input.
    #[default]
    Bytes,
    /// Unicode scalar values.
    Chars,
    /// UTF-16 code units.
    Utf16,
}

impl From<Offsets> for crate::span::OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Bytes => Self::Bytes,
            Offsets::Chars => Self::Chars,
            Offsets::Utf16 => Self::Utf16,
        }
    }
}

/// `render`.
#[derive(Args, Debug)]
pub struct Render {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub glossaries: Glossaries,
    #[command(flatten)]
    pub output: Output,
    /// Format of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: RenderFormat,
    /// Engine that translates; "rules" is built in and needs nothing, "firefox" is neural and needs a model on this machine
    /// (see `umschrift model`), "auto" takes firefox where a model is installed. "deepl", "libretranslate" and "openai"
    /// send the German to a server.
    #[arg(long, value_name = "NAME")]
    pub engine: Option<String>,
    /// Threads of the engine "firefox"; without it as many as the machine has cores. The English does not depend on it.
    #[cfg(feature = "firefox")]
    #[arg(long, value_name = "NUMBER")]
    pub threads: Option<std::num::NonZeroUsize>,
    /// Model of the engine "firefox": a name from `umschrift model list`, or a directory.
    #[cfg(feature = "firefox")]
    #[arg(long, value_name = "NAME|DIR")]
    pub firefox_model: Option<String>,
    #[cfg(feature = "remote")]
    #[command(flatten)]
    pub remote: Remote,
    #[command(flatten)]
    pub dictionary: Dictionary,
    /// English of the engine "rules": spelling, dates.
    #[arg(long, value_name = "COUNTRY", default_value = "us")]
    pub english: EnglishKind,
    /// Acronyms: as in the German, or the name in full with the acronym behind it where it stands first; without it as the settings say,
    /// else "keep".
    #[arg(long, value_name = "STYLE")]
    pub acronyms: Option<AcronymStyle>,
    /// Unit of offsets in JSON.
    #[arg(long, value_name = "UNIT", default_value = "bytes")]
    pub offsets: Offsets,
    /// Write nothing if a mention failed.
    #[arg(long)]
    pub strict: bool,
    /// Show how each sentence was analysed instead of the English.
    #[arg(long, conflicts_with = "format")]
    pub explain: bool,
}

/// How a remote engine is asked. Its key is read from the environment: DEEPL_API_KEY, LIBRETRANSLATE_API_KEY, OPENAI_API_KEY.
#[cfg(feature = "remote")]
#[derive(Args, Debug)]
#[command(next_help_heading = "Remote engines")]
pub struct Remote {
    /// Address of the server, if not the engine's own; also DEEPL_BASE_URL, LIBRETRANSLATE_BASE_URL, OPENAI_BASE_URL.
    #[arg(long, value_name = "URL")]
    pub endpoint: Option<String>,
    /// Model of the engine "openai"; also OPENAI_MODEL.
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
    /// Print what would leave the machine, the key masked, and send nothing. Sentences whose English lacks a name are asked for
    /// once more, and those requests depend on the answers.
    #[arg(long)]
    pub dry_run: bool,
    /// Send no glossary terms along.
    #[arg(long)]
    pub no_terms: bool,
    /// Keep finished sentences in no cache. Without it they lie on the disk in clear, readable for you alone.
    #[arg(long)]
    pub no_cache: bool,
    /// Directory of the cache; without it "umschrift" in the user's cache directory.
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub cache_dir: Option<PathBuf>,
    /// Seconds that one request may take.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,
}

/// `lexicon`.
#[derive(Debug, Subcommand)]
pub enum Lexicon {
    /// Check lexicon files (.tsv) and word lists in Ding format; without FILE the shipped lexicon.
    Check {
        /// Files; the name of a lexicon file says its kind: nouns-mine.tsv.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// What is known of a word: part of speech, form, English and where it is from.
    Show {
        /// Words as they stand in a text.
        #[arg(value_name = "WORD", required = true)]
        words: Vec<String>,
        #[command(flatten)]
        glossaries: Glossaries,
        #[command(flatten)]
        dictionary: Dictionary,
    },
}

/// Which wide dictionary the engine "rules" asks.
#[derive(Args, Debug, Default)]
pub struct Dictionary {
    /// A German-English word list in Ding format that the engine "rules" asks for words it does not have; without it one that the
    /// system has installed (Debian: trans-de-en).
    #[arg(long, value_name = "FILE", conflicts_with = "no_dictionary")]
    pub dictionary: Option<PathBuf>,
    /// Ask no wide dictionary.
    #[arg(long)]
    pub no_dictionary: bool,
}

/// Kinds of English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum EnglishKind {
    /// American.
    #[default]
    Us,
    /// British.
    Uk,
}

impl EnglishKind {
    /// As it stands in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Uk => "uk",
        }
    }
}

impl From<EnglishKind> for crate::translate::rules::English {
    fn from(kind: EnglishKind) -> Self {
        match kind {
            EnglishKind::Us => Self::American,
            EnglishKind::Uk => Self::British,
        }
    }
}

/// What becomes of acronyms in English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcronymStyle {
    /// They stay acronyms.
    #[default]
    Keep,
    /// At its first use an acronym stands behind the name in full: Korean Central News Agency (KCNA).
    Expand,
}

impl AcronymStyle {
    /// As it stands in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Expand => "expand",
        }
    }
}

/// Formats of `render`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RenderFormat {
    /// English with numbered notes below.
    Text,
    /// The English alone, one line for each line of the input.
    Plain,
    /// Markdown with footnotes.
    Markdown,
    /// One self-contained page, German and English side by side.
    Html,
    /// One JSON object a document, one a line.
    Json,
}

/// `annotate`.
#[derive(Args, Debug)]
pub struct Annotate {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub glossaries: Glossaries,
    #[command(flatten)]
    pub output: Output,
    /// Format of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnnotateFormat,
    /// Unit of offsets in JSON.
    #[arg(long, value_name = "UNIT", default_value = "bytes")]
    pub offsets: Offsets,
}

/// Formats of `annotate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnnotateFormat {
    /// A line for each mention.
    Text,
    /// One JSON object a document, one a line.
    Json,
}

/// `normalize`.
#[derive(Args, Debug)]
pub struct Normalize {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub glossaries: Glossaries,
    #[command(flatten)]
    pub output: Output,
    /// Show what would change instead of the text; exit 1 if anything would.
    #[arg(long, conflicts_with = "write")]
    pub diff: bool,
    /// Change the files themselves.
    #[arg(long, conflicts_with = "output")]
    pub write: bool,
    /// House style of names.
    #[arg(long, value_name = "STYLE", default_value = "kcna")]
    pub style: HouseStyle,
    /// Language of the text; without it guessed for each file.
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<TextLanguage>,
}

/// House styles.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum HouseStyle {
    /// North Koreans as KCNA writes them, others as they write themselves.
    #[default]
    Kcna,
    /// Koreans in Revised Romanization.
    Rr,
    /// Koreans in McCune-Reischauer.
    Mr,
    /// Associated Press: usual English spellings, also in German.
    Ap,
    /// German papers that hyphenate: Kim Jong-un.
    German,
}

impl From<HouseStyle> for crate::romanization::style::Style {
    fn from(style: HouseStyle) -> Self {
        match style {
            HouseStyle::Kcna => Self::Kcna,
            HouseStyle::Rr => Self::Revised,
            HouseStyle::Mr => Self::McCuneReischauer,
            HouseStyle::Ap => Self::Ap,
            HouseStyle::German => Self::German,
        }
    }
}

/// Languages of a text.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum TextLanguage {
    /// German.
    De,
    /// English.
    En,
}

/// `check`.
#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub glossaries: Glossaries,
    #[command(flatten)]
    pub output: Output,
    /// Format of the output.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: CheckFormat,
    /// Check this finished translation of the one input file as well.
    #[arg(long, value_name = "FILE")]
    pub target: Option<PathBuf>,
    /// Date of the text (2024-04 or 2024-04-24), to check roles that begin and end.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// House style of names.
    #[arg(long, value_name = "STYLE", default_value = "kcna")]
    pub style: HouseStyle,
    /// Language of the text; without it guessed for each file.
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<TextLanguage>,
}

/// Formats of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// With excerpts, for people.
    Human,
    /// One JSON object a finding, one a line.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

/// `coverage`.
#[derive(Args, Debug)]
pub struct Coverage {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub glossaries: Glossaries,
    #[command(flatten)]
    pub output: Output,
    /// Format of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnnotateFormat,
    /// Print TOML entries to fill in for the unknown names instead.
    #[arg(long, conflicts_with = "format")]
    pub stubs: bool,
}

/// `explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// The names, each as one argument.
    #[arg(value_name = "NAME", required = true)]
    pub names: Vec<String>,
    /// A document that the names stand in, or - for standard input: how it spells its other names counts too.
    #[arg(long = "in", value_name = "FILE")]
    pub document: Option<PathBuf>,
    #[command(flatten)]
    pub glossaries: Glossaries,
    #[command(flatten)]
    pub output: Output,
    /// Format of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnnotateFormat,
}

/// `romanize`.
#[derive(Args, Debug)]
pub struct Romanize {
    /// The text, each argument a line; without any, standard input.
    #[arg(value_name = "TEXT")]
    pub text: Vec<String>,
    /// The system to write in.
    #[arg(long, short, value_name = "SYSTEM", default_value = "dprk")]
    pub system: RomanizationSystem,
    /// Read Hangul as words and places, never as names.
    #[arg(long)]
    pub word: bool,
    #[command(flatten)]
    pub output: Output,
}

/// Systems of romanization. Cyrillic is written the German way by "german" and the English way by all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RomanizationSystem {
    /// The DPRK's own, as KCNA writes names.
    Dprk,
    /// Revised Romanization.
    Rr,
    /// McCune-Reischauer.
    Mr,
    /// McCune-Reischauer without marks.
    MrAscii,
    /// McCune-Reischauer of the Library of Congress.
    AlaLc,
    /// McCune-Reischauer of BGN/PCGN for the DPRK.
    Bgn,
    /// ICS-630.
    Odni,
    /// Yale.
    Yale,
    /// Habits of the South Korean press.
    Press,
    /// German press: Kim Jong-un.
    German,
    /// All of them, with tabs between.
    All,
}

/// `glossary`.
#[derive(Debug, Subcommand)]
pub enum Glossary {
    /// Check glossary files: all errors of all files at once.
    Validate {
        /// Files and directories; without any, those of the settings and the shipped ones.
        #[arg(value_name = "FILE|DIR")]
        files: Vec<PathBuf>,
        /// Check the files by themselves, without the shipped glossaries that they would be laid over.
        #[arg(long)]
        no_default_glossary: bool,
    },
    /// List entries, one a line: id, type, English, German.
    List {
        #[command(flatten)]
        glossaries: Glossaries,
        /// Only entries of this type.
        #[arg(long = "type", value_name = "TYPE")]
        kind: Option<String>,
        /// Only entries that contain this in any form.
        #[arg(value_name = "WORD")]
        word: Option<String>,
    },
    /// Show an entry with all the German forms it is found by.
    Show {
        /// Its id, or any of its forms.
        #[arg(value_name = "ID|FORM")]
        entry: String,
        #[command(flatten)]
        glossaries: Glossaries,
    },
}
