
-- == before
create type e as enum ('a','b');
create domain de as e;
create table t(id int, a de);

-- == after
create type e as enum ('a');
create domain de as e;
create table t(id int, a de);

-- == rows before
insert into t values (1,'a');
