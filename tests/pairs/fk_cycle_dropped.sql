
-- == before
create table a (id int primary key, b int);
create table b (id int primary key, a int references a);
alter table a add constraint fk foreign key (b) references b;
create table keep (id int references a);

-- == after
create table keep (id int);
