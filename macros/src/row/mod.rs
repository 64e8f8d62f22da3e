//! `derive(Row)`.

mod attribute;
mod expand;

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Expr, Field, Fields, Ident, Path};

use attribute::{Origin, RowAttribute};

/// What a row is, read off the struct.
struct RowStruct<'a> {
    name: &'a Ident,
    fields: Vec<RowField<'a>>,
}

struct RowField<'a> {
    name: &'a Ident,
    ty: &'a syn::Type,
    source: Source,
}

/// Where a field's value comes from, resolved.
enum Source {
    Column {
        /// The constant of the generated module.
        column: Box<Expr>,
        alias: Option<String>,
    },
    Sql(syn::LitStr),
    Embed,
}

/// The whole macro. Every field that is wrong is said at once.
pub(crate) fn derive(input: TokenStream) -> syn::Result<TokenStream> {
    let input: DeriveInput = syn::parse2(input)?;
    let row = read(&input)?;
    Ok(expand::implementation(&row))
}

fn read(input: &DeriveInput) -> syn::Result<RowStruct<'_>> {
    let fields = fields(input)?;
    let of_struct = RowAttribute::read(&input.attrs)?;
    let mut problems: Option<syn::Error> = None;
    let mut read = Vec::new();
    for field in fields {
        match read_field(field, &of_struct) {
            Ok(field) => read.push(field),
            Err(problem) => match &mut problems {
                Some(problems) => problems.combine(problem),
                None => problems = Some(problem),
            },
        }
    }
    match problems {
        Some(problems) => Err(problems),
        None => Ok(RowStruct {
            name: &input.ident,
            fields: read,
        }),
    }
}

/// The named fields; whatever else derive(Row) stands on is refused.
fn fields(input: &DeriveInput) -> syn::Result<impl Iterator<Item = &Field>> {
    let data = match &input.data {
        Data::Struct(data) => data,
        Data::Enum(data) => {
            return Err(syn::Error::new(
                data.enum_token.span,
                "derive(Row) stands on a struct with named fields, not on an enum",
            ));
        }
        Data::Union(data) => {
            return Err(syn::Error::new(
                data.union_token.span,
                "derive(Row) stands on a struct with named fields, not on a union",
            ));
        }
    };
    if !input.generics.params.is_empty() {
        return Err(syn::Error::new_spanned(
            &input.generics,
            "a row has no parameters: each of its fields is a column's own type",
        ));
    }
    match &data.fields {
        Fields::Named(fields) if fields.named.is_empty() => Err(syn::Error::new_spanned(
            &input.ident,
            "a row has at least one field",
        )),
        Fields::Named(fields) => Ok(fields.named.iter()),
        Fields::Unnamed(fields) => Err(syn::Error::new(
            fields.span(),
            "derive(Row) stands on a struct with named fields: a field's name says which column it is",
        )),
        Fields::Unit => Err(syn::Error::new_spanned(
            &input.ident,
            "a row has at least one field",
        )),
    }
}

fn read_field<'a>(field: &'a Field, of_struct: &RowAttribute) -> syn::Result<RowField<'a>> {
    let Some(name) = &field.ident else {
        return Err(syn::Error::new_spanned(field, "a row's fields have names"));
    };
    let source = match Origin::read(&field.attrs)? {
        Origin::Embed => Source::Embed,
        Origin::Sql(sql) => Source::Sql(sql),
        Origin::Column { column, alias } => Source::Column {
            column,
            alias: alias.map(|alias| alias.value()),
        },
        Origin::Named {
            table,
            rename,
            alias,
        } => {
            let own_table = table.is_some();
            if of_struct.frozen.is_some() {
                return frozen(field, name, (table, rename, alias));
            }
            let Some(table) = table.or_else(|| of_struct.table.clone()) else {
                return Err(syn::Error::new_spanned(
                    name,
                    format!(
                        "which column is `{name}`? write #[row(column = agents::columns::{})] on it, or #[row(table = agents)] on the struct",
                        constant_name(&name.unraw().to_string())
                    ),
                ));
            };
            let (column, span) = match &rename {
                Some(rename) => (rename.value(), rename.span()),
                None => (name.unraw().to_string(), name.span()),
            };
            let constant = constant(&column, span)?;
            let column = in_table(&table, &constant);
            // The struct's alias is its own table's.
            let alias = match alias {
                Some(alias) => Some(alias.value()),
                None if own_table => None,
                None => of_struct.alias.as_ref().map(syn::LitStr::value),
            };
            Source::Column {
                column: Box::new(column),
                alias,
            }
        }
    };
    Ok(RowField {
        name,
        ty: &field.ty,
        source,
    })
}

/// A column of its name, read by nothing but its Rust type.
fn frozen<'a>(
    field: &'a Field,
    name: &'a Ident,
    (table, rename, alias): (Option<Path>, Option<syn::LitStr>, Option<syn::LitStr>),
) -> syn::Result<RowField<'a>> {
    if let Some(table) = table {
        return Err(syn::Error::new_spanned(
            table,
            "a frozen row knows no generated module: write the column's name, or #[row(sql = ..)]",
        ));
    }
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let column = rename.map_or_else(|| name.unraw().to_string(), |rename| rename.value());
    let column = quoted(&column);
    let text = match alias {
        Some(alias) => format!("{}.{column}", alias.value()),
        None => column,
    };
    Ok(RowField {
        name,
        ty: &field.ty,
        source: Source::Sql(syn::LitStr::new(&text, name.span())),
    })
}

/// `agents::columns::NAME`.
fn in_table(table: &Path, constant: &Ident) -> Expr {
    syn::parse_quote!(#table::columns::#constant)
}

fn constant(column: &str, span: proc_macro2::Span) -> syn::Result<Ident> {
    let mut ident: Ident = syn::parse_str(&constant_name(column))
        .map_err(|_| syn::Error::new(span, format!("`{column}` is no column's name")))?;
    ident.set_span(span);
    Ok(ident)
}

/// What a generated module calls the constant of a column.
fn constant_name(column: &str) -> String {
    column.to_uppercase()
}
