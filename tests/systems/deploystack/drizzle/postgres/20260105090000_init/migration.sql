CREATE TABLE roles (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    permissions text[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::text[],
    is_system_role boolean NOT NULL DEFAULT false,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT roles_pkey PRIMARY KEY (id),
    CONSTRAINT roles_name_key UNIQUE (name),
    CONSTRAINT roles_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT roles_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT roles_name_check CHECK (char_length(name) <= 100),
    CONSTRAINT roles_permissions_check CHECK (array_position(permissions, NULL) IS NULL),
    CONSTRAINT roles_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE roles IS 'What a user may do.';
--> statement-breakpoint
COMMENT ON COLUMN roles.is_system_role IS 'Such a role cannot be removed in the app.';
--> statement-breakpoint
CREATE TABLE "authUser" (
    id text COLLATE "C" NOT NULL,
    username text COLLATE "C" NOT NULL,
    email text COLLATE "C" NOT NULL,
    auth_type text COLLATE "C" NOT NULL,
    first_name text COLLATE "C",
    last_name text COLLATE "C",
    github_id text COLLATE "C",
    hashed_password text COLLATE "C",
    role_id text COLLATE "C",
    email_verified boolean NOT NULL DEFAULT false,
    CONSTRAINT "authUser_pkey" PRIMARY KEY (id),
    CONSTRAINT "authUser_username_key" UNIQUE (username),
    CONSTRAINT "authUser_email_key" UNIQUE (email),
    CONSTRAINT "authUser_github_id_key" UNIQUE (github_id),
    CONSTRAINT "authUser_role_id_fkey" FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE RESTRICT,
    CONSTRAINT "authUser_auth_type_check" CHECK (auth_type IN ('email_signup', 'github', 'google')),
    CONSTRAINT "authUser_email_check" CHECK (char_length(email) <= 320),
    CONSTRAINT "authUser_github_id_check" CHECK (char_length(github_id) <= 60),
    CONSTRAINT "authUser_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "authUser_role_id_check" CHECK (char_length(role_id) <= 60),
    CONSTRAINT "authUser_username_check" CHECK (char_length(username) <= 100),
    CONSTRAINT auth_user_has_credential CHECK (auth_type <> 'email_signup' OR hashed_password IS NOT NULL)
);
--> statement-breakpoint
COMMENT ON TABLE "authUser" IS 'A person with an account.';
--> statement-breakpoint
CREATE TABLE "authSession" (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT "authSession_pkey" PRIMARY KEY (id),
    CONSTRAINT "authSession_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "authSession_expires_at_check" CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "authSession_id_check" CHECK (char_length(id) <= 100),
    CONSTRAINT "authSession_user_id_check" CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
CREATE INDEX "authSession_expiry" ON "authSession" (expires_at);
--> statement-breakpoint
COMMENT ON TABLE "authSession" IS 'A signed-in browser.';
--> statement-breakpoint
CREATE TABLE "authKey" (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    primary_key text COLLATE "C" NOT NULL,
    hashed_password text COLLATE "C",
    expires timestamp with time zone,
    CONSTRAINT "authKey_pkey" PRIMARY KEY (id),
    CONSTRAINT "authKey_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "authKey_expires_check" CHECK (expires BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "authKey_id_check" CHECK (char_length(id) <= 100),
    CONSTRAINT "authKey_primary_key_check" CHECK (char_length(primary_key) <= 200),
    CONSTRAINT "authKey_user_id_check" CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
COMMENT ON TABLE "authKey" IS 'A way in which a user signs in.';
--> statement-breakpoint
CREATE TABLE "emailVerificationTokens" (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "emailVerificationTokens_pkey" PRIMARY KEY (id),
    CONSTRAINT "emailVerificationTokens_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "emailVerificationTokens_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "emailVerificationTokens_expires_at_check" CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "emailVerificationTokens_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "emailVerificationTokens_token_hash_check" CHECK (char_length(token_hash) <= 200),
    CONSTRAINT "emailVerificationTokens_user_id_check" CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
CREATE INDEX email_verification_by_expiry ON "emailVerificationTokens" (expires_at);
--> statement-breakpoint
CREATE INDEX email_verification_by_hash ON "emailVerificationTokens" (token_hash);
--> statement-breakpoint
COMMENT ON TABLE "emailVerificationTokens" IS 'A mail whose link has not been followed yet.';
--> statement-breakpoint
CREATE TABLE "passwordResetTokens" (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "passwordResetTokens_pkey" PRIMARY KEY (id),
    CONSTRAINT "passwordResetTokens_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "passwordResetTokens_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "passwordResetTokens_expires_at_check" CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "passwordResetTokens_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "passwordResetTokens_token_hash_check" CHECK (char_length(token_hash) <= 200),
    CONSTRAINT "passwordResetTokens_user_id_check" CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
CREATE INDEX password_reset_by_expiry ON "passwordResetTokens" (expires_at);
--> statement-breakpoint
CREATE INDEX password_reset_by_hash ON "passwordResetTokens" (token_hash);
--> statement-breakpoint
COMMENT ON TABLE "passwordResetTokens" IS 'A forgotten password that is about to be replaced.';
--> statement-breakpoint
CREATE TABLE "globalSettingGroups" (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    icon text COLLATE "C",
    sort_order integer NOT NULL DEFAULT 0,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "globalSettingGroups_pkey" PRIMARY KEY (id),
    CONSTRAINT "globalSettingGroups_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "globalSettingGroups_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "globalSettingGroups_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX global_setting_groups_order ON "globalSettingGroups" (sort_order);
--> statement-breakpoint
COMMENT ON TABLE "globalSettingGroups" IS 'A page of the settings.';
--> statement-breakpoint
CREATE TABLE "globalSettings" (
    key text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL DEFAULT 'string',
    description text COLLATE "C",
    is_encrypted boolean NOT NULL DEFAULT false,
    group_id text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "globalSettings_pkey" PRIMARY KEY (key),
    CONSTRAINT "globalSettings_group_id_fkey" FOREIGN KEY (group_id) REFERENCES "globalSettingGroups" (id) ON DELETE RESTRICT,
    CONSTRAINT "globalSettings_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "globalSettings_group_id_check" CHECK (char_length(group_id) <= 60),
    CONSTRAINT "globalSettings_key_check" CHECK (char_length(key) <= 255),
    CONSTRAINT "globalSettings_type_check" CHECK (type IN ('string', 'number', 'boolean')),
    CONSTRAINT "globalSettings_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT global_settings_boolean CHECK (type <> 'boolean' OR is_encrypted OR value IN ('true', 'false'))
);
--> statement-breakpoint
COMMENT ON TABLE "globalSettings" IS 'A setting of the whole installation.';
--> statement-breakpoint
COMMENT ON COLUMN "globalSettings".value IS 'As text whatever its type; encrypted where `is_encrypted`.';
--> statement-breakpoint
CREATE TABLE teams (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    slug text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    owner_id text COLLATE "C" NOT NULL,
    is_default boolean NOT NULL DEFAULT false,
    non_http_mcp_limit integer NOT NULL DEFAULT 1,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT teams_pkey PRIMARY KEY (id),
    CONSTRAINT teams_slug_key UNIQUE (slug),
    CONSTRAINT teams_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT teams_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT teams_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT teams_limit_counts CHECK (non_http_mcp_limit >= 0),
    CONSTRAINT teams_owner_id_check CHECK (char_length(owner_id) <= 60),
    CONSTRAINT teams_slug_check CHECK (char_length(slug) <= 100),
    CONSTRAINT teams_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX teams_one_default ON teams (owner_id) WHERE is_default;
--> statement-breakpoint
COMMENT ON TABLE teams IS 'Users who share servers and credentials.';
--> statement-breakpoint
COMMENT ON COLUMN teams.is_default IS 'The team that every user starts with.';
--> statement-breakpoint
CREATE TABLE "teamMemberships" (
    id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    joined_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "teamMemberships_pkey" PRIMARY KEY (id),
    CONSTRAINT team_memberships_member_key UNIQUE (team_id, user_id),
    CONSTRAINT "teamMemberships_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "teamMemberships_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "teamMemberships_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "teamMemberships_joined_at_check" CHECK (joined_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "teamMemberships_role_check" CHECK (role IN ('team_admin', 'team_user')),
    CONSTRAINT "teamMemberships_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "teamMemberships_user_id_check" CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
COMMENT ON TABLE "teamMemberships" IS 'A user''s place in a team.';
--> statement-breakpoint
CREATE TABLE "teamCloudCredentials" (
    id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    provider_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    comment text COLLATE "C",
    credentials bytea NOT NULL,
    created_by text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "teamCloudCredentials_pkey" PRIMARY KEY (id),
    CONSTRAINT team_cloud_credentials_name_key UNIQUE (team_id, provider_id, name),
    CONSTRAINT "teamCloudCredentials_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "teamCloudCredentials_created_by_fkey" FOREIGN KEY (created_by) REFERENCES "authUser" (id),
    CONSTRAINT "teamCloudCredentials_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "teamCloudCredentials_created_by_check" CHECK (char_length(created_by) <= 60),
    CONSTRAINT "teamCloudCredentials_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "teamCloudCredentials_name_check" CHECK (char_length(name) <= 200),
    CONSTRAINT "teamCloudCredentials_provider_id_check" CHECK (char_length(provider_id) <= 100),
    CONSTRAINT "teamCloudCredentials_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "teamCloudCredentials_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE "teamCloudCredentials" IS 'A team''s account with a cloud.';
--> statement-breakpoint
COMMENT ON COLUMN "teamCloudCredentials".credentials IS 'Encrypted by the app.';
--> statement-breakpoint
CREATE TABLE "userPreferences" (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    preference_key text COLLATE "C" NOT NULL,
    preference_value text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "userPreferences_pkey" PRIMARY KEY (id),
    CONSTRAINT user_preferences_key UNIQUE (user_id, preference_key),
    CONSTRAINT "userPreferences_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "userPreferences_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "userPreferences_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "userPreferences_preference_key_check" CHECK (char_length(preference_key) <= 255),
    CONSTRAINT "userPreferences_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "userPreferences_user_id_check" CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
COMMENT ON TABLE "userPreferences" IS 'A user''s own settings.';
--> statement-breakpoint
CREATE TABLE "mcpCategories" (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    icon text COLLATE "C",
    sort_order integer NOT NULL DEFAULT 0,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "mcpCategories_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpCategories_name_key" UNIQUE (name),
    CONSTRAINT "mcpCategories_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpCategories_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "mcpCategories_name_check" CHECK (char_length(name) <= 100)
);
--> statement-breakpoint
COMMENT ON TABLE "mcpCategories" IS 'A shelf of the catalogue.';
--> statement-breakpoint
CREATE TABLE "mcpServers" (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    official_name text COLLATE "C",
    slug text COLLATE "C" NOT NULL,
    description text COLLATE "C" NOT NULL,
    long_description text COLLATE "C",
    version text COLLATE "C",
    repository_url text COLLATE "C",
    repository_source text COLLATE "C",
    repository_id text COLLATE "C",
    repository_subfolder text COLLATE "C",
    git_branch text COLLATE "C",
    website_url text COLLATE "C",
    icon_url text COLLATE "C",
    language text COLLATE "C" NOT NULL,
    runtime text COLLATE "C" NOT NULL,
    github_account_id text COLLATE "C",
    github_readme_base64 text COLLATE "C",
    github_stars integer,
    packages jsonb,
    remotes jsonb,
    resources jsonb,
    prompts jsonb,
    visibility text COLLATE "C" NOT NULL DEFAULT 'team',
    owner_team_id text COLLATE "C",
    created_by text COLLATE "C" NOT NULL,
    author_name text COLLATE "C",
    author_contact text COLLATE "C",
    organization text COLLATE "C",
    license text COLLATE "C",
    transport_type text COLLATE "C" NOT NULL DEFAULT 'stdio',
    template_args jsonb,
    template_env jsonb,
    template_headers jsonb,
    template_url_query_params jsonb,
    team_args_schema jsonb,
    team_env_schema jsonb,
    team_headers_schema jsonb,
    team_url_query_params_schema jsonb,
    user_args_schema jsonb,
    user_env_schema jsonb,
    user_headers_schema jsonb,
    user_url_query_params_schema jsonb,
    dependencies jsonb,
    meta_extensions jsonb,
    category_id text COLLATE "C",
    tags text[] COLLATE "C",
    status text COLLATE "C" NOT NULL DEFAULT 'active',
    featured boolean NOT NULL DEFAULT false,
    auto_install_new_default_team boolean NOT NULL DEFAULT false,
    source text COLLATE "C" NOT NULL DEFAULT 'manual',
    synced_from_official_registry boolean NOT NULL DEFAULT false,
    official_registry_server_id text COLLATE "C",
    official_registry_version_id text COLLATE "C",
    official_registry_published_at timestamp with time zone,
    official_registry_updated_at timestamp with time zone,
    requires_oauth boolean NOT NULL DEFAULT false,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    last_sync_at timestamp with time zone,
    CONSTRAINT "mcpServers_pkey" PRIMARY KEY (id),
    CONSTRAINT "mcpServers_official_name_key" UNIQUE (official_name),
    CONSTRAINT "mcpServers_slug_key" UNIQUE (slug),
    CONSTRAINT "mcpServers_owner_team_id_fkey" FOREIGN KEY (owner_team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "mcpServers_created_by_fkey" FOREIGN KEY (created_by) REFERENCES "authUser" (id),
    CONSTRAINT "mcpServers_category_id_fkey" FOREIGN KEY (category_id) REFERENCES "mcpCategories" (id) ON DELETE SET NULL,
    CONSTRAINT "mcpServers_category_id_check" CHECK (char_length(category_id) <= 60),
    CONSTRAINT "mcpServers_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpServers_created_by_check" CHECK (char_length(created_by) <= 60),
    CONSTRAINT "mcpServers_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "mcpServers_last_sync_at_check" CHECK (last_sync_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpServers_mcp_servers_by_name_entry_check" CHECK (octet_length((lower(name))::text) <= 2600),
    CONSTRAINT "mcpServers_name_check" CHECK (char_length(name) <= 200),
    CONSTRAINT "mcpServers_official_name_check" CHECK (char_length(official_name) <= 200),
    CONSTRAINT "mcpServers_official_registry_published_at_check" CHECK (official_registry_published_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpServers_official_registry_updated_at_check" CHECK (official_registry_updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpServers_owner_team_id_check" CHECK (char_length(owner_team_id) <= 60),
    CONSTRAINT "mcpServers_slug_check" CHECK (char_length(slug) <= 200),
    CONSTRAINT "mcpServers_source_check" CHECK (source IN ('manual', 'official_registry')),
    CONSTRAINT "mcpServers_status_check" CHECK (status IN ('active', 'deprecated', 'maintenance')),
    CONSTRAINT "mcpServers_tags_check" CHECK (array_position(tags, NULL) IS NULL),
    CONSTRAINT "mcpServers_transport_type_check" CHECK (transport_type IN ('stdio', 'http', 'sse')),
    CONSTRAINT "mcpServers_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpServers_visibility_check" CHECK (visibility IN ('global', 'team')),
    CONSTRAINT mcp_servers_owned CHECK (visibility <> 'team' OR owner_team_id IS NOT NULL)
);
--> statement-breakpoint
CREATE INDEX mcp_servers_by_status ON "mcpServers" (status, name);
--> statement-breakpoint
CREATE INDEX mcp_servers_featured ON "mcpServers" (name) WHERE featured;
--> statement-breakpoint
CREATE INDEX mcp_servers_by_name ON "mcpServers" ((lower(name)));
--> statement-breakpoint
COMMENT ON TABLE "mcpServers" IS 'An entry of the catalogue: a server that teams can install.';
--> statement-breakpoint
CREATE TABLE "mcpServerVersions" (
    id text COLLATE "C" NOT NULL,
    server_id text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    git_commit text COLLATE "C",
    changelog text COLLATE "C",
    is_latest boolean NOT NULL DEFAULT false,
    is_stable boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "mcpServerVersions_pkey" PRIMARY KEY (id),
    CONSTRAINT mcp_server_versions_version_key UNIQUE (server_id, version),
    CONSTRAINT "mcpServerVersions_server_id_fkey" FOREIGN KEY (server_id) REFERENCES "mcpServers" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpServerVersions_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpServerVersions_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "mcpServerVersions_server_id_check" CHECK (char_length(server_id) <= 60),
    CONSTRAINT "mcpServerVersions_version_check" CHECK (char_length(version) <= 100)
);
--> statement-breakpoint
CREATE UNIQUE INDEX mcp_server_versions_one_latest ON "mcpServerVersions" (server_id) WHERE is_latest;
--> statement-breakpoint
COMMENT ON TABLE "mcpServerVersions" IS 'A release of a server.';
--> statement-breakpoint
CREATE TABLE "mcpServerInstallations" (
    id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    server_id text COLLATE "C" NOT NULL,
    created_by text COLLATE "C" NOT NULL,
    installation_name text COLLATE "C" NOT NULL,
    installation_type text COLLATE "C" NOT NULL DEFAULT 'global',
    team_args jsonb,
    team_env jsonb,
    team_headers jsonb,
    team_url_query_params jsonb,
    oauth_state text COLLATE "C",
    oauth_code_verifier text COLLATE "C",
    oauth_pending boolean NOT NULL DEFAULT false,
    oauth_pending_expires_at timestamp with time zone,
    oauth_client_id text COLLATE "C",
    oauth_client_secret bytea,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    last_used_at timestamp with time zone,
    CONSTRAINT "mcpServerInstallations_pkey" PRIMARY KEY (id),
    CONSTRAINT mcp_server_installations_name_key UNIQUE (team_id, server_id, installation_name),
    CONSTRAINT mcp_server_installations_team_key UNIQUE (team_id, id),
    CONSTRAINT "mcpServerInstallations_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "mcpServerInstallations_server_id_fkey" FOREIGN KEY (server_id) REFERENCES "mcpServers" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpServerInstallations_created_by_fkey" FOREIGN KEY (created_by) REFERENCES "authUser" (id),
    CONSTRAINT "mcpServerInstallations_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpServerInstallations_created_by_check" CHECK (char_length(created_by) <= 60),
    CONSTRAINT "mcpServerInstallations_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "mcpServerInstallations_installation_name_check" CHECK (char_length(installation_name) <= 200),
    CONSTRAINT "mcpServerInstallations_installation_type_check" CHECK (installation_type IN ('global', 'team', 'local')),
    CONSTRAINT "mcpServerInstallations_last_used_at_check" CHECK (last_used_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpServerInstallations_oauth_pending_expires_at_check" CHECK (oauth_pending_expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpServerInstallations_server_id_check" CHECK (char_length(server_id) <= 60),
    CONSTRAINT "mcpServerInstallations_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "mcpServerInstallations_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT mcp_server_installations_pending CHECK (NOT oauth_pending OR oauth_pending_expires_at IS NOT NULL)
);
--> statement-breakpoint
COMMENT ON TABLE "mcpServerInstallations" IS 'A server as one team has set it up.';
--> statement-breakpoint
COMMENT ON COLUMN "mcpServerInstallations".oauth_client_secret IS 'Encrypted by the app.';
--> statement-breakpoint
CREATE TABLE "mcpUserConfigurations" (
    id text COLLATE "C" NOT NULL,
    installation_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    user_args jsonb,
    user_env jsonb,
    user_headers jsonb,
    user_url_query_params jsonb,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    last_used_at timestamp with time zone,
    CONSTRAINT "mcpUserConfigurations_pkey" PRIMARY KEY (id),
    CONSTRAINT mcp_user_configurations_user_key UNIQUE (installation_id, user_id),
    CONSTRAINT "mcpUserConfigurations_installation_id_fkey" FOREIGN KEY (installation_id) REFERENCES "mcpServerInstallations" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpUserConfigurations_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpUserConfigurations_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpUserConfigurations_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "mcpUserConfigurations_installation_id_check" CHECK (char_length(installation_id) <= 60),
    CONSTRAINT "mcpUserConfigurations_last_used_at_check" CHECK (last_used_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpUserConfigurations_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpUserConfigurations_user_id_check" CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
COMMENT ON TABLE "mcpUserConfigurations" IS 'What one user adds to a team''s installation.';
--> statement-breakpoint
CREATE TABLE "mcpOauthTokens" (
    id text COLLATE "C" NOT NULL,
    installation_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    access_token bytea NOT NULL,
    refresh_token bytea,
    token_type text COLLATE "C" NOT NULL DEFAULT 'Bearer',
    expires_at timestamp with time zone,
    scope text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "mcpOauthTokens_pkey" PRIMARY KEY (id),
    CONSTRAINT mcp_oauth_tokens_user_key UNIQUE (team_id, installation_id, user_id),
    CONSTRAINT "mcpOauthTokens_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpOauthTokens_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT mcp_oauth_tokens_installation_fkey FOREIGN KEY (team_id, installation_id) REFERENCES "mcpServerInstallations" (team_id, id) ON DELETE CASCADE,
    CONSTRAINT "mcpOauthTokens_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpOauthTokens_expires_at_check" CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpOauthTokens_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "mcpOauthTokens_installation_id_check" CHECK (char_length(installation_id) <= 60),
    CONSTRAINT "mcpOauthTokens_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "mcpOauthTokens_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpOauthTokens_user_id_check" CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
CREATE INDEX mcp_oauth_tokens_by_expiry ON "mcpOauthTokens" (expires_at NULLS FIRST) WHERE expires_at IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE "mcpOauthTokens" IS 'What a server''s own sign-in gave a user.';
--> statement-breakpoint
COMMENT ON COLUMN "mcpOauthTokens".access_token IS 'Encrypted by the app.';
--> statement-breakpoint
COMMENT ON COLUMN "mcpOauthTokens".refresh_token IS 'Encrypted by the app.';
--> statement-breakpoint
CREATE TABLE "mcpToolMetadata" (
    id text COLLATE "C" NOT NULL,
    installation_id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    tool_name text COLLATE "C" NOT NULL,
    description text COLLATE "C" NOT NULL DEFAULT '',
    input_schema jsonb,
    token_count integer NOT NULL DEFAULT 0,
    discovered_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "mcpToolMetadata_pkey" PRIMARY KEY (id),
    CONSTRAINT mcp_tool_metadata_name_key UNIQUE (team_id, installation_id, tool_name),
    CONSTRAINT "mcpToolMetadata_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT mcp_tool_metadata_installation_fkey FOREIGN KEY (team_id, installation_id) REFERENCES "mcpServerInstallations" (team_id, id) ON DELETE CASCADE,
    CONSTRAINT "mcpToolMetadata_discovered_at_check" CHECK (discovered_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpToolMetadata_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "mcpToolMetadata_installation_id_check" CHECK (char_length(installation_id) <= 60),
    CONSTRAINT "mcpToolMetadata_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "mcpToolMetadata_tool_name_check" CHECK (char_length(tool_name) <= 200),
    CONSTRAINT "mcpToolMetadata_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE "mcpToolMetadata" IS 'A tool that an installation offers.';
--> statement-breakpoint
CREATE TABLE satellites (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    satellite_type text COLLATE "C" NOT NULL,
    team_id text COLLATE "C",
    status text COLLATE "C" NOT NULL DEFAULT 'active',
    capabilities text[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::text[],
    api_key_hash text COLLATE "C" NOT NULL,
    last_heartbeat timestamp with time zone,
    system_info jsonb,
    config jsonb,
    created_by text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT satellites_pkey PRIMARY KEY (id),
    CONSTRAINT satellites_name_key UNIQUE (name),
    CONSTRAINT satellites_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT satellites_created_by_fkey FOREIGN KEY (created_by) REFERENCES "authUser" (id),
    CONSTRAINT satellites_capabilities_check CHECK (array_position(capabilities, NULL) IS NULL),
    CONSTRAINT satellites_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT satellites_created_by_check CHECK (char_length(created_by) <= 60),
    CONSTRAINT satellites_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT satellites_last_heartbeat_check CHECK (last_heartbeat BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT satellites_name_check CHECK (char_length(name) <= 100),
    CONSTRAINT satellites_satellite_type_check CHECK (satellite_type IN ('global', 'team')),
    CONSTRAINT satellites_status_check CHECK (status IN ('active', 'inactive', 'maintenance', 'error')),
    CONSTRAINT satellites_team CHECK (satellite_type = 'team' AND team_id IS NOT NULL OR satellite_type = 'global' AND team_id IS NULL),
    CONSTRAINT satellites_team_id_check CHECK (char_length(team_id) <= 60),
    CONSTRAINT satellites_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX satellites_by_heartbeat ON satellites (status, last_heartbeat NULLS FIRST);
--> statement-breakpoint
COMMENT ON TABLE satellites IS 'A process that runs installed servers, for everybody or for one team.';
--> statement-breakpoint
CREATE TABLE "satelliteCommands" (
    id text COLLATE "C" NOT NULL,
    satellite_id text COLLATE "C" NOT NULL,
    command_type text COLLATE "C" NOT NULL,
    priority text COLLATE "C" NOT NULL DEFAULT 'normal',
    payload jsonb NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    target_team_id text COLLATE "C",
    correlation_id text COLLATE "C",
    retry_count integer NOT NULL DEFAULT 0,
    max_retries integer NOT NULL DEFAULT 3,
    error_message text COLLATE "C",
    result jsonb,
    created_by text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "satelliteCommands_pkey" PRIMARY KEY (id),
    CONSTRAINT "satelliteCommands_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteCommands_target_team_id_fkey" FOREIGN KEY (target_team_id) REFERENCES teams (id) ON DELETE SET NULL,
    CONSTRAINT "satelliteCommands_created_by_fkey" FOREIGN KEY (created_by) REFERENCES "authUser" (id) ON DELETE SET NULL,
    CONSTRAINT "satelliteCommands_command_type_check" CHECK (char_length(command_type) <= 60),
    CONSTRAINT "satelliteCommands_correlation_id_check" CHECK (char_length(correlation_id) <= 100),
    CONSTRAINT "satelliteCommands_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "satelliteCommands_created_by_check" CHECK (char_length(created_by) <= 60),
    CONSTRAINT "satelliteCommands_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "satelliteCommands_priority_check" CHECK (priority IN ('immediate', 'high', 'normal', 'low')),
    CONSTRAINT "satelliteCommands_satellite_id_check" CHECK (char_length(satellite_id) <= 60),
    CONSTRAINT "satelliteCommands_status_check" CHECK (status IN ('pending', 'acknowledged', 'executing', 'completed', 'failed')),
    CONSTRAINT "satelliteCommands_target_team_id_check" CHECK (char_length(target_team_id) <= 60),
    CONSTRAINT "satelliteCommands_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT satellite_commands_retries CHECK (retry_count BETWEEN 0 AND max_retries)
);
--> statement-breakpoint
CREATE INDEX satellite_commands_open ON "satelliteCommands" (satellite_id, created_at) WHERE status IN ('pending', 'acknowledged');
--> statement-breakpoint
CREATE INDEX satellite_commands_by_correlation ON "satelliteCommands" (correlation_id NULLS FIRST) WHERE correlation_id IS NOT NULL;
--> statement-breakpoint
COMMENT ON TABLE "satelliteCommands" IS 'Something that a satellite is told to do.';
--> statement-breakpoint
CREATE TABLE "satelliteHeartbeats" (
    id text COLLATE "C" NOT NULL,
    satellite_id text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    system_metrics jsonb NOT NULL,
    process_count integer NOT NULL DEFAULT 0,
    healthy_process_count integer NOT NULL DEFAULT 0,
    error_count integer NOT NULL DEFAULT 0,
    response_time_ms integer,
    uptime_seconds bigint,
    version text COLLATE "C",
    "timestamp" timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "satelliteHeartbeats_pkey" PRIMARY KEY (id),
    CONSTRAINT "satelliteHeartbeats_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteHeartbeats_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "satelliteHeartbeats_satellite_id_check" CHECK (char_length(satellite_id) <= 60),
    CONSTRAINT "satelliteHeartbeats_status_check" CHECK (status IN ('active', 'inactive', 'maintenance', 'error')),
    CONSTRAINT "satelliteHeartbeats_timestamp_check" CHECK ("timestamp" BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX satellite_heartbeats_by_time ON "satelliteHeartbeats" (satellite_id, "timestamp" DESC);
--> statement-breakpoint
COMMENT ON TABLE "satelliteHeartbeats" IS 'How a satellite was at a moment.';
--> statement-breakpoint
CREATE TABLE "satelliteProcesses" (
    id text COLLATE "C" NOT NULL,
    satellite_id text COLLATE "C" NOT NULL,
    installation_id text COLLATE "C",
    server_name text COLLATE "C" NOT NULL,
    process_pid integer,
    local_port integer,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    health_status text COLLATE "C" NOT NULL DEFAULT 'unknown',
    performance_metrics jsonb,
    team_id text COLLATE "C" NOT NULL,
    error_message text COLLATE "C",
    started_at timestamp with time zone,
    stopped_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "satelliteProcesses_pkey" PRIMARY KEY (id),
    CONSTRAINT "satelliteProcesses_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteProcesses_installation_id_fkey" FOREIGN KEY (installation_id) REFERENCES "mcpServerInstallations" (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteProcesses_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id),
    CONSTRAINT "satelliteProcesses_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "satelliteProcesses_health_status_check" CHECK (health_status IN ('unknown', 'healthy', 'unhealthy')),
    CONSTRAINT "satelliteProcesses_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "satelliteProcesses_installation_id_check" CHECK (char_length(installation_id) <= 60),
    CONSTRAINT "satelliteProcesses_satellite_id_check" CHECK (char_length(satellite_id) <= 60),
    CONSTRAINT "satelliteProcesses_started_at_check" CHECK (started_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "satelliteProcesses_status_check" CHECK (status IN ('pending', 'starting', 'running', 'stopping', 'stopped', 'failed')),
    CONSTRAINT "satelliteProcesses_stopped_at_check" CHECK (stopped_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "satelliteProcesses_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "satelliteProcesses_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT satellite_processes_port_range CHECK (local_port IS NULL OR local_port BETWEEN 1 AND 65535),
    CONSTRAINT satellite_processes_stopped CHECK (stopped_at IS NULL OR stopped_at >= started_at)
);
--> statement-breakpoint
CREATE INDEX satellite_processes_by_status ON "satelliteProcesses" (satellite_id, status);
--> statement-breakpoint
COMMENT ON TABLE "satelliteProcesses" IS 'A server that runs on a satellite.';
--> statement-breakpoint
CREATE TABLE "satelliteRegistrationTokens" (
    id text COLLATE "C" NOT NULL,
    token_type text COLLATE "C" NOT NULL,
    team_id text COLLATE "C",
    token_hash text COLLATE "C" NOT NULL,
    token_prefix text COLLATE "C" NOT NULL,
    created_by text COLLATE "C" NOT NULL,
    permissions text[] COLLATE "C" NOT NULL,
    used boolean NOT NULL DEFAULT false,
    used_at timestamp with time zone,
    used_by_satellite_id text COLLATE "C",
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "satelliteRegistrationTokens_pkey" PRIMARY KEY (id),
    CONSTRAINT "satelliteRegistrationTokens_token_hash_key" UNIQUE (token_hash),
    CONSTRAINT "satelliteRegistrationTokens_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteRegistrationTokens_created_by_fkey" FOREIGN KEY (created_by) REFERENCES "authUser" (id),
    CONSTRAINT "satelliteRegistrationTokens_used_by_satellite_id_fkey" FOREIGN KEY (used_by_satellite_id) REFERENCES satellites (id) ON DELETE SET NULL,
    CONSTRAINT "satelliteRegistrationTokens_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "satelliteRegistrationTokens_created_by_check" CHECK (char_length(created_by) <= 60),
    CONSTRAINT "satelliteRegistrationTokens_expires_at_check" CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "satelliteRegistrationTokens_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "satelliteRegistrationTokens_permissions_check" CHECK (array_position(permissions, NULL) IS NULL),
    CONSTRAINT "satelliteRegistrationTokens_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "satelliteRegistrationTokens_token_hash_check" CHECK (char_length(token_hash) <= 200),
    CONSTRAINT "satelliteRegistrationTokens_token_prefix_check" CHECK (char_length(token_prefix) <= 20),
    CONSTRAINT "satelliteRegistrationTokens_token_type_check" CHECK (token_type IN ('global', 'team')),
    CONSTRAINT "satelliteRegistrationTokens_used_at_check" CHECK (used_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "satelliteRegistrationTokens_used_by_satellite_id_check" CHECK (char_length(used_by_satellite_id) <= 60),
    CONSTRAINT satellite_registration_tokens_used CHECK (used = (used_at IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX satellite_registration_tokens_open ON "satelliteRegistrationTokens" (expires_at) WHERE NOT used;
--> statement-breakpoint
COMMENT ON TABLE "satelliteRegistrationTokens" IS 'What a new satellite proves itself with, once.';
--> statement-breakpoint
CREATE TABLE "satelliteUsageLogs" (
    id text COLLATE "C" NOT NULL,
    satellite_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C",
    team_id text COLLATE "C" NOT NULL,
    process_id text COLLATE "C",
    request_method text COLLATE "C" NOT NULL,
    request_path text COLLATE "C" NOT NULL,
    tool_name text COLLATE "C",
    duration_ms integer,
    status_code integer,
    error_message text COLLATE "C",
    request_size_bytes integer,
    response_size_bytes integer,
    user_agent text COLLATE "C",
    ip_address text COLLATE "C",
    "timestamp" timestamp with time zone NOT NULL DEFAULT now(),
    date_partition date NOT NULL,
    CONSTRAINT "satelliteUsageLogs_pkey" PRIMARY KEY (id),
    CONSTRAINT "satelliteUsageLogs_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "satelliteUsageLogs_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE SET NULL,
    CONSTRAINT "satelliteUsageLogs_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id),
    CONSTRAINT "satelliteUsageLogs_process_id_fkey" FOREIGN KEY (process_id) REFERENCES "satelliteProcesses" (id) ON DELETE SET NULL,
    CONSTRAINT "satelliteUsageLogs_date_partition_check" CHECK (date_partition BETWEEN '0001-01-01' AND '9999-12-31'),
    CONSTRAINT "satelliteUsageLogs_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "satelliteUsageLogs_process_id_check" CHECK (char_length(process_id) <= 60),
    CONSTRAINT "satelliteUsageLogs_satellite_id_check" CHECK (char_length(satellite_id) <= 60),
    CONSTRAINT "satelliteUsageLogs_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "satelliteUsageLogs_timestamp_check" CHECK ("timestamp" BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "satelliteUsageLogs_tool_name_check" CHECK (char_length(tool_name) <= 200),
    CONSTRAINT "satelliteUsageLogs_user_id_check" CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
CREATE INDEX satellite_usage_logs_by_day ON "satelliteUsageLogs" (team_id, date_partition, "timestamp");
--> statement-breakpoint
COMMENT ON TABLE "satelliteUsageLogs" IS 'A request that went through a satellite.';
--> statement-breakpoint
COMMENT ON COLUMN "satelliteUsageLogs".date_partition IS 'The day of `timestamp`, in UTC.';
--> statement-breakpoint
CREATE TABLE "mcpClientActivity" (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    satellite_id text COLLATE "C" NOT NULL,
    auth_type text COLLATE "C" NOT NULL,
    oauth_client_id text COLLATE "C",
    api_key_id text COLLATE "C",
    auth_identifier text COLLATE "C" NOT NULL,
    client_name text COLLATE "C",
    user_agent text COLLATE "C",
    ip_address text COLLATE "C",
    current_session_id text COLLATE "C",
    first_seen_at timestamp with time zone NOT NULL DEFAULT now(),
    last_activity_at timestamp with time zone NOT NULL DEFAULT now(),
    total_requests integer NOT NULL DEFAULT 0,
    total_tool_calls integer NOT NULL DEFAULT 0,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "mcpClientActivity_pkey" PRIMARY KEY (id),
    CONSTRAINT mcp_client_activity_client_key UNIQUE (team_id, user_id, satellite_id, auth_identifier),
    CONSTRAINT "mcpClientActivity_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivity_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivity_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivity_auth_identifier_check" CHECK (char_length(auth_identifier) <= 200 AND octet_length(auth_identifier) <= 650),
    CONSTRAINT "mcpClientActivity_auth_type_check" CHECK (auth_type IN ('oauth', 'api_key')),
    CONSTRAINT "mcpClientActivity_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpClientActivity_first_seen_at_check" CHECK (first_seen_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpClientActivity_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "mcpClientActivity_last_activity_at_check" CHECK (last_activity_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpClientActivity_satellite_id_check" CHECK (char_length(satellite_id) <= 60),
    CONSTRAINT "mcpClientActivity_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "mcpClientActivity_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpClientActivity_user_id_check" CHECK (char_length(user_id) <= 60),
    CONSTRAINT mcp_client_activity_identity CHECK (auth_type = 'oauth' AND oauth_client_id IS NOT NULL OR auth_type = 'api_key' AND api_key_id IS NOT NULL)
);
--> statement-breakpoint
CREATE INDEX mcp_client_activity_by_time ON "mcpClientActivity" (team_id, last_activity_at DESC);
--> statement-breakpoint
COMMENT ON TABLE "mcpClientActivity" IS 'A client of a team''s servers, as last seen.';
--> statement-breakpoint
CREATE TABLE "mcpClientActivityMetrics" (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    satellite_id text COLLATE "C" NOT NULL,
    auth_identifier text COLLATE "C" NOT NULL,
    bucket_timestamp timestamp with time zone NOT NULL,
    bucket_interval text COLLATE "C" NOT NULL,
    request_count integer NOT NULL DEFAULT 0,
    tool_call_count integer NOT NULL DEFAULT 0,
    active_client_count integer NOT NULL DEFAULT 0,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "mcpClientActivityMetrics_pkey" PRIMARY KEY (id),
    CONSTRAINT mcp_client_metrics_bucket_key UNIQUE (team_id, user_id, satellite_id, auth_identifier, bucket_interval, bucket_timestamp),
    CONSTRAINT "mcpClientActivityMetrics_user_id_fkey" FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivityMetrics_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivityMetrics_satellite_id_fkey" FOREIGN KEY (satellite_id) REFERENCES satellites (id) ON DELETE CASCADE,
    CONSTRAINT "mcpClientActivityMetrics_auth_identifier_check" CHECK (char_length(auth_identifier) <= 200 AND octet_length(auth_identifier) <= 650),
    CONSTRAINT "mcpClientActivityMetrics_bucket_interval_check" CHECK (bucket_interval IN ('15m', '1h', '1d')),
    CONSTRAINT "mcpClientActivityMetrics_bucket_timestamp_check" CHECK (bucket_timestamp BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpClientActivityMetrics_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "mcpClientActivityMetrics_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "mcpClientActivityMetrics_satellite_id_check" CHECK (char_length(satellite_id) <= 60),
    CONSTRAINT "mcpClientActivityMetrics_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "mcpClientActivityMetrics_user_id_check" CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
COMMENT ON TABLE "mcpClientActivityMetrics" IS 'A client''s requests, counted in buckets of time.';
--> statement-breakpoint
CREATE TABLE oauth_clients (
    id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    client_secret_hash text COLLATE "C",
    client_name text COLLATE "C" NOT NULL,
    redirect_uris text[] COLLATE "C" NOT NULL,
    scope text COLLATE "C" NOT NULL,
    team_id text COLLATE "C",
    created_by_user_id text COLLATE "C",
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT oauth_clients_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_clients_client_id_key UNIQUE (client_id),
    CONSTRAINT oauth_clients_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT oauth_clients_created_by_user_id_fkey FOREIGN KEY (created_by_user_id) REFERENCES "authUser" (id) ON DELETE SET NULL,
    CONSTRAINT oauth_clients_client_id_check CHECK (char_length(client_id) <= 100),
    CONSTRAINT oauth_clients_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_clients_created_by_user_id_check CHECK (char_length(created_by_user_id) <= 60),
    CONSTRAINT oauth_clients_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT oauth_clients_redirect_uris_check CHECK (array_position(redirect_uris, NULL) IS NULL),
    CONSTRAINT oauth_clients_team_id_check CHECK (char_length(team_id) <= 60),
    CONSTRAINT oauth_clients_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE oauth_clients IS 'An app that a team registered by hand.';
--> statement-breakpoint
CREATE TABLE dynamic_oauth_clients (
    client_id text COLLATE "C" NOT NULL,
    client_name text COLLATE "C" NOT NULL,
    redirect_uris text[] COLLATE "C" NOT NULL,
    grant_types text[] COLLATE "C" NOT NULL,
    response_types text[] COLLATE "C" NOT NULL,
    scope text COLLATE "C" NOT NULL,
    token_endpoint_auth_method text COLLATE "C" NOT NULL,
    client_id_issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT dynamic_oauth_clients_pkey PRIMARY KEY (client_id),
    CONSTRAINT dynamic_oauth_clients_client_id_check CHECK (char_length(client_id) <= 100),
    CONSTRAINT dynamic_oauth_clients_client_id_issued_at_check CHECK (client_id_issued_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT dynamic_oauth_clients_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT dynamic_oauth_clients_expires_at_check CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT dynamic_oauth_clients_grant_types_check CHECK (array_position(grant_types, NULL) IS NULL),
    CONSTRAINT dynamic_oauth_clients_redirect_uris_check CHECK (array_position(redirect_uris, NULL) IS NULL),
    CONSTRAINT dynamic_oauth_clients_response_types_check CHECK (array_position(response_types, NULL) IS NULL),
    CONSTRAINT dynamic_oauth_clients_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE dynamic_oauth_clients IS 'An app that registered itself.';
--> statement-breakpoint
CREATE TABLE oauth_authorization_codes (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    redirect_uri text COLLATE "C" NOT NULL,
    scope text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    code_challenge text COLLATE "C" NOT NULL,
    code_challenge_method text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    used boolean NOT NULL DEFAULT false,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT oauth_authorization_codes_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_authorization_codes_code_key UNIQUE (code),
    CONSTRAINT oauth_authorization_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT oauth_authorization_codes_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT oauth_authorization_codes_client_id_check CHECK (char_length(client_id) <= 100),
    CONSTRAINT oauth_authorization_codes_code_check CHECK (char_length(code) <= 200),
    CONSTRAINT oauth_authorization_codes_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_authorization_codes_expires_at_check CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_authorization_codes_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT oauth_authorization_codes_team_id_check CHECK (char_length(team_id) <= 60),
    CONSTRAINT oauth_authorization_codes_user_id_check CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
COMMENT ON TABLE oauth_authorization_codes IS 'Half of a sign-in: a code that becomes a token once.';
--> statement-breakpoint
COMMENT ON COLUMN oauth_authorization_codes.client_id IS 'Of either table of clients.';
--> statement-breakpoint
CREATE TABLE oauth_access_tokens (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    scope text COLLATE "C" NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT oauth_access_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_access_tokens_token_hash_key UNIQUE (token_hash),
    CONSTRAINT oauth_access_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT oauth_access_tokens_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT oauth_access_tokens_client_id_check CHECK (char_length(client_id) <= 100),
    CONSTRAINT oauth_access_tokens_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_access_tokens_expires_at_check CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_access_tokens_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT oauth_access_tokens_team_id_check CHECK (char_length(team_id) <= 60),
    CONSTRAINT oauth_access_tokens_token_hash_check CHECK (char_length(token_hash) <= 200),
    CONSTRAINT oauth_access_tokens_user_id_check CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
CREATE INDEX oauth_access_tokens_by_client ON oauth_access_tokens (team_id, client_id, expires_at);
--> statement-breakpoint
COMMENT ON TABLE oauth_access_tokens IS 'What a client calls with; only its hash is kept.';
--> statement-breakpoint
CREATE TABLE oauth_refresh_tokens (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    used boolean NOT NULL DEFAULT false,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT oauth_refresh_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_refresh_tokens_token_hash_key UNIQUE (token_hash),
    CONSTRAINT oauth_refresh_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT oauth_refresh_tokens_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT oauth_refresh_tokens_client_id_check CHECK (char_length(client_id) <= 100),
    CONSTRAINT oauth_refresh_tokens_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_refresh_tokens_expires_at_check CHECK (expires_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_refresh_tokens_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT oauth_refresh_tokens_team_id_check CHECK (char_length(team_id) <= 60),
    CONSTRAINT oauth_refresh_tokens_token_hash_check CHECK (char_length(token_hash) <= 200),
    CONSTRAINT oauth_refresh_tokens_user_id_check CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
COMMENT ON TABLE oauth_refresh_tokens IS 'What a client renews its access with, once.';
--> statement-breakpoint
CREATE TABLE oauth_team_consents (
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    scope text COLLATE "C" NOT NULL,
    granted_at timestamp with time zone NOT NULL DEFAULT now(),
    last_used_at timestamp with time zone,
    is_active boolean NOT NULL DEFAULT true,
    CONSTRAINT oauth_team_consents_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_team_consents_user_id_fkey FOREIGN KEY (user_id) REFERENCES "authUser" (id) ON DELETE CASCADE,
    CONSTRAINT oauth_team_consents_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT oauth_team_consents_client_id_check CHECK (char_length(client_id) <= 100),
    CONSTRAINT oauth_team_consents_granted_at_check CHECK (granted_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_team_consents_id_check CHECK (char_length(id) <= 60),
    CONSTRAINT oauth_team_consents_last_used_at_check CHECK (last_used_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT oauth_team_consents_team_id_check CHECK (char_length(team_id) <= 60),
    CONSTRAINT oauth_team_consents_user_id_check CHECK (char_length(user_id) <= 60)
);
--> statement-breakpoint
CREATE UNIQUE INDEX oauth_team_consents_one_active ON oauth_team_consents (team_id, user_id, client_id) WHERE is_active;
--> statement-breakpoint
COMMENT ON TABLE oauth_team_consents IS 'A user''s consent that a client acts for a team.';
--> statement-breakpoint
CREATE TABLE "queueJobBatches" (
    id text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    total_jobs integer NOT NULL,
    completed_jobs integer NOT NULL DEFAULT 0,
    failed_jobs integer NOT NULL DEFAULT 0,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    metadata jsonb,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    completed_at timestamp with time zone,
    CONSTRAINT "queueJobBatches_pkey" PRIMARY KEY (id),
    CONSTRAINT "queueJobBatches_completed_at_check" CHECK (completed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "queueJobBatches_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "queueJobBatches_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "queueJobBatches_status_check" CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
    CONSTRAINT "queueJobBatches_type_check" CHECK (char_length(type) <= 100),
    CONSTRAINT queue_job_batches_progress CHECK (completed_jobs >= 0 AND failed_jobs >= 0 AND completed_jobs::bigint + failed_jobs <= total_jobs)
);
--> statement-breakpoint
COMMENT ON TABLE "queueJobBatches" IS 'Jobs that are watched together.';
--> statement-breakpoint
CREATE TABLE "queueJobs" (
    id text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    payload jsonb NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    scheduled_for timestamp with time zone NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL DEFAULT 3,
    error text COLLATE "C",
    batch_id text COLLATE "C",
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    completed_at timestamp with time zone,
    CONSTRAINT "queueJobs_pkey" PRIMARY KEY (id),
    CONSTRAINT "queueJobs_batch_id_fkey" FOREIGN KEY (batch_id) REFERENCES "queueJobBatches" (id) ON DELETE CASCADE,
    CONSTRAINT "queueJobs_batch_id_check" CHECK (char_length(batch_id) <= 60),
    CONSTRAINT "queueJobs_completed_at_check" CHECK (completed_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "queueJobs_created_at_check" CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "queueJobs_id_check" CHECK (char_length(id) <= 60),
    CONSTRAINT "queueJobs_scheduled_for_check" CHECK (scheduled_for BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "queueJobs_status_check" CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
    CONSTRAINT "queueJobs_type_check" CHECK (char_length(type) <= 100),
    CONSTRAINT "queueJobs_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT queue_jobs_attempts CHECK (attempts BETWEEN 0 AND max_attempts)
);
--> statement-breakpoint
CREATE INDEX queue_jobs_due ON "queueJobs" (status, scheduled_for);
--> statement-breakpoint
COMMENT ON TABLE "queueJobs" IS 'Work for later.';
--> statement-breakpoint
CREATE TABLE "usage_teamQuotas" (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    team_id text COLLATE "C" NOT NULL,
    "interval" text COLLATE "C" NOT NULL,
    calls bigint NOT NULL,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "usage_teamQuotas_pkey" PRIMARY KEY (id),
    CONSTRAINT usage_quotas_interval_key UNIQUE (team_id, "interval"),
    CONSTRAINT "usage_teamQuotas_team_id_fkey" FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT usage_quotas_limit CHECK (calls > 0),
    CONSTRAINT "usage_teamQuotas_interval_check" CHECK ("interval" IN ('15m', '1h', '1d')),
    CONSTRAINT "usage_teamQuotas_team_id_check" CHECK (char_length(team_id) <= 60),
    CONSTRAINT "usage_teamQuotas_updated_at_check" CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE "usage_teamQuotas" IS 'What a team may use in a span of time.';
--> statement-breakpoint
COMMENT ON COLUMN "usage_teamQuotas".calls IS 'How many calls there may be.';
--> statement-breakpoint
CREATE VIEW team_overviews (id, name, slug, owner, members, installations) AS
SELECT t.id AS id, t.name AS name, t.slug AS slug, u.username AS owner, count(DISTINCT m.id) AS members, count(DISTINCT i.id) AS installations
FROM teams AS t
JOIN "authUser" AS u ON u.id = t.owner_id
LEFT JOIN "teamMemberships" AS m ON m.team_id = t.id
LEFT JOIN "mcpServerInstallations" AS i ON i.team_id = t.id
GROUP BY t.id, t.name, t.slug, u.username;
--> statement-breakpoint
COMMENT ON VIEW team_overviews IS 'A team with the size of it.';
