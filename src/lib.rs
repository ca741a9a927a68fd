//! Umschrift turns German news reports about North Korea into English in which every Korean and Russian name, every
//! title and every institution has one canonical form, and says for each what was found, what was written and why.
//!
//! # Steps
//! ```text
//! bytes ─ read ─▶ Document ─ segment ─▶ sentences ─ match ─▶ mentions ─ translate ─▶ draft ─ enforce ─▶ rendering ─ export ─▶ bytes
//!                                          ▲                    ▲
//!                                      glossary ── index     romanization
//! ```
//! Each step owns its output type and imports only earlier steps. [`pipeline`] alone names all six.

#![warn(clippy::print_stdout, clippy::print_stderr)]

// The steps, in order.
pub mod enforce;
pub mod export;
pub mod matching;
pub mod read;
pub mod segment;
pub mod translate;

pub mod pipeline;

// What is made of an annotated text besides.
pub mod alarms;
pub mod check;
pub mod coverage;
pub mod normalize;

// What the engines need on this machine.
#[cfg(feature = "firefox")]
pub mod models;

/// The command line.
#[cfg(feature = "cli")]
pub mod cli;

// Beside them.
pub mod diagnostic;
pub mod glossary;
#[cfg(any(feature = "firefox", feature = "remote"))]
mod network;
pub mod romanization;
pub mod span;
