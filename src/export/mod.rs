//! Step 6, export: renderings and annotations → bytes, one format a file.

pub mod json;
pub mod plain;
