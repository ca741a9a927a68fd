//! The form under which surface forms are indexed and looked up.
//!
//! Folding takes away what writers and encodings vary: case, diacritics, ß/ss, apostrophes, soft hyphens, the kind of
//! space, and hyphen against space. Umlauts fold to the bare vowel; forms written with ae, oe, ue are further keys
//! ([`digraph_spelling`]). Hangul, Cyrillic and Chinese stay as they are.

use std::borrow::Cow;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Whether the character joins letters without being one: apostrophes of all kinds, soft hyphen, zero-width characters.
pub const fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A text with the words put together that are hyphenated over a line end.
pub fn unbroken(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(end) = rest.find('\n') {
        // The hyphen stands at the end of the line, whatever white space follows it.
        let line = rest[..end].trim_end_matches([' ', '\t', '\r']);
        let hyphen = line.char_indices().next_back().map_or(0, |(at, _)| at);
        let skipped = line_end_hyphen(&rest[hyphen..]).filter(|_| hyphen > 0);
        let (kept, next) = skipped.map_or((end + 1, end + 1), |length| (hyphen, hyphen + length));
        out.push_str(&rest[..kept]);
        rest = &rest[next..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Where text begins with the hyphen of a word that goes on in the next line: the bytes up to where it goes on, which it
/// does with a small letter. A suspended compound goes on with a conjunction and is no such word.
pub fn line_end_hyphen(text: &str) -> Option<usize> {
    let after = text.strip_prefix(['-', '\u{ad}', '‐'])?.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n')?;
    let after = after.trim_start_matches([' ', '\t']);
    let word_end = after.find(|c: char| !is_word_char(c)).unwrap_or(after.len());
    let word = &after[..word_end];
    let goes_on = word.chars().next().is_some_and(char::is_lowercase)
        && !matches!(word, "und" | "oder" | "bzw" | "sowie" | "wie" | "bis");
    goes_on.then_some(text.len() - after.len())
}

/// Whether the character is a hyphen inside a name or compound.
pub const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether the character can be part of a word.
pub fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        // The accented letters and the dashes and quotation marks of European texts, told without a table.
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{2000}'..='\u{206f}' => false,
        c => c.is_alphanumeric() || is_combining_mark(c),
    }
}

/// Appends the folded form of one character of a word; joiners and combining marks give nothing.
pub fn fold_char(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        'ä' | 'Ä' => out.push('a'),
        'ö' | 'Ö' => out.push('o'),
        'ü' | 'Ü' => out.push('u'),
        'ß' | 'ẞ' => out.push_str("ss"),
        'ı' => out.push('i'),
        'ł' | 'Ł' => out.push('l'),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' => out.push('d'),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        c if is_joiner(c) || is_combining_mark(c) => {}
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => decompose_canonical(c, |part| {
            if !is_combining_mark(part) {
                out.extend(part.to_lowercase());
            }
        }),
        c => out.extend(c.to_lowercase()),
    }
}

/// The key of a whole surface form: folded words with one space between them; a comma stays.
///
/// ```
/// use umschrift::glossary::fold::fold;
/// assert_eq!(fold("Kim Jong-un"), "kim jong un");
/// assert_eq!(fold("P’yŏngyang"), "pyongyang");
/// assert_eq!(fold("Oberste Volks\u{ad}versammlung"), "oberste volksversammlung");
/// ```
pub fn fold(surface: &str) -> String {
    let mut key = String::with_capacity(surface.len());
    let mut gap = "";
    for c in surface.chars() {
        if is_word_char(c) {
            if !key.is_empty() {
                key.push_str(gap);
            }
            gap = "";
            fold_char(c, &mut key);
        } else if c == ',' {
            gap = ", ";
        } else if !is_joiner(c) && gap.is_empty() {
            gap = " ";
        }
    }
    key
}

/// The surface form with ä, ö, ü written as ae, oe, ue; `None` if it has none of them.
pub fn digraph_spelling(surface: &str) -> Option<String> {
    surface.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']).then(|| {
        surface
            .replace('ä', "ae")
            .replace('ö', "oe")
            .replace('ü', "ue")
            .replace('Ä', "Ae")
            .replace('Ö', "Oe")
            .replace('Ü', "Ue")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_put_together_over_line_ends() {
        for (text, wanted) in [
            ("der Vize-\nminister kam", "der Vizeminister kam"),
            ("der Last\u{ad} \r\n  wagen kam\n", "der Lastwagen kam\n"),
            ("Außen-\nund Handelsminister", "Außen-\nund Handelsminister"),
            ("UN-\nGesandter", "UN-\nGesandter"),
            ("-\nb\n\n-\n", "-\nb\n\n-\n"),
            ("eins\nzwei-\ndrei-\nvier", "eins\nzweidreivier"),
        ] {
            assert_eq!(unbroken(text), wanted);
        }
    }

    #[test]
    fn word_characters_are_those_of_unicode() {
        for c in '\0'..='\u{ffff}' {
            assert_eq!(is_word_char(c), c.is_alphanumeric() || is_combining_mark(c), "U+{:04X}", c as u32);
        }
    }
}
