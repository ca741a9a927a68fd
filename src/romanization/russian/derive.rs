//! The English of Russian names in German transcription that no glossary knows.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::super::forward::rows;
use super::{Language, Target, capital, given_names, transcribe_word};

/// Given names by their German and English spellings in lower case, with the English form to write.
fn by_spelling() -> &'static HashMap<String, &'static str> {
    static TABLE: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for name in given_names() {
            let mut spellings: Vec<String> = name.other.iter().map(|other| (*other).to_owned()).collect();
            spellings.push(name.english.to_owned());
            spellings.extend(name.german.map(str::to_owned));
            for target in [Target::German, Target::English] {
                spellings.extend(transcribe_word(name.cyrillic, Language::Russian, target));
                if name.cyrillic.contains(['і', 'ї', 'є']) || name.cyrillic.ends_with('о') {
                    spellings.extend(transcribe_word(name.cyrillic, Language::Ukrainian, target));
                }
            }
            for spelling in spellings {
                table.entry(spelling.to_lowercase()).or_insert(name.english);
            }
        }
        table
    })
}

/// Whether the word is a Russian or Ukrainian given name in German or English spelling; its usual English form.
pub fn is_given_name(word: &str) -> Option<&'static str> {
    by_spelling().get(word.to_lowercase().as_str()).copied()
}

/// Endings of patronymics in German and English spelling.
const PATRONYMICS: [&str; 8] = ["owitsch", "ewitsch", "jitsch", "owna", "ewna", "ovich", "evich", "ovna"];

/// Whether the word is a patronymic.
pub fn patronymic(word: &str) -> bool {
    word.len() >= 7 && PATRONYMICS.iter().any(|ending| word.ends_with(ending))
}

/// The English spelling of a name in German transcription, given name first. `None` if the name is not clearly Russian:
/// the family name must have a Russian ending, and the first word must be a Russian given name or the spelling German.
///
/// ```
/// use umschrift::romanization::russian::derive_english;
/// assert_eq!(derive_english("Witali Tschuprow").as_deref(), Some("Vitaly Chuprov"));
/// assert_eq!(derive_english("Hartwig Wiesendanger"), None);
/// ```
pub fn derive_english(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (surname, given) = words.split_last()?;
    let lower = surname.to_lowercase();
    let first = given.first();
    let known = first.and_then(|first| is_given_name(first));
    let ending = ENDINGS.iter().find(|(ending, _)| lower.len() > ending.len() + 1 && lower.ends_with(ending));
    let (_, certain) = ending?;
    let german = lower.contains('w') || lower.contains("tsch") || lower.contains("sch") || lower.contains('j');
    if known.is_none() && !(*certain && german) {
        return None;
    }
    let mut out: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        out.push(match (at, known) {
            (0, Some(english)) if words.len() > 1 => english.to_owned(),
            _ => word.split('-').map(english_letters).collect::<Vec<_>>().join("-"),
        });
    }
    Some(out.join(" "))
}

/// Endings of family names; whether the ending alone tells that the name is Russian or Ukrainian.
const ENDINGS: [(&str, bool); 22] = [
    ("ow", false),
    ("ew", false),
    ("jow", true),
    ("jew", true),
    ("owa", true),
    ("ewa", true),
    ("jowa", true),
    ("in", false),
    ("yn", false),
    ("ina", false),
    ("ski", false),
    ("skij", false),
    ("skyj", false),
    ("zki", false),
    ("skaja", true),
    ("enko", true),
    ("tschuk", true),
    ("itsch", true),
    ("ytsch", true),
    ("ak", false),
    ("uk", false),
    ("o", false),
];

/// Letters of German transcription in English, the longest that fit first. Where German has one letter for two Russian
/// ones, the commoner in names is taken.
fn english_letters(word: &str) -> String {
    static TABLE: OnceLock<Vec<[&'static str; 3]>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: Vec<[&'static str; 3]> = rows::<3>(include_str!("german-english.tsv")).collect();
        table.sort_by_key(|[german, ..]| std::cmp::Reverse(german.len()));
        table
    });
    let lower = word.to_lowercase();
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiouy".contains(c));
    let mut out = String::with_capacity(lower.len());
    let mut at = 0;
    while at < lower.len() {
        let rest = &lower[at..];
        let before = lower[..at].chars().next_back();
        let row = table.iter().find(|[german, context, _]| {
            let Some(after) = rest.strip_prefix(german) else { return false };
            match *context {
                "end" => after.is_empty(),
                "between" => vowel(before) && vowel(after.chars().next()),
                "after-consonant" => before.is_some() && !vowel(before),
                "start" => before.is_none(),
                _ => true,
            }
        });
        match row {
            Some([german, _, english]) => {
                out.push_str(english);
                at += german.len();
            }
            None => {
                let c = rest.chars().next().unwrap_or(' ');
                out.push(c);
                at += c.len_utf8();
            }
        }
    }
    capital(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_russian_names() {
        let cases = [
            ("Sergej Tschernow", "Sergei Chernov"),
            ("Jewgeni Schtscherbakow", "Yevgeny Shcherbakov"),
            ("Witali Chomenko", "Vitaly Khomenko"),
            ("Juri Kusnezow", "Yuri Kuznetsov"),
            ("Andrej Jerschow", "Andrei Yershov"),
            ("Michail Wassiljew", "Mikhail Vasilyev"),
            ("Olga Winogradskaja", "Olga Vinogradskaya"),
            ("Pjotr Iljitsch Tschaikowski", "Pyotr Ilyich Chaikovsky"),
        ];
        for (german, english) in cases {
            assert_eq!(derive_english(german).as_deref(), Some(english), "{german}");
        }
        for name in ["Erich Honecker", "Angela Merkel", "Bernd Bülow", "Kim Jong Un", "Peter Altmaier", ""] {
            assert_eq!(derive_english(name), None, "{name}");
        }
    }
}
