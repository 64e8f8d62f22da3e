CREATE TABLE organizations (
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    settings TEXT NOT NULL DEFAULT '{}',
    created_at INTEGER NOT NULL,
    CONSTRAINT organizations_pkey PRIMARY KEY (id),
    CONSTRAINT organizations_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT organizations_id_check CHECK (length(id) = 16),
    CONSTRAINT organizations_name_check CHECK (instr(name, char(0)) = 0),
    CONSTRAINT organizations_settings_check CHECK (json_valid(settings)),
    CONSTRAINT organizations_slug_check CHECK (length(slug) <= 100 AND instr(slug, char(0)) = 0),
    CONSTRAINT organizations_slug_lower CHECK (slug = lower(slug))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX organizations_slug_key ON organizations (slug);
--> statement-breakpoint
CREATE TABLE users (
    id BLOB NOT NULL,
    email TEXT NOT NULL,
    display_name TEXT,
    status TEXT NOT NULL DEFAULT 'active',
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT users_display_name_check CHECK (instr(display_name, char(0)) = 0),
    CONSTRAINT users_email_check CHECK (length(email) <= 320 AND instr(email, char(0)) = 0),
    CONSTRAINT users_id_check CHECK (length(id) = 16),
    CONSTRAINT users_status_check CHECK (status IN ('active', 'invited', 'suspended')),
    CONSTRAINT users_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT users_users_email_key_entry_check CHECK (length(CAST((lower(email)) AS BLOB)) <= 2600)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX users_email_key ON users ((lower(email)));
--> statement-breakpoint
CREATE TABLE channel_identities (
    id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    channel_type TEXT NOT NULL,
    channel_user_id TEXT NOT NULL,
    display_name TEXT,
    linked_at INTEGER NOT NULL,
    CONSTRAINT channel_identities_pkey PRIMARY KEY (id),
    CONSTRAINT channel_identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT channel_identities_channel_type_check CHECK (channel_type IN ('slack', 'discord', 'telegram', 'whatsapp', 'cli', 'web')),
    CONSTRAINT channel_identities_channel_user_id_check CHECK (length(channel_user_id) <= 200 AND instr(channel_user_id, char(0)) = 0),
    CONSTRAINT channel_identities_display_name_check CHECK (instr(display_name, char(0)) = 0),
    CONSTRAINT channel_identities_id_check CHECK (length(id) = 16),
    CONSTRAINT channel_identities_linked_at_check CHECK (linked_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT channel_identities_user_id_check CHECK (length(user_id) = 16)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX channel_identities_user_key ON channel_identities (channel_type, channel_user_id);
--> statement-breakpoint
CREATE TABLE subscribers (
    email TEXT NOT NULL,
    subscribed_at INTEGER NOT NULL,
    source TEXT NOT NULL DEFAULT 'homepage',
    confirmed INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT subscribers_pkey PRIMARY KEY (email),
    CONSTRAINT subscribers_confirmed_check CHECK (confirmed IN (0, 1)),
    CONSTRAINT subscribers_email_check CHECK (length(email) <= 320 AND instr(email, char(0)) = 0),
    CONSTRAINT subscribers_source_check CHECK (instr(source, char(0)) = 0),
    CONSTRAINT subscribers_subscribed_at_check CHECK (subscribed_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE TABLE projects (
    id TEXT NOT NULL,
    org_id BLOB NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    is_default INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    CONSTRAINT projects_pkey PRIMARY KEY (id),
    CONSTRAINT projects_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT projects_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT projects_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT projects_is_default_check CHECK (is_default IN (0, 1)),
    CONSTRAINT projects_name_check CHECK (instr(name, char(0)) = 0),
    CONSTRAINT projects_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT projects_slug_check CHECK (length(slug) <= 100 AND instr(slug, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX projects_org_key ON projects (org_id, id);
--> statement-breakpoint
CREATE UNIQUE INDEX projects_org_slug_key ON projects (org_id, slug);
--> statement-breakpoint
CREATE UNIQUE INDEX projects_one_default_per_org ON projects (org_id) WHERE is_default;
--> statement-breakpoint
CREATE TABLE agent_states (
    agent_id TEXT NOT NULL,
    state TEXT NOT NULL,
    autonomy_level INTEGER NOT NULL DEFAULT 0,
    updated_at INTEGER NOT NULL,
    project_id TEXT,
    org_id BLOB NOT NULL,
    CONSTRAINT agent_states_pkey PRIMARY KEY (org_id, agent_id),
    CONSTRAINT agent_states_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT agent_states_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT agent_states_agent_id_check CHECK (length(agent_id) <= 100 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT agent_states_autonomy_level_check CHECK (autonomy_level BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT agent_states_autonomy_range CHECK (autonomy_level BETWEEN 0 AND 5),
    CONSTRAINT agent_states_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT agent_states_project_id_check CHECK (length(project_id) <= 60 AND instr(project_id, char(0)) = 0),
    CONSTRAINT agent_states_state_check CHECK (instr(state, char(0)) = 0),
    CONSTRAINT agent_states_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX agent_states_by_project ON agent_states (org_id, project_id) WHERE project_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE agent_memory (
    agent_id TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT,
    updated_at INTEGER NOT NULL,
    project_id TEXT,
    org_id BLOB NOT NULL,
    CONSTRAINT agent_memory_pkey PRIMARY KEY (org_id, agent_id, key),
    CONSTRAINT agent_memory_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT agent_memory_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT agent_memory_agent_id_check CHECK (length(agent_id) <= 100 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT agent_memory_key_check CHECK (length(key) <= 200 AND instr(key, char(0)) = 0),
    CONSTRAINT agent_memory_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT agent_memory_project_id_check CHECK (length(project_id) <= 60 AND instr(project_id, char(0)) = 0),
    CONSTRAINT agent_memory_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT agent_memory_value_check CHECK (json_valid(value))
) STRICT;
--> statement-breakpoint
CREATE INDEX agent_memory_by_project ON agent_memory (org_id, project_id) WHERE project_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE channel_configs (
    channel TEXT NOT NULL,
    config TEXT NOT NULL DEFAULT '{}',
    configured_at INTEGER NOT NULL,
    configured_by TEXT NOT NULL DEFAULT 'dashboard',
    project_id TEXT,
    org_id BLOB NOT NULL,
    CONSTRAINT channel_configs_pkey PRIMARY KEY (org_id, channel),
    CONSTRAINT channel_configs_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT channel_configs_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT channel_configs_channel_check CHECK (length(channel) <= 100 AND instr(channel, char(0)) = 0),
    CONSTRAINT channel_configs_config_check CHECK (json_valid(config)),
    CONSTRAINT channel_configs_configured_at_check CHECK (configured_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT channel_configs_configured_by_check CHECK (instr(configured_by, char(0)) = 0),
    CONSTRAINT channel_configs_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT channel_configs_project_id_check CHECK (length(project_id) <= 60 AND instr(project_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX channel_configs_by_project ON channel_configs (org_id, project_id) WHERE project_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE channel_links (
    id BLOB NOT NULL,
    channel_type TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    org_id BLOB NOT NULL,
    project_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT channel_links_pkey PRIMARY KEY (id),
    CONSTRAINT channel_links_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT channel_links_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT channel_links_channel_id_check CHECK (length(channel_id) <= 200 AND instr(channel_id, char(0)) = 0),
    CONSTRAINT channel_links_channel_type_check CHECK (channel_type IN ('slack', 'discord', 'telegram', 'whatsapp', 'cli', 'web')),
    CONSTRAINT channel_links_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT channel_links_id_check CHECK (length(id) = 16),
    CONSTRAINT channel_links_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT channel_links_project_id_check CHECK (length(project_id) <= 60 AND instr(project_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX channel_links_channel_key ON channel_links (channel_type, channel_id);
--> statement-breakpoint
CREATE TABLE code_repos (
    id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    repo TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    project_id TEXT,
    org_id BLOB NOT NULL,
    CONSTRAINT code_repos_pkey PRIMARY KEY (id),
    CONSTRAINT code_repos_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT code_repos_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT code_repos_agent_id_check CHECK (length(agent_id) <= 100 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT code_repos_code_repos_by_name_entry_check CHECK (length(CAST((lower(repo)) AS BLOB)) <= 2600),
    CONSTRAINT code_repos_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT code_repos_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT code_repos_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT code_repos_project_id_check CHECK (length(project_id) <= 60 AND instr(project_id, char(0)) = 0),
    CONSTRAINT code_repos_repo_check CHECK (length(repo) <= 200 AND instr(repo, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX code_repos_by_project ON code_repos (org_id, project_id) WHERE project_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX code_repos_by_name ON code_repos (org_id, (lower(repo)));
--> statement-breakpoint
CREATE TABLE project_configs (
    agent_id TEXT NOT NULL,
    org_id BLOB NOT NULL,
    repo_url TEXT NOT NULL,
    repo_owner TEXT NOT NULL,
    repo_name TEXT NOT NULL,
    linked_at INTEGER NOT NULL,
    linked_by TEXT NOT NULL,
    webhook_configured INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT project_configs_pkey PRIMARY KEY (org_id, agent_id),
    CONSTRAINT project_configs_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT project_configs_agent_id_check CHECK (length(agent_id) <= 100 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT project_configs_linked_at_check CHECK (linked_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT project_configs_linked_by_check CHECK (instr(linked_by, char(0)) = 0),
    CONSTRAINT project_configs_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT project_configs_repo_name_check CHECK (instr(repo_name, char(0)) = 0),
    CONSTRAINT project_configs_repo_owner_check CHECK (instr(repo_owner, char(0)) = 0),
    CONSTRAINT project_configs_repo_url_check CHECK (instr(repo_url, char(0)) = 0),
    CONSTRAINT project_configs_webhook_configured_check CHECK (webhook_configured IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE TABLE slack_installations (
    team_id TEXT NOT NULL,
    team_name TEXT NOT NULL,
    bot_token BLOB NOT NULL,
    bot_user_id TEXT NOT NULL,
    app_id TEXT NOT NULL,
    installed_by TEXT NOT NULL,
    installed_at INTEGER NOT NULL,
    scopes TEXT NOT NULL DEFAULT '[]',
    org_id BLOB NOT NULL,
    CONSTRAINT slack_installations_pkey PRIMARY KEY (team_id),
    CONSTRAINT slack_installations_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT slack_installations_app_id_check CHECK (instr(app_id, char(0)) = 0),
    CONSTRAINT slack_installations_bot_user_id_check CHECK (instr(bot_user_id, char(0)) = 0),
    CONSTRAINT slack_installations_installed_at_check CHECK (installed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT slack_installations_installed_by_check CHECK (instr(installed_by, char(0)) = 0),
    CONSTRAINT slack_installations_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT slack_installations_scopes_check CHECK (iif(json_valid(scopes), json_type(scopes) = 'array', json_valid(scopes))),
    CONSTRAINT slack_installations_team_id_check CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT slack_installations_team_name_check CHECK (instr(team_name, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE sessions (
    id TEXT NOT NULL,
    org_id BLOB NOT NULL,
    project_id TEXT NOT NULL,
    channel_type TEXT NOT NULL,
    channel_user_id TEXT NOT NULL,
    instance_id TEXT,
    status TEXT NOT NULL DEFAULT 'active',
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    metadata TEXT NOT NULL DEFAULT '{}',
    CONSTRAINT sessions_pkey PRIMARY KEY (id),
    CONSTRAINT sessions_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT sessions_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT sessions_channel_type_check CHECK (channel_type IN ('slack', 'discord', 'telegram', 'whatsapp', 'cli', 'web')),
    CONSTRAINT sessions_channel_user_id_check CHECK (length(channel_user_id) <= 200 AND instr(channel_user_id, char(0)) = 0),
    CONSTRAINT sessions_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT sessions_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT sessions_instance_id_check CHECK (instr(instance_id, char(0)) = 0),
    CONSTRAINT sessions_metadata_check CHECK (json_valid(metadata)),
    CONSTRAINT sessions_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT sessions_project_id_check CHECK (length(project_id) <= 60 AND instr(project_id, char(0)) = 0),
    CONSTRAINT sessions_status_check CHECK (status IN ('active', 'closed', 'error')),
    CONSTRAINT sessions_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX sessions_active_lookup ON sessions (project_id, channel_type, channel_user_id) WHERE status = 'active';
--> statement-breakpoint
CREATE INDEX sessions_by_updated ON sessions (org_id, updated_at DESC);
--> statement-breakpoint
CREATE TABLE tasks (
    id BLOB NOT NULL,
    agent_id TEXT NOT NULL,
    user_id BLOB,
    project_id TEXT,
    org_id BLOB NOT NULL,
    input TEXT NOT NULL,
    intent TEXT,
    risk_score INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'pending',
    result TEXT,
    created_at INTEGER NOT NULL,
    completed_at INTEGER,
    CONSTRAINT tasks_pkey PRIMARY KEY (id),
    CONSTRAINT tasks_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL,
    CONSTRAINT tasks_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT tasks_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT tasks_agent_id_check CHECK (length(agent_id) <= 100 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT tasks_completed CHECK (completed_at IS NULL OR completed_at >= created_at),
    CONSTRAINT tasks_completed_at_check CHECK (completed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT tasks_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT tasks_id_check CHECK (length(id) = 16),
    CONSTRAINT tasks_input_check CHECK (instr(input, char(0)) = 0),
    CONSTRAINT tasks_intent_check CHECK (instr(intent, char(0)) = 0),
    CONSTRAINT tasks_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT tasks_project_id_check CHECK (length(project_id) <= 60 AND instr(project_id, char(0)) = 0),
    CONSTRAINT tasks_result_check CHECK (json_valid(result)),
    CONSTRAINT tasks_risk_range CHECK (risk_score BETWEEN 0 AND 100),
    CONSTRAINT tasks_risk_score_check CHECK (risk_score BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT tasks_status_check CHECK (status IN ('pending', 'running', 'waiting', 'completed', 'failed', 'cancelled')),
    CONSTRAINT tasks_user_id_check CHECK (length(user_id) = 16)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX tasks_org_key ON tasks (org_id, id);
--> statement-breakpoint
CREATE INDEX tasks_by_agent ON tasks (org_id, agent_id, created_at DESC);
--> statement-breakpoint
CREATE INDEX tasks_by_status ON tasks (org_id, status, created_at);
--> statement-breakpoint
CREATE INDEX tasks_by_project ON tasks (org_id, project_id) WHERE project_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE executions (
    id BLOB NOT NULL,
    org_id BLOB NOT NULL,
    task_id BLOB NOT NULL,
    type TEXT NOT NULL,
    input TEXT NOT NULL,
    output TEXT,
    status TEXT NOT NULL DEFAULT 'running',
    container_id TEXT,
    duration_ms INTEGER,
    created_at INTEGER NOT NULL,
    CONSTRAINT executions_pkey PRIMARY KEY (id),
    CONSTRAINT executions_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT executions_task_fkey FOREIGN KEY (org_id, task_id) REFERENCES tasks (org_id, id) ON DELETE CASCADE,
    CONSTRAINT executions_container_id_check CHECK (instr(container_id, char(0)) = 0),
    CONSTRAINT executions_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT executions_duration_ms_check CHECK (duration_ms BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT executions_id_check CHECK (length(id) = 16),
    CONSTRAINT executions_input_check CHECK (instr(input, char(0)) = 0),
    CONSTRAINT executions_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT executions_output_check CHECK (instr(output, char(0)) = 0),
    CONSTRAINT executions_status_check CHECK (status IN ('running', 'completed', 'failed', 'timed_out')),
    CONSTRAINT executions_task_id_check CHECK (length(task_id) = 16),
    CONSTRAINT executions_type_check CHECK (length(type) <= 60 AND instr(type, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX executions_org_key ON executions (org_id, id);
--> statement-breakpoint
CREATE TABLE approvals (
    id BLOB NOT NULL,
    org_id BLOB NOT NULL,
    execution_id BLOB NOT NULL,
    required_quorum INTEGER NOT NULL DEFAULT 1,
    status TEXT NOT NULL DEFAULT 'pending',
    approval_token TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT approvals_pkey PRIMARY KEY (id),
    CONSTRAINT approvals_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT approvals_execution_fkey FOREIGN KEY (org_id, execution_id) REFERENCES executions (org_id, id) ON DELETE CASCADE,
    CONSTRAINT approvals_approval_token_check CHECK (length(approval_token) <= 100 AND instr(approval_token, char(0)) = 0),
    CONSTRAINT approvals_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT approvals_execution_id_check CHECK (length(execution_id) = 16),
    CONSTRAINT approvals_expires_at_check CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT approvals_id_check CHECK (length(id) = 16),
    CONSTRAINT approvals_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT approvals_quorum CHECK (required_quorum > 0),
    CONSTRAINT approvals_required_quorum_check CHECK (required_quorum BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT approvals_status_check CHECK (status IN ('pending', 'approved', 'denied', 'expired'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX approvals_approval_token_key ON approvals (approval_token);
--> statement-breakpoint
CREATE UNIQUE INDEX approvals_org_key ON approvals (org_id, id);
--> statement-breakpoint
CREATE INDEX approvals_open ON approvals (org_id, expires_at) WHERE status = 'pending';
--> statement-breakpoint
CREATE TABLE approval_votes (
    id BLOB NOT NULL,
    org_id BLOB NOT NULL,
    approval_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    channel_type TEXT NOT NULL,
    vote TEXT NOT NULL,
    voted_at INTEGER NOT NULL,
    CONSTRAINT approval_votes_pkey PRIMARY KEY (id),
    CONSTRAINT approval_votes_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT approval_votes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT approval_votes_approval_fkey FOREIGN KEY (org_id, approval_id) REFERENCES approvals (org_id, id) ON DELETE CASCADE,
    CONSTRAINT approval_votes_approval_id_check CHECK (length(approval_id) = 16),
    CONSTRAINT approval_votes_channel_type_check CHECK (channel_type IN ('slack', 'discord', 'telegram', 'whatsapp', 'cli', 'web')),
    CONSTRAINT approval_votes_id_check CHECK (length(id) = 16),
    CONSTRAINT approval_votes_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT approval_votes_user_id_check CHECK (length(user_id) = 16),
    CONSTRAINT approval_votes_vote_check CHECK (vote IN ('approve', 'deny')),
    CONSTRAINT approval_votes_voted_at_check CHECK (voted_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX approval_votes_voter_key ON approval_votes (org_id, approval_id, user_id);
--> statement-breakpoint
CREATE TABLE policies (
    id BLOB NOT NULL,
    org_id BLOB NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    type TEXT NOT NULL,
    rules TEXT NOT NULL DEFAULT '{}',
    priority INTEGER NOT NULL DEFAULT 0,
    enabled INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    project_id TEXT,
    revision INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT policies_pkey PRIMARY KEY (id),
    CONSTRAINT policies_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT policies_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT policies_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT policies_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT policies_enabled_check CHECK (enabled IN (0, 1)),
    CONSTRAINT policies_id_check CHECK (length(id) = 16),
    CONSTRAINT policies_name_check CHECK (length(name) <= 200 AND instr(name, char(0)) = 0),
    CONSTRAINT policies_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT policies_priority_check CHECK (priority BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT policies_project_id_check CHECK (length(project_id) <= 60 AND instr(project_id, char(0)) = 0),
    CONSTRAINT policies_revision_check CHECK (revision BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT policies_rules_check CHECK (json_valid(rules)),
    CONSTRAINT policies_type_check CHECK (length(type) <= 60 AND instr(type, char(0)) = 0),
    CONSTRAINT policies_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX policies_in_force ON policies (org_id, priority DESC) WHERE enabled;
--> statement-breakpoint
CREATE INDEX policies_by_project ON policies (org_id, project_id) WHERE project_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE audit_log (
    id BLOB NOT NULL,
    "timestamp" INTEGER NOT NULL,
    actor_type TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    action TEXT NOT NULL,
    result TEXT NOT NULL,
    metadata TEXT,
    hash TEXT NOT NULL,
    previous_hash TEXT,
    project_id TEXT,
    org_id BLOB NOT NULL,
    CONSTRAINT audit_log_pkey PRIMARY KEY (id),
    CONSTRAINT audit_log_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT audit_log_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id),
    CONSTRAINT audit_log_action_check CHECK (length(action) <= 200 AND instr(action, char(0)) = 0),
    CONSTRAINT audit_log_actor_id_check CHECK (length(actor_id) <= 200 AND instr(actor_id, char(0)) = 0),
    CONSTRAINT audit_log_actor_type_check CHECK (actor_type IN ('user', 'agent', 'system')),
    CONSTRAINT audit_log_hash_check CHECK (instr(hash, char(0)) = 0),
    CONSTRAINT audit_log_id_check CHECK (length(id) = 16),
    CONSTRAINT audit_log_metadata_check CHECK (json_valid(metadata)),
    CONSTRAINT audit_log_org_id_check CHECK (length(org_id) = 16),
    CONSTRAINT audit_log_previous_hash_check CHECK (instr(previous_hash, char(0)) = 0),
    CONSTRAINT audit_log_project_id_check CHECK (length(project_id) <= 60 AND instr(project_id, char(0)) = 0),
    CONSTRAINT audit_log_result_check CHECK (result IN ('success', 'failure', 'denied')),
    CONSTRAINT audit_log_timestamp_check CHECK ("timestamp" BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX audit_log_by_time ON audit_log (org_id, "timestamp" DESC);
--> statement-breakpoint
CREATE INDEX audit_log_by_actor ON audit_log (org_id, actor_id, "timestamp" DESC);
--> statement-breakpoint
CREATE INDEX audit_log_by_action ON audit_log (org_id, action, "timestamp" DESC);
--> statement-breakpoint
CREATE INDEX audit_log_by_project ON audit_log (org_id, project_id) WHERE project_id IS NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX audit_log_previous_hash_chain ON audit_log (org_id, (coalesce(previous_hash, '')));
--> statement-breakpoint
CREATE VIEW open_approvals (id, org_id, task_id, required_quorum, expires_at, votes, approving) AS
SELECT a.id AS id, a.org_id AS org_id, e.task_id AS task_id, a.required_quorum AS required_quorum, a.expires_at AS expires_at, count(v.id) AS votes, sum(CASE WHEN v.vote = 'approve' THEN 1 ELSE 0 END) AS approving
FROM approvals AS a
JOIN executions AS e ON e.org_id = a.org_id AND e.id = a.execution_id
LEFT JOIN approval_votes AS v ON v.org_id = a.org_id AND v.approval_id = a.id
WHERE a.status = 'pending'
GROUP BY a.id, a.org_id, e.task_id, a.required_quorum, a.expires_at;
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only_update BEFORE UPDATE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'append-only: audit_log');
END;
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only_delete BEFORE DELETE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'append-only: audit_log');
END;
