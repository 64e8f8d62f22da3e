use dualect_tests::migration_run::Rows;

use crate::edit::{Edit, EditTable, answers, parse, same, there_and_back};

const NOTES: &str = r#"
[tables.authors.columns]
id = { type = "bigint", primary_key = true }
name = "text"

[tables.notes.columns]
id = { type = "bigint", primary_key = true }
author_id = { references = "authors.id", on_delete = "cascade" }
title = "text"
body = "text?"
stars = { type = "int", default = 0 }
"#;

const ROWS: &str = "INSERT INTO authors (id, name) VALUES (1, 'Ada'), (2, 'Bob');
    INSERT INTO notes (id, author_id, title, body, stars) VALUES (1, 1, 'a', NULL, 1), (2, 1, 'b', 'x', 2), (3, 2, 'c', NULL, 3);";

fn rows(kept: &[(&str, &str)], up: &[(&str, &str)]) -> Rows {
    Rows {
        put: ROWS.into(),
        kept: answers(kept),
        up: answers(up),
        down: Vec::new(),
        ..Rows::default()
    }
}

const LIVE: &str = "SELECT n.id AS id, n.title AS title, a.name AS author FROM notes AS n JOIN authors AS a ON a.id = n.author_id";
const COUNTS: &str =
    "SELECT l.author AS author, count(*) AS notes FROM live AS l GROUP BY l.author";

fn with_views(schema: &mut dualect_codegen::schema::model::Schema) {
    schema.view("live", LIVE, LIVE, "id,title,author", &["notes", "authors"]);
    schema.view("counts", COUNTS, COUNTS, "author,notes", &["live"]);
}

#[tokio::test]
async fn views_come_and_go_and_change_with_those_that_read_them() {
    let without = parse(NOTES);
    let with = parse(NOTES).plus(with_views);
    let counted = (
        "SELECT author, notes FROM counts ORDER BY author",
        "Ada|2; Bob|1",
    );
    there_and_back(&without, &with, &rows(&[], &[counted])).await;

    let narrower = format!("{LIVE} WHERE n.stars > 1");
    let changed = parse(NOTES).plus(|schema| {
        schema.view(
            "live",
            &narrower,
            &narrower,
            "id,title,author",
            &["notes", "authors"],
        );
        schema.view("counts", COUNTS, COUNTS, "author,notes", &["live"]);
    });
    let fewer = (
        "SELECT author, notes FROM counts ORDER BY author",
        "Ada|1; Bob|1",
    );
    there_and_back(&with, &changed, &rows(&[], &[fewer])).await;
}

#[tokio::test]
async fn views_outlast_a_rebuild_of_what_they_read_and_children_stay() {
    let before = parse(NOTES).plus(with_views);
    // Another default rebuilds the parent; another check, the child.
    let text = NOTES.replace(
        "name = \"text\"",
        "name = { type = \"text\", default = \"nobody\" }",
    );
    let after = parse(&text).plus(with_views).plus(|schema| {
        schema
            .table("notes")
            .check("few_stars", same("stars < 9", "stars"));
        schema.table("notes").computed("stars", same("5", ""));
    });
    // `stars` is computed from now on: what it was is lost, and said to be.
    let counted = (
        "SELECT author, notes FROM counts ORDER BY author",
        "Ada|2; Bob|1",
    );
    let kept = (
        "SELECT id, author_id, title, body FROM notes ORDER BY id",
        "1|1|a|NULL; 2|1|b|x; 3|2|c|NULL",
    );
    there_and_back(
        &before,
        &after,
        &rows(&[counted, kept], &[("SELECT sum(stars) FROM notes", "15")]),
    )
    .await;
}

#[tokio::test]
async fn a_view_goes_before_the_column_and_the_table_that_it_reads() {
    let before = parse(NOTES).plus(with_views).plus(|schema| {
        let sql = "SELECT id AS id, body AS body FROM notes";
        schema.view("bodies", sql, sql, "id,body", &["notes"]);
    });
    let narrower = "SELECT n.id AS id, n.title AS title FROM notes AS n";
    let text = NOTES.replace("body = \"text?\"\n", "").replace(
        "author_id = { references = \"authors.id\", on_delete = \"cascade\" }\n",
        "",
    );
    let text = text.replace("[tables.authors.columns]\nid = { type = \"bigint\", primary_key = true }\nname = \"text\"\n", "");
    let after = parse(&text).plus(|schema| {
        schema.view("live", narrower, narrower, "id,title", &["notes"]);
    });
    // The neutral parent that the rows would come back with is not there: going back needs an empty table.
    let empty = Rows {
        put: String::new(),
        up: answers(&[("SELECT count(*) FROM live", "0")]),
        ..Rows::default()
    };
    there_and_back(&before, &after, &empty).await;
}

#[tokio::test]
async fn a_column_that_no_view_reads_goes_while_the_views_stay() {
    let before = parse(NOTES).plus(with_views);
    let after = parse(&NOTES.replace("body = \"text?\"\n", "")).plus(with_views);
    let counted = (
        "SELECT author, notes FROM counts ORDER BY author",
        "Ada|2; Bob|1",
    );
    there_and_back(&before, &after, &rows(&[counted], &[])).await;
}

#[tokio::test]
async fn another_comment_leaves_a_view_where_it_is() {
    let before = parse(NOTES).plus(with_views);
    let after = parse(NOTES).plus(with_views).plus(|schema| {
        schema.views[0].doc = Some("Other.".into());
    });
    there_and_back(&before, &after, &rows(&[], &[])).await;
}
