
-- == before
create table t (id int);
create unlogged table u (id int);
create table o (id int) with (fillfactor=70);
create table o2 (id int, a text);
alter table o2 alter a set storage external;
alter table o2 alter a set statistics 500;

-- == after
create unlogged table t (id int);
create table u (id int);
create table o (id int) with (fillfactor=80, autovacuum_enabled=false);
create table o2 (id int, a text);
