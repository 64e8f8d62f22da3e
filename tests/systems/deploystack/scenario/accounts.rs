//! Accounts and teams: what the tables' rules keep out, whatever code is wrong.

use deploystack_system_db::auth_users::{self, NewAuthUser};
use deploystack_system_db::enums::{AuthType, TeamRole};
use deploystack_system_db::team_memberships::{self, NewTeamMembership};
use deploystack_system_db::team_overviews;
use deploystack_system_db::teams::{self, TeamPatch};
use dualect::ErrorKind;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::{started, team, user};

both_engines! {
    async fn an_account_by_mail_has_a_password(database: Database) {
        let db = started(&database).await;
        let new = || NewAuthUser::new("u-1", "ada", "ada@example.org", AuthType::EmailSignup);
        let refused = auth_users::insert(&db, new()).await.unwrap_err();
        let expected = ErrorKind::Check {
            table: "authUser".to_owned(),
            constraint: "auth_user_has_credential".to_owned(),
        };
        assert_eq!(refused.kind(), &expected);
        let new = NewAuthUser { hashed_password: Some("$argon2".to_owned()), ..new() };
        auth_users::insert(&db, new).await.unwrap();
        assert!(auth_users::find_by_email(&db, "ada@example.org").await.unwrap().is_some());
    }

    async fn an_owner_has_one_default_team(database: Database) {
        let db = started(&database).await;
        let ada = user(&db, "ada").await;
        let default = || TeamPatch { is_default: Some(true), ..TeamPatch::default() };
        for id in ["one", "two"] {
            team(&db, id, &ada).await;
        }
        teams::update(&db, "one", default()).await.unwrap();
        let refused = teams::update(&db, "two", default()).await.unwrap_err();
        let expected = ErrorKind::Unique { table: "teams".to_owned(), constraint: "teams_one_default".to_owned() };
        assert_eq!(refused.kind(), &expected);
    }

    async fn a_team_is_listed_with_its_size(database: Database) {
        let db = started(&database).await;
        let ada = user(&db, "ada").await;
        team(&db, "core", &ada).await;
        team(&db, "empty", &ada).await;
        for member in ["ben", "cleo"] {
            let member = user(&db, member).await;
            let new = NewTeamMembership::new(member.id.as_str(), "core", member.id.as_str(), TeamRole::TeamUser);
            team_memberships::insert(&db, new).await.unwrap();
        }
        let teams = team_overviews::list(&db).await.unwrap();
        let sizes: Vec<_> = teams.iter().map(|team| (team.slug.as_str(), team.owner.as_str(), team.members)).collect();
        assert_eq!(sizes, [("core", "ada", 2), ("empty", "ada", 0)]);
    }
}
