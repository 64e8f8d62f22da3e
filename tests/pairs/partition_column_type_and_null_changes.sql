
-- == before
create table m (id int, at date not null, a varchar(5), b int) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2021-01-01');
create index mi on m (a);

-- == after
create table m (id bigint not null, at date not null, a text default 'z', b int) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2021-01-01');
create unique index mi on m (a, at);

-- == rows before
insert into m values (1,'2020-05-01','a',2);
