//! The input with pieces of its visible text replaced.

use super::{Document, Format};
use crate::span::Span;

impl Document {
    /// The input with pieces of its visible text replaced and all other bytes untouched, in the encoding of the input and
    /// escaped for its format.
    ///
    /// The edits are in order and do not overlap; one that does not fit is left out. Words that an edit leaves as they
    /// are, at its beginning and end, are not touched. Where the rest crosses markup (`Kim <b>Jong</b> Un`), the new text
    /// goes into the first piece, the others are emptied, and the tags stay.
    pub fn replace(&self, edits: &[(Span, String)]) -> Vec<u8> {
        let original = self.original();
        let mut out = Vec::with_capacity(original.len());
        let mut copied = 0;
        let mut done = 0;
        for (span, new) in edits {
            let Some(old) = self.text().get(span.start..span.end).filter(|_| span.start >= done) else { continue };
            done = span.end;
            let (span, new) = changed_words(*span, old, new);
            if span.is_empty() && new.is_empty() {
                continue;
            }
            let mut new = Some(new);
            for part in self.input_parts(span) {
                let stored = Span::new(self.stored.place(part.start), self.stored.place(part.end));
                if stored.start < copied {
                    continue;
                }
                out.extend_from_slice(&original[copied..stored.start]);
                copied = stored.end;
                if let Some(new) = new.take() {
                    let escaped = self.escape(new, part.start);
                    self.stored.encode(&escaped, self.format != Format::Text, &mut out);
                }
            }
        }
        out.extend_from_slice(&original[copied..]);
        out
    }

    /// The runs of the decoded input, without markup, that a span of the visible text stands for; at an empty span the
    /// place where it lies.
    fn input_parts(&self, span: Span) -> Vec<Span> {
        match &self.visible {
            Some(visible) if !span.is_empty() => visible.parts(span).map(|part| part.shifted(self.mark)).collect(),
            _ => vec![self.input_span(span)],
        }
    }

    fn escape(&self, text: &str, at: usize) -> String {
        match self.format {
            Format::Text => text.to_owned(),
            Format::Html => text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
            Format::Markdown => {
                let before = &self.input()[..at];
                let begins_line = before[before.rfind('\n').map_or(0, |end| end + 1)..].trim().is_empty();
                escape_markdown(text, begins_line)
            }
        }
    }
}

/// What is left of an edit without the words, at both ends, that stay the same.
fn changed_words<'n>(span: Span, old: &str, new: &'n str) -> (Span, &'n str) {
    let same = |a: &mut dyn Iterator<Item = &str>, b: &mut dyn Iterator<Item = &str>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(word, _)| word.len()).sum()
    };
    let prefix = same(&mut old.split_inclusive(char::is_whitespace), &mut new.split_inclusive(char::is_whitespace));
    let (old_rest, new_rest) = (&old[prefix..], &new[prefix..]);
    let mut suffix = 0;
    for (at, _) in old_rest.rmatch_indices(char::is_whitespace) {
        if !new_rest.ends_with(&old_rest[at..]) {
            break;
        }
        suffix = old_rest.len() - at;
    }
    (Span::new(span.start + prefix, span.end - suffix), &new_rest[..new_rest.len() - suffix])
}

/// Writes text so that Markdown shows it as it is.
fn escape_markdown(text: &str, begins_line: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~' | '|' => true,
            '#' | '-' | '+' | '>' | '=' => begins_line && at == 0,
            '.' | ')' => begins_line && digits > 0 && at == digits,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stay_are_not_touched() {
        for (old, new, expected) in [
            ("Park Chung Hee", "Pak Chung Hee", ("Park", "Pak")),
            ("Kim Chong-un", "Kim Jong Un", ("Chong-un", "Jong Un")),
            ("Kim Jong Un", "Kim Jong Un", ("", "")),
            ("a b", "a c b", ("b", "c b")),
            ("Kim", "Kim Jong Un", ("Kim", "Kim Jong Un")),
            ("a a a", "a a", ("a a", "a")),
        ] {
            let (span, rest) = changed_words(Span::new(0, old.len()), old, new);
            let shown = format!("{}{rest}{}", &old[..span.start], &old[span.end..]);
            assert_eq!(shown, new, "{old} → {new}");
            assert_eq!((span.of(old), rest), expected, "{old} → {new}");
        }
    }

    #[test]
    fn markdown_is_escaped_where_it_would_be_read() {
        assert_eq!(escape_markdown("a_b *c* [d] <e> & f", false), r"a\_b \*c\* \[d\] \<e> \& f");
        assert_eq!(escape_markdown("1. Mai", true), r"1\. Mai");
        assert_eq!(escape_markdown("1. Mai", false), "1. Mai");
        assert_eq!(escape_markdown("- x", true), r"\- x");
    }
}
