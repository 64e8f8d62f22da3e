//! Generated columns, defaults that the database computes, tables in a Postgres schema, partial unique indexes.

use dualect::query::{InsertedOrFound, Upserted};
use dualect::types::Decimal;
use dualect::{Db, ErrorKind};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::regimes::invoices::{self, Invoice, InvoicePatch, NewInvoice};

async fn invoice(db: &Db, id: i64) -> Invoice {
    invoices::insert(db, NewInvoice::new(id, 10)).await.unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

both_engines! {
    async fn what_is_computed_is_read_back(database: Database) {
        let db = connect(&database).await;
        let new = NewInvoice { quantity: Some(3), ..NewInvoice::new(1, 10) };
        let row = invoices::insert(&db, new).await.unwrap();
        assert_eq!(row.total, 30);
        assert_eq!(row.token.len(), 32);
        assert_eq!(row.tag.as_deref(), Some("new"));
        assert_eq!(row.weight, decimal("1.25"));
        let patch = InvoicePatch { price: Some(7), ..InvoicePatch::default() };
        assert_eq!(invoices::update(&db, 1, patch).await.unwrap().unwrap().total, 21);
        assert_ne!(row.token, invoice(&db, 2).await.token);
    }

    /// `Some(None)` is a value: NULL.
    async fn a_null_that_was_given_is_stored(database: Database) {
        let db = connect(&database).await;
        let new = NewInvoice { tag: Some(None), weight: Some(decimal("7.50")), ..NewInvoice::new(1, 10) };
        let row = invoices::insert(&db, new).await.unwrap();
        assert_eq!((row.tag, row.weight), (None, decimal("7.50")));
        let new = NewInvoice { tag: Some(Some("Given".into())), ..NewInvoice::new(2, 10) };
        assert_eq!(invoices::insert(&db, new).await.unwrap().tag.as_deref(), Some("Given"));
    }

    async fn many_rows_take_what_they_are_given_and_the_rest_is_computed(database: Database) {
        let db = connect(&database).await;
        let rows: Vec<NewInvoice> = (0..70)
            .map(|id| NewInvoice {
                token: (id % 2 == 0).then(|| format!("token {id}")),
                tag: match id % 3 {
                    0 => None,
                    1 => Some(None),
                    _ => Some(Some("t".into())),
                },
                ..NewInvoice::new(id, 2)
            })
            .collect();
        assert_eq!(invoices::insert_many(&db, rows).await.unwrap(), 70);
        let keys: Vec<i64> = (0..70).collect();
        for row in invoices::get_many(&db, &keys).await.unwrap() {
            let tag = ["new".into(), None, "t".into()].map(|tag: Option<&str>| tag)[usize::try_from(row.id % 3).unwrap()];
            assert_eq!(row.tag.as_deref(), tag, "{}", row.id);
            let given = row.token == format!("token {}", row.id);
            assert_eq!((given, given || row.token.len() == 32), (row.id % 2 == 0, true));
            assert_eq!((row.total, row.weight), (2, decimal("1.25")));
        }
    }

    async fn an_upsert_keeps_what_is_left_to_its_default(database: Database) {
        let db = connect(&database).await;
        let first = invoice(&db, 1).await;
        assert_eq!(invoices::upsert(&db, NewInvoice::new(1, 10)).await.unwrap(), Upserted::Unchanged(first.clone()));
        let new = NewInvoice { tag: Some(None), ..NewInvoice::new(1, 11) };
        let Upserted::Updated(row) = invoices::upsert(&db, new).await.unwrap() else {
            panic!("not updated");
        };
        assert_eq!((row.tag, row.total, &row.token), (None, 11, &first.token));
        let new = NewInvoice { token: Some(first.token.clone()), ..NewInvoice::new(9, 5) };
        let Upserted::Updated(row) = invoices::upsert_by_token(&db, new).await.unwrap() else {
            panic!("not updated");
        };
        assert_eq!((row.id, row.price), (1, 5));
        let Upserted::Inserted(row) = invoices::upsert_by_token(&db, NewInvoice::new(2, 5)).await.unwrap() else {
            panic!("not inserted");
        };
        assert_eq!(row.token.len(), 32);
        let found = invoices::insert_or_get(&db, NewInvoice::new(2, 6)).await.unwrap();
        assert_eq!(found, InsertedOrFound::Found(row));
        let inserted = invoices::insert_or_get_by_token(&db, NewInvoice::new(3, 6)).await.unwrap();
        assert!(matches!(inserted, InsertedOrFound::Inserted(row) if row.token.len() == 32));
    }

    async fn a_partial_unique_index_is_named(database: Database) {
        let db = connect(&database).await;
        let new = |id| NewInvoice { quantity: Some(0), ..NewInvoice::new(id, 10) };
        invoices::insert(&db, new(1)).await.unwrap();
        invoice(&db, 2).await;
        let error = invoices::insert(&db, new(3)).await.unwrap_err();
        let expected = ErrorKind::Unique { table: "invoices".into(), constraint: "invoices_one_open".into() };
        assert_eq!(error.kind(), &expected);
        let same = ErrorKind::Unique { table: "invoices".into(), constraint: "invoices_pkey".into() };
        assert_eq!(invoices::insert(&db, NewInvoice::new(1, 3)).await.unwrap_err().kind(), &same);
    }
}
