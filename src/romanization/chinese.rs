//! Chinese names: pinyin joined, hyphenated or apart, and Wade-Giles.
//!
//! The syllables of a given name in one word are found by their number, which the Chinese characters tell; Wade-Giles is
//! made of pinyin by a table of initials and finals (`tables/wade-giles.tsv`, after the tables of the Library of
//! Congress's conversion project of 1998).

use std::sync::OnceLock;

use super::forward::rows;

/// Initials of pinyin, the longest first.
const INITIALS: [&str; 23] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w",
];
/// Finals of pinyin.
const FINALS: [&str; 38] = [
    "iang", "iong", "uang", "ueng", "ang", "eng", "ong", "ian", "iao", "ing", "uai", "uan", "uen", "üan", "ai", "an",
    "ao", "ei", "en", "er", "ia", "ie", "in", "iu", "ou", "ua", "ue", "ui", "un", "uo", "üe", "ün", "a", "e", "i", "o",
    "u", "ü",
];

fn is_syllable(text: &str) -> bool {
    let rest = INITIALS.iter().find_map(|initial| text.strip_prefix(initial)).unwrap_or(text);
    FINALS.contains(&rest)
}

/// Splits a word of pinyin into a number of syllables; `None` if that cannot be done.
pub fn syllables(word: &str, count: usize) -> Option<Vec<&str>> {
    if count == 1 {
        return is_syllable(word).then(|| vec![word]);
    }
    (1..word.len()).filter(|cut| word.is_char_boundary(*cut)).rev().find_map(|cut| {
        let (first, rest) = word.split_at(cut);
        let rest = rest.trim_start_matches(['\'', '’', '-']);
        let first = first.trim_end_matches(['\'', '’', '-']);
        if !is_syllable(first) || count > 4 {
            return None;
        }
        let mut parts = syllables(rest, count - 1)?;
        parts.insert(0, first);
        Some(parts)
    })
}

/// A syllable of pinyin in Wade-Giles, without tones.
pub fn wade_giles(pinyin: &str) -> String {
    static TABLE: OnceLock<Vec<[&'static str; 3]>> = OnceLock::new();
    let table = TABLE.get_or_init(|| rows::<3>(include_str!("tables/wade-giles.tsv")).collect());
    let cell = |part: &str, key: &str| {
        table.iter().find(|[kind, pinyin, _]| *kind == part && *pinyin == key).map(|[.., wade]| *wade)
    };
    if let Some(whole) = cell("syllable", pinyin) {
        return whole.to_owned();
    }
    let initial = INITIALS.iter().copied().find(|initial| pinyin.starts_with(initial)).unwrap_or("");
    let rest = &pinyin[initial.len()..];
    // After j, q, x and y the u is ü.
    let rest = if matches!(initial, "j" | "q" | "x") && rest.starts_with('u') {
        format!("ü{}", &rest[1..])
    } else {
        rest.to_owned()
    };
    let wade_initial = cell("initial", initial).unwrap_or(initial);
    let wade_final = cell("final", &rest).map_or(rest.clone(), str::to_owned);
    format!("{wade_initial}{wade_final}")
}

/// Spellings of a Chinese name in pinyin besides the joined one: given name with a hyphen, apart, and in Wade-Giles.
///
/// ```
/// use umschrift::romanization::chinese::spellings;
/// assert!(spellings("Xi Jinping", "习近平").contains(&"Xi Jin-ping".to_owned()));
/// assert!(spellings("Zhou Enlai", "周恩来").contains(&"Chou En-lai".to_owned()));
/// ```
pub fn spellings(pinyin: &str, chinese: &str) -> Vec<String> {
    let Some((surname, given)) = pinyin.split_once(' ') else { return Vec::new() };
    let lower = given.to_lowercase();
    let count = chinese.chars().filter(|c| !c.is_whitespace()).count();
    let family = surname.to_lowercase();
    let (family, parts) = match count {
        2 | 3 => (vec![family.as_str()], syllables(&lower, count - 1)),
        4 => (syllables(&family, 2).unwrap_or_default(), syllables(&lower, 2)),
        _ => return Vec::new(),
    };
    let Some(parts) = parts.filter(|_| !family.is_empty()) else { return Vec::new() };
    let wade: Vec<String> = parts.iter().map(|part| wade_giles(part)).collect();
    let wade_family = capital(&family.iter().map(|part| wade_giles(part)).collect::<Vec<_>>().join("-"));
    vec![
        format!("{surname} {}", capital(&parts.join("-"))),
        format!("{surname} {given}"),
        format!("{wade_family} {}", capital(&wade.join("-"))),
    ]
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_in_wade_giles() {
        for (pinyin, wade) in [
            ("mao", "mao"),
            ("ze", "tse"),
            ("dong", "tung"),
            ("deng", "teng"),
            ("xiao", "hsiao"),
            ("ping", "p’ing"),
            ("zhou", "chou"),
            ("xu", "hsü"),
            ("si", "szu"),
            ("guo", "kuo"),
            ("qin", "ch’in"),
            ("yan", "yen"),
            ("zhi", "chih"),
        ] {
            assert_eq!(wade_giles(pinyin), wade, "{pinyin}");
        }
    }

    #[test]
    fn syllables_by_their_number() {
        assert_eq!(syllables("jinping", 2), Some(vec!["jin", "ping"]));
        assert_eq!(syllables("enlai", 2), Some(vec!["en", "lai"]));
        assert_eq!(syllables("xian", 2), Some(vec!["xi", "an"]));
        assert_eq!(syllables("xian", 1), Some(vec!["xian"]));
        assert_eq!(syllables("donald", 2), None);
    }
}
