CREATE TABLE invoices (
    id INTEGER NOT NULL,
    price INTEGER NOT NULL,
    quantity INTEGER NOT NULL DEFAULT 1,
    total INTEGER NOT NULL GENERATED ALWAYS AS (price * quantity) STORED,
    token TEXT NOT NULL DEFAULT (lower(hex(randomblob(16)))),
    tag TEXT DEFAULT (lower('NEW')),
    weight INTEGER NOT NULL DEFAULT (100 + 25),
    CONSTRAINT invoices_pkey PRIMARY KEY (id),
    CONSTRAINT invoices_tag_check CHECK (instr(tag, char(0)) = 0),
    CONSTRAINT invoices_token_check CHECK (instr(token, char(0)) = 0 AND length(CAST(token AS BLOB)) <= 2600),
    CONSTRAINT invoices_weight_check CHECK (weight BETWEEN -99999999 AND 99999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX invoices_token_key ON invoices (token);
--> statement-breakpoint
CREATE UNIQUE INDEX invoices_one_open ON invoices (price) WHERE quantity = 0;
--> statement-breakpoint
CREATE TABLE entries (
    book INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    other TEXT DEFAULT 'debit',
    grade TEXT NOT NULL DEFAULT 'b+',
    type TEXT NOT NULL,
    amount INTEGER NOT NULL DEFAULT (2 + 3),
    CONSTRAINT entries_pkey PRIMARY KEY (book, line),
    CONSTRAINT entries_amount_check CHECK (amount BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT entries_book_check CHECK (book BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT entries_grade_check CHECK (grade IN ('a', 'b+')),
    CONSTRAINT entries_kind_check CHECK (kind IN ('credit', 'debit')),
    CONSTRAINT entries_line_check CHECK (line BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT entries_other_check CHECK (other IN ('credit', 'debit')),
    CONSTRAINT entries_type_check CHECK (instr(type, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX entries_by_grade ON entries (grade, kind, amount DESC);
--> statement-breakpoint
CREATE INDEX entries_by_other ON entries (other, amount);
--> statement-breakpoint
CREATE TABLE documents (
    code TEXT NOT NULL,
    labels TEXT NOT NULL DEFAULT '{"words":[]}',
    size INTEGER,
    rank INTEGER NOT NULL DEFAULT 7,
    price INTEGER,
    CONSTRAINT documents_pkey PRIMARY KEY (code),
    CONSTRAINT documents_code_check CHECK (length(code) <= 12 AND instr(code, char(0)) = 0),
    CONSTRAINT documents_labels_check CHECK (json_valid(labels)),
    CONSTRAINT documents_price_check CHECK (price BETWEEN -99999999 AND 99999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX documents_by_rank ON documents (rank, code DESC);
--> statement-breakpoint
CREATE TABLE notes (
    id BLOB NOT NULL,
    org TEXT NOT NULL,
    slug TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    row_version INTEGER NOT NULL DEFAULT 1,
    deleted_at INTEGER,
    updated_at INTEGER NOT NULL,
    CONSTRAINT notes_pkey PRIMARY KEY (id),
    CONSTRAINT notes_body_check CHECK (instr(body, char(0)) = 0 AND length(CAST(body AS BLOB)) <= 1300),
    CONSTRAINT notes_deleted_at_check CHECK (deleted_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT notes_id_check CHECK (length(id) = 16),
    CONSTRAINT notes_org_check CHECK (length(org) <= 8 AND instr(org, char(0)) = 0),
    CONSTRAINT notes_row_version_check CHECK (row_version BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT notes_slug_check CHECK (length(slug) <= 8 AND instr(slug, char(0)) = 0),
    CONSTRAINT notes_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX notes_slug_key ON notes (org, slug);
--> statement-breakpoint
CREATE INDEX notes_by_body ON notes (org, body);
--> statement-breakpoint
CREATE TABLE drafts (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT drafts_pkey PRIMARY KEY (id),
    CONSTRAINT drafts_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT drafts_title_check CHECK (instr(title, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE bins (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    gone INTEGER,
    CONSTRAINT bins_pkey PRIMARY KEY (id),
    CONSTRAINT bins_gone_check CHECK (gone BETWEEN -62135596800000 AND 253402207200999),
    CONSTRAINT bins_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT bins_name_check CHECK (length(name) <= 8 AND instr(name, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX bins_name_key ON bins (name);
--> statement-breakpoint
CREATE TABLE audit_log (
    id INTEGER NOT NULL CONSTRAINT audit_log_pkey PRIMARY KEY AUTOINCREMENT,
    org TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT,
    detail TEXT NOT NULL DEFAULT '{}',
    tags TEXT NOT NULL DEFAULT '[]',
    amount INTEGER,
    ratio REAL,
    mood TEXT NOT NULL DEFAULT 'credit',
    key TEXT,
    previous_hash TEXT,
    hash TEXT NOT NULL,
    CONSTRAINT audit_log_actor_check CHECK (instr(actor, char(0)) = 0),
    CONSTRAINT audit_log_amount_check CHECK (amount BETWEEN -99999999 AND 99999999),
    CONSTRAINT audit_log_at_check CHECK (at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT audit_log_detail_check CHECK (json_valid(detail)),
    CONSTRAINT audit_log_hash_check CHECK (instr(hash, char(0)) = 0),
    CONSTRAINT audit_log_key_check CHECK (length(key) <= 8 AND instr(key, char(0)) = 0),
    CONSTRAINT audit_log_mood_check CHECK (mood IN ('credit', 'debit')),
    CONSTRAINT audit_log_org_check CHECK (length(org) <= 8 AND instr(org, char(0)) = 0),
    CONSTRAINT audit_log_previous_hash_check CHECK (instr(previous_hash, char(0)) = 0),
    CONSTRAINT audit_log_ratio_check CHECK (abs(ratio) <= 1.7976931348623157e308),
    CONSTRAINT audit_log_tags_check CHECK (iif(json_valid(tags), json_type(tags) = 'array', json_valid(tags)))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX audit_log_key_key ON audit_log (org, key);
--> statement-breakpoint
CREATE UNIQUE INDEX audit_log_previous_hash_chain ON audit_log (org, (coalesce(previous_hash, '')));
--> statement-breakpoint
CREATE TABLE seals (
    id BLOB NOT NULL,
    previous BLOB,
    body TEXT NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT seals_pkey PRIMARY KEY (id),
    CONSTRAINT seals_body_check CHECK (instr(body, char(0)) = 0),
    CONSTRAINT seals_id_check CHECK (length(id) = 16)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX seals_previous_chain ON seals ((coalesce(previous, x'')));
--> statement-breakpoint
CREATE TABLE orders (
    org INTEGER NOT NULL,
    number INTEGER NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (org, number),
    CONSTRAINT orders_number_check CHECK (number BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT orders_org_check CHECK (org BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE TABLE products (
    id INTEGER NOT NULL,
    CONSTRAINT products_pkey PRIMARY KEY (id),
    CONSTRAINT products_id_check CHECK (id BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE TABLE order_lines (
    org INTEGER NOT NULL,
    number INTEGER NOT NULL,
    line INTEGER NOT NULL,
    product INTEGER NOT NULL,
    substitute INTEGER,
    CONSTRAINT order_lines_pkey PRIMARY KEY (org, number, line),
    CONSTRAINT order_lines_product_fkey FOREIGN KEY (product) REFERENCES products (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT order_lines_substitute_fkey FOREIGN KEY (substitute) REFERENCES products (id),
    CONSTRAINT order_lines_order_fkey FOREIGN KEY (org, number) REFERENCES orders (org, number) ON DELETE CASCADE,
    CONSTRAINT order_lines_line_check CHECK (line BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT order_lines_number_check CHECK (number BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT order_lines_org_check CHECK (org BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT order_lines_product_check CHECK (product BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT order_lines_substitute_check CHECK (substitute BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE VIEW open_notes (id, org, body) AS
select id, org, body from notes where deleted_at is null;
--> statement-breakpoint
CREATE VIEW grade_counts (grade, n) AS
select grade as grade, count(*) as n from entries group by grade;
--> statement-breakpoint
CREATE VIEW ledger (book, kind, grade, lines, amount, mean, heaviest, weight, has_better, tag) AS
SELECT e.book AS book, e.kind AS kind, e.grade AS grade, count(*) AS lines, sum(e.amount) AS amount, sum(CAST(e.amount AS REAL)) / nullif(count(e.amount), 0) AS mean, max(i.weight) AS heaviest, sum(i.weight) AS weight, max(e.grade = 'b+') AS has_better, max(i.tag) AS tag
FROM entries AS e
LEFT JOIN invoices AS i ON i.id = e.line
GROUP BY e.book, e.kind, e.grade;
--> statement-breakpoint
CREATE VIEW note_states (id, org, slug, body, is_deleted, updated_at, entry, detail, who, tags, twice, ratio, mood, at, size) AS
SELECT n.id AS id, n.org AS org, n.slug AS slug, n.body || '!' AS body, n.deleted_at IS NOT NULL AS is_deleted, n.updated_at AS updated_at, a.id AS entry, a.detail AS detail, CASE json_type(a.detail, '$."by"') WHEN 'text' THEN a.detail ->> '$."by"' END AS who, a.tags AS tags, a.amount * 2 AS twice, a.ratio AS ratio, a.mood AS mood, a.at AS at, CASE WHEN a.amount > 1000 THEN 'much' ELSE 'little' END AS size
FROM notes AS n
LEFT JOIN audit_log AS a ON a.org = n.org AND a.key = n.slug;
--> statement-breakpoint
CREATE VIEW kept_notes (id, org, slug, body, is_deleted, updated_at, entry, detail, who, tags, twice, ratio, mood, at, size, has_others) AS
SELECT s.id AS id, s.org AS org, s.slug AS slug, s.body AS body, s.is_deleted AS is_deleted, s.updated_at AS updated_at, s.entry AS entry, s.detail AS detail, s.who AS who, s.tags AS tags, s.twice AS twice, s.ratio AS ratio, s.mood AS mood, s.at AS at, s.size AS size, EXISTS (SELECT 1 FROM note_states AS o WHERE o.org = s.org AND o.slug <> s.slug) AS has_others
FROM note_states AS s
WHERE NOT s.is_deleted;
--> statement-breakpoint
CREATE VIEW emptied (label, gone, "order", rank, price) AS
WITH gone AS (SELECT bins.name AS name, bins.gone AS gone FROM bins WHERE bins.gone IS NOT NULL)
SELECT g.name AS label, g.gone AS gone, d.labels AS "order", d.rank AS rank, d.price AS price
FROM gone AS g
FULL JOIN documents AS d ON d.code = g.name;
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only_update BEFORE UPDATE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'append-only: audit_log');
END;
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only_delete BEFORE DELETE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'append-only: audit_log');
END;
--> statement-breakpoint
CREATE TRIGGER seals_append_only_update BEFORE UPDATE ON seals BEGIN
    SELECT RAISE(ABORT, 'append-only: seals');
END;
--> statement-breakpoint
CREATE TRIGGER seals_append_only_delete BEFORE DELETE ON seals BEGIN
    SELECT RAISE(ABORT, 'append-only: seals');
END;
