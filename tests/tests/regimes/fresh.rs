//! The module is what its schema generates.

use std::path::Path;

use dualect_cli::{Exit, Surroundings};

#[test]
fn the_module_is_what_its_schema_generates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut around = Surroundings::quiet("cargo xtask", &folder, &mut out, &mut err);
    let schema = "tests/schemas/regimes/schema.toml";
    let exit = dualect_cli::run(["db-generate", "--check", "--schema", schema], &mut around);
    let printed = [out, err].concat();
    assert_eq!(exit, Exit::Done, "{}", String::from_utf8_lossy(&printed));
}
