//! Executions: a child before its parent, tokens and costs that add up.

use dualect::ErrorKind;
use dualect::types::Decimal;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use pipelit_system_db::enums::ExecutionStatus;
use pipelit_system_db::workflow_costs;
use pipelit_system_db::workflow_executions::{self, NewWorkflowExecution, WorkflowExecutionPatch};

use super::{started, user, workflow};

both_engines! {
    async fn a_child_may_be_written_before_its_parent(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let flow = workflow(&db, "report", &owner).await;
        let parent = dualect::new_uuid_v4();
        let new = || NewWorkflowExecution::new(flow.id, owner.id, "thread");
        let child = db
            .transaction(async |tx| {
                let child = NewWorkflowExecution { parent_execution_id: Some(parent), ..new() };
                let child = workflow_executions::insert(&tx, child).await?;
                let parent = NewWorkflowExecution { execution_id: Some(parent), ..new() };
                workflow_executions::insert(&tx, parent).await?;
                Ok::<_, dualect::Error>(child)
            })
            .await
            .unwrap();
        assert!(workflow_executions::delete(&db, parent).await.unwrap());
        let child = workflow_executions::get(&db, child.execution_id).await.unwrap().unwrap();
        assert_eq!(child.parent_execution_id, None);
    }

    async fn tokens_are_added_by_the_database_and_costs_to_the_last_digit(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let flow = workflow(&db, "report", &owner).await;
        workflow(&db, "idle", &owner).await;
        for cost in [100_001, 200_002] {
            let new = NewWorkflowExecution {
                total_input_tokens: Some(1000),
                total_output_tokens: Some(234),
                total_cost_usd: Some(Decimal::new(cost, 6)),
                ..NewWorkflowExecution::new(flow.id, owner.id, "thread")
            };
            let run = workflow_executions::insert(&db, new).await.unwrap();
            assert_eq!(run.total_tokens, 1234);
            let more = WorkflowExecutionPatch { total_output_tokens: Some(1000), ..WorkflowExecutionPatch::default() };
            let run = workflow_executions::update(&db, run.execution_id, more).await.unwrap().unwrap();
            assert_eq!(run.total_tokens, 2000);
        }
        let costs = workflow_costs::list(&db).await.unwrap();
        let costs: Vec<_> = costs.iter().map(|cost| (cost.slug.as_str(), cost.executions, cost.cost_usd, cost.tokens)).collect();
        assert_eq!(costs, [("report", 2, Decimal::new(300_003, 6), 4000), ("idle", 0, Decimal::ZERO, 0)]);
    }

    async fn what_ended_ended_after_it_began(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let flow = workflow(&db, "report", &owner).await;
        let run = workflow_executions::insert(&db, NewWorkflowExecution::new(flow.id, owner.id, "thread")).await.unwrap();
        let (begin, end) = ("2026-01-01T00:00:01Z".parse().unwrap(), "2026-01-01T00:00:00Z".parse().unwrap());
        let backwards = WorkflowExecutionPatch {
            status: Some(ExecutionStatus::Completed),
            started_at: Some(Some(begin)),
            completed_at: Some(Some(end)),
            ..WorkflowExecutionPatch::default()
        };
        let refused = workflow_executions::update(&db, run.execution_id, backwards).await.unwrap_err();
        let expected = ErrorKind::Check {
            table: "workflow_executions".to_owned(),
            constraint: "workflow_executions_times".to_owned(),
        };
        assert_eq!(refused.kind(), &expected);
    }
}
