//! The module that the tests of generated functions call is what its schema gives. `DUALECT_UPDATE=1` writes it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::generate::{Inputs, generate};

#[test]
fn the_module_is_what_its_schema_gives() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/shapes");
    let text = fs::read_to_string(folder.join("schema.toml")).unwrap();
    let generated = generate(&Inputs {
        schema: &SourceFile::new("schema.toml", text.as_str()),
        includes: &[],
        history: &[],
        now: 1_769_860_800,
        accept: &[],
        accepted: &[],
        name: Some("init"),
        online: false,
        counted: &std::collections::BTreeMap::new(),
        templates: &[],
    })
    .unwrap_or_else(|mistakes| panic!("{mistakes}"));
    for (path, file) in generated.whole().unwrap().files {
        let path = folder.join(path);
        if std::env::var_os("DUALECT_UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &file.text).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == file.text,
            "{} is stale: run this test with DUALECT_UPDATE=1, then again",
            path.display()
        );
    }
}
