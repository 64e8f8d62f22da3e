-- dualect: lossy: drops eval_results and every row in it; drops eval_runs and every row in it; drops eval_cases and every row in it; drops api_keys and every row in it; drops credentials and every row in it; drops usage_events and every row in it; drops attachments and every row in it; drops queue_items and every row in it; drops session_events and every row in it; drops messages and every row in it; drops sessions and every row in it; drops sandboxes and every row in it; drops runners and every row in it; drops agents and every row in it; drops agent_versions and every row in it
DROP VIEW queue_depths;
--> statement-breakpoint
DROP VIEW usage_totals;
--> statement-breakpoint
ALTER TABLE sandboxes DROP CONSTRAINT sandboxes_session_id_fkey;
--> statement-breakpoint
ALTER TABLE sandboxes DROP CONSTRAINT sandboxes_session_tenant_fkey;
--> statement-breakpoint
ALTER TABLE agent_versions DROP CONSTRAINT agent_versions_agent_fkey;
--> statement-breakpoint
-- drops eval_results and every row in it
DROP TABLE eval_results;
--> statement-breakpoint
-- drops eval_runs and every row in it
DROP TABLE eval_runs;
--> statement-breakpoint
-- drops eval_cases and every row in it
DROP TABLE eval_cases;
--> statement-breakpoint
-- drops api_keys and every row in it
DROP TABLE api_keys;
--> statement-breakpoint
-- drops credentials and every row in it
DROP TABLE credentials;
--> statement-breakpoint
-- drops usage_events and every row in it
DROP TABLE usage_events;
--> statement-breakpoint
-- drops attachments and every row in it
DROP TABLE attachments;
--> statement-breakpoint
-- drops queue_items and every row in it
DROP TABLE queue_items;
--> statement-breakpoint
-- drops session_events and every row in it
DROP TABLE session_events;
--> statement-breakpoint
-- drops messages and every row in it
DROP TABLE messages;
--> statement-breakpoint
-- drops sessions and every row in it
DROP TABLE sessions;
--> statement-breakpoint
-- drops sandboxes and every row in it
DROP TABLE sandboxes;
--> statement-breakpoint
-- drops runners and every row in it
DROP TABLE runners;
--> statement-breakpoint
-- drops agents and every row in it
DROP TABLE agents;
--> statement-breakpoint
-- drops agent_versions and every row in it
DROP TABLE agent_versions;
