
-- == before
create function f(int) returns int language sql immutable as $$ select $1 $$;
create table t (id int default f(3), check (f(id) > 0));
create index i on t (f(id));

-- == after
create function f(int) returns bigint language sql immutable as $$ select $1::bigint $$;
create table t (id int default f(3), check (f(id) > 0));
create index i on t (f(id));

-- == rows before
insert into t values (1);
