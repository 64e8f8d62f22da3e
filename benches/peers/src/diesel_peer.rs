//! Diesel: a connection a thread, its statement cache.

use diesel::prelude::*;
use dualect_measure::{BlockingPeer, New};

/// Both databases' peers differ in the type of a timestamp and of the connection, and in how many rows go in at once.
macro_rules! peer {
    ($name:ident, $connection:ty, $sql:ident, $timestamp:ty, $now:expr, $open:item, $begin:expr, $bulk:item) => {
        pub mod $name {
            use super::*;

            diesel::table! {
                runners (id) {
                    id -> Text,
                    host -> Text,
                    port -> Integer,
                    max_sandboxes -> Integer,
                    active_count -> Integer,
                    warming_count -> Integer,
                    last_heartbeat_at -> $sql,
                    registered_at -> $sql,
                }
            }

            #[derive(Queryable, Selectable)]
            #[diesel(table_name = runners)]
            #[allow(dead_code, reason = "what is read is not used")]
            struct Runner {
                id: String,
                host: String,
                port: i32,
                max_sandboxes: i32,
                active_count: i32,
                warming_count: i32,
                last_heartbeat_at: $timestamp,
                registered_at: $timestamp,
            }

            #[derive(Insertable)]
            #[diesel(table_name = runners)]
            #[diesel(treat_none_as_default_value = false)]
            struct NewRunner<'a> {
                id: &'a str,
                host: &'a str,
                port: i32,
                max_sandboxes: i32,
                active_count: i32,
                warming_count: i32,
                last_heartbeat_at: $timestamp,
                registered_at: $timestamp,
            }

            impl<'a> NewRunner<'a> {
                fn of(new: &'a New) -> Self {
                    let now = $now;
                    Self {
                        id: &new.id,
                        host: &new.host,
                        port: new.port,
                        max_sandboxes: 100,
                        active_count: 0,
                        warming_count: 0,
                        last_heartbeat_at: now,
                        registered_at: now,
                    }
                }
            }

            pub struct Diesel($connection);

            $open

            fn insert(connection: &mut $connection, new: &New) -> Runner {
                diesel::insert_into(runners::table)
                    .values(NewRunner::of(new))
                    .returning(Runner::as_returning())
                    .get_result(connection)
                    .expect("a row")
            }

            $bulk

            impl BlockingPeer for Diesel {
                fn get(&mut self, key: &str) -> bool {
                    runners::table
                        .find(key)
                        .select(Runner::as_select())
                        .first(&mut self.0)
                        .optional()
                        .expect("a row")
                        .is_some()
                }

                fn list(&mut self, limit: u32) -> usize {
                    let rows: Vec<Runner> = runners::table
                        .order(runners::id)
                        .limit(i64::from(limit))
                        .select(Runner::as_select())
                        .load(&mut self.0)
                        .expect("rows");
                    rows.len()
                }

                fn insert(&mut self, new: &New) {
                    insert(&mut self.0, new);
                }

                fn insert_in_transaction(&mut self, new: &[New]) {
                    let work = |connection: &mut $connection| {
                        for new in new {
                            insert(connection, new);
                        }
                        diesel::QueryResult::Ok(())
                    };
                    ($begin)(&mut self.0, work).expect("a commit");
                }

                fn bulk(&mut self, new: &[New]) {
                    bulk(&mut self.0, new);
                }

                fn upsert(&mut self, new: &New) {
                    let row: Runner = diesel::insert_into(runners::table)
                        .values(NewRunner::of(new))
                        .on_conflict(runners::id)
                        .do_update()
                        .set((
                            runners::host.eq(diesel::upsert::excluded(runners::host)),
                            runners::port.eq(diesel::upsert::excluded(runners::port)),
                        ))
                        .returning(Runner::as_returning())
                        .get_result(&mut self.0)
                        .expect("a row");
                    drop(row);
                }
            }
        }
    };
}

peer!(
    sqlite,
    SqliteConnection,
    BigInt,
    i64,
    chrono::Utc::now().timestamp_micros(),
    pub fn open(url: &str) -> Diesel {
        use diesel::connection::SimpleConnection;

        let path = url.strip_prefix("sqlite:").expect("an SQLite URL");
        let mut connection = SqliteConnection::establish(path).expect("the database");
        connection
            .batch_execute(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000",
            )
            .expect("the settings");
        Diesel(connection)
    },
    |connection: &mut SqliteConnection, work| connection.immediate_transaction(work),
    fn bulk(connection: &mut SqliteConnection, new: &[New]) {
        connection
            .immediate_transaction(|connection| {
                for rows in new.chunks(64) {
                    let rows: Vec<_> = rows.iter().map(NewRunner::of).collect();
                    diesel::insert_into(runners::table)
                        .values(&rows)
                        .execute(connection)?;
                }
                diesel::QueryResult::Ok(())
            })
            .expect("rows");
    }
);

peer!(
    postgres,
    PgConnection,
    Timestamptz,
    chrono::DateTime<chrono::Utc>,
    chrono::Utc::now(),
    pub fn open(url: &str) -> Diesel {
        Diesel(PgConnection::establish(url).expect("the server"))
    },
    |connection: &mut PgConnection, work| connection.build_transaction().serializable().run(work),
    fn bulk(connection: &mut PgConnection, new: &[New]) {
        use diesel::ExecuteCopyFromDsl;

        let rows: Vec<_> = new.iter().map(NewRunner::of).collect();
        diesel::copy_from(runners::table)
            .from_insertable(&rows)
            .execute(connection)
            .expect("rows");
    }
);
