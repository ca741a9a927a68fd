//! How often alarms are raised on translations by people, which should be seldom.

// What is measured is for people to read.
#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;

use umschrift::alarms::{Alarms, Side};
use umschrift::glossary::Glossary;
use umschrift::matching::Matcher;

/// Prints the share of sentences with an alarm of each rule. `UMSCHRIFT_PAIRS` names a German and an English file with as many
/// lines, as `de.txt:en.txt`; `UMSCHRIFT_SHOW` a rule whose alarms are shown.
#[test]
#[ignore = "needs files of sentence pairs"]
fn rates_on_translations_by_people() {
    let pairs = std::env::var("UMSCHRIFT_PAIRS").expect("UMSCHRIFT_PAIRS=de.txt:en.txt");
    let show = std::env::var("UMSCHRIFT_SHOW").unwrap_or_default();
    let (german, english) = pairs.split_once(':').expect("two files");
    let (german, english) = (std::fs::read_to_string(german).unwrap(), std::fs::read_to_string(english).unwrap());
    assert_eq!(german.lines().count(), english.lines().count());
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
            eprintln!("{side}: {}\n  {german}\n  {english}", alarm.finding.message);
        }
    }
    let share = |count: usize| 100.0 * count as f64 / sentences as f64;
    for (rule, count) in counts {
        eprintln!("{rule:24} {count:5} {:5.2} %", share(count));
    }
    eprintln!("{:24} {alarmed:5} {:5.2} % of {sentences}", "any", share(alarmed));
}

/// Prints how many losses of meaning are noticed: from translations by people, cues are struck out and numbers changed.
#[test]
#[ignore = "needs files of sentence pairs"]
fn losses_that_are_noticed() {
    let pairs = std::env::var("UMSCHRIFT_PAIRS").expect("UMSCHRIFT_PAIRS=de.txt:en.txt");
    let (german, english) = pairs.split_once(':').expect("two files");
    let (german, english) = (std::fs::read_to_string(german).unwrap(), std::fs::read_to_string(english).unwrap());
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
        eprintln!("{rule:24} {noticed:5} of {lost} lost");
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
    eprintln!("{:24} {noticed:5} of {changed} digits changed", "number-differs");
}
