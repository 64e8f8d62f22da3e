//! `tests/schemas/parity/generated` is what `db-generate` makes of the schema beside it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use dualect_cli::{Exit, Surroundings};

#[test]
fn the_parity_crate_is_what_its_schema_generates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut around = Surroundings::quiet("cargo xtask", &folder, &mut out, &mut err);
    let arguments = [
        "db-generate",
        "--check",
        "--schema",
        "tests/schemas/parity/schema.toml",
    ];
    let exit = dualect_cli::run(arguments, &mut around);
    let printed = [out, err].concat();
    assert_eq!(exit, Exit::Done, "{}", String::from_utf8_lossy(&printed));
}
