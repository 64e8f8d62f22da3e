//! The queries of a release, as its generated Rust has them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::diff::Renames;
use dualect_codegen::migration::Transition;
use dualect_codegen::rolling::{breaks, statements};
use dualect_codegen::schema::parse;

const RUST: &str = r#"
static GET: Statement = Statement::read("orders::get", &TABLE, "SELECT id, \"select\", 'body' FROM billing.orders WHERE id = $1");
static INSERT_MANY: BulkInsert = BulkInsert {
    sqlite_head: "INSERT INTO orders (id, \"select\") VALUES",
    postgres: BulkPostgres::Unnest("INSERT INTO billing.orders (id, \"select\") SELECT * FROM unnest($1::bigint[])"),
};
static LIST: Statement = Statement::read("notes::list", &TABLE, "SELECT notes.id FROM notes");
pub const ID: Column<i64> = Column::new("orders", "id");
static TABLE: TableInfo = TableInfo { name: "orders" };
"#;

fn broken(before: &str, after: &str) -> Vec<String> {
    let catalog = |columns: &str| {
        let text = format!(
            "[project]\nname = \"a\"\n[tables.notes.columns]\nid = {{ type = \"bigint\", primary_key = true }}\n\
             [tables.orders.columns]\nid = {{ type = \"bigint\", primary_key = true }}\n{columns}"
        );
        let schema = parse(&SourceFile::new("schema.toml", text));
        lower(
            &schema.unwrap_or_else(|found| panic!("{}", found.render(false))),
            Dialect::Postgres,
        )
    };
    let transition = Transition::new(catalog(before), catalog(after), &Renames::default());
    let found = breaks(&statements("orders", RUST).unwrap(), [&transition]);
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn names_in_quotes_behind_schemas_and_in_pieces_are_found() {
    assert_eq!(
        broken("select = \"text?\"", ""),
        ["orders.select is dropped: orders::get, orders::insert_many"]
    );
}

#[test]
fn a_text_is_no_name() {
    assert_eq!(broken("body = \"text?\"", ""), Vec::<String>::new());
}

#[test]
fn a_column_that_every_insert_has_to_write_is_missed() {
    assert_eq!(
        broken("select = \"text?\"", "select = \"text?\"\nmore = \"int\""),
        ["orders.more is new and not null: orders::insert_many"]
    );
    assert_eq!(
        broken("select = \"text?\"", "select = \"text\""),
        Vec::<String>::new(),
        "it is written"
    );
}

#[test]
fn what_is_no_rust_is_an_error() {
    assert!(statements("a", "static = ;").is_err());
}
