//! Names of signs: what parts names in messages, characters that look alike, line breaks, blanks.

use dualect::query::Upserted;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use hostile_names_db::r#const;
use hostile_names_db::signs::{self, NewSign, Sign, SignPatch};

use super::connect;

fn full(id: i32) -> NewSign {
    NewSign {
        dotted: Some(format!("d{id}")),
        quoted: Some("it's".into()),
        composed: Some(id),
        combining: Some(id + 1),
        upper: Some(id + 2),
        flag: Some(true),
        joined: Some("2026-01-02T03:04:05Z".parse().unwrap()),
        right_to_left: Some("1.50".parse().unwrap()),
        braces: Some("{{ x }}{% if %}{#".into()),
        comment: Some("2026-01-02".parse().unwrap()),
        breaks: Some("03:04:05".parse().unwrap()),
        backslash: Some(b"\\'\0".to_vec()),
        excluded: Some(4),
        old: Some(5),
        stamp: Some(0.25),
        ..NewSign::new(id)
    }
}

fn expected(id: i32) -> Sign {
    let new = full(id);
    Sign {
        id,
        dotted: new.dotted,
        quoted: new.quoted,
        composed: new.composed,
        combining: new.combining,
        upper: new.upper,
        flag: new.flag,
        joined: new.joined,
        right_to_left: new.right_to_left,
        braces: new.braces,
        comment: new.comment,
        breaks: new.breaks,
        backslash: new.backslash,
        excluded: 4,
        old: 5,
        stamp: new.stamp,
        twice: 8,
    }
}

both_engines! {
    async fn each_column_keeps_its_own_value(database: Database) {
        let db = connect(&database).await;
        assert_eq!(signs::insert(&db, full(1)).await.unwrap(), expected(1));
        assert_eq!(signs::get(&db, 1).await.unwrap(), Some(expected(1)));
        assert_eq!(signs::find_by_dotted_and_quoted(&db, "d1", "it's").await.unwrap(), Some(expected(1)));
        assert_eq!(signs::list_by_composed_and_combining(&db, 1, 2).await.unwrap(), [expected(1)]);
        assert_eq!(signs::upsert(&db, full(1)).await.unwrap(), Upserted::Unchanged(expected(1)));
        let changed = Sign { old: 6, ..expected(1) };
        let new = NewSign { old: Some(6), ..full(1) };
        assert_eq!(signs::upsert_by_dotted_and_quoted(&db, new).await.unwrap(), Upserted::Updated(changed.clone()));
        assert_eq!(signs::insert_or_get(&db, full(1)).await.unwrap().into_row(), changed);
        assert_eq!(signs::insert_or_get_by_dotted_and_quoted(&db, full(1)).await.unwrap().into_row(), changed);
        let patch = SignPatch { composed: Some(None), combining: Some(None), upper: Some(None), excluded: Some(-3), stamp: Some(None), ..SignPatch::default() };
        let patched = signs::update(&db, 1, patch).await.unwrap().unwrap();
        assert_eq!((patched.composed, patched.upper, patched.twice, patched.stamp), (None, None, -6, None));
        assert!(signs::delete(&db, 1).await.unwrap());
        assert!(!signs::exists(&db, 1).await.unwrap());
    }

    async fn many_are_put_in_at_once_and_paged_by_an_index(database: Database) {
        let db = connect(&database).await;
        assert_eq!(signs::insert_many(&db, (1..=1500).map(full).collect()).await.unwrap(), 1500);
        assert_eq!(signs::get_many(&db, &[1500, 7]).await.unwrap().len(), 2);
        let mut seen = 0;
        let mut after = None;
        loop {
            let page = signs::page_by_composed_and_combining(&db, after.as_ref(), 400).await.unwrap();
            for row in &page.rows {
                seen += 1;
                assert_eq!(row, &expected(seen));
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, 1500);
        let view = r#const::list(&db).await.unwrap();
        assert_eq!((view.len(), view[2].id, view[2].quoted_sign.as_deref()), (1500, 3, Some("d3'$1")));
        assert_eq!(r#const::page(&db, None, 2).await.unwrap().rows, view[..2]);
        assert_eq!(r#const::get(&db, 1500).await.unwrap().as_ref(), view.last());
        assert_eq!(signs::delete_many(&db, &(1..=1500).collect::<Vec<_>>()).await.unwrap(), 1500);
    }
}
