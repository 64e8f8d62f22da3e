CREATE INDEX memory_episodes_by_user ON memory_episodes (user_id NULLS FIRST, started_at DESC);
--> statement-breakpoint
CREATE INDEX memory_episodes_by_session ON memory_episodes (session_id NULLS FIRST);
--> statement-breakpoint
CREATE INDEX memory_facts_by_user ON memory_facts (user_id NULLS FIRST, fact_type);
--> statement-breakpoint
CREATE INDEX memory_facts_by_session ON memory_facts (session_id NULLS FIRST);
--> statement-breakpoint
CREATE VIEW llm_accounts (id, user_profile_id, name, provider_type, base_url, organization_id, created_at, updated_at) AS
SELECT c.id AS id, c.user_profile_id AS user_profile_id, c.name AS name, l.provider_type AS provider_type, l.base_url AS base_url, l.organization_id AS organization_id, c.created_at AS created_at, c.updated_at AS updated_at
FROM credentials AS c
JOIN llm_credentials AS l ON l.base_credentials_id = c.id;
--> statement-breakpoint
CREATE VIEW workflow_costs (workflow_id, slug, executions, cost_usd, tokens) AS
SELECT w.id AS workflow_id, w.slug AS slug, count(e.execution_id) AS executions, round(coalesce((sum(e.total_cost_usd) * 1000000)::bigint * 0.000001, 0.000000), 6) AS cost_usd, coalesce(sum(e.total_tokens), 0) AS tokens
FROM workflows AS w
LEFT JOIN workflow_executions AS e ON e.workflow_id = w.id
GROUP BY w.id, w.slug;
--> statement-breakpoint
COMMENT ON VIEW llm_accounts IS 'Credentials for models, base and kind in one row.';
--> statement-breakpoint
COMMENT ON VIEW workflow_costs IS 'What a workflow''s executions have cost.';
