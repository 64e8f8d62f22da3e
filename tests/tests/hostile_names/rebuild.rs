//! Tables under such names are changed while they hold rows, and changed back.

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::SqliteVersion;
use dualect_codegen::schema::model::Schema;
use dualect_tests::engine::Engine;
use dualect_tests::migration_case::plain;
use dualect_tests::migration_run::{Rows, dialect, run};

const SCHEMA: &str = include_str!("../../schemas/hostile/schema.toml");

fn parse(text: &str) -> Schema {
    let schema = dualect_codegen::schema::parse(&SourceFile::new("schema.toml", text));
    schema.unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

/// Other defaults, which are rebuilds on SQLite; columns that come and go; another value of the native enum; all under the views.
fn changed() -> Schema {
    let mut text = SCHEMA.to_owned();
    for (before, after) in [
        (
            "excluded = { type = \"int\", default = 1 }",
            "excluded = { type = \"int\", default = 3 }",
        ),
        (
            "old = { type = \"int\", default = 2,",
            "old = { type = \"int\", default = 4,",
        ),
        (
            "patch = \"int?\"\n",
            "added = { type = \"text\", default = \"it's\\n\\\"$$\\\"\", db_name = \"add\\\"ed\\nlater\" }\n",
        ),
        (
            "yield = { type = \"text[]\",",
            "yield = { type = \"text[]\", doc = \"'\\n--> x\",",
        ),
        (
            "user_id = { type = \"int\",",
            "user_id = { type = \"int\", default = 6,",
        ),
        (
            "slug = { type = \"varchar(30)\",",
            "slug = { type = \"varchar(30)\", default = \"'\\\"\\\\\",",
        ),
        (
            "\"$$\"], db_name = 'Native",
            "\"$$\", \"n\\new\"], db_name = 'Native",
        ),
        (
            "before = { type = \"text?\",",
            "more = { type = \"text?\", db_name = \"mo're\" }\nbefore = { type = \"text?\",",
        ),
        ("s.dotted || '''$1' as", "s.dotted || '\\\"$2' as"),
    ] {
        assert!(text.contains(before), "{before}");
        text = text.replace(before, after);
    }
    parse(&text)
}

fn rows(engine: Engine) -> Rows {
    let (words, signs) = match engine {
        Engine::Sqlite => ("\"select\"", "\"a.b, \"\"c\"\".d\""),
        Engine::Postgres => (
            "\"select\".\"select\"",
            "\"Sch\"\"ema $1\".\"a.b, \"\"c\"\".d\"",
        ),
    };
    let answers = |list: &[(&str, &str)]| {
        let owned = list.iter().map(|(query, answer)| {
            let query = query.replace("WORDS", words).replace("SIGNS", signs);
            (query, (*answer).to_owned())
        });
        owned.collect()
    };
    Rows {
        put: format!(
            "INSERT INTO {words} (\"from\", \"?1\", \"order by\") VALUES ('it''s', 'x', '$$'), ('b', NULL, NULL);
             INSERT INTO \"userData\" (id, \"userId\", \"KIND\") VALUES (1, 5, 1), (2, 7, NULL);
             INSERT INTO user_data (\"ID 1\", \"userID\") VALUES (9, 2);
             INSERT INTO {signs} (rowid, \"x.y, z\", \"é\", \"e\u{301}\", \"É\") VALUES (70, 'd', 1, 2, 3), (-3, NULL, NULL, 5, NULL);"
        ),
        kept: answers(&[
            ("SELECT \"primary\", \"from\", \"?1\", \"order by\" FROM WORDS ORDER BY 1", "1|it's|x|$$; 2|b|NULL|NULL"),
            ("SELECT id, \"userId\", \"KIND\" FROM \"userData\" ORDER BY id", "1|5|1; 2|7|NULL"),
            ("SELECT \"ID 1\", \"userID\" FROM user_data", "9|2"),
            ("SELECT rowid, \"x.y, z\", \"é\", \"e\u{301}\", \"É\", excluded, \" \" FROM SIGNS ORDER BY 1", "-3|NULL|NULL|5|NULL|1|2; 70|d|1|2|3|1|2"),
            ("SELECT count(*) FROM \"; drop view x; --\"", "2"),
        ]),
        up: answers(&[
            ("SELECT quoted_sign FROM \"; drop view x; --\" WHERE id = 70", "d\"$2"),
            ("SELECT \"add\"\"ed\nlater\" FROM WORDS", "it's\n\"$$\"; it's\n\"$$\""),
        ]),
        down: answers(&[("SELECT quoted_sign FROM \"; drop view x; --\" WHERE id = 70", "d'$1")]),
        ..Rows::default()
    }
}

#[tokio::test]
async fn tables_under_such_names_change_with_their_rows_and_back() {
    let (before, after) = (parse(SCHEMA), changed());
    for (engine, version) in [
        (Engine::Sqlite, SqliteVersion::BUNDLED),
        (Engine::Sqlite, SqliteVersion::OLDEST),
        (Engine::Postgres, SqliteVersion::BUNDLED),
    ] {
        let (before, after) = (
            lower(&before, dialect(engine)),
            lower(&after, dialect(engine)),
        );
        run(&plain(&before, &after), &rows(engine), engine, version).await;
    }
}
