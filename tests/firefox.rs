//! The engine `firefox` and enforcement with a real model: Firefox's Portuguese→English one, which is of the same
//! architecture as the German one. `.ci/test-model` fetches it and runs these tests.
#![cfg(feature = "firefox")]
// Figures are a part of the proof.
#![allow(clippy::print_stderr)]

use std::fmt::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use umschrift::enforce::{Enforced, Method, enforce};
use umschrift::glossary::EntryType;
use umschrift::span::Span;
use umschrift::translate::firefox::FirefoxEngine;
use umschrift::translate::{Atom, Draft, Engine, Source, Unwatched};

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
        article: entry.article,
        ..Atom::noun(Span::new(start, start + entry.surface.len()), entry.english, entry.kind)
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
    let enforced = enforce(&engine, &sources, drafts.clone(), &Unwatched).expect("the engine works");
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

/// Enforcement with terms that no glossary would hold: a noun of every sentence with an English form that nothing
/// suggests. What holds for names must hold for them, so it is not the model's knowledge of names that carries it.
#[test]
#[ignore = "needs the model"]
fn arbitrary_terms_are_placed_too_and_sentences_without_them_stay() {
    const CONTROL: [(&str, &str); 16] = [
        ("fábrica", "workshop hall"),
        ("reunião", "grand session"),
        ("teste", "trial run"),
        ("orçamento", "ledger plan"),
        ("inspeção", "field survey"),
        ("hospital", "care palace"),
        ("inundações", "water calamity"),
        ("cerimônia", "solemn rite"),
        ("acordo", "joint compact"),
        ("sanções", "penal measures"),
        ("delegação", "visiting party"),
        ("relatório", "written account"),
        ("discurso", "public oration"),
        ("navios", "hull craft"),
        ("carta", "sealed note"),
        ("desfile", "grand march"),
    ];
    let engine = engine(2);
    let texts: Vec<&str> = SENTENCES.lines().collect();
    let atoms: Vec<Vec<Atom<'static>>> = texts
        .iter()
        .map(|text| {
            let found = CONTROL.iter().filter_map(|(surface, english)| {
                let start = text.find(surface)?;
                let entry = Entry { surface, english, kind: EntryType::Term, article: false };
                Some(atom(Box::leak(Box::new(entry)), start))
            });
            let mut found: Vec<Atom<'static>> = found.collect();
            found.sort_by_key(|atom| atom.span);
            found
        })
        .collect();
    let sources: Vec<Source<'_>> = texts.iter().zip(&atoms).map(|(text, atoms)| Source { text, atoms }).collect();
    let drafts = engine.translate(&sources).expect("the engine works");
    let enforced = enforce(&engine, &sources, drafts.clone(), &Unwatched).expect("the engine works");
    let (mut all, mut placed, mut located) = (0, 0, 0);
    for ((source, draft), enforced) in sources.iter().zip(&drafts).zip(&enforced) {
        if source.atoms.is_empty() {
            assert_eq!(enforced.text, draft.text, "a sentence without terms has changed");
        }
        for (_, english) in CONTROL {
            let wanted = source.atoms.iter().filter(|atom| atom.english == english).count();
            let written = enforced.text.to_lowercase().matches(&english[..english.len() - 1]).count();
            assert!(written <= wanted, "over-enforced: {}", trace(source, draft, enforced));
        }
        for placement in &enforced.placements {
            all += 1;
            placed += usize::from(placement.target.is_some());
            located += usize::from(matches!(placement.method, Method::AsIs | Method::Edited));
        }
    }
    eprintln!("control: {all} terms, {placed} placed, {located} of them without a second translation");
    assert!(all >= 15 && placed == all);
}

