create table t (id int, a text);
create view v as select * from t;
create function f() returns int language sql as $$ select 1 $$;
create sequence s;
create type e as enum ('a');

-- == before
grant select on t to public;

-- == after
grant select, insert on t to public;
grant update (a) on t to public;
grant select on v to public;
grant usage on sequence s to public;
revoke execute on function f() from public;
revoke usage on type e from public;
alter default privileges grant select on tables to public;
