//! What must be true of the shipped glossaries, as data and in use.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use umschrift::glossary::entry::{Derivation, Gender};
use umschrift::glossary::fold::fold;
use umschrift::glossary::surface::{Form, SurfaceForm, surface_forms};
use umschrift::glossary::{Country, Entry, EntryId, EntryType, Glossary, Located, Problem, Source, read};
use umschrift::matching::{Matcher, Matches};
use umschrift::segment::segment;
use umschrift::span::Span;

/// The glossary files as they stand in the package.
fn sources() -> Vec<Source> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("glossaries");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let source = |file: &PathBuf| Source {
        name: format!("glossaries/{}", file.file_name().unwrap().to_string_lossy()),
        text: fs::read_to_string(file).unwrap(),
    };
    files.iter().map(source).collect()
}

/// All entries of the files and all problems with them, read once.
fn shipped() -> &'static (Vec<Source>, Vec<Located>, Vec<Problem>) {
    static SHIPPED: OnceLock<(Vec<Source>, Vec<Located>, Vec<Problem>)> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let sources = sources();
        let (entries, problems) = read(&sources);
        (sources, entries, problems)
    })
}

fn entries() -> impl Iterator<Item = &'static Entry> {
    shipped().1.iter().map(|located| &located.entry)
}

fn country(code: &str) -> Country {
    Country::try_from(code.to_owned()).unwrap()
}

fn persons(codes: &[&str]) -> Vec<&'static Entry> {
    let codes: Vec<Country> = codes.iter().map(|code| country(code)).collect();
    let of = |entry: &&Entry| entry.country.is_some_and(|country| codes.contains(&country));
    entries().filter(|entry| entry.kind == EntryType::Person).filter(of).collect()
}

/// Entries of a type with a record of their own.
fn recorded(kind: EntryType) -> Vec<&'static Entry> {
    entries().filter(|entry| entry.kind == kind && entry.derivation == Derivation::None).collect()
}

#[track_caller]
fn at_least(wanted: usize, found: usize, what: &str) {
    assert!(found >= wanted, "{found} {what}; at least {wanted} are promised");
}

// The files

#[test]
fn no_file_has_a_problem() {
    let (sources, _, problems) = shipped();
    let list: Vec<String> = problems
        .iter()
        .map(|problem| {
            let source = &sources[problem.source];
            let line = source.text[..problem.span.start].matches('\n').count() + 1;
            format!("  {}:{line}: {} ({})", source.name, problem.message, problem.remedy)
        })
        .collect();
    let shown = list.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(list.is_empty(), "{} problems in the shipped glossaries:\n{shown}", list.len());
}

#[test]
fn every_id_is_used_once() {
    let mut seen = BTreeMap::new();
    let twice: Vec<String> = entries()
        .filter_map(|entry| {
            let first = seen.insert(entry.id.as_str(), entry.file.as_str())?;
            Some(format!("  {} in {first} and {}", entry.id, entry.file))
        })
        .collect();
    assert!(twice.is_empty(), "ids given twice:\n{}", twice.join("\n"));
}

#[test]
fn every_file_says_what_it_holds_and_where_it_can_be_checked() {
    for source in &shipped().0 {
        let header: Vec<&str> = source.text.lines().take_while(|line| line.starts_with('#')).collect();
        let words: usize = header.iter().map(|line| line.split_whitespace().count()).sum();
        assert!(
            header.len() >= 2 && words >= 12,
            "{} begins without a header of its contents and sources",
            source.name
        );
    }
}

#[test]
fn what_is_compiled_in_is_what_stands_in_the_files() {
    let compiled: BTreeSet<String> = Glossary::shared().entries().map(|(_, entry)| entry.id.clone()).collect();
    let written: BTreeSet<String> = entries().map(|entry| entry.id.clone()).collect();
    assert_eq!(compiled, written);
}

// How much there is

#[test]
fn north_koreans_are_many_and_complete() {
    let complete = |entry: &&Entry| entry.hangul.is_some() && entry.gender.is_some();
    let all = persons(&["kp"]);
    at_least(250, all.iter().copied().filter(complete).count(), "North Korean persons with Hangul and gender");
    let in_office = |entry: &Entry| entry.person.as_ref().is_some_and(|person| !person.roles.is_empty());
    let with_roles = all.iter().copied().filter(complete).filter(|entry| in_office(entry)).count();
    at_least(250, with_roles, "North Korean persons with Hangul, gender and a role");
}

