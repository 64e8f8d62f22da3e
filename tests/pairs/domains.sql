
-- == before
create domain d1 as int check (value > 0);
create domain d2 as text;
create domain d3 as varchar(10) not null default 'x';
create domain gone as int;
create table t (a d1, b d2, c d3);

-- == after
create domain d1 as int check (value > 1);
create domain d2 as text default 'q' constraint lc check (value = lower(value));
create domain d3 as varchar(10);
create domain new as int[];
create table t (a d1, b d2, c d3);

-- == rows before
insert into t values (5,'a','b');

-- == rows after
insert into t values (5,'a','b');
