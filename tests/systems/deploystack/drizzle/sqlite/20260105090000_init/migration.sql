CREATE TABLE roles (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    permissions TEXT NOT NULL DEFAULT '[]',
    is_system_role INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT roles_pkey PRIMARY KEY (id),
    CONSTRAINT roles_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT roles_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT roles_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT roles_is_system_role_check CHECK (is_system_role IN (0, 1)),
    CONSTRAINT roles_name_check CHECK (length(name) <= 100 AND instr(name, char(0)) = 0),
    CONSTRAINT roles_permissions_check CHECK (iif(json_valid(permissions), json_type(permissions) = 'array', json_valid(permissions))),
    CONSTRAINT roles_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX roles_name_key ON roles (name);
--> statement-breakpoint
CREATE TABLE "authUser" (
    id TEXT NOT NULL,
    username TEXT NOT NULL,
    email TEXT NOT NULL,
    auth_type TEXT NOT NULL,
    first_name TEXT,
    last_name TEXT,
    github_id TEXT,
    hashed_password TEXT,
    role_id TEXT,
    email_verified INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "authUser_pkey" PRIMARY KEY (id),
    CONSTRAINT "authUser_role_id_fkey" FOREIGN KEY (role_id) REFERENCES roles (id),
    CONSTRAINT "authUser_auth_type_check" CHECK (auth_type IN ('email_signup', 'github', 'google')),
    CONSTRAINT "authUser_email_check" CHECK (length(email) <= 320 AND instr(email, char(0)) = 0),
    CONSTRAINT "authUser_email_verified_check" CHECK (email_verified IN (0, 1)),
    CONSTRAINT "authUser_first_name_check" CHECK (instr(first_name, char(0)) = 0),
    CONSTRAINT "authUser_github_id_check" CHECK (length(github_id) <= 60 AND instr(github_id, char(0)) = 0),
    CONSTRAINT "authUser_hashed_password_check" CHECK (instr(hashed_password, char(0)) = 0),
    CONSTRAINT "authUser_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "authUser_last_name_check" CHECK (instr(last_name, char(0)) = 0),
    CONSTRAINT "authUser_role_id_check" CHECK (length(role_id) <= 60 AND instr(role_id, char(0)) = 0),
    CONSTRAINT "authUser_username_check" CHECK (length(username) <= 100 AND instr(username, char(0)) = 0),
    CONSTRAINT auth_user_has_credential CHECK (auth_type <> 'email_signup' OR hashed_password IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX "authUser_username_key" ON "authUser" (username);
--> statement-breakpoint
CREATE UNIQUE INDEX "authUser_email_key" ON "authUser" (email);
--> statement-breakpoint
CREATE UNIQUE INDEX "authUser_github_id_key" ON "authUser" (github_id);
--> statement-breakpoint
CREATE TABLE "authSession" (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT "authSession_pkey" PRIMARY KEY (id),
    CONSTRAINT "authSession_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "authSession_expires_at_check" CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "authSession_id_check" CHECK (length(id) <= 100 AND instr(id, char(0)) = 0),
    CONSTRAINT "authSession_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX "authSession_expiry" ON "authSession" (expires_at);
--> statement-breakpoint
CREATE TABLE "authKey" (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    primary_key TEXT NOT NULL,
    hashed_password TEXT,
    expires INTEGER,
    CONSTRAINT "authKey_pkey" PRIMARY KEY (id),
    CONSTRAINT "authKey_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "authKey_expires_check" CHECK (expires BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "authKey_hashed_password_check" CHECK (instr(hashed_password, char(0)) = 0),
    CONSTRAINT "authKey_id_check" CHECK (length(id) <= 100 AND instr(id, char(0)) = 0),
    CONSTRAINT "authKey_primary_key_check" CHECK (length(primary_key) <= 200 AND instr(primary_key, char(0)) = 0),
    CONSTRAINT "authKey_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE "emailVerificationTokens" (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT "emailVerificationTokens_pkey" PRIMARY KEY (id),
    CONSTRAINT "emailVerificationTokens_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "emailVerificationTokens_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "emailVerificationTokens_expires_at_check" CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "emailVerificationTokens_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "emailVerificationTokens_token_hash_check" CHECK (length(token_hash) <= 200 AND instr(token_hash, char(0)) = 0),
    CONSTRAINT "emailVerificationTokens_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX email_verification_by_expiry ON "emailVerificationTokens" (expires_at);
--> statement-breakpoint
CREATE INDEX email_verification_by_hash ON "emailVerificationTokens" (token_hash);
--> statement-breakpoint
CREATE TABLE "passwordResetTokens" (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT "passwordResetTokens_pkey" PRIMARY KEY (id),
    CONSTRAINT "passwordResetTokens_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "passwordResetTokens_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "passwordResetTokens_expires_at_check" CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "passwordResetTokens_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "passwordResetTokens_token_hash_check" CHECK (length(token_hash) <= 200 AND instr(token_hash, char(0)) = 0),
    CONSTRAINT "passwordResetTokens_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX password_reset_by_expiry ON "passwordResetTokens" (expires_at);
--> statement-breakpoint
CREATE INDEX password_reset_by_hash ON "passwordResetTokens" (token_hash);
--> statement-breakpoint
CREATE TABLE "globalSettingGroups" (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    icon TEXT,
    sort_order INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT "globalSettingGroups_pkey" PRIMARY KEY (id),
    CONSTRAINT "globalSettingGroups_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "globalSettingGroups_description_check" CHECK (instr(description, char(0)) = 0),
    CONSTRAINT "globalSettingGroups_icon_check" CHECK (instr(icon, char(0)) = 0),
    CONSTRAINT "globalSettingGroups_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "globalSettingGroups_name_check" CHECK (instr(name, char(0)) = 0),
    CONSTRAINT "globalSettingGroups_sort_order_check" CHECK (sort_order BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "globalSettingGroups_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX global_setting_groups_order ON "globalSettingGroups" (sort_order);
--> statement-breakpoint
CREATE TABLE "globalSettings" (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    type TEXT NOT NULL DEFAULT 'string',
    description TEXT,
    is_encrypted INTEGER NOT NULL DEFAULT 0,
    group_id TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT "globalSettings_pkey" PRIMARY KEY (key),
    CONSTRAINT "globalSettings_group_id_fkey" FOREIGN KEY (group_id) REFERENCES "globalSettingGroups" (id),
    CONSTRAINT "globalSettings_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "globalSettings_description_check" CHECK (instr(description, char(0)) = 0),
    CONSTRAINT "globalSettings_group_id_check" CHECK (length(group_id) <= 60 AND instr(group_id, char(0)) = 0),
    CONSTRAINT "globalSettings_is_encrypted_check" CHECK (is_encrypted IN (0, 1)),
    CONSTRAINT "globalSettings_key_check" CHECK (length(key) <= 255 AND instr(key, char(0)) = 0),
    CONSTRAINT "globalSettings_type_check" CHECK (type IN ('string', 'number', 'boolean')),
    CONSTRAINT "globalSettings_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "globalSettings_value_check" CHECK (instr(value, char(0)) = 0),
    CONSTRAINT global_settings_boolean CHECK (type <> 'boolean' OR is_encrypted OR value IN ('true', 'false'))
) STRICT;
--> statement-breakpoint
CREATE TABLE teams (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT,
    owner_id TEXT NOT NULL,
    is_default INTEGER NOT NULL DEFAULT 0,
    non_http_mcp_limit INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT teams_pkey PRIMARY KEY (id),
    CONSTRAINT teams_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT teams_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT teams_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT teams_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT teams_is_default_check CHECK (is_default IN (0, 1)),
    CONSTRAINT teams_limit_counts CHECK (non_http_mcp_limit >= 0),
    CONSTRAINT teams_name_check CHECK (instr(name, char(0)) = 0),
    CONSTRAINT teams_non_http_mcp_limit_check CHECK (non_http_mcp_limit BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT teams_owner_id_check CHECK (length(owner_id) <= 60 AND instr(owner_id, char(0)) = 0),
    CONSTRAINT teams_slug_check CHECK (length(slug) <= 100 AND instr(slug, char(0)) = 0),
    CONSTRAINT teams_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX teams_slug_key ON teams (slug);
--> statement-breakpoint
CREATE UNIQUE INDEX teams_one_default ON teams (owner_id) WHERE is_default;
--> statement-breakpoint
CREATE TABLE "teamMemberships" (
    id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    role TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    CONSTRAINT "teamMemberships_pkey" PRIMARY KEY (id),
    CONSTRAINT "teamMemberships_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "teamMemberships_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "teamMemberships_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "teamMemberships_joined_at_check" CHECK (joined_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "teamMemberships_role_check" CHECK (role IN ('team_admin', 'team_user')),
    CONSTRAINT "teamMemberships_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "teamMemberships_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX team_memberships_member_key ON "teamMemberships" (team_id, user_id);
--> statement-breakpoint
CREATE TABLE "teamCloudCredentials" (
    id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    name TEXT NOT NULL,
    comment TEXT,
    credentials BLOB NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT "teamCloudCredentials_pkey" PRIMARY KEY (id),
    CONSTRAINT "teamCloudCredentials_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "teamCloudCredentials_created_by_fkey" FOREIGN KEY (created_by) REFERENCES "authUser" (id),
    CONSTRAINT "teamCloudCredentials_comment_check" CHECK (instr(comment, char(0)) = 0),
    CONSTRAINT "teamCloudCredentials_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "teamCloudCredentials_created_by_check" CHECK (length(created_by) <= 60 AND instr(created_by, char(0)) = 0),
    CONSTRAINT "teamCloudCredentials_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "teamCloudCredentials_name_check" CHECK (length(name) <= 200 AND instr(name, char(0)) = 0),
    CONSTRAINT "teamCloudCredentials_provider_id_check" CHECK (length(provider_id) <= 100 AND instr(provider_id, char(0)) = 0),
    CONSTRAINT "teamCloudCredentials_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "teamCloudCredentials_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX team_cloud_credentials_name_key ON "teamCloudCredentials" (team_id, provider_id, name);
--> statement-breakpoint
CREATE TABLE "userPreferences" (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    preference_key TEXT NOT NULL,
    preference_value TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT "userPreferences_pkey" PRIMARY KEY (id),
    CONSTRAINT "userPreferences_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "userPreferences_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "userPreferences_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "userPreferences_preference_key_check" CHECK (length(preference_key) <= 255 AND instr(preference_key, char(0)) = 0),
    CONSTRAINT "userPreferences_preference_value_check" CHECK (instr(preference_value, char(0)) = 0),
    CONSTRAINT "userPreferences_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "userPreferences_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX user_preferences_key ON "userPreferences" (user_id, preference_key);
--> statement-breakpoint
CREATE TABLE "mcpCategories" (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    icon TEXT,
    sort_order INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    CONSTRAINT "mcpCategories_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpCategories_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpCategories_description_check" CHECK (instr(description, char(0)) = 0),
    CONSTRAINT "mcpCategories_icon_check" CHECK (instr(icon, char(0)) = 0),
    CONSTRAINT "mcpCategories_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "mcpCategories_name_check" CHECK (length(name) <= 100 AND instr(name, char(0)) = 0),
    CONSTRAINT "mcpCategories_sort_order_check" CHECK (sort_order BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX "mcpCategories_name_key" ON "mcpCategories" (name);
--> statement-breakpoint
CREATE TABLE "mcpServers" (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    official_name TEXT,
    slug TEXT NOT NULL,
    description TEXT NOT NULL,
    long_description TEXT,
    version TEXT,
    repository_url TEXT,
    repository_source TEXT,
    repository_id TEXT,
    repository_subfolder TEXT,
    git_branch TEXT,
    website_url TEXT,
    icon_url TEXT,
    language TEXT NOT NULL,
    runtime TEXT NOT NULL,
    github_account_id TEXT,
    github_readme_base64 TEXT,
    github_stars INTEGER,
    packages TEXT,
    remotes TEXT,
    resources TEXT,
    prompts TEXT,
    visibility TEXT NOT NULL DEFAULT 'team',
    owner_team_id TEXT,
    created_by TEXT NOT NULL,
    author_name TEXT,
    author_contact TEXT,
    organization TEXT,
    license TEXT,
    transport_type TEXT NOT NULL DEFAULT 'stdio',
    template_args TEXT,
    template_env TEXT,
    template_headers TEXT,
    template_url_query_params TEXT,
    team_args_schema TEXT,
    team_env_schema TEXT,
    team_headers_schema TEXT,
    team_url_query_params_schema TEXT,
    user_args_schema TEXT,
    user_env_schema TEXT,
    user_headers_schema TEXT,
    user_url_query_params_schema TEXT,
    dependencies TEXT,
    meta_extensions TEXT,
    category_id TEXT,
    tags TEXT,
    status TEXT NOT NULL DEFAULT 'active',
    featured INTEGER NOT NULL DEFAULT 0,
    auto_install_new_default_team INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT 'manual',
    synced_from_official_registry INTEGER NOT NULL DEFAULT 0,
    official_registry_server_id TEXT,
    official_registry_version_id TEXT,
    official_registry_published_at INTEGER,
    official_registry_updated_at INTEGER,
    requires_oauth INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    last_sync_at INTEGER,
    CONSTRAINT "mcpServers_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpServers_owner_team_id_fkey" FOREIGN KEY (owner_team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "mcpServers_created_by_fkey" FOREIGN KEY (created_by) REFERENCES "authUser" (id),
    CONSTRAINT "mcpServers_category_id_fkey" FOREIGN KEY (category_id) REFERENCES "mcpCategories" (id) ON DELETE SET NULL,
    CONSTRAINT "mcpServers_author_contact_check" CHECK (instr(author_contact, char(0)) = 0),
    CONSTRAINT "mcpServers_author_name_check" CHECK (instr(author_name, char(0)) = 0),
    CONSTRAINT "mcpServers_auto_install_new_default_team_check" CHECK (auto_install_new_default_team IN (0, 1)),
    CONSTRAINT "mcpServers_category_id_check" CHECK (length(category_id) <= 60 AND instr(category_id, char(0)) = 0),
    CONSTRAINT "mcpServers_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpServers_created_by_check" CHECK (length(created_by) <= 60 AND instr(created_by, char(0)) = 0),
    CONSTRAINT "mcpServers_dependencies_check" CHECK (json_valid(dependencies)),
    CONSTRAINT "mcpServers_description_check" CHECK (instr(description, char(0)) = 0),
    CONSTRAINT "mcpServers_featured_check" CHECK (featured IN (0, 1)),
    CONSTRAINT "mcpServers_git_branch_check" CHECK (instr(git_branch, char(0)) = 0),
    CONSTRAINT "mcpServers_github_account_id_check" CHECK (instr(github_account_id, char(0)) = 0),
    CONSTRAINT "mcpServers_github_readme_base64_check" CHECK (instr(github_readme_base64, char(0)) = 0),
    CONSTRAINT "mcpServers_github_stars_check" CHECK (github_stars BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "mcpServers_icon_url_check" CHECK (instr(icon_url, char(0)) = 0),
    CONSTRAINT "mcpServers_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "mcpServers_language_check" CHECK (instr(language, char(0)) = 0),
    CONSTRAINT "mcpServers_last_sync_at_check" CHECK (last_sync_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpServers_license_check" CHECK (instr(license, char(0)) = 0),
    CONSTRAINT "mcpServers_long_description_check" CHECK (instr(long_description, char(0)) = 0),
    CONSTRAINT "mcpServers_mcp_servers_by_name_entry_check" CHECK (length(CAST((lower(name)) AS BLOB)) <= 2600),
    CONSTRAINT "mcpServers_meta_extensions_check" CHECK (json_valid(meta_extensions)),
    CONSTRAINT "mcpServers_name_check" CHECK (length(name) <= 200 AND instr(name, char(0)) = 0),
    CONSTRAINT "mcpServers_official_name_check" CHECK (length(official_name) <= 200 AND instr(official_name, char(0)) = 0),
    CONSTRAINT "mcpServers_official_registry_published_at_check" CHECK (official_registry_published_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpServers_official_registry_server_id_check" CHECK (instr(official_registry_server_id, char(0)) = 0),
    CONSTRAINT "mcpServers_official_registry_updated_at_check" CHECK (official_registry_updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpServers_official_registry_version_id_check" CHECK (instr(official_registry_version_id, char(0)) = 0),
    CONSTRAINT "mcpServers_organization_check" CHECK (instr(organization, char(0)) = 0),
    CONSTRAINT "mcpServers_owner_team_id_check" CHECK (length(owner_team_id) <= 60 AND instr(owner_team_id, char(0)) = 0),
    CONSTRAINT "mcpServers_packages_check" CHECK (json_valid(packages)),
    CONSTRAINT "mcpServers_prompts_check" CHECK (json_valid(prompts)),
    CONSTRAINT "mcpServers_remotes_check" CHECK (json_valid(remotes)),
    CONSTRAINT "mcpServers_repository_id_check" CHECK (instr(repository_id, char(0)) = 0),
    CONSTRAINT "mcpServers_repository_source_check" CHECK (instr(repository_source, char(0)) = 0),
    CONSTRAINT "mcpServers_repository_subfolder_check" CHECK (instr(repository_subfolder, char(0)) = 0),
    CONSTRAINT "mcpServers_repository_url_check" CHECK (instr(repository_url, char(0)) = 0),
    CONSTRAINT "mcpServers_requires_oauth_check" CHECK (requires_oauth IN (0, 1)),
    CONSTRAINT "mcpServers_resources_check" CHECK (json_valid(resources)),
    CONSTRAINT "mcpServers_runtime_check" CHECK (instr(runtime, char(0)) = 0),
    CONSTRAINT "mcpServers_slug_check" CHECK (length(slug) <= 200 AND instr(slug, char(0)) = 0),
    CONSTRAINT "mcpServers_source_check" CHECK (source IN ('manual', 'official_registry')),
    CONSTRAINT "mcpServers_status_check" CHECK (status IN ('active', 'deprecated', 'maintenance')),
    CONSTRAINT "mcpServers_synced_from_official_registry_check" CHECK (synced_from_official_registry IN (0, 1)),
    CONSTRAINT "mcpServers_tags_check" CHECK (iif(json_valid(tags), json_type(tags) = 'array', json_valid(tags))),
    CONSTRAINT "mcpServers_team_args_schema_check" CHECK (json_valid(team_args_schema)),
    CONSTRAINT "mcpServers_team_env_schema_check" CHECK (json_valid(team_env_schema)),
    CONSTRAINT "mcpServers_team_headers_schema_check" CHECK (json_valid(team_headers_schema)),
    CONSTRAINT "mcpServers_team_url_query_params_schema_check" CHECK (json_valid(team_url_query_params_schema)),
    CONSTRAINT "mcpServers_template_args_check" CHECK (json_valid(template_args)),
    CONSTRAINT "mcpServers_template_env_check" CHECK (json_valid(template_env)),
    CONSTRAINT "mcpServers_template_headers_check" CHECK (json_valid(template_headers)),
    CONSTRAINT "mcpServers_template_url_query_params_check" CHECK (json_valid(template_url_query_params)),
    CONSTRAINT "mcpServers_transport_type_check" CHECK (transport_type IN ('stdio', 'http', 'sse')),
    CONSTRAINT "mcpServers_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpServers_user_args_schema_check" CHECK (json_valid(user_args_schema)),
    CONSTRAINT "mcpServers_user_env_schema_check" CHECK (json_valid(user_env_schema)),
    CONSTRAINT "mcpServers_user_headers_schema_check" CHECK (json_valid(user_headers_schema)),
    CONSTRAINT "mcpServers_user_url_query_params_schema_check" CHECK (json_valid(user_url_query_params_schema)),
    CONSTRAINT "mcpServers_version_check" CHECK (instr(version, char(0)) = 0),
    CONSTRAINT "mcpServers_visibility_check" CHECK (visibility IN ('global', 'team')),
    CONSTRAINT "mcpServers_website_url_check" CHECK (instr(website_url, char(0)) = 0),
    CONSTRAINT mcp_servers_owned CHECK (visibility <> 'team' OR owner_team_id IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX "mcpServers_official_name_key" ON "mcpServers" (official_name);
--> statement-breakpoint
CREATE UNIQUE INDEX "mcpServers_slug_key" ON "mcpServers" (slug);
--> statement-breakpoint
CREATE INDEX mcp_servers_by_status ON "mcpServers" (status, name);
--> statement-breakpoint
CREATE INDEX mcp_servers_featured ON "mcpServers" (name) WHERE featured;
--> statement-breakpoint
CREATE INDEX mcp_servers_by_name ON "mcpServers" ((lower(name)));
--> statement-breakpoint
CREATE TABLE "mcpServerVersions" (
    id TEXT NOT NULL,
    server_id TEXT NOT NULL,
    version TEXT NOT NULL,
    git_commit TEXT,
    changelog TEXT,
    is_latest INTEGER NOT NULL DEFAULT 0,
    is_stable INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    CONSTRAINT "mcpServerVersions_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpServerVersions_server_id_fkey" FOREIGN KEY (server_id) REFERENCES "mcpServers" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpServerVersions_changelog_check" CHECK (instr(changelog, char(0)) = 0),
    CONSTRAINT "mcpServerVersions_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpServerVersions_git_commit_check" CHECK (instr(git_commit, char(0)) = 0),
    CONSTRAINT "mcpServerVersions_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "mcpServerVersions_is_latest_check" CHECK (is_latest IN (0, 1)),
    CONSTRAINT "mcpServerVersions_is_stable_check" CHECK (is_stable IN (0, 1)),
    CONSTRAINT "mcpServerVersions_server_id_check" CHECK (length(server_id) <= 60 AND instr(server_id, char(0)) = 0),
    CONSTRAINT "mcpServerVersions_version_check" CHECK (length(version) <= 100 AND instr(version, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX mcp_server_versions_version_key ON "mcpServerVersions" (server_id, version);
--> statement-breakpoint
CREATE UNIQUE INDEX mcp_server_versions_one_latest ON "mcpServerVersions" (server_id) WHERE is_latest;
--> statement-breakpoint
CREATE TABLE "mcpServerInstallations" (
    id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    server_id TEXT NOT NULL,
    created_by TEXT NOT NULL,
    installation_name TEXT NOT NULL,
    installation_type TEXT NOT NULL DEFAULT 'global',
    team_args TEXT,
    team_env TEXT,
    team_headers TEXT,
    team_url_query_params TEXT,
    oauth_state TEXT,
    oauth_code_verifier TEXT,
    oauth_pending INTEGER NOT NULL DEFAULT 0,
    oauth_pending_expires_at INTEGER,
    oauth_client_id TEXT,
    oauth_client_secret BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    last_used_at INTEGER,
    CONSTRAINT "mcpServerInstallations_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpServerInstallations_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "mcpServerInstallations_server_id_fkey" FOREIGN KEY (server_id) REFERENCES "mcpServers" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpServerInstallations_created_by_fkey" FOREIGN KEY (created_by) REFERENCES "authUser" (id),
    CONSTRAINT "mcpServerInstallations_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpServerInstallations_created_by_check" CHECK (length(created_by) <= 60 AND instr(created_by, char(0)) = 0),
    CONSTRAINT "mcpServerInstallations_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "mcpServerInstallations_installation_name_check" CHECK (length(installation_name) <= 200 AND instr(installation_name, char(0)) = 0),
    CONSTRAINT "mcpServerInstallations_installation_type_check" CHECK (installation_type IN ('global', 'team', 'local')),
    CONSTRAINT "mcpServerInstallations_last_used_at_check" CHECK (last_used_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpServerInstallations_oauth_client_id_check" CHECK (instr(oauth_client_id, char(0)) = 0),
    CONSTRAINT "mcpServerInstallations_oauth_code_verifier_check" CHECK (instr(oauth_code_verifier, char(0)) = 0),
    CONSTRAINT "mcpServerInstallations_oauth_pending_check" CHECK (oauth_pending IN (0, 1)),
    CONSTRAINT "mcpServerInstallations_oauth_pending_expires_at_check" CHECK (oauth_pending_expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpServerInstallations_oauth_state_check" CHECK (instr(oauth_state, char(0)) = 0),
    CONSTRAINT "mcpServerInstallations_server_id_check" CHECK (length(server_id) <= 60 AND instr(server_id, char(0)) = 0),
    CONSTRAINT "mcpServerInstallations_team_args_check" CHECK (json_valid(team_args)),
    CONSTRAINT "mcpServerInstallations_team_env_check" CHECK (json_valid(team_env)),
    CONSTRAINT "mcpServerInstallations_team_headers_check" CHECK (json_valid(team_headers)),
    CONSTRAINT "mcpServerInstallations_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "mcpServerInstallations_team_url_query_params_check" CHECK (json_valid(team_url_query_params)),
    CONSTRAINT "mcpServerInstallations_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT mcp_server_installations_pending CHECK (NOT oauth_pending OR oauth_pending_expires_at IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX mcp_server_installations_name_key ON "mcpServerInstallations" (team_id, server_id, installation_name);
--> statement-breakpoint
CREATE UNIQUE INDEX mcp_server_installations_team_key ON "mcpServerInstallations" (team_id, id);
--> statement-breakpoint
CREATE TABLE "mcpUserConfigurations" (
    id TEXT NOT NULL,
    installation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    user_args TEXT,
    user_env TEXT,
    user_headers TEXT,
    user_url_query_params TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    last_used_at INTEGER,
    CONSTRAINT "mcpUserConfigurations_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpUserConfigurations_installation_id_fkey" FOREIGN KEY (installation_id) REFERENCES "mcpServerInstallations" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpUserConfigurations_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpUserConfigurations_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpUserConfigurations_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "mcpUserConfigurations_installation_id_check" CHECK (length(installation_id) <= 60 AND instr(installation_id, char(0)) = 0),
    CONSTRAINT "mcpUserConfigurations_last_used_at_check" CHECK (last_used_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpUserConfigurations_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpUserConfigurations_user_args_check" CHECK (json_valid(user_args)),
    CONSTRAINT "mcpUserConfigurations_user_env_check" CHECK (json_valid(user_env)),
    CONSTRAINT "mcpUserConfigurations_user_headers_check" CHECK (json_valid(user_headers)),
    CONSTRAINT "mcpUserConfigurations_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0),
    CONSTRAINT "mcpUserConfigurations_user_url_query_params_check" CHECK (json_valid(user_url_query_params))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX mcp_user_configurations_user_key ON "mcpUserConfigurations" (installation_id, user_id);
--> statement-breakpoint
CREATE TABLE "mcpOauthTokens" (
    id TEXT NOT NULL,
    installation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    access_token BLOB NOT NULL,
    refresh_token BLOB,
    token_type TEXT NOT NULL DEFAULT 'Bearer',
    expires_at INTEGER,
    scope TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT "mcpOauthTokens_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpOauthTokens_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpOauthTokens_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT mcp_oauth_tokens_installation_fkey FOREIGN KEY (team_id, installation_id) REFERENCES "mcpServerInstallations" (team_id, id) ON DELETE CASCADE,
    CONSTRAINT "mcpOauthTokens_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpOauthTokens_expires_at_check" CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpOauthTokens_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "mcpOauthTokens_installation_id_check" CHECK (length(installation_id) <= 60 AND instr(installation_id, char(0)) = 0),
    CONSTRAINT "mcpOauthTokens_scope_check" CHECK (instr(scope, char(0)) = 0),
    CONSTRAINT "mcpOauthTokens_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "mcpOauthTokens_token_type_check" CHECK (instr(token_type, char(0)) = 0),
    CONSTRAINT "mcpOauthTokens_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpOauthTokens_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX mcp_oauth_tokens_user_key ON "mcpOauthTokens" (team_id, installation_id, user_id);
--> statement-breakpoint
CREATE INDEX mcp_oauth_tokens_by_expiry ON "mcpOauthTokens" (expires_at) WHERE expires_at IS NOT NULL;
--> statement-breakpoint
CREATE TABLE "mcpToolMetadata" (
    id TEXT NOT NULL,
    installation_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    tool_name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    input_schema TEXT,
    token_count INTEGER NOT NULL DEFAULT 0,
    discovered_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT "mcpToolMetadata_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpToolMetadata_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT mcp_tool_metadata_installation_fkey FOREIGN KEY (team_id, installation_id) REFERENCES "mcpServerInstallations" (team_id, id) ON DELETE CASCADE,
    CONSTRAINT "mcpToolMetadata_description_check" CHECK (instr(description, char(0)) = 0),
    CONSTRAINT "mcpToolMetadata_discovered_at_check" CHECK (discovered_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpToolMetadata_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "mcpToolMetadata_input_schema_check" CHECK (json_valid(input_schema)),
    CONSTRAINT "mcpToolMetadata_installation_id_check" CHECK (length(installation_id) <= 60 AND instr(installation_id, char(0)) = 0),
    CONSTRAINT "mcpToolMetadata_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "mcpToolMetadata_token_count_check" CHECK (token_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "mcpToolMetadata_tool_name_check" CHECK (length(tool_name) <= 200 AND instr(tool_name, char(0)) = 0),
    CONSTRAINT "mcpToolMetadata_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX mcp_tool_metadata_name_key ON "mcpToolMetadata" (team_id, installation_id, tool_name);
--> statement-breakpoint
CREATE TABLE satellites (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    satellite_type TEXT NOT NULL,
    team_id TEXT,
    status TEXT NOT NULL DEFAULT 'active',
    capabilities TEXT NOT NULL DEFAULT '[]',
    api_key_hash TEXT NOT NULL,
    last_heartbeat INTEGER,
    system_info TEXT,
    config TEXT,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT satellites_pkey PRIMARY KEY (id),
    CONSTRAINT satellites_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT satellites_created_by_fkey FOREIGN KEY (created_by) REFERENCES "authUser" (id),
    CONSTRAINT satellites_api_key_hash_check CHECK (instr(api_key_hash, char(0)) = 0),
    CONSTRAINT satellites_capabilities_check CHECK (iif(json_valid(capabilities), json_type(capabilities) = 'array', json_valid(capabilities))),
    CONSTRAINT satellites_config_check CHECK (json_valid(config)),
    CONSTRAINT satellites_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT satellites_created_by_check CHECK (length(created_by) <= 60 AND instr(created_by, char(0)) = 0),
    CONSTRAINT satellites_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT satellites_last_heartbeat_check CHECK (last_heartbeat BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT satellites_name_check CHECK (length(name) <= 100 AND instr(name, char(0)) = 0),
    CONSTRAINT satellites_satellite_type_check CHECK (satellite_type IN ('global', 'team')),
    CONSTRAINT satellites_status_check CHECK (status IN ('active', 'inactive', 'maintenance', 'error')),
    CONSTRAINT satellites_system_info_check CHECK (json_valid(system_info)),
    CONSTRAINT satellites_team CHECK (satellite_type = 'team' AND team_id IS NOT NULL OR satellite_type = 'global' AND team_id IS NULL),
    CONSTRAINT satellites_team_id_check CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT satellites_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX satellites_name_key ON satellites (name);
--> statement-breakpoint
CREATE INDEX satellites_by_heartbeat ON satellites (status, last_heartbeat);
--> statement-breakpoint
CREATE TABLE "satelliteCommands" (
    id TEXT NOT NULL,
    satellite_id TEXT NOT NULL,
    command_type TEXT NOT NULL,
    priority TEXT NOT NULL DEFAULT 'normal',
    payload TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending',
    target_team_id TEXT,
    correlation_id TEXT,
    retry_count INTEGER NOT NULL DEFAULT 0,
    max_retries INTEGER NOT NULL DEFAULT 3,
    error_message TEXT,
    result TEXT,
    created_by TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT "satelliteCommands_pkey" PRIMARY KEY (id),
    CONSTRAINT "satelliteCommands_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteCommands_target_team_id_fkey" FOREIGN KEY (target_team_id) REFERENCES teams (id) ON DELETE SET NULL,
    CONSTRAINT "satelliteCommands_created_by_fkey" FOREIGN KEY (created_by) REFERENCES "authUser" (id) ON DELETE SET NULL,
    CONSTRAINT "satelliteCommands_command_type_check" CHECK (length(command_type) <= 60 AND instr(command_type, char(0)) = 0),
    CONSTRAINT "satelliteCommands_correlation_id_check" CHECK (length(correlation_id) <= 100 AND instr(correlation_id, char(0)) = 0),
    CONSTRAINT "satelliteCommands_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "satelliteCommands_created_by_check" CHECK (length(created_by) <= 60 AND instr(created_by, char(0)) = 0),
    CONSTRAINT "satelliteCommands_error_message_check" CHECK (instr(error_message, char(0)) = 0),
    CONSTRAINT "satelliteCommands_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "satelliteCommands_max_retries_check" CHECK (max_retries BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteCommands_payload_check" CHECK (json_valid(payload)),
    CONSTRAINT "satelliteCommands_priority_check" CHECK (priority IN ('immediate', 'high', 'normal', 'low')),
    CONSTRAINT "satelliteCommands_result_check" CHECK (json_valid(result)),
    CONSTRAINT "satelliteCommands_retry_count_check" CHECK (retry_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteCommands_satellite_id_check" CHECK (length(satellite_id) <= 60 AND instr(satellite_id, char(0)) = 0),
    CONSTRAINT "satelliteCommands_status_check" CHECK (status IN ('pending', 'acknowledged', 'executing', 'completed', 'failed')),
    CONSTRAINT "satelliteCommands_target_team_id_check" CHECK (length(target_team_id) <= 60 AND instr(target_team_id, char(0)) = 0),
    CONSTRAINT "satelliteCommands_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT satellite_commands_retries CHECK (retry_count BETWEEN 0 AND max_retries)
) STRICT;
--> statement-breakpoint
CREATE INDEX satellite_commands_open ON "satelliteCommands" (satellite_id, created_at) WHERE status IN ('pending', 'acknowledged');
--> statement-breakpoint
CREATE INDEX satellite_commands_by_correlation ON "satelliteCommands" (correlation_id) WHERE correlation_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE "satelliteHeartbeats" (
    id TEXT NOT NULL,
    satellite_id TEXT NOT NULL,
    status TEXT NOT NULL,
    system_metrics TEXT NOT NULL,
    process_count INTEGER NOT NULL DEFAULT 0,
    healthy_process_count INTEGER NOT NULL DEFAULT 0,
    error_count INTEGER NOT NULL DEFAULT 0,
    response_time_ms INTEGER,
    uptime_seconds INTEGER,
    version TEXT,
    "timestamp" INTEGER NOT NULL,
    CONSTRAINT "satelliteHeartbeats_pkey" PRIMARY KEY (id),
    CONSTRAINT "satelliteHeartbeats_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteHeartbeats_error_count_check" CHECK (error_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteHeartbeats_healthy_process_count_check" CHECK (healthy_process_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteHeartbeats_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "satelliteHeartbeats_process_count_check" CHECK (process_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteHeartbeats_response_time_ms_check" CHECK (response_time_ms BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteHeartbeats_satellite_id_check" CHECK (length(satellite_id) <= 60 AND instr(satellite_id, char(0)) = 0),
    CONSTRAINT "satelliteHeartbeats_status_check" CHECK (status IN ('active', 'inactive', 'maintenance', 'error')),
    CONSTRAINT "satelliteHeartbeats_system_metrics_check" CHECK (json_valid(system_metrics)),
    CONSTRAINT "satelliteHeartbeats_timestamp_check" CHECK ("timestamp" BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "satelliteHeartbeats_version_check" CHECK (instr(version, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX satellite_heartbeats_by_time ON "satelliteHeartbeats" (satellite_id, "timestamp" DESC);
--> statement-breakpoint
CREATE TABLE "satelliteProcesses" (
    id TEXT NOT NULL,
    satellite_id TEXT NOT NULL,
    installation_id TEXT,
    server_name TEXT NOT NULL,
    process_pid INTEGER,
    local_port INTEGER,
    status TEXT NOT NULL DEFAULT 'pending',
    health_status TEXT NOT NULL DEFAULT 'unknown',
    performance_metrics TEXT,
    team_id TEXT NOT NULL,
    error_message TEXT,
    started_at INTEGER,
    stopped_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT "satelliteProcesses_pkey" PRIMARY KEY (id),
    CONSTRAINT "satelliteProcesses_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteProcesses_installation_id_fkey" FOREIGN KEY (installation_id) REFERENCES "mcpServerInstallations" (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteProcesses_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id),
    CONSTRAINT "satelliteProcesses_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "satelliteProcesses_error_message_check" CHECK (instr(error_message, char(0)) = 0),
    CONSTRAINT "satelliteProcesses_health_status_check" CHECK (health_status IN ('unknown', 'healthy', 'unhealthy')),
    CONSTRAINT "satelliteProcesses_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "satelliteProcesses_installation_id_check" CHECK (length(installation_id) <= 60 AND instr(installation_id, char(0)) = 0),
    CONSTRAINT "satelliteProcesses_local_port_check" CHECK (local_port BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteProcesses_performance_metrics_check" CHECK (json_valid(performance_metrics)),
    CONSTRAINT "satelliteProcesses_process_pid_check" CHECK (process_pid BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteProcesses_satellite_id_check" CHECK (length(satellite_id) <= 60 AND instr(satellite_id, char(0)) = 0),
    CONSTRAINT "satelliteProcesses_server_name_check" CHECK (instr(server_name, char(0)) = 0),
    CONSTRAINT "satelliteProcesses_started_at_check" CHECK (started_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "satelliteProcesses_status_check" CHECK (status IN ('pending', 'starting', 'running', 'stopping', 'stopped', 'failed')),
    CONSTRAINT "satelliteProcesses_stopped_at_check" CHECK (stopped_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "satelliteProcesses_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "satelliteProcesses_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT satellite_processes_port_range CHECK (local_port IS NULL OR local_port BETWEEN 1 AND 65535),
    CONSTRAINT satellite_processes_stopped CHECK (stopped_at IS NULL OR stopped_at >= started_at)
) STRICT;
--> statement-breakpoint
CREATE INDEX satellite_processes_by_status ON "satelliteProcesses" (satellite_id, status);
--> statement-breakpoint
CREATE TABLE "satelliteRegistrationTokens" (
    id TEXT NOT NULL,
    token_type TEXT NOT NULL,
    team_id TEXT,
    token_hash TEXT NOT NULL,
    token_prefix TEXT NOT NULL,
    created_by TEXT NOT NULL,
    permissions TEXT NOT NULL,
    used INTEGER NOT NULL DEFAULT 0,
    used_at INTEGER,
    used_by_satellite_id TEXT,
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT "satelliteRegistrationTokens_pkey" PRIMARY KEY (id),
    CONSTRAINT "satelliteRegistrationTokens_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteRegistrationTokens_created_by_fkey" FOREIGN KEY (created_by) REFERENCES "authUser" (id),
    CONSTRAINT "satelliteRegistrationTokens_used_by_satellite_id_fkey" FOREIGN KEY (used_by_satellite_id) REFERENCES satellites (id) ON DELETE SET NULL,
    CONSTRAINT "satelliteRegistrationTokens_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "satelliteRegistrationTokens_created_by_check" CHECK (length(created_by) <= 60 AND instr(created_by, char(0)) = 0),
    CONSTRAINT "satelliteRegistrationTokens_expires_at_check" CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "satelliteRegistrationTokens_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "satelliteRegistrationTokens_permissions_check" CHECK (iif(json_valid(permissions), json_type(permissions) = 'array', json_valid(permissions))),
    CONSTRAINT "satelliteRegistrationTokens_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "satelliteRegistrationTokens_token_hash_check" CHECK (length(token_hash) <= 200 AND instr(token_hash, char(0)) = 0),
    CONSTRAINT "satelliteRegistrationTokens_token_prefix_check" CHECK (length(token_prefix) <= 20 AND instr(token_prefix, char(0)) = 0),
    CONSTRAINT "satelliteRegistrationTokens_token_type_check" CHECK (token_type IN ('global', 'team')),
    CONSTRAINT "satelliteRegistrationTokens_used_at_check" CHECK (used_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "satelliteRegistrationTokens_used_by_satellite_id_check" CHECK (length(used_by_satellite_id) <= 60 AND instr(used_by_satellite_id, char(0)) = 0),
    CONSTRAINT "satelliteRegistrationTokens_used_check" CHECK (used IN (0, 1)),
    CONSTRAINT satellite_registration_tokens_used CHECK (used = (used_at IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX "satelliteRegistrationTokens_token_hash_key" ON "satelliteRegistrationTokens" (token_hash);
--> statement-breakpoint
CREATE INDEX satellite_registration_tokens_open ON "satelliteRegistrationTokens" (expires_at) WHERE NOT used;
--> statement-breakpoint
CREATE TABLE "satelliteUsageLogs" (
    id TEXT NOT NULL,
    satellite_id TEXT NOT NULL,
    user_id TEXT,
    team_id TEXT NOT NULL,
    process_id TEXT,
    request_method TEXT NOT NULL,
    request_path TEXT NOT NULL,
    tool_name TEXT,
    duration_ms INTEGER,
    status_code INTEGER,
    error_message TEXT,
    request_size_bytes INTEGER,
    response_size_bytes INTEGER,
    user_agent TEXT,
    ip_address TEXT,
    "timestamp" INTEGER NOT NULL,
    date_partition TEXT NOT NULL,
    CONSTRAINT "satelliteUsageLogs_pkey" PRIMARY KEY (id),
    CONSTRAINT "satelliteUsageLogs_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteUsageLogs_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE SET NULL,
    CONSTRAINT "satelliteUsageLogs_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id),
    CONSTRAINT "satelliteUsageLogs_process_id_fkey" FOREIGN KEY (process_id) REFERENCES "satelliteProcesses" (id) ON DELETE SET NULL,
    CONSTRAINT "satelliteUsageLogs_date_partition_check" CHECK (date_partition GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date_partition >= '0001' AND date(date_partition) IS date_partition),
    CONSTRAINT "satelliteUsageLogs_duration_ms_check" CHECK (duration_ms BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteUsageLogs_error_message_check" CHECK (instr(error_message, char(0)) = 0),
    CONSTRAINT "satelliteUsageLogs_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "satelliteUsageLogs_ip_address_check" CHECK (instr(ip_address, char(0)) = 0),
    CONSTRAINT "satelliteUsageLogs_process_id_check" CHECK (length(process_id) <= 60 AND instr(process_id, char(0)) = 0),
    CONSTRAINT "satelliteUsageLogs_request_method_check" CHECK (instr(request_method, char(0)) = 0),
    CONSTRAINT "satelliteUsageLogs_request_path_check" CHECK (instr(request_path, char(0)) = 0),
    CONSTRAINT "satelliteUsageLogs_request_size_bytes_check" CHECK (request_size_bytes BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteUsageLogs_response_size_bytes_check" CHECK (response_size_bytes BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteUsageLogs_satellite_id_check" CHECK (length(satellite_id) <= 60 AND instr(satellite_id, char(0)) = 0),
    CONSTRAINT "satelliteUsageLogs_status_code_check" CHECK (status_code BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "satelliteUsageLogs_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "satelliteUsageLogs_timestamp_check" CHECK ("timestamp" BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "satelliteUsageLogs_tool_name_check" CHECK (length(tool_name) <= 200 AND instr(tool_name, char(0)) = 0),
    CONSTRAINT "satelliteUsageLogs_user_agent_check" CHECK (instr(user_agent, char(0)) = 0),
    CONSTRAINT "satelliteUsageLogs_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX satellite_usage_logs_by_day ON "satelliteUsageLogs" (team_id, date_partition, "timestamp");
--> statement-breakpoint
CREATE TABLE "mcpClientActivity" (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    satellite_id TEXT NOT NULL,
    auth_type TEXT NOT NULL,
    oauth_client_id TEXT,
    api_key_id TEXT,
    auth_identifier TEXT NOT NULL,
    client_name TEXT,
    user_agent TEXT,
    ip_address TEXT,
    current_session_id TEXT,
    first_seen_at INTEGER NOT NULL,
    last_activity_at INTEGER NOT NULL,
    total_requests INTEGER NOT NULL DEFAULT 0,
    total_tool_calls INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT "mcpClientActivity_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpClientActivity_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivity_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivity_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivity_api_key_id_check" CHECK (instr(api_key_id, char(0)) = 0),
    CONSTRAINT "mcpClientActivity_auth_identifier_check" CHECK (length(auth_identifier) <= 200 AND instr(auth_identifier, char(0)) = 0 AND length(CAST(auth_identifier AS BLOB)) <= 650),
    CONSTRAINT "mcpClientActivity_auth_type_check" CHECK (auth_type IN ('oauth', 'api_key')),
    CONSTRAINT "mcpClientActivity_client_name_check" CHECK (instr(client_name, char(0)) = 0),
    CONSTRAINT "mcpClientActivity_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpClientActivity_current_session_id_check" CHECK (instr(current_session_id, char(0)) = 0),
    CONSTRAINT "mcpClientActivity_first_seen_at_check" CHECK (first_seen_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpClientActivity_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "mcpClientActivity_ip_address_check" CHECK (instr(ip_address, char(0)) = 0),
    CONSTRAINT "mcpClientActivity_last_activity_at_check" CHECK (last_activity_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpClientActivity_oauth_client_id_check" CHECK (instr(oauth_client_id, char(0)) = 0),
    CONSTRAINT "mcpClientActivity_satellite_id_check" CHECK (length(satellite_id) <= 60 AND instr(satellite_id, char(0)) = 0),
    CONSTRAINT "mcpClientActivity_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "mcpClientActivity_total_requests_check" CHECK (total_requests BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "mcpClientActivity_total_tool_calls_check" CHECK (total_tool_calls BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "mcpClientActivity_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpClientActivity_user_agent_check" CHECK (instr(user_agent, char(0)) = 0),
    CONSTRAINT "mcpClientActivity_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0),
    CONSTRAINT mcp_client_activity_identity CHECK (auth_type = 'oauth' AND oauth_client_id IS NOT NULL OR auth_type = 'api_key' AND api_key_id IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX mcp_client_activity_client_key ON "mcpClientActivity" (team_id, user_id, satellite_id, auth_identifier);
--> statement-breakpoint
CREATE INDEX mcp_client_activity_by_time ON "mcpClientActivity" (team_id, last_activity_at DESC);
--> statement-breakpoint
CREATE TABLE "mcpClientActivityMetrics" (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    satellite_id TEXT NOT NULL,
    auth_identifier TEXT NOT NULL,
    bucket_timestamp INTEGER NOT NULL,
    bucket_interval TEXT NOT NULL,
    request_count INTEGER NOT NULL DEFAULT 0,
    tool_call_count INTEGER NOT NULL DEFAULT 0,
    active_client_count INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    CONSTRAINT "mcpClientActivityMetrics_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpClientActivityMetrics_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivityMetrics_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivityMetrics_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivityMetrics_active_client_count_check" CHECK (active_client_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "mcpClientActivityMetrics_auth_identifier_check" CHECK (length(auth_identifier) <= 200 AND instr(auth_identifier, char(0)) = 0 AND length(CAST(auth_identifier AS BLOB)) <= 650),
    CONSTRAINT "mcpClientActivityMetrics_bucket_interval_check" CHECK (bucket_interval IN ('15m', '1h', '1d')),
    CONSTRAINT "mcpClientActivityMetrics_bucket_timestamp_check" CHECK (bucket_timestamp BETWEEN -62135596800 AND 253402207200),
    CONSTRAINT "mcpClientActivityMetrics_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "mcpClientActivityMetrics_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "mcpClientActivityMetrics_request_count_check" CHECK (request_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "mcpClientActivityMetrics_satellite_id_check" CHECK (length(satellite_id) <= 60 AND instr(satellite_id, char(0)) = 0),
    CONSTRAINT "mcpClientActivityMetrics_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "mcpClientActivityMetrics_tool_call_count_check" CHECK (tool_call_count BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "mcpClientActivityMetrics_user_id_check" CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX mcp_client_metrics_bucket_key ON "mcpClientActivityMetrics" (team_id, user_id, satellite_id, auth_identifier, bucket_interval, bucket_timestamp);
--> statement-breakpoint
CREATE TABLE oauth_clients (
    id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    client_secret_hash TEXT,
    client_name TEXT NOT NULL,
    redirect_uris TEXT NOT NULL,
    scope TEXT NOT NULL,
    team_id TEXT,
    created_by_user_id TEXT,
    is_active INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT oauth_clients_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_clients_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT oauth_clients_created_by_user_id_fkey FOREIGN KEY (created_by_user_id) REFERENCES "authUser" (id) ON DELETE SET NULL,
    CONSTRAINT oauth_clients_client_id_check CHECK (length(client_id) <= 100 AND instr(client_id, char(0)) = 0),
    CONSTRAINT oauth_clients_client_name_check CHECK (instr(client_name, char(0)) = 0),
    CONSTRAINT oauth_clients_client_secret_hash_check CHECK (instr(client_secret_hash, char(0)) = 0),
    CONSTRAINT oauth_clients_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_clients_created_by_user_id_check CHECK (length(created_by_user_id) <= 60 AND instr(created_by_user_id, char(0)) = 0),
    CONSTRAINT oauth_clients_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT oauth_clients_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT oauth_clients_redirect_uris_check CHECK (iif(json_valid(redirect_uris), json_type(redirect_uris) = 'array', json_valid(redirect_uris))),
    CONSTRAINT oauth_clients_scope_check CHECK (instr(scope, char(0)) = 0),
    CONSTRAINT oauth_clients_team_id_check CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT oauth_clients_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX oauth_clients_client_id_key ON oauth_clients (client_id);
--> statement-breakpoint
CREATE TABLE dynamic_oauth_clients (
    client_id TEXT NOT NULL,
    client_name TEXT NOT NULL,
    redirect_uris TEXT NOT NULL,
    grant_types TEXT NOT NULL,
    response_types TEXT NOT NULL,
    scope TEXT NOT NULL,
    token_endpoint_auth_method TEXT NOT NULL,
    client_id_issued_at INTEGER NOT NULL,
    expires_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT dynamic_oauth_clients_pkey PRIMARY KEY (client_id),
    CONSTRAINT dynamic_oauth_clients_client_id_check CHECK (length(client_id) <= 100 AND instr(client_id, char(0)) = 0),
    CONSTRAINT dynamic_oauth_clients_client_id_issued_at_check CHECK (client_id_issued_at BETWEEN -62135596800 AND 253402207200),
    CONSTRAINT dynamic_oauth_clients_client_name_check CHECK (instr(client_name, char(0)) = 0),
    CONSTRAINT dynamic_oauth_clients_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT dynamic_oauth_clients_expires_at_check CHECK (expires_at BETWEEN -62135596800 AND 253402207200),
    CONSTRAINT dynamic_oauth_clients_grant_types_check CHECK (iif(json_valid(grant_types), json_type(grant_types) = 'array', json_valid(grant_types))),
    CONSTRAINT dynamic_oauth_clients_redirect_uris_check CHECK (iif(json_valid(redirect_uris), json_type(redirect_uris) = 'array', json_valid(redirect_uris))),
    CONSTRAINT dynamic_oauth_clients_response_types_check CHECK (iif(json_valid(response_types), json_type(response_types) = 'array', json_valid(response_types))),
    CONSTRAINT dynamic_oauth_clients_scope_check CHECK (instr(scope, char(0)) = 0),
    CONSTRAINT dynamic_oauth_clients_token_endpoint_auth_method_check CHECK (instr(token_endpoint_auth_method, char(0)) = 0),
    CONSTRAINT dynamic_oauth_clients_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE TABLE oauth_authorization_codes (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    scope TEXT NOT NULL,
    state TEXT NOT NULL,
    code_challenge TEXT NOT NULL,
    code_challenge_method TEXT NOT NULL,
    code TEXT NOT NULL,
    used INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT oauth_authorization_codes_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_authorization_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT oauth_authorization_codes_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT oauth_authorization_codes_client_id_check CHECK (length(client_id) <= 100 AND instr(client_id, char(0)) = 0),
    CONSTRAINT oauth_authorization_codes_code_challenge_check CHECK (instr(code_challenge, char(0)) = 0),
    CONSTRAINT oauth_authorization_codes_code_challenge_method_check CHECK (instr(code_challenge_method, char(0)) = 0),
    CONSTRAINT oauth_authorization_codes_code_check CHECK (length(code) <= 200 AND instr(code, char(0)) = 0),
    CONSTRAINT oauth_authorization_codes_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_authorization_codes_expires_at_check CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_authorization_codes_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT oauth_authorization_codes_redirect_uri_check CHECK (instr(redirect_uri, char(0)) = 0),
    CONSTRAINT oauth_authorization_codes_scope_check CHECK (instr(scope, char(0)) = 0),
    CONSTRAINT oauth_authorization_codes_state_check CHECK (instr(state, char(0)) = 0),
    CONSTRAINT oauth_authorization_codes_team_id_check CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT oauth_authorization_codes_used_check CHECK (used IN (0, 1)),
    CONSTRAINT oauth_authorization_codes_user_id_check CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX oauth_authorization_codes_code_key ON oauth_authorization_codes (code);
--> statement-breakpoint
CREATE TABLE oauth_access_tokens (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT oauth_access_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_access_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT oauth_access_tokens_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT oauth_access_tokens_client_id_check CHECK (length(client_id) <= 100 AND instr(client_id, char(0)) = 0),
    CONSTRAINT oauth_access_tokens_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_access_tokens_expires_at_check CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_access_tokens_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT oauth_access_tokens_scope_check CHECK (instr(scope, char(0)) = 0),
    CONSTRAINT oauth_access_tokens_team_id_check CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT oauth_access_tokens_token_hash_check CHECK (length(token_hash) <= 200 AND instr(token_hash, char(0)) = 0),
    CONSTRAINT oauth_access_tokens_user_id_check CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX oauth_access_tokens_token_hash_key ON oauth_access_tokens (token_hash);
--> statement-breakpoint
CREATE INDEX oauth_access_tokens_by_client ON oauth_access_tokens (team_id, client_id, expires_at);
--> statement-breakpoint
CREATE TABLE oauth_refresh_tokens (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    used INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT oauth_refresh_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_refresh_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT oauth_refresh_tokens_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT oauth_refresh_tokens_client_id_check CHECK (length(client_id) <= 100 AND instr(client_id, char(0)) = 0),
    CONSTRAINT oauth_refresh_tokens_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_refresh_tokens_expires_at_check CHECK (expires_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_refresh_tokens_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT oauth_refresh_tokens_team_id_check CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT oauth_refresh_tokens_token_hash_check CHECK (length(token_hash) <= 200 AND instr(token_hash, char(0)) = 0),
    CONSTRAINT oauth_refresh_tokens_used_check CHECK (used IN (0, 1)),
    CONSTRAINT oauth_refresh_tokens_user_id_check CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX oauth_refresh_tokens_token_hash_key ON oauth_refresh_tokens (token_hash);
--> statement-breakpoint
CREATE TABLE oauth_team_consents (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    last_used_at INTEGER,
    is_active INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT oauth_team_consents_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_team_consents_user_id_fkey FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT oauth_team_consents_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT oauth_team_consents_client_id_check CHECK (length(client_id) <= 100 AND instr(client_id, char(0)) = 0),
    CONSTRAINT oauth_team_consents_granted_at_check CHECK (granted_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_team_consents_id_check CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT oauth_team_consents_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT oauth_team_consents_last_used_at_check CHECK (last_used_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT oauth_team_consents_scope_check CHECK (instr(scope, char(0)) = 0),
    CONSTRAINT oauth_team_consents_team_id_check CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT oauth_team_consents_user_id_check CHECK (length(user_id) <= 60 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX oauth_team_consents_one_active ON oauth_team_consents (team_id, user_id, client_id) WHERE is_active;
--> statement-breakpoint
CREATE TABLE "queueJobBatches" (
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    total_jobs INTEGER NOT NULL,
    completed_jobs INTEGER NOT NULL DEFAULT 0,
    failed_jobs INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'pending',
    metadata TEXT,
    created_at INTEGER NOT NULL,
    completed_at INTEGER,
    CONSTRAINT "queueJobBatches_pkey" PRIMARY KEY (id),
    CONSTRAINT "queueJobBatches_completed_at_check" CHECK (completed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "queueJobBatches_completed_jobs_check" CHECK (completed_jobs BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "queueJobBatches_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "queueJobBatches_failed_jobs_check" CHECK (failed_jobs BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "queueJobBatches_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "queueJobBatches_metadata_check" CHECK (json_valid(metadata)),
    CONSTRAINT "queueJobBatches_status_check" CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
    CONSTRAINT "queueJobBatches_total_jobs_check" CHECK (total_jobs BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "queueJobBatches_type_check" CHECK (length(type) <= 100 AND instr(type, char(0)) = 0),
    CONSTRAINT queue_job_batches_progress CHECK (completed_jobs >= 0 AND failed_jobs >= 0 AND completed_jobs + failed_jobs <= total_jobs)
) STRICT;
--> statement-breakpoint
CREATE TABLE "queueJobs" (
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    payload TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending',
    scheduled_for INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    max_attempts INTEGER NOT NULL DEFAULT 3,
    error TEXT,
    batch_id TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    completed_at INTEGER,
    CONSTRAINT "queueJobs_pkey" PRIMARY KEY (id),
    CONSTRAINT "queueJobs_batch_id_fkey" FOREIGN KEY (batch_id) REFERENCES "queueJobBatches" (id) ON DELETE CASCADE,
    CONSTRAINT "queueJobs_attempts_check" CHECK (attempts BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "queueJobs_batch_id_check" CHECK (length(batch_id) <= 60 AND instr(batch_id, char(0)) = 0),
    CONSTRAINT "queueJobs_completed_at_check" CHECK (completed_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "queueJobs_created_at_check" CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "queueJobs_error_check" CHECK (instr(error, char(0)) = 0),
    CONSTRAINT "queueJobs_id_check" CHECK (length(id) <= 60 AND instr(id, char(0)) = 0),
    CONSTRAINT "queueJobs_max_attempts_check" CHECK (max_attempts BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "queueJobs_payload_check" CHECK (json_valid(payload)),
    CONSTRAINT "queueJobs_scheduled_for_check" CHECK (scheduled_for BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "queueJobs_status_check" CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
    CONSTRAINT "queueJobs_type_check" CHECK (length(type) <= 100 AND instr(type, char(0)) = 0),
    CONSTRAINT "queueJobs_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT queue_jobs_attempts CHECK (attempts BETWEEN 0 AND max_attempts)
) STRICT;
--> statement-breakpoint
CREATE INDEX queue_jobs_due ON "queueJobs" (status, scheduled_for);
--> statement-breakpoint
CREATE TABLE "usage_teamQuotas" (
    id INTEGER NOT NULL CONSTRAINT "usage_teamQuotas_pkey" PRIMARY KEY AUTOINCREMENT,
    team_id TEXT NOT NULL,
    "interval" TEXT NOT NULL,
    calls INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT "usage_teamQuotas_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT usage_quotas_limit CHECK (calls > 0),
    CONSTRAINT "usage_teamQuotas_interval_check" CHECK ("interval" IN ('15m', '1h', '1d')),
    CONSTRAINT "usage_teamQuotas_team_id_check" CHECK (length(team_id) <= 60 AND instr(team_id, char(0)) = 0),
    CONSTRAINT "usage_teamQuotas_updated_at_check" CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX usage_quotas_interval_key ON "usage_teamQuotas" (team_id, "interval");
--> statement-breakpoint
CREATE VIEW team_overviews (id, name, slug, owner, members, installations) AS
SELECT t.id AS id, t.name AS name, t.slug AS slug, u.username AS owner, count(DISTINCT m.id) AS members, count(DISTINCT i.id) AS installations
FROM teams AS t
JOIN "authUser" AS u ON u.id = t.owner_id
LEFT JOIN "teamMemberships" AS m ON m.team_id = t.id
LEFT JOIN "mcpServerInstallations" AS i ON i.team_id = t.id
GROUP BY t.id, t.name, t.slug, u.username;