#[test]
fn russians_are_many_and_have_their_cyrillic() {
    let russians = persons(&["ru", "su"]);
    at_least(100, russians.iter().filter(|entry| entry.cyrillic.is_some()).count(), "Russian persons with Cyrillic");
}

#[test]
fn south_koreans_are_many_and_have_their_hangul() {
    let persons = persons(&["kr"]);
    at_least(60, persons.iter().filter(|entry| entry.hangul.is_some()).count(), "South Korean persons with Hangul");
}

#[test]
fn chinese_are_many_and_have_their_characters() {
    let persons = persons(&["cn"]);
    at_least(60, persons.iter().filter(|entry| entry.chinese.is_some()).count(), "Chinese persons with characters");
}

#[test]
fn persons_of_the_west_and_the_united_nations_are_many() {
    let elsewhere = ["kp", "kr", "ru", "su", "cn", "tw", "jp", "mn", "vn"].map(country);
    let west = entries()
        .filter(|entry| entry.kind == EntryType::Person)
        .filter(|entry| entry.country.is_some_and(|country| !elsewhere.contains(&country)));
    at_least(60, west.count(), "persons of the United States, the United Nations and Europe");
}

#[test]
fn bodies_titles_places_and_terms_are_many() {
    let of = |kind, code: &str| recorded(kind).iter().filter(|entry| entry.country == Some(country(code))).count();
    at_least(150, of(EntryType::Organization, "kp"), "bodies of the DPRK");
    at_least(200, recorded(EntryType::Title).len(), "titles, ranks and offices");
    at_least(150, of(EntryType::Place, "kp") + of(EntryType::Place, "kr"), "Korean places");
    at_least(150, recorded(EntryType::Term).len(), "terms");
}

#[test]
fn every_country_has_what_belongs_to_a_country() {
    let derived = |derivation| entries().filter(|entry| entry.derivation == derivation).count();
    at_least(193, derived(Derivation::Country), "countries");
    at_least(193, derived(Derivation::Adjective), "adjectives of countries");
    at_least(193, derived(Derivation::Demonym), "names of inhabitants");
    for code in ["kp", "kr", "de", "at", "ch", "us", "ru", "cn", "jp", "gb", "fr", "ir", "ph"] {
        let codes = entries().filter(|entry| entry.derivation == Derivation::Country);
        assert!(codes.into_iter().any(|entry| entry.country == Some(country(code))), "there is no country {code}");
    }
}

#[test]
fn offices_are_composed_of_every_portfolio() {
    let glossary = Glossary::shared();
    for (german, english) in [
        ("Fischereiminister", "Minister of Fisheries"),
        ("Minister für Fischerei", "Minister of Fisheries"),
        ("stellvertretender Fischereiminister", "Vice Minister of Fisheries"),
        ("Vizeminister für Fischerei", "Vice Minister of Fisheries"),
        ("Vize-Fischereiminister", "Vice Minister of Fisheries"),
        ("Fischereiministerium", "Ministry of Fisheries"),
        ("Außenhandelsminister", "Minister of Foreign Trade"),
        ("Ministerium für Informationsindustrie", "Ministry of Information Industry"),
    ] {
        let found: Vec<&str> = glossary
            .look_up(&fold(german))
            .into_iter()
            .flat_map(|(id, _)| {
                let entry = glossary.entry(id);
                [entry.canonical.as_str(), entry.english_for(Some(Country::DPRK))]
            })
            .collect();
        assert!(found.contains(&english), "\"{german}\" gives {found:?}, not {english}");
    }
}

#[test]
fn persons_have_a_gender_that_persons_have() {
    for entry in entries().filter(|entry| entry.kind == EntryType::Person) {
        let possible = matches!(entry.gender, None | Some(Gender::Masculine | Gender::Feminine));
        assert!(possible, "{} of {} has the gender {:?}", entry.id, entry.file, entry.gender);
    }
}

// In use

/// One in how many surface forms is looked for in running text.
const EVERY: u64 = 5;

/// Marks of forms that stand for an entry only where the text has named it before, or that are no form of it at all.
const DEPENDENT: [Form; 5] = [Form::SURNAME, Form::GIVEN_NAME, Form::EPITHET, Form::ORIGIN, Form::FORBIDDEN];

