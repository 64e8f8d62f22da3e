//! What is there and differs is said by its name, and nothing is changed.

use dualect::table::{Ensured, EnsuredTable};
use dualect::{Db, ErrorKind, Table, TableDifference};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connected;

/// What the tables below differ from.
#[derive(Debug, Clone, PartialEq, Table)]
#[table(
    name = "plugin_tasks",
    prefix = "plugin_",
    index(name = "plugin_tasks_by_state", on = ["state", "parent desc"]),
    check(name = "size_counts", expr = "size > 3"),
)]
pub(crate) struct Task {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(type = "varchar(7)")]
    pub state: String,
    pub parent: Option<i64>,
    #[column(default = 4)]
    pub size: i32,
}

/// A table of the same name and columns, but for what is given.
macro_rules! like_tasks {
    ($module:ident: $attributes:tt $state:literal $parent:tt) => {
        mod $module {
            like_tasks!(@ $attributes $state $parent);
        }
    };
    (@ ($($attributes:tt)*) $state:literal ($($parent:tt)*)) => {
        #[derive(Debug, Clone, PartialEq, dualect::Table)]
        #[table(name = "plugin_tasks", prefix = "plugin_", $($attributes)*)]
        pub(crate) struct Task {
            #[column(identity)]
            pub id: i64,
            #[column(type = $state)]
            pub state: String,
            $($parent)*
            pub parent: Option<i64>,
            #[column(default = 4)]
            pub size: i32,
        }
    };
}

like_tasks!(longer: (primary_key = ["id"], check(name = "size_counts", expr = "size > 3")) "varchar(70)" ());
like_tasks!(by_parent: (
    primary_key = ["id"],
    index(name = "plugin_tasks_by_state", on = ["parent desc"]),
    check(name = "size_counts", expr = "size > 3"),
) "varchar(7)" ());
like_tasks!(only_some: (
    primary_key = ["id"],
    index(name = "plugin_tasks_by_state", on = ["state", "parent desc"], where = "size > 9"),
    check(name = "size_counts", expr = "size > 3"),
) "varchar(7)" ());
like_tasks!(larger: (primary_key = ["id"], check(name = "size_counts", expr = "size > 5")) "varchar(7)" ());
like_tasks!(bounded: (
    primary_key = ["id"],
    check(name = "size_counts", expr = "size > 3"),
    check(name = "size_ends", expr = "size < 90"),
) "varchar(7)" ());
like_tasks!(tree: (primary_key = ["id"], check(name = "size_counts", expr = "size > 3")) "varchar(7)" (
    #[column(references = "plugin_tasks.id", on_delete = "cascade")]
));

/// Another key.
mod keyed {
    #[derive(Debug, Clone, PartialEq, dualect::Table)]
    #[table(name = "plugin_keys", prefix = "plugin_", primary_key = ["a", "b"])]
    pub(crate) struct Pair {
        pub a: i64,
        pub b: i64,
    }

    pub(crate) mod otherwise {
        #[derive(Debug, Clone, PartialEq, dualect::Table)]
        #[table(name = "plugin_keys", prefix = "plugin_", primary_key = ["b", "a"])]
        pub(crate) struct Pair {
            pub a: i64,
            pub b: i64,
        }
    }
}

/// A release with a column that only the runtime fills, and the one before it.
mod filled_by_the_runtime {
    use dualect::types::Timestamp;

    #[derive(Debug, Clone, PartialEq, dualect::Table)]
    #[table(name = "plugin_visits", prefix = "plugin_")]
    pub(crate) struct Visit {
        #[column(primary_key, identity)]
        pub id: i64,
        #[column(default = "now")]
        pub at: Timestamp,
    }

    pub(crate) mod before {
        #[derive(Debug, Clone, PartialEq, dualect::Table)]
        #[table(name = "plugin_visits", prefix = "plugin_")]
        pub(crate) struct Visit {
            #[column(primary_key, identity)]
            pub id: i64,
        }
    }
}

/// What is said of the table.
async fn refused<T: EnsuredTable>(db: &Db) -> (String, TableDifference) {
    let error = db.ensure::<T>().await.unwrap_err();
    let ErrorKind::TableDiffers {
        part, difference, ..
    } = error.kind()
    else {
        panic!("{error}");
    };
    (part.clone(), difference.clone())
}

fn is_over(declared: &str, found: &str) -> TableDifference {
    TableDifference::Definition {
        declared: declared.to_owned(),
        found: found.to_owned(),
    }
}

