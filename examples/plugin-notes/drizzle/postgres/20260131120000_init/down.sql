-- dualect: lossy: drops workspaces and every row in it; drops plugin_notes and every row in it
ALTER TABLE plugin_notes DROP CONSTRAINT plugin_notes_workspace_id_fkey;
--> statement-breakpoint
-- drops workspaces and every row in it
DROP TABLE workspaces;
--> statement-breakpoint
-- drops plugin_notes and every row in it
DROP TABLE plugin_notes;
