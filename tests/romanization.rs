//! Romanization against published tables, and what must hold for every name.

use umschrift::romanization::{Kind, System, romanize, without_marks};

struct Pair {
    hangul: &'static str,
    expected: &'static str,
    source: &'static str,
    /// Why the rule gives something else, where it does.
    disagreement: &'static str,
}

fn pairs(table: &'static str) -> Vec<Pair> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
        .map(|line| {
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or_default();
            Pair { hangul: next(), expected: next(), source: next(), disagreement: next() }
        })
        .collect()
}

/// Case, hyphens, spaces and the kind of apostrophe are matters of layout.
fn plain(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '-' | ' ' | '\'' | '’' | 'ʼ'))
        .map(|c| match c {
            'ǒ' => 'ŏ',
            'ǔ' | 'ü' => 'ŭ',
            'ë' => 'e',
            c => c,
        })
        .collect()
}

fn disagreements(table: &'static str, system: System, kind: Kind) -> (usize, Vec<String>) {
    let pairs = pairs(table);
    let mut wrong = Vec::new();
    for pair in &pairs {
        assert!(!pair.source.is_empty(), "{} has no source", pair.hangul);
        let made = romanize(pair.hangul, system, kind).unwrap_or_default();
        // The system of the DPRK is written without its breves here.
        let published =
            if system == System::Dprk { without_marks(&plain(pair.expected)) } else { plain(pair.expected) };
        let agrees = plain(&made) == published;
        if agrees != pair.disagreement.is_empty() {
            wrong.push(format!("{} gives {made}, published {} ({})", pair.hangul, pair.expected, pair.disagreement));
        }
    }
    (pairs.len(), wrong)
}

