//! `#[row(..)]`, on the struct and on its fields.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, Ident, LitStr, Path, Token};

use crate::spelling::unknown_key;

/// `#[row(table = agents, alias = "a")]` or `#[row(frozen)]` on the struct.
#[derive(Default)]
pub(super) struct RowAttribute {
    /// Its fields are columns of their names and types, whatever is generated.
    pub(super) frozen: Option<Ident>,
    /// The generated module whose columns the fields are, unless they say otherwise.
    pub(super) table: Option<Path>,
    /// What the statement calls that table.
    pub(super) alias: Option<LitStr>,
}

/// Where a field's value comes from.
pub(super) enum Origin {
    /// The column that is called as the field is, or `rename`d, of that table or the struct's.
    Named {
        /// `table = sessions`.
        table: Option<Path>,
        /// `rename = "name"`.
        rename: Option<LitStr>,
        /// `alias = "s"`.
        alias: Option<LitStr>,
    },
    /// `column = agents::columns::NAME`.
    Column {
        /// The constant.
        column: Box<Expr>,
        /// `alias = "a"`.
        alias: Option<LitStr>,
    },
    /// `sql = "count(*)"`.
    Sql(LitStr),
    /// `embed`.
    Embed,
}

impl RowAttribute {
    pub(super) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut read = Self::default();
        each(attributes, |meta| {
            if meta.path.is_ident("table") {
                set(&mut read.table, meta.value()?.parse()?, meta)
            } else if meta.path.is_ident("alias") {
                set(&mut read.alias, name(meta)?, meta)
            } else if meta.path.is_ident("frozen") {
                let key = meta.path.require_ident()?.clone();
                if meta.input.peek(Token![=]) {
                    return Err(meta.error("`frozen` takes no value"));
                }
                set(&mut read.frozen, key, meta)
            } else {
                Err(unknown(
                    meta,
                    "#[row(..)] on a struct",
                    &["table", "alias", "frozen"],
                ))
            }
        })?;
        if let (Some(frozen), Some(_)) = (&read.frozen, &read.table) {
            return Err(syn::Error::new(
                frozen.span(),
                "a frozen row knows no generated module: take out `table` or `frozen`",
            ));
        }
        if let (Some(alias), None) = (&read.alias, &read.table) {
            return Err(syn::Error::new(
                alias.span(),
                "an alias of which table? add `table = ..`",
            ));
        }
        Ok(read)
    }
}

const FIELD_KEYS: [&str; 6] = ["column", "table", "rename", "alias", "sql", "embed"];

impl Origin {
    pub(super) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let (mut column, mut table, mut rename, mut alias) = (None, None, None, None);
        let mut sql: Option<LitStr> = None;
        let mut embed: Option<Ident> = None;
        each(attributes, |meta| {
            if meta.path.is_ident("column") {
                set(&mut column, meta.value()?.parse::<Expr>()?, meta)
            } else if meta.path.is_ident("table") {
                set(&mut table, meta.value()?.parse::<Path>()?, meta)
            } else if meta.path.is_ident("rename") {
                set(&mut rename, name(meta)?, meta)
            } else if meta.path.is_ident("alias") {
                set(&mut alias, name(meta)?, meta)
            } else if meta.path.is_ident("sql") {
                set(&mut sql, name(meta)?, meta)
            } else if meta.path.is_ident("embed") {
                let key = meta.path.require_ident()?.clone();
                if meta.input.peek(Token![=]) {
                    return Err(meta.error("`embed` takes no value"));
                }
                set(&mut embed, key, meta)
            } else {
                Err(unknown(meta, "#[row(..)] on a field", &FIELD_KEYS))
            }
        })?;
        let beside = |what: &str, with: &str| format!("`{what}` says all that `{with}` would");
        if let Some(embed) = embed {
            let other = [
                column.is_some().then_some("column"),
                table.is_some().then_some("table"),
                rename.is_some().then_some("rename"),
                alias.is_some().then_some("alias"),
                sql.is_some().then_some("sql"),
            ];
            return match other.into_iter().flatten().next() {
                Some(other) => Err(syn::Error::new(
                    embed.span(),
                    format!("an embedded row has its own columns: take out `{other}`"),
                )),
                None => Ok(Self::Embed),
            };
        }
        if let Some(sql) = sql {
            let other = [
                column.is_some().then_some("column"),
                table.is_some().then_some("table"),
                rename.is_some().then_some("rename"),
                alias.is_some().then_some("alias"),
            ];
            return match other.into_iter().flatten().next() {
                Some(other) => Err(syn::Error::new(sql.span(), beside("sql", other))),
                None => Ok(Self::Sql(sql)),
            };
        }
        if let Some(column) = column {
            if let Some(table) = table {
                return Err(syn::Error::new_spanned(table, beside("column", "table")));
            }
            if let Some(rename) = rename {
                return Err(syn::Error::new(rename.span(), beside("column", "rename")));
            }
            let column = Box::new(column);
            return Ok(Self::Column { column, alias });
        }
        Ok(Self::Named {
            table,
            rename,
            alias,
        })
    }
}

/// Reads the keys of each `#[row(..)]`.
fn each(
    attributes: &[Attribute],
    mut read: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    for attribute in attributes {
        if !attribute.path().is_ident("row") {
            continue;
        }
        if !matches!(attribute.meta, syn::Meta::List(_)) {
            return Err(syn::Error::new_spanned(
                attribute,
                "expected #[row(..)], such as #[row(table = agents)]",
            ));
        }
        attribute.parse_nested_meta(|meta| read(&meta))?;
    }
    Ok(())
}

fn set<T>(slot: &mut Option<T>, value: T, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if slot.replace(value).is_some() {
        return Err(meta.error("this key is given twice"));
    }
    Ok(())
}

/// A text that is not empty.
fn name(meta: &ParseNestedMeta<'_>) -> syn::Result<LitStr> {
    let text: LitStr = meta.value()?.parse()?;
    if text.value().trim().is_empty() {
        return Err(syn::Error::new(text.span(), "the text is empty"));
    }
    Ok(text)
}

fn unknown(meta: &ParseNestedMeta<'_>, place: &str, known: &[&str]) -> syn::Error {
    match meta.path.get_ident() {
        Some(key) => meta.error(unknown_key(&key.to_string(), place, known)),
        None => meta.error(format!("a path is no key of {place}")),
    }
}
