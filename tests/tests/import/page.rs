//! The page about moving from drizzle, command by command, on both databases.

use dualect_tests::both_engines;
use dualect_tests::drizzle::Kit;
use dualect_tests::engine::Database;
use dualect_tests::page::Reader;
use dualect_tests::project::Project;

both_engines! {
    async fn what_moves_an_app_of_drizzles_prints_what_its_page_says(database: Database) {
        let project = Project::empty();
        let reader = Reader {
            project: &project,
            database: Some(&database),
            cargo: None,
            kit: Some(Kit::New),
        };
        let page = include_str!("../../../docs/tasks/move-from-drizzle.md");
        let page = page.replace("DATABASE", database.engine().name());
        reader.follow(&page).await;
    }
}
