//! What stops a pull, and what is left then: nothing.

use dualect_cli::Exit;
use dualect_tests::engine::Engine;
use dualect_tests::project::Project;

use super::holding;

const NOTES: &str = "CREATE TABLE notes (id integer NOT NULL PRIMARY KEY, title text NOT NULL);";

fn is_empty(project: &Project) -> bool {
    std::fs::read_dir(project.path(""))
        .unwrap()
        .next()
        .is_none()
}

#[tokio::test]
async fn nothing_that_is_there_is_overwritten() {
    let database = holding(Engine::Sqlite, NOTES).await;
    let project = Project::ungenerated("mine");
    let ran = project.run(&["db-pull"], Some(&database));
    ran.assert_ended(Exit::Stale);
    assert!(
        ran.err.contains("schema.toml is there already") && ran.err.contains("--output"),
        "{}",
        ran.err
    );
    assert_eq!(project.schema(), "mine");
    std::fs::create_dir_all(project.path("drizzle/meta")).unwrap();
    let ran = project.run(&["db-pull", "--output", "pulled.toml"], Some(&database));
    ran.assert_ended(Exit::Stale);
    assert!(
        ran.err.contains("drizzle is there already") && ran.err.contains("--migrations"),
        "{}",
        ran.err
    );
    let ran = project.run(
        &[
            "db-pull",
            "--output",
            "pulled.toml",
            "--migrations",
            "migrations",
        ],
        Some(&database),
    );
    ran.assert_ended(Exit::Done);
    assert!(project.path("migrations/sqlite").is_dir());
    assert_eq!(project.schema(), "mine");
}

#[test]
fn a_database_that_is_not_there_is_not_made() {
    let project = Project::empty();
    let file = project.path("no.db");
    let url = format!("sqlite:{}", file.display());
    let ran = project.run(&["db-pull", &url], None);
    ran.assert_ended(Exit::Wrong);
    assert!(ran.err.contains("is not there"), "{}", ran.err);
    assert!(is_empty(&project));
}

#[tokio::test]
async fn an_empty_database_has_nothing_to_pull() {
    for engine in Engine::ALL {
        // A file of SQLite's is there once something was in it.
        let database = holding(engine, "CREATE TABLE gone (a integer); DROP TABLE gone;").await;
        let project = Project::empty();
        let ran = project.run(&["db-pull"], Some(&database));
        ran.assert_ended(Exit::Wrong);
        assert!(ran.err.contains("holds no tables"), "{}", ran.err);
        assert!(is_empty(&project));
        database.execute("CREATE TABLE loose (a integer)").await;
        let ran = project.run(&["db-pull"], Some(&database));
        ran.assert_ended(Exit::Wrong);
        assert!(ran.err.contains("primary key"), "{}", ran.err);
    }
}

#[tokio::test]
async fn a_wrong_password_is_not_printed_and_nothing_is_written() {
    let database = holding(Engine::Postgres, NOTES).await;
    database.execute("DROP ROLE IF EXISTS pull_nobody").await;
    let url = database.url();
    let (scheme, rest) = url.split_once("://").unwrap();
    let rest = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    let wrong = format!("{scheme}://pull_nobody:s3cret@{rest}");
    let project = Project::empty();
    let ran = project.run(&["db-pull", &wrong], None);
    ran.assert_ended(Exit::Database);
    assert!(!ran.err.contains("s3cret"), "{}", ran.err);
    assert!(is_empty(&project));
}

#[tokio::test]
async fn what_a_new_database_would_lack_waits_for_consent() {
    let sql = "CREATE TABLE notes (id integer NOT NULL PRIMARY KEY, slug text UNIQUE ON CONFLICT REPLACE);";
    let database = holding(Engine::Sqlite, sql).await;
    let project = Project::empty();
    let ran = project.run(&["db-pull"], Some(&database));
    ran.assert_ended(Exit::Wrong);
    assert!(
        ran.err.contains("ON CONFLICT REPLACE of column slug") && ran.err.contains("--partly"),
        "{}",
        ran.err
    );
    assert!(is_empty(&project));
    let ran = project.run(&["db-pull", "--partly"], Some(&database));
    ran.assert_ended(Exit::Done);
    assert!(
        project
            .schema()
            .contains("#   table notes: ON CONFLICT REPLACE of column slug"),
        "{}",
        project.schema()
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_written_says_how_to_go_on() {
    let database = holding(Engine::Sqlite, NOTES).await;
    let path = database.url();
    let path = path.trim_start_matches("sqlite:").to_owned();
    let set = |only_read: bool| {
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(only_read);
        std::fs::set_permissions(&path, permissions).unwrap();
    };
    set(true);
    let can_write_all_the_same = std::fs::OpenOptions::new().append(true).open(&path).is_ok();
    let project = Project::empty();
    let ran = project.run(&["db-pull"], Some(&database));
    set(false);
    if can_write_all_the_same {
        // Whoever is root may write anything.
        ran.assert_ended(Exit::Done);
        return;
    }
    ran.assert_ended(Exit::Database);
    assert!(
        ran.err.contains("db-pull") && ran.err.contains("--adopt"),
        "{}",
        ran.err
    );
    project
        .run(&["db-pull", "--adopt"], Some(&database))
        .assert_ended(Exit::Done);
}

#[tokio::test]
async fn of_two_pulls_at_once_one_wins_and_the_other_says_so() {
    let database = holding(Engine::Sqlite, NOTES).await;
    let project = Project::empty();
    let folder = project.path("");
    let url = database.url();
    let one = || {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut around = dualect_cli::Surroundings::quiet("dualect", &folder, &mut out, &mut err);
        let exit = dualect_cli::run(["db-pull", &url], &mut around);
        (exit, String::from_utf8(err).unwrap())
    };
    let ended = std::thread::scope(|scope| {
        let both = [scope.spawn(one), scope.spawn(one)];
        both.map(|thread| thread.join().unwrap())
    });
    let won = ended.iter().filter(|(exit, _)| *exit == Exit::Done).count();
    assert_eq!(won, 1, "{ended:?}");
    project
        .run(&["db-generate", "--check"], None)
        .assert_ended(Exit::Done);
    let migrated = project.run(&["db-migrate"], Some(&database));
    assert!(
        migrated.out.contains("nothing is pending"),
        "{} {}",
        migrated.out,
        migrated.err
    );
}

#[tokio::test]
async fn a_run_that_was_killed_after_the_schema_is_gone_on_with() {
    for engine in Engine::ALL {
        let database = holding(engine, NOTES).await;
        let project = Project::empty();
        let printed = project.run(&["db-pull", "--dry-run"], Some(&database));
        printed.assert_ended(Exit::Done);
        // What such a run leaves.
        project.write_schema(&printed.out);
        project
            .run(&["db-generate", "--name", "baseline"], None)
            .assert_ended(Exit::Done);
        project
            .run(&["db-pull", "--adopt"], Some(&database))
            .assert_ended(Exit::Done);
        super::unchanged(&project, &database);
    }
}
