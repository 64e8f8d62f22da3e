//! The embedded migrations, as plain data for their template.

use serde::Serialize;

use super::RustInputs;
use crate::dialect::Dialect;
use crate::schema::model::Schema;

/// What the template of `migrations.rs` is given.
#[derive(Debug, Serialize)]
pub(super) struct MigrationsFile {
    schema_hash: String,
    dialects: Vec<DialectMigrations>,
}

#[derive(Debug, Serialize)]
struct DialectMigrations {
    name: &'static str,
    migrations: Vec<Migration>,
}

#[derive(Debug, Serialize)]
struct Migration {
    tag: String,
    up: String,
    down: String,
}

/// `source` is the folder that the file is in. A dialect that the project leaves out has no migrations.
pub(super) fn file(schema: &Schema, inputs: &RustInputs, source: &str) -> MigrationsFile {
    let root = relative(
        source,
        schema.project.output.migrations.trim_end_matches('/'),
    );
    let dialects = Dialect::ALL.map(|dialect| {
        let tags = inputs
            .migrations
            .get(&dialect)
            .map_or(&[][..], Vec::as_slice);
        DialectMigrations {
            name: dialect.as_str(),
            migrations: tags
                .iter()
                .map(|tag| Migration {
                    tag: tag.to_string(),
                    up: format!("{root}/{dialect}/{tag}/migration.sql"),
                    down: format!("{root}/{dialect}/{tag}/down.sql"),
                })
                .collect(),
        }
    });
    MigrationsFile {
        schema_hash: inputs.schema_hash.clone(),
        dialects: dialects.into(),
    }
}

/// The way from one folder to another, both relative to the same one.
fn relative(from: &str, to: &str) -> String {
    let parts = |path: &str| -> Vec<String> {
        let parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
        parts.map(str::to_owned).collect()
    };
    let (from, to) = (parts(from), parts(to));
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(from, to)| from == to)
        .count();
    let up = from[shared..].iter().map(|_| "..".to_owned());
    up.chain(to[shared..].iter().cloned())
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn the_way_from_the_source_to_the_migrations_goes_up_as_far_as_it_must() {
        assert_eq!(relative("generated/src", "drizzle"), "../../drizzle");
        assert_eq!(relative("db/src", "db/drizzle"), "../drizzle");
        assert_eq!(relative("./src/db", "src/db/migrations/"), "migrations");
    }
}
