CREATE TABLE agents (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    mode text COLLATE "C" NOT NULL DEFAULT 'primary',
    model_default text COLLATE "C",
    model_fallback text COLLATE "C",
    base_prompt text COLLATE "C",
    enabled boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    model_tier text COLLATE "C" NOT NULL DEFAULT 'cheap',
    CONSTRAINT agents_pkey PRIMARY KEY (id),
    CONSTRAINT agents_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT agents_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT agents_mode_check CHECK (mode IN ('primary', 'specialist')),
    CONSTRAINT agents_model_tier_check CHECK (model_tier IN ('cheap', 'balanced', 'premium')),
    CONSTRAINT agents_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE agents IS 'A prompt, a model and a set of skills and tools.';
--> statement-breakpoint
CREATE TABLE agent_skills (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    agent_id text COLLATE "C" NOT NULL,
    skill_name text COLLATE "C" NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT agent_skills_pkey PRIMARY KEY (id),
    CONSTRAINT agent_skills_skill_key UNIQUE (agent_id, skill_name),
    CONSTRAINT agent_skills_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents (id) ON DELETE CASCADE,
    CONSTRAINT agent_skills_agent_id_check CHECK (char_length(agent_id) <= 60),
    CONSTRAINT agent_skills_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT agent_skills_skill_name_check CHECK (char_length(skill_name) <= 100)
);
--> statement-breakpoint
CREATE INDEX agent_skills_by_skill ON agent_skills (skill_name);
--> statement-breakpoint
COMMENT ON TABLE agent_skills IS 'A skill that an agent has.';
--> statement-breakpoint
CREATE TABLE agent_tools (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    agent_id text COLLATE "C" NOT NULL,
    pattern text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT agent_tools_pkey PRIMARY KEY (id),
    CONSTRAINT agent_tools_pattern_key UNIQUE (agent_id, pattern),
    CONSTRAINT agent_tools_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents (id) ON DELETE CASCADE,
    CONSTRAINT agent_tools_agent_id_check CHECK (char_length(agent_id) <= 60),
    CONSTRAINT agent_tools_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT agent_tools_pattern_check CHECK (char_length(pattern) <= 200),
    CONSTRAINT agent_tools_type_check CHECK (type IN ('allow', 'deny', 'ask'))
);
--> statement-breakpoint
COMMENT ON TABLE agent_tools IS 'What an agent may do with the tools that a pattern matches.';
--> statement-breakpoint
CREATE TABLE app_storage (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    app_name text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    value jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT app_storage_pkey PRIMARY KEY (id),
    CONSTRAINT app_storage_key UNIQUE (app_name, key),
    CONSTRAINT app_storage_app_name_check CHECK (char_length(app_name) <= 100),
    CONSTRAINT app_storage_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT app_storage_key_check CHECK (char_length(key) <= 200),
    CONSTRAINT app_storage_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE app_storage IS 'What an app keeps, by key.';
--> statement-breakpoint
CREATE TABLE permission_policies (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    tool_patterns text[] COLLATE "C" NOT NULL,
    agent_ids text[] COLLATE "C",
    platforms text[] COLLATE "C",
    action text COLLATE "C" NOT NULL,
    granularity text COLLATE "C" NOT NULL,
    timeout integer,
    prompt_template text COLLATE "C",
    risk_level text COLLATE "C" NOT NULL,
    priority integer NOT NULL DEFAULT 0,
    enabled boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT permission_policies_pkey PRIMARY KEY (id),
    CONSTRAINT permission_policies_action_check CHECK (action IN ('allow', 'deny', 'ask')),
    CONSTRAINT permission_policies_agent_ids_check CHECK (array_position(agent_ids, NULL) IS NULL),
    CONSTRAINT permission_policies_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT permission_policies_granularity_check CHECK (granularity IN ('per_call', 'per_session', 'per_tool')),
    CONSTRAINT permission_policies_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT permission_policies_platforms_check CHECK (array_position(platforms, NULL) IS NULL),
    CONSTRAINT permission_policies_risk_level_check CHECK (risk_level IN ('low', 'medium', 'high', 'critical')),
    CONSTRAINT permission_policies_timeout CHECK (timeout IS NULL OR timeout > 0),
    CONSTRAINT permission_policies_tool_patterns_check CHECK (array_position(tool_patterns, NULL) IS NULL),
    CONSTRAINT permission_policies_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX permission_policies_in_force ON permission_policies (priority DESC) WHERE enabled;
--> statement-breakpoint
CREATE INDEX permission_policies_by_action ON permission_policies (action);
--> statement-breakpoint
COMMENT ON TABLE permission_policies IS 'When a tool call needs a person''s consent.';
--> statement-breakpoint
COMMENT ON COLUMN permission_policies.timeout IS 'In seconds.';
--> statement-breakpoint
CREATE TABLE approval_requests (
    id text COLLATE "C" NOT NULL,
    session_id text COLLATE "C" NOT NULL,
    platform text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    agent_id text COLLATE "C" NOT NULL,
    policy_id text COLLATE "C",
    tool_name text COLLATE "C" NOT NULL,
    tool_input jsonb NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    platform_message_id text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    resolved_at timestamp with time zone,
    resolved_by text COLLATE "C",
    expires_at timestamp with time zone,
    CONSTRAINT approval_requests_pkey PRIMARY KEY (id),
    CONSTRAINT approval_requests_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES permission_policies (id) ON DELETE SET NULL,
    CONSTRAINT approval_requests_agent_id_check CHECK (char_length(agent_id) <= 60),
    CONSTRAINT approval_requests_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT approval_requests_expires_at_check CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT approval_requests_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT approval_requests_platform_check CHECK (platform IN ('whatsapp', 'slack', 'dashboard')),
    CONSTRAINT approval_requests_policy_id_check CHECK (char_length(policy_id) <= 60),
    CONSTRAINT approval_requests_resolved CHECK ((status = 'pending') = (resolved_at IS NULL)),
    CONSTRAINT approval_requests_resolved_at_check CHECK (resolved_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT approval_requests_session_id_check CHECK (char_length(session_id) <= 100),
    CONSTRAINT approval_requests_status_check CHECK (status IN ('pending', 'approved', 'denied', 'expired')),
    CONSTRAINT approval_requests_user_id_check CHECK (char_length(user_id) <= 100)
);
--> statement-breakpoint
CREATE INDEX approval_requests_by_session ON approval_requests (session_id, created_at);
--> statement-breakpoint
CREATE INDEX approval_requests_waiting ON approval_requests (expires_at NULLS FIRST) WHERE status = 'pending';
--> statement-breakpoint
COMMENT ON TABLE approval_requests IS 'A tool call that waits for consent.';
--> statement-breakpoint
COMMENT ON COLUMN approval_requests.agent_id IS 'Kept after the agent is gone.';
--> statement-breakpoint
CREATE TABLE approval_grants (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    session_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    grant_type text COLLATE "C" NOT NULL,
    grant_value text COLLATE "C" NOT NULL,
    expires_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT approval_grants_pkey PRIMARY KEY (id),
    CONSTRAINT approval_grants_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT approval_grants_expires_at_check CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT approval_grants_grant_type_check CHECK (grant_type IN ('tool', 'pattern', 'category', 'all')),
    CONSTRAINT approval_grants_session_id_check CHECK (char_length(session_id) <= 100),
    CONSTRAINT approval_grants_user_id_check CHECK (char_length(user_id) <= 100)
);
--> statement-breakpoint
CREATE INDEX approval_grants_by_session ON approval_grants (session_id, grant_type);
--> statement-breakpoint
CREATE INDEX approval_grants_by_user ON approval_grants (user_id);
--> statement-breakpoint
COMMENT ON TABLE approval_grants IS 'A consent that was given ahead.';
--> statement-breakpoint
CREATE TABLE chat_context (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    chat_id text COLLATE "C" NOT NULL,
    platform text COLLATE "C" NOT NULL,
    context_json jsonb NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT chat_context_pkey PRIMARY KEY (id),
    CONSTRAINT chat_context_chat_key UNIQUE (platform, chat_id),
    CONSTRAINT chat_context_chat_id_check CHECK (char_length(chat_id) <= 100),
    CONSTRAINT chat_context_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT chat_context_platform_check CHECK (platform IN ('whatsapp', 'slack', 'dashboard')),
    CONSTRAINT chat_context_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE chat_context IS 'What is remembered of a chat; `version` refuses the older of two writers.';
--> statement-breakpoint
CREATE TABLE chat_permissions (
    chat_id text COLLATE "C" NOT NULL,
    chat_type text COLLATE "C" NOT NULL,
    permission text COLLATE "C" NOT NULL DEFAULT 'read_only',
    display_name text COLLATE "C",
    notes text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT chat_permissions_pkey PRIMARY KEY (chat_id),
    CONSTRAINT chat_permissions_chat_id_check CHECK (char_length(chat_id) <= 100),
    CONSTRAINT chat_permissions_chat_type_check CHECK (chat_type IN ('individual', 'group')),
    CONSTRAINT chat_permissions_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT chat_permissions_permission_check CHECK (permission IN ('allowed', 'read_only', 'blocked')),
    CONSTRAINT chat_permissions_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX chat_permissions_by_type ON chat_permissions (chat_type, permission);
--> statement-breakpoint
COMMENT ON TABLE chat_permissions IS 'Whether the agent writes in a chat.';
--> statement-breakpoint
CREATE TABLE context_rules (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    context_type text COLLATE "C" NOT NULL,
    context_id text COLLATE "C",
    agent_id text COLLATE "C",
    skill_overrides jsonb,
    priority integer NOT NULL DEFAULT 0,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT context_rules_pkey PRIMARY KEY (id),
    CONSTRAINT context_rules_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents (id) ON DELETE SET NULL,
    CONSTRAINT context_rules_agent_id_check CHECK (char_length(agent_id) <= 60),
    CONSTRAINT context_rules_context_id_check CHECK (char_length(context_id) <= 100),
    CONSTRAINT context_rules_context_type_check CHECK (context_type IN ('default', 'platform', 'channel', 'chat')),
    CONSTRAINT context_rules_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT context_rules_place CHECK ((context_type = 'default') = (context_id IS NULL)),
    CONSTRAINT context_rules_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX context_rules_by_context ON context_rules (context_type, context_id NULLS FIRST, priority DESC);
--> statement-breakpoint
COMMENT ON TABLE context_rules IS 'Which agent answers where.';
--> statement-breakpoint
CREATE TABLE dashboard_users (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    username text COLLATE "C" NOT NULL,
    password_hash text COLLATE "C",
    google_id text COLLATE "C",
    google_email text COLLATE "C",
    auth_method text COLLATE "C" NOT NULL DEFAULT 'password',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT dashboard_users_pkey PRIMARY KEY (id),
    CONSTRAINT dashboard_users_username_key UNIQUE (username),
    CONSTRAINT dashboard_users_google_id_key UNIQUE (google_id),
    CONSTRAINT dashboard_users_auth_method_check CHECK (auth_method IN ('password', 'google', 'both')),
    CONSTRAINT dashboard_users_can_sign_in CHECK (password_hash IS NOT NULL OR google_id IS NOT NULL),
    CONSTRAINT dashboard_users_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT dashboard_users_google_email_check CHECK (char_length(google_email) <= 320),
    CONSTRAINT dashboard_users_google_id_check CHECK (char_length(google_id) <= 100),
    CONSTRAINT dashboard_users_username_check CHECK (char_length(username) <= 100)
);
--> statement-breakpoint
COMMENT ON TABLE dashboard_users IS 'Who may sign in to the dashboard.';
--> statement-breakpoint
CREATE TABLE demo_github_monitors (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    repo_url text COLLATE "C" NOT NULL,
    slack_channel text COLLATE "C" NOT NULL,
    schedule_time time without time zone NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    last_checked timestamp with time zone,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT demo_github_monitors_pkey PRIMARY KEY (id),
    CONSTRAINT demo_github_monitors_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT demo_github_monitors_last_checked_check CHECK (last_checked BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT demo_github_monitors_repo_url_check CHECK (char_length(repo_url) <= 500),
    CONSTRAINT demo_github_monitors_schedule_time_check CHECK (schedule_time < '24:00')
);
--> statement-breakpoint
CREATE INDEX demo_github_monitors_active ON demo_github_monitors (schedule_time) WHERE is_active;
--> statement-breakpoint
CREATE INDEX demo_github_monitors_by_repo ON demo_github_monitors (repo_url);
--> statement-breakpoint
COMMENT ON TABLE demo_github_monitors IS 'A demonstration: a repository that is looked at daily.';
--> statement-breakpoint
COMMENT ON COLUMN demo_github_monitors.schedule_time IS 'Of each day, in UTC.';
--> statement-breakpoint
CREATE TABLE demo_meetings (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    title text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    attendees text[] COLLATE "C",
    start_time timestamp with time zone NOT NULL,
    duration_minutes integer NOT NULL,
    send_reminder boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT demo_meetings_pkey PRIMARY KEY (id),
    CONSTRAINT demo_meetings_attendees_check CHECK (array_position(attendees, NULL) IS NULL),
    CONSTRAINT demo_meetings_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT demo_meetings_duration CHECK (duration_minutes > 0),
    CONSTRAINT demo_meetings_start_time_check CHECK (start_time BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX demo_meetings_by_start ON demo_meetings (start_time);
--> statement-breakpoint
COMMENT ON TABLE demo_meetings IS 'A demonstration: a meeting.';
--> statement-breakpoint
CREATE TABLE feature_flags (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    enabled boolean NOT NULL DEFAULT true,
    category text COLLATE "C" NOT NULL DEFAULT 'ui',
    sort_order integer NOT NULL DEFAULT 0,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT feature_flags_pkey PRIMARY KEY (id),
    CONSTRAINT feature_flags_category_check CHECK (char_length(category) <= 60),
    CONSTRAINT feature_flags_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT feature_flags_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT feature_flags_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX feature_flags_in_order ON feature_flags (category, sort_order);
--> statement-breakpoint
COMMENT ON TABLE feature_flags IS 'A part of the app that can be off.';
--> statement-breakpoint
CREATE TABLE user_feature_flag_overrides (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    user_id integer NOT NULL,
    flag_id text COLLATE "C" NOT NULL,
    enabled boolean NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT user_feature_flag_overrides_pkey PRIMARY KEY (id),
    CONSTRAINT user_flag_overrides_key UNIQUE (user_id, flag_id),
    CONSTRAINT user_feature_flag_overrides_user_id_fkey FOREIGN KEY (user_id) REFERENCES dashboard_users (id) ON DELETE CASCADE,
    CONSTRAINT user_feature_flag_overrides_flag_id_fkey FOREIGN KEY (flag_id) REFERENCES feature_flags (id) ON DELETE CASCADE,
    CONSTRAINT user_feature_flag_overrides_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT user_feature_flag_overrides_flag_id_check CHECK (char_length(flag_id) <= 60),
    CONSTRAINT user_feature_flag_overrides_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE user_feature_flag_overrides IS 'A flag as one user has it.';
--> statement-breakpoint
CREATE TABLE user_version_preferences (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    user_id integer NOT NULL,
    notifications_enabled boolean NOT NULL DEFAULT true,
    dismissed_versions text[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::text[],
    remind_later_until timestamp with time zone,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT user_version_preferences_pkey PRIMARY KEY (id),
    CONSTRAINT user_version_preferences_user_id_key UNIQUE (user_id),
    CONSTRAINT user_version_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES dashboard_users (id) ON DELETE CASCADE,
    CONSTRAINT user_version_preferences_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT user_version_preferences_dismissed_versions_check CHECK (array_position(dismissed_versions, NULL) IS NULL),
    CONSTRAINT user_version_preferences_remind_later_until_check CHECK (remind_later_until BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT user_version_preferences_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE user_version_preferences IS 'What a user wants to hear of new versions.';
--> statement-breakpoint
CREATE TABLE onboarder_sessions (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    user_id integer NOT NULL,
    session_id text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    is_active boolean NOT NULL DEFAULT false,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    last_active_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT onboarder_sessions_pkey PRIMARY KEY (id),
    CONSTRAINT onboarder_sessions_session_id_key UNIQUE (session_id),
    CONSTRAINT onboarder_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES dashboard_users (id) ON DELETE CASCADE,
    CONSTRAINT onboarder_sessions_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT onboarder_sessions_last_active_at_check CHECK (last_active_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT onboarder_sessions_session_id_check CHECK (char_length(session_id) <= 100)
);
--> statement-breakpoint
CREATE UNIQUE INDEX onboarder_sessions_one_active ON onboarder_sessions (user_id) WHERE is_active;
--> statement-breakpoint
COMMENT ON TABLE onboarder_sessions IS 'A conversation in which a user sets things up.';
--> statement-breakpoint
CREATE TABLE groups (
    group_id text COLLATE "C" NOT NULL,
    group_name text COLLATE "C",
    group_subject text COLLATE "C",
    participant_count integer,
    last_updated timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT groups_pkey PRIMARY KEY (group_id),
    CONSTRAINT groups_group_id_check CHECK (char_length(group_id) <= 100),
    CONSTRAINT groups_group_name_check CHECK (char_length(group_name) <= 200),
    CONSTRAINT groups_group_subject_check CHECK (char_length(group_subject) <= 200),
    CONSTRAINT groups_groups_by_name_entry_check CHECK (octet_length((lower(group_name))::text) <= 2600),
    CONSTRAINT groups_last_updated_check CHECK (last_updated BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX groups_by_name ON groups ((lower(group_name)) NULLS FIRST);
--> statement-breakpoint
COMMENT ON TABLE groups IS 'A group of chats, as the platform calls it.';
--> statement-breakpoint
CREATE TABLE messages (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    message_id text COLLATE "C",
    direction text COLLATE "C" NOT NULL,
    jid text COLLATE "C" NOT NULL,
    phone text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,
    is_group boolean NOT NULL DEFAULT false,
    group_id text COLLATE "C",
    "timestamp" timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    media_type text COLLATE "C",
    media_path text COLLATE "C",
    media_mime_type text COLLATE "C",
    transcribed_text text COLLATE "C",
    transcribed_language text COLLATE "C",
    CONSTRAINT messages_pkey PRIMARY KEY (id),
    CONSTRAINT messages_message_id_key UNIQUE (message_id),
    CONSTRAINT messages_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups (group_id) ON DELETE SET NULL,
    CONSTRAINT messages_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT messages_direction_check CHECK (direction IN ('incoming', 'outgoing')),
    CONSTRAINT messages_group CHECK (is_group OR group_id IS NULL),
    CONSTRAINT messages_group_id_check CHECK (char_length(group_id) <= 100),
    CONSTRAINT messages_jid_check CHECK (char_length(jid) <= 100),
    CONSTRAINT messages_media_type_check CHECK (char_length(media_type) <= 40),
    CONSTRAINT messages_message_id_check CHECK (char_length(message_id) <= 100),
    CONSTRAINT messages_phone_check CHECK (char_length(phone) <= 40),
    CONSTRAINT messages_timestamp_check CHECK ("timestamp" BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT messages_transcribed_language_check CHECK (char_length(transcribed_language) <= 20)
);
--> statement-breakpoint
CREATE INDEX messages_by_phone ON messages (phone, "timestamp" DESC);
--> statement-breakpoint
CREATE INDEX messages_by_time ON messages ("timestamp" DESC);
--> statement-breakpoint
CREATE INDEX messages_with_media ON messages (media_type NULLS FIRST, "timestamp" DESC) WHERE media_type IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE messages IS 'A message of a chat.';
--> statement-breakpoint
CREATE TABLE oauth_proxy_sessions (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    session_id text COLLATE "C" NOT NULL,
    code_challenge text COLLATE "C" NOT NULL,
    scopes text[] COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    user_email text COLLATE "C",
    encrypted_tokens bytea,
    tokens_iv bytea,
    tokens_auth_tag bytea,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT oauth_proxy_sessions_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_proxy_sessions_session_id_key UNIQUE (session_id),
    CONSTRAINT oauth_proxy_sessions_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_proxy_sessions_expires_at_check CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_proxy_sessions_scopes_check CHECK (array_position(scopes, NULL) IS NULL),
    CONSTRAINT oauth_proxy_sessions_sealed CHECK ((encrypted_tokens IS NULL) = (tokens_iv IS NULL) AND (tokens_iv IS NULL) = (tokens_auth_tag IS NULL)),
    CONSTRAINT oauth_proxy_sessions_session_id_check CHECK (char_length(session_id) <= 100),
    CONSTRAINT oauth_proxy_sessions_status_check CHECK (status IN ('pending', 'authorized', 'completed', 'failed')),
    CONSTRAINT oauth_proxy_sessions_user_email_check CHECK (char_length(user_email) <= 320)
);
--> statement-breakpoint
CREATE INDEX oauth_proxy_sessions_by_expiry ON oauth_proxy_sessions (status, expires_at);
--> statement-breakpoint
COMMENT ON TABLE oauth_proxy_sessions IS 'A sign-in with another service that is under way.';
--> statement-breakpoint
CREATE TABLE permission_audit_log (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    chat_id text COLLATE "C" NOT NULL,
    old_permission text COLLATE "C",
    new_permission text COLLATE "C" NOT NULL,
    changed_by text COLLATE "C",
    changed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT permission_audit_log_pkey PRIMARY KEY (id),
    CONSTRAINT permission_audit_log_changed_at_check CHECK (changed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT permission_audit_log_chat_id_check CHECK (char_length(chat_id) <= 100),
    CONSTRAINT permission_audit_log_new_permission_check CHECK (new_permission IN ('allowed', 'read_only', 'blocked')),
    CONSTRAINT permission_audit_log_old_permission_check CHECK (old_permission IN ('allowed', 'read_only', 'blocked'))
);
--> statement-breakpoint
CREATE INDEX permission_audit_by_chat ON permission_audit_log (chat_id, changed_at DESC);
--> statement-breakpoint
COMMENT ON TABLE permission_audit_log IS 'Every change of a chat''s permission.';
--> statement-breakpoint
CREATE TABLE slack_permission_audit_log (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    channel_id text COLLATE "C" NOT NULL,
    old_permission text COLLATE "C",
    new_permission text COLLATE "C" NOT NULL,
    changed_by text COLLATE "C",
    changed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT slack_permission_audit_log_pkey PRIMARY KEY (id),
    CONSTRAINT slack_permission_audit_log_changed_at_check CHECK (changed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT slack_permission_audit_log_channel_id_check CHECK (char_length(channel_id) <= 100),
    CONSTRAINT slack_permission_audit_log_new_permission_check CHECK (new_permission IN ('allowed', 'read_only', 'blocked')),
    CONSTRAINT slack_permission_audit_log_old_permission_check CHECK (old_permission IN ('allowed', 'read_only', 'blocked'))
);
--> statement-breakpoint
CREATE INDEX slack_permission_audit_by_channel ON slack_permission_audit_log (channel_id, changed_at DESC);
--> statement-breakpoint
COMMENT ON TABLE slack_permission_audit_log IS 'Every change of a channel''s permission.';
--> statement-breakpoint
CREATE TABLE secrets (
    key text COLLATE "C" NOT NULL,
    encrypted_value bytea NOT NULL,
    iv bytea NOT NULL,
    auth_tag bytea NOT NULL,
    category text COLLATE "C",
    description text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT secrets_pkey PRIMARY KEY (key),
    CONSTRAINT secrets_category_check CHECK (char_length(category) <= 60),
    CONSTRAINT secrets_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT secrets_key_check CHECK (char_length(key) <= 200),
    CONSTRAINT secrets_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX secrets_by_category ON secrets (category NULLS FIRST);
--> statement-breakpoint
COMMENT ON TABLE secrets IS 'A key of another service, encrypted by the app.';
--> statement-breakpoint
CREATE TABLE secrets_audit_log (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    key text COLLATE "C" NOT NULL,
    action text COLLATE "C" NOT NULL,
    changed_by text COLLATE "C",
    changed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT secrets_audit_log_pkey PRIMARY KEY (id),
    CONSTRAINT secrets_audit_log_action_check CHECK (action IN ('create', 'update', 'delete', 'read')),
    CONSTRAINT secrets_audit_log_changed_at_check CHECK (changed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT secrets_audit_log_key_check CHECK (char_length(key) <= 200)
);
--> statement-breakpoint
CREATE INDEX secrets_audit_by_key ON secrets_audit_log (key, changed_at DESC);
--> statement-breakpoint
COMMENT ON TABLE secrets_audit_log IS 'Who touched which secret; kept when the secret is gone.';
--> statement-breakpoint
CREATE TABLE scheduled_jobs (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    schedule_type text COLLATE "C" NOT NULL,
    cron_expression text COLLATE "C",
    run_at timestamp with time zone,
    interval_minutes integer,
    timezone text COLLATE "C" NOT NULL DEFAULT 'UTC',
    provider text COLLATE "C" NOT NULL,
    target text COLLATE "C" NOT NULL,
    message_template text COLLATE "C" NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    last_run_at timestamp with time zone,
    next_run_at timestamp with time zone,
    run_count integer NOT NULL DEFAULT 0,
    last_error text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT scheduled_jobs_pkey PRIMARY KEY (id),
    CONSTRAINT scheduled_jobs_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_jobs_last_run_at_check CHECK (last_run_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_jobs_next_run_at_check CHECK (next_run_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_jobs_provider_check CHECK (provider IN ('whatsapp', 'slack', 'dashboard')),
    CONSTRAINT scheduled_jobs_run_at_check CHECK (run_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_jobs_schedule_type_check CHECK (schedule_type IN ('once', 'recurring', 'cron')),
    CONSTRAINT scheduled_jobs_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_jobs_when CHECK (CASE schedule_type WHEN 'once' THEN run_at IS NOT NULL WHEN 'recurring' THEN interval_minutes IS NOT NULL AND interval_minutes > 0 ELSE cron_expression IS NOT NULL END)
);
--> statement-breakpoint
CREATE INDEX scheduled_jobs_due ON scheduled_jobs (next_run_at NULLS FIRST) WHERE enabled;
--> statement-breakpoint
COMMENT ON TABLE scheduled_jobs IS 'A message that is sent at a time, or again and again.';
--> statement-breakpoint
CREATE TABLE scheduled_job_runs (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    job_id integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    completed_at timestamp with time zone,
    status text COLLATE "C",
    error text COLLATE "C",
    message_sent text COLLATE "C",
    CONSTRAINT scheduled_job_runs_pkey PRIMARY KEY (id),
    CONSTRAINT scheduled_job_runs_job_id_fkey FOREIGN KEY (job_id) REFERENCES scheduled_jobs (id) ON DELETE CASCADE,
    CONSTRAINT scheduled_job_runs_completed_at_check CHECK (completed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_job_runs_started_at_check CHECK (started_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_job_runs_status_check CHECK (status IN ('success', 'failed'))
);
--> statement-breakpoint
CREATE INDEX scheduled_job_runs_by_job ON scheduled_job_runs (job_id, started_at DESC);
--> statement-breakpoint
COMMENT ON TABLE scheduled_job_runs IS 'One time that a job ran.';
--> statement-breakpoint
CREATE TABLE scheduled_messages (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    name text COLLATE "C" NOT NULL,
    cron_expression text COLLATE "C" NOT NULL,
    target_type text COLLATE "C" NOT NULL,
    target_id text COLLATE "C" NOT NULL,
    message text COLLATE "C" NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    last_run timestamp with time zone,
    next_run timestamp with time zone,
    created_by text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    deleted_at timestamp with time zone,
    CONSTRAINT scheduled_messages_pkey PRIMARY KEY (id),
    CONSTRAINT scheduled_messages_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_messages_deleted_at_check CHECK (deleted_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_messages_last_run_check CHECK (last_run BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_messages_next_run_check CHECK (next_run BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_messages_target_id_check CHECK (char_length(target_id) <= 100),
    CONSTRAINT scheduled_messages_target_type_check CHECK (target_type IN ('individual', 'group')),
    CONSTRAINT scheduled_messages_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX scheduled_messages_due ON scheduled_messages (next_run NULLS FIRST) WHERE is_active AND deleted_at IS NULL;
--> statement-breakpoint
COMMENT ON TABLE scheduled_messages IS 'A message by cron; the jobs'' forerunner. Kept for a while after it is deleted.';
--> statement-breakpoint
CREATE TABLE slack_channels (
    channel_id text COLLATE "C" NOT NULL,
    channel_name text COLLATE "C",
    channel_type text COLLATE "C",
    is_member boolean NOT NULL DEFAULT true,
    last_updated timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT slack_channels_pkey PRIMARY KEY (channel_id),
    CONSTRAINT slack_channels_channel_id_check CHECK (char_length(channel_id) <= 100),
    CONSTRAINT slack_channels_channel_name_check CHECK (char_length(channel_name) <= 200),
    CONSTRAINT slack_channels_channel_type_check CHECK (char_length(channel_type) <= 40),
    CONSTRAINT slack_channels_last_updated_check CHECK (last_updated BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX slack_channels_by_name ON slack_channels (channel_name NULLS FIRST);
--> statement-breakpoint
COMMENT ON TABLE slack_channels IS 'A channel that the app has seen.';
--> statement-breakpoint
CREATE TABLE slack_channel_permissions (
    channel_id text COLLATE "C" NOT NULL,
    permission text COLLATE "C" NOT NULL DEFAULT 'read_only',
    respond_to_mentions boolean NOT NULL DEFAULT true,
    respond_to_dms boolean NOT NULL DEFAULT true,
    notes text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT slack_channel_permissions_pkey PRIMARY KEY (channel_id),
    CONSTRAINT slack_channel_permissions_channel_id_check CHECK (char_length(channel_id) <= 100),
    CONSTRAINT slack_channel_permissions_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT slack_channel_permissions_permission_check CHECK (permission IN ('allowed', 'read_only', 'blocked')),
    CONSTRAINT slack_channel_permissions_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX slack_channel_permissions_by_permission ON slack_channel_permissions (permission);
--> statement-breakpoint
COMMENT ON TABLE slack_channel_permissions IS 'Whether the agent writes in a channel.';
--> statement-breakpoint
CREATE TABLE slack_messages (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    message_id text COLLATE "C",
    channel_id text COLLATE "C" NOT NULL,
    thread_ts text COLLATE "C",
    user_id text COLLATE "C" NOT NULL,
    user_name text COLLATE "C",
    text text COLLATE "C" NOT NULL,
    direction text COLLATE "C" NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    has_files boolean NOT NULL DEFAULT false,
    file_types text[] COLLATE "C",
    CONSTRAINT slack_messages_pkey PRIMARY KEY (id),
    CONSTRAINT slack_messages_message_id_key UNIQUE (message_id),
    CONSTRAINT slack_messages_channel_id_check CHECK (char_length(channel_id) <= 100),
    CONSTRAINT slack_messages_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT slack_messages_direction_check CHECK (direction IN ('incoming', 'outgoing')),
    CONSTRAINT slack_messages_file_types_check CHECK (array_position(file_types, NULL) IS NULL),
    CONSTRAINT slack_messages_message_id_check CHECK (char_length(message_id) <= 100),
    CONSTRAINT slack_messages_thread_ts_check CHECK (char_length(thread_ts) <= 40),
    CONSTRAINT slack_messages_timestamp_check CHECK ("timestamp" BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT slack_messages_user_id_check CHECK (char_length(user_id) <= 100)
);
--> statement-breakpoint
CREATE INDEX slack_messages_by_channel ON slack_messages (channel_id, "timestamp" DESC);
--> statement-breakpoint
CREATE INDEX slack_messages_by_thread ON slack_messages (thread_ts NULLS FIRST, "timestamp") WHERE thread_ts IS NOT NULL;
--> statement-breakpoint
CREATE INDEX slack_messages_by_user ON slack_messages (user_id, "timestamp" DESC);
--> statement-breakpoint
COMMENT ON TABLE slack_messages IS 'A message of a channel.';
--> statement-breakpoint
CREATE TABLE system_prompts (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    chat_id text COLLATE "C" NOT NULL,
    platform text COLLATE "C" NOT NULL,
    prompt_text text COLLATE "C" NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT system_prompts_pkey PRIMARY KEY (id),
    CONSTRAINT system_prompts_chat_id_check CHECK (char_length(chat_id) <= 100),
    CONSTRAINT system_prompts_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT system_prompts_platform_check CHECK (platform IN ('whatsapp', 'slack', 'dashboard')),
    CONSTRAINT system_prompts_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX system_prompts_one_active ON system_prompts (platform, chat_id) WHERE is_active;
--> statement-breakpoint
COMMENT ON TABLE system_prompts IS 'A prompt for one chat.';
--> statement-breakpoint
CREATE TABLE webhooks (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    token text COLLATE "C" NOT NULL,
    signature_header text COLLATE "C",
    source_type text COLLATE "C" NOT NULL,
    event_filter text[] COLLATE "C",
    provider text COLLATE "C" NOT NULL,
    target text COLLATE "C" NOT NULL,
    message_template text COLLATE "C",
    enabled boolean NOT NULL DEFAULT true,
    last_triggered_at timestamp with time zone,
    trigger_count integer NOT NULL DEFAULT 0,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT webhooks_pkey PRIMARY KEY (id),
    CONSTRAINT webhooks_name_key UNIQUE (name),
    CONSTRAINT webhooks_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT webhooks_event_filter_check CHECK (array_position(event_filter, NULL) IS NULL),
    CONSTRAINT webhooks_last_triggered_at_check CHECK (last_triggered_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT webhooks_name_check CHECK (char_length(name) <= 100),
    CONSTRAINT webhooks_provider_check CHECK (provider IN ('whatsapp', 'slack', 'dashboard')),
    CONSTRAINT webhooks_source_type_check CHECK (source_type IN ('github', 'stripe', 'generic')),
    CONSTRAINT webhooks_token_check CHECK (char_length(token) <= 200),
    CONSTRAINT webhooks_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX webhooks_by_source ON webhooks (source_type, enabled);
--> statement-breakpoint
COMMENT ON TABLE webhooks IS 'An address at which another service reports.';
--> statement-breakpoint
CREATE TABLE webhook_events (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    webhook_id integer NOT NULL,
    received_at timestamp with time zone NOT NULL DEFAULT now(),
    event_type text COLLATE "C",
    payload jsonb,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    error text COLLATE "C",
    message_sent text COLLATE "C",
    processing_time_ms integer,
    CONSTRAINT webhook_events_pkey PRIMARY KEY (id),
    CONSTRAINT webhook_events_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks (id) ON DELETE CASCADE,
    CONSTRAINT webhook_events_received_at_check CHECK (received_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT webhook_events_status_check CHECK (status IN ('pending', 'processed', 'failed', 'ignored'))
);
--> statement-breakpoint
CREATE INDEX webhook_events_by_webhook ON webhook_events (webhook_id, received_at DESC);
--> statement-breakpoint
CREATE INDEX webhook_events_pending ON webhook_events (received_at) WHERE status = 'pending';
--> statement-breakpoint
COMMENT ON TABLE webhook_events IS 'A report that came in.';
--> statement-breakpoint
CREATE TABLE webhook_forwards (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    name text COLLATE "C" NOT NULL,
    source_path_prefix text COLLATE "C" NOT NULL,
    target_url text COLLATE "C" NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    verify_signature boolean NOT NULL DEFAULT false,
    signature_header text COLLATE "C",
    signature_secret text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT webhook_forwards_pkey PRIMARY KEY (id),
    CONSTRAINT webhook_forwards_source_path_prefix_key UNIQUE (source_path_prefix),
    CONSTRAINT webhook_forwards_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT webhook_forwards_secret CHECK (NOT verify_signature OR signature_secret IS NOT NULL),
    CONSTRAINT webhook_forwards_source_path_prefix_check CHECK (char_length(source_path_prefix) <= 200),
    CONSTRAINT webhook_forwards_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE webhook_forwards IS 'Where requests below a path are passed on to.';
--> statement-breakpoint
CREATE VIEW chat_activity (phone, messages, last_message_at) AS
SELECT m.phone AS phone, count(*) AS messages, max(m."timestamp") AS last_message_at
FROM messages AS m
GROUP BY m.phone;
--> statement-breakpoint
CREATE FUNCTION permission_audit_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'U0001', MESSAGE = 'append-only: ' || TG_TABLE_NAME,
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER permission_audit_log_append_only BEFORE UPDATE OR DELETE ON permission_audit_log FOR EACH ROW EXECUTE FUNCTION permission_audit_log_append_only();
--> statement-breakpoint
CREATE TRIGGER permission_audit_log_append_only_truncate BEFORE TRUNCATE ON permission_audit_log FOR EACH STATEMENT EXECUTE FUNCTION permission_audit_log_append_only();
--> statement-breakpoint
CREATE FUNCTION slack_permission_audit_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'U0001', MESSAGE = 'append-only: ' || TG_TABLE_NAME,
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER slack_permission_audit_log_append_only BEFORE UPDATE OR DELETE ON slack_permission_audit_log FOR EACH ROW EXECUTE FUNCTION slack_permission_audit_log_append_only();
--> statement-breakpoint
CREATE TRIGGER slack_permission_audit_log_append_only_truncate BEFORE TRUNCATE ON slack_permission_audit_log FOR EACH STATEMENT EXECUTE FUNCTION slack_permission_audit_log_append_only();
--> statement-breakpoint
CREATE FUNCTION secrets_audit_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'U0001', MESSAGE = 'append-only: ' || TG_TABLE_NAME,
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER secrets_audit_log_append_only BEFORE UPDATE OR DELETE ON secrets_audit_log FOR EACH ROW EXECUTE FUNCTION secrets_audit_log_append_only();
--> statement-breakpoint
CREATE TRIGGER secrets_audit_log_append_only_truncate BEFORE TRUNCATE ON secrets_audit_log FOR EACH STATEMENT EXECUTE FUNCTION secrets_audit_log_append_only();
--> statement-breakpoint
COMMENT ON VIEW chat_activity IS 'When a phone was last heard of, and how much was said.';
