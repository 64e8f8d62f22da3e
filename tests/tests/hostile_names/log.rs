//! A chained log under a name that would close a function's body.

use dualect::ErrorKind;
use dualect::query::{ChainCheck, Statement};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use hostile_names_db::log::{self, NewLog};
use serde_json::json;

use super::connect;

static CHANGE: Statement = Statement::write(
    "by_hand",
    &log::TABLE,
    "UPDATE \"lo'g \"\"$$\"\" $body$ %\" SET \"#\" = 'x'",
);
static REMOVE: Statement = Statement::write(
    "by_hand",
    &log::TABLE,
    "DELETE FROM \"lo'g \"\"$$\"\" $body$ %\"",
);

both_engines! {
    async fn a_log_is_chained_verified_and_never_changed(database: Database) {
        let db = connect(&database).await;
        let (one, other) = (db.scope("it's"), db.scope("$1"));
        let first = log::insert(&one, NewLog::new()).await.unwrap();
        assert_eq!((first.what.clone(), first.before.clone()), (json!({ "a'b\"$$": "\\" }), None));
        log::insert(&other, NewLog::new()).await.unwrap();
        let second = log::insert(&one, NewLog { what: Some(json!(["{}"])) }).await.unwrap();
        assert_eq!(second.before.as_ref(), Some(&first.hash));
        assert_eq!(log::insert_many(&one, vec![NewLog::new(), NewLog::new()]).await.unwrap(), 2);
        assert_eq!((log::verify_chain(&one).await.unwrap(), log::verify_chain(&other).await.unwrap()), (ChainCheck::Intact(4), ChainCheck::Intact(1)));
        assert_eq!(log::page(&one, None, 2).await.unwrap().rows, [first.clone(), second]);
        assert_eq!(log::get(&other, first.id).await.unwrap(), None);

        for statement in [&CHANGE, &REMOVE] {
            let refused = db.execute(statement, vec![]).await.unwrap_err();
            let expected = ErrorKind::AppendOnly { table: "lo'g \"$$\" $body$ %".to_owned() };
            assert_eq!(refused.kind(), &expected);
        }
        assert_eq!(log::count(&one).await.unwrap(), 4);
    }
}
