create table t (id int primary key, a text, b int check (b>0));
create index t_a on t (a);
create view v as select a from t;
create materialized view mv as select a from t;
create function f(x int) returns int language sql as $$ select x $$;
create procedure p(x int) language sql as $$ select x $$;
create type e as enum ('a','b');
create domain d as int;
create type ct as (a int, b text);
create sequence s;
create schema sc;
create function trg() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger tr before insert on t for each row execute function trg();
create policy pol on t using (true);
create extension citext;

-- == before

-- == after
comment on table t is 'it''s a table';
comment on column t.a is 'col';
comment on constraint t_pkey on t is 'pk';
comment on constraint t_b_check on t is 'ck';
comment on index t_a is 'ix';
comment on view v is 'view';
comment on column v.a is 'view col';
comment on materialized view mv is 'mview';
comment on column mv.a is 'mview col';
comment on function f(int) is 'fn';
comment on procedure p(int) is 'proc';
comment on type e is 'enum';
comment on domain d is 'dom';
comment on type ct is 'comp';
comment on column ct.a is 'comp col';
comment on sequence s is 'seq';
comment on schema sc is 'schema';
comment on trigger tr on t is 'trg';
comment on policy pol on t is 'pol';
