//! A history that has everything that is run in its own way, and that shows whether anything ran twice or in half.

use dualect::migrate::{Batch, Settings, Steps};
use dualect::query::{Statement, TableInfo};
use dualect::{Migration, Migrations, Row, Tx, sql};
use dualect_tests::engine::{Database, Engine};

/// How many items there are.
const ITEMS: usize = 25;

const INIT_SQLITE: Migration<'static> = Migration {
    tag: "20260101000000_init",
    up: "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL, slug TEXT) STRICT;
--> statement-breakpoint
INSERT INTO items (name) WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 25) SELECT 'item ' || n FROM n;
",
    down: "DROP TABLE items;\n",
};

const INIT_POSTGRES: Migration<'static> = Migration {
    up: "CREATE TABLE items (id bigint PRIMARY KEY, name text NOT NULL, slug text);
--> statement-breakpoint
INSERT INTO items SELECT n, 'item ' || n FROM generate_series(1, 25) AS n;
",
    ..INIT_SQLITE
};

const CODED_SQLITE: Migration<'static> = Migration {
    tag: "20260102000000_coded",
    up: "ALTER TABLE items ADD COLUMN code TEXT;
--> statement-breakpoint
CREATE UNIQUE INDEX items_name_key ON items (name);
",
    down: "DROP INDEX items_name_key;\n--> statement-breakpoint\nALTER TABLE items DROP COLUMN code;\n",
};

/// With sections outside of any transaction, there and back.
const CODED_POSTGRES: Migration<'static> = Migration {
    up: "ALTER TABLE items ADD COLUMN code text;
--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY items_name_key ON items (name);
--> statement-breakpoint
ALTER TABLE items ADD CONSTRAINT items_named CHECK (name <> '');
",
    down: "ALTER TABLE items DROP CONSTRAINT items_named;
--> statement-breakpoint
DROP INDEX CONCURRENTLY items_name_key;
--> statement-breakpoint
ALTER TABLE items DROP COLUMN code;
",
    ..CODED_SQLITE
};

const SLUGS: Migration<'static> = Migration {
    tag: "20260103000000_slugs",
    up: "-- dualect: step: slugs\nSELECT 1 FROM \"only dualect runs this\";\n",
    down: "UPDATE items SET slug = NULL;\n",
};

const LAST: Migration<'static> = Migration {
    tag: "20260104000000_last",
    up: "CREATE TABLE last (id bigint PRIMARY KEY);\n",
    down: "DROP TABLE last;\n",
};

pub(crate) static MIGRATIONS: Migrations<'static> = Migrations {
    schema_hash: "",
    sqlite: &[INIT_SQLITE, CODED_SQLITE, SLUGS, LAST],
    postgres: &[INIT_POSTGRES, CODED_POSTGRES, SLUGS, LAST],
};

static NEXT: Statement = Statement::read(
    "next",
    &TableInfo::NONE,
    sql!(
        "SELECT ",
        Item::COLUMNS_SQL,
        " FROM items WHERE id > $1 ORDER BY id LIMIT 10"
    ),
);
static SET: Statement = Statement::write(
    "set",
    &TableInfo::NONE,
    "UPDATE items SET slug = coalesce(slug, '') || $1 WHERE id = $2",
);

#[derive(Row)]
#[row(frozen)]
struct Item {
    id: i64,
    name: String,
}

/// Ten items a batch. An item that it comes to twice has its name twice.
async fn slugs(tx: Tx, after: Option<String>) -> dualect::Result<Batch> {
    let after: i64 = after.map_or(0, |after| after.parse().unwrap());
    let items: Vec<Item> = tx.fetch_all(&NEXT, vec![after.into()]).await?;
    for item in &items {
        let slug = item.name.replace(' ', "-");
        tx.execute(&SET, vec![slug.into(), item.id.into()]).await?;
    }
    Ok(Batch {
        rows: items.len() as u64,
        next: items.last().map(|item| item.id.to_string()),
    })
}

pub(crate) fn settings() -> Settings {
    Settings {
        steps: Steps::default().with("slugs", slugs),
        accept_lossy: true,
        ..Settings::default()
    }
}

async fn one(database: &Database, sql: &str) -> usize {
    let rows = database.rows(sql).await;
    rows[0][0].as_ref().unwrap().parse().unwrap()
}

async fn has_table(database: &Database, name: &str) -> bool {
    let sql = match database.engine() {
        Engine::Sqlite => format!("SELECT count(*) FROM sqlite_schema WHERE name = '{name}'"),
        Engine::Postgres => {
            format!("SELECT CASE WHEN to_regclass('{name}') IS NULL THEN 0 ELSE 1 END")
        }
    };
    one(database, &sql).await == 1
}

/// The tags that are recorded as applied.
pub(crate) async fn recorded(database: &Database) -> Vec<String> {
    let (table, quoted) = match database.engine() {
        Engine::Sqlite => ("__drizzle_migrations", "__drizzle_migrations"),
        Engine::Postgres => (
            "drizzle.__drizzle_migrations",
            "drizzle.__drizzle_migrations",
        ),
    };
    if !has_table(database, table).await {
        return Vec::new();
    }
    let rows = database
        .rows(&format!("SELECT name FROM {quoted} ORDER BY id"))
        .await;
    rows.into_iter()
        .map(|mut row| row.remove(0).unwrap())
        .collect()
}

/// What is recorded is there, what is not is not, and nothing happened twice. Between two migrations may be sections, or batches.
pub(crate) async fn assert_at_a_boundary(database: &Database, of: &str) {
    let recorded = recorded(database).await;
    let has = |tag: &str| recorded.iter().any(|one| one == tag);
    assert_eq!(
        has_table(database, "items").await,
        has(INIT_SQLITE.tag),
        "{of}: {recorded:?}"
    );
    assert_eq!(
        has_table(database, "last").await,
        has(LAST.tag),
        "{of}: {recorded:?}"
    );
    if !has(INIT_SQLITE.tag) {
        return;
    }
    assert_eq!(
        one(database, "SELECT count(*) FROM items").await,
        ITEMS,
        "{of}"
    );
    let wrong = "SELECT count(*) FROM items WHERE slug <> replace(name, ' ', '-')";
    assert_eq!(one(database, wrong).await, 0, "{of}: a batch was run twice");
    if has(SLUGS.tag) {
        let filled = "SELECT count(*) FROM items WHERE slug IS NOT NULL";
        assert_eq!(one(database, filled).await, ITEMS, "{of}");
    }
    if database.engine() == Engine::Postgres {
        let invalid = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";
        if has(CODED_SQLITE.tag) {
            assert_eq!(one(database, invalid).await, 0, "{of}");
        }
    }
}

/// Whether all of it is applied.
pub(crate) async fn assert_complete(database: &Database, of: &str) {
    assert_eq!(recorded(database).await.len(), 4, "{of}");
    assert_at_a_boundary(database, of).await;
}
