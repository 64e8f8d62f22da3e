//! `--to`: up to a migration, and back to one.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use crate::shop::{recorded, shop};

both_engines! {
    async fn migrating_to_a_tag_leaves_the_later_ones_pending(database: Database) {
        let (project, [first, second, third]) = shop();
        let ran = project.run(&["db-migrate", "--to", &second], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.starts_with(&format!("applied {first}\napplied {second}\n")), "{}", ran.out);
        assert_eq!(recorded(&database).await, [first.clone(), second.clone()]);

        let ran = project.run(&["db-migrate", "--to", &first], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.ends_with(&format!(": nothing is pending up to {first}\n")), "{}", ran.out);
        let ran = project.run(&["db-migrate", "--to", &second, "--dry-run"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.contains(": 0 migrations pending"), "{}", ran.out);

        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Done);
        assert_eq!(recorded(&database).await, [first, second, third]);
    }

    async fn a_tag_that_is_not_there_is_refused_before_anything_is_done(database: Database) {
        let (project, [first, ..]) = shop();
        for tag in ["20200101000000_nowhere", "add_column", ""] {
            let ran = project.run(&["db-migrate", "--to", tag], Some(&database));
            ran.assert_ended(Exit::Database);
            assert!(ran.err.contains(&format!("there is no migration {tag} here")), "{}", ran.err);
        }
        let ran = project.run(&["db-rollback", "--to", &first], Some(&database));
        ran.assert_ended(Exit::Database);
        assert!(ran.err.contains(&format!("migration {first} is not applied to this database")), "{}", ran.err);
    }

    async fn rolling_back_to_a_tag_keeps_it_and_takes_back_what_came_after_it(database: Database) {
        let (project, [first, second, third]) = shop();
        project.migrate(&database);
        let ran = project.run(&["db-rollback", "--to", &first], Some(&database));
        ran.assert_ended(Exit::Stale);
        assert!(ran.err.contains(&third), "{}", ran.err);
        assert_eq!(recorded(&database).await.len(), 3);
        let ran = project.run(&["db-rollback", "--to", &first, "--accept-lossy"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.starts_with(&format!("took back {third}\ntook back {second}\n")), "{}", ran.out);
        assert_eq!(recorded(&database).await, std::slice::from_ref(&first));
        let ran = project.run(&["db-rollback", "--to", &first, "--accept-lossy"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.ends_with(&format!(": nothing was applied after {first}\n")), "{}", ran.out);
        let ran = project.run(&["db-rollback", "--to", &first, "--steps", "1"], Some(&database));
        ran.assert_ended(Exit::Wrong);
    }
}
