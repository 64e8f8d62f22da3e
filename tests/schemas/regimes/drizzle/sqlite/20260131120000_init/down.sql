-- dualect: lossy: drops order_lines and every row in it; drops products and every row in it; drops orders and every row in it; drops seals and every row in it; drops audit_log and every row in it; drops bins and every row in it; drops drafts and every row in it; drops notes and every row in it; drops documents and every row in it; drops entries and every row in it; drops invoices and every row in it
DROP TRIGGER seals_append_only_update;
--> statement-breakpoint
DROP TRIGGER seals_append_only_delete;
--> statement-breakpoint
DROP TRIGGER audit_log_append_only_update;
--> statement-breakpoint
DROP TRIGGER audit_log_append_only_delete;
--> statement-breakpoint
DROP VIEW emptied;
--> statement-breakpoint
DROP VIEW kept_notes;
--> statement-breakpoint
DROP VIEW note_states;
--> statement-breakpoint
DROP VIEW ledger;
--> statement-breakpoint
DROP VIEW grade_counts;
--> statement-breakpoint
DROP VIEW open_notes;
--> statement-breakpoint
-- drops order_lines and every row in it
DROP TABLE order_lines;
--> statement-breakpoint
-- drops products and every row in it
DROP TABLE products;
--> statement-breakpoint
-- drops orders and every row in it
DROP TABLE orders;
--> statement-breakpoint
-- drops seals and every row in it
DROP TABLE seals;
--> statement-breakpoint
-- drops audit_log and every row in it
DROP TABLE audit_log;
--> statement-breakpoint
-- drops bins and every row in it
DROP TABLE bins;
--> statement-breakpoint
-- drops drafts and every row in it
DROP TABLE drafts;
--> statement-breakpoint
-- drops notes and every row in it
DROP TABLE notes;
--> statement-breakpoint
-- drops documents and every row in it
DROP TABLE documents;
--> statement-breakpoint
-- drops entries and every row in it
DROP TABLE entries;
--> statement-breakpoint
-- drops invoices and every row in it
DROP TABLE invoices;
