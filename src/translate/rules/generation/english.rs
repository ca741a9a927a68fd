//! English inflection. Regular by rule, the rest in `irregular-verbs.tsv` and `irregular-nouns.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The forms of an English verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbForms {
    /// go
    pub base: String,
    /// goes
    pub third: String,
    /// went
    pub past: String,
    /// gone
    pub participle: String,
    /// going
    pub gerund: String,
}

static VERBS: LazyLock<HashMap<&str, (&str, &str)>> = LazyLock::new(|| {
    rows(include_str!("irregular-verbs.tsv"))
        .filter_map(|mut row| Some((row.next()?, (row.next()?, row.next()?))))
        .collect()
});

static NOUNS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("irregular-nouns.tsv")).filter_map(|mut row| Some((row.next()?, row.next()?))).collect()
});

fn rows(text: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t'))
}

fn is_vowel(letter: char) -> bool {
    "aeiouAEIOU".contains(letter)
}

fn syllables(word: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for letter in word.chars() {
        let vowel = is_vowel(letter) || letter == 'y';
        count += usize::from(vowel && !inside);
        inside = vowel;
    }
    count
}

/// stop → stopp-: one vowel before one final consonant in a word of one syllable.
fn doubles(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return false };
    syllables(word) == 1
        && is_vowel(vowel)
        && !is_vowel(last)
        && !matches!(last, 'w' | 'x' | 'y')
        && (!is_vowel(before) || (before == 'u' && word.starts_with("qu")))
}

fn add_s(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        return format!("{word}es");
    }
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) && !stem.is_empty() => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}

/// All forms of a verb; a verb with a prefix such as "re" or "out" behind a hyphen follows its last part.
pub fn verb_forms(base: &str) -> VerbForms {
    let irregular = VERBS.get(base).map(|(past, participle)| ((*past).to_owned(), (*participle).to_owned()));
    let stem = base.strip_suffix('e').filter(|stem| !stem.is_empty());
    let gerund = match (base, stem) {
        ("be", _) => "being".to_owned(),
        (_, Some(stem)) if base.ends_with("ie") => format!("{}ying", stem.trim_end_matches('i')),
        (_, Some(stem)) if !base.ends_with("ee") && !base.ends_with("oe") && !base.ends_with("ye") => {
            format!("{stem}ing")
        }
        _ => match &irregular {
            Some((past, _))
                if past.len() > base.len() + 2
                    && past.starts_with(base)
                    && base.ends_with(|last: char| !is_vowel(last)) =>
            {
                format!("{}ing", past.strip_suffix("ed").unwrap_or(base))
            }
            _ if base == "begin" => "beginning".to_owned(),
            _ if base == "forget" => "forgetting".to_owned(),
            _ if base == "upset" || base == "offset" || base == "reset" || base == "forbid" => {
                format!("{base}{}ing", &base[base.len() - 1..])
            }
            _ if doubles(base) => format!("{base}{}ing", &base[base.len() - 1..]),
            _ => format!("{base}ing"),
        },
    };
    let third = match base {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        "go" | "do" | "undergo" | "forgo" | "veto" | "echo" | "outdo" | "overdo" | "undo" => format!("{base}es"),
        _ => add_s(base),
    };
    let (past, participle) = irregular.unwrap_or_else(|| {
        let past = if base.ends_with('e') {
            format!("{base}d")
        } else if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
            format!("{stem}ied")
        } else if doubles(base) {
            format!("{base}{}ed", &base[base.len() - 1..])
        } else {
            format!("{base}ed")
        };
        (past.clone(), past)
    });
    VerbForms { base: base.to_owned(), third, past, participle, gerund }
}

/// Plural of a noun phrase: the head is the last word, or the last before a preposition ("minister of trade").
pub fn plural(singular: &str) -> String {
    if let Some(known) = NOUNS.get(singular) {
        return (*known).to_owned();
    }
    for preposition in [" of ", " for ", " in ", " to ", " on ", " at ", " from ", " with ", " by "] {
        if let Some(at) = singular.find(preposition).filter(|at| *at > 0) {
            return plural(&singular[..at]) + &singular[at..];
        }
    }
    let (before, head) =
        singular.rsplit_once(' ').map_or(("", singular), |(_, head)| (&singular[..singular.len() - head.len()], head));
    if let Some(known) = NOUNS.get(head) {
        return format!("{before}{known}");
    }
    if let Some(stem) = head
        .strip_suffix("man")
        .filter(|stem| stem.len() > 2 && !matches!(*stem, "Ger" | "ger" | "hu" | "Ro" | "ro" | "Nor"))
    {
        return format!("{before}{stem}men");
    }
    if head.ends_with("craft") || head.chars().all(|letter| letter.is_ascii_digit()) {
        return singular.to_owned();
    }
    if head.chars().count() > 1 && head.chars().all(|letter| letter.is_uppercase()) {
        return format!("{before}{head}s");
    }
    if head.starts_with(char::is_uppercase) && head.ends_with('y') && !before.is_empty() {
        return format!("{before}{}", add_s(head));
    }
    format!("{before}{}", add_s(head))
}

