//! The write-ahead log is put back into the file on the writing connection's thread.
//!
//! SQLite by itself does it inside the commit that finds the log long: hundreds of pages written, and two waits for the disk. A
//! commit may run where it is awaited, so it must not be that one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use rusqlite::Connection;

/// From so many pages on the log is put back: SQLite's own `wal_autocheckpoint`.
const PAGES: u32 = 1_000;

/// How long the log is.
#[derive(Debug)]
pub(super) struct Wal {
    /// Pages in it after the last commit.
    pages: AtomicU32,
    /// How many are enough to put them back.
    due_at: AtomicU32,
    /// It was put back: the next write may begin the log anew, which waits for the disk once.
    renewed: AtomicBool,
}

impl Wal {
    pub(super) fn new() -> Self {
        Self {
            pages: AtomicU32::new(0),
            due_at: AtomicU32::new(PAGES),
            renewed: AtomicBool::new(false),
        }
    }

    /// Counts what the connection commits, in the place of SQLite's own automatism.
    pub(super) fn watch(self: &Arc<Self>, connection: &mut Connection) -> rusqlite::Result<()> {
        let wal = Arc::clone(self);
        connection.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages| {
            wal.note(u32::try_from(pages).unwrap_or(0));
            Ok(())
        }))
    }

    fn note(&self, pages: u32) {
        // The log was begun anew.
        if pages < self.pages.swap(pages, Ordering::Relaxed) {
            self.due_at.store(PAGES, Ordering::Relaxed);
        }
    }

    pub(super) fn is_due(&self) -> bool {
        self.pages.load(Ordering::Relaxed) >= self.due_at.load(Ordering::Relaxed)
    }

    /// Whether the next write may wait for the disk; said once.
    pub(super) fn is_renewed(&self) -> bool {
        self.renewed.load(Ordering::Relaxed) && self.renewed.swap(false, Ordering::Relaxed)
    }

    /// Puts the log back, as far as those who read from it let it. Nothing is lost where it fails: the pages stay in the log.
    pub(super) fn put_back(&self, connection: &Connection) {
        if connection.is_autocommit() {
            let _ = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            // Somebody may read the log still, so that it goes on where it is.
            let pages = self.pages.load(Ordering::Relaxed);
            self.due_at
                .store(pages.saturating_add(PAGES), Ordering::Relaxed);
            self.renewed.store(true, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_table(wal: &Arc<Wal>) -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = Connection::open(folder.path().join("app.db")).unwrap();
        connection
            .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (a BLOB)")
            .unwrap();
        wal.watch(&mut connection).unwrap();
        (folder, connection)
    }

    fn write(connection: &Connection, rows: u32) {
        for _ in 0..rows {
            connection
                .execute("INSERT INTO t VALUES (zeroblob(4000))", [])
                .unwrap();
        }
    }

    #[test]
    fn the_log_is_long_after_a_thousand_pages_and_short_when_it_is_put_back() {
        let wal = Arc::new(Wal::new());
        let (_folder, connection) = with_table(&wal);
        write(&connection, 10);
        assert!(!wal.is_due());
        write(&connection, 1_000);
        assert!(wal.is_due());
        wal.put_back(&connection);
        assert!(!wal.is_due());
        assert!(wal.is_renewed() && !wal.is_renewed());
        write(&connection, 1);
        assert!(wal.pages.load(Ordering::Relaxed) < 10, "{wal:?}");
        assert_eq!(wal.due_at.load(Ordering::Relaxed), PAGES);
    }

    #[test]
    fn a_log_that_somebody_reads_is_tried_again_after_another_thousand_pages() {
        let wal = Arc::new(Wal::new());
        let (folder, connection) = with_table(&wal);
        write(&connection, 1);
        let reader = Connection::open(folder.path().join("app.db")).unwrap();
        reader
            .execute_batch("BEGIN; SELECT count(*) FROM t")
            .unwrap();
        write(&connection, 1_000);
        wal.put_back(&connection);
        write(&connection, 100);
        assert!(!wal.is_due(), "{wal:?}");
        write(&connection, 1_000);
        assert!(wal.is_due(), "{wal:?}");
    }
}