/// Puts a form into a sentence that says nothing of countries, persons or offices. The second value is where it stands.
fn embedded(form: &str) -> (String, Span) {
    let before = "Gestern sprach ";
    // A full stop at the end is the sentence's as well.
    let form = form.trim_end_matches('.');
    (format!("{before}{form} in der Stadt.\n"), Span::new(before.len(), before.len() + form.len()))
}

fn find(matcher: &Matcher<'_>, text: &str) -> Matches {
    matcher.find(text, &segment(text))
}

/// A stable hash (FNV-1a), so that the sample is the same everywhere and in every run.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn headwords_are_forms_of_their_entries() {
    let mentioned = |entry: &&Entry| entry.part_of_speech.is_mentioned() && !entry.generic;
    let mut missing = Vec::new();
    for entry in entries().filter(mentioned) {
        let forms: BTreeSet<String> = surface_forms(entry).iter().map(|surface| fold(&surface.text)).collect();
        missing.extend(entry.german.iter().filter(|headword| !forms.contains(&fold(headword))));
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn surface_forms_are_found_in_running_text() {
    let glossary = Glossary::shared();
    let matcher = Matcher::new(glossary);
    let (mut sought, mut missed) = (0, Vec::new());
    for (id, entry) in glossary.entries().filter(|(_, entry)| !entry.ambiguous) {
        for SurfaceForm { text: form, form: marks } in surface_forms(entry) {
            let claims: BTreeSet<EntryId> = glossary.look_up(&fold(&form)).into_iter().map(|(id, _)| id).collect();
            // A form that is derived yields to an entry that lists it.
            assert!(
                claims.contains(&id) || marks.has(Form::DERIVED),
                "{}: \"{form}\" is no key of the index",
                entry.id
            );
            let open = !claims.contains(&id) || claims.iter().any(|id| glossary.entry(*id).ambiguous);
            // "Gestern sprach 38. …": after a bare number a sentence may end.
            let number = form.starts_with(|c: char| c.is_ascii_digit());
            let dependent = number || DEPENDENT.iter().any(|mark| marks.has(*mark));
            if !hash(&form).is_multiple_of(EVERY) || open || dependent {
                continue;
            }
            sought += 1;
            let (text, span) = embedded(&form);
            let matches = find(&matcher, &text);
            // Two entries may share an inflected form; either is right.
            let found = matches.mentions.iter().any(|it| it.span == span && claims.contains(&it.entry));
            if !found {
                let instead: Vec<&str> = matches.mentions.iter().map(|mention| mention.span.of(&text)).collect();
                missed.push(format!("  {} ({}): \"{form}\", found {instead:?}", entry.id, entry.file));
            }
        }
    }
    at_least(5_000, sought, "surface forms looked for");
    let shown = missed.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(missed.is_empty(), "{} of {sought} surface forms are not found:\n{shown}", missed.len());
}

#[test]
fn no_persons_canonical_form_links_to_another_person() {
    let glossary = Glossary::shared();
    let matcher = Matcher::new(glossary);
    let mut wrong = Vec::new();
    for (id, entry) in glossary.entries().filter(|(_, entry)| entry.kind == EntryType::Person) {
        for name in [&entry.canonical, &format!("{}s", entry.canonical)] {
            let (text, _) = embedded(name);
            for mention in find(&matcher, &text).mentions {
                let other = glossary.entry(mention.entry);
                if other.kind == EntryType::Person && mention.entry != id {
                    wrong.push(format!("  \"{name}\" ({}) is linked to {}", entry.id, other.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} names are linked to others:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn two_persons_of_one_spelling_stay_open_with_both_as_candidates() {
    let glossary = Glossary::shared();
    let matcher = Matcher::new(glossary);
    let mut by_name: BTreeMap<String, BTreeSet<EntryId>> = BTreeMap::new();
    for (id, entry) in glossary.entries().filter(|(_, entry)| entry.kind == EntryType::Person) {
        by_name.entry(fold(&entry.canonical)).or_default().insert(id);
    }
    for (_, rivals) in by_name.into_iter().filter(|(_, rivals)| rivals.len() > 1) {
        let name = &glossary.entry(*rivals.first().unwrap()).canonical;
        let (text, _) = embedded(name);
        let matches = find(&matcher, &text);
        let offered: BTreeSet<EntryId> =
            matches.unknown.iter().flat_map(|it| &it.candidates).map(|candidate| candidate.entry).collect();
        assert!(rivals.is_subset(&offered), "\"{name}\" offers {} of {} persons", offered.len(), rivals.len());
    }
}
