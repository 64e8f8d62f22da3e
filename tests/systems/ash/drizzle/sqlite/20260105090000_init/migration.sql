CREATE TABLE agent_versions (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    agent_name TEXT NOT NULL,
    version_number INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    system_prompt TEXT,
    release_notes TEXT,
    is_active INTEGER NOT NULL DEFAULT 0,
    knowledge_files TEXT,
    created_by TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT agent_versions_pkey PRIMARY KEY (id),
    CONSTRAINT agent_versions_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT agent_versions_agent_name_check CHECK (length(agent_name) <= 200 AND instr(agent_name, char(0)) = 0),
    CONSTRAINT agent_versions_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT agent_versions_created_by_check CHECK (instr(created_by, char(0)) = 0),
    CONSTRAINT agent_versions_id_check CHECK (length(id) = 16),
    CONSTRAINT agent_versions_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT agent_versions_knowledge_files_check CHECK (json_valid(knowledge_files)),
    CONSTRAINT agent_versions_name_check CHECK (instr(name, char(0)) = 0),
    CONSTRAINT agent_versions_release_notes_check CHECK (instr(release_notes, char(0)) = 0),
    CONSTRAINT agent_versions_system_prompt_check CHECK (instr(system_prompt, char(0)) = 0),
    CONSTRAINT agent_versions_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0),
    CONSTRAINT agent_versions_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT agent_versions_version_number_check CHECK (version_number BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX agent_versions_number_key ON agent_versions (tenant_id, agent_name, version_number);
--> statement-breakpoint
CREATE UNIQUE INDEX agent_versions_tenant_key ON agent_versions (tenant_id, id);
--> statement-breakpoint
CREATE UNIQUE INDEX agent_versions_one_active ON agent_versions (tenant_id, agent_name) WHERE is_active;
--> statement-breakpoint
CREATE TABLE agents (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    name TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    path TEXT NOT NULL,
    env TEXT,
    config TEXT,
    active_version_id BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT agents_pkey PRIMARY KEY (id),
    CONSTRAINT agents_active_version_fkey FOREIGN KEY (tenant_id, active_version_id) REFERENCES agent_versions (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT agents_active_version_id_check CHECK (length(active_version_id) = 16),
    CONSTRAINT agents_config_check CHECK (json_valid(config)),
    CONSTRAINT agents_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT agents_env_check CHECK (json_valid(env)),
    CONSTRAINT agents_id_check CHECK (length(id) = 16),
    CONSTRAINT agents_name_check CHECK (length(name) <= 200 AND instr(name, char(0)) = 0),
    CONSTRAINT agents_name_given CHECK (length(name) > 0),
    CONSTRAINT agents_path_check CHECK (instr(path, char(0)) = 0),
    CONSTRAINT agents_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0),
    CONSTRAINT agents_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT agents_version_check CHECK (version BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT agents_version_counts CHECK (version >= 1)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX agents_tenant_name_key ON agents (tenant_id, name);
--> statement-breakpoint
CREATE TABLE runners (
    id TEXT NOT NULL,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    max_sandboxes INTEGER NOT NULL DEFAULT 100,
    active_count INTEGER NOT NULL DEFAULT 0,
    warming_count INTEGER NOT NULL DEFAULT 0,
    last_heartbeat_at INTEGER NOT NULL,
    registered_at INTEGER NOT NULL,
    CONSTRAINT runners_pkey PRIMARY KEY (id),
    CONSTRAINT runners_active_count_check CHECK (active_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT runners_host_check CHECK (instr(host, char(0)) = 0),
    CONSTRAINT runners_id_check CHECK (length(id) <= 120 AND instr(id, char(0)) = 0),
    CONSTRAINT runners_last_heartbeat_at_check CHECK (last_heartbeat_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT runners_max_sandboxes_check CHECK (max_sandboxes BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT runners_port_check CHECK (port BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT runners_port_range CHECK (port BETWEEN 1 AND 65535),
    CONSTRAINT runners_registered_at_check CHECK (registered_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT runners_room CHECK (active_count >= 0 AND warming_count >= 0 AND active_count + warming_count <= max_sandboxes),
    CONSTRAINT runners_warming_count_check CHECK (warming_count BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE INDEX runners_by_heartbeat ON runners (last_heartbeat_at);
--> statement-breakpoint
CREATE TABLE sandboxes (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    session_id BLOB,
    agent_name TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'warming',
    workspace_dir TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    CONSTRAINT sandboxes_pkey PRIMARY KEY (id),
    CONSTRAINT sandboxes_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE SET NULL,
    CONSTRAINT sandboxes_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT sandboxes_session_tenant_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT sandboxes_agent_name_check CHECK (length(agent_name) <= 200 AND instr(agent_name, char(0)) = 0),
    CONSTRAINT sandboxes_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT sandboxes_id_check CHECK (length(id) = 16),
    CONSTRAINT sandboxes_last_used_at_check CHECK (last_used_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT sandboxes_session_id_check CHECK (length(session_id) = 16),
    CONSTRAINT sandboxes_state_check CHECK (state IN ('cold', 'warming', 'warm', 'waiting', 'running')),
    CONSTRAINT sandboxes_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0),
    CONSTRAINT sandboxes_workspace_dir_check CHECK (instr(workspace_dir, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX sandboxes_tenant_key ON sandboxes (tenant_id, id);
--> statement-breakpoint
CREATE INDEX sandboxes_by_state ON sandboxes (tenant_id, state);
--> statement-breakpoint
CREATE INDEX sandboxes_by_last_used ON sandboxes (tenant_id, last_used_at);
--> statement-breakpoint
CREATE TABLE sessions (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    agent_name TEXT NOT NULL,
    sandbox_id BLOB,
    status TEXT NOT NULL DEFAULT 'starting',
    runner_id TEXT,
    parent_session_id BLOB,
    model TEXT,
    config TEXT,
    created_at INTEGER NOT NULL,
    last_active_at INTEGER NOT NULL,
    CONSTRAINT sessions_pkey PRIMARY KEY (id),
    CONSTRAINT sessions_sandbox_id_fkey FOREIGN KEY (sandbox_id) REFERENCES sandboxes (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT sessions_runner_id_fkey FOREIGN KEY (runner_id) REFERENCES runners (id) ON DELETE SET NULL,
    CONSTRAINT sessions_parent_session_id_fkey FOREIGN KEY (parent_session_id) REFERENCES sessions (id) ON DELETE SET NULL,
    CONSTRAINT sessions_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT sessions_sandbox_tenant_fkey FOREIGN KEY (tenant_id, sandbox_id) REFERENCES sandboxes (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT sessions_parent_tenant_fkey FOREIGN KEY (tenant_id, parent_session_id) REFERENCES sessions (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT sessions_agent_name_check CHECK (length(agent_name) <= 200 AND instr(agent_name, char(0)) = 0),
    CONSTRAINT sessions_config_check CHECK (json_valid(config)),
    CONSTRAINT sessions_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT sessions_id_check CHECK (length(id) = 16),
    CONSTRAINT sessions_last_active_at_check CHECK (last_active_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT sessions_model_check CHECK (instr(model, char(0)) = 0),
    CONSTRAINT sessions_parent_session_id_check CHECK (length(parent_session_id) = 16),
    CONSTRAINT sessions_runner_id_check CHECK (length(runner_id) <= 120 AND instr(runner_id, char(0)) = 0),
    CONSTRAINT sessions_sandbox_id_check CHECK (length(sandbox_id) = 16),
    CONSTRAINT sessions_status_check CHECK (status IN ('starting', 'active', 'paused', 'stopped', 'ended', 'error')),
    CONSTRAINT sessions_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX sessions_tenant_key ON sessions (tenant_id, id);
--> statement-breakpoint
CREATE INDEX sessions_by_agent ON sessions (tenant_id, agent_name, created_at DESC);
--> statement-breakpoint
CREATE INDEX sessions_by_status ON sessions (tenant_id, status, last_active_at DESC);
--> statement-breakpoint
CREATE INDEX sessions_live ON sessions (tenant_id, last_active_at DESC) WHERE status IN ('starting', 'active');
--> statement-breakpoint
CREATE INDEX sessions_by_runner ON sessions (runner_id) WHERE runner_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE messages (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    session_id BLOB NOT NULL,
    role TEXT NOT NULL,
    content TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT messages_pkey PRIMARY KEY (id),
    CONSTRAINT messages_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT messages_content_check CHECK (instr(content, char(0)) = 0),
    CONSTRAINT messages_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT messages_id_check CHECK (length(id) = 16),
    CONSTRAINT messages_role_check CHECK (role IN ('user', 'assistant', 'system', 'tool')),
    CONSTRAINT messages_sequence_check CHECK (sequence BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT messages_sequence_counts CHECK (sequence >= 1),
    CONSTRAINT messages_session_id_check CHECK (length(session_id) = 16),
    CONSTRAINT messages_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX messages_sequence_key ON messages (tenant_id, session_id, sequence);
--> statement-breakpoint
CREATE UNIQUE INDEX messages_tenant_key ON messages (tenant_id, id);
--> statement-breakpoint
CREATE INDEX messages_by_session ON messages (tenant_id, session_id, sequence DESC);
--> statement-breakpoint
CREATE TABLE session_events (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    session_id BLOB NOT NULL,
    type TEXT NOT NULL,
    data TEXT,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT session_events_pkey PRIMARY KEY (id),
    CONSTRAINT session_events_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT session_events_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT session_events_data_check CHECK (json_valid(data)),
    CONSTRAINT session_events_id_check CHECK (length(id) = 16),
    CONSTRAINT session_events_sequence_check CHECK (sequence BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT session_events_sequence_counts CHECK (sequence >= 1),
    CONSTRAINT session_events_session_id_check CHECK (length(session_id) = 16),
    CONSTRAINT session_events_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0),
    CONSTRAINT session_events_type_check CHECK (length(type) <= 60 AND instr(type, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX session_events_sequence_key ON session_events (tenant_id, session_id, sequence);
--> statement-breakpoint
CREATE INDEX session_events_by_session ON session_events (tenant_id, session_id, sequence DESC);
--> statement-breakpoint
CREATE INDEX session_events_by_type ON session_events (tenant_id, session_id, type, sequence);
--> statement-breakpoint
CREATE TABLE queue_items (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    session_id BLOB,
    agent_name TEXT NOT NULL,
    prompt TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending',
    priority INTEGER NOT NULL DEFAULT 0,
    retry_count INTEGER NOT NULL DEFAULT 0,
    max_retries INTEGER NOT NULL DEFAULT 3,
    error TEXT,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    completed_at INTEGER,
    retry_after INTEGER,
    CONSTRAINT queue_items_pkey PRIMARY KEY (id),
    CONSTRAINT queue_items_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE SET NULL,
    CONSTRAINT queue_items_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT queue_items_session_tenant_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT queue_items_agent_name_check CHECK (length(agent_name) <= 200 AND instr(agent_name, char(0)) = 0),
    CONSTRAINT queue_items_completed_at_check CHECK (completed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT queue_items_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT queue_items_error_check CHECK (instr(error, char(0)) = 0),
    CONSTRAINT queue_items_id_check CHECK (length(id) = 16),
    CONSTRAINT queue_items_max_retries_check CHECK (max_retries BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT queue_items_priority_check CHECK (priority BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT queue_items_prompt_check CHECK (instr(prompt, char(0)) = 0),
    CONSTRAINT queue_items_retries CHECK (retry_count BETWEEN 0 AND max_retries),
    CONSTRAINT queue_items_retry_after_check CHECK (retry_after BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT queue_items_retry_count_check CHECK (retry_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT queue_items_session_id_check CHECK (length(session_id) = 16),
    CONSTRAINT queue_items_started CHECK (status <> 'processing' OR started_at IS NOT NULL),
    CONSTRAINT queue_items_started_at_check CHECK (started_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT queue_items_status_check CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'cancelled')),
    CONSTRAINT queue_items_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX queue_items_by_status ON queue_items (tenant_id, status, priority DESC, created_at);
--> statement-breakpoint
CREATE INDEX queue_items_waiting ON queue_items (priority DESC, created_at) WHERE status = 'pending';
--> statement-breakpoint
CREATE TABLE attachments (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    message_id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    filename TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    storage_path TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT attachments_pkey PRIMARY KEY (id),
    CONSTRAINT attachments_message_fkey FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT attachments_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT attachments_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT attachments_filename_check CHECK (instr(filename, char(0)) = 0),
    CONSTRAINT attachments_id_check CHECK (length(id) = 16),
    CONSTRAINT attachments_message_id_check CHECK (length(message_id) = 16),
    CONSTRAINT attachments_mime_type_check CHECK (instr(mime_type, char(0)) = 0),
    CONSTRAINT attachments_session_id_check CHECK (length(session_id) = 16),
    CONSTRAINT attachments_size_counts CHECK (size >= 0),
    CONSTRAINT attachments_storage_path_check CHECK (instr(storage_path, char(0)) = 0),
    CONSTRAINT attachments_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE usage_events (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    session_id BLOB NOT NULL,
    agent_name TEXT NOT NULL,
    event_type TEXT NOT NULL,
    value INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT usage_events_pkey PRIMARY KEY (id),
    CONSTRAINT usage_events_session_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT usage_events_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT usage_events_agent_name_check CHECK (length(agent_name) <= 200 AND instr(agent_name, char(0)) = 0),
    CONSTRAINT usage_events_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT usage_events_event_type_check CHECK (event_type IN ('input_tokens', 'output_tokens', 'tool_call', 'compute_seconds', 'message')),
    CONSTRAINT usage_events_id_check CHECK (length(id) = 16),
    CONSTRAINT usage_events_session_id_check CHECK (length(session_id) = 16),
    CONSTRAINT usage_events_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0),
    CONSTRAINT usage_events_value_check CHECK (value BETWEEN -999999999999999999 AND 999999999999999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX usage_events_by_type ON usage_events (tenant_id, event_type, created_at);
--> statement-breakpoint
CREATE TABLE credentials (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    type TEXT NOT NULL,
    encrypted_key BLOB NOT NULL,
    iv BLOB NOT NULL,
    auth_tag BLOB NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    active INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    salt BLOB,
    CONSTRAINT credentials_pkey PRIMARY KEY (id),
    CONSTRAINT credentials_active_check CHECK (active IN (0, 1)),
    CONSTRAINT credentials_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT credentials_id_check CHECK (length(id) = 16),
    CONSTRAINT credentials_label_check CHECK (instr(label, char(0)) = 0),
    CONSTRAINT credentials_last_used_at_check CHECK (last_used_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT credentials_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0),
    CONSTRAINT credentials_type_check CHECK (type IN ('anthropic', 'openai', 'bedrock', 'custom'))
) STRICT;
--> statement-breakpoint
CREATE INDEX credentials_by_type ON credentials (tenant_id, type);
--> statement-breakpoint
CREATE TABLE api_keys (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL,
    key_hash BLOB NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    CONSTRAINT api_keys_pkey PRIMARY KEY (id),
    CONSTRAINT api_keys_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT api_keys_id_check CHECK (length(id) = 16),
    CONSTRAINT api_keys_key_hash_check CHECK (length(key_hash) <= 2600),
    CONSTRAINT api_keys_label_check CHECK (instr(label, char(0)) = 0),
    CONSTRAINT api_keys_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX api_keys_key_hash_key ON api_keys (key_hash);
--> statement-breakpoint
CREATE INDEX api_keys_by_tenant ON api_keys (tenant_id, created_at);
--> statement-breakpoint
CREATE TABLE eval_cases (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    agent_name TEXT NOT NULL,
    question TEXT NOT NULL,
    expected_topics TEXT,
    expected_not_topics TEXT,
    reference_answer TEXT,
    category TEXT,
    tags TEXT,
    chat_history TEXT,
    is_active INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT eval_cases_pkey PRIMARY KEY (id),
    CONSTRAINT eval_cases_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT eval_cases_agent_name_check CHECK (length(agent_name) <= 200 AND instr(agent_name, char(0)) = 0),
    CONSTRAINT eval_cases_category_check CHECK (length(category) <= 100 AND instr(category, char(0)) = 0),
    CONSTRAINT eval_cases_chat_history_check CHECK (json_valid(chat_history)),
    CONSTRAINT eval_cases_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT eval_cases_expected_not_topics_check CHECK (iif(json_valid(expected_not_topics), json_type(expected_not_topics) = 'array', json_valid(expected_not_topics))),
    CONSTRAINT eval_cases_expected_topics_check CHECK (iif(json_valid(expected_topics), json_type(expected_topics) = 'array', json_valid(expected_topics))),
    CONSTRAINT eval_cases_id_check CHECK (length(id) = 16),
    CONSTRAINT eval_cases_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT eval_cases_question_check CHECK (instr(question, char(0)) = 0),
    CONSTRAINT eval_cases_reference_answer_check CHECK (instr(reference_answer, char(0)) = 0),
    CONSTRAINT eval_cases_tags_check CHECK (iif(json_valid(tags), json_type(tags) = 'array', json_valid(tags))),
    CONSTRAINT eval_cases_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0),
    CONSTRAINT eval_cases_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX eval_cases_tenant_key ON eval_cases (tenant_id, id);
--> statement-breakpoint
CREATE INDEX eval_cases_by_category ON eval_cases (tenant_id, category);
--> statement-breakpoint
CREATE TABLE eval_runs (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    agent_name TEXT NOT NULL,
    version_number INTEGER,
    status TEXT NOT NULL DEFAULT 'pending',
    total_cases INTEGER NOT NULL DEFAULT 0,
    completed_cases INTEGER NOT NULL DEFAULT 0,
    summary TEXT,
    filters TEXT,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    completed_at INTEGER,
    CONSTRAINT eval_runs_pkey PRIMARY KEY (id),
    CONSTRAINT eval_runs_agent_fkey FOREIGN KEY (tenant_id, agent_name) REFERENCES agents (tenant_id, name) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT eval_runs_agent_name_check CHECK (length(agent_name) <= 200 AND instr(agent_name, char(0)) = 0),
    CONSTRAINT eval_runs_completed_at_check CHECK (completed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT eval_runs_completed_cases_check CHECK (completed_cases BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT eval_runs_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT eval_runs_filters_check CHECK (json_valid(filters)),
    CONSTRAINT eval_runs_id_check CHECK (length(id) = 16),
    CONSTRAINT eval_runs_progress CHECK (completed_cases BETWEEN 0 AND total_cases),
    CONSTRAINT eval_runs_started_at_check CHECK (started_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT eval_runs_status_check CHECK (status IN ('pending', 'running', 'completed', 'failed')),
    CONSTRAINT eval_runs_summary_check CHECK (json_valid(summary)),
    CONSTRAINT eval_runs_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0),
    CONSTRAINT eval_runs_total_cases_check CHECK (total_cases BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT eval_runs_version_number_check CHECK (version_number BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX eval_runs_tenant_key ON eval_runs (tenant_id, id);
--> statement-breakpoint
CREATE INDEX eval_runs_by_status ON eval_runs (tenant_id, status);
--> statement-breakpoint
CREATE TABLE eval_results (
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL DEFAULT 'default',
    eval_run_id BLOB NOT NULL,
    eval_case_id BLOB NOT NULL,
    agent_response TEXT,
    topic_score REAL,
    safety_score REAL,
    llm_judge_score REAL,
    latency_ms INTEGER,
    status TEXT NOT NULL DEFAULT 'pending',
    error TEXT,
    human_score REAL,
    human_notes TEXT,
    created_at INTEGER NOT NULL,
    completed_at INTEGER,
    CONSTRAINT eval_results_pkey PRIMARY KEY (id),
    CONSTRAINT eval_results_run_fkey FOREIGN KEY (tenant_id, eval_run_id) REFERENCES eval_runs (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT eval_results_case_fkey FOREIGN KEY (tenant_id, eval_case_id) REFERENCES eval_cases (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT eval_results_agent_response_check CHECK (instr(agent_response, char(0)) = 0),
    CONSTRAINT eval_results_completed_at_check CHECK (completed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT eval_results_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT eval_results_error_check CHECK (instr(error, char(0)) = 0),
    CONSTRAINT eval_results_eval_case_id_check CHECK (length(eval_case_id) = 16),
    CONSTRAINT eval_results_eval_run_id_check CHECK (length(eval_run_id) = 16),
    CONSTRAINT eval_results_human_notes_check CHECK (instr(human_notes, char(0)) = 0),
    CONSTRAINT eval_results_human_score_check CHECK (abs(human_score) <= 1.7976931348623157e308),
    CONSTRAINT eval_results_id_check CHECK (length(id) = 16),
    CONSTRAINT eval_results_latency_ms_check CHECK (latency_ms BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT eval_results_llm_judge_score_check CHECK (abs(llm_judge_score) <= 1.7976931348623157e308),
    CONSTRAINT eval_results_safety_score_check CHECK (abs(safety_score) <= 1.7976931348623157e308),
    CONSTRAINT eval_results_status_check CHECK (status IN ('pending', 'running', 'completed', 'failed')),
    CONSTRAINT eval_results_tenant_id_check CHECK (length(tenant_id) <= 120 AND instr(tenant_id, char(0)) = 0),
    CONSTRAINT eval_results_topic_score_check CHECK (abs(topic_score) <= 1.7976931348623157e308)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX eval_results_case_key ON eval_results (tenant_id, eval_run_id, eval_case_id);
--> statement-breakpoint
CREATE VIEW usage_totals (tenant_id, agent_name, event_type, total, events) AS
SELECT u.tenant_id AS tenant_id, u.agent_name AS agent_name, u.event_type AS event_type, sum(u.value) AS total, count(*) AS events
FROM usage_events AS u
GROUP BY u.tenant_id, u.agent_name, u.event_type;
--> statement-breakpoint
CREATE VIEW queue_depths (tenant_id, agent_name, waiting, oldest) AS
SELECT a.tenant_id AS tenant_id, a.name AS agent_name, count(q.id) AS waiting, min(q.created_at) AS oldest
FROM agents AS a
LEFT JOIN queue_items AS q ON q.tenant_id = a.tenant_id AND q.agent_name = a.name AND q.status = 'pending'
GROUP BY a.tenant_id, a.name;
