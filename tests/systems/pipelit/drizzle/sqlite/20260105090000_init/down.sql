-- dualect: lossy: drops system_config and every row in it; drops memory_facts and every row in it; drops memory_episodes and every row in it; drops memory_users and every row in it; drops scheduled_jobs and every row in it; drops pending_tasks and every row in it; drops conversations and every row in it; drops execution_logs and every row in it; drops workflow_executions and every row in it; drops workflow_tools and every row in it; drops workflow_edges and every row in it; drops workflow_nodes and every row in it; drops code_block_test_runs and every row in it; drops code_block_tests and every row in it; drops code_blocks and every row in it; drops code_block_versions and every row in it; drops component_configs and every row in it; drops workflows and every row in it; drops git_sync_tasks and every row in it; drops git_commits and every row in it; drops git_repositories and every row in it; drops tool_credential_mappings and every row in it; drops tool_definitions and every row in it; drops tool_credentials and every row in it; drops gateway_credentials and every row in it; drops llm_credentials and every row in it; drops git_credentials and every row in it; drops credentials and every row in it; drops workspaces and every row in it; drops api_keys and every row in it; drops user_profiles and every row in it
ALTER TABLE code_block_versions DROP CONSTRAINT code_block_versions_code_block_id_fkey;
--> statement-breakpoint
-- drops system_config and every row in it
DROP TABLE system_config;
--> statement-breakpoint
-- drops memory_facts and every row in it
DROP TABLE memory_facts;
--> statement-breakpoint
-- drops memory_episodes and every row in it
DROP TABLE memory_episodes;
--> statement-breakpoint
-- drops memory_users and every row in it
DROP TABLE memory_users;
--> statement-breakpoint
-- drops scheduled_jobs and every row in it
DROP TABLE scheduled_jobs;
--> statement-breakpoint
-- drops pending_tasks and every row in it
DROP TABLE pending_tasks;
--> statement-breakpoint
-- drops conversations and every row in it
DROP TABLE conversations;
--> statement-breakpoint
-- drops execution_logs and every row in it
DROP TABLE execution_logs;
--> statement-breakpoint
-- drops workflow_executions and every row in it
DROP TABLE workflow_executions;
--> statement-breakpoint
-- drops workflow_tools and every row in it
DROP TABLE workflow_tools;
--> statement-breakpoint
-- drops workflow_edges and every row in it
DROP TABLE workflow_edges;
--> statement-breakpoint
-- drops workflow_nodes and every row in it
DROP TABLE workflow_nodes;
--> statement-breakpoint
-- drops code_block_test_runs and every row in it
DROP TABLE code_block_test_runs;
--> statement-breakpoint
-- drops code_block_tests and every row in it
DROP TABLE code_block_tests;
--> statement-breakpoint
-- drops code_blocks and every row in it
DROP TABLE code_blocks;
--> statement-breakpoint
-- drops code_block_versions and every row in it
DROP TABLE code_block_versions;
--> statement-breakpoint
-- drops component_configs and every row in it
DROP TABLE component_configs;
--> statement-breakpoint
-- drops workflows and every row in it
DROP TABLE workflows;
--> statement-breakpoint
-- drops git_sync_tasks and every row in it
DROP TABLE git_sync_tasks;
--> statement-breakpoint
-- drops git_commits and every row in it
DROP TABLE git_commits;
--> statement-breakpoint
-- drops git_repositories and every row in it
DROP TABLE git_repositories;
--> statement-breakpoint
-- drops tool_credential_mappings and every row in it
DROP TABLE tool_credential_mappings;
--> statement-breakpoint
-- drops tool_definitions and every row in it
DROP TABLE tool_definitions;
--> statement-breakpoint
-- drops tool_credentials and every row in it
DROP TABLE tool_credentials;
--> statement-breakpoint
-- drops gateway_credentials and every row in it
DROP TABLE gateway_credentials;
--> statement-breakpoint
-- drops llm_credentials and every row in it
DROP TABLE llm_credentials;
--> statement-breakpoint
-- drops git_credentials and every row in it
DROP TABLE git_credentials;
--> statement-breakpoint
-- drops credentials and every row in it
DROP TABLE credentials;
--> statement-breakpoint
-- drops workspaces and every row in it
DROP TABLE workspaces;
--> statement-breakpoint
-- drops api_keys and every row in it
DROP TABLE api_keys;
--> statement-breakpoint
-- drops user_profiles and every row in it
DROP TABLE user_profiles;
