//! Visible text of HTML.
//!
//! Tokenized, not parsed into a tree: unclosed and deeply nested elements cost nothing. Block elements separate paragraphs,
//! white space is collapsed as browsers do, and what readers do not read as prose (scripts, code, attributes) is hidden.

use std::convert::Infallible;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::visible::{Collector, Visible};
use crate::span::Span;

/// Elements that begin and end a paragraph of their own: those displayed as blocks, list items or parts of tables by the
/// rendering section of the HTML standard, and controls whose label is no part of the text around them. Sorted.
const BLOCKS: [&str; 57] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Elements whose content is never read as prose. Sorted.
const HIDDEN: [&str; 19] = [
    "audio",
    "canvas",
    "code",
    "iframe",
    "kbd",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "samp",
    "script",
    "style",
    "svg",
    "template",
    "var",
    "video",
    "xmp",
];

/// Hidden elements of other vocabularies, where `<svg/>` is an empty element.
const FOREIGN: [&str; 2] = ["math", "svg"];

/// The visible text, or nothing if it is the whole input.
pub(super) fn visible(input: &str) -> Option<Visible> {
    let mut reader = Reader {
        input,
        collector: Collector::new(input),
        tag: String::new(),
        tag_start: 0,
        preformatted: 0,
        hidden: None,
    };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: html5gum::Span<usize>| {
        reader.event(event, Span::new(span.start, span.end));
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(input, emitter).finish();
    reader.collector.finish()
}

struct Reader<'i> {
    input: &'i str,
    collector: Collector<'i>,
    /// Name of the start tag that is being read, and where it begins.
    tag: String,
    tag_start: usize,
    /// How many `pre` are open.
    preformatted: usize,
    /// The hidden element that is open, and how many of its name.
    hidden: Option<(String, usize)>,
}

impl Reader<'_> {
    fn event(&mut self, event: CallbackEvent<'_>, span: Span) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.push_str(std::str::from_utf8(name).unwrap_or_default());
                self.tag_start = span.start;
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start_tag(self_closing),
            CallbackEvent::EndTag { name } => {
                self.end_tag(std::str::from_utf8(name).unwrap_or_default(), span.start);
            }
            CallbackEvent::String { .. } if self.hidden.is_none() => self.text(span),
            _ => {}
        }
    }

    fn start_tag(&mut self, self_closing: bool) {
        let name = self.tag.as_str();
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name && !(self_closing && FOREIGN.contains(&name)));
            return;
        }
        if BLOCKS.binary_search(&name).is_ok() {
            self.collector.block(self.tag_start);
        }
        match name {
            "br" => self.collector.line_break(self.tag_start),
            "pre" | "listing" => self.preformatted += 1,
            _ if HIDDEN.binary_search(&name).is_ok() => {
                self.collector.hidden(self.tag_start);
                if !(self_closing && FOREIGN.contains(&name)) {
                    self.hidden = Some((name.to_owned(), 1));
                }
            }
            _ => {}
        }
    }

    fn end_tag(&mut self, name: &str, at: usize) {
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == name {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        if BLOCKS.binary_search(&name).is_ok() {
            self.collector.block(at);
        }
        if matches!(name, "pre" | "listing") {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
    }

    /// Characters between tags, as they stand in the input.
    fn text(&mut self, span: Span) {
        let Some(raw) = self.input.get(span.start..span.end) else { return };
        let bytes = raw.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            let place = |from: usize, to: usize| Span::new(span.start + from, span.start + to);
            match bytes[at] {
                byte if is_space(byte) => {
                    at += bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
                    if self.preformatted > 0 {
                        self.collector.verbatim(place(start, at));
                    } else {
                        self.collector.space(place(start, at));
                    }
                }
                b'&' => {
                    if let Some((text, len)) = reference(&raw[at..]) {
                        at += len;
                        self.collector.unit(&text, place(start, at));
                    } else {
                        at += 1;
                        self.collector.verbatim(place(start, at));
                    }
                }
                _ => {
                    at += plain(&bytes[at..]);
                    self.collector.verbatim(place(start, at));
                }
            }
        }
    }
}

