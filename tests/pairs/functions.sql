
-- == before
create function a() returns int language sql as $$ select 1 $$;
create function b(x int, y text default 'a') returns text language plpgsql as $$ begin return y; end $$;
create function c(int) returns int language sql as $$ select 1 $$;
create procedure pr(x int) language plpgsql as $$ begin perform 1; end $$;
create function gone() returns void language sql as $$ $$;

-- == after
create function a() returns int language sql stable security definer set search_path = public as $$ select 2 $$;
create function b(x int, y text default 'b', variadic z int[] default '{}') returns text language plpgsql as $$ begin return y; end $$;
create function c(int) returns setof int language sql parallel safe cost 10 rows 5 as $$ select 1 $$;
create function c(text) returns int language sql as $$ select 1 $$;
create procedure pr(inout x int) language plpgsql as $$ begin x := 1; end $$;
create function tab(a int) returns table (x int, y text) language sql as $$ select 1, 'a' $$;
create function outs(a int, out b int, out c text) language plpgsql as $$ begin b := 1; end $$;
