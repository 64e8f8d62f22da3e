//! The process: what it prints, what it keeps, how it ends.

use dualect_tests::engine::Database;
use dualect_tests::{both_engines, postgres, sqlite};

use crate::client::at_once;
use crate::server::{Server, command, file};

both_engines! {
    async fn it_says_where_it_listens_and_on_what(database: Database) {
        let server = Server::start(&database);
        let engine = database.engine();
        assert!(server.greeting.contains(&format!(", {engine} at ")), "{}", server.greeting);
        assert!(server.greeting.contains("migrations applied now: 1"), "{}", server.greeting);
    }

    async fn several_that_start_at_once_share_a_fresh_database(database: Database) {
        let servers = at_once(4, |_| Server::start(&database));
        let first = servers[0].client().deploy("coder");
        for server in &servers {
            assert_eq!(server.client().get("/agents/coder").expect(200), first);
        }
        let applied = servers.iter().filter(|server| server.greeting.contains("applied now: 1"));
        assert_eq!(applied.count(), 1);
    }
}

#[cfg(unix)]
both_engines! {
    async fn what_was_written_is_there_after_a_restart(database: Database) {
        let server = Server::start(&database);
        let agent = server.client().deploy("coder");
        let session = server.client().start("coder");
        server.stop("TERM");

        let server = Server::start(&database);
        assert!(server.greeting.contains("migrations applied now: 0"), "{}", server.greeting);
        assert_eq!(server.client().get("/agents/coder").expect(200), agent);
        assert_eq!(server.client().get(&session).expect(200)["agent_id"], agent["id"]);
    }

    async fn what_was_answered_is_there_after_a_kill(database: Database) {
        let server = Server::start(&database);
        let agent = server.client().deploy("coder");
        server.stop("KILL");
        let server = Server::start(&database);
        assert_eq!(server.client().get("/agents/coder").expect(200), agent);
    }

    async fn it_ends_cleanly_when_it_is_told_to(database: Database) {
        for signal in ["TERM", "INT"] {
            let server = Server::start(&database);
            server.client().get("/agents").expect(200);
            let stopped = server.stop(signal);
            assert_eq!(stopped.status.code(), Some(0), "{signal}: {stopped:?}");
            assert_eq!(stopped.stderr, "", "{signal}");
            if let Some(kept) = file(&database) {
                let log = kept.with_extension("db-wal");
                assert!(kept.exists() && !log.exists(), "{signal}: the log is not written back");
            }
        }
    }
}

#[tokio::test]
async fn a_wrong_password_is_not_printed() {
    let database = postgres::Database::create().await;
    let url = database.url();
    let (_, place) = url.rsplit_once('@').expect("the URL names a user");
    for url in [
        &format!("postgres://nobody:sw0rdfish@{place}"),
        "postgres//nobody:sw0rdfish@localhost/agents",
        "mysql://nobody:sw0rdfish@localhost/agents",
    ] {
        let nowhere = Database::Sqlite(sqlite::Database::create());
        let output = command(&nowhere).env("DATABASE_URL", url).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.starts_with("agent-server: "), "{said}");
        assert!(!said.contains("sw0rdfish"), "{said}");
    }
}

#[tokio::test]
async fn the_right_password_is_not_printed() {
    let database = postgres::Database::create().await;
    let url = database.url();
    let (login, place) = url.rsplit_once('@').expect("the URL names a user");
    // A server that asks for no password takes any.
    let (login, password) = match login.rsplit_once(':') {
        Some((_, password)) if !password.starts_with("//") => (login.to_owned(), password),
        Some(_) | None => (format!("{login}:sw0rdfish"), "sw0rdfish"),
    };
    let database = Database::Postgres(database);
    let with_password = format!("{login}@{place}");
    let server = Server::run(command(&database).env("DATABASE_URL", with_password));
    let shown = place.split('?').next().unwrap();
    assert!(server.greeting.contains(shown), "{}", server.greeting);
    assert!(
        !server.greeting.contains(&format!(":{password}@")),
        "{}",
        server.greeting
    );
}
