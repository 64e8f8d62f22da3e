-- dualect: lossy: drops Odd "Tables" and every row in it; drops settings and every row in it; drops ticks and every row in it; drops stays and every row in it; drops tickets and every row in it; drops members and every row in it; drops teams and every row in it; drops nodes and every row in it; drops parcels and every row in it; drops lists and every row in it; drops depots and every row in it; drops scalars and every row in it
-- drops Odd "Tables" and every row in it
DROP TABLE "Odd ""Tables""";
--> statement-breakpoint
-- drops settings and every row in it
DROP TABLE settings;
--> statement-breakpoint
-- drops ticks and every row in it
DROP TABLE ticks;
--> statement-breakpoint
-- drops stays and every row in it
DROP TABLE stays;
--> statement-breakpoint
-- drops tickets and every row in it
DROP TABLE tickets;
--> statement-breakpoint
-- drops members and every row in it
DROP TABLE members;
--> statement-breakpoint
-- drops teams and every row in it
DROP TABLE teams;
--> statement-breakpoint
-- drops nodes and every row in it
DROP TABLE nodes;
--> statement-breakpoint
-- drops parcels and every row in it
DROP TABLE parcels;
--> statement-breakpoint
-- drops lists and every row in it
DROP TABLE lists;
--> statement-breakpoint
-- drops depots and every row in it
DROP TABLE depots;
--> statement-breakpoint
-- drops scalars and every row in it
DROP TABLE scalars;
