//! Databases that others made, one trait a test: how each is read, and as what it would be written again.

use dualect_codegen::catalog::model::{Catalog, Table};
use dualect_codegen::schema::model::Deferrable;
use dualect_tests::inspection::{database, inspect, whole, written};

fn table<'c>(catalog: &'c Catalog, name: &str) -> &'c Table {
    let mut all = catalog.tables.values();
    all.find(|table| table.name.name.as_str() == name).unwrap()
}

fn traits(sql: &str) -> Vec<String> {
    table(&whole(sql), "t").definition.traits.clone()
}

/// What is read out of a table is written so, and that is read as the same.
#[track_caller]
fn assert_written(sql: &str, expected: &str) {
    let catalog = whole(sql);
    let text = written(&catalog);
    assert_eq!(text, expected);
    assert_eq!(whole(&text), catalog);
}

#[test]
fn constraints_without_a_name_stay_without_one() {
    assert_written(
        "CREATE TABLE t (a INT CHECK (a > 0), b INT UNIQUE REFERENCES t, PRIMARY KEY (a), UNIQUE (b, a), CHECK ((a < b)))",
        "CREATE TABLE t (\n    a INT,\n    b INT,\n    PRIMARY KEY (a),\n    UNIQUE (b),\n    UNIQUE (b, a),\n    \
         FOREIGN KEY (b) REFERENCES t,\n    CHECK (a < b),\n    CHECK (a > 0)\n);",
    );
}

#[test]
fn names_of_constraints_are_kept_wherever_they_stand() {
    assert_written(
        "CREATE TABLE t (a INT CONSTRAINT k PRIMARY KEY CONSTRAINT c CHECK (a > 0), b INT CONSTRAINT u UNIQUE CONSTRAINT f REFERENCES t (a))",
        "CREATE TABLE t (\n    a INT,\n    b INT,\n    CONSTRAINT k PRIMARY KEY (a),\n    CONSTRAINT u UNIQUE (b),\n    \
         CONSTRAINT f FOREIGN KEY (b) REFERENCES t (a),\n    CONSTRAINT c CHECK (a > 0)\n);",
    );
}

#[test]
fn every_type_is_kept_and_none_is_one() {
    assert_written(
        "CREATE TABLE t (a, b varchar ( 20 ), c double  precision, d DECIMAL(10 , -2), e \"my type\", f [text], g unsigned big int NOT NULL)",
        "CREATE TABLE t (\n    a,\n    b VARCHAR(20),\n    c DOUBLE PRECISION,\n    d DECIMAL(10,-2),\n    e \"my type\",\n    \
         f TEXT,\n    g UNSIGNED BIG INT NOT NULL\n);",
    );
}

#[test]
fn defaults_are_one_text_for_one_value() {
    assert_written(
        "CREATE TABLE t (a DEFAULT 1, b DEFAULT (-1.5), c DEFAULT +2, d DEFAULT word, e DEFAULT \"it's\", f DEFAULT 'x', g DEFAULT NULL,
            h DEFAULT current_timestamp, i DEFAULT (( unixepoch ( ) * 2 )), j DEFAULT X'00', k DEFAULT true)",
        "CREATE TABLE t (\n    a DEFAULT 1,\n    b DEFAULT -1.5,\n    c DEFAULT 2,\n    d DEFAULT 'word',\n    e DEFAULT 'it''s',\n    \
         f DEFAULT 'x',\n    g,\n    h DEFAULT CURRENT_TIMESTAMP,\n    i DEFAULT (unixepoch() * 2),\n    j DEFAULT x'00',\n    \
         k DEFAULT TRUE\n);",
    );
}

#[test]
fn a_key_may_be_null_where_sqlite_lets_it() {
    let catalog = whole(
        "CREATE TABLE a (k TEXT PRIMARY KEY); CREATE TABLE b (k integer primary key); CREATE TABLE c (k INT PRIMARY KEY) WITHOUT ROWID",
    );
    let nullable = |name| table(&catalog, name).columns[0].nullable;
    assert_eq!(["a", "b", "c"].map(nullable), [true, false, false]);
    assert!(table(&catalog, "c").sqlite.without_rowid);
}

#[test]
fn autoincrement_is_read_in_both_places() {
    for sql in [
        "CREATE TABLE t (a INTEGER PRIMARY KEY ASC AUTOINCREMENT)",
        "CREATE TABLE t (a INTEGER, PRIMARY KEY (a AUTOINCREMENT))",
    ] {
        assert_written(
            sql,
            "CREATE TABLE t (\n    a INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT\n);",
        );
    }
}

