use dualect_codegen::dialect::Dialect;
use dualect_codegen::diff::{Renames, diff};
use dualect_codegen::name::{ObjectName, TableName, ViewName};
use dualect_codegen::schema::model::{Default, ObjectReference, Schema};
use dualect_tests::engine::Engine;
use dualect_tests::migration_case::{migration, plain};
use dualect_tests::migration_run::Rows;

use crate::edit::{
    Edit, after, answers, object, on, parse, raw, there_and_back, there_and_back_on,
};

const NOTES: &str = r#"
[tables.notes.columns]
id = { type = "bigint", primary_key = true }
title = { type = "text", default = "x" }

[tables.audit.columns]
id = { type = "bigint", primary_key = true }
n = { type = "bigint", default = 0 }
"#;

fn rows() -> Rows {
    Rows {
        put: "INSERT INTO notes (id, title) VALUES (1, 'a'), (2, 'b');".into(),
        kept: answers(&[("SELECT id, title FROM notes ORDER BY id", "1|a; 2|b")]),
        ..Rows::default()
    }
}

fn with_triggers(schema: &mut Schema) {
    let counts = "CREATE TRIGGER counts AFTER INSERT ON notes BEGIN INSERT INTO audit (n) SELECT count(*) FROM notes; END -- a note";
    schema.object(
        &[Dialect::Sqlite],
        on(
            "notes",
            object("counts", &[counts], &["DROP TRIGGER counts"]),
        ),
    );
    // Named by no `on`: it is known by its first words.
    let writes = "CREATE TRIGGER writes AFTER INSERT ON audit BEGIN UPDATE notes SET title = title WHERE id = new.id; END;";
    schema.object(
        &[Dialect::Sqlite],
        object("writes", &[writes], &["DROP TRIGGER writes;"]),
    );
    let function = "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.title := new.title || ';'; RETURN new; END $$";
    let trigger =
        "CREATE TRIGGER touch BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION touch()";
    let needs = [ObjectReference::Object(ObjectName::new("touch"))];
    schema.object(
        &[Dialect::Postgres],
        after(
            &needs,
            on(
                "notes",
                object("a_trigger", &[trigger], &["DROP TRIGGER touch ON notes"]),
            ),
        ),
    );
    schema.object(
        &[Dialect::Postgres],
        object("touch", &[function], &["DROP FUNCTION touch()"]),
    );
    let policy = [
        "ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON notes USING (title <> '')",
    ];
    let no_policy = [
        "DROP POLICY own ON notes",
        "ALTER TABLE notes DISABLE ROW LEVEL SECURITY",
    ];
    schema.object(
        &[Dialect::Postgres],
        on("notes", object("policy", &policy, &no_policy)),
    );
}

#[tokio::test]
async fn triggers_functions_and_policies_come_and_go() {
    there_and_back(&parse(NOTES), &parse(NOTES).plus(with_triggers), &rows()).await;
}

#[tokio::test]
async fn they_outlast_a_rebuild_of_their_table_and_of_one_that_they_speak_of() {
    let before = parse(NOTES).plus(with_triggers);
    for (from, to) in [
        ("default = \"x\"", "default = \"y\""),
        ("default = 0", "default = 1"),
    ] {
        there_and_back(
            &before,
            &parse(&NOTES.replace(from, to)).plus(with_triggers),
            &rows(),
        )
        .await;
    }
}

#[tokio::test]
async fn they_go_and_come_with_their_table() {
    let other = "[tables.other.columns]\nid = { type = \"bigint\", primary_key = true }\n";
    let all = parse(&format!("{other}{NOTES}")).plus(with_triggers);
    there_and_back(&parse(other), &all, &Rows::default()).await;
}

#[tokio::test]
async fn another_body_replaces_an_object_and_what_comes_after_it() {
    let before = parse(NOTES).plus(with_triggers);
    let changed = parse(NOTES).plus(with_triggers).plus(|schema| {
        for objects in [&mut schema.objects.sqlite, &mut schema.objects.postgres] {
            for object in objects.values_mut() {
                if ["counts", "touch"].contains(&object.name.as_str()) {
                    let body = &mut object.create[0];
                    *body = body.replace("count(*)", "count(id)").replace("';'", "'!'");
                }
            }
        }
    });
    there_and_back(&before, &changed, &rows()).await;
}

