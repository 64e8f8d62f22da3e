CREATE TABLE user_profiles (
    id INTEGER NOT NULL CONSTRAINT user_profiles_pkey PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL,
    password_hash TEXT NOT NULL DEFAULT '',
    first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT '',
    external_user_id TEXT,
    github_username TEXT NOT NULL DEFAULT '',
    gitlab_username TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    role TEXT NOT NULL DEFAULT 'normal',
    created_by_agent_id INTEGER,
    CONSTRAINT user_profiles_created_by_agent_id_fkey FOREIGN KEY (created_by_agent_id) REFERENCES user_profiles (id) ON DELETE SET NULL,
    CONSTRAINT user_profiles_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT user_profiles_created_by_agent_id_check CHECK (created_by_agent_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT user_profiles_external_user_id_check CHECK (length(external_user_id) <= 255 AND instr(external_user_id, char(0)) = 0),
    CONSTRAINT user_profiles_first_name_check CHECK (length(first_name) <= 150 AND instr(first_name, char(0)) = 0),
    CONSTRAINT user_profiles_github_username_check CHECK (length(github_username) <= 255 AND instr(github_username, char(0)) = 0),
    CONSTRAINT user_profiles_gitlab_username_check CHECK (length(gitlab_username) <= 255 AND instr(gitlab_username, char(0)) = 0),
    CONSTRAINT user_profiles_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT user_profiles_last_name_check CHECK (length(last_name) <= 150 AND instr(last_name, char(0)) = 0),
    CONSTRAINT user_profiles_password_hash_check CHECK (length(password_hash) <= 255 AND instr(password_hash, char(0)) = 0),
    CONSTRAINT user_profiles_role_check CHECK (role IN ('admin', 'normal')),
    CONSTRAINT user_profiles_username_check CHECK (length(username) <= 150 AND instr(username, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX user_profiles_username_key ON user_profiles (username);
--> statement-breakpoint
CREATE UNIQUE INDEX user_profiles_external_user_id_key ON user_profiles (external_user_id);
--> statement-breakpoint
CREATE TABLE api_keys (
    id INTEGER NOT NULL CONSTRAINT api_keys_pkey PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    expires_at INTEGER,
    is_active INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT api_keys_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT api_keys_expires_at_check CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT api_keys_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT api_keys_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT api_keys_key_check CHECK (length(key) <= 36 AND instr(key, char(0)) = 0),
    CONSTRAINT api_keys_last_used_at_check CHECK (last_used_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT api_keys_name_check CHECK (length(name) <= 100 AND instr(name, char(0)) = 0),
    CONSTRAINT api_keys_prefix_check CHECK (length(prefix) <= 8 AND instr(prefix, char(0)) = 0),
    CONSTRAINT api_keys_user_id_check CHECK (user_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX api_keys_key_key ON api_keys (key);
--> statement-breakpoint
CREATE UNIQUE INDEX api_keys_name_key ON api_keys (user_id, name);
--> statement-breakpoint
CREATE TABLE workspaces (
    id INTEGER NOT NULL CONSTRAINT workspaces_pkey PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    allow_network INTEGER NOT NULL DEFAULT 0,
    env_vars TEXT NOT NULL DEFAULT '[]',
    created_at INTEGER NOT NULL,
    user_profile_id INTEGER NOT NULL,
    CONSTRAINT workspaces_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT workspaces_allow_network_check CHECK (allow_network IN (0, 1)),
    CONSTRAINT workspaces_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT workspaces_env_vars_check CHECK (json_valid(env_vars)),
    CONSTRAINT workspaces_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workspaces_name_check CHECK (length(name) <= 100 AND instr(name, char(0)) = 0),
    CONSTRAINT workspaces_path_check CHECK (length(path) <= 500 AND instr(path, char(0)) = 0),
    CONSTRAINT workspaces_user_profile_id_check CHECK (user_profile_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX workspaces_name_key ON workspaces (name);
--> statement-breakpoint
CREATE TABLE credentials (
    id INTEGER NOT NULL CONSTRAINT credentials_pkey PRIMARY KEY AUTOINCREMENT,
    user_profile_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    credential_type TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT credentials_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT credentials_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT credentials_credential_type_check CHECK (credential_type IN ('git', 'llm', 'gateway', 'tool')),
    CONSTRAINT credentials_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT credentials_name_check CHECK (length(name) <= 255 AND instr(name, char(0)) = 0),
    CONSTRAINT credentials_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT credentials_user_profile_id_check CHECK (user_profile_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE INDEX credentials_by_type ON credentials (user_profile_id, credential_type, name);
--> statement-breakpoint
CREATE TABLE git_credentials (
    id INTEGER NOT NULL CONSTRAINT git_credentials_pkey PRIMARY KEY AUTOINCREMENT,
    base_credentials_id INTEGER NOT NULL,
    provider TEXT NOT NULL,
    credential_type TEXT NOT NULL,
    ssh_private_key BLOB,
    access_token BLOB,
    username TEXT NOT NULL DEFAULT '',
    webhook_secret BLOB,
    CONSTRAINT git_credentials_base_credentials_id_fkey FOREIGN KEY (base_credentials_id) REFERENCES credentials (id) ON DELETE CASCADE,
    CONSTRAINT git_credentials_base_credentials_id_check CHECK (base_credentials_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_credentials_credential_type_check CHECK (credential_type IN ('ssh_key', 'token', 'app')),
    CONSTRAINT git_credentials_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_credentials_provider_check CHECK (provider IN ('github', 'gitlab', 'bitbucket')),
    CONSTRAINT git_credentials_secret CHECK (CASE credential_type WHEN 'ssh_key' THEN ssh_private_key IS NOT NULL ELSE access_token IS NOT NULL END),
    CONSTRAINT git_credentials_username_check CHECK (length(username) <= 255 AND instr(username, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX git_credentials_base_credentials_id_key ON git_credentials (base_credentials_id);
--> statement-breakpoint
CREATE TABLE llm_credentials (
    id INTEGER NOT NULL CONSTRAINT llm_credentials_pkey PRIMARY KEY AUTOINCREMENT,
    base_credentials_id INTEGER NOT NULL,
    provider_type TEXT NOT NULL,
    api_key BLOB NOT NULL,
    base_url TEXT NOT NULL DEFAULT '',
    organization_id TEXT NOT NULL DEFAULT '',
    custom_headers TEXT NOT NULL DEFAULT '{}',
    CONSTRAINT llm_credentials_base_credentials_id_fkey FOREIGN KEY (base_credentials_id) REFERENCES credentials (id) ON DELETE CASCADE,
    CONSTRAINT llm_credentials_base_credentials_id_check CHECK (base_credentials_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT llm_credentials_base_url_check CHECK (length(base_url) <= 500 AND instr(base_url, char(0)) = 0),
    CONSTRAINT llm_credentials_custom_headers_check CHECK (json_valid(custom_headers)),
    CONSTRAINT llm_credentials_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT llm_credentials_organization_id_check CHECK (length(organization_id) <= 255 AND instr(organization_id, char(0)) = 0),
    CONSTRAINT llm_credentials_provider_type_check CHECK (provider_type IN ('openai', 'anthropic', 'openai_compatible'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX llm_credentials_base_credentials_id_key ON llm_credentials (base_credentials_id);
--> statement-breakpoint
CREATE TABLE gateway_credentials (
    id INTEGER NOT NULL CONSTRAINT gateway_credentials_pkey PRIMARY KEY AUTOINCREMENT,
    base_credentials_id INTEGER NOT NULL,
    gateway_credential_id TEXT NOT NULL,
    adapter_type TEXT NOT NULL,
    CONSTRAINT gateway_credentials_base_credentials_id_fkey FOREIGN KEY (base_credentials_id) REFERENCES credentials (id) ON DELETE CASCADE,
    CONSTRAINT gateway_credentials_adapter_type_check CHECK (length(adapter_type) <= 50 AND instr(adapter_type, char(0)) = 0),
    CONSTRAINT gateway_credentials_base_credentials_id_check CHECK (base_credentials_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT gateway_credentials_gateway_credential_id_check CHECK (length(gateway_credential_id) <= 255 AND instr(gateway_credential_id, char(0)) = 0),
    CONSTRAINT gateway_credentials_id_check CHECK (id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX gateway_credentials_base_credentials_id_key ON gateway_credentials (base_credentials_id);
--> statement-breakpoint
CREATE TABLE tool_credentials (
    id INTEGER NOT NULL CONSTRAINT tool_credentials_pkey PRIMARY KEY AUTOINCREMENT,
    base_credentials_id INTEGER NOT NULL,
    tool_type TEXT NOT NULL,
    config TEXT NOT NULL DEFAULT '{}',
    is_preferred INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT tool_credentials_base_credentials_id_fkey FOREIGN KEY (base_credentials_id) REFERENCES credentials (id) ON DELETE CASCADE,
    CONSTRAINT tool_credentials_base_credentials_id_check CHECK (base_credentials_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT tool_credentials_config_check CHECK (json_valid(config)),
    CONSTRAINT tool_credentials_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT tool_credentials_is_preferred_check CHECK (is_preferred IN (0, 1)),
    CONSTRAINT tool_credentials_tool_type_check CHECK (length(tool_type) <= 20 AND instr(tool_type, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX tool_credentials_base_credentials_id_key ON tool_credentials (base_credentials_id);
--> statement-breakpoint
CREATE INDEX tool_credentials_preferred ON tool_credentials (tool_type) WHERE is_preferred;
--> statement-breakpoint
CREATE TABLE tool_definitions (
    id INTEGER NOT NULL CONSTRAINT tool_definitions_pkey PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    tool_type TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    input_schema TEXT,
    default_config TEXT NOT NULL DEFAULT '{}',
    credential_type TEXT NOT NULL DEFAULT '',
    CONSTRAINT tool_definitions_credential_type_check CHECK (length(credential_type) <= 20 AND instr(credential_type, char(0)) = 0),
    CONSTRAINT tool_definitions_default_config_check CHECK (json_valid(default_config)),
    CONSTRAINT tool_definitions_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT tool_definitions_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT tool_definitions_input_schema_check CHECK (json_valid(input_schema)),
    CONSTRAINT tool_definitions_name_check CHECK (length(name) <= 255 AND instr(name, char(0)) = 0),
    CONSTRAINT tool_definitions_tool_type_check CHECK (length(tool_type) <= 20 AND instr(tool_type, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX tool_definitions_name_key ON tool_definitions (name);
--> statement-breakpoint
CREATE TABLE tool_credential_mappings (
    id INTEGER NOT NULL CONSTRAINT tool_credential_mappings_pkey PRIMARY KEY AUTOINCREMENT,
    tool_definition_id INTEGER NOT NULL,
    tool_credential_id INTEGER NOT NULL,
    user_profile_id INTEGER NOT NULL,
    is_default INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT tool_credential_mappings_tool_definition_id_fkey FOREIGN KEY (tool_definition_id) REFERENCES tool_definitions (id) ON DELETE CASCADE,
    CONSTRAINT tool_credential_mappings_tool_credential_id_fkey FOREIGN KEY (tool_credential_id) REFERENCES tool_credentials (id) ON DELETE CASCADE,
    CONSTRAINT tool_credential_mappings_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT tool_credential_mappings_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT tool_credential_mappings_is_default_check CHECK (is_default IN (0, 1)),
    CONSTRAINT tool_credential_mappings_tool_credential_id_check CHECK (tool_credential_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT tool_credential_mappings_tool_definition_id_check CHECK (tool_definition_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT tool_credential_mappings_user_profile_id_check CHECK (user_profile_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX tool_credential_mappings_key ON tool_credential_mappings (user_profile_id, tool_definition_id, tool_credential_id);
--> statement-breakpoint
CREATE UNIQUE INDEX tool_credential_mappings_one_default ON tool_credential_mappings (user_profile_id, tool_definition_id) WHERE is_default;
--> statement-breakpoint
CREATE TABLE git_repositories (
    id INTEGER NOT NULL CONSTRAINT git_repositories_pkey PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    credential_id INTEGER,
    provider TEXT NOT NULL,
    remote_url TEXT NOT NULL,
    default_branch TEXT NOT NULL DEFAULT 'main',
    local_path TEXT NOT NULL DEFAULT '',
    last_commit_hash TEXT NOT NULL DEFAULT '',
    last_synced_at INTEGER,
    auto_sync_enabled INTEGER NOT NULL DEFAULT 0,
    webhook_url TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    CONSTRAINT git_repositories_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES git_credentials (id) ON DELETE SET NULL,
    CONSTRAINT git_repositories_auto_sync_enabled_check CHECK (auto_sync_enabled IN (0, 1)),
    CONSTRAINT git_repositories_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT git_repositories_credential_id_check CHECK (credential_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_repositories_default_branch_check CHECK (length(default_branch) <= 100 AND instr(default_branch, char(0)) = 0),
    CONSTRAINT git_repositories_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_repositories_last_commit_hash_check CHECK (length(last_commit_hash) <= 40 AND instr(last_commit_hash, char(0)) = 0),
    CONSTRAINT git_repositories_last_synced_at_check CHECK (last_synced_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT git_repositories_local_path_check CHECK (length(local_path) <= 500 AND instr(local_path, char(0)) = 0),
    CONSTRAINT git_repositories_name_check CHECK (length(name) <= 255 AND instr(name, char(0)) = 0),
    CONSTRAINT git_repositories_provider_check CHECK (provider IN ('github', 'gitlab', 'bitbucket')),
    CONSTRAINT git_repositories_remote_url_check CHECK (length(remote_url) <= 500 AND instr(remote_url, char(0)) = 0),
    CONSTRAINT git_repositories_webhook_url_check CHECK (length(webhook_url) <= 500 AND instr(webhook_url, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE git_commits (
    id INTEGER NOT NULL CONSTRAINT git_commits_pkey PRIMARY KEY AUTOINCREMENT,
    repository_id INTEGER NOT NULL,
    commit_hash TEXT NOT NULL,
    message TEXT NOT NULL,
    author_id INTEGER,
    files_changed TEXT NOT NULL DEFAULT '[]',
    additions INTEGER NOT NULL DEFAULT 0,
    deletions INTEGER NOT NULL DEFAULT 0,
    committed_at INTEGER NOT NULL,
    synced_at INTEGER NOT NULL,
    CONSTRAINT git_commits_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES git_repositories (id) ON DELETE CASCADE,
    CONSTRAINT git_commits_author_id_fkey FOREIGN KEY (author_id) REFERENCES user_profiles (id) ON DELETE SET NULL,
    CONSTRAINT git_commits_additions_check CHECK (additions BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_commits_author_id_check CHECK (author_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_commits_commit_hash_check CHECK (length(commit_hash) <= 40 AND instr(commit_hash, char(0)) = 0),
    CONSTRAINT git_commits_committed_at_check CHECK (committed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT git_commits_deletions_check CHECK (deletions BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_commits_files_changed_check CHECK (iif(json_valid(files_changed), json_type(files_changed) = 'array', json_valid(files_changed))),
    CONSTRAINT git_commits_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_commits_message_check CHECK (instr(message, char(0)) = 0),
    CONSTRAINT git_commits_repository_id_check CHECK (repository_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_commits_synced_at_check CHECK (synced_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX git_commits_commit_hash_key ON git_commits (commit_hash);
--> statement-breakpoint
CREATE INDEX git_commits_by_time ON git_commits (repository_id, committed_at DESC);
--> statement-breakpoint
CREATE TABLE git_sync_tasks (
    id INTEGER NOT NULL CONSTRAINT git_sync_tasks_pkey PRIMARY KEY AUTOINCREMENT,
    repository_id INTEGER NOT NULL,
    direction TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending',
    commit_message TEXT NOT NULL DEFAULT '',
    commit_hash TEXT NOT NULL DEFAULT '',
    files_changed TEXT NOT NULL DEFAULT '[]',
    error_log TEXT NOT NULL DEFAULT '',
    retry_count INTEGER NOT NULL DEFAULT 0,
    max_retries INTEGER NOT NULL DEFAULT 3,
    triggered_by_id INTEGER,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    completed_at INTEGER,
    CONSTRAINT git_sync_tasks_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES git_repositories (id) ON DELETE CASCADE,
    CONSTRAINT git_sync_tasks_triggered_by_id_fkey FOREIGN KEY (triggered_by_id) REFERENCES user_profiles (id) ON DELETE SET NULL,
    CONSTRAINT git_sync_tasks_commit_hash_check CHECK (length(commit_hash) <= 40 AND instr(commit_hash, char(0)) = 0),
    CONSTRAINT git_sync_tasks_commit_message_check CHECK (instr(commit_message, char(0)) = 0),
    CONSTRAINT git_sync_tasks_completed_at_check CHECK (completed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT git_sync_tasks_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT git_sync_tasks_direction_check CHECK (direction IN ('push', 'pull')),
    CONSTRAINT git_sync_tasks_error_log_check CHECK (instr(error_log, char(0)) = 0),
    CONSTRAINT git_sync_tasks_files_changed_check CHECK (iif(json_valid(files_changed), json_type(files_changed) = 'array', json_valid(files_changed))),
    CONSTRAINT git_sync_tasks_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_sync_tasks_max_retries_check CHECK (max_retries BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_sync_tasks_repository_id_check CHECK (repository_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_sync_tasks_retries CHECK (retry_count BETWEEN 0 AND max_retries),
    CONSTRAINT git_sync_tasks_retry_count_check CHECK (retry_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT git_sync_tasks_started_at_check CHECK (started_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT git_sync_tasks_status_check CHECK (status IN ('pending', 'running', 'success', 'failed', 'conflict')),
    CONSTRAINT git_sync_tasks_triggered_by_id_check CHECK (triggered_by_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX git_sync_tasks_one_running ON git_sync_tasks (repository_id) WHERE status = 'running';
--> statement-breakpoint
CREATE TABLE workflows (
    id INTEGER NOT NULL CONSTRAINT workflows_pkey PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    owner_id INTEGER NOT NULL,
    repository_id INTEGER,
    is_active INTEGER NOT NULL DEFAULT 1,
    is_public INTEGER NOT NULL DEFAULT 0,
    is_template INTEGER NOT NULL DEFAULT 0,
    is_callable INTEGER NOT NULL DEFAULT 0,
    is_default INTEGER NOT NULL DEFAULT 0,
    forked_from_id INTEGER,
    error_handler_workflow_id INTEGER,
    tags TEXT,
    max_execution_seconds INTEGER NOT NULL DEFAULT 600,
    input_schema TEXT,
    output_schema TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT workflows_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT workflows_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES git_repositories (id) ON DELETE SET NULL,
    CONSTRAINT workflows_forked_from_id_fkey FOREIGN KEY (forked_from_id) REFERENCES workflows (id) ON DELETE SET NULL,
    CONSTRAINT workflows_error_handler_workflow_id_fkey FOREIGN KEY (error_handler_workflow_id) REFERENCES workflows (id) ON DELETE SET NULL,
    CONSTRAINT workflows_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT workflows_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT workflows_error_handler_workflow_id_check CHECK (error_handler_workflow_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflows_forked_from_id_check CHECK (forked_from_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflows_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflows_input_schema_check CHECK (json_valid(input_schema)),
    CONSTRAINT workflows_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT workflows_is_callable_check CHECK (is_callable IN (0, 1)),
    CONSTRAINT workflows_is_default_check CHECK (is_default IN (0, 1)),
    CONSTRAINT workflows_is_public_check CHECK (is_public IN (0, 1)),
    CONSTRAINT workflows_is_template_check CHECK (is_template IN (0, 1)),
    CONSTRAINT workflows_max_execution_seconds_check CHECK (max_execution_seconds BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflows_name_check CHECK (length(name) <= 255 AND instr(name, char(0)) = 0),
    CONSTRAINT workflows_not_own_handler CHECK (error_handler_workflow_id IS NULL OR error_handler_workflow_id <> id),
    CONSTRAINT workflows_output_schema_check CHECK (json_valid(output_schema)),
    CONSTRAINT workflows_owner_id_check CHECK (owner_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflows_repository_id_check CHECK (repository_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflows_slug_check CHECK (length(slug) <= 255 AND instr(slug, char(0)) = 0),
    CONSTRAINT workflows_tags_check CHECK (iif(json_valid(tags), json_type(tags) = 'array', json_valid(tags))),
    CONSTRAINT workflows_time CHECK (max_execution_seconds > 0),
    CONSTRAINT workflows_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX workflows_slug_key ON workflows (slug);
--> statement-breakpoint
CREATE UNIQUE INDEX workflows_one_default ON workflows (owner_id) WHERE is_default;
--> statement-breakpoint
CREATE TABLE component_configs (
    id INTEGER NOT NULL CONSTRAINT component_configs_pkey PRIMARY KEY AUTOINCREMENT,
    component_type TEXT NOT NULL,
    extra_config TEXT NOT NULL DEFAULT '{}',
    updated_at INTEGER NOT NULL,
    llm_credential_id INTEGER,
    model_name TEXT,
    temperature REAL,
    max_tokens INTEGER,
    frequency_penalty REAL,
    presence_penalty REAL,
    top_p REAL,
    timeout INTEGER,
    max_retries INTEGER,
    response_format TEXT,
    llm_model_config_id INTEGER,
    system_prompt TEXT,
    code_language TEXT,
    code_snippet TEXT,
    credential_id INTEGER,
    is_active INTEGER,
    priority INTEGER,
    trigger_config TEXT,
    CONSTRAINT component_configs_llm_credential_id_fkey FOREIGN KEY (llm_credential_id) REFERENCES credentials (id) ON DELETE SET NULL,
    CONSTRAINT component_configs_llm_model_config_id_fkey FOREIGN KEY (llm_model_config_id) REFERENCES component_configs (id) ON DELETE SET NULL,
    CONSTRAINT component_configs_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credentials (id) ON DELETE SET NULL,
    CONSTRAINT component_configs_code_language_check CHECK (length(code_language) <= 20 AND instr(code_language, char(0)) = 0),
    CONSTRAINT component_configs_code_snippet_check CHECK (instr(code_snippet, char(0)) = 0),
    CONSTRAINT component_configs_component_type_check CHECK (length(component_type) <= 30 AND instr(component_type, char(0)) = 0),
    CONSTRAINT component_configs_credential_id_check CHECK (credential_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT component_configs_extra_config_check CHECK (json_valid(extra_config)),
    CONSTRAINT component_configs_frequency_penalty_check CHECK (abs(frequency_penalty) <= 1.7976931348623157e308),
    CONSTRAINT component_configs_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT component_configs_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT component_configs_llm_credential_id_check CHECK (llm_credential_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT component_configs_llm_model_config_id_check CHECK (llm_model_config_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT component_configs_max_retries_check CHECK (max_retries BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT component_configs_max_tokens_check CHECK (max_tokens BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT component_configs_model_name_check CHECK (length(model_name) <= 255 AND instr(model_name, char(0)) = 0),
    CONSTRAINT component_configs_presence_penalty_check CHECK (abs(presence_penalty) <= 1.7976931348623157e308),
    CONSTRAINT component_configs_priority_check CHECK (priority BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT component_configs_response_format_check CHECK (json_valid(response_format)),
    CONSTRAINT component_configs_system_prompt_check CHECK (instr(system_prompt, char(0)) = 0),
    CONSTRAINT component_configs_temperature_check CHECK (abs(temperature) <= 1.7976931348623157e308),
    CONSTRAINT component_configs_timeout_check CHECK (timeout BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT component_configs_tokens CHECK (max_tokens IS NULL OR max_tokens > 0),
    CONSTRAINT component_configs_top_p_check CHECK (abs(top_p) <= 1.7976931348623157e308),
    CONSTRAINT component_configs_trigger_config_check CHECK (json_valid(trigger_config)),
    CONSTRAINT component_configs_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX component_configs_live_triggers ON component_configs (component_type, priority DESC) WHERE is_active AND trigger_config IS NOT NULL;
--> statement-breakpoint
CREATE TABLE code_block_versions (
    id INTEGER NOT NULL CONSTRAINT code_block_versions_pkey PRIMARY KEY AUTOINCREMENT,
    code_block_id INTEGER NOT NULL,
    version_number INTEGER NOT NULL,
    code TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    input_schema TEXT,
    output_schema TEXT,
    requirements TEXT NOT NULL DEFAULT '[]',
    commit_message TEXT NOT NULL DEFAULT '',
    author_id INTEGER,
    git_commit_id INTEGER,
    source TEXT NOT NULL DEFAULT 'manual',
    status TEXT NOT NULL DEFAULT 'draft',
    created_at INTEGER NOT NULL,
    CONSTRAINT code_block_versions_code_block_id_fkey FOREIGN KEY (code_block_id) REFERENCES code_blocks (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT code_block_versions_author_id_fkey FOREIGN KEY (author_id) REFERENCES user_profiles (id) ON DELETE SET NULL,
    CONSTRAINT code_block_versions_git_commit_id_fkey FOREIGN KEY (git_commit_id) REFERENCES git_commits (id) ON DELETE SET NULL,
    CONSTRAINT code_block_versions_author_id_check CHECK (author_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_block_versions_code_block_id_check CHECK (code_block_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_block_versions_code_check CHECK (instr(code, char(0)) = 0),
    CONSTRAINT code_block_versions_code_hash_check CHECK (length(code_hash) <= 64 AND instr(code_hash, char(0)) = 0),
    CONSTRAINT code_block_versions_commit_message_check CHECK (instr(commit_message, char(0)) = 0),
    CONSTRAINT code_block_versions_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT code_block_versions_git_commit_id_check CHECK (git_commit_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_block_versions_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_block_versions_input_schema_check CHECK (json_valid(input_schema)),
    CONSTRAINT code_block_versions_output_schema_check CHECK (json_valid(output_schema)),
    CONSTRAINT code_block_versions_requirements_check CHECK (iif(json_valid(requirements), json_type(requirements) = 'array', json_valid(requirements))),
    CONSTRAINT code_block_versions_source_check CHECK (source IN ('manual', 'git', 'agent')),
    CONSTRAINT code_block_versions_status_check CHECK (status IN ('draft', 'published', 'archived')),
    CONSTRAINT code_block_versions_version_number_check CHECK (version_number BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX code_block_versions_number_key ON code_block_versions (code_block_id, version_number);
--> statement-breakpoint
CREATE TABLE code_blocks (
    id INTEGER NOT NULL CONSTRAINT code_blocks_pkey PRIMARY KEY AUTOINCREMENT,
    workflow_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'python',
    timeout_seconds INTEGER NOT NULL DEFAULT 30,
    file_path TEXT NOT NULL DEFAULT '',
    published_version_id INTEGER,
    draft_version_id INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT code_blocks_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT code_blocks_published_version_id_fkey FOREIGN KEY (published_version_id) REFERENCES code_block_versions (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT code_blocks_draft_version_id_fkey FOREIGN KEY (draft_version_id) REFERENCES code_block_versions (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT code_blocks_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT code_blocks_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT code_blocks_draft_version_id_check CHECK (draft_version_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_blocks_file_path_check CHECK (length(file_path) <= 500 AND instr(file_path, char(0)) = 0),
    CONSTRAINT code_blocks_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_blocks_language_check CHECK (length(language) <= 20 AND instr(language, char(0)) = 0),
    CONSTRAINT code_blocks_name_check CHECK (length(name) <= 255 AND instr(name, char(0)) = 0),
    CONSTRAINT code_blocks_published_version_id_check CHECK (published_version_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_blocks_slug_check CHECK (length(slug) <= 255 AND instr(slug, char(0)) = 0),
    CONSTRAINT code_blocks_timeout_seconds_check CHECK (timeout_seconds BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_blocks_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT code_blocks_workflow_id_check CHECK (workflow_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX code_blocks_slug_key ON code_blocks (slug);
--> statement-breakpoint
CREATE TABLE code_block_tests (
    id INTEGER NOT NULL CONSTRAINT code_block_tests_pkey PRIMARY KEY AUTOINCREMENT,
    code_block_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    input_data TEXT NOT NULL DEFAULT '{}',
    expected_output TEXT,
    expected_error TEXT NOT NULL DEFAULT '',
    CONSTRAINT code_block_tests_code_block_id_fkey FOREIGN KEY (code_block_id) REFERENCES code_blocks (id) ON DELETE CASCADE,
    CONSTRAINT code_block_tests_code_block_id_check CHECK (code_block_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_block_tests_expected_error_check CHECK (length(expected_error) <= 500 AND instr(expected_error, char(0)) = 0),
    CONSTRAINT code_block_tests_expected_output_check CHECK (json_valid(expected_output)),
    CONSTRAINT code_block_tests_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_block_tests_input_data_check CHECK (json_valid(input_data)),
    CONSTRAINT code_block_tests_name_check CHECK (length(name) <= 255 AND instr(name, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE code_block_test_runs (
    id INTEGER NOT NULL CONSTRAINT code_block_test_runs_pkey PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL,
    test_id INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    actual_output TEXT,
    error TEXT NOT NULL DEFAULT '',
    execution_time_ms INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    CONSTRAINT code_block_test_runs_version_id_fkey FOREIGN KEY (version_id) REFERENCES code_block_versions (id) ON DELETE CASCADE,
    CONSTRAINT code_block_test_runs_test_id_fkey FOREIGN KEY (test_id) REFERENCES code_block_tests (id) ON DELETE CASCADE,
    CONSTRAINT code_block_test_runs_actual_output_check CHECK (json_valid(actual_output)),
    CONSTRAINT code_block_test_runs_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT code_block_test_runs_error_check CHECK (instr(error, char(0)) = 0),
    CONSTRAINT code_block_test_runs_execution_time_ms_check CHECK (execution_time_ms BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_block_test_runs_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_block_test_runs_passed_check CHECK (passed IN (0, 1)),
    CONSTRAINT code_block_test_runs_test_id_check CHECK (test_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT code_block_test_runs_version_id_check CHECK (version_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE TABLE workflow_nodes (
    id INTEGER NOT NULL CONSTRAINT workflow_nodes_pkey PRIMARY KEY AUTOINCREMENT,
    workflow_id INTEGER NOT NULL,
    node_id TEXT NOT NULL,
    label TEXT,
    component_type TEXT NOT NULL,
    component_config_id INTEGER NOT NULL,
    subworkflow_id INTEGER,
    code_block_id INTEGER,
    is_entry_point INTEGER NOT NULL DEFAULT 0,
    interrupt_before INTEGER NOT NULL DEFAULT 0,
    interrupt_after INTEGER NOT NULL DEFAULT 0,
    position_x INTEGER NOT NULL DEFAULT 0,
    position_y INTEGER NOT NULL DEFAULT 0,
    updated_at INTEGER NOT NULL,
    CONSTRAINT workflow_nodes_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT workflow_nodes_component_config_id_fkey FOREIGN KEY (component_config_id) REFERENCES component_configs (id) ON DELETE CASCADE,
    CONSTRAINT workflow_nodes_subworkflow_id_fkey FOREIGN KEY (subworkflow_id) REFERENCES workflows (id) ON DELETE SET NULL,
    CONSTRAINT workflow_nodes_code_block_id_fkey FOREIGN KEY (code_block_id) REFERENCES code_blocks (id) ON DELETE SET NULL,
    CONSTRAINT workflow_nodes_code_block_id_check CHECK (code_block_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_nodes_component_config_id_check CHECK (component_config_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_nodes_component_type_check CHECK (length(component_type) <= 30 AND instr(component_type, char(0)) = 0),
    CONSTRAINT workflow_nodes_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_nodes_interrupt_after_check CHECK (interrupt_after IN (0, 1)),
    CONSTRAINT workflow_nodes_interrupt_before_check CHECK (interrupt_before IN (0, 1)),
    CONSTRAINT workflow_nodes_is_entry_point_check CHECK (is_entry_point IN (0, 1)),
    CONSTRAINT workflow_nodes_label_check CHECK (length(label) <= 255 AND instr(label, char(0)) = 0),
    CONSTRAINT workflow_nodes_node_id_check CHECK (length(node_id) <= 255 AND instr(node_id, char(0)) = 0),
    CONSTRAINT workflow_nodes_position_x_check CHECK (position_x BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_nodes_position_y_check CHECK (position_y BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_nodes_subworkflow_id_check CHECK (subworkflow_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_nodes_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT workflow_nodes_workflow_id_check CHECK (workflow_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX workflow_nodes_node_key ON workflow_nodes (workflow_id, node_id);
--> statement-breakpoint
CREATE INDEX workflow_nodes_entry_points ON workflow_nodes (workflow_id) WHERE is_entry_point;
--> statement-breakpoint
CREATE TABLE workflow_edges (
    id INTEGER NOT NULL CONSTRAINT workflow_edges_pkey PRIMARY KEY AUTOINCREMENT,
    workflow_id INTEGER NOT NULL,
    source_node_id TEXT NOT NULL,
    target_node_id TEXT NOT NULL,
    edge_type TEXT NOT NULL DEFAULT 'direct',
    edge_label TEXT NOT NULL DEFAULT '',
    condition_mapping TEXT,
    condition_value TEXT NOT NULL DEFAULT '',
    priority INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT workflow_edges_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT workflow_edges_source_fkey FOREIGN KEY (workflow_id, source_node_id) REFERENCES workflow_nodes (workflow_id, node_id) ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT workflow_edges_target_fkey FOREIGN KEY (workflow_id, target_node_id) REFERENCES workflow_nodes (workflow_id, node_id) ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT workflow_edges_condition CHECK (edge_type <> 'conditional' OR condition_mapping IS NOT NULL OR condition_value <> ''),
    CONSTRAINT workflow_edges_condition_mapping_check CHECK (json_valid(condition_mapping)),
    CONSTRAINT workflow_edges_condition_value_check CHECK (length(condition_value) <= 100 AND instr(condition_value, char(0)) = 0),
    CONSTRAINT workflow_edges_edge_label_check CHECK (length(edge_label) <= 20 AND instr(edge_label, char(0)) = 0),
    CONSTRAINT workflow_edges_edge_type_check CHECK (edge_type IN ('direct', 'conditional')),
    CONSTRAINT workflow_edges_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_edges_priority_check CHECK (priority BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_edges_source_node_id_check CHECK (length(source_node_id) <= 255 AND instr(source_node_id, char(0)) = 0),
    CONSTRAINT workflow_edges_target_node_id_check CHECK (length(target_node_id) <= 255 AND instr(target_node_id, char(0)) = 0),
    CONSTRAINT workflow_edges_workflow_id_check CHECK (workflow_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE TABLE workflow_tools (
    id INTEGER NOT NULL CONSTRAINT workflow_tools_pkey PRIMARY KEY AUTOINCREMENT,
    workflow_id INTEGER NOT NULL,
    tool_definition_id INTEGER NOT NULL,
    config_overrides TEXT NOT NULL DEFAULT '{}',
    enabled INTEGER NOT NULL DEFAULT 1,
    priority INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT workflow_tools_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT workflow_tools_tool_definition_id_fkey FOREIGN KEY (tool_definition_id) REFERENCES tool_definitions (id) ON DELETE CASCADE,
    CONSTRAINT workflow_tools_config_overrides_check CHECK (json_valid(config_overrides)),
    CONSTRAINT workflow_tools_enabled_check CHECK (enabled IN (0, 1)),
    CONSTRAINT workflow_tools_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_tools_priority_check CHECK (priority BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_tools_tool_definition_id_check CHECK (tool_definition_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_tools_workflow_id_check CHECK (workflow_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX workflow_tools_tool_key ON workflow_tools (workflow_id, tool_definition_id);
--> statement-breakpoint
CREATE TABLE workflow_executions (
    execution_id BLOB NOT NULL,
    workflow_id INTEGER NOT NULL,
    trigger_node_id INTEGER,
    parent_execution_id BLOB,
    parent_node_id TEXT NOT NULL DEFAULT '',
    user_profile_id INTEGER NOT NULL,
    thread_id TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending',
    trigger_payload TEXT,
    final_output TEXT,
    retry_count INTEGER NOT NULL DEFAULT 0,
    max_retries INTEGER NOT NULL DEFAULT 3,
    error_message TEXT NOT NULL DEFAULT '',
    started_at INTEGER,
    completed_at INTEGER,
    total_input_tokens INTEGER NOT NULL DEFAULT 0,
    total_output_tokens INTEGER NOT NULL DEFAULT 0,
    total_tokens INTEGER NOT NULL GENERATED ALWAYS AS (total_input_tokens + total_output_tokens) STORED,
    total_cost_usd INTEGER NOT NULL DEFAULT 0,
    llm_calls INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT workflow_executions_pkey PRIMARY KEY (execution_id),
    CONSTRAINT workflow_executions_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT workflow_executions_trigger_node_id_fkey FOREIGN KEY (trigger_node_id) REFERENCES workflow_nodes (id) ON DELETE SET NULL,
    CONSTRAINT workflow_executions_parent_execution_id_fkey FOREIGN KEY (parent_execution_id) REFERENCES workflow_executions (execution_id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT workflow_executions_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT workflow_executions_completed_at_check CHECK (completed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT workflow_executions_cost CHECK (total_cost_usd >= 0),
    CONSTRAINT workflow_executions_error_message_check CHECK (instr(error_message, char(0)) = 0),
    CONSTRAINT workflow_executions_execution_id_check CHECK (length(execution_id) = 16),
    CONSTRAINT workflow_executions_final_output_check CHECK (json_valid(final_output)),
    CONSTRAINT workflow_executions_llm_calls_check CHECK (llm_calls BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_executions_max_retries_check CHECK (max_retries BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_executions_parent_execution_id_check CHECK (length(parent_execution_id) = 16),
    CONSTRAINT workflow_executions_parent_node_id_check CHECK (length(parent_node_id) <= 255 AND instr(parent_node_id, char(0)) = 0),
    CONSTRAINT workflow_executions_retry_count_check CHECK (retry_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_executions_started_at_check CHECK (started_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT workflow_executions_status_check CHECK (status IN ('pending', 'running', 'interrupted', 'completed', 'failed', 'cancelled')),
    CONSTRAINT workflow_executions_thread_id_check CHECK (length(thread_id) <= 255 AND instr(thread_id, char(0)) = 0),
    CONSTRAINT workflow_executions_times CHECK (completed_at IS NULL OR completed_at >= started_at),
    CONSTRAINT workflow_executions_total_cost_usd_check CHECK (total_cost_usd BETWEEN -999999999999 AND 999999999999),
    CONSTRAINT workflow_executions_total_input_tokens_check CHECK (total_input_tokens BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_executions_total_output_tokens_check CHECK (total_output_tokens BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_executions_total_tokens_check CHECK (total_tokens BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_executions_trigger_node_id_check CHECK (trigger_node_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_executions_trigger_payload_check CHECK (json_valid(trigger_payload)),
    CONSTRAINT workflow_executions_user_profile_id_check CHECK (user_profile_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT workflow_executions_workflow_id_check CHECK (workflow_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE INDEX workflow_executions_by_workflow ON workflow_executions (workflow_id, started_at DESC);
--> statement-breakpoint
CREATE INDEX workflow_executions_live ON workflow_executions (started_at) WHERE status IN ('pending', 'running', 'interrupted');
--> statement-breakpoint
CREATE TABLE execution_logs (
    id INTEGER NOT NULL CONSTRAINT execution_logs_pkey PRIMARY KEY AUTOINCREMENT,
    execution_id BLOB NOT NULL,
    node_id TEXT NOT NULL,
    status TEXT NOT NULL,
    input TEXT,
    output TEXT,
    error TEXT NOT NULL DEFAULT '',
    error_code TEXT,
    metadata TEXT,
    retry_count INTEGER NOT NULL DEFAULT 0,
    duration_ms INTEGER NOT NULL DEFAULT 0,
    "timestamp" INTEGER NOT NULL,
    CONSTRAINT execution_logs_execution_id_fkey FOREIGN KEY (execution_id) REFERENCES workflow_executions (execution_id) ON DELETE CASCADE,
    CONSTRAINT execution_logs_duration_ms_check CHECK (duration_ms BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT execution_logs_error_check CHECK (instr(error, char(0)) = 0),
    CONSTRAINT execution_logs_error_code_check CHECK (length(error_code) <= 50 AND instr(error_code, char(0)) = 0),
    CONSTRAINT execution_logs_execution_id_check CHECK (length(execution_id) = 16),
    CONSTRAINT execution_logs_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT execution_logs_input_check CHECK (json_valid(input)),
    CONSTRAINT execution_logs_metadata_check CHECK (json_valid(metadata)),
    CONSTRAINT execution_logs_node_id_check CHECK (length(node_id) <= 255 AND instr(node_id, char(0)) = 0),
    CONSTRAINT execution_logs_output_check CHECK (json_valid(output)),
    CONSTRAINT execution_logs_retry_count_check CHECK (retry_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT execution_logs_status_check CHECK (status IN ('pending', 'running', 'waiting', 'success', 'failed', 'skipped')),
    CONSTRAINT execution_logs_timestamp_check CHECK ("timestamp" BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX execution_logs_by_time ON execution_logs (execution_id, "timestamp");
--> statement-breakpoint
CREATE TABLE conversations (
    id INTEGER NOT NULL CONSTRAINT conversations_pkey PRIMARY KEY AUTOINCREMENT,
    user_profile_id INTEGER NOT NULL,
    thread_id TEXT NOT NULL,
    workflow_id INTEGER NOT NULL,
    execution_id BLOB,
    metadata TEXT NOT NULL DEFAULT '{}',
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT conversations_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT conversations_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT conversations_execution_id_fkey FOREIGN KEY (execution_id) REFERENCES workflow_executions (execution_id) ON DELETE SET NULL,
    CONSTRAINT conversations_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT conversations_execution_id_check CHECK (length(execution_id) = 16),
    CONSTRAINT conversations_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT conversations_metadata_check CHECK (json_valid(metadata)),
    CONSTRAINT conversations_thread_id_check CHECK (length(thread_id) <= 255 AND instr(thread_id, char(0)) = 0),
    CONSTRAINT conversations_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT conversations_user_profile_id_check CHECK (user_profile_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT conversations_workflow_id_check CHECK (workflow_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX conversations_thread_key ON conversations (workflow_id, thread_id);
--> statement-breakpoint
CREATE TABLE pending_tasks (
    task_id TEXT NOT NULL,
    execution_id BLOB NOT NULL,
    user_profile_id INTEGER NOT NULL,
    chat_id TEXT,
    credential_id TEXT,
    node_id TEXT NOT NULL,
    prompt TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT pending_tasks_pkey PRIMARY KEY (task_id),
    CONSTRAINT pending_tasks_execution_id_fkey FOREIGN KEY (execution_id) REFERENCES workflow_executions (execution_id) ON DELETE CASCADE,
    CONSTRAINT pending_tasks_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT pending_tasks_chat_id_check CHECK (length(chat_id) <= 255 AND instr(chat_id, char(0)) = 0),
    CONSTRAINT pending_tasks_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT pending_tasks_credential_id_check CHECK (length(credential_id) <= 255 AND instr(credential_id, char(0)) = 0),
    CONSTRAINT pending_tasks_execution_id_check CHECK (length(execution_id) = 16),
    CONSTRAINT pending_tasks_expires_at_check CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT pending_tasks_node_id_check CHECK (length(node_id) <= 255 AND instr(node_id, char(0)) = 0),
    CONSTRAINT pending_tasks_prompt_check CHECK (instr(prompt, char(0)) = 0),
    CONSTRAINT pending_tasks_task_id_check CHECK (length(task_id) <= 8 AND instr(task_id, char(0)) = 0),
    CONSTRAINT pending_tasks_user_profile_id_check CHECK (user_profile_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE INDEX pending_tasks_by_expiry ON pending_tasks (expires_at);
--> statement-breakpoint
CREATE TABLE scheduled_jobs (
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    workflow_id INTEGER NOT NULL,
    trigger_node_id TEXT,
    user_profile_id INTEGER NOT NULL,
    interval_seconds INTEGER NOT NULL,
    total_repeats INTEGER NOT NULL DEFAULT 0,
    max_retries INTEGER NOT NULL DEFAULT 3,
    timeout_seconds INTEGER NOT NULL DEFAULT 600,
    trigger_payload TEXT,
    status TEXT NOT NULL DEFAULT 'active',
    current_repeat INTEGER NOT NULL DEFAULT 0,
    current_retry INTEGER NOT NULL DEFAULT 0,
    last_run_at INTEGER,
    next_run_at INTEGER,
    run_count INTEGER NOT NULL DEFAULT 0,
    error_count INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT scheduled_jobs_pkey PRIMARY KEY (id),
    CONSTRAINT scheduled_jobs_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT scheduled_jobs_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT scheduled_jobs_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_jobs_current_repeat_check CHECK (current_repeat BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_current_retry_check CHECK (current_retry BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT scheduled_jobs_error_count_check CHECK (error_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_id_check CHECK (length(id) = 16),
    CONSTRAINT scheduled_jobs_interval CHECK (interval_seconds > 0),
    CONSTRAINT scheduled_jobs_interval_seconds_check CHECK (interval_seconds BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_last_error_check CHECK (instr(last_error, char(0)) = 0),
    CONSTRAINT scheduled_jobs_last_run_at_check CHECK (last_run_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_jobs_max_retries_check CHECK (max_retries BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_name_check CHECK (length(name) <= 255 AND instr(name, char(0)) = 0),
    CONSTRAINT scheduled_jobs_next_run_at_check CHECK (next_run_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_jobs_repeats CHECK (total_repeats = 0 OR current_repeat <= total_repeats),
    CONSTRAINT scheduled_jobs_run_count_check CHECK (run_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_status_check CHECK (status IN ('active', 'paused', 'done', 'dead')),
    CONSTRAINT scheduled_jobs_timeout_seconds_check CHECK (timeout_seconds BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_total_repeats_check CHECK (total_repeats BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_trigger_node_id_check CHECK (length(trigger_node_id) <= 255 AND instr(trigger_node_id, char(0)) = 0),
    CONSTRAINT scheduled_jobs_trigger_payload_check CHECK (json_valid(trigger_payload)),
    CONSTRAINT scheduled_jobs_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scheduled_jobs_user_profile_id_check CHECK (user_profile_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scheduled_jobs_workflow_id_check CHECK (workflow_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE INDEX scheduled_jobs_due ON scheduled_jobs (next_run_at) WHERE status = 'active' AND next_run_at IS NOT NULL;
--> statement-breakpoint
CREATE TABLE memory_users (
    id BLOB NOT NULL,
    canonical_id TEXT NOT NULL,
    display_name TEXT,
    telegram_id TEXT,
    telegram_username TEXT,
    email TEXT,
    merged_into_id BLOB,
    preferences_cache TEXT NOT NULL DEFAULT '{}',
    total_conversations INTEGER NOT NULL DEFAULT 0,
    last_conversation_at INTEGER,
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT memory_users_pkey PRIMARY KEY (id),
    CONSTRAINT memory_users_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES memory_users (id) ON DELETE SET NULL,
    CONSTRAINT memory_users_canonical_id_check CHECK (length(canonical_id) <= 100 AND instr(canonical_id, char(0)) = 0),
    CONSTRAINT memory_users_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_users_display_name_check CHECK (length(display_name) <= 255 AND instr(display_name, char(0)) = 0),
    CONSTRAINT memory_users_email_check CHECK (length(email) <= 255 AND instr(email, char(0)) = 0),
    CONSTRAINT memory_users_first_seen_at_check CHECK (first_seen_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_users_id_check CHECK (length(id) = 16),
    CONSTRAINT memory_users_last_conversation_at_check CHECK (last_conversation_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_users_last_seen_at_check CHECK (last_seen_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_users_merged_into_id_check CHECK (length(merged_into_id) = 16),
    CONSTRAINT memory_users_not_into_itself CHECK (merged_into_id IS NULL OR merged_into_id <> id),
    CONSTRAINT memory_users_preferences_cache_check CHECK (json_valid(preferences_cache)),
    CONSTRAINT memory_users_telegram_id_check CHECK (length(telegram_id) <= 100 AND instr(telegram_id, char(0)) = 0),
    CONSTRAINT memory_users_telegram_username_check CHECK (length(telegram_username) <= 100 AND instr(telegram_username, char(0)) = 0),
    CONSTRAINT memory_users_total_conversations_check CHECK (total_conversations BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT memory_users_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX memory_users_canonical_id_key ON memory_users (canonical_id);
--> statement-breakpoint
CREATE UNIQUE INDEX memory_users_telegram_id_key ON memory_users (telegram_id);
--> statement-breakpoint
CREATE UNIQUE INDEX memory_users_email_key ON memory_users (email);
--> statement-breakpoint
CREATE TABLE memory_episodes (
    id BLOB NOT NULL,
    agent_id TEXT NOT NULL,
    user_id TEXT,
    session_id TEXT,
    workflow_id INTEGER,
    execution_id BLOB,
    trigger_type TEXT NOT NULL,
    trigger_input TEXT,
    conversation TEXT,
    actions_taken TEXT,
    final_output TEXT,
    success INTEGER NOT NULL DEFAULT 0,
    error_code TEXT,
    error_message TEXT NOT NULL DEFAULT '',
    human_feedback TEXT,
    human_rating INTEGER,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    duration_ms INTEGER,
    summary TEXT,
    embedding BLOB,
    processed_for_facts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    CONSTRAINT memory_episodes_pkey PRIMARY KEY (id),
    CONSTRAINT memory_episodes_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE SET NULL,
    CONSTRAINT memory_episodes_execution_id_fkey FOREIGN KEY (execution_id) REFERENCES workflow_executions (execution_id) ON DELETE SET NULL,
    CONSTRAINT memory_episodes_actions_taken_check CHECK (json_valid(actions_taken)),
    CONSTRAINT memory_episodes_agent_id_check CHECK (length(agent_id) <= 100 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT memory_episodes_conversation_check CHECK (json_valid(conversation)),
    CONSTRAINT memory_episodes_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_episodes_duration_ms_check CHECK (duration_ms BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT memory_episodes_ended_at_check CHECK (ended_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_episodes_error_code_check CHECK (length(error_code) <= 50 AND instr(error_code, char(0)) = 0),
    CONSTRAINT memory_episodes_error_message_check CHECK (instr(error_message, char(0)) = 0),
    CONSTRAINT memory_episodes_execution_id_check CHECK (length(execution_id) = 16),
    CONSTRAINT memory_episodes_final_output_check CHECK (json_valid(final_output)),
    CONSTRAINT memory_episodes_human_feedback_check CHECK (instr(human_feedback, char(0)) = 0),
    CONSTRAINT memory_episodes_human_rating_check CHECK (human_rating BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT memory_episodes_id_check CHECK (length(id) = 16),
    CONSTRAINT memory_episodes_processed_for_facts_check CHECK (processed_for_facts IN (0, 1)),
    CONSTRAINT memory_episodes_rating CHECK (human_rating IS NULL OR human_rating BETWEEN 1 AND 5),
    CONSTRAINT memory_episodes_session_id_check CHECK (length(session_id) <= 100 AND instr(session_id, char(0)) = 0),
    CONSTRAINT memory_episodes_started_at_check CHECK (started_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_episodes_success_check CHECK (success IN (0, 1)),
    CONSTRAINT memory_episodes_summary_check CHECK (instr(summary, char(0)) = 0),
    CONSTRAINT memory_episodes_trigger_input_check CHECK (json_valid(trigger_input)),
    CONSTRAINT memory_episodes_trigger_type_check CHECK (length(trigger_type) <= 50 AND instr(trigger_type, char(0)) = 0),
    CONSTRAINT memory_episodes_user_id_check CHECK (length(user_id) <= 100 AND instr(user_id, char(0)) = 0),
    CONSTRAINT memory_episodes_workflow_id_check CHECK (workflow_id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE INDEX memory_episodes_by_agent ON memory_episodes (agent_id, started_at DESC);
--> statement-breakpoint
CREATE INDEX memory_episodes_unprocessed ON memory_episodes (created_at) WHERE NOT processed_for_facts;
--> statement-breakpoint
CREATE TABLE memory_facts (
    id BLOB NOT NULL,
    scope TEXT NOT NULL,
    agent_id TEXT,
    user_id TEXT,
    session_id TEXT,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    fact_type TEXT NOT NULL,
    confidence REAL NOT NULL DEFAULT 0.5,
    times_confirmed INTEGER NOT NULL DEFAULT 1,
    times_contradicted INTEGER NOT NULL DEFAULT 0,
    source_episode_id BLOB,
    source_description TEXT,
    access_count INTEGER NOT NULL DEFAULT 0,
    last_accessed INTEGER,
    embedding BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT memory_facts_pkey PRIMARY KEY (id),
    CONSTRAINT memory_facts_source_episode_id_fkey FOREIGN KEY (source_episode_id) REFERENCES memory_episodes (id) ON DELETE SET NULL,
    CONSTRAINT memory_facts_access_count_check CHECK (access_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT memory_facts_agent_id_check CHECK (length(agent_id) <= 100 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT memory_facts_confidence CHECK (confidence BETWEEN 0.0 AND 1.0),
    CONSTRAINT memory_facts_confidence_check CHECK (abs(confidence) <= 1.7976931348623157e308),
    CONSTRAINT memory_facts_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_facts_fact_type_check CHECK (length(fact_type) <= 50 AND instr(fact_type, char(0)) = 0),
    CONSTRAINT memory_facts_id_check CHECK (length(id) = 16),
    CONSTRAINT memory_facts_key_check CHECK (length(key) <= 255 AND instr(key, char(0)) = 0 AND length(CAST(key AS BLOB)) <= 866),
    CONSTRAINT memory_facts_last_accessed_check CHECK (last_accessed BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_facts_scope CHECK (CASE scope WHEN 'agent' THEN agent_id IS NOT NULL WHEN 'user' THEN user_id IS NOT NULL WHEN 'session' THEN session_id IS NOT NULL ELSE 1 END),
    CONSTRAINT memory_facts_scope_check CHECK (scope IN ('agent', 'user', 'session', 'global')),
    CONSTRAINT memory_facts_session_id_check CHECK (length(session_id) <= 100 AND instr(session_id, char(0)) = 0),
    CONSTRAINT memory_facts_source_description_check CHECK (length(source_description) <= 255 AND instr(source_description, char(0)) = 0),
    CONSTRAINT memory_facts_source_episode_id_check CHECK (length(source_episode_id) = 16),
    CONSTRAINT memory_facts_times_confirmed_check CHECK (times_confirmed BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT memory_facts_times_contradicted_check CHECK (times_contradicted BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT memory_facts_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_facts_user_id_check CHECK (length(user_id) <= 100 AND instr(user_id, char(0)) = 0),
    CONSTRAINT memory_facts_value_check CHECK (json_valid(value))
) STRICT;
--> statement-breakpoint
CREATE INDEX memory_facts_by_scope ON memory_facts (scope, agent_id, user_id, key);
--> statement-breakpoint
CREATE INDEX memory_facts_by_agent ON memory_facts (agent_id, fact_type);
--> statement-breakpoint
CREATE TABLE system_config (
    id INTEGER NOT NULL,
    default_llm_credential_id INTEGER,
    default_llm_model_name TEXT NOT NULL DEFAULT '',
    default_timezone TEXT NOT NULL DEFAULT 'UTC',
    max_workflow_execution_seconds INTEGER NOT NULL DEFAULT 600,
    confirmation_timeout_seconds INTEGER NOT NULL DEFAULT 300,
    sandbox_code_execution INTEGER NOT NULL DEFAULT 0,
    feature_flags TEXT NOT NULL DEFAULT '{}',
    updated_at INTEGER NOT NULL,
    CONSTRAINT system_config_pkey PRIMARY KEY (id),
    CONSTRAINT system_config_default_llm_credential_id_fkey FOREIGN KEY (default_llm_credential_id) REFERENCES credentials (id) ON DELETE SET NULL,
    CONSTRAINT system_config_confirmation_timeout_seconds_check CHECK (confirmation_timeout_seconds BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT system_config_default_llm_credential_id_check CHECK (default_llm_credential_id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT system_config_default_llm_model_name_check CHECK (length(default_llm_model_name) <= 255 AND instr(default_llm_model_name, char(0)) = 0),
    CONSTRAINT system_config_default_timezone_check CHECK (length(default_timezone) <= 50 AND instr(default_timezone, char(0)) = 0),
    CONSTRAINT system_config_feature_flags_check CHECK (json_valid(feature_flags)),
    CONSTRAINT system_config_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT system_config_max_workflow_execution_seconds_check CHECK (max_workflow_execution_seconds BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT system_config_one_row CHECK (id = 1),
    CONSTRAINT system_config_sandbox_code_execution_check CHECK (sandbox_code_execution IN (0, 1)),
    CONSTRAINT system_config_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
