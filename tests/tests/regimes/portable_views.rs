//! Views of one query for both databases: the same rows through the generated functions.

use dualect::query::VersionedDelete;
use dualect::types::Timestamp;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::regime_types::{Code, Labels};
use super::regimes::audit_log::{self, NewAuditLog};
use super::regimes::bins::{self, NewBin};
use super::regimes::documents::{self, NewDocument};
use super::regimes::emptied;
use super::regimes::entries::{self, NewEntry};
use super::regimes::enums::{Kind, Mark};
use super::regimes::invoices::{self, NewInvoice};
use super::regimes::kept_notes;
use super::regimes::ledger::{self, Ledger};
use super::regimes::note_states::{self, NoteState};
use super::regimes::notes::{self, NewNote};

both_engines! {
    async fn a_view_in_a_schema_of_its_own_joins_groups_and_counts(database: Database) {
        let db = connect(&database).await;
        assert_eq!(ledger::list(&db).await.unwrap(), []);
        let invoice = NewInvoice { weight: Some("2.5".parse().unwrap()), ..NewInvoice::new(1, 7) };
        invoices::insert(&db, invoice).await.unwrap();
        let amounts = [(1, 1, Kind::Credit, Mark::A, i32::MAX), (1, 2, Kind::Credit, Mark::A, i32::MAX), (1, 3, Kind::Debit, Mark::BetterB, -4)];
        for (book, line, kind, grade, amount) in amounts {
            let new = NewEntry { grade: Some(grade), amount: Some(amount), ..NewEntry::new(book, line, kind, "x") };
            entries::insert(&db, new).await.unwrap();
        }
        let expected = [
            Ledger {
                book: 1,
                kind: Kind::Credit,
                grade: Mark::A,
                lines: 2,
                amount: 4_294_967_294,
                mean: 2_147_483_647.0,
                heaviest: Some("2.50".parse().unwrap()),
                weight: Some("2.50".parse().unwrap()),
                has_better: false,
                tag: Some("new".into()),
            },
            Ledger {
                book: 1,
                kind: Kind::Debit,
                grade: Mark::BetterB,
                lines: 1,
                amount: -4,
                mean: -4.0,
                heaviest: None,
                weight: None,
                has_better: true,
                tag: None,
            },
        ];
        assert_eq!(ledger::list(&db).await.unwrap(), expected);
        assert_eq!(ledger::count(&db).await.unwrap(), 2);
    }

    async fn a_view_of_a_tenant_holds_values_of_every_kind(database: Database) {
        let db = connect(&database).await;
        let (acme, other) = (db.scope("acme"), db.scope("other"));
        let at: Timestamp = "2026-01-02T03:04:05.678901Z".parse().unwrap();
        let logged = NewAuditLog {
            at: Some(at),
            detail: Some(r#"{"by": "Ada", "n": 1.5}"#.parse().unwrap()),
            tags: Some(vec!["x".into(), "it's".into()]),
            amount: Some("12.50".parse().unwrap()),
            ratio: Some(0.5),
            mood: Some(Kind::Debit),
            key: Some("a".into()),
            ..NewAuditLog::new()
        };
        let entry = audit_log::insert(&acme, logged).await.unwrap();
        let a = notes::insert(&acme, NewNote::new("a")).await.unwrap();
        let b = notes::insert(&acme, NewNote { body: Some("text".into()), ..NewNote::new("b") }).await.unwrap();
        notes::insert(&other, NewNote::new("a")).await.unwrap();
        let deleted = notes::delete(&acme, b.id, b.row_version).await.unwrap();
        assert!(matches!(deleted, VersionedDelete::Deleted(_)));

        let listed = note_states::list(&acme).await.unwrap();
        let expected = NoteState {
            id: a.id,
            org: "acme".into(),
            slug: "a".into(),
            body: "!".into(),
            is_deleted: false,
            updated_at: a.updated_at,
            entry: Some(entry.id),
            detail: Some(entry.detail.clone()),
            who: Some("Ada".into()),
            tags: Some(vec!["x".into(), "it's".into()]),
            twice: Some("25.00".parse().unwrap()),
            ratio: Some(0.5),
            mood: Some(Kind::Debit),
            at: Some(at),
            size: "much".into(),
        };
        assert_eq!(listed.len(), 2);
        assert_eq!(listed[0], expected);
        assert_eq!((listed[1].is_deleted, listed[1].body.as_str(), &listed[1].detail), (true, "text!", &None));
        assert_eq!((listed[1].entry, listed[1].twice, listed[1].size.as_str()), (None, None, "little"));
        assert_eq!(note_states::get(&acme, a.id).await.unwrap(), Some(expected));
        assert_eq!(note_states::get(&other, a.id).await.unwrap(), None);
        assert_eq!(note_states::count(&other).await.unwrap(), 1);

        let kept = kept_notes::list(&acme).await.unwrap();
        assert_eq!(kept.iter().map(|row| (row.id, row.has_others)).collect::<Vec<_>>(), [(a.id, true)]);
        let page = kept_notes::page(&other, None, 5).await.unwrap();
        assert_eq!(page.rows.iter().map(|row| (row.slug.as_str(), row.has_others)).collect::<Vec<_>>(), [("a", false)]);
        assert_eq!(page.next, None);
    }

    async fn a_view_holds_values_as_their_columns_do(database: Database) {
        let db = connect(&database).await;
        bins::insert(&db, NewBin::new(1, "kept")).await.unwrap();
        bins::insert(&db, NewBin::new(2, "X")).await.unwrap();
        bins::delete(&db, 2).await.unwrap();
        let gone = bins::get_deleted(&db, 2).await.unwrap().unwrap().gone;
        let words = Labels { words: vec!["a".into()], depth: None };
        for code in ["X", "Y"] {
            let new = NewDocument { labels: Some(words.clone().into()), ..NewDocument::new(Code::new(code)) };
            documents::insert(&db, new).await.unwrap();
        }
        let rows = emptied::list(&db).await.unwrap();
        let read: Vec<_> = rows.iter().map(|row| (row.label.as_deref(), row.gone, row.rank, row.price)).collect();
        assert_eq!(read, [(None, None, Some(7), None), (Some("X"), gone, Some(7), None)]);
        assert_eq!(rows[1].order, Some(r#"{"words": ["a"], "depth": null}"#.parse().unwrap()));
    }
}
