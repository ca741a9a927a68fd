//! From glossary files to checked entries, in one call.

use std::collections::BTreeSet;

use super::entry::{Derivation, EntryType};
use super::parse::{self, Located, Problem, Source};
use super::validate;

/// Parses and checks sources, and drops the composed entries that an explicit record replaces. Problems come in the order
/// of the files.
pub fn read(sources: &[Source]) -> (Vec<Located>, Vec<Problem>) {
    let (mut entries, mut problems) = parse::parse(sources);
    drop_covered_capitals(&mut entries);
    problems.extend(validate::validate(&entries));
    problems.sort_by_key(|problem| (problem.source, problem.span.start));
    (entries, problems)
}

/// A capital that a place record describes, or that is named like its country, needs no entry from its country.
fn drop_covered_capitals(entries: &mut Vec<Located>) {
    let described: BTreeSet<String> = entries
        .iter()
        .filter(|located| located.entry.kind == EntryType::Place && !is_capital(located))
        .map(|located| located.entry.canonical.clone())
        .collect();
    entries.retain(|located| !(is_capital(located) && described.contains(&located.entry.canonical)));
}

fn is_capital(located: &Located) -> bool {
    located.entry.derivation == Derivation::Capital
}

/// A stable fingerprint of glossary sources (FNV-1a), printed so that a result can be repeated.
pub fn fingerprint(sources: &[Source]) -> u64 {
    let bytes = sources.iter().flat_map(|source| source.text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
