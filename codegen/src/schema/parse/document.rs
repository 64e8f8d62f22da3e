//! The schema file as a tree, before anybody knows what it means.

use toml::de::DeTable;

use super::report::Report;
use super::toml_text::{self, Parsed, Room};
use super::{includes, output, project};
use crate::diagnostic::SourceFile;

/// The schema file, parsed as TOML once: which files belong to it can be asked before they are read.
///
/// ```
/// use dualect_codegen::{diagnostic::SourceFile, schema::Document};
///
/// let source = SourceFile::new("schema.toml", "[project]\nname = \"a\"\n[tables.b.columns]\nid = { type = \"uuid\", primary_key = true }\n");
/// let document = Document::new(&source);
/// assert!(document.includes().is_empty());
/// assert_eq!(document.resolve(&[])?.tables.len(), 1);
/// # Ok::<(), dualect_codegen::diagnostic::Diagnostics>(())
/// ```
pub struct Document<'s> {
    pub(super) source: &'s SourceFile,
    pub(super) parsed: Parsed<'s>,
}

impl<'s> Document<'s> {
    /// Parses it. What is wrong with it is said when it is [resolved](Self::resolve).
    #[must_use]
    pub fn new(source: &'s SourceFile) -> Self {
        Self {
            source,
            parsed: Parsed::of(&source.text),
        }
    }

    /// Where the generated files go, relative to the schema file, as far as it can be told before the rest is understood.
    #[must_use]
    pub fn generated_folder(&self) -> String {
        let output = self.parsed.whole().and_then(|tree| tree.get("output"));
        let path = output.and_then(|output| output.get_ref().get("path"));
        let path = path.and_then(|path| path.get_ref().as_str());
        path.unwrap_or(output::PATH).to_owned()
    }

    /// The files that belong to the schema beside its own, as [`includes`](crate::schema::includes) lists them.
    #[must_use]
    pub fn includes(&self) -> Vec<String> {
        let mut report = Report::new(self.source);
        if let Some(tree) = self.parsed.whole() {
            return listed(&mut report, tree);
        }
        let mut room = Room::default();
        let file = report.main();
        match toml_text::read(&mut report, file, &mut room) {
            Some(tree) => listed(&mut report, &tree),
            None => Vec::new(),
        }
    }
}

fn listed(report: &mut Report<'_>, tree: &DeTable<'_>) -> Vec<String> {
    let mut found = includes::listed(report, tree);
    found.extend(project::rust_files(report, tree));
    found.into_iter().map(|(path, _)| path).collect()
}