#[tokio::test]
async fn what_comes_after_a_view_goes_and_comes_with_it() {
    let with = |word: &str| {
        let sql = format!("SELECT id AS id, '{word}' AS word FROM notes");
        parse(NOTES).plus(|schema| {
            schema.view("words", &sql, &sql, "id,word", &["notes"]);
            let needs = [ObjectReference::View(ViewName::new("words"))];
            let trigger = "CREATE TRIGGER instead INSTEAD OF INSERT ON words BEGIN SELECT 1; END";
            schema.object(
                &[Dialect::Sqlite],
                after(
                    &needs,
                    object("instead", &[trigger], &["DROP TRIGGER instead"]),
                ),
            );
            let kept = "CREATE MATERIALIZED VIEW kept AS SELECT * FROM words";
            schema.object(
                &[Dialect::Postgres],
                after(
                    &needs,
                    object("kept", &[kept], &["DROP MATERIALIZED VIEW kept"]),
                ),
            );
        })
    };
    there_and_back(&with("a"), &with("b"), &rows()).await;
}

#[tokio::test]
async fn a_function_is_there_before_the_default_that_calls_it() {
    let after = parse(NOTES).plus(|schema| {
        let body = "CREATE FUNCTION word() RETURNS text LANGUAGE sql AS $$ SELECT 'w' $$";
        schema.object(
            &[Dialect::Postgres],
            object("word", &[body], &["DROP FUNCTION word()"]),
        );
        let title = schema.table("notes").columns.values_mut().nth(1).unwrap();
        title.default = Some(Default::Expression(raw("'w'", "word()")));
    });
    there_and_back_on(&[Engine::Postgres], &parse(NOTES), &after, &rows()).await;
    let new = parse("[tables.keep.columns]\nid = { type = \"bigint\", primary_key = true }\n");
    let with_new = after
        .clone()
        .plus(|schema| schema.tables.extend(new.tables.clone()));
    there_and_back_on(&[Engine::Postgres], &new, &with_new, &Rows::default()).await;
}

#[tokio::test]
async fn how_an_object_is_removed_is_remembered_anew() {
    let before = parse(NOTES).plus(with_triggers);
    let after = parse(NOTES).plus(with_triggers).plus(|schema| {
        schema.objects.sqlite[0].drop = vec!["DROP TRIGGER IF EXISTS counts".into()];
        schema.objects.postgres[2].after = vec![ObjectReference::Table(TableName::new("audit"))];
    });
    for dialect in Dialect::ALL {
        let lowered = |schema: &Schema| dualect_codegen::catalog::lower::lower(schema, dialect);
        let found = diff(&lowered(&before), &lowered(&after), &Renames::default());
        assert_eq!(found.changes.len(), 1);
        assert!(
            found.changes[0]
                .to_string()
                .starts_with("change the removal of object")
        );
    }
    there_and_back(&before, &after, &rows()).await;
}

#[tokio::test]
async fn an_object_that_holds_rows_says_that_they_go() {
    let search = [
        "CREATE VIRTUAL TABLE search USING fts5(title)",
        "INSERT INTO search SELECT title FROM notes",
    ];
    let with = parse(NOTES).plus(|schema| {
        let needs = [ObjectReference::Table(TableName::new("notes"))];
        schema.object(
            &[Dialect::Sqlite],
            after(&needs, object("search", &search, &["DROP TABLE search"])),
        );
    });
    let catalog = |schema: &Schema| dualect_codegen::catalog::lower::lower(schema, Dialect::Sqlite);
    let version = dualect_codegen::dialect::SqliteVersion::BUNDLED;
    let files = migration(&plain(&catalog(&parse(NOTES)), &catalog(&with)), version);
    assert!(
        files
            .down
            .starts_with("-- dualect: lossy: drops object search and every row"),
        "{}",
        files.down
    );
    // A rebuild of the table that it only comes after leaves it alone.
    let other = parse(&NOTES.replace("default = \"x\"", "default = \"y\""))
        .plus(|schema| schema.objects = with.objects.clone());
    let files = migration(&plain(&catalog(&with), &catalog(&other)), version);
    assert!(!files.up.contains("search"), "{}", files.up);
}
