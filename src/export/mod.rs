//! Step: export.
