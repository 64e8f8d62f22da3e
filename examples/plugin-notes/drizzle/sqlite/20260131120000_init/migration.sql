CREATE TABLE plugin_notes (
    id BLOB NOT NULL,
    team TEXT NOT NULL,
    workspace_id BLOB NOT NULL,
    title TEXT NOT NULL,
    body TEXT,
    mood TEXT NOT NULL DEFAULT 'calm',
    labels TEXT NOT NULL DEFAULT '{}',
    updated_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT plugin_notes_pkey PRIMARY KEY (id),
    CONSTRAINT plugin_notes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE,
    CONSTRAINT plugin_notes_body_check CHECK (instr(body, char(0)) = 0),
    CONSTRAINT plugin_notes_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT plugin_notes_id_check CHECK (length(id) = 16),
    CONSTRAINT plugin_notes_labels_check CHECK (json_valid(labels)),
    CONSTRAINT plugin_notes_mood_check CHECK (mood IN ('calm', 'curious', 'cross')),
    CONSTRAINT plugin_notes_team_check CHECK (instr(team, char(0)) = 0 AND length(CAST(team AS BLOB)) <= 1300),
    CONSTRAINT plugin_notes_title_check CHECK (length(title) <= 80 AND instr(title, char(0)) = 0),
    CONSTRAINT plugin_notes_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT plugin_notes_workspace_id_check CHECK (length(workspace_id) = 16)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX plugin_notes_title_key ON plugin_notes (team, title);
--> statement-breakpoint
CREATE INDEX plugin_notes_by_mood ON plugin_notes (team, mood, created_at DESC);
--> statement-breakpoint
CREATE TABLE workspaces (
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    pinned_note_id BLOB,
    CONSTRAINT workspaces_pkey PRIMARY KEY (id),
    CONSTRAINT workspaces_pinned_note_id_fkey FOREIGN KEY (pinned_note_id) REFERENCES plugin_notes (id) ON DELETE SET NULL,
    CONSTRAINT workspaces_id_check CHECK (length(id) = 16),
    CONSTRAINT workspaces_name_check CHECK (instr(name, char(0)) = 0 AND length(CAST(name AS BLOB)) <= 2600),
    CONSTRAINT workspaces_pinned_note_id_check CHECK (length(pinned_note_id) = 16)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX workspaces_name_key ON workspaces (name);
