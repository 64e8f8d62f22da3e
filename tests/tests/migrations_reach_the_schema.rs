//! Every way to a schema ends in the same database: its DDL run at once, its migrations one after the other, and the way back down.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use dualect_tests::live_catalog::describe;
use dualect_tests::project::Project;

/// The schema that this repository generates its reference app from.
const REFERENCE: &str = include_str!("../../schema.toml");

const SHOP: &str = r#"
[project]
name = "shop"

[tables.customers.columns]
id = { type = "bigint", primary_key = true }
name = { type = "text", default = "nobody" }
email = "text?"

[tables.orders.columns]
id = { type = "bigint", primary_key = true }
customer_id = { references = "customers.id", on_delete = "cascade" }
note = "text"
amount = { type = "decimal(10, 2)", default = "0.00" }

[tables.orders.indexes]
orders_by_note = ["note"]
"#;

/// A table with a foreign key, a nullable and a not-null column with a default are added; an index and a column are dropped.
const SHOP_LATER: &str = r#"
[project]
name = "shop"

[tables.customers.columns]
id = { type = "bigint", primary_key = true }
name = { type = "text", default = "nobody" }
email = "text?"
phone = "text?"
level = { type = "int", default = 1 }

[tables.orders.columns]
id = { type = "bigint", primary_key = true }
customer_id = { references = "customers.id", on_delete = "cascade" }
amount = { type = "decimal(10, 2)", default = "0.00" }

[tables.payments.columns]
id = { type = "bigint", primary_key = true }
order_id = { references = "orders.id", on_delete = "restrict" }
paid_at = { type = "timestamp", default = "now" }
"#;

const SHOP_ROWS: &str = "
    INSERT INTO customers (id, name, email) VALUES (1, 'Ada', NULL), (2, 'Bob', 'bob@example.org');
    INSERT INTO orders (id, customer_id, note, amount) VALUES (10, 1, 'first', 5), (11, 1, 'second', 6), (12, 2, 'third', 7);";

/// A default's change is a rebuild on SQLite, of a table that others refer to.
fn with_another_default(schema: &str) -> String {
    let changed = schema.replace("default = \"nobody\"", "default = \"somebody\"");
    assert_ne!(changed, schema);
    changed
}

/// A database of the same engine with the schema's whole DDL run at once.
async fn with_ddl_of(project: &Project, database: &Database) -> Database {
    let file = format!("generated/schema/{}.sql", database.engine());
    let fresh = database.engine().database().await;
    fresh
        .execute(&std::fs::read_to_string(project.path(&file)).unwrap())
        .await;
    fresh
}

/// What a database holds besides the migrators' own tables.
async fn shape(database: &Database) -> Vec<String> {
    let text = describe(database).await;
    let is_own = |line: &&str| line.contains("__dualect_") || line.contains("__drizzle_");
    text.lines()
        .filter(|line| !is_own(line))
        .map(str::to_owned)
        .collect()
}

async fn assert_same_shape(left: &Database, right: &Database) {
    let (left, right) = (shape(left).await, shape(right).await);
    let missing: Vec<_> = right.iter().filter(|line| !left.contains(line)).collect();
    let extra: Vec<_> = left.iter().filter(|line| !right.contains(line)).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "missing: {missing:#?}\nextra: {extra:#?}"
    );
    assert!(!left.is_empty());
}

/// What the later shop loses.
const NOTE: [&str; 1] = ["drops-column:orders.note"];

/// Up over existing rows, then down again; the database is compared with the DDL at each end.
async fn there_and_back(database: &Database, before: &str, after: &str, losses: &[&str]) {
    let project = Project::generated(before);
    let fresh_before = with_ddl_of(&project, database).await;
    project.migrate(database);
    assert_same_shape(database, &fresh_before).await;
    database.execute(SHOP_ROWS).await;
    let stored = database.rows(KEPT).await;
    assert_eq!(stored.len(), 3);

    project.change_to_accepting(after, losses);
    project.migrate(database);
    assert_same_shape(database, &with_ddl_of(&project, database).await).await;
    assert_eq!(database.rows(KEPT).await, stored, "lost on the way up");

    project
        .run(&["db-rollback", "--accept-lossy"], Some(database))
        .assert_ended(Exit::Done);
    assert_same_shape(database, &fresh_before).await;
    assert_eq!(database.rows(KEPT).await, stored, "lost on the way down");
}

const KEPT: &str = "SELECT c.id, c.name, c.email, o.id, o.amount FROM customers c JOIN orders o ON o.customer_id = c.id ORDER BY o.id";

both_engines! {
    async fn the_reference_schema_is_the_same_by_ddl_and_by_migration(database: Database) {
        let project = Project::generated(REFERENCE);
        project.migrate(&database);
        assert_same_shape(&database, &with_ddl_of(&project, &database).await).await;
    }

    async fn added_and_dropped_columns_indexes_and_tables_lose_no_row(database: Database) {
        there_and_back(&database, SHOP, SHOP_LATER, &NOTE).await;
    }

    async fn the_same_changes_lose_no_row_where_sqlite_has_to_rebuild(database: Database) {
        let old = |schema: &str| format!("{schema}\n[sqlite]\nmin_version = \"3.41\"\n");
        there_and_back(&database, &old(SHOP), &old(SHOP_LATER), &NOTE).await;
    }

    async fn another_default_of_a_parent_loses_no_child(database: Database) {
        there_and_back(&database, SHOP, &with_another_default(SHOP), &[]).await;
    }
}
