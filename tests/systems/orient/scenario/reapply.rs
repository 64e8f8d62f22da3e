//! Edit, generate, apply, again and again: the second time is no work.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;

const SCHEMA: &str = include_str!("../schema.toml");

both_engines! {
    async fn applying_again_is_no_work_and_an_edit_is_one_step(database: Database) {
        let project = Project::generated(SCHEMA);
        project.migrate(&database);
        let before = project.tags(database.engine());
        for _ in 0..2 {
            project.run(&["db-generate"], None).assert_ended(Exit::Done);
            let again = project.run(&["db-migrate"], Some(&database));
            again.assert_ended(Exit::Done);
        }
        assert_eq!(project.tags(database.engine()), before);
        database
            .execute("INSERT INTO feature_flags (id, name, created_at, updated_at) VALUES ('dark', 'Dark mode', NOW, NOW)".replace("NOW", moment(&database)).as_str())
            .await;
        // A column more, while there are rows.
        let edited = SCHEMA.replace(
            "category = { type = \"varchar(60)\", default = \"ui\" }",
            "category = { type = \"varchar(60)\", default = \"ui\" }\nis_beta = { type = \"bool\", default = true }",
        );
        assert_ne!(edited, SCHEMA);
        project.change_to(&edited);
        project.migrate(&database);
        project.migrate(&database);
        assert_eq!(project.tags(database.engine()).len(), before.len() + 1);
        let rows = database.rows("SELECT id, is_beta FROM feature_flags").await;
        let told = match database.engine() {
            Engine::Sqlite => "1",
            Engine::Postgres => "t",
        };
        assert_eq!(rows, [[Some("dark".to_owned()), Some(told.to_owned())]]);
        project.run(&["db-generate", "--check"], None).assert_ended(Exit::Done);
        let status = project.run(&["db-status"], Some(&database));
        assert!(status.out.contains(", 0 pending"), "{}", status.out);
    }
}

fn moment(database: &Database) -> &'static str {
    match database.engine() {
        Engine::Sqlite => "0",
        Engine::Postgres => "now()",
    }
}
