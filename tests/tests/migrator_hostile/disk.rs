//! Disks that are full.

use std::path::{Path, PathBuf};
use std::process::Command;

use dualect::{Db, ErrorKind, Migration, MigrationErrorKind, Migrations};
use dualect_tests::engine::{Database, Engine};
use dualect_tests::postgres::OwnServer;

use crate::growing::{MIGRATIONS, assert_at_a_boundary, assert_complete, recorded, settings};

/// A megabyte of rows, two ways.
const LARGE_SQLITE: Migration<'static> = Migration {
    tag: "20260105000000_large",
    up: "CREATE TABLE large (text TEXT NOT NULL) STRICT;
--> statement-breakpoint
INSERT INTO large WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1000) SELECT hex(randomblob(1000)) FROM n;
",
    down: "DROP TABLE large;\n",
};

/// The limit holds for the connection that sets it, as if the disk had so many pages left.
fn limited(pages: usize) -> Migration<'static> {
    let up = format!(
        "PRAGMA max_page_count = {pages};\n--> statement-breakpoint\n{}",
        LARGE_SQLITE.up
    );
    Migration {
        up: up.leak(),
        ..LARGE_SQLITE
    }
}

#[track_caller]
fn assert_full(error: &dualect::Error, code: &str) {
    let ErrorKind::Migration(MigrationErrorKind::Section(failure)) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!(failure.code.as_deref(), Some(code), "{error}");
    assert!(
        failure.message.contains("full") || failure.message.contains("No space left"),
        "{error}"
    );
}

/// At every size that the database could be stopped at, page by page at the start.
#[tokio::test]
async fn a_full_sqlite_leaves_a_boundary_and_the_rest_is_done_when_there_is_space() {
    let database = Engine::Sqlite.database().await;
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate_with(&MIGRATIONS, settings()).await.unwrap();
    db.close().await.unwrap();
    let pages: usize = database.rows("PRAGMA page_count").await[0][0]
        .as_ref()
        .unwrap()
        .parse()
        .unwrap();
    for more in [0, 1, 2, 3, 5, 8, 50, 200, 400] {
        let all = [MIGRATIONS.sqlite, &[limited(pages + more)]].concat();
        let all = Migrations {
            sqlite: &all,
            ..MIGRATIONS
        };
        let db = Db::connect(&database.url()).await.unwrap();
        let error = db.migrate_with(&all, settings()).await.unwrap_err();
        // SQLITE_FULL: https://sqlite.org/rescode.html#full
        assert_full(&error, "13");
        // The same handle goes on.
        assert_eq!(db.status(&all).await.unwrap().pending.len(), 1);
        db.close().await.unwrap();
        assert_complete(&database, "full").await;
        assert_eq!(
            database
                .rows("SELECT 1 FROM sqlite_schema WHERE name = 'large'")
                .await
                .len(),
            0
        );
    }
    let all = [MIGRATIONS.sqlite, &[LARGE_SQLITE]].concat();
    let all = Migrations {
        sqlite: &all,
        ..MIGRATIONS
    };
    let db = Db::connect(&database.url()).await.unwrap();
    assert_eq!(
        db.migrate_with(&all, settings()).await.unwrap().tags,
        [LARGE_SQLITE.tag]
    );
}

/// A file system of a megabyte, which only root may have; it is gone with this value.
struct Small(PathBuf);

impl Small {
    fn mount(folder: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", "size=1m,mode=0777", "tmpfs"])
            .arg(folder);
        let mounted = mount.output().is_ok_and(|output| output.status.success());
        if !mounted {
            println!("no file system can be mounted here: not tried");
        }
        mounted.then(|| Self(folder.to_owned()))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// The real thing, where the tests run as root.
#[tokio::test]
async fn a_full_disk_under_sqlite_leaves_a_boundary() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_small) = Small::mount(folder.path()) else {
        return;
    };
    let url = format!("sqlite:{}", folder.path().join("app.db").display());
    let filler = folder.path().join("filler");
    let mut kilobytes = 1024;
    let mut failed = 0;
    // Less and less stands in the way, until all of it has room.
    loop {
        let _ = std::fs::write(&filler, vec![0; kilobytes * 1024]);
        let outcome = match Db::connect(&url).await {
            Ok(db) => {
                let outcome = db.migrate_with(&MIGRATIONS, settings()).await;
                db.close().await.unwrap();
                outcome.map(drop)
            }
            Err(error) => Err(error),
        };
        let Err(error) = outcome else { break };
        failed += 1;
        let text = error.to_string();
        assert!(
            text.contains("full") || text.contains("I/O"),
            "{kilobytes}: {error:?}"
        );
        std::fs::write(&filler, "").unwrap();
        if Path::new(url.trim_start_matches("sqlite:")).exists() {
            let connection = rusqlite::Connection::open(url.trim_start_matches("sqlite:")).unwrap();
            let sound: String = connection
                .query_row("PRAGMA integrity_check", [], |row| row.get(0))
                .unwrap();
            assert_eq!(sound, "ok", "{kilobytes}");
        }
        kilobytes -= 16;
    }
    println!("{failed} times too little space, and then enough with {kilobytes} kB taken");
    assert!(failed > 2);
}

