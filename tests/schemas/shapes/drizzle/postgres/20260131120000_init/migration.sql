CREATE TABLE items (
    id bigint NOT NULL,
    rank integer,
    day date NOT NULL,
    label text COLLATE "C",
    color text COLLATE "C" NOT NULL DEFAULT 'red',
    CONSTRAINT items_pkey PRIMARY KEY (id),
    CONSTRAINT items_color_check CHECK (color IN ('red', 'green')),
    CONSTRAINT items_day_check CHECK (day BETWEEN '0001-01-01' AND '9999-12-31'),
    CONSTRAINT items_label_check CHECK (char_length(label) <= 50)
);
--> statement-breakpoint
CREATE INDEX items_up ON items (rank NULLS FIRST, day, label NULLS FIRST);
--> statement-breakpoint
CREATE INDEX items_down ON items (rank DESC NULLS LAST, day DESC);
--> statement-breakpoint
CREATE INDEX items_mixed ON items (day DESC, rank NULLS FIRST);
--> statement-breakpoint
CREATE INDEX items_by_day ON items (day);
--> statement-breakpoint
CREATE INDEX items_by_label ON items (label NULLS FIRST, day DESC);
--> statement-breakpoint
CREATE INDEX items_by_color ON items (color DESC, label DESC NULLS LAST);
--> statement-breakpoint
CREATE TABLE parts (
    item_id bigint NOT NULL,
    token uuid NOT NULL,
    sizes numeric(6,2)[] NOT NULL DEFAULT ARRAY[]::numeric(6,2)[],
    CONSTRAINT parts_pkey PRIMARY KEY (item_id, token),
    CONSTRAINT parts_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id) ON DELETE CASCADE,
    CONSTRAINT parts_sizes_check CHECK (array_position(sizes, NULL) IS NULL)
);
--> statement-breakpoint
CREATE TABLE accounts (
    id uuid NOT NULL,
    org text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    level integer NOT NULL DEFAULT 1,
    note text COLLATE "C",
    data jsonb NOT NULL DEFAULT '{}',
    touched_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT accounts_pkey PRIMARY KEY (id),
    CONSTRAINT accounts_by_name UNIQUE (org, name),
    CONSTRAINT accounts_name_check CHECK (char_length(name) <= 50),
    CONSTRAINT accounts_org_check CHECK (char_length(org) <= 50),
    CONSTRAINT accounts_touched_at_check CHECK (touched_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT accounts_updated_at_check CHECK (updated_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE TABLE tickets (
    number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    subject text COLLATE "C" NOT NULL,
    CONSTRAINT tickets_pkey PRIMARY KEY (number),
    CONSTRAINT tickets_subject_key UNIQUE (subject),
    CONSTRAINT tickets_subject_check CHECK (char_length(subject) <= 50)
);
--> statement-breakpoint
CREATE TABLE everything (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    code text COLLATE "C" NOT NULL,
    flag boolean NOT NULL DEFAULT true,
    small smallint NOT NULL DEFAULT -3,
    whole integer NOT NULL DEFAULT 1000000,
    big bigint DEFAULT 9000000000,
    ratio double precision NOT NULL DEFAULT 0.5,
    exact double precision NOT NULL DEFAULT 2.75,
    price numeric(10,2) NOT NULL DEFAULT 12.50,
    huge numeric(28,8),
    title text COLLATE "C" NOT NULL DEFAULT 'it''s "new"',
    blob bytea NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    old_at timestamp with time zone,
    older_at timestamp with time zone,
    day date NOT NULL,
    hour time without time zone,
    data jsonb NOT NULL DEFAULT '{"a":[1,2],"b":"x"}',
    color text COLLATE "C",
    flags boolean[] NOT NULL DEFAULT ARRAY[true]::boolean[],
    scores integer[] NOT NULL DEFAULT ARRAY[1, 2]::integer[],
    ratios double precision[] NOT NULL DEFAULT ARRAY[]::double precision[],
    prices numeric(6,2)[],
    tags text[] COLLATE "C" NOT NULL DEFAULT ARRAY['a']::text[],
    blobs bytea[] NOT NULL DEFAULT ARRAY[]::bytea[],
    tokens uuid[] NOT NULL DEFAULT ARRAY[]::uuid[],
    times timestamp with time zone[] NOT NULL DEFAULT ARRAY[]::timestamp with time zone[],
    days date[] NOT NULL DEFAULT ARRAY[]::date[],
    CONSTRAINT everything_pkey PRIMARY KEY (id),
    CONSTRAINT everything_code_key UNIQUE (code),
    CONSTRAINT everything_blobs_check CHECK (array_position(blobs, NULL) IS NULL),
    CONSTRAINT everything_code_check CHECK (char_length(code) <= 20),
    CONSTRAINT everything_color_check CHECK (color IN ('red', 'green')),
    CONSTRAINT everything_day_check CHECK (day BETWEEN '0001-01-01' AND '9999-12-31'),
    CONSTRAINT everything_days_check CHECK (array_position(days, NULL) IS NULL),
    CONSTRAINT everything_exact_check CHECK (abs(exact) <= 1.7976931348623157e308),
    CONSTRAINT everything_flags_check CHECK (array_position(flags, NULL) IS NULL),
    CONSTRAINT everything_hour_check CHECK (hour < '24:00'),
    CONSTRAINT everything_huge_check CHECK (huge <> 'NaN'),
    CONSTRAINT everything_made_at_check CHECK (made_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT everything_old_at_check CHECK (old_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT everything_older_at_check CHECK (older_at BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT everything_price_check CHECK (price <> 'NaN'),
    CONSTRAINT everything_prices_check CHECK (array_position(prices, NULL) IS NULL),
    CONSTRAINT everything_ratio_check CHECK (abs(ratio) <= 3.4028234663852886e38),
    CONSTRAINT everything_ratios_check CHECK (array_position(ratios, NULL) IS NULL),
    CONSTRAINT everything_scores_check CHECK (array_position(scores, NULL) IS NULL),
    CONSTRAINT everything_tags_check CHECK (array_position(tags, NULL) IS NULL),
    CONSTRAINT everything_times_check CHECK (array_position(times, NULL) IS NULL),
    CONSTRAINT everything_tokens_check CHECK (array_position(tokens, NULL) IS NULL)
);
--> statement-breakpoint
CREATE TABLE prices (
    amount numeric(6,2) NOT NULL,
    since timestamp with time zone NOT NULL,
    blob bytea,
    color text COLLATE "C" NOT NULL,
    CONSTRAINT prices_pkey PRIMARY KEY (amount, since),
    CONSTRAINT prices_amount_check CHECK (amount <> 'NaN'),
    CONSTRAINT prices_color_check CHECK (color IN ('red', 'green')),
    CONSTRAINT prices_since_check CHECK (since BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
