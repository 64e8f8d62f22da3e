create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create table p (id int primary key);

-- == before
create table m (id int references p, at date not null, unique (id, at)) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2021-01-01');
create trigger tr after insert on m for each row execute function f();

-- == after
create table m (id int, at date not null, constraint fk2 foreign key (id) references p on delete cascade, primary key (id, at)) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2021-01-01');
create trigger tr after update on m for each row execute function f();
create table c (i int, d date, foreign key (i, d) references m);

-- == rows before
insert into p values (1);
insert into m values (1,'2020-05-01');
