
-- == before
create type e as enum ('a','c');
create table t(id int primary key, a e not null default 'a', l e[]);

-- == after
create type e as enum ('a','b','c');
create table t(id int primary key, a e not null default 'a', l e[]);

-- == rows before
insert into t values (1,'a','{a,c}'),(2,'c',null);
