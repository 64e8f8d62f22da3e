
-- == before
create sequence a;
create sequence b start 5 increment by 2 minvalue 1 maxvalue 100 cache 10 cycle;
create sequence c as smallint;
create sequence gone;

-- == after
create sequence a increment 5;
create sequence b;
create sequence c as bigint maxvalue 1000;
create sequence new as int start 3;
