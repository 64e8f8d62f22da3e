CREATE TABLE items (
    id INTEGER NOT NULL,
    rank INTEGER,
    day TEXT NOT NULL,
    label TEXT,
    color TEXT NOT NULL DEFAULT 'red',
    CONSTRAINT items_pkey PRIMARY KEY (id),
    CONSTRAINT items_color_check CHECK (color IN ('red', 'green')),
    CONSTRAINT items_day_check CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND day >= '0001' AND date(day) IS day),
    CONSTRAINT items_label_check CHECK (length(label) <= 50 AND instr(label, char(0)) = 0),
    CONSTRAINT items_rank_check CHECK (rank BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE INDEX items_up ON items (rank, day, label);
--> statement-breakpoint
CREATE INDEX items_down ON items (rank DESC, day DESC);
--> statement-breakpoint
CREATE INDEX items_mixed ON items (day DESC, rank);
--> statement-breakpoint
CREATE INDEX items_by_day ON items (day);
--> statement-breakpoint
CREATE INDEX items_by_label ON items (label, day DESC);
--> statement-breakpoint
CREATE INDEX items_by_color ON items (color DESC, label DESC);
--> statement-breakpoint
CREATE TABLE parts (
    item_id INTEGER NOT NULL,
    token BLOB NOT NULL,
    sizes TEXT NOT NULL DEFAULT '[]',
    CONSTRAINT parts_pkey PRIMARY KEY (item_id, token),
    CONSTRAINT parts_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id) ON DELETE CASCADE,
    CONSTRAINT parts_sizes_check CHECK (iif(json_valid(sizes), json_type(sizes) = 'array', json_valid(sizes))),
    CONSTRAINT parts_token_check CHECK (length(token) = 16)
) STRICT;
--> statement-breakpoint
CREATE TABLE accounts (
    id BLOB NOT NULL,
    org TEXT NOT NULL,
    name TEXT NOT NULL,
    level INTEGER NOT NULL DEFAULT 1,
    note TEXT,
    data TEXT NOT NULL DEFAULT '{}',
    touched_at INTEGER,
    updated_at INTEGER NOT NULL,
    CONSTRAINT accounts_pkey PRIMARY KEY (id),
    CONSTRAINT accounts_data_check CHECK (json_valid(data)),
    CONSTRAINT accounts_id_check CHECK (length(id) = 16),
    CONSTRAINT accounts_level_check CHECK (level BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT accounts_name_check CHECK (length(name) <= 50 AND instr(name, char(0)) = 0),
    CONSTRAINT accounts_note_check CHECK (instr(note, char(0)) = 0),
    CONSTRAINT accounts_org_check CHECK (length(org) <= 50 AND instr(org, char(0)) = 0),
    CONSTRAINT accounts_touched_at_check CHECK (touched_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT accounts_updated_at_check CHECK (updated_at BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX accounts_by_name ON accounts (org, name);
--> statement-breakpoint
CREATE TABLE tickets (
    number INTEGER NOT NULL CONSTRAINT tickets_pkey PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL,
    CONSTRAINT tickets_subject_check CHECK (length(subject) <= 50 AND instr(subject, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX tickets_subject_key ON tickets (subject);
--> statement-breakpoint
CREATE TABLE everything (
    id BLOB NOT NULL,
    code TEXT NOT NULL,
    flag INTEGER NOT NULL DEFAULT 1,
    small INTEGER NOT NULL DEFAULT -3,
    whole INTEGER NOT NULL DEFAULT 1000000,
    big INTEGER DEFAULT 9000000000,
    ratio REAL NOT NULL DEFAULT 0.5,
    exact REAL NOT NULL DEFAULT 2.75,
    price INTEGER NOT NULL DEFAULT 1250,
    huge TEXT,
    title TEXT NOT NULL DEFAULT 'it''s "new"',
    blob BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    old_at INTEGER,
    older_at TEXT,
    day TEXT NOT NULL,
    hour TEXT,
    data TEXT NOT NULL DEFAULT '{"a":[1,2],"b":"x"}',
    color TEXT,
    flags TEXT NOT NULL DEFAULT '[true]',
    scores TEXT NOT NULL DEFAULT '[1,2]',
    ratios TEXT NOT NULL DEFAULT '[]',
    prices TEXT,
    tags TEXT NOT NULL DEFAULT '["a"]',
    blobs TEXT NOT NULL DEFAULT '[]',
    tokens TEXT NOT NULL DEFAULT '[]',
    times TEXT NOT NULL DEFAULT '[]',
    days TEXT NOT NULL DEFAULT '[]',
    CONSTRAINT everything_pkey PRIMARY KEY (id),
    CONSTRAINT everything_blobs_check CHECK (iif(json_valid(blobs), json_type(blobs) = 'array', json_valid(blobs))),
    CONSTRAINT everything_code_check CHECK (length(code) <= 20 AND instr(code, char(0)) = 0),
    CONSTRAINT everything_color_check CHECK (color IN ('red', 'green')),
    CONSTRAINT everything_data_check CHECK (json_valid(data)),
    CONSTRAINT everything_day_check CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND day >= '0001' AND date(day) IS day),
    CONSTRAINT everything_days_check CHECK (iif(json_valid(days), json_type(days) = 'array', json_valid(days))),
    CONSTRAINT everything_exact_check CHECK (abs(exact) <= 1.7976931348623157e308),
    CONSTRAINT everything_flag_check CHECK (flag IN (0, 1)),
    CONSTRAINT everything_flags_check CHECK (iif(json_valid(flags), json_type(flags) = 'array', json_valid(flags))),
    CONSTRAINT everything_hour_check CHECK (hour GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' AND hour < '24'),
    CONSTRAINT everything_huge_check CHECK (instr(huge, char(0)) = 0),
    CONSTRAINT everything_id_check CHECK (length(id) = 16),
    CONSTRAINT everything_made_at_check CHECK (made_at BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT everything_old_at_check CHECK (old_at BETWEEN -62135596800 AND 253402207200),
    CONSTRAINT everything_older_at_check CHECK (older_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'),
    CONSTRAINT everything_price_check CHECK (price BETWEEN -9999999999 AND 9999999999),
    CONSTRAINT everything_prices_check CHECK (iif(json_valid(prices), json_type(prices) = 'array', json_valid(prices))),
    CONSTRAINT everything_ratio_check CHECK (abs(ratio) <= 3.4028234663852886e38),
    CONSTRAINT everything_ratios_check CHECK (iif(json_valid(ratios), json_type(ratios) = 'array', json_valid(ratios))),
    CONSTRAINT everything_scores_check CHECK (iif(json_valid(scores), json_type(scores) = 'array', json_valid(scores))),
    CONSTRAINT everything_small_check CHECK (small BETWEEN -32768 AND 32767),
    CONSTRAINT everything_tags_check CHECK (iif(json_valid(tags), json_type(tags) = 'array', json_valid(tags))),
    CONSTRAINT everything_times_check CHECK (iif(json_valid(times), json_type(times) = 'array', json_valid(times))),
    CONSTRAINT everything_title_check CHECK (instr(title, char(0)) = 0),
    CONSTRAINT everything_tokens_check CHECK (iif(json_valid(tokens), json_type(tokens) = 'array', json_valid(tokens))),
    CONSTRAINT everything_whole_check CHECK (whole BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX everything_code_key ON everything (code);
--> statement-breakpoint
CREATE TABLE prices (
    amount INTEGER NOT NULL,
    since INTEGER NOT NULL,
    blob BLOB,
    color TEXT NOT NULL,
    CONSTRAINT prices_pkey PRIMARY KEY (amount, since),
    CONSTRAINT prices_amount_check CHECK (amount BETWEEN -999999 AND 999999),
    CONSTRAINT prices_color_check CHECK (color IN ('red', 'green')),
    CONSTRAINT prices_since_check CHECK (since BETWEEN -62135596800000 AND 253402207200999)
) STRICT;
