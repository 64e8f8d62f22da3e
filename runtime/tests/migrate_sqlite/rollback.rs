use dualect::{Migration, MigrationErrorKind};

use crate::subject::{INIT, MORE, Subject};

#[test]
fn the_newest_goes_first_and_its_rows_go_with_it() {
    let mut subject = Subject::new();
    subject.migrate(&[INIT]).unwrap();
    let first = subject.schema();
    subject.migrate(&[INIT, MORE]).unwrap();
    subject.settings.accept_lossy = true;
    assert_eq!(subject.rollback(&[INIT, MORE], 1).unwrap().tags, [MORE.tag]);
    assert_eq!(subject.schema(), first);
    assert_eq!(
        subject.rows("SELECT name FROM __drizzle_migrations"),
        [INIT.tag]
    );
    assert_eq!(
        subject.rows("SELECT name FROM __dualect_migrations"),
        [INIT.tag]
    );
    subject.migrate(&[INIT, MORE]).unwrap();
    assert_eq!(
        subject.rollback(&[INIT, MORE], 9).unwrap().tags,
        [MORE.tag, INIT.tag]
    );
    assert!(subject.schema().is_empty());
    assert!(subject.rollback(&[INIT, MORE], 1).unwrap().tags.is_empty());
    assert_eq!(subject.migrate(&[INIT, MORE]).unwrap().tags.len(), 2);
}

#[test]
fn the_last_applied_goes_first_even_where_it_is_not_the_newest_by_tag() {
    let branch = Migration {
        tag: "20260131180000_branch",
        up: "CREATE TABLE branch (x INTEGER) STRICT;",
        down: "DROP TABLE branch;",
    };
    let mut subject = Subject::new();
    subject.migrate(&[INIT, MORE]).unwrap();
    subject.migrate(&[INIT, branch, MORE]).unwrap();
    assert_eq!(
        subject.rollback(&[INIT, branch, MORE], 1).unwrap().tags,
        [branch.tag]
    );
}

#[test]
fn a_lossy_one_is_refused_with_what_is_lost_until_that_is_accepted() {
    let mut subject = Subject::new();
    subject.migrate(&[INIT, MORE]).unwrap();
    subject.execute("INSERT INTO parents VALUES (1, 'a', 'kept')");
    let error = subject.rollback(&[INIT, MORE], 1).unwrap_err();
    let expected = MigrationErrorKind::Lossy {
        tag: MORE.tag.to_owned(),
        lost: "the column parents.note".to_owned(),
    };
    assert_eq!(error, expected);
    assert_eq!(subject.rows("SELECT note FROM parents"), ["kept"]);
}

#[test]
fn an_irreversible_one_is_refused_with_its_reason_before_anything_newer_is_touched() {
    let mut subject = Subject::new();
    subject.settings.accept_lossy = true;
    for (down, reason) in [
        (
            "-- dualect: irreversible: the values are gone\nSELECT 1;",
            "the values are gone",
        ),
        ("-- Generated.\n--dualect: irreversible: gone\n", "gone"),
        ("", "it has no down.sql"),
    ] {
        let init = Migration { down, ..INIT };
        subject.migrate(&[init, MORE]).unwrap();
        let error = subject.rollback(&[init, MORE], 2).unwrap_err();
        let expected = MigrationErrorKind::Irreversible {
            tag: INIT.tag.to_owned(),
            reason: reason.to_owned(),
        };
        assert_eq!(error, expected);
        assert_eq!(
            subject.number("SELECT count(*) FROM __drizzle_migrations"),
            2
        );
    }
}

#[test]
fn a_failing_down_leaves_the_boundary_and_names_its_file() {
    let init = Migration {
        down: "DROP TABLE children;\n--> statement-breakpoint\nDROP TABLE nosuch;\n",
        ..INIT
    };
    let mut subject = Subject::new();
    subject.migrate(&[init]).unwrap();
    let error = subject.rollback(&[init], 1).unwrap_err().to_string();
    assert!(
        error.contains("down.sql line 3, section 2") && error.contains("nosuch"),
        "{error}"
    );
    assert_eq!(subject.number("SELECT count(*) FROM children"), 0);
}

#[test]
fn a_rebuild_goes_back_without_losing_children() {
    let rebuild = Migration {
        tag: "20260301120000_rebuild",
        up: "SELECT 1;",
        down: "PRAGMA foreign_keys=OFF;
--> statement-breakpoint
CREATE TABLE __new_parents (id INTEGER PRIMARY KEY, name TEXT) STRICT;
--> statement-breakpoint
INSERT INTO __new_parents SELECT id, name FROM parents;
--> statement-breakpoint
DROP TABLE parents;
--> statement-breakpoint
ALTER TABLE __new_parents RENAME TO parents;
--> statement-breakpoint
PRAGMA foreign_keys=ON;",
    };
    let mut subject = Subject::new();
    subject.migrate(&[INIT, rebuild]).unwrap();
    subject.execute("INSERT INTO parents VALUES (1, 'a'); INSERT INTO children VALUES (1, 1);");
    subject.rollback(&[INIT, rebuild], 1).unwrap();
    assert_eq!(subject.number("SELECT count(*) FROM children"), 1);
}

#[test]
fn what_is_not_at_hand_or_was_edited_is_not_rolled_back() {
    let mut subject = Subject::new();
    subject.migrate(&[INIT, MORE]).unwrap();
    let error = subject.rollback(&[INIT], 1).unwrap_err();
    assert_eq!(
        error,
        MigrationErrorKind::Missing {
            tag: MORE.tag.to_owned()
        }
    );
    let edited = Migration {
        up: "SELECT 1;",
        ..MORE
    };
    let error = subject.rollback(&[INIT, edited], 1).unwrap_err();
    assert_eq!(
        error,
        MigrationErrorKind::Edited {
            tag: MORE.tag.to_owned()
        }
    );
}
