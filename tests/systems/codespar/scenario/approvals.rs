//! Approvals: voted on by people, counted by a view.

use std::time::Duration;

use codespar_system_db::approval_votes::{self, NewApprovalVote};
use codespar_system_db::approvals::{self, ApprovalPatch, NewApproval};
use codespar_system_db::enums::{ApprovalStatus, ChannelType, VoteKind};
use codespar_system_db::executions::{self, NewExecution};
use codespar_system_db::open_approvals;
use codespar_system_db::tasks::{self, NewTask};
use codespar_system_db::users::{self, NewUser};
use dualect::ErrorKind;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::{organization, started};

both_engines! {
    async fn an_approval_counts_its_votes_until_it_is_decided(database: Database) {
        let db = started(&database).await;
        let org = organization(&db, "acme").await;
        let task = tasks::insert(&org, NewTask::new("agent", "deploy")).await.unwrap();
        let run = executions::insert(&org, NewExecution::new(task.id, "deploy", "main")).await.unwrap();
        let expires_at = db.now() + Duration::from_secs(3600);
        let new = NewApproval { required_quorum: Some(2), ..NewApproval::new(run.id, "token-1", expires_at) };
        let approval = approvals::insert(&org, new).await.unwrap();
        let mut people = Vec::new();
        for name in ["ada", "ben", "cleo"] {
            people.push(users::insert(&db, NewUser::new(format!("{name}@example.org"))).await.unwrap());
        }
        let vote = |user: usize, vote| NewApprovalVote::new(approval.id, people[user].id, ChannelType::Slack, vote);
        approval_votes::insert(&org, vote(0, VoteKind::Approve)).await.unwrap();
        approval_votes::insert(&org, vote(1, VoteKind::Deny)).await.unwrap();
        let twice = approval_votes::insert(&org, vote(0, VoteKind::Deny)).await.unwrap_err();
        let expected = ErrorKind::Unique {
            table: "approval_votes".to_owned(),
            constraint: "approval_votes_voter_key".to_owned(),
        };
        assert_eq!(twice.kind(), &expected);
        let open = open_approvals::get(&org, approval.id).await.unwrap().unwrap();
        assert_eq!((open.task_id, open.votes, open.approving, open.expires_at), (task.id, 2, 1, expires_at));
        approval_votes::insert(&org, vote(2, VoteKind::Approve)).await.unwrap();
        assert_eq!(open_approvals::get(&org, approval.id).await.unwrap().unwrap().approving, 2);
        let decided = ApprovalPatch { status: Some(ApprovalStatus::Approved), ..ApprovalPatch::default() };
        approvals::update(&org, approval.id, decided).await.unwrap();
        assert_eq!(open_approvals::list(&org).await.unwrap(), []);
    }

    async fn a_quorum_of_nobody_is_refused(database: Database) {
        let db = started(&database).await;
        let org = organization(&db, "acme").await;
        let task = tasks::insert(&org, NewTask::new("agent", "deploy")).await.unwrap();
        let run = executions::insert(&org, NewExecution::new(task.id, "deploy", "main")).await.unwrap();
        let new = NewApproval { required_quorum: Some(0), ..NewApproval::new(run.id, "token-1", db.now()) };
        let refused = approvals::insert(&org, new).await.unwrap_err();
        let expected = ErrorKind::Check { table: "approvals".to_owned(), constraint: "approvals_quorum".to_owned() };
        assert_eq!(refused.kind(), &expected);
    }
}
