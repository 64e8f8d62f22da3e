
-- == before
create type e as enum ('a','b','c');
create table t(id int primary key, a e not null default 'a', constraint ck check (a <> 'b'));
create index ix on t (a) where a = 'a';
create view v as select * from t where a = 'c';
create function f(x e) returns e language sql as $$ select x $$;

-- == after
create type e as enum ('a','c');
create table t(id int primary key, a e not null default 'a', constraint ck check (a <> 'c'));
create index ix on t (a) where a = 'a';
create view v as select * from t where a = 'c';
create function f(x e) returns e language sql as $$ select x $$;

-- == rows before
insert into t values (1,'a');
