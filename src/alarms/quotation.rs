//! Quotation marks: in pairs, and in both languages or in none.
//!
//! German writes „…“, »…« and in Switzerland «…»; English "…" and “…”; agencies write "…" in both. Single marks
//! count only as a counterpart: they cannot be told from apostrophes well enough to be paired.

use super::{Alarm, Side};
use crate::span::Span;

const RULE: &str = "quotation-differs";

/// The double quotation marks of both languages, straight and curved.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '‟' | '»' | '«' | '＂')
}

/// Whether a text quotes anything.
pub(super) fn quotes(text: &str) -> bool {
    text.contains(is_mark)
}

pub(super) fn compare(german: &str, english: &str, alarms: &mut Vec<Alarm>) {
    let (source, target) = (marks(german), marks(english));
    // A quotation over several sentences leaves a single mark in each, in both languages.
    let lone = |marks: &[Span]| marks.len() % 2 == 1;
    let mut alarm = |side, span, message: &str| alarms.push(Alarm::new(RULE, side, span, message.to_owned()));
    match (source.as_slice(), target.as_slice()) {
        ([first, ..], [])
            if source.len() >= 2 && words_between(german, &source) >= QUOTATION && !single_quotes(english) =>
        {
            alarm(Side::Source, *first, "this quotation is none in the English");
        }
        ([], [first, ..])
            if target.len() >= 2 && words_between(english, &target) >= QUOTATION && !single_quotes(german) =>
        {
            alarm(Side::Target, *first, "this quotation is none in the German");
        }
        (_, [.., last]) if lone(&target) && !lone(&source) => {
            alarm(Side::Target, *last, "a quotation mark has no partner here, and all have one in the German");
        }
        _ => {}
    }
}

/// Whether a single mark opens before a word, as no apostrophe within a word does.
fn single_quotes(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let opens = matches!(c, '‚' | '‘' | '›' | '‹' | '\'') && (before.is_whitespace() || before == '(');
        before = c;
        opens
    })
}

/// Words in quotation marks from which on it is a quotation; single words and short names are put in quotation marks more
/// freely, titles among them become italic.
const QUOTATION: usize = 4;

/// The places of all double marks; inches and seconds after digits are none.
fn marks(text: &str) -> Vec<Span> {
    let mut before = ' ';
    let mut marks = Vec::new();
    for (at, c) in text.char_indices() {
        if is_mark(c) && !(c == '"' && before.is_ascii_digit() && marks.len() % 2 == 0) {
            marks.push(Span::new(at, at + c.len_utf8()));
        }
        before = c;
    }
    marks
}

/// Words in the longest stretch between a mark and its partner.
fn words_between(text: &str, marks: &[Span]) -> usize {
    let inner = marks.chunks_exact(2).map(|pair| Span::new(pair[0].end, pair[1].start).of(text));
    inner.map(|inner| inner.split_whitespace().count()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_in_both_languages_and_paired() {
        for (german, english, expected) in [
            ("„Wir sind sehr gut bereit“, sagte er.", "\"We are ready,\" he said.", 0),
            ("»Wir sind gut bereit«, sagte er.", "“We are ready,” he said.", 0),
            ("„Wir sind nun bereit. ", "\"We are ready. ", 0),
            ("Der „Große Führer“ kam.", "The Great Leader came.", 0),
            ("„Wir sind sehr gut bereit“, sagte er.", "They were ready, he said.", 1),
            ("Er sagte, sie seien bereit.", "\"We are all very ready,\" he said.", 1),
            ("„Wir sind bereit“, sagte er.", "\"We are ready, he said.", 1),
            ("Ein 5\" großes Gerät", "A 5\" device", 0),
        ] {
            let mut alarms = Vec::new();
            compare(german, english, &mut alarms);
            assert_eq!(alarms.len(), expected, "{german} / {english}");
        }
    }
}
