//! The wire is cut at every request of a migration, and the server stops in the midst of one.

use std::time::Duration;

use dualect::migrate::Back;
use dualect::{Db, ErrorKind, Migration, MigrationErrorKind, Migrations, Options};
use dualect_tests::engine::{Database, Engine};
use dualect_tests::postgres::OwnServer;
use dualect_tests::proof::live::Live;

use crate::growing::{MIGRATIONS, assert_at_a_boundary, assert_complete, recorded, settings};
use crate::proxy::{Cut, Proxy, Says};

pub(crate) async fn connect(url: &str) -> dualect::Result<Db> {
    Db::connect_with(Options::new().url(url).connect_attempts(1)).await
}

/// What of the migrator is run while the wire is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
}

async fn run(db: &Db, way: Way) -> dualect::Result<()> {
    match way {
        Way::Up => db.migrate_with(&MIGRATIONS, settings()).await.map(drop),
        Way::Down => {
            let all = Back::Steps(4);
            db.rollback_with(&MIGRATIONS, all, settings())
                .await
                .map(drop)
        }
    }
}

#[track_caller]
fn assert_lost(error: &dualect::Error, of: &str) {
    let told = matches!(
        error.kind(),
        ErrorKind::Migration(MigrationErrorKind::Disconnected { .. })
            | ErrorKind::Connect { .. }
            | ErrorKind::Closed
    );
    assert!(told, "{of}: {error:?}");
}

pub(crate) fn port(url: &str) -> u16 {
    let (_, rest) = url.rsplit_once(':').unwrap();
    rest.split('/').next().unwrap().parse().unwrap()
}

/// How many of the requests are tried: all, or what is asked for by `DUALECT_PROOF_CUTS`, spread over all.
fn every(requests: usize) -> usize {
    let given = std::env::var("DUALECT_PROOF_CUTS").ok();
    let wanted = given.map_or(12, |text| text.parse().expect("a number"));
    requests.div_ceil(wanted).max(1)
}

/// At each request, once before the server gets it and once after.
pub(crate) async fn sweep(way: Way, says: Says) {
    let mut live = Live::new(Engine::Postgres).await;
    let url = live.database().url();
    let server = port(&url);
    let begin = async |live: &mut Live| {
        live.reset().await;
        if way == Way::Down {
            let db = connect(&live.database().url()).await.unwrap();
            run(&db, Way::Up).await.unwrap();
            db.close().await.unwrap();
        }
    };
    begin(&mut live).await;
    let whole = Proxy::start(server, says, usize::MAX, Cut::Before).await;
    let db = connect(&whole.url(&url, server)).await.unwrap();
    run(&db, way).await.unwrap();
    db.close().await.unwrap();
    let requests = whole.requests();
    assert!(requests > 30, "{requests}");
    let (mut cut_count, mut done) = (0, 0);
    for cut in [Cut::Before, Cut::After] {
        for at in (1..=requests).step_by(every(requests)) {
            let of = format!("{says:?} {way:?}: cut {cut:?} request {at} of {requests}");
            begin(&mut live).await;
            let proxy = Proxy::start(server, says, at, cut).await;
            let outcome = match connect(&proxy.url(&url, server)).await {
                Ok(db) => run(&db, way).await,
                Err(error) => Err(error),
            };
            cut_count += 1;
            match outcome {
                // The last request of a run is of no consequence: the lock is the session's.
                Ok(()) => done += 1,
                Err(error) => assert_lost(&error, &of),
            }
            // A server process that lost its client ends what it was at.
            settled(&live).await;
            // There a migration is not one transaction: what is between two of its sections is made good by the next run.
            if says == Says::Postgres {
                assert_at_a_boundary(live.database(), &of).await;
            }
            let next = Proxy::start(server, says, usize::MAX, Cut::Before).await;
            let db = connect(&next.url(&url, server)).await.unwrap();
            match way {
                Way::Up => {
                    run(&db, way)
                        .await
                        .unwrap_or_else(|error| panic!("{of}: {error}"));
                    assert_complete(live.database(), &of).await;
                }
                Way::Down => {
                    let left = recorded(live.database()).await.len();
                    let rest = db.rollback_with(&MIGRATIONS, Back::Steps(left), settings());
                    rest.await.unwrap_or_else(|error| panic!("{of}: {error}"));
                    assert_eq!(recorded(live.database()).await.len(), 0, "{of}");
                    assert_at_a_boundary(live.database(), &of).await;
                }
            }
            db.close().await.unwrap();
        }
    }
    println!(
        "{says:?} {way:?}: {requests} requests, {cut_count} cuts, of which {done} were of no consequence"
    );
}

