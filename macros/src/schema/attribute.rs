//! `#[schema(path = "..", generated = "..", migrations = "..")]`.

use std::path::{Path, PathBuf};

use proc_macro2::Span;
use syn::{Data, DeriveInput, LitStr};

const EXAMPLE: &str = "#[schema(path = \"../schema.toml\")]";

/// The attribute, read.
#[derive(Debug)]
pub(crate) struct Attribute {
    /// Where the schema file is named: errors about what is on disk point there.
    pub(crate) span: Span,
    /// What it names.
    pub(crate) paths: Paths,
}

/// The files and folders of a schema, relative to the crate's folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Paths {
    /// The schema file.
    pub(crate) schema: PathBuf,
    /// The generated folder.
    pub(crate) generated: PathBuf,
    /// The migrations' folder.
    pub(crate) migrations: PathBuf,
}

impl Attribute {
    /// Finds and reads it, and refuses what `derive(Schema)` cannot stand on.
    pub(crate) fn read(input: &DeriveInput) -> syn::Result<Self> {
        match &input.data {
            Data::Struct(_) => {}
            Data::Enum(data) => {
                return Err(syn::Error::new(
                    data.enum_token.span,
                    "derive(Schema) stands on a struct, such as `struct AppSchema;`, not on an enum",
                ));
            }
            Data::Union(data) => {
                return Err(syn::Error::new(
                    data.union_token.span,
                    "derive(Schema) stands on a struct, such as `struct AppSchema;`, not on a union",
                ));
            }
        }
        if !input.generics.params.is_empty() {
            return Err(syn::Error::new_spanned(
                &input.generics,
                "a schema has no type parameters: derive(Schema) stands on a plain struct, such as `struct AppSchema;`",
            ));
        }
        let (mut schema, mut generated, mut migrations) = (None, None, None);
        let mut last = None;
        for attribute in input
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("schema"))
        {
            last = Some(attribute);
            if !matches!(attribute.meta, syn::Meta::List(_)) {
                return Err(syn::Error::new_spanned(
                    attribute,
                    format!("expected {EXAMPLE}"),
                ));
            }
            attribute.parse_nested_meta(|meta| {
                let slot = if meta.path.is_ident("path") {
                    &mut schema
                } else if meta.path.is_ident("generated") {
                    &mut generated
                } else if meta.path.is_ident("migrations") {
                    &mut migrations
                } else {
                    return Err(
                        meta.error("unknown key: `path`, `generated` and `migrations` are known")
                    );
                };
                let text: LitStr = meta.value()?.parse()?;
                if text.value().is_empty() {
                    return Err(syn::Error::new(text.span(), "the path is empty"));
                }
                if slot.replace(text).is_some() {
                    return Err(meta.error("this key is given twice"));
                }
                Ok(())
            })?;
        }
        let Some(schema) = schema else {
            let message = format!(
                "derive(Schema) has to know the schema file: {EXAMPLE}, relative to the folder of Cargo.toml"
            );
            return Err(last.map_or_else(
                || syn::Error::new_spanned(&input.ident, &message),
                |attribute| syn::Error::new_spanned(attribute, &message),
            ));
        };
        let span = schema.span();
        let schema = PathBuf::from(schema.value());
        let named = |literal: Option<LitStr>, name: &str| match literal {
            Some(literal) => PathBuf::from(literal.value()),
            None => schema.parent().unwrap_or(Path::new("")).join(name),
        };
        let generated = named(generated, "generated");
        let migrations = named(migrations, "drizzle");
        let paths = Paths {
            schema,
            generated,
            migrations,
        };
        Ok(Self { span, paths })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use super::{Attribute, Paths};
    use quote::quote;

    fn read(input: proc_macro2::TokenStream) -> Result<Paths, String> {
        let input = syn::parse2(input).unwrap();
        Attribute::read(&input)
            .map(|attribute| attribute.paths)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_folders_are_beside_the_schema_unless_named() {
        let paths = read(quote!(
            #[schema(path = "../schema.toml")]
            struct A;
        ))
        .unwrap();
        assert_eq!(paths.generated.to_str(), Some("../generated"));
        assert_eq!(paths.migrations.to_str(), Some("../drizzle"));
        let paths = read(quote!(
            #[schema(path = "s.toml", generated = "src/db", migrations = "m")]
            struct A {
                _x: u8,
            }
        ))
        .unwrap();
        assert_eq!(paths.generated.to_str(), Some("src/db"));
        assert_eq!(paths.migrations.to_str(), Some("m"));
        assert_eq!(
            read(quote!(
                #[schema(path = "s.toml")]
                struct A;
            ))
            .unwrap()
            .generated
            .to_str(),
            Some("generated")
        );
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_what_can() {
        for (input, message) in [
            (
                quote!(
                    struct A;
                ),
                "has to know the schema file",
            ),
            (
                quote!(
                    #[schema]
                    struct A;
                ),
                "expected #[schema(path",
            ),
            (
                quote!(
                    #[schema = "a"]
                    struct A;
                ),
                "expected #[schema(path",
            ),
            (
                quote!(
                    #[schema(generated = "g")]
                    struct A;
                ),
                "has to know the schema file",
            ),
            (
                quote!(
                    #[schema(pth = "a")]
                    struct A;
                ),
                "unknown key",
            ),
            (
                quote!(
                    #[schema(path = "a", path = "b")]
                    struct A;
                ),
                "given twice",
            ),
            (
                quote!(
                    #[schema(path = "")]
                    struct A;
                ),
                "empty",
            ),
            (
                quote!(
                    #[schema(path = 1)]
                    struct A;
                ),
                "expected string literal",
            ),
            (
                quote!(
                    #[schema(path = "a")]
                    enum A {}
                ),
                "not on an enum",
            ),
            (
                quote!(#[schema(path = "a")] union A { a: u8 }),
                "not on a union",
            ),
            (
                quote!(
                    #[schema(path = "a")]
                    struct A<T>(T);
                ),
                "no type parameters",
            ),
        ] {
            let error = read(input).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
    }
}
