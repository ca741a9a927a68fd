//! Step: enforce.
