//! `db-generate`, on files alone.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use dualect_cli::Exit;

use crate::project::{INIT, NEXT, Project, SCHEMA};

#[test]
fn the_first_run_writes_ddl_migrations_and_code_and_names_the_changes() {
    let project = Project::new();
    let ran = project.ok(&["db-generate"]);
    assert!(
        ran.out.contains(&format!("new migration {INIT}\n")),
        "{}",
        ran.out
    );
    for dialect in ["sqlite", "postgres"] {
        for file in ["migration.sql", "down.sql", "snapshot.json"] {
            assert!(
                project
                    .path(&format!("drizzle/{dialect}/{INIT}/{file}"))
                    .is_file()
            );
        }
        assert!(
            project
                .read(&format!("generated/schema/{dialect}.sql"))
                .contains("CREATE TABLE items")
        );
    }
    assert!(
        project
            .read("generated/src/items.rs")
            .contains("pub struct Item")
    );
    assert!(
        project
            .read("generated/dualect.lock")
            .contains(&format!("migrations {INIT}\n"))
    );
}

#[test]
fn a_second_run_changes_no_byte_and_touches_no_file() {
    let project = Project::generated();
    let before = project.files();
    let ran = project.ok(&["db-generate"]);
    assert!(ran.out.ends_with(" files are up to date\n"), "{}", ran.out);
    assert_eq!(project.files(), before);
}

#[test]
fn the_bytes_do_not_depend_on_where_the_command_was_started() {
    let (here, below) = (Project::generated(), Project::new());
    fs::create_dir_all(below.path("src/deep")).unwrap();
    let ran = Project::run_in(&below.path("src/deep"), &["db-generate"]);
    assert_eq!(ran.exit, Exit::Done, "{ran:#?}");
    assert_eq!(below.texts(), here.texts());
    let given = Project::new();
    let ran = Project::run_in(
        &std::env::temp_dir(),
        &[
            "db-generate",
            "--schema",
            given.path("schema.toml").to_str().unwrap(),
        ],
    );
    assert_eq!(ran.exit, Exit::Done, "{ran:#?}");
    assert_eq!(given.texts(), here.texts());
}

#[test]
fn a_changed_schema_gives_a_migration_after_the_last_and_leaves_the_older_as_it_was() {
    let project = Project::generated();
    let before = project.files();
    project.write("schema.toml", NEXT);
    let ran = project.ok(&["db-generate", "--name", "add_orders"]);
    assert!(
        ran.out
            .starts_with("new migration 20260131120001_add_orders\n"),
        "{}",
        ran.out
    );
    let after = project.files();
    for (path, content) in before
        .iter()
        .filter(|(path, _)| path.starts_with("drizzle/"))
    {
        assert_eq!(after.get(path), Some(content), "{path}");
    }
    assert!(
        project
            .read("drizzle/postgres/20260131120001_add_orders/migration.sql")
            .contains("orders")
    );
}

#[test]
fn at_sets_the_time_in_the_tag() {
    for at in ["20300102030405", "2030-01-02T03:04:05Z"] {
        let project = Project::new();
        project.ok(&["db-generate", "--at", at]);
        assert!(project.path("drizzle/sqlite/20300102030405_init").is_dir());
    }
}

#[test]
fn a_name_that_cannot_stand_in_a_tag_is_refused_with_one_that_can() {
    let project = Project::new();
    let ran = project.run(&["db-generate", "--name", "Add Orders"]);
    assert_eq!(ran.exit, Exit::Wrong);
    assert!(
        ran.err.contains("help: write --name add_orders"),
        "{}",
        ran.err
    );
    assert_eq!(project.files().len(), 1);
}

