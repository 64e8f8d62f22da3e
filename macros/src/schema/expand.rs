//! The implementation that `derive(Schema)` writes.

use std::path::Path;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::check::Checked;

/// Writes it. Each file that the check read is included, which is what tells cargo to run the check again when it changes.
pub(crate) fn implementation(name: &Ident, checked: &Checked) -> TokenStream {
    let hash = &checked.hash;
    let sqlite = ddl(checked.sqlite_ddl.as_deref());
    let postgres = ddl(checked.postgres_ddl.as_deref());
    let tracked = checked.tracked.iter().map(|path| {
        let path = text(path);
        quote!(
            const _: &[u8] = ::core::include_bytes!(#path);
        )
    });
    let implementation = written(name, &quote!(#hash), &sqlite, &postgres);
    quote! {
        #implementation
        #(#tracked)*
    }
}

/// What stands beside an error.
pub(crate) fn placeholder(name: &Ident) -> TokenStream {
    let empty = quote!("");
    written(name, &empty, &empty, &empty)
}

fn written(
    name: &Ident,
    hash: &TokenStream,
    sqlite: &TokenStream,
    postgres: &TokenStream,
) -> TokenStream {
    quote! {
        impl ::dualect::Schema for #name {
            const HASH: &'static str = #hash;
            const SQLITE_DDL: &'static str = #sqlite;
            const POSTGRES_DDL: &'static str = #postgres;
        }
    }
}

fn ddl(path: Option<&Path>) -> TokenStream {
    path.map(text)
        .map_or_else(|| quote!(""), |path| quote!(::core::include_str!(#path)))
}

/// `include_str!` takes text; a path that is none cannot come from an attribute, which is text itself.
fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
