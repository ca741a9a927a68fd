//! Numbers as English writes them.

/// 1.234,5 → 1,234.5; 3:0 → 3-0.
pub fn english_number(german: &str) -> String {
    if let Some((home, away)) = german.split_once(':') {
        if home.len() <= 2 && away.len() == 1
            || (home.len() == 1 && away.len() <= 2 && away.parse::<u32>().is_ok_and(|away| away > 59))
        {
            return format!("{home}-{away}");
        }
        return german.to_owned();
    }
    let points = german.matches('.').count();
    let commas = german.matches(',').count();
    let grouped = points > 0
        && german.split(',').next().is_some_and(|whole| whole.split('.').skip(1).all(|group| group.len() == 3));
    match (points, commas) {
        (0, 0) => german.to_owned(),
        (0, 1) => german.replace(',', "."),
        _ if grouped => german
            .chars()
            .map(|letter| match letter {
                '.' => ',',
                ',' => '.',
                other => other,
            })
            .collect(),
        _ => german.to_owned(),
    }
}

/// two → 2, for the numbers up to twelve, which English writes out.
pub fn cardinal(word: &str) -> Option<usize> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.iter().position(|known| *known == word)
}

/// 3 → 3rd.
pub fn ordinal(number: &str) -> String {
    pub(super) const WORDS: [&str; 10] =
        ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    if let Some(word) = number.parse::<usize>().ok().filter(|number| *number > 0).and_then(|number| WORDS.get(number)) {
        return (*word).to_owned();
    }
    let ending = if number.ends_with("11") || number.ends_with("12") || number.ends_with("13") {
        "th"
    } else {
        match number.chars().last() {
            Some('1') => "st",
            Some('2') => "nd",
            Some('3') => "rd",
            _ => "th",
        }
    };
    format!("{number}{ending}")
}
