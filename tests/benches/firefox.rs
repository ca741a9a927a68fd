//! Words a second and memory of the engine `firefox` with enforcement beside the bare inference crate in the same run, what became of
//! the terms of a glossary, and of random words in the stead of terms (the control of the WMT 2025 task on terminology).
//! `UMSCHRIFT_TEST_MODEL=DIR cargo bench --bench firefox`.

#![allow(clippy::print_stdout)]

#[cfg(feature = "firefox")]
fn main() {
    measure::main();
}

#[cfg(not(feature = "firefox"))]
fn main() {}

#[cfg(feature = "firefox")]
mod measure {
    use std::collections::BTreeSet;
    use std::num::NonZeroUsize;
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Instant;

    use umschrift::enforce::{Enforced, Method, enforce};
    use umschrift::glossary::EntryType;
    use umschrift::span::Span;
    use umschrift::translate::firefox::{FirefoxEngine, Role, list};
    use umschrift::translate::{Atom, Draft, Engine, EngineError, SoftAlignment, Source, Unwatched, Watch};

    const SENTENCES: &str = include_str!("../firefox/sentences.txt");
    const GLOSSARY: &str = include_str!("../firefox/glossary.tsv");
    /// How often the sentences are translated by each of the sides, which take turns so that other work on the machine meets
    /// them alike.
    const RUNS: usize = 9;
    /// English for words that the control picks: nothing in the Portuguese suggests it.
    const CONTROL: [&str; 8] = [
        "sealed note",
        "hull craft",
        "written account",
        "solemn rite",
        "visiting party",
        "water calamity",
        "ledger plan",
        "penal measure",
    ];

    pub fn main() {
        let Some(model) = std::env::var_os("UMSCHRIFT_TEST_MODEL").map(PathBuf::from) else {
            println!("UMSCHRIFT_TEST_MODEL names no model: nothing was measured");
            return;
        };
        let texts: Vec<&str> = SENTENCES.lines().collect();
        let glossary: Vec<Vec<&str>> = GLOSSARY.lines().map(|line| line.split('\t').collect()).collect();
        let atoms: Vec<Vec<Atom<'_>>> = texts.iter().map(|text| atoms(&glossary, text)).collect();
        let sources: Vec<Source<'_>> = texts.iter().zip(&atoms).map(|(text, atoms)| Source { text, atoms }).collect();
        match std::env::args().skip(1).find(|argument| !argument.starts_with('-')).as_deref() {
            Some("memory-bare") => {
                let engine = bare(&model);
                texts.iter().for_each(|text| drop(engine.translate(text)));
                println!("{}", peak().unwrap_or_default());
            }
            Some("memory-enforced") => {
                enforced(&load(&model, 2), &sources);
                println!("{}", peak().unwrap_or_default());
            }
            _ => {
                speed(&model, &texts, &sources);
                rates("glossary", &model, &sources);
                let atoms: Vec<Vec<Atom<'_>>> = texts.iter().enumerate().map(control).collect();
                let sources: Vec<Source<'_>> =
                    texts.iter().zip(&atoms).map(|(text, atoms)| Source { text, atoms }).collect();
                rates("random words", &model, &sources);
                memory();
            }
        }
    }

