//! The derive macros of dualect. Use them through the `dualect` crate.

mod schema;

use proc_macro::TokenStream;

/// Checks at compile time that generated code and migrations are those of the schema file, and gives the DDL of both
/// databases.
///
/// The trait `dualect::Schema` shows it in use.
///
/// The build fails, with the command that repairs it, when the schema file is not the one that the generated code was made
/// from, or a migration that belongs to it is not there. Cargo runs the check again whenever the schema file changes.
///
/// Keys of `#[schema(..)]`; each path is relative to the folder of this crate's `Cargo.toml`:
///
/// - `path`: the schema file. Required.
/// - `generated`: the generated folder; without it, `generated` beside the schema file.
/// - `migrations`: the migrations' folder; without it, `drizzle` beside the schema file.
#[proc_macro_derive(Schema, attributes(schema))]
pub fn derive_schema(input: TokenStream) -> TokenStream {
    schema::derive(input.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
