-- dualect: lossy: drops user_profiles.totp_secret and every value in it; drops user_profiles.mfa_enabled and every value in it; drops user_profiles.totp_last_used_at and every value in it; drops memory_procedures and every row in it
ALTER TABLE user_profiles DROP CONSTRAINT user_profiles_mfa;
--> statement-breakpoint
ALTER TABLE user_profiles DROP CONSTRAINT user_profiles_mfa_enabled_check;
--> statement-breakpoint
ALTER TABLE user_profiles DROP CONSTRAINT user_profiles_totp_last_used_at_check;
--> statement-breakpoint
-- drops user_profiles.totp_secret and every value in it
ALTER TABLE user_profiles DROP COLUMN totp_secret;
--> statement-breakpoint
-- drops user_profiles.mfa_enabled and every value in it
ALTER TABLE user_profiles DROP COLUMN mfa_enabled;
--> statement-breakpoint
-- drops user_profiles.totp_last_used_at and every value in it
ALTER TABLE user_profiles DROP COLUMN totp_last_used_at;
--> statement-breakpoint
-- drops memory_procedures and every row in it
DROP TABLE memory_procedures;
