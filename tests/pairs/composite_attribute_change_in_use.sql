
-- == before
create type c as (a int, b text);
create table t (id int, v c);
create view vv as select (v).a from t;

-- == after
create type c as (a bigint, b text);
create table t (id int, v c);
create view vv as select (v).a from t;
