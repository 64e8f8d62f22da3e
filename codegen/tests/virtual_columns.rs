//! Columns that Postgres computes when they are read, which came with version 18:
//! <https://www.postgresql.org/docs/18/ddl-generated-columns.html>. What that answers is written down here.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::ddl::script;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::diff::Renames;
use dualect_codegen::inspect::postgres::read;
use dualect_codegen::migration::{Transition, files};
use dualect_codegen::plan::Terms;

/// A table `t (a integer, twice integer)`, with what the second column is computed by.
fn answered(generated: &str) -> Catalog {
    let expression = if generated.is_empty() {
        "null"
    } else {
        r#""(a * 2)""#
    };
    let plain = r#"["16385", "1", "a", "integer", null, "false", null, null]"#;
    let rare = format!(
        r#"{{"own_schema": null, "own_type": null, "is_list": false, "generated": "{generated}", "identity": "", "comment": null,
            "reads": ["a"], "counts": null, "counter": null, "inherited": false, "storage": null, "statistics": null,
            "compression": "", "options": null}}"#
    );
    let rare = serde_json::Value::from(rare);
    let computed =
        format!(r#"["16385", "2", "twice", "integer", null, "false", {expression}, {rare}]"#);
    let answer = format!(
        r#"{{"tables": [{{"id": 16385, "schema": null, "name": "t", "comment": null, "row_security": false, "forced": false,
            "unlogged": false, "partitioned_by": null, "bound": null, "parents": null, "replica": "d", "options": null}}],
        "columns": [{plain}, {computed}]}}"#
    );
    read(&answer).unwrap().catalog
}

fn between(from: &Catalog, to: &Catalog) -> String {
    let transition = Transition::new(from.clone(), to.clone(), &Renames::default());
    assert!(transition.there.unplanned.is_empty());
    let (up, down) = transition.plans(&Terms::simple(SqliteVersion::BUNDLED));
    files(&up, &down).up
}

#[test]
fn a_virtual_column_is_read_and_written() {
    let sql = script(&answered("v"));
    assert!(
        sql.contains("twice integer GENERATED ALWAYS AS (a * 2) VIRTUAL"),
        "{sql}"
    );
    let sql = script(&answered("s"));
    assert!(
        sql.contains("twice integer GENERATED ALWAYS AS (a * 2) STORED"),
        "{sql}"
    );
}

#[test]
fn a_stored_column_that_becomes_virtual_is_made_anew_and_back() {
    let (stored, computed) = (answered("s"), answered("v"));
    let sql = between(&stored, &computed);
    assert!(sql.contains("ALTER TABLE t DROP COLUMN twice;"), "{sql}");
    assert!(
        sql.contains("ADD COLUMN twice integer GENERATED ALWAYS AS (a * 2) VIRTUAL;"),
        "{sql}"
    );
    let sql = between(&computed, &stored);
    assert!(
        sql.contains("ADD COLUMN twice integer GENERATED ALWAYS AS (a * 2) STORED;"),
        "{sql}"
    );
}

#[test]
fn a_virtual_column_comes_and_goes_with_its_table() {
    let empty = Catalog::empty(Dialect::Postgres);
    assert!(between(&empty, &answered("v")).contains(") VIRTUAL"));
    assert!(between(&answered("v"), &empty).contains("DROP TABLE t;"));
}

/// `DROP EXPRESSION` is for stored columns only: there are no values that could stay.
#[test]
fn a_virtual_column_that_becomes_a_plain_one_keeps_what_it_computed() {
    let sql = between(&answered("v"), &answered(""));
    assert!(!sql.contains("DROP EXPRESSION"), "{sql}");
    assert!(sql.contains("UPDATE t SET twice = a * 2;"), "{sql}");
}
