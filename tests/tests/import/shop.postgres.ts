import { sql } from "drizzle-orm";
import { bigint, boolean, check, doublePrecision, index, jsonb, pgEnum, pgTable, primaryKey, serial, integer, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";

export const role = pgEnum("user_role", ["admin", "member"]);

export const users = pgTable("users", {
  id: serial("id").primaryKey(),
  email: text("email").notNull().unique(),
  name: text("name").notNull().default("it's me"),
  role: role("role").notNull().default("member"),
  active: boolean("active").notNull().default(true),
  meta: jsonb("meta").notNull().default({}),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  seenAt: timestamp("seen_at", { withTimezone: true }),
}, (t) => [index("users_by_created").on(t.createdAt, t.name), uniqueIndex("users_active_name").on(t.name).where(sql`${t.active}`)]);

export const posts = pgTable("posts", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  authorId: integer("author_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  title: text("title").notNull(),
  score: doublePrecision("score"),
}, (t) => [check("posts_title", sql`length(${t.title}) > 0`)]);

export const likes = pgTable("likes", {
  userId: integer("user_id").notNull().references(() => users.id),
  postId: bigint("post_id", { mode: "number" }).notNull().references(() => posts.id),
}, (t) => [primaryKey({ name: "likes_pk", columns: [t.userId, t.postId] })]);
