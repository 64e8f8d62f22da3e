//! The edition of the generator: the hash of all that it makes of the schemas in `edition/`, which are there for nothing else.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::path::Path;

use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::generate::{Inputs, generate};
use dualect_codegen::rust::EDITION;
use dualect_format::hash::Hasher;

/// 2026-01-31T12:00:00Z.
const NOW: i64 = 1_769_860_800;

#[test]
fn the_edition_is_the_hash_of_all_that_is_made() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edition");
    let mut schemas: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    schemas.sort();
    assert!(schemas.len() >= 5, "{schemas:?}");
    let mut hasher = Hasher::default();
    for path in schemas {
        let text = std::fs::read_to_string(&path)
            .unwrap()
            .replace("\r\n", "\n");
        let generated = generate(&Inputs {
            schema: &SourceFile::new("schema.toml", text),
            includes: &[],
            history: &[],
            now: NOW,
            accept: &[],
            accepted: &[],
            name: None,
            online: false,
            counted: &std::collections::BTreeMap::new(),
            templates: &[],
        })
        .unwrap();
        for (path, file) in generated.rust.all().unwrap().files {
            // The lock names the edition, in the hashes of what files are made from.
            if !path.ends_with("dualect.lock") {
                hasher.update(format!("{path}\n{}\n", file.text));
            }
        }
    }
    let hash = hasher.hex();
    assert_eq!(
        EDITION,
        &hash[..16],
        "other files are made than by the edition on the left: read what has changed, and give the hash on the right to EDITION \
         in codegen/src/rust/rendering.rs; else files that were made before would count as up to date"
    );
}
