create table t (a int, b int, c int);

-- == before
create statistics s1 (dependencies) on a, b from t;

-- == after
create statistics s1 (ndistinct, mcv) on a, b, c from t;
create statistics s2 on (a+b), c from t;
alter statistics s2 set statistics 500;
