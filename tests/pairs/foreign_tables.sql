create foreign data wrapper nowhere;

-- == before
create server s foreign data wrapper nowhere;

-- == after
create server s foreign data wrapper nowhere options (host 'h', dbname 'it''s');
create foreign table ft (id int options (column_name 'x'), a text not null) server s options (table_name 'y');
