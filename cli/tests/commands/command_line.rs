//! Help, usage, exit codes, colours: the binary as a shell sees it.

use std::process::{Command, Output};

use dualect_cli::Exit;

use crate::project::Project;

fn dualect(project: &Project, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dualect"))
        .args(arguments)
        .current_dir(project.root())
        .env_remove("DATABASE_URL")
        .output()
        .unwrap()
}

#[test]
fn every_help_lists_every_exit_code() {
    let project = Project::new();
    for arguments in [
        ["--help"].as_slice(),
        &["db-generate", "--help"],
        &["db-migrate", "--help"],
        &["db-rollback", "-h"],
        &["db-status", "-h"],
    ] {
        let ran = dualect(&project, arguments);
        assert_eq!(ran.status.code(), Some(0));
        let out = String::from_utf8(ran.stdout).unwrap();
        for exit in Exit::ALL {
            assert!(
                out.contains(&format!("  {}  {}\n", exit.code(), exit.meaning())),
                "{out}"
            );
        }
    }
}

#[test]
fn help_spells_the_program_as_it_was_started() {
    let project = Project::new();
    assert!(
        project
            .ok(&["db-status", "--help"])
            .out
            .contains("Usage: cargo xtask db-status")
    );
}

#[test]
fn wrong_usage_ends_with_two_and_says_what_was_meant() {
    let project = Project::new();
    for (arguments, part) in [
        (["db-genrate"].as_slice(), "db-generate"),
        (&["db-generate", "--chek"], "--check"),
        (&["db-generate", "--at", "yesterday"], "YYYYMMDDHHMMSS"),
        (&["db-rollback", "--steps", "0"], "0"),
        (
            &["db-generate", "--check", "--overwrite-edited"],
            "cannot be used with",
        ),
        (&[], "Usage"),
    ] {
        let ran = dualect(&project, arguments);
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}");
        let err = String::from_utf8(ran.stderr).unwrap();
        assert!(err.contains(part), "{err}");
    }
}

#[test]
fn the_process_ends_with_the_documented_code() {
    let project = Project::new();
    assert_eq!(
        dualect(&project, &["db-generate", "--check"]).status.code(),
        Some(1)
    );
    assert_eq!(dualect(&project, &["db-generate"]).status.code(), Some(0));
    assert_eq!(
        dualect(&project, &["db-generate", "--check"]).status.code(),
        Some(0)
    );
    assert_eq!(
        dualect(&project, &["db-generate", "--schema", "no.toml"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn what_is_no_terminal_gets_no_colours() {
    let project = Project::new();
    let ran = dualect(&project, &["db-generate", "--check"]);
    assert!(!ran.stdout.contains(&0x1b));
    let ran = dualect(&project, &["db-generate", "--schema", "no.toml"]);
    assert!(!ran.stderr.contains(&0x1b));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let project = Project::new();
    let line = format!(
        "{} db-generate --check | head -n 1; exit ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_dualect")
    );
    let ran = Command::new("bash")
        .args(["-c", &line])
        .current_dir(project.root())
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(
        ran.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
}
