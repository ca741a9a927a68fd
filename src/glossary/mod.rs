//! Glossaries: TOML records → entries → a compiled index. The shipped ones are compiled into the library; user files are
//! layered over them.

pub mod compose;
pub mod entry;
pub mod fold;
pub mod index;
pub mod layer;
pub mod parse;
pub(crate) mod record;
pub mod sources;
pub mod surface;
pub mod validate;
pub mod vocabulary;

pub use entry::{Country, Entry, EntryType};
pub use layer::{EntryId, Glossary, Layer};
pub use parse::{Located, Problem, Source};
pub use sources::read;
