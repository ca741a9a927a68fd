//! All six steps in a row.
