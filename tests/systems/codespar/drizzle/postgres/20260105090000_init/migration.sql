CREATE TYPE session_status AS ENUM ('active', 'closed', 'error');
--> statement-breakpoint
CREATE TYPE audit_result AS ENUM ('success', 'failure', 'denied');
--> statement-breakpoint
CREATE TABLE organizations (
    id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    slug text COLLATE "C" NOT NULL,
    settings jsonb NOT NULL DEFAULT '{}',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT organizations_pkey PRIMARY KEY (id),
    CONSTRAINT organizations_slug_key UNIQUE (slug),
    CONSTRAINT organizations_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT organizations_slug_check CHECK (char_length(slug) <= 100),
    CONSTRAINT organizations_slug_lower CHECK (slug = lower(slug))
);
--> statement-breakpoint
COMMENT ON TABLE organizations IS 'A customer: whose rows everything else is.';
--> statement-breakpoint
CREATE TABLE users (
    id uuid NOT NULL,
    email text COLLATE "C" NOT NULL,
    display_name text COLLATE "C",
    status text COLLATE "C" NOT NULL DEFAULT 'active',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT users_email_check CHECK (char_length(email) <= 320),
    CONSTRAINT users_status_check CHECK (status IN ('active', 'invited', 'suspended')),
    CONSTRAINT users_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT users_users_email_key_entry_check CHECK (octet_length((lower(email))::text) <= 2600)
);
--> statement-breakpoint
CREATE UNIQUE INDEX users_email_key ON users ((lower(email)));
--> statement-breakpoint
COMMENT ON TABLE users IS 'A person; may belong to several organizations by way of channels.';
--> statement-breakpoint
CREATE TABLE channel_identities (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    channel_type text COLLATE "C" NOT NULL,
    channel_user_id text COLLATE "C" NOT NULL,
    display_name text COLLATE "C",
    linked_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT channel_identities_pkey PRIMARY KEY (id),
    CONSTRAINT channel_identities_user_key UNIQUE (channel_type, channel_user_id),
    CONSTRAINT channel_identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT channel_identities_channel_type_check CHECK (channel_type IN ('slack', 'discord', 'telegram', 'whatsapp', 'cli', 'web')),
    CONSTRAINT channel_identities_channel_user_id_check CHECK (char_length(channel_user_id) <= 200),
    CONSTRAINT channel_identities_linked_at_check CHECK (linked_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE channel_identities IS 'Under which name a person writes in a channel.';
--> statement-breakpoint
CREATE TABLE subscribers (
    email text COLLATE "C" NOT NULL,
    subscribed_at timestamp with time zone NOT NULL DEFAULT now(),
    source text COLLATE "C" NOT NULL DEFAULT 'homepage',
    confirmed boolean NOT NULL DEFAULT false,
    CONSTRAINT subscribers_pkey PRIMARY KEY (email),
    CONSTRAINT subscribers_email_check CHECK (char_length(email) <= 320),
    CONSTRAINT subscribers_subscribed_at_check CHECK (subscribed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE subscribers IS 'Who asked for the newsletter.';
--> statement-breakpoint
CREATE TABLE projects (
    id text COLLATE "C" NOT NULL,
    org_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    slug text COLLATE "C" NOT NULL,
    is_default boolean NOT NULL DEFAULT false,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT projects_pkey PRIMARY KEY (id),
    CONSTRAINT projects_org_key UNIQUE (org_id, id),
    CONSTRAINT projects_org_slug_key UNIQUE (org_id, slug),
    CONSTRAINT projects_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT projects_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT projects_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT projects_slug_check CHECK (char_length(slug) <= 100)
);
--> statement-breakpoint
CREATE UNIQUE INDEX projects_one_default_per_org ON projects (org_id) WHERE is_default;
--> statement-breakpoint
COMMENT ON TABLE projects IS 'A body of work of an organization.';
--> statement-breakpoint
CREATE TABLE agent_states (
    agent_id text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    autonomy_level integer NOT NULL DEFAULT 0,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    project_id text COLLATE "C",
    org_id uuid NOT NULL,
    CONSTRAINT agent_states_pkey PRIMARY KEY (org_id, agent_id),
    CONSTRAINT agent_states_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT agent_states_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT agent_states_agent_id_check CHECK (char_length(agent_id) <= 100),
    CONSTRAINT agent_states_autonomy_range CHECK (autonomy_level BETWEEN 0 AND 5),
    CONSTRAINT agent_states_project_id_check CHECK (char_length(project_id) <= 60),
    CONSTRAINT agent_states_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX agent_states_by_project ON agent_states (org_id, project_id NULLS FIRST) WHERE project_id IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE agent_states IS 'What an agent does at the moment.';
--> statement-breakpoint
CREATE TABLE agent_memory (
    agent_id text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    value jsonb,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    project_id text COLLATE "C",
    org_id uuid NOT NULL,
    CONSTRAINT agent_memory_pkey PRIMARY KEY (org_id, agent_id, key),
    CONSTRAINT agent_memory_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT agent_memory_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT agent_memory_agent_id_check CHECK (char_length(agent_id) <= 100),
    CONSTRAINT agent_memory_key_check CHECK (char_length(key) <= 200),
    CONSTRAINT agent_memory_project_id_check CHECK (char_length(project_id) <= 60),
    CONSTRAINT agent_memory_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX agent_memory_by_project ON agent_memory (org_id, project_id NULLS FIRST) WHERE project_id IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE agent_memory IS 'What an agent remembers, by key.';
--> statement-breakpoint
CREATE TABLE channel_configs (
    channel text COLLATE "C" NOT NULL,
    config jsonb NOT NULL DEFAULT '{}',
    configured_at timestamp with time zone NOT NULL DEFAULT now(),
    configured_by text COLLATE "C" NOT NULL DEFAULT 'dashboard',
    project_id text COLLATE "C",
    org_id uuid NOT NULL,
    CONSTRAINT channel_configs_pkey PRIMARY KEY (org_id, channel),
    CONSTRAINT channel_configs_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT channel_configs_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT channel_configs_channel_check CHECK (char_length(channel) <= 100),
    CONSTRAINT channel_configs_configured_at_check CHECK (configured_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT channel_configs_project_id_check CHECK (char_length(project_id) <= 60)
);
--> statement-breakpoint
CREATE INDEX channel_configs_by_project ON channel_configs (org_id, project_id NULLS FIRST) WHERE project_id IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE channel_configs IS 'How an organization''s bot takes part in a channel.';
--> statement-breakpoint
CREATE TABLE channel_links (
    id uuid NOT NULL,
    channel_type text COLLATE "C" NOT NULL,
    channel_id text COLLATE "C" NOT NULL,
    org_id uuid NOT NULL,
    project_id text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT channel_links_pkey PRIMARY KEY (id),
    CONSTRAINT channel_links_channel_key UNIQUE (channel_type, channel_id),
    CONSTRAINT channel_links_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT channel_links_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT channel_links_channel_id_check CHECK (char_length(channel_id) <= 200),
    CONSTRAINT channel_links_channel_type_check CHECK (channel_type IN ('slack', 'discord', 'telegram', 'whatsapp', 'cli', 'web')),
    CONSTRAINT channel_links_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT channel_links_project_id_check CHECK (char_length(project_id) <= 60)
);
--> statement-breakpoint
COMMENT ON TABLE channel_links IS 'Which project a channel''s messages go to.';
--> statement-breakpoint
CREATE TABLE code_repos (
    id text COLLATE "C" NOT NULL,
    agent_id text COLLATE "C" NOT NULL,
    repo text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    project_id text COLLATE "C",
    org_id uuid NOT NULL,
    CONSTRAINT code_repos_pkey PRIMARY KEY (id),
    CONSTRAINT code_repos_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT code_repos_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT code_repos_agent_id_check CHECK (char_length(agent_id) <= 100),
    CONSTRAINT code_repos_code_repos_by_name_entry_check CHECK (octet_length((lower(repo))::text) <= 2600),
    CONSTRAINT code_repos_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT code_repos_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT code_repos_project_id_check CHECK (char_length(project_id) <= 60),
    CONSTRAINT code_repos_repo_check CHECK (char_length(repo) <= 200)
);
--> statement-breakpoint
CREATE INDEX code_repos_by_project ON code_repos (org_id, project_id NULLS FIRST) WHERE project_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX code_repos_by_name ON code_repos (org_id, (lower(repo)));
--> statement-breakpoint
COMMENT ON TABLE code_repos IS 'A repository that an agent works on.';
--> statement-breakpoint
CREATE TABLE project_configs (
    agent_id text COLLATE "C" NOT NULL,
    org_id uuid NOT NULL,
    repo_url text COLLATE "C" NOT NULL,
    repo_owner text COLLATE "C" NOT NULL,
    repo_name text COLLATE "C" NOT NULL,
    linked_at timestamp with time zone NOT NULL DEFAULT now(),
    linked_by text COLLATE "C" NOT NULL,
    webhook_configured boolean NOT NULL DEFAULT false,
    CONSTRAINT project_configs_pkey PRIMARY KEY (org_id, agent_id),
    CONSTRAINT project_configs_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT project_configs_agent_id_check CHECK (char_length(agent_id) <= 100),
    CONSTRAINT project_configs_linked_at_check CHECK (linked_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE project_configs IS 'The repository that an agent was linked to.';
--> statement-breakpoint
CREATE TABLE slack_installations (
    team_id text COLLATE "C" NOT NULL,
    team_name text COLLATE "C" NOT NULL,
    bot_token bytea NOT NULL,
    bot_user_id text COLLATE "C" NOT NULL,
    app_id text COLLATE "C" NOT NULL,
    installed_by text COLLATE "C" NOT NULL,
    installed_at timestamp with time zone NOT NULL DEFAULT now(),
    scopes text[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::text[],
    org_id uuid NOT NULL,
    CONSTRAINT slack_installations_pkey PRIMARY KEY (team_id),
    CONSTRAINT slack_installations_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT slack_installations_installed_at_check CHECK (installed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT slack_installations_scopes_check CHECK (array_position(scopes, NULL) IS NULL),
    CONSTRAINT slack_installations_team_id_check CHECK (char_length(team_id) <= 60)
);
--> statement-breakpoint
COMMENT ON TABLE slack_installations IS 'A Slack workspace that installed the app.';
--> statement-breakpoint
COMMENT ON COLUMN slack_installations.bot_token IS 'Encrypted by the app.';
--> statement-breakpoint
CREATE TABLE sessions (
    id text COLLATE "C" NOT NULL,
    org_id uuid NOT NULL,
    project_id text COLLATE "C" NOT NULL,
    channel_type text COLLATE "C" NOT NULL,
    channel_user_id text COLLATE "C" NOT NULL,
    instance_id text COLLATE "C",
    status session_status NOT NULL DEFAULT 'active',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    metadata jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT sessions_pkey PRIMARY KEY (id),
    CONSTRAINT sessions_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT sessions_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT sessions_channel_type_check CHECK (channel_type IN ('slack', 'discord', 'telegram', 'whatsapp', 'cli', 'web')),
    CONSTRAINT sessions_channel_user_id_check CHECK (char_length(channel_user_id) <= 200),
    CONSTRAINT sessions_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT sessions_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT sessions_project_id_check CHECK (char_length(project_id) <= 60),
    CONSTRAINT sessions_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX sessions_active_lookup ON sessions (project_id, channel_type, channel_user_id) WHERE status = 'active';
--> statement-breakpoint
CREATE INDEX sessions_by_updated ON sessions (org_id, updated_at DESC);
--> statement-breakpoint
COMMENT ON TABLE sessions IS 'A conversation between a person in a channel and an agent.';
--> statement-breakpoint
CREATE TABLE tasks (
    id uuid NOT NULL,
    agent_id text COLLATE "C" NOT NULL,
    user_id uuid,
    project_id text COLLATE "C",
    org_id uuid NOT NULL,
    input text COLLATE "C" NOT NULL,
    intent text COLLATE "C",
    risk_score integer NOT NULL DEFAULT 0,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    result jsonb,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    completed_at timestamp with time zone,
    CONSTRAINT tasks_pkey PRIMARY KEY (id),
    CONSTRAINT tasks_org_key UNIQUE (org_id, id),
    CONSTRAINT tasks_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL,
    CONSTRAINT tasks_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT tasks_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT tasks_agent_id_check CHECK (char_length(agent_id) <= 100),
    CONSTRAINT tasks_completed CHECK (completed_at IS NULL OR completed_at >= created_at),
    CONSTRAINT tasks_completed_at_check CHECK (completed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT tasks_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT tasks_project_id_check CHECK (char_length(project_id) <= 60),
    CONSTRAINT tasks_risk_range CHECK (risk_score BETWEEN 0 AND 100),
    CONSTRAINT tasks_status_check CHECK (status IN ('pending', 'running', 'waiting', 'completed', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE INDEX tasks_by_agent ON tasks (org_id, agent_id, created_at DESC);
--> statement-breakpoint
CREATE INDEX tasks_by_status ON tasks (org_id, status, created_at);
--> statement-breakpoint
CREATE INDEX tasks_by_project ON tasks (org_id, project_id NULLS FIRST) WHERE project_id IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE tasks IS 'Something that an agent was asked to do.';
--> statement-breakpoint
CREATE TABLE executions (
    id uuid NOT NULL,
    org_id uuid NOT NULL,
    task_id uuid NOT NULL,
    type text COLLATE "C" NOT NULL,
    input text COLLATE "C" NOT NULL,
    output text COLLATE "C",
    status text COLLATE "C" NOT NULL DEFAULT 'running',
    container_id text COLLATE "C",
    duration_ms integer,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT executions_pkey PRIMARY KEY (id),
    CONSTRAINT executions_org_key UNIQUE (org_id, id),
    CONSTRAINT executions_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT executions_task_fkey FOREIGN KEY (org_id, task_id) REFERENCES tasks (org_id, id) ON DELETE CASCADE,
    CONSTRAINT executions_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT executions_status_check CHECK (status IN ('running', 'completed', 'failed', 'timed_out')),
    CONSTRAINT executions_type_check CHECK (char_length(type) <= 60)
);
--> statement-breakpoint
COMMENT ON TABLE executions IS 'One run of a task in a container.';
--> statement-breakpoint
CREATE TABLE approvals (
    id uuid NOT NULL,
    org_id uuid NOT NULL,
    execution_id uuid NOT NULL,
    required_quorum integer NOT NULL DEFAULT 1,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    approval_token text COLLATE "C" NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT approvals_pkey PRIMARY KEY (id),
    CONSTRAINT approvals_approval_token_key UNIQUE (approval_token),
    CONSTRAINT approvals_org_key UNIQUE (org_id, id),
    CONSTRAINT approvals_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT approvals_execution_fkey FOREIGN KEY (org_id, execution_id) REFERENCES executions (org_id, id) ON DELETE CASCADE,
    CONSTRAINT approvals_approval_token_check CHECK (char_length(approval_token) <= 100),
    CONSTRAINT approvals_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT approvals_expires_at_check CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT approvals_quorum CHECK (required_quorum > 0),
    CONSTRAINT approvals_status_check CHECK (status IN ('pending', 'approved', 'denied', 'expired'))
);
--> statement-breakpoint
CREATE INDEX approvals_open ON approvals (org_id, expires_at) WHERE status = 'pending';
--> statement-breakpoint
COMMENT ON TABLE approvals IS 'A question whether an execution may go on.';
--> statement-breakpoint
CREATE TABLE approval_votes (
    id uuid NOT NULL,
    org_id uuid NOT NULL,
    approval_id uuid NOT NULL,
    user_id uuid NOT NULL,
    channel_type text COLLATE "C" NOT NULL,
    vote text COLLATE "C" NOT NULL,
    voted_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT approval_votes_pkey PRIMARY KEY (id),
    CONSTRAINT approval_votes_voter_key UNIQUE (org_id, approval_id, user_id),
    CONSTRAINT approval_votes_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT approval_votes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT approval_votes_approval_fkey FOREIGN KEY (org_id, approval_id) REFERENCES approvals (org_id, id) ON DELETE CASCADE,
    CONSTRAINT approval_votes_channel_type_check CHECK (channel_type IN ('slack', 'discord', 'telegram', 'whatsapp', 'cli', 'web')),
    CONSTRAINT approval_votes_vote_check CHECK (vote IN ('approve', 'deny')),
    CONSTRAINT approval_votes_voted_at_check CHECK (voted_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE approval_votes IS 'One person''s decision; each votes once.';
--> statement-breakpoint
CREATE TABLE policies (
    id uuid NOT NULL,
    org_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    type text COLLATE "C" NOT NULL,
    rules jsonb NOT NULL DEFAULT '{}',
    priority integer NOT NULL DEFAULT 0,
    enabled boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    project_id text COLLATE "C",
    revision integer NOT NULL DEFAULT 1,
    CONSTRAINT policies_pkey PRIMARY KEY (id),
    CONSTRAINT policies_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT policies_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id) ON DELETE CASCADE,
    CONSTRAINT policies_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT policies_name_check CHECK (char_length(name) <= 200),
    CONSTRAINT policies_project_id_check CHECK (char_length(project_id) <= 60),
    CONSTRAINT policies_type_check CHECK (char_length(type) <= 60),
    CONSTRAINT policies_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX policies_in_force ON policies (org_id, priority DESC) WHERE enabled;
--> statement-breakpoint
CREATE INDEX policies_by_project ON policies (org_id, project_id NULLS FIRST) WHERE project_id IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE policies IS 'A rule about what agents may do.';
--> statement-breakpoint
COMMENT ON COLUMN policies.revision IS 'Counts edits, so that two editors do not overwrite each other.';
--> statement-breakpoint
CREATE TABLE audit_log (
    id uuid NOT NULL,
    "timestamp" timestamp with time zone NOT NULL DEFAULT now(),
    actor_type text COLLATE "C" NOT NULL,
    actor_id text COLLATE "C" NOT NULL,
    action text COLLATE "C" NOT NULL,
    result audit_result NOT NULL,
    metadata jsonb,
    hash text COLLATE "C" NOT NULL,
    previous_hash text COLLATE "C",
    project_id text COLLATE "C",
    org_id uuid NOT NULL,
    CONSTRAINT audit_log_pkey PRIMARY KEY (id),
    CONSTRAINT audit_log_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT audit_log_project_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id),
    CONSTRAINT audit_log_action_check CHECK (char_length(action) <= 200),
    CONSTRAINT audit_log_actor_id_check CHECK (char_length(actor_id) <= 200),
    CONSTRAINT audit_log_actor_type_check CHECK (actor_type IN ('user', 'agent', 'system')),
    CONSTRAINT audit_log_project_id_check CHECK (char_length(project_id) <= 60),
    CONSTRAINT audit_log_timestamp_check CHECK ("timestamp" BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX audit_log_by_time ON audit_log (org_id, "timestamp" DESC);
--> statement-breakpoint
CREATE INDEX audit_log_by_actor ON audit_log (org_id, actor_id, "timestamp" DESC);
--> statement-breakpoint
CREATE INDEX audit_log_by_action ON audit_log (org_id, action, "timestamp" DESC);
--> statement-breakpoint
CREATE INDEX audit_log_by_project ON audit_log (org_id, project_id NULLS FIRST) WHERE project_id IS NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX audit_log_previous_hash_chain ON audit_log (org_id, (coalesce(previous_hash, '')));
--> statement-breakpoint
COMMENT ON TABLE audit_log IS 'What was done, by whom, with what outcome. Nothing of it is ever changed or removed.';
--> statement-breakpoint
COMMENT ON COLUMN audit_log.org_id IS 'An organization with a log stays.';
--> statement-breakpoint
CREATE VIEW open_approvals (id, org_id, task_id, required_quorum, expires_at, votes, approving) AS
SELECT a.id AS id, a.org_id AS org_id, e.task_id AS task_id, a.required_quorum AS required_quorum, a.expires_at AS expires_at, count(v.id) AS votes, sum(CASE WHEN v.vote = 'approve' THEN 1 ELSE 0 END) AS approving
FROM approvals AS a
JOIN executions AS e ON e.org_id = a.org_id AND e.id = a.execution_id
LEFT JOIN approval_votes AS v ON v.org_id = a.org_id AND v.approval_id = a.id
WHERE a.status = 'pending'
GROUP BY a.id, a.org_id, e.task_id, a.required_quorum, a.expires_at;
--> statement-breakpoint
CREATE FUNCTION audit_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'U0001', MESSAGE = 'append-only: ' || TG_TABLE_NAME,
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_append_only();
--> statement-breakpoint
COMMENT ON VIEW open_approvals IS 'Questions that wait for votes, with the votes so far.';
