//! Names that have to be quoted, that are Rust's own words, or as long as a name can be; structs in odd places.

use dualect::query::VersionedDelete;
use dualect::table::Ensured;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connected;

mod odd {
    pub(crate) mod deeper {
        #[derive(Debug, Clone, PartialEq, dualect::Table)]
        #[table(
            name = "plugin_odd",
            db_name = "plugin_\"Odd\" Näme",
            prefix = "plugin_",
            index(name = "plugin_odd_by_order", on = ["order desc"], db_name = "plugin_odd 'by' \"order\""),
        )]
        pub(in super::super) struct Odd {
            #[column(primary_key)]
            pub r#type: i64,
            #[column(unique)]
            pub order: String,
            #[column(name = "select")]
            pub chosen: Option<bool>,
            #[column(db_name = "Größe \"x\"", default = 0)]
            pub size: i32,
        }
    }
}

/// The name of the table has 63 bytes, as many as Postgres keeps; its constraints' names have to be cut.
#[derive(Debug, Clone, PartialEq, dualect::Table)]
#[table(
    name = "plugin_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    prefix = "plugin_"
)]
pub(crate) struct Long {
    #[column(primary_key)]
    pub id: i64,
    #[column(unique)]
    pub bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: String,
    #[column(references = "plugin_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.id")]
    pub parent: Option<i64>,
}

/// Of a tenant, with marks for rows that are gone and versions for those that are not.
#[derive(Debug, Clone, PartialEq, dualect::Table)]
#[table(
    name = "plugin_pages",
    prefix = "plugin_",
    tenant = "org",
    soft_delete = "deleted_at",
    version = "revision"
)]
pub(crate) struct PluginPage {
    #[column(primary_key, identity)]
    pub id: i64,
    pub org: String,
    pub title: String,
    pub deleted_at: Option<dualect::types::Timestamp>,
    pub revision: i32,
}

both_engines! {
    async fn names_that_have_to_be_quoted_are(database: Database) {
        use odd::deeper::{NewOdd, Odd};

        let db = connected(&database).await;
        assert_eq!(db.ensure::<Odd>().await.unwrap(), Ensured::Created);
        assert_eq!(db.ensure::<Odd>().await.unwrap(), Ensured::Unchanged);
        let row = Odd::insert(&db, NewOdd::new(1, "first")).await.unwrap();
        assert_eq!((row.r#type, row.size, row.chosen), (1, 0, None));
        assert_eq!(Odd::find_by_order(&db, "first").await.unwrap(), Some(row));
        // Lost, it is made again.
        database.execute("DROP INDEX \"plugin_odd 'by' \"\"order\"\"\"").await;
        let again = Ensured::Extended(vec!["plugin_odd 'by' \"order\""]);
        assert_eq!(db.ensure::<Odd>().await.unwrap(), again);
    }

    async fn a_name_as_long_as_can_be_is_known_again(database: Database) {
        let db = connected(&database).await;
        assert_eq!(db.ensure::<Long>().await.unwrap(), Ensured::Created);
        assert_eq!(db.ensure::<Long>().await.unwrap(), Ensured::Unchanged);
        let row = Long::insert(&db, NewLong::new(1, "b")).await.unwrap();
        assert_eq!(Long::get(&db, 1).await.unwrap(), Some(row));
    }

    async fn a_table_of_a_tenant_is_scoped_like_any_other(database: Database) {
        let db = connected(&database).await;
        assert_eq!(db.ensure::<PluginPage>().await.unwrap(), Ensured::Created);
        assert_eq!(db.ensure::<PluginPage>().await.unwrap(), Ensured::Unchanged);
        let (red, blue) = (db.scope("red"), db.scope("blue"));
        let page = PluginPage::insert(&red, NewPluginPage::new("one")).await.unwrap();
        assert_eq!((page.org.as_str(), page.revision), ("red", 1));
        assert_eq!(PluginPage::get(&blue, page.id).await.unwrap(), None);
        let deleted = PluginPage::delete(&red, page.id, page.revision).await.unwrap();
        assert!(matches!(deleted, VersionedDelete::Deleted(_)), "{deleted:?}");
        assert_eq!(PluginPage::get(&red, page.id).await.unwrap(), None);
        assert!(PluginPage::get_deleted(&red, page.id).await.unwrap().is_some());
    }
}
