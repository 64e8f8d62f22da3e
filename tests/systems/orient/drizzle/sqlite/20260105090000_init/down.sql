-- dualect: lossy: drops webhook_forwards and every row in it; drops webhook_events and every row in it; drops webhooks and every row in it; drops system_prompts and every row in it; drops slack_messages and every row in it; drops slack_channel_permissions and every row in it; drops slack_channels and every row in it; drops scheduled_messages and every row in it; drops scheduled_job_runs and every row in it; drops scheduled_jobs and every row in it; drops secrets_audit_log and every row in it; drops secrets and every row in it; drops slack_permission_audit_log and every row in it; drops permission_audit_log and every row in it; drops oauth_proxy_sessions and every row in it; drops messages and every row in it; drops groups and every row in it; drops onboarder_sessions and every row in it; drops user_version_preferences and every row in it; drops user_feature_flag_overrides and every row in it; drops feature_flags and every row in it; drops demo_meetings and every row in it; drops demo_github_monitors and every row in it; drops dashboard_users and every row in it; drops context_rules and every row in it; drops chat_permissions and every row in it; drops chat_context and every row in it; drops approval_grants and every row in it; drops approval_requests and every row in it; drops permission_policies and every row in it; drops app_storage and every row in it; drops agent_tools and every row in it; drops agent_skills and every row in it; drops agents and every row in it
DROP TRIGGER secrets_audit_log_append_only_update;
--> statement-breakpoint
DROP TRIGGER secrets_audit_log_append_only_delete;
--> statement-breakpoint
DROP TRIGGER slack_permission_audit_log_append_only_update;
--> statement-breakpoint
DROP TRIGGER slack_permission_audit_log_append_only_delete;
--> statement-breakpoint
DROP TRIGGER permission_audit_log_append_only_update;
--> statement-breakpoint
DROP TRIGGER permission_audit_log_append_only_delete;
--> statement-breakpoint
DROP VIEW chat_activity;
--> statement-breakpoint
-- drops webhook_forwards and every row in it
DROP TABLE webhook_forwards;
--> statement-breakpoint
-- drops webhook_events and every row in it
DROP TABLE webhook_events;
--> statement-breakpoint
-- drops webhooks and every row in it
DROP TABLE webhooks;
--> statement-breakpoint
-- drops system_prompts and every row in it
DROP TABLE system_prompts;
--> statement-breakpoint
-- drops slack_messages and every row in it
DROP TABLE slack_messages;
--> statement-breakpoint
-- drops slack_channel_permissions and every row in it
DROP TABLE slack_channel_permissions;
--> statement-breakpoint
-- drops slack_channels and every row in it
DROP TABLE slack_channels;
--> statement-breakpoint
-- drops scheduled_messages and every row in it
DROP TABLE scheduled_messages;
--> statement-breakpoint
-- drops scheduled_job_runs and every row in it
DROP TABLE scheduled_job_runs;
--> statement-breakpoint
-- drops scheduled_jobs and every row in it
DROP TABLE scheduled_jobs;
--> statement-breakpoint
-- drops secrets_audit_log and every row in it
DROP TABLE secrets_audit_log;
--> statement-breakpoint
-- drops secrets and every row in it
DROP TABLE secrets;
--> statement-breakpoint
-- drops slack_permission_audit_log and every row in it
DROP TABLE slack_permission_audit_log;
--> statement-breakpoint
-- drops permission_audit_log and every row in it
DROP TABLE permission_audit_log;
--> statement-breakpoint
-- drops oauth_proxy_sessions and every row in it
DROP TABLE oauth_proxy_sessions;
--> statement-breakpoint
-- drops messages and every row in it
DROP TABLE messages;
--> statement-breakpoint
-- drops groups and every row in it
DROP TABLE groups;
--> statement-breakpoint
-- drops onboarder_sessions and every row in it
DROP TABLE onboarder_sessions;
--> statement-breakpoint
-- drops user_version_preferences and every row in it
DROP TABLE user_version_preferences;
--> statement-breakpoint
-- drops user_feature_flag_overrides and every row in it
DROP TABLE user_feature_flag_overrides;
--> statement-breakpoint
-- drops feature_flags and every row in it
DROP TABLE feature_flags;
--> statement-breakpoint
-- drops demo_meetings and every row in it
DROP TABLE demo_meetings;
--> statement-breakpoint
-- drops demo_github_monitors and every row in it
DROP TABLE demo_github_monitors;
--> statement-breakpoint
-- drops dashboard_users and every row in it
DROP TABLE dashboard_users;
--> statement-breakpoint
-- drops context_rules and every row in it
DROP TABLE context_rules;
--> statement-breakpoint
-- drops chat_permissions and every row in it
DROP TABLE chat_permissions;
--> statement-breakpoint
-- drops chat_context and every row in it
DROP TABLE chat_context;
--> statement-breakpoint
-- drops approval_grants and every row in it
DROP TABLE approval_grants;
--> statement-breakpoint
-- drops approval_requests and every row in it
DROP TABLE approval_requests;
--> statement-breakpoint
-- drops permission_policies and every row in it
DROP TABLE permission_policies;
--> statement-breakpoint
-- drops app_storage and every row in it
DROP TABLE app_storage;
--> statement-breakpoint
-- drops agent_tools and every row in it
DROP TABLE agent_tools;
--> statement-breakpoint
-- drops agent_skills and every row in it
DROP TABLE agent_skills;
--> statement-breakpoint
-- drops agents and every row in it
DROP TABLE agents;
