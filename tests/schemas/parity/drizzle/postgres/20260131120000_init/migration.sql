CREATE TABLE scalars (
    id bigint NOT NULL,
    flag boolean,
    small smallint,
    whole integer,
    large bigint,
    single double precision,
    double double precision,
    price numeric(10,2),
    longest numeric(18,18),
    units numeric(5,0),
    precise numeric(28,10),
    cents numeric(6,2),
    title text COLLATE "C",
    code text COLLATE "C",
    blob bytea,
    token uuid,
    micros timestamp with time zone,
    millis timestamp with time zone,
    seconds timestamp with time zone,
    written timestamp with time zone,
    day date,
    hour time without time zone,
    data jsonb,
    mood text COLLATE "C",
    CONSTRAINT scalars_pkey PRIMARY KEY (id),
    CONSTRAINT scalars_blob_check CHECK (octet_length(blob) <= 2600),
    CONSTRAINT scalars_cents_check CHECK (cents <> 'NaN'),
    CONSTRAINT scalars_code_check CHECK (char_length(code) <= 5),
    CONSTRAINT scalars_day_check CHECK (day BETWEEN '0001-01-01' AND '9999-12-31'),
    CONSTRAINT scalars_double_check CHECK (abs(double) <= 1.7976931348623157e308),
    CONSTRAINT scalars_hour_check CHECK (hour < '24:00'),
    CONSTRAINT scalars_longest_check CHECK (longest <> 'NaN'),
    CONSTRAINT scalars_micros_check CHECK (micros BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scalars_millis_check CHECK (millis BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scalars_mood_check CHECK (mood IN ('calm', '', 'it''s "odd"', 'Ünïcode', 'zz')),
    CONSTRAINT scalars_precise_check CHECK (precise <> 'NaN'),
    CONSTRAINT scalars_price_check CHECK (price <> 'NaN'),
    CONSTRAINT scalars_seconds_check CHECK (seconds BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT scalars_single_check CHECK (abs(single) <= 3.4028234663852886e38),
    CONSTRAINT scalars_title_check CHECK (octet_length(title) <= 1300),
    CONSTRAINT scalars_units_check CHECK (units <> 'NaN'),
    CONSTRAINT scalars_written_check CHECK (written BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX scalars_by_flag ON scalars (flag DESC NULLS LAST, small NULLS FIRST);
--> statement-breakpoint
CREATE INDEX scalars_by_double ON scalars (double NULLS FIRST, single DESC NULLS LAST, price DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX scalars_by_title ON scalars (title DESC NULLS LAST, code NULLS FIRST);
--> statement-breakpoint
CREATE INDEX scalars_by_times ON scalars (seconds NULLS FIRST, millis DESC NULLS LAST, written NULLS FIRST);
--> statement-breakpoint
CREATE INDEX scalars_by_written ON scalars (written DESC NULLS LAST, micros DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX scalars_by_day ON scalars (day NULLS FIRST, hour DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX scalars_by_token ON scalars (token DESC NULLS LAST, blob NULLS FIRST);
--> statement-breakpoint
CREATE INDEX scalars_by_mood ON scalars (mood NULLS FIRST, longest DESC NULLS LAST, units NULLS FIRST);
--> statement-breakpoint
COMMENT ON TABLE scalars IS 'A column of every scalar type, each with room for nothing.';
--> statement-breakpoint
CREATE TABLE depots (
    code text COLLATE "C" NOT NULL,
    "display name" text COLLATE "C" NOT NULL,
    size text COLLATE "C" DEFAULT 'mid',
    meta jsonb NOT NULL DEFAULT '{"a":[1,2.5],"b":{"c":"x"}}',
    CONSTRAINT depots_pkey PRIMARY KEY (code),
    CONSTRAINT "depots_display name_key" UNIQUE ("display name"),
    CONSTRAINT depots_code_check CHECK (char_length(code) <= 6),
    CONSTRAINT "depots_display name_check" CHECK (octet_length("display name") <= 2600),
    CONSTRAINT depots_size_check CHECK (size IN ('low', 'mid', 'high'))
);
--> statement-breakpoint
COMMENT ON TABLE depots IS 'What parcels refer to in every way.';
--> statement-breakpoint
CREATE TABLE lists (
    id integer NOT NULL,
    flags boolean[],
    smalls smallint[],
    wholes integer[],
    larges bigint[],
    singles double precision[],
    doubles double precision[],
    prices numeric(8,3)[],
    titles text[] COLLATE "C",
    codes text[] COLLATE "C",
    blobs bytea[],
    tokens uuid[],
    moments timestamp with time zone[],
    days date[],
    hours time without time zone[],
    label text COLLATE "C" NOT NULL,
    owner text COLLATE "C",
    tags text[] COLLATE "C" NOT NULL DEFAULT ARRAY['a, b', 'NULL', '{}']::text[],
    ranks integer[] NOT NULL DEFAULT ARRAY[]::integer[],
    CONSTRAINT lists_pkey PRIMARY KEY (id),
    CONSTRAINT lists_label_key UNIQUE (label),
    CONSTRAINT lists_owner_fkey FOREIGN KEY (owner) REFERENCES depots (code),
    CONSTRAINT lists_blobs_check CHECK (array_position(blobs, NULL) IS NULL),
    CONSTRAINT lists_codes_check CHECK (array_position(codes, NULL) IS NULL),
    CONSTRAINT lists_days_check CHECK (array_position(days, NULL) IS NULL),
    CONSTRAINT lists_doubles_check CHECK (array_position(doubles, NULL) IS NULL),
    CONSTRAINT lists_flags_check CHECK (array_position(flags, NULL) IS NULL),
    CONSTRAINT lists_hours_check CHECK (array_position(hours, NULL) IS NULL),
    CONSTRAINT lists_label_check CHECK (char_length(label) <= 4),
    CONSTRAINT lists_larges_check CHECK (array_position(larges, NULL) IS NULL),
    CONSTRAINT lists_moments_check CHECK (array_position(moments, NULL) IS NULL),
    CONSTRAINT lists_owner_check CHECK (char_length(owner) <= 6),
    CONSTRAINT lists_prices_check CHECK (array_position(prices, NULL) IS NULL),
    CONSTRAINT lists_ranks_check CHECK (array_position(ranks, NULL) IS NULL),
    CONSTRAINT lists_singles_check CHECK (array_position(singles, NULL) IS NULL),
    CONSTRAINT lists_smalls_check CHECK (array_position(smalls, NULL) IS NULL),
    CONSTRAINT lists_tags_check CHECK (array_position(tags, NULL) IS NULL),
    CONSTRAINT lists_titles_check CHECK (array_position(titles, NULL) IS NULL),
    CONSTRAINT lists_tokens_check CHECK (array_position(tokens, NULL) IS NULL),
    CONSTRAINT lists_wholes_check CHECK (array_position(wholes, NULL) IS NULL)
);
--> statement-breakpoint
CREATE INDEX lists_by_owner ON lists (owner NULLS FIRST, label DESC);
--> statement-breakpoint
COMMENT ON TABLE lists IS 'A list of every scalar type.';
--> statement-breakpoint
CREATE TABLE parcels (
    id smallint NOT NULL,
    owner text COLLATE "C",
    sender text COLLATE "C",
    via text COLLATE "C",
    target text COLLATE "C",
    fallback text COLLATE "C" DEFAULT 'home',
    weight double precision,
    note text COLLATE "C" NOT NULL DEFAULT 'n/a',
    CONSTRAINT parcels_pkey PRIMARY KEY (id),
    CONSTRAINT parcels_route_key UNIQUE (sender, target, weight),
    CONSTRAINT parcels_owner_fkey FOREIGN KEY (owner) REFERENCES depots (code) ON DELETE CASCADE,
    CONSTRAINT parcels_sender_fkey FOREIGN KEY (sender) REFERENCES depots (code) ON DELETE RESTRICT,
    CONSTRAINT parcels_via_fkey FOREIGN KEY (via) REFERENCES depots (code) ON DELETE SET NULL,
    CONSTRAINT parcels_target_fkey FOREIGN KEY (target) REFERENCES depots (code),
    CONSTRAINT parcels_fallback_fkey FOREIGN KEY (fallback) REFERENCES depots ("display name") ON DELETE SET DEFAULT,
    CONSTRAINT parcels_note_check CHECK (octet_length(note) <= 1300),
    CONSTRAINT parcels_owner_check CHECK (char_length(owner) <= 6),
    CONSTRAINT parcels_sender_check CHECK (char_length(sender) <= 6),
    CONSTRAINT parcels_target_check CHECK (char_length(target) <= 6),
    CONSTRAINT parcels_via_check CHECK (char_length(via) <= 6),
    CONSTRAINT parcels_weight_check CHECK (abs(weight) <= 1.7976931348623157e308)
);
--> statement-breakpoint
CREATE INDEX parcels_by_owner ON parcels (owner DESC NULLS LAST, weight DESC NULLS LAST, note);
--> statement-breakpoint
CREATE INDEX parcels_by_via ON parcels (via NULLS FIRST, weight NULLS FIRST);
--> statement-breakpoint
COMMENT ON TABLE parcels IS 'Refers to depots in every way.';
--> statement-breakpoint
CREATE TABLE nodes (
    id integer NOT NULL,
    parent integer,
    twin integer,
    anchor integer,
    peer integer,
    label text COLLATE "C" NOT NULL DEFAULT 'n',
    CONSTRAINT nodes_pkey PRIMARY KEY (id),
    CONSTRAINT nodes_twin_key UNIQUE (twin),
    CONSTRAINT nodes_parent_fkey FOREIGN KEY (parent) REFERENCES nodes (id) ON DELETE CASCADE,
    CONSTRAINT nodes_twin_fkey FOREIGN KEY (twin) REFERENCES nodes (id) ON DELETE SET NULL,
    CONSTRAINT nodes_anchor_fkey FOREIGN KEY (anchor) REFERENCES nodes (id) ON DELETE RESTRICT,
    CONSTRAINT nodes_peer_fkey FOREIGN KEY (peer) REFERENCES nodes (id),
    CONSTRAINT nodes_label_check CHECK (char_length(label) <= 3)
);
--> statement-breakpoint
CREATE INDEX nodes_by_parent ON nodes (parent NULLS FIRST, label DESC);
--> statement-breakpoint
CREATE INDEX nodes_by_label ON nodes (label DESC);
--> statement-breakpoint
COMMENT ON TABLE nodes IS 'Refers to itself.';
--> statement-breakpoint
CREATE TABLE teams (
    id uuid NOT NULL,
    org text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    slug text COLLATE "C",
    rank integer DEFAULT 3,
    score double precision,
    labels text[] COLLATE "C" NOT NULL DEFAULT ARRAY['x', 'y']::text[],
    secret uuid NOT NULL DEFAULT gen_random_uuid(),
    founded timestamp with time zone NOT NULL DEFAULT now(),
    touched timestamp with time zone NOT NULL DEFAULT now(),
    seen timestamp with time zone,
    CONSTRAINT teams_pkey PRIMARY KEY (id),
    CONSTRAINT teams_slug_key UNIQUE (slug),
    CONSTRAINT teams_name_key UNIQUE (org, name),
    CONSTRAINT teams_rank_key UNIQUE (org, rank, score),
    CONSTRAINT teams_founded_check CHECK (founded BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT teams_labels_check CHECK (array_position(labels, NULL) IS NULL),
    CONSTRAINT teams_name_check CHECK (octet_length(name) <= 1300),
    CONSTRAINT teams_org_check CHECK (char_length(org) <= 12),
    CONSTRAINT teams_score_check CHECK (abs(score) <= 1.7976931348623157e308),
    CONSTRAINT teams_seen_check CHECK (seen BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT teams_slug_check CHECK (char_length(slug) <= 8),
    CONSTRAINT teams_touched_check CHECK (touched BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
CREATE INDEX teams_by_rank ON teams (org, rank DESC NULLS LAST, name);
--> statement-breakpoint
CREATE INDEX teams_by_score ON teams (org, score NULLS FIRST, rank NULLS FIRST, name DESC);
--> statement-breakpoint
COMMENT ON TABLE teams IS 'The teams of a tenant.';
--> statement-breakpoint
CREATE TABLE members (
    team_id uuid NOT NULL,
    number smallint NOT NULL,
    org text COLLATE "C" NOT NULL,
    nick text COLLATE "C",
    mood text COLLATE "C" NOT NULL DEFAULT 'calm',
    joined date,
    pay numeric(8,2) NOT NULL DEFAULT 10.00,
    buddy uuid,
    CONSTRAINT members_pkey PRIMARY KEY (team_id, number),
    CONSTRAINT members_nick_key UNIQUE (org, nick, mood),
    CONSTRAINT members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT members_buddy_fkey FOREIGN KEY (buddy) REFERENCES teams (id) ON DELETE SET NULL,
    CONSTRAINT members_joined_check CHECK (joined BETWEEN '0001-01-01' AND '9999-12-31'),
    CONSTRAINT members_mood_check CHECK (mood IN ('calm', '', 'it''s "odd"', 'Ünïcode', 'zz')),
    CONSTRAINT members_nick_check CHECK (char_length(nick) <= 5),
    CONSTRAINT members_org_check CHECK (char_length(org) <= 12),
    CONSTRAINT members_pay_check CHECK (pay <> 'NaN')
);
--> statement-breakpoint
CREATE INDEX members_by_mood ON members (org, mood, joined DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX members_by_pay ON members (pay DESC, joined DESC NULLS LAST);
--> statement-breakpoint
COMMENT ON TABLE members IS 'The members of a team.';
--> statement-breakpoint
CREATE TABLE tickets (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    desk integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    subject text COLLATE "C",
    urgency text COLLATE "C" NOT NULL DEFAULT 'low',
    cost numeric(12,4) DEFAULT 0.5000,
    CONSTRAINT tickets_pkey PRIMARY KEY (id),
    CONSTRAINT tickets_code_key UNIQUE (code),
    CONSTRAINT tickets_subject_key UNIQUE (desk, subject),
    CONSTRAINT tickets_code_check CHECK (char_length(code) <= 4),
    CONSTRAINT tickets_cost_check CHECK (cost <> 'NaN'),
    CONSTRAINT tickets_subject_check CHECK (octet_length(subject) <= 2600),
    CONSTRAINT tickets_urgency_check CHECK (urgency IN ('low', 'mid', 'high'))
);
--> statement-breakpoint
CREATE INDEX tickets_by_urgency ON tickets (desk, urgency DESC, cost NULLS FIRST);
--> statement-breakpoint
COMMENT ON TABLE tickets IS 'The database numbers these.';
--> statement-breakpoint
CREATE TABLE stays (
    room text COLLATE "C" NOT NULL,
    arrival date NOT NULL,
    since timestamp with time zone NOT NULL,
    fee numeric(7,3) NOT NULL,
    guest uuid,
    wake time without time zone,
    note text COLLATE "C",
    CONSTRAINT stays_pkey PRIMARY KEY (room, arrival, since, fee),
    CONSTRAINT stays_guest_key UNIQUE (guest, arrival, wake),
    CONSTRAINT stays_arrival_check CHECK (arrival BETWEEN '0001-01-01' AND '9999-12-31'),
    CONSTRAINT stays_fee_check CHECK (fee <> 'NaN'),
    CONSTRAINT stays_room_check CHECK (char_length(room) <= 10),
    CONSTRAINT stays_since_check CHECK (since BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT stays_wake_check CHECK (wake < '24:00')
);
--> statement-breakpoint
CREATE INDEX stays_by_guest ON stays (guest DESC NULLS LAST, wake NULLS FIRST, arrival DESC);
--> statement-breakpoint
COMMENT ON TABLE stays IS 'A key of several types, each of which sorts in its own way.';
--> statement-breakpoint
CREATE TABLE ticks (
    written timestamp with time zone NOT NULL,
    millis timestamp with time zone NOT NULL,
    micros timestamp with time zone NOT NULL,
    hour time without time zone NOT NULL,
    blob bytea NOT NULL,
    CONSTRAINT ticks_pkey PRIMARY KEY (written, millis, micros, hour),
    CONSTRAINT ticks_hour_check CHECK (hour < '24:00'),
    CONSTRAINT ticks_micros_check CHECK (micros BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT ticks_millis_check CHECK (millis BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'),
    CONSTRAINT ticks_written_check CHECK (written BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z')
);
--> statement-breakpoint
COMMENT ON TABLE ticks IS 'Times as keys, in every storage.';
--> statement-breakpoint
CREATE TABLE settings (
    account uuid NOT NULL,
    theme text COLLATE "C" NOT NULL DEFAULT 'dark',
    data jsonb NOT NULL DEFAULT '[]',
    CONSTRAINT settings_pkey PRIMARY KEY (account),
    CONSTRAINT settings_theme_check CHECK (char_length(theme) <= 4)
);
--> statement-breakpoint
COMMENT ON TABLE settings IS 'One row a tenant.';
--> statement-breakpoint
CREATE TABLE "Odd ""Tables""" (
    "Key" bytea NOT NULL,
    "select" boolean NOT NULL,
    "group by" text COLLATE "C" NOT NULL,
    "a""b" text COLLATE "C",
    "it's" integer,
    CONSTRAINT "Odd ""Tables""_pkey" PRIMARY KEY ("Key", "select"),
    CONSTRAINT "Odd Where" UNIQUE ("group by", "it's"),
    CONSTRAINT "Odd ""Tables""_Key_check" CHECK (octet_length("Key") <= 2600),
    CONSTRAINT "Odd ""Tables""_a""b_check" CHECK ("a""b" IN ('low', 'mid', 'high')),
    CONSTRAINT "Odd ""Tables""_group by_check" CHECK (octet_length("group by") <= 2600)
);
--> statement-breakpoint
CREATE INDEX "Odd By Type" ON "Odd ""Tables""" ("a""b" DESC NULLS LAST, "it's" NULLS FIRST);
--> statement-breakpoint
COMMENT ON TABLE "Odd ""Tables""" IS 'Names that need quotes, and words that are reserved.';
