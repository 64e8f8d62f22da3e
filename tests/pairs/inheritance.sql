
-- == before
create table p (id int, a text);
create table c (b int) inherits (p);

-- == after
create table p (id int, a text, z int default 4);
create table c (b int, x int) inherits (p);
create table d () inherits (p);

-- == rows before
insert into c values (1,'a',3);
