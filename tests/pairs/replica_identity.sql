create table t (id int not null, a text not null);
create unique index ti on t(a);
alter table t add primary key (id);

-- == before

-- == after
alter table t replica identity using index ti;
