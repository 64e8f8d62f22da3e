//! The logs of permissions and secrets are written and read, and nothing else.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use orient_system_db::enums::{ChatType, PermissionLevel, SecretAction};
use orient_system_db::{chat_permissions, permission_audit_log, secrets, secrets_audit_log};

use super::started;

both_engines! {
    async fn a_permission_changes_together_with_its_log(database: Database) {
        let db = started(&database).await;
        let change = async |to| {
            db.transaction(async |tx| {
                let before = chat_permissions::get(&tx, "c-1").await?.map(|chat| chat.permission);
                let new = chat_permissions::NewChatPermission {
                    permission: Some(to),
                    ..chat_permissions::NewChatPermission::new("c-1", ChatType::Individual)
                };
                chat_permissions::upsert(&tx, new).await?;
                let entry = permission_audit_log::NewPermissionChange {
                    old_permission: before,
                    ..permission_audit_log::NewPermissionChange::new("c-1", to)
                };
                permission_audit_log::insert(&tx, entry).await
            })
            .await
        };
        change(PermissionLevel::Allowed).await.unwrap();
        change(PermissionLevel::Blocked).await.unwrap();
        let log = permission_audit_log::list_by_chat_id(&db, "c-1").await.unwrap();
        let steps: Vec<_> = log.iter().map(|entry| (entry.old_permission, entry.new_permission)).collect();
        let expected = [
            (Some(PermissionLevel::Allowed), PermissionLevel::Blocked),
            (None, PermissionLevel::Allowed),
        ];
        assert_eq!(steps, expected);
    }

    async fn a_secret_that_is_gone_stays_in_its_log_whoever_would_clear_it(database: Database) {
        let db = started(&database).await;
        let new = secrets::NewSecret::new("slack.token", vec![0, 159, 146, 150], vec![1; 12], vec![2; 16]);
        let secret = secrets::insert(&db, new).await.unwrap();
        assert_eq!(secret.encrypted_value, [0, 159, 146, 150]);
        let touch = |action| secrets_audit_log::NewSecretTouch::new("slack.token", action);
        secrets_audit_log::insert(&db, touch(SecretAction::Create)).await.unwrap();
        secrets::delete(&db, "slack.token").await.unwrap();
        secrets_audit_log::insert(&db, touch(SecretAction::Delete)).await.unwrap();
        for statement in ["DELETE FROM secrets_audit_log", "UPDATE secrets_audit_log SET action = 'read'"] {
            let refused = match &database {
                Database::Sqlite(database) => database.connect().execute_batch(statement).is_err(),
                Database::Postgres(database) => database.connect().await.batch_execute(statement).await.is_err(),
            };
            assert!(refused, "{statement}");
        }
        assert_eq!(secrets_audit_log::list_by_key(&db, "slack.token").await.unwrap().len(), 2);
    }
}
