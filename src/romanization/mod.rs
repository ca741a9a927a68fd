//! Romanization of Korean names, both ways, and of Russian names between Cyrillic, German and English.

pub mod dprk;
pub mod hangul;
pub mod style;
