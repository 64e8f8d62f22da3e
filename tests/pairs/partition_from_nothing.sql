
-- == before

-- == after
create table l (id int, k text, v int default 3, constraint ck check (v > 0)) partition by list (k);
create table la partition of l for values in ('a','b');
create table ln partition of l for values in (null);
create table ld partition of l default;
create index li on l (id);
create table h (id int primary key, b text) partition by hash (id);
create table h0 partition of h for values with (modulus 2, remainder 0);
create table h1 partition of h for values with (modulus 2, remainder 1);
create table r (id bigint generated always as identity, at timestamptz not null default now(), c text) partition by range (at, lower(c));
create table r1 partition of r for values from (minvalue, minvalue) to ('2020-01-01', 'm') ;
create table r2 partition of r for values from ('2020-01-01','m') to (maxvalue, maxvalue) partition by list (c);
create table r2a partition of r2 for values in ('x');
