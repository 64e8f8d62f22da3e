//! One file that a workspace needs, and what becomes of it.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::surroundings::Surroundings;

/// A file.
pub(super) struct Piece {
    pub(super) path: PathBuf,
    pub(super) what: What,
}

/// What becomes of it.
pub(super) enum What {
    /// It is made.
    New(String),
    /// It is the user's, and something is added.
    Added {
        /// All of it.
        text: String,
        /// What is added, in words.
        what: String,
    },
    /// It has what it needs.
    There,
    /// It is the user's, and only a person can say where this belongs in it.
    ByHand(String),
}

impl Piece {
    pub(super) fn new(path: PathBuf, what: What) -> Self {
        Self { path, what }
    }

    /// A file that is made where there is none.
    pub(super) fn unless_there(path: PathBuf, text: String) -> Self {
        let what = if path.exists() {
            What::There
        } else {
            What::New(text)
        };
        Self { path, what }
    }

    /// For `--json`.
    pub(super) fn as_json(&self, around: &Surroundings<'_>) -> Value {
        let path = around.shown(&self.path);
        match &self.what {
            What::New(_) => json!({ "path": path, "done": "created" }),
            What::Added { what, .. } => json!({ "path": path, "done": "added", "what": what }),
            What::There => json!({ "path": path, "done": "kept" }),
            What::ByHand(what) => json!({ "path": path, "done": "by hand", "what": what }),
        }
    }

    /// A line, or some, for a person.
    pub(super) fn told(&self, dry_run: bool, around: &Surroundings<'_>) -> String {
        let path = around.shown(&self.path);
        match &self.what {
            What::New(_) if dry_run => format!("would create {path}"),
            What::New(_) => format!("created {path}"),
            What::Added { what, .. } if dry_run => format!("would add {what} to {path}"),
            What::Added { what, .. } => format!("added {what} to {path}"),
            What::There => format!("kept {path}"),
            What::ByHand(what) => format!("kept {path}: {what}"),
        }
    }
}
