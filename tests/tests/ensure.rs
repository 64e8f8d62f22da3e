//! Tables made at run time: made, added to, left alone and refused the same on both engines, by one process or several.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use dualect::table::Ensured;
use dualect::types::Timestamp;
use dualect::{Db, ErrorKind, TableDifference};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

/// The table as a first release has it.
mod first {
    use dualect::Table;

    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(name = "plugin_jobs", prefix = "plugin_")]
    pub(crate) struct Job {
        #[column(primary_key, identity)]
        pub id: i64,
        pub name: String,
    }
}

/// As the next release has it: more columns, and indexes over old and new ones.
mod second {
    use dualect::Table;
    use dualect::types::{Decimal, Json, Timestamp};

    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(
        name = "plugin_jobs",
        prefix = "plugin_",
        unique(name = "plugin_jobs_name_key", on = ["name"]),
        index(name = "plugin_jobs_by_state", on = ["state", "due_at desc"]),
    )]
    pub(crate) struct Job {
        #[column(primary_key, identity)]
        pub id: i64,
        pub name: String,
        #[column(default = "new")]
        pub state: String,
        pub due_at: Option<Timestamp>,
        #[column(type = "decimal(8,2)", default = "1.50")]
        pub price: Decimal,
        #[column(default = [])]
        pub tags: Vec<String>,
        pub data: Option<Json>,
    }
}

/// Every type that a column can be of, so that none is taken for another when it is looked at again.
mod every_type {
    use dualect::Table;
    use dualect::types::{Date, Decimal, Json, Time, Timestamp, Uuid};

    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(name = "plugin_every", prefix = "plugin_")]
    pub(crate) struct Every {
        #[column(primary_key, default = "uuid_v7")]
        pub id: Uuid,
        pub flag: bool,
        pub small: i16,
        pub whole: i32,
        pub big: i64,
        pub ratio: f32,
        pub exact: f64,
        #[column(type = "decimal(10,3)")]
        pub price: Decimal,
        pub text: String,
        #[column(type = "varchar(7)")]
        pub short: String,
        pub bytes: Vec<u8>,
        pub at: Timestamp,
        #[column(sqlite(storage = "text"))]
        pub stored: Timestamp,
        pub day: Date,
        pub hour: Time,
        pub data: Json,
        pub flags: Vec<bool>,
        pub numbers: Vec<i64>,
        pub times: Vec<Timestamp>,
        #[column(type = "decimal(10,3)[]")]
        pub prices: Vec<Decimal>,
        pub none: Option<Uuid>,
    }
}

/// What rows that are there have no value for.
mod unfillable {
    use dualect::Table;

    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(name = "plugin_jobs", prefix = "plugin_")]
    pub(crate) struct Job {
        #[column(primary_key, identity)]
        pub id: i64,
        pub name: String,
        pub owner: String,
    }
}

/// Another type, and another nullability.
mod different {
    use dualect::Table;

    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(name = "plugin_jobs", prefix = "plugin_")]
    pub(crate) struct Numbered {
        #[column(primary_key, identity)]
        pub id: i64,
        pub name: i64,
        pub added: Option<String>,
    }

    pub(crate) mod nullable {
        use dualect::Table;

        #[derive(Debug, Clone, PartialEq, Table)]
        #[table(name = "plugin_jobs", prefix = "plugin_")]
        pub(crate) struct Unnamed {
            #[column(primary_key, identity)]
            pub id: i64,
            pub name: Option<String>,
        }
    }
}

async fn connected(database: &Database) -> Db {
    Db::connect(&database.url()).await.unwrap()
}

fn differs(column: &str, difference: TableDifference) -> ErrorKind {
    ErrorKind::TableDiffers {
        table: "plugin_jobs".to_owned(),
        column: column.to_owned(),
        difference,
    }
}

