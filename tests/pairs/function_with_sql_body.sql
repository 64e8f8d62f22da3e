create table t (id int, a text);

-- == before
create function f() returns bigint language sql begin atomic select count(*) from t; end;

-- == after
create function f() returns bigint language sql begin atomic select count(*) + 1 from t where a is not null; end;