/// Length of the characters up to a reference or to white space other than one space between words.
fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() && bytes[at] != b'&' {
        let single = bytes[at] == b' ' && bytes.get(at + 1).is_some_and(|next| !is_space(*next));
        if is_space(bytes[at]) && !single {
            break;
        }
        at += 1;
    }
    at
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')
}

/// The characters that the character reference at the beginning of `rest` stands for, and its length. The tokenizer is
/// asked, since names without a semicolon and numbers out of range have rules of their own.
fn reference(rest: &str) -> Option<(String, usize)> {
    let name = rest[1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let end = 1 + name + usize::from(rest[1 + name..].starts_with(';'));
    let candidate = &rest[..end];
    let mut text = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| {
        if let CallbackEvent::String { value } = event {
            text.push_str(&String::from_utf8_lossy(value));
        }
        None::<Infallible>
    });
    let Ok(()) = Tokenizer::new_with_emitter(candidate, emitter).finish();
    if text == candidate {
        return None;
    }
    // A name without a semicolon may end before the letters do: what follows it comes out as it is.
    let first = text.chars().next()?.len_utf8();
    let follows = candidate.bytes().rev().zip(text[first..].bytes().rev()).take_while(|(a, b)| a == b).count();
    text.truncate(text.len() - follows);
    Some((text, end - follows))
}

/// The encoding that the beginning of a document declares for itself.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    ["charset=", "encoding="].into_iter().find_map(|key| {
        let value = head.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
        let label = value.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).next()?;
        encoding_rs::Encoding::for_label(label.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All characters that the tokenizer sees, white space left out.
    fn characters(input: &str) -> String {
        let mut text = String::new();
        let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| {
            if let CallbackEvent::String { value } = event {
                text.push_str(&String::from_utf8_lossy(value));
            }
            None::<Infallible>
        });
        let Ok(()) = Tokenizer::new_with_emitter(input, emitter).finish();
        text.split_whitespace().collect()
    }

    proptest! {
        /// The places of text that the tokenizer tells hold exactly the text that it tells.
        #[test]
        fn places_of_text_agree_with_the_text(input in "([a-zäö \r\n]{0,3}(</?[bip] ?/?>|</|<|&(auml|am|lt|#x?14)?;?|<!-+|-+>|[&#;]){0,3}){0,12}") {
            let shown = visible(&input).map_or(input.clone(), |visible| visible.text);
            prop_assert_eq!(shown.split_whitespace().collect::<String>(), characters(&input));
        }
    }

    #[test]
    fn names_are_sorted() {
        assert!(BLOCKS.is_sorted() && HIDDEN.is_sorted());
    }

    #[test]
    fn references_are_read_as_browsers_do() {
        for (rest, expected) in [
            ("&auml;", Some(("ä", 6))),
            ("&aumlfoo", Some(("ä", 5))),
            ("&amp", Some(("&", 4))),
            ("&ampamp;", Some(("&", 4))),
            ("&semi;;", Some((";", 6))),
            ("&fjlig;", Some(("fj", 7))),
            ("&#335;x", Some(("ŏ", 6))),
            ("&#x14fg", Some(("ŏ", 6))),
            ("&#x110000;", Some(("\u{fffd}", 10))),
            ("&#xD800;", Some(("\u{fffd}", 8))),
            ("&#99999999999999999999;", Some(("\u{fffd}", 23))),
            ("&#0;", Some(("\u{fffd}", 4))),
            ("&#150;", Some(("–", 6))),
            ("&nosuch;", None),
            ("& so", None),
            ("&", None),
            ("&;", None),
            ("&#;", None),
        ] {
            assert_eq!(reference(rest), expected.map(|(text, len)| (text.to_owned(), len)), "{rest}");
        }
    }
}
