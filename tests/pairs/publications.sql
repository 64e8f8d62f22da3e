create table t (a int primary key, b int);

-- == before

-- == after
create publication p for table t;
create publication q for all tables with (publish = 'insert');
create publication r for table t (a, b) where (a > 3 and b is not null);
