//! A database that has part of what a baseline replaces, or other than it was, stops with the remedy.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};

use crate::shop::{
    BASELINE, INIT, SECOND, THIRD, migrate, recorded, refused, shape, squash, squashed, tracking,
    with,
};

both_engines! {
    async fn one_before_the_tag_is_told_how_to_come_there_and_that_is_the_way(database: Database) {
        with(1).migrate(&database);
        let before = shape(&database).await;
        let project = squashed();
        refused(&project, &database, &[
            &format!("migration {BASELINE} replaces those up to {SECOND}, and this database, which stands at {INIT}, lacks {SECOND}: "),
            &format!("bring it up to {SECOND} with a version of the app from before that, then run this one again"),
        ]).await;
        assert_eq!(shape(&database).await, before);
        with(2).migrate(&database);
        migrate(&project, &database);
        assert_eq!(recorded(&database).await, [INIT, SECOND, BASELINE, THIRD]);
    }

    /// Two branches met once, and this database has only the later one.
    async fn one_that_lacks_an_older_one_is_told_which(database: Database) {
        with(3).migrate(&database);
        for table in ["__drizzle_migrations", "__dualect_migrations"] {
            let table = tracking(&database, table);
            database.execute(&format!("DELETE FROM {table} WHERE name = '{INIT}'")).await;
        }
        refused(&squashed(), &database, &[&format!("which stands at {SECOND}, lacks {INIT}: ")]).await;
    }

    async fn one_with_other_statements_than_were_replaced_stops(database: Database) {
        let project = with(3);
        let file = project.migrations(database.engine()).join(SECOND).join("migration.sql");
        let sql = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, sql.replace("note", "remark")).unwrap();
        migrate(&project, &database);
        refused(&squashed(), &database, &[
            &format!("migration {SECOND}, which {BASELINE} replaces, was applied to this database with other statements"),
        ]).await;
        let status = squashed().run(&["db-status"], Some(&database));
        assert!(status.out.contains("but its migration.sql was changed since"), "{}", status.out);
    }

    /// Comments and white space are no statements.
    async fn one_with_another_comment_is_taken(database: Database) {
        let project = with(3);
        let file = project.migrations(database.engine()).join(SECOND).join("migration.sql");
        let sql = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("-- why\n{sql}")).unwrap();
        migrate(&project, &database);
        migrate(&squashed(), &database);
        assert_eq!(recorded(&database).await, [INIT, SECOND, THIRD, BASELINE]);
    }
}

/// Only Postgres has statements that leave a migration half done.
#[tokio::test]
async fn one_that_was_interrupted_in_a_replaced_migration_stops() {
    let database = Engine::Postgres.database().await;
    let project = with(2);
    let file = project
        .migrations(Engine::Postgres)
        .join(SECOND)
        .join("migration.sql");
    let sql = std::fs::read_to_string(&file).unwrap();
    let sections = [
        "UPDATE items SET note = 'same'",
        "CREATE UNIQUE INDEX CONCURRENTLY items_note ON items (note)",
    ];
    let sections = sections.map(|sql| format!("--> statement-breakpoint\n{sql};\n"));
    let sql = format!("{sql}{}", sections.concat());
    std::fs::write(&file, &sql).unwrap();
    with(1).migrate(&database);
    let rows = "INSERT INTO items (id, name) VALUES (1, 'a'), (2, 'b')";
    database.execute(rows).await;
    let ran = project.run(&["db-migrate"], Some(&database));
    ran.assert_ended(Exit::Database);
    assert!(ran.err.contains("stay applied"), "{}", ran.err);

    let squashed = with(2);
    let edited = squashed
        .migrations(Engine::Postgres)
        .join(SECOND)
        .join("migration.sql");
    std::fs::write(edited, &sql).unwrap();
    let arguments = ["db-squash", "--to", SECOND, "--overwrite-edited"];
    squashed.run(&arguments, None).assert_ended(Exit::Done);
    refused(
        &squashed,
        &database,
        &[&format!(
            "migration {SECOND}, which {BASELINE} replaces, is applied in part: finish it"
        )],
    )
    .await;
    let status = squashed.run(&["db-status"], Some(&database));
    assert!(
        status
            .out
            .contains(&format!("this database lacks {SECOND}")),
        "{}",
        status.out
    );
    // The remedy: what was in the way goes, and the version from before finishes it.
    database.execute("DELETE FROM items WHERE id = 2").await;
    project.migrate(&database);
    migrate(&squashed, &database);
    assert_eq!(recorded(&database).await, [INIT, SECOND, BASELINE]);
}

#[tokio::test]
async fn a_version_of_the_app_from_before_the_squash_stops_at_a_database_that_the_baseline_made() {
    for engine in Engine::ALL {
        let database = engine.database().await;
        let new = with(2);
        squash(&new, SECOND);
        migrate(&new, &database);
        refused(
            &with(2),
            &database,
            &[&format!("the database has the migration {BASELINE}")],
        )
        .await;
    }
}
