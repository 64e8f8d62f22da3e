//! The schema that is generated from: tables of twelve columns, each referring to the one before, in both tools' languages.

/// One change of the schema: the column that the last table gets.
const ADDED: &str = "added";

/// `schema.toml`, with the last table's extra column where `added`.
pub(crate) fn toml(tables: usize, added: bool) -> String {
    let mut text = String::from(
        "[project]\nname = \"bench\"\n\n[enums]\nbench_state = [\"draft\", \"live\", \"paused\", \"ended\"]\n",
    );
    for number in 0..tables {
        let parent = parent(number);
        let extra = if added && number + 1 == tables {
            format!("{ADDED} = \"text?\"\n")
        } else {
            String::new()
        };
        text.push_str(&format!(
            r#"
[tables.table_{number:05}]
doc = "Things of kind {number}."

[tables.table_{number:05}.columns]
id         = {{ type = "uuid", primary_key = true, default = "uuid_v7" }}
parent_id  = {{ references = "table_{parent:05}.id", on_delete = "cascade" }}
slug       = {{ type = "varchar(120)", unique = true }}
title      = "text"
note       = "text?"
rank       = {{ type = "smallint", default = 0 }}
amount     = {{ type = "int", default = 1 }}
total      = "bigint"
active     = {{ type = "bool", default = true }}
state      = {{ type = "bench_state", default = "draft" }}
labels     = {{ type = "json", default = {{}} }}
created_at = {{ type = "timestamp", default = "now" }}
{extra}
[tables.table_{number:05}.indexes]
table_{number:05}_by_amount = ["amount", "created_at desc"]
"#
        ));
    }
    text
}

/// The same for drizzle-kit, SQLite.
pub(crate) fn drizzle_sqlite(tables: usize, added: bool) -> String {
    let mut text = String::from(
        "import { sqliteTable, text, integer, index } from \"drizzle-orm/sqlite-core\";\n",
    );
    for number in 0..tables {
        let parent = parent(number);
        let extra = if added && number + 1 == tables {
            format!("  {ADDED}: text(\"{ADDED}\"),\n")
        } else {
            String::new()
        };
        text.push_str(&format!(
            r#"
export const table{number:05} = sqliteTable("table_{number:05}", {{
  id: text("id").primaryKey(),
  parentId: text("parent_id").notNull().references(() => table{parent:05}.id, {{ onDelete: "cascade" }}),
  slug: text("slug", {{ length: 120 }}).notNull().unique(),
  title: text("title").notNull(),
  note: text("note"),
  rank: integer("rank").notNull().default(0),
  amount: integer("amount").notNull().default(1),
  total: integer("total").notNull(),
  active: integer("active", {{ mode: "boolean" }}).notNull().default(true),
  state: text("state", {{ enum: ["draft", "live", "paused", "ended"] }}).notNull().default("draft"),
  labels: text("labels", {{ mode: "json" }}).notNull().default({{}}),
  createdAt: integer("created_at", {{ mode: "timestamp_ms" }}).notNull(),
{extra}}}, (t) => [index("table_{number:05}_by_amount").on(t.amount, t.createdAt)]);
"#
        ));
    }
    text
}

/// The same for drizzle-kit, Postgres.
pub(crate) fn drizzle_postgres(tables: usize, added: bool) -> String {
    let mut text = String::from(
        "import { pgTable, pgEnum, uuid, varchar, text, smallint, integer, bigint, boolean, jsonb, timestamp, index } from \"drizzle-orm/pg-core\";\nexport const benchState = pgEnum(\"bench_state\", [\"draft\", \"live\", \"paused\", \"ended\"]);\n",
    );
    for number in 0..tables {
        let parent = parent(number);
        let extra = if added && number + 1 == tables {
            format!("  {ADDED}: text(\"{ADDED}\"),\n")
        } else {
            String::new()
        };
        text.push_str(&format!(
            r#"
export const table{number:05} = pgTable("table_{number:05}", {{
  id: uuid("id").primaryKey(),
  parentId: uuid("parent_id").notNull().references(() => table{parent:05}.id, {{ onDelete: "cascade" }}),
  slug: varchar("slug", {{ length: 120 }}).notNull().unique(),
  title: text("title").notNull(),
  note: text("note"),
  rank: smallint("rank").notNull().default(0),
  amount: integer("amount").notNull().default(1),
  total: bigint("total", {{ mode: "bigint" }}).notNull(),
  active: boolean("active").notNull().default(true),
  state: benchState("state").notNull().default("draft"),
  labels: jsonb("labels").notNull().default({{}}),
  createdAt: timestamp("created_at", {{ withTimezone: true }}).notNull().defaultNow(),
{extra}}}, (t) => [index("table_{number:05}_by_amount").on(t.amount, t.createdAt.desc())]);
"#
        ));
    }
    text
}

/// The first table refers to itself.
fn parent(number: usize) -> usize {
    number.saturating_sub(1)
}
