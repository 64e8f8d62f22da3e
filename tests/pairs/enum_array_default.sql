
-- == before
create type e as enum ('a','b');
create table t(id int, a e[] not null default '{}');

-- == after
create type e as enum ('b');
create table t(id int, a e[] not null default '{b}'::e[]);

-- == rows before
insert into t values (1,'{b}');
