//! Matching beside plain multi-pattern search: the same text, the same keys, measured in the same run.
//!
//! The others find folded keys at word bounds, as looking up does; matching does more: context, second mentions, names that
//! must be read. They are here as a measure of what looking at the text costs.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::DoubleArrayAhoCorasick;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use fst::Streamer;
use umschrift::glossary::fold::{fold, fold_char, is_joiner, is_word_char};
use umschrift::glossary::{Glossary, Layer, Source, read};
use umschrift::matching::Matcher;
use umschrift::segment::segment;
use umschrift::span::Span;

/// How many entries are matched against: the shipped ones and, up to this number, persons made of syllables.
const ENTRIES: usize = 10_000;
/// Bytes of text.
const LENGTH: usize = 1 << 20;
/// Bytes of a report.
const REPORT: usize = 4_000;

fn main() {
    divan::main();
}

/// German text of one megabyte: the sentences of the samples in an order that is always the same.
fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let samples = concat!(
            include_str!("../../samples/agency.de.txt"),
            include_str!("../../samples/analysis.de.txt"),
            include_str!("../../samples/football.de.txt"),
            include_str!("../../samples/kcna.de.txt"),
            include_str!("../../samples/swiss.de.txt"),
        );
        let sentences: Vec<&str> = segment(samples).iter().map(|sentence| sentence.of(samples).trim()).collect();
        let mut order = Order(7);
        let mut text = String::with_capacity(LENGTH + 1_000);
        while text.len() < LENGTH {
            text.push_str(sentences[order.below(sentences.len())]);
            text.push_str(if order.below(4) == 0 { "\n" } else { " " });
        }
        text
    })
}

/// The text as one document, with its sentences.
fn whole() -> Vec<(&'static str, Vec<Span>)> {
    vec![(text(), segment(text()))]
}

/// The text as documents as long as a report, with their sentences.
fn reports() -> Vec<(&'static str, Vec<Span>)> {
    let mut reports = Vec::new();
    let mut rest = text();
    while !rest.is_empty() {
        let end = rest.match_indices('\n').map(|(at, _)| at + 1).find(|end| *end >= REPORT).unwrap_or(rest.len());
        let (report, after) = rest.split_at(end);
        reports.push((report, segment(report)));
        rest = after;
    }
    reports
}

fn glossary() -> &'static Glossary {
    static GLOSSARY: OnceLock<Glossary> = OnceLock::new();
    GLOSSARY.get_or_init(|| {
        let mut glossary = Glossary::shipped();
        let missing = ENTRIES.saturating_sub(glossary.entries().count());
        let sources = [Source { name: "generated".into(), text: persons(missing) }];
        let (entries, _) = read(&sources);
        glossary.push(Layer::new(entries, &sources));
        glossary
    })
}

/// Persons with names that look Korean and belong to nobody.
fn persons(number: usize) -> String {
    const SURNAMES: [&str; 8] = ["Kim", "Ri", "Pak", "Choe", "Kang", "Yun", "Han", "Jang"];
    const SYLLABLES: [&str; 30] = [
        "Bak", "Dol", "Gaem", "Khong", "Lom", "Mep", "Nal", "Phet", "Rok", "Sak", "Thim", "Wep", "Yok", "Zim", "Bul",
        "Dem", "Gop", "Khel", "Lan", "Mit", "Nup", "Phol", "Rem", "Sup", "Thal", "Wot", "Yem", "Zol", "Bim", "Dap",
    ];
    let mut toml = String::new();
    for at in 0..number {
        let (surname, first, second) = (SURNAMES[at % 8], SYLLABLES[at / 8 % 30], SYLLABLES[at / 240 % 30]);
        // Writing to a string does not fail.
        let _ = write!(toml, "[[person]]\nid = \"generated-{at}\"\ncanonical = \"{surname} {first} {second}\"\n\n");
    }
    toml
}

/// All keys of the glossary's index, of all layers.
fn keys() -> &'static [String] {
    static KEYS: OnceLock<Vec<String>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let mut keys = BTreeSet::new();
        for (_, map) in glossary().maps() {
            let mut stream = map.stream();
            while let Some((key, _)) = stream.next() {
                keys.insert(String::from_utf8_lossy(key).into_owned());
            }
        }
        keys.into_iter().collect()
    })
}

