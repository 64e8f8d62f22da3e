//! `derive(Schema)`.

mod attribute;
mod check;
mod expand;

use std::path::Path;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use attribute::Attribute;

/// The whole macro: reads the attribute, checks the files it names, writes the implementation.
///
/// Where the files are not as they should be, an empty implementation is written beside the error: else every use of it in
/// the app would be an error too, and bury the one that matters.
pub(crate) fn derive(input: TokenStream) -> syn::Result<TokenStream> {
    let input: DeriveInput = syn::parse2(input)?;
    let attribute = Attribute::read(&input)?;
    let checked = match std::env::var_os("CARGO_MANIFEST_DIR") {
        Some(root) => check::check(Path::new(&root), &attribute.paths),
        None => Err(
            "CARGO_MANIFEST_DIR is not set: derive(Schema) finds the schema file from there; build with cargo"
                .to_owned(),
        ),
    };
    Ok(match checked {
        Ok(checked) => expand::implementation(&input.ident, &checked),
        Err(message) => {
            let mut tokens = syn::Error::new(attribute.span, message).into_compile_error();
            tokens.extend(expand::placeholder(&input.ident));
            tokens
        }
    })
}
