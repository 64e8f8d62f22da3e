//! Databases that drizzle-orm migrated.

use dualect::{Migration, MigrationErrorKind};
use dualect_format::baseline::Replaced;
use dualect_format::hash::sha256_hex;
use dualect_format::tag::Tag;

use crate::subject::{INIT, MORE, Subject};

fn made_by_drizzle(subject: &Subject, named: bool, hash: &str) {
    subject.execute(&INIT.up.replace("--> statement-breakpoint", ""));
    if named {
        subject.execute(&format!(
            "CREATE TABLE `__drizzle_migrations` (
				id INTEGER PRIMARY KEY,
				hash text NOT NULL,
				created_at numeric,
				name text,
				applied_at TEXT
			);
            INSERT INTO __drizzle_migrations (\"hash\", \"created_at\", \"name\", \"applied_at\")
            values ('{hash}', 1769860800000.0, '{}', '2026-01-31T12:00:01.234Z')",
            INIT.tag
        ));
    } else {
        subject.execute(&format!(
            "CREATE TABLE `__drizzle_migrations` (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric);
            INSERT INTO __drizzle_migrations (hash, created_at) values ('{hash}', 1769860800123)"
        ));
    }
}

#[test]
fn what_drizzle_orm_applied_is_adopted_and_not_applied_again() {
    let mut subject = Subject::new();
    made_by_drizzle(&subject, true, &sha256_hex(INIT.up));
    let applied = subject.migrate(&[INIT]).unwrap();
    assert_eq!(
        (applied.tags.len(), applied.adopted),
        (0, vec![INIT.tag.to_owned()])
    );
    let applied = subject.migrate(&[INIT, MORE]).unwrap();
    assert_eq!(
        (applied.tags, applied.adopted.len()),
        (vec![MORE.tag.to_owned()], 0)
    );
    assert_eq!(
        subject.rows("SELECT name, applied_at FROM __drizzle_migrations"),
        [
            "20260131120000_init|2026-01-31T12:00:01.234Z",
            "20260201120000_more|2026-03-04T05:06:07.089Z"
        ]
    );
}

#[test]
fn a_checkout_with_other_line_ends_is_adopted_as_well() {
    let mut subject = Subject::new();
    made_by_drizzle(&subject, true, &sha256_hex(INIT.up.replace('\n', "\r\n")));
    assert_eq!(subject.migrate(&[INIT]).unwrap().adopted.len(), 1);
}

#[test]
fn what_drizzle_orm_applied_from_another_file_is_refused_by_name() {
    let mut subject = Subject::new();
    made_by_drizzle(&subject, true, &sha256_hex("something else"));
    let error = subject.migrate(&[INIT, MORE]).unwrap_err();
    assert_eq!(
        error,
        MigrationErrorKind::Edited {
            tag: INIT.tag.to_owned()
        }
    );
}

#[test]
fn a_table_from_before_names_is_brought_up_as_drizzle_orm_does_it() {
    let mut subject = Subject::new();
    made_by_drizzle(&subject, false, &sha256_hex(INIT.up));
    assert_eq!(subject.status(&[INIT]).applied[0].tag, INIT.tag);
    assert_eq!(subject.migrate(&[INIT, MORE]).unwrap().tags, [MORE.tag]);
    assert_eq!(
        subject.rows("SELECT name, applied_at FROM __drizzle_migrations ORDER BY name"),
        [
            "20260131120000_init|null",
            "20260201120000_more|2026-03-04T05:06:07.089Z"
        ]
    );
    let unknown = Subject::new();
    made_by_drizzle(&unknown, false, "0000");
    let mut unknown = unknown;
    let error = unknown.migrate(&[MORE]).unwrap_err();
    assert!(
        matches!(&error, MigrationErrorKind::Missing { tag } if tag.contains("0000")),
        "{error}"
    );
}

#[test]
fn a_row_that_drizzle_orm_would_see_as_missing_is_applied_again() {
    let mut subject = Subject::new();
    let again = Migration {
        tag: MORE.tag,
        up: "CREATE TABLE IF NOT EXISTS again (x INTEGER);",
        down: "",
    };
    subject.migrate(&[INIT, again]).unwrap();
    subject.execute(&format!(
        "DELETE FROM __drizzle_migrations WHERE name = '{}'",
        MORE.tag
    ));
    assert_eq!(subject.migrate(&[INIT, again]).unwrap().tags, [MORE.tag]);
}

/// A baseline has the moment of the last that it replaces, by which rows without names are matched.
#[test]
fn rows_from_before_names_are_those_that_a_baseline_replaces_and_not_its_own() {
    let mut subject = Subject::new();
    made_by_drizzle(&subject, false, &sha256_hex(INIT.up));
    let replaced = Replaced::of(Tag::parse(INIT.tag).unwrap(), INIT.up).unwrap();
    let up = format!("{}\n{}", replaced.note(), INIT.up);
    let baseline = Migration {
        tag: "20260131120000_baseline",
        up: &up,
        down: INIT.down,
    };
    let applied = subject.migrate(&[baseline, MORE]).unwrap();
    assert_eq!(applied.baselines, [baseline.tag]);
    assert_eq!(applied.tags, [MORE.tag]);
    assert_eq!(
        subject.rows("SELECT name FROM __drizzle_migrations ORDER BY rowid"),
        [INIT.tag, baseline.tag, MORE.tag]
    );
}
