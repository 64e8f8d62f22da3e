CREATE TABLE agent_versions (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    agent_name text COLLATE "C" NOT NULL,
    version_number integer NOT NULL,
    name text COLLATE "C" NOT NULL DEFAULT '',
    system_prompt text COLLATE "C",
    release_notes text COLLATE "C",
    is_active boolean NOT NULL DEFAULT false,
    knowledge_files jsonb,
    created_by text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT agent_versions_pkey PRIMARY KEY (id),
    CONSTRAINT agent_versions_number_key UNIQUE (tenant_id, agent_name, version_number),
    CONSTRAINT agent_versions_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT agent_versions_agent_name_check CHECK (char_length(agent_name) <= 200),
    CONSTRAINT agent_versions_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT agent_versions_tenant_id_check CHECK (char_length(tenant_id) <= 120),
    CONSTRAINT agent_versions_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX agent_versions_one_active ON agent_versions (tenant_id, agent_name) WHERE is_active;
--> statement-breakpoint
COMMENT ON TABLE agent_versions IS 'A release of an agent.';
--> statement-breakpoint
CREATE TABLE agents (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    name text COLLATE "C" NOT NULL,
    version integer NOT NULL DEFAULT 1,
    path text COLLATE "C" NOT NULL,
    env jsonb,
    config jsonb,
    active_version_id uuid,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT agents_pkey PRIMARY KEY (id),
    CONSTRAINT agents_tenant_name_key UNIQUE (tenant_id, name),
    CONSTRAINT agents_active_version_fkey FOREIGN KEY (tenant_id, active_version_id) REFERENCES agent_versions (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT agents_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT agents_name_check CHECK (char_length(name) <= 200),
    CONSTRAINT agents_name_given CHECK (length(name) > 0),
    CONSTRAINT agents_tenant_id_check CHECK (char_length(tenant_id) <= 120),
    CONSTRAINT agents_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT agents_version_counts CHECK (version >= 1)
);
--> statement-breakpoint
COMMENT ON TABLE agents IS 'A deployed agent, known to its tenant by its name.';
--> statement-breakpoint
COMMENT ON COLUMN agents.name IS 'Unique among the tenant''s agents; other tables refer to it.';
--> statement-breakpoint
COMMENT ON COLUMN agents.version IS 'Counts the agent''s deployments.';
--> statement-breakpoint
COMMENT ON COLUMN agents.path IS 'Where its files lie on the host.';
--> statement-breakpoint
COMMENT ON COLUMN agents.active_version_id IS 'The release that new sessions run.';
--> statement-breakpoint
CREATE TABLE runners (
    id text COLLATE "C" NOT NULL,
    host text COLLATE "C" NOT NULL,
    port integer NOT NULL,
    max_sandboxes integer NOT NULL DEFAULT 100,
    active_count integer NOT NULL DEFAULT 0,
    warming_count integer NOT NULL DEFAULT 0,
    last_heartbeat_at timestamp with time zone NOT NULL DEFAULT now(),
    registered_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT runners_pkey PRIMARY KEY (id),
    CONSTRAINT runners_id_check CHECK (char_length(id) <= 120),
    CONSTRAINT runners_last_heartbeat_at_check CHECK (last_heartbeat_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT runners_port_range CHECK (port BETWEEN 1 AND 65535),
    CONSTRAINT runners_registered_at_check CHECK (registered_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT runners_room CHECK (active_count >= 0 AND warming_count >= 0 AND active_count::bigint + warming_count <= max_sandboxes)
);
--> statement-breakpoint
CREATE INDEX runners_by_heartbeat ON runners (last_heartbeat_at);
--> statement-breakpoint
COMMENT ON TABLE runners IS 'A host that runs sandboxes, for every tenant.';
--> statement-breakpoint
COMMENT ON COLUMN runners.id IS 'The name under which the runner registers itself.';
--> statement-breakpoint
CREATE TABLE sandboxes (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    session_id uuid,
    agent_name text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL DEFAULT 'warming',
    workspace_dir text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    last_used_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT sandboxes_pkey PRIMARY KEY (id),
    CONSTRAINT sandboxes_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT sandboxes_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT sandboxes_agent_name_check CHECK (char_length(agent_name) <= 200),
    CONSTRAINT sandboxes_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT sandboxes_last_used_at_check CHECK (last_used_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT sandboxes_state_check CHECK (state IN ('cold', 'warming', 'warm', 'waiting', 'running')),
    CONSTRAINT sandboxes_tenant_id_check CHECK (char_length(tenant_id) <= 120)
);
--> statement-breakpoint
CREATE INDEX sandboxes_by_state ON sandboxes (tenant_id, state);
--> statement-breakpoint
CREATE INDEX sandboxes_by_last_used ON sandboxes (tenant_id, last_used_at);
--> statement-breakpoint
COMMENT ON TABLE sandboxes IS 'An isolated process that a session runs in.';
--> statement-breakpoint
CREATE TABLE sessions (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    agent_name text COLLATE "C" NOT NULL,
    sandbox_id uuid,
    status text COLLATE "C" NOT NULL DEFAULT 'starting',
    runner_id text COLLATE "C",
    parent_session_id uuid,
    model text COLLATE "C",
    config jsonb,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    last_active_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT sessions_pkey PRIMARY KEY (id),
    CONSTRAINT sessions_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT sessions_sandbox_id_fkey FOREIGN KEY (sandbox_id) REFERENCES sandboxes (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT sessions_runner_id_fkey FOREIGN KEY (runner_id) REFERENCES runners (id) ON DELETE SET NULL,
    CONSTRAINT sessions_parent_session_id_fkey FOREIGN KEY (parent_session_id) REFERENCES sessions (id) ON DELETE SET NULL,
    CONSTRAINT sessions_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT sessions_sandbox_tenant_fkey FOREIGN KEY (tenant_id, sandbox_id) REFERENCES sandboxes (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT sessions_parent_tenant_fkey FOREIGN KEY (tenant_id, parent_session_id) REFERENCES sessions (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT sessions_agent_name_check CHECK (char_length(agent_name) <= 200),
    CONSTRAINT sessions_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT sessions_last_active_at_check CHECK (last_active_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT sessions_runner_id_check CHECK (char_length(runner_id) <= 120),
    CONSTRAINT sessions_status_check CHECK (status IN ('starting', 'active', 'paused', 'stopped', 'ended', 'error')),
    CONSTRAINT sessions_tenant_id_check CHECK (char_length(tenant_id) <= 120)
);
--> statement-breakpoint
CREATE INDEX sessions_by_agent ON sessions (tenant_id, agent_name, created_at DESC);
--> statement-breakpoint
CREATE INDEX sessions_by_status ON sessions (tenant_id, status, last_active_at DESC);
--> statement-breakpoint
CREATE INDEX sessions_live ON sessions (tenant_id, last_active_at DESC) WHERE status IN ('starting', 'active');
--> statement-breakpoint
CREATE INDEX sessions_by_runner ON sessions (runner_id NULLS FIRST) WHERE runner_id IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE sessions IS 'A conversation with an agent.';
--> statement-breakpoint
COMMENT ON COLUMN sessions.sandbox_id IS 'The sandbox that it runs in, once there is one.';
--> statement-breakpoint
COMMENT ON COLUMN sessions.parent_session_id IS 'The session that it was forked from.';
--> statement-breakpoint
CREATE TABLE messages (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    session_id uuid NOT NULL,
    role text COLLATE "C" NOT NULL,
    content text COLLATE "C" NOT NULL,
    sequence integer NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT messages_pkey PRIMARY KEY (id),
    CONSTRAINT messages_sequence_key UNIQUE (tenant_id, session_id, sequence),
    CONSTRAINT messages_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT messages_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT messages_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT messages_role_check CHECK (role IN ('user', 'assistant', 'system', 'tool')),
    CONSTRAINT messages_sequence_counts CHECK (sequence >= 1),
    CONSTRAINT messages_tenant_id_check CHECK (char_length(tenant_id) <= 120)
);
--> statement-breakpoint
CREATE INDEX messages_by_session ON messages (tenant_id, session_id, sequence DESC);
--> statement-breakpoint
COMMENT ON TABLE messages IS 'What was said in a session.';
--> statement-breakpoint
COMMENT ON COLUMN messages.sequence IS 'Counts from 1 within the session.';
--> statement-breakpoint
CREATE TABLE session_events (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    session_id uuid NOT NULL,
    type text COLLATE "C" NOT NULL,
    data jsonb,
    sequence integer NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT session_events_pkey PRIMARY KEY (id),
    CONSTRAINT session_events_sequence_key UNIQUE (tenant_id, session_id, sequence),
    CONSTRAINT session_events_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT session_events_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT session_events_sequence_counts CHECK (sequence >= 1),
    CONSTRAINT session_events_tenant_id_check CHECK (char_length(tenant_id) <= 120),
    CONSTRAINT session_events_type_check CHECK (char_length(type) <= 60)
);
--> statement-breakpoint
CREATE INDEX session_events_by_session ON session_events (tenant_id, session_id, sequence DESC);
--> statement-breakpoint
CREATE INDEX session_events_by_type ON session_events (tenant_id, session_id, type, sequence);
--> statement-breakpoint
COMMENT ON TABLE session_events IS 'What happened in a session, in order.';
--> statement-breakpoint
COMMENT ON COLUMN session_events.sequence IS 'Counts from 1 within the session.';
--> statement-breakpoint
CREATE TABLE queue_items (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    session_id uuid,
    agent_name text COLLATE "C" NOT NULL,
    prompt text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    priority integer NOT NULL DEFAULT 0,
    retry_count integer NOT NULL DEFAULT 0,
    max_retries integer NOT NULL DEFAULT 3,
    error text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    retry_after timestamp with time zone,
    CONSTRAINT queue_items_pkey PRIMARY KEY (id),
    CONSTRAINT queue_items_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE SET NULL,
    CONSTRAINT queue_items_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT queue_items_session_tenant_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT queue_items_agent_name_check CHECK (char_length(agent_name) <= 200),
    CONSTRAINT queue_items_completed_at_check CHECK (completed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT queue_items_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT queue_items_retries CHECK (retry_count BETWEEN 0 AND max_retries),
    CONSTRAINT queue_items_retry_after_check CHECK (retry_after BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT queue_items_started CHECK (status <> 'processing' OR started_at IS NOT NULL),
    CONSTRAINT queue_items_started_at_check CHECK (started_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT queue_items_status_check CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'cancelled')),
    CONSTRAINT queue_items_tenant_id_check CHECK (char_length(tenant_id) <= 120)
);
--> statement-breakpoint
CREATE INDEX queue_items_by_status ON queue_items (tenant_id, status, priority DESC, created_at);
--> statement-breakpoint
CREATE INDEX queue_items_waiting ON queue_items (priority DESC, created_at) WHERE status = 'pending';
--> statement-breakpoint
COMMENT ON TABLE queue_items IS 'A prompt that waits for its turn.';
--> statement-breakpoint
COMMENT ON COLUMN queue_items.priority IS 'The greater goes first.';
--> statement-breakpoint
COMMENT ON COLUMN queue_items.retry_after IS 'Not before this.';
--> statement-breakpoint
CREATE TABLE attachments (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    message_id uuid NOT NULL,
    session_id uuid NOT NULL,
    filename text COLLATE "C" NOT NULL,
    mime_type text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    storage_path text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT attachments_pkey PRIMARY KEY (id),
    CONSTRAINT attachments_message_fkey FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT attachments_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT attachments_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT attachments_size_counts CHECK (size >= 0),
    CONSTRAINT attachments_tenant_id_check CHECK (char_length(tenant_id) <= 120)
);
--> statement-breakpoint
COMMENT ON TABLE attachments IS 'A file that came with a message.';
--> statement-breakpoint
COMMENT ON COLUMN attachments.size IS 'In bytes.';
--> statement-breakpoint
CREATE TABLE usage_events (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    session_id uuid NOT NULL,
    agent_name text COLLATE "C" NOT NULL,
    event_type text COLLATE "C" NOT NULL,
    value numeric(18,6) NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT usage_events_pkey PRIMARY KEY (id),
    CONSTRAINT usage_events_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT usage_events_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT usage_events_agent_name_check CHECK (char_length(agent_name) <= 200),
    CONSTRAINT usage_events_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT usage_events_event_type_check CHECK (event_type IN ('input_tokens', 'output_tokens', 'tool_call', 'compute_seconds', 'message')),
    CONSTRAINT usage_events_tenant_id_check CHECK (char_length(tenant_id) <= 120),
    CONSTRAINT usage_events_value_check CHECK (value <> 'NaN')
);
--> statement-breakpoint
CREATE INDEX usage_events_by_type ON usage_events (tenant_id, event_type, created_at);
--> statement-breakpoint
COMMENT ON TABLE usage_events IS 'Something that is billed.';
--> statement-breakpoint
COMMENT ON COLUMN usage_events.value IS 'Exact, so that sums are the same whatever their order.';
--> statement-breakpoint
CREATE TABLE credentials (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    type text COLLATE "C" NOT NULL,
    encrypted_key bytea NOT NULL,
    iv bytea NOT NULL,
    auth_tag bytea NOT NULL,
    label text COLLATE "C" NOT NULL DEFAULT '',
    active boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    last_used_at timestamp with time zone,
    salt bytea,
    CONSTRAINT credentials_pkey PRIMARY KEY (id),
    CONSTRAINT credentials_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT credentials_last_used_at_check CHECK (last_used_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT credentials_tenant_id_check CHECK (char_length(tenant_id) <= 120),
    CONSTRAINT credentials_type_check CHECK (type IN ('anthropic', 'openai', 'bedrock', 'custom'))
);
--> statement-breakpoint
CREATE INDEX credentials_by_type ON credentials (tenant_id, type);
--> statement-breakpoint
COMMENT ON TABLE credentials IS 'A provider''s key, encrypted by the host.';
--> statement-breakpoint
CREATE TABLE api_keys (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL,
    key_hash bytea NOT NULL,
    label text COLLATE "C" NOT NULL DEFAULT '',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT api_keys_pkey PRIMARY KEY (id),
    CONSTRAINT api_keys_key_hash_key UNIQUE (key_hash),
    CONSTRAINT api_keys_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT api_keys_key_hash_check CHECK (octet_length(key_hash) <= 2600),
    CONSTRAINT api_keys_tenant_id_check CHECK (char_length(tenant_id) <= 120)
);
--> statement-breakpoint
CREATE INDEX api_keys_by_tenant ON api_keys (tenant_id, created_at);
--> statement-breakpoint
COMMENT ON TABLE api_keys IS 'What a client authenticates with; only its hash is kept.';
--> statement-breakpoint
COMMENT ON COLUMN api_keys.key_hash IS 'SHA-256 of the key.';
--> statement-breakpoint
CREATE TABLE eval_cases (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    agent_name text COLLATE "C" NOT NULL,
    question text COLLATE "C" NOT NULL,
    expected_topics text[] COLLATE "C",
    expected_not_topics text[] COLLATE "C",
    reference_answer text COLLATE "C",
    category text COLLATE "C",
    tags text[] COLLATE "C",
    chat_history jsonb,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT eval_cases_pkey PRIMARY KEY (id),
    CONSTRAINT eval_cases_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT eval_cases_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT eval_cases_agent_name_check CHECK (char_length(agent_name) <= 200),
    CONSTRAINT eval_cases_category_check CHECK (char_length(category) <= 100),
    CONSTRAINT eval_cases_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT eval_cases_expected_not_topics_check CHECK (array_position(expected_not_topics, NULL) IS NULL),
    CONSTRAINT eval_cases_expected_topics_check CHECK (array_position(expected_topics, NULL) IS NULL),
    CONSTRAINT eval_cases_tags_check CHECK (array_position(tags, NULL) IS NULL),
    CONSTRAINT eval_cases_tenant_id_check CHECK (char_length(tenant_id) <= 120),
    CONSTRAINT eval_cases_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX eval_cases_by_category ON eval_cases (tenant_id, category NULLS FIRST);
--> statement-breakpoint
COMMENT ON TABLE eval_cases IS 'A question whose answers are scored.';
--> statement-breakpoint
CREATE TABLE eval_runs (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    agent_name text COLLATE "C" NOT NULL,
    version_number integer,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    total_cases integer NOT NULL DEFAULT 0,
    completed_cases integer NOT NULL DEFAULT 0,
    summary jsonb,
    filters jsonb,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    CONSTRAINT eval_runs_pkey PRIMARY KEY (id),
    CONSTRAINT eval_runs_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT eval_runs_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT eval_runs_agent_name_check CHECK (char_length(agent_name) <= 200),
    CONSTRAINT eval_runs_completed_at_check CHECK (completed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT eval_runs_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT eval_runs_progress CHECK (completed_cases BETWEEN 0 AND total_cases),
    CONSTRAINT eval_runs_started_at_check CHECK (started_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT eval_runs_status_check CHECK (status IN ('pending', 'running', 'completed', 'failed')),
    CONSTRAINT eval_runs_tenant_id_check CHECK (char_length(tenant_id) <= 120)
);
--> statement-breakpoint
CREATE INDEX eval_runs_by_status ON eval_runs (tenant_id, status);
--> statement-breakpoint
COMMENT ON TABLE eval_runs IS 'One pass over an agent''s cases.';
--> statement-breakpoint
CREATE TABLE eval_results (
    id uuid NOT NULL,
    tenant_id text COLLATE "C" NOT NULL DEFAULT 'default',
    eval_run_id uuid NOT NULL,
    eval_case_id uuid NOT NULL,
    agent_response text COLLATE "C",
    topic_score double precision,
    safety_score double precision,
    llm_judge_score double precision,
    latency_ms integer,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    error text COLLATE "C",
    human_score double precision,
    human_notes text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    completed_at timestamp with time zone,
    CONSTRAINT eval_results_pkey PRIMARY KEY (id),
    CONSTRAINT eval_results_case_key UNIQUE (tenant_id, eval_run_id, eval_case_id),
    CONSTRAINT eval_results_run_fkey FOREIGN KEY (tenant_id, eval_run_id) REFERENCES eval_runs (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT eval_results_case_fkey FOREIGN KEY (tenant_id, eval_case_id) REFERENCES eval_cases (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT eval_results_completed_at_check CHECK (completed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT eval_results_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT eval_results_human_score_check CHECK (abs(human_score) <= 1.7976931348623157e308),
    CONSTRAINT eval_results_llm_judge_score_check CHECK (abs(llm_judge_score) <= 1.7976931348623157e308),
    CONSTRAINT eval_results_safety_score_check CHECK (abs(safety_score) <= 1.7976931348623157e308),
    CONSTRAINT eval_results_status_check CHECK (status IN ('pending', 'running', 'completed', 'failed')),
    CONSTRAINT eval_results_tenant_id_check CHECK (char_length(tenant_id) <= 120),
    CONSTRAINT eval_results_topic_score_check CHECK (abs(topic_score) <= 1.7976931348623157e308)
);
--> statement-breakpoint
COMMENT ON TABLE eval_results IS 'How one case went in one run.';
--> statement-breakpoint
ALTER TABLE agent_versions ADD CONSTRAINT agent_versions_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE;
--> statement-breakpoint
ALTER TABLE sandboxes ADD CONSTRAINT sandboxes_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE SET NULL;
--> statement-breakpoint
ALTER TABLE sandboxes ADD CONSTRAINT sandboxes_session_tenant_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
CREATE VIEW usage_totals (tenant_id, agent_name, event_type, total, events) AS
SELECT u.tenant_id AS tenant_id, u.agent_name AS agent_name, u.event_type AS event_type, round((sum(u.value) * 1000000)::bigint * 0.000001, 6) AS total, count(*) AS events
FROM usage_events AS u
GROUP BY u.tenant_id, u.agent_name, u.event_type;
--> statement-breakpoint
CREATE VIEW queue_depths (tenant_id, agent_name, waiting, oldest) AS
SELECT a.tenant_id AS tenant_id, a.name AS agent_name, count(q.id) AS waiting, min(q.created_at) AS oldest
FROM agents AS a
LEFT JOIN queue_items AS q ON q.tenant_id = a.tenant_id AND q.agent_name = a.name AND q.status = 'pending'
GROUP BY a.tenant_id, a.name;
--> statement-breakpoint
COMMENT ON VIEW usage_totals IS 'What each agent of a tenant has used.';
--> statement-breakpoint
COMMENT ON VIEW queue_depths IS 'How much waits for each agent.';
