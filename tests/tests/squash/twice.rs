//! A history that was squashed twice, and databases of every standing between.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use dualect_tests::project::Project;

use crate::shop::{
    BASELINE, INIT, SECOND, THIRD, WHOLE, migrate, recorded, refused, shape, squash, squashed, with,
};

/// All three in one baseline, which replaces the baseline of the first two.
fn twice() -> Project {
    let project = squashed();
    squash(&project, THIRD);
    project
}

both_engines! {
    async fn a_new_database_runs_the_second_baseline_alone(database: Database) {
        migrate(&twice(), &database);
        assert_eq!(recorded(&database).await, [WHOLE]);
        let old = database.engine().database().await;
        with(3).migrate(&old);
        assert_eq!(shape(&database).await, shape(&old).await);
    }

    async fn one_that_the_first_baseline_made_records_the_second(database: Database) {
        migrate(&squashed(), &database);
        migrate(&twice(), &database);
        assert_eq!(recorded(&database).await, [BASELINE, THIRD, WHOLE]);
    }

    async fn one_that_recorded_the_first_records_the_second(database: Database) {
        with(3).migrate(&database);
        migrate(&squashed(), &database);
        migrate(&twice(), &database);
        assert_eq!(recorded(&database).await, [INIT, SECOND, THIRD, BASELINE, WHOLE]);
        assert!(migrate(&twice(), &database).out.ends_with("nothing is pending\n"));
    }

    async fn one_that_never_saw_the_first_records_the_second(database: Database) {
        with(3).migrate(&database);
        migrate(&twice(), &database);
        assert_eq!(recorded(&database).await, [INIT, SECOND, THIRD, WHOLE]);
    }

    async fn one_that_the_first_brought_only_to_its_tag_is_told_what_it_lacks(database: Database) {
        let first = with(2);
        squash(&first, SECOND);
        migrate(&first, &database);
        let says = format!("which stands at {BASELINE}, lacks {THIRD}: bring it up to {THIRD}");
        refused(&twice(), &database, &[&says]).await;
        let old = database.engine().database().await;
        with(1).migrate(&old);
        refused(&twice(), &old, &[&format!("which stands at {INIT}, lacks {SECOND} and 1 more: ")]).await;
    }
}
