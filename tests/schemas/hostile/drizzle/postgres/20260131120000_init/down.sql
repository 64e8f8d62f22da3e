-- dualect: lossy: drops tr'ee and every row in it; drops lo'g "$$" $body$ % and every row in it; drops x\ y and every row in it; drops Sch"ema $1.a.b, "c".d and every row in it; drops user_data and every row in it; drops userData and every row in it; drops ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷaé and every row in it; drops select.select and every row in it; drops schema Sch"ema $1; fails if anything is left in it; drops schema select; fails if anything is left in it
DROP TRIGGER "lo'g ""$$"" $body$ %_append_only_truncate" ON "lo'g ""$$"" $body$ %";
--> statement-breakpoint
DROP TRIGGER "lo'g ""$$"" $body$ %_append_only" ON "lo'g ""$$"" $body$ %";
--> statement-breakpoint
DROP FUNCTION "lo'g ""$$"" $body$ %_append_only"();
--> statement-breakpoint
DROP TRIGGER "tri""gger" ON "userData";
--> statement-breakpoint
DROP VIEW "raw % view";
--> statement-breakpoint
DROP VIEW "; drop view x; --";
--> statement-breakpoint
DROP VIEW "select"."vi""ew";
--> statement-breakpoint
-- drops tr'ee and every row in it
DROP TABLE "tr'ee";
--> statement-breakpoint
-- drops lo'g "$$" $body$ % and every row in it
DROP TABLE "lo'g ""$$"" $body$ %";
--> statement-breakpoint
-- drops x\ y and every row in it
DROP TABLE "x\ y";
--> statement-breakpoint
-- drops Sch"ema $1.a.b, "c".d and every row in it
DROP TABLE "Sch""ema $1"."a.b, ""c"".d";
--> statement-breakpoint
-- drops user_data and every row in it
DROP TABLE user_data;
--> statement-breakpoint
-- drops userData and every row in it
DROP TABLE "userData";
--> statement-breakpoint
-- drops ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷaé and every row in it
DROP TABLE "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷaé";
--> statement-breakpoint
-- drops select.select and every row in it
DROP TABLE "select"."select";
--> statement-breakpoint
DROP FUNCTION "func""tion"();
--> statement-breakpoint
DROP TYPE "Sch""ema $1"."Native ""Type""";
--> statement-breakpoint
-- drops schema Sch"ema $1; fails if anything is left in it
DROP SCHEMA "Sch""ema $1";
--> statement-breakpoint
-- drops schema select; fails if anything is left in it
DROP SCHEMA "select";
