//! The database commands with nothing configured: an SQLite file in the current folder.

use std::process::{Command, Output};

use crate::project::{INIT, Project};

fn dualect(project: &Project, command: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dualect"))
        .arg(command)
        .current_dir(project.root())
        .env_remove("DATABASE_URL")
        .output()
        .unwrap()
}

#[test]
fn without_a_url_the_database_is_a_file_in_the_current_folder() {
    let project = Project::generated();
    let ran = dualect(&project, "db-migrate");
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    assert!(project.path("app.db").is_file());
    let ran = dualect(&project, "db-status");
    let out = String::from_utf8(ran.stdout).unwrap();
    assert!(out.contains(&format!("applied  {INIT}")), "{out}");
}
