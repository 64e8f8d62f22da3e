
-- == before
create table t (id int primary key, a int, b int);

-- == after
create table t (
    id int primary key,
    a int check (a between 1 and 9 and b > 0),
    b int,
    c int generated always as (case when a between 1 and 9 and b > 0 then 1 else 0 end) stored,
    check (b > 0 and a between 1 and 9),
    check ((a between 1 and 9 or b = 3) and (b > 0 and b < 9) and not (a between 2 and 3 and b = 1))
);
create index t_some on t (a) where a between 1 and 9 and b > 0;
