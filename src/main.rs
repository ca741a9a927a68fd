//! The program `umschrift`.

use std::io::{Read, Write};

use umschrift::translate::{Engine, Source, rules::Rules};

fn main() -> anyhow::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let lines: Vec<Source<'_>> = text.lines().map(|line| Source { text: line, atoms: &[] }).collect();
    let mut out = std::io::stdout().lock();
    for draft in Rules.translate(&lines)? {
        writeln!(out, "{}", draft.text)?;
    }
    Ok(())
}
