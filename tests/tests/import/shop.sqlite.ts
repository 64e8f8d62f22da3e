import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const users = sqliteTable("users", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  email: text("email").notNull().unique(),
  name: text("name").notNull().default("it's me"),
  role: text("role").notNull().default("member"),
  active: integer("active", { mode: "boolean" }).notNull().default(true),
  meta: text("meta", { mode: "json" }).notNull().default({}),
  createdAt: integer("created_at", { mode: "timestamp" }).notNull().default(sql`(unixepoch())`),
  seenAt: text("seen_at"),
}, (t) => [index("users_by_created").on(t.createdAt, t.name), uniqueIndex("users_active_name").on(t.name).where(sql`${t.active}`)]);

export const posts = sqliteTable("posts", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  authorId: integer("author_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  title: text("title").notNull(),
  score: real("score"),
}, (t) => [check("posts_title", sql`length(${t.title}) > 0`)]);

export const likes = sqliteTable("likes", {
  userId: integer("user_id").notNull().references(() => users.id),
  postId: integer("post_id").notNull().references(() => posts.id),
}, (t) => [primaryKey({ name: "likes_pk", columns: [t.userId, t.postId] })]);
