//! The engine `firefox` and enforcement with a real model: Firefox's Portuguese→English one, which is of the same
//! architecture as the German one. `.ci/test-model` fetches it and runs these tests.
#![cfg(feature = "firefox")]

use std::fmt::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use umschrift::enforce::{Enforced, Method, enforce};
use umschrift::glossary::EntryType;
use umschrift::glossary::entry::PartOfSpeech;
use umschrift::span::Span;
use umschrift::translate::firefox::FirefoxEngine;
use umschrift::translate::{Atom, Draft, Engine, Source};

const SENTENCES: &str = include_str!("firefox/sentences.txt");

fn model() -> PathBuf {
    std::env::var_os("UMSCHRIFT_TEST_MODEL")
        .map(PathBuf::from)
        .expect("UMSCHRIFT_TEST_MODEL names the model's directory")
}

fn engine(threads: usize) -> FirefoxEngine {
    let threads = NonZeroUsize::new(threads).expect("at least one thread");
    FirefoxEngine::load_with_threads(&model(), threads).expect("the model loads")
}

struct Entry {
    surface: &'static str,
    english: &'static str,
    kind: EntryType,
    article: bool,
}

fn glossary() -> Vec<Entry> {
    let lines = include_str!("firefox/glossary.tsv").lines();
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let kind = match fields[2] {
                "person" => EntryType::Person,
                "place" => EntryType::Place,
                "organization" => EntryType::Organization,
                "title" => EntryType::Title,
                "term" => EntryType::Term,
                other => panic!("no kind {other}"),
            };
            Entry { surface: fields[0], english: fields[1], kind, article: fields.len() > 3 }
        })
        .collect()
}

fn atom(entry: &'static Entry, start: usize) -> Atom<'static> {
    Atom {
        span: Span::new(start, start + entry.surface.len()),
        english: entry.english,
        english_plural: None,
        kind: entry.kind,
        part_of_speech: PartOfSpeech::Noun,
        gender: None,
        plural: false,
        genitive: false,
        article: entry.article,
    }
}

/// The entries in a sentence, the longest first, as whole words.
fn atoms(glossary: &'static [Entry], text: &str) -> Vec<Atom<'static>> {
    let mut order: Vec<&'static Entry> = glossary.iter().collect();
    order.sort_by_key(|entry| std::cmp::Reverse(entry.surface.len()));
    let mut found: Vec<Atom<'static>> = Vec::new();
    for entry in order {
        for (start, _) in text.match_indices(entry.surface) {
            let atom = atom(entry, start);
            let whole = !text[atom.span.end..].starts_with(char::is_alphanumeric)
                && !text[..start].ends_with(char::is_alphanumeric);
            if whole && !found.iter().any(|other| other.span.overlaps(atom.span)) {
                found.push(atom);
            }
        }
    }
    found.sort_by_key(|atom| atom.span);
    found
}

struct Corpus {
    texts: Vec<&'static str>,
    atoms: Vec<Vec<Atom<'static>>>,
}

impl Corpus {
    fn new() -> Self {
        let glossary: &'static [Entry] = Box::leak(glossary().into_boxed_slice());
        let texts: Vec<&str> = SENTENCES.lines().collect();
        let atoms = texts.iter().map(|text| atoms(glossary, text)).collect();
        Self { texts, atoms }
    }

    fn sources(&self) -> Vec<Source<'_>> {
        self.texts.iter().zip(&self.atoms).map(|(text, atoms)| Source { text, atoms }).collect()
    }
}

/// The words of a text outside some stretches.
fn words_outside(text: &str, stretches: impl Iterator<Item = Span>) -> Vec<String> {
    let mut rest = text.to_owned();
    let mut stretches: Vec<Span> = stretches.collect();
    stretches.sort();
    for stretch in stretches.into_iter().rev() {
        rest.replace_range(stretch.start..stretch.end, " ");
    }
    let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // Articles belong to the neighbourhood.
    words.map(str::to_lowercase).filter(|word| !matches!(word.as_str(), "a" | "an" | "the" | "s")).collect()
}

fn trace(source: &Source<'_>, draft: &Draft, enforced: &Enforced) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}\n  {}\n  {}", source.text, draft.text, enforced.text);
    for (atom, placement) in source.atoms.iter().zip(&enforced.placements) {
        let _ = writeln!(out, "    {} {:?} → {}", placement.method.as_str(), placement.wording, atom.english);
    }
    out
}

#[test]
#[ignore = "needs the model"]
fn every_term_stands_in_the_english_once_and_nothing_else_changes() {
    let (corpus, engine) = (Corpus::new(), engine(2));
    let sources = corpus.sources();
    assert!(sources.len() >= 60);
    let drafts = engine.translate(&sources).expect("the engine works");
    let enforced = enforce(&engine, &sources, drafts.clone()).expect("the engine works");
    let mut counts = [0_usize; 5];
    let mut problems = String::new();
    for ((source, draft), enforced) in sources.iter().zip(&drafts).zip(&enforced) {
        let mut wrong = Vec::new();
        for (atom, placement) in source.atoms.iter().zip(&enforced.placements) {
            counts[placement.method as usize] += 1;
            let written = placement.target.map_or("", |span| span.of(&enforced.text));
            let plural = atom
                .english
                .replace("Minister", "Ministers")
                .replace("Secretary", "Secretaries")
                .replace("Ambassador", "Ambassadors");
            if ![atom.english, &plural].iter().any(|form| written.eq_ignore_ascii_case(form)) {
                wrong.push(format!("{} is written {written}", atom.english));
            }
            let wanted = source.atoms.iter().filter(|other| other.english == atom.english).count();
            let inside = source
                .atoms
                .iter()
                .filter(|other| other.english != atom.english)
                .map(|other| other.english.matches(atom.english).count())
                .sum::<usize>();
            if enforced.text.matches(atom.english).count() > wanted + inside {
                wrong.push(format!("{} is doubled", atom.english));
            }
        }
        let targets = enforced.placements.iter().filter_map(|placement| placement.target);
        let mut left = draft.text.clone();
        for placement in &enforced.placements {
            if let Some(at) = left.find(&placement.wording) {
                left.replace_range(at..at + placement.wording.len(), " ");
            }
        }
        if words_outside(&left, std::iter::empty()) != words_outside(&enforced.text, targets) {
            wrong.push("something else changed".to_owned());
        }
        if enforced.placements.iter().any(|placement| placement.method == Method::Failed) {
            wrong.push("failed".to_owned());
        }
        if std::env::var_os("UMSCHRIFT_TEST_TRACE").is_some() {
            eprintln!("{}", trace(source, draft, enforced));
        }
        if !wrong.is_empty() {
            let _ = writeln!(problems, "{}: {}", wrong.join("; "), trace(source, draft, enforced));
        }
    }
    let all: usize = counts.iter().sum();
    let of = |method: Method| counts[method as usize];
    eprintln!(
        "{all} mentions in {} sentences: {} as is, {} edited, {} placeholder, {} failed",
        sources.len(),
        of(Method::AsIs),
        of(Method::Edited),
        of(Method::Placeholder),
        of(Method::Failed)
    );
    assert!(problems.is_empty(), "{problems}");
    assert!((of(Method::AsIs) + of(Method::Edited)) * 100 >= all * 95);
}
