
-- == before
create type c as (a int, b text);
create type gone as (x int);
create table t (id int, v c);

-- == after
create type c as (a int, b text, d date);
create table t (id int, v c);

-- == rows before
insert into t values (1, row(1,'x'));

-- == rows after
insert into t values (1, row(1,'x',null));
