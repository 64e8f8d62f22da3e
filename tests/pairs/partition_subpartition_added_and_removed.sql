
-- == before
create table m (id int, k text, at date not null) partition by list (k);
create table ma partition of m for values in ('a') partition by range (at);
create table ma1 partition of ma for values from ('2020-01-01') to ('2021-01-01');

-- == after
create table m (id int, k text, at date not null) partition by list (k);
create table ma partition of m for values in ('a') partition by range (at);
create table ma1 partition of ma for values from ('2020-01-01') to ('2021-01-01');
create table ma2 partition of ma default;
create table mb partition of m for values in ('b');

-- == rows before
insert into m values (1,'a','2020-02-02');
