//! The derive macros of dualect. Use them through the `dualect` crate.

mod row;
mod schema;
mod spelling;
#[cfg(feature = "table")]
mod table;

use proc_macro::TokenStream;

/// Checks at compile time that generated code and migrations are those of the schema file, and gives the DDL of both
/// databases.
///
/// The trait `dualect::Schema` shows it in use.
///
/// The build fails, with the command that repairs it, when the schema file is not the one that the generated code was made
/// from, or a migration that belongs to it is not there. Cargo runs the check again whenever the schema file changes.
///
/// Keys of `#[schema(..)]`; each path is relative to the folder of this crate's `Cargo.toml`:
///
/// - `path`: the schema file. Required.
/// - `generated`: the generated folder; without it, `generated` beside the schema file.
/// - `migrations`: the migrations' folder; without it, `drizzle` beside the schema file.
#[proc_macro_derive(Schema, attributes(schema))]
pub fn derive_schema(input: TokenStream) -> TokenStream {
    schema::derive(input.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// Makes a struct the row of a statement by hand: a part of a table's columns, or those of a join.
///
/// Each field is checked by the compiler against the column of the generated module, so that a column that is not there, or a
/// type that it does not hold, is an error at that field. The statement's select list is `COLUMNS_SQL`:
///
/// ```
/// # mod agents {
/// #     pub mod columns {
/// #         use dualect::query::Column;
/// #         pub const NAME: Column<String> = Column::new("agents", "name");
/// #     }
/// # }
/// # mod sessions {
/// #     use dualect::query::TableInfo;
/// #     pub static TABLE: TableInfo =
/// #         TableInfo { name: "sessions", primary_key: &["id"], uniques: &[], foreign_keys: &[], referenced_by: &[] };
/// #     pub mod columns {
/// #         use dualect::query::Column;
/// #         use dualect::types::{Timestamp, Uuid};
/// #         pub const ID: Column<Uuid> = Column::new("sessions", "id");
/// #         pub const ENDED_AT: Column<Option<Timestamp>> = Column::new("sessions", "ended_at");
/// #     }
/// # }
/// use dualect::Row;
/// use dualect::query::Statement;
/// use dualect::types::{Timestamp, Uuid};
///
/// #[derive(Row)]
/// #[row(table = sessions)]
/// struct Ended {
///     id: Uuid,
///     ended_at: Option<Timestamp>,
///     #[row(table = agents, rename = "name")]
///     agent: String,
/// }
///
/// static ENDED: Statement = Statement::read(
///     "ended",
///     &sessions::TABLE,
///     dualect::sql!(
///         "SELECT ", Ended::COLUMNS_SQL, " FROM sessions JOIN agents ON agents.id = sessions.agent_id ORDER BY sessions.id"
///     ),
/// );
///
/// async fn ended(db: &dualect::Db) -> dualect::Result<Vec<Ended>> {
///     db.fetch_all(&ENDED, vec![]).await
/// }
/// assert_eq!(Ended::COLUMNS_SQL, "sessions.id, sessions.ended_at, agents.name");
/// # let _ = ended;
/// ```
///
/// Keys of `#[row(..)]` on the struct:
///
/// - `table`: the generated module whose columns the fields are; a field is the column of its own name.
/// - `alias`: what the statement calls that table.
/// - `frozen`, in place of both: each field is the column of its own name, of a statement's one table, and nothing that is generated is
///   referred to. Such a row compiles for as long as it is kept, whatever becomes of the schema: it is for steps of migrations in Rust. What a
///   column's type alone does not say is read by an expression: of a decimal `sql = "CAST(price AS text)"`, as a `String`.
///
/// On a field:
///
/// - `column`: the column's constant, `agents::columns::NAME`.
/// - `table`: the generated module, where it is not the struct's.
/// - `rename`: the column's name, where the field has another.
/// - `alias`: what the statement calls the field's table.
/// - `sql`: an expression instead of a column, such as `"count(*)"`; the field's type has to be what it yields on both databases.
/// - `embed`: the field is a row itself, a generated one or one that derives this. An `Option` of one is `None` where all its
///   columns are NULL, which is what a LEFT JOIN gives where it finds no row; the row has to have a column that is never null.
///
/// A column that can be null is an `Option`; any other may be one.
#[proc_macro_derive(Row, attributes(row))]
pub fn derive_row(input: TokenStream) -> TokenStream {
    row::derive(input.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// Declares a table beside the code: its DDL for both databases, and the functions that a generated module would have.
///
/// ```
/// use dualect::Table;
/// use dualect::types::Uuid;
///
/// /// What the plugin noted.
/// #[derive(Debug, Clone, PartialEq, Table)]
/// #[table(
///     name = "plugin_notes",
///     prefix = "plugin_",
///     tenant = "org_id",
///     index(name = "plugin_notes_by_title", on = ["org_id", "title"]),
/// )]
/// pub struct PluginNote {
///     #[column(primary_key, default = "uuid_v7")]
///     pub id: Uuid,
///     pub org_id: String,
///     #[column(type = "varchar(40)")]
///     pub title: String,
///     pub body: Option<String>,
///     #[column(default = 1)]
///     pub size: i32,
/// }
///
/// async fn example(db: &dualect::Db) -> dualect::Result<()> {
///     db.ensure::<PluginNote>().await?;
///     let acme = db.scope("acme");
///     let note = PluginNote::insert(&acme, NewPluginNote::new("On engines")).await?;
///     assert_eq!(PluginNote::get(&acme, note.id).await?, Some(note));
///     Ok(())
/// }
/// # fn main() { let _ = example; }
/// ```
///
/// The struct is the row. Beside it the derive puts `NewPluginNote` and `PluginNotePatch`, and a module of the table's name
/// with `TABLE` and `columns`, which `derive(Row)` takes. It stands where a module can: not inside a function.
///
/// A table comes into the database in one of two ways: with the migrations, where the schema file lists this source in
/// `[project] rust_tables`; or at run time, by `Db::ensure`.
///
/// The keys are those of the schema file, written the same way: `tenant`, `primary_key = [..]`, `soft_delete`, `version`, ..
/// on the struct; `primary_key`, `unique`, `default = ..`, `references = "agents.id"`, `on_delete = "cascade"`,
/// `type = "varchar(40)"`, `sqlite(storage = "millis")`, .. on a field. Beside them, on the struct:
///
/// - `name`: the table. Required.
/// - `index(name = "..", on = [..])`, `unique(..)`, `check(name = "..", expr = "..")`, `foreign_key(..)`: once for each.
/// - `schema`: the schema file, relative to the folder of `Cargo.toml`, where the table refers to a table or an enum of it.
/// - `prefix`: what the names of this author's tables begin with. Required for `Db::ensure`.
///
/// On a field:
///
/// - `enum`: the schema's enum that the field's type is.
/// - `name`: the column, where the field has another name.
///
/// The type of a column follows from the field's: `String` is `text`, `i32` `int`, `i64` `bigint`, `Vec<u8>` `bytes`, `Vec<T>` a
/// list, `Option<T>` can be null; a `Decimal` says its digits by `type`. A type of your own has a `type` beside it, and is made
/// from that by `TryFrom`.
#[cfg(feature = "table")]
#[proc_macro_derive(Table, attributes(table, column))]
pub fn derive_table(input: TokenStream) -> TokenStream {
    table::derive(input.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
