//! Migrators killed with `kill -9` at moments that are spread over their work, up and down, over large tables: the database is at the
//! boundary of a migration (of a section, where one cannot run in a transaction; of a batch, where it is a step in Rust), and the next run
//! finishes. See `tests/PROOF.md`.
//!
//! `DUALECT_PROOF_KILLS` says how many moments.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it has seen"
)]

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::differential::Random;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;
use dualect_tests::proof::live::Live;

const ROWS: usize = 20_000;

const BEFORE: &str = "[project]
name = \"kills\"

[tables.parents.columns]
id = { type = \"bigint\", primary_key = true }
name = \"text\"
rank = { type = \"int\", default = 1 }

[tables.children.columns]
id = { type = \"bigint\", primary_key = true }
parent_id = { references = \"parents.id\", on_delete = \"cascade\" }
";

/// The parents are rebuilt on SQLite and written anew on Postgres, and get an index.
const AFTER: &str = "[project]
name = \"kills\"

[tables.parents.columns]
id = { type = \"bigint\", primary_key = true }
name = \"text\"
rank = { type = \"bigint\", default = 2 }
more = \"text?\"

[tables.parents.indexes]
parents_by_name = [\"name\", \"rank\"]

[tables.children.columns]
id = { type = \"bigint\", primary_key = true }
parent_id = { references = \"parents.id\", on_delete = \"cascade\" }

[tables.grandchildren.columns]
id = { type = \"bigint\", primary_key = true }
child_id = { references = \"children.id\" }
";

/// What is done while others use the tables: sections outside of any transaction.
const ONLINE: &str = "[project]
name = \"kills\"

[tables.parents.columns]
id = { type = \"bigint\", primary_key = true }
name = { type = \"text\", unique = true }
rank = { type = \"int?\", default = 1 }

[tables.parents.indexes]
parents_by_rank = [\"rank\", \"name\"]

[tables.parents.checks]
ranked = \"rank > 0\"

[tables.children.columns]
id = { type = \"bigint\", primary_key = true }
parent_id = { references = \"parents.id\", on_delete = \"cascade\", nullable = true }

[tables.children.indexes]
children_by_parent = [\"parent_id\"]
";

fn kills() -> usize {
    let given = std::env::var("DUALECT_PROOF_KILLS").ok();
    given.map_or(10, |text| text.parse().expect("a number"))
}

fn rows(engine: Engine) -> String {
    let numbers = match engine {
        Engine::Sqlite => format!(
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {ROWS})"
        ),
        Engine::Postgres => {
            format!("WITH numbers AS (SELECT n FROM generate_series(1, {ROWS}) AS n)")
        }
    };
    format!(
        "{numbers} INSERT INTO parents (id, name, rank) SELECT n, 'a name of some length, for it to take a while: ' || n, n % 7 + 1 FROM numbers;
         {numbers} INSERT INTO children (id, parent_id) SELECT n, n FROM numbers;"
    )
}

/// What no migration changes.
const SUMS: &str = "SELECT count(*), sum(p.id), sum(p.rank % 100), sum(length(p.name)), (SELECT count(*) FROM children) FROM parents AS p JOIN children AS c ON c.parent_id = p.id";

/// How far the step in Rust came, which adds a hundred to each rank.
const RAISED: &str = "SELECT sum(rank / 100) FROM parents";

/// What a sweep is of.
struct Sweep {
    engine: Engine,
    project: Project,
    arguments: &'static [&'static str],
    /// Whether the newest migration is applied at the start.
    applied: bool,
    /// Whether the database may be between two sections, or batches.
    sections: bool,
}

/// What the database is at one of its ends.
#[derive(Debug, PartialEq, Eq)]
struct State {
    recorded: usize,
    shape: String,
    sums: Vec<Vec<Option<String>>>,
    raised: Vec<Vec<Option<String>>>,
}

impl Sweep {
    fn process(&self, live: &Live) -> Child {
        Command::new(env!("CARGO_BIN_EXE_test-process"))
            .args(self.arguments)
            .current_dir(self.project.path(""))
            .env("DATABASE_URL", live.database().url())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    async fn begin(&self, live: &mut Live) {
        live.reset().await;
        // The first migration's rows come before the second.
        let newest = self.project.tags(self.engine).pop().unwrap();
        let folder = self.project.migrations(self.engine).join(&newest);
        let aside = self.project.path("").join(&newest);
        std::fs::rename(&folder, &aside).unwrap();
        let first = self.project.run(&["db-migrate"], Some(live.database()));
        std::fs::rename(&aside, &folder).unwrap();
        first.assert_ended(Exit::Done);
        live.execute(&rows(self.engine)).await.unwrap();
        if self.applied {
            self.project.migrate(live.database());
        }
    }

    async fn state(&self, live: &Live) -> State {
        let table = match self.engine {
            Engine::Sqlite => "__drizzle_migrations",
            Engine::Postgres => "drizzle.__drizzle_migrations",
        };
        let recorded = live
            .rows(&format!("SELECT count(*) FROM {table}"))
            .await
            .unwrap();
        State {
            recorded: recorded[0][0].as_ref().unwrap().parse().unwrap(),
            shape: live.shape().await,
            sums: live.rows(SUMS).await.unwrap(),
            raised: live.rows(RAISED).await.unwrap(),
        }
    }

    /// The server notices that its client is gone when it next writes to it; a statement goes on until then.
    async fn settled(&self, live: &Live) {
        if self.engine == Engine::Sqlite {
            return;
        }
        let others = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'";
        for _ in 0..600 {
            if live.rows(others).await.unwrap().is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("a server process does not end");
    }

    async fn run(&self) {
        let mut live = Live::new(self.engine).await;
        self.begin(&mut live).await;
        let start = self.state(&live).await;
        let began = Instant::now();
        assert!(self.process(&live).wait().unwrap().success());
        let takes = began.elapsed();
        let end = self.state(&live).await;
        assert_ne!(start, end);
        assert_eq!(start.sums, end.sums);
        let mut random = Random::new(7);
        let (mut early, mut late, mut between, mut over) = (0, 0, 0, 0);
        for at in 0..kills() {
            self.begin(&mut live).await;
            let mut child = self.process(&live);
            let moment =
                takes.mul_f64(f64::from(u32::try_from(random.below(1050)).unwrap()) / 1000.0);
            tokio::time::sleep(moment).await;
            let was_over = child.try_wait().unwrap().is_some();
            child.kill().unwrap();
            child.wait().unwrap();
            self.settled(&live).await;
            let found = self.state(&live).await;
            assert_eq!(found.sums, start.sums, "kill {at} after {moment:?}");
            if was_over {
                over += 1;
            } else if found == start {
                early += 1;
            } else if found == end {
                late += 1;
            } else {
                assert!(self.sections, "kill {at} after {moment:?}: {found:#?}");
                between += 1;
            }
            // A rollback that has been done would go on with the migration before.
            assert!(
                found == end || self.process(&live).wait().unwrap().success(),
                "kill {at} after {moment:?}: the next run fails"
            );
            assert_eq!(self.state(&live).await, end, "kill {at} after {moment:?}");
        }
        println!(
            "{} {}: {} kills over {takes:?}: {early} left the start, {between} a section or batch, {late} the end, {over} came too late",
            self.engine,
            self.arguments.join(" "),
            kills()
        );
        assert!(early + between > 0, "no kill was in time");
    }
}

fn project(after: &str, arguments: &[&str]) -> Project {
    let project = Project::generated(BEFORE);
    project.write_schema(after);
    let arguments: Vec<&str> = [&["db-generate"], arguments].concat();
    project.run(&arguments, None).assert_ended(Exit::Done);
    project
}

both_engines! {
    async fn a_kill_on_the_way_up_leaves_a_boundary(database: Database) {
        let sweep = Sweep {
            engine: database.engine(),
            project: project(AFTER, &[]),
            arguments: &["db-migrate"],
            applied: false,
            sections: false,
        };
        sweep.run().await;
    }

    async fn a_kill_on_the_way_down_leaves_a_boundary(database: Database) {
        let sweep = Sweep {
            engine: database.engine(),
            project: project(AFTER, &[]),
            arguments: &["db-rollback", "--accept-lossy"],
            applied: true,
            sections: false,
        };
        sweep.run().await;
    }
}

both_engines! {
    async fn a_kill_between_batches_is_made_good_by_the_next_run(database: Database) {
        let project = Project::generated(BEFORE);
        project.run(&["db-new", "--name", "raise", "--rust"], None).assert_ended(Exit::Done);
        let sweep = Sweep {
            engine: database.engine(),
            project,
            arguments: &["db-migrate"],
            applied: false,
            sections: true,
        };
        sweep.run().await;
    }
}

#[tokio::test]
async fn a_kill_between_sections_is_made_good_by_the_next_run() {
    let sweep = Sweep {
        engine: Engine::Postgres,
        project: project(ONLINE, &["--online"]),
        arguments: &["db-migrate"],
        applied: false,
        sections: true,
    };
    assert!(
        sweep
            .project
            .newest_sql(Engine::Postgres)
            .contains("-- dualect: no-transaction")
    );
    sweep.run().await;
}
