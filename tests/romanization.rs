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

mod in_texts {
    use super::*;
    use umschrift::glossary::{Glossary, Layer, Source};
    use umschrift::matching::Matcher;
    use umschrift::pipeline::{Annotated, annotate};
    use umschrift::read::Document;

    fn read(text: &str) -> Annotated {
        annotate(&Matcher::new(Glossary::shared()), Document::plain("test", text.to_owned()))
    }

    /// Persons as "surface = canonical (kind)", in order.
    fn persons(text: &str) -> Vec<String> {
        let glossary = Glossary::shared();
        let annotated = read(text);
        let people = annotated.matches.mentions.iter().filter(|mention| {
            let entry = glossary.entry(mention.entry);
            entry.kind == umschrift::glossary::EntryType::Person
        });
        people
            .map(|mention| {
                let canonical = &glossary.entry(mention.entry).canonical;
                format!("{} = {canonical} ({})", mention.span.of(text), mention.kind.as_str())
            })
            .collect()
    }

    fn unknown(text: &str) -> Vec<String> {
        read(text).matches.unknown.iter().map(|unknown| unknown.span.of(text).to_owned()).collect()
    }

    #[test]
    fn persons_are_found_as_what_they_are() {
        let cases: [(&str, &[&str]); 14] = [
            ("Gestern sprach S. Lawrow in Moskau.", &["S. Lawrow = Sergei Lavrov (variant)"]),
            ("Die Rede W. W. Putins war kurz.", &["W. W. Putins = Vladimir Putin (inflected)"]),
            ("Gestern kam Bak Jeongcheon.", &["Bak Jeongcheon = Pak Jong Chon (variant)"]),
            ("Gestern kam Park Jong-chn.", &["Park Jong-chn = Pak Jong Chon (typo)"]),
            ("Gestern kam Choi Sun-hhee.", &["Choi Sun-hhee = Choe Son Hui (typo)"]),
            ("Gestern kam Sun Hee Choi nach Wien.", &["Sun Hee Choi = Choe Son Hui (variant)"]),
            ("Gestern kam Jong-un Kim.", &["Jong-un Kim = Kim Jong Un (variant)"]),
            ("Kirn Jong Uns Name fiel nicht.", &["Kirn Jong Uns = Kim Jong Un (typo)"]),
            // Cyrillic and Greek letters that look like Latin ones.
            ("Gestern sprach K\u{456}m J\u{43e}ng Un.", &["K\u{456}m J\u{43e}ng Un = Kim Jong Un (variant)"]),
            ("Gestern sprach Wladimir \u{420}utin.", &["Wladimir \u{420}utin = Vladimir Putin (variant)"]),
            ("Gestern sprach Κim Jong Un.", &["Κim Jong Un = Kim Jong Un (variant)"]),
            // Zero-width characters and a soft hyphen.
            ("Gestern sprach Kim Jo\u{200b}ng U\u{ad}n.", &["Kim Jo\u{200b}ng U\u{ad}n = Kim Jong Un (variant)"]),
            // Hangul in conjoining and in compatibility jamo.
            (
                "Gestern sprach \u{1100}\u{1175}\u{11b7}정은 dort.",
                &["\u{1100}\u{1175}\u{11b7}정은 = Kim Jong Un (variant)"],
            ),
            ("Gestern sprach ㄱㅣㅁㅈㅓㅇㅇㅡㄴ dort.", &["ㄱㅣㅁㅈㅓㅇㅇㅡㄴ = Kim Jong Un (variant)"]),
        ];
        let wrong: Vec<String> = cases
            .iter()
            .filter(|(text, expected)| persons(text) != *expected)
            .map(|(text, _)| format!("{text}: {:?}, unknown {:?}", persons(text), unknown(text)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn names_without_an_entry_are_reported_whole() {
        let cases: [(&str, &[&str]); 12] = [
            ("Gestern kam K. Putin nach Moskau.", &["K. Putin"]),
            ("Gestern kam A. Sdanowitsch nach Moskau.", &["A. Sdanowitsch"]),
            ("Das gilt z. B. Mittwoch in der Stadt.", &[]),
            ("Am Sonntag spielte Juventus Turin.", &[]),
            ("Gestern kam Giovanni Trapattoni.", &["Giovanni Trapattoni"]),
            ("Gestern kam Pak Bit-na-ra in die Stadt.", &["Pak Bit-na-ra"]),
            // What can be read is another name, not a slip for one letter more or less.
            ("Gestern kam Kim Hyong Bok.", &["Kim Hyong Bok"]),
            ("Gestern kam Park Jong-cheol in die Stadt.", &["Park Jong-cheol"]),
            // Lone, halfwidth and archaic jamo are no name and do no harm.
            ("Gestern schrieb er ㅋㅋㅋ und ﾡﾢ und \u{1100}\u{119e}\u{11ab} dort.", &[]),
            ("Gestern schrieb er \u{d7b0}\u{a960} dort.", &[]),
            // An unknown Kim leaves a later "Kim" open.
            ("Kim Jong Un traf Kim Hyong Bok. Kim sagte nichts.", &["Kim Hyong Bok", "Kim"]),
            ("Kim Jong Un traf Ri Hyong Bok. Kim sagte nichts.", &["Ri Hyong Bok"]),
        ];
        let wrong: Vec<String> = cases
            .iter()
            .filter(|(text, expected)| unknown(text) != *expected)
            .map(|(text, _)| format!("{text}: unknown {:?}, persons {:?}", unknown(text), persons(text)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// What a name by itself leaves open is settled by how the document spells its others.
    #[test]
    fn the_habits_of_a_document_are_counted() {
        let text =
            "Kim Jong Un, Choe Ryong-hae und Pak Pong-ju kamen. Auch Bak Jeongcheon war da. Moon Jae-in schwieg.";
        let habits = read(text).matches.habits;
        let counts: Vec<(&str, usize)> =
            habits.counts().into_iter().map(|(habit, count)| (habit.name(), count)).collect();
        assert_eq!(counts, [("DPRK", 3), ("Revised Romanization", 1)]);
    }

    /// "Chongsu" is 청수 in the spelling of the DPRK and 정수 in McCune-Reischauer without marks.
    #[test]
    fn the_habits_of_a_document_decide_what_a_name_leaves_open() {
        let names = ["김청수", "김정수", "김정일", "최룡해", "박봉주", "오극렬", "황병서", "리수용", "태종수"];
        let mut text = String::new();
        for (at, hangul) in names.iter().enumerate() {
            let canonical = romanize(hangul, System::Dprk, Kind::Name).unwrap_or_default();
            text.push_str(&format!(
                "[[person]]\nid = \"p{at}\"\ncanonical = \"{canonical}\"\nhangul = \"{hangul}\"\nnationality = \"kp\"\n"
            ));
        }
        let sources = [Source { name: "test.toml".to_owned(), text }];
        let (entries, problems) = umschrift::glossary::read(&sources);
        assert!(problems.is_empty(), "{problems:?}");
        let mut glossary = Glossary::empty();
        glossary.push(Layer::new(entries, &sources));
        let matcher = Matcher::new(&glossary);
        let chongsu = |text: &str| {
            let matches = annotate(&matcher, Document::plain("test", text.to_owned())).matches;
            let linked = matches.mentions.iter().find(|mention| mention.span.of(text) == "Kim Chongsu");
            let open = matches.unknown.iter().find(|unknown| unknown.span.of(text) == "Kim Chongsu");
            let first = open.and_then(|unknown| unknown.candidates.first()).map(|candidate| candidate.entry);
            let entry = linked.map(|mention| mention.entry).or(first);
            (linked.is_some(), entry.and_then(|entry| glossary.entry(entry).hangul.clone()).unwrap_or_default())
        };
        assert_eq!(chongsu("Gestern kam Kim Chongsu."), (false, "김청수".to_owned()));
        let dprk = "Es kamen Kim Jong Il, Choe Ryong Hae, Pak Pong Ju, O Kuk Ryol, Hwang Pyong So, Ri Su Yong, \
                    Thae Jong Su und Kim Chongsu.";
        assert_eq!(chongsu(dprk), (true, "김청수".to_owned()));
        let mccune =
            "Es kamen Kim Chongil, T'ae Chongsu, Ch'oe Ch'unsik, Chang Chongnam, Cho Chongch'ol und Kim Chongsu.";
        assert_eq!(chongsu(mccune).1, "김정수");
    }
}
