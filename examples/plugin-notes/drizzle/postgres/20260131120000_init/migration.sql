CREATE TABLE plugin_notes (
    id uuid NOT NULL,
    team text COLLATE "C" NOT NULL,
    workspace_id uuid NOT NULL,
    title text COLLATE "C" NOT NULL,
    body text COLLATE "C",
    mood text COLLATE "C" NOT NULL DEFAULT 'calm',
    labels jsonb NOT NULL DEFAULT '{}',
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT plugin_notes_pkey PRIMARY KEY (id),
    CONSTRAINT plugin_notes_title_key UNIQUE (team, title),
    CONSTRAINT plugin_notes_created_at_check CHECK (created_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT plugin_notes_mood_check CHECK (mood IN ('calm', 'curious', 'cross')),
    CONSTRAINT plugin_notes_team_check CHECK (octet_length(team) <= 1300),
    CONSTRAINT plugin_notes_title_check CHECK (char_length(title) <= 80),
    CONSTRAINT plugin_notes_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX plugin_notes_by_mood ON plugin_notes (team, mood, created_at DESC);
--> statement-breakpoint
COMMENT ON TABLE plugin_notes IS 'What the plugin noted in a workspace.';
--> statement-breakpoint
COMMENT ON COLUMN plugin_notes.id IS 'The key.';
--> statement-breakpoint
COMMENT ON COLUMN plugin_notes.team IS 'Who may see it.';
--> statement-breakpoint
COMMENT ON COLUMN plugin_notes.workspace_id IS 'Where it is kept; it goes with it.';
--> statement-breakpoint
COMMENT ON COLUMN plugin_notes.title IS 'Unique among the team''s.';
--> statement-breakpoint
COMMENT ON COLUMN plugin_notes.body IS 'The text.';
--> statement-breakpoint
COMMENT ON COLUMN plugin_notes.mood IS 'How it was meant.';
--> statement-breakpoint
COMMENT ON COLUMN plugin_notes.labels IS 'Whatever else there is to say of it.';
--> statement-breakpoint
COMMENT ON COLUMN plugin_notes.updated_at IS 'When it was last changed.';
--> statement-breakpoint
COMMENT ON COLUMN plugin_notes.created_at IS 'When it was written.';
--> statement-breakpoint
CREATE TABLE workspaces (
    id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    pinned_note_id uuid,
    CONSTRAINT workspaces_pkey PRIMARY KEY (id),
    CONSTRAINT workspaces_name_key UNIQUE (name),
    CONSTRAINT workspaces_pinned_note_id_fkey FOREIGN KEY (pinned_note_id) REFERENCES plugin_notes (id) ON DELETE SET NULL,
    CONSTRAINT workspaces_name_check CHECK (octet_length(name) <= 2600)
);
--> statement-breakpoint
COMMENT ON TABLE workspaces IS 'Where notes are kept.';
--> statement-breakpoint
COMMENT ON COLUMN workspaces.pinned_note_id IS 'A table of the plugin is referred to like any other.';
--> statement-breakpoint
ALTER TABLE plugin_notes ADD CONSTRAINT plugin_notes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE;
