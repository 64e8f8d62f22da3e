//! From one foreign database to another by the plan, on the engine: what comes out is read as what was wanted.

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::SqliteVersion;
use dualect_codegen::inspect::sqlite::settled;
use dualect_codegen::migration::files;
use dualect_codegen::plan::Terms;
use dualect_tests::inspection::{database, differences, inspect, whole};
use dualect_tests::migration_case::plain;
use rusqlite::Connection;

/// Applies what leads from one to the other, and says what it was.
fn apply(connection: &Connection, from: &Catalog, to: &Catalog) -> String {
    let transition = plain(&settled(from, to), to);
    assert_eq!(transition.there.unplanned, []);
    let (up, down) = transition.plans(&Terms::simple(SqliteVersion::BUNDLED));
    let file = files(&up, &down).up;
    for section in file.split("--> statement-breakpoint") {
        let done = connection.execute_batch(section);
        done.unwrap_or_else(|error| panic!("{error}\nin {section}\nof {file}"));
    }
    file
}

/// From `before` to `after` and back again.
fn there_and_back(before: &str, after: &str) -> (String, String) {
    let (from, to) = (whole(before), whole(after));
    let connection = database(before);
    let mut taken = Vec::new();
    for (start, end) in [(&from, &to), (&to, &from)] {
        taken.push(apply(&connection, start, end));
        let found = inspect(&connection);
        assert_eq!(found.beyond, [""; 0]);
        assert_eq!(differences(&found.catalog, end), "", "{taken:#?}");
        let again = plain(&settled(&found.catalog, end), end);
        assert!(again.is_empty(), "{:#?}", again.there.changes);
    }
    let down = taken.pop().unwrap();
    (taken.pop().unwrap(), down)
}

#[test]
fn a_rebuild_keeps_every_trait_of_a_foreign_table() {
    let definition = |extra: &str| {
        format!(
            "CREATE TABLE p (id INTEGER PRIMARY KEY, code VARCHAR(20) UNIQUE);
             CREATE TABLE t (
                a integer primary key autoincrement, b VARCHAR(20) COLLATE nocase NOT NULL UNIQUE, c, d DECIMAL(10,2) DEFAULT \"x\",
                e AS (a + 1), f TEXT AS (b || 'x') STORED, g INT REFERENCES p DEFERRABLE INITIALLY DEFERRED, h INT REFERENCES t
                {extra}, CHECK (a > 0), UNIQUE (c, d), CONSTRAINT named UNIQUE (d), FOREIGN KEY (c) REFERENCES p (code) ON DELETE RESTRICT
             );
             CREATE INDEX i ON t (b COLLATE BINARY DESC, abs(a)) WHERE c IS NOT NULL;
             CREATE VIRTUAL TABLE search USING fts5(body);
             CREATE TRIGGER log AFTER INSERT ON t BEGIN INSERT INTO search (body) VALUES (new.b); END;
             CREATE VIEW v AS SELECT * FROM t;
             CREATE TABLE w (k TEXT PRIMARY KEY, v ANY) WITHOUT ROWID, STRICT;"
        )
    };
    let (up, _) = there_and_back(&definition(""), &definition(", CHECK (c <> 'no')"));
    assert!(!up.contains("__dualect_new"), "{up}");
    let (up, _) = there_and_back(
        &definition(""),
        &definition(", CHECK (c <> 'no'), UNIQUE (g)"),
    );
    assert!(up.contains("__dualect_new_t"), "{up}");
}

#[test]
fn constraints_without_a_name_come_and_go() {
    let (up, down) = there_and_back(
        "CREATE TABLE t (a INT, b INT CHECK (b > 0))",
        "CREATE TABLE t (a INT CHECK (a > 0), b INT)",
    );
    for file in [up, down] {
        assert!(file.contains("__dualect_new_t"), "{file}");
    }
}

#[test]
fn what_is_only_spelt_otherwise_is_no_change() {
    let one = "CREATE TABLE \"T\" (\"id\" INTEGER NOT NULL PRIMARY KEY, \"kind\" text DEFAULT ('a') CHECK ((\"kind\" in (\"a\", 'b'))));
         CREATE VIEW v (x) AS select id from \"T\" -- all
         ;
         CREATE TRIGGER g AFTER DELETE ON T BEGIN SELECT 1; END";
    let other = "create table T (id integer primary key, [kind] TEXT default 'a', check (T.kind IN ('a','b') /* both */ ));
         create view v(x) as SELECT id\n FROM \"T\";
         CREATE TRIGGER if not exists g AFTER DELETE ON T BEGIN\n select 1; END";
    let (from, to) = (whole(one), whole(other));
    let transition = plain(&settled(&from, &to), &to);
    assert!(transition.is_empty(), "{:#?}", transition.there.changes);
    assert_eq!(differences(&from, &to), "");
}

#[test]
fn columns_come_with_constraints_that_have_no_name() {
    let (up, _) = there_and_back(
        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a INT)",
        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a INT, b INT CHECK (b > 0) REFERENCES p)",
    );
    assert!(!up.contains("__dualect_new"), "{up}");
}