/// Numbers without a pattern that are the same in every run (Knuth's MMIX generator).
struct Order(u64);

impl Order {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

#[divan::bench]
fn matching_reports(bencher: Bencher) {
    matching(bencher, &reports());
}

#[divan::bench]
fn matching_one_long_document(bencher: Bencher) {
    matching(bencher, &whole());
}

fn matching(bencher: Bencher, documents: &[(&str, Vec<Span>)]) {
    measure(bencher, documents, 1_000, |matcher, text, sentences| matcher.find(text, sentences).mentions.len());
}

/// Sums over the documents what `count` finds in each; with less than `least` the text would hold no names.
fn measure(
    bencher: Bencher,
    documents: &[(&str, Vec<Span>)],
    least: usize,
    count: impl Fn(&Matcher<'_>, &str, &[Span]) -> usize + Sync,
) {
    let matcher = Matcher::new(glossary());
    let find =
        || -> usize { documents.iter().map(|(text, sentences)| count(&matcher, black_box(text), sentences)).sum() };
    assert!(find() > least, "the text is to hold names");
    bencher.counter(BytesCount::of_str(text())).bench(find);
}

/// What the others do and no more: all forms of the glossary are found, and nothing is made of them.
#[divan::bench]
fn looking_up_reports(bencher: Bencher) {
    looking_up(bencher, &reports());
}

#[divan::bench]
fn looking_up_one_long_document(bencher: Bencher) {
    looking_up(bencher, &whole());
}

fn looking_up(bencher: Bencher, documents: &[(&str, Vec<Span>)]) {
    measure(bencher, documents, 10_000, |matcher, text, sentences| {
        let mut found = 0;
        matcher.look_up(text, sentences, |span| found += span.len());
        found
    });
}

/// A walk through one map from every word start, each character folded on the way.
#[divan::bench]
fn bare_fst_walk(bencher: Bencher) {
    let map = fst::Set::from_iter(keys()).expect("keys are sorted");
    bencher.counter(BytesCount::of_str(text())).bench(|| walk(map.as_fst(), black_box(text())));
}

fn walk<D: AsRef<[u8]>>(map: &fst::raw::Fst<D>, text: &str) -> usize {
    let (mut found, mut inside, mut folded) = (0, false, String::new());
    for (at, c) in text.char_indices() {
        let word = is_word_char(c) || inside && is_joiner(c);
        if word && !inside {
            found += longest(map, &text[at..], &mut folded);
        }
        inside = word;
    }
    found
}

/// Whether a key begins here and ends with a word.
fn longest<D: AsRef<[u8]>>(map: &fst::raw::Fst<D>, text: &str, folded: &mut String) -> usize {
    let (mut node, mut found, mut gap) = (map.root(), 0, false);
    for c in text.chars() {
        folded.clear();
        if is_word_char(c) {
            gap = false;
            fold_char(c, folded);
        } else if !is_joiner(c) && !gap {
            found |= usize::from(node.is_final());
            gap = true;
            folded.push(' ');
        }
        for byte in folded.bytes() {
            let Some(index) = node.find_input(byte) else { return found };
            node = map.node(node.transition(index).addr);
        }
    }
    found | usize::from(node.is_final())
}

#[divan::bench]
fn contiguous_aho_corasick(bencher: Bencher) {
    let patterns: Vec<String> = keys().iter().map(|key| format!(" {key} ")).collect();
    let search = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::Standard)
        .build(&patterns)
        .expect("the patterns fit");
    bencher
        .counter(BytesCount::of_str(text()))
        .bench(|| search.find_overlapping_iter(&padded(black_box(text()))).count());
}

#[divan::bench]
fn double_array_aho_corasick(bencher: Bencher) {
    let patterns: Vec<String> = keys().iter().map(|key| format!(" {key} ")).collect();
    let search = DoubleArrayAhoCorasick::<u32>::new(&patterns).expect("the patterns fit");
    bencher
        .counter(BytesCount::of_str(text()))
        .bench(|| search.find_overlapping_iter(padded(black_box(text()))).count());
}

/// The floor: the text folded and nothing looked up.
#[divan::bench]
fn folding_alone(bencher: Bencher) {
    bencher.counter(BytesCount::of_str(text())).bench(|| padded(black_box(text())).len());
}

fn padded(text: &str) -> String {
    format!(" {} ", fold(text))
}