both_engines! {
    async fn an_index_over_something_else_is_refused(database: Database) {
        let db = connected(&database).await;
        db.ensure::<Task>().await.unwrap();
        assert_eq!(db.ensure::<Task>().await.unwrap(), Ensured::Unchanged);
        let index = "plugin_tasks_by_state".to_owned();
        let difference = is_over("on (parent desc)", "on (state, parent desc)");
        assert_eq!(refused::<by_parent::Task>(&db).await, (index.clone(), difference));
        let difference = is_over("on (state, parent desc) where ..", "on (state, parent desc)");
        assert_eq!(refused::<only_some::Task>(&db).await, (index, difference));
    }

    async fn a_check_of_other_values_is_refused(database: Database) {
        let db = connected(&database).await;
        db.ensure::<Task>().await.unwrap();
        let check = "size_counts".to_owned();
        assert_eq!(refused::<larger::Task>(&db).await, (check, is_over("a check of 5", "a check of 3")));
        let (_, difference) = refused::<longer::Task>(&db).await;
        let TableDifference::Definition { declared, found } = difference else { panic!("{difference:?}") };
        assert!(declared.contains("70") && !found.contains("70") && found.contains('7'), "{declared}; {found}");
    }

    async fn a_constraint_that_is_not_there_is_refused(database: Database) {
        let db = connected(&database).await;
        db.ensure::<Task>().await.unwrap();
        let missing = TableDifference::MissingConstraint;
        assert_eq!(refused::<bounded::Task>(&db).await, ("size_ends".to_owned(), missing.clone()));
        let key = "plugin_tasks_parent_fkey".to_owned();
        assert_eq!(refused::<tree::Task>(&db).await, (key, missing));
        assert_eq!(db.ensure::<Task>().await.unwrap(), Ensured::Unchanged);
    }

    async fn a_foreign_key_and_a_key_of_two_columns_are_known_again(database: Database) {
        let db = connected(&database).await;
        assert_eq!(db.ensure::<tree::Task>().await.unwrap(), Ensured::Created);
        assert_eq!(db.ensure::<tree::Task>().await.unwrap(), Ensured::Unchanged);
        assert_eq!(db.ensure::<keyed::Pair>().await.unwrap(), Ensured::Created);
        assert_eq!(db.ensure::<keyed::Pair>().await.unwrap(), Ensured::Unchanged);
        let other = refused::<keyed::otherwise::Pair>(&db).await;
        assert_eq!(other, ("primary key".to_owned(), is_over("(b, a)", "(a, b)")));
    }

    async fn a_column_without_which_no_row_can_be_inserted_is_refused(database: Database) {
        let db = connected(&database).await;
        db.ensure::<filled_by_the_runtime::Visit>().await.unwrap();
        let before = refused::<filled_by_the_runtime::before::Visit>(&db).await;
        assert_eq!(before, ("at".to_owned(), TableDifference::Undeclared));
    }

    async fn what_is_no_table_is_refused(database: Database) {
        let db = connected(&database).await;
        database.execute("CREATE VIEW plugin_tasks AS SELECT 1 AS id").await;
        assert_eq!(refused::<Task>(&db).await, ("plugin_tasks".to_owned(), is_over("table", "view")));
    }

    async fn an_index_name_that_another_table_has_is_refused_and_no_table_is_made(database: Database) {
        let db = connected(&database).await;
        database.execute("CREATE TABLE other (a int); CREATE INDEX plugin_tasks_by_state ON other (a)").await;
        let taken = TableDifference::Taken { by: "other".to_owned() };
        assert_eq!(refused::<Task>(&db).await, ("plugin_tasks_by_state".to_owned(), taken));
        database.execute("DROP INDEX plugin_tasks_by_state").await;
        assert_eq!(db.ensure::<Task>().await.unwrap(), Ensured::Created);
    }

    async fn the_message_names_the_part_and_says_what_to_do(database: Database) {
        let db = connected(&database).await;
        db.ensure::<Task>().await.unwrap();
        let error = db.ensure::<larger::Task>().await.unwrap_err().to_string();
        let wanted = "`size_counts` of table `plugin_tasks` is declared as a check of 5, and the database has it as a check of 3; \
                      `ensure` only adds: migrate the table, or declare another";
        assert!(error.contains(wanted), "{error}");
    }
}
