CREATE INDEX memory_episodes_by_user ON memory_episodes (user_id, started_at DESC);
--> statement-breakpoint
CREATE INDEX memory_episodes_by_session ON memory_episodes (session_id);
--> statement-breakpoint
CREATE INDEX memory_facts_by_user ON memory_facts (user_id, fact_type);
--> statement-breakpoint
CREATE INDEX memory_facts_by_session ON memory_facts (session_id);
