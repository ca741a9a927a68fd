//! Invariants over the data files.

use std::collections::HashSet;
use std::{fs, path::Path};

use super::Lexicon;
use super::entry::{Case, Cells, Column, Condition, Form, Relation, VerbForm, Word};
use super::parse::{DataFile, read};

fn files() -> Vec<DataFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/translate/rules/lexicon");
    let mut files: Vec<DataFile> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .map(|path| DataFile {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            text: fs::read_to_string(&path).unwrap(),
        })
        .collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}

#[test]
fn every_line_is_read() {
    let files = files();
    let (inventory, problems) = read(&files);
    assert!(inventory.len() > 4_000, "{} lexemes", inventory.len());
    let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(messages.is_empty(), "{messages:#?}");
}

#[test]
fn every_lexeme_has_forms_and_english() {
    let files = files();
    for (lexeme, forms) in read(&files).0 {
        assert!(!forms.is_empty(), "{} has no forms", lexeme.lemma);
        match &lexeme.word {
            Word::Noun { english, .. } | Word::Adjective { english } => {
                assert!(english.iter().all(|equivalent| !equivalent.text.is_empty()), "{}", lexeme.lemma)
            }
            Word::Verb { frames, .. } => {
                assert!(frames.iter().all(|frame| !frame.english.is_empty()), "{}", lexeme.lemma)
            }
            _ => {}
        }
    }
}

#[test]
fn no_noun_is_listed_twice_in_one_file() {
    for file in files().iter().filter(|file| file.name.starts_with("closed") || file.name.ends_with("-engine.tsv")) {
        let mut seen = HashSet::new();
        for line in file.text.lines().filter(|line| !line.starts_with('#')) {
            let key: Vec<&str> = line.split('\t').take(3).collect();
            assert!(seen.insert(key.clone()), "{}: {key:?}", file.name);
        }
    }
}

#[test]
fn full_forms_are_found_with_their_features() {
    let lexicon = Lexicon::shared();
    let has =
        |form: &str, wanted: &dyn Fn(&Form) -> bool| lexicon.postings(form).iter().any(|posting| wanted(&posting.form));
    let verb = |wanted: VerbForm| move |form: &Form| matches!(form, Form::Verb { form, .. } if *form == wanted);
    for (form, kind) in [
        ("gibt", VerbForm::Present),
        ("gab", VerbForm::Past),
        ("gäbe", VerbForm::Subjunctive2),
        ("gebe", VerbForm::Subjunctive1),
        ("abgelehnt", VerbForm::Participle2),
        ("abzulehnen", VerbForm::ZuInfinitive),
        ("worden", VerbForm::Participle2),
        ("seien", VerbForm::Subjunctive1),
    ] {
        assert!(has(form, &verb(kind)), "{form}");
    }
    let plural = |form: &Form| matches!(form, Form::Noun(cells) if cells.has_column(Column::Plural));
    assert!(has("Häuser", &plural));
    let weak = |form: &Form| matches!(form, Form::Noun(cells) if !cells.and(Cells::at(Case::Accusative, Column::Masculine)).is_empty());
    assert!(has("Präsidenten", &weak));
}

#[test]
fn the_longest_sequence_ends_at_a_word() {
    let lexicon = Lexicon::shared();
    for text in ["", "n", "nach wie vor", "nach wie vorher", "ä", "Nach wie vor gilt"] {
        if let Some((length, _)) = lexicon.longest_sequence(text) {
            assert!(text.is_char_boundary(length) && !text[length..].starts_with(char::is_alphanumeric), "{text}");
        }
    }
    assert_eq!(lexicon.longest_sequence("Nach wie vor gilt").map(|(length, _)| length), Some("Nach wie vor".len()));
}

/// Numbers of distinct lemmas, as the README states them.
fn counts() -> Vec<(&'static str, usize)> {
    let files = files();
    let (inventory, _) = read(&files);
    let lemmas = |wanted: &dyn Fn(&str, &Word<'_>) -> bool| {
        let kept = inventory.iter().filter(|(lexeme, _)| wanted(lexeme.lemma, &lexeme.word));
        kept.map(|(lexeme, _)| lexeme.lemma.replace('|', "")).collect::<HashSet<_>>().len()
    };
    let single = |lemma: &str| !lemma.contains(' ');
    let frames = |wanted: &dyn Fn(&super::entry::Frame<'_>) -> bool| {
        let all = inventory.iter().filter_map(|(lexeme, _)| match &lexeme.word {
            Word::Verb { frames, .. } => Some(frames.iter().filter(|frame| wanted(frame)).count()),
            _ => None,
        });
        all.sum::<usize>()
    };
    let function = |lemma: &str, word: &Word<'_>| matches!(word, Word::Function { .. }) && single(lemma);
    let mut counts = vec![
        ("nouns", lemmas(&|lemma, word| matches!(word, Word::Noun { .. }) && single(lemma))),
        ("verbs", lemmas(&|_, word| matches!(word, Word::Verb { .. }))),
        ("adjectives", lemmas(&|_, word| matches!(word, Word::Adjective { .. }))),
        ("adverbs and particles", lemmas(&|lemma, word| matches!(word, Word::Adverb { .. }) && single(lemma))),
        ("names", lemmas(&|lemma, word| matches!(word, Word::Name { .. }) && single(lemma))),
        ("function words", lemmas(&function)),
    ];
    counts.push(("all lemmas", counts.iter().map(|(_, count)| count).sum()));
    counts.push(("multi-word units", lemmas(&|lemma, _| !single(lemma))));
    counts.push(("light-verb constructions and idioms", frames(&|frame| !frame.fixed.is_empty())));
    counts.push(("verb frames besides", frames(&|frame| frame.fixed.is_empty())));
    counts
}

#[test]
fn the_readme_counts_what_is_there() {
    let counts = counts();
    let thousands = |count: usize| match count {
        0..1_000 => count.to_string(),
        _ => format!("{},{:03}", count / 1_000, count % 1_000),
    };
    let mut table = "<!-- counts -->\n| | |\n|---|---:|\n".to_owned();
    for (what, count) in &counts {
        table += &format!("| {what} | {} |\n", thousands(*count));
    }
    table += "<!-- /counts -->";
    let readme = include_str!("README.md");
    assert!(readme.contains(&table), "README.md should say:\n{table}");
    assert!(counts.iter().any(|(what, count)| *what == "all lemmas" && *count >= 15_000));
}

#[test]
fn conditions_name_words_of_the_lexicon() {
    let files = files();
    let (inventory, _) = read(&files);
    let lexicon = Lexicon::shared();
    let mut unknown = Vec::new();
    for (lexeme, _) in &inventory {
        let conditions: Vec<&Condition<'_>> = match &lexeme.word {
            Word::Noun { english, .. } | Word::Adjective { english } | Word::Adverb { english, .. } => {
                english.iter().flat_map(|equivalent| &equivalent.conditions).collect()
            }
            Word::Verb { frames, .. } => frames.iter().flat_map(|frame| &frame.conditions).collect(),
            Word::Name { .. } | Word::Function { .. } => Vec::new(),
        };
        for condition in conditions {
            // Anything may stand elsewhere in the sentence, names too.
            let Condition::Neighbour(relation, words) = condition else { continue };
            if *relation != Relation::With {
                let kind = |word: &str| word.bytes().all(|letter| letter.is_ascii_uppercase());
                let missing = words.split('|').filter(|word| !lexicon.contains(word) && !kind(word));
                unknown.extend(missing.map(|word| format!("{} {{{}={word}}}", lexeme.lemma, relation.name())));
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}
