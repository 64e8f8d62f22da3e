CREATE TABLE memory_procedures (
    id BLOB NOT NULL,
    agent_id TEXT NOT NULL,
    user_id TEXT,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    trigger_conditions TEXT NOT NULL DEFAULT '{}',
    procedure_type TEXT NOT NULL,
    procedure_content TEXT NOT NULL,
    times_used INTEGER NOT NULL DEFAULT 0,
    times_succeeded INTEGER NOT NULL DEFAULT 0,
    times_failed INTEGER NOT NULL DEFAULT 0,
    avg_duration_ms REAL,
    last_used_at INTEGER,
    source TEXT NOT NULL DEFAULT 'learned',
    parent_procedure_id BLOB,
    is_active INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT memory_procedures_pkey PRIMARY KEY (id),
    CONSTRAINT memory_procedures_parent_procedure_id_fkey FOREIGN KEY (parent_procedure_id) REFERENCES memory_procedures (id) ON DELETE SET NULL,
    CONSTRAINT memory_procedures_agent_id_check CHECK (length(agent_id) <= 100 AND instr(agent_id, char(0)) = 0),
    CONSTRAINT memory_procedures_avg_duration_ms_check CHECK (abs(avg_duration_ms) <= 1.7976931348623157e308),
    CONSTRAINT memory_procedures_counts CHECK (times_succeeded + times_failed <= times_used),
    CONSTRAINT memory_procedures_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_procedures_description_check CHECK (instr(description, char(0)) = 0),
    CONSTRAINT memory_procedures_id_check CHECK (length(id) = 16),
    CONSTRAINT memory_procedures_is_active_check CHECK (is_active IN (0, 1)),
    CONSTRAINT memory_procedures_last_used_at_check CHECK (last_used_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_procedures_name_check CHECK (length(name) <= 255 AND instr(name, char(0)) = 0),
    CONSTRAINT memory_procedures_parent_procedure_id_check CHECK (length(parent_procedure_id) = 16),
    CONSTRAINT memory_procedures_procedure_content_check CHECK (json_valid(procedure_content)),
    CONSTRAINT memory_procedures_procedure_type_check CHECK (length(procedure_type) <= 50 AND instr(procedure_type, char(0)) = 0),
    CONSTRAINT memory_procedures_source_check CHECK (length(source) <= 50 AND instr(source, char(0)) = 0),
    CONSTRAINT memory_procedures_times_failed_check CHECK (times_failed BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT memory_procedures_times_succeeded_check CHECK (times_succeeded BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT memory_procedures_times_used_check CHECK (times_used BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT memory_procedures_trigger_conditions_check CHECK (json_valid(trigger_conditions)),
    CONSTRAINT memory_procedures_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT memory_procedures_user_id_check CHECK (length(user_id) <= 100 AND instr(user_id, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX memory_procedures_live ON memory_procedures (agent_id, name) WHERE is_active;
--> statement-breakpoint
CREATE INDEX memory_procedures_by_user ON memory_procedures (user_id);
--> statement-breakpoint
ALTER TABLE user_profiles ADD COLUMN totp_secret BLOB;
--> statement-breakpoint
ALTER TABLE user_profiles ADD COLUMN mfa_enabled INTEGER NOT NULL DEFAULT 0 CONSTRAINT user_profiles_mfa_enabled_check CHECK (mfa_enabled IN (0, 1));
--> statement-breakpoint
ALTER TABLE user_profiles ADD COLUMN totp_last_used_at INTEGER CONSTRAINT user_profiles_totp_last_used_at_check CHECK (totp_last_used_at BETWEEN -2147483648 AND 2147483647);
--> statement-breakpoint
ALTER TABLE user_profiles ADD CONSTRAINT user_profiles_mfa CHECK (NOT mfa_enabled OR totp_secret IS NOT NULL);
