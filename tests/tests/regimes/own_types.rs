//! `rust_type`.

use std::slice::from_ref;

use dualect::ErrorKind;
use dualect::query::Upserted;
use dualect::types::Typed;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::regime_types::{Code, Labels, Price, Size};
use super::regimes::documents::{self, DocumentPatch, NewDocument};

fn decode_error(column: &str) -> ErrorKind {
    ErrorKind::Decode {
        statement: "documents::get",
        column: column.to_owned(),
    }
}

both_engines! {
    async fn own_types_go_there_and_back(database: Database) {
        let db = connect(&database).await;
        let row = documents::insert(&db, NewDocument::new(Code::new("A"))).await.unwrap();
        assert_eq!(*row.labels, Labels { words: vec![], depth: None });
        assert_eq!((row.size, row.rank), (None, Size(7)));
        let labels = Labels { words: vec!["é".into()], depth: Some(-1) };
        let new = NewDocument {
            labels: Some(labels.clone().into()),
            size: Some(Size(u32::MAX)),
            rank: Some(Size(8)),
            price: Some(Price("12.50".parse().unwrap())),
            ..NewDocument::new(Code::new("B"))
        };
        let row = documents::insert(&db, new.clone()).await.unwrap();
        assert_eq!((&row.labels, row.size, &row.price), (&Typed(labels), new.size, &new.price));
        assert_eq!(documents::get(&db, &Code::new("B")).await.unwrap(), Some(row.clone()));
        assert_eq!(documents::get_many(&db, &[Code::new("B"), Code::new("C")]).await.unwrap(), from_ref(&row));
        assert_eq!(documents::list_by_rank(&db, Size(8)).await.unwrap(), from_ref(&row));
        assert_eq!(documents::upsert(&db, new).await.unwrap(), Upserted::Unchanged(row));
        let page = documents::page_by_rank_and_code(&db, None, 1).await.unwrap();
        let next = documents::page_by_rank_and_code(&db, page.next.as_ref(), 1).await.unwrap();
        assert_eq!((&page.rows[0].code, &next.rows[0].code), (&Code::new("A"), &Code::new("B")));
        let patch = DocumentPatch { size: Some(None), rank: Some(Size(1)), ..DocumentPatch::default() };
        let row = documents::update(&db, &Code::new("B"), patch).await.unwrap().unwrap();
        assert_eq!((row.size, row.rank), (None, Size(1)));
    }

    async fn a_value_that_does_not_convert_names_its_column(database: Database) {
        let db = connect(&database).await;
        for (sql, column) in [
            ("UPDATE documents SET rank = -1", "rank"),
            ("UPDATE documents SET size = 4294967296, rank = 1", "size"),
            ("UPDATE documents SET labels = '[]', size = 1", "labels"),
        ] {
            documents::upsert(&db, NewDocument::new(Code::new("A"))).await.ok();
            database.execute(sql).await;
            let error = documents::get(&db, &Code::new("A")).await.unwrap_err();
            assert_eq!(error.kind(), &decode_error(column));
        }
    }
}
