//! Sentences of a finished translation beside those of its source, by length.
//!
//! W. A. Gale and K. W. Church, "A program for aligning sentences in bilingual corpora", Computational Linguistics 19 (1993):
//! lengths of translations are proportional, one to one is most likely, and the cheapest sequence of 1–1, 1–0, 0–1, 2–1, 1–2 and
//! 2–2 is found by dynamic programming.

use crate::span::Span;

/// A stretch of the source and the stretch of the translation that renders it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Bytes of the source; empty if the translation adds something.
    pub source: Span,
    /// Bytes of the translation; empty if it leaves something out.
    pub target: Span,
}

/// Penalties of the kinds of beads: sentences of the source, of the translation, and −100·ln of the kind's probability over that of 1–1,
/// from the paper's table 5.
const BEADS: [(usize, usize, f64); 6] =
    [(1, 1, 0.0), (1, 0, 450.0), (0, 1, 450.0), (2, 1, 230.0), (1, 2, 230.0), (2, 2, 440.0)];

/// Variance of the length of a translation per character of the source, from the paper.
const VARIANCE: f64 = 6.8;

/// The most sentences of a part that are aligned; the table grows with the product of both numbers.
const LONGEST: usize = 2_000;

/// Pairs up the sentences of a source and its translation, given as spans of both texts.
///
/// Paragraphs are paired first where both texts have as many; else, and if a text is too long for the table, lines are taken in
/// order.
pub fn align(source: &str, sources: &[Span], target: &str, targets: &[Span]) -> Vec<Pair> {
    let (of_source, of_target) = (paragraphs(source, sources), paragraphs(target, targets));
    let mut pairs = Vec::new();
    if of_source.len() == of_target.len() {
        for (source_part, target_part) in of_source.iter().zip(&of_target) {
            sentences(source, source_part, target, target_part, &mut pairs);
        }
    } else {
        sentences(source, &of_source.concat(), target, &of_target.concat(), &mut pairs);
    }
    pairs
}

/// Sentences with text in them, grouped by the lines that hold them.
fn paragraphs(text: &str, sentences: &[Span]) -> Vec<Vec<Span>> {
    let mut paragraphs: Vec<Vec<Span>> = Vec::new();
    let mut fresh = true;
    for sentence in sentences {
        let inner = sentence.of(text);
        if !inner.trim().is_empty() {
            match paragraphs.last_mut().filter(|_| !fresh) {
                Some(last) => last.push(*sentence),
                None => paragraphs.push(vec![*sentence]),
            }
            fresh = false;
        }
        fresh |= inner.ends_with('\n');
    }
    paragraphs
}

fn sentences(source: &str, sources: &[Span], target: &str, targets: &[Span], pairs: &mut Vec<Pair>) {
    let (rows, columns) = (sources.len().min(LONGEST), targets.len().min(LONGEST));
    let length = |text: &str, spans: &[Span]| -> f64 {
        spans.iter().map(|span| span.of(text).trim().chars().count() as f64).sum()
    };
    let ratio = (length(target, targets) / length(source, sources).max(1.0)).clamp(0.5, 2.0);
    let width = columns + 1;
    let mut costs = vec![f64::INFINITY; (rows + 1) * width];
    let mut steps = vec![(0_usize, 0_usize); (rows + 1) * width];
    costs[0] = 0.0;
    for row in 0..=rows {
        for column in 0..=columns {
            for (down, right, penalty) in BEADS {
                if down > row || right > column {
                    continue;
                }
                let before = costs[(row - down) * width + column - right];
                let (a, b) =
                    (length(source, &sources[row - down..row]), length(target, &targets[column - right..column]));
                let cost = before + penalty + 100.0 * mismatch(a, b, ratio);
                if cost < costs[row * width + column] {
                    costs[row * width + column] = cost;
                    steps[row * width + column] = (down, right);
                }
            }
        }
    }
    let mut found = Vec::new();
    let (mut row, mut column) = (rows, columns);
    while row > 0 || column > 0 {
        let (down, right) = steps[row * width + column];
        if (down, right) == (0, 0) {
            break;
        }
        let over = |spans: &[Span]| match spans {
            [first, .., last] => Span::new(first.start, last.end),
            [only] => *only,
            [] => Span::default(),
        };
        found.push(Pair { source: over(&sources[row - down..row]), target: over(&targets[column - right..column]) });
        (row, column) = (row - down, column - right);
    }
    pairs.extend(found.into_iter().rev());
}

/// How unlikely it is that two lengths belong together: δ²/2 of the paper, up to a constant.
fn mismatch(source: f64, target: f64, ratio: f64) -> f64 {
    let mean = f64::midpoint(source, target / ratio).max(1.0);
    let delta = (target - source * ratio) / (mean * VARIANCE).sqrt();
    delta * delta / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<Span> {
        let mut start = 0;
        let piece = |piece: &str| {
            let span = Span::new(start, start + piece.len());
            start = span.end;
            span
        };
        text.split_inclusive(['.', '\n']).map(piece).collect()
    }

    #[test]
    fn two_short_sentences_go_with_one_long_and_the_rest_one_by_one() {
        let source = "Er kam am Montag nach Moskau. Dort blieb er drei Tage lang. Dann reiste er weiter nach Wladiwostok, wo er von \
                      vielen Menschen empfangen wurde.";
        let target = "He came to Moscow on Monday and stayed there for three days. Then he travelled on to Vladivostok, where \
                      he was received by many people.";
        let pairs = align(source, &spans(source), target, &spans(target));
        let shown: Vec<(usize, &str)> = pairs
            .iter()
            .map(|pair| (pair.source.of(source).matches('.').count(), pair.target.of(target).trim()))
            .collect();
        assert_eq!(shown.iter().map(|(count, _)| *count).collect::<Vec<_>>(), [2, 1]);
        assert!(shown[1].1.starts_with("Then"));
    }

    #[test]
    fn paragraphs_are_kept_apart_and_nothing_is_lost() {
        let (source, target) = ("Eins zwei.\n\nDrei vier fünf.\n", "One two.\n\nThree four five.\n");
        let pairs = align(source, &spans(source), target, &spans(target));
        assert_eq!(pairs.len(), 2);
        assert_eq!(pairs[1].target.of(target).trim(), "Three four five.");
        assert_eq!(align("", &[], "x.", &spans("x.")), [Pair { source: Span::default(), target: Span::new(0, 2) }]);
    }
}
