
-- == before
create table t1 (id int);
create sequence t1_id_seq owned by t1.id;
alter table t1 alter id set default nextval('t1_id_seq');
create sequence my_seq start 5;
create table t2 (id int default nextval('my_seq'));
create table t3 (id int not null);
create sequence odd increment 3 owned by t3.id;
alter table t3 alter id set default nextval('odd');

-- == after
create table t1 (id serial);
create sequence my_seq start 5 increment 2;
create table t2 (id bigint default nextval('my_seq'));
alter sequence my_seq owned by t2.id;
create table t3 (id int not null);
create sequence odd increment 4;
alter table t3 alter id set default nextval('odd');

-- == rows before
insert into t1 values (1);
insert into t2 default values;
insert into t3 default values;

-- == rows after
insert into t1 values (1);
insert into t2 default values;
insert into t3 default values;
