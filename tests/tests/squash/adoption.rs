//! A database that has all that a baseline replaces records it, and a new one runs it.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use crate::shop::{
    BASELINE, INIT, SECOND, THIRD, count, migrate, notes, recorded, shape, squashed, with,
};

both_engines! {
    async fn a_new_database_runs_the_baseline_and_comes_to_the_same_as_by_the_old_history(database: Database) {
        let ran = migrate(&squashed(), &database);
        assert!(ran.out.starts_with(&format!("applied {BASELINE}\napplied {THIRD}\n")), "{}", ran.out);
        assert_eq!(recorded(&database).await, [BASELINE, THIRD]);
        let old = database.engine().database().await;
        with(3).migrate(&old);
        assert_eq!(shape(&database).await, shape(&old).await);
    }

    async fn a_database_at_the_tag_records_the_baseline_and_goes_on_with_what_is_pending(database: Database) {
        with(2).migrate(&database);
        database.execute("INSERT INTO items (id, name) VALUES (1, 'a')").await;
        let project = squashed();
        let ran = migrate(&project, &database);
        assert!(
            ran.out.starts_with(&format!("recorded {BASELINE}, a baseline: all that it replaces is applied\napplied {THIRD}\n")),
            "{}", ran.out
        );
        assert_eq!(recorded(&database).await, [INIT, SECOND, BASELINE, THIRD]);
        assert_eq!(notes(&database).await, [INIT, SECOND, BASELINE, THIRD]);
        assert_eq!(count(&database, "items").await, "1");
        let ran = migrate(&project, &database);
        assert!(ran.out.ends_with(": nothing is pending\n"), "{}", ran.out);
        assert_eq!(recorded(&database).await.len(), 4);
    }

    async fn a_database_after_the_tag_records_the_baseline_and_nothing_else(database: Database) {
        with(3).migrate(&database);
        let before = shape(&database).await;
        let project = squashed();
        let ran = migrate(&project, &database);
        assert!(ran.out.contains(&format!("recorded {BASELINE}")) && ran.out.ends_with("nothing is pending\n"), "{}", ran.out);
        assert_eq!(recorded(&database).await, [INIT, SECOND, THIRD, BASELINE]);
        assert_eq!(shape(&database).await, before);
        assert!(migrate(&project, &database).out.ends_with("nothing is pending\n"));
        assert_eq!(recorded(&database).await.len(), 4);
    }

    /// Every instance of the app does this at the same moment.
    async fn several_migrators_at_once_record_it_once(database: Database) {
        with(3).migrate(&database);
        let project = squashed();
        let (folder, url) = (&project.path(""), &database.url());
        let outs: Vec<String> = std::thread::scope(|scope| {
            let runs: Vec<_> = (0..4).map(|_| scope.spawn(move || {
                let (mut out, mut err) = (Vec::new(), Vec::new());
                let mut around = dualect_cli::Surroundings::quiet("dualect", folder, &mut out, &mut err);
                around.database_url = Some(url.into());
                let exit = dualect_cli::run(["db-migrate"], &mut around);
                assert_eq!(exit, Exit::Done, "{}", String::from_utf8_lossy(&err));
                String::from_utf8(out).unwrap()
            })).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        let recorders = outs.iter().filter(|out| out.contains(&format!("recorded {BASELINE}")));
        assert_eq!(recorders.count(), 1, "{outs:?}");
        assert_eq!(recorded(&database).await, [INIT, SECOND, THIRD, BASELINE]);
    }

    async fn a_change_of_the_schema_after_a_squash_reaches_old_databases_and_new_ones(database: Database) {
        with(2).migrate(&database);
        let project = squashed();
        let schema = std::fs::read_to_string(project.path("schema.toml")).unwrap();
        project.change_to(&format!("{schema}amount = \"int?\"\n"));
        migrate(&project, &database);
        let new = database.engine().database().await;
        migrate(&project, &new);
        assert_eq!(shape(&database).await, shape(&new).await);
        assert_eq!(recorded(&new).await.len(), 3);
        project.run(&["db-generate", "--check"], None).assert_ended(Exit::Done);
    }
}