both_engines! {
    async fn a_table_is_made_once_and_then_left_alone(database: Database) {
        let db = connected(&database).await;
        assert_eq!(db.ensure::<first::Job>().await.unwrap(), Ensured::Created);
        assert_eq!(db.ensure::<first::Job>().await.unwrap(), Ensured::Unchanged);
        let job = first::Job::insert(&db, first::NewJob::new("a")).await.unwrap();
        assert_eq!(first::Job::get(&db, job.id).await.unwrap(), Some(job));
    }

    async fn every_type_of_column_is_known_again(database: Database) {
        let db = connected(&database).await;
        assert_eq!(db.ensure::<every_type::Every>().await.unwrap(), Ensured::Created);
        assert_eq!(db.ensure::<every_type::Every>().await.unwrap(), Ensured::Unchanged);
    }

    async fn what_is_missing_is_added_and_rows_that_are_there_get_the_defaults(database: Database) {
        let db = connected(&database).await;
        db.ensure::<first::Job>().await.unwrap();
        let old = first::Job::insert(&db, first::NewJob::new("old")).await.unwrap();
        let added = vec![
            "state", "due_at", "price", "tags", "data", "plugin_jobs_name_key", "plugin_jobs_by_state",
        ];
        assert_eq!(db.ensure::<second::Job>().await.unwrap(), Ensured::Extended(added));
        assert_eq!(db.ensure::<second::Job>().await.unwrap(), Ensured::Unchanged);
        let job = second::Job::get(&db, old.id).await.unwrap().unwrap();
        assert_eq!((job.state.as_str(), job.price.to_string().as_str()), ("new", "1.50"));
        assert_eq!((job.due_at, job.tags, job.data), (None::<Timestamp>, vec![], None));
        // The older release goes on beside it.
        assert_eq!(db.ensure::<first::Job>().await.unwrap(), Ensured::Unchanged);
        first::Job::insert(&db, first::NewJob::new("new")).await.unwrap();
        let error = second::Job::insert(&db, second::NewJob::new("new")).await.unwrap_err();
        let taken = ErrorKind::Unique {
            table: "plugin_jobs".to_owned(),
            constraint: "plugin_jobs_name_key".to_owned(),
        };
        assert_eq!(error.kind(), &taken);
    }

    async fn a_table_that_differs_is_refused_by_name_and_nothing_is_changed(database: Database) {
        let db = connected(&database).await;
        db.ensure::<first::Job>().await.unwrap();
        let error = db.ensure::<different::Numbered>().await.unwrap_err();
        assert!(
            matches!(
                error.kind(),
                ErrorKind::TableDiffers { column, difference: TableDifference::Type { .. }, .. } if column == "name"
            ),
            "{error}"
        );
        let error = db.ensure::<different::nullable::Unnamed>().await.unwrap_err();
        assert_eq!(error.kind(), &differs("name", TableDifference::Nullable { declared: true }));
        let error = db.ensure::<unfillable::Job>().await.unwrap_err();
        assert_eq!(error.kind(), &differs("owner", TableDifference::Missing));
        assert_eq!(db.ensure::<first::Job>().await.unwrap(), Ensured::Unchanged);
    }

    /// The rows break the new unique constraint: the columns that were added before it are gone again.
    async fn what_fails_half_way_leaves_the_table_as_it_was(database: Database) {
        let db = connected(&database).await;
        db.ensure::<first::Job>().await.unwrap();
        for _ in 0..2 {
            first::Job::insert(&db, first::NewJob::new("twice")).await.unwrap();
        }
        let error = db.ensure::<second::Job>().await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unique { .. }), "{error}");
        let jobs = database.rows("SELECT * FROM plugin_jobs").await;
        assert_eq!(jobs.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    }

    async fn several_at_once_make_one_table(database: Database) {
        let connections = [connected(&database).await, connected(&database).await, connected(&database).await];
        let running = connections.clone().map(|db| tokio::spawn(async move { db.ensure::<second::Job>().await }));
        let mut created = 0;
        for one in running {
            match one.await.unwrap().unwrap() {
                Ensured::Created => created += 1,
                Ensured::Unchanged => {}
                Ensured::Extended(added) => panic!("{added:?} were not made with the table"),
            }
        }
        assert_eq!(created, 1);
    }
}
