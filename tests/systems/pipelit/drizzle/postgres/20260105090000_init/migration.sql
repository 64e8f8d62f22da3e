CREATE TYPE user_role AS ENUM ('admin', 'normal');
--> statement-breakpoint
CREATE TABLE user_profiles (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    username text COLLATE "C" NOT NULL,
    password_hash text COLLATE "C" NOT NULL DEFAULT '',
    first_name text COLLATE "C" NOT NULL DEFAULT '',
    last_name text COLLATE "C" NOT NULL DEFAULT '',
    external_user_id text COLLATE "C",
    github_username text COLLATE "C" NOT NULL DEFAULT '',
    gitlab_username text COLLATE "C" NOT NULL DEFAULT '',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    role user_role NOT NULL DEFAULT 'normal',
    created_by_agent_id integer,
    CONSTRAINT user_profiles_pkey PRIMARY KEY (id),
    CONSTRAINT user_profiles_username_key UNIQUE (username),
    CONSTRAINT user_profiles_external_user_id_key UNIQUE (external_user_id),
    CONSTRAINT user_profiles_created_by_agent_id_fkey FOREIGN KEY (created_by_agent_id) REFERENCES user_profiles (id) ON DELETE SET NULL,
    CONSTRAINT user_profiles_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT user_profiles_external_user_id_check CHECK (char_length(external_user_id) <= 255),
    CONSTRAINT user_profiles_first_name_check CHECK (char_length(first_name) <= 150),
    CONSTRAINT user_profiles_github_username_check CHECK (char_length(github_username) <= 255),
    CONSTRAINT user_profiles_gitlab_username_check CHECK (char_length(gitlab_username) <= 255),
    CONSTRAINT user_profiles_last_name_check CHECK (char_length(last_name) <= 150),
    CONSTRAINT user_profiles_password_hash_check CHECK (char_length(password_hash) <= 255),
    CONSTRAINT user_profiles_username_check CHECK (char_length(username) <= 150)
);
--> statement-breakpoint
COMMENT ON TABLE user_profiles IS 'A person, or an agent that acts as one.';
--> statement-breakpoint
COMMENT ON COLUMN user_profiles.created_by_agent_id IS 'The agent that made it, where one did.';
--> statement-breakpoint
CREATE TABLE api_keys (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    user_id integer NOT NULL,
    key text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    prefix text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    last_used_at timestamp with time zone,
    expires_at timestamp with time zone,
    is_active boolean NOT NULL DEFAULT true,
    CONSTRAINT api_keys_pkey PRIMARY KEY (id),
    CONSTRAINT api_keys_key_key UNIQUE (key),
    CONSTRAINT api_keys_name_key UNIQUE (user_id, name),
    CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT api_keys_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT api_keys_expires_at_check CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT api_keys_key_check CHECK (char_length(key) <= 36),
    CONSTRAINT api_keys_last_used_at_check CHECK (last_used_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT api_keys_name_check CHECK (char_length(name) <= 100),
    CONSTRAINT api_keys_prefix_check CHECK (char_length(prefix) <= 8)
);
--> statement-breakpoint
COMMENT ON TABLE api_keys IS 'What a program signs in with.';
--> statement-breakpoint
CREATE TABLE workspaces (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    name text COLLATE "C" NOT NULL,
    path text COLLATE "C" NOT NULL,
    allow_network boolean NOT NULL DEFAULT false,
    env_vars jsonb NOT NULL DEFAULT '[]',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    user_profile_id integer NOT NULL,
    CONSTRAINT workspaces_pkey PRIMARY KEY (id),
    CONSTRAINT workspaces_name_key UNIQUE (name),
    CONSTRAINT workspaces_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT workspaces_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT workspaces_name_check CHECK (char_length(name) <= 100),
    CONSTRAINT workspaces_path_check CHECK (char_length(path) <= 500)
);
--> statement-breakpoint
COMMENT ON TABLE workspaces IS 'A folder that a user''s code may touch.';
--> statement-breakpoint
CREATE TABLE credentials (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    user_profile_id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    credential_type text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT credentials_pkey PRIMARY KEY (id),
    CONSTRAINT credentials_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT credentials_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT credentials_credential_type_check CHECK (credential_type IN ('git', 'llm', 'gateway', 'tool')),
    CONSTRAINT credentials_name_check CHECK (char_length(name) <= 255),
    CONSTRAINT credentials_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX credentials_by_type ON credentials (user_profile_id, credential_type, name);
--> statement-breakpoint
COMMENT ON TABLE credentials IS 'The common part of a credential; the table of its kind holds the rest.';
--> statement-breakpoint
CREATE TABLE git_credentials (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    base_credentials_id integer NOT NULL,
    provider text COLLATE "C" NOT NULL,
    credential_type text COLLATE "C" NOT NULL,
    ssh_private_key bytea,
    access_token bytea,
    username text COLLATE "C" NOT NULL DEFAULT '',
    webhook_secret bytea,
    CONSTRAINT git_credentials_pkey PRIMARY KEY (id),
    CONSTRAINT git_credentials_base_credentials_id_key UNIQUE (base_credentials_id),
    CONSTRAINT git_credentials_base_credentials_id_fkey FOREIGN KEY (base_credentials_id) REFERENCES credentials (id) ON DELETE CASCADE,
    CONSTRAINT git_credentials_credential_type_check CHECK (credential_type IN ('ssh_key', 'token', 'app')),
    CONSTRAINT git_credentials_provider_check CHECK (provider IN ('github', 'gitlab', 'bitbucket')),
    CONSTRAINT git_credentials_secret CHECK (CASE credential_type WHEN 'ssh_key' THEN ssh_private_key IS NOT NULL ELSE access_token IS NOT NULL END),
    CONSTRAINT git_credentials_username_check CHECK (char_length(username) <= 255)
);
--> statement-breakpoint
COMMENT ON TABLE git_credentials IS 'A credential for a host of repositories.';
--> statement-breakpoint
COMMENT ON COLUMN git_credentials.ssh_private_key IS 'Encrypted by the app.';
--> statement-breakpoint
COMMENT ON COLUMN git_credentials.access_token IS 'Encrypted by the app.';
--> statement-breakpoint
COMMENT ON COLUMN git_credentials.webhook_secret IS 'Encrypted by the app.';
--> statement-breakpoint
CREATE TABLE llm_credentials (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    base_credentials_id integer NOT NULL,
    provider_type text COLLATE "C" NOT NULL,
    api_key bytea NOT NULL,
    base_url text COLLATE "C" NOT NULL DEFAULT '',
    organization_id text COLLATE "C" NOT NULL DEFAULT '',
    custom_headers jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT llm_credentials_pkey PRIMARY KEY (id),
    CONSTRAINT llm_credentials_base_credentials_id_key UNIQUE (base_credentials_id),
    CONSTRAINT llm_credentials_base_credentials_id_fkey FOREIGN KEY (base_credentials_id) REFERENCES credentials (id) ON DELETE CASCADE,
    CONSTRAINT llm_credentials_base_url_check CHECK (char_length(base_url) <= 500),
    CONSTRAINT llm_credentials_organization_id_check CHECK (char_length(organization_id) <= 255),
    CONSTRAINT llm_credentials_provider_type_check CHECK (provider_type IN ('openai', 'anthropic', 'openai_compatible'))
);
--> statement-breakpoint
COMMENT ON TABLE llm_credentials IS 'A credential for a model''s provider.';
--> statement-breakpoint
COMMENT ON COLUMN llm_credentials.api_key IS 'Encrypted by the app.';
--> statement-breakpoint
CREATE TABLE gateway_credentials (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    base_credentials_id integer NOT NULL,
    gateway_credential_id text COLLATE "C" NOT NULL,
    adapter_type text COLLATE "C" NOT NULL,
    CONSTRAINT gateway_credentials_pkey PRIMARY KEY (id),
    CONSTRAINT gateway_credentials_base_credentials_id_key UNIQUE (base_credentials_id),
    CONSTRAINT gateway_credentials_base_credentials_id_fkey FOREIGN KEY (base_credentials_id) REFERENCES credentials (id) ON DELETE CASCADE,
    CONSTRAINT gateway_credentials_adapter_type_check CHECK (char_length(adapter_type) <= 50),
    CONSTRAINT gateway_credentials_gateway_credential_id_check CHECK (char_length(gateway_credential_id) <= 255)
);
--> statement-breakpoint
COMMENT ON TABLE gateway_credentials IS 'A credential that a gateway keeps; this is its name there.';
--> statement-breakpoint
CREATE TABLE tool_credentials (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    base_credentials_id integer NOT NULL,
    tool_type text COLLATE "C" NOT NULL,
    config jsonb NOT NULL DEFAULT '{}',
    is_preferred boolean NOT NULL DEFAULT false,
    CONSTRAINT tool_credentials_pkey PRIMARY KEY (id),
    CONSTRAINT tool_credentials_base_credentials_id_key UNIQUE (base_credentials_id),
    CONSTRAINT tool_credentials_base_credentials_id_fkey FOREIGN KEY (base_credentials_id) REFERENCES credentials (id) ON DELETE CASCADE,
    CONSTRAINT tool_credentials_tool_type_check CHECK (char_length(tool_type) <= 20)
);
--> statement-breakpoint
CREATE INDEX tool_credentials_preferred ON tool_credentials (tool_type) WHERE is_preferred;
--> statement-breakpoint
COMMENT ON TABLE tool_credentials IS 'A credential for a tool.';
--> statement-breakpoint
CREATE TABLE tool_definitions (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    name text COLLATE "C" NOT NULL,
    tool_type text COLLATE "C" NOT NULL,
    description text COLLATE "C" NOT NULL DEFAULT '',
    input_schema jsonb,
    default_config jsonb NOT NULL DEFAULT '{}',
    credential_type text COLLATE "C" NOT NULL DEFAULT '',
    CONSTRAINT tool_definitions_pkey PRIMARY KEY (id),
    CONSTRAINT tool_definitions_name_key UNIQUE (name),
    CONSTRAINT tool_definitions_credential_type_check CHECK (char_length(credential_type) <= 20),
    CONSTRAINT tool_definitions_name_check CHECK (char_length(name) <= 255),
    CONSTRAINT tool_definitions_tool_type_check CHECK (char_length(tool_type) <= 20)
);
--> statement-breakpoint
COMMENT ON TABLE tool_definitions IS 'A tool that workflows can use.';
--> statement-breakpoint
CREATE TABLE tool_credential_mappings (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    tool_definition_id integer NOT NULL,
    tool_credential_id integer NOT NULL,
    user_profile_id integer NOT NULL,
    is_default boolean NOT NULL DEFAULT false,
    CONSTRAINT tool_credential_mappings_pkey PRIMARY KEY (id),
    CONSTRAINT tool_credential_mappings_key UNIQUE (user_profile_id, tool_definition_id, tool_credential_id),
    CONSTRAINT tool_credential_mappings_tool_definition_id_fkey FOREIGN KEY (tool_definition_id) REFERENCES tool_definitions (id) ON DELETE CASCADE,
    CONSTRAINT tool_credential_mappings_tool_credential_id_fkey FOREIGN KEY (tool_credential_id) REFERENCES tool_credentials (id) ON DELETE CASCADE,
    CONSTRAINT tool_credential_mappings_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE
);
--> statement-breakpoint
CREATE UNIQUE INDEX tool_credential_mappings_one_default ON tool_credential_mappings (user_profile_id, tool_definition_id) WHERE is_default;
--> statement-breakpoint
COMMENT ON TABLE tool_credential_mappings IS 'Which credential a user''s tool takes.';
--> statement-breakpoint
CREATE TABLE git_repositories (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    name text COLLATE "C" NOT NULL,
    credential_id integer,
    provider text COLLATE "C" NOT NULL,
    remote_url text COLLATE "C" NOT NULL,
    default_branch text COLLATE "C" NOT NULL DEFAULT 'main',
    local_path text COLLATE "C" NOT NULL DEFAULT '',
    last_commit_hash text COLLATE "C" NOT NULL DEFAULT '',
    last_synced_at timestamp with time zone,
    auto_sync_enabled boolean NOT NULL DEFAULT false,
    webhook_url text COLLATE "C" NOT NULL DEFAULT '',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT git_repositories_pkey PRIMARY KEY (id),
    CONSTRAINT git_repositories_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES git_credentials (id) ON DELETE SET NULL,
    CONSTRAINT git_repositories_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT git_repositories_default_branch_check CHECK (char_length(default_branch) <= 100),
    CONSTRAINT git_repositories_last_commit_hash_check CHECK (char_length(last_commit_hash) <= 40),
    CONSTRAINT git_repositories_last_synced_at_check CHECK (last_synced_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT git_repositories_local_path_check CHECK (char_length(local_path) <= 500),
    CONSTRAINT git_repositories_name_check CHECK (char_length(name) <= 255),
    CONSTRAINT git_repositories_provider_check CHECK (provider IN ('github', 'gitlab', 'bitbucket')),
    CONSTRAINT git_repositories_remote_url_check CHECK (char_length(remote_url) <= 500),
    CONSTRAINT git_repositories_webhook_url_check CHECK (char_length(webhook_url) <= 500)
);
--> statement-breakpoint
COMMENT ON TABLE git_repositories IS 'A repository that workflows are kept in.';
--> statement-breakpoint
CREATE TABLE git_commits (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    repository_id integer NOT NULL,
    commit_hash text COLLATE "C" NOT NULL,
    message text COLLATE "C" NOT NULL,
    author_id integer,
    files_changed text[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::text[],
    additions integer NOT NULL DEFAULT 0,
    deletions integer NOT NULL DEFAULT 0,
    committed_at timestamp with time zone NOT NULL,
    synced_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT git_commits_pkey PRIMARY KEY (id),
    CONSTRAINT git_commits_commit_hash_key UNIQUE (commit_hash),
    CONSTRAINT git_commits_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES git_repositories (id) ON DELETE CASCADE,
    CONSTRAINT git_commits_author_id_fkey FOREIGN KEY (author_id) REFERENCES user_profiles (id) ON DELETE SET NULL,
    CONSTRAINT git_commits_commit_hash_check CHECK (char_length(commit_hash) <= 40),
    CONSTRAINT git_commits_committed_at_check CHECK (committed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT git_commits_files_changed_check CHECK (array_position(files_changed, NULL) IS NULL),
    CONSTRAINT git_commits_synced_at_check CHECK (synced_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX git_commits_by_time ON git_commits (repository_id, committed_at DESC);
--> statement-breakpoint
COMMENT ON TABLE git_commits IS 'A commit that the app has seen.';
--> statement-breakpoint
CREATE TABLE git_sync_tasks (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    repository_id integer NOT NULL,
    direction text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    commit_message text COLLATE "C" NOT NULL DEFAULT '',
    commit_hash text COLLATE "C" NOT NULL DEFAULT '',
    files_changed text[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::text[],
    error_log text COLLATE "C" NOT NULL DEFAULT '',
    retry_count integer NOT NULL DEFAULT 0,
    max_retries integer NOT NULL DEFAULT 3,
    triggered_by_id integer,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    CONSTRAINT git_sync_tasks_pkey PRIMARY KEY (id),
    CONSTRAINT git_sync_tasks_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES git_repositories (id) ON DELETE CASCADE,
    CONSTRAINT git_sync_tasks_triggered_by_id_fkey FOREIGN KEY (triggered_by_id) REFERENCES user_profiles (id) ON DELETE SET NULL,
    CONSTRAINT git_sync_tasks_commit_hash_check CHECK (char_length(commit_hash) <= 40),
    CONSTRAINT git_sync_tasks_completed_at_check CHECK (completed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT git_sync_tasks_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT git_sync_tasks_direction_check CHECK (direction IN ('push', 'pull')),
    CONSTRAINT git_sync_tasks_files_changed_check CHECK (array_position(files_changed, NULL) IS NULL),
    CONSTRAINT git_sync_tasks_retries CHECK (retry_count BETWEEN 0 AND max_retries),
    CONSTRAINT git_sync_tasks_started_at_check CHECK (started_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT git_sync_tasks_status_check CHECK (status IN ('pending', 'running', 'success', 'failed', 'conflict'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX git_sync_tasks_one_running ON git_sync_tasks (repository_id) WHERE status = 'running';
--> statement-breakpoint
COMMENT ON TABLE git_sync_tasks IS 'A push or a pull that is due.';
--> statement-breakpoint
CREATE TABLE workflows (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    name text COLLATE "C" NOT NULL,
    slug text COLLATE "C" NOT NULL,
    description text COLLATE "C" NOT NULL DEFAULT '',
    owner_id integer NOT NULL,
    repository_id integer,
    is_active boolean NOT NULL DEFAULT true,
    is_public boolean NOT NULL DEFAULT false,
    is_template boolean NOT NULL DEFAULT false,
    is_callable boolean NOT NULL DEFAULT false,
    is_default boolean NOT NULL DEFAULT false,
    forked_from_id integer,
    error_handler_workflow_id integer,
    tags text[] COLLATE "C",
    max_execution_seconds integer NOT NULL DEFAULT 600,
    input_schema jsonb,
    output_schema jsonb,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT workflows_pkey PRIMARY KEY (id),
    CONSTRAINT workflows_slug_key UNIQUE (slug),
    CONSTRAINT workflows_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT workflows_repository_id_fkey FOREIGN KEY (repository_id) REFERENCES git_repositories (id) ON DELETE SET NULL,
    CONSTRAINT workflows_forked_from_id_fkey FOREIGN KEY (forked_from_id) REFERENCES workflows (id) ON DELETE SET NULL,
    CONSTRAINT workflows_error_handler_workflow_id_fkey FOREIGN KEY (error_handler_workflow_id) REFERENCES workflows (id) ON DELETE SET NULL,
    CONSTRAINT workflows_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT workflows_name_check CHECK (char_length(name) <= 255),
    CONSTRAINT workflows_not_own_handler CHECK (error_handler_workflow_id IS NULL OR error_handler_workflow_id <> id),
    CONSTRAINT workflows_slug_check CHECK (char_length(slug) <= 255),
    CONSTRAINT workflows_tags_check CHECK (array_position(tags, NULL) IS NULL),
    CONSTRAINT workflows_time CHECK (max_execution_seconds > 0),
    CONSTRAINT workflows_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX workflows_one_default ON workflows (owner_id) WHERE is_default;
--> statement-breakpoint
COMMENT ON TABLE workflows IS 'Nodes and edges that are run together.';
--> statement-breakpoint
CREATE TABLE component_configs (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    component_type text COLLATE "C" NOT NULL,
    extra_config jsonb NOT NULL DEFAULT '{}',
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    llm_credential_id integer,
    model_name text COLLATE "C",
    temperature double precision,
    max_tokens integer,
    frequency_penalty double precision,
    presence_penalty double precision,
    top_p double precision,
    timeout integer,
    max_retries integer,
    response_format jsonb,
    llm_model_config_id integer,
    system_prompt text COLLATE "C",
    code_language text COLLATE "C",
    code_snippet text COLLATE "C",
    credential_id integer,
    is_active boolean,
    priority integer,
    trigger_config jsonb,
    CONSTRAINT component_configs_pkey PRIMARY KEY (id),
    CONSTRAINT component_configs_llm_credential_id_fkey FOREIGN KEY (llm_credential_id) REFERENCES credentials (id) ON DELETE SET NULL,
    CONSTRAINT component_configs_llm_model_config_id_fkey FOREIGN KEY (llm_model_config_id) REFERENCES component_configs (id) ON DELETE SET NULL,
    CONSTRAINT component_configs_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credentials (id) ON DELETE SET NULL,
    CONSTRAINT component_configs_code_language_check CHECK (char_length(code_language) <= 20),
    CONSTRAINT component_configs_component_type_check CHECK (char_length(component_type) <= 30),
    CONSTRAINT component_configs_frequency_penalty_check CHECK (abs(frequency_penalty) <= 1.7976931348623157e308),
    CONSTRAINT component_configs_model_name_check CHECK (char_length(model_name) <= 255),
    CONSTRAINT component_configs_presence_penalty_check CHECK (abs(presence_penalty) <= 1.7976931348623157e308),
    CONSTRAINT component_configs_temperature_check CHECK (abs(temperature) <= 1.7976931348623157e308),
    CONSTRAINT component_configs_tokens CHECK (max_tokens IS NULL OR max_tokens > 0),
    CONSTRAINT component_configs_top_p_check CHECK (abs(top_p) <= 1.7976931348623157e308),
    CONSTRAINT component_configs_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX component_configs_live_triggers ON component_configs (component_type, priority DESC NULLS LAST) WHERE is_active AND trigger_config IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE component_configs IS 'How a node of some type is set up; which columns count depends on the type.';
--> statement-breakpoint
CREATE TABLE code_block_versions (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    code_block_id integer NOT NULL,
    version_number integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    code_hash text COLLATE "C" NOT NULL,
    input_schema jsonb,
    output_schema jsonb,
    requirements text[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::text[],
    commit_message text COLLATE "C" NOT NULL DEFAULT '',
    author_id integer,
    git_commit_id integer,
    source text COLLATE "C" NOT NULL DEFAULT 'manual',
    status text COLLATE "C" NOT NULL DEFAULT 'draft',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT code_block_versions_pkey PRIMARY KEY (id),
    CONSTRAINT code_block_versions_number_key UNIQUE (code_block_id, version_number),
    CONSTRAINT code_block_versions_author_id_fkey FOREIGN KEY (author_id) REFERENCES user_profiles (id) ON DELETE SET NULL,
    CONSTRAINT code_block_versions_git_commit_id_fkey FOREIGN KEY (git_commit_id) REFERENCES git_commits (id) ON DELETE SET NULL,
    CONSTRAINT code_block_versions_code_hash_check CHECK (char_length(code_hash) <= 64),
    CONSTRAINT code_block_versions_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT code_block_versions_requirements_check CHECK (array_position(requirements, NULL) IS NULL),
    CONSTRAINT code_block_versions_source_check CHECK (source IN ('manual', 'git', 'agent')),
    CONSTRAINT code_block_versions_status_check CHECK (status IN ('draft', 'published', 'archived'))
);
--> statement-breakpoint
COMMENT ON TABLE code_block_versions IS 'Code as it was saved once.';
--> statement-breakpoint
CREATE TABLE code_blocks (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    workflow_id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    slug text COLLATE "C" NOT NULL,
    description text COLLATE "C" NOT NULL DEFAULT '',
    language text COLLATE "C" NOT NULL DEFAULT 'python',
    timeout_seconds integer NOT NULL DEFAULT 30,
    file_path text COLLATE "C" NOT NULL DEFAULT '',
    published_version_id integer,
    draft_version_id integer,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT code_blocks_pkey PRIMARY KEY (id),
    CONSTRAINT code_blocks_slug_key UNIQUE (slug),
    CONSTRAINT code_blocks_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT code_blocks_published_version_id_fkey FOREIGN KEY (published_version_id) REFERENCES code_block_versions (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT code_blocks_draft_version_id_fkey FOREIGN KEY (draft_version_id) REFERENCES code_block_versions (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT code_blocks_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT code_blocks_file_path_check CHECK (char_length(file_path) <= 500),
    CONSTRAINT code_blocks_language_check CHECK (char_length(language) <= 20),
    CONSTRAINT code_blocks_name_check CHECK (char_length(name) <= 255),
    CONSTRAINT code_blocks_slug_check CHECK (char_length(slug) <= 255),
    CONSTRAINT code_blocks_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE code_blocks IS 'A piece of code of a workflow, with its versions.';
--> statement-breakpoint
CREATE TABLE code_block_tests (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    code_block_id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    input_data jsonb NOT NULL DEFAULT '{}',
    expected_output jsonb,
    expected_error text COLLATE "C" NOT NULL DEFAULT '',
    CONSTRAINT code_block_tests_pkey PRIMARY KEY (id),
    CONSTRAINT code_block_tests_code_block_id_fkey FOREIGN KEY (code_block_id) REFERENCES code_blocks (id) ON DELETE CASCADE,
    CONSTRAINT code_block_tests_expected_error_check CHECK (char_length(expected_error) <= 500),
    CONSTRAINT code_block_tests_name_check CHECK (char_length(name) <= 255)
);
--> statement-breakpoint
COMMENT ON TABLE code_block_tests IS 'What a code block should answer.';
--> statement-breakpoint
CREATE TABLE code_block_test_runs (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    version_id integer NOT NULL,
    test_id integer NOT NULL,
    passed boolean NOT NULL,
    actual_output jsonb,
    error text COLLATE "C" NOT NULL DEFAULT '',
    execution_time_ms integer NOT NULL DEFAULT 0,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT code_block_test_runs_pkey PRIMARY KEY (id),
    CONSTRAINT code_block_test_runs_version_id_fkey FOREIGN KEY (version_id) REFERENCES code_block_versions (id) ON DELETE CASCADE,
    CONSTRAINT code_block_test_runs_test_id_fkey FOREIGN KEY (test_id) REFERENCES code_block_tests (id) ON DELETE CASCADE,
    CONSTRAINT code_block_test_runs_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE code_block_test_runs IS 'What a version of the code did answer.';
--> statement-breakpoint
CREATE TABLE workflow_nodes (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    workflow_id integer NOT NULL,
    node_id text COLLATE "C" NOT NULL,
    label text COLLATE "C",
    component_type text COLLATE "C" NOT NULL,
    component_config_id integer NOT NULL,
    subworkflow_id integer,
    code_block_id integer,
    is_entry_point boolean NOT NULL DEFAULT false,
    interrupt_before boolean NOT NULL DEFAULT false,
    interrupt_after boolean NOT NULL DEFAULT false,
    position_x integer NOT NULL DEFAULT 0,
    position_y integer NOT NULL DEFAULT 0,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT workflow_nodes_pkey PRIMARY KEY (id),
    CONSTRAINT workflow_nodes_node_key UNIQUE (workflow_id, node_id),
    CONSTRAINT workflow_nodes_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT workflow_nodes_component_config_id_fkey FOREIGN KEY (component_config_id) REFERENCES component_configs (id) ON DELETE CASCADE,
    CONSTRAINT workflow_nodes_subworkflow_id_fkey FOREIGN KEY (subworkflow_id) REFERENCES workflows (id) ON DELETE SET NULL,
    CONSTRAINT workflow_nodes_code_block_id_fkey FOREIGN KEY (code_block_id) REFERENCES code_blocks (id) ON DELETE SET NULL,
    CONSTRAINT workflow_nodes_component_type_check CHECK (char_length(component_type) <= 30),
    CONSTRAINT workflow_nodes_label_check CHECK (char_length(label) <= 255),
    CONSTRAINT workflow_nodes_node_id_check CHECK (char_length(node_id) <= 255),
    CONSTRAINT workflow_nodes_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX workflow_nodes_entry_points ON workflow_nodes (workflow_id) WHERE is_entry_point;
--> statement-breakpoint
COMMENT ON TABLE workflow_nodes IS 'A step of a workflow.';
--> statement-breakpoint
CREATE TABLE workflow_edges (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    workflow_id integer NOT NULL,
    source_node_id text COLLATE "C" NOT NULL,
    target_node_id text COLLATE "C" NOT NULL,
    edge_type text COLLATE "C" NOT NULL DEFAULT 'direct',
    edge_label text COLLATE "C" NOT NULL DEFAULT '',
    condition_mapping jsonb,
    condition_value text COLLATE "C" NOT NULL DEFAULT '',
    priority integer NOT NULL DEFAULT 0,
    CONSTRAINT workflow_edges_pkey PRIMARY KEY (id),
    CONSTRAINT workflow_edges_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT workflow_edges_source_fkey FOREIGN KEY (workflow_id, source_node_id) REFERENCES workflow_nodes (workflow_id, node_id) ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT workflow_edges_target_fkey FOREIGN KEY (workflow_id, target_node_id) REFERENCES workflow_nodes (workflow_id, node_id) ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT workflow_edges_condition CHECK (edge_type <> 'conditional' OR condition_mapping IS NOT NULL OR condition_value <> ''),
    CONSTRAINT workflow_edges_condition_value_check CHECK (char_length(condition_value) <= 100),
    CONSTRAINT workflow_edges_edge_label_check CHECK (char_length(edge_label) <= 20),
    CONSTRAINT workflow_edges_edge_type_check CHECK (edge_type IN ('direct', 'conditional')),
    CONSTRAINT workflow_edges_source_node_id_check CHECK (char_length(source_node_id) <= 255),
    CONSTRAINT workflow_edges_target_node_id_check CHECK (char_length(target_node_id) <= 255)
);
--> statement-breakpoint
COMMENT ON TABLE workflow_edges IS 'What follows on what; a node is named by its `node_id` in the workflow.';
--> statement-breakpoint
CREATE TABLE workflow_tools (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    workflow_id integer NOT NULL,
    tool_definition_id integer NOT NULL,
    config_overrides jsonb NOT NULL DEFAULT '{}',
    enabled boolean NOT NULL DEFAULT true,
    priority integer NOT NULL DEFAULT 0,
    CONSTRAINT workflow_tools_pkey PRIMARY KEY (id),
    CONSTRAINT workflow_tools_tool_key UNIQUE (workflow_id, tool_definition_id),
    CONSTRAINT workflow_tools_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT workflow_tools_tool_definition_id_fkey FOREIGN KEY (tool_definition_id) REFERENCES tool_definitions (id) ON DELETE CASCADE
);
--> statement-breakpoint
COMMENT ON TABLE workflow_tools IS 'A tool that a workflow''s agents may use.';
--> statement-breakpoint
CREATE TABLE workflow_executions (
    execution_id uuid NOT NULL DEFAULT gen_random_uuid(),
    workflow_id integer NOT NULL,
    trigger_node_id integer,
    parent_execution_id uuid,
    parent_node_id text COLLATE "C" NOT NULL DEFAULT '',
    user_profile_id integer NOT NULL,
    thread_id text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    trigger_payload jsonb,
    final_output jsonb,
    retry_count integer NOT NULL DEFAULT 0,
    max_retries integer NOT NULL DEFAULT 3,
    error_message text COLLATE "C" NOT NULL DEFAULT '',
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    total_input_tokens integer NOT NULL DEFAULT 0,
    total_output_tokens integer NOT NULL DEFAULT 0,
    total_tokens integer NOT NULL GENERATED ALWAYS AS (total_input_tokens::bigint + total_output_tokens) STORED,
    total_cost_usd numeric(12,6) NOT NULL DEFAULT 0.000000,
    llm_calls integer NOT NULL DEFAULT 0,
    CONSTRAINT workflow_executions_pkey PRIMARY KEY (execution_id),
    CONSTRAINT workflow_executions_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT workflow_executions_trigger_node_id_fkey FOREIGN KEY (trigger_node_id) REFERENCES workflow_nodes (id) ON DELETE SET NULL,
    CONSTRAINT workflow_executions_parent_execution_id_fkey FOREIGN KEY (parent_execution_id) REFERENCES workflow_executions (execution_id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT workflow_executions_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT workflow_executions_completed_at_check CHECK (completed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT workflow_executions_cost CHECK (total_cost_usd >= 0.000000),
    CONSTRAINT workflow_executions_parent_node_id_check CHECK (char_length(parent_node_id) <= 255),
    CONSTRAINT workflow_executions_started_at_check CHECK (started_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT workflow_executions_status_check CHECK (status IN ('pending', 'running', 'interrupted', 'completed', 'failed', 'cancelled')),
    CONSTRAINT workflow_executions_thread_id_check CHECK (char_length(thread_id) <= 255),
    CONSTRAINT workflow_executions_times CHECK (completed_at IS NULL OR completed_at >= started_at),
    CONSTRAINT workflow_executions_total_cost_usd_check CHECK (total_cost_usd <> 'NaN')
);
--> statement-breakpoint
CREATE INDEX workflow_executions_by_workflow ON workflow_executions (workflow_id, started_at DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX workflow_executions_live ON workflow_executions (started_at NULLS FIRST) WHERE status IN ('pending', 'running', 'interrupted');
--> statement-breakpoint
COMMENT ON TABLE workflow_executions IS 'One run of a workflow.';
--> statement-breakpoint
CREATE TABLE execution_logs (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    execution_id uuid NOT NULL,
    node_id text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    input jsonb,
    output jsonb,
    error text COLLATE "C" NOT NULL DEFAULT '',
    error_code text COLLATE "C",
    metadata jsonb,
    retry_count integer NOT NULL DEFAULT 0,
    duration_ms integer NOT NULL DEFAULT 0,
    "timestamp" timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT execution_logs_pkey PRIMARY KEY (id),
    CONSTRAINT execution_logs_execution_id_fkey FOREIGN KEY (execution_id) REFERENCES workflow_executions (execution_id) ON DELETE CASCADE,
    CONSTRAINT execution_logs_error_code_check CHECK (char_length(error_code) <= 50),
    CONSTRAINT execution_logs_node_id_check CHECK (char_length(node_id) <= 255),
    CONSTRAINT execution_logs_status_check CHECK (status IN ('pending', 'running', 'waiting', 'success', 'failed', 'skipped')),
    CONSTRAINT execution_logs_timestamp_check CHECK ("timestamp" BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX execution_logs_by_time ON execution_logs (execution_id, "timestamp");
--> statement-breakpoint
COMMENT ON TABLE execution_logs IS 'What one node of an execution did.';
--> statement-breakpoint
CREATE TABLE conversations (
    id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
    user_profile_id integer NOT NULL,
    thread_id text COLLATE "C" NOT NULL,
    workflow_id integer NOT NULL,
    execution_id uuid,
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT conversations_pkey PRIMARY KEY (id),
    CONSTRAINT conversations_thread_key UNIQUE (workflow_id, thread_id),
    CONSTRAINT conversations_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT conversations_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT conversations_execution_id_fkey FOREIGN KEY (execution_id) REFERENCES workflow_executions (execution_id) ON DELETE SET NULL,
    CONSTRAINT conversations_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT conversations_thread_id_check CHECK (char_length(thread_id) <= 255),
    CONSTRAINT conversations_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE conversations IS 'A thread of a user with a workflow.';
--> statement-breakpoint
CREATE TABLE pending_tasks (
    task_id text COLLATE "C" NOT NULL,
    execution_id uuid NOT NULL,
    user_profile_id integer NOT NULL,
    chat_id text COLLATE "C",
    credential_id text COLLATE "C",
    node_id text COLLATE "C" NOT NULL,
    prompt text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT pending_tasks_pkey PRIMARY KEY (task_id),
    CONSTRAINT pending_tasks_execution_id_fkey FOREIGN KEY (execution_id) REFERENCES workflow_executions (execution_id) ON DELETE CASCADE,
    CONSTRAINT pending_tasks_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT pending_tasks_chat_id_check CHECK (char_length(chat_id) <= 255),
    CONSTRAINT pending_tasks_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT pending_tasks_credential_id_check CHECK (char_length(credential_id) <= 255),
    CONSTRAINT pending_tasks_expires_at_check CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT pending_tasks_node_id_check CHECK (char_length(node_id) <= 255),
    CONSTRAINT pending_tasks_task_id_check CHECK (char_length(task_id) <= 8)
);
--> statement-breakpoint
CREATE INDEX pending_tasks_by_expiry ON pending_tasks (expires_at);
--> statement-breakpoint
COMMENT ON TABLE pending_tasks IS 'A question of an execution that a person has to answer.';
--> statement-breakpoint
CREATE TABLE scheduled_jobs (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C" NOT NULL DEFAULT '',
    workflow_id integer NOT NULL,
    trigger_node_id text COLLATE "C",
    user_profile_id integer NOT NULL,
    interval_seconds integer NOT NULL,
    total_repeats integer NOT NULL DEFAULT 0,
    max_retries integer NOT NULL DEFAULT 3,
    timeout_seconds integer NOT NULL DEFAULT 600,
    trigger_payload jsonb,
    status text COLLATE "C" NOT NULL DEFAULT 'active',
    current_repeat integer NOT NULL DEFAULT 0,
    current_retry integer NOT NULL DEFAULT 0,
    last_run_at timestamp with time zone,
    next_run_at timestamp with time zone,
    run_count integer NOT NULL DEFAULT 0,
    error_count integer NOT NULL DEFAULT 0,
    last_error text COLLATE "C" NOT NULL DEFAULT '',
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT scheduled_jobs_pkey PRIMARY KEY (id),
    CONSTRAINT scheduled_jobs_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
    CONSTRAINT scheduled_jobs_user_profile_id_fkey FOREIGN KEY (user_profile_id) REFERENCES user_profiles (id) ON DELETE CASCADE,
    CONSTRAINT scheduled_jobs_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_jobs_interval CHECK (interval_seconds > 0),
    CONSTRAINT scheduled_jobs_last_run_at_check CHECK (last_run_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_jobs_name_check CHECK (char_length(name) <= 255),
    CONSTRAINT scheduled_jobs_next_run_at_check CHECK (next_run_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scheduled_jobs_repeats CHECK (total_repeats = 0 OR current_repeat <= total_repeats),
    CONSTRAINT scheduled_jobs_status_check CHECK (status IN ('active', 'paused', 'done', 'dead')),
    CONSTRAINT scheduled_jobs_trigger_node_id_check CHECK (char_length(trigger_node_id) <= 255),
    CONSTRAINT scheduled_jobs_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX scheduled_jobs_due ON scheduled_jobs (next_run_at NULLS FIRST) WHERE status = 'active' AND next_run_at IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE scheduled_jobs IS 'A workflow that is started again and again.';
--> statement-breakpoint
COMMENT ON COLUMN scheduled_jobs.total_repeats IS '0: without end.';
--> statement-breakpoint
CREATE TABLE memory_users (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    canonical_id text COLLATE "C" NOT NULL,
    display_name text COLLATE "C",
    telegram_id text COLLATE "C",
    telegram_username text COLLATE "C",
    email text COLLATE "C",
    merged_into_id uuid,
    preferences_cache jsonb NOT NULL DEFAULT '{}',
    total_conversations integer NOT NULL DEFAULT 0,
    last_conversation_at timestamp with time zone,
    first_seen_at timestamp with time zone NOT NULL DEFAULT now(),
    last_seen_at timestamp with time zone NOT NULL DEFAULT now(),
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT memory_users_pkey PRIMARY KEY (id),
    CONSTRAINT memory_users_canonical_id_key UNIQUE (canonical_id),
    CONSTRAINT memory_users_telegram_id_key UNIQUE (telegram_id),
    CONSTRAINT memory_users_email_key UNIQUE (email),
    CONSTRAINT memory_users_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES memory_users (id) ON DELETE SET NULL,
    CONSTRAINT memory_users_canonical_id_check CHECK (char_length(canonical_id) <= 100),
    CONSTRAINT memory_users_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_users_display_name_check CHECK (char_length(display_name) <= 255),
    CONSTRAINT memory_users_email_check CHECK (char_length(email) <= 255),
    CONSTRAINT memory_users_first_seen_at_check CHECK (first_seen_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_users_last_conversation_at_check CHECK (last_conversation_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_users_last_seen_at_check CHECK (last_seen_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_users_not_into_itself CHECK (merged_into_id IS NULL OR merged_into_id <> id),
    CONSTRAINT memory_users_telegram_id_check CHECK (char_length(telegram_id) <= 100),
    CONSTRAINT memory_users_telegram_username_check CHECK (char_length(telegram_username) <= 100),
    CONSTRAINT memory_users_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE memory_users IS 'A person as the agents know them, whatever the channel.';
--> statement-breakpoint
COMMENT ON COLUMN memory_users.merged_into_id IS 'The same person under the name that is kept.';
--> statement-breakpoint
CREATE TABLE memory_episodes (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    agent_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C",
    session_id text COLLATE "C",
    workflow_id integer,
    execution_id uuid,
    trigger_type text COLLATE "C" NOT NULL,
    trigger_input jsonb,
    conversation jsonb,
    actions_taken jsonb,
    final_output jsonb,
    success boolean NOT NULL DEFAULT false,
    error_code text COLLATE "C",
    error_message text COLLATE "C" NOT NULL DEFAULT '',
    human_feedback text COLLATE "C",
    human_rating integer,
    started_at timestamp with time zone NOT NULL DEFAULT now(),
    ended_at timestamp with time zone,
    duration_ms integer,
    summary text COLLATE "C",
    embedding bytea,
    processed_for_facts boolean NOT NULL DEFAULT false,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT memory_episodes_pkey PRIMARY KEY (id),
    CONSTRAINT memory_episodes_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE SET NULL,
    CONSTRAINT memory_episodes_execution_id_fkey FOREIGN KEY (execution_id) REFERENCES workflow_executions (execution_id) ON DELETE SET NULL,
    CONSTRAINT memory_episodes_agent_id_check CHECK (char_length(agent_id) <= 100),
    CONSTRAINT memory_episodes_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_episodes_ended_at_check CHECK (ended_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_episodes_error_code_check CHECK (char_length(error_code) <= 50),
    CONSTRAINT memory_episodes_rating CHECK (human_rating IS NULL OR human_rating BETWEEN 1 AND 5),
    CONSTRAINT memory_episodes_session_id_check CHECK (char_length(session_id) <= 100),
    CONSTRAINT memory_episodes_started_at_check CHECK (started_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_episodes_trigger_type_check CHECK (char_length(trigger_type) <= 50),
    CONSTRAINT memory_episodes_user_id_check CHECK (char_length(user_id) <= 100)
);
--> statement-breakpoint
CREATE INDEX memory_episodes_by_agent ON memory_episodes (agent_id, started_at DESC);
--> statement-breakpoint
CREATE INDEX memory_episodes_unprocessed ON memory_episodes (created_at) WHERE NOT processed_for_facts;
--> statement-breakpoint
COMMENT ON TABLE memory_episodes IS 'Something that an agent went through.';
--> statement-breakpoint
COMMENT ON COLUMN memory_episodes.embedding IS 'Little-endian 32-bit floats.';
--> statement-breakpoint
CREATE TABLE memory_facts (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    scope text COLLATE "C" NOT NULL,
    agent_id text COLLATE "C",
    user_id text COLLATE "C",
    session_id text COLLATE "C",
    key text COLLATE "C" NOT NULL,
    value jsonb NOT NULL,
    fact_type text COLLATE "C" NOT NULL,
    confidence double precision NOT NULL DEFAULT 0.5,
    times_confirmed integer NOT NULL DEFAULT 1,
    times_contradicted integer NOT NULL DEFAULT 0,
    source_episode_id uuid,
    source_description text COLLATE "C",
    access_count integer NOT NULL DEFAULT 0,
    last_accessed timestamp with time zone,
    embedding bytea,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT memory_facts_pkey PRIMARY KEY (id),
    CONSTRAINT memory_facts_source_episode_id_fkey FOREIGN KEY (source_episode_id) REFERENCES memory_episodes (id) ON DELETE SET NULL,
    CONSTRAINT memory_facts_agent_id_check CHECK (char_length(agent_id) <= 100),
    CONSTRAINT memory_facts_confidence CHECK (confidence BETWEEN 0.0 AND 1.0),
    CONSTRAINT memory_facts_confidence_check CHECK (abs(confidence) <= 1.7976931348623157e308),
    CONSTRAINT memory_facts_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_facts_fact_type_check CHECK (char_length(fact_type) <= 50),
    CONSTRAINT memory_facts_key_check CHECK (char_length(key) <= 255 AND octet_length(key) <= 866),
    CONSTRAINT memory_facts_last_accessed_check CHECK (last_accessed BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_facts_scope CHECK (CASE scope WHEN 'agent' THEN agent_id IS NOT NULL WHEN 'user' THEN user_id IS NOT NULL WHEN 'session' THEN session_id IS NOT NULL ELSE TRUE END),
    CONSTRAINT memory_facts_scope_check CHECK (scope IN ('agent', 'user', 'session', 'global')),
    CONSTRAINT memory_facts_session_id_check CHECK (char_length(session_id) <= 100),
    CONSTRAINT memory_facts_source_description_check CHECK (char_length(source_description) <= 255),
    CONSTRAINT memory_facts_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_facts_user_id_check CHECK (char_length(user_id) <= 100)
);
--> statement-breakpoint
CREATE INDEX memory_facts_by_scope ON memory_facts (scope, agent_id NULLS FIRST, user_id NULLS FIRST, key);
--> statement-breakpoint
CREATE INDEX memory_facts_by_agent ON memory_facts (agent_id NULLS FIRST, fact_type);
--> statement-breakpoint
COMMENT ON TABLE memory_facts IS 'Something that an agent believes.';
--> statement-breakpoint
COMMENT ON COLUMN memory_facts.embedding IS 'Little-endian 32-bit floats.';
--> statement-breakpoint
CREATE TABLE system_config (
    id integer NOT NULL,
    default_llm_credential_id integer,
    default_llm_model_name text COLLATE "C" NOT NULL DEFAULT '',
    default_timezone text COLLATE "C" NOT NULL DEFAULT 'UTC',
    max_workflow_execution_seconds integer NOT NULL DEFAULT 600,
    confirmation_timeout_seconds integer NOT NULL DEFAULT 300,
    sandbox_code_execution boolean NOT NULL DEFAULT false,
    feature_flags jsonb NOT NULL DEFAULT '{}',
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT system_config_pkey PRIMARY KEY (id),
    CONSTRAINT system_config_default_llm_credential_id_fkey FOREIGN KEY (default_llm_credential_id) REFERENCES credentials (id) ON DELETE SET NULL,
    CONSTRAINT system_config_default_llm_model_name_check CHECK (char_length(default_llm_model_name) <= 255),
    CONSTRAINT system_config_default_timezone_check CHECK (char_length(default_timezone) <= 50),
    CONSTRAINT system_config_one_row CHECK (id = 1),
    CONSTRAINT system_config_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE system_config IS 'The installation''s settings: one row.';
--> statement-breakpoint
ALTER TABLE code_block_versions ADD CONSTRAINT code_block_versions_code_block_id_fkey FOREIGN KEY (code_block_id) REFERENCES code_blocks (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
