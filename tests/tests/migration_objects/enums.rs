use dualect_codegen::schema::model::Schema;
use dualect_tests::engine::Engine;
use dualect_tests::migration_run::Rows;

use crate::edit::{
    Edit, EditTable, answers, column, computed, parse, raw, same, there_and_back, there_and_back_on,
};

fn jobs(values: &str, default: &str) -> Schema {
    let text = format!(
        r#"
[enums]
state = [{values}]

[tables.jobs.columns]
id = {{ type = "bigint", primary_key = true }}
state = {{ type = "state", default = "{default}" }}
was = "state?"
"#
    );
    parse(&text).plus(|schema| schema.native("state", None))
}

fn rows(put: &str) -> Rows {
    Rows {
        put: put.into(),
        kept: answers(&[(
            "SELECT id, state, was FROM jobs ORDER BY id",
            "1|new|NULL; 2|done|new",
        )]),
        ..Rows::default()
    }
}

const ROWS: &str = "INSERT INTO jobs (id, state, was) VALUES (1, 'new', NULL), (2, 'done', 'new');";
const TWO: &str = "\"new\", \"done\"";

#[tokio::test]
async fn a_native_enum_comes_and_goes_with_its_table() {
    let other = parse("[tables.other.columns]\nid = { type = \"bigint\", primary_key = true }\n");
    let both = jobs(TWO, "new").plus(|schema| {
        schema.tables.extend(other.tables.clone());
    });
    there_and_back(&other, &both, &Rows::default()).await;
}

#[tokio::test]
async fn a_native_enum_gains_values_at_any_place_and_loses_them_again() {
    for values in [
        "\"new\", \"done\", \"late\"",
        "\"first\", \"new\", \"done\"",
        "\"first\", \"new\", \"x'y\", \"z\", \"done\", \"late\"",
    ] {
        there_and_back(&jobs(TWO, "new"), &jobs(values, "new"), &rows(ROWS)).await;
    }
}

#[tokio::test]
async fn a_new_value_is_used_in_the_migration_that_brings_it() {
    let after = jobs("\"new\", \"done\", \"late\"", "late");
    there_and_back(&jobs(TWO, "new"), &after, &rows(ROWS)).await;
    let checked = jobs("\"new\", \"done\", \"late\"", "new").plus(|schema| {
        schema
            .table("jobs")
            .check("not_late", same("state <> 'late'", "state"));
        let sql = "SELECT id AS id FROM jobs WHERE state = 'late'";
        schema.view("late", sql, sql, "id", &["jobs"]);
    });
    there_and_back(&jobs(TWO, "new"), &checked, &rows(ROWS)).await;
}

#[tokio::test]
async fn other_changes_of_a_native_enum_take_all_that_speaks_of_it_along() {
    let around = |schema: &mut Schema| {
        let jobs = schema.table("jobs");
        jobs.check(
            "done_was",
            same("state <> 'done' OR was IS NOT NULL", "state was"),
        );
        jobs.unique("one_state", "state was");
        jobs.index("by_state", vec![column("state")]);
        jobs.index("undone", vec![column("id")]).predicate = Some(same("state <> 'done'", "state"));
        jobs.index(
            "by_words",
            vec![computed(
                raw(
                    "CASE state WHEN 'done' THEN 1 ELSE 0 END",
                    "CASE state WHEN 'done' THEN 1 ELSE 0 END",
                ),
                false,
            )],
        );
        let sql = "SELECT id AS id, state AS state FROM jobs WHERE state = 'done'";
        schema.view("finished", sql, sql, "id,state", &["jobs"]);
        let sql = "SELECT count(*) AS n FROM finished";
        schema.view("finished_count", sql, sql, "n", &["finished"]);
    };
    let before = jobs(TWO, "new").plus(around);
    let after = jobs("\"done\", \"other\", \"new\"", "new").plus(around);
    there_and_back(&before, &after, &rows(ROWS)).await;
}

#[tokio::test]
async fn a_computed_column_and_a_foreign_key_follow_an_enum_to_its_new_type() {
    let around = |schema: &mut Schema| {
        let mut flag = schema.table("jobs").columns[0].clone();
        flag.name = dualect_codegen::name::ColumnName::new("flag");
        flag.db_name = dualect_codegen::name::DbName::new("flag");
        schema.table("jobs").columns.insert(flag.name.clone(), flag);
        schema.table("jobs").computed(
            "flag",
            raw(
                "state = 'done'",
                "CASE WHEN state = 'done' THEN 1 ELSE 0 END",
            ),
        );
        schema.table("jobs").unique("one_state", "id state");
        let mut child = schema.table("jobs").clone();
        child.name = dualect_codegen::name::TableName::new("steps");
        child.db_name = dualect_codegen::name::DbName::new("steps");
        child.uniques.clear();
        child
            .columns
            .shift_remove(&dualect_codegen::name::ColumnName::new("flag"));
        schema.tables.insert(child.name.clone(), child);
        schema
            .table("steps")
            .key("steps_job", "id state", "jobs", "id state");
    };
    let before = jobs(TWO, "new").plus(around);
    let after = jobs("\"done\", \"new\"", "new").plus(around);
    let mut rows = rows(ROWS);
    rows.put
        .push_str("INSERT INTO steps (id, state) VALUES (2, 'done');");
    rows.kept.extend(answers(&[
        ("SELECT flag FROM jobs ORDER BY id", "0; 1"),
        ("SELECT state FROM steps", "done"),
    ]));
    there_and_back(&before, &after, &rows).await;
}

#[tokio::test]
async fn schemas_extensions_and_what_stands_in_them_come_and_go() {
    let plain = parse("[tables.keep.columns]\nid = { type = \"bigint\", primary_key = true }\n");
    let name = |text: &str| dualect_codegen::name::DbName::new(text);
    let billing = jobs(TWO, "new").plus(|schema| {
        schema.project.postgres_schemas = vec![name("billing"), name("Audit \"x\"")];
        schema.project.postgres_extensions = vec![name("pgcrypto"), name("uuid-ossp")];
        schema.native("state", Some("billing"));
        schema.table("jobs").schema = Some(name("Audit \"x\""));
        schema.table("jobs").append_only = true;
        schema
            .table("jobs")
            .index("by_state", vec![column("state")]);
        schema.table("jobs").doc = Some("Jobs.".into());
        let sql = "SELECT id AS id FROM \"Audit \"\"x\"\"\".jobs";
        schema.view("ids", "SELECT id AS id FROM jobs", sql, "id", &["jobs"]);
        schema.views[0].schema = Some(name("billing"));
        schema.tables.extend(plain.tables.clone());
    });
    there_and_back_on(&Engine::ALL, &plain, &billing, &Rows::default()).await;
    // What is in a schema changes there.
    let more = billing.clone().plus(|schema| {
        schema.enums[0].values.push("late".into());
        schema.table("jobs").columns[2].nullable = false;
        schema.table("jobs").indexes.clear();
        schema
            .table("jobs")
            .index("by_was", vec![column("was"), column("state")]);
        schema.table("jobs").check("sound", same("id > 0", "id"));
        schema.views[0].doc = Some("Ids.".into());
    });
    there_and_back_on(&Engine::ALL, &billing, &more, &Rows::default()).await;
}
