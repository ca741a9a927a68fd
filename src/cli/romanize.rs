//! `umschrift romanize`

use std::io::{BufRead, Write};

use anyhow::Context;

use super::arguments::{RomanizationSystem, Romanize};
use super::{Outcome, output};
use crate::glossary::Glossary;
use crate::matching::Matcher;
use crate::romanization::russian::{self, Target, transcribe_word};
use crate::romanization::{Kind, System, romanize, surname};

/// Runs the command: one line of output for each line of input.
pub fn run(command: &Romanize) -> anyhow::Result<Outcome> {
    // Reading a romanised name back needs the family names that the glossary knows.
    let matcher = std::cell::OnceCell::new();
    let write = |out: &mut dyn Write| -> anyhow::Result<()> {
        let mut answer = |line: &str| -> anyhow::Result<()> {
            let systems = command.system.systems();
            let all: Vec<String> = systems
                .iter()
                .map(|system| {
                    let written = line_in(line, *system, command.word, &|| {
                        matcher.get_or_init(|| Matcher::new(Glossary::shared()))
                    });
                    if systems.len() == 1 { written } else { format!("{}: {written}", system.key()) }
                })
                .collect();
            Ok(writeln!(out, "{}", all.join("\t"))?)
        };
        if command.text.is_empty() {
            for line in std::io::stdin().lock().lines() {
                answer(&line.context("cannot read standard input: it must be UTF-8 text")?)?;
            }
        } else {
            for text in &command.text {
                text.lines().try_for_each(&mut answer)?;
            }
        }
        Ok(())
    };
    output::to(&command.output, write)?;
    Ok(Outcome::Clean)
}

impl RomanizationSystem {
    fn systems(self) -> Vec<System> {
        match self {
            Self::All => System::ALL.to_vec(),
            Self::Dprk => vec![System::Dprk],
            Self::Rr => vec![System::Revised],
            Self::Mr => vec![System::McCuneReischauer],
            Self::MrAscii => vec![System::McCuneReischauerAscii],
            Self::AlaLc => vec![System::AlaLc],
            Self::Bgn => vec![System::Bgn],
            Self::Odni => vec![System::Odni],
            Self::Yale => vec![System::Yale],
            Self::Press => vec![System::Press],
            Self::German => vec![System::German],
        }
    }
}

/// A line with its Hangul and Cyrillic written in Latin letters. A line that is one romanised Korean name is read back
/// into Hangul first, by its likeliest reading.
fn line_in<'m>(line: &str, system: System, word: bool, matcher: &dyn Fn() -> &'m Matcher<'static>) -> String {
    let hangul = |c: char| {
        ('\u{1100}'..='\u{11ff}').contains(&c)
            || ('\u{3130}'..='\u{318f}').contains(&c)
            || ('\u{ac00}'..='\u{d7a3}').contains(&c)
            || ('\u{ffa0}'..='\u{ffdc}').contains(&c)
    };
    let cyrillic = |c: char| ('\u{400}'..='\u{52f}').contains(&c);
    if !line.contains(hangul) && !line.contains(cyrillic) {
        let read = matcher().explain(line.trim());
        let best = read.readings.first().and_then(|reading| romanize(&reading.hangul, system, Kind::Name));
        return best.unwrap_or_else(|| line.to_owned());
    }
    let mut out = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let run = |kind: &dyn Fn(char) -> bool| rest.find(|c: char| !kind(c)).unwrap_or(rest.len());
        let end = if hangul(first) {
            run(&hangul)
        } else if cyrillic(first) {
            run(&cyrillic)
        } else {
            rest.find(|c: char| hangul(c) || cyrillic(c)).unwrap_or(rest.len())
        };
        let (part, after) = rest.split_at(end);
        if hangul(first) {
            let kind = if word || !is_name(part) { Kind::Word } else { Kind::Name };
            out.push_str(&romanize(part, system, kind).unwrap_or_else(|| part.to_owned()));
        } else if cyrillic(first) {
            let target = if system == System::German { Target::German } else { Target::English };
            let spelling = transcribe_word(part, russian::Language::Russian, target).into_iter().next();
            out.push_str(&spelling.unwrap_or_else(|| part.to_owned()));
        } else {
            out.push_str(part);
        }
        rest = after;
    }
    out
}

/// Family names common enough that two syllables that begin with one are rather a name than a word.
const COMMON: &str = "김이리박최정강조윤장임림한오서신권황안송류유홍";

/// Three or four syllables that begin with a family name, or two that begin with a common one.
fn is_name(hangul: &str) -> bool {
    let composed = crate::romanization::hangul::compose(hangul);
    let count = composed.chars().count();
    let Some((length, _)) = crate::romanization::split_name(&composed) else { return false };
    let family: String = composed.chars().take(length).collect();
    match count {
        2 => COMMON.contains(&family),
        3 | 4 => count - length <= 2 && !surname::spellings_in_texts(&family).is_empty(),
        _ => false,
    }
}
