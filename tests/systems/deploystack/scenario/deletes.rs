//! A delete says how many rows went, alike on both: the app once took a delete that worked for one that had not.

use deploystack_system_db::auth_users::{self, AuthUserPatch};
use deploystack_system_db::enums::TeamRole;
use deploystack_system_db::mcp_categories::{self, NewMcpCategory};
use deploystack_system_db::roles::{self, NewRole};
use deploystack_system_db::team_memberships::{self, NewTeamMembership};
use deploystack_system_db::teams;
use dualect::ErrorKind;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::{started, team, user};

both_engines! {
    async fn a_delete_says_whether_there_was_a_row_and_how_many_there_were(database: Database) {
        let db = started(&database).await;
        for id in ["a", "b", "c"] {
            mcp_categories::insert(&db, NewMcpCategory::new(id, id)).await.unwrap();
        }
        assert!(mcp_categories::delete(&db, "a").await.unwrap());
        assert!(!mcp_categories::delete(&db, "a").await.unwrap());
        assert_eq!(mcp_categories::delete_many(&db, &["a", "b", "c", "b"]).await.unwrap(), 2);
        assert_eq!(mcp_categories::count(&db).await.unwrap(), 0);
    }

    async fn rows_that_go_along_are_not_counted(database: Database) {
        let db = started(&database).await;
        let ada = user(&db, "ada").await;
        let core = team(&db, "core", &ada).await;
        for member in ["ben", "cleo"] {
            let member = user(&db, member).await;
            let new = NewTeamMembership::new(member.id.as_str(), core.id.as_str(), member.id.as_str(), TeamRole::TeamUser);
            team_memberships::insert(&db, new).await.unwrap();
        }
        assert_eq!(teams::delete_many(&db, &["core", "none"]).await.unwrap(), 1);
        assert_eq!(team_memberships::count(&db).await.unwrap(), 0);
    }

    async fn a_role_that_somebody_has_stays(database: Database) {
        let db = started(&database).await;
        let admin = roles::insert(&db, NewRole { permissions: Some(vec!["users.view".to_owned()]), ..NewRole::new("admin", "Admin") });
        let admin = admin.await.unwrap();
        assert_eq!(admin.permissions, ["users.view"]);
        let ada = user(&db, "ada").await;
        let promoted = AuthUserPatch { role_id: Some(Some("admin".to_owned())), ..AuthUserPatch::default() };
        auth_users::update(&db, &ada.id, promoted).await.unwrap();
        let refused = roles::delete(&db, "admin").await.unwrap_err();
        let expected = ErrorKind::ForeignKey {
            table: "authUser".to_owned(),
            constraint: "authUser_role_id_fkey".to_owned(),
        };
        assert_eq!(refused.kind(), &expected);
        assert_eq!(roles::get(&db, "admin").await.unwrap(), Some(admin));
    }
}
