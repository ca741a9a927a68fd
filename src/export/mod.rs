//! Step 6, export: renderings and annotations → bytes, one format a file.

pub mod findings;
pub mod html;
pub mod json;
pub mod markdown;
pub mod notes;
pub mod plain;
pub mod text;

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
