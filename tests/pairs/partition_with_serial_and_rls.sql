
-- == before
create table foobar(id int, foo varchar(255), bar text collate "POSIX" not null default 'some default', fizz serial, check (fizz > 0), primary key (foo, id), unique (foo, bar)) partition by list (foo);
create table foobar_1 partition of foobar for values in ('foo_1');

-- == after
create table foobar(id int, foo varchar(255), bar text collate "POSIX" not null default 'some default', fizz serial, check (fizz > 0), primary key (foo, id), unique (foo, bar)) partition by list (foo);
alter table foobar replica identity full;
alter table foobar enable row level security;
create table foobar_1 partition of foobar for values in ('foo_1');
alter table foobar_1 force row level security;
create table foobar_2 partition of foobar for values in ('foo_2');
create unique index loc on foobar_2 (foo);

-- == rows before
insert into foobar values (1,'foo_1');

-- == rows after
insert into foobar values (1,'foo_1');