#[test]
#[ignore = "needs the model"]
fn the_number_of_threads_and_the_company_change_nothing() {
    let corpus = Corpus::new();
    let sources = corpus.sources();
    let run = |engine: &FirefoxEngine, sources: &[Source<'_>]| -> Vec<Enforced> {
        let drafts = engine.translate(sources).expect("the engine works");
        enforce(engine, sources, drafts, &Unwatched).expect("the engine works")
    };
    let (one, three) = (engine(1), engine(3));
    let alone: Vec<Enforced> = sources.iter().flat_map(|source| run(&one, &[*source])).collect();
    assert_eq!(alone, run(&one, &sources));
    assert_eq!(alone, run(&three, &sources));
    // What the sentences mention decides whether an alignment is made, and an alignment changes no word.
    let bare: Vec<Source<'_>> = sources.iter().map(|source| Source { atoms: &[], ..*source }).collect();
    let texts = |sources: &[Source<'_>]| -> Vec<String> {
        one.translate(sources).expect("the engine works").into_iter().map(|draft| draft.text).collect()
    };
    assert_eq!(texts(&sources), texts(&bare));
}

#[test]
#[ignore = "needs the model"]
fn the_alignment_leads_back_to_the_source_as_it_was_given() {
    let engine = engine(1);
    // Decomposed letters, a soft hyphen, two spaces, a line break and a character beyond the basic plane.
    let text = "O  embaixa\u{ad}dor elogiou 😀 Choe Son-hui\nem Hamhung e falou de cafe\u{301}.";
    let source = Source { text, atoms: &[] };
    let aligned = engine.align(&[source], &Unwatched).expect("the engine works").remove(0).expect("it aligns");
    assert_eq!(aligned.text, engine.translate(&[source]).expect("the engine works")[0].text);
    for (english, portuguese) in [("ambassador", "embaixa\u{ad}dor"), ("Hamhung", "Hamhung"), ("coffee", "cafe\u{301}")]
    {
        let at = aligned.text.find(english).expect(&aligned.text);
        let target = Span::new(at, at + english.len());
        let start = text.find(portuguese).expect("it is there");
        let source = Span::new(start, start + portuguese.len());
        for token in aligned.tokens.iter().filter(|token| token.target.overlaps(target)) {
            assert!(token.weight(source) > 0.5, "{english}: {token:?}");
        }
    }
}

#[test]
#[ignore = "needs the model"]
fn a_sentence_of_any_length_is_translated_to_its_end() {
    let engine = engine(2);
    let glossary: &'static [Entry] = Box::leak(glossary().into_boxed_slice());
    let sentences: Vec<&str> = SENTENCES.lines().map(|line| line.trim_end_matches('.')).collect();
    for separator in ["; ", ", "] {
        let text = sentences.join(separator);
        let atoms = atoms(glossary, &text);
        let source = Source { text: &text, atoms: &atoms };
        let drafts = engine.translate(&[source]).expect("the engine works");
        let words = |text: &str| text.split(' ').count();
        assert!(words(&drafts[0].text) * 10 > words(&text) * 8, "{}", drafts[0].text);
        let enforced = enforce(&engine, &[source], drafts, &Unwatched).expect("the engine works").remove(0);
        let failed = enforced.placements.iter().filter(|placement| placement.method == Method::Failed).count();
        eprintln!("a sentence of {} words: {} mentions, {failed} failed", words(&text), atoms.len());
        assert!(failed * 20 <= atoms.len(), "{}", enforced.text);
    }
    // Without a boundary anywhere, and without an end to a word.
    for text in [vec!["Hamhung"; 5000].join(" "), "a".repeat(20_000)] {
        let draft = engine.translate(&[Source { text: &text, atoms: &[] }]).expect("the engine works").remove(0);
        assert!(draft.text.len() > 100);
    }
}

#[test]
#[ignore = "needs the model"]
fn odd_texts_break_nothing() {
    let engine = engine(2);
    for text in [
        "",
        " ",
        "\u{0}\u{1}\u{7f}",
        "...",
        "—",
        "🇰🇵",
        "\u{feff}",
        "((((",
        "김정은",
        "<b>Kim</b> [[0]] __X__ {0}",
        "a\r\nb",
    ] {
        let source = Source { text, atoms: &[] };
        let drafts = engine.translate(&[source]).expect("the engine works");
        assert!(!drafts[0].text.contains(['\n', '\r']), "{text:?}");
        engine.align(&[source], &Unwatched).expect("the engine works");
        enforce(&engine, &[source], drafts, &Unwatched).expect("the engine works");
    }
}

