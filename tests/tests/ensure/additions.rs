//! What is missing is added, and what is there is known again.

use dualect::table::Ensured;
use dualect::types::Timestamp;
use dualect::{ErrorKind, TableDifference};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connected;
use super::jobs::{different, every_type, first, second, unfillable};

fn differs(part: &str, difference: TableDifference) -> ErrorKind {
    ErrorKind::TableDiffers {
        table: "plugin_jobs".to_owned(),
        part: part.to_owned(),
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
                ErrorKind::TableDiffers { part, difference: TableDifference::Definition { .. }, .. } if part == "name"
            ),
            "{error}"
        );
        let error = db.ensure::<different::nullable::Unnamed>().await.unwrap_err();
        assert_eq!(error.kind(), &differs("name", TableDifference::Nullable { declared: true }));
        let error = db.ensure::<unfillable::Job>().await.unwrap_err();
        assert_eq!(error.kind(), &differs("owner", TableDifference::MissingColumn));
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
