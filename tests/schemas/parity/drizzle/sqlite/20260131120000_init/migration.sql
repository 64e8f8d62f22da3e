CREATE TABLE scalars (
    id INTEGER NOT NULL,
    flag INTEGER,
    small INTEGER,
    whole INTEGER,
    large INTEGER,
    single REAL,
    double REAL,
    price INTEGER,
    longest INTEGER,
    units INTEGER,
    precise TEXT,
    cents TEXT,
    title TEXT,
    code TEXT,
    blob BLOB,
    token BLOB,
    micros INTEGER,
    millis INTEGER,
    seconds INTEGER,
    written TEXT,
    day TEXT,
    hour TEXT,
    data TEXT,
    mood TEXT,
    CONSTRAINT scalars_pkey PRIMARY KEY (id),
    CONSTRAINT scalars_blob_check CHECK (length(blob) <= 2600),
    CONSTRAINT scalars_cents_check CHECK (instr(cents, char(0)) = 0),
    CONSTRAINT scalars_code_check CHECK (length(code) <= 5 AND instr(code, char(0)) = 0),
    CONSTRAINT scalars_data_check CHECK (json_valid(data)),
    CONSTRAINT scalars_day_check CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND day >= '0001' AND date(day) IS day),
    CONSTRAINT scalars_double_check CHECK (abs(double) <= 1.7976931348623157e308),
    CONSTRAINT scalars_flag_check CHECK (flag IN (0, 1)),
    CONSTRAINT scalars_hour_check CHECK (hour GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' AND hour < '24'),
    CONSTRAINT scalars_longest_check CHECK (longest BETWEEN -999999999999999999 AND 999999999999999999),
    CONSTRAINT scalars_micros_check CHECK (micros BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT scalars_millis_check CHECK (millis BETWEEN -62135596800000 AND 253402207200999),
    CONSTRAINT scalars_mood_check CHECK (mood IN ('calm', '', 'it''s "odd"', 'Ünïcode', 'zz')),
    CONSTRAINT scalars_precise_check CHECK (instr(precise, char(0)) = 0),
    CONSTRAINT scalars_price_check CHECK (price BETWEEN -9999999999 AND 9999999999),
    CONSTRAINT scalars_seconds_check CHECK (seconds BETWEEN -62135596800 AND 253402207200),
    CONSTRAINT scalars_single_check CHECK (abs(single) <= 3.4028234663852886e38),
    CONSTRAINT scalars_small_check CHECK (small BETWEEN -32768 AND 32767),
    CONSTRAINT scalars_title_check CHECK (instr(title, char(0)) = 0 AND length(CAST(title AS BLOB)) <= 1300),
    CONSTRAINT scalars_token_check CHECK (length(token) = 16),
    CONSTRAINT scalars_units_check CHECK (units BETWEEN -99999 AND 99999),
    CONSTRAINT scalars_whole_check CHECK (whole BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT scalars_written_check CHECK (written GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE INDEX scalars_by_flag ON scalars (flag DESC, small);
--> statement-breakpoint
CREATE INDEX scalars_by_double ON scalars (double, single DESC, price DESC);
--> statement-breakpoint
CREATE INDEX scalars_by_title ON scalars (title DESC, code);
--> statement-breakpoint
CREATE INDEX scalars_by_times ON scalars (seconds, millis DESC, written);
--> statement-breakpoint
CREATE INDEX scalars_by_written ON scalars (written DESC, micros DESC);
--> statement-breakpoint
CREATE INDEX scalars_by_day ON scalars (day, hour DESC);
--> statement-breakpoint
CREATE INDEX scalars_by_token ON scalars (token DESC, blob);
--> statement-breakpoint
CREATE INDEX scalars_by_mood ON scalars (mood, longest DESC, units);
--> statement-breakpoint
CREATE TABLE depots (
    code TEXT NOT NULL,
    "display name" TEXT NOT NULL,
    size TEXT DEFAULT 'mid',
    meta TEXT NOT NULL DEFAULT '{"a":[1,2.5],"b":{"c":"x"}}',
    CONSTRAINT depots_pkey PRIMARY KEY (code),
    CONSTRAINT depots_code_check CHECK (length(code) <= 6 AND instr(code, char(0)) = 0),
    CONSTRAINT "depots_display name_check" CHECK (instr("display name", char(0)) = 0 AND length(CAST("display name" AS BLOB)) <= 2600),
    CONSTRAINT depots_meta_check CHECK (json_valid(meta)),
    CONSTRAINT depots_size_check CHECK (size IN ('low', 'mid', 'high'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX "depots_display name_key" ON depots ("display name");
--> statement-breakpoint
CREATE TABLE lists (
    id INTEGER NOT NULL,
    flags TEXT,
    smalls TEXT,
    wholes TEXT,
    larges TEXT,
    singles TEXT,
    doubles TEXT,
    prices TEXT,
    titles TEXT,
    codes TEXT,
    blobs TEXT,
    tokens TEXT,
    moments TEXT,
    days TEXT,
    hours TEXT,
    label TEXT NOT NULL,
    owner TEXT,
    tags TEXT NOT NULL DEFAULT '["a, b","NULL","{}"]',
    ranks TEXT NOT NULL DEFAULT '[]',
    CONSTRAINT lists_pkey PRIMARY KEY (id),
    CONSTRAINT lists_owner_fkey FOREIGN KEY (owner) REFERENCES depots (code),
    CONSTRAINT lists_blobs_check CHECK (iif(json_valid(blobs), json_type(blobs) = 'array', json_valid(blobs))),
    CONSTRAINT lists_codes_check CHECK (iif(json_valid(codes), json_type(codes) = 'array', json_valid(codes))),
    CONSTRAINT lists_days_check CHECK (iif(json_valid(days), json_type(days) = 'array', json_valid(days))),
    CONSTRAINT lists_doubles_check CHECK (iif(json_valid(doubles), json_type(doubles) = 'array', json_valid(doubles))),
    CONSTRAINT lists_flags_check CHECK (iif(json_valid(flags), json_type(flags) = 'array', json_valid(flags))),
    CONSTRAINT lists_hours_check CHECK (iif(json_valid(hours), json_type(hours) = 'array', json_valid(hours))),
    CONSTRAINT lists_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT lists_label_check CHECK (length(label) <= 4 AND instr(label, char(0)) = 0),
    CONSTRAINT lists_larges_check CHECK (iif(json_valid(larges), json_type(larges) = 'array', json_valid(larges))),
    CONSTRAINT lists_moments_check CHECK (iif(json_valid(moments), json_type(moments) = 'array', json_valid(moments))),
    CONSTRAINT lists_owner_check CHECK (length(owner) <= 6 AND instr(owner, char(0)) = 0),
    CONSTRAINT lists_prices_check CHECK (iif(json_valid(prices), json_type(prices) = 'array', json_valid(prices))),
    CONSTRAINT lists_ranks_check CHECK (iif(json_valid(ranks), json_type(ranks) = 'array', json_valid(ranks))),
    CONSTRAINT lists_singles_check CHECK (iif(json_valid(singles), json_type(singles) = 'array', json_valid(singles))),
    CONSTRAINT lists_smalls_check CHECK (iif(json_valid(smalls), json_type(smalls) = 'array', json_valid(smalls))),
    CONSTRAINT lists_tags_check CHECK (iif(json_valid(tags), json_type(tags) = 'array', json_valid(tags))),
    CONSTRAINT lists_titles_check CHECK (iif(json_valid(titles), json_type(titles) = 'array', json_valid(titles))),
    CONSTRAINT lists_tokens_check CHECK (iif(json_valid(tokens), json_type(tokens) = 'array', json_valid(tokens))),
    CONSTRAINT lists_wholes_check CHECK (iif(json_valid(wholes), json_type(wholes) = 'array', json_valid(wholes)))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX lists_label_key ON lists (label);
--> statement-breakpoint
CREATE INDEX lists_by_owner ON lists (owner, label DESC);
--> statement-breakpoint
CREATE TABLE parcels (
    id INTEGER NOT NULL,
    owner TEXT,
    sender TEXT,
    via TEXT,
    target TEXT,
    fallback TEXT DEFAULT 'home',
    weight REAL,
    note TEXT NOT NULL DEFAULT 'n/a',
    CONSTRAINT parcels_pkey PRIMARY KEY (id),
    CONSTRAINT parcels_owner_fkey FOREIGN KEY (owner) REFERENCES depots (code) ON DELETE CASCADE,
    CONSTRAINT parcels_sender_fkey FOREIGN KEY (sender) REFERENCES depots (code),
    CONSTRAINT parcels_via_fkey FOREIGN KEY (via) REFERENCES depots (code) ON DELETE SET NULL,
    CONSTRAINT parcels_target_fkey FOREIGN KEY (target) REFERENCES depots (code),
    CONSTRAINT parcels_fallback_fkey FOREIGN KEY (fallback) REFERENCES depots ("display name") ON DELETE SET DEFAULT,
    CONSTRAINT parcels_fallback_check CHECK (instr(fallback, char(0)) = 0),
    CONSTRAINT parcels_id_check CHECK (id BETWEEN -32768 AND 32767),
    CONSTRAINT parcels_note_check CHECK (instr(note, char(0)) = 0 AND length(CAST(note AS BLOB)) <= 1300),
    CONSTRAINT parcels_owner_check CHECK (length(owner) <= 6 AND instr(owner, char(0)) = 0),
    CONSTRAINT parcels_sender_check CHECK (length(sender) <= 6 AND instr(sender, char(0)) = 0),
    CONSTRAINT parcels_target_check CHECK (length(target) <= 6 AND instr(target, char(0)) = 0),
    CONSTRAINT parcels_via_check CHECK (length(via) <= 6 AND instr(via, char(0)) = 0),
    CONSTRAINT parcels_weight_check CHECK (abs(weight) <= 1.7976931348623157e308)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX parcels_route_key ON parcels (sender, target, weight);
--> statement-breakpoint
CREATE INDEX parcels_by_owner ON parcels (owner DESC, weight DESC, note);
--> statement-breakpoint
CREATE INDEX parcels_by_via ON parcels (via, weight);
--> statement-breakpoint
CREATE TABLE nodes (
    id INTEGER NOT NULL,
    parent INTEGER,
    twin INTEGER,
    anchor INTEGER,
    peer INTEGER,
    label TEXT NOT NULL DEFAULT 'n',
    CONSTRAINT nodes_pkey PRIMARY KEY (id),
    CONSTRAINT nodes_parent_fkey FOREIGN KEY (parent) REFERENCES nodes (id) ON DELETE CASCADE,
    CONSTRAINT nodes_twin_fkey FOREIGN KEY (twin) REFERENCES nodes (id) ON DELETE SET NULL,
    CONSTRAINT nodes_anchor_fkey FOREIGN KEY (anchor) REFERENCES nodes (id),
    CONSTRAINT nodes_peer_fkey FOREIGN KEY (peer) REFERENCES nodes (id),
    CONSTRAINT nodes_anchor_check CHECK (anchor BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT nodes_id_check CHECK (id BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT nodes_label_check CHECK (length(label) <= 3 AND instr(label, char(0)) = 0),
    CONSTRAINT nodes_parent_check CHECK (parent BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT nodes_peer_check CHECK (peer BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT nodes_twin_check CHECK (twin BETWEEN -2147483648 AND 2147483647)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX nodes_twin_key ON nodes (twin);
--> statement-breakpoint
CREATE INDEX nodes_by_parent ON nodes (parent, label DESC);
--> statement-breakpoint
CREATE INDEX nodes_by_label ON nodes (label DESC);
--> statement-breakpoint
CREATE TABLE teams (
    id BLOB NOT NULL,
    org TEXT NOT NULL,
    name TEXT NOT NULL,
    slug TEXT,
    rank INTEGER DEFAULT 3,
    score REAL,
    labels TEXT NOT NULL DEFAULT '["x","y"]',
    secret BLOB NOT NULL,
    founded INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    seen INTEGER,
    CONSTRAINT teams_pkey PRIMARY KEY (id),
    CONSTRAINT teams_founded_check CHECK (founded BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT teams_id_check CHECK (length(id) = 16),
    CONSTRAINT teams_labels_check CHECK (iif(json_valid(labels), json_type(labels) = 'array', json_valid(labels))),
    CONSTRAINT teams_name_check CHECK (instr(name, char(0)) = 0 AND length(CAST(name AS BLOB)) <= 1300),
    CONSTRAINT teams_org_check CHECK (length(org) <= 12 AND instr(org, char(0)) = 0),
    CONSTRAINT teams_rank_check CHECK (rank BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT teams_score_check CHECK (abs(score) <= 1.7976931348623157e308),
    CONSTRAINT teams_secret_check CHECK (length(secret) = 16),
    CONSTRAINT teams_seen_check CHECK (seen BETWEEN -62135596800 AND 253402207200),
    CONSTRAINT teams_slug_check CHECK (length(slug) <= 8 AND instr(slug, char(0)) = 0),
    CONSTRAINT teams_touched_check CHECK (touched BETWEEN -62135596800000000 AND 253402207200999999)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX teams_slug_key ON teams (slug);
--> statement-breakpoint
CREATE UNIQUE INDEX teams_name_key ON teams (org, name);
--> statement-breakpoint
CREATE UNIQUE INDEX teams_rank_key ON teams (org, rank, score);
--> statement-breakpoint
CREATE INDEX teams_by_rank ON teams (org, rank DESC, name);
--> statement-breakpoint
CREATE INDEX teams_by_score ON teams (org, score, rank, name DESC);
--> statement-breakpoint
CREATE TABLE members (
    team_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    org TEXT NOT NULL,
    nick TEXT,
    mood TEXT NOT NULL DEFAULT 'calm',
    joined TEXT,
    pay INTEGER NOT NULL DEFAULT 1000,
    buddy BLOB,
    CONSTRAINT members_pkey PRIMARY KEY (team_id, number),
    CONSTRAINT members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT members_buddy_fkey FOREIGN KEY (buddy) REFERENCES teams (id) ON DELETE SET NULL,
    CONSTRAINT members_buddy_check CHECK (length(buddy) = 16),
    CONSTRAINT members_joined_check CHECK (joined GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND joined >= '0001' AND date(joined) IS joined),
    CONSTRAINT members_mood_check CHECK (mood IN ('calm', '', 'it''s "odd"', 'Ünïcode', 'zz')),
    CONSTRAINT members_nick_check CHECK (length(nick) <= 5 AND instr(nick, char(0)) = 0),
    CONSTRAINT members_number_check CHECK (number BETWEEN -32768 AND 32767),
    CONSTRAINT members_org_check CHECK (length(org) <= 12 AND instr(org, char(0)) = 0),
    CONSTRAINT members_pay_check CHECK (pay BETWEEN -99999999 AND 99999999),
    CONSTRAINT members_team_id_check CHECK (length(team_id) = 16)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX members_nick_key ON members (org, nick, mood);
--> statement-breakpoint
CREATE INDEX members_by_mood ON members (org, mood, joined DESC);
--> statement-breakpoint
CREATE INDEX members_by_pay ON members (pay DESC, joined DESC);
--> statement-breakpoint
CREATE TABLE tickets (
    id INTEGER NOT NULL CONSTRAINT tickets_pkey PRIMARY KEY AUTOINCREMENT,
    desk INTEGER NOT NULL,
    code TEXT NOT NULL,
    subject TEXT,
    urgency TEXT NOT NULL DEFAULT 'low',
    cost INTEGER DEFAULT 5000,
    CONSTRAINT tickets_code_check CHECK (length(code) <= 4 AND instr(code, char(0)) = 0),
    CONSTRAINT tickets_cost_check CHECK (cost BETWEEN -999999999999 AND 999999999999),
    CONSTRAINT tickets_desk_check CHECK (desk BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT tickets_subject_check CHECK (instr(subject, char(0)) = 0 AND length(CAST(subject AS BLOB)) <= 2600),
    CONSTRAINT tickets_urgency_check CHECK (urgency IN ('low', 'mid', 'high'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX tickets_code_key ON tickets (code);
--> statement-breakpoint
CREATE UNIQUE INDEX tickets_subject_key ON tickets (desk, subject);
--> statement-breakpoint
CREATE INDEX tickets_by_urgency ON tickets (desk, urgency DESC, cost);
--> statement-breakpoint
CREATE TABLE stays (
    room TEXT NOT NULL,
    arrival TEXT NOT NULL,
    since INTEGER NOT NULL,
    fee INTEGER NOT NULL,
    guest BLOB,
    wake TEXT,
    note TEXT,
    CONSTRAINT stays_pkey PRIMARY KEY (room, arrival, since, fee),
    CONSTRAINT stays_arrival_check CHECK (arrival GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND arrival >= '0001' AND date(arrival) IS arrival),
    CONSTRAINT stays_fee_check CHECK (fee BETWEEN -9999999 AND 9999999),
    CONSTRAINT stays_guest_check CHECK (length(guest) = 16),
    CONSTRAINT stays_note_check CHECK (instr(note, char(0)) = 0),
    CONSTRAINT stays_room_check CHECK (length(room) <= 10 AND instr(room, char(0)) = 0),
    CONSTRAINT stays_since_check CHECK (since BETWEEN -62135596800 AND 253402207200),
    CONSTRAINT stays_wake_check CHECK (wake GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' AND wake < '24')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX stays_guest_key ON stays (guest, arrival, wake);
--> statement-breakpoint
CREATE INDEX stays_by_guest ON stays (guest DESC, wake, arrival DESC);
--> statement-breakpoint
CREATE TABLE ticks (
    written TEXT NOT NULL,
    millis INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    hour TEXT NOT NULL,
    blob BLOB NOT NULL,
    CONSTRAINT ticks_pkey PRIMARY KEY (written, millis, micros, hour),
    CONSTRAINT ticks_hour_check CHECK (hour GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' AND hour < '24'),
    CONSTRAINT ticks_micros_check CHECK (micros BETWEEN -62135596800000000 AND 253402207200999999),
    CONSTRAINT ticks_millis_check CHECK (millis BETWEEN -62135596800000 AND 253402207200999),
    CONSTRAINT ticks_written_check CHECK (written GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE TABLE settings (
    account BLOB NOT NULL,
    theme TEXT NOT NULL DEFAULT 'dark',
    data TEXT NOT NULL DEFAULT '[]',
    CONSTRAINT settings_pkey PRIMARY KEY (account),
    CONSTRAINT settings_account_check CHECK (length(account) = 16),
    CONSTRAINT settings_data_check CHECK (json_valid(data)),
    CONSTRAINT settings_theme_check CHECK (length(theme) <= 4 AND instr(theme, char(0)) = 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE "Odd ""Tables""" (
    "Key" BLOB NOT NULL,
    "select" INTEGER NOT NULL,
    "group by" TEXT NOT NULL,
    "a""b" TEXT,
    "it's" INTEGER,
    CONSTRAINT "Odd ""Tables""_pkey" PRIMARY KEY ("Key", "select"),
    CONSTRAINT "Odd ""Tables""_Key_check" CHECK (length("Key") <= 2600),
    CONSTRAINT "Odd ""Tables""_a""b_check" CHECK ("a""b" IN ('low', 'mid', 'high')),
    CONSTRAINT "Odd ""Tables""_group by_check" CHECK (instr("group by", char(0)) = 0 AND length(CAST("group by" AS BLOB)) <= 2600),
    CONSTRAINT "Odd ""Tables""_it's_check" CHECK ("it's" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "Odd ""Tables""_select_check" CHECK ("select" IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX "Odd Where" ON "Odd ""Tables""" ("group by", "it's");
--> statement-breakpoint
CREATE INDEX "Odd By Type" ON "Odd ""Tables""" ("a""b" DESC, "it's");
