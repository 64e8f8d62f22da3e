//! `db-diff` between SQLite databases that others made: what it prints is applied by any client, and leads there with every row.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use dualect_cli::Exit;
use dualect_tests::inspection::{differences, inspect};
use dualect_tests::project::{Project, Ran};
use dualect_tests::sqlite::Database;
use rusqlite::Connection;

/// A connection such as anybody's program opens it.
fn open(database: &Database) -> Connection {
    Connection::open(database.path()).unwrap()
}

fn holding(sql: &str) -> Database {
    let database = Database::create();
    open(&database)
        .execute_batch(sql)
        .unwrap_or_else(|error| panic!("{error}\nin {sql}"));
    database
}

fn diff(from: &Database, to: &Database, more: &[&str]) -> Ran {
    let project = Project::ungenerated("[project]\nname = \"any\"\n");
    let (from, to) = (from.url(), to.url());
    let sides = ["db-diff", "--from", &from, "--to", &to, "--accept", "all"];
    project.run(&[&sides, more].concat(), None)
}

/// The rows of a query, in JSON.
fn rows(database: &Database, query: &str) -> String {
    let sql = format!("SELECT json_group_array(json(row)) FROM ({query})");
    open(database)
        .query_row(&sql, [], |row| row.get(0))
        .unwrap_or_else(|error| panic!("{error}\nin {query}"))
}

/// Takes the one to the other, with foreign keys on and off, and says what was printed.
#[track_caller]
fn reached(before: &str, after: &str, more: &[&str], watch: &[(&str, &str)]) -> String {
    let mut printed = String::new();
    for foreign_keys in ["ON", "OFF"] {
        let (from, to) = (holding(before), holding(after));
        let ran = diff(&from, &to, more);
        ran.assert_ended(Exit::Done);
        let connection = open(&from);
        let set = format!("PRAGMA foreign_keys = {foreign_keys}");
        connection.execute_batch(&set).unwrap();
        let done = connection.execute_batch(&ran.out);
        done.unwrap_or_else(|error| panic!("{error}\nin {}", ran.out));
        let (found, expected) = (inspect(&connection), inspect(&open(&to)));
        assert_eq!(
            differences(&found.catalog, &expected.catalog),
            "",
            "{}",
            ran.out
        );
        assert_eq!(definitions(&from), definitions(&to), "{}", ran.out);
        let again = diff(&from, &to, &[]);
        assert_eq!((again.out.as_str(), again.err.as_str()), ("", ""));
        for (query, expected) in watch {
            assert_eq!(rows(&from, query), *expected, "{query}\n{}", ran.out);
        }
        printed = ran.out;
    }
    printed
}

/// What the definitions of tables say, in any order of columns, without quotes and blanks.
fn definitions(database: &Database) -> String {
    let connection = open(database);
    let query = "SELECT sql FROM sqlite_schema WHERE type = 'table' ORDER BY lower(name)";
    let mut statement = connection.prepare(query).unwrap();
    let texts = statement.query_map([], |row| row.get::<_, String>(0));
    let texts: Vec<String> = texts.unwrap().map(Result::unwrap).collect();
    let bare = |text: String| -> String {
        let quotes = ['"', '`', '[', ']'];
        text.chars()
            .filter(|c| !c.is_whitespace() && !quotes.contains(c))
            .collect()
    };
    texts.into_iter().map(bare).collect::<Vec<_>>().join("\n")
}

