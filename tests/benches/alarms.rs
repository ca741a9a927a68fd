//! How often alarms are raised on translations by people, which should be seldom, and how many losses of meaning they notice.
//! `UMSCHRIFT_PAIRS=de.txt:en.txt cargo bench --bench alarms`, with a German and an English file of as many lines;
//! `UMSCHRIFT_SHOW` names a rule whose alarms are shown.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;

use umschrift::alarms::{Alarms, Side};
use umschrift::glossary::Glossary;
use umschrift::matching::Matcher;

fn main() {
    let Ok(pairs) = std::env::var("UMSCHRIFT_PAIRS") else {
        println!("UMSCHRIFT_PAIRS names no files: nothing was measured");
        return;
    };
    let (german, english) = pairs.split_once(':').expect("UMSCHRIFT_PAIRS=de.txt:en.txt");
    let read = |file: &str| std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let (german, english) = (read(german), read(english));
    assert_eq!(german.lines().count(), english.lines().count(), "the files have as many lines");
    rates(&german, &english);
    losses(&german, &english);
}

/// The share of sentences with an alarm of each rule.
fn rates(german: &str, english: &str) {
    let show = std::env::var("UMSCHRIFT_SHOW").unwrap_or_default();
    let glossary = Glossary::shipped();
    let matcher = Matcher::new(&glossary);
    let alarms = Alarms::new(&glossary);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut sentences, mut alarmed) = (0, 0);
    for (german, english) in german.lines().zip(english.lines()) {
        sentences += 1;
        let matches = matcher.find(german, &[umschrift::span::Span::new(0, german.len())]);
        let known = matches.mentions.iter().map(|mention| mention.entry).collect();
        let found = alarms.compare(german, english, Some(&known));
        alarmed += usize::from(!found.is_empty());
        let rules: std::collections::BTreeSet<&str> = found.iter().map(|alarm| alarm.finding.rule).collect();
        for rule in rules {
            *counts.entry(rule).or_default() += 1;
        }
        for alarm in found.iter().filter(|alarm| alarm.finding.rule == show) {
            let side = if alarm.side == Side::Source { "de" } else { "en" };
            println!("{side}: {}\n  {german}\n  {english}", alarm.finding.message);
        }
    }
    let share = |count: usize| 100.0 * count as f64 / sentences as f64;
    for (rule, count) in counts {
        println!("{rule:24} {count:5} {:5.2} %", share(count));
    }
    println!("{:24} {alarmed:5} {:5.2} % of {sentences}", "any", share(alarmed));
}

/// How many losses of meaning are noticed: cues are struck out and digits changed.
fn losses(german: &str, english: &str) {
    let alarms = Alarms::new(&Glossary::empty());
    let struck: [(&str, &[&str]); 4] = [
        ("negation-differs", &[" not ", "n't ", " never ", " no ", " nothing "]),
        ("attribution-differs", &[" said ", " said.", " says ", " according to ", " told "]),
        ("alleged-differs", &[" alleged ", " allegedly "]),
        ("suspected-differs", &[" suspected "]),
    ];
    for (rule, cues) in struck {
        let (mut lost, mut noticed) = (0, 0);
        for (german, english) in german.lines().zip(english.lines()) {
            let without = cues.iter().fold(english.to_owned(), |text, cue| text.replace(cue, " "));
            // Where the German itself raises no alarm against nothing at all, there is nothing to lose.
            let demanded = alarms.compare(german, "-", None).iter().any(|alarm| alarm.finding.rule == rule);
            if without != english && demanded {
                lost += 1;
                let found = alarms.compare(german, &without, None);
                noticed += usize::from(found.iter().any(|alarm| alarm.finding.rule == rule));
            }
        }
        println!("{rule:24} {noticed:5} of {lost} lost");
    }
    let (mut changed, mut noticed) = (0, 0);
    for (german, english) in german.lines().zip(english.lines()) {
        for (at, digit) in english.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let other = char::from_digit((digit.to_digit(10).unwrap_or(0) + 3) % 10, 10).unwrap_or('0');
            let text = format!("{}{other}{}", &english[..at], &english[at + 1..]);
            changed += 1;
            let found = alarms.compare(german, &text, None);
            noticed += usize::from(found.iter().any(|alarm| alarm.finding.rule == "number-differs"));
        }
    }
    println!("{:24} {noticed:5} of {changed} digits changed", "number-differs");
    swaps(german, english);
}

/// How many countries that are mixed up are noticed, in sentences that raise no alarm about names as they are.
fn swaps(german: &str, english: &str) {
    const SWAPPED: [(&str, &str); 6] = [
        ("North Korea", "South Korea"),
        ("South Korea", "North Korea"),
        ("Germany", "France"),
        ("Russia", "Ukraine"),
        ("China", "Japan"),
        ("Britain", "Ireland"),
    ];
    let glossary = Glossary::shipped();
    let (matcher, alarms) = (Matcher::new(&glossary), Alarms::new(&glossary));
    let (mut swapped, mut noticed) = (0, 0);
    for (german, english) in german.lines().zip(english.lines()) {
        let matches = matcher.find(german, &[umschrift::span::Span::new(0, german.len())]);
        let known = matches.mentions.iter().map(|mention| mention.entry).collect();
        let alarmed = |english: &str| {
            alarms.compare(german, english, Some(&known)).iter().any(|alarm| alarm.finding.rule == "name-not-in-source")
        };
        for (right, wrong) in SWAPPED {
            // An adjective is no name of a country.
            let other = english.replace(&format!("{right} "), &format!("{wrong} "));
            if other != english && !german.contains(wrong) && !alarmed(english) {
                swapped += 1;
                noticed += usize::from(alarmed(&other));
            }
        }
    }
    println!("{:24} {noticed:5} of {swapped} countries mixed up", "name-not-in-source");
}
