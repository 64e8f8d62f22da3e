
-- == before
create function f(a int) returns int language sql as $$ select $1 $$;
create view v as select f(1);

-- == after
create function f(b int) returns int language sql as $$ select $1 $$;
create view v as select f(1);