#[tokio::test]
async fn a_full_disk_under_postgres_leaves_a_boundary() {
    let server = OwnServer::start(None);
    let folder = tempfile::Builder::new()
        .prefix("dualect-small-")
        .tempdir_in("/tmp")
        .unwrap();
    std::fs::set_permissions(
        folder.path(),
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    let place = folder.path().join("small");
    std::fs::create_dir(&place).unwrap();
    let Some(_small) = Small::mount(&place) else {
        return;
    };
    server.give(&place);
    let client = server.connect().await;
    let tablespace = format!("CREATE TABLESPACE small LOCATION '{}'", place.display());
    client.batch_execute(&tablespace).await.unwrap();
    let db = Db::connect(&server.url("postgres")).await.unwrap();
    db.migrate_with(&MIGRATIONS, settings()).await.unwrap();
    let large = |rows: usize| {
        let up = format!(
            "CREATE TABLE large (text text NOT NULL) TABLESPACE small;\n--> statement-breakpoint\n\
             INSERT INTO large SELECT repeat(md5(n::text), 30) FROM generate_series(1, {rows}) AS n;\n"
        );
        Migration {
            up: up.leak(),
            ..LARGE_SQLITE
        }
    };
    let too_much = [MIGRATIONS.postgres, &[large(5_000)]].concat();
    let too_much = Migrations {
        postgres: &too_much,
        ..MIGRATIONS
    };
    let error = db.migrate_with(&too_much, settings()).await.unwrap_err();
    assert_full(&error, "53100");
    let count = async |sql: &str| -> i64 { client.query_one(sql, &[]).await.unwrap().get(0) };
    assert_eq!(
        count("SELECT count(*) FROM pg_class WHERE relname = 'large'").await,
        0
    );
    assert_eq!(
        count("SELECT count(*) FROM drizzle.__drizzle_migrations").await,
        4
    );
    let enough = [MIGRATIONS.postgres, &[large(100)]].concat();
    let enough = Migrations {
        postgres: &enough,
        ..MIGRATIONS
    };
    assert_eq!(
        db.migrate_with(&enough, settings()).await.unwrap().tags,
        [LARGE_SQLITE.tag]
    );
    assert_eq!(count("SELECT count(*) FROM large").await, 100);
    for last in ["DROP TABLE large", "DROP TABLESPACE small"] {
        client.batch_execute(last).await.unwrap();
    }
}

/// What stops the growth of a file as a quota does: the process may write no file beyond that size.
#[tokio::test]
async fn a_limit_of_a_files_size_leaves_a_boundary() {
    let database = Database::Sqlite(dualect_tests::sqlite::Database::create());
    let project = dualect_tests::project::Project::generated(
        "[project]\nname = \"limited\"\n\n[tables.items.columns]\nid = { type = \"bigint\", primary_key = true }\nname = \"text\"\n",
    );
    let mut failed = 0;
    // In blocks of 512 bytes or 1024, as the shell has it; the log, too, is a file.
    for blocks in [2, 8, 16, 32, 48, 64] {
        let run = Command::new("sh")
            .arg("-c")
            .arg(format!(
                "trap '' XFSZ; ulimit -f {blocks}; exec {} db-migrate",
                env!("CARGO_BIN_EXE_test-process")
            ))
            .current_dir(project.path(""))
            .env("DATABASE_URL", database.url())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        if run.status.success() {
            continue;
        }
        failed += 1;
        assert_eq!(run.status.code(), Some(4), "{blocks}: {said}");
        assert!(
            said.contains("I/O") || said.contains("full"),
            "{blocks}: {said}"
        );
        assert_eq!(recorded(&database).await.len(), 0, "{blocks}");
        assert_at_a_boundary(&database, "limited").await;
    }
    assert!(failed > 0);
    project.migrate(&database);
    assert_eq!(recorded(&database).await.len(), 1);
}
