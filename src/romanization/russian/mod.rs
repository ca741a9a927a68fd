//! Russian and Ukrainian names between Cyrillic, German and English.
//!
//! From Cyrillic both languages are derived by one table of letters and contexts (`cyrillic.tsv`), with the alternatives
//! that the press uses (Sergej, Sergei; Schoigu, Schojgu). The way back is not unique (German s is з or с, sch is ж or
//! ш), so the English of an unknown German name is a proposal and is marked as such wherever it is shown.

mod derive;

pub use derive::{derive_english, is_given_name, patronymic};

use std::collections::HashMap;
use std::sync::OnceLock;

use super::forward::rows;

/// The language whose Cyrillic it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Russian, and names of other languages in Russian spelling.
    Russian,
    /// Ukrainian.
    Ukrainian,
}

/// The language into whose spelling a name is transcribed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// German transcription.
    German,
    /// English transcription and press usage.
    English,
}

/// Most spellings made of one word.
const SPELLINGS: usize = 16;

struct Row {
    letters: Vec<char>,
    language: &'static str,
    context: Vec<&'static str>,
    german: Vec<&'static str>,
    english: Vec<&'static str>,
}

/// Rows by their first letter, in the order of the table.
fn table() -> &'static HashMap<char, Vec<Row>> {
    static TABLE: OnceLock<HashMap<char, Vec<Row>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<char, Vec<Row>> = HashMap::new();
        for [letters, language, context, german, english] in rows::<5>(include_str!("cyrillic.tsv")) {
            let letters: Vec<char> = letters.chars().collect();
            let Some(first) = letters.first().copied() else { continue };
            let alternatives = |cell: &'static str| -> Vec<&'static str> {
                cell.split(' ').map(|letters| if letters == "-" { "" } else { letters }).collect()
            };
            table.entry(first).or_default().push(Row {
                letters,
                language,
                context: context.split('+').filter(|name| !name.is_empty()).collect(),
                german: alternatives(german),
                english: alternatives(english),
            });
        }
        table
    })
}

