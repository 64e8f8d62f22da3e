-- dualect: lossy: drops memory_procedures and every row in it; drops user_profiles.totp_secret and every value in it; drops user_profiles.mfa_enabled and every value in it; drops user_profiles.totp_last_used_at and every value in it
ALTER TABLE user_profiles DROP CONSTRAINT user_profiles_mfa;
--> statement-breakpoint
-- drops memory_procedures and every row in it
DROP TABLE memory_procedures;
--> statement-breakpoint
-- drops user_profiles.totp_secret and every value in it
ALTER TABLE user_profiles DROP COLUMN totp_secret;
--> statement-breakpoint
-- drops user_profiles.mfa_enabled and every value in it
ALTER TABLE user_profiles DROP COLUMN mfa_enabled;
--> statement-breakpoint
-- drops user_profiles.totp_last_used_at and every value in it
ALTER TABLE user_profiles DROP COLUMN totp_last_used_at;
