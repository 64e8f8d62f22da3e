-- dualect: lossy: drops audit_log and every row in it; drops policies and every row in it; drops approval_votes and every row in it; drops approvals and every row in it; drops executions and every row in it; drops tasks and every row in it; drops sessions and every row in it; drops slack_installations and every row in it; drops project_configs and every row in it; drops code_repos and every row in it; drops channel_links and every row in it; drops channel_configs and every row in it; drops agent_memory and every row in it; drops agent_states and every row in it; drops projects and every row in it; drops subscribers and every row in it; drops channel_identities and every row in it; drops users and every row in it; drops organizations and every row in it
DROP TRIGGER audit_log_append_only_update;
--> statement-breakpoint
DROP TRIGGER audit_log_append_only_delete;
--> statement-breakpoint
DROP VIEW open_approvals;
--> statement-breakpoint
-- drops audit_log and every row in it
DROP TABLE audit_log;
--> statement-breakpoint
-- drops policies and every row in it
DROP TABLE policies;
--> statement-breakpoint
-- drops approval_votes and every row in it
DROP TABLE approval_votes;
--> statement-breakpoint
-- drops approvals and every row in it
DROP TABLE approvals;
--> statement-breakpoint
-- drops executions and every row in it
DROP TABLE executions;
--> statement-breakpoint
-- drops tasks and every row in it
DROP TABLE tasks;
--> statement-breakpoint
-- drops sessions and every row in it
DROP TABLE sessions;
--> statement-breakpoint
-- drops slack_installations and every row in it
DROP TABLE slack_installations;
--> statement-breakpoint
-- drops project_configs and every row in it
DROP TABLE project_configs;
--> statement-breakpoint
-- drops code_repos and every row in it
DROP TABLE code_repos;
--> statement-breakpoint
-- drops channel_links and every row in it
DROP TABLE channel_links;
--> statement-breakpoint
-- drops channel_configs and every row in it
DROP TABLE channel_configs;
--> statement-breakpoint
-- drops agent_memory and every row in it
DROP TABLE agent_memory;
--> statement-breakpoint
-- drops agent_states and every row in it
DROP TABLE agent_states;
--> statement-breakpoint
-- drops projects and every row in it
DROP TABLE projects;
--> statement-breakpoint
-- drops subscribers and every row in it
DROP TABLE subscribers;
--> statement-breakpoint
-- drops channel_identities and every row in it
DROP TABLE channel_identities;
--> statement-breakpoint
-- drops users and every row in it
DROP TABLE users;
--> statement-breakpoint
-- drops organizations and every row in it
DROP TABLE organizations;
