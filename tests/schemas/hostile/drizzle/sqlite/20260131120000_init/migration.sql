CREATE TABLE "select" (
    "primary" INTEGER NOT NULL CONSTRAINT select_pkey PRIMARY KEY AUTOINCREMENT,
    "from" TEXT NOT NULL DEFAULT '''; drop table "select"; --',
    "where" TEXT NOT NULL DEFAULT '''; drop table x; --',
    "order by" TEXT,
    "$1" TEXT NOT NULL DEFAULT '{"a\"b''c\\":["$1","?"]}',
    "?1" TEXT,
    ":name" TEXT NOT NULL DEFAULT '["it''s \"q\" {x,y}","\\"]',
    now INTEGER,
    db INTEGER,
    patch INTEGER,
    after INTEGER,
    "limit" INTEGER,
    "values" INTEGER,
    given INTEGER,
    keys INTEGER,
    "row" INTEGER,
    new INTEGER,
    tenant INTEGER,
    CONSTRAINT "che""ck" CHECK ("from" <> '"; --' OR "?1" IS NULL),
    CONSTRAINT "select_$1_check" CHECK (json_valid("$1")),
    CONSTRAINT "select_:name_check" CHECK (iif(json_valid(":name"), json_type(":name") = 'array', json_valid(":name"))),
    CONSTRAINT "select_?1_check" CHECK (instr("?1", char(0)) = 0 AND length(CAST("?1" AS BLOB)) <= 1300),
    CONSTRAINT select_after_check CHECK (after BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT select_db_check CHECK (db BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT select_from_check CHECK (instr("from", char(0)) = 0 AND length(CAST("from" AS BLOB)) <= 1300),
    CONSTRAINT select_given_check CHECK (given BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "select_in'dex_entry_check" CHECK (length(CAST((lower("from")) AS BLOB)) <= 2600),
    CONSTRAINT select_keys_check CHECK (keys BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT select_limit_check CHECK ("limit" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT select_new_check CHECK (new BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT select_now_check CHECK (now BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "select_order by_check" CHECK ("order by" IN ('it''s', '"', 'ORDER', 'ünï', 'ün', '$$')),
    CONSTRAINT select_patch_check CHECK (patch BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT select_row_check CHECK ("row" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT select_tenant_check CHECK (tenant BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT select_values_check CHECK ("values" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT select_where_check CHECK ("where" IN ('''; drop table x; --', 'a"b', 'select', '$1', '?1', ':name', '😀 smile', 'null', 'back\slash', 'tab	in', '%s', '{{ x }}', '/* c', 'line
break'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX "Un""ique $$" ON "select" ("from", "?1");
--> statement-breakpoint
CREATE INDEX "group" ON "select" ("where", now DESC);
--> statement-breakpoint
CREATE INDEX "in'dex" ON "select" ((lower("from"))) WHERE "?1" IS NOT NULL AND "from" <> 'it''s';
--> statement-breakpoint
CREATE TABLE "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷaé" (
    "𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘😀" BLOB NOT NULL,
    "Ж 	 tab" TEXT NOT NULL,
    "tenant;" TEXT NOT NULL,
    "%s" BLOB,
    "{}" TEXT,
    CONSTRAINT "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷ_da35a4a0" PRIMARY KEY ("𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘😀", "Ж 	 tab"),
    CONSTRAINT "for""eign" FOREIGN KEY ("%s", "{}") REFERENCES "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷaé" ("𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘😀", "Ж 	 tab") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷ_1ec129aa" CHECK (length("tenant;") <= 50 AND instr("tenant;", char(0)) = 0),
    CONSTRAINT "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷ_215f850f" CHECK (length("{}") <= 50 AND instr("{}", char(0)) = 0),
    CONSTRAINT "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷ_468a7da4" CHECK (length("%s") = 16),
    CONSTRAINT "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷ_6473392c" CHECK (length("Ж 	 tab") <= 50 AND instr("Ж 	 tab", char(0)) = 0),
    CONSTRAINT "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷ_e4e50524" CHECK (length("𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘😀") = 16)
) STRICT;
--> statement-breakpoint
CREATE TABLE "userData" (
    id INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "KIND" INTEGER,
    CONSTRAINT "userData_pkey" PRIMARY KEY (id),
    CONSTRAINT "userData_KIND_fkey" FOREIGN KEY ("KIND") REFERENCES "select" ("primary"),
    CONSTRAINT "userData_id_check" CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "userData_userId_check" CHECK ("userId" BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE TABLE user_data (
    "ID 1" INTEGER NOT NULL,
    "userID" INTEGER NOT NULL,
    CONSTRAINT user_data_pkey PRIMARY KEY ("ID 1"),
    CONSTRAINT "a.b, c" FOREIGN KEY ("userID") REFERENCES "userData" (id),
    CONSTRAINT "user_data_ID 1_check" CHECK ("ID 1" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "user_data_userID_check" CHECK ("userID" BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE TABLE "a.b, ""c"".d" (
    rowid INTEGER NOT NULL,
    "x.y, z" TEXT,
    "it's ""q"" `t` [b]" TEXT,
    "é" INTEGER,
    "é" INTEGER,
    "É" INTEGER,
    "🇩🇪" INTEGER,
    "👩‍👩‍👧" INTEGER,
    "שלום" INTEGER,
    "{{ row }}{% if %}{#" TEXT,
    "/* -- */ --" TEXT,
    "a
b
c" TEXT,
    "\'\""\" BLOB,
    excluded INTEGER NOT NULL DEFAULT 1,
    "NEW" INTEGER NOT NULL DEFAULT 2,
    __ REAL,
    " " INTEGER NOT NULL GENERATED ALWAYS AS (excluded * 2) STORED,
    CONSTRAINT "a.b, ""c"".d_pkey" PRIMARY KEY (rowid),
    CONSTRAINT "CHECK" CHECK ("é" <= "é" OR "É" IS NULL),
    CONSTRAINT "a.b, ""c"".d_/* -- */ --_check" CHECK ("/* -- */ --" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND "/* -- */ --" >= '0001' AND date("/* -- */ --") IS "/* -- */ --"),
    CONSTRAINT "a.b, ""c"".d_NEW_check" CHECK ("NEW" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "a.b, ""c"".d____check" CHECK (abs(__) <= 1.7976931348623157e308),
    CONSTRAINT "a.b, ""c"".d_a
b
c_check" CHECK ("a
b
c" GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' AND "a
b
c" < '24'),
    CONSTRAINT "a.b, ""c"".d_excluded_check" CHECK (excluded BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "a.b, ""c"".d_é_check" CHECK ("é" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "a.b, ""c"".d_it's ""q"" `t` [b]_check" CHECK (length("it's ""q"" `t` [b]") <= 20 AND instr("it's ""q"" `t` [b]", char(0)) = 0),
    CONSTRAINT "a.b, ""c"".d_rowid_check" CHECK (rowid BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "a.b, ""c"".d_x.y, z_check" CHECK (length("x.y, z") <= 20 AND instr("x.y, z", char(0)) = 0),
    CONSTRAINT "a.b, ""c"".d_{{ row }}{% if %}{#_check" CHECK (instr("{{ row }}{% if %}{#", char(0)) = 0),
    CONSTRAINT "a.b, ""c"".d_É_check" CHECK ("É" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "a.b, ""c"".d_é_check" CHECK ("é" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "a.b, ""c"".d_שלום_check" CHECK ("שלום" BETWEEN -99999999 AND 99999999),
    CONSTRAINT "a.b, ""c"".d_🇩🇪_check" CHECK ("🇩🇪" IN (0, 1)),
    CONSTRAINT "a.b, ""c"".d_👩‍👩‍👧_check" CHECK ("👩‍👩‍👧" BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "ch:eck ($1)" CHECK ("NEW" BETWEEN 0 AND 9)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX "uni'que, ""two"".three" ON "a.b, ""c"".d" ("x.y, z", "it's ""q"" `t` [b]");
--> statement-breakpoint
CREATE INDEX "%d {} ? $2" ON "a.b, ""c"".d" ("é", "é" DESC);
--> statement-breakpoint
CREATE TABLE "x\ y" (
    oid BLOB NOT NULL,
    "current_user" BLOB NOT NULL,
    "count(*)" TEXT NOT NULL,
    "deleted""at" INTEGER,
    "r's" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "x\ y_pkey" PRIMARY KEY (oid),
    CONSTRAINT "x\ y_count(*)_check" CHECK (length("count(*)") <= 30 AND instr("count(*)", char(0)) = 0),
    CONSTRAINT "x\ y_current_user_check" CHECK (length("current_user") = 16),
    CONSTRAINT "x\ y_deleted""at_check" CHECK ("deleted""at" BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT "x\ y_oid_check" CHECK (length(oid) = 16),
    CONSTRAINT "x\ y_r's_check" CHECK ("r's" BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX "kept key" ON "x\ y" ("current_user", "count(*)");
--> statement-breakpoint
CREATE TABLE "lo'g ""$$"" $body$ %" (
    "max(id)" INTEGER NOT NULL CONSTRAINT "lo'g ""$$"" $body$ %_pkey" PRIMARY KEY AUTOINCREMENT,
    "who's" TEXT NOT NULL,
    "w""hat" TEXT NOT NULL DEFAULT '{"a''b\"$$":"\\"}',
    "before;" TEXT,
    "#" TEXT NOT NULL,
    CONSTRAINT "lo'g ""$$"" $body$ %_#_check" CHECK (instr("#", char(0)) = 0),
    CONSTRAINT "lo'g ""$$"" $body$ %_before;_check" CHECK (instr("before;", char(0)) = 0),
    CONSTRAINT "lo'g ""$$"" $body$ %_w""hat_check" CHECK (json_valid("w""hat")),
    CONSTRAINT "lo'g ""$$"" $body$ %_who's_check" CHECK (instr("who's", char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX "lo'g ""$$"" $body$ %_before;_chain" ON "lo'g ""$$"" $body$ %" ("who's", (coalesce("before;", '')));
--> statement-breakpoint
CREATE TABLE "tr'ee" (
    "RowId" TEXT NOT NULL,
    oid TEXT,
    "owner.id" INTEGER,
    CONSTRAINT "tr'ee_pkey" PRIMARY KEY ("RowId"),
    CONSTRAINT "x'y" FOREIGN KEY (oid) REFERENCES "tr'ee" ("RowId"),
    CONSTRAINT "z""" FOREIGN KEY ("owner.id") REFERENCES "userData" (id),
    CONSTRAINT "tr'ee_RowId_check" CHECK (instr("RowId", char(0)) = 0 AND length(CAST("RowId" AS BLOB)) <= 2600),
    CONSTRAINT "tr'ee_oid_check" CHECK (instr(oid, char(0)) = 0),
    CONSTRAINT "tr'ee_owner.id_check" CHECK ("owner.id" BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE VIEW "vi""ew" (self_, match, ref, mod, await, type, yield) AS
WITH "order" AS (SELECT user_data.id AS id, user_data."userId" AS "where", user_data."KIND" AS kind_id FROM "userData" AS user_data)
SELECT t."primary" AS self_, t."from" AS match, u."where" AS ref, t."where" AS mod, t."order by" AS await, t."$1" AS type, t.":name" AS yield
FROM "select" AS t
LEFT JOIN "order" AS u ON u.kind_id = t."primary"
WHERE t."from" <> 'it''s; --' OR t."?1" IS NULL;
--> statement-breakpoint
CREATE VIEW "; drop view x; --" (id, dotted, quoted, composed, combining, upper, flag, joined, right_to_left, braces, comment, breaks, backslash, excluded, old, stamp, twice, quoted_sign) AS
SELECT s.rowid AS id, s."x.y, z" AS dotted, s."it's ""q"" `t` [b]" AS quoted, s."é" AS composed, s."é" AS combining, s."É" AS upper, s."🇩🇪" AS flag, s."👩‍👩‍👧" AS joined, s."שלום" AS right_to_left, s."{{ row }}{% if %}{#" AS braces, s."/* -- */ --" AS comment, s."a
b
c" AS breaks, s."\'\""\" AS backslash, s.excluded AS excluded, s."NEW" AS old, s.__ AS stamp, s." " AS twice, s."x.y, z" || '''$1' AS quoted_sign
FROM "a.b, ""c"".d" AS s
WHERE s."é" IS DISTINCT FROM s."é";
--> statement-breakpoint
CREATE VIEW "raw % view" (id, owner, slug) AS
select "oid" as id, "current_user" as owner, "count(*)" as slug from "x\ y";
--> statement-breakpoint
CREATE TRIGGER "tri""gger" AFTER UPDATE ON "userData" BEGIN UPDATE "userData" SET "userId" = 7 WHERE id = NEW.id AND NEW."userId" = 6; END;
--> statement-breakpoint
CREATE TRIGGER "lo'g ""$$"" $body$ %_append_only_update" BEFORE UPDATE ON "lo'g ""$$"" $body$ %" BEGIN
    SELECT RAISE(ABORT, 'append-only: lo''g "$$" $body$ %');
END;
--> statement-breakpoint
CREATE TRIGGER "lo'g ""$$"" $body$ %_append_only_delete" BEFORE DELETE ON "lo'g ""$$"" $body$ %" BEGIN
    SELECT RAISE(ABORT, 'append-only: lo''g "$$" $body$ %');
END;
