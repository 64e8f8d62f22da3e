//! Keys in circles and keys of a table to itself.

use dualect::types::Uuid;
use dualect::{ErrorKind, Result, Session};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use pipelit_system_db::code_block_versions::{self, NewCodeBlockVersion};
use pipelit_system_db::code_blocks::{self, CodeBlockPatch, NewCodeBlock};
use pipelit_system_db::component_configs::{self, NewComponentConfig};
use pipelit_system_db::memory_users::{self, MemoryUserPatch, NewMemoryUser};
use pipelit_system_db::user_profiles::{self, NewUserProfile};
use pipelit_system_db::workflow_edges::{self, NewWorkflowEdge};
use pipelit_system_db::workflow_nodes::{self, NewWorkflowNode, WorkflowNodePatch};
use pipelit_system_db::workflows;

use super::{started, user, workflow};

fn foreign_key(table: &str, constraint: &str) -> ErrorKind {
    ErrorKind::ForeignKey {
        table: table.to_owned(),
        constraint: constraint.to_owned(),
    }
}

async fn node(db: &Session, workflow: i32, name: &str) -> Result<workflow_nodes::WorkflowNode> {
    let config = component_configs::insert(db, NewComponentConfig::new("agent")).await?;
    workflow_nodes::insert(db, NewWorkflowNode::new(workflow, name, "agent", config.id)).await
}

both_engines! {
    async fn a_code_block_points_at_a_version_of_its_own(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let flow = workflow(&db, "report", &owner).await;
        let (block, version) = db
            .transaction(async |tx| {
                let block = code_blocks::insert(&tx, NewCodeBlock::new(flow.id, "Parse", "parse")).await?;
                let version = code_block_versions::insert(&tx, NewCodeBlockVersion::new(block.id, 1, "pass", "hash")).await?;
                let points = CodeBlockPatch {
                    published_version_id: Some(Some(version.id)),
                    draft_version_id: Some(Some(version.id)),
                    ..CodeBlockPatch::default()
                };
                let block = code_blocks::update(&tx, block.id, points).await?.unwrap();
                Ok::<_, dualect::Error>((block, version))
            })
            .await
            .unwrap();
        assert_eq!(block.published_version_id, Some(version.id));
        assert!(code_block_versions::delete(&db, version.id).await.unwrap());
        let block = code_blocks::get(&db, block.id).await.unwrap().unwrap();
        assert_eq!((block.published_version_id, block.draft_version_id), (None, None));
        // The circle goes as a whole.
        code_block_versions::insert(&db, NewCodeBlockVersion::new(block.id, 2, "pass", "hash")).await.unwrap();
        assert!(workflows::delete(&db, flow.id).await.unwrap());
        assert_eq!(code_block_versions::count(&db).await.unwrap(), 0);
    }

    async fn a_workflow_is_read_in_edges_first_and_compared_at_the_end(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let flow = workflow(&db, "report", &owner).await;
        db.transaction(async |tx| {
            workflow_edges::insert(&tx, NewWorkflowEdge::new(flow.id, "ask", "answer")).await?;
            for name in ["ask", "answer"] {
                node(&tx, flow.id, name).await?;
            }
            Ok::<_, dualect::Error>(())
        })
        .await
        .unwrap();
        // A node that is renamed takes its edges along; one that goes takes them away.
        let ask = workflow_nodes::find_by_workflow_id_and_node_id(&db, flow.id, "ask").await.unwrap().unwrap();
        let renamed = WorkflowNodePatch { node_id: Some("question".to_owned()), ..WorkflowNodePatch::default() };
        workflow_nodes::update(&db, ask.id, renamed).await.unwrap();
        let edges = workflow_edges::list_by_workflow_id(&db, flow.id).await.unwrap();
        assert_eq!(edges[0].source_node_id, "question");
        workflow_nodes::delete(&db, ask.id).await.unwrap();
        assert_eq!(workflow_edges::count(&db).await.unwrap(), 0);
    }

    async fn an_edge_to_nowhere_is_refused_when_all_is_committed(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let flow = workflow(&db, "report", &owner).await;
        let tx = db.begin().await.unwrap();
        node(&tx, flow.id, "ask").await.unwrap();
        workflow_edges::insert(&tx, NewWorkflowEdge::new(flow.id, "ask", "nowhere")).await.unwrap();
        let refused = tx.commit().await.unwrap_err();
        assert_eq!(refused.kind(), &foreign_key("workflow_edges", "workflow_edges_target_fkey"));
        assert_eq!(workflow_nodes::count(&db).await.unwrap(), 0);
        // Outside a transaction the end is that of the statement.
        let refused = workflow_edges::insert(&db, NewWorkflowEdge::new(flow.id, "a", "a")).await.unwrap_err();
        assert!(matches!(refused.kind(), ErrorKind::ForeignKey { table, .. } if table == "workflow_edges"), "{refused}");
        assert_eq!(workflow_edges::count(&db).await.unwrap(), 0);
    }

    async fn people_who_turn_out_to_be_one_are_merged_and_never_into_themselves(database: Database) {
        let db = started(&database).await;
        let known = |id: &str| memory_users::insert(&db, NewMemoryUser::new(id));
        let (kept, other) = (known("ada").await.unwrap(), known("telegram:1").await.unwrap());
        let into = |id: Uuid| MemoryUserPatch { merged_into_id: Some(Some(id)), ..MemoryUserPatch::default() };
        memory_users::update(&db, other.id, into(kept.id)).await.unwrap();
        let merged = memory_users::list_by_merged_into_id(&db, kept.id).await.unwrap();
        assert_eq!(merged.iter().map(|user| user.id).collect::<Vec<_>>(), [other.id]);
        let refused = memory_users::update(&db, kept.id, into(kept.id)).await.unwrap_err();
        let expected = ErrorKind::Check {
            table: "memory_users".to_owned(),
            constraint: "memory_users_not_into_itself".to_owned(),
        };
        assert_eq!(refused.kind(), &expected);
        assert!(memory_users::delete(&db, kept.id).await.unwrap());
        assert_eq!(memory_users::get(&db, other.id).await.unwrap().unwrap().merged_into_id, None);
    }

    async fn what_an_agent_made_stays_when_the_agent_goes(database: Database) {
        let db = started(&database).await;
        let agent = user(&db, "agent").await;
        let new = NewUserProfile { created_by_agent_id: Some(agent.id), ..NewUserProfile::new("made") };
        let made = user_profiles::insert(&db, new).await.unwrap();
        assert!(user_profiles::delete(&db, agent.id).await.unwrap());
        assert_eq!(user_profiles::get(&db, made.id).await.unwrap().unwrap().created_by_agent_id, None);
    }
}
