//! Segmentation: a table of hard cases, and what holds for every text.

use proptest::prelude::*;
use umschrift::segment::segment;

fn sentences(text: &str) -> Vec<&str> {
    segment(text).into_iter().map(|span| span.of(text)).collect()
}

#[test]
fn hard_cases() {
    let mut count = 0;
    let mut failures = Vec::new();
    for case in include_str!("segmentation-cases.txt").lines() {
        if case.is_empty() || case.starts_with('#') {
            continue;
        }
        count += 1;
        let case = case.replace("\\n", "\n").replace("\\r", "\r").replace('~', "\u{a0}").replace('_', "\u{202f}");
        let text = case.replace('|', "");
        let found = sentences(&text).join("|");
        if found != case {
            failures.push(format!("expected {case:?}\nfound    {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases:\n{}", failures.len(), failures.join("\n"));
    assert!(count >= 120, "{count} cases");
}

#[test]
fn blank_texts() {
    assert!(segment("").is_empty());
    assert_eq!(sentences(" \n\n "), [" \n\n "]);
    assert_eq!(sentences("\n\nKim."), ["\n\nKim."]);
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(" "),
        Just("\n"),
        Just("\r\n"),
        Just("\u{a0}"),
        Just("\u{202f}"),
        Just("."),
        Just("…"),
        Just("!"),
        Just("?"),
        Just("„"),
        Just("“"),
        Just("»"),
        Just("«"),
        Just("\""),
        Just("("),
        Just(")"),
        Just("–"),
        Just("-"),
        Just(","),
        Just("3"),
        Just("2020"),
        Just("Januar"),
        Just("Der"),
        Just("kam"),
        Just("Öl"),
        Just("z"),
        Just("B"),
        Just("Dr"),
        Just("usw"),
        Just("II"),
        Just("am"),
        Just("김"),
        Just("\u{ad}"),
        Just("\u{308}"),
        Just("Delegationen der Partei"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let spans = segment(text);
    let mut end = 0;
    for span in &spans {
        prop_assert_eq!(span.start, end, "spans join");
        prop_assert!(!span.is_empty());
        prop_assert!(text.is_char_boundary(span.end));
        end = span.end;
    }
    prop_assert_eq!(end, text.len());
    // Blank lines lie at the end of sentences, or at the beginning of the text.
    for span in &spans {
        let sentence = span.of(text).trim();
        prop_assert!(!sentence.contains("\n\n"), "{:?}", sentence);
    }
    let joined: String = spans.iter().map(|span| span.of(text)).collect();
    prop_assert_eq!(segment(&joined), spans);
    Ok(())
}

proptest! {
    #[test]
    fn segmentation_is_lossless(text in text()) {
        holds(&text)?;
    }

    #[test]
    fn segmentation_of_any_string_is_lossless(text in any::<String>()) {
        holds(&text)?;
    }

    /// Texts with one sentence a line keep their lines, whatever the lines end with.
    #[test]
    fn sentences_do_not_cross_the_lines_of_uneven_texts(
        lines in prop::collection::vec("[A-ZÄÖÜ][a-zA-ZäöüÄ]{0,11}( [a-zA-Zäöü,0-9]{1,12}){0,30}[.!?]?", 6..20),
    ) {
        let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
        let longest = lengths.iter().max().copied().unwrap_or_default();
        prop_assume!(lengths.iter().filter(|length| **length + 14 < longest).count() * 2 > lengths.len());
        let text = lines.join("\n");
        for sentence in sentences(&text) {
            prop_assert!(!sentence.trim_end().contains('\n'), "{:?}", sentence);
        }
    }
}
