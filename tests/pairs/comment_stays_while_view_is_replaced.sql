create table t (id int primary key, a text, b int);

-- == before
create view v as select a from t;
comment on view v is 'x';
comment on column v.a is 'y';

-- == after
create view v as select a, b from t;
comment on view v is 'x';
comment on column v.a is 'y';
