//! A crate that cargo checks.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{by_hand, schema};

pub struct Project {
    folder: PathBuf,
}

/// The cargo that runs this program, or another that stands in for it.
fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
}

impl Project {
    /// What `db-generate` writes.
    pub fn generated(folder: &Path, repository: &Path, tables: usize) -> Self {
        fs::create_dir_all(folder).expect("a folder");
        fs::write(folder.join("schema.toml"), schema::toml(tables)).expect("a schema");
        let generated = Command::new(cargo())
            .args(["run", "--quiet", "-p", "dualect-cli", "--manifest-path"])
            .arg(repository.join("Cargo.toml"))
            .args(["--", "db-generate", "--name", "init", "--schema"])
            .arg(folder.join("schema.toml"))
            .current_dir(folder)
            .status()
            .expect("dualect");
        assert!(generated.success(), "nothing is generated");
        let package = folder.join("generated");
        let manifest = package.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).expect("its manifest");
        let line = text
            .lines()
            .find(|line| line.starts_with("dualect"))
            .expect("a dependency");
        let path = format!(
            "dualect = {{ path = {:?}, default-features = false }}",
            repository.join("runtime")
        );
        let mut text = text.replace(line, &path);
        // A folder that was prepared has it.
        if !text.contains("[workspace]") {
            text.push_str("\n[workspace]\n");
        }
        fs::write(&manifest, text).expect("a manifest");
        Self { folder: package }
    }

    /// Five functions a table by hand.
    pub fn by_hand(folder: &Path, tables: usize) -> Self {
        fs::create_dir_all(folder.join("src")).expect("a folder");
        fs::write(folder.join("Cargo.toml"), by_hand::MANIFEST).expect("a manifest");
        let mut root = String::new();
        for number in 0..tables {
            root.push_str(&format!("pub mod table_{number:05};\n"));
            let file = folder.join(format!("src/table_{number:05}.rs"));
            fs::write(file, by_hand::module(number)).expect("a module");
        }
        fs::write(folder.join("src/lib.rs"), root).expect("a root");
        Self {
            folder: folder.to_owned(),
        }
    }

    /// How long the crate alone takes.
    pub fn check(&self, features: &[&str]) -> Duration {
        let root = self.folder.join("src/lib.rs");
        let text = fs::read(&root).expect("its root");
        fs::write(&root, text).expect("its root, touched");
        let started = Instant::now();
        let checked = Command::new(cargo())
            .args(["check", "--quiet", "-j2"])
            .args(features)
            .env("CARGO_INCREMENTAL", "0")
            .current_dir(&self.folder)
            .status()
            .expect("cargo");
        assert!(checked.success(), "it does not check");
        started.elapsed()
    }

    /// How many lines its sources have.
    pub fn lines(&self) -> usize {
        let files = fs::read_dir(self.folder.join("src")).expect("its sources");
        files
            .map(|file| {
                let text = fs::read_to_string(file.expect("a file").path()).expect("a source");
                text.lines().count()
            })
            .sum()
    }
}
