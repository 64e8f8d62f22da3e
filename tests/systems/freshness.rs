//! What is committed is what `db-generate` makes of each schema; with `DUALECT_UPDATE=1` it is made so.

use std::path::Path;

use dualect_cli::{Exit, Surroundings};

fn assert_fresh(system: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(system);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut around = Surroundings::quiet("dualect", &folder, &mut out, &mut err);
    let update = std::env::var_os("DUALECT_UPDATE").is_some();
    let arguments: &[&str] = if update {
        &["db-generate"]
    } else {
        &["db-generate", "--check"]
    };
    let exit = dualect_cli::run(arguments, &mut around);
    let printed = [out, err].concat();
    assert_eq!(exit, Exit::Done, "{}", String::from_utf8_lossy(&printed));
}

#[test]
fn ash_is_what_its_schema_generates() {
    assert_fresh("ash");
}

#[test]
fn codespar_is_what_its_schema_generates() {
    assert_fresh("codespar");
}

#[test]
fn deploystack_is_what_its_schema_generates() {
    assert_fresh("deploystack");
}

#[test]
fn orient_is_what_its_schema_generates() {
    assert_fresh("orient");
}

#[test]
fn pipelit_is_what_its_schema_generates() {
    assert_fresh("pipelit");
}

#[test]
fn the_plugin_example_is_what_its_schema_and_its_structs_generate() {
    assert_fresh("../../examples/plugin-notes");
}
