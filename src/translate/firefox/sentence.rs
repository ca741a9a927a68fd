//! One sentence through the model: cut where it is too long, translated, aligned, put together again.
//!
//! The models are trained on at most 128 tokens with the end of the sentence among them; a longer one loses its tail.
//! So a long sentence is cut at the strongest boundary near its middle, again and again until every part fits.

use fxtranslate::engine::{Aligned, Engine};
use fxtranslate::segment::MAX_SOURCE_TOKENS;

use super::project::{Projection, is_invisible};
use super::workers::{Answer, Task};
use crate::glossary::fold::unbroken;
use crate::span::{LineIndex, Span};
use crate::translate::SoftLink;

/// Weights below this are noise.
const TRIFLE: f32 = 0.02;

/// A run without a space that is longer than this many bytes is no word.
const LONGEST_WORD: usize = 120;

/// Translates a sentence.
pub fn translate(engine: &Engine, task: &Task) -> Answer {
    // Control characters mean nothing to a model; a space in their place keeps all offsets.
    let text: String = task
        .text
        .chars()
        .flat_map(|c| {
            std::iter::repeat_n(if c.is_control() { ' ' } else { c }, if c.is_control() { c.len_utf8() } else { 1 })
        })
        .collect();
    let fits = |part: &str| engine.src_ids(part).len() <= MAX_SOURCE_TOKENS + 1;
    let mut parts = Vec::new();
    cut(&text, Span::new(0, text.len()), &task.protected, &fits, &mut parts);
    let mut whole = Answer::default();
    for (number, part) in parts.iter().enumerate() {
        let source = part.of(&text);
        if !source.chars().any(char::is_alphanumeric) || source.len() > LONGEST_WORD && !source.contains(' ') {
            // Nothing to translate, or no word of any language; a model would make something up.
            join(&mut whole, Answer { text: source.trim().to_owned(), ..Answer::default() });
            continue;
        }
        let written = task.text.get(part.start..part.end).unwrap_or(source);
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        let visible: String = unbroken(written).chars().map(plain).filter(|c| !is_invisible(*c)).collect();
        let mut answer = if task.align {
            aligned(&engine.translate_aligned(&visible), *part, source)
        } else {
            let translated = engine.translate_batch(&[visible.as_str()]).pop().unwrap_or_default();
            Answer { text: translated, ..Answer::default() }
        };
        tidy(&mut answer, source, number > 0, number + 1 < parts.len());
        join(&mut whole, answer);
    }
    whole
}

/// Cuts a stretch of text into parts that fit, in order.
fn cut(text: &str, stretch: Span, protected: &[Span], fits: &dyn Fn(&str) -> bool, parts: &mut Vec<Span>) {
    let inner = stretch.of(text);
    let start = stretch.start + (inner.len() - inner.trim_start().len());
    let trimmed = Span::new(start, (start + inner.trim().len()).max(start));
    if trimmed.is_empty() {
        return;
    }
    match boundary(text, trimmed, protected) {
        Some(at) if !fits(trimmed.of(text)) => {
            cut(text, Span::new(trimmed.start, at), protected, fits, parts);
            cut(text, Span::new(at, trimmed.end), protected, fits, parts);
        }
        _ => parts.push(trimmed),
    }
}

/// The best place to cut: of the strongest kind of boundary in the middle half the one nearest to the middle.
fn boundary(text: &str, stretch: Span, protected: &[Span]) -> Option<usize> {
    let middle = stretch.start + stretch.len() / 2;
    let quarter = stretch.len() / 4;
    let mut best: Option<(u8, usize, usize)> = None;
    let mut before = ' ';
    for (offset, c) in stretch.of(text).char_indices() {
        let at = stretch.start + offset;
        if offset > 0 && at.abs_diff(middle) <= quarter + 4 {
            let rank = match (before, c) {
                ('.' | '!' | '?' | ';' | ':', ' ') => 0,
                ('–' | '—', ' ') => 1,
                (',', ' ') => 2,
                (_, ' ') => 3,
                _ => 5,
            };
            let inside = protected.iter().any(|span| span.start < at && at < span.end);
            let key = (if inside { rank + 6 } else { rank }, at.abs_diff(middle), at);
            best = Some(best.map_or(key, |best| best.min(key)));
        }
        before = c;
    }
    best.map(|(_, _, at)| at)
}

