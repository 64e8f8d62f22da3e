//! From the schema to the Rust that an application imports.
//!
//! A file a table: each is a template rendered over plain data, and set as rustfmt would set it, so that what is written
//! reads like a person's. `Cargo.toml` is written where there is none and then the user's; every other file stays the
//! generator's, `lib.rs` too, for it lists the tables' modules.
//!
//! [`Rendering`] says which files there are; a file is a [`Draft`] first, which knows what it is made from, and a text only
//! where somebody asks for it: what a fingerprint shows unchanged is never rendered.

mod column;
mod derived;
mod enums;
mod imports;
mod layout;
mod migrations;
mod names;
mod origin;
mod rendering;
mod root;
mod sql;
mod table;
mod template;
mod view;

pub use derived::{module, row_name};
pub use rendering::{Draft, Rendering, RustFile, RustInputs};
pub use template::{RenderError, TemplateOverride, built_in_templates};

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )]

    use std::{
        borrow::Cow,
        collections::BTreeMap,
        fs,
        path::{Path, PathBuf},
    };

    use super::template::Way;
    use super::{Rendering, RustInputs};
    use crate::diagnostic::SourceFile;
    use crate::schema;

    /// Every schema file below a folder.
    fn schemas(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                schemas(&path, found);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                found.push(path);
            }
        }
    }

    #[test]
    fn the_short_way_gives_every_built_in_file_as_syn_and_prettyplease_would() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths = vec![root.join("../schema.toml")];
        schemas(&root.join("tests/generated_rust"), &mut paths);
        schemas(&root.join("../tests/schemas"), &mut paths);
        let mut read = 0;
        for path in paths {
            let text = fs::read_to_string(&path).unwrap();
            let Ok(schema) = schema::parse(&SourceFile::new("schema.toml", text)) else {
                continue;
            };
            read += 1;
            let inputs = RustInputs {
                schema_file: "schema.toml".to_owned(),
                command: "cargo xtask db-generate".to_owned(),
                schema_hash: String::new(),
                migrations: BTreeMap::new(),
                ddl: BTreeMap::new(),
                lock: String::new(),
                dependency: String::new(),
                templates: Vec::new(),
            };
            let by = |way| {
                Rendering::by(way, Cow::Borrowed(&schema), inputs.clone())
                    .and_then(|rendering| rendering.all())
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
            };
            let (short, long) = (by(Way::ShortOnly), by(Way::Long));
            for ((path, short), long) in short.files.iter().zip(long.files.values()) {
                assert_eq!(short.text, long.text, "{path}");
            }
        }
        assert!(read > 5, "{read} schemas were read");
    }
}
