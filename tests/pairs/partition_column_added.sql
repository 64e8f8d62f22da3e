
-- == before
create table m (id int not null, at date not null) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2021-01-01');

-- == after
create table m (id int not null, at date not null, a text not null default 'x', b int check (b > 0)) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2021-01-01');
create index mi on m(a);

-- == rows before
insert into m values (1,'2020-05-01');

-- == rows after
insert into m values (1,'2020-05-01','y',3);
