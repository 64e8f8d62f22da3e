create table t (id int primary key, a text);
create table log (id int);

-- == before
create rule r as on insert to t do also insert into log values (new.id);

-- == after
create rule r as on insert to t where new.id > 5 do also insert into log values (new.id);
create rule r2 as on delete to t do instead nothing;
alter table t disable rule r2;