#[test]
fn a_file_edited_by_hand_is_kept_until_its_loss_is_agreed_to() {
    let project = Project::generated();
    let generated = project.read("generated/src/items.rs");
    project.write("generated/src/items.rs", format!("{generated}// mine\n"));
    project.write("schema.toml", NEXT);
    let before = project.files();
    let ran = project.run(&["db-generate"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(
        ran.err
            .contains("generated/src/items.rs: this generated file was edited by hand"),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("`cargo xtask db-generate --overwrite-edited`"),
        "{}",
        ran.err
    );
    assert_eq!(project.files(), before);
    project.ok(&["db-generate", "--overwrite-edited"]);
    assert!(!project.read("generated/src/items.rs").contains("// mine"));
}

#[test]
fn a_generated_file_with_a_merge_conflict_is_named_as_such() {
    let project = Project::generated();
    project.edit(
        "generated/src/items.rs",
        "pub struct Item",
        "<<<<<<< HEAD\n=======\n>>>>>>> other\npub struct Item",
    );
    let ran = project.run(&["db-generate"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(
        ran.err
            .contains("this generated file holds git's merge conflict markers"),
        "{}",
        ran.err
    );
}

#[test]
fn a_merge_conflict_in_the_lock_is_repaired_by_generating() {
    let project = Project::generated();
    let lock = project.read("generated/dualect.lock");
    project.write(
        "generated/dualect.lock",
        format!("<<<<<<< HEAD\n{lock}=======\n>>>>>>> other\n"),
    );
    project.ok(&["db-generate"]);
    assert_eq!(project.read("generated/dualect.lock"), lock);
}

#[test]
fn a_file_of_the_users_is_never_overwritten() {
    let project = Project::generated();
    project.write("generated/src/orders.rs", "// mine\n");
    project.write("schema.toml", NEXT);
    for arguments in [
        ["db-generate"].as_slice(),
        &["db-generate", "--overwrite-edited"],
    ] {
        let ran = project.run(arguments);
        assert_eq!(ran.exit, Exit::Stale);
        assert!(
            ran.err
                .contains("generated/src/orders.rs: a file that dualect has not written"),
            "{}",
            ran.err
        );
    }
    assert_eq!(project.read("generated/src/orders.rs"), "// mine\n");
}

#[test]
fn what_is_created_once_is_the_users_from_then_on() {
    let project = Project::generated();
    project.write("generated/Cargo.toml", "# mine\n");
    project.ok(&["db-generate"]);
    project.ok(&["db-generate", "--check"]);
    assert_eq!(project.read("generated/Cargo.toml"), "# mine\n");
}

#[test]
fn an_orphan_goes_unless_it_was_edited_and_other_files_stay() {
    let project = Project::new();
    project.write("schema.toml", NEXT);
    project.ok(&["db-generate"]);
    project.write("generated/src/own.rs", "// mine\n");
    let orders = project.read("generated/src/orders.rs");
    project.write("schema.toml", SCHEMA);
    project.write("generated/src/orders.rs", format!("{orders}// mine\n"));
    let generate = [
        "db-generate",
        "--accept",
        "drops-column:items.note",
        "--accept",
        "drops-table:orders",
    ];
    let ran = project.run(&generate);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(
        ran.err
            .contains("generated/src/orders.rs: this generated file was edited by hand"),
        "{}",
        ran.err
    );
    project.write("generated/src/orders.rs", orders);
    let ran = project.ok(&generate);
    assert!(
        ran.out.contains("removed generated/src/orders.rs"),
        "{}",
        ran.out
    );
    assert!(!project.path("generated/src/orders.rs").exists());
    assert!(project.path("generated/src/own.rs").exists());
}

#[test]
fn a_checkout_with_other_line_ends_is_up_to_date() {
    let project = Project::generated();
    for (path, text) in project.texts() {
        project.write(&path, text.replace('\n', "\r\n"));
    }
    let before = project.files();
    project.ok(&["db-generate", "--check"]);
    project.ok(&["db-generate"]);
    assert_eq!(project.files(), before);
}

#[test]
fn a_run_that_cannot_write_leaves_everything_as_it_was_and_says_so() {
    let project = Project::generated();
    project.write("schema.toml", NEXT);
    // A file where a folder is needed stops even root.
    fs::remove_dir_all(project.path("generated/schema")).unwrap();
    project.write("generated/schema", "in the way\n");
    let before = project.files();
    let ran = project.run(&["db-generate"]);
    assert_eq!(ran.exit, Exit::Files);
    assert!(ran.err.contains("generated/schema"), "{}", ran.err);
    assert_eq!(project.files(), before);
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_everything_as_it_was() {
    let project = Project::generated();
    project.write("schema.toml", NEXT);
    let before = project.files();
    // A limit on the size of files stands in for a full disk: small files are staged, a large one fails.
    let line = format!(
        "trap '' XFSZ; ulimit -f 1; exec {} db-generate",
        env!("CARGO_BIN_EXE_dualect")
    );
    let ran = Command::new("bash")
        .args(["-c", &line])
        .current_dir(project.root())
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(3), "{ran:?}");
    assert!(
        String::from_utf8_lossy(&ran.stderr).contains("error: cannot write "),
        "{ran:?}"
    );
    assert_eq!(project.files(), before);
    assert!(
        !project
            .path("drizzle/sqlite")
            .read_dir()
            .unwrap()
            .any(|entry| {
                entry
                    .unwrap()
                    .file_name()
                    .to_string_lossy()
                    .starts_with('.')
            })
    );
}

#[test]
fn a_run_that_was_killed_between_the_dialects_is_completed_by_the_next() {
    let whole = Project::generated();
    whole.write("schema.toml", NEXT);
    whole.ok(&["db-generate"]);
    let tag = whole
        .texts()
        .keys()
        .filter_map(|path| path.split('/').nth(2).map(ToOwned::to_owned))
        .find(|tag| tag.starts_with("20260131120001"))
        .unwrap();

    // What such a run leaves: the first dialect's folder in place, the second's staged, the code as it was.
    let project = Project::generated();
    let code = project.texts();
    project.write("schema.toml", NEXT);
    project.ok(&["db-generate"]);
    fs::rename(
        project.path(&format!("drizzle/sqlite/{tag}")),
        project.path(&format!("drizzle/sqlite/.{tag}.dualect-new")),
    )
    .unwrap();
    for (path, text) in code
        .iter()
        .filter(|(path, _)| path.starts_with("generated/"))
    {
        project.write(path, text);
    }
    fs::remove_file(project.path("generated/src/orders.rs")).unwrap();
    project.write("generated/src/.dualect-x1y2z3.dualect-new", "half");

    let before = project.files();
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(ran.out.contains("was interrupted"), "{}", ran.out);
    assert_eq!(project.files(), before);
    let ran = project.ok(&["db-generate"]);
    assert!(ran.err.contains("has been put right"), "{}", ran.err);
    assert_eq!(project.texts(), whole.texts());
}

#[test]
fn a_run_that_was_killed_before_anything_was_in_place_leaves_nothing() {
    let project = Project::generated();
    project.write(
        "drizzle/sqlite/.20260131120001_x.dualect-new/migration.sql",
        "half",
    );
    project.write("generated/.dualect-x1y2z3.dualect-new", "half");
    project.ok(&["db-generate"]);
    assert_eq!(project.texts(), Project::generated().texts());
}

#[test]
fn a_run_killed_at_any_moment_is_made_good_by_the_next() {
    let whole = Project::generated();
    whole.write("schema.toml", NEXT);
    whole.ok(&["db-generate"]);
    for moment in 0..24 {
        let project = Project::generated();
        project.write("schema.toml", NEXT);
        let mut run = Command::new(env!("CARGO_BIN_EXE_dualect"))
            .args(["db-generate", "--at", "20260131120000"])
            .current_dir(project.root())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(500 * moment));
        run.kill().unwrap();
        run.wait().unwrap();
        project.ok(&["db-generate"]);
        assert_eq!(
            project.texts(),
            whole.texts(),
            "killed after {moment} half milliseconds"
        );
        project.ok(&["db-generate", "--check"]);
    }
}

#[test]
fn while_another_run_is_at_work_nothing_is_written() {
    let project = Project::new();
    let other = File::open(project.root()).unwrap();
    other.lock().unwrap();
    let ran = project.run(&["db-generate"]);
    assert_eq!(ran.exit, Exit::Files);
    assert!(
        ran.err.contains("another db-generate is at work"),
        "{}",
        ran.err
    );
    assert_eq!(project.files().len(), 1);
    drop(other);
    project.ok(&["db-generate"]);
}

#[test]
fn many_runs_at_once_leave_what_one_leaves() {
    let project = Project::new();
    let runs: Vec<_> = (0..8)
        .map(|_| {
            Command::new(env!("CARGO_BIN_EXE_dualect"))
                .args(["db-generate", "--at", "20260131120000"])
                .current_dir(project.root())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    assert_eq!(project.texts(), Project::generated().texts());
}
