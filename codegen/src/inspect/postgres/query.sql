WITH own AS (
    SELECT n.oid, n.nspname, CASE WHEN n.nspname = current_schema() THEN NULL ELSE n.nspname END AS schema
    FROM pg_catalog.pg_namespace AS n
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
), foreign_made AS (
    SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
), relation AS (
    SELECT c.*, o.schema FROM pg_catalog.pg_class AS c JOIN own AS o ON o.oid = c.relnamespace
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_class'::regclass AND f.objid = c.oid)
        AND NOT (o.nspname = 'drizzle' AND c.relname ~ '^__(drizzle|dualect)_migrations')
), owned AS (
    SELECT d.objid, d.refobjid, d.refobjsubid, d.deptype FROM pg_catalog.pg_depend AS d
    WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
        AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
), typed AS (
    SELECT t.oid, t.typname, t.typtype, o.schema FROM pg_catalog.pg_type AS t JOIN own AS o ON o.oid = t.typnamespace
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_type'::regclass AND f.objid = t.oid)
)
SELECT json_build_object(
'schemas', (SELECT json_agg(o.nspname ORDER BY o.nspname) FROM own AS o
    WHERE o.schema IS NOT NULL AND o.nspname NOT IN ('public', 'drizzle')
        AND NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_namespace'::regclass AND f.objid = o.oid)),
'extensions', (SELECT json_agg(e.extname ORDER BY e.extname) FROM pg_catalog.pg_extension AS e WHERE e.extname <> 'plpgsql'),
'enums', (SELECT json_agg(json_build_object('schema', t.schema, 'name', t.typname, 'comment', obj_description(t.oid, 'pg_type'),
        'values', (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid))
        ORDER BY t.oid)
    FROM typed AS t WHERE t.typtype = 'e'),
'tables', (SELECT json_agg(json_build_object('id', c.oid::bigint, 'schema', c.schema, 'name', c.relname,
        'comment', obj_description(c.oid, 'pg_class'), 'row_security', c.relrowsecurity, 'forced', c.relforcerowsecurity,
        'unlogged', c.relpersistence = 'u', 'partitioned', c.relkind = 'p', 'partition', c.relispartition,
        'inherits', EXISTS (SELECT FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = c.oid),
        'options', array_to_string(c.reloptions, ', '))
        ORDER BY c.oid)
    FROM relation AS c WHERE c.relkind IN ('r', 'p')),
'columns', (SELECT json_agg(json_build_object('table', c.oid::bigint, 'number', a.attnum, 'name', a.attname,
        'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
        'own_schema', t.schema, 'own_type', t.typname, 'is_list', e.typelem <> 0 AND e.typlen = -1 AND t.oid IS NOT NULL AND t.oid = e.typelem,
        'collation', CASE WHEN a.attcollation <> e.typcollation THEN k.collname END,
        'not_null', a.attnotnull, 'default', pg_catalog.pg_get_expr(d.adbin, d.adrelid), 'generated', a.attgenerated,
        'identity', a.attidentity, 'comment', col_description(c.oid, a.attnum),
        'reads', CASE WHEN a.attgenerated <> '' THEN (SELECT json_agg(DISTINCT r.attname) FROM pg_catalog.pg_depend AS p
            JOIN pg_catalog.pg_attribute AS r ON r.attrelid = p.refobjid AND r.attnum = p.refobjsubid
            WHERE p.classid = 'pg_catalog.pg_attrdef'::regclass AND p.objid = d.oid AND p.refobjid = c.oid AND p.refobjsubid > 0
                AND p.refobjsubid <> a.attnum) END,
        'counts', (SELECT json_build_object('schema', s.schema, 'name', s.relname) FROM owned AS w JOIN relation AS s ON s.oid = w.objid
            WHERE w.refobjid = c.oid AND w.refobjsubid = a.attnum AND w.deptype = 'a' AND s.relkind = 'S' LIMIT 1),
        'counter', (SELECT json_build_array(q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle)
            FROM owned AS w JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = w.objid
            WHERE w.refobjid = c.oid AND w.refobjsubid = a.attnum LIMIT 1))
        ORDER BY c.oid, a.attnum)
    FROM relation AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type AS e ON e.oid = a.atttypid
    LEFT JOIN typed AS t ON t.oid = e.oid OR (e.typelem <> 0 AND e.typlen = -1 AND t.oid = e.typelem)
    LEFT JOIN pg_catalog.pg_collation AS k ON k.oid = a.attcollation
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p')),
'constraints', (SELECT json_agg(json_build_object('table', n.conrelid::bigint, 'name', n.conname, 'kind', n.contype,
        'columns', (SELECT json_agg(a.attname ORDER BY k.at) FROM unnest(n.conkey) WITH ORDINALITY AS k (number, at)
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = n.conrelid AND a.attnum = k.number),
        'parent', n.confrelid::bigint,
        'parent_columns', (SELECT json_agg(a.attname ORDER BY k.at) FROM unnest(n.confkey) WITH ORDINALITY AS k (number, at)
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = n.confrelid AND a.attnum = k.number),
        'on_delete', n.confdeltype, 'on_update', n.confupdtype, 'match', n.confmatchtype,
        'deferrable', n.condeferrable, 'deferred', n.condeferred, 'validated', n.convalidated, 'no_inherit', n.connoinherit,
        'inherited', n.coninhcount > 0,
        'expression', pg_catalog.pg_get_expr(n.conbin, n.conrelid),
        'definition', pg_catalog.pg_get_constraintdef(n.oid))
        ORDER BY n.oid)
    FROM pg_catalog.pg_constraint AS n JOIN relation AS c ON c.oid = n.conrelid
    WHERE n.contype IN ('p', 'u', 'f', 'c', 'x') AND c.relkind IN ('r', 'p')),
'indexes', (SELECT json_agg(json_build_object('table', i.indrelid::bigint, 'schema', x.schema, 'name', x.relname, 'unique', i.indisunique,
        'valid', i.indisvalid, 'method', m.amname, 'definition', pg_catalog.pg_get_indexdef(x.oid),
        'options', array_to_string(x.reloptions, ', '),
        'parts', (SELECT json_agg(json_build_object('column', a.attname, 'sql', pg_catalog.pg_get_indexdef(x.oid, k.at, true),
                'option', i.indoption[k.at - 1], 'plain', p.opcdefault) ORDER BY k.at)
            FROM generate_series(1, i.indnkeyatts::int) AS k (at)
            LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.at - 1] AND i.indkey[k.at - 1] > 0
            LEFT JOIN pg_catalog.pg_opclass AS p ON p.oid = i.indclass[k.at - 1]),
        'include', (SELECT json_agg(a.attname ORDER BY k.at) FROM generate_series(i.indnkeyatts + 1, i.indnatts::int) AS k (at)
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.at - 1]),
        'predicate', pg_catalog.pg_get_expr(i.indpred, i.indrelid),
        'reads', (SELECT json_agg(DISTINCT a.attname) FROM pg_catalog.pg_depend AS d
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = x.oid AND d.refobjid = i.indrelid AND d.refobjsubid > 0))
        ORDER BY x.oid)
    FROM pg_catalog.pg_index AS i JOIN relation AS x ON x.oid = i.indexrelid JOIN relation AS c ON c.oid = i.indrelid
    JOIN pg_catalog.pg_am AS m ON m.oid = x.relam
    WHERE c.relkind IN ('r', 'p', 'm')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS n WHERE n.conindid = x.oid AND n.contype IN ('p', 'u', 'x'))),
