//! `schema.schema.json` is what `db-schema` writes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use dualect_cli::{Exit, Surroundings};

#[test]
fn the_json_schema_beside_the_reference_schema_is_that_of_the_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut around = Surroundings::quiet("cargo xtask", &folder, &mut out, &mut err);
    let exit = dualect_cli::run(["db-schema", "--check"], &mut around);
    let printed = [out, err].concat();
    assert_eq!(exit, Exit::Done, "{}", String::from_utf8_lossy(&printed));
}
