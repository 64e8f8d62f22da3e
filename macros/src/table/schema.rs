//! The schema that a declared table belongs to.

use std::fs;
use std::path::{Path, PathBuf};

use dualect_codegen::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile};
use dualect_codegen::rust_tables::{Declaration, advice};
use dualect_codegen::schema::{self, DECLARED, Include, Schema};
use proc_macro2::Span;
use syn::ItemStruct;

use super::combined;

/// The schema with the table in it.
pub(super) struct Understood {
    pub(super) schema: Schema,
    /// Files whose change has to run the macro again.
    pub(super) tracked: Vec<PathBuf>,
}

/// A schema for a table that refers to no other.
const ALONE: &str = "[project]\nname = \"alone\"\n";

pub(super) fn understand(declaration: &Declaration, item: &ItemStruct) -> syn::Result<Understood> {
    let Some((path, span)) = &declaration.schema else {
        let source = SourceFile::new("schema.toml", ALONE);
        let schema = schema::parse_declared(&source, &[], declaration)
            .map_err(|mistakes| errors(&mistakes, declaration, item.ident.span()))?;
        return Ok(Understood {
            schema,
            tracked: Vec::new(),
        });
    };
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let Some(root) = root else {
        let message = "CARGO_MANIFEST_DIR is not set: derive(Table) finds the schema file from there; build with cargo";
        return Err(syn::Error::new(*span, message));
    };
    let file = root.join(path);
    let text = fs::read_to_string(&file).map_err(|error| {
        let message = format!(
            "{path} cannot be read: {error}; `schema` in #[table(..)] is relative to the folder of this crate's Cargo.toml"
        );
        syn::Error::new(*span, message)
    })?;
    let source = SourceFile::new(path.as_str(), text);
    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
    let mut tracked = vec![file];
    let includes: Vec<Include> = schema::includes(&source)
        .into_iter()
        .map(|path| {
            let file = folder.join(&path);
            let text =
                fs::read_to_string(&file).map_err(|error| format!("cannot be read: {error}"));
            if text.is_ok() {
                tracked.push(file);
            }
            Include { path, text }
        })
        .collect();
    let schema = schema::parse_declared(&source, &includes, declaration)
        .map_err(|mistakes| errors(&mistakes, declaration, *span))?;
    Ok(Understood { schema, tracked })
}

/// What is wrong, at the struct where it is about that, else at the place that names the schema.
fn errors(mistakes: &Diagnostics, declaration: &Declaration, elsewhere: Span) -> syn::Error {
    let all = mistakes.iter().map(|mistake| {
        let own = mistake
            .span
            .filter(|_| mistake.path == DECLARED)
            .and_then(|span| declaration.places.span(span.start));
        match own {
            Some(span) => syn::Error::new(span, message(mistake, declaration)),
            None => syn::Error::new(
                elsewhere,
                format!("{}: {}", mistake.path, message(mistake, declaration)),
            ),
        }
    });
    match combined(all) {
        Err(error) => error,
        Ok(()) => syn::Error::new(elsewhere, "the schema is wrong"),
    }
}

fn message(mistake: &Diagnostic, declaration: &Declaration) -> String {
    let mut text = mistake.message.clone();
    // The compiler shows one place only, and that is it.
    let points = ["given again here", "and one here", "nullable"];
    if !mistake.label.is_empty() && !points.contains(&mistake.label.as_str()) {
        text.push_str(": ");
        text.push_str(&mistake.label);
    }
    let mut help = advice(mistake);
    if declaration.schema.is_none()
        && matches!(mistake.code, Code::UnknownReference | Code::UnknownType)
    {
        let elsewhere = "what is in the schema file is known by `#[table(schema = \"../schema.toml\")]`, relative to the folder of Cargo.toml";
        help = Some(match help.filter(|help| help.starts_with("did you mean")) {
            Some(spelling) => format!("{spelling} Else, {elsewhere}"),
            None => elsewhere.to_owned(),
        });
    }
    if let Some(help) = help {
        text.push_str("\n\nhelp: ");
        text.push_str(&help);
    }
    text
}
