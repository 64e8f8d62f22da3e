//! `derive(Table)`.

mod expand;
mod schema;

use dualect_codegen::dialect::Dialect;
use dualect_codegen::rust;
use dualect_codegen::rust_tables::{Declaration, Definition, Mistake, definition};
use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;
use syn::{Item, ItemStruct};

/// The whole macro: reads the struct as a table of the schema language, understands it with the schema that it names, and
/// writes what would be generated for it.
pub(crate) fn derive(input: TokenStream) -> syn::Result<TokenStream> {
    let item = structure(input)?;
    let declaration = Declaration::of(&item);
    combined(declaration.mistakes.iter().map(error))?;
    let understood = schema::understand(&declaration, &item)?;
    let key = declaration.key.as_str();
    let name = rust::row_name(&understood.schema, key).unwrap_or_default();
    if item.ident.unraw() != name {
        return Err(syn::Error::new(
            item.ident.span(),
            format!(
                "`{}` is a name that the code beside a table has for itself\n\nhelp: call the struct something else, such as `{name}`",
                item.ident
            ),
        ));
    }
    let module = rust::module(&understood.schema, key)
        .map_err(|error| syn::Error::new(item.ident.span(), error.to_string()))?;
    let Some(module) = module else {
        let message = "the table is not in its own schema: a fault of dualect";
        return Err(syn::Error::new(item.ident.span(), message));
    };
    let definitions = Definitions {
        sqlite: definition(&understood.schema, key, Dialect::Sqlite),
        postgres: definition(&understood.schema, key, Dialect::Postgres),
    };
    check_prefix(&declaration, &item, &definitions)?;
    expand::items(&expand::Derived {
        item: &item,
        declaration: &declaration,
        schema: &understood.schema,
        module,
        definitions: &definitions,
        tracked: &understood.tracked,
    })
}

/// The table in each database; `None` where the schema is not for that one.
struct Definitions {
    sqlite: Option<Definition>,
    postgres: Option<Definition>,
}

fn structure(input: TokenStream) -> syn::Result<ItemStruct> {
    let message = |what: &str| {
        format!(
            "derive(Table) stands on a struct with named fields, not on {what}: a row has all its columns"
        )
    };
    let item: Item = syn::parse2(input)?;
    if let Item::Struct(item) = item {
        Ok(item)
    } else if let Item::Enum(item) = item {
        Err(syn::Error::new(item.enum_token.span, message("an enum")))
    } else if let Item::Union(item) = item {
        Err(syn::Error::new(item.union_token.span, message("a union")))
    } else {
        Err(syn::Error::new_spanned(item, message("this")))
    }
}

fn error(mistake: &Mistake) -> syn::Error {
    let message = match &mistake.help {
        Some(help) => format!("{}\n\nhelp: {help}", mistake.message),
        None => mistake.message.clone(),
    };
    syn::Error::new(mistake.span, message)
}

/// All of them as one.
fn combined(errors: impl Iterator<Item = syn::Error>) -> syn::Result<()> {
    let whole = errors.reduce(|mut whole, error| {
        whole.combine(error);
        whole
    });
    whole.map_or(Ok(()), Err)
}

/// What is made at run time stays under its own prefix in the databases too.
fn check_prefix(
    declaration: &Declaration,
    item: &ItemStruct,
    definitions: &Definitions,
) -> syn::Result<()> {
    let Some(prefix) = &declaration.prefix else {
        return Ok(());
    };
    for definition in [&definitions.sqlite, &definitions.postgres]
        .into_iter()
        .flatten()
    {
        let names = definition.indexes.iter().map(|index| index.name.as_str());
        let outside = std::iter::once(definition.name.name.as_str())
            .chain(names)
            .find(|name| !name.starts_with(prefix.as_str()));
        if let Some(name) = outside {
            let mut names = declaration.names.iter();
            let place = names
                .find(|(given, _)| given == name)
                .map_or_else(|| item.ident.span(), |(_, span)| *span);
            let message = format!(
                "`{name}` does not begin with `{prefix}`, and what is made at run time does\n\nhelp: call it `{prefix}{name}`"
            );
            return Err(syn::Error::new(place, message));
        }
    }
    Ok(())
}
