//! English words → text: inflection, articles, spacing, quotation marks, capitals.

pub mod british;
pub mod english;
mod writer;

/// The English that is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum English {
    /// As American agencies write it.
    #[default]
    American,
    /// British spelling and habits.
    British,
}

pub use writer::{Piece, write};
