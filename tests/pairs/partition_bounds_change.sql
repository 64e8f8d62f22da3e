
-- == before
create table m (id int, at date not null) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2021-01-01');

-- == after
create table m (id int, at date not null) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2022-01-01');

-- == rows before
insert into m values (1,'2020-05-01');
