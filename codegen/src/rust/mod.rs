//! From the schema to the Rust that an application imports.
//!
//! A file a table: each is a template rendered over plain data, and set as rustfmt would set it, so that what is written
//! reads like a person's. `Cargo.toml` is written where there is none and then the user's; every other file stays the
//! generator's, `lib.rs` too, for it lists the tables' modules.
//!
//! [`Rendering`] says which files there are; a file is a [`Draft`] first, which knows the hash of what it is made from, and a text
//! only where somebody asks for it: what `dualect.lock` shows unchanged is never rendered.

mod column;
mod derived;
mod draft;
mod enums;
mod imports;
mod layout;
mod migrations;
mod names;
mod neighbours;
mod origin;
mod rendering;
mod root;
mod sql;
mod table;
mod template;
mod view;

pub use derived::{module, row_name};
pub use draft::{Draft, Rendered};
pub use rendering::{EDITION, Rendering, RustFile, RustInputs};
pub use root::crate_manifest;
pub use template::{RenderError, TemplateOverride, built_in_templates};

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )]

    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use dualect_format::fingerprint::Lock;

    use super::template::Way;
    use super::{Rendering, RustInputs};
    use crate::diagnostic::SourceFile;
    use crate::schema;

    const SCHEMAS: [&str; 7] = [
        include_str!("../../../schema.toml"),
        include_str!("../../tests/generated_rust/agents.toml"),
        include_str!("../../tests/generated_rust/taken_names.toml"),
        include_str!("../../tests/generated_rust/types.toml"),
        include_str!("../../../tests/schemas/parity/schema.toml"),
        include_str!("../../../tests/schemas/regimes/schema.toml"),
        include_str!("../../../tests/schemas/shapes/schema.toml"),
    ];

    #[test]
    fn the_short_way_gives_every_built_in_file_as_syn_and_prettyplease_would() {
        for text in SCHEMAS {
            let schema = schema::parse(&SourceFile::new("schema.toml", text)).unwrap();
            let inputs = RustInputs {
                schema_file: "schema.toml".to_owned(),
                command: "cargo xtask db-generate".to_owned(),
                schema_hash: String::new(),
                migrations: BTreeMap::new(),
                ddl: BTreeMap::new(),
                lock: Lock::default(),
                dependency: String::new(),
                templates: Vec::new(),
            };
            let by = |way| {
                Rendering::by(way, Cow::Borrowed(&schema), inputs.clone())
                    .and_then(|rendering| rendering.all())
                    .unwrap_or_else(|error| panic!("{error}"))
            };
            let (short, long) = (by(Way::ShortOnly), by(Way::Long));
            for ((path, short), long) in short.files.iter().zip(long.files.values()) {
                assert_eq!(short.text, long.text, "{path}");
            }
        }
    }
}
