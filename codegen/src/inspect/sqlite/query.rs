//! What is asked.

/// One statement whose one row is one text: JSON with all that SQLite tells of the database `main`. It runs on SQLite 3.40 and
/// later.
///
/// The columns of views and of virtual tables are not asked for: a view that reads what is gone, or a module that is not loaded,
/// would make the whole statement fail. Nothing is in order, for an aggregate has no `ORDER BY` before 3.44.
pub const QUERY: &str = "\
WITH own AS MATERIALIZED (
    SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'
),
plain AS MATERIALIZED (
    SELECT name FROM own WHERE type IN ('table', 'shadow')
),
made AS MATERIALIZED (
    SELECT i.name, i.\"unique\" FROM plain AS t JOIN pragma_index_list(t.name, 'main') AS i WHERE i.origin = 'c'
)
SELECT json_object(
    'schema', json((SELECT json_group_array(json_array(type, name, tbl_name, sql)) FROM main.sqlite_schema)),
    'tables', json((SELECT json_group_array(json_array(name, type, wr, strict)) FROM own)),
    'columns', json((SELECT json_group_array(json_array(t.name, c.cid, c.name, c.type, c.\"notnull\", c.pk))
        FROM plain AS t JOIN pragma_table_xinfo(t.name, 'main') AS c)),
    'indexes', json((SELECT json_group_array(json_array(name, \"unique\")) FROM made)),
    'parts', json((SELECT json_group_array(json_array(i.name, p.seqno, p.name, p.\"desc\", p.coll))
        FROM made AS i JOIN pragma_index_xinfo(i.name, 'main') AS p WHERE p.key)),
    'foreign_keys', json((SELECT json_group_array(t.name)
        FROM plain AS t JOIN pragma_foreign_key_list(t.name, 'main') AS f WHERE f.seq = 0))
)";
