use dualect_codegen::catalog::quote;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::name::DbName;
use dualect_codegen::schema::model::{Deferrable, Schema};
use dualect_tests::migration_run::Rows;

use crate::edit::{Edit, EditTable, column, computed, object, on, parse, same, there_and_back};

/// Everything under names that need quotes.
fn all(table: &str, field: &str, values: &str) -> Schema {
    let text = format!(
        r#"
[enums]
kind = [{values}]

[tables.things]
db_name = '{table}'
doc = "It's \"quoted\"."
[tables.things.columns]
id = {{ type = "bigint", primary_key = true, db_name = '{field}' }}
kind = {{ type = "kind", db_name = 'select' }}
sum = {{ type = "bigint", db_name = '{field} sum' }}
parent = {{ type = "bigint?", db_name = 'Parent' }}
"#
    );
    parse(&text).plus(|schema| {
        schema.project.postgres_schemas = vec![DbName::new(format!("{table} s"))];
        schema.native("kind", Some(&format!("{table} s")));
        schema.enums[0].db_name = DbName::new(format!("{table} k"));
        let quoted = quote::ident(&DbName::new(field)).into_owned();
        let on_table = quote::ident(&DbName::new(table)).into_owned();
        let things = schema.table("things");
        things.append_only = true;
        things.computed("sum", same(&format!("{quoted} + 1"), "id"));
        things.check(&format!("{table} c"), same(&format!("{quoted} > 0"), "id"));
        things.unique(&format!("{table} u"), "id sum");
        things
            .index(
                &format!("{table} i"),
                vec![
                    computed(same(&format!("{quoted} * 2"), "id"), false),
                    column("kind"),
                ],
            )
            .predicate = Some(same(&format!("{quoted} > 1"), "id"));
        things
            .key(&format!("{table} f"), "parent", "things", "id")
            .deferrable = Deferrable::Deferred;
        let sql = format!("SELECT t.{quoted} AS {quoted} FROM {on_table} AS t");
        schema.view("seen", &sql, &sql, field, &["things"]);
        schema.views[0].db_name = DbName::new(format!("{table} v"));
        let trigger = quote::ident(&DbName::new(format!("{table} t"))).into_owned();
        let create = format!(
            "CREATE TRIGGER {trigger} AFTER INSERT ON {on_table} BEGIN SELECT '--', ';'; END"
        );
        schema.object(
            &[Dialect::Sqlite],
            on(
                "things",
                object("t", &[&create], &[&format!("DROP TRIGGER {trigger}")]),
            ),
        );
    })
}

#[tokio::test]
async fn names_with_quotes_words_and_emoji_stand_in_every_new_place() {
    let keep = parse("[tables.keep.columns]\nid = { type = \"bigint\", primary_key = true }\n");
    for (table, field) in [
        ("order", "group"),
        ("Üser \"x\"", "a\"b"),
        ("🦀 crab", "🐘"),
    ] {
        let first = all(table, field, "\"a\", \"it's\"");
        let whole = first
            .clone()
            .plus(|schema| schema.tables.extend(keep.tables.clone()));
        there_and_back(&keep, &whole, &Rows::default()).await;
        // A new order of the values, another expression, another default: everything is made anew.
        let other = all(table, field, "\"it's\", \"x\", \"a\"").plus(|schema| {
            let quoted = quote::ident(&DbName::new(field)).into_owned();
            schema
                .table("things")
                .computed("sum", same(&format!("{quoted} + 2"), "id"));
        });
        there_and_back(&first, &other, &Rows::default()).await;
    }
}