/// What cannot be done fails, and leaves everything as it was: for a client that stops there, and for one that goes on.
#[track_caller]
fn refused(before: &str, after: &str, expected: &str) {
    let (from, to) = (holding(before), holding(after));
    let dump = |database: &Database| {
        let connection = open(database);
        let found = inspect(&connection);
        let tables = found.catalog.tables.keys();
        let counted = tables.map(|name| {
            let query = format!("SELECT json_array(count(*), sum(rowid)) AS row FROM \"{name}\"");
            rows(database, &query)
        });
        (counted.collect::<Vec<_>>(), definitions(database))
    };
    let start = dump(&from);
    let ran = diff(&from, &to, &["--json"]);
    ran.assert_ended(Exit::Done);
    let printed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let statements: Vec<&str> = printed["statements"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(serde_json::Value::as_str)
        .collect();
    for goes_on in [false, true] {
        let connection = open(&from);
        let mut errors = Vec::new();
        for statement in &statements {
            if let Err(error) = connection.execute_batch(statement) {
                errors.push(error.to_string());
                if !goes_on {
                    break;
                }
            }
        }
        drop(connection);
        assert!(
            errors.first().is_some_and(|error| error.contains(expected)),
            "{errors:?}\n{statements:#?}"
        );
        assert_eq!(dump(&from), start, "goes on: {goes_on}\n{statements:#?}");
    }
}

#[test]
fn what_is_printed_runs_on_the_oldest_sqlite() {
    let before = holding("CREATE TABLE t (a INT, b INT)");
    let after = holding("CREATE TABLE t (a INT NOT NULL, CONSTRAINT c CHECK (a > 0))");
    let ran = diff(&before, &after, &[]);
    ran.assert_ended(Exit::Done);
    assert!(ran.out.contains("__dualect_new_t"), "{}", ran.out);
    assert!(!ran.out.contains("ALTER COLUMN"), "{}", ran.out);
}

#[test]
fn what_only_a_definition_says_goes_along() {
    let definition = "CREATE TABLE t (a varchar(20) COLLATE nocase NOT NULL ON CONFLICT IGNORE, -- the a
            b Text CONSTRAINT full UNIQUE ON CONFLICT REPLACE CHECK (t.b <> \"t\".a), c INT CONSTRAINT nn NOT NULL REFERENCES t (c) MATCH FULL,
            [d e] DEFAULT \"x\", PRIMARY KEY (a DESC, b COLLATE rtrim) ON CONFLICT FAIL, UNIQUE (c), CHECK (c > 0), CHECK (c > 0))";
    let kept =
        format!("{definition}; CREATE INDEX i ON t ([d e] COLLATE nocase, lower(a)) WHERE c > 1");
    let printed = reached("CREATE TABLE t (a, b)", &kept, &[], &[]);
    assert!(printed.contains("MATCH FULL"), "{printed}");
    reached("", &kept, &[], &[]);
    let watch = [(
        "SELECT json_array(a, b, c) AS row FROM t",
        "[[\"A\",\"b\",1]]",
    )];
    let more = definition.replace("UNIQUE (c)", "UNIQUE (c, b)");
    let before = format!("{kept}; INSERT INTO t (a, b, c) VALUES ('A', 'b', 1)");
    reached(&before, &more, &[], &watch);
    reached(
        &before,
        &definition.replace("CHECK (c > 0), ", ""),
        &[],
        &watch,
    );
    let plain = "CREATE TABLE t (a varchar(20) COLLATE nocase, b Text, c INT, [d e])";
    reached(&before, plain, &[], &watch);
}

#[test]
fn what_is_only_spelt_otherwise_is_no_change() {
    let one = "CREATE TABLE t (id INTEGER PRIMARY KEY, kind text DEFAULT ('a') CHECK ((\"kind\" in (\"a\", 'b'))));
         CREATE VIEW v AS SELECT id FROM t -- all
         ;
         CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW WHEN new.id > 1 BEGIN UPDATE t SET kind = 'b'; END";
    let other = "create table t (id integer primary key, [kind] TEXT default 'a', check (kind IN ('a','b') /* both */ ));
         create view v as select id\n from t;
         create trigger g after insert on t for each row when new.id > 1 begin update t set kind = 'b'; end";
    let (from, to) = (holding(one), holding(other));
    let ran = diff(&from, &to, &[]);
    ran.assert_ended(Exit::Done);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
}

#[test]
fn another_case_of_a_name_is_the_same_thing() {
    let printed = reached(
        "CREATE TABLE Users (Id INTEGER PRIMARY KEY, Name TEXT); CREATE INDEX By_Name ON Users (Name); INSERT INTO Users VALUES (3, 'x')",
        "CREATE TABLE users (Id INTEGER PRIMARY KEY, name TEXT); CREATE INDEX by_name ON users (name)",
        &[],
        &[(
            "SELECT json_array(id, name) AS row FROM users",
            "[[3,\"x\"]]",
        )],
    );
    assert!(!printed.contains("DROP TABLE"), "{printed}");
}

#[test]
fn a_table_that_is_called_like_a_shadow_is_one_of_its_own() {
    let kept =
        "CREATE VIRTUAL TABLE f USING fts5(a, content='f_content'); CREATE TABLE docs_data (a);";
    let before = format!(
        "{kept} CREATE TABLE f_content (a); INSERT INTO f_content VALUES (1); INSERT INTO f_content VALUES (NULL)"
    );
    let after = format!("{kept} CREATE TABLE f_content (a, b INT NOT NULL DEFAULT 7)");
    let watch = [(
        "SELECT json_array(a, b) AS row FROM f_content",
        "[[1,7],[null,7]]",
    )];
    reached(&before, &after, &[], &watch);
    reached(
        "CREATE TABLE x (a)",
        &format!("{kept} CREATE TABLE f_content (a)"),
        &[],
        &[],
    );
}

#[test]
fn a_foreign_key_that_leads_nowhere_does_not_stop_a_rebuild() {
    let watch = [("SELECT json_array(rowid, p) AS row FROM c", "[[1,1],[5,9]]")];
    for parent in ["gone", "gone (id)", "p (nosuch)"] {
        let table = |null: &str| {
            format!(
                "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT {null} REFERENCES {parent});"
            )
        };
        let rows = "PRAGMA foreign_keys = OFF; INSERT INTO c (rowid, p) VALUES (1, 1), (5, 9)";
        reached(
            &format!("{}{rows}", table("")),
            &table("NOT NULL"),
            &[],
            &watch,
        );
    }
}

#[test]
fn a_row_that_referred_to_nothing_before_stays() {
    let table = |null: &str| {
        format!(
            "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT {null} REFERENCES p ON DELETE CASCADE);"
        )
    };
    let (from, to) = (holding(&table("")), holding(&table("NOT NULL")));
    let connection = open(&from);
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; INSERT INTO p VALUES (1); INSERT INTO c VALUES (1), (9)",
        )
        .unwrap();
    let ran = diff(&from, &to, &[]);
    connection.execute_batch(&ran.out).unwrap();
    assert_eq!(
        rows(&from, "SELECT json_array(p) AS row FROM c"),
        "[[1],[9]]"
    );
}

#[test]
fn a_parent_goes_and_its_children_stay() {
    let child = "CREATE TABLE c (p INT REFERENCES p (id) ON DELETE CASCADE);";
    let printed = reached(
        &format!(
            "CREATE TABLE p (id INTEGER PRIMARY KEY); {child} INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)"
        ),
        child,
        &[],
        &[("SELECT json_array(p) AS row FROM c", "[[1]]")],
    );
    assert!(
        printed.starts_with("PRAGMA foreign_keys = OFF;"),
        "{printed}"
    );
}

#[test]
fn a_view_that_is_broken_stands_in_nobodys_way() {
    let broken = "CREATE VIEW w AS SELECT absent FROM t; CREATE VIEW v AS SELECT * FROM gone;";
    reached(
        &format!("CREATE TABLE t (a); CREATE TABLE u (a INT); {broken} INSERT INTO u VALUES (1)"),
        &format!("CREATE TABLE t (a); CREATE TABLE x (a INT NOT NULL); {broken}"),
        &["--rename", "table:u=x"],
        &[("SELECT json_array(a) AS row FROM x", "[[1]]")],
    );
}

#[test]
fn an_index_goes_over_to_another_table() {
    let tables =
        |more: &str| format!("CREATE TABLE t (a, b {more}); CREATE TABLE a (a, b {more});");
    for more in ["", "NOT NULL DEFAULT 1"] {
        reached(
            &format!("{} CREATE INDEX i ON t (a)", tables("")),
            &format!("{} CREATE INDEX i ON a (a)", tables(more)),
            &[],
            &[],
        );
    }
    reached(
        "CREATE TABLE t (a); CREATE TABLE a (a INT); CREATE INDEX i ON t (a)",
        "CREATE TABLE a (a INT NOT NULL); CREATE INDEX i ON a (a)",
        &[],
        &[],
    );
}

#[test]
fn rows_keep_their_numbers_counters_and_whatever_they_hold() {
    reached(
        "CREATE TABLE t (rowid TEXT, b); INSERT INTO t (_rowid_, rowid, b) VALUES (10, 'q', 1), (20, 'z', 'x')",
        "CREATE TABLE t (rowid TEXT, b INTEGER NOT NULL DEFAULT 1)",
        &[],
        &[(
            "SELECT json_array(_rowid_, rowid, b) AS row FROM t",
            "[[10,\"q\",1],[20,\"z\",\"x\"]]",
        )],
    );
    reached(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a); INSERT INTO t VALUES (3, 1), (90, 2); DELETE FROM t WHERE id = 90",
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a NOT NULL)",
        &[],
        &[(
            "SELECT json_array(name, seq) AS row FROM sqlite_sequence",
            "[[\"t\",90]]",
        )],
    );
    reached(
        "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, a); INSERT INTO t (rowid, id) VALUES (5, 3), (8, 3.5)",
        "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, a, UNIQUE (a))",
        &[],
        &[(
            "SELECT json_array(rowid, id) AS row FROM t ORDER BY rowid",
            "[[5,3],[8,3.5]]",
        )],
    );
    reached(
        "CREATE TABLE t (a); CREATE TABLE __dualect_new_t (b); INSERT INTO t VALUES (1)",
        "CREATE TABLE t (a NOT NULL, at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP); CREATE TABLE __dualect_new_t (b)",
        &[],
        &[(
            "SELECT json_array(a, at IS NOT NULL) AS row FROM t",
            "[[1,1]]",
        )],
    );
}

#[test]
fn what_rows_do_not_allow_fails_and_loses_nothing() {
    let rows = "INSERT INTO t VALUES (1, 'x'), (2, NULL), (3, 'x')";
    let before = format!(
        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); {rows}"
    );
    for (definition, expected) in [
        ("id INTEGER PRIMARY KEY, a TEXT NOT NULL", "NOT NULL"),
        ("id INTEGER PRIMARY KEY, a TEXT UNIQUE", "UNIQUE"),
        ("id INTEGER PRIMARY KEY, a TEXT CHECK (a <> 'x')", "CHECK"),
        ("id INTEGER PRIMARY KEY, a TEXT, b NOT NULL", "NOT NULL"),
        ("id INTEGER PRIMARY KEY, a TEXT REFERENCES p", "FOREIGN KEY"),
    ] {
        let after =
            format!("CREATE TABLE p (id INTEGER PRIMARY KEY, more); CREATE TABLE t ({definition})");
        refused(&before, &after, expected);
    }
}
