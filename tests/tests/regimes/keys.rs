//! Composite foreign keys, and those that wait for the end of the transaction.

use dualect::{Db, Error, ErrorKind, Tx};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};

use super::connect;
use super::regimes::order_lines::{self, NewOrderLine, OrderLinePatch};
use super::regimes::orders::{self, NewOrder};
use super::regimes::products::{self, NewProduct};

fn broken(constraint: &str) -> ErrorKind {
    ErrorKind::ForeignKey {
        table: "order_lines".into(),
        constraint: constraint.into(),
    }
}

async fn order(db: &Db) {
    orders::insert(db, NewOrder::new(1, 1)).await.unwrap();
}

both_engines! {
    async fn a_composite_key_is_followed_listed_and_named(database: Database) {
        let db = connect(&database).await;
        order(&db).await;
        products::insert(&db, NewProduct::new(7)).await.unwrap();
        order_lines::insert(&db, NewOrderLine::new(1, 1, 1, 7)).await.unwrap();
        assert_eq!(order_lines::list_by_org_and_number(&db, 1, 1).await.unwrap().len(), 1);
        let error = order_lines::insert(&db, NewOrderLine::new(1, 2, 1, 7)).await.unwrap_err();
        assert_eq!(error.kind(), &broken("order_lines_order_fkey"));
        assert!(orders::delete(&db, 1, 1).await.unwrap());
        assert_eq!(order_lines::count(&db).await.unwrap(), 0);
    }

    async fn a_deferred_key_waits_for_the_commit(database: Database) {
        let db = connect(&database).await;
        order(&db).await;
        let tx = db.begin().await.unwrap();
        order_lines::insert(&tx, NewOrderLine::new(1, 1, 1, 7)).await.unwrap();
        products::insert(&tx, NewProduct::new(7)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(order_lines::count(&db).await.unwrap(), 1);
    }

    async fn a_deferred_key_that_is_broken_at_the_commit_is_named_and_all_is_undone(database: Database) {
        let db = connect(&database).await;
        order(&db).await;
        let tx = db.begin().await.unwrap();
        tx.savepoint(async |inner: Tx| {
            inner.savepoint(async |inner: Tx| order_lines::insert(&inner, NewOrderLine::new(1, 1, 1, 7)).await).await
        })
        .await
        .unwrap();
        let error = tx.commit().await.unwrap_err();
        assert_eq!(error.kind(), &broken("order_lines_product_fkey"));
        assert_eq!(order_lines::count(&db).await.unwrap(), 0);
        // The connection is as good as new.
        order_lines::insert(&db, NewOrderLine::new(1, 1, 1, 7)).await.unwrap_err();
        products::insert(&db, NewProduct::new(7)).await.unwrap();
        order_lines::insert(&db, NewOrderLine::new(1, 1, 1, 7)).await.unwrap();
    }

    /// On Postgres somebody else might have taken the row away, so that it is run once more, and meets the same again.
    async fn a_broken_deferred_key_is_tried_no_more_than_once_again(database: Database) {
        let db = connect(&database).await;
        order(&db).await;
        let tries = std::sync::atomic::AtomicU32::new(0);
        let outcome = db
            .transaction(async |tx: Tx| {
                tries.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                order_lines::insert(&tx, NewOrderLine::new(1, 1, 1, 7)).await.map(drop)
            })
            .await;
        let error: Error = outcome.unwrap_err();
        assert_eq!(error.kind(), &broken("order_lines_product_fkey"));
        let most = match database.engine() {
            Engine::Sqlite => 1,
            Engine::Postgres => 2,
        };
        assert_eq!(tries.into_inner(), most);
    }

    /// A statement that is a transaction by itself ends at once.
    async fn outside_a_transaction_a_deferred_key_is_checked_with_the_statement(database: Database) {
        let db = connect(&database).await;
        order(&db).await;
        let error = order_lines::insert(&db, NewOrderLine::new(1, 1, 1, 7)).await.unwrap_err();
        assert_eq!(error.kind(), &broken("order_lines_product_fkey"));
        let rows = (1..4).map(|line| NewOrderLine::new(1, 1, line, 7)).collect();
        let error = order_lines::insert_many(&db, rows).await.unwrap_err();
        assert_eq!(error.kind(), &broken("order_lines_product_fkey"));
        assert_eq!(order_lines::count(&db).await.unwrap(), 0);
    }

    /// Of two keys that a row breaks, the one that does not wait is met first.
    async fn a_key_that_does_not_wait_is_named_before_one_that_does(database: Database) {
        let db = connect(&database).await;
        order(&db).await;
        let tx = db.begin().await.unwrap();
        let new = NewOrderLine { substitute: Some(8), ..NewOrderLine::new(1, 1, 1, 7) };
        let error = order_lines::insert(&tx, new).await.unwrap_err();
        assert_eq!(error.kind(), &broken("order_lines_substitute_fkey"));
        drop(tx);
        // What waits from before is not what the statement has broken.
        let tx = db.begin().await.unwrap();
        order_lines::insert(&tx, NewOrderLine::new(1, 1, 1, 7)).await.unwrap();
        let patch = OrderLinePatch { substitute: Some(Some(8)), ..OrderLinePatch::default() };
        let error = order_lines::update(&tx, 1, 1, 1, patch).await.unwrap_err();
        assert_eq!(error.kind(), &broken("order_lines_substitute_fkey"));
    }
}
