create table t (id int primary key, a text);
create view v as select * from t;
create function f() returns trigger language plpgsql as $$ begin return new; end $$;

-- == before
create trigger tr instead of insert on v for each row execute function f();

-- == after
create trigger tr instead of update on v for each row execute function f();
create rule r as on delete to v do instead nothing;