const VOWELS: [char; 14] = ['а', 'е', 'ё', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я', 'і', 'ї', 'є', 'й'];

fn fits(row: &Row, letters: &[char], at: usize, language: Language) -> bool {
    let end = at + row.letters.len();
    let own = match row.language {
        "ru" => language == Language::Russian,
        "uk" => language == Language::Ukrainian,
        _ => true,
    };
    let before = at.checked_sub(1).map(|before| letters[before]);
    let after = letters.get(end).copied();
    let vowel = |c: Option<char>| c.is_some_and(|c| VOWELS[..13].contains(&c));
    own && letters.get(at..end) == Some(row.letters.as_slice())
        && row.context.iter().all(|context| match *context {
            "start" => before.is_none(),
            "vowel" => vowel(before) && !matches!(before, Some('и' | 'ы' | 'і')),
            "sign" => matches!(before, Some('ь' | 'ъ' | '’' | 'ʼ')),
            "hush" => matches!(before, Some('ж' | 'ч' | 'ш' | 'щ')),
            "i" => matches!(before, Some('и' | 'ы' | 'і')),
            "between" => vowel(before) && vowel(after),
            "end" => after.is_none(),
            "closed" => after.is_some_and(|c| !VOWELS.contains(&c)),
            _ => false,
        })
}

/// The spellings of one Cyrillic word, the usual one first; at most 16. A character outside the table gives none.
///
/// ```
/// use umschrift::romanization::russian::{Language, Target, transcribe_word};
/// let german = transcribe_word("Чернышенко", Language::Russian, Target::German);
/// assert_eq!(german[0], "Tschernyschenko");
/// let english = transcribe_word("Кожемяко", Language::Russian, Target::English);
/// assert_eq!(english[0], "Kozhemyako");
/// ```
pub fn transcribe_word(word: &str, language: Language, target: Target) -> Vec<String> {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut spellings = vec![String::new()];
    let mut at = 0;
    while at < letters.len() {
        let rows = table().get(&letters[at]).map_or(&[][..], Vec::as_slice);
        let Some(row) = rows.iter().find(|row| fits(row, &letters, at, language)) else { return Vec::new() };
        let alternatives = if target == Target::German { &row.german } else { &row.english };
        let room = SPELLINGS / spellings.len().max(1);
        let alternatives = &alternatives[..alternatives.len().min(room.max(1))];
        // The usual letters first, so that the first spelling is the usual one throughout.
        spellings = alternatives
            .iter()
            .flat_map(|letters| spellings.iter().map(move |spelling| format!("{spelling}{letters}")))
            .collect();
        at += row.letters.len();
    }
    spellings.into_iter().map(|spelling| capital(&spelling)).collect()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A given name of the table.
pub(super) struct GivenName {
    pub cyrillic: &'static str,
    pub english: &'static str,
    pub german: Option<&'static str>,
    pub other: Vec<&'static str>,
}

pub(super) fn given_names() -> &'static [GivenName] {
    static NAMES: OnceLock<Vec<GivenName>> = OnceLock::new();
    NAMES.get_or_init(|| {
        rows::<4>(include_str!("given-names.tsv"))
            .map(|[cyrillic, english, german, other]| GivenName {
                cyrillic,
                english,
                german: (!german.is_empty()).then_some(german),
                other: other.split(' ').filter(|spelling| !spelling.is_empty()).collect(),
            })
            .collect()
    })
}

/// All spellings of one word of a name in both languages, with those of the table of given names; parts joined by a
/// hyphen are spelt each in its usual way.
fn spellings(word: &str, language: Language, target: Target) -> Vec<String> {
    if word.contains('-') {
        let parts: Option<Vec<String>> =
            word.split('-').map(|part| transcribe_word(part, language, target).into_iter().next()).collect();
        return parts.map(|parts| parts.join("-")).into_iter().collect();
    }
    let mut spellings = transcribe_word(word, language, target);
    for name in given_names().iter().filter(|name| name.cyrillic == word) {
        spellings.push(name.english.to_owned());
        spellings.extend(name.german.map(str::to_owned));
        spellings.extend(name.other.iter().map(|other| (*other).to_owned()));
    }
    // A name without ё in its Cyrillic has it all the same in its sound, and the other way round.
    spellings.sort();
    spellings.dedup();
    spellings
}

/// The one spelling of a whole name in German texts: the given name as the German press prefers it, all else by the rule
/// of transcription. `None` if a letter is no Cyrillic one of the table.
///
/// ```
/// use umschrift::romanization::russian::{Language, german_name};
/// assert_eq!(german_name("Сергей Лавров", Language::Russian).as_deref(), Some("Sergej Lawrow"));
/// ```
pub fn german_name(cyrillic: &str, language: Language) -> Option<String> {
    let words: Vec<&str> = cyrillic.split_whitespace().collect();
    let word = |(at, word): (usize, &&str)| {
        let known = given_names().iter().find(|name| at + 1 < words.len() && name.cyrillic == *word);
        known.and_then(|name| name.german).map(str::to_owned).or_else(|| {
            let parts: Option<Vec<String>> = word
                .split('-')
                .map(|part| transcribe_word(part, language, Target::German).into_iter().next())
                .collect();
            Some(parts?.join("-"))
        })
    };
    let written: Option<Vec<String>> = words.iter().enumerate().map(word).collect();
    written.map(|words| words.join(" ")).filter(|name| !name.is_empty())
}

/// Most spellings made of one full name.
const NAME_SPELLINGS: usize = 96;

/// Spellings of a personal name in German and English texts: (full name, family name). The given name comes first in the
/// Cyrillic.
pub fn name_spellings(cyrillic: &str, language: Language) -> (Vec<String>, Vec<String>) {
    let words: Vec<&str> = cyrillic.split_whitespace().collect();
    let (mut full, mut surnames) = (Vec::new(), Vec::new());
    let Some((surname, given)) = words.split_last() else { return (full, surnames) };
    let surnames_of = |target| spellings(surname, language, target);
    let (german, english) = (surnames_of(Target::German), surnames_of(Target::English));
    if let Some(first) = given.first() {
        let mut firsts = spellings(first, language, Target::German);
        firsts.extend(spellings(first, language, Target::English));
        firsts.sort();
        firsts.dedup();
        for surname in german.iter().chain(&english) {
            full.extend(firsts.iter().map(|first| format!("{first} {surname}")));
        }
        full.truncate(NAME_SPELLINGS);
    }
    surnames.extend(german);
    surnames.extend(english);
    surnames.sort();
    surnames.dedup();
    full.sort();
    full.dedup();
    (full, surnames)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_and_english_spellings() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("Чернышенко", &["Tschernyschenko"], &["Chernyshenko"]),
            ("Шойгу", &["Schoigu", "Schojgu"], &["Shoigu"]),
            ("Лавров", &["Lawrow"], &["Lavrov"]),
            ("Медведев", &["Medwedew"], &["Medvedev"]),
            ("Мацегора", &["Mazegora", "Matsegora"], &["Matsegora"]),
            ("Белоусов", &["Beloussow", "Belousow"], &["Belousov"]),
            ("Сергей", &["Sergei", "Sergej"], &["Sergei", "Sergey"]),
            ("Дмитрий", &["Dmitri", "Dmitrij"], &["Dmitry", "Dmitri"]),
            ("Хрущёв", &["Chruschtschow", "Chruschtschew"], &["Khrushchyov", "Khrushchev"]),
            ("Ельцин", &["Jelzin"], &["Yeltsin"]),
            ("Слуцкий", &["Sluzki", "Sluzkij"], &["Slutsky"]),
            ("Соловьёв", &["Solowjow"], &["Solovyov"]),
            ("Захарова", &["Sacharowa"], &["Zakharova"]),
            ("Мединский", &["Medinski", "Medinskij"], &["Medinsky"]),
            ("Ишаев", &["Ischajew", "Ischaew"], &["Ishayev", "Ishaev"]),
            ("Алексей", &["Alexei", "Alexej", "Aleksej"], &["Alexei", "Alexey", "Aleksei"]),
        ];
        for (cyrillic, german, english) in cases {
            for (target, expected) in [(Target::German, german), (Target::English, english)] {
                let made = transcribe_word(cyrillic, Language::Russian, target);
                for spelling in *expected {
                    assert!(made.iter().any(|made| made == spelling), "{cyrillic}: {spelling} is missing in {made:?}");
                }
            }
        }
        let ukrainian = transcribe_word("Зеленський", Language::Ukrainian, Target::German);
        assert_eq!(ukrainian[0], "Selenskyj");
        assert_eq!(transcribe_word("Гетьман", Language::Ukrainian, Target::English)[0], "Hetman");
        assert!(transcribe_word("Putin", Language::Russian, Target::German).is_empty());
    }
}
