CREATE TABLE memory_procedures (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    agent_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C",
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C" NOT NULL DEFAULT '',
    trigger_conditions jsonb NOT NULL DEFAULT '{}',
    procedure_type text COLLATE "C" NOT NULL,
    procedure_content jsonb NOT NULL,
    times_used integer NOT NULL DEFAULT 0,
    times_succeeded integer NOT NULL DEFAULT 0,
    times_failed integer NOT NULL DEFAULT 0,
    avg_duration_ms double precision,
    last_used_at timestamp with time zone,
    source text COLLATE "C" NOT NULL DEFAULT 'learned',
    parent_procedure_id uuid,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT memory_procedures_pkey PRIMARY KEY (id),
    CONSTRAINT memory_procedures_parent_procedure_id_fkey FOREIGN KEY (parent_procedure_id) REFERENCES memory_procedures (id) ON DELETE SET NULL,
    CONSTRAINT memory_procedures_agent_id_check CHECK (char_length(agent_id) <= 100),
    CONSTRAINT memory_procedures_avg_duration_ms_check CHECK (abs(avg_duration_ms) <= 1.7976931348623157e308),
    CONSTRAINT memory_procedures_counts CHECK (times_succeeded::bigint + times_failed <= times_used),
    CONSTRAINT memory_procedures_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_procedures_last_used_at_check CHECK (last_used_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_procedures_name_check CHECK (char_length(name) <= 255),
    CONSTRAINT memory_procedures_procedure_type_check CHECK (char_length(procedure_type) <= 50),
    CONSTRAINT memory_procedures_source_check CHECK (char_length(source) <= 50),
    CONSTRAINT memory_procedures_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT memory_procedures_user_id_check CHECK (char_length(user_id) <= 100)
);
--> statement-breakpoint
CREATE INDEX memory_procedures_live ON memory_procedures (agent_id, name) WHERE is_active;
--> statement-breakpoint
CREATE INDEX memory_procedures_by_user ON memory_procedures (user_id NULLS FIRST);
--> statement-breakpoint
COMMENT ON TABLE memory_procedures IS 'Something that an agent knows how to do.';
--> statement-breakpoint
ALTER TABLE user_profiles ADD COLUMN totp_secret bytea;
--> statement-breakpoint
ALTER TABLE user_profiles ADD COLUMN mfa_enabled boolean NOT NULL DEFAULT false;
--> statement-breakpoint
ALTER TABLE user_profiles ADD COLUMN totp_last_used_at integer;
--> statement-breakpoint
ALTER TABLE user_profiles ADD CONSTRAINT user_profiles_mfa CHECK (NOT mfa_enabled OR totp_secret IS NOT NULL);
--> statement-breakpoint
COMMENT ON COLUMN user_profiles.totp_secret IS 'Encrypted by the app.';
--> statement-breakpoint
COMMENT ON COLUMN user_profiles.totp_last_used_at IS 'The number of the 30-second step of the last code.';
