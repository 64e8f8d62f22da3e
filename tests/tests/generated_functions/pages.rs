//! Pages give every row once, in the order that they promise, wherever they are cut; NULL comes first.

use std::cmp::{Ordering, Reverse};

use dualect::query::{Call, Cursor, Page};
use dualect::types::Date;
use dualect::{Db, Session};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::shapes::enums::Color;
use super::shapes::items::{self, Item, NewItem};

/// Two rows of every combination of values, NULL among them.
async fn fill(db: &Db) -> Vec<Item> {
    let mut new = Vec::new();
    for rank in [None, Some(-1), Some(2)] {
        for day in [1, 2] {
            for label in [None, Some("B"), Some("a")] {
                for color in Color::both() {
                    let id = i64::try_from(new.len()).unwrap() * 7 % 36;
                    let day = Date::new(2026, 1, day).unwrap();
                    new.push(NewItem {
                        id,
                        rank,
                        day,
                        label: label.map(str::to_owned),
                        color: Some(color),
                    });
                }
            }
        }
    }
    assert_eq!(items::insert_many(db, new).await.unwrap(), 36);
    let keys: Vec<i64> = (0..36).collect();
    items::get_many(db, &keys).await.unwrap()
}

impl Color {
    fn both() -> [Self; 2] {
        [Self::Red, Self::Green]
    }
}

/// All rows by pages of each size, held against the rows in the expected order.
async fn walk<'a>(
    db: &'a Session,
    page: impl Fn(&'a Session, Option<&Cursor>, u32) -> Call<'a, Page<Item>>,
    expected: &[Item],
) {
    for limit in [1, 2, 3, 5, 100] {
        let mut rows = Vec::new();
        let mut after: Option<Cursor> = None;
        loop {
            let found = page(db, after.as_ref(), limit).await.unwrap();
            rows.extend(found.rows);
            let Some(next) = found.next else { break };
            // A cursor goes to a client and comes back as text.
            after = Some(next.to_string().parse().unwrap());
        }
        assert_eq!(rows, expected, "by {limit}");
    }
}

fn sorted(rows: &[Item], order: impl Fn(&Item, &Item) -> Ordering) -> Vec<Item> {
    let mut rows = rows.to_vec();
    rows.sort_by(order);
    rows
}

/// Orders by the keys of both rows: `Option` sorts `None` first, as the pages do.
fn by<K: Ord>(key: impl Fn(&Item) -> K) -> impl Fn(&Item, &Item) -> Ordering {
    move |one, other| key(one).cmp(&key(other))
}

both_engines! {
    async fn pages_give_every_row_once_in_order_wherever_they_are_cut(database: Database) {
        let db = connect(&database).await;
        let all = fill(&db).await;
        walk(&db, items::page, &sorted(&all, by(|row| row.id))).await;
        walk(&db, items::page_by_rank_and_day_and_label, &sorted(&all, by(|row| (row.rank, row.day, row.label.clone(), row.id)))).await;
        walk(&db, items::page_by_rank_and_day, &sorted(&all, by(|row| Reverse((row.rank, row.day, row.id))))).await;
        walk(&db, items::page_by_day_and_rank, &sorted(&all, by(|row| (Reverse(row.day), row.rank, row.id)))).await;
        walk(&db, items::page_by_day, &sorted(&all, by(|row| (row.day, row.id)))).await;
        walk(&db, items::page_by_label_and_day, &sorted(&all, by(|row| (row.label.clone(), Reverse((row.day, row.id)))))).await;
        walk(
            &db,
            items::page_by_color_and_label,
            &sorted(&all, by(|row| Reverse((row.color.to_string(), row.label.clone(), row.id)))),
        )
        .await;
    }

    async fn pages_within_a_value_give_its_rows_only(database: Database) {
        let db = connect(&database).await;
        let all = fill(&db).await;
        let day = Date::new(2026, 1, 2).unwrap();
        let mut expected = sorted(&all, by(|row| (row.rank, row.id)));
        expected.retain(|row| row.day == day);
        walk(&db, |db, after, limit| items::page_in_day_by_rank(db, day, after, limit), &expected).await;

        let mut expected = sorted(&all, by(|row| (row.label.clone(), row.id)));
        expected.retain(|row| row.day == day && row.rank == Some(2));
        walk(
            &db,
            |db, after, limit| items::page_in_rank_and_day_by_label(db, 2, day, after, limit),
            &expected,
        )
        .await;
    }

    async fn lists_are_in_the_order_of_the_rest_of_their_index(database: Database) {
        let db = connect(&database).await;
        let all = fill(&db).await;
        let mut expected = sorted(&all, by(|row| (row.day, row.label.clone(), row.id)));
        expected.retain(|row| row.rank == Some(2));
        assert_eq!(items::list_by_rank(&db, 2).await.unwrap(), expected);

        let mut expected = sorted(&all, by(|row| Reverse((row.day, row.id))));
        expected.retain(|row| row.label.as_deref() == Some("a"));
        assert_eq!(items::list_by_label(&db, "a").await.unwrap(), expected);
        assert_eq!(items::count(&db).await.unwrap(), 36);
    }

    async fn a_cursor_of_another_list_is_refused(database: Database) {
        let db = connect(&database).await;
        fill(&db).await;
        let next = items::page(&db, None, 1).await.unwrap().next;
        let error = items::page_by_day(&db, next.as_ref(), 1).await.unwrap_err();
        assert_eq!(*error.kind(), dualect::ErrorKind::InvalidCursor);
    }
}
