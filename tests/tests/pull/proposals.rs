//! What rows and checks say of columns, and what is only proposed.

use dualect_tests::engine::Engine;

use super::{holding, pulled};

#[tokio::test]
async fn a_richer_type_is_taken_where_the_table_stays_as_it_is() {
    let sql = "
        CREATE TABLE things (id INTEGER PRIMARY KEY,
            is_new INTEGER NOT NULL, created_at INTEGER NOT NULL, seen_at INTEGER, done_ts INTEGER,
            settings TEXT NOT NULL, token BLOB NOT NULL, uuid BLOB NOT NULL, day TEXT, at TEXT,
            kind TEXT NOT NULL CHECK (kind IN ('a', 'b')), flag INTEGER NOT NULL CHECK (flag IN (0, 1)),
            count INTEGER NOT NULL, uid TEXT NOT NULL, price TEXT NOT NULL);
        INSERT INTO things VALUES
            (1, 0, 1767225600, 1767225600000, 1767225600000000, '{}', x'01', x'00112233445566778899aabbccddeeff', '2026-01-31',
             '2026-01-31T12:00:00.000000Z', 'a', 1, 0, '00112233-4455-6677-8899-aabbccddeeff', '1.50'),
            (2, 1, 1767225600, 1767225600000, 1767225600000000, '[1]', x'0102', x'00112233445566778899aabbccddeeff', NULL,
             NULL, 'b', 0, 1, '00112233-4455-6677-8899-aabbccddeeff', '2.50');";
    let database = holding(Engine::Sqlite, sql).await;
    let schema = pulled(&database).schema();
    for line in [
        "is_new     = \"bool\"   # review: holds only 0 and 1 (2 rows looked at)",
        "created_at = { type = \"timestamp\", sqlite = { storage = \"seconds\" } }   # review: holds only seconds since 1970 (2 rows looked at)",
        "seen_at    = { type = \"timestamp\", nullable = true, sqlite = { storage = \"millis\" } }",
        "done_ts    = { type = \"timestamp\", nullable = true, sqlite = { storage = \"micros\" } }",
        "settings   = \"json\"   # review: holds only JSON (2 rows looked at)",
        "token      = \"bytes\"\n",
        "uuid       = \"uuid\"   # review: holds only 16 bytes (2 rows looked at)",
        "day        = \"date?\"   # review: holds only days",
        "at         = { type = \"timestamp\", nullable = true, sqlite = { storage = \"text\" } }",
        "kind       = \"thing_kind\"   # review: a check lists what it holds",
        "flag       = \"bool\"   # review: a check lets it hold only 0 and 1",
        "# review: count holds only 0 and 1 (2 rows looked at): type = \"bool\"\ncount      = \"bigint\"",
        "# review: uid holds only uuids (2 rows looked at): type = \"uuid\", which is 16 bytes",
        "# review: price holds only decimal numbers (2 rows looked at): type = \"decimal(18,2)\"",
    ] {
        assert!(schema.contains(line), "no {line} in\n{schema}");
    }
    assert!(
        !schema.contains("2026-01-31"),
        "values are nobody's business"
    );
}

#[tokio::test]
async fn what_would_change_a_table_of_postgres_is_proposed_beside_it() {
    let sql = "
        CREATE TABLE things (id int PRIMARY KEY, is_new smallint NOT NULL, created_at bigint NOT NULL, settings text NOT NULL,
            uid varchar(36) NOT NULL, kind varchar(5) NOT NULL CHECK (kind IN ('a', 'b')), at timestamp NOT NULL, amount numeric NOT NULL);
        INSERT INTO things VALUES
            (1, 0, 1767225600, '{}', '00112233-4455-6677-8899-aabbccddeeff', 'a', now(), 1),
            (2, 1, 1767225600, '[1]', '00112233-4455-6677-8899-aabbccddeeff', 'b', now(), 2);";
    let database = holding(Engine::Postgres, sql).await;
    let schema = pulled(&database).schema();
    for line in [
        "# review: is_new holds only 0 and 1 (2 rows looked at): type = \"bool\"",
        "# review: created_at holds only seconds since 1970 (2 rows looked at): type = \"timestamp\"",
        "# review: settings holds only JSON (2 rows looked at): type = \"json\"",
        "# review: uid holds only uuids (2 rows looked at): type = \"uuid\"",
        "kind       = { type = \"thing_kind\", postgres = { type = \"character varying(5)\" } }   # review: a check lists what it holds",
        "at         = { type = \"timestamp\", postgres = { type = \"timestamp without time zone\" } }   # review: has no time zone",
        "amount     = { type = \"decimal(28,10)\", postgres = { type = \"numeric\" } }   # review:",
    ] {
        assert!(schema.contains(line), "no {line} in\n{schema}");
    }
}

#[tokio::test]
async fn a_column_that_holds_more_than_its_type_says_so() {
    let sql = "
        CREATE TABLE things (id INTEGER PRIMARY KEY, n INTEGER, s TEXT, b BOOLEAN, x);
        INSERT INTO things VALUES (1, 'text', x'00', 7, 1.5), (2, 2, 'a', 1, 2.5);";
    let database = holding(Engine::Sqlite, sql).await;
    let schema = pulled(&database).schema();
    for line in [
        "holds more than whole numbers (2 rows looked at): reading such a row fails",
        "holds more than text (2 rows looked at): reading such a row fails",
        "declared BOOLEAN, and holds more than 0 and 1 (2 rows looked at)",
        "x  = { type = \"double\", nullable = true, sqlite = { type = \"\" } }",
    ] {
        assert!(schema.contains(line), "no {line} in\n{schema}");
    }
}
