
-- == before
create table m (id int, at date not null, a int) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2021-01-01');

-- == after
create table m (id int, at date not null, a int) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2021-01-01');
create index loc on m1 (a);
alter table m1 alter a set default 5;
alter table m1 add constraint lc check (a > 0);
alter table m1 alter a set not null;
comment on table m1 is 'p';

-- == rows before
insert into m values (1,'2020-05-01', 4);
