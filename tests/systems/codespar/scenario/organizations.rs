//! An organization sees its own rows, and cannot refer to another's.

use codespar_system_db::agent_memory::{self, AgentMemoryPatch, NewAgentMemory};
use codespar_system_db::enums::{ChannelType, SessionStatus, TaskStatus};
use codespar_system_db::executions::{self, NewExecution};
use codespar_system_db::projects::{self, NewProject, ProjectPatch};
use codespar_system_db::sessions::{self, NewSession, SessionPatch};
use codespar_system_db::tasks::{self, NewTask, TaskPatch};
use codespar_system_db::{agent_states, organizations, users};
use dualect::ErrorKind;
use dualect::query::Upserted;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::json;

use super::{organization, project, started};

fn foreign_key(table: &str, constraint: &str) -> ErrorKind {
    ErrorKind::ForeignKey {
        table: table.to_owned(),
        constraint: constraint.to_owned(),
    }
}

fn unique(table: &str, constraint: &str) -> ErrorKind {
    ErrorKind::Unique {
        table: table.to_owned(),
        constraint: constraint.to_owned(),
    }
}

both_engines! {
    async fn another_organization_sees_changes_and_deletes_nothing(database: Database) {
        let db = started(&database).await;
        let (ours, theirs) = (organization(&db, "ours").await, organization(&db, "theirs").await);
        let secret = project(&theirs, "p-1").await;
        let task = tasks::insert(&theirs, NewTask::new("agent", "do it")).await.unwrap();
        assert_eq!(projects::get(&ours, &secret.id).await.unwrap(), None);
        assert_eq!(projects::find_by_slug(&ours, "p-1").await.unwrap(), None);
        assert_eq!(tasks::count(&ours).await.unwrap(), 0);
        assert_eq!(tasks::list_by_status(&ours, TaskStatus::Pending).await.unwrap(), []);
        let done = TaskPatch { status: Some(TaskStatus::Completed), ..TaskPatch::default() };
        assert_eq!(tasks::update(&ours, task.id, done).await.unwrap(), None);
        assert!(!tasks::delete(&ours, task.id).await.unwrap());
        assert_eq!(tasks::get(&theirs, task.id).await.unwrap(), Some(task));
    }

    async fn no_row_refers_to_another_organizations(database: Database) {
        let db = started(&database).await;
        let (ours, theirs) = (organization(&db, "ours").await, organization(&db, "theirs").await);
        let secret = project(&theirs, "p-1").await;
        let task = tasks::insert(&theirs, NewTask::new("agent", "do it")).await.unwrap();
        let across = NewTask { project_id: Some(secret.id.clone()), ..NewTask::new("agent", "spy") };
        let refused = tasks::insert(&ours, across).await.unwrap_err();
        assert_eq!(refused.kind(), &foreign_key("tasks", "tasks_project_fkey"));
        let refused = executions::insert(&ours, NewExecution::new(task.id, "shell", "ls")).await.unwrap_err();
        assert_eq!(refused.kind(), &foreign_key("executions", "executions_task_fkey"));
        let own = agent_memory::insert(&ours, NewAgentMemory::new("agent", "plan")).await.unwrap();
        let across = AgentMemoryPatch { project_id: Some(Some(secret.id)), ..AgentMemoryPatch::default() };
        let refused = agent_memory::update(&ours, &own.agent_id, &own.key, across).await.unwrap_err();
        assert_eq!(refused.kind(), &foreign_key("agent_memory", "agent_memory_project_fkey"));
    }

    async fn two_organizations_remember_different_things_under_one_key(database: Database) {
        let db = started(&database).await;
        let (ours, theirs) = (organization(&db, "ours").await, organization(&db, "theirs").await);
        for (org, plan) in [(&ours, "build"), (&theirs, "sell")] {
            let new = NewAgentMemory { value: Some(json!({ "plan": plan })), ..NewAgentMemory::new("agent", "plan") };
            assert!(matches!(agent_memory::upsert(org, new).await.unwrap(), Upserted::Inserted(_)));
        }
        let found = agent_memory::get(&ours, "agent", "plan").await.unwrap().unwrap();
        assert_eq!(found.value, Some(json!({ "plan": "build" })));
    }

    async fn an_organization_has_one_default_project_and_a_chat_one_active_session(database: Database) {
        let db = started(&database).await;
        let org = organization(&db, "acme").await;
        project(&org, "p-1").await;
        let default = ProjectPatch { is_default: Some(true), ..ProjectPatch::default() };
        projects::update(&org, "p-1", default).await.unwrap();
        let second = NewProject { is_default: Some(true), ..NewProject::new("p-2", "p-2", "p-2") };
        let refused = projects::insert(&org, second).await.unwrap_err();
        assert_eq!(refused.kind(), &unique("projects", "projects_one_default_per_org"));
        let chat = |id: &str| NewSession::new(id, "p-1", ChannelType::Slack, "U1");
        sessions::insert(&org, chat("s-1")).await.unwrap();
        let refused = sessions::insert(&org, chat("s-2")).await.unwrap_err();
        assert_eq!(refused.kind(), &unique("sessions", "sessions_active_lookup"));
        // Closed, it makes room for the next.
        let closed = SessionPatch { status: Some(SessionStatus::Closed), ..SessionPatch::default() };
        sessions::update(&org, "s-1", closed).await.unwrap();
        sessions::insert(&org, chat("s-2")).await.unwrap();
    }

    async fn an_organization_that_goes_takes_its_rows_and_nobody_elses(database: Database) {
        let db = started(&database).await;
        let (ours, theirs) = (organization(&db, "ours").await, organization(&db, "theirs").await);
        for org in [&ours, &theirs] {
            agent_states::insert(org, agent_states::NewAgentState::new("agent", "idle")).await.unwrap();
        }
        let id = organizations::find_by_slug(&db, "ours").await.unwrap().unwrap().id;
        assert!(organizations::delete(&db, id).await.unwrap());
        assert_eq!(agent_states::count(&ours).await.unwrap(), 0);
        assert_eq!(agent_states::count(&theirs).await.unwrap(), 1);
    }

    async fn a_mail_address_is_one_person_whatever_its_case(database: Database) {
        let db = started(&database).await;
        users::insert(&db, users::NewUser::new("Ada@example.org")).await.unwrap();
        let refused = users::insert(&db, users::NewUser::new("ada@EXAMPLE.org")).await.unwrap_err();
        assert_eq!(refused.kind(), &unique("users", "users_email_key"));
    }
}
