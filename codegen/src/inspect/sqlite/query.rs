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
    SELECT name FROM own WHERE type = 'table'
),
indexed AS MATERIALIZED (
    SELECT t.name AS \"table\", i.seq, i.name, i.\"unique\", i.origin, i.partial
    FROM plain AS t JOIN pragma_index_list(t.name, 'main') AS i
)
SELECT json_object(
    'schema', (SELECT json_group_array(json_array(type, name, tbl_name, sql)) FROM main.sqlite_schema),
    'tables', (SELECT json_group_array(json_array(name, type, wr, strict)) FROM own),
    'columns', (SELECT json_group_array(json_array(t.name, c.cid, c.name, c.type, c.\"notnull\", c.pk, c.hidden))
        FROM plain AS t JOIN pragma_table_xinfo(t.name, 'main') AS c),
    'indexes', (SELECT json_group_array(json_array(\"table\", seq, name, \"unique\", origin, partial)) FROM indexed),
    'parts', (SELECT json_group_array(json_array(i.name, p.seqno, p.name, p.\"desc\", p.coll))
        FROM indexed AS i JOIN pragma_index_xinfo(i.name, 'main') AS p WHERE p.key),
    'foreign_keys', (SELECT json_group_array(json_array(t.name, f.id, f.seq, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete))
        FROM plain AS t JOIN pragma_foreign_key_list(t.name, 'main') AS f)
)";
