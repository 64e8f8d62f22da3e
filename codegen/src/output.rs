//! What generation yields: files to be, by path.

use std::collections::BTreeMap;

/// Files by their path relative to the schema file's folder, `/` between parts, in sorted order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// Path to whole text.
    pub files: BTreeMap<String, OutputFile>,
}

/// One file to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// The whole text, ending in a line feed.
    pub text: String,
    /// Who owns the file after it was written.
    pub ownership: Ownership,
}

/// Who owns a generated file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ownership {
    /// The generator: written on every run, compared by `--check`.
    Generator,
    /// The user, once it exists: written only where there is none.
    CreatedOnce,
    /// Nobody any more: a migration's files, written once and never touched again.
    Frozen,
}