async fn settled(live: &Live) {
    let others = "SELECT state, wait_event, query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
    for _ in 0..600 {
        if live.rows(others).await.unwrap().is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!(
        "a server process does not end: {:?}",
        live.rows(others).await
    );
}

#[tokio::test]
async fn a_wire_cut_at_any_request_of_a_migration_leaves_a_boundary() {
    sweep(Way::Up, Says::Postgres).await;
}

#[tokio::test]
async fn a_wire_cut_at_any_request_of_a_rollback_leaves_a_boundary() {
    sweep(Way::Down, Says::Postgres).await;
}

/// Takes its time in the midst of a transaction, after it has changed something.
const SLOW: Migration<'static> = Migration {
    tag: "20260105000000_slow",
    up: "CREATE TABLE slow (id bigint PRIMARY KEY);\n--> statement-breakpoint\nSELECT pg_sleep(30);\n",
    down: "DROP TABLE slow;\n",
};

const QUICK: Migration<'static> = Migration {
    up: "CREATE TABLE slow (id bigint PRIMARY KEY);\n",
    ..SLOW
};

#[tokio::test]
async fn a_server_that_stops_in_the_midst_of_a_migration_leaves_a_boundary() {
    let server = OwnServer::start(None);
    let db = connect(&server.url("postgres")).await.unwrap();
    db.migrate_with(&MIGRATIONS, settings()).await.unwrap();
    let with = |last: Migration<'static>| {
        let postgres = [MIGRATIONS.postgres, &[last]].concat();
        (postgres, settings())
    };
    let (slow, how) = with(SLOW);
    let slow = Migrations {
        postgres: &slow,
        ..MIGRATIONS
    };
    let (ended, ()) = tokio::join!(db.migrate_with(&slow, how), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        server.crash();
    });
    let error = ended.unwrap_err();
    assert_lost(&error, "while it runs");
    assert!(error.to_string().contains(SLOW.tag), "{error}");
    // While it is down, that is what is said.
    let error = db.migrate_with(&MIGRATIONS, settings()).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Connect { .. }),
        "{error:?}"
    );

    server.restart();
    let client = server.connect().await;
    let count = async |sql: &str| -> i64 { client.query_one(sql, &[]).await.unwrap().get(0) };
    assert_eq!(
        count("SELECT count(*) FROM pg_class WHERE relname = 'slow'").await,
        0
    );
    assert_eq!(
        count("SELECT count(*) FROM drizzle.__drizzle_migrations").await,
        4
    );
    // The same handle goes on, with connections that are new.
    let (quick, how) = with(QUICK);
    let quick = Migrations {
        postgres: &quick,
        ..MIGRATIONS
    };
    assert_eq!(
        db.migrate_with(&quick, how).await.unwrap().tags,
        [QUICK.tag]
    );
    assert_eq!(count("SELECT count(*) FROM slow").await, 0);
}

/// The proxy itself: without a cut it changes nothing, and what is cut is gone.
#[tokio::test]
async fn the_wire_carries_everything_until_it_is_cut() {
    let database = Engine::Postgres.database().await;
    let server = port(&database.url());
    let proxy = Proxy::start(server, Says::Postgres, usize::MAX, Cut::Before).await;
    let db = connect(&proxy.url(&database.url(), server)).await.unwrap();
    db.migrate_with(&MIGRATIONS, settings()).await.unwrap();
    assert_complete(&database, "without a cut").await;
    let Database::Postgres(database) = database else {
        unreachable!("it is of Postgres")
    };
    let cut = Proxy::start(server, Says::Postgres, 1, Cut::Before).await;
    let outcome = connect(&cut.url(&database.url(), server)).await;
    assert_lost(&outcome.unwrap_err(), "at the first request");
}
