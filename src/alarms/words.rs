//! Words of a text for comparison: small letters, plain apostrophes, parts of hyphenated words by themselves, and the signs of
//! percent and money, which are read as words.

use crate::span::Span;

/// A run of letters and digits, with apostrophes inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters, with `'` for every apostrophe and without soft hyphens.
    pub text: String,
    /// Bytes of the text.
    pub span: Span,
    /// Begins with a capital.
    pub capital: bool,
}

/// The words of a text in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut open: Option<Word> = None;
    while let Some((at, c)) = chars.next() {
        let inside = |next: Option<&(usize, char)>| next.is_some_and(|(_, next)| next.is_alphanumeric());
        let apostrophe = matches!(c, '\'' | '’' | '\u{2bc}');
        if c.is_alphanumeric() || is_combining(c) {
            let word = open.get_or_insert_with(|| Word {
                text: String::new(),
                span: Span::new(at, at),
                capital: c.is_uppercase(),
            });
            word.text.extend(c.to_lowercase());
            word.span.end = at + c.len_utf8();
        } else if let Some(word) = open.as_mut().filter(|_| (apostrophe || c == '\u{ad}') && inside(chars.peek())) {
            if apostrophe {
                word.text.push('\'');
            }
        } else {
            words.extend(open.take());
            if is_sign(c) {
                words.push(Word { text: c.to_string(), span: Span::new(at, at + c.len_utf8()), capital: false });
            }
        }
    }
    words.extend(open);
    words
}

/// Signs that are spoken: percent, per mille, degrees, and money.
fn is_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '°' | '$' | '€' | '£' | '¥' | '₩' | '₽')
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_part_words_and_apostrophes_do_not() {
        let text = "Kims „Sechs-Parteien-Gespräche“ don’t Volks\u{ad}armee 19-Jährige";
        let words = words(text);
        let list: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(list, ["kims", "sechs", "parteien", "gespräche", "don't", "volksarmee", "19", "jährige"]);
        assert_eq!(words[4].span.of(text), "don’t");
        let list: Vec<String> = super::words("5% von 3€").into_iter().map(|word| word.text).collect();
        assert_eq!(list, ["5", "%", "von", "3", "€"]);
    }
}
