//! Step: matching.
