//! What the rules look at.

use std::collections::BTreeMap;

/// The workspace's crates, and what lies beside them.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    /// The member crates.
    pub members: Vec<Member>,
    /// The manifest of `benches/`, where there is one.
    pub benches: Option<String>,
}

/// One member crate.
#[derive(Debug, Clone, Default)]
pub struct Member {
    /// The package's name.
    pub name: String,
    /// Its folder, relative to the workspace's: `codegen`, `examples/agent-server`.
    pub folder: String,
    /// What its manifest depends on.
    pub dependencies: Vec<Dependency>,
    /// Its features and what each turns on.
    pub features: BTreeMap<String, Vec<String>>,
    /// Whether its manifest says `[lints] workspace = true`.
    pub inherits_lints: bool,
    /// Its Rust files: path relative to the workspace, and text.
    pub sources: BTreeMap<String, String>,
}

impl Member {
    /// Whether `db-generate` writes it: its manifest is made for any user's workspace, and its files are as long as the schema wants.
    #[must_use]
    pub fn is_generated(&self) -> bool {
        self.folder.rsplit('/').next() == Some("generated")
    }
}

/// One line of a manifest's dependencies.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// The package's name.
    pub name: String,
    /// Which of the three lists it stands in.
    pub kind: Kind,
    /// Whether a feature has to ask for it.
    pub optional: bool,
}

/// A manifest's lists of dependencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `[dependencies]`.
    Normal,
    /// `[build-dependencies]`.
    Build,
    /// `[dev-dependencies]`.
    Dev,
}
