//! Where the build leaves its files, and the tests what they fetch.

use std::path::{Path, PathBuf};

/// The `target` folder of the build that this test belongs to.
pub(crate) fn folder() -> PathBuf {
    // Cargo marks the folder, wherever `CARGO_TARGET_DIR` or a configuration has put it.
    let executable = std::env::current_exe().unwrap_or_default();
    let marked = executable
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file());
    marked.map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"),
        Path::to_path_buf,
    )
}