/// What looks like a placeholder is text, and the name beside it is written all the same, once.
#[test]
#[ignore = "needs the model"]
fn markup_that_looks_like_a_placeholder_is_text() {
    let engine = engine(2);
    let entry: &'static Entry =
        Box::leak(Box::new(Entry { surface: "Tschoson", english: "DPRK", kind: EntryType::Place, article: false }));
    for marks in ["[[0]]", "__ENT0__", "<x1/>", "{0}", "⟦1⟧", "%s", "XX1XX", "DPRK0"] {
        let text = format!("O navio {marks} chegou a Tschoson na segunda-feira.");
        let atoms = [atom(entry, text.find("Tschoson").expect("it is there"))];
        let source = Source { text: &text, atoms: &atoms };
        let drafts = engine.translate(&[source]).expect("the engine works");
        let enforced = enforce(&engine, &[source], drafts, &Unwatched).expect("the engine works").remove(0);
        let place = enforced.placements[0].target.expect(&enforced.text);
        assert_eq!(place.of(&enforced.text), "DPRK", "{}", enforced.text);
        assert!(enforced.text.matches("DPRK").count() <= 1 + text.matches("DPRK").count(), "{}", enforced.text);
    }
}

/// Ctrl-C in a long document: the short one before it is whole, and the program ends long before the long one would.
#[cfg(all(unix, feature = "cli"))]
#[test]
#[ignore = "needs the model"]
fn an_interrupted_program_ends_within_a_document() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().expect("a directory");
    let lines: Vec<&str> = SENTENCES.lines().collect();
    std::fs::write(folder.path().join("a.txt"), lines[0]).expect("written");
    std::fs::write(folder.path().join("b.txt"), SENTENCES.repeat(200)).expect("written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_umschrift"))
        .args(["render", "a.txt", "b.txt", "--format", "plain", "--engine", "firefox", "--firefox-model"])
        .arg(model())
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    let mut first = String::new();
    out.read_line(&mut first).expect("English");
    let since = std::time::Instant::now();
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill").success());
    let (mut rest, mut messages) = (String::new(), String::new());
    out.read_to_string(&mut rest).expect("English");
    child.stderr.take().expect("piped").read_to_string(&mut messages).expect("messages");
    assert_eq!(child.wait().expect("it ends").code(), Some(2));
    assert!(first.len() > 10 && rest.is_empty(), "{first}{rest}");
    assert!(messages.contains("1 document was finished of 2") && messages.contains("go on from b.txt"), "{messages}");
    eprintln!("ended {:.1} s after it was asked to", since.elapsed().as_secs_f64());
}

#[test]
#[ignore = "needs the model"]
fn damaged_files_are_told_and_nothing_panics() {
    let whole = tempfile::tempdir().expect("a directory");
    for entry in std::fs::read_dir(model()).expect("the model's directory").flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().ends_with(".bin") || name.to_string_lossy().ends_with(".spm") {
            std::fs::copy(entry.path(), whole.path().join(name)).expect("copied");
        }
    }
    let load = || FirefoxEngine::load_with_threads(whole.path(), NonZeroUsize::MIN);
    load().expect("it is whole");
    let files: Vec<PathBuf> =
        std::fs::read_dir(whole.path()).expect("a directory").flatten().map(|entry| entry.path()).collect();
    for (index, path) in files.iter().enumerate() {
        let bytes = std::fs::read(path).expect("readable");
        for length in [0, 7, 1000, bytes.len() / 2, bytes.len() - 1] {
            std::fs::write(path, &bytes[..length]).expect("written");
            let error = load().expect_err("it is cut short").to_string();
            assert!(error.contains(path.file_name().expect("a name").to_str().expect("ASCII")), "{error}");
        }
        // A file in the place of another.
        std::fs::copy(&files[(index + 1) % files.len()], path).expect("copied");
        load().expect_err("it is another file");
        std::fs::write(path, bytes).expect("restored");
    }
    load().expect("it is whole again");
}
