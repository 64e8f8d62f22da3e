//! Our side: the release binary, as a person would run it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::measure::{Cost, median, run};
use crate::schema;

/// The three things that a person does.
pub(crate) struct Costs {
    pub(crate) scratch: Cost,
    pub(crate) check: Cost,
    pub(crate) one_column: Cost,
}

pub(crate) fn measure(binary: &Path, tables: usize, rounds: usize) -> Costs {
    let (mut scratch, mut check, mut one_column) = (Vec::new(), Vec::new(), Vec::new());
    // They are there until all is measured: ext4 makes new files slowly for minutes after many were removed.
    let mut folders = Vec::new();
    for _ in 0..rounds {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("schema.toml");
        fs::write(&file, schema::toml(tables, false)).expect("the schema is written");
        let generate = |arguments: &[&str]| {
            run(Command::new(binary)
                .arg("db-generate")
                .args(arguments)
                .current_dir(folder.path()))
        };
        scratch.push(generate(&["--at", "20260101000000"]));
        check.push(generate(&["--check"]));
        fs::write(&file, schema::toml(tables, true)).expect("the schema is written");
        one_column.push(generate(&["--at", "20260102000000"]));
        folders.push(folder);
    }
    Costs {
        scratch: median(scratch),
        check: median(check),
        one_column: median(one_column),
    }
}

/// `DUALECT`, or what `cargo build --release -p dualect-cli` leaves.
pub(crate) fn binary() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/release/dualect");
    let path = std::env::var_os("DUALECT").map_or(built, PathBuf::from);
    assert!(
        path.is_file(),
        "{} is not there: run `cargo build --release -p dualect-cli` at the repository's root",
        path.display()
    );
    path
}
