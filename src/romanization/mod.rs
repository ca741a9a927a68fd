//! Romanization of Korean names, both ways, and of Russian names between Cyrillic, German and English.
//!
//! [`romanize`] writes Hangul in a [`System`]. [`lattice`] reads Latin letters back into every Hangul that they can
//! stand for, under all systems at once, and [`reading`] finds the likeliest of these readings. Letters, sound changes
//! and habits are tables under `tables/`, each with its source.

pub mod chinese;
pub mod dprk;
mod forward;
pub mod hangul;
pub mod lattice;
mod press;
pub mod reading;
pub mod russian;
pub mod scripts;
mod spelling;
pub mod style;
pub mod surname;

pub use forward::{Kind, System, romanize, split_name, without_marks};
