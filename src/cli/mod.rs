//! The command line: one file a command. Front end only; all work is done by the library.
//!
//! Exit codes: 0 nothing to report, 1 findings, 2 could not work. A broken pipe is no error.

mod annotate;
mod arguments;
mod check;
mod coverage;
mod explain;
mod glossary;
mod input;
mod lexicon;
#[cfg(feature = "firefox")]
mod model;
mod normalize;
mod output;
mod progress;
#[cfg(feature = "remote")]
mod remote;
mod render;
mod romanize;
mod settings;
mod shell;

use std::io;
use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue};

use arguments::{Arguments, Command};

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing to report.
    Clean,
    /// There are findings.
    Findings,
}

impl Outcome {
    fn of(findings: bool) -> Self {
        if findings { Self::Findings } else { Self::Clean }
    }
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(mut error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            suggest_render(&mut error);
            return match error.print() {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
                _ => ExitCode::from(code),
            };
        }
    };
    arguments.color.write_global();
    match run(arguments) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) if broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::error(&error);
            ExitCode::from(2)
        }
    }
}

/// Who names a file where a command belongs most likely wants it in English.
fn suggest_render(error: &mut clap::Error) {
    if let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand)
        && std::path::Path::new(word).exists()
    {
        let tip = format!("to have it in English, write 'umschrift render {word}'").into();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
}

fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let Arguments { command, quiet, .. } = arguments;
    match command {
        Command::Render(command) => render::run(&command, quiet),
        Command::Annotate(command) => annotate::run(&command, quiet),
        Command::Normalize(command) => normalize::run(&command, quiet),
        Command::Check(command) => check::run(&command, quiet),
        Command::Coverage(command) => coverage::run(&command, quiet),
        Command::Explain(command) => explain::run(&command, quiet),
        Command::Romanize(command) => romanize::run(&command),
        Command::Glossary { command } => glossary::run(&command, quiet),
        Command::Lexicon { command } => lexicon::run(&command, quiet),
        #[cfg(feature = "firefox")]
        Command::Model { command } => model::run(&command, quiet),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man { command } => shell::man(command.as_deref()),
    }
}

fn broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        kind.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
