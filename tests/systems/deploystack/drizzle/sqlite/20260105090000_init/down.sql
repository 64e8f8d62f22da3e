-- dualect: lossy: drops usage_teamQuotas and every row in it; drops queueJobs and every row in it; drops queueJobBatches and every row in it; drops oauth_team_consents and every row in it; drops oauth_refresh_tokens and every row in it; drops oauth_access_tokens and every row in it; drops oauth_authorization_codes and every row in it; drops dynamic_oauth_clients and every row in it; drops oauth_clients and every row in it; drops mcpClientActivityMetrics and every row in it; drops mcpClientActivity and every row in it; drops satelliteUsageLogs and every row in it; drops satelliteRegistrationTokens and every row in it; drops satelliteProcesses and every row in it; drops satelliteHeartbeats and every row in it; drops satelliteCommands and every row in it; drops satellites and every row in it; drops mcpToolMetadata and every row in it; drops mcpOauthTokens and every row in it; drops mcpUserConfigurations and every row in it; drops mcpServerInstallations and every row in it; drops mcpServerVersions and every row in it; drops mcpServers and every row in it; drops mcpCategories and every row in it; drops userPreferences and every row in it; drops teamCloudCredentials and every row in it; drops teamMemberships and every row in it; drops teams and every row in it; drops globalSettings and every row in it; drops globalSettingGroups and every row in it; drops passwordResetTokens and every row in it; drops emailVerificationTokens and every row in it; drops authKey and every row in it; drops authSession and every row in it; drops authUser and every row in it; drops roles and every row in it
DROP VIEW team_overviews;
--> statement-breakpoint
-- drops usage_teamQuotas and every row in it
DROP TABLE "usage_teamQuotas";
--> statement-breakpoint
-- drops queueJobs and every row in it
DROP TABLE "queueJobs";
--> statement-breakpoint
-- drops queueJobBatches and every row in it
DROP TABLE "queueJobBatches";
--> statement-breakpoint
-- drops oauth_team_consents and every row in it
DROP TABLE oauth_team_consents;
--> statement-breakpoint
-- drops oauth_refresh_tokens and every row in it
DROP TABLE oauth_refresh_tokens;
--> statement-breakpoint
-- drops oauth_access_tokens and every row in it
DROP TABLE oauth_access_tokens;
--> statement-breakpoint
-- drops oauth_authorization_codes and every row in it
DROP TABLE oauth_authorization_codes;
--> statement-breakpoint
-- drops dynamic_oauth_clients and every row in it
DROP TABLE dynamic_oauth_clients;
--> statement-breakpoint
-- drops oauth_clients and every row in it
DROP TABLE oauth_clients;
--> statement-breakpoint
-- drops mcpClientActivityMetrics and every row in it
DROP TABLE "mcpClientActivityMetrics";
--> statement-breakpoint
-- drops mcpClientActivity and every row in it
DROP TABLE "mcpClientActivity";
--> statement-breakpoint
-- drops satelliteUsageLogs and every row in it
DROP TABLE "satelliteUsageLogs";
--> statement-breakpoint
-- drops satelliteRegistrationTokens and every row in it
DROP TABLE "satelliteRegistrationTokens";
--> statement-breakpoint
-- drops satelliteProcesses and every row in it
DROP TABLE "satelliteProcesses";
--> statement-breakpoint
-- drops satelliteHeartbeats and every row in it
DROP TABLE "satelliteHeartbeats";
--> statement-breakpoint
-- drops satelliteCommands and every row in it
DROP TABLE "satelliteCommands";
--> statement-breakpoint
-- drops satellites and every row in it
DROP TABLE satellites;
--> statement-breakpoint
-- drops mcpToolMetadata and every row in it
DROP TABLE "mcpToolMetadata";
--> statement-breakpoint
-- drops mcpOauthTokens and every row in it
DROP TABLE "mcpOauthTokens";
--> statement-breakpoint
-- drops mcpUserConfigurations and every row in it
DROP TABLE "mcpUserConfigurations";
--> statement-breakpoint
-- drops mcpServerInstallations and every row in it
DROP TABLE "mcpServerInstallations";
--> statement-breakpoint
-- drops mcpServerVersions and every row in it
DROP TABLE "mcpServerVersions";
--> statement-breakpoint
-- drops mcpServers and every row in it
DROP TABLE "mcpServers";
--> statement-breakpoint
-- drops mcpCategories and every row in it
DROP TABLE "mcpCategories";
--> statement-breakpoint
-- drops userPreferences and every row in it
DROP TABLE "userPreferences";
--> statement-breakpoint
-- drops teamCloudCredentials and every row in it
DROP TABLE "teamCloudCredentials";
--> statement-breakpoint
-- drops teamMemberships and every row in it
DROP TABLE "teamMemberships";
--> statement-breakpoint
-- drops teams and every row in it
DROP TABLE teams;
--> statement-breakpoint
-- drops globalSettings and every row in it
DROP TABLE "globalSettings";
--> statement-breakpoint
-- drops globalSettingGroups and every row in it
DROP TABLE "globalSettingGroups";
--> statement-breakpoint
-- drops passwordResetTokens and every row in it
DROP TABLE "passwordResetTokens";
--> statement-breakpoint
-- drops emailVerificationTokens and every row in it
DROP TABLE "emailVerificationTokens";
--> statement-breakpoint
-- drops authKey and every row in it
DROP TABLE "authKey";
--> statement-breakpoint
-- drops authSession and every row in it
DROP TABLE "authSession";
--> statement-breakpoint
-- drops authUser and every row in it
DROP TABLE "authUser";
--> statement-breakpoint
-- drops roles and every row in it
DROP TABLE roles;
