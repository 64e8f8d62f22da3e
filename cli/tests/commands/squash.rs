//! `db-squash`: what it writes, what it refuses, and what a kill leaves.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use dualect_cli::Exit;

use crate::project::{INIT, Project, SCHEMA};

const SECOND: &str = "20260201000000_add_column_items_born";
const THIRD: &str = "20260202000000_add_column_items_died";
const BASELINE: &str = "20260201000000_baseline";
const DIALECTS: [&str; 2] = ["sqlite", "postgres"];

/// Three migrations: the table, and a column twice.
fn project() -> Project {
    let project = Project::generated();
    project.write("schema.toml", format!("{SCHEMA}born = \"date?\"\n"));
    project.ok(&["db-generate", "--at", "20260201000000"]);
    project.write(
        "schema.toml",
        format!("{SCHEMA}born = \"date?\"\ndied = \"date?\"\n"),
    );
    project.ok(&["db-generate", "--at", "20260202000000"]);
    project
}

fn tags(project: &Project, dialect: &str) -> Vec<String> {
    let folders = fs::read_dir(project.path(&format!("drizzle/{dialect}"))).unwrap();
    let names = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut tags: Vec<String> = names.collect();
    tags.sort();
    tags
}

/// The files of one migration, for both databases.
fn files_of(project: &Project, tag: &str) -> BTreeMap<String, String> {
    let mut texts = project.texts();
    texts.retain(|path, _| path.starts_with("drizzle/") && path.contains(tag));
    texts
}

