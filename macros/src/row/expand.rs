//! The implementations that `derive(Row)` writes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

use super::{RowField, RowStruct, Source};

pub(super) fn implementation(row: &RowStruct<'_>) -> TokenStream {
    let name = row.name;
    let counts = row.fields.iter().map(count);
    let reads = row.fields.iter().map(read);
    let mut parts = Vec::new();
    for (position, field) in row.fields.iter().enumerate() {
        if position > 0 {
            parts.push(quote!(", "));
        }
        parts.extend(select(field));
    }
    let identified = row.fields.iter().filter_map(identified);
    let sound = row.fields.iter().filter_map(sound);
    quote! {
        #[automatically_derived]
        impl ::dualect::query::Row for #name {
            const COLUMNS: usize = #(#counts)+*;

            fn decode(row: &mut ::dualect::query::Decoder<'_>) -> ::dualect::Result<Self> {
                ::core::result::Result::Ok(Self { #(#reads),* })
            }
        }

        #[automatically_derived]
        impl ::dualect::query::Projection for #name {
            const COLUMNS_SQL: &'static str = ::dualect::sql!(#(#parts),*);
            const IDENTIFIED: bool = false #(|| #identified)*;
        }

        #[automatically_derived]
        impl #name {
            /// The select list: each column with its table in front.
            #[allow(dead_code, reason = "a row that is embedded in others needs it not")]
            pub const COLUMNS_SQL: &'static str =
                <Self as ::dualect::query::Projection>::COLUMNS_SQL;
        }

        #(#sound)*
    }
}

fn count(field: &RowField<'_>) -> TokenStream {
    let ty = field.ty;
    match field.source {
        Source::Column { .. } | Source::Sql(_) => quote!(1),
        Source::Embed => quote_spanned!(ty.span()=> <#ty as ::dualect::query::Embed>::COLUMNS),
    }
}

fn read(field: &RowField<'_>) -> TokenStream {
    let (name, ty) = (field.name, field.ty);
    match &field.source {
        Source::Column { column, .. } => {
            let read = quote_spanned!(ty.span()=> read::<#ty>);
            quote!(#name: #column.#read(row)?)
        }
        Source::Sql(_) => {
            let read = quote_spanned!(ty.span()=> ::dualect::query::Decoder::next::<#ty>);
            quote!(#name: #read(row)?)
        }
        Source::Embed => {
            let read = quote_spanned!(ty.span()=> <#ty as ::dualect::query::Embed>::read);
            quote!(#name: #read(row)?)
        }
    }
}

/// The field's part of the select list.
fn select(field: &RowField<'_>) -> Vec<TokenStream> {
    let ty = field.ty;
    match &field.source {
        Source::Column {
            column,
            alias: Some(alias),
        } => vec![quote!(#alias), quote!("."), quote!(#column.name())],
        Source::Column {
            column,
            alias: None,
        } => vec![quote!(#column.table()), quote!("."), quote!(#column.name())],
        Source::Sql(sql) => vec![quote!(#sql)],
        Source::Embed => {
            vec![quote_spanned!(ty.span()=> <#ty as ::dualect::query::Embed>::COLUMNS_SQL)]
        }
    }
}

/// Whether the field's column is never null.
fn identified(field: &RowField<'_>) -> Option<TokenStream> {
    let ty = field.ty;
    match field.source {
        Source::Column { .. } => (!is_option(ty)).then(|| quote!(true)),
        // What an expression yields where no row was joined is its own affair: `count(*)` yields 0.
        Source::Sql(_) => None,
        Source::Embed => Some(quote!(<#ty as ::dualect::query::Embed>::IDENTIFIED)),
    }
}

/// An embedded `Option` has to know a missing row from one whose columns are all null.
fn sound(field: &RowField<'_>) -> Option<TokenStream> {
    let ty = field.ty;
    matches!(field.source, Source::Embed).then(|| {
        quote_spanned! {ty.span()=>
            const _: () = ::core::assert!(
                <#ty as ::dualect::query::Embed>::SOUND,
                "every column of this row can be null, so that a row of NULLs looks like none: embed it without `Option`, or give it a column that is never null"
            );
        }
    })
}

fn is_option(ty: &Type) -> bool {
    if let Type::Path(path) = ty {
        let last = path.path.segments.last();
        last.is_some_and(|segment| segment.ident == "Option")
    } else if let Type::Group(inner) = ty {
        is_option(&inner.elem)
    } else if let Type::Paren(inner) = ty {
        is_option(&inner.elem)
    } else {
        false
    }
}
