
-- == before

-- == after
create table t (id int, a text);
create function f() returns setof t language sql stable as $$ select * from t $$;
create view v as select * from f();
create function g() returns bigint language sql as $$ select count(*) from v $$;
