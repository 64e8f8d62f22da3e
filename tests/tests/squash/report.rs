//! What `db-status`, `db-migrate --dry-run` and `db-lint` say of a baseline.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::Value;

use crate::shop::{BASELINE, INIT, SECOND, THIRD, migrate, recorded, squashed, with};

const TO_BE_RECORDED: &str =
    ", a baseline: to be recorded and not run, for all that it replaces is applied";

fn states(status: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let applied = status["applied"].as_array().unwrap().iter();
    applied
        .map(|one| (text(&one["tag"]), text(&one["state"])))
        .collect()
}

both_engines! {
    async fn status_tells_what_was_replaced_from_what_is_missing(database: Database) {
        with(3).migrate(&database);
        let project = squashed();
        let ran = project.run(&["db-status"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.contains(&format!("  pending  {BASELINE}{TO_BE_RECORDED}\n")), "{}", ran.out);
        assert!(ran.out.lines().any(|line| line.contains(INIT) && line.ends_with(", replaced by a baseline since")), "{}", ran.out);
        migrate(&project, &database);
        let ran = project.run(&["db-status", "--json"], Some(&database));
        let status: Value = serde_json::from_str(&ran.out).unwrap();
        let state = |tag: &str, state: &str| (tag.to_owned(), state.to_owned());
        assert_eq!(states(&status), [
            state(INIT, "replaced"), state(SECOND, "replaced"), state(THIRD, "clean"), state(BASELINE, "clean"),
        ]);
        assert_eq!(status["pending"], serde_json::json!([]));
    }

    async fn a_dry_run_says_that_a_baseline_is_recorded_and_records_nothing(database: Database) {
        with(2).migrate(&database);
        let ran = squashed().run(&["db-migrate", "--dry-run"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.ends_with(&format!(": 2 migrations pending\n  {BASELINE}{TO_BE_RECORDED}\n  {THIRD}\n")), "{}", ran.out);
        assert_eq!(recorded(&database).await, [INIT, SECOND]);
    }

    async fn a_dry_run_fails_where_the_baseline_cannot_be_taken(database: Database) {
        with(1).migrate(&database);
        let project = squashed();
        let ran = project.run(&["db-migrate", "--dry-run"], Some(&database));
        ran.assert_ended(Exit::Stale);
        let cannot = format!("{BASELINE}, a baseline that cannot be taken: of what it replaces, this database lacks {SECOND}\n");
        assert!(ran.out.contains(&cannot), "{}", ran.out);
        let ran = project.run(&["db-status"], Some(&database));
        assert!(ran.out.contains(&cannot), "{}", ran.out);
        assert!(ran.out.ends_with("bring it there with a version of the app from before the baseline first\n"), "{}", ran.out);
    }

    async fn lint_leaves_out_a_baseline_that_does_nothing(database: Database) {
        let project = squashed();
        let linted = |out: &str| -> Vec<String> {
            let said: Value = serde_json::from_str(out).unwrap();
            let tags = said["migrations"].as_array().unwrap().iter();
            tags.map(|one| one["tag"].as_str().unwrap().to_owned()).collect()
        };
        let ran = project.run(&["db-lint", "--json"], Some(&database));
        assert_eq!(linted(&ran.out), [BASELINE, THIRD]);
        with(2).migrate(&database);
        let ran = project.run(&["db-lint", "--json"], Some(&database));
        assert_eq!(linted(&ran.out), [THIRD]);
    }
}