#[test]
fn published_tables() {
    let tables = [
        ("revised-words", include_str!("data/revised-words.tsv"), System::Revised, Kind::Word),
        ("revised-names", include_str!("data/revised-names.tsv"), System::Revised, Kind::Name),
        ("mccune-reischauer-words", include_str!("data/mccune-reischauer-words.tsv"), System::AlaLc, Kind::Word),
        ("ala-lc-words", include_str!("data/ala-lc-words.tsv"), System::AlaLc, Kind::Word),
        ("ala-lc-names", include_str!("data/ala-lc-names.tsv"), System::AlaLc, Kind::Name),
        ("bgn-words", include_str!("data/bgn-words.tsv"), System::Bgn, Kind::Word),
        ("odni-names", include_str!("data/odni-names.tsv"), System::Odni, Kind::Name),
        ("yale", include_str!("data/yale.tsv"), System::Yale, Kind::Word),
        ("dprk-names", include_str!("data/dprk-names.tsv"), System::Dprk, Kind::Name),
        ("dprk-words", include_str!("data/dprk-words.tsv"), System::Dprk, Kind::Word),
    ];
    let mut report = String::new();
    for (name, table, system, kind) in tables {
        let (count, wrong) = disagreements(table, system, kind);
        if !wrong.is_empty() {
            report.push_str(&format!("{name}: {} of {count} not as said\n  {}\n", wrong.len(), wrong.join("\n  ")));
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn given_names_in_revised_romanization() {
    // Given names alone: the family name is put before them for the rule of names.
    for pair in pairs(include_str!("data/revised-given-names.tsv")) {
        let made = romanize(&format!("김{}", pair.hangul), System::Revised, Kind::Name).unwrap_or_default();
        let agrees = plain(&made) == plain(&format!("Gim{}", pair.expected));
        assert_eq!(agrees, pair.disagreement.is_empty(), "{} gives {made}, published {}", pair.hangul, pair.expected);
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;
    use umschrift::glossary::{EntryId, EntryType, Glossary};
    use umschrift::matching::{Matcher, MentionKind};
    use umschrift::pipeline::annotate;
    use umschrift::read::Document;
    use umschrift::romanization::lattice::{Lattice, NameLetters};
    use umschrift::romanization::reading::spells;
    use umschrift::romanization::split_name;

    const SYSTEMS: [System; 9] = [
        System::Dprk,
        System::Revised,
        System::McCuneReischauer,
        System::McCuneReischauerAscii,
        System::AlaLc,
        System::Bgn,
        System::Odni,
        System::Yale,
        System::Press,
    ];

    /// The persons of the shipped glossary whose names are Korean.
    fn koreans() -> Vec<(EntryId, String)> {
        let glossary = Glossary::shared();
        glossary
            .entries()
            .filter(|(_, entry)| entry.kind == EntryType::Person)
            .filter_map(|(id, entry)| Some((id, entry.hangul.clone()?)))
            .collect()
    }

    /// Every form of a given name reads back to a lattice that contains it.
    #[test]
    fn forward_forms_read_back() {
        let mut lost = Vec::new();
        for (_, hangul) in koreans() {
            let Some((length, syllables)) = split_name(&hangul) else { continue };
            for system in SYSTEMS {
                let Some(name) = romanize(&hangul, system, Kind::Name) else { continue };
                let Some((_, given)) = name.split_once(' ') else { continue };
                let letters = NameLetters::read(given).expect("letters");
                if !spells(&Lattice::new(&letters), &syllables[length..]) {
                    lost.push(format!("{hangul} {given} ({})", system.name()));
                }
            }
        }
        assert!(lost.is_empty(), "{} lost: {:?}", lost.len(), &lost[..lost.len().min(40)]);
    }

    proptest! {
        #[test]
        fn any_letters_are_read_without_harm(name in "[a-zA-Zŏŭ’' -]{0,80}") {
            if let Some(letters) = NameLetters::read(&name) {
                let lattice = Lattice::new(&letters);
                prop_assert!(lattice.end() <= umschrift::romanization::lattice::MAX_LETTERS);
            }
        }
    }

    /// No person's name in any system is linked to another person; and most are linked to the right one.
    #[test]
    fn no_form_of_one_person_is_linked_to_another() {
        let glossary = Glossary::shared();
        let matcher = Matcher::new(glossary);
        let canonical: std::collections::BTreeSet<String> =
            koreans().iter().map(|(id, _)| plain(&glossary.entry(*id).canonical)).collect();
        let (mut linked, mut all) = (0_usize, 0_usize);
        let mut wrong = Vec::new();
        let mut missed = Vec::new();
        for (id, hangul) in koreans() {
            for system in SYSTEMS {
                let Some(name) = romanize(&hangul, system, Kind::Name) else { continue };
                // A spelling that is another person's canonical one stands for that person.
                let own = plain(&name) == plain(&glossary.entry(id).canonical);
                if !name.contains(' ') || !own && canonical.contains(&plain(&name)) {
                    continue;
                }
                all += 1;
                let text = format!("Gestern sprach {name} in der Stadt.");
                let annotated = annotate(&matcher, Document::plain("test", text.clone()));
                for mention in &annotated.matches.mentions {
                    let entry = glossary.entry(mention.entry);
                    if entry.kind != EntryType::Person || mention.kind == MentionKind::SurnameOnly {
                        continue;
                    }
                    if mention.entry == id || entry.hangul.as_deref() == Some(hangul.as_str()) {
                        linked += 1;
                    } else {
                        wrong.push(format!("{name} ({hangul}, {}) → {}", system.key(), entry.canonical));
                    }
                }
                if annotated.matches.mentions.is_empty() {
                    missed.push(format!("{name} ({})", system.key()));
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {all} wrong: {:#?}", wrong.len(), &wrong[..wrong.len().min(60)]);
        assert!(linked * 100 >= all * 85, "{linked} of {all} linked; missed {:#?}", &missed[..missed.len().min(60)]);
    }
}

mod aliases {
    use std::collections::{BTreeMap, BTreeSet};

    use umschrift::glossary::{EntryId, EntryType, Glossary, Layer, Source, read};
    use umschrift::matching::Matcher;
    use umschrift::pipeline::annotate;
    use umschrift::read::Document;

    /// The North Koreans of the shipped glossary with nothing but their Hangul and canonical form.
    fn bare_glossary() -> Glossary {
        let mut text = String::new();
        for (_, entry) in Glossary::shared().entries().filter(|(_, entry)| entry.kind == EntryType::Person) {
            let Some(hangul) = entry.hangul.as_deref().filter(|_| entry.file.contains("dprk-")) else { continue };
            let exception = entry.person.as_ref().and_then(|person| person.exception.as_ref());
            text.push_str(&format!(
                "[[person]]\nid = \"{}\"\ncanonical = \"{}\"\nhangul = \"{hangul}\"\nnationality = \"kp\"\n",
                entry.id, entry.canonical
            ));
            if exception.is_some() {
                text.push_str("exception = \"as in the shipped glossary\"\n");
            }
        }
        let sources = [Source { name: "bare.toml".to_owned(), text }];
        let (entries, problems) = read(&sources);
        assert!(problems.is_empty(), "{problems:?}");
        assert!(entries.len() > 700, "{}", entries.len());
        let mut glossary = Glossary::empty();
        glossary.push(Layer::new(entries, &sources));
        glossary
    }

    /// Attested spellings find their person through Hangul alone, and nobody else.
    #[test]
    fn attested_spellings_find_their_person() {
        let glossary = bare_glossary();
        let matcher = Matcher::new(&glossary);
        let rows: Vec<Vec<&str>> = include_str!("data/dprk-aliases.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1)
            .map(|line| line.split('\t').collect())
            .collect();
        let hangul = |id: EntryId| glossary.entry(id).hangul.as_deref().unwrap_or_default();
        let (mut found, mut missed, mut wrong) = (0_usize, Vec::new(), Vec::new());
        let mut by_source: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for row in &rows {
            let [alias, canonical, expected, source] = row.as_slice() else { panic!("{row:?}") };
            let text = format!("Gestern sprach {alias} in der Stadt.");
            let annotated = annotate(&matcher, Document::plain("test", text.clone()));
            let mentions = &annotated.matches.mentions;
            let right = mentions.iter().any(|at| at.span.of(&text) == *alias && hangul(at.entry) == *expected);
            let count = by_source.entry(source).or_default();
            count.1 += 1;
            if right {
                found += 1;
                count.0 += 1;
            } else {
                missed.push(*alias);
            }
            wrong.extend(
                mentions
                    .iter()
                    .filter(|at| hangul(at.entry) != *expected)
                    .map(|at| format!("{alias} ({canonical}) → {}", glossary.entry(at.entry).canonical)),
            );
        }
        let persons: BTreeSet<&str> = rows.iter().map(|row| row[1]).collect();
        println!("{found} of {} spellings of {} persons; {by_source:?}", rows.len(), persons.len());
        println!("missed {missed:?}; wrong {wrong:?}");
        assert!(rows.len() >= 300);
        assert!(found * 100 >= rows.len() * 97, "{found} of {} found; missed {missed:#?}", rows.len());
        assert!(wrong.len() * 100 <= found, "{} wrong: {wrong:#?}", wrong.len());
    }
}
