
-- == before
create domain d1 as int;
create table t (a d1 default 3, b int);
create view v as select a from t;

-- == after
create domain d1 as bigint;
create table t (a d1 default 3, b int);
create view v as select a from t;

-- == rows before
insert into t values (5,1);
