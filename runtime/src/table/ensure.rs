//! `Db::ensure`: a declared table made at run time, and what it lacks added to it.

use super::difference::{compare_constraints, differs, missing_columns};
use super::{Ddl, Definition, EnsuredTable, IndexDefinition, live};
use crate::Dialect;
use crate::db::Db;
use crate::error::{Error, ErrorKind, Result, TableDifference};
use crate::query::{Call, Statement};
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
    /// several processes may do so at once, and none while somebody migrates. What the table has beyond the declared is left
    /// alone. The derive `dualect::Table` shows it in use.
    ///
    /// Types, keys, indexes and the values in checks (an enum's, a length) are compared. Defaults, collations, and what an
    /// expression says beyond its values are not.
    ///
    /// # Errors
    /// [`ErrorKind::TableDiffers`] where adding does not make the table what the struct declares; [`ErrorKind::Unique`] where rows
    /// that are there break a new unique constraint. Nothing is changed then.
    pub fn ensure<T: EnsuredTable>(&self) -> Call<'_, Ensured> {
        let definition = T::DEFINITION;
        Call::new(async move {
            // Each statement has to see what another process has just made.
            self.transaction_with(Isolation::ReadCommitted, async |tx| {
                ensure(&tx, definition).await
            })
            .await
        })
    }
}

async fn ensure(session: &Session, definition: &'static Definition) -> Result<Ensured> {
    let ddl = match session.dialect() {
        Dialect::Sqlite => &definition.sqlite,
        Dialect::Postgres => &definition.postgres,
    };
    let Some(ddl) = ddl else {
        let detail = format!("`{}` is not declared for this database", definition.name);
        return Err(Error::with_detail(ErrorKind::Unsupported, detail));
    };
    check_prefix(definition, ddl)?;
    live::lock(session).await?;
    let (schema, name) = (definition.schema, definition.name);
    let Some(kind) = live::kind(session, schema, name).await? else {
        for index in ddl.indexes {
            check_is_free(session, definition, index).await?;
        }
        run(session, ddl.create).await?;
        return Ok(Ensured::Created);
    };
    if kind.word != "table" {
        let difference = TableDifference::Definition {
            declared: "table".to_owned(),
            found: kind.word,
        };
        return Err(differs(definition, name, difference));
    }
    let mut live = live::read(session, schema, name, &kind).await?;
    let mut added = Vec::new();
    for column in missing_columns(definition, ddl, &live)? {
        run(session, column.add).await?;
        added.push(column.name);
    }
    for index in ddl.indexes {
        if live.index(index.name).is_none() {
            check_is_free(session, definition, index).await?;
            run(session, index.create).await?;
            added.push(index.name);
        }
    }
    if added.is_empty() {
        compare_constraints(definition, ddl, &live)?;
        return Ok(Ensured::Unchanged);
    }
    // What has been added brought its constraints with it.
    if let Some(kind) = live::kind(session, schema, name).await? {
        live = live::read(session, schema, name, &kind).await?;
    }
    compare_constraints(definition, ddl, &live)?;
    Ok(Ensured::Extended(added))
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

/// An index's name is one of the whole schema's, not of its table's.
async fn check_is_free(
    session: &Session,
    definition: &Definition,
    index: &IndexDefinition,
) -> Result<()> {
    match live::holder(session, definition.schema, index.name).await? {
        None => Ok(()),
        Some(by) => Err(differs(
            definition,
            index.name,
            TableDifference::Taken { by },
        )),
    }
}

async fn run(session: &Session, statements: &'static [Statement]) -> Result<()> {
    for statement in statements {
        session.execute(statement, Vec::new()).await?;
    }
    Ok(())
}