    fn load(model: &Path, threads: usize) -> FirefoxEngine {
        let threads = NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN);
        FirefoxEngine::load_with_threads(model, threads).expect("the model loads")
    }

    fn enforced(engine: &dyn Engine, sources: &[Source<'_>]) -> Vec<Enforced> {
        let drafts = engine.translate(sources).expect("the engine works");
        enforce(engine, sources, drafts, &Unwatched).expect("the engine works")
    }

    /// Words a second: the best run of each side, and the median of the runs' ratios to bare `translate`.
    fn speed(model: &Path, texts: &[&str], sources: &[Source<'_>]) {
        let words: usize = texts.iter().map(|text| text.split(' ').count()).sum();
        let (bare, one, two) = (bare(model), load(model, 1), load(model, 2));
        type Side<'s> = (&'s str, Box<dyn Fn() + 's>);
        let sides: [Side<'_>; 4] = [
            ("bare translate", Box::new(|| texts.iter().for_each(|text| drop(bare.translate(text))))),
            ("bare translate_batch(1)", Box::new(|| texts.iter().for_each(|text| drop(bare.translate_batch(&[text]))))),
            ("enforced, 1 thread", Box::new(|| drop(enforced(&one, sources)))),
            ("enforced, 2 threads", Box::new(|| drop(enforced(&two, sources)))),
        ];
        let run = |_| {
            sides.each_ref().map(|(_, run)| {
                let start = Instant::now();
                run();
                words as f64 / start.elapsed().as_secs_f64()
            })
        };
        let runs: Vec<[f64; 4]> = (0..RUNS).map(run).collect();
        for (side, (name, _)) in sides.iter().enumerate() {
            let best = runs.iter().map(|run| run[side]).fold(0.0, f64::max);
            let mut ratios: Vec<f64> = runs.iter().map(|run| run[side] / run[0]).collect();
            ratios.sort_by(f64::total_cmp);
            println!("{name:24} {best:6.0} words/s at best, {:.2} of bare translate", ratios[RUNS / 2]);
        }
    }

    /// An engine that counts the sentences it is asked for.
    struct Counting {
        engine: FirefoxEngine,
        translated: AtomicUsize,
        aligned: AtomicUsize,
    }

    impl Engine for Counting {
        fn name(&self) -> &str {
            self.engine.name()
        }

        fn version(&self) -> String {
            self.engine.version()
        }

        fn translate(&self, sentences: &[Source<'_>]) -> Result<Vec<Draft>, EngineError> {
            self.translated.fetch_add(sentences.len(), Ordering::Relaxed);
            self.engine.translate(sentences)
        }

        fn retries(&self) -> usize {
            self.engine.retries()
        }

        fn align(
            &self,
            sentences: &[Source<'_>],
            watch: &dyn Watch,
        ) -> Result<Vec<Option<SoftAlignment>>, EngineError> {
            self.aligned.fetch_add(sentences.len(), Ordering::Relaxed);
            self.engine.align(sentences, watch)
        }
    }

    /// What became of all terms, and what it cost.
    fn rates(name: &str, model: &Path, sources: &[Source<'_>]) {
        let engine = Counting { engine: load(model, 2), translated: AtomicUsize::new(0), aligned: AtomicUsize::new(0) };
        let enforced = enforced(&engine, sources);
        let placements = || enforced.iter().flat_map(|sentence| &sentence.placements);
        let count = |method: Method| placements().filter(|placement| placement.method == method).count();
        let all = placements().count();
        let share = |count: usize| 100.0 * count as f64 / all.max(1) as f64;
        println!(
            "{name}: {all} terms, {:.1} % present ({:.1} % without a placeholder): {} as is, {} edited, {} placeholder, {} failed",
            share(all - count(Method::Failed)),
            share(count(Method::AsIs) + count(Method::Edited)),
            count(Method::AsIs),
            count(Method::Edited),
            count(Method::Placeholder),
            count(Method::Failed)
        );
        let forms: BTreeSet<&str> = sources.iter().flat_map(|source| source.atoms).map(|atom| atom.english).collect();
        let mut surplus = 0;
        for (source, enforced) in sources.iter().zip(&enforced) {
            for form in &forms {
                let inside = |atom: &Atom<'_>| atom.english.matches(form).count();
                let wanted: usize = source.atoms.iter().map(inside).sum();
                surplus += enforced.text.matches(form).count().saturating_sub(wanted);
            }
        }
        println!(
            "  over-enforced {surplus}; {} sentences translated for {}, {} of them with alignment",
            engine.translated.load(Ordering::Relaxed) + engine.aligned.load(Ordering::Relaxed),
            sources.len(),
            engine.aligned.load(Ordering::Relaxed)
        );
    }

    /// A word of the sentence, by a fixed rule that knows nothing of its meaning, with English that it does not have.
    fn control<'a>((index, text): (usize, &&'a str)) -> Vec<Atom<'a>> {
        let long = |word: &&str| word.chars().count() > 5 && word.chars().all(char::is_lowercase);
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(long).collect();
        let Some(word) = words.get((index * 7 + 3) % words.len().max(1)) else { return Vec::new() };
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        vec![Atom::noun(Span::new(start, start + word.len()), CONTROL[index % CONTROL.len()], EntryType::Term)]
    }

    /// The peaks of both sides, each in a process of its own.
    fn memory() {
        let of = |side: &str| -> Option<f64> {
            let output = std::process::Command::new(std::env::current_exe().ok()?).arg(side).output().ok()?;
            String::from_utf8(output.stdout).ok()?.trim().parse().ok()
        };
        if let (Some(bare), Some(enforced)) = (of("memory-bare"), of("memory-enforced")) {
            println!(
                "peak memory: bare {:.0} MB, enforced with 2 threads {:.0} MB, {:.2} of it",
                bare / 1e3,
                enforced / 1e3,
                enforced / bare
            );
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

    /// The most memory that the process has held, in thousands of bytes, where the system tells.
    fn peak() -> Option<String> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        Some(line.trim().trim_end_matches(" kB").to_owned())
    }
}
