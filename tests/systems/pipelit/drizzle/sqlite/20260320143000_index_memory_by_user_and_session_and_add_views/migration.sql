CREATE INDEX memory_episodes_by_user ON memory_episodes (user_id, started_at DESC);
--> statement-breakpoint
CREATE INDEX memory_episodes_by_session ON memory_episodes (session_id);
--> statement-breakpoint
CREATE INDEX memory_facts_by_user ON memory_facts (user_id, fact_type);
--> statement-breakpoint
CREATE INDEX memory_facts_by_session ON memory_facts (session_id);
--> statement-breakpoint
CREATE VIEW llm_accounts (id, user_profile_id, name, provider_type, base_url, organization_id, created_at, updated_at) AS
SELECT c.id AS id, c.user_profile_id AS user_profile_id, c.name AS name, l.provider_type AS provider_type, l.base_url AS base_url, l.organization_id AS organization_id, c.created_at AS created_at, c.updated_at AS updated_at
FROM credentials AS c
JOIN llm_credentials AS l ON l.base_credentials_id = c.id;
--> statement-breakpoint
CREATE VIEW workflow_costs (workflow_id, slug, executions, cost_usd, tokens) AS
SELECT w.id AS workflow_id, w.slug AS slug, count(e.execution_id) AS executions, coalesce(sum(e.total_cost_usd), 0) AS cost_usd, coalesce(sum(e.total_tokens), 0) AS tokens
FROM workflows AS w
LEFT JOIN workflow_executions AS e ON e.workflow_id = w.id
GROUP BY w.id, w.slug;