/// Undoes what a model does to a part as if it were a sentence: the capital at its start and the full stop at its end.
fn tidy(answer: &mut Answer, source: &str, continued: bool, continues: bool) {
    if continued && source.starts_with(char::is_lowercase) {
        let first = answer.text.split(' ').next().unwrap_or_default();
        let capital =
            first.starts_with(|c: char| c.is_ascii_uppercase()) && !first[1..].contains(|c: char| c.is_uppercase());
        if capital && first.len() > 1 && !source.split(' ').any(|word| word.starts_with(first)) {
            let lower = first[..1].to_ascii_lowercase();
            answer.text.replace_range(..1, &lower);
        }
    }
    if continues && !source.ends_with(['.', '!', '?', '"', '“', '”', '»', '«']) {
        answer.text.truncate(answer.text.trim_end_matches('.').len());
        let end = answer.text.len();
        for token in &mut answer.tokens {
            token.target = Span::new(token.target.start.min(end), token.target.end.min(end));
        }
    }
}

fn join(whole: &mut Answer, part: Answer) {
    if !whole.text.is_empty() && !part.text.is_empty() {
        whole.text.push(' ');
    }
    let by = whole.text.len();
    whole.text.push_str(&part.text);
    whole.tokens.extend(part.tokens.into_iter().map(|token| SoftLink { target: token.target.shifted(by), ..token }));
}

/// The crate's alignment in bytes of the sentence: its offsets are UTF-16 units, those of the source into the text that
/// the vocabulary normalised.
fn aligned(from: &Aligned, part: Span, source: &str) -> Answer {
    let (normalized, target) = (LineIndex::new(&from.source_normalized), LineIndex::new(&from.target_text));
    let projection = Projection::new(&from.source_normalized, source);
    let bytes = |index: &LineIndex<'_>, begin, end| Span::new(index.byte_of_utf16(begin), index.byte_of_utf16(end));
    let sources: Vec<Span> = from
        .source_tokens
        .iter()
        .map(|token| projection.source(bytes(&normalized, token.begin, token.end)).shifted(part.start))
        .collect();
    let tokens = from.target_tokens.iter().zip(&from.alignments).map(|(token, row)| {
        let weighty = row.iter().zip(&sources).filter(|(weight, span)| **weight >= TRIFLE && !span.is_empty());
        SoftLink {
            target: bytes(&target, token.begin, token.end),
            sources: weighty.map(|(weight, span)| (*span, *weight)).collect(),
        }
    });
    Answer { text: from.target_text.clone(), tokens: tokens.filter(|token| !token.target.is_empty()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str, protected: &[Span], limit: usize) -> Vec<String> {
        let mut parts = Vec::new();
        cut(text, Span::new(0, text.len()), protected, &|part| part.len() <= limit, &mut parts);
        parts.iter().map(|part| part.of(text).to_owned()).collect()
    }

    #[test]
    fn long_sentences_are_cut_at_clauses_first() {
        let text = "Er kam an; sie ging, ohne ein Wort zu sagen, und niemand sah es";
        assert_eq!(parts(text, &[], 60), ["Er kam an; sie ging,", "ohne ein Wort zu sagen, und niemand sah es"]);
        assert_eq!(parts(text, &[], 100), [text]);
        assert_eq!(parts("", &[], 5), Vec::<String>::new());
    }

    #[test]
    fn a_mention_is_not_cut_while_there_is_another_place() {
        let text = "aaaa bbbb Kim Jong Un cccc dddd";
        let at = text.find("Kim").expect("it is there");
        for part in parts(text, &[Span::new(at, at + "Kim Jong Un".len())], 20) {
            assert!(part.contains("Kim Jong Un") || !part.contains("Kim") && !part.contains("Un"), "{part}");
        }
    }

    #[test]
    fn parts_lose_the_marks_of_a_sentence() {
        let mut answer = Answer { text: "Because he came.".to_owned(), ..Answer::default() };
        tidy(&mut answer, "weil er kam,", true, true);
        assert_eq!(answer.text, "because he came");
        let mut answer = Answer { text: "Kim came.".to_owned(), ..Answer::default() };
        tidy(&mut answer, "dass Kim kam", true, false);
        assert_eq!(answer.text, "Kim came.");
    }

    proptest! {
        #[test]
        fn nothing_but_space_is_lost_in_cutting(text in "[a-zé ,;.]{0,200}", limit in 4_usize..60) {
            let joined: String = parts(&text, &[], limit).concat().split(' ').collect();
            prop_assert_eq!(joined, text.split(' ').collect::<String>());
        }
    }
}
