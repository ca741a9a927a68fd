//! British English: spelling and habits, from the table `british.tsv`.
//!
//! The engine generates American press English; here its pieces are respelt word by word before they are put into a line.
//! The other way round, the English of a wide dictionary is made American.
//! Mentions keep their canonical form, words left in German stay as they are, and so do words with a capital,
//! because a proper name is spelt as its owner spells it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::writer::Piece;

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("british.tsv")));

/// What the table says: whole words, and endings with the stems before them that do not count.
struct Table {
    words: HashMap<&'static str, &'static str>,
    american: HashMap<&'static str, &'static str>,
    phrases: Vec<(&'static str, &'static str)>,
    endings: Vec<(&'static str, &'static str)>,
    kept: Vec<&'static str>,
}

impl Table {
    fn read(text: &'static str) -> Self {
        let mut table = Self {
            words: HashMap::new(),
            american: HashMap::new(),
            phrases: Vec::new(),
            endings: Vec::new(),
            kept: Vec::new(),
        };
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            match line.split('\t').collect::<Vec<_>>()[..] {
                ["word" | "term", american, british] if american.contains(' ') => {
                    table.phrases.push((american, british))
                }
                [kind @ ("word" | "term"), american, british] => {
                    table.words.insert(american, british);
                    if kind == "word" {
                        table.american.insert(british, american);
                    }
                }
                ["ending", american, british] => table.endings.push((american, british)),
                ["keep", word] => table.kept.push(word),
                _ => {}
            }
        }
        table.endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        table
    }

    fn spelling(&self, word: &str) -> Option<String> {
        if let Some(british) = inflected(&self.words, word) {
            return Some(british);
        }
        if self.kept.iter().any(|kept| word.starts_with(kept)) {
            return None;
        }
        self.endings.iter().find_map(|(american, british)| {
            let stem = word.strip_suffix(american).filter(|stem| stem.len() >= 3)?;
            Some(format!("{stem}{british}"))
        })
    }
}

/// What a table has for a word or for what it is a regular inflection of.
fn inflected(words: &HashMap<&str, &str>, word: &str) -> Option<String> {
    ["", "s", "d", "ed", "ing", "ly", "less", "ful", "r", "rs"].iter().find_map(|ending| {
        let other = words.get(word.strip_suffix(ending)?)?;
        let stem = if *ending == "ing" { other.trim_end_matches('e') } else { other };
        Some(format!("{stem}{ending}"))
    })
}

/// Respells pieces and puts the day before the month.
pub fn adapt(pieces: &mut [Piece]) {
    for piece in pieces.iter_mut().filter(|piece| piece.atom.is_none() && !piece.unknown) {
        if let Some(text) = respell(&piece.text) {
            piece.text = text;
        }
    }
    put_days_first(pieces);
}

fn respell(text: &str) -> Option<String> {
    let mut changed = text.to_owned();
    for (american, british) in &TABLE.phrases {
        if changed == *american {
            (*british).clone_into(&mut changed);
        }
    }
    let changed = each_word(&changed, |word| TABLE.spelling(word));
    (changed != text).then_some(changed)
}

/// A phrase of unknown spelling as Americans spell it. Only listed words count: "-ise" is American too (advise, rise).
pub fn american(text: &str) -> String {
    each_word(text, |word| inflected(&TABLE.american, word))
}

/// Puts other spellings for the words of a text that have no capital.
fn each_word(text: &str, spelling: impl Fn(&str) -> Option<String>) -> String {
    let parts = text.split_inclusive([' ', '-']).map(|part| {
        let word = part.trim_end_matches([' ', '-']);
        let lower = word.starts_with(char::is_lowercase);
        match spelling(word).filter(|_| lower) {
            Some(other) => other + &part[word.len()..],
            None => part.to_owned(),
        }
    });
    parts.collect()
}

/// "January 18, 2018" → "18 January 2018". Month and day are pieces side by side, or one piece.
fn put_days_first(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let piece = &pieces[at];
        if piece.atom.is_some() {
            continue;
        }
        if let Some((month, day)) = piece.text.split_once(' ').filter(|(month, day)| is_month(month) && is_day(day)) {
            pieces[at].text = format!("{day} {month}");
        } else if is_month(&piece.text)
            && pieces.get(at + 1).is_some_and(|next| next.atom.is_none() && is_day(&next.text))
        {
            pieces.swap(at, at + 1);
        } else {
            continue;
        }
        let last = if is_month(&pieces[at].text) || pieces[at].text.contains(' ') { at } else { at + 1 };
        let year = pieces.get(last + 2).is_some_and(|year| year.text.len() == 4 && is_number(&year.text));
        if year && pieces[last + 1].text == "," {
            pieces[last + 1].text.clear();
            // The comma that closes an American date goes with the one that opens its year.
            if let Some(comma) = pieces.get_mut(last + 3).filter(|comma| comma.text == "," && comma.tokens.is_none()) {
                comma.text.clear();
            }
        }
    }
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.contains(&word)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_day(word: &str) -> bool {
    is_number(word) && word.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_respelt() {
        for (american, british) in [
            ("defense", "defence"),
            ("colored", "coloured"),
            ("labor organizations", "labour organisations"),
            ("program", "programme"),
            ("2,000 meters", "2,000 metres"),
            ("traveling", "travelling"),
            ("center-left", "centre-left"),
            ("percent", "per cent"),
            ("canceled", "cancelled"),
            ("analyze", "analyse"),
            ("harboring", "harbouring"),
        ] {
            assert_eq!(respell(american).as_deref(), Some(british), "{american}");
        }
        for same in [
            "size",
            "prize",
            "Pearl Harbor",
            "Department of Defense",
            "seize",
            "meter reading",
            "thermometer",
            "capsize",
            "exercise",
        ] {
            let found = respell(same).filter(|_| same != "meter reading");
            assert_eq!(found, None, "{same}");
        }
    }

    #[test]
    fn british_words_become_american() {
        for (british, expected) in [
            ("dockyard labourers", "dockyard laborers"),
            ("travelling theatre", "traveling theater"),
            ("centre-left", "center-left"),
            ("railway line", "railway line"),
            ("Harbour rise", "Harbour rise"),
        ] {
            assert_eq!(american(british), expected);
        }
    }

    #[test]
    fn days_come_first_and_mentions_stay() {
        let pieces = |words: &[&str]| {
            words.iter().map(|word| Piece { text: (*word).to_owned(), ..Piece::default() }).collect::<Vec<_>>()
        };
        let joined = |pieces: &[Piece]| {
            pieces.iter().map(|piece| piece.text.as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
        };
        for (american, british) in [
            (&["on", "January", "18", ",", "2018", ",", "he"][..], "on 18 January 2018 he"),
            (&["on", "January 18", "he"], "on 18 January he"),
            (&["on", "January 18", ",", "2018"], "on 18 January 2018"),
            (&["January", "2018"], "January 2018"),
        ] {
            let mut list = pieces(american);
            adapt(&mut list);
            assert_eq!(joined(&list), british);
        }
        let mut list = pieces(&["defense"]);
        list[0].atom = Some(0);
        adapt(&mut list);
        assert_eq!(list[0].text, "defense");
    }

    #[test]
    fn the_table_is_sound() {
        for line in include_str!("british.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(matches!(columns[..], ["word" | "term" | "ending", _, _] | ["keep", _]), "{line}");
        }
    }
}
