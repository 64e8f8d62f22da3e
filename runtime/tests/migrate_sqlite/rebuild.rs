use dualect::{Migration, MigrationErrorKind};

use crate::subject::{INIT, Subject};

const REBUILD: Migration<'static> = Migration {
    tag: "20260301120000_rebuild",
    up: "PRAGMA foreign_keys=OFF;
--> statement-breakpoint
CREATE TABLE __new_parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL, UNIQUE (name)) STRICT;
--> statement-breakpoint
INSERT INTO __new_parents SELECT id, name FROM parents;
--> statement-breakpoint
DROP TABLE parents;
--> statement-breakpoint
ALTER TABLE __new_parents RENAME TO parents;
--> statement-breakpoint
PRAGMA foreign_keys=ON;
",
    down: "",
};

fn with_rows() -> Subject {
    let mut subject = Subject::new();
    subject.migrate(&[INIT]).unwrap();
    subject.execute("INSERT INTO parents VALUES (1, 'a'), (2, 'b'); INSERT INTO children VALUES (1, 1), (2, 1), (3, 2);");
    subject
}

#[test]
fn a_rebuild_over_cascading_children_loses_nothing() {
    for off in [
        "PRAGMA foreign_keys=OFF;",
        "pragma main.foreign_keys = 0",
        "PRAGMA foreign_keys(off);",
    ] {
        let mut subject = with_rows();
        let up = REBUILD.up.replace("PRAGMA foreign_keys=OFF;", off);
        subject
            .migrate(&[INIT, Migration { up: &up, ..REBUILD }])
            .unwrap();
        assert_eq!(
            subject.rows("SELECT * FROM children"),
            ["1|1", "2|1", "3|2"],
            "{off}"
        );
        assert_eq!(subject.rows("SELECT * FROM parents"), ["1|a", "2|b"]);
        assert_eq!(subject.number("PRAGMA foreign_keys"), 1);
        subject.execute("DELETE FROM parents WHERE id = 1");
        assert_eq!(subject.rows("SELECT * FROM children"), ["3|2"]);
    }
}

#[test]
fn without_hoisting_the_same_sections_would_wipe_the_children() {
    // What other migrators do: it is why this one does not.
    let subject = with_rows();
    let sections = REBUILD.up.replace("--> statement-breakpoint", "");
    subject.execute(&format!("BEGIN; {sections} COMMIT;"));
    assert_eq!(subject.number("SELECT count(*) FROM children"), 0);
}

#[test]
fn a_rebuild_that_leaves_orphans_is_undone_and_names_the_table() {
    let mut subject = with_rows();
    let up = REBUILD
        .up
        .replace("FROM parents", "FROM parents WHERE id > 1");
    let error = subject
        .migrate(&[INIT, Migration { up: &up, ..REBUILD }])
        .unwrap_err();
    let expected = MigrationErrorKind::ForeignKeys {
        tag: REBUILD.tag.to_owned(),
        table: "children".to_owned(),
        parent: "parents".to_owned(),
        rows: 2,
    };
    assert_eq!(error, expected);
    assert_eq!(subject.number("SELECT count(*) FROM parents"), 2);
    assert_eq!(subject.number("SELECT count(*) FROM children"), 3);
    assert_eq!(subject.number("PRAGMA foreign_keys"), 1);
}

#[test]
fn a_connection_that_did_not_enforce_foreign_keys_does_not_afterwards() {
    let mut subject = with_rows();
    subject.execute("PRAGMA foreign_keys = OFF");
    subject.migrate(&[INIT, REBUILD]).unwrap();
    assert_eq!(subject.number("PRAGMA foreign_keys"), 0);
}

#[test]
fn rows_that_a_like_in_a_check_let_in_survive_a_rebuild() {
    let mut subject = Subject::new();
    let plain = rusqlite::Connection::open(subject.connection.path().unwrap()).unwrap();
    plain
        .execute_batch(
            "CREATE TABLE tags (x TEXT CHECK (x LIKE 'a%')); INSERT INTO tags VALUES ('ABC');",
        )
        .unwrap();
    let up = "CREATE TABLE __new_tags (x TEXT CHECK (x LIKE 'a%')) STRICT;
--> statement-breakpoint
INSERT INTO __new_tags SELECT x FROM tags;
--> statement-breakpoint
DROP TABLE tags;
--> statement-breakpoint
ALTER TABLE __new_tags RENAME TO tags;";
    subject.migrate(&[Migration { up, ..REBUILD }]).unwrap();
    assert_eq!(subject.rows("SELECT x FROM tags"), ["ABC"]);
    assert_eq!(subject.number("SELECT 'a' LIKE 'A'"), 0);
}

#[test]
fn a_cached_statement_that_is_half_read_or_of_the_old_shape_is_in_nobodys_way() {
    let mut subject = with_rows();
    for _ in 0..2 {
        let mut statement = subject
            .connection
            .prepare_cached("SELECT * FROM parents")
            .unwrap();
        let mut rows = statement.query([]).unwrap();
        rows.next().unwrap();
    }
    subject.migrate(&[INIT, REBUILD]).unwrap();
    let mut statement = subject
        .connection
        .prepare_cached("SELECT * FROM parents")
        .unwrap();
    assert_eq!(statement.query_map([], |_| Ok(())).unwrap().count(), 2);
}

#[test]
fn a_file_that_only_turns_enforcement_on_runs_with_it() {
    let mut subject = with_rows();
    let up =
        "PRAGMA foreign_keys = ON;\n--> statement-breakpoint\nDELETE FROM parents WHERE id = 1;";
    subject
        .migrate(&[INIT, Migration { up, ..REBUILD }])
        .unwrap();
    assert_eq!(subject.rows("SELECT * FROM children"), ["3|2"]);
}