#[test]
fn collations_stand_on_columns_and_in_indexes() {
    let catalog = whole(
        "CREATE TABLE t (a TEXT COLLATE nocase, b TEXT COLLATE binary);
         CREATE INDEX i ON t (a, a COLLATE BINARY DESC, b COLLATE \"nocase\", b COLLATE binary);
         CREATE UNIQUE INDEX u ON t (b COLLATE rtrim)",
    );
    assert_eq!(
        written(&catalog),
        "CREATE TABLE t (\n    a TEXT COLLATE \"NOCASE\",\n    b TEXT\n);\n\n\
         CREATE INDEX i ON t (a, (a COLLATE BINARY) DESC, (b COLLATE NOCASE), b);\n\n\
         CREATE UNIQUE INDEX u ON t ((b COLLATE RTRIM));"
    );
    assert_eq!(whole(&written(&catalog)), catalog);
}

#[test]
fn partial_and_computed_indexes_are_kept() {
    let catalog = whole(
        "CREATE TABLE t (a TEXT, \"B c\" INT);
         CREATE INDEX p ON t(a)where \"B c\"is not null and [a]<>'x' -- why
         ; CREATE UNIQUE INDEX e ON t (LOWER(\"a\") DESC, (\"b C\" + 1))",
    );
    assert_eq!(
        written(&catalog),
        "CREATE TABLE t (\n    a TEXT,\n    \"B c\" INT\n);\n\n\
         CREATE INDEX p ON t (a) WHERE \"B c\" IS NOT NULL AND a <> 'x';\n\n\
         CREATE UNIQUE INDEX e ON t ((lower(a)) DESC, (\"B c\" + 1));"
    );
    assert_eq!(whole(&written(&catalog)), catalog);
}

#[test]
fn computed_columns_are_stored_or_not() {
    assert_written(
        "CREATE TABLE t (a INT, b INT AS (a*2), c GENERATED ALWAYS AS (a || 'x') STORED, d INT GENERATED ALWAYS AS (a) VIRTUAL NOT NULL)",
        "CREATE TABLE t (\n    a INT,\n    b INT GENERATED ALWAYS AS (a * 2) VIRTUAL,\n    c GENERATED ALWAYS AS (a || 'x') STORED,\n    \
         d INT NOT NULL GENERATED ALWAYS AS (a) VIRTUAL\n);",
    );
}

#[test]
fn foreign_keys_of_every_kind_are_read() {
    let catalog = whole(
        "CREATE TABLE P (x INT, Y INT, PRIMARY KEY (Y, x));
         CREATE TABLE t (a INT, b INT REFERENCES missing, c INT REFERENCES missing (z) ON UPDATE SET DEFAULT NOT DEFERRABLE,
            d INT REFERENCES t (A) DEFERRABLE, FOREIGN KEY (A, b) REFERENCES p ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED)",
    );
    let keys = &table(&catalog, "t").foreign_keys;
    let texts: Vec<String> = keys.iter().map(dualect_codegen::ddl::foreign_key).collect();
    assert_eq!(
        texts,
        [
            "FOREIGN KEY (b) REFERENCES missing",
            "FOREIGN KEY (c) REFERENCES missing (z) ON UPDATE SET DEFAULT",
            "FOREIGN KEY (d) REFERENCES t (a) DEFERRABLE INITIALLY IMMEDIATE",
            "FOREIGN KEY (a, b) REFERENCES \"P\" ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED",
        ]
    );
    assert_eq!(keys[1].deferrable, Deferrable::No);
}

#[test]
fn what_no_catalog_says_is_a_trait_of_the_definition() {
    assert_eq!(
        traits(
            "CREATE TABLE t (a INT NOT NULL ON CONFLICT IGNORE, b TEXT UNIQUE ON CONFLICT REPLACE, c INT CONSTRAINT nn NOT NULL,
                d INT REFERENCES t MATCH FULL, e INT UNIQUE ON CONFLICT abort, PRIMARY KEY (a DESC, b COLLATE nocase) ON CONFLICT FAIL)"
        ),
        [
            "ON CONFLICT IGNORE of column a",
            "ON CONFLICT REPLACE of column b",
            "the name nn of NOT NULL of column c",
            "MATCH FULL of the foreign key to t, which SQLite does not heed",
            "DESC of a in the primary key",
            "COLLATE nocase of b in the primary key",
            "ON CONFLICT FAIL of the primary key",
        ]
    );
    assert_eq!(
        traits(
            "CREATE TABLE t (a INTEGER PRIMARY KEY DESC, CONSTRAINT c CHECK (a > 0), CONSTRAINT c CHECK (a < 9))"
        ),
        [
            "DESC of column a as the primary key",
            "the name c, which a second constraint has as well"
        ]
    );
    assert_eq!(
        traits(
            "CREATE TABLE t (a INT CHECK (a > 0) REFERENCES t (a), CHECK (a > 0), FOREIGN KEY (a) REFERENCES t (a), UNIQUE (a), UNIQUE (a))"
        ),
        [
            "check (a > 0), once more",
            "foreign key (a) REFERENCES t (a), once more"
        ]
    );
}

#[test]
fn hostile_names_are_names() {
    assert_written(
        "CREATE TABLE [se\"lect;] (\"order\" INT, `a``b` INT, [c d] INT, 'e''f' INT, \"G\" INT, g2 INT, ünï INT, \"--\" INT,
            \"x)\" TEXT DEFAULT '),(' CHECK (\"x)\" <> ')'), CONSTRAINT \"primary\" CHECK (\"ORDER\" > `a``b` /* ) */ AND g > [c d] AND \"--\" > 0))",
        "CREATE TABLE \"se\"\"lect;\" (\n    \"order\" INT,\n    \"a`b\" INT,\n    \"c d\" INT,\n    \"e'f\" INT,\n    \"G\" INT,\n    \
         g2 INT,\n    \"ünï\" INT,\n    \"--\" INT,\n    \"x)\" TEXT DEFAULT '),(',\n    CHECK (\"x)\" <> ')'),\n    \
         CONSTRAINT \"primary\" CHECK (\"order\" > \"a`b\" AND \"G\" > \"c d\" AND \"--\" > 0)\n);",
    );
}

#[test]
fn what_names_nothing_in_double_quotes_is_a_text() {
    let catalog =
        whole("CREATE TABLE t (kind TEXT CHECK (\"kind\" IN (\"a\", 'b') AND t.kind <> \"T\"))");
    let check = &table(&catalog, "t").checks[0].expression;
    assert_eq!(check.sql, "kind IN ('a', 'b') AND kind <> 'T'");
    assert_eq!(check.columns.as_ref().unwrap().len(), 1);
}

#[test]
fn views_triggers_and_virtual_tables_come_as_they_were_written() {
    let found = inspect(&database(
        "CREATE TABLE Notes (id INTEGER PRIMARY KEY, body TEXT);
         CREATE VIEW second AS SELECT * FROM \"first\"; CREATE VIEW first (a, [b c]) AS SELECT id, body -- all
         FROM notes; CREATE VIEW broken AS SELECT * FROM gone;
         CREATE VIRTUAL TABLE search USING fts5(body, content='');
         CREATE TRIGGER fill AFTER INSERT ON notes BEGIN INSERT INTO search (rowid, body) VALUES (new.id, new.body); END;
         CREATE TRIGGER instead INSTEAD OF DELETE ON first BEGIN SELECT 1; END;
         CREATE TABLE __drizzle_migrations (id INT); CREATE TABLE __dualect_migrations (id INT); ANALYZE;
         CREATE TEMP TABLE \"Notes\" (other INT)",
    ));
    assert_eq!(found.beyond, [""; 0]);
    let catalog = found.catalog;
    assert_eq!(catalog.tables.len(), 1);
    assert_eq!(table(&catalog, "Notes").columns.len(), 2);
    let views: Vec<_> = catalog.views.values().collect();
    let names: Vec<_> = views.iter().map(|view| view.name.to_string()).collect();
    assert_eq!(names, ["first", "broken", "second"]);
    assert_eq!(views[0].sql, "SELECT id, body -- all\n         FROM notes");
    assert_eq!(views[0].columns.len(), 2);
    let objects: Vec<_> = catalog.objects.values().collect();
    let names: Vec<_> = objects.iter().map(|object| object.name.as_str()).collect();
    assert_eq!(
        names,
        ["virtual table search", "trigger fill", "trigger instead"]
    );
    assert_eq!(objects[1].on.as_ref().unwrap().to_string(), "Notes");
    assert_eq!(objects[2].on, None);
}

#[test]
fn what_alter_table_wrote_is_read_as_well() {
    assert_written(
        "CREATE TABLE t0 (a INT, b INT CHECK (b > 0)); ALTER TABLE t0 RENAME TO t; ALTER TABLE t RENAME COLUMN a TO \"key\";
         ALTER TABLE t ADD COLUMN c VARCHAR(3) NOT NULL DEFAULT 'x' CHECK (length(c) < 4) REFERENCES t (\"key\")",
        "CREATE TABLE t (\n    key INT,\n    b INT,\n    c VARCHAR(3) NOT NULL DEFAULT 'x',\n    FOREIGN KEY (c) REFERENCES t (key),\n    \
         CHECK (b > 0),\n    CHECK (length(c) < 4)\n);",
    );
    assert_written(
        "CREATE TABLE t AS SELECT 1 AS a, 'x' AS \"B\"",
        "CREATE TABLE t (\n    a,\n    \"B\"\n);",
    );
}

#[test]
fn a_thousand_tables_are_one_question() {
    let tables: Vec<String> = (0..1_000)
        .map(|at| format!("CREATE TABLE t{at} (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b INT REFERENCES t0); CREATE INDEX i{at} ON t{at} (b);"))
        .collect();
    let catalog = whole(&format!("BEGIN; {} COMMIT", tables.concat()));
    assert_eq!(catalog.tables.len(), 1_000);
    assert!(
        catalog
            .tables
            .values()
            .all(|table| table.indexes.len() == 1 && table.uniques.len() == 1)
    );
}
