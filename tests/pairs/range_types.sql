
-- == before
create type fr as range (subtype = float8);

-- == after
create type fr as range (subtype = float8, subtype_diff = float8mi);
create type tr as range (subtype = timestamptz, multirange_type_name = tr_multi);
create table t (a tr, b tr_multi);
