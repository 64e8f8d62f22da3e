//! What the cases find beside them. trybuild compiles them in `target/tests/trybuild/dualect-macros`, so their paths lead from
//! there to `target/tmp`, where this is laid out.

use std::fs;
use std::path::Path;

use dualect_format::fingerprint::Lock;
use dualect_format::tag::Tag;

const SCHEMA: &str = "[project]\nname = \"shop\"\n";
const TAG: &str = "20260131120000_init";
/// The schema that `derive(Table)` structs refer to.
const HOST: &str = r#"
[project]
name = "host"

[enums]
mood = ["calm", "cross"]

[tables.agents.columns]
id = { type = "uuid", primary_key = true }
name = "text"
"#;

pub(crate) fn lay_out() {
    for name in [
        "not_generated",
        "migration_missing",
        "lock_in_conflict",
        "stale_include",
    ] {
        generated(name, SCHEMA);
    }
    generated("stale", &format!("{SCHEMA}\n[tables.items.columns]\n"));
    generated("bad_schema", "[project\nname = ");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("derive_table");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("host.toml"), HOST).unwrap();
    fs::write(folder.join("wrong.toml"), HOST.replace("uuid", "uid")).unwrap();
}

/// A project as `db-generate` leaves it, with this text in its schema file since.
fn generated(name: &str, schema_now: &str) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("derive_schema")
        .join(name);
    if root.exists() {
        fs::remove_dir_all(&root).unwrap();
    }
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let mut lock = Lock::default();
    lock.add_schema("schema.toml", SCHEMA);
    if name == "stale_include" {
        lock.add_schema("more/orders.toml", "[tables]\n");
        write("more/orders.toml", "[tables.orders.columns]\n");
    }
    lock.migrations.push(Tag::parse(TAG).unwrap());
    write("schema.toml", schema_now);
    write("generated/dualect.lock", &lock.render());
    for dialect in ["sqlite", "postgres"] {
        write(
            &format!("generated/schema/{dialect}.sql"),
            &format!("CREATE TABLE {dialect}_items (id);\n"),
        );
        write(
            &format!("drizzle/{dialect}/{TAG}/migration.sql"),
            "SELECT 1;\n",
        );
    }
    match name {
        "not_generated" => fs::remove_dir_all(root.join("generated")).unwrap(),
        "migration_missing" => fs::remove_dir_all(root.join("drizzle/postgres").join(TAG)).unwrap(),
        "lock_in_conflict" => write(
            "generated/dualect.lock",
            &format!("<<<<<<< HEAD\n{}", lock.render()),
        ),
        _ => {}
    }
}
