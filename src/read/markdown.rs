//! Visible text of Markdown: CommonMark with tables, footnotes, task lists, strikethrough and front matter.
//!
//! Code, raw HTML, front matter, link targets, addresses and descriptions of images are hidden. A line break in a paragraph
//! is a space, as it is for readers of the finished page.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::visible::{Collector, Visible};
use crate::span::Span;

/// The visible text, or nothing if it is the whole input.
pub(super) fn visible(input: &str) -> Option<Visible> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut collector = Collector::new(input);
    let mut hidden = 0_usize;
    let mut read = 0;
    for (event, range) in Parser::new_ext(input, options).into_offset_iter() {
        let span = Span::new(range.start, range.end);
        match event {
            Event::Start(tag) => {
                if is_block(&tag.to_end()) {
                    collector.block(span.start);
                }
                if hidden > 0 || is_hidden(&tag) {
                    collector.hidden(span.start);
                    hidden += 1;
                }
            }
            Event::End(tag) => {
                hidden = hidden.saturating_sub(1);
                if is_block(&tag) {
                    collector.block(span.end);
                }
            }
            _ if hidden > 0 || span.start < read => {}
            Event::Text(text) => {
                if span.of(input) == &*text {
                    collector.verbatim(span);
                } else {
                    collector.unit(&text, span);
                }
                read = span.end;
            }
            // The line may go on behind a quotation mark or an indentation: none of it is text.
            Event::SoftBreak => collector.space(Span::new(span.start, span.start)),
            Event::HardBreak => collector.line_break(span.start),
            Event::InlineHtml(tag) if is_line_break(&tag) => collector.line_break(span.start),
            Event::Code(_) | Event::FootnoteReference(_) => collector.hidden(span.start),
            Event::Rule => collector.block(span.start),
            _ => {}
        }
    }
    collector.finish()
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) | Tag::Image { .. } => true,
        Tag::Link { link_type, .. } => matches!(link_type, LinkType::Autolink | LinkType::Email),
        _ => false,
    }
}

fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}
