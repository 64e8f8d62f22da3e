create table u(x int);

-- == before
create type e as enum ('a','b');
comment on type e is 'enum';
create table t(a e default 'a');

-- == after
create type e as enum ('a','b','c');
comment on type e is 'enum!';
create table t(a e default 'c');

-- == rows before
insert into t values ('a'),('b');
