-- dualect: lossy: drops prices and every row in it; drops everything and every row in it; drops tickets and every row in it; drops accounts and every row in it; drops parts and every row in it; drops items and every row in it
-- drops-table: drops prices and every row in it
DROP TABLE prices;
--> statement-breakpoint
-- drops-table: drops everything and every row in it
DROP TABLE everything;
--> statement-breakpoint
-- drops-table: drops tickets and every row in it
DROP TABLE tickets;
--> statement-breakpoint
-- drops-table: drops accounts and every row in it
DROP TABLE accounts;
--> statement-breakpoint
-- drops-table: drops parts and every row in it
DROP TABLE parts;
--> statement-breakpoint
-- drops-table: drops items and every row in it
DROP TABLE items;
