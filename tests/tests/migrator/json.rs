//! `--json`: one object, whatever comes of it.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::json;

use crate::shop::{json, shop};

both_engines! {
    async fn what_was_done_is_one_object(database: Database) {
        let (project, [first, second, third]) = shop();
        let ran = project.run(&["db-migrate", "--dry-run", "--json"], Some(&database));
        let said = json(&ran.out);
        assert_eq!(said["pending"][2]["tag"], json!(third));
        assert_eq!(said["asked"], json!([]));

        let ran = project.run(&["db-migrate", "--json", "--to", &second], Some(&database));
        ran.assert_ended(Exit::Done);
        let said = json(&ran.out);
        let tags: Vec<_> = said["applied"].as_array().unwrap().iter().map(|one| &one["tag"]).collect();
        assert_eq!(tags, [&json!(first), &json!(second)]);
        assert!(said["applied"][0]["took_ms"].is_u64(), "{said}");
        assert_eq!(said["applied"][0]["out_of_order"], json!(false));
        assert!(said["database"].as_str().unwrap().starts_with(database.engine().name()), "{said}");

        let ran = project.run(&["db-rollback", "--json", "--accept-lossy"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert_eq!(json(&ran.out)["taken_back"][0]["tag"], json!(second));
    }

    async fn a_failure_is_an_object_with_what_was_done_before_it(database: Database) {
        let (project, [first, second, _]) = shop();
        let file = project.migrations(database.engine()).join(&second).join("migration.sql");
        std::fs::write(&file, "SELECT no_such_function();\n").unwrap();
        let ran = project.run(&["db-migrate", "--json"], Some(&database));
        ran.assert_ended(Exit::Database);
        let said = json(&ran.out);
        assert_eq!(said["applied"][0]["tag"], json!(first));
        assert_eq!(said["applied"].as_array().unwrap().len(), 1);
        assert_eq!(said["error"]["exit"], json!(4));
        assert!(said["error"]["message"].as_str().unwrap().contains(&second), "{said}");
        assert!(ran.err.contains("no_such_function"), "{}", ran.err);
        // Without it, what was done is said as well.
        let ran = project.run(&["db-rollback", "--accept-lossy"], Some(&database));
        ran.assert_ended(Exit::Done);
        let ran = project.run(&["db-migrate"], Some(&database));
        assert_eq!(ran.out, format!("applied {first}\n"));

        let ran = project.run(&["db-rollback", "--json", "--to", "nowhere"], Some(&database));
        assert_eq!(json(&ran.out)["taken_back"], json!([]));
    }
}
