
-- == before
create sequence a;
create table t (id int default nextval('a'));

-- == after
create sequence a increment 10 cache 5;
create table t (id int default nextval('a'));

-- == rows before
insert into t select from generate_series(1,5);
