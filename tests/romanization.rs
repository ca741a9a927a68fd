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
