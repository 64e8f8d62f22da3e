create table plain (id int, k text);

-- == before
create table m (id int, k text, at date not null) partition by list (k);
create table ma partition of m for values in ('a');

-- == after
create table m (id int, k text, at date not null) partition by range (at);
create table ma partition of m for values from ('2020-01-01') to ('2021-01-01');

-- == refused
-- m is partitioned by
