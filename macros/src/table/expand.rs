//! What `derive(Table)` writes: the module that would be generated for the table, around the struct that is there.

use std::path::PathBuf;

use dualect_codegen::rust_tables::{Declaration, Definition};
use dualect_codegen::schema::Schema;
use dualect_codegen::schema::model::Type;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{File, FnArg, Item, ItemFn, ItemStruct, Pat, Token, UseTree, Visibility};

use super::Definitions;

/// What there is to write from.
pub(super) struct Derived<'d> {
    pub(super) item: &'d ItemStruct,
    pub(super) declaration: &'d Declaration,
    pub(super) schema: &'d Schema,
    /// The module as it would be generated.
    pub(super) module: File,
    pub(super) definitions: &'d Definitions,
    pub(super) tracked: &'d [PathBuf],
}

/// The parts of a generated module.
#[derive(Default)]
struct Parts {
    imports: Vec<Item>,
    /// What stands beside the functions.
    items: Vec<Item>,
    /// The same as the struct's own.
    functions: Vec<ItemFn>,
    /// The insert's and the update's structs.
    structs: Vec<Ident>,
    /// The row struct's fields, as the schema has them.
    fields: Vec<(Ident, syn::Type)>,
}

pub(super) fn items(derived: &Derived<'_>) -> syn::Result<TokenStream> {
    let item = derived.item;
    let (name, visibility) = (&item.ident, &item.vis);
    let parts = parts(derived)?;
    let Parts {
        imports,
        items,
        functions,
        structs,
        ..
    } = &parts;
    let module = module_name(derived)?;
    let (aliases, checks) = checks(derived, &parts);
    let implementation = implementation(derived);
    let doc =
        format!("The table of [`{name}`]: its columns, and what its inserts and updates take.");
    let tracked = derived.tracked.iter().map(|path| {
        let path = path.to_string_lossy().into_owned();
        quote!(
            const _: &[u8] = ::core::include_bytes!(#path);
        )
    });
    Ok(quote! {
        #[doc = #doc]
        #[allow(
            clippy::all,
            clippy::pedantic,
            dead_code,
            missing_docs,
            private_interfaces,
            unreachable_pub,
            unused_imports,
            unused_qualifications,
            reason = "names, shapes and words are the table's"
        )]
        #visibility mod #module {
            use super::*;
            #(#imports)*
            #(#aliases)*
            #(#items)*

            impl #name {
                #(#functions)*
            }

            #implementation
            #(#checks)*
            #(#tracked)*
        }
        #[allow(unused_imports, reason = "who only reads needs neither")]
        #visibility use #module::{#(#structs),*};
    })
}

/// The module's name: the table's key, as it would be in the generated crate.
fn module_name(derived: &Derived<'_>) -> syn::Result<Ident> {
    let key = &derived.declaration.key;
    syn::parse_str::<Ident>(key)
        .or_else(|_| syn::parse_str::<Ident>(&format!("r#{key}")))
        .map_err(|_| {
            let message = format!("no module can be called `{key}`: give the table another name");
            syn::Error::new(derived.item.ident.span(), message)
        })
}

fn parts(derived: &Derived<'_>) -> syn::Result<Parts> {
    let mut parts = Parts::default();
    for item in &derived.module.items {
        if let Item::Use(import) = item {
            // The schema's enums are what the fields say they are.
            if is_of_runtime(&import.tree) {
                let mut import = import.clone();
                import.leading_colon = Some(Token![::](Span::call_site()));
                parts.imports.push(Item::Use(import));
            }
            continue;
        }
        if let Item::Struct(structure) = item {
            if structure.ident == derived.item.ident {
                let fields = structure.fields.iter();
                let named =
                    fields.filter_map(|field| Some((field.ident.clone()?, field.ty.clone())));
                parts.fields.extend(named);
                continue;
            }
            parts.structs.push(structure.ident.clone());
        }
        if let Item::Fn(function) = item
            && matches!(function.vis, Visibility::Public(_))
        {
            parts.functions.push(associated(function));
        }
        parts.items.push(item.clone());
    }
    let own = derived.item.fields.len();
    if parts.fields.len() == own {
        Ok(parts)
    } else {
        let message = "the table has other columns than the struct has fields: a fault of dualect";
        Err(syn::Error::new(derived.item.ident.span(), message))
    }
}

