use dualect_codegen::catalog::lower::lower;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::diff::{Renames, diff};
use dualect_codegen::schema::model::{Default, Schema};
use dualect_tests::engine::Engine;
use dualect_tests::migration_run::Rows;

use crate::edit::{
    Edit, EditTable, answers, column, parse, raw, same, there_and_back, there_and_back_on,
};

const LINES: &str = r#"
[tables.orders.columns]
id = { type = "bigint", primary_key = true }

[tables.lines.columns]
id = { type = "bigint", primary_key = true }
order_id = { references = "orders.id", on_delete = "cascade" }
price = "bigint"
quantity = { type = "bigint", default = 1 }

[tables.notes.columns]
id = { type = "bigint", primary_key = true }
line_id = { references = "lines.id", on_delete = "cascade" }
"#;

fn rows(up: &[(&str, &str)], down: &[(&str, &str)]) -> Rows {
    Rows {
        put: "INSERT INTO orders (id) VALUES (1);
            INSERT INTO lines (id, order_id, price, quantity) VALUES (1, 1, 10, 2), (2, 1, 7, 3);
            INSERT INTO notes (id, line_id) VALUES (1, 1), (2, 2);"
            .into(),
        kept: answers(&[
            (
                "SELECT id, price, quantity FROM lines ORDER BY id",
                "1|10|2; 2|7|3",
            ),
            ("SELECT id, line_id FROM notes ORDER BY id", "1|1; 2|2"),
        ]),
        up: answers(up),
        down: answers(down),
        ..Rows::default()
    }
}

fn lines(more: &str) -> Schema {
    parse(&LINES.replace(
        "quantity = { type = \"bigint\", default = 1 }\n",
        &format!("quantity = {{ type = \"bigint\", default = 1 }}\n{more}"),
    ))
}

fn total(sql: &str, columns: &str) -> Schema {
    lines("total = \"bigint\"\n")
        .plus(|schema| schema.table("lines").computed("total", same(sql, columns)))
}

const TOTALS: &str = "SELECT total FROM lines ORDER BY id";

#[tokio::test]
async fn a_computed_column_comes_and_goes_over_rows_and_children() {
    there_and_back(
        &parse(LINES),
        &total("price * quantity", "price quantity"),
        &rows(&[(TOTALS, "20; 21")], &[]),
    )
    .await;
}

#[tokio::test]
async fn what_a_column_is_computed_from_changes_and_what_speaks_of_it_stays() {
    let around = |schema: &mut Schema| {
        schema
            .table("lines")
            .check("small", same("total < 1000", "total"));
        schema.table("lines").unique("one_total", "order_id total");
        schema
            .table("lines")
            .index("by_total", vec![column("total"), column("price")])
            .predicate = Some(same("total > 1", "total"));
        let sql = "SELECT id AS id, total AS total FROM lines";
        schema.view("totals", sql, sql, "id,total", &["lines"]);
    };
    let before = total("price * quantity", "price quantity").plus(around);
    let after = total("price + quantity", "price quantity").plus(around);
    there_and_back(
        &before,
        &after,
        &rows(&[(TOTALS, "12; 10")], &[(TOTALS, "20; 21")]),
    )
    .await;
}

#[tokio::test]
async fn a_column_becomes_computed_and_stops_being_it() {
    let plain = lines("total = { type = \"bigint\", default = 5 }\n");
    let computed = total("price * quantity", "price quantity");
    there_and_back(
        &computed,
        &plain,
        &rows(&[(TOTALS, "20; 21")], &[(TOTALS, "20; 21")]),
    )
    .await;
    there_and_back(
        &plain,
        &computed,
        &rows(&[(TOTALS, "20; 21")], &[(TOTALS, "20; 21")]),
    )
    .await;
}

#[tokio::test]
async fn a_computed_column_changes_its_type_with_its_expression() {
    let other = lines("total = \"double\"\n").plus(|schema| {
        let computed = raw("price * 1.5", "price::double precision * 1.5");
        schema.table("lines").computed("total", computed);
    });
    there_and_back(
        &total("price * quantity", "price quantity"),
        &other,
        &rows(
            &[(
                "SELECT CAST(total AS integer) FROM lines WHERE id = 1",
                "15",
            )],
            &[(TOTALS, "20; 21")],
        ),
    )
    .await;
}

