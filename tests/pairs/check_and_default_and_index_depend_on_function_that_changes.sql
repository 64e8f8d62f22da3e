
-- == before
create function f(int) returns int language sql immutable as $$ select $1 $$;
create table t (id int default f(3), a int generated always as (f(id)) stored, check (f(id) > 0));
create index i on t (f(id));

-- == after
create function f(int) returns int language sql immutable as $$ select $1 + 1 $$;
create table t (id int default f(3), a int generated always as (f(id)) stored, check (f(id) > 0));
create index i on t (f(id));

-- == rows before
insert into t values (1);
