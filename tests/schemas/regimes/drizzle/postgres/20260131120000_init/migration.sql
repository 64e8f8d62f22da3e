CREATE SCHEMA IF NOT EXISTS billing;
--> statement-breakpoint
CREATE TYPE kind AS ENUM ('credit', 'debit');
--> statement-breakpoint
CREATE TABLE billing.invoices (
    id bigint NOT NULL,
    price bigint NOT NULL,
    quantity bigint NOT NULL DEFAULT 1,
    total bigint NOT NULL GENERATED ALWAYS AS (price * quantity) STORED,
    token text COLLATE "C" NOT NULL DEFAULT (md5(random()::text || clock_timestamp()::text)),
    tag text COLLATE "C" DEFAULT (lower('NEW' COLLATE "C")),
    weight numeric(8,2) NOT NULL DEFAULT (1 + 0.25),
    CONSTRAINT invoices_pkey PRIMARY KEY (id),
    CONSTRAINT invoices_token_key UNIQUE (token),
    CONSTRAINT invoices_token_check CHECK (octet_length(token) <= 2600),
    CONSTRAINT invoices_weight_check CHECK (weight <> 'NaN')
);
--> statement-breakpoint
CREATE UNIQUE INDEX invoices_one_open ON billing.invoices (price) WHERE quantity = 0;
--> statement-breakpoint
COMMENT ON TABLE billing.invoices IS 'In a Postgres schema of its own.';
--> statement-breakpoint
CREATE TABLE billing.entries (
    book integer NOT NULL,
    line integer NOT NULL,
    kind kind NOT NULL,
    other kind DEFAULT 'debit',
    grade text COLLATE "C" NOT NULL DEFAULT 'b+',
    type text COLLATE "C" NOT NULL,
    amount integer NOT NULL DEFAULT (2 + 3),
    CONSTRAINT entries_pkey PRIMARY KEY (book, line),
    CONSTRAINT entries_grade_check CHECK (grade IN ('a', 'b+'))
);
--> statement-breakpoint
CREATE INDEX entries_by_grade ON billing.entries (grade, kind, amount DESC);
--> statement-breakpoint
CREATE INDEX entries_by_other ON billing.entries (other NULLS FIRST, amount);
--> statement-breakpoint
COMMENT ON TABLE billing.entries IS 'Of a native enum.';
--> statement-breakpoint
CREATE TABLE documents (
    code text COLLATE "C" NOT NULL,
    labels jsonb NOT NULL DEFAULT '{"words":[]}',
    size bigint,
    rank bigint NOT NULL DEFAULT 7,
    price numeric(8,2),
    CONSTRAINT documents_pkey PRIMARY KEY (code),
    CONSTRAINT documents_code_check CHECK (char_length(code) <= 12),
    CONSTRAINT documents_price_check CHECK (price <> 'NaN')
);
--> statement-breakpoint
CREATE INDEX documents_by_rank ON documents (rank, code DESC);
--> statement-breakpoint
COMMENT ON TABLE documents IS 'With types of its own.';
--> statement-breakpoint
CREATE TABLE notes (
    id uuid NOT NULL,
    org text COLLATE "C" NOT NULL,
    slug text COLLATE "C" NOT NULL,
    body text COLLATE "C" NOT NULL DEFAULT '',
    row_version integer NOT NULL DEFAULT 1,
    deleted_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT notes_pkey PRIMARY KEY (id),
    CONSTRAINT notes_slug_key UNIQUE (org, slug),
    CONSTRAINT notes_body_check CHECK (octet_length(body) <= 1300),
    CONSTRAINT notes_deleted_at_check CHECK (deleted_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT notes_org_check CHECK (char_length(org) <= 8),
    CONSTRAINT notes_slug_check CHECK (char_length(slug) <= 8),
    CONSTRAINT notes_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX notes_by_body ON notes (org, body);
--> statement-breakpoint
COMMENT ON TABLE notes IS 'Deleted softly, and counted.';
--> statement-breakpoint
CREATE TABLE drafts (
    id integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    revision bigint NOT NULL DEFAULT 1,
    CONSTRAINT drafts_pkey PRIMARY KEY (id)
);
--> statement-breakpoint
COMMENT ON TABLE drafts IS 'Counted, and deleted for good.';
--> statement-breakpoint
CREATE TABLE bins (
    id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    gone timestamp with time zone,
    CONSTRAINT bins_pkey PRIMARY KEY (id),
    CONSTRAINT bins_name_key UNIQUE (name),
    CONSTRAINT bins_gone_check CHECK (gone BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT bins_name_check CHECK (char_length(name) <= 8)
);
--> statement-breakpoint
COMMENT ON TABLE bins IS 'Deleted softly, and not counted.';
--> statement-breakpoint
CREATE TABLE audit_log (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    org text COLLATE "C" NOT NULL,
    at timestamp with time zone NOT NULL DEFAULT now(),
    actor text COLLATE "C",
    detail jsonb NOT NULL DEFAULT '{}',
    tags text[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::text[],
    amount numeric(8,2),
    ratio double precision,
    mood kind NOT NULL DEFAULT 'credit',
    key text COLLATE "C",
    previous_hash text COLLATE "C",
    hash text COLLATE "C" NOT NULL,
    CONSTRAINT audit_log_pkey PRIMARY KEY (id),
    CONSTRAINT audit_log_key_key UNIQUE (org, key),
    CONSTRAINT audit_log_amount_check CHECK (amount <> 'NaN'),
    CONSTRAINT audit_log_at_check CHECK (at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT audit_log_key_check CHECK (char_length(key) <= 8),
    CONSTRAINT audit_log_org_check CHECK (char_length(org) <= 8),
    CONSTRAINT audit_log_ratio_check CHECK (abs(ratio) <= 1.7976931348623157e308),
    CONSTRAINT audit_log_tags_check CHECK (array_position(tags, NULL) IS NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX audit_log_previous_hash_chain ON audit_log (org, (coalesce(previous_hash, '')));
--> statement-breakpoint
COMMENT ON TABLE audit_log IS 'Chained, a chain a tenant.';
--> statement-breakpoint
CREATE TABLE seals (
    id uuid NOT NULL,
    previous bytea,
    body text COLLATE "C" NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT seals_pkey PRIMARY KEY (id)
);
--> statement-breakpoint
CREATE UNIQUE INDEX seals_previous_chain ON seals ((coalesce(previous, ''::bytea)));
--> statement-breakpoint
COMMENT ON TABLE seals IS 'Chained by bytes, under keys that the runtime makes.';
--> statement-breakpoint
CREATE TABLE orders (
    org integer NOT NULL,
    number integer NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (org, number)
);
--> statement-breakpoint
CREATE TABLE products (
    id integer NOT NULL,
    CONSTRAINT products_pkey PRIMARY KEY (id)
);
--> statement-breakpoint
CREATE TABLE order_lines (
    org integer NOT NULL,
    number integer NOT NULL,
    line integer NOT NULL,
    product integer NOT NULL,
    substitute integer,
    CONSTRAINT order_lines_pkey PRIMARY KEY (org, number, line),
    CONSTRAINT order_lines_product_fkey FOREIGN KEY (product) REFERENCES products (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT order_lines_substitute_fkey FOREIGN KEY (substitute) REFERENCES products (id),
    CONSTRAINT order_lines_order_fkey FOREIGN KEY (org, number) REFERENCES orders (org, number) ON DELETE CASCADE
);
--> statement-breakpoint
COMMENT ON TABLE order_lines IS 'Refers to a composite key, and only at the end of a transaction to a product.';
--> statement-breakpoint
CREATE VIEW open_notes (id, org, body) AS
select id, org, body from notes where deleted_at is null;
--> statement-breakpoint
CREATE VIEW grade_counts (grade, n) AS
select grade as grade, count(*) as n from billing.entries group by grade;
--> statement-breakpoint
CREATE VIEW billing.ledger (book, kind, grade, lines, amount, mean, heaviest, weight, has_better, tag) AS
SELECT e.book AS book, e.kind AS kind, e.grade AS grade, count(*) AS lines, sum(e.amount) AS amount, sum(e.amount::double precision) / nullif(count(e.amount), 0) AS mean, round(max(i.weight), 2) AS heaviest, round((sum(i.weight) * 100)::bigint * 0.01, 2) AS weight, bool_or(e.grade = 'b+') AS has_better, max(i.tag) AS tag
FROM billing.entries AS e
LEFT JOIN billing.invoices AS i ON i.id = e.line
GROUP BY e.book, e.kind, e.grade;
--> statement-breakpoint
CREATE VIEW note_states (id, org, slug, body, is_deleted, updated_at, entry, detail, who, tags, twice, ratio, mood, at, size) AS
SELECT n.id AS id, n.org AS org, n.slug AS slug, n.body || '!' AS body, n.deleted_at IS NOT NULL AS is_deleted, n.updated_at AS updated_at, a.id AS entry, a.detail AS detail, CASE jsonb_typeof(a.detail -> 'by') WHEN 'string' THEN a.detail ->> 'by' END COLLATE "C" AS who, a.tags AS tags, round(a.amount * 2, 2) AS twice, a.ratio AS ratio, a.mood AS mood, a.at AS at, CASE WHEN a.amount > 10.00 THEN 'much' ELSE 'little' END COLLATE "C" AS size
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
CREATE FUNCTION audit_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'U0001', MESSAGE = 'append-only: ' || TG_TABLE_NAME,
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_append_only();
--> statement-breakpoint
CREATE FUNCTION seals_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'U0001', MESSAGE = 'append-only: ' || TG_TABLE_NAME,
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER seals_append_only BEFORE UPDATE OR DELETE ON seals FOR EACH ROW EXECUTE FUNCTION seals_append_only();
--> statement-breakpoint
CREATE TRIGGER seals_append_only_truncate BEFORE TRUNCATE ON seals FOR EACH STATEMENT EXECUTE FUNCTION seals_append_only();
--> statement-breakpoint
COMMENT ON VIEW open_notes IS 'Notes that are not deleted.';
--> statement-breakpoint
COMMENT ON VIEW billing.ledger IS 'Entries with the invoice of their line: joined, grouped and counted, in a Postgres schema of its own.';
--> statement-breakpoint
COMMENT ON VIEW note_states IS 'Every note, deleted or not, with what was logged under its slug.';
--> statement-breakpoint
COMMENT ON VIEW kept_notes IS 'A view over a view.';
--> statement-breakpoint
COMMENT ON VIEW emptied IS 'Of milliseconds, of types of one''s own and of a quoted keyword, without a key.';
