DROP VIEW workflow_costs;
--> statement-breakpoint
DROP VIEW llm_accounts;
--> statement-breakpoint
DROP INDEX memory_episodes_by_user;
--> statement-breakpoint
DROP INDEX memory_episodes_by_session;
--> statement-breakpoint
DROP INDEX memory_facts_by_user;
--> statement-breakpoint
DROP INDEX memory_facts_by_session;