#[track_caller]
fn refused(project: &Project, arguments: &[&str], exit: Exit, says: &[&str]) {
    let before = project.texts();
    let ran = project.run(arguments);
    assert_eq!(ran.exit, exit, "{ran:#?}");
    for part in says {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    assert_eq!(project.texts(), before);
}

#[test]
fn one_baseline_stands_where_the_migrations_up_to_the_tag_stood() {
    let project = project();
    let later = files_of(&project, THIRD);
    let ran = project.ok(&["db-squash", "--to", SECOND]);
    assert_eq!(
        ran.out,
        format!("new migration {BASELINE}, which replaces 2 migrations:\n  {INIT}\n  {SECOND}\n")
    );
    assert!(ran.err.contains("not yet at"), "{}", ran.err);
    for dialect in DIALECTS {
        assert_eq!(tags(&project, dialect), [BASELINE, THIRD]);
        let folder = format!("drizzle/{dialect}/{BASELINE}");
        let sql = project.read(&format!("{folder}/migration.sql"));
        for tag in [INIT, SECOND] {
            assert!(
                sql.contains(&format!("-- dualect: replaces {tag} ")),
                "{sql}"
            );
        }
        assert!(
            sql.contains("CREATE TABLE items") && sql.contains("born"),
            "{sql}"
        );
        assert!(
            !sql.contains("ALTER TABLE") && !sql.contains("died"),
            "{sql}"
        );
        let down = project.read(&format!("{folder}/down.sql"));
        assert!(down.starts_with("-- dualect: lossy: "), "{down}");
        assert!(down.contains("DROP TABLE items"), "{down}");
    }
    assert_eq!(files_of(&project, THIRD), later);
    let code = project.read("generated/src/migrations.rs");
    assert!(code.contains(BASELINE) && !code.contains(INIT), "{code}");
    project.ok(&["db-generate", "--check"]);
}

#[test]
fn what_is_generated_after_a_squash_follows_it() {
    let project = project();
    project.ok(&["db-squash", "--to", THIRD]);
    let baseline = "20260202000000_baseline";
    assert_eq!(tags(&project, "sqlite"), [baseline]);
    project.ok(&["db-generate", "--check"]);
    project.edit("schema.toml", "died = \"date?\"\n", "");
    project.ok(&[
        "db-generate",
        "--at",
        "20260203000000",
        "--accept",
        "drops-column:items.died",
    ]);
    let fourth = "20260203000000_drop_column_items_died";
    for dialect in DIALECTS {
        let snapshot = project.read(&format!("drizzle/{dialect}/{fourth}/snapshot.json"));
        assert!(
            snapshot.contains(&format!("\"parents\": [\"{baseline}\"]")),
            "{snapshot}"
        );
    }
}

#[test]
fn a_history_that_begins_with_a_baseline_is_squashed_again() {
    let project = project();
    project.ok(&["db-squash", "--to", SECOND]);
    project.ok(&["db-squash", "--to", THIRD]);
    let again = "20260202000000_baseline";
    for dialect in DIALECTS {
        assert_eq!(tags(&project, dialect), [again]);
        let sql = project.read(&format!("drizzle/{dialect}/{again}/migration.sql"));
        let notes: Vec<&str> = sql
            .lines()
            .take_while(|line| line.starts_with("--"))
            .collect();
        let replaced: Vec<&str> = notes
            .iter()
            .filter_map(|note| note.split(' ').nth(3))
            .collect();
        assert_eq!(replaced, [INIT, SECOND, BASELINE, THIRD]);
        let baselines: Vec<bool> = notes
            .iter()
            .map(|note| note.ends_with(" baseline"))
            .collect();
        assert_eq!(baselines, [false, false, true, false]);
    }
    project.ok(&["db-generate", "--check"]);
    // What it comes to is what one squash comes to, but for the notes.
    let once = self::project();
    once.ok(&["db-squash", "--to", THIRD]);
    let statements = |project: &Project| {
        let sql = project.read(&format!("drizzle/postgres/{again}/migration.sql"));
        let lines = sql.lines().filter(|line| !line.starts_with("-- dualect"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(statements(&project), statements(&once));
}

#[test]
fn a_squash_that_was_done_is_said_to_be() {
    let project = project();
    project.ok(&["db-squash", "--to", SECOND]);
    let before = project.texts();
    let ran = project.ok(&["db-squash", "--to", SECOND]);
    assert_eq!(
        ran.out,
        format!("{BASELINE} replaces the migrations up to {SECOND}\n")
    );
    assert_eq!(project.texts(), before);
}

#[test]
fn a_migration_that_is_called_baseline_leaves_the_name_to_another() {
    let project = Project::generated();
    project.write("schema.toml", format!("{SCHEMA}born = \"date?\"\n"));
    project.ok(&[
        "db-generate",
        "--at",
        "20260201000000",
        "--name",
        "baseline",
    ]);
    project.ok(&["db-squash", "--to", BASELINE]);
    assert_eq!(tags(&project, "sqlite"), ["20260201000000_baseline_2"]);
    project.ok(&["db-generate", "--check"]);
}

#[test]
fn a_tag_that_cannot_be_squashed_to_is_refused_with_the_remedy() {
    let project = project();
    let squash = |tag: &'static str| ["db-squash", "--to", tag];
    refused(
        &project,
        &squash("20260101000000_nothing"),
        Exit::Wrong,
        &[
            "there is no migration 20260101000000_nothing here",
            "name one by its folder",
        ],
    );
    refused(
        &project,
        &squash(INIT),
        Exit::Wrong,
        &[
            "is the first migration: there is nothing to squash",
            "name a later one",
        ],
    );
    project.ok(&["db-squash", "--to", SECOND]);
    refused(
        &project,
        &squash(INIT),
        Exit::Wrong,
        &["20260131120000_init is replaced by 20260201000000_baseline"],
    );
    refused(
        &project,
        &squash(BASELINE),
        Exit::Wrong,
        &["20260201000000_baseline is the first migration"],
    );
}

#[test]
fn a_database_that_was_added_later_needs_a_tag_of_its_own() {
    let project = Project::new();
    let one = SCHEMA.replace(
        "name = \"shop\"\n",
        "name = \"shop\"\ndialects = [\"sqlite\"]\n",
    );
    project.write("schema.toml", &one);
    project.ok(&["db-generate"]);
    project.write("schema.toml", format!("{one}born = \"date?\"\n"));
    project.ok(&["db-generate", "--at", "20260201000000"]);
    let both = format!("{SCHEMA}born = \"date?\"\n");
    project.write("schema.toml", &both);
    project.ok(&["db-generate", "--at", "20260202000000"]);
    let third = tags(&project, "postgres").remove(0);
    refused(
        &project,
        &["db-squash", "--to", SECOND],
        Exit::Wrong,
        &[
            "postgres has no migration 20260201000000_add_column_items_born",
            &third,
        ],
    );
    project.ok(&["db-squash", "--to", &third]);
    let baseline = "20260202000000_baseline";
    for dialect in DIALECTS {
        assert_eq!(tags(&project, dialect), [baseline]);
    }
    project.ok(&["db-generate", "--check"]);
}

#[test]
fn two_heads_are_refused_before_anything_is_squashed() {
    let project = project();
    for dialect in DIALECTS {
        let snapshot = format!("drizzle/{dialect}/{THIRD}/snapshot.json");
        project.edit(&snapshot, SECOND, INIT);
    }
    refused(
        &project,
        &["db-squash", "--to", SECOND],
        Exit::Wrong,
        &["two branches met", "--rebase"],
    );
}

/// The branch was made before the squash, from a migration in the midst of what is replaced.
#[test]
fn a_branch_from_before_the_squash_is_rebased_onto_it() {
    let project = project();
    let theirs = files_of(&project, THIRD);
    for dialect in DIALECTS {
        fs::remove_dir_all(project.path(&format!("drizzle/{dialect}/{THIRD}"))).unwrap();
    }
    project.edit("schema.toml", "died = \"date?\"\n", "");
    project.ok(&["db-generate"]);
    project.ok(&["db-squash", "--to", SECOND]);
    for (path, text) in &theirs {
        project.write(path, text.replace(SECOND, INIT));
    }
    project.write(
        "schema.toml",
        format!("{SCHEMA}born = \"date?\"\ndied = \"date?\"\n"),
    );
    refused(
        &project,
        &["db-generate"],
        Exit::Wrong,
        &["two branches met"],
    );
    project.ok(&["db-generate", "--at", "20260203000000", "--rebase", THIRD]);
    let new = "20260203000000_add_column_items_died";
    assert_eq!(tags(&project, "sqlite"), [BASELINE, new]);
    project.ok(&["db-generate", "--check"]);
}

#[test]
fn what_was_edited_by_hand_is_named_and_needs_consent() {
    let project = project();
    let file = format!("drizzle/postgres/{SECOND}/migration.sql");
    let sql = project.read(&file);
    project.write(
        &file,
        format!("{sql}--> statement-breakpoint\nUPDATE items SET born = now();\n"),
    );
    refused(
        &project,
        &["db-squash", "--to", THIRD],
        Exit::Stale,
        &[
            &format!("drizzle/postgres/{SECOND}: its statements were edited by hand"),
            "cargo xtask db-squash --to 20260202000000_add_column_items_died --overwrite-edited",
        ],
    );
    let ran = project.run(&["db-squash", "--to", THIRD]);
    assert!(!ran.err.contains("drizzle/sqlite"), "{}", ran.err);
    project.ok(&["db-squash", "--to", THIRD, "--overwrite-edited"]);
    assert_eq!(tags(&project, "postgres"), ["20260202000000_baseline"]);
}

#[test]
fn of_a_snapshot_without_the_hash_of_what_was_written_nobody_can_tell() {
    let project = project();
    let file = format!("drizzle/sqlite/{INIT}/snapshot.json");
    let text = project.read(&file);
    let lines = text
        .lines()
        .filter(|line| !line.starts_with("\"statements\""));
    project.write(&file, lines.collect::<Vec<_>>().join("\n"));
    refused(
        &project,
        &["db-squash", "--to", SECOND],
        Exit::Stale,
        &[
            &format!("drizzle/sqlite/{INIT}: whether"),
            "--overwrite-edited",
        ],
    );
}

#[test]
fn a_schema_that_is_ahead_is_refused() {
    let project = project();
    project.edit(
        "schema.toml",
        "died = \"date?\"\n",
        "died = \"date?\"\nnote = \"text?\"\n",
    );
    refused(
        &project,
        &["db-squash", "--to", SECOND],
        Exit::Wrong,
        &[
            "the schema is ahead of its migrations",
            "cargo xtask db-generate",
        ],
    );
    project.edit("schema.toml", "died = \"date?\"\nnote = \"text?\"\n", "");
    refused(
        &project,
        &["db-squash", "--to", SECOND],
        Exit::Wrong,
        &["the schema is ahead of its migrations"],
    );
}

#[test]
fn a_generated_file_that_was_edited_is_not_overwritten_even_with_consent_to_lose_sql() {
    let project = project();
    let text = project.read("generated/src/items.rs");
    project.write("generated/src/items.rs", format!("{text}// mine\n"));
    refused(
        &project,
        &["db-squash", "--to", SECOND, "--overwrite-edited"],
        Exit::Stale,
        &["generated/src/items.rs: this generated file was edited by hand"],
    );
}

#[test]
fn notes_that_were_changed_are_refused_by_name() {
    let project = project();
    project.ok(&["db-squash", "--to", SECOND]);
    let file = format!("drizzle/sqlite/{BASELINE}/migration.sql");
    let sql = project.read(&file);
    let note = sql.lines().next().unwrap().to_owned();
    project.edit(&file, &note, "-- gone");
    refused(
        &project,
        &["db-squash", "--to", THIRD],
        Exit::Wrong,
        &[BASELINE, "not those of its snapshot"],
    );
}

#[test]
fn a_squash_killed_between_the_dialects_is_completed_by_db_generate() {
    let whole = project();
    whole.ok(&["db-squash", "--to", SECOND]);
    // One database's baseline is in place, the other's staged; all else is as it was.
    let project = project();
    for dialect in DIALECTS {
        let folder = if dialect == "sqlite" {
            BASELINE.to_owned()
        } else {
            format!(".{BASELINE}.dualect-new")
        };
        for (path, text) in files_of(&whole, BASELINE) {
            if path.contains(dialect) {
                project.write(&path.replace(BASELINE, &folder), text);
            }
        }
    }
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(ran.out.contains("was interrupted"), "{}", ran.out);
    let ran = project.ok(&["db-generate"]);
    assert!(ran.err.contains("has been put right"), "{}", ran.err);
    assert_eq!(project.texts(), whole.texts());
}

#[test]
fn a_squash_killed_while_old_folders_go_is_completed_by_the_same_command() {
    let whole = project();
    let old = whole.texts();
    whole.ok(&["db-squash", "--to", SECOND]);
    let project = project();
    project.ok(&["db-squash", "--to", SECOND]);
    for file in ["migration.sql", "snapshot.json"] {
        let path = format!("drizzle/sqlite/{INIT}/{file}");
        project.write(&path, &old[&path]);
    }
    // Half a folder that is replaced is no folder to whoever reads.
    let ran = project.run(&["db-lint", INIT]);
    assert!(
        ran.err.contains(&format!("there is no migration {INIT}")),
        "{ran:#?}"
    );
    let ran = project.ok(&["db-squash", "--to", SECOND]);
    assert!(ran.err.contains("has been put right"), "{}", ran.err);
    assert_eq!(project.texts(), whole.texts());
}

#[test]
fn a_squash_killed_at_any_moment_leaves_the_old_history_or_the_new_one() {
    let old = project();
    let new = project();
    new.ok(&["db-squash", "--to", SECOND]);
    for moment in 0..30 {
        let project = project();
        let mut run = Command::new(env!("CARGO_BIN_EXE_dualect"))
            .args(["db-squash", "--to", SECOND])
            .current_dir(project.root())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(700 * moment));
        run.kill().unwrap();
        run.wait().unwrap();
        project.ok(&["db-generate"]);
        let texts = project.texts();
        assert!(
            texts == old.texts() || texts == new.texts(),
            "killed after {} µs: {:?}",
            700 * moment,
            texts.keys().collect::<Vec<_>>()
        );
        project.ok(&["db-squash", "--to", SECOND]);
        assert_eq!(project.texts(), new.texts());
        project.ok(&["db-generate", "--check"]);
    }
}
