//! The host starts before its database does, and applies migrations on connect.

use std::time::{Duration, Instant};

use ash_system_db::{MIGRATIONS, agents};
use dualect::{Db, Options};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

use super::{agent, started};

both_engines! {
    async fn migrations_are_applied_on_the_first_start_and_looked_at_on_the_next(database: Database) {
        let db = Db::connect(&database.url()).await.unwrap();
        assert_eq!(db.migrate(&MIGRATIONS).await.unwrap().tags.len(), 1);
        agent(&db.scope("acme"), "writer").await;
        db.close().await.unwrap();
        let db = Db::connect(&database.url()).await.unwrap();
        assert_eq!(db.migrate(&MIGRATIONS).await.unwrap().tags, Vec::<String>::new());
        assert_eq!(agents::count(&db.scope("acme")).await.unwrap(), 1);
    }

    async fn three_hosts_that_start_at_once_migrate_once(database: Database) {
        let hosts = (0..3).map(|_| {
            let url = database.url();
            tokio::spawn(async move {
                let db = Db::connect(&url).await.unwrap();
                db.migrate(&MIGRATIONS).await.unwrap().tags.len()
            })
        });
        let mut applied = 0;
        for host in hosts.collect::<Vec<_>>() {
            applied += host.await.unwrap();
        }
        assert_eq!(applied, 1);
        assert!(started(&database).await.health().await.is_ok());
    }
}

/// A server that listens only after a while: the door in front of the real one.
#[tokio::test]
async fn a_host_waits_for_a_server_that_is_not_up_yet() {
    let database = dualect_tests::postgres::Database::create().await;
    let url = database.url();
    let (user, rest) = url.split_once('@').unwrap();
    let (server, name) = rest.split_once('/').unwrap();
    let door = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = door.local_addr().unwrap();
    drop(door);
    let server = server.to_owned();
    let opened = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let door = TcpListener::bind(address).await.unwrap();
        loop {
            let (mut client, _) = door.accept().await.unwrap();
            let mut server = TcpStream::connect(&server).await.unwrap();
            tokio::spawn(async move {
                // A connection that ends is no concern of the door's.
                let _ = copy_bidirectional(&mut client, &mut server).await;
            });
        }
    });
    let options = Options::new()
        .url(format!("{user}@{address}/{name}"))
        .connect_backoff(Duration::from_millis(100));
    let before = Instant::now();
    let db = Db::connect_with(options).await.unwrap();
    assert!(before.elapsed() >= Duration::from_millis(300));
    db.migrate(&MIGRATIONS).await.unwrap();
    agent(&db.scope("acme"), "writer").await;
    db.close().await.unwrap();
    opened.abort();
}
