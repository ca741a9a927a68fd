//! Spellings that follow no rule: family names and the syllables of given names as Koreans and the press write them.
//!
//! Tables with their sources: `tables/surnames.tsv`, `tables/press-syllables.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::forward::{Letters, rows, tables};
use super::hangul::Syllable;

/// The attested spellings of a family name, the commonest first if it is known.
pub(crate) struct Surname {
    pub hangul: &'static str,
    pub press: Option<&'static str>,
    pub other: Vec<&'static str>,
}

/// All family names of the table.
pub(crate) fn surnames() -> &'static [Surname] {
    static TABLE: OnceLock<Vec<Surname>> = OnceLock::new();
    TABLE.get_or_init(|| {
        rows::<3>(include_str!("tables/surnames.tsv"))
            .map(|[hangul, press, other]| Surname {
                hangul,
                press: (!press.is_empty()).then_some(press),
                other: other.split(' ').filter(|spelling| !spelling.is_empty()).collect(),
            })
            .collect()
    })
}

fn written(syllables: &[Syllable]) -> String {
    syllables.iter().map(|syllable| syllable.char()).collect()
}

/// The commonest press spelling of a family name.
pub(super) fn surname(syllables: &[Syllable]) -> Option<String> {
    let hangul = written(syllables);
    surnames().iter().find(|surname| surname.hangul == hangul)?.press.map(str::to_owned)
}

/// A syllable of a given name in its commonest press spelling; where no habit is known, Revised Romanization.
pub(super) fn syllable(syllable: Syllable) -> String {
    static TABLE: OnceLock<HashMap<char, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        rows::<2>(include_str!("tables/press-syllables.tsv"))
            .filter_map(|[hangul, press]| Some((hangul.chars().next()?, press)))
            .collect()
    });
    let revised = &tables().columns[Letters::Revised as usize];
    table.get(&syllable.char()).map_or_else(
        || {
            let Syllable { initial, medial, coda } = syllable;
            [revised.initial[initial as usize], revised.medial[medial as usize], revised.coda[coda as usize]].concat()
        },
        |press| (*press).to_owned(),
    )
}
