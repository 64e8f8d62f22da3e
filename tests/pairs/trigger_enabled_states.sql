create table t (id int);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger t1 before insert on t for each row execute function f();
create trigger t2 before insert on t for each row execute function f();

-- == before

-- == after
alter table t disable trigger t1;
alter table t enable always trigger t2;
