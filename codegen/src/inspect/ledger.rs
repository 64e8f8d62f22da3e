//! Where other tools write down which of their migrations a database has: no part of anybody's schema.

use super::Inspected;
use crate::catalog::model::{QualifiedName, Table};
use crate::name::DbName;

/// A table by its name, a column that it has to have (others may be called like it), and whose it is.
const LEDGERS: [(&str, &str, &str); 24] = [
    ("__drizzle_migrations", "hash", "drizzle-orm"),
    ("_sqlx_migrations", "checksum", "sqlx"),
    ("__diesel_schema_migrations", "version", "diesel"),
    ("alembic_version", "version_num", "alembic"),
    ("django_migrations", "app", "Django"),
    (
        "schema_migrations",
        "version",
        "Rails, golang-migrate or dbmate",
    ),
    ("ar_internal_metadata", "key", "Rails"),
    ("flyway_schema_history", "installed_rank", "Flyway"),
    ("_prisma_migrations", "migration_name", "Prisma"),
    ("seaql_migrations", "version", "SeaORM"),
    ("goose_db_version", "version_id", "goose"),
    ("__EFMigrationsHistory", "MigrationId", "Entity Framework"),
    ("knex_migrations", "migration_time", "Knex"),
    ("knex_migrations_lock", "is_locked", "Knex"),
    ("SequelizeMeta", "name", "Sequelize"),
    ("databasechangelog", "orderexecuted", "Liquibase"),
    ("databasechangeloglock", "lockgranted", "Liquibase"),
    ("refinery_schema_history", "checksum", "refinery"),
    ("atlas_schema_revisions", "executed_at", "Atlas"),
    ("phinxlog", "migration_name", "Phinx"),
    ("doctrine_migration_versions", "executed_at", "Doctrine"),
    ("d1_migrations", "applied_at", "Cloudflare D1"),
    ("kysely_migration", "timestamp", "Kysely"),
    ("kysely_migration_lock", "is_locked", "Kysely"),
];

/// Takes such tables out of what was found, with what stands on them, and says so.
pub(super) fn leave_out(found: &mut Inspected) {
    let catalog = &mut found.catalog;
    let theirs: Vec<(QualifiedName, &str)> = catalog
        .tables
        .values()
        .filter_map(|table| Some((table.name.clone(), owner(table)?)))
        .collect();
    for (name, owner) in theirs {
        catalog.tables.shift_remove(&name);
        catalog
            .objects
            .retain(|_, object| object.on.as_ref() != Some(&name));
        let own_sequence = format!("sequence {name}_");
        let is_own = |text: &str| text.starts_with(&own_sequence);
        catalog.objects.retain(|key, _| !is_own(key.as_str()));
        let of_table = format!("table {name}: ");
        found
            .beyond
            .retain(|line| !is_own(line) && !line.starts_with(&of_table));
        found
            .left_out
            .push(format!("table {name}: {owner}'s record of its migrations"));
    }
}

fn owner(table: &Table) -> Option<&'static str> {
    let (_, _, owner) = LEDGERS.iter().find(|(name, column, _)| {
        let column = DbName::new(*column);
        let is_called = table.name.name.as_str().eq_ignore_ascii_case(name);
        is_called
            && table
                .columns
                .keys()
                .any(|one| one.as_str().eq_ignore_ascii_case(column.as_str()))
    })?;
    Some(owner)
}
