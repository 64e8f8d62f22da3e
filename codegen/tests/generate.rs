//! The whole way, texts in and texts out: what is stable, what is refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use dualect_codegen::diagnostic::{Code, Diagnostics, SourceFile};
use dualect_codegen::dialect::Dialect;
use dualect_codegen::generate::{Generated, Inputs, Refusal, generate};
use dualect_codegen::migration::Folder;
use dualect_codegen::output::Ownership;
use dualect_codegen::snapshot;

const NOW: i64 = 1_790_000_000;

const AUTHORS: &str = r#"
[project]
name = "library"

[tables.authors.columns]
id = { type = "bigint", primary_key = true }
name = { type = "text", unique = true, doc = "As on the cover." }
"#;

fn run(schema: &str, history: &[Folder]) -> Result<Generated<'static>, Refusal> {
    let schema = SourceFile::new("schema.toml", schema);
    generate(&Inputs {
        schema: &schema,
        includes: &[],
        history,
        now: NOW,
        accept: &[],
        accepted: &[],
        name: None,
        online: false,
        counted: &std::collections::BTreeMap::new(),
        templates: &[],
    })
}

/// The folders that a run has written, beside those that were there.
fn folders(generated: &Generated<'_>, before: &[Folder]) -> Vec<Folder> {
    let mut all = before.to_vec();
    let Some(new) = &generated.migration else {
        return all;
    };
    for dialect in Dialect::ALL {
        let text = |file: &str| {
            let path = format!("drizzle/{dialect}/{}/{file}", new.tag);
            generated
                .output
                .files
                .get(&path)
                .map(|file| file.text.clone())
        };
        if let (Some(migration), Some(down), Some(snapshot)) = (
            text("migration.sql"),
            text("down.sql"),
            text("snapshot.json"),
        ) {
            all.push(Folder {
                dialect,
                tag: new.tag.clone(),
                migration,
                down,
                snapshot,
            });
        }
    }
    all
}

/// What is wrong.
fn wrong(result: Result<Generated<'static>, Refusal>) -> Diagnostics {
    match result.unwrap_err() {
        Refusal::Wrong(diagnostics) => diagnostics,
        Refusal::Asks(questions) => panic!("{questions:?}"),
    }
}

fn codes(result: Result<Generated<'static>, Refusal>) -> Vec<Code> {
    wrong(result).iter().map(|problem| problem.code).collect()
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let whole = || run(AUTHORS, &[]).unwrap().whole().unwrap();
    assert_eq!(whole(), whole());
}

#[test]
fn a_second_run_makes_no_migration_and_changes_no_file() {
    let first = run(AUTHORS, &[]).unwrap();
    assert_eq!(first.migration.as_ref().unwrap().tag, "20260921141320_init");
    let second = run(AUTHORS, &folders(&first, &[])).unwrap();
    assert_eq!(second.migration, None);
    let kept = |generated: &Generated<'_>| {
        let mut files = generated.whole().unwrap().files;
        files.retain(|_, file| file.ownership != Ownership::Frozen);
        files
    };
    assert_eq!(kept(&first), kept(&second));
}

#[test]
fn a_migration_is_named_after_its_first_change_and_comes_after_the_last_one() {
    let history = folders(&run(AUTHORS, &[]).unwrap(), &[]);
    let next = run(&format!("{AUTHORS}born = \"date?\"\n"), &history).unwrap();
    let migration = next.migration.unwrap();
    assert_eq!(migration.tag, "20260921141321_add_column_authors_born");
    assert_eq!(migration.changes[0], "add column authors.born");
}

#[test]
fn a_change_in_one_database_alone_is_an_empty_migration_in_the_other() {
    let history = folders(&run(AUTHORS, &[]).unwrap(), &[]);
    let next = run(
        &AUTHORS.replace("As on the cover.", "As printed."),
        &history,
    )
    .unwrap();
    let tag = next.migration.unwrap().tag;
    let sqlite = &next.output.files[&format!("drizzle/sqlite/{tag}/migration.sql")].text;
    assert_eq!(sqlite, "DROP TABLE IF EXISTS __dualect_noop;\n");
    let postgres = &next.output.files[&format!("drizzle/postgres/{tag}/migration.sql")].text;
    assert_eq!(
        postgres,
        "COMMENT ON COLUMN authors.name IS 'As printed.';\n"
    );
}

