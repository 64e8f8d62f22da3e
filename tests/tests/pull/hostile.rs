//! Names and texts that nobody would choose.

use dualect_tests::engine::Engine;

use super::{holding, pulled};

fn names() -> Vec<String> {
    let long = "x".repeat(63);
    let names = [
        "select",
        "order",
        "Table",
        "a b",
        "quo\"te",
        "it's",
        "dot.ted",
        "émigré",
        "日本",
        "2fa",
        "__x",
        "self",
        "crate",
        "type",
        "enums",
        "migrations",
        "lib",
        "row;--",
        "new\nline",
        "back\\slash",
        "#{x}",
        "'''",
        "\"\"\"",
    ];
    names
        .iter()
        .map(|name| (*name).to_owned())
        .chain([long])
        .collect()
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[tokio::test]
async fn any_name_is_taken_over() {
    for engine in Engine::ALL {
        let mut sql = String::new();
        let mut columns = Vec::new();
        for (at, name) in names().iter().enumerate() {
            columns.push(format!(
                "{} text DEFAULT 'd{at} \"\"\" '''''' \\'",
                quoted(name)
            ));
            sql.push_str(&format!(
                "CREATE TABLE {} (id integer NOT NULL PRIMARY KEY, value integer);\n",
                quoted(name)
            ));
        }
        sql.push_str(&format!(
            "CREATE TABLE all_of_them (id integer NOT NULL PRIMARY KEY, {});\n",
            columns.join(", ")
        ));
        for (at, name) in names().iter().enumerate() {
            if name.len() < 60 {
                sql.push_str(&format!(
                    "CREATE INDEX {} ON all_of_them ({});\n",
                    quoted(&format!("{name}{at}i")),
                    quoted(name)
                ));
            }
        }
        let database = holding(engine, &sql).await;
        pulled(&database);
    }
}

#[tokio::test]
async fn tables_whose_names_read_alike_in_rust_are_told_apart() {
    for engine in Engine::ALL {
        let sql = "
            CREATE TABLE post (id integer NOT NULL PRIMARY KEY, kind text CHECK (kind IN ('a', 'b')));
            CREATE TABLE posts (id integer NOT NULL PRIMARY KEY, kind text CHECK (kind IN ('+', '-')));
            CREATE TABLE \"post_kinds\" (id integer NOT NULL PRIMARY KEY, \"userId\" text, user_id text);
            CREATE VIEW posts_view AS SELECT id FROM post;";
        let database = holding(engine, sql).await;
        let schema = pulled(&database).schema();
        assert!(schema.contains("rust_name = \"PostRow\""), "{schema}");
    }
}

#[tokio::test]
async fn keys_that_go_in_circles_and_to_themselves_are_taken_over() {
    let circle = "
        CREATE TABLE a (id integer NOT NULL PRIMARY KEY, b_id integer);
        CREATE TABLE b (id integer NOT NULL PRIMARY KEY REFERENCES a (id), a_id integer UNIQUE REFERENCES a (id), parent integer REFERENCES b (id));";
    let postgres = format!(
        "{circle} ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (a_id); ALTER TABLE a ADD CONSTRAINT twice FOREIGN KEY (b_id) REFERENCES b (id);"
    );
    pulled(&holding(Engine::Postgres, &postgres).await);
    let sqlite = "
        CREATE TABLE lost (id integer NOT NULL PRIMARY KEY, c integer REFERENCES nowhere (id));
        CREATE TABLE a (id integer NOT NULL PRIMARY KEY, b_id integer REFERENCES b (id));
        CREATE TABLE b (id integer NOT NULL PRIMARY KEY REFERENCES a (id), parent integer REFERENCES b);
        CREATE TABLE c (x integer, y integer, PRIMARY KEY (x, y), FOREIGN KEY (x, y) REFERENCES c (x, y), FOREIGN KEY (y) REFERENCES b (id) ON DELETE RESTRICT);";
    pulled(&holding(Engine::Sqlite, sqlite).await);
}
