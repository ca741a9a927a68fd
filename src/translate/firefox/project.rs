//! From the normalised text that a vocabulary's tokens index back to the text as it was given.
//!
//! SentencePiece rewrites its input before it cuts it (NFKC and what a vocabulary adds to it, spaces collapsed and
//! shown as `▁`), so a token's place says nothing about the input until the two texts are laid side by side.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::span::Span;

/// How far to look for the next pair of equal characters where the texts differ.
const HORIZON: usize = 8;

/// The way back from every place in a normalised text.
#[derive(Debug)]
pub struct Projection {
    /// For each character of the normalised text that is no space: its first byte there and its bytes in the source.
    pairs: Vec<(usize, Span)>,
}

impl Projection {
    /// Lays a normalised text beside its source.
    pub fn new(normalized: &str, source: &str) -> Self {
        let wanted: Vec<(usize, char)> = normalized.char_indices().filter(|(_, c)| !is_space(*c)).collect();
        let given = expanded(source);
        let mut pairs = Vec::with_capacity(wanted.len());
        let (mut left, mut right) = (0, 0);
        while left < wanted.len() {
            let Some((expected, span)) = given.get(right) else {
                // More text than the source has: all of it comes from the end.
                pairs.push((wanted[left].0, Span::new(source.len(), source.len())));
                left += 1;
                continue;
            };
            if wanted[left].1 != *expected
                && let Some((skip_left, skip_right)) = resynchronize(&wanted[left..], &given[right..])
            {
                // What lies between belongs together, one unit against another.
                pairs.extend(wanted[left..left + skip_left].iter().map(|(at, _)| (*at, *span)));
                left += skip_left;
                right += skip_right;
                continue;
            }
            pairs.push((wanted[left].0, *span));
            left += 1;
            right += 1;
        }
        Self { pairs }
    }

    /// The bytes of the source that a stretch of the normalised text stands for; empty if it holds nothing but spaces.
    pub fn source(&self, normalized: Span) -> Span {
        let start = self.pairs.partition_point(|(at, _)| *at < normalized.start);
        let end = self.pairs.partition_point(|(at, _)| *at < normalized.end);
        match self.pairs.get(start..end) {
            Some([first, .., last]) => Span::new(first.1.start, last.1.end.max(first.1.start)),
            Some([only]) => only.1,
            _ => Span::default(),
        }
    }
}

/// The smallest numbers of characters to skip on both sides so that the next ones are equal.
fn resynchronize(wanted: &[(usize, char)], given: &[(char, Span)]) -> Option<(usize, usize)> {
    (1..=2 * HORIZON).find_map(|total| {
        (0..=total.min(HORIZON)).map(|left| (left, total - left)).find(
            |(left, right)| matches!((wanted.get(*left), given.get(*right)), (Some((_, a)), Some((b, _))) if a == b),
        )
    })
}

/// The characters of a text in NFKC, each with the bytes that it comes from; spaces and invisible characters left out.
fn expanded(source: &str) -> Vec<(char, Span)> {
    let mut out = Vec::with_capacity(source.len());
    let mut chars = source.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        while let Some((at, mark)) = chars.next_if(|(_, next)| canonical_combining_class(*next) != 0) {
            end = at + mark.len_utf8();
        }
        let span = Span::new(start, end);
        out.extend(source[start..end].nfkc().filter(|c| !is_space(*c)).map(|c| (c, span)));
    }
    out
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '▁' || is_invisible(c)
}

/// Whether a character stands in a word without being seen, as soft hyphens do. Models have not learnt such words.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_are_found_again() {
        for (normalized, source, word, expected) in [
            ("▁Kim▁Jong▁Un", "Kim Jong  Un", "Un", "Un"),
            ("▁der▁Präsident▁Kim", "der Pra\u{308}sident\nKim", "Präsident", "Pra\u{308}sident"),
            ("▁der▁Präsident▁Kim", "der Pra\u{308}sident\nKim", "Kim", "Kim"),
            ("▁Auflage▁fi", "Auf\u{ad}lage ﬁ", "▁Auflage", "Auf\u{ad}lage"),
            ("▁Auflage▁fi", "Auf\u{ad}lage ﬁ", "fi", "ﬁ"),
            ("▁\"ja\"▁sagte▁Pak", "„ja“ sagte Pak", "Pak", "Pak"),
            ("▁\"ja\"▁sagte▁Pak", "„ja“ sagte Pak", "ja", "ja"),
            ("▁...▁Kim", "… Kim", "Kim", "Kim"),
        ] {
            let start = normalized.find(word).expect("the word is in the text");
            let span = Projection::new(normalized, source).source(Span::new(start, start + word.len()));
            assert_eq!(span.of(source), expected, "{word} in {normalized}");
        }
    }

    proptest! {
        #[test]
        fn projections_stay_inside_the_source(normalized in "\\PC{0,30}", source in "\\PC{0,30}", cut in 0_usize..30) {
            let projection = Projection::new(&normalized, &source);
            let at = normalized.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(normalized.len());
            for span in [Span::new(0, at), Span::new(at, normalized.len())] {
                let found = projection.source(span);
                prop_assert!(source.get(found.start..found.end).is_some());
            }
        }
    }
}
