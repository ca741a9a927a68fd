//! Step 6, export: renderings and annotations → bytes, one format a file.

pub mod findings;
pub mod html;
pub mod json;
pub mod markdown;
pub mod notes;
pub mod plain;
pub mod text;

use std::borrow::Cow;

use crate::alarms::Alarm;
use crate::enforce::Rendering;
use crate::glossary::Glossary;
use crate::pipeline::Annotated;

/// One document with its English.
#[derive(Clone, Copy)]
pub struct Rendered<'a> {
    /// The glossary that its mentions refer to.
    pub glossary: &'a Glossary,
    /// The German with its mentions.
    pub annotated: &'a Annotated,
    /// The English.
    pub rendering: &'a Rendering,
    /// The alarms about each sentence of the rendering.
    pub alarms: &'a [Vec<Alarm>],
}

/// Text from an input or a glossary as people may see it: what would steer a terminal or turn the direction of the text
/// around becomes the replacement character.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.contains(steers) { Cow::Owned(text.replace(steers, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// Control characters, and the embeddings, overrides and isolates of Unicode's bidirectional algorithm: with them a line
/// can be made to read as something other than it holds.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
