-- dualect: lossy: drops tr'ee and every row in it; drops lo'g "$$" $body$ % and every row in it; drops x\ y and every row in it; drops a.b, "c".d and every row in it; drops user_data and every row in it; drops userData and every row in it; drops ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷaé and every row in it; drops select and every row in it
DROP TRIGGER "lo'g ""$$"" $body$ %_append_only_update";
--> statement-breakpoint
DROP TRIGGER "lo'g ""$$"" $body$ %_append_only_delete";
--> statement-breakpoint
DROP TRIGGER "tri""gger";
--> statement-breakpoint
DROP VIEW "raw % view";
--> statement-breakpoint
DROP VIEW "; drop view x; --";
--> statement-breakpoint
DROP VIEW "vi""ew";
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
-- drops a.b, "c".d and every row in it
DROP TABLE "a.b, ""c"".d";
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
-- drops select and every row in it
DROP TABLE "select";
