//! Findings as data: what was seen, where, and what to do about it.
//!
//! A finding is a result. `Err` is kept for "could not work".

use serde::Serialize;

use crate::span::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word that stands for it in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding in one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable kebab-case name of the rule, as in `non-canonical-spelling`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Bytes of the input that it is about.
    pub span: Span,
    /// One sentence: what is wrong.
    pub message: String,
    /// One sentence: what to do. Empty if nothing can be advised.
    pub remedy: String,
    /// Text to put in place of the span, where one is sure.
    pub replacement: Option<String>,
}