'views', (SELECT json_agg(json_build_object('id', c.oid::bigint, 'schema', c.schema, 'name', c.relname,
        'stored', c.relkind = 'm', 'comment', obj_description(c.oid, 'pg_class'), 'options', array_to_string(c.reloptions, ', '),
        'columns', (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
        'sql', pg_catalog.pg_get_viewdef(c.oid, true),
        'reads', (SELECT json_agg(DISTINCT d.refobjid::bigint) FROM pg_catalog.pg_rewrite AS w
            JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
                AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> c.oid
            WHERE w.ev_class = c.oid))
        ORDER BY c.oid)
    FROM relation AS c WHERE c.relkind IN ('v', 'm')),
'triggers', (SELECT json_agg(json_build_object('table', t.tgrelid::bigint, 'name', t.tgname,
        'definition', pg_catalog.pg_get_triggerdef(t.oid), 'function', t.tgfoid::bigint, 'enabled', t.tgenabled)
        ORDER BY t.oid)
    FROM pg_catalog.pg_trigger AS t JOIN relation AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal),
'functions', (SELECT json_agg(json_build_object('id', p.oid::bigint, 'schema', o.schema, 'name', p.proname, 'kind', p.prokind,
        'arguments', pg_catalog.pg_get_function_identity_arguments(p.oid),
        'definition', CASE WHEN p.prokind <> 'a' THEN pg_catalog.pg_get_functiondef(p.oid) END,
        'reads', (SELECT json_agg(DISTINCT d.refobjid::bigint) FROM pg_catalog.pg_depend AS d
            WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass))
        ORDER BY p.oid)
    FROM pg_catalog.pg_proc AS p JOIN own AS o ON o.oid = p.pronamespace
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_proc'::regclass AND f.objid = p.oid)),
'policies', (SELECT json_agg(json_build_object('table', p.polrelid::bigint, 'name', p.polname, 'permissive', p.polpermissive,
        'command', p.polcmd, 'roles', (SELECT json_agg(CASE WHEN r.number = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.number)) END)
            FROM unnest(p.polroles) AS r (number)),
        'using', pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'check', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
        ORDER BY p.oid)
    FROM pg_catalog.pg_policy AS p JOIN relation AS c ON c.oid = p.polrelid),
'sequences', (SELECT json_agg(json_build_object('schema', c.schema, 'name', c.relname, 'type', pg_catalog.format_type(q.seqtypid, NULL),
        'start', q.seqstart, 'increment', q.seqincrement, 'minimum', q.seqmin, 'maximum', q.seqmax, 'cache', q.seqcache, 'cycle', q.seqcycle,
        'owned', EXISTS (SELECT FROM owned AS w WHERE w.objid = c.oid AND w.deptype = 'a'),
        'identity', EXISTS (SELECT FROM owned AS w WHERE w.objid = c.oid AND w.deptype = 'i'))
        ORDER BY c.oid)
    FROM relation AS c JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = c.oid),
'domains', (SELECT json_agg(json_build_object('schema', t.schema, 'name', t.typname,
        'type', pg_catalog.format_type(y.typbasetype, y.typtypmod), 'not_null', y.typnotnull, 'default', y.typdefault,
        'collation', CASE WHEN y.typcollation <> b.typcollation THEN k.collname END,
        'checks', (SELECT json_agg('CONSTRAINT ' || quote_ident(n.conname) || ' ' || pg_catalog.pg_get_constraintdef(n.oid) ORDER BY n.oid)
            FROM pg_catalog.pg_constraint AS n WHERE n.contypid = t.oid AND n.contype = 'c'))
        ORDER BY t.oid)
    FROM typed AS t JOIN pg_catalog.pg_type AS y ON y.oid = t.oid JOIN pg_catalog.pg_type AS b ON b.oid = y.typbasetype
    LEFT JOIN pg_catalog.pg_collation AS k ON k.oid = y.typcollation
    WHERE t.typtype = 'd'),
'composites', (SELECT json_agg(json_build_object('schema', t.schema, 'name', t.typname,
        'fields', (SELECT json_agg(quote_ident(a.attname) || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = y.typrelid AND a.attnum > 0 AND NOT a.attisdropped))
        ORDER BY t.oid)
    FROM typed AS t JOIN pg_catalog.pg_type AS y ON y.oid = t.oid JOIN pg_catalog.pg_class AS c ON c.oid = y.typrelid
    WHERE t.typtype = 'c' AND c.relkind = 'c'),
'beyond', (SELECT json_agg(line ORDER BY line) FROM (
    SELECT 'foreign table ' || c.oid::regclass AS line FROM relation AS c WHERE c.relkind = 'f'
    UNION ALL SELECT 'aggregate ' || p.oid::regprocedure FROM pg_catalog.pg_proc AS p JOIN own AS o ON o.oid = p.pronamespace
        WHERE p.prokind = 'a' AND NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_proc'::regclass AND f.objid = p.oid)
    UNION ALL SELECT 'range type ' || t.oid::regtype FROM typed AS t WHERE t.typtype = 'r'
    UNION ALL SELECT 'rule ' || w.rulename || ' on ' || c.oid::regclass FROM pg_catalog.pg_rewrite AS w
        JOIN relation AS c ON c.oid = w.ev_class WHERE w.rulename <> '_RETURN'
    UNION ALL SELECT 'statistics ' || s.stxname FROM pg_catalog.pg_statistic_ext AS s JOIN own AS o ON o.oid = s.stxnamespace
    UNION ALL SELECT 'collation ' || k.collname FROM pg_catalog.pg_collation AS k JOIN own AS o ON o.oid = k.collnamespace
        WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_collation'::regclass AND f.objid = k.oid)
    UNION ALL SELECT 'event trigger ' || v.evtname FROM pg_catalog.pg_event_trigger AS v
    UNION ALL SELECT 'publication ' || p.pubname FROM pg_catalog.pg_publication AS p
) AS lines)
)::text
