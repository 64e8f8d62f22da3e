
-- == before
create table m (u text, g int);
create table t (id int, g int);
create policy p2 on t using (exists (select 1 from m where m.g = t.g));

-- == after
create table m (u text, g bigint);
create table t (id int, g int);
create policy p2 on t using (exists (select 1 from m where m.g = t.g));
