use dualect::migrate::{Settings, sqlite};
use dualect::{Migration, MigrationErrorKind};
use rusqlite::Connection;

use crate::subject::{INIT, MORE, Subject, scripts};

#[test]
fn an_empty_database_gets_everything_once_and_then_nothing() {
    let mut subject = Subject::new();
    let applied = subject.migrate(&[INIT, MORE]).unwrap();
    assert_eq!(applied.tags, [INIT.tag, MORE.tag]);
    assert!(applied.out_of_order.is_empty() && applied.adopted.is_empty());
    assert_eq!(subject.number("SELECT count(note) FROM parents"), 0);
    assert!(subject.migrate(&[INIT, MORE]).unwrap().tags.is_empty());
    assert_eq!(
        subject.rows(
            "SELECT id, name, created_at, typeof(created_at), applied_at FROM __drizzle_migrations"
        ),
        [
            "1|20260131120000_init|1769860800000|integer|2026-03-04T05:06:07.089Z",
            "2|20260201120000_more|1769947200000|integer|2026-03-04T05:06:07.089Z",
        ]
    );
    assert_eq!(
        subject.rows("SELECT name, section, state FROM __dualect_migrations"),
        [
            "20260131120000_init|3|applied",
            "20260201120000_more|1|applied"
        ]
    );
}

#[test]
fn a_database_in_memory_is_migrated_too() {
    let mut connection = Connection::open_in_memory().unwrap();
    let scripts = scripts(&[INIT, MORE]).unwrap();
    let applied = sqlite::migrate(&mut connection, &scripts, &Settings::default()).unwrap();
    assert_eq!(applied.tags.len(), 2);
    assert!(
        sqlite::migrate(&mut connection, &scripts, &Settings::default())
            .unwrap()
            .tags
            .is_empty()
    );
}

#[test]
fn order_comes_from_the_tags_not_from_the_list() {
    let mut subject = Subject::new();
    assert_eq!(
        subject.migrate(&[MORE, INIT]).unwrap().tags,
        [INIT.tag, MORE.tag]
    );
}

#[test]
fn an_older_migration_of_another_branch_is_applied_and_told() {
    let branch = Migration {
        tag: "20260131180000_branch",
        up: "CREATE TABLE branch (x INTEGER) STRICT;",
        down: "",
    };
    let mut subject = Subject::new();
    subject.migrate(&[INIT, MORE]).unwrap();
    assert!(subject.status(&[INIT, branch, MORE]).pending[0].out_of_order);
    let applied = subject.migrate(&[INIT, branch, MORE]).unwrap();
    assert_eq!(applied.tags, [branch.tag]);
    assert_eq!(applied.out_of_order, [branch.tag]);
}

#[test]
fn a_migration_edited_after_it_was_applied_is_refused_by_name_and_nothing_is_applied() {
    let mut subject = Subject::new();
    subject.migrate(&[INIT]).unwrap();
    let edited = INIT.up.replace("name TEXT NOT NULL", "name TEXT");
    let error = subject
        .migrate(&[
            Migration {
                up: &edited,
                ..INIT
            },
            MORE,
        ])
        .unwrap_err();
    assert_eq!(
        error,
        MigrationErrorKind::Edited {
            tag: INIT.tag.to_owned()
        }
    );
    assert!(error.to_string().contains(INIT.tag));
    assert_eq!(
        subject.number("SELECT count(*) FROM __drizzle_migrations"),
        1
    );
}

#[test]
fn an_edit_of_comments_and_white_space_alone_is_accepted() {
    let mut subject = Subject::new();
    subject.migrate(&[INIT]).unwrap();
    let commented = format!(
        "-- The first tables.\n{}",
        INIT.up.replace("  id", "\n    id").replace('\n', "\r\n")
    );
    assert!(
        subject
            .migrate(&[Migration {
                up: &commented,
                ..INIT
            }])
            .unwrap()
            .tags
            .is_empty()
    );
}

#[test]
fn a_database_migrated_by_a_later_version_is_refused_by_the_name_of_what_is_missing_unless_that_is_allowed()
 {
    let mut subject = Subject::new();
    subject.migrate(&[INIT, MORE]).unwrap();
    let error = subject.migrate(&[INIT]).unwrap_err();
    assert_eq!(
        error,
        MigrationErrorKind::Missing {
            tag: MORE.tag.to_owned()
        }
    );
    subject.settings.allow_missing = true;
    assert!(subject.migrate(&[INIT]).unwrap().tags.is_empty());
}

#[test]
fn a_tag_that_is_none_or_stands_twice_is_refused_before_the_database_is_touched() {
    let mut subject = Subject::new();
    for tags in [vec!["0001_init"], vec![INIT.tag, INIT.tag]] {
        let migrations: Vec<Migration<'_>> =
            tags.iter().map(|tag| Migration { tag, ..INIT }).collect();
        let error = subject.migrate(&migrations).unwrap_err();
        assert!(matches!(error, MigrationErrorKind::Tag { .. }), "{error}");
    }
    assert_eq!(subject.number("SELECT count(*) FROM sqlite_schema"), 0);
}

#[test]
fn an_app_without_migrations_leaves_the_database_alone() {
    let mut subject = Subject::new();
    assert!(subject.migrate(&[]).unwrap().tags.is_empty());
    assert_eq!(subject.number("SELECT count(*) FROM sqlite_schema"), 0);
}

#[test]
fn the_connection_is_left_as_it_was_after_success_and_after_failure() {
    let mut subject = Subject::new();
    let broken = Migration {
        tag: "20260301120000_broken",
        up: "PRAGMA foreign_keys=OFF;\n--> statement-breakpoint\nDROP TABLE nosuch;",
        down: "",
    };
    subject.migrate(&[INIT]).unwrap();
    subject.migrate(&[INIT, broken]).unwrap_err();
    assert_eq!(subject.number("PRAGMA foreign_keys"), 1);
    assert_eq!(subject.number("PRAGMA busy_timeout"), 1_234);
    assert_eq!(subject.number("SELECT 'a' LIKE 'A'"), 0);
    assert!(subject.connection.is_autocommit());
}

#[test]
fn drizzle_kits_breakpoints_at_the_end_of_a_line_part_sections() {
    let kit = Migration {
        tag: "20260131120000_lush_vision",
        up: "CREATE TABLE `a` (`x` integer);--> statement-breakpoint\nCREATE INDEX `a_x` ON `a` (`x`);",
        down: "",
    };
    let mut subject = Subject::new();
    subject.migrate(&[kit]).unwrap();
    assert_eq!(
        subject.rows("SELECT section FROM __dualect_migrations"),
        ["2"]
    );
}

#[test]
fn a_trigger_is_made_whole() {
    let trigger = Migration {
        tag: "20260131120000_trigger",
        up: "CREATE TABLE a (x INTEGER);
--> statement-breakpoint
CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = CASE WHEN x > 1 THEN 1 END; DELETE FROM a WHERE x IS NULL; END;",
        down: "",
    };
    let mut subject = Subject::new();
    subject.migrate(&[trigger]).unwrap();
    subject.execute("INSERT INTO a VALUES (5)");
    assert_eq!(subject.rows("SELECT x FROM a"), ["1"]);
}
