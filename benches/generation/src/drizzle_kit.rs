//! drizzle-kit, from npm, on the same schema in its own language, both dialects one after the other.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::dualect::Costs;
use crate::measure::{Cost, median, run};
use crate::schema;

/// An installed drizzle-kit.
pub(crate) struct DrizzleKit {
    folder: TempDir,
}

impl DrizzleKit {
    /// Installs the newest of a line, with the drizzle-orm that it goes with.
    pub(crate) fn install(kit: &str, orm: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("package.json"), "{\"private\": true}\n").expect("written");
        run(Command::new("npm")
            .args(["install", "--silent", "--no-audit", "--no-fund"])
            .args([format!("drizzle-kit@{kit}"), format!("drizzle-orm@{orm}")])
            .current_dir(folder.path()));
        Self { folder }
    }

    /// The version that was installed.
    pub(crate) fn version(&self) -> String {
        let path = self
            .folder
            .path()
            .join("node_modules/drizzle-kit/package.json");
        let text = fs::read_to_string(path).expect("drizzle-kit is installed");
        let (_, rest) = text
            .split_once("\"version\": \"")
            .expect("it has a version");
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    pub(crate) fn measure(&self, tables: usize, rounds: usize) -> Costs {
        let (mut scratch, mut check, mut one_column) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            for dialect in ["sqlite", "postgresql"] {
                let _ = fs::remove_dir_all(self.folder.path().join(dialect));
            }
            self.write(tables, false);
            scratch.push(self.both());
            check.push(self.both());
            self.write(tables, true);
            one_column.push(self.both());
            self.assert_generated();
        }
        Costs {
            scratch: median(scratch),
            check: median(check),
            one_column: median(one_column),
        }
    }

    /// That each dialect has its two migrations: drizzle-kit ends well even where it could not read the schema.
    fn assert_generated(&self) {
        for dialect in ["sqlite", "postgresql"] {
            let folder = fs::read_dir(self.folder.path().join(dialect)).expect("it has an output");
            let names = folder.map(|entry| entry.expect("it is listed").path());
            let made = names.filter(|path| path.extension().is_some_and(|end| end == "sql"));
            assert_eq!(made.count(), 2, "migrations of {dialect}");
        }
    }

    fn write(&self, tables: usize, added: bool) {
        let write = |name: &str, text: String| {
            fs::write(self.folder.path().join(name), text).expect("the schema is written");
        };
        write("sqlite.ts", schema::drizzle_sqlite(tables, added));
        write("postgresql.ts", schema::drizzle_postgres(tables, added));
    }

    /// `drizzle-kit generate` of both dialects: the sum of the times, the greater of the peaks.
    fn both(&self) -> Cost {
        let costs = ["sqlite", "postgresql"].map(|dialect| generate(self.folder.path(), dialect));
        Cost {
            wall: costs.iter().map(|cost| cost.wall).sum(),
            peak_bytes: costs.iter().map(|cost| cost.peak_bytes).max().unwrap_or(0),
        }
    }
}

fn generate(folder: &Path, dialect: &str) -> Cost {
    let schema = format!("./{dialect}.ts");
    let out = format!("./{dialect}");
    run(Command::new("node")
        .args(["node_modules/drizzle-kit/bin.cjs", "generate"])
        .args(["--dialect", dialect, "--schema", &schema, "--out", &out])
        .current_dir(folder))
}
