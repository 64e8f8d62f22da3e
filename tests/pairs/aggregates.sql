
-- == before
create function sf(int, int) returns int language sql immutable as $$ select $1 + $2 $$;
create aggregate mysum(int) (sfunc = sf, stype = int, initcond = '0');

-- == after
create function sf(int, int) returns int language sql immutable as $$ select $1 + $2 $$;
create aggregate mysum(int) (sfunc = sf, stype = int, initcond = '5');
create aggregate a2(int) (sfunc = sf, stype = int);
create table t (a int);
create view v as select mysum(a) from t;
