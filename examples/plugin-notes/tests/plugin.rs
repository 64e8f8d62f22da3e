//! The plugin's tables on both engines: migrated with the host's, scoped, referred to and referring; and made at run time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use dualect::query::{Statement, Upserted};
use dualect::serde_json::json;
use dualect::types::Json;
use dualect::{Db, ErrorKind, Row, Schema as _, sql};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use plugin_notes::HostSchema;
use plugin_notes::cache::{CacheEntry, NewCacheEntry};
use plugin_notes::host::enums::Mood;
use plugin_notes::host::workspaces::{self, NewWorkspace, Workspace, WorkspacePatch};
use plugin_notes::notes::{self, NewPluginNote, PluginNote, PluginNotePatch};

/// A note with its workspace's name: rows by hand know a table of Rust as they know a generated one.
#[derive(Debug, PartialEq, Row)]
#[row(table = notes::plugin_notes)]
struct Shown {
    title: String,
    mood: Mood,
    #[row(table = workspaces, rename = "name")]
    workspace: String,
}

static SHOWN: Statement = Statement::read(
    "shown",
    &notes::plugin_notes::TABLE,
    sql!(
        "SELECT ",
        Shown::COLUMNS_SQL,
        " FROM plugin_notes JOIN workspaces ON workspaces.id = plugin_notes.workspace_id ORDER BY title"
    ),
);

async fn started(database: &Database) -> (Db, Workspace) {
    let db = Db::connect(&database.url()).await.unwrap();
    plugin_notes::start(&db).await.unwrap();
    let home = workspaces::insert(&db, NewWorkspace::new("home"))
        .await
        .unwrap();
    (db, home)
}

/// The README shows the table as it stands in the source.
#[test]
fn the_readme_shows_the_cache() {
    let source = include_str!("../src/cache.rs");
    let (_, shown) = source.split_once("\n\n///").unwrap();
    assert!(include_str!("../../../README.md").contains(shown));
}

#[test]
fn the_schema_is_checked_and_gives_its_ddl() {
    assert_eq!(HostSchema::HASH.len(), 64);
    assert!(HostSchema::POSTGRES_DDL.contains("CREATE TABLE plugin_notes"));
}

both_engines! {
    async fn a_note_is_written_read_changed_and_deleted_like_any_row(database: Database) {
        let (db, home) = started(&database).await;
        let red = db.scope("red");
        let note = PluginNote::insert(&red, NewPluginNote::new(home.id, "one")).await.unwrap();
        assert_eq!((note.team.as_str(), note.mood, &note.labels), ("red", Mood::Calm, &json!({})));
        assert_eq!(PluginNote::get(&red, note.id).await.unwrap().as_ref(), Some(&note));
        assert_eq!(PluginNote::find_by_title(&red, "one").await.unwrap().as_ref(), Some(&note));
        let patch = PluginNotePatch { mood: Some(Mood::Cross), ..PluginNotePatch::default() };
        let changed = PluginNote::update(&red, note.id, patch).await.unwrap().unwrap();
        assert_eq!(changed.mood, Mood::Cross);
        let again = NewPluginNote { body: Some("text".to_owned()), ..NewPluginNote::new(home.id, "one") };
        let Upserted::Updated(upserted) = PluginNote::upsert_by_title(&red, again).await.unwrap() else {
            panic!("there was a note of that title");
        };
        assert_eq!((upserted.id, upserted.mood), (note.id, Mood::Cross));
        let page = PluginNote::page(&red, None, 10).await.unwrap();
        assert_eq!((page.rows.as_slice(), page.next), ([upserted].as_slice(), None));
        assert!(PluginNote::delete(&red, note.id).await.unwrap());
        assert_eq!(PluginNote::count(&red).await.unwrap(), 0);
    }

    async fn a_team_sees_its_own_notes_only(database: Database) {
        let (db, home) = started(&database).await;
        let (red, blue) = (db.scope("red"), db.scope("blue"));
        let note = PluginNote::insert(&red, NewPluginNote::new(home.id, "one")).await.unwrap();
        PluginNote::insert(&blue, NewPluginNote::new(home.id, "one")).await.unwrap();
        assert_eq!(PluginNote::get(&blue, note.id).await.unwrap(), None);
        assert!(!PluginNote::delete(&blue, note.id).await.unwrap());
        let error = PluginNote::insert(&red, NewPluginNote::new(home.id, "one")).await.unwrap_err();
        let taken = ErrorKind::Unique {
            table: "plugin_notes".to_owned(),
            constraint: "plugin_notes_title_key".to_owned(),
        };
        assert_eq!(error.kind(), &taken);
    }

    async fn the_hosts_tables_and_the_plugins_refer_to_each_other(database: Database) {
        let (db, home) = started(&database).await;
        let red = db.scope("red");
        let nowhere = PluginNote::insert(&red, NewPluginNote::new(dualect::new_uuid_v4(), "lost")).await.unwrap_err();
        let missing = ErrorKind::ForeignKey {
            table: "plugin_notes".to_owned(),
            constraint: "plugin_notes_workspace_id_fkey".to_owned(),
        };
        assert_eq!(nowhere.kind(), &missing);
        let note = PluginNote::insert(&red, NewPluginNote::new(home.id, "pinned")).await.unwrap();
        let pin = WorkspacePatch { pinned_note_id: Some(Some(note.id)), ..WorkspacePatch::default() };
        workspaces::update(&db, home.id, pin).await.unwrap();
        PluginNote::delete(&red, note.id).await.unwrap();
        assert_eq!(workspaces::get(&db, home.id).await.unwrap().unwrap().pinned_note_id, None);
        PluginNote::insert(&red, NewPluginNote::new(home.id, "goes along")).await.unwrap();
        workspaces::delete(&db, home.id).await.unwrap();
        assert_eq!(PluginNote::count(&red).await.unwrap(), 0);
    }

    async fn a_row_by_hand_joins_both(database: Database) {
        let (db, home) = started(&database).await;
        PluginNote::insert(&db.scope("red"), NewPluginNote::new(home.id, "one")).await.unwrap();
        let rows: Vec<Shown> = db.fetch_all(&SHOWN, vec![]).await.unwrap();
        let wanted = Shown { title: "one".to_owned(), mood: Mood::Calm, workspace: "home".to_owned() };
        assert_eq!(rows, [wanted]);
    }

    async fn the_table_made_at_run_time_serves_like_any_other(database: Database) {
        let (db, _) = started(&database).await;
        // Started again, as another process would.
        plugin_notes::start(&db).await.unwrap();
        let entry = CacheEntry::insert(&db, NewCacheEntry::new("a", Json::Bool(true))).await.unwrap();
        assert_eq!(entry.hits, 0);
        assert_eq!(CacheEntry::get(&db, "a").await.unwrap(), Some(entry));
        // It belongs to no migration.
        assert!(!HostSchema::SQLITE_DDL.contains("plugin_cache"));
        assert!(HostSchema::SQLITE_DDL.contains("plugin_notes"));
    }
}
