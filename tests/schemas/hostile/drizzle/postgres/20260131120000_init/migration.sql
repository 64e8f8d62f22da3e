CREATE SCHEMA IF NOT EXISTS "Sch""ema $1";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "select";
--> statement-breakpoint
CREATE TYPE "Sch""ema $1"."Native ""Type""" AS ENUM ('it''s', '"', 'ORDER', 'ünï', 'ün', '$$');
--> statement-breakpoint
CREATE FUNCTION "func""tion"() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF NEW."userId" = 6 THEN NEW."userId" := 7; END IF;
    RETURN NEW;
END
$body$;
--> statement-breakpoint
CREATE TABLE "select"."select" (
    "primary" bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    "from" text COLLATE "C" NOT NULL DEFAULT '''; drop table "select"; --',
    "where" text COLLATE "C" NOT NULL DEFAULT '''; drop table x; --',
    "order by" "Sch""ema $1"."Native ""Type""",
    "$1" jsonb NOT NULL DEFAULT '{"a\"b''c\\":["$1","?"]}',
    "?1" text COLLATE "C",
    ":name" text[] COLLATE "C" NOT NULL DEFAULT ARRAY['it''s "q" {x,y}', '\']::text[],
    now integer,
    db integer,
    patch integer,
    after integer,
    "limit" integer,
    "values" integer,
    given integer,
    keys integer,
    "row" integer,
    new integer,
    tenant integer,
    CONSTRAINT select_pkey PRIMARY KEY ("primary"),
    CONSTRAINT "Un""ique $$" UNIQUE ("from", "?1"),
    CONSTRAINT "che""ck" CHECK ("from" <> '"; --' OR "?1" IS NULL),
    CONSTRAINT "select_:name_check" CHECK (array_position(":name", NULL) IS NULL),
    CONSTRAINT "select_?1_check" CHECK (octet_length("?1") <= 1300),
    CONSTRAINT select_from_check CHECK (octet_length("from") <= 1300),
    CONSTRAINT "select_in'dex_entry_check" CHECK (octet_length((lower("from"))::text) <= 2600),
    CONSTRAINT select_where_check CHECK ("where" IN ('''; drop table x; --', 'a"b', 'select', '$1', '?1', ':name', '😀 smile', 'null', 'back\slash', 'tab	in', '%s', '{{ x }}', '/* c', 'line
break'))
);
--> statement-breakpoint
CREATE INDEX "group" ON "select"."select" ("where", now DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "in'dex" ON "select"."select" ((lower("from"))) WHERE "?1" IS NOT NULL AND "from" <> 'it''s';
--> statement-breakpoint
COMMENT ON TABLE "select"."select" IS 'Words: */ -- '' " $1 ${x} `code` [link] <b> \ {{ jinja }} {% x %}';
--> statement-breakpoint
COMMENT ON COLUMN "select"."select"."from" IS 'A "doc" with */ and `ticks`.';
--> statement-breakpoint
CREATE TABLE "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷaé" (
    "𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘😀" uuid NOT NULL,
    "Ж 	 tab" text COLLATE "C" NOT NULL,
    "tenant;" text COLLATE "C" NOT NULL,
    "%s" uuid,
    "{}" text COLLATE "C",
    CONSTRAINT "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷ_da35a4a0" PRIMARY KEY ("𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘😀", "Ж 	 tab"),
    CONSTRAINT "for""eign" FOREIGN KEY ("%s", "{}") REFERENCES "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷaé" ("𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘𝔘😀", "Ж 	 tab") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷ_1ec129aa" CHECK (char_length("tenant;") <= 50),
    CONSTRAINT "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷ_215f850f" CHECK (char_length("{}") <= 50),
    CONSTRAINT "ⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷⅷ_6473392c" CHECK (char_length("Ж 	 tab") <= 50)
);
--> statement-breakpoint
CREATE TABLE "userData" (
    id integer NOT NULL,
    "userId" integer NOT NULL,
    "KIND" bigint,
    CONSTRAINT "userData_pkey" PRIMARY KEY (id),
    CONSTRAINT "userData_KIND_fkey" FOREIGN KEY ("KIND") REFERENCES "select"."select" ("primary")
);
--> statement-breakpoint
CREATE TABLE user_data (
    "ID 1" integer NOT NULL,
    "userID" integer NOT NULL,
    CONSTRAINT user_data_pkey PRIMARY KEY ("ID 1"),
    CONSTRAINT "a.b, c" FOREIGN KEY ("userID") REFERENCES "userData" (id)
);
--> statement-breakpoint
CREATE TABLE "Sch""ema $1"."a.b, ""c"".d" (
    rowid integer NOT NULL,
    "x.y, z" text COLLATE "C",
    "it's ""q"" `t` [b]" text COLLATE "C",
    "é" integer,
    "é" integer,
    "É" integer,
    "🇩🇪" boolean,
    "👩‍👩‍👧" timestamp with time zone,
    "שלום" numeric(8,2),
    "{{ row }}{% if %}{#" text COLLATE "C",
    "/* -- */ --" date,
    "a
b
c" time without time zone,
    "\'\""\" bytea,
    excluded integer NOT NULL DEFAULT 1,
    "NEW" integer NOT NULL DEFAULT 2,
    __ double precision,
    " " bigint NOT NULL GENERATED ALWAYS AS (excluded::bigint * 2) STORED,
    CONSTRAINT "a.b, ""c"".d_pkey" PRIMARY KEY (rowid),
    CONSTRAINT "uni'que, ""two"".three" UNIQUE ("x.y, z", "it's ""q"" `t` [b]"),
    CONSTRAINT "CHECK" CHECK ("é" <= "é" OR "É" IS NULL),
    CONSTRAINT "a.b, ""c"".d_/* -- */ --_check" CHECK ("/* -- */ --" BETWEEN '0001-01-01' AND '9999-12-31'),
    CONSTRAINT "a.b, ""c"".d____check" CHECK (abs(__) <= 1.7976931348623157e308),
    CONSTRAINT "a.b, ""c"".d_a
b
c_check" CHECK ("a
b
c" < '24:00'),
    CONSTRAINT "a.b, ""c"".d_it's ""q"" `t` [b]_check" CHECK (char_length("it's ""q"" `t` [b]") <= 20),
    CONSTRAINT "a.b, ""c"".d_x.y, z_check" CHECK (char_length("x.y, z") <= 20),
    CONSTRAINT "a.b, ""c"".d_שלום_check" CHECK ("שלום" <> 'NaN'),
    CONSTRAINT "a.b, ""c"".d_👩‍👩‍👧_check" CHECK ("👩‍👩‍👧" BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT "ch:eck ($1)" CHECK ("NEW" BETWEEN 0 AND 9)
);
--> statement-breakpoint
CREATE INDEX "%d {} ? $2" ON "Sch""ema $1"."a.b, ""c"".d" ("é" NULLS FIRST, "é" DESC NULLS LAST);
--> statement-breakpoint
CREATE TABLE "x\ y" (
    oid uuid NOT NULL,
    "current_user" uuid NOT NULL,
    "count(*)" text COLLATE "C" NOT NULL,
    "deleted""at" timestamp with time zone,
    "r's" integer NOT NULL DEFAULT 1,
    CONSTRAINT "x\ y_pkey" PRIMARY KEY (oid),
    CONSTRAINT "kept key" UNIQUE ("current_user", "count(*)"),
    CONSTRAINT "x\ y_count(*)_check" CHECK (char_length("count(*)") <= 30),
    CONSTRAINT "x\ y_deleted""at_check" CHECK ("deleted""at" BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE TABLE "lo'g ""$$"" $body$ %" (
    "max(id)" bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    "who's" text COLLATE "C" NOT NULL,
    "w""hat" jsonb NOT NULL DEFAULT '{"a''b\"$$":"\\"}',
    "before;" text COLLATE "C",
    "#" text COLLATE "C" NOT NULL,
    CONSTRAINT "lo'g ""$$"" $body$ %_pkey" PRIMARY KEY ("max(id)")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "lo'g ""$$"" $body$ %_before;_chain" ON "lo'g ""$$"" $body$ %" ("who's", (coalesce("before;", '')));
--> statement-breakpoint
CREATE TABLE "tr'ee" (
    "RowId" text COLLATE "C" NOT NULL,
    oid text COLLATE "C",
    "owner.id" integer,
    CONSTRAINT "tr'ee_pkey" PRIMARY KEY ("RowId"),
    CONSTRAINT "x'y" FOREIGN KEY (oid) REFERENCES "tr'ee" ("RowId"),
    CONSTRAINT "z""" FOREIGN KEY ("owner.id") REFERENCES "userData" (id),
    CONSTRAINT "tr'ee_RowId_check" CHECK (octet_length("RowId") <= 2600)
);
--> statement-breakpoint
CREATE VIEW "select"."vi""ew" (self_, match, ref, mod, await, type, yield) AS
WITH "order" AS (SELECT user_data.id AS id, user_data."userId" AS "where", user_data."KIND" AS kind_id FROM "userData" AS user_data)
SELECT t."primary" AS self_, t."from" AS match, u."where" AS ref, t."where" AS mod, t."order by" AS await, t."$1" AS type, t.":name" AS yield
FROM "select"."select" AS t
LEFT JOIN "order" AS u ON u.kind_id = t."primary"
WHERE t."from" <> 'it''s; --' OR t."?1" IS NULL;
--> statement-breakpoint
CREATE VIEW "; drop view x; --" (id, dotted, quoted, composed, combining, upper, flag, joined, right_to_left, braces, comment, breaks, backslash, excluded, old, stamp, twice, quoted_sign) AS
SELECT s.rowid AS id, s."x.y, z" AS dotted, s."it's ""q"" `t` [b]" AS quoted, s."é" AS composed, s."é" AS combining, s."É" AS upper, s."🇩🇪" AS flag, s."👩‍👩‍👧" AS joined, s."שלום" AS right_to_left, s."{{ row }}{% if %}{#" AS braces, s."/* -- */ --" AS comment, s."a
b
c" AS breaks, s."\'\""\" AS backslash, s.excluded AS excluded, s."NEW" AS old, s.__ AS stamp, s." " AS twice, s."x.y, z" || '''$1' AS quoted_sign
FROM "Sch""ema $1"."a.b, ""c"".d" AS s
WHERE s."é" IS DISTINCT FROM s."é";
--> statement-breakpoint
CREATE VIEW "raw % view" (id, owner, slug) AS
select "oid" as id, "current_user" as owner, "count(*)" as slug from "x\ y";
--> statement-breakpoint
CREATE TRIGGER "tri""gger" BEFORE UPDATE ON "userData" FOR EACH ROW EXECUTE FUNCTION "func""tion"();
--> statement-breakpoint
CREATE FUNCTION "lo'g ""$$"" $body$ %_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'U0001', MESSAGE = 'append-only: ' || TG_TABLE_NAME,
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "lo'g ""$$"" $body$ %_append_only" BEFORE UPDATE OR DELETE ON "lo'g ""$$"" $body$ %" FOR EACH ROW EXECUTE FUNCTION "lo'g ""$$"" $body$ %_append_only"();
--> statement-breakpoint
CREATE TRIGGER "lo'g ""$$"" $body$ %_append_only_truncate" BEFORE TRUNCATE ON "lo'g ""$$"" $body$ %" FOR EACH STATEMENT EXECUTE FUNCTION "lo'g ""$$"" $body$ %_append_only"();
--> statement-breakpoint
COMMENT ON VIEW "select"."vi""ew" IS 'A view */ with $1 and ''quotes''.';
