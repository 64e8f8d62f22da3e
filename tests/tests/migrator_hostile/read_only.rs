//! Files and folders that may be read, and not written.

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dualect_tests::project::Project;
use tempfile::TempDir;

const SCHEMA: &str = "[project]\nname = \"read\"\n\n[tables.items.columns]\nid = { type = \"bigint\", primary_key = true }\n";

/// The user and group `nobody` of every system that has them by these numbers; permissions do not hold root back.
const NOBODY: u32 = 65_534;

/// A project, a database, and a process that may be kept from writing.
struct Place {
    project: Project,
    folder: TempDir,
    program: PathBuf,
    is_root: bool,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("dualect-read-only-")
            .tempdir_in("/tmp")
            .unwrap();
        let is_root = folder.path().metadata().unwrap().uid() == 0;
        set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        // Where the tests are built may be closed to others.
        let program = folder.path().join("test-process");
        std::fs::copy(env!("CARGO_BIN_EXE_test-process"), &program).unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let project = Project::generated(SCHEMA);
        set_permissions(project.path(""), Permissions::from_mode(0o755)).unwrap();
        let place = Self {
            project,
            folder,
            program,
            is_root,
        };
        place.own(&data);
        place
    }

    fn own(&self, path: &Path) {
        if self.is_root {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn run(&self, command: &str) -> Output {
        let mut process = Command::new(&self.program);
        process
            .arg(command)
            .arg("--database")
            .arg(format!("sqlite:{}", self.data().join("app.db").display()))
            .current_dir(self.project.path(""))
            .env_remove("DATABASE_URL");
        if self.is_root {
            process.uid(NOBODY).gid(NOBODY);
        }
        process.output().unwrap()
    }

    #[track_caller]
    fn assert_refused(&self, command: &str, words: &[&str]) {
        let run = self.run(command);
        let said = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(4), "{command}: {said}");
        assert!(
            said.starts_with("error: cannot open the database: ")
                || said.starts_with("error: cannot migrate the database: "),
            "{said}"
        );
        assert!(words.iter().any(|word| said.contains(word)), "{said}");
    }
}

fn allow(path: &Path, mode: u32) {
    set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_that_cannot_be_written_is_told_of() {
    let place = Place::new();
    allow(&place.data(), 0o555);
    place.assert_refused(
        "db-migrate",
        &["it may not be read, or its folder may not be written"],
    );
    assert_eq!(std::fs::read_dir(place.data()).unwrap().count(), 0);
    allow(&place.data(), 0o755);
    assert!(place.run("db-migrate").status.success());
}

#[test]
fn a_file_that_cannot_be_written_is_told_of_and_left_as_it_was() {
    let place = Place::new();
    assert!(place.run("db-migrate").status.success());
    let file = place.data().join("app.db");
    let before = std::fs::read(&file).unwrap();
    for (folder, mode) in [(0o755, 0o444), (0o555, 0o444), (0o555, 0o644)] {
        allow(&file, mode);
        allow(&place.data(), folder);
        place
            .project
            .write_schema(&format!("{SCHEMA}more = \"text?\"\n"));
        place
            .project
            .run(&["db-generate"], None)
            .assert_ended(dualect_cli::Exit::Done);
        let allowed = [
            place.project.path("drizzle"),
            place.project.path("generated"),
        ];
        assert!(allowed.iter().all(|path| path.exists()));
        place.assert_refused(
            "db-migrate",
            &[
                "the -wal and -shm files beside it may not be written",
                "its folder may not be written",
            ],
        );
        assert_eq!(std::fs::read(&file).unwrap(), before, "{folder:o} {mode:o}");
        allow(&place.data(), 0o755);
        allow(&file, 0o644);
        // What the error speaks of: they have the permissions that the file had.
        for beside in ["app.db-wal", "app.db-shm"] {
            let _ = std::fs::remove_file(place.data().join(beside));
        }
    }
    let run = place.run("db-migrate");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    assert_ne!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn what_is_no_database_is_told_of_and_left_as_it_was() {
    let place = Place::new();
    let file = place.data().join("app.db");
    let text = "not a database, and somebody's only copy\n".repeat(100);
    std::fs::write(&file, &text).unwrap();
    place.own(&file);
    place.assert_refused("db-migrate", &["file is not a database"]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}
