//! Going back where a baseline is: by its own down.sql in a database that it made, and not at all behind it in one that
//! came there by what it replaces.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use crate::shop::{BASELINE, INIT, SECOND, THIRD, migrate, recorded, shape, squashed, with};

both_engines! {
    async fn what_a_baseline_made_is_taken_back_by_it(database: Database) {
        let project = squashed();
        let empty = shape(&database).await;
        migrate(&project, &database);
        let ran = project.run(&["db-rollback", "--steps", "2"], Some(&database));
        ran.assert_ended(Exit::Stale);
        let ran = project.run(&["db-rollback", "--steps", "2", "--accept-lossy"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.starts_with(&format!("took back {THIRD}\ntook back {BASELINE}\n")), "{}", ran.out);
        assert_eq!(shape(&database).await, empty);
        migrate(&project, &database);
        assert_eq!(recorded(&database).await, [BASELINE, THIRD]);
    }

    /// The baseline was recorded last, and is older than what the database had before.
    async fn what_came_after_the_tag_is_taken_back_before_an_adopted_baseline(database: Database) {
        with(3).migrate(&database);
        let project = squashed();
        migrate(&project, &database);
        let ran = project.run(&["db-rollback", "--accept-lossy"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.starts_with(&format!("took back {THIRD}\n")), "{}", ran.out);
        assert_eq!(recorded(&database).await, [INIT, SECOND, BASELINE]);
        migrate(&project, &database);
        assert_eq!(recorded(&database).await, [INIT, SECOND, BASELINE, THIRD]);
    }

    async fn behind_an_adopted_baseline_nothing_is_taken_back(database: Database) {
        with(3).migrate(&database);
        let project = squashed();
        migrate(&project, &database);
        let before = (recorded(&database).await, shape(&database).await);
        // Also not what could be, if a later one cannot.
        for steps in ["2", "9"] {
            let ran = project.run(&["db-rollback", "--steps", steps, "--accept-lossy"], Some(&database));
            ran.assert_ended(Exit::Database);
            assert!(
                ran.err.contains(&format!("migration {SECOND} cannot be rolled back: {BASELINE} replaces it, and its down.sql is gone")),
                "{}", ran.err
            );
            assert_eq!((recorded(&database).await, shape(&database).await), before);
        }
    }

    /// Whoever rolls back does not adopt.
    async fn before_it_is_adopted_a_baseline_is_no_way_back_either(database: Database) {
        with(2).migrate(&database);
        let ran = squashed().run(&["db-rollback", "--accept-lossy"], Some(&database));
        ran.assert_ended(Exit::Database);
        assert!(ran.err.contains("its down.sql is gone"), "{}", ran.err);
        assert_eq!(recorded(&database).await, [INIT, SECOND]);
    }
}
