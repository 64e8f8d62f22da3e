//! `Db::ensure`: a declared table made at run time, and what it lacks added to it.

use super::live::{self, Live};
use super::{Ddl, Definition, EnsuredTable};
use crate::Dialect;
use crate::db::Db;
use crate::error::{Error, ErrorKind, Result, TableDifference};
use crate::query::{Call, Statement, TableInfo};
use crate::session::Session;
use crate::transaction::Isolation;

/// What [`Db::ensure`] found and did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ensured {
    /// There was no such table: it is there now.
    Created,
    /// It lacked these columns, unique constraints or indexes: they are there now.
    Extended(Vec<&'static str>),
    /// It was there, as declared.
    Unchanged,
}

impl Db {
    /// Makes a declared table, or adds to it what it lacks: columns that can be null or have a default, and indexes.
    ///
    /// It only ever adds, and only under the table's own prefix, in one transaction. It is right to call it at every start:
    /// several processes may do so at once. Columns that the table has beyond the declared ones are left alone.
    ///
    /// # Errors
    /// [`ErrorKind::TableDiffers`] where the live table has a column of another type, or lacks one that cannot be added to rows
    /// that are there: nothing is changed then. [`ErrorKind::Unique`] where rows that are there break a new unique
    /// constraint.
    ///
    /// ```ignore
    /// db.ensure::<PluginNote>().await?;
    /// ```
    pub fn ensure<T: EnsuredTable>(&self) -> Call<'_, Ensured> {
        let (definition, info) = (T::DEFINITION, T::INFO);
        Call::new(async move {
            // Each statement has to see what another process has just made.
            self.transaction_with(Isolation::ReadCommitted, async |tx| {
                ensure(&tx, definition, info).await
            })
            .await
        })
    }
}

async fn ensure(
    session: &Session,
    definition: &'static Definition,
    info: &'static TableInfo,
) -> Result<Ensured> {
    let ddl = match session.dialect() {
        Dialect::Sqlite => &definition.sqlite,
        Dialect::Postgres => &definition.postgres,
    };
    let Some(ddl) = ddl else {
        let detail = format!("`{}` is not declared for this database", info.name);
        return Err(Error::with_detail(ErrorKind::Unsupported, detail));
    };
    check_prefix(definition, ddl)?;
    live::lock(session).await?;
    let live = live::read(session, definition.schema, definition.name).await?;
    if live.columns.is_empty() {
        run(session, ddl.create).await?;
        return Ok(Ensured::Created);
    }
    // What differs is found before anything is added.
    let missing = missing_columns(ddl, &live, info)?;
    let mut added = Vec::new();
    for column in missing {
        run(session, column.add).await?;
        added.push(column.name);
    }
    for index in ddl.indexes {
        if !live.indexes.contains(index.name) {
            run(session, index.create).await?;
            added.push(index.name);
        }
    }
    Ok(if added.is_empty() {
        Ensured::Unchanged
    } else {
        Ensured::Extended(added)
    })
}

fn missing_columns<'d>(
    ddl: &'d Ddl,
    live: &Live,
    info: &TableInfo,
) -> Result<Vec<&'d super::ColumnDefinition>> {
    let mut missing = Vec::new();
    for column in ddl.columns {
        let difference = match live.columns.get(column.name) {
            None if column.add.is_empty() => TableDifference::Missing,
            None => {
                missing.push(column);
                continue;
            }
            Some((sql_type, _)) if !sql_type.eq_ignore_ascii_case(column.sql_type) => {
                TableDifference::Type {
                    declared: column.sql_type.to_owned(),
                    found: sql_type.clone(),
                }
            }
            Some((_, nullable)) if *nullable != column.nullable => TableDifference::Nullable {
                declared: column.nullable,
            },
            Some(_) => continue,
        };
        return Err(Error::new(ErrorKind::TableDiffers {
            table: info.name.to_owned(),
            column: column.name.to_owned(),
            difference,
        }));
    }
    Ok(missing)
}

/// The derive has held every name to it; a definition by hand is held to it here.
fn check_prefix(definition: &Definition, ddl: &Ddl) -> Result<()> {
    let indexes = ddl.indexes.iter().map(|index| index.name);
    let outside = std::iter::once(definition.name)
        .chain(indexes)
        .find(|name| definition.prefix.is_empty() || !name.starts_with(definition.prefix));
    match outside {
        None => Ok(()),
        Some(name) => {
            let detail = format!("`{name}` is outside the prefix `{}`", definition.prefix);
            Err(Error::with_detail(ErrorKind::Unsupported, detail))
        }
    }
}

async fn run(session: &Session, statements: &'static [Statement]) -> Result<()> {
    for statement in statements {
        session.execute(statement, Vec::new()).await?;
    }
    Ok(())
}