#[test]
fn a_dialect_that_joins_later_starts_with_everything() {
    let alone = AUTHORS.replace(
        "name = \"library\"",
        "name = \"library\"\ndialects = [\"sqlite\"]",
    );
    let first = run(&alone, &[]).unwrap();
    assert!(
        !first
            .output
            .files
            .keys()
            .any(|path| path.contains("postgres/"))
    );
    let history = folders(&first, &[]);
    let joined = run(AUTHORS, &history).unwrap();
    let tag = joined.migration.as_ref().unwrap().tag.clone();
    let postgres = &joined.output.files[&format!("drizzle/postgres/{tag}/migration.sql")].text;
    assert!(postgres.starts_with("CREATE TABLE authors"), "{postgres}");
    assert_eq!(
        run(AUTHORS, &folders(&joined, &history)).unwrap().migration,
        None
    );
}

#[test]
fn what_no_migration_can_do_yet_is_refused_by_name() {
    let history = folders(&run(AUTHORS, &[]).unwrap(), &[]);
    let retyped = AUTHORS.replace(
        "type = \"text\", unique = true",
        "type = \"double\", unique = true",
    );
    let problems = wrong(run(&retyped, &history));
    let text = problems.render(false);
    assert!(
        text.contains("authors.name changes from text to double (sqlite)"),
        "{text}"
    );
    assert!(
        problems
            .iter()
            .all(|problem| problem.code == Code::UnplannedChange)
    );
}

#[test]
fn two_migrations_that_follow_the_same_one_are_told_apart_from_a_line() {
    let history = folders(&run(AUTHORS, &[]).unwrap(), &[]);
    let ours = run(&format!("{AUTHORS}born = \"date?\"\n"), &history).unwrap();
    let theirs = run(&format!("{AUTHORS}died = \"date?\"\n"), &history).unwrap();
    let mut both = folders(&ours, &history);
    both.extend(folders(&theirs, &[]));
    let found = codes(run(AUTHORS, &both));
    assert_eq!(
        found,
        [Code::TwoHeads, Code::TwoHeads],
        "one for each database"
    );
}

#[test]
fn a_missing_parent_a_conflict_and_a_foreign_snapshot_are_named() {
    let first = folders(&run(AUTHORS, &[]).unwrap(), &[]);
    let all = folders(
        &run(&format!("{AUTHORS}born = \"date?\"\n"), &first).unwrap(),
        &first,
    );
    let without_first: Vec<Folder> = all
        .iter()
        .filter(|folder| folder.tag != first[0].tag)
        .cloned()
        .collect();
    assert_eq!(
        codes(run(AUTHORS, &without_first)),
        [Code::MissingParent, Code::MissingParent]
    );

    let mut torn = first.clone();
    torn[0].snapshot = format!("<<<<<<< ours\n{}", torn[0].snapshot);
    let problems = wrong(run(AUTHORS, &torn)).render(false);
    assert!(problems.contains("merge conflict"), "{problems}");

    let mut foreign = first;
    foreign[0].snapshot =
        "{\"version\": \"7\", \"dialect\": \"sqlite\", \"tables\": {}}".to_owned();
    let problems = wrong(run(AUTHORS, &foreign)).render(false);
    assert!(problems.contains("another tool"), "{problems}");
}

#[test]
fn a_snapshot_reads_back_as_it_was_written() {
    for folder in folders(&run(include_str!("../../schema.toml"), &[]).unwrap(), &[]) {
        let snapshot = snapshot::read(&folder.snapshot).unwrap();
        assert_eq!(snapshot::write(&snapshot), folder.snapshot);
        assert_eq!(snapshot.catalog.tables.len(), 15);
    }
}

#[test]
fn a_text_that_would_tear_a_migration_apart_is_refused() {
    let torn = AUTHORS.replace("As on the cover.", "--> statement-breakpoint");
    assert_eq!(codes(run(&torn, &[])), [Code::Unwritable]);
}
