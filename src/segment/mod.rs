//! Step 2, segment: [`Document`](crate::read::Document) text → sentences.
//!
//! Segmentation is lossless: the spans of all sentences, joined, give the text back. White space after a sentence
//! belongs to it. The text is searched for the marks that can end a sentence, and only there is the context looked at:
//! what abbreviations, ordinals and the beginnings of sentences are is data (`lexicon`).
//!
//! A line end ends a sentence too, unless the paragraph is hard-wrapped (`lines`); a blank line always does. Text that
//! has no end for thousands of bytes is no sentence, and is cut between clauses or words.

mod boundary;
mod lexicon;
mod lines;

use boundary::Boundaries;

use crate::span::Span;

/// Bytes that a sentence may have, as long as it has white space to be cut at. Sentences of reports are far shorter; what
/// is longer has lost its full stops, and the time of later steps grows faster than the length of a sentence.
pub const LONGEST: usize = 8 * 1024;

/// Splits a text into sentences. Blank space at the beginning of the text belongs to the first sentence.
pub fn segment(text: &str) -> Vec<Span> {
    let mut spans = Vec::with_capacity(text.len() / 128);
    let mut start = 0;
    for end in Boundaries::new(text).chain([text.len()]) {
        while end - start > LONGEST
            && let Some(length) = cut(&text[start..end])
        {
            spans.push(Span::new(start, start + length));
            start += length;
        }
        if start < end {
            spans.push(Span::new(start, end));
        }
        start = end;
    }
    spans
}

/// Length of the first part of an endless sentence. It ends behind a comma or semicolon if there is one in its second half,
/// otherwise between two words. A word is never cut.
fn cut(endless: &str) -> Option<usize> {
    let blank = endless.len() - endless.trim_start().len();
    let mut limit = endless.len().min(blank + LONGEST);
    while !endless.is_char_boundary(limit) {
        limit -= 1;
    }
    let (head, rest) = endless.split_at(limit);
    let words = &head[blank..];
    let mut second_half = words.char_indices().rev().take_while(|(at, _)| *at >= LONGEST / 2);
    let clause = second_half.find(|(at, c)| c.is_whitespace() && words[..*at].ends_with([',', ';']));
    let space = match clause {
        Some((at, _)) => blank + at,
        None => match words.rfind(char::is_whitespace) {
            Some(at) => blank + at,
            None => limit + rest.find(char::is_whitespace)?,
        },
    };
    let next = endless.len() - endless[space..].trim_start().len();
    (next < endless.len()).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        segment(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn text_without_end_is_cut_between_clauses_or_words() {
        for (piece, end) in [
            ("Die Zeitung der Arbeiter schwieg, und der Minister; ", &[",", ";"][..]),
            ("Öl \u{a0}", &["Öl"]),
            ("wort ", &["wort"]),
        ] {
            let text = format!("{}Ende", piece.repeat(5 * LONGEST / piece.len()));
            let parts = parts(&text);
            assert!((5..=10).contains(&parts.len()), "{piece}: {} parts", parts.len());
            assert_eq!(parts.concat(), text);
            for part in &parts[..parts.len() - 1] {
                assert!(part.trim_end().len() <= LONGEST, "{piece}: a part of {} bytes", part.len());
                assert!(end.iter().any(|end| part.trim_end().ends_with(end)), "{part:?}");
                assert!(!part.starts_with(char::is_whitespace), "{part:?}");
            }
        }
    }

    #[test]
    fn words_and_blanks_without_end_stay_whole() {
        let (word, blank) = ("ö".repeat(LONGEST), " ".repeat(3 * LONGEST));
        assert_eq!(parts(&word), [&word]);
        assert_eq!(parts(&blank), [&blank]);
        assert_eq!(parts(&format!("{blank}{word}{blank}")), [format!("{blank}{word}{blank}")]);
        assert_eq!(parts(&format!("{word} {word}")), [format!("{word} "), word]);
    }
}
