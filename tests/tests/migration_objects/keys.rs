use dualect_codegen::schema::model::{Action, Deferrable, Schema};
use dualect_tests::migration_run::Rows;

use crate::edit::{Edit, EditTable, answers, parse, there_and_back};

const ORDERS: &str = r#"
[tables.orders.columns]
id = { type = "bigint", primary_key = true }
org = "bigint"

[tables.lines.columns]
id = { type = "bigint", primary_key = true }
org = "bigint"
order_id = "bigint?"
"#;

fn rows() -> Rows {
    Rows {
        put: "INSERT INTO orders (id, org) VALUES (1, 5), (2, 6); INSERT INTO lines (id, org, order_id) VALUES (1, 5, 1), (2, 6, 2), (3, 6, NULL);".into(),
        kept: answers(&[("SELECT id, org, order_id FROM lines ORDER BY id", "1|5|1; 2|6|2; 3|6|NULL")]),
        ..Rows::default()
    }
}

fn keyed(deferrable: Deferrable, on_delete: Action) -> Schema {
    parse(ORDERS).plus(|schema| {
        schema.table("orders").unique("one_order", "org id");
        let key = schema
            .table("lines")
            .key("lines_order", "org order_id", "orders", "org id");
        key.deferrable = deferrable;
        key.on_delete = on_delete;
    })
}

#[tokio::test]
async fn a_composite_key_and_the_unique_it_needs_come_and_go() {
    there_and_back(
        &parse(ORDERS),
        &keyed(Deferrable::No, Action::Cascade),
        &rows(),
    )
    .await;
}

#[tokio::test]
async fn when_a_key_is_checked_changes() {
    there_and_back(
        &keyed(Deferrable::No, Action::Cascade),
        &keyed(Deferrable::Immediate, Action::Cascade),
        &rows(),
    )
    .await;
    there_and_back(
        &keyed(Deferrable::Immediate, Action::NoAction),
        &keyed(Deferrable::Deferred, Action::Cascade),
        &rows(),
    )
    .await;
}

#[tokio::test]
async fn a_new_table_refers_to_a_new_unique_and_to_a_new_column_of_an_old_one() {
    let before = parse(
        "[tables.orders.columns]\nid = { type = \"bigint\", primary_key = true }\norg = \"bigint\"\n",
    );
    let after = parse(&ORDERS.replace(
        "org = \"bigint\"\n\n",
        "org = \"bigint\"\ncode = { type = \"text?\", unique = true }\n\n",
    ))
    .plus(|schema| {
        schema.table("orders").unique("one_order", "org id");
        schema
            .table("lines")
            .key("lines_order", "org order_id", "orders", "org id");
        let mut code =
            schema.table("orders").columns[&dualect_codegen::name::ColumnName::new("code")].clone();
        code.name = dualect_codegen::name::ColumnName::new("order_code");
        code.db_name = dualect_codegen::name::DbName::new("order_code");
        schema
            .table("lines")
            .columns
            .insert(code.name.clone(), code);
        schema
            .table("lines")
            .key("lines_code", "order_code", "orders", "code");
    });
    let rows = Rows {
        put: "INSERT INTO orders (id, org) VALUES (1, 5), (2, 6);".into(),
        kept: answers(&[("SELECT id, org FROM orders ORDER BY id", "1|5; 2|6")]),
        ..Rows::default()
    };
    there_and_back(&before, &after, &rows).await;
}

#[tokio::test]
async fn keys_that_refer_to_each_other_hold_rows_that_only_a_deferred_check_lets_in() {
    let text = |more: &str| {
        parse(&format!("[tables.heads.columns]\nid = {{ type = \"bigint\", primary_key = true }}\nhand_id = \"bigint\"\n{more}[tables.hands.columns]\nid = {{ type = \"bigint\", primary_key = true }}\nhead_id = \"bigint\"\n")).plus(|schema| {
            schema.table("heads").key("heads_hand", "hand_id", "hands", "id").deferrable = Deferrable::Deferred;
            schema.table("hands").key("hands_head", "head_id", "heads", "id").deferrable = Deferrable::Deferred;
        })
    };
    let rows = Rows {
        put: "BEGIN; INSERT INTO heads (id, hand_id) VALUES (1, 10); INSERT INTO hands (id, head_id) VALUES (10, 1); COMMIT;".into(),
        kept: answers(&[("SELECT heads.id, hand_id FROM heads", "1|10"), ("SELECT id, head_id FROM hands", "10|1")]),
        ..Rows::default()
    };
    // Another default rebuilds one of the two.
    there_and_back(
        &text("mark = { type = \"int\", default = 1 }\n"),
        &text("mark = { type = \"int\", default = 2 }\n"),
        &rows,
    )
    .await;
    let keep = "[tables.keep.columns]\nid = { type = \"bigint\", primary_key = true }\n";
    there_and_back(
        &parse(keep),
        &text("").plus(|schema| schema.tables.extend(parse(keep).tables)),
        &Rows::default(),
    )
    .await;
}
