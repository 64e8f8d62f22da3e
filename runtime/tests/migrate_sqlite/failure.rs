use dualect::migrate::ScriptFile;
use dualect::{Migration, MigrationErrorKind};

use crate::subject::{INIT, Subject};

const BROKEN: Migration<'static> = Migration {
    tag: "20260301120000_broken",
    up: "CREATE TABLE extra (x INTEGER) STRICT;
--> statement-breakpoint
-- the name is wrong
INSERT INTO extra
  SELECT id
  FROM nosuch;
--> statement-breakpoint
CREATE INDEX extra_x ON extra (x);
",
    down: "",
};

#[test]
fn a_failing_section_leaves_the_boundary_and_is_named_with_its_line() {
    let mut subject = Subject::new();
    subject.migrate(&[INIT]).unwrap();
    let before = subject.schema();
    let error = subject.migrate(&[INIT, BROKEN]).unwrap_err();
    let text = error.to_string();
    let MigrationErrorKind::Section(failure) = error else {
        panic!("{text}")
    };
    assert_eq!(
        (failure.tag.as_str(), failure.file, failure.section),
        (BROKEN.tag, ScriptFile::Up, 2)
    );
    assert_eq!(
        (failure.statement.as_str(), failure.kept),
        ("INSERT INTO extra", 0)
    );
    assert!((4..=6).contains(&failure.line), "{text}");
    assert!(text.contains("no such table: nosuch"), "{text}");
    assert_eq!(subject.schema(), before);
    assert_eq!(
        subject.number("SELECT count(*) FROM __drizzle_migrations"),
        1
    );

    let mended = BROKEN.up.replace("nosuch", "parents");
    let applied = subject
        .migrate(&[
            INIT,
            Migration {
                up: &mended,
                ..BROKEN
            },
        ])
        .unwrap();
    assert_eq!(applied.tags, [BROKEN.tag]);
}

#[test]
fn an_unknown_name_is_pointed_at_on_its_own_line() {
    let wrong = Migration {
        up: "\n\nCREATE INDEX a\n  ON parents (\n    nosuch\n);",
        ..BROKEN
    };
    let mut subject = Subject::new();
    let error = subject.migrate(&[INIT, wrong]).unwrap_err();
    let MigrationErrorKind::Section(failure) = error else {
        panic!("{error}")
    };
    assert!(failure.line >= 3 && failure.line <= 6, "{failure}");
    let wrong = Migration {
        up: "SELECT 1;\n\nSELECT\n  name\n  FROMM parents;",
        ..BROKEN
    };
    let error = subject.migrate(&[INIT, wrong]).unwrap_err();
    let MigrationErrorKind::Section(failure) = error else {
        panic!("{error}")
    };
    assert_eq!(failure.line, 5, "{failure}");
}

#[test]
fn what_was_applied_before_the_failing_migration_stays() {
    let mut subject = Subject::new();
    subject.migrate(&[INIT, BROKEN]).unwrap_err();
    assert_eq!(
        subject.rows("SELECT name FROM __drizzle_migrations"),
        [INIT.tag]
    );
}

#[test]
fn a_guard_that_selects_an_error_stops_the_migration() {
    let guarded = Migration {
        up: "CREATE TEMP TABLE guard (ok INTEGER CONSTRAINT \"rows were lost\" CHECK (ok));
--> statement-breakpoint
INSERT INTO guard SELECT count(*) = 1 FROM parents;
--> statement-breakpoint
DROP TABLE guard;",
        ..BROKEN
    };
    let mut subject = Subject::new();
    let error = subject.migrate(&[INIT, guarded]).unwrap_err().to_string();
    assert!(
        error.contains("rows were lost") && error.contains("section 2"),
        "{error}"
    );
    assert_eq!(subject.number("SELECT count(*) FROM temp.sqlite_schema"), 0);
}

#[test]
fn a_file_cannot_end_the_migrators_transaction() {
    let mut subject = Subject::new();
    for statement in [
        "COMMIT",
        "-- a\nbegin immediate",
        "END TRANSACTION",
        "ROLLBACK",
    ] {
        let up = format!("CREATE TABLE extra (x INTEGER);\n--> statement-breakpoint\n{statement};");
        let error = subject
            .migrate(&[INIT, Migration { up: &up, ..BROKEN }])
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("cannot begin or end transactions") && error.contains(BROKEN.tag),
            "{error}"
        );
        assert_eq!(
            subject
                .rows("SELECT name FROM sqlite_schema WHERE name = 'extra'")
                .len(),
            0
        );
    }
    let savepoint = "SAVEPOINT a;\n--> statement-breakpoint\nROLLBACK TO a;\n--> statement-breakpoint\nRELEASE a;";
    subject
        .migrate(&[
            INIT,
            Migration {
                up: savepoint,
                ..BROKEN
            },
        ])
        .unwrap();
}

#[test]
fn a_deferred_violation_that_the_commit_finds_names_the_table() {
    let mut subject = Subject::new();
    let orphan = Migration {
        up: "PRAGMA defer_foreign_keys=ON;\n--> statement-breakpoint\nINSERT INTO children VALUES (1, 99);",
        ..BROKEN
    };
    let error = subject.migrate(&[INIT, orphan]).unwrap_err();
    let expected = MigrationErrorKind::ForeignKeys {
        tag: BROKEN.tag.to_owned(),
        table: "children".to_owned(),
        parent: "parents".to_owned(),
        rows: 1,
    };
    assert_eq!(error, expected);
    assert_eq!(subject.number("SELECT count(*) FROM children"), 0);
}
