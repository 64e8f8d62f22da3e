//! What `derive(Schema)` implements.

/// A schema file that was checked against the generated code when the app was compiled.
///
/// ```
/// use dualect::Schema;
///
/// #[derive(Schema)]
/// #[schema(path = "../schema.toml")]
/// struct AppSchema;
///
/// assert!(AppSchema::SQLITE_DDL.contains("CREATE TABLE"));
/// ```
pub trait Schema {
    /// The schema file's hash.
    const HASH: &'static str;
    /// Every statement that creates the schema on an empty SQLite database.
    const SQLITE_DDL: &'static str;
    /// Every statement that creates the schema on an empty Postgres database.
    const POSTGRES_DDL: &'static str;
}
