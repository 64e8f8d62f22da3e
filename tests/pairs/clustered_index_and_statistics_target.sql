create table t (id int primary key, a int);
create index i on t(a, (a+1));

-- == before

-- == after
alter table t cluster on i;
alter index i alter column 2 set statistics 400;
