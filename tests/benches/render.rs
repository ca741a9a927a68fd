//! The engine `rules` and the whole way from text to English, in words.

use std::sync::OnceLock;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use umschrift::glossary::Glossary;
use umschrift::matching::Matcher;
use umschrift::pipeline::{Annotated, annotate, render};
use umschrift::read::Document;
use umschrift::translate::rules::Rules;

const TEXT: &str = concat!(
    include_str!("../../samples/agency.de.txt"),
    include_str!("../../samples/analysis.de.txt"),
    include_str!("../../samples/football.de.txt"),
    include_str!("../../samples/kcna.de.txt"),
    include_str!("../../samples/swiss.de.txt"),
);

fn main() {
    divan::main();
}

fn words() -> ItemsCount {
    ItemsCount::new(TEXT.split_whitespace().count())
}

fn annotated() -> &'static Annotated {
    static ANNOTATED: OnceLock<Annotated> = OnceLock::new();
    ANNOTATED.get_or_init(|| annotate(&Matcher::new(Glossary::shared()), Document::plain("samples", TEXT)))
}

/// Translation and enforcement of a text whose mentions are known.
#[divan::bench]
fn rules(bencher: Bencher) {
    let engine = Rules::new();
    let annotated = annotated();
    bencher.counter(words()).bench(|| render(Glossary::shared(), &engine, black_box(annotated)).expect("rules work"));
}

/// All of it, from the text on.
#[divan::bench]
fn text_to_english(bencher: Bencher) {
    let engine = Rules::new();
    let matcher = Matcher::new(Glossary::shared());
    bencher.counter(words()).bench(|| {
        let annotated = annotate(&matcher, Document::plain("samples", black_box(TEXT)));
        render(Glossary::shared(), &engine, &annotated).expect("rules work")
    });
}

/// What a program pays before its first sentence.
#[divan::bench]
fn start(bencher: Bencher) {
    bencher.bench(|| (Glossary::shipped(), Rules::new()));
}
