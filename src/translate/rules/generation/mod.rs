//! English words → text: inflection, articles, spacing, quotation marks, capitals.

pub mod english;
mod writer;

pub use writer::{Piece, write};