/// The function as the struct's own, which calls the module's: that one's name stands for it there, as in a generated module.
fn associated(function: &ItemFn) -> ItemFn {
    let mut own = function.clone();
    let name = &function.sig.ident;
    let mut arguments: Vec<Ident> = Vec::new();
    for input in &mut own.sig.inputs {
        if let FnArg::Typed(typed) = input
            && let Pat::Ident(pattern) = typed.pat.as_mut()
        {
            pattern.mutability = None;
            arguments.push(pattern.ident.clone());
        }
    }
    own.block = syn::parse_quote!({ #name(#(#arguments),*) });
    own
}

fn is_of_runtime(tree: &UseTree) -> bool {
    matches!(tree, UseTree::Path(path) if path.ident == "dualect")
}

/// The names that generated code has for the fields' own enums; and that each field is of the type that its column holds.
fn checks(derived: &Derived<'_>, parts: &Parts) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let (mut aliases, mut checks) = (Vec::new(), Vec::new());
    let row = &derived.item.ident;
    let columns = derived
        .schema
        .tables
        .values()
        .find(|table| table.name.as_str() == derived.declaration.key)
        .map(|table| table.columns.values());
    let Some(columns) = columns else {
        return (aliases, checks);
    };
    let mut known: Vec<&Ident> = Vec::new();
    for ((field, column), (name, ty)) in derived.item.fields.iter().zip(columns).zip(&parts.fields)
    {
        let (own, span) = (&field.ty, field.ty.span());
        if let Type::Enum(of) = &column.ty {
            let (own, wanted) = (inner(own), inner(ty));
            if let Some(ident) = only_ident(wanted) {
                if only_ident(own) != Some(ident) && !known.contains(&ident) {
                    aliases.push(quote!(type #ident = #own;));
                }
                known.push(ident);
            }
            let of = of.as_str();
            let message = format!(
                "the type of `{}` is not the enum `{of}` of the schema",
                name.unraw()
            );
            checks.push(quote_spanned! {span=>
                const _: () = ::core::assert!(::dualect::query::is_enum::<#own>(#of), #message);
            });
        }
        // All of it stands at the field's type, so that the compiler says it there.
        let mut name = name.clone();
        name.set_span(span);
        checks.push(quote_spanned! {span=>
            const _: fn(&#row) -> &#ty = |row| &row.#name;
        });
    }
    (aliases, checks)
}

/// The type inside an `Option`, or itself.
fn inner(ty: &syn::Type) -> &syn::Type {
    if let syn::Type::Path(path) = ty
        && let Some(last) = path.path.segments.last()
        && last.ident == "Option"
        && let syn::PathArguments::AngleBracketed(arguments) = &last.arguments
        && let Some(syn::GenericArgument::Type(inner)) = arguments.args.first()
    {
        return inner;
    }
    ty
}

fn only_ident(ty: &syn::Type) -> Option<&Ident> {
    if let syn::Type::Path(path) = ty {
        path.path.get_ident()
    } else {
        None
    }
}

fn implementation(derived: &Derived<'_>) -> TokenStream {
    let name = &derived.item.ident;
    let label = format!("{}::ensure", derived.declaration.key);
    let sqlite = ddl(derived.definitions.sqlite.as_ref(), &label);
    let postgres = ddl(derived.definitions.postgres.as_ref(), &label);
    let script = |definition: Option<&Definition>| {
        definition
            .map_or("", |found| found.script.as_str())
            .to_owned()
    };
    let sqlite_ddl = script(derived.definitions.sqlite.as_ref());
    let postgres_ddl = script(derived.definitions.postgres.as_ref());
    let any = derived
        .definitions
        .sqlite
        .as_ref()
        .or(derived.definitions.postgres.as_ref());
    let table_name = any.map_or("", |definition| definition.name.name.as_str());
    let schema = derived
        .definitions
        .postgres
        .as_ref()
        .and_then(|definition| definition.name.schema.as_ref())
        .map_or("", |schema| schema.as_str());
    let table = quote! {
        impl ::dualect::Table for #name {
            const INFO: &'static ::dualect::query::TableInfo = &TABLE;
            const SQLITE_DDL: &'static str = #sqlite_ddl;
            const POSTGRES_DDL: &'static str = #postgres_ddl;
        }
    };
    let Some(prefix) = &derived.declaration.prefix else {
        return table;
    };
    quote! {
        #table

        impl ::dualect::EnsuredTable for #name {
            const DEFINITION: &'static ::dualect::table::Definition = &::dualect::table::Definition {
                name: #table_name,
                prefix: #prefix,
                schema: #schema,
                sqlite: #sqlite,
                postgres: #postgres,
            };
        }
    }
}

/// The table in one database, as the runtime takes it.
fn ddl(definition: Option<&Definition>, label: &str) -> TokenStream {
    let Some(definition) = definition else {
        return quote!(::core::option::Option::None);
    };
    let statements = |all: &[String]| {
        let all = all
            .iter()
            .map(|sql| quote!(::dualect::query::Statement::write(#label, &TABLE, #sql)));
        quote!(const { &[#(#all),*] })
    };
    let create = statements(&definition.create);
    let columns = definition.columns.iter().map(|column| {
        let (name, ty, nullable) = (column.name.as_str(), &column.sql_type, column.nullable);
        let add = statements(&column.add);
        quote!(::dualect::table::ColumnDefinition { name: #name, sql_type: #ty, nullable: #nullable, add: #add })
    });
    let indexes = definition.indexes.iter().map(|index| {
        let (name, over, create) = (index.name.as_str(), &index.over, statements(&index.create));
        quote!(::dualect::table::IndexDefinition { name: #name, over: #over, create: #create })
    });
    let foreign_keys = definition.foreign_keys.iter().map(|key| {
        let (name, references) = (key.name.as_str(), &key.references);
        quote!(::dualect::table::ForeignKeyDefinition { name: #name, references: #references })
    });
    let checks = definition.checks.iter().map(|check| {
        let (name, sql) = (check.name.as_str(), &check.sql);
        quote!(::dualect::table::CheckDefinition { name: #name, sql: #sql })
    });
    let (options, primary_key) = (definition.options, &definition.primary_key);
    quote! {
        ::core::option::Option::Some(::dualect::table::Ddl {
            create: #create,
            options: #options,
            primary_key: #primary_key,
            columns: const { &[#(#columns),*] },
            indexes: const { &[#(#indexes),*] },
            foreign_keys: const { &[#(#foreign_keys),*] },
            checks: const { &[#(#checks),*] },
        })
    }
}
