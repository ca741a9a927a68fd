//! Nothing is lost and nothing invented: every content word of the German is aligned with English or reported as one without
//! English, and English that no German stands for is only what grammar adds.
//!
//! What a content word is comes from the lexicon's data files and not from the engine. `UMSCHRIFT_TEST_TEXTS=DIR` names a
//! folder of German texts (`*.de`, `*.de.txt`) that are read besides the samples.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use umschrift::glossary::Glossary;
use umschrift::matching::Matcher;
use umschrift::pipeline::{annotate, with_sources};
use umschrift::read::read;
use umschrift::span::Span;
use umschrift::translate::rules::Rules;
use umschrift::translate::{Draft, Engine, Source};

/// Forms of haben, sein and werden, which a tense may swallow, and of articles.
const SWALLOWED: &str = include_str!("data/function-words.txt");
/// English that grammar adds.
const ADDED: &str = include_str!("data/added-english.txt");

/// German words that may have no English of their own.
struct FunctionWords(HashSet<String>);

impl FunctionWords {
    fn of_the_lexicon() -> Self {
        let folder = root().join("src/translate/rules/lexicon");
        let mut words: HashSet<String> = SWALLOWED.split_whitespace().map(str::to_owned).collect();
        let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
        let fields = |text: &str| -> Vec<Vec<String>> {
            text.lines()
                .filter(|line| !line.starts_with('#'))
                .map(|line| line.split('\t').map(str::to_owned).collect())
                .collect()
        };
        words.extend(fields(&read("closed.tsv")).into_iter().filter_map(|row| row.into_iter().next()));
        for row in fields(&read("adverbs.tsv")) {
            if row.get(2).is_some_and(|english| english.split(" ; ").any(|english| english.starts_with('-'))) {
                words.insert(row[0].clone());
            }
        }
        for file in ["verbs-core.tsv", "verbs-more.tsv"] {
            words.extend(
                fields(&read(file))
                    .iter()
                    .filter_map(|row| row[0].split_once('|').map(|(prefix, _)| prefix.to_owned())),
            );
        }
        Self(words.into_iter().map(|word| word.to_lowercase()).collect())
    }

    fn holds(&self, word: &str) -> bool {
        self.0.contains(&word.to_lowercase())
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The words of a text with their bytes.
fn words(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let inner = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '\u{ad}');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|letter| !inner(letter)).map_or(text.len(), |length| start + length);
        at = end;
        Some((Span::new(start, end), &text[start..end]))
    })
}

/// Content words that a draft says nothing of.
fn lost<'t>(source: &Source<'t>, draft: &Draft, function_words: &FunctionWords) -> Vec<&'t str> {
    let told = |word: Span| {
        draft.alignment.iter().any(|link| link.source.overlaps(word) && !link.target.is_empty())
            || draft.untranslated.iter().any(|span| span.overlaps(word))
    };
    words(source.text)
        .filter(|(span, word)| !function_words.holds(word) && !told(*span))
        .map(|(_, word)| word)
        .collect()
}

/// English without German that grammar does not add.
fn invented<'d>(draft: &'d Draft, added: &HashSet<&str>) -> Vec<&'d str> {
    draft
        .alignment
        .iter()
        .filter(|link| link.source.is_empty())
        .map(|link| link.target.of(&draft.text))
        .filter(|word| word.contains(char::is_alphanumeric) && !added.contains(word.to_lowercase().as_str()))
        .collect()
}

/// Words with how often each was met and the first sentence that it was met in.
type Losses = BTreeMap<String, (usize, String)>;

/// How often each word of the files is lost or invented, and how many sentences there are.
fn losses(files: &[PathBuf]) -> (Losses, Losses, usize) {
    let (glossary, engine) = (Glossary::shared(), Rules::new());
    let matcher = Matcher::new(glossary);
    let function_words = FunctionWords::of_the_lexicon();
    let added: HashSet<&str> = ADDED.split_whitespace().collect();
    let (mut missing, mut surplus, mut sentences) = (Losses::new(), Losses::new(), 0);
    for file in files {
        let name = file.to_string_lossy();
        let document = read(fs::read(file).unwrap(), &name, None, None).unwrap();
        let annotated = annotate(&matcher, document);
        with_sources(glossary, &annotated, |sources| {
            for (source, draft) in sources.iter().zip(engine.translate(sources).unwrap()) {
                sentences += 1;
                let note = |losses: &mut Losses, word: &str| {
                    let shown = || (0, format!("{}\n    → {}\n", source.text, draft.text));
                    losses.entry(word.to_owned()).or_insert_with(shown).0 += 1;
                };
                lost(source, &draft, &function_words).into_iter().for_each(|word| note(&mut missing, word));
                invented(&draft, &added).into_iter().for_each(|word| note(&mut surplus, word));
            }
        });
    }
    (missing, surplus, sentences)
}

fn report(losses: &Losses) -> String {
    losses.iter().map(|(word, (times, sentence))| format!("{times} × {word} in: {sentence}")).collect()
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(".de")))
        .collect();
    files.sort();
    files
}

#[test]
fn texts_are_translated_whole() {
    let mut files = texts(&root().join("samples"));
    if let Some(folder) = std::env::var_os("UMSCHRIFT_TEST_TEXTS") {
        files.extend(texts(Path::new(&folder)));
    }
    let (missing, surplus, sentences) = losses(&files);
    assert!(sentences > 50, "{sentences} sentences in {files:?}");
    assert!(missing.is_empty(), "lost:\n{}", report(&missing));
    assert!(surplus.is_empty(), "invented:\n{}", report(&surplus));
}

/// Each German form of the glossaries stands for its entry or for the words that it is made of.
#[test]
fn the_forms_of_the_glossaries_are_translated_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("forms.de.txt");
    let forms: Vec<String> = Glossary::shared()
        .entries()
        .flat_map(|(_, entry)| entry.german.iter().map(|form| format!("Er erwähnte {form} in seiner Rede.\n")))
        .collect();
    fs::write(&file, forms.concat()).unwrap();
    let (missing, surplus, sentences) = losses(&[file]);
    assert!(sentences > 500, "{sentences} sentences");
    assert!(missing.is_empty(), "lost:\n{}", report(&missing));
    assert!(surplus.is_empty(), "invented:\n{}", report(&surplus));
}
