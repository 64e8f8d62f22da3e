//! A live database beside what its migrations made.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::grown;

both_engines! {
async fn a_database_as_its_migrations_made_it_passes(database: Database) {
    let project = grown();
    project.migrate(&database);
    let url = database.url();
    for arguments in [vec!["db-check", "--database"], vec!["db-check", "--database", &url]] {
        let ran = project.run(&arguments, Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.contains("as its 3 migrations made it"), "{}", ran.out);
    }
}
async fn what_somebody_did_by_hand_is_named(database: Database) {
    let project = grown();
    project.migrate(&database);
    database.execute("DROP INDEX posts_public; CREATE TABLE extra (id integer PRIMARY KEY)").await;
    let ran = project.run(&["db-check", "--database"], Some(&database));
    ran.assert_ended(Exit::Stale);
    assert!(ran.out.contains("it has drifted"), "{}", ran.out);
    assert!(ran.out.contains("add index posts_public"), "{}", ran.out);
    assert!(ran.out.contains("drop table extra"), "{}", ran.out);
}
async fn a_database_that_is_behind_has_not_drifted(database: Database) {
    let project = grown();
    project.migrate(&database);
    project.run(&["db-rollback", "--steps", "2", "--accept-lossy"], Some(&database)).assert_ended(Exit::Done);
    let ran = project.run(&["db-check", "--database"], Some(&database));
    ran.assert_ended(Exit::Done);
    assert!(ran.out.contains("as its 1 migration made it"), "{}", ran.out);
}
async fn a_database_without_migrations_is_not_taken_for_one(database: Database) {
    let project = grown();
    database.execute("CREATE TABLE extra (id integer PRIMARY KEY)").await;
    let ran = project.run(&["db-check", "--database"], Some(&database));
    ran.assert_ended(Exit::Stale);
    assert!(ran.out.contains("no migration of this project is applied there"), "{}", ran.out);
}
async fn migrations_of_a_later_version_are_named(database: Database) {
    let project = grown();
    project.migrate(&database);
    let engine = database.engine();
    let last = project.tags(engine).pop().unwrap();
    for engine in dualect_tests::engine::Engine::ALL {
        std::fs::remove_dir_all(project.migrations(engine).join(&last)).unwrap();
    }
    let ran = project.run(&["db-check", "--database"], Some(&database));
    ran.assert_ended(Exit::Stale);
    assert!(ran.out.contains(&format!("it has migrations that are not here\n  {last}")), "{}", ran.out);
}
}

#[test]
fn a_file_that_is_not_there_is_not_created() {
    let project = grown();
    let url = format!("sqlite:{}", project.path("none.db").display());
    let ran = project.run(&["db-check", "--database", &url], None);
    ran.assert_ended(Exit::Wrong);
    assert!(ran.err.contains("none.db is not there"), "{}", ran.err);
    assert!(!project.path("none.db").exists());
}
