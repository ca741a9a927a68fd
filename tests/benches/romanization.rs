//! How fast names are read, linked and corrected.
//!
//! `cargo bench --bench romanization`

use std::hint::black_box;

use divan::Bencher;
use divan::counter::ItemsCount;
use umschrift::glossary::{EntryType, Glossary, Layer, Source, read};
use umschrift::matching::{Matcher, corrections};
use umschrift::romanization::lattice::{Lattice, NameLetters};
use umschrift::romanization::reading::readings;
use umschrift::romanization::{Kind, System, romanize};

/// Counts what is allocated, so that the benches tell memory too.
#[global_allocator]
static ALLOCATOR: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

/// As many different names in Hangul as asked for: the commonest family names with given names of two syllables that
/// names have.
fn hangul_names(count: usize) -> Vec<String> {
    let surnames: Vec<char> =
        "김리박최정강조윤장림한오서신권황안송류홍전고문손양배백허남심로하곽성차주우구민진지".chars().collect();
    let syllables: Vec<char> = include_str!("../../src/romanization/tables/given-syllables.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.chars().next())
        .collect();
    let given = syllables.len() * syllables.len();
    // Steps that share no divisor with the whole, so that family and given names are spread.
    let whole = surnames.len() * given;
    let step = (whole / 2 + 1..).find(|step| coprime(*step, whole)).unwrap_or(1);
    (0..count.min(whole))
        .map(|number| {
            let at = number * step % whole;
            let (surname, given) = (at % surnames.len(), at / surnames.len());
            [surnames[surname], syllables[given / syllables.len()], syllables[given % syllables.len()]].iter().collect()
        })
        .collect()
}

fn coprime(mut a: usize, mut b: usize) -> bool {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

/// A glossary of so many persons.
fn persons(count: usize) -> Glossary {
    let mut text = String::new();
    for (number, hangul) in hangul_names(count).iter().enumerate() {
        let canonical = romanize(hangul, System::Dprk, Kind::Name).unwrap_or_default();
        text.push_str(&format!(
            "[[person]]\nid = \"p{number}\"\ncanonical = \"{canonical}\"\nhangul = \"{hangul}\"\nnationality = \"kp\"\n"
        ));
    }
    let sources = [Source { name: "persons.toml".to_owned(), text }];
    let (entries, _) = read(&sources);
    let mut glossary = Glossary::empty();
    glossary.push(Layer::new(entries, &sources));
    glossary
}

/// Spans that have an entry among 10,000 persons, linked through the lattice.
#[divan::bench]
fn link_names_of_10_000(bencher: Bencher) {
    let glossary = persons(10_000);
    let matcher = Matcher::new(&glossary);
    let names: Vec<String> =
        hangul_names(10_000).iter().filter_map(|hangul| romanize(hangul, System::Press, Kind::Name)).collect();
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench(|| names.iter().filter(|name| !matcher.persons(black_box(name)).is_empty()).count());
}

/// The index of names: what it costs in time, and in memory ("max alloc").
#[divan::bench(args = [10_000, 1_000_000], sample_count = 1, sample_size = 1)]
fn index_names(bencher: Bencher, count: usize) {
    let glossary = persons(count);
    bencher.counter(ItemsCount::new(count)).bench_local(|| Matcher::new(black_box(&glossary)));
}

/// Names of all Koreans of the glossary as the South Korean press spells them.
fn press_names() -> Vec<String> {
    Glossary::shared()
        .entries()
        .filter(|(_, entry)| entry.kind == EntryType::Person)
        .filter_map(|(_, entry)| romanize(entry.hangul.as_deref()?, System::Press, Kind::Name))
        .filter(|name| name.contains(' '))
        .collect()
}

#[divan::bench]
fn prepare_matcher(bencher: Bencher) {
    let glossary = Glossary::shared();
    bencher.bench(|| Matcher::new(black_box(glossary)));
}

/// Spans that have an entry, linked through the lattice.
#[divan::bench]
fn link_names(bencher: Bencher) {
    let matcher = Matcher::new(Glossary::shared());
    let names = press_names();
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench(|| names.iter().filter(|name| !matcher.persons(black_box(name)).is_empty()).count());
}

/// The same with the likeliest readings and all evidence, as a user asks for them.
#[divan::bench]
fn explain_names(bencher: Bencher) {
    let matcher = Matcher::new(Glossary::shared());
    let names = press_names();
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench(|| names.iter().filter(|name| matcher.explain(black_box(name)).linked).count());
}

#[divan::bench]
fn read_given_names(bencher: Bencher) {
    let names: Vec<NameLetters> =
        press_names().iter().filter_map(|name| NameLetters::read(name.split_once(' ')?.1)).collect();
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench(|| names.iter().map(|name| readings(&Lattice::new(black_box(name)), 2, 1).len()).sum::<usize>());
}

#[divan::bench]
fn romanize_names(bencher: Bencher) {
    let names: Vec<String> = Glossary::shared().entries().filter_map(|(_, entry)| entry.hangul.clone()).collect();
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench(|| names.iter().filter_map(|name| romanize(black_box(name), System::AlaLc, Kind::Name)).count());
}

/// Made-up words in order, as many as asked for.
fn words(count: usize) -> fst::Set<Vec<u8>> {
    let syllables =
        ["mi", "nis", "ter", "stab", "kom", "par", "tei", "ge", "ne", "ral", "volks", "ar", "mee", "se", "kre", "tar"];
    let mut words: Vec<String> = (0..count)
        .map(|number| {
            let mut rest = number;
            let mut word = String::new();
            for _ in 0..5 {
                word.push_str(syllables[rest % syllables.len()]);
                rest /= syllables.len();
            }
            word
        })
        .collect();
    words.sort();
    words.dedup();
    fst::Set::from_iter(words).expect("sorted")
}

const MISSPELT: [&str; 6] = [
    "rninisterstabmi",
    "volksarrneeseter",
    "parteigerneralmi",
    "kommisterstabge",
    "tarkreseneralmi",
    "generalvolkstarne",
];

#[divan::bench(args = [10_000, 100_000, 1_000_000])]
fn slips(bencher: Bencher, count: usize) {
    let set = words(count);
    bencher
        .counter(ItemsCount::new(MISSPELT.len()))
        .bench(|| MISSPELT.iter().map(|word| corrections(set.as_fst(), black_box(word)).len()).sum::<usize>());
}

/// Brute force: the distance to every word.
#[divan::bench(args = [10_000, 100_000])]
fn slips_by_brute_force(bencher: Bencher, count: usize) {
    let words = words(count).stream().into_strs().expect("ASCII");
    bencher.counter(ItemsCount::new(MISSPELT.len())).bench(|| {
        MISSPELT
            .iter()
            .map(|word| words.iter().filter(|known| distance(black_box(word), known) <= 1).count())
            .sum::<usize>()
    });
}

/// The automaton of Levenshtein distance 1 that `fst` builds.
#[divan::bench(args = [10_000, 100_000, 1_000_000])]
fn slips_by_levenshtein_automaton(bencher: Bencher, count: usize) {
    use fst::{IntoStreamer, Streamer};
    let set = words(count);
    bencher.counter(ItemsCount::new(MISSPELT.len())).bench(|| {
        let mut found = 0;
        for word in MISSPELT {
            let automaton = fst::automaton::Levenshtein::new(black_box(word), 1).expect("small");
            let mut stream = set.search(automaton).into_stream();
            while stream.next().is_some() {
                found += 1;
            }
        }
        found
    });
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let exchanged = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = exchanged.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}
