use dualect_codegen::dialect::Dialect;
use dualect_codegen::schema::model::Schema;
use dualect_tests::engine::Engine;
use dualect_tests::migration_run::Rows;

use crate::edit::{
    Edit, EditTable, answers, column, computed, made, parse, raw, refusal, same, there_and_back,
};

const NOTES: &str = r#"
[tables.notes.columns]
id = { type = "bigint", primary_key = true }
title = "text"
body = "text?"
labels = { type = "json", default = {} }
ended = { type = "bool", default = false }
"#;

fn rows() -> Rows {
    Rows {
        put: "INSERT INTO notes (id, title, body) VALUES (1, 'a', NULL), (2, 'B', 'x');".into(),
        kept: answers(&[(
            "SELECT id, title, body FROM notes ORDER BY id",
            "1|a|NULL; 2|B|x",
        )]),
        ..Rows::default()
    }
}

fn with_indexes(schema: &mut Schema) {
    let notes = schema.table("notes");
    notes.index(
        "by_lower",
        vec![
            computed(raw("lower(title)", "lower(title) COLLATE \"C\""), false),
            column("body"),
        ],
    );
    notes.index(
        "by_body",
        vec![computed(
            raw("lower(body)", "lower(body) COLLATE \"C\""),
            true,
        )],
    );
    notes.index("live", vec![column("title")]).predicate = Some(raw("ended = 0", "ended = false"));
    let one = notes.index("one_live", vec![column("title")]);
    one.unique = true;
    one.predicate = Some(raw(
        "ended = 0 AND body IS NOT NULL",
        "NOT ended AND body IS NOT NULL",
    ));
    let gin = notes.index("by_labels", vec![column("labels")]);
    gin.method = Some("gin".into());
    gin.dialects = vec![Dialect::Postgres];
    notes.index("covering", vec![column("title")]).include =
        vec![dualect_codegen::name::ColumnName::new("ended")];
    notes.index("here", vec![column("ended")]).dialects = vec![Dialect::Sqlite];
}

#[tokio::test]
async fn indexes_of_every_kind_come_and_go() {
    there_and_back(&parse(NOTES), &parse(NOTES).plus(with_indexes), &rows()).await;
}

#[tokio::test]
async fn indexes_of_every_kind_outlast_a_rebuild_and_a_column_that_goes() {
    let before = parse(NOTES).plus(with_indexes);
    let other = NOTES.replace(
        "ended = { type = \"bool\", default = false }",
        "ended = { type = \"bool\", default = true }",
    );
    there_and_back(&before, &parse(&other).plus(with_indexes), &rows()).await;
    let wider = parse(&format!("{NOTES}gone = \"text?\"\n")).plus(with_indexes);
    there_and_back(&wider, &before, &rows()).await;
}

#[tokio::test]
async fn what_an_index_is_of_changes() {
    let with = |predicate: Option<&'static str>, unique: bool| {
        parse(NOTES).plus(move |schema| {
            let index = schema.table("notes").index("i", vec![column("title")]);
            index.predicate = predicate.map(|sql| same(sql, "body"));
            index.unique = unique;
        })
    };
    there_and_back(
        &with(None, false),
        &with(Some("body IS NOT NULL"), false),
        &rows(),
    )
    .await;
    there_and_back(
        &with(Some("body IS NOT NULL"), false),
        &with(Some("body IS NULL"), true),
        &rows(),
    )
    .await;
}

#[tokio::test]
async fn a_column_goes_with_every_index_that_speaks_of_it() {
    let before = parse(NOTES).plus(with_indexes);
    let after = parse(&NOTES.replace("body = \"text?\"\n", "")).plus(|schema| {
        let notes = schema.table("notes");
        notes.index(
            "by_lower",
            vec![computed(
                raw("lower(title)", "lower(title) COLLATE \"C\""),
                false,
            )],
        );
    });
    let mut rows = rows();
    rows.kept = answers(&[("SELECT id, title FROM notes ORDER BY id", "1|a; 2|B")]);
    there_and_back(&before, &after, &rows).await;
}

#[tokio::test]
async fn what_an_index_computes_is_as_short_on_both_as_postgres_can_hold_it() {
    let schema = parse(NOTES).plus(|schema| {
        let expression = raw("lower(body)", "lower(body) COLLATE \"C\"");
        schema
            .table("notes")
            .index("by_body", vec![computed(expression, true)]);
        let expression = raw("labels ->> '$.a'", "labels ->> 'a'");
        schema
            .table("notes")
            .index("by_label", vec![computed(expression, true)]);
    });
    for engine in Engine::ALL {
        let database = made(engine, &schema).await;
        let insert = |id, body: usize, label: usize| {
            // Not to be compressed: Postgres would store a repeated letter in a few bytes.
            let text = |length| -> String {
                (0..length)
                    .map(|n: usize| char::from(b'a' + u8::try_from(n * n * 7 % 26).unwrap()))
                    .collect()
            };
            let (body, label) = (text(body), text(label));
            format!(
                "INSERT INTO notes (id, title, body, labels) VALUES ({id}, 'a', '{body}', '{{\"a\":\"{label}\"}}')"
            )
        };
        database.execute(&insert(1, 2600, 2600)).await;
        for (sql, check) in [
            (insert(2, 2601, 1), "notes_by_body_entry_check"),
            (insert(3, 1, 2601), "notes_by_label_entry_check"),
        ] {
            let message = refusal(&database, &sql).await;
            assert!(message.contains(check), "{engine}: {message}");
        }
    }
}
