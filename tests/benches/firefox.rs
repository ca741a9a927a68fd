//! Words a second and memory of the engine `firefox` with enforcement beside the bare inference crate.
//! `UMSCHRIFT_TEST_MODEL=DIR cargo bench --bench firefox`; `-- bare`, `-- enforced` or `-- threads` runs one side alone, so that its peak
//! of memory is its own.

#![allow(clippy::print_stdout)]

#[cfg(feature = "firefox")]
fn main() {
    measure::main();
}

#[cfg(not(feature = "firefox"))]
fn main() {}

#[cfg(feature = "firefox")]
mod measure {
    use std::num::NonZeroUsize;
    use std::path::{Path, PathBuf};
    use std::time::Instant;

    use umschrift::enforce::{Method, enforce};
    use umschrift::glossary::EntryType;
    use umschrift::span::Span;
    use umschrift::translate::firefox::{FirefoxEngine, Role, list};
    use umschrift::translate::{Atom, Engine, Source, Unwatched};

    const SENTENCES: &str = include_str!("../firefox/sentences.txt");
    const GLOSSARY: &str = include_str!("../firefox/glossary.tsv");
    /// How often the sentences are translated; the best run counts.
    const RUNS: usize = 7;

    pub fn main() {
        let Some(model) = std::env::var_os("UMSCHRIFT_TEST_MODEL").map(PathBuf::from) else {
            println!("UMSCHRIFT_TEST_MODEL names no model: nothing was measured");
            return;
        };
        let side = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
        let wants = |name: &str| side.as_deref().is_none_or(|side| side == name);
        let texts: Vec<&str> = SENTENCES.lines().collect();
        let words: usize = texts.iter().map(|text| text.split(' ').count()).sum();
        let mut speed = None;
        if wants("bare") {
            let engine = bare(&model);
            let translated = best(words, || texts.iter().for_each(|text| drop(engine.translate(text))));
            let batched = best(words, || texts.iter().for_each(|text| drop(engine.translate_batch(&[text]))));
            println!("bare translate           {translated:6.0} words/s");
            println!("bare translate_batch(1)  {batched:6.0} words/s");
            speed = Some(translated);
        }
        let threads: Vec<usize> = [(1, "enforced"), (2, "threads")]
            .into_iter()
            .filter(|(_, side)| wants(side))
            .map(|(count, _)| count)
            .collect();
        if !threads.is_empty() {
            let glossary: Vec<Vec<&str>> = GLOSSARY.lines().map(|line| line.split('\t').collect()).collect();
            let atoms: Vec<Vec<Atom<'_>>> = texts.iter().map(|text| atoms(&glossary, text)).collect();
            let sources: Vec<Source<'_>> =
                texts.iter().zip(&atoms).map(|(text, atoms)| Source { text, atoms }).collect();
            for threads in threads {
                let threads = NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN);
                let engine = FirefoxEngine::load_with_threads(&model, threads).expect("the model loads");
                let mut counts = [0; 5];
                let enforced = best(words, || {
                    counts = [0; 5];
                    let drafts = engine.translate(&sources).expect("the engine works");
                    let enforced = enforce(&engine, &sources, drafts, &Unwatched).expect("the engine works");
                    let placements = enforced.iter().flat_map(|sentence| &sentence.placements);
                    placements.for_each(|placement| counts[placement.method as usize] += 1);
                });
                let beside = speed.map_or(String::new(), |bare| format!(", {:.2} of bare translate", enforced / bare));
                println!("enforced, {threads} thread(s)    {enforced:6.0} words/s{beside}");
                println!(
                    "  as is {}, edited {}, failed {}",
                    counts[Method::AsIs as usize],
                    counts[Method::Edited as usize],
                    counts[Method::Failed as usize]
                );
            }
        }
        if let Some(peak) = peak() {
            println!("peak memory of this process: {peak}");
        }
    }

    fn bare(directory: &Path) -> fxtranslate::engine::Engine {
        let files = list(directory).expect("the model's directory");
        let path = |role: Role| files.iter().find(|(of, _)| *of == role).map(|(_, path)| path.clone()).expect("a file");
        let vocabulary = path(Role::Vocab);
        let shortlist = fxtranslate::shortlist::Shortlist::load(path(Role::LexicalShortlist)).expect("a shortlist");
        let engine = fxtranslate::engine::Engine::load(path(Role::Model), &vocabulary, &vocabulary).expect("a model");
        engine.with_shortlist(shortlist)
    }

    fn best(words: usize, mut run: impl FnMut()) -> f64 {
        let mut speed = |_| {
            let start = Instant::now();
            run();
            words as f64 / start.elapsed().as_secs_f64()
        };
        (0..RUNS).map(&mut speed).fold(0.0, f64::max)
    }

    fn atoms<'a>(glossary: &[Vec<&'a str>], text: &str) -> Vec<Atom<'a>> {
        let mut found: Vec<Atom<'a>> = Vec::new();
        let mut order: Vec<&Vec<&str>> = glossary.iter().collect();
        order.sort_by_key(|fields| std::cmp::Reverse(fields[0].len()));
        for fields in order {
            for (start, surface) in text.match_indices(fields[0]) {
                let span = Span::new(start, start + surface.len());
                if found.iter().all(|other| !other.span.overlaps(span)) {
                    let kind = match fields[2] {
                        "person" => EntryType::Person,
                        "place" => EntryType::Place,
                        "organization" => EntryType::Organization,
                        "title" => EntryType::Title,
                        _ => EntryType::Term,
                    };
                    found.push(Atom { article: fields.len() > 3, ..Atom::noun(span, fields[1], kind) });
                }
            }
        }
        found.sort_by_key(|atom| atom.span);
        found
    }

    /// The most memory that the process has held, where the system tells.
    fn peak() -> Option<String> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        Some(status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().to_owned())
    }
}
