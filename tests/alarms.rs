//! How often alarms are raised on translations by people, which should be seldom.

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