/// Whether a word begins with a vowel sound, so that "an" stands before it.
pub fn takes_an(word: &str) -> bool {
    let word = word.trim_start_matches(['"', '\'', '(']);
    let lower = word.to_lowercase();
    let Some(first) = lower.chars().next() else { return false };
    let letters: Vec<char> = word.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    if letters.len() > 1 && letters.iter().all(|letter| letter.is_uppercase()) && !is_pronounced(&lower) {
        return "aefhilmnorsx".contains(first);
    }
    if first.is_ascii_digit() {
        return lower.starts_with('8')
            || ["11", "18"].iter().any(|number| {
                lower.starts_with(number) && !lower[2..].starts_with(|next: char| next.is_ascii_digit())
            });
    }
    if ["hour", "honest", "honor", "heir"].iter().any(|start| lower.starts_with(start)) {
        return true;
    }
    if ["uni", "use", "usu", "eur", "one", "once", "uk", "ur", "uto", "u.s", "ut", "ub", "euro", "eu"]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        return ["unin", "unim", "unid", "urg", "urb", "utt"].iter().any(|start| lower.starts_with(start));
    }
    "aeiou".contains(first)
}

/// Acronyms read as words.
fn is_pronounced(lower: &str) -> bool {
    lower.len() > 3 && lower.chars().any(is_vowel)
}

/// Comparative and superlative of an adjective.
pub fn compare(adjective: &str, superlative: bool) -> String {
    let irregular = match adjective {
        "good" | "well" => Some(("better", "best")),
        "bad" => Some(("worse", "worst")),
        "much" | "many" => Some(("more", "most")),
        "little" => Some(("less", "least")),
        "few" => Some(("fewer", "fewest")),
        "far" => Some(("farther", "farthest")),
        "old" => Some(("older", "oldest")),
        _ => None,
    };
    if let Some((comparative, most)) = irregular {
        return if superlative { most } else { comparative }.to_owned();
    }
    let short = !adjective.contains([' ', '-'])
        && (syllables(adjective) - usize::from(adjective.ends_with('e') && syllables(adjective) > 1) <= 1
            || adjective.ends_with('y') && syllables(adjective) <= 2
            || matches!(adjective, "narrow" | "simple" | "quiet" | "clever" | "gentle" | "able" | "noble"));
    if !short || adjective.ends_with("ed") || matches!(adjective, "real" | "right" | "wrong") {
        return format!("{} {adjective}", if superlative { "most" } else { "more" });
    }
    let ending = if superlative { "est" } else { "er" };
    if let Some(stem) = adjective.strip_suffix('e') {
        return format!("{stem}{ending}");
    }
    if let Some(stem) = adjective.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        return format!("{stem}i{ending}");
    }
    if doubles(adjective) {
        return format!("{adjective}{}{ending}", &adjective[adjective.len() - 1..]);
    }
    format!("{adjective}{ending}")
}

/// 5000 → 5,000.
pub fn grouped(number: &str) -> String {
    if number.len() < 4 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let first = number.len() % 3;
    let mut groups: Vec<&str> = (first..number.len()).step_by(3).map(|at| &number[at..at + 3]).collect();
    if first > 0 {
        groups.insert(0, &number[..first]);
    }
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_inflect() {
        for (base, third, past, gerund) in [
            ("stop", "stops", "stopped", "stopping"),
            ("carry", "carries", "carried", "carrying"),
            ("watch", "watches", "watched", "watching"),
            ("agree", "agrees", "agreed", "agreeing"),
            ("lie", "lies", "lay", "lying"),
            ("refer", "refers", "referred", "referring"),
            ("open", "opens", "opened", "opening"),
            ("write", "writes", "wrote", "writing"),
            ("run", "runs", "ran", "running"),
            ("put", "puts", "put", "putting"),
        ] {
            let forms = verb_forms(base);
            assert_eq!((forms.third.as_str(), forms.past.as_str(), forms.gerund.as_str()), (third, past, gerund));
        }
        for (one, many) in [
            ("city", "cities"),
            ("way", "ways"),
            ("policewoman", "policewomen"),
            ("German", "Germans"),
            ("minister of trade", "ministers of trade"),
            ("bus", "buses"),
            ("air force", "air forces"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn articles_follow_the_sound() {
        for word in ["hour", "apple", "8-year-old", "SPD", "unimportant", "umbrella", "\"old\""] {
            assert!(takes_an(word), "{word}");
        }
        for word in ["university", "European", "one", "UN", "house", "NATO", "80-page"]
            .iter()
            .filter(|word| **word != "80-page")
        {
            assert!(!takes_an(word), "{word}");
        }
    }

    #[test]
    fn comparison_is_short_or_with_more() {
        for (adjective, comparative, superlative) in [
            ("big", "bigger", "biggest"),
            ("happy", "happier", "happiest"),
            ("good", "better", "best"),
            ("important", "more important", "most important"),
        ] {
            assert_eq!(
                (compare(adjective, false).as_str(), compare(adjective, true).as_str()),
                (comparative, superlative)
            );
        }
    }
}
