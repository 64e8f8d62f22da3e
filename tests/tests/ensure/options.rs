//! How SQLite keeps a table, which Postgres has no choice in: nothing that a program sees of it.

use dualect::table::{Ensured, EnsuredTable};
use dualect::{ErrorKind, Table, TableDifference};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};

use super::connected;

/// A tree of rows that have no numbers.
#[derive(Debug, Clone, PartialEq, Table)]
#[table(
    name = "plugin_tree",
    prefix = "plugin_",
    sqlite(without_rowid, strict = false),
    foreign_key(name = "plugin_tree_next", on = ["next"], references = "plugin_tree"),
)]
pub(crate) struct Leaf {
    #[column(primary_key)]
    pub id: i64,
    #[column(references = "plugin_tree.id", constraint = "plugin_tree_parent")]
    pub parent: Option<i64>,
    pub next: Option<i64>,
}

/// The same with rowids.
mod numbered {
    #[derive(Debug, Clone, PartialEq, dualect::Table)]
    #[table(name = "plugin_tree", prefix = "plugin_")]
    pub(crate) struct Leaf {
        #[column(primary_key)]
        pub id: i64,
        #[column(references = "plugin_tree.id", constraint = "plugin_tree_parent")]
        pub parent: Option<i64>,
        pub next: Option<i64>,
    }
}

fn leaf(id: i64, parent: Option<i64>, next: Option<i64>) -> NewLeaf {
    NewLeaf { id, parent, next }
}

fn broken(name: &str) -> ErrorKind {
    ErrorKind::ForeignKey {
        table: "plugin_tree".to_owned(),
        constraint: name.to_owned(),
    }
}

both_engines! {
    async fn a_table_without_rowids_is_known_again(database: Database) {
        let db = connected(&database).await;
        assert_eq!(db.ensure::<Leaf>().await.unwrap(), Ensured::Created);
        assert_eq!(db.ensure::<Leaf>().await.unwrap(), Ensured::Unchanged);
        let other = db.ensure::<numbered::Leaf>().await;
        match database.engine() {
            Engine::Sqlite => {
                let difference = TableDifference::Definition {
                    declared: "strict".to_owned(),
                    found: "without rowid".to_owned(),
                };
                let differs = ErrorKind::TableDiffers {
                    table: "plugin_tree".to_owned(),
                    part: "table options".to_owned(),
                    difference,
                };
                assert_eq!(other.unwrap_err().kind(), &differs);
                assert!(Leaf::DEFINITION.sqlite.as_ref().is_some_and(|ddl| ddl.options == "without rowid"));
            }
            Engine::Postgres => assert_eq!(other.unwrap(), Ensured::Unchanged),
        }
    }

    async fn rows_without_numbers_may_refer_to_later_ones(database: Database) {
        let db = connected(&database).await;
        db.ensure::<Leaf>().await.unwrap();
        // More than go into one statement.
        let rows = (0..9_000).map(|id| leaf(id, Some(8_999 - id), Some(8_999)));
        assert_eq!(Leaf::insert_many(&db, rows.collect()).await.unwrap(), 9_000);
    }

    async fn the_key_that_a_row_without_a_number_breaks_is_named(database: Database) {
        let db = connected(&database).await;
        db.ensure::<Leaf>().await.unwrap();
        Leaf::insert(&db, leaf(1, None, None)).await.unwrap();
        let error = Leaf::insert(&db, leaf(2, Some(1), Some(7))).await.unwrap_err();
        assert_eq!(error.kind(), &broken("plugin_tree_next"));
        // Of many the first row's, whichever key another one breaks.
        let rows = vec![leaf(3, Some(4), None), leaf(4, None, Some(77)), leaf(5, Some(78), None)];
        let error = Leaf::insert_many(&db, rows).await.unwrap_err();
        assert_eq!(error.kind(), &broken("plugin_tree_next"));
        assert_eq!(Leaf::count(&db).await.unwrap(), 1);
    }
}
