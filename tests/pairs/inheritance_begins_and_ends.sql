
-- == before
create table p (id int, a text);
create table c (id int, a text, b int);

-- == after
create table p (id int, a text);
create table c (id int, a text, b int);
alter table c inherit p;

-- == rows before
insert into c values (1,'a',3);
