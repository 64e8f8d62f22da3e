CREATE TABLE agents (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    mode TEXT NOT NULL DEFAULT 'primary',
    model_default TEXT,
    model_fallback TEXT,
    base_prompt TEXT,
    enabled INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    model_tier TEXT NOT NULL DEFAULT 'cheap',
    CONSTRAINT agents_pkey PRIMARY KEY (id),
    CONSTRAINT agents_base_prompt_check CHECK (instr(base_prompt, char(0)) = 0),
    CONSTRAINT agents_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT agents_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT agents_enabled_check CHECK (enabled IN (0, 1)),
    CONSTRAINT agents_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT agents_mode_check CHECK (mode IN ('primary', 'specialist')),
    CONSTRAINT agents_model_default_check CHECK (instr(model_default, char(0)) = 0),
    CONSTRAINT agents_model_fallback_check CHECK (instr(model_fallback, char(0)) = 0),
    CONSTRAINT agents_model_tier_check CHECK (model_tier IN ('cheap', 'balanced', 'premium')),
    CONSTRAINT agents_name_check CHECK (instr(name, char(0)) = 0),
    CONSTRAINT agents_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE TABLE agent_skills (
    id INTEGER NOT NULL CONSTRAINT agent_skills_pkey PRIMARY KEY AUTOINCREMENT,
    agent_id TEXT NOT NULL,
    skill_name TEXT NOT NULL,
    enabled INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    CONSTRAINT agent_skills_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents (id) ON DELETE CASCADE,
    CONSTRAINT agent_skills_agent_id_check CHECK (length(agent_id) <= 60 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT agent_skills_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT agent_skills_enabled_check CHECK (enabled IN (0, 1)),
    CONSTRAINT agent_skills_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT agent_skills_skill_name_check CHECK (length(skill_name) <= 100 AND instr(skill_name, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX agent_skills_skill_key ON agent_skills (agent_id, skill_name);
--> statement-breakpoint
CREATE INDEX agent_skills_by_skill ON agent_skills (skill_name);
--> statement-breakpoint
CREATE TABLE agent_tools (
    id INTEGER NOT NULL CONSTRAINT agent_tools_pkey PRIMARY KEY AUTOINCREMENT,
    agent_id TEXT NOT NULL,
    pattern TEXT NOT NULL,
    type TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT agent_tools_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents (id) ON DELETE CASCADE,
    CONSTRAINT agent_tools_agent_id_check CHECK (length(agent_id) <= 60 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT agent_tools_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT agent_tools_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT agent_tools_pattern_check CHECK (length(pattern) <= 200 AND instr(pattern, char(0)) = 0),
    CONSTRAINT agent_tools_type_check CHECK (type IN ('allow', 'deny', 'ask'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX agent_tools_pattern_key ON agent_tools (agent_id, pattern);
--> statement-breakpoint
CREATE TABLE app_storage (
    id INTEGER NOT NULL CONSTRAINT app_storage_pkey PRIMARY KEY AUTOINCREMENT,
    app_name TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT app_storage_app_name_check CHECK (length(app_name) <= 100 AND instr(app_name, char(0)) = 0),
    CONSTRAINT app_storage_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT app_storage_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT app_storage_key_check CHECK (length(key) <= 200 AND instr(key, char(0)) = 0),
    CONSTRAINT app_storage_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT app_storage_value_check CHECK (json_valid(value))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX app_storage_key ON app_storage (app_name, key);
--> statement-breakpoint
CREATE TABLE permission_policies (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    tool_patterns TEXT NOT NULL,
    agent_ids TEXT,
    platforms TEXT,
    action TEXT NOT NULL,
    granularity TEXT NOT NULL,
    timeout INTEGER,
    prompt_template TEXT,
    risk_level TEXT NOT NULL,
    priority INTEGER NOT NULL DEFAULT 0,
    enabled INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT permission_policies_pkey PRIMARY KEY (id),
    CONSTRAINT permission_policies_action_check CHECK (action IN ('allow', 'deny', 'ask')),
    CONSTRAINT permission_policies_agent_ids_check CHECK (iif(json_valid(agent_ids), json_type(agent_ids) = 'array', json_valid(agent_ids))),
    CONSTRAINT permission_policies_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT permission_policies_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT permission_policies_enabled_check CHECK (enabled IN (0, 1)),
    CONSTRAINT permission_policies_granularity_check CHECK (granularity IN ('per_call', 'per_session', 'per_tool')),
    CONSTRAINT permission_policies_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT permission_policies_name_check CHECK (instr(name, char(0)) = 0),
    CONSTRAINT permission_policies_platforms_check CHECK (iif(json_valid(platforms), json_type(platforms) = 'array', json_valid(platforms))),
    CONSTRAINT permission_policies_priority_check CHECK (priority BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT permission_policies_prompt_template_check CHECK (instr(prompt_template, char(0)) = 0),
    CONSTRAINT permission_policies_risk_level_check CHECK (risk_level IN ('low', 'medium', 'high', 'critical')),
    CONSTRAINT permission_policies_timeout CHECK (timeout IS NULL OR timeout > 0),
    CONSTRAINT permission_policies_timeout_check CHECK (timeout BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT permission_policies_tool_patterns_check CHECK (iif(json_valid(tool_patterns), json_type(tool_patterns) = 'array', json_valid(tool_patterns))),
    CONSTRAINT permission_policies_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX permission_policies_in_force ON permission_policies (priority DESC) WHERE enabled;
--> statement-breakpoint
CREATE INDEX permission_policies_by_action ON permission_policies (action);
--> statement-breakpoint
CREATE TABLE approval_requests (
    id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    user_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    policy_id TEXT,
    tool_name TEXT NOT NULL,
    tool_input TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending',
    platform_message_id TEXT,
    created_at INTEGER NOT NULL,
    resolved_at INTEGER,
    resolved_by TEXT,
    expires_at INTEGER,
    CONSTRAINT approval_requests_pkey PRIMARY KEY (id),
    CONSTRAINT approval_requests_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES permission_policies (id) ON DELETE SET NULL,
    CONSTRAINT approval_requests_agent_id_check CHECK (length(agent_id) <= 60 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT approval_requests_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT approval_requests_expires_at_check CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT approval_requests_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT approval_requests_platform_check CHECK (platform IN ('whatsapp', 'slack', 'dashboard')),
    CONSTRAINT approval_requests_platform_message_id_check CHECK (instr(platform_message_id, char(0)) = 0),
    CONSTRAINT approval_requests_policy_id_check CHECK (length(policy_id) <= 60 AND instr(policy_id, char(0)) = 0),
    CONSTRAINT approval_requests_resolved CHECK ((status = 'pending') = (resolved_at IS NULL)),
    CONSTRAINT approval_requests_resolved_at_check CHECK (resolved_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT approval_requests_resolved_by_check CHECK (instr(resolved_by, char(0)) = 0),
    CONSTRAINT approval_requests_session_id_check CHECK (length(session_id) <= 100 AND instr(session_id, char(0)) = 0),
    CONSTRAINT approval_requests_status_check CHECK (status IN ('pending', 'approved', 'denied', 'expired')),
    CONSTRAINT approval_requests_tool_input_check CHECK (json_valid(tool_input)),
    CONSTRAINT approval_requests_tool_name_check CHECK (instr(tool_name, char(0)) = 0),
    CONSTRAINT approval_requests_user_id_check CHECK (length(user_id) <= 100 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX approval_requests_by_session ON approval_requests (session_id, created_at);
--> statement-breakpoint
CREATE INDEX approval_requests_waiting ON approval_requests (expires_at) WHERE status = 'pending';
--> statement-breakpoint
CREATE TABLE approval_grants (
    id INTEGER NOT NULL CONSTRAINT approval_grants_pkey PRIMARY KEY AUTOINCREMENT,
    session_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    grant_type TEXT NOT NULL,
    grant_value TEXT NOT NULL,
    expires_at INTEGER,
    created_at INTEGER NOT NULL,
    CONSTRAINT approval_grants_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT approval_grants_expires_at_check CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT approval_grants_grant_type_check CHECK (grant_type IN ('tool', 'pattern', 'category', 'all')),
    CONSTRAINT approval_grants_grant_value_check CHECK (instr(grant_value, char(0)) = 0),
    CONSTRAINT approval_grants_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT approval_grants_session_id_check CHECK (length(session_id) <= 100 AND instr(session_id, char(0)) = 0),
    CONSTRAINT approval_grants_user_id_check CHECK (length(user_id) <= 100 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX approval_grants_by_session ON approval_grants (session_id, grant_type);
--> statement-breakpoint
CREATE INDEX approval_grants_by_user ON approval_grants (user_id);
--> statement-breakpoint
CREATE TABLE chat_context (
    id INTEGER NOT NULL CONSTRAINT chat_context_pkey PRIMARY KEY AUTOINCREMENT,
    chat_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    context_json TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT chat_context_chat_id_check CHECK (length(chat_id) <= 100 AND instr(chat_id, char(0)) = 0),
    CONSTRAINT chat_context_context_json_check CHECK (json_valid(context_json)),
    CONSTRAINT chat_context_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT chat_context_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT chat_context_platform_check CHECK (platform IN ('whatsapp', 'slack', 'dashboard')),
    CONSTRAINT chat_context_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT chat_context_version_check CHECK (version BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX chat_context_chat_key ON chat_context (platform, chat_id);
--> statement-breakpoint
CREATE TABLE chat_permissions (
    chat_id TEXT NOT NULL,
    chat_type TEXT NOT NULL,
    permission TEXT NOT NULL DEFAULT 'read_only',
    display_name TEXT,
    notes TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT chat_permissions_pkey PRIMARY KEY (chat_id),
    CONSTRAINT chat_permissions_chat_id_check CHECK (length(chat_id) <= 100 AND instr(chat_id, char(0)) = 0),
    CONSTRAINT chat_permissions_chat_type_check CHECK (chat_type IN ('individual', 'group')),
    CONSTRAINT chat_permissions_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT chat_permissions_display_name_check CHECK (instr(display_name, char(0)) = 0),
    CONSTRAINT chat_permissions_notes_check CHECK (instr(notes, char(0)) = 0),
    CONSTRAINT chat_permissions_permission_check CHECK (permission IN ('allowed', 'read_only', 'blocked')),
    CONSTRAINT chat_permissions_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX chat_permissions_by_type ON chat_permissions (chat_type, permission);
--> statement-breakpoint
CREATE TABLE context_rules (
    id INTEGER NOT NULL CONSTRAINT context_rules_pkey PRIMARY KEY AUTOINCREMENT,
    context_type TEXT NOT NULL,
    context_id TEXT,
    agent_id TEXT,
    skill_overrides TEXT,
    priority INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT context_rules_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents (id) ON DELETE SET NULL,
    CONSTRAINT context_rules_agent_id_check CHECK (length(agent_id) <= 60 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT context_rules_context_id_check CHECK (length(context_id) <= 100 AND instr(context_id, char(0)) = 0),
    CONSTRAINT context_rules_context_type_check CHECK (context_type IN ('default', 'platform', 'channel', 'chat')),
    CONSTRAINT context_rules_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT context_rules_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT context_rules_place CHECK ((context_type = 'default') = (context_id IS NULL)),
    CONSTRAINT context_rules_priority_check CHECK (priority BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT context_rules_skill_overrides_check CHECK (json_valid(skill_overrides)),
    CONSTRAINT context_rules_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX context_rules_by_context ON context_rules (context_type, context_id, priority DESC);
--> statement-breakpoint
CREATE TABLE dashboard_users (
    id INTEGER NOT NULL CONSTRAINT dashboard_users_pkey PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL,
    password_hash TEXT,
    google_id TEXT,
    google_email TEXT,
    auth_method TEXT NOT NULL DEFAULT 'password',
    created_at INTEGER NOT NULL,
    CONSTRAINT dashboard_users_auth_method_check CHECK (auth_method IN ('password', 'google', 'both')),
    CONSTRAINT dashboard_users_can_sign_in CHECK (password_hash IS NOT NULL OR google_id IS NOT NULL),
    CONSTRAINT dashboard_users_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT dashboard_users_google_email_check CHECK (length(google_email) <= 320 AND instr(google_email, char(0)) = 0),
    CONSTRAINT dashboard_users_google_id_check CHECK (length(google_id) <= 100 AND instr(google_id, char(0)) = 0),
    CONSTRAINT dashboard_users_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT dashboard_users_password_hash_check CHECK (instr(password_hash, char(0)) = 0),
    CONSTRAINT dashboard_users_username_check CHECK (length(username) <= 100 AND instr(username, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX dashboard_users_username_key ON dashboard_users (username);
--> statement-breakpoint
CREATE UNIQUE INDEX dashboard_users_google_id_key ON dashboard_users (google_id);
--> statement-breakpoint
CREATE TABLE demo_github_monitors (
    id INTEGER NOT NULL CONSTRAINT demo_github_monitors_pkey PRIMARY KEY AUTOINCREMENT,
    repo_url TEXT NOT NULL,
    slack_channel TEXT NOT NULL,
    schedule_time TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1,
    last_checked INTEGER,
    created_at INTEGER NOT NULL,
    CONSTRAINT demo_github_monitors_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT demo_github_monitors_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT demo_github_monitors_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT demo_github_monitors_last_checked_check CHECK (last_checked BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT demo_github_monitors_repo_url_check CHECK (length(repo_url) <= 500 AND instr(repo_url, char(0)) = 0),
    CONSTRAINT demo_github_monitors_schedule_time_check CHECK (schedule_time GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' AND schedule_time < '24'),
    CONSTRAINT demo_github_monitors_slack_channel_check CHECK (instr(slack_channel, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX demo_github_monitors_active ON demo_github_monitors (schedule_time) WHERE is_active;
--> statement-breakpoint
CREATE INDEX demo_github_monitors_by_repo ON demo_github_monitors (repo_url);
--> statement-breakpoint
CREATE TABLE demo_meetings (
    id INTEGER NOT NULL CONSTRAINT demo_meetings_pkey PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    description TEXT,
    attendees TEXT,
    start_time INTEGER NOT NULL,
    duration_minutes INTEGER NOT NULL,
    send_reminder INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    CONSTRAINT demo_meetings_attendees_check CHECK (iif(json_valid(attendees), json_type(attendees) = 'array', json_valid(attendees))),
    CONSTRAINT demo_meetings_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT demo_meetings_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT demo_meetings_duration CHECK (duration_minutes > 0),
    CONSTRAINT demo_meetings_duration_minutes_check CHECK (duration_minutes BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT demo_meetings_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT demo_meetings_send_reminder_check CHECK (send_reminder IN (0, 1)),
    CONSTRAINT demo_meetings_start_time_check CHECK (start_time BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT demo_meetings_title_check CHECK (instr(title, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX demo_meetings_by_start ON demo_meetings (start_time);
--> statement-breakpoint
CREATE TABLE feature_flags (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    enabled INTEGER NOT NULL DEFAULT 1,
    category TEXT NOT NULL DEFAULT 'ui',
    sort_order INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT feature_flags_pkey PRIMARY KEY (id),
    CONSTRAINT feature_flags_category_check CHECK (length(category) <= 60 AND instr(category, char(0)) = 0),
    CONSTRAINT feature_flags_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT feature_flags_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT feature_flags_enabled_check CHECK (enabled IN (0, 1)),
    CONSTRAINT feature_flags_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT feature_flags_name_check CHECK (instr(name, char(0)) = 0),
    CONSTRAINT feature_flags_sort_order_check CHECK (sort_order BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT feature_flags_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX feature_flags_in_order ON feature_flags (category, sort_order);
--> statement-breakpoint
CREATE TABLE user_feature_flag_overrides (
    id INTEGER NOT NULL CONSTRAINT user_feature_flag_overrides_pkey PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    flag_id TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT user_feature_flag_overrides_user_id_fkey FOREIGN KEY (user_id) REFERENCES dashboard_users (id) ON DELETE CASCADE,
    CONSTRAINT user_feature_flag_overrides_flag_id_fkey FOREIGN KEY (flag_id) REFERENCES feature_flags (id) ON DELETE CASCADE,
    CONSTRAINT user_feature_flag_overrides_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT user_feature_flag_overrides_enabled_check CHECK (enabled IN (0, 1)),
    CONSTRAINT user_feature_flag_overrides_flag_id_check CHECK (length(flag_id) <= 60 AND instr(flag_id, char(0)) = 0),
    CONSTRAINT user_feature_flag_overrides_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT user_feature_flag_overrides_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT user_feature_flag_overrides_user_id_check CHECK (user_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX user_flag_overrides_key ON user_feature_flag_overrides (user_id, flag_id);
--> statement-breakpoint
CREATE TABLE user_version_preferences (
    id INTEGER NOT NULL CONSTRAINT user_version_preferences_pkey PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    notifications_enabled INTEGER NOT NULL DEFAULT 1,
    dismissed_versions TEXT NOT NULL DEFAULT '[]',
    remind_later_until INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT user_version_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES dashboard_users (id) ON DELETE CASCADE,
    CONSTRAINT user_version_preferences_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT user_version_preferences_dismissed_versions_check CHECK (iif(json_valid(dismissed_versions), json_type(dismissed_versions) = 'array', json_valid(dismissed_versions))),
    CONSTRAINT user_version_preferences_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT user_version_preferences_notifications_enabled_check CHECK (notifications_enabled IN (0, 1)),
    CONSTRAINT user_version_preferences_remind_later_until_check CHECK (remind_later_until BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT user_version_preferences_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT user_version_preferences_user_id_check CHECK (user_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX user_version_preferences_user_id_key ON user_version_preferences (user_id);
--> statement-breakpoint
CREATE TABLE onboarder_sessions (
    id INTEGER NOT NULL CONSTRAINT onboarder_sessions_pkey PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    title TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    last_active_at INTEGER NOT NULL,
    CONSTRAINT onboarder_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES dashboard_users (id) ON DELETE CASCADE,
    CONSTRAINT onboarder_sessions_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT onboarder_sessions_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT onboarder_sessions_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT onboarder_sessions_last_active_at_check CHECK (last_active_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT onboarder_sessions_session_id_check CHECK (length(session_id) <= 100 AND instr(session_id, char(0)) = 0),
    CONSTRAINT onboarder_sessions_title_check CHECK (instr(title, char(0)) = 0),
    CONSTRAINT onboarder_sessions_user_id_check CHECK (user_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX onboarder_sessions_session_id_key ON onboarder_sessions (session_id);
--> statement-breakpoint
CREATE UNIQUE INDEX onboarder_sessions_one_active ON onboarder_sessions (user_id) WHERE is_active;
--> statement-breakpoint
CREATE TABLE groups (
    group_id TEXT NOT NULL,
    group_name TEXT,
    group_subject TEXT,
    participant_count INTEGER,
    last_updated INTEGER NOT NULL,
    CONSTRAINT groups_pkey PRIMARY KEY (group_id),
    CONSTRAINT groups_group_id_check CHECK (length(group_id) <= 100 AND instr(group_id, char(0)) = 0),
    CONSTRAINT groups_group_name_check CHECK (length(group_name) <= 200 AND instr(group_name, char(0)) = 0),
    CONSTRAINT groups_group_subject_check CHECK (length(group_subject) <= 200 AND instr(group_subject, char(0)) = 0),
    CONSTRAINT groups_groups_by_name_entry_check CHECK (length(CAST((lower(group_name)) AS BLOB)) <= 2600),
    CONSTRAINT groups_last_updated_check CHECK (last_updated BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT groups_participant_count_check CHECK (participant_count BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE INDEX groups_by_name ON groups ((lower(group_name)));
--> statement-breakpoint
CREATE TABLE messages (
    id INTEGER NOT NULL CONSTRAINT messages_pkey PRIMARY KEY AUTOINCREMENT,
    message_id TEXT,
    direction TEXT NOT NULL,
    jid TEXT NOT NULL,
    phone TEXT NOT NULL,
    text TEXT NOT NULL,
    is_group INTEGER NOT NULL DEFAULT 0,
    group_id TEXT,
    "timestamp" INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    media_type TEXT,
    media_path TEXT,
    media_mime_type TEXT,
    transcribed_text TEXT,
    transcribed_language TEXT,
    CONSTRAINT messages_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups (group_id) ON DELETE SET NULL,
    CONSTRAINT messages_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT messages_direction_check CHECK (direction IN ('incoming', 'outgoing')),
    CONSTRAINT messages_group CHECK (is_group OR group_id IS NULL),
    CONSTRAINT messages_group_id_check CHECK (length(group_id) <= 100 AND instr(group_id, char(0)) = 0),
    CONSTRAINT messages_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT messages_is_group_check CHECK (is_group IN (0, 1)),
    CONSTRAINT messages_jid_check CHECK (length(jid) <= 100 AND instr(jid, char(0)) = 0),
    CONSTRAINT messages_media_mime_type_check CHECK (instr(media_mime_type, char(0)) = 0),
    CONSTRAINT messages_media_path_check CHECK (instr(media_path, char(0)) = 0),
    CONSTRAINT messages_media_type_check CHECK (length(media_type) <= 40 AND instr(media_type, char(0)) = 0),
    CONSTRAINT messages_message_id_check CHECK (length(message_id) <= 100 AND instr(message_id, char(0)) = 0),
    CONSTRAINT messages_phone_check CHECK (length(phone) <= 40 AND instr(phone, char(0)) = 0),
    CONSTRAINT messages_text_check CHECK (instr(text, char(0)) = 0),
    CONSTRAINT messages_timestamp_check CHECK ("timestamp" BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT messages_transcribed_language_check CHECK (length(transcribed_language) <= 20 AND instr(transcribed_language, char(0)) = 0),
    CONSTRAINT messages_transcribed_text_check CHECK (instr(transcribed_text, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX messages_message_id_key ON messages (message_id);
--> statement-breakpoint
CREATE INDEX messages_by_phone ON messages (phone, "timestamp" DESC);
--> statement-breakpoint
CREATE INDEX messages_by_time ON messages ("timestamp" DESC);
--> statement-breakpoint
CREATE INDEX messages_with_media ON messages (media_type, "timestamp" DESC) WHERE media_type IS NOT NULL;
--> statement-breakpoint
CREATE TABLE oauth_proxy_sessions (
    id INTEGER NOT NULL CONSTRAINT oauth_proxy_sessions_pkey PRIMARY KEY AUTOINCREMENT,
    session_id TEXT NOT NULL,
    code_challenge TEXT NOT NULL,
    scopes TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending',
    user_email TEXT,
    encrypted_tokens BLOB,
    tokens_iv BLOB,
    tokens_auth_tag BLOB,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT oauth_proxy_sessions_code_challenge_check CHECK (instr(code_challenge, char(0)) = 0),
    CONSTRAINT oauth_proxy_sessions_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_proxy_sessions_expires_at_check CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_proxy_sessions_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT oauth_proxy_sessions_scopes_check CHECK (iif(json_valid(scopes), json_type(scopes) = 'array', json_valid(scopes))),
    CONSTRAINT oauth_proxy_sessions_sealed CHECK ((encrypted_tokens IS NULL) = (tokens_iv IS NULL) AND (tokens_iv IS NULL) = (tokens_auth_tag IS NULL)),
    CONSTRAINT oauth_proxy_sessions_session_id_check CHECK (length(session_id) <= 100 AND instr(session_id, char(0)) = 0),
    CONSTRAINT oauth_proxy_sessions_status_check CHECK (status IN ('pending', 'authorized', 'completed', 'failed')),
    CONSTRAINT oauth_proxy_sessions_user_email_check CHECK (length(user_email) <= 320 AND instr(user_email, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX oauth_proxy_sessions_session_id_key ON oauth_proxy_sessions (session_id);
--> statement-breakpoint
CREATE INDEX oauth_proxy_sessions_by_expiry ON oauth_proxy_sessions (status, expires_at);
--> statement-breakpoint
CREATE TABLE permission_audit_log (
    id INTEGER NOT NULL CONSTRAINT permission_audit_log_pkey PRIMARY KEY AUTOINCREMENT,
    chat_id TEXT NOT NULL,
    old_permission TEXT,
    new_permission TEXT NOT NULL,
    changed_by TEXT,
    changed_at INTEGER NOT NULL,
    CONSTRAINT permission_audit_log_changed_at_check CHECK (changed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT permission_audit_log_changed_by_check CHECK (instr(changed_by, char(0)) = 0),
    CONSTRAINT permission_audit_log_chat_id_check CHECK (length(chat_id) <= 100 AND instr(chat_id, char(0)) = 0),
    CONSTRAINT permission_audit_log_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT permission_audit_log_new_permission_check CHECK (new_permission IN ('allowed', 'read_only', 'blocked')),
    CONSTRAINT permission_audit_log_old_permission_check CHECK (old_permission IN ('allowed', 'read_only', 'blocked'))
) STRICT;
--> statement-breakpoint
CREATE INDEX permission_audit_by_chat ON permission_audit_log (chat_id, changed_at DESC);
--> statement-breakpoint
CREATE TABLE slack_permission_audit_log (
    id INTEGER NOT NULL CONSTRAINT slack_permission_audit_log_pkey PRIMARY KEY AUTOINCREMENT,
    channel_id TEXT NOT NULL,
    old_permission TEXT,
    new_permission TEXT NOT NULL,
    changed_by TEXT,
    changed_at INTEGER NOT NULL,
    CONSTRAINT slack_permission_audit_log_changed_at_check CHECK (changed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT slack_permission_audit_log_changed_by_check CHECK (instr(changed_by, char(0)) = 0),
    CONSTRAINT slack_permission_audit_log_channel_id_check CHECK (length(channel_id) <= 100 AND instr(channel_id, char(0)) = 0),
    CONSTRAINT slack_permission_audit_log_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT slack_permission_audit_log_new_permission_check CHECK (new_permission IN ('allowed', 'read_only', 'blocked')),
    CONSTRAINT slack_permission_audit_log_old_permission_check CHECK (old_permission IN ('allowed', 'read_only', 'blocked'))
) STRICT;
--> statement-breakpoint
CREATE INDEX slack_permission_audit_by_channel ON slack_permission_audit_log (channel_id, changed_at DESC);
--> statement-breakpoint
CREATE TABLE secrets (
    key TEXT NOT NULL,
    encrypted_value BLOB NOT NULL,
    iv BLOB NOT NULL,
    auth_tag BLOB NOT NULL,
    category TEXT,
    description TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT secrets_pkey PRIMARY KEY (key),
    CONSTRAINT secrets_category_check CHECK (length(category) <= 60 AND instr(category, char(0)) = 0),
    CONSTRAINT secrets_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT secrets_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT secrets_key_check CHECK (length(key) <= 200 AND instr(key, char(0)) = 0),
    CONSTRAINT secrets_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX secrets_by_category ON secrets (category);
--> statement-breakpoint
CREATE TABLE secrets_audit_log (
    id INTEGER NOT NULL CONSTRAINT secrets_audit_log_pkey PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    action TEXT NOT NULL,
    changed_by TEXT,
    changed_at INTEGER NOT NULL,
    CONSTRAINT secrets_audit_log_action_check CHECK (action IN ('create', 'update', 'delete', 'read')),
    CONSTRAINT secrets_audit_log_changed_at_check CHECK (changed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT secrets_audit_log_changed_by_check CHECK (instr(changed_by, char(0)) = 0),
    CONSTRAINT secrets_audit_log_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT secrets_audit_log_key_check CHECK (length(key) <= 200 AND instr(key, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX secrets_audit_by_key ON secrets_audit_log (key, changed_at DESC);
--> statement-breakpoint
CREATE TABLE scheduled_jobs (
    id INTEGER NOT NULL CONSTRAINT scheduled_jobs_pkey PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    description TEXT,
    schedule_type TEXT NOT NULL,
    cron_expression TEXT,
    run_at INTEGER,
    interval_minutes INTEGER,
    timezone TEXT NOT NULL DEFAULT 'UTC',
    provider TEXT NOT NULL,
    target TEXT NOT NULL,
    message_template TEXT NOT NULL,
    enabled INTEGER NOT NULL DEFAULT 1,
    last_run_at INTEGER,
    next_run_at INTEGER,
    run_count INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT scheduled_jobs_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_jobs_cron_expression_check CHECK (instr(cron_expression, char(0)) = 0),
    CONSTRAINT scheduled_jobs_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT scheduled_jobs_enabled_check CHECK (enabled IN (0, 1)),
    CONSTRAINT scheduled_jobs_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_interval_minutes_check CHECK (interval_minutes BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_last_error_check CHECK (instr(last_error, char(0)) = 0),
    CONSTRAINT scheduled_jobs_last_run_at_check CHECK (last_run_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_jobs_message_template_check CHECK (instr(message_template, char(0)) = 0),
    CONSTRAINT scheduled_jobs_name_check CHECK (instr(name, char(0)) = 0),
    CONSTRAINT scheduled_jobs_next_run_at_check CHECK (next_run_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_jobs_provider_check CHECK (provider IN ('whatsapp', 'slack', 'dashboard')),
    CONSTRAINT scheduled_jobs_run_at_check CHECK (run_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_jobs_run_count_check CHECK (run_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_schedule_type_check CHECK (schedule_type IN ('once', 'recurring', 'cron')),
    CONSTRAINT scheduled_jobs_target_check CHECK (instr(target, char(0)) = 0),
    CONSTRAINT scheduled_jobs_timezone_check CHECK (instr(timezone, char(0)) = 0),
    CONSTRAINT scheduled_jobs_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_jobs_when CHECK (CASE schedule_type WHEN 'once' THEN run_at IS NOT NULL WHEN 'recurring' THEN interval_minutes IS NOT NULL AND interval_minutes > 0 ELSE cron_expression IS NOT NULL END)
) STRICT;
--> statement-breakpoint
CREATE INDEX scheduled_jobs_due ON scheduled_jobs (next_run_at) WHERE enabled;
--> statement-breakpoint
CREATE TABLE scheduled_job_runs (
    id INTEGER NOT NULL CONSTRAINT scheduled_job_runs_pkey PRIMARY KEY AUTOINCREMENT,
    job_id INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    completed_at INTEGER,
    status TEXT,
    error TEXT,
    message_sent TEXT,
    CONSTRAINT scheduled_job_runs_job_id_fkey FOREIGN KEY (job_id) REFERENCES scheduled_jobs (id) ON DELETE CASCADE,
    CONSTRAINT scheduled_job_runs_completed_at_check CHECK (completed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_job_runs_error_check CHECK (instr(error, char(0)) = 0),
    CONSTRAINT scheduled_job_runs_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_job_runs_job_id_check CHECK (job_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_job_runs_message_sent_check CHECK (instr(message_sent, char(0)) = 0),
    CONSTRAINT scheduled_job_runs_started_at_check CHECK (started_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_job_runs_status_check CHECK (status IN ('success', 'failed'))
) STRICT;
--> statement-breakpoint
CREATE INDEX scheduled_job_runs_by_job ON scheduled_job_runs (job_id, started_at DESC);
--> statement-breakpoint
CREATE TABLE scheduled_messages (
    id INTEGER NOT NULL CONSTRAINT scheduled_messages_pkey PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    cron_expression TEXT NOT NULL,
    target_type TEXT NOT NULL,
    target_id TEXT NOT NULL,
    message TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1,
    last_run INTEGER,
    next_run INTEGER,
    created_by TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    CONSTRAINT scheduled_messages_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_messages_created_by_check CHECK (instr(created_by, char(0)) = 0),
    CONSTRAINT scheduled_messages_cron_expression_check CHECK (instr(cron_expression, char(0)) = 0),
    CONSTRAINT scheduled_messages_deleted_at_check CHECK (deleted_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_messages_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_messages_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT scheduled_messages_last_run_check CHECK (last_run BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_messages_message_check CHECK (instr(message, char(0)) = 0),
    CONSTRAINT scheduled_messages_name_check CHECK (instr(name, char(0)) = 0),
    CONSTRAINT scheduled_messages_next_run_check CHECK (next_run BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_messages_target_id_check CHECK (length(target_id) <= 100 AND instr(target_id, char(0)) = 0),
    CONSTRAINT scheduled_messages_target_type_check CHECK (target_type IN ('individual', 'group')),
    CONSTRAINT scheduled_messages_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX scheduled_messages_due ON scheduled_messages (next_run) WHERE is_active AND deleted_at IS NULL;
--> statement-breakpoint
CREATE TABLE slack_channels (
    channel_id TEXT NOT NULL,
    channel_name TEXT,
    channel_type TEXT,
    is_member INTEGER NOT NULL DEFAULT 1,
    last_updated INTEGER NOT NULL,
    CONSTRAINT slack_channels_pkey PRIMARY KEY (channel_id),
    CONSTRAINT slack_channels_channel_id_check CHECK (length(channel_id) <= 100 AND instr(channel_id, char(0)) = 0),
    CONSTRAINT slack_channels_channel_name_check CHECK (length(channel_name) <= 200 AND instr(channel_name, char(0)) = 0),
    CONSTRAINT slack_channels_channel_type_check CHECK (length(channel_type) <= 40 AND instr(channel_type, char(0)) = 0),
    CONSTRAINT slack_channels_is_member_check CHECK (is_member IN (0, 1)),
    CONSTRAINT slack_channels_last_updated_check CHECK (last_updated BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX slack_channels_by_name ON slack_channels (channel_name);
--> statement-breakpoint
CREATE TABLE slack_channel_permissions (
    channel_id TEXT NOT NULL,
    permission TEXT NOT NULL DEFAULT 'read_only',
    respond_to_mentions INTEGER NOT NULL DEFAULT 1,
    respond_to_dms INTEGER NOT NULL DEFAULT 1,
    notes TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT slack_channel_permissions_pkey PRIMARY KEY (channel_id),
    CONSTRAINT slack_channel_permissions_channel_id_check CHECK (length(channel_id) <= 100 AND instr(channel_id, char(0)) = 0),
    CONSTRAINT slack_channel_permissions_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT slack_channel_permissions_notes_check CHECK (instr(notes, char(0)) = 0),
    CONSTRAINT slack_channel_permissions_permission_check CHECK (permission IN ('allowed', 'read_only', 'blocked')),
    CONSTRAINT slack_channel_permissions_respond_to_dms_check CHECK (respond_to_dms IN (0, 1)),
    CONSTRAINT slack_channel_permissions_respond_to_mentions_check CHECK (respond_to_mentions IN (0, 1)),
    CONSTRAINT slack_channel_permissions_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX slack_channel_permissions_by_permission ON slack_channel_permissions (permission);
--> statement-breakpoint
CREATE TABLE slack_messages (
    id INTEGER NOT NULL CONSTRAINT slack_messages_pkey PRIMARY KEY AUTOINCREMENT,
    message_id TEXT,
    channel_id TEXT NOT NULL,
    thread_ts TEXT,
    user_id TEXT NOT NULL,
    user_name TEXT,
    text TEXT NOT NULL,
    direction TEXT NOT NULL,
    "timestamp" INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    has_files INTEGER NOT NULL DEFAULT 0,
    file_types TEXT,
    CONSTRAINT slack_messages_channel_id_check CHECK (length(channel_id) <= 100 AND instr(channel_id, char(0)) = 0),
    CONSTRAINT slack_messages_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT slack_messages_direction_check CHECK (direction IN ('incoming', 'outgoing')),
    CONSTRAINT slack_messages_file_types_check CHECK (iif(json_valid(file_types), json_type(file_types) = 'array', json_valid(file_types))),
    CONSTRAINT slack_messages_has_files_check CHECK (has_files IN (0, 1)),
    CONSTRAINT slack_messages_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT slack_messages_message_id_check CHECK (length(message_id) <= 100 AND instr(message_id, char(0)) = 0),
    CONSTRAINT slack_messages_text_check CHECK (instr(text, char(0)) = 0),
    CONSTRAINT slack_messages_thread_ts_check CHECK (length(thread_ts) <= 40 AND instr(thread_ts, char(0)) = 0),
    CONSTRAINT slack_messages_timestamp_check CHECK ("timestamp" BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT slack_messages_user_id_check CHECK (length(user_id) <= 100 AND instr(user_id, char(0)) = 0),
    CONSTRAINT slack_messages_user_name_check CHECK (instr(user_name, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX slack_messages_message_id_key ON slack_messages (message_id);
--> statement-breakpoint
CREATE INDEX slack_messages_by_channel ON slack_messages (channel_id, "timestamp" DESC);
--> statement-breakpoint
CREATE INDEX slack_messages_by_thread ON slack_messages (thread_ts, "timestamp") WHERE thread_ts IS NOT NULL;
--> statement-breakpoint
CREATE INDEX slack_messages_by_user ON slack_messages (user_id, "timestamp" DESC);
--> statement-breakpoint
CREATE TABLE system_prompts (
    id INTEGER NOT NULL CONSTRAINT system_prompts_pkey PRIMARY KEY AUTOINCREMENT,
    chat_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    prompt_text TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT system_prompts_chat_id_check CHECK (length(chat_id) <= 100 AND instr(chat_id, char(0)) = 0),
    CONSTRAINT system_prompts_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT system_prompts_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT system_prompts_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT system_prompts_platform_check CHECK (platform IN ('whatsapp', 'slack', 'dashboard')),
    CONSTRAINT system_prompts_prompt_text_check CHECK (instr(prompt_text, char(0)) = 0),
    CONSTRAINT system_prompts_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX system_prompts_one_active ON system_prompts (platform, chat_id) WHERE is_active;
--> statement-breakpoint
CREATE TABLE webhooks (
    id INTEGER NOT NULL CONSTRAINT webhooks_pkey PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    description TEXT,
    token TEXT NOT NULL,
    signature_header TEXT,
    source_type TEXT NOT NULL,
    event_filter TEXT,
    provider TEXT NOT NULL,
    target TEXT NOT NULL,
    message_template TEXT,
    enabled INTEGER NOT NULL DEFAULT 1,
    last_triggered_at INTEGER,
    trigger_count INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT webhooks_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT webhooks_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT webhooks_enabled_check CHECK (enabled IN (0, 1)),
    CONSTRAINT webhooks_event_filter_check CHECK (iif(json_valid(event_filter), json_type(event_filter) = 'array', json_valid(event_filter))),
    CONSTRAINT webhooks_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT webhooks_last_triggered_at_check CHECK (last_triggered_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT webhooks_message_template_check CHECK (instr(message_template, char(0)) = 0),
    CONSTRAINT webhooks_name_check CHECK (length(name) <= 100 AND instr(name, char(0)) = 0),
    CONSTRAINT webhooks_provider_check CHECK (provider IN ('whatsapp', 'slack', 'dashboard')),
    CONSTRAINT webhooks_signature_header_check CHECK (instr(signature_header, char(0)) = 0),
    CONSTRAINT webhooks_source_type_check CHECK (source_type IN ('github', 'stripe', 'generic')),
    CONSTRAINT webhooks_target_check CHECK (instr(target, char(0)) = 0),
    CONSTRAINT webhooks_token_check CHECK (length(token) <= 200 AND instr(token, char(0)) = 0),
    CONSTRAINT webhooks_trigger_count_check CHECK (trigger_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT webhooks_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX webhooks_name_key ON webhooks (name);
--> statement-breakpoint
CREATE INDEX webhooks_by_source ON webhooks (source_type, enabled);
--> statement-breakpoint
CREATE TABLE webhook_events (
    id INTEGER NOT NULL CONSTRAINT webhook_events_pkey PRIMARY KEY AUTOINCREMENT,
    webhook_id INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    event_type TEXT,
    payload TEXT,
    status TEXT NOT NULL DEFAULT 'pending',
    error TEXT,
    message_sent TEXT,
    processing_time_ms INTEGER,
    CONSTRAINT webhook_events_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks (id) ON DELETE CASCADE,
    CONSTRAINT webhook_events_error_check CHECK (instr(error, char(0)) = 0),
    CONSTRAINT webhook_events_event_type_check CHECK (instr(event_type, char(0)) = 0),
    CONSTRAINT webhook_events_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT webhook_events_message_sent_check CHECK (instr(message_sent, char(0)) = 0),
    CONSTRAINT webhook_events_payload_check CHECK (json_valid(payload)),
    CONSTRAINT webhook_events_processing_time_ms_check CHECK (processing_time_ms BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT webhook_events_received_at_check CHECK (received_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT webhook_events_status_check CHECK (status IN ('pending', 'processed', 'failed', 'ignored')),
    CONSTRAINT webhook_events_webhook_id_check CHECK (webhook_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE INDEX webhook_events_by_webhook ON webhook_events (webhook_id, received_at DESC);
--> statement-breakpoint
CREATE INDEX webhook_events_pending ON webhook_events (received_at) WHERE status = 'pending';
--> statement-breakpoint
CREATE TABLE webhook_forwards (
    id INTEGER NOT NULL CONSTRAINT webhook_forwards_pkey PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    source_path_prefix TEXT NOT NULL,
    target_url TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1,
    verify_signature INTEGER NOT NULL DEFAULT 0,
    signature_header TEXT,
    signature_secret TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT webhook_forwards_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT webhook_forwards_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT webhook_forwards_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT webhook_forwards_name_check CHECK (instr(name, char(0)) = 0),
    CONSTRAINT webhook_forwards_secret CHECK (NOT verify_signature OR signature_secret IS NOT NULL),
    CONSTRAINT webhook_forwards_signature_header_check CHECK (instr(signature_header, char(0)) = 0),
    CONSTRAINT webhook_forwards_signature_secret_check CHECK (instr(signature_secret, char(0)) = 0),
    CONSTRAINT webhook_forwards_source_path_prefix_check CHECK (length(source_path_prefix) <= 200 AND instr(source_path_prefix, char(0)) = 0),
    CONSTRAINT webhook_forwards_target_url_check CHECK (instr(target_url, char(0)) = 0),
    CONSTRAINT webhook_forwards_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT webhook_forwards_verify_signature_check CHECK (verify_signature IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX webhook_forwards_source_path_prefix_key ON webhook_forwards (source_path_prefix);
--> statement-breakpoint
CREATE VIEW chat_activity (phone, messages, last_message_at) AS
SELECT m.phone AS phone, count(*) AS messages, max(m."timestamp") AS last_message_at
FROM messages AS m
GROUP BY m.phone;
--> statement-breakpoint
CREATE TRIGGER permission_audit_log_append_only_update BEFORE UPDATE ON permission_audit_log BEGIN
    SELECT RAISE(ABORT, 'append-only: permission_audit_log');
END;
--> statement-breakpoint
CREATE TRIGGER permission_audit_log_append_only_delete BEFORE DELETE ON permission_audit_log BEGIN
    SELECT RAISE(ABORT, 'append-only: permission_audit_log');
END;
--> statement-breakpoint
CREATE TRIGGER slack_permission_audit_log_append_only_update BEFORE UPDATE ON slack_permission_audit_log BEGIN
    SELECT RAISE(ABORT, 'append-only: slack_permission_audit_log');
END;
--> statement-breakpoint
CREATE TRIGGER slack_permission_audit_log_append_only_delete BEFORE DELETE ON slack_permission_audit_log BEGIN
    SELECT RAISE(ABORT, 'append-only: slack_permission_audit_log');
END;
--> statement-breakpoint
CREATE TRIGGER secrets_audit_log_append_only_update BEFORE UPDATE ON secrets_audit_log BEGIN
    SELECT RAISE(ABORT, 'append-only: secrets_audit_log');
END;
--> statement-breakpoint
CREATE TRIGGER secrets_audit_log_append_only_delete BEFORE DELETE ON secrets_audit_log BEGIN
    SELECT RAISE(ABORT, 'append-only: secrets_audit_log');
END;
