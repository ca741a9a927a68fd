//! Enforcement with an engine that answers from a table: what each way of placing a mention does, and what it leaves.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::glossary::EntryType;
use crate::translate::Unwatched;

/// An engine that answers from a table.
struct Table(Vec<(&'static str, &'static str)>);

impl Engine for Table {
    fn name(&self) -> &str {
        "table"
    }

    fn version(&self) -> String {
        String::new()
    }

    fn retries(&self) -> usize {
        4
    }

    fn translate(&self, sentences: &[Source<'_>]) -> Result<Vec<Draft>, EngineError> {
        let answer = |source: &Source<'_>| {
            self.0.iter().find(|(german, _)| *german == source.text).map_or("", |(_, english)| english)
        };
        Ok(sentences.iter().map(|source| Draft { text: answer(source).to_owned(), ..Draft::default() }).collect())
    }
}

/// Wants no more once it has been asked so many times.
struct Patience(AtomicUsize);

impl Watch for Patience {
    fn done(&self, _: usize) {
        panic!("the first translation alone is progress");
    }

    fn cancelled(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err()
    }
}

fn atom(text: &str, surface: &str, english: &'static str, kind: EntryType) -> Atom<'static> {
    let at = text.find(surface).expect("the surface form is in the text");
    Atom::noun(Span::new(at, at + surface.len()), english, kind)
}

fn run(engine: &Table, atoms: &[Atom<'_>]) -> Enforced {
    let source = Source { text: engine.0[0].0, atoms };
    let drafts = engine.translate(&[source]).expect("a table always works");
    enforce(engine, &[source], drafts, &Unwatched).expect("a table always works").pop().expect("one sentence")
}

#[test]
fn a_form_that_stands_there_is_left_and_a_spelling_is_edited() {
    let german = "Pak Jong-chon traf Kim Jong Un.";
    let engine = Table(vec![(german, "Pak Jong-chon met Kim Jong Un.")]);
    let atoms = [
        atom(german, "Pak Jong-chon", "Pak Jong Chon", EntryType::Person),
        atom(german, "Kim Jong Un", "Kim Jong Un", EntryType::Person),
    ];
    let enforced = run(&engine, &atoms);
    assert_eq!(enforced.text, "Pak Jong Chon met Kim Jong Un.");
    assert_eq!(enforced.placements[0].method, Method::Edited);
    assert_eq!(enforced.placements[0].wording, "Pak Jong-chon");
    assert_eq!(enforced.placements[1].method, Method::AsIs);
    for (placement, atom) in enforced.placements.iter().zip(&atoms) {
        assert_eq!(placement.target.expect("it has a place").of(&enforced.text), atom.english);
    }
}

#[test]
fn a_form_inside_another_one_is_not_taken_for_itself() {
    let german = "Der Minister sprach mit dem Außenminister.";
    let engine = Table(vec![(german, "The minister spoke with the foreign minister.")]);
    let atoms = [
        atom(german, "Minister", "Minister", EntryType::Title),
        atom(german, "Außenminister", "Foreign Minister", EntryType::Title),
    ];
    assert_eq!(run(&engine, &atoms).text, "The Minister spoke with the Foreign Minister.");
}

#[test]
fn a_wording_without_likeness_is_found_by_a_second_translation() {
    let german = "Der Bote von Tschoson kam.";
    let engine = Table(vec![
        (german, "The messenger of Cheese Song came."),
        ("Der Bote von DPRK kam.", "The messenger came."),
        ("Der Bote von Chicago kam.", "The messenger of Chicago came."),
    ]);
    let enforced = run(&engine, &[atom(german, "Tschoson", "DPRK", EntryType::Place)]);
    assert_eq!(enforced.text, "The messenger of DPRK came.");
    assert_eq!(enforced.placements[0].method, Method::Placeholder);
}

#[test]
fn what_cannot_be_found_has_failed_and_the_text_stays() {
    let german = "Der Bote von Tschoson kam.";
    let engine = Table(vec![(german, "The messenger came.")]);
    let enforced = run(&engine, &[atom(german, "Tschoson", "DPRK", EntryType::Place)]);
    assert_eq!(enforced.text, "The messenger came.");
    assert_eq!(enforced.placements[0].method, Method::Failed);
}

#[test]
fn whoever_wants_no_more_need_not_wait_for_the_search() {
    let german = "Der Bote von Tschoson kam.";
    let engine = Table(vec![(german, "The messenger came.")]);
    let atoms = [atom(german, "Tschoson", "DPRK", EntryType::Place)];
    let source = Source { text: german, atoms: &atoms };
    // Each way of searching is a round, and each round asks whether to go on.
    let rounds = 2 * engine.retries();
    for asked in 0..rounds {
        let drafts = engine.translate(&[source]).expect("a table always works");
        let enforced = enforce(&engine, &[source], drafts, &Patience(AtomicUsize::new(asked)));
        assert!(matches!(enforced, Err(EngineError::Cancelled)), "asked {asked} times");
    }
    let drafts = engine.translate(&[source]).expect("a table always works");
    assert!(enforce(&engine, &[source], drafts, &Patience(AtomicUsize::new(rounds))).is_ok());
}

#[test]
fn text_that_looks_like_a_carrier_is_none() {
    let german = "Chicago und Tschoson [[0]] <x1> __ENT0__ schwiegen.";
    let engine = Table(vec![
        (german, "Chicago and Cheese Song [[0]] <x1> __ENT0__ were silent."),
        ("Chicago und Toronto [[0]] <x1> __ENT0__ schwiegen.", "Chicago and Toronto [[0]] <x1> __ENT0__ were silent."),
    ]);
    let enforced = run(&engine, &[atom(german, "Tschoson", "DPRK", EntryType::Place)]);
    assert_eq!(enforced.text, "Chicago and DPRK [[0]] <x1> __ENT0__ were silent.");
}

#[test]
fn a_plural_or_another_case_carries_the_form_and_another_word_does_not() {
    for wording in ["foreign minister", "Foreign Ministers", "Foreign Minister's"] {
        assert!(carries(wording, &atom("", "", "Foreign Minister", EntryType::Title)), "{wording}");
    }
    for wording in ["Minister", "Foreign Ministry", "Finance Minister", ""] {
        assert!(!carries(wording, &atom("", "", "Foreign Minister", EntryType::Title)), "{wording}");
    }
    assert!(!carries("Kim Jong Il", &atom("", "", "Kim Jong Un", EntryType::Person)));
}
