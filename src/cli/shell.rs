//! `umschrift completions` and `umschrift man`

use std::io::IsTerminal;

use anyhow::anyhow;
use clap::CommandFactory;

use super::arguments::{Arguments, Output};
use super::{Outcome, output};

/// Prints completions for a shell.
pub fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "umschrift", &mut script);
    output::to(&Output::default(), |out| Ok(out.write_all(&script)?))?;
    Ok(Outcome::Clean)
}

/// Prints the manual page of the program or of one command.
pub fn man(command: Option<&str>) -> anyhow::Result<Outcome> {
    let mut program = Arguments::command();
    program.build();
    let page = match command {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| anyhow!("there is no command \"{name}\": `umschrift --help` lists them"))?,
    };
    if std::io::stdout().is_terminal() {
        anstream::eprintln!("note: this is the source of the page; to read it: umschrift man | man -l -");
    }
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    output::to(&Output::default(), |out| Ok(out.write_all(&text)?))?;
    Ok(Outcome::Clean)
}