#[tokio::test]
async fn a_computed_column_goes_with_the_column_that_it_is_computed_from() {
    let before =
        lines("weight = { type = \"bigint\", default = 3 }\nheavy = \"bigint\"\n").plus(|schema| {
            schema
                .table("lines")
                .computed("heavy", same("weight * 2", "weight"));
        });
    there_and_back(
        &before,
        &parse(LINES),
        &rows(&[], &[("SELECT heavy FROM lines ORDER BY id", "6; 6")]),
    )
    .await;
}

#[tokio::test]
async fn checks_come_and_go_and_change_with_the_columns_they_speak_of() {
    let with = |sql: &'static str, columns: &'static str| {
        lines("").plus(move |schema| schema.table("lines").check("sound", same(sql, columns)))
    };
    there_and_back(
        &parse(LINES),
        &with("price > 0 AND quantity > 0", "price quantity"),
        &rows(&[], &[]),
    )
    .await;
    there_and_back(
        &with("price > 0", "price"),
        &with("price >= quantity", "price quantity"),
        &rows(&[], &[]),
    )
    .await;
    let unread = lines("").plus(|schema| {
        schema.table("lines").check(
            "sound",
            raw("typeof(price) = 'integer'", "price IS NOT NULL"),
        );
    });
    there_and_back(&with("price > 0", "price"), &unread, &rows(&[], &[])).await;
    // A new column's check speaks of an old one.
    let wider = lines("weight = { type = \"bigint\", default = 3 }\n").plus(|schema| {
        schema
            .table("lines")
            .check("light", same("weight < price", "weight price"));
        schema
            .table("lines")
            .check("some", same("weight > 0", "weight"));
    });
    there_and_back(
        &parse(LINES),
        &wider,
        &rows(&[("SELECT sum(weight) FROM lines", "6")], &[]),
    )
    .await;
}

#[tokio::test]
async fn a_column_goes_under_a_check_that_nobody_has_read() {
    let unread = |schema: &mut Schema| {
        schema.table("lines").check(
            "sound",
            raw("typeof(price) = 'integer'", "price IS NOT NULL"),
        );
    };
    let before = lines("weight = \"bigint?\"\n").plus(unread);
    there_and_back(&before, &parse(LINES).plus(unread), &rows(&[], &[])).await;
}

#[tokio::test]
async fn expression_defaults_come_change_and_go() {
    let with = |sqlite: &str, postgres: &str| {
        lines("token = \"text\"\n").plus(|schema| {
            let column = schema
                .table("lines")
                .columns
                .get_mut(&dualect_codegen::name::ColumnName::new("token"))
                .unwrap();
            column.default = Some(Default::Expression(raw(sqlite, postgres)));
        })
    };
    let one = with("lower('A') || 'b'", "lower('A') || 'b'");
    let other = with(
        "CASE WHEN 1 IN (1, 2) THEN 'x' END",
        "CASE WHEN 1 IN (1, 2) THEN 'x' END",
    );
    let put = rows(&[("SELECT token FROM lines ORDER BY id", "ab; ab")], &[]);
    there_and_back(&parse(LINES), &one, &put).await;
    there_and_back(&one, &other, &put).await;
    let boolean = with(
        "1 BETWEEN 0 AND 2 AND NOT 1 IS NULL",
        "CAST(1 BETWEEN 0 AND 2 AND NOT 1 IS NULL AS text)",
    );
    there_and_back(&other, &boolean, &Rows::default()).await;
}

#[tokio::test]
async fn a_collation_of_choice_stands_in_new_columns() {
    let with = lines("name = { type = \"text\", default = \"\" }\n").plus(|schema| {
        let column = schema
            .table("lines")
            .columns
            .get_mut(&dualect_codegen::name::ColumnName::new("name"))
            .unwrap();
        column.sqlite.collate = Some("NOCASE".into());
    });
    let up = [("SELECT count(*) FROM lines WHERE name = ''", "2")];
    there_and_back_on(&[Engine::Sqlite], &parse(LINES), &with, &rows(&up, &[])).await;
}

#[test]
fn a_column_that_becomes_computed_keeps_its_type() {
    let double = lines("total = \"double\"\n");
    let computed = total("price * quantity", "price quantity");
    for dialect in Dialect::ALL {
        for (from, to) in [(&double, &computed), (&computed, &double)] {
            let found = diff(
                &lower(from, dialect),
                &lower(to, dialect),
                &Renames::default(),
            );
            assert_eq!(found.unplanned.len(), 1, "{dialect}");
        }
    }
}
