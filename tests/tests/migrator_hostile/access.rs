//! Doors that stay shut: wrong passwords, servers without encryption, and certificates of somebody else.

use std::time::Duration;

use dualect::{Db, ErrorKind, Options};
use dualect_cli::Exit;
use dualect_tests::postgres::{Certificate, OwnServer, PASSWORD, USER};
use dualect_tests::project::Project;

use crate::growing::{MIGRATIONS, settings};

const SCHEMA: &str = "[project]\nname = \"shut\"\n\n[tables.items.columns]\nid = { type = \"bigint\", primary_key = true }\n";

async fn connect(url: &str) -> dualect::Result<Db> {
    let options = Options::new()
        .url(url)
        .connect_backoff(Duration::from_millis(1));
    Db::connect_with(options).await
}

/// What nobody has let in has changed nothing.
async fn assert_untouched(server: &OwnServer) {
    let sql = "SELECT count(*) FROM pg_namespace WHERE nspname = 'drizzle'";
    let found: i64 = server
        .connect()
        .await
        .query_one(sql, &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(found, 0);
}

#[tokio::test]
async fn a_wrong_password_is_told_at_once_and_a_right_one_lets_in() {
    let server = OwnServer::start(None);
    for (user, code) in [
        (format!("{USER}:not-{PASSWORD}"), "28P01"),
        (format!("nobody_there:{PASSWORD}"), "28P01"),
    ] {
        let error = connect(&server.url(&user)).await.unwrap_err();
        // It stays wrong, so that it is not tried again.
        assert_eq!(error.kind(), &ErrorKind::Connect { attempts: 1 }, "{error}");
        assert!(error.to_string().contains(code), "{error}");
    }
    // None at all is found out by the driver itself.
    let error = connect(&server.url(USER)).await.unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Connect { attempts: 1 }, "{error}");
    assert!(
        error
            .to_string()
            .ends_with("the server asks for a password, and the URL has none"),
        "{error}"
    );
    assert_untouched(&server).await;

    let project = Project::generated(SCHEMA);
    let wrong = server.url(&format!("{USER}:wrong"));
    let ran = project.run(&["db-migrate", "--database", &wrong], None);
    ran.assert_ended(Exit::Database);
    assert!(
        ran.err
            .contains("password authentication failed for user \"guarded\" (28P01)"),
        "{}",
        ran.err
    );
    assert_untouched(&server).await;

    let db = connect(&server.url(&format!("{USER}:{PASSWORD}")))
        .await
        .unwrap();
    db.migrate_with(&MIGRATIONS, settings()).await.unwrap();
}

/// A password that changes while the app runs: the next connection is refused, and says so.
#[tokio::test]
async fn a_password_that_was_changed_meanwhile_is_told_of() {
    let server = OwnServer::start(None);
    let db = connect(&server.url(&format!("{USER}:{PASSWORD}")))
        .await
        .unwrap();
    let client = server.connect().await;
    client
        .batch_execute(&format!("ALTER ROLE {USER} PASSWORD 'another'"))
        .await
        .unwrap();
    let error = db.migrate_with(&MIGRATIONS, settings()).await.unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Connect { attempts: 1 }, "{error}");
    assert!(error.to_string().contains("28P01"), "{error}");
    assert_untouched(&server).await;
}

#[tokio::test]
async fn encryption_is_had_as_the_url_asks_for_it_or_not_at_all() {
    let made = rcgen::generate_simple_self_signed(["db.example".to_owned()]).unwrap();
    let certificate = Certificate {
        certificate: made.cert.pem(),
        key: made.signing_key.serialize_pem(),
    };
    let server = OwnServer::start(Some(&certificate));
    let folder = tempfile::tempdir().unwrap();
    let roots = folder.path().join("root.crt");
    std::fs::write(&roots, &certificate.certificate).unwrap();
    let other = rcgen::generate_simple_self_signed(["db.example".to_owned()]).unwrap();
    let others = folder.path().join("other.crt");
    std::fs::write(&others, other.cert.pem()).unwrap();
    let (roots, others) = (roots.display(), others.display());
    let base = server.url(&format!("{USER}:{PASSWORD}"));
    let with = |query: &str| format!("{base}?{query}");

    for query in [
        // Another name than the server's own, and others' authorities.
        format!("sslmode=verify-full&sslrootcert={roots}"),
        format!("sslmode=verify-full&sslrootcert={others}"),
        format!("sslmode=verify-ca&sslrootcert={others}"),
        format!("sslmode=require&sslrootcert={others}"),
        "sslmode=verify-full".to_owned(),
        "sslmode=verify-full&sslrootcert=/no/such/file".to_owned(),
    ] {
        let error = connect(&with(&query)).await.unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::Tls, "{query}: {error}");
        assert!(
            !format!("{error} {error:?}").contains(PASSWORD),
            "{query}: {error}"
        );
    }
    assert_untouched(&server).await;

    for (query, encrypted) in [
        ("sslmode=disable".to_owned(), false),
        ("sslmode=prefer".to_owned(), true),
        ("sslmode=require".to_owned(), true),
        (format!("sslmode=verify-ca&sslrootcert={roots}"), true),
        // The name is looked up as this address: the same server, by the name that it has.
        (
            format!("sslmode=verify-full&sslrootcert={roots}&hostaddr=127.0.0.1"),
            true,
        ),
    ] {
        let url = if query.contains("hostaddr") {
            with(&query).replace("@127.0.0.1:", "@db.example:")
        } else {
            with(&query)
        };
        let db = connect(&url)
            .await
            .unwrap_or_else(|error| panic!("{query}: {error}"));
        let sql = "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = 'guarded' AND ssl";
        let found: i64 = server
            .connect()
            .await
            .query_one(sql, &[])
            .await
            .unwrap()
            .get(0);
        assert_eq!(found > 0, encrypted, "{query}");
        db.close().await.unwrap();
        gone(&server).await;
    }
}

/// Waits until the server has noticed that everybody else has left.
async fn gone(server: &OwnServer) {
    let client = server.connect().await;
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'guarded'";
    for _ in 0..500 {
        if client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("a connection does not end");
}

#[tokio::test]
async fn a_server_without_encryption_is_refused_by_the_migrator_too() {
    let server = OwnServer::start(None);
    let project = Project::generated(SCHEMA);
    for mode in ["require", "verify-ca", "verify-full"] {
        let url = format!(
            "{}?sslmode={mode}",
            server.url(&format!("{USER}:{PASSWORD}"))
        );
        let ran = project.run(&["db-migrate", "--database", &url], None);
        ran.assert_ended(Exit::Database);
        assert!(
            ran.err.contains("no trusted connection to the database"),
            "{mode}: {}",
            ran.err
        );
    }
    assert_untouched(&server).await;
}
