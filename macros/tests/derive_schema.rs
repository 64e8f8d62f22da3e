//! `derive(Schema)` as the compiler sees it: what passes, and what each mistake is answered with.
//!
//! trybuild compiles the cases in `target/tests/trybuild/dualect-macros`, so their paths lead from there to the projects
//! that are laid out here, in `target/tmp`.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::path::Path;

use dualect_format::fingerprint::Lock;
use dualect_format::tag::Tag;

const SCHEMA: &str = "[project]\nname = \"shop\"\n";
const TAG: &str = "20260131120000_init";

/// A project as `db-generate` leaves it, with this text in its schema file since.
fn project(name: &str, schema_now: &str) {
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
        "elsewhere" => {
            fs::create_dir(root.join("src")).unwrap();
            fs::rename(root.join("generated"), root.join("src/db")).unwrap();
            fs::rename(root.join("drizzle"), root.join("migrations")).unwrap();
        }
        _ => {}
    }
}

#[test]
fn derive_schema_passes_what_is_generated_and_answers_each_mistake() {
    for name in [
        "up_to_date",
        "elsewhere",
        "not_generated",
        "migration_missing",
        "lock_in_conflict",
        "stale_include",
    ] {
        project(name, SCHEMA);
    }
    project("stale", &format!("{SCHEMA}\n[tables.items.columns]\n"));
    project("bad_schema", "[project\nname = ");
    let cases = trybuild::TestCases::new();
    for case in ["up_to_date", "elsewhere"] {
        cases.pass(format!("tests/derive_schema/{case}.rs"));
    }
    for case in [
        "stale",
        "stale_include",
        "bad_schema",
        "not_generated",
        "migration_missing",
        "lock_in_conflict",
        "wrong_path",
        "no_attribute",
        "no_path",
        "unknown_key",
        "key_twice",
        "not_text",
        "on_an_enum",
        "with_generics",
    ] {
        cases.compile_fail(format!("tests/derive_schema/{case}.rs"));
    }
}
