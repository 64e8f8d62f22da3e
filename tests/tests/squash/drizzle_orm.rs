//! drizzle-orm's own migrator and a baseline.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::drizzle;
use dualect_tests::engine::Database;
use dualect_tests::project::Project;

use crate::shop::{BASELINE, INIT, SECOND, THIRD, migrate, recorded, shape, squashed, with};

/// Applies the project's folder with drizzle-orm's migrator.
fn apply(project: &Project, database: &Database) -> Result<(), String> {
    let folder = project.migrations(database.engine());
    match database {
        Database::Sqlite(file) => drizzle::migrate_sqlite(&file.path(), &folder),
        Database::Postgres(server) => drizzle::migrate_postgres(&server.url(), &folder),
    }
}

both_engines! {
    async fn a_new_database_takes_the_baseline_as_an_ordinary_folder(database: Database) {
        let project = squashed();
        assert_eq!(apply(&project, &database), Ok(()));
        assert_eq!(recorded(&database).await, [BASELINE, THIRD]);
        let ours = database.engine().database().await;
        migrate(&project, &ours);
        assert_eq!(shape(&database).await, shape(&ours).await);
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.ends_with("nothing is pending\n"), "{}", ran.out);
    }

    async fn after_our_migrator_has_recorded_the_baseline_its_own_does_nothing(database: Database) {
        with(3).migrate(&database);
        let project = squashed();
        migrate(&project, &database);
        let before = shape(&database).await;
        assert_eq!(apply(&project, &database), Ok(()));
        assert_eq!(recorded(&database).await, [INIT, SECOND, THIRD, BASELINE]);
        assert_eq!(shape(&database).await, before);
    }

    /// Of these our table knows nothing: the hash of the file is what tells that they are the same.
    async fn what_its_migrator_applied_before_the_squash_is_known_by_the_hash_of_the_file(database: Database) {
        assert_eq!(apply(&with(2), &database), Ok(()));
        let project = squashed();
        migrate(&project, &database);
        assert_eq!(recorded(&database).await, [INIT, SECOND, BASELINE, THIRD]);
        assert_eq!(apply(&project, &database), Ok(()));
        assert_eq!(recorded(&database).await.len(), 4);
    }

    /// It knows of no baselines, and runs one where ours has not recorded it: that fails at the first table, and changes nothing.
    async fn its_migrator_before_ours_fails_and_changes_nothing(database: Database) {
        with(3).migrate(&database);
        let project = squashed();
        let before = shape(&database).await;
        assert!(apply(&project, &database).unwrap_err().contains("already exists"));
        assert_eq!(recorded(&database).await, [INIT, SECOND, THIRD]);
        assert_eq!(shape(&database).await, before);
        migrate(&project, &database);
        assert_eq!(apply(&project, &database), Ok(()));
    }
}
