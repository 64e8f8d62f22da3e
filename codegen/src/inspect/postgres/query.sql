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
), counts AS (
    SELECT q.seqrelid, q.seqtypid, json_build_object('start', q.seqstart, 'increment', q.seqincrement, 'minimum', q.seqmin,
        'maximum', q.seqmax, 'cache', q.seqcache, 'cycle', q.seqcycle) AS counter
    FROM pg_catalog.pg_sequence AS q
), counting AS (
    -- Of several that go with a column, the one that its default takes.
    SELECT DISTINCT ON (w.refobjid, w.refobjsubid) w.refobjid, w.refobjsubid, w.deptype, s.schema, s.relname, q.counter
    FROM owned AS w JOIN relation AS s ON s.oid = w.objid AND s.relkind = 'S' JOIN counts AS q ON q.seqrelid = s.oid
    LEFT JOIN pg_catalog.pg_attrdef AS v ON v.adrelid = w.refobjid AND v.adnum = w.refobjsubid
    LEFT JOIN pg_catalog.pg_depend AS u ON u.classid = 'pg_catalog.pg_attrdef'::regclass AND u.objid = v.oid
        AND u.refclassid = 'pg_catalog.pg_class'::regclass AND u.refobjid = s.oid
    ORDER BY w.refobjid, w.refobjsubid, u.refobjid IS NULL, w.objid
), typed AS (
    SELECT t.oid, t.typname, t.typtype, o.schema FROM pg_catalog.pg_type AS t JOIN own AS o ON o.oid = t.typnamespace
    WHERE NOT (t.typelem <> 0 AND t.typlen = -1)
        AND NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_type'::regclass AND f.objid = t.oid)
), qualified AS (
    SELECT o.oid, coalesce(quote_ident(o.schema) || '.', '') AS of FROM own AS o
), granted AS (
    SELECT 'pg_class' AS class, c.oid AS id, NULL::name AS col, c.relowner AS owner, c.relacl AS acl, false AS initial,
        pg_catalog.acldefault(CASE WHEN c.relkind = 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner) AS usual
    FROM relation AS c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        AND NOT EXISTS (SELECT FROM owned AS w WHERE w.objid = c.oid AND w.deptype = 'i')
    UNION ALL SELECT 'pg_class', c.oid, a.attname, c.relowner, a.attacl, false, NULL::aclitem[]
    FROM relation AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL SELECT 'pg_proc', p.oid, NULL, p.proowner, p.proacl, false, pg_catalog.acldefault('f', p.proowner)
    FROM pg_catalog.pg_proc AS p JOIN own AS o ON o.oid = p.pronamespace
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_proc'::regclass AND f.objid = p.oid)
    UNION ALL SELECT 'pg_type', t.oid, NULL, y.typowner, y.typacl, false, pg_catalog.acldefault('T', y.typowner)
    FROM typed AS t JOIN pg_catalog.pg_type AS y ON y.oid = t.oid LEFT JOIN pg_catalog.pg_class AS c ON c.oid = y.typrelid
    WHERE t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c'
    UNION ALL SELECT 'pg_namespace', n.oid, NULL, n.nspowner, n.nspacl, i.initprivs IS NOT NULL,
        coalesce(i.initprivs, pg_catalog.acldefault('n', n.nspowner))
    FROM pg_catalog.pg_namespace AS n JOIN own AS o ON o.oid = n.oid
    LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = 'pg_catalog.pg_namespace'::regclass AND i.objoid = n.oid
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_namespace'::regclass AND f.objid = n.oid)
)
SELECT json_build_object(
'schemas', (SELECT json_agg(json_build_object('id', o.oid::bigint, 'name', o.nspname) ORDER BY o.nspname) FROM own AS o
    WHERE o.schema IS NOT NULL AND o.nspname NOT IN ('public', 'drizzle')
        AND NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_namespace'::regclass AND f.objid = o.oid)),
'public', (SELECT o.oid::bigint FROM own AS o WHERE o.nspname = 'public'),
'extensions', (SELECT json_agg(json_build_object('name', e.extname, 'schema', CASE WHEN n.nspname <> current_schema() AND n.nspname NOT LIKE 'pg\_%'
        AND NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_namespace'::regclass AND f.objid = n.oid) THEN n.nspname END)
        ORDER BY e.extname)
    FROM pg_catalog.pg_extension AS e JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'),
'enums', (SELECT json_agg(json_build_object('id', t.oid::bigint, 'schema', t.schema, 'name', t.typname,
        'values', (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid))
        ORDER BY t.oid)
    FROM typed AS t WHERE t.typtype = 'e'),
'tables', (SELECT json_agg(json_build_object('id', c.oid::bigint, 'schema', c.schema, 'name', c.relname,
        'comment', obj_description(c.oid, 'pg_class'), 'row_security', c.relrowsecurity, 'forced', c.relforcerowsecurity,
        'unlogged', c.relpersistence = 'u', 'partitioned_by', CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,
        'bound', pg_catalog.pg_get_expr(c.relpartbound, c.oid),
        'parents', (SELECT json_agg(i.inhparent::bigint ORDER BY i.inhseqno) FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = c.oid),
        'replica', c.relreplident, 'options', c.reloptions)
        ORDER BY c.oid)
    FROM relation AS c WHERE c.relkind IN ('r', 'p')),
-- There are thousands of these: arrays of texts cost the server half of what objects do.
'columns', (SELECT json_agg(ARRAY[c.oid::text, a.attnum::text, a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attcollation <> e.typcollation THEN k.collname::text END, a.attnotnull::text, pg_catalog.pg_get_expr(d.adbin, d.adrelid),
        CASE WHEN t.oid IS NOT NULL OR l.oid IS NOT NULL OR a.attgenerated <> '' OR a.attidentity <> '' OR h.description IS NOT NULL
            OR q.refobjid IS NOT NULL OR NOT a.attislocal OR a.attstorage <> e.typstorage OR a.attstattarget >= 0 OR a.compressed <> ''
            OR a.attoptions IS NOT NULL
        THEN json_build_object('own_schema', coalesce(t.schema, l.schema), 'own_type', coalesce(t.typname, l.typname), 'is_list', l.oid IS NOT NULL,
            'generated', a.attgenerated, 'identity', a.attidentity, 'comment', h.description,
            'reads', CASE WHEN a.attgenerated <> '' THEN (SELECT json_agg(DISTINCT r.attname) FROM pg_catalog.pg_depend AS p
                JOIN pg_catalog.pg_attribute AS r ON r.attrelid = p.refobjid AND r.attnum = p.refobjsubid
                WHERE p.classid = 'pg_catalog.pg_attrdef'::regclass AND p.objid = d.oid AND p.refobjid = c.oid AND p.refobjsubid > 0
                    AND p.refobjsubid <> a.attnum) END,
            'counts', CASE WHEN q.deptype = 'a' THEN json_build_object('schema', q.schema, 'name', q.relname) END, 'counter', q.counter,
            'inherited', NOT a.attislocal,
            'storage', CASE WHEN a.attstorage <> e.typstorage THEN a.attstorage END,
            'statistics', CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
            'compression', a.compressed, 'options', a.attoptions)::text END]
        ORDER BY c.oid, a.attnum)
    FROM (SELECT NULL::"char" AS attcompression) AS not_yet
    CROSS JOIN LATERAL (SELECT a.*, attcompression AS compressed FROM pg_catalog.pg_attribute AS a) AS a
    JOIN relation AS c ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    -- Not as a constant: the planner, which has not seen the comments yet, would take there to be none.
    LEFT JOIN pg_catalog.pg_description AS h ON h.classoid = (SELECT 'pg_catalog.pg_class'::regclass::oid) AND h.objoid = c.oid AND h.objsubid = a.attnum
    JOIN pg_catalog.pg_type AS e ON e.oid = a.atttypid
    LEFT JOIN typed AS t ON t.oid = e.oid
    LEFT JOIN typed AS l ON l.oid = CASE WHEN e.typlen = -1 THEN nullif(e.typelem, 0) END
    LEFT JOIN counting AS q ON q.refobjid = c.oid AND q.refobjsubid = a.attnum
    LEFT JOIN pg_catalog.pg_collation AS k ON k.oid = a.attcollation
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p')),
'constraints', (SELECT json_agg(ARRAY[n.oid::text, n.conrelid::text, n.conname::text, n.contype::text, n.conkey::text, n.confrelid::text,
        n.confkey::text, n.confdeltype::text, n.confupdtype::text, n.condeferrable::text, n.condeferred::text,
        (NOT n.conislocal OR n.conparentid <> 0)::text, pg_catalog.pg_get_expr(n.conbin, n.conrelid),
        -- Where the rest does not say all.
        CASE WHEN n.contype = 'x' OR NOT n.convalidated OR n.timed OR n.contype = 'c' AND n.connoinherit
            OR n.contype IN ('p', 'u') AND (n.condeferrable OR i.indnkeyatts < i.indnatts OR i.alike OR x.reloptions IS NOT NULL)
            OR n.contype = 'f' AND (n.set_columns IS NOT NULL OR n.confmatchtype <> 's'
                OR n.confrelid NOT IN (SELECT r.oid FROM relation AS r WHERE r.relkind IN ('r', 'p')))
            THEN pg_catalog.pg_get_constraintdef(n.oid) END]
        ORDER BY n.oid)
    FROM (SELECT false AS conperiod, NULL::int2[] AS confdelsetcols) AS not_yet
    CROSS JOIN LATERAL (SELECT n.*, conperiod AS timed, confdelsetcols AS set_columns FROM pg_catalog.pg_constraint AS n) AS n
    JOIN relation AS c ON c.oid = n.conrelid
    LEFT JOIN (SELECT i.* FROM (SELECT false AS indnullsnotdistinct) AS not_before
        CROSS JOIN LATERAL (SELECT i.indexrelid, i.indnkeyatts, i.indnatts, indnullsnotdistinct AS alike FROM pg_catalog.pg_index AS i) AS i) AS i
        ON n.contype IN ('p', 'u') AND i.indexrelid = n.conindid
    LEFT JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
    WHERE n.contype IN ('p', 'u', 'f', 'c', 'x') AND c.relkind IN ('r', 'p')
        -- One for each partition of what a foreign key refers to.
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS m WHERE m.oid = n.conparentid AND m.conrelid = n.conrelid)),
'indexes', (SELECT json_agg(ARRAY[x.oid::text, i.indrelid::text, x.schema::text, x.relname::text, i.indisunique::text, m.amname::text,
        i.indkey::text, i.indnkeyatts::text, i.indoption::text, (n.conindid IS NOT NULL)::text,
        CASE WHEN n.conindid IS NULL THEN pg_catalog.pg_get_indexdef(x.oid) END,
        CASE WHEN NOT i.indisvalid OR x.reloptions IS NOT NULL OR i.indisclustered OR i.indisreplident OR h.inhrelid IS NOT NULL
            OR i.indclass::oid[] && o.unusual OR i.indexprs IS NOT NULL OR i.indpred IS NOT NULL OR i.watched
        THEN json_build_object('invalid', NOT i.indisvalid, 'options', array_to_string(x.reloptions, ', '), 'clustered', i.indisclustered,
            'replica', i.indisreplident, 'inherited', h.inhrelid IS NOT NULL,
            'statistics', (SELECT json_agg(json_build_array(a.attnum, a.attstattarget) ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
                WHERE a.attrelid = x.oid AND a.attstattarget >= 0),
            'other_operators', i.indclass::oid[] && o.unusual,
            'texts', CASE WHEN i.indexprs IS NOT NULL THEN (SELECT json_agg(pg_catalog.pg_get_indexdef(x.oid, k.at, true) ORDER BY k.at)
                FROM generate_series(1, i.indnkeyatts::int) AS k (at)) END,
            'predicate', pg_catalog.pg_get_expr(i.indpred, i.indrelid),
            'reads', CASE WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL THEN (SELECT json_agg(DISTINCT d.refobjsubid)
                FROM pg_catalog.pg_depend AS d
                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = x.oid AND d.refobjid = i.indrelid AND d.refobjsubid > 0) END)::text END]
        ORDER BY x.oid)
    FROM (SELECT coalesce(array_agg(p.oid), '{}') AS unusual FROM pg_catalog.pg_opclass AS p WHERE NOT p.opcdefault) AS o
    CROSS JOIN (SELECT i.*, w.attrelid IS NOT NULL AS watched FROM pg_catalog.pg_index AS i
        LEFT JOIN (SELECT DISTINCT a.attrelid FROM pg_catalog.pg_attribute AS a WHERE a.attstattarget >= 0) AS w ON w.attrelid = i.indexrelid) AS i
    JOIN relation AS x ON x.oid = i.indexrelid JOIN relation AS c ON c.oid = i.indrelid
    JOIN pg_catalog.pg_am AS m ON m.oid = x.relam
    LEFT JOIN pg_catalog.pg_constraint AS n ON n.conindid = x.oid AND n.contype IN ('p', 'u', 'x')
    LEFT JOIN (SELECT DISTINCT h.inhrelid FROM pg_catalog.pg_inherits AS h) AS h ON h.inhrelid = x.oid
    WHERE c.relkind IN ('r', 'p', 'm')),
'views', (SELECT json_agg(json_build_object('id', c.oid::bigint, 'schema', c.schema, 'name', c.relname,
        'stored', c.relkind = 'm', 'filled', c.relispopulated, 'comment', obj_description(c.oid, 'pg_class'), 'options', c.reloptions,
        'columns', (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
        'sql', pg_catalog.pg_get_viewdef(c.oid, true))
        ORDER BY c.oid)
    FROM relation AS c WHERE c.relkind IN ('v', 'm')),
'triggers', (SELECT json_agg(json_build_object('id', t.oid::bigint, 'table', t.tgrelid::bigint, 'name', t.tgname,
        'definition', pg_catalog.pg_get_triggerdef(t.oid), 'enabled', t.tgenabled)
        ORDER BY t.oid)
    FROM pg_catalog.pg_trigger AS t JOIN relation AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
        AND coalesce((to_jsonb(t) ->> 'tgparentid')::bigint, 0) = 0),
'functions', (SELECT json_agg(json_build_object('id', p.oid::bigint, 'schema', o.schema, 'name', p.proname, 'kind', p.prokind,
        'arguments', pg_catalog.oidvectortypes(p.proargtypes),
        'definition', CASE WHEN p.prokind <> 'a' THEN pg_catalog.pg_get_functiondef(p.oid) END,
        'shape', concat_ws(' ', p.prokind, p.proretset, pg_catalog.pg_get_function_result(p.oid),
            pg_catalog.pg_get_function_identity_arguments(p.oid), p.proargnames, p.proargmodes, p.pronargdefaults))
        ORDER BY p.oid)
    FROM pg_catalog.pg_proc AS p JOIN own AS o ON o.oid = p.pronamespace
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_proc'::regclass AND f.objid = p.oid)
        -- A range's own come with it.
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')),
'policies', (SELECT json_agg(json_build_object('id', p.oid::bigint, 'table', p.polrelid::bigint, 'name', p.polname, 'permissive', p.polpermissive,
        'command', p.polcmd, 'roles', (SELECT json_agg(CASE WHEN r.number = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.number)) END)
            FROM unnest(p.polroles) AS r (number)),
        'using', pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'check', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
        ORDER BY p.oid)
    FROM pg_catalog.pg_policy AS p JOIN relation AS c ON c.oid = p.polrelid),
'sequences', (SELECT json_agg(json_build_object('id', c.oid::bigint, 'schema', c.schema, 'name', c.relname,
        'type', pg_catalog.format_type(q.seqtypid, NULL), 'counter', q.counter, 'unlogged', c.relpersistence = 'u',
        'owner', CASE WHEN w.deptype = 'a' THEN json_build_object('table', w.refobjid::bigint, 'name', a.attname) END,
        'identity', coalesce(w.deptype = 'i', false))
        ORDER BY c.oid)
    FROM relation AS c JOIN counts AS q ON q.seqrelid = c.oid LEFT JOIN owned AS w ON w.objid = c.oid
    LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = w.refobjid AND a.attnum = w.refobjsubid),
'domains', (SELECT json_agg(json_build_object('id', t.oid::bigint, 'schema', t.schema, 'name', t.typname,
        'type', pg_catalog.format_type(y.typbasetype, y.typtypmod), 'not_null', y.typnotnull, 'default', y.typdefault,
        'collation', CASE WHEN y.typcollation <> b.typcollation THEN k.collname END,
        'checks', (SELECT json_agg(json_build_array(n.conname, pg_catalog.pg_get_constraintdef(n.oid)) ORDER BY n.conname)
            FROM pg_catalog.pg_constraint AS n WHERE n.contypid = t.oid AND n.contype = 'c'))
        ORDER BY t.oid)
    FROM typed AS t JOIN pg_catalog.pg_type AS y ON y.oid = t.oid JOIN pg_catalog.pg_type AS b ON b.oid = y.typbasetype
    LEFT JOIN pg_catalog.pg_collation AS k ON k.oid = y.typcollation
    WHERE t.typtype = 'd'),
'composites', (SELECT json_agg(json_build_object('id', t.oid::bigint, 'relation', y.typrelid::bigint, 'schema', t.schema, 'name', t.typname,
        'fields', (SELECT json_agg(json_build_array(a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attcollation <> b.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END) ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_type AS b ON b.oid = a.atttypid
            WHERE a.attrelid = y.typrelid AND a.attnum > 0 AND NOT a.attisdropped))
        ORDER BY t.oid)
    FROM typed AS t JOIN pg_catalog.pg_type AS y ON y.oid = t.oid JOIN pg_catalog.pg_class AS c ON c.oid = y.typrelid
    WHERE t.typtype = 'c' AND c.relkind = 'c'),
'written', (SELECT json_agg(w ORDER BY w.id) FROM (
    SELECT 'pg_proc' AS class, p.oid::bigint AS id, 'aggregate' AS what, 'AGGREGATE' AS word, NULL::bigint AS "on",
        format('%s%I(%s)', q.of, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)) AS sql,
        json_build_array(format('CREATE AGGREGATE %s%I(%s) (', q.of, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid))
            || concat_ws(', ', 'SFUNC = ' || g.aggtransfn::regproc, 'STYPE = ' || g.aggtranstype::regtype,
            'SSPACE = ' || nullif(g.aggtransspace, 0), 'FINALFUNC = ' || nullif(g.aggfinalfn, 0)::regproc,
            CASE WHEN g.aggfinalextra THEN 'FINALFUNC_EXTRA' END, 'COMBINEFUNC = ' || nullif(g.aggcombinefn, 0)::regproc,
            'SERIALFUNC = ' || nullif(g.aggserialfn, 0)::regproc, 'DESERIALFUNC = ' || nullif(g.aggdeserialfn, 0)::regproc,
            'INITCOND = ' || quote_literal(g.agginitval), 'MSFUNC = ' || nullif(g.aggmtransfn, 0)::regproc,
            'MINVFUNC = ' || nullif(g.aggminvtransfn, 0)::regproc, 'MSTYPE = ' || nullif(g.aggmtranstype, 0)::regtype,
            'MFINALFUNC = ' || nullif(g.aggmfinalfn, 0)::regproc, 'MINITCOND = ' || quote_literal(g.aggminitval),
            'SORTOP = ' || nullif(g.aggsortop, 0)::regoper, CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
            CASE WHEN g.aggkind = 'h' THEN 'HYPOTHETICAL' END) || ')') AS "create"
    FROM pg_catalog.pg_proc AS p JOIN qualified AS q ON q.oid = p.pronamespace JOIN pg_catalog.pg_aggregate AS g ON g.aggfnoid = p.oid
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_proc'::regclass AND f.objid = p.oid)
    UNION ALL SELECT 'pg_type', t.oid::bigint, 'range', 'TYPE', NULL, format('%s%I', q.of, t.typname),
        json_build_array(format('CREATE TYPE %s%I AS RANGE (', q.of, t.typname) || concat_ws(', ', 'SUBTYPE = ' || pg_catalog.format_type(r.rngsubtype, NULL),
            (SELECT 'SUBTYPE_OPCLASS = ' || format('%I.%I', n.nspname, p.opcname) FROM pg_catalog.pg_opclass AS p
                JOIN pg_catalog.pg_namespace AS n ON n.oid = p.opcnamespace WHERE p.oid = r.rngsubopc AND NOT p.opcdefault),
            'COLLATION = ' || CASE WHEN r.rngcollation <> s.typcollation THEN nullif(r.rngcollation, 0)::regcollation END,
            'CANONICAL = ' || nullif(r.rngcanonical, 0)::regproc, 'SUBTYPE_DIFF = ' || nullif(r.rngsubdiff, 0)::regproc,
            'MULTIRANGE_TYPE_NAME = ' || (SELECT quote_ident(m.typname) FROM pg_catalog.pg_type AS m WHERE m.oid::text = to_jsonb(r) ->> 'rngmultitypid'))
            || ')')
    FROM typed AS t JOIN pg_catalog.pg_type AS y ON y.oid = t.oid JOIN qualified AS q ON q.oid = y.typnamespace
    JOIN pg_catalog.pg_range AS r ON r.rngtypid = t.oid JOIN pg_catalog.pg_type AS s ON s.oid = r.rngsubtype
    UNION ALL SELECT 'pg_operator', p.oid::bigint, 'operator', 'OPERATOR', NULL,
        format('%s%s (%s, %s)', q.of, p.oprname, coalesce(nullif(p.oprleft, 0)::regtype::text, 'NONE'), coalesce(nullif(p.oprright, 0)::regtype::text, 'NONE')),
        json_build_array(format('CREATE OPERATOR %s%s (', q.of, p.oprname) || concat_ws(', ', 'FUNCTION = ' || p.oprcode::regproc,
            'LEFTARG = ' || nullif(p.oprleft, 0)::regtype, 'RIGHTARG = ' || nullif(p.oprright, 0)::regtype,
            (SELECT format('COMMUTATOR = OPERATOR(%I.%s)', n.nspname, c.oprname) FROM pg_catalog.pg_operator AS c
                JOIN pg_catalog.pg_namespace AS n ON n.oid = c.oprnamespace WHERE c.oid = p.oprcom),
            (SELECT format('NEGATOR = OPERATOR(%I.%s)', n.nspname, c.oprname) FROM pg_catalog.pg_operator AS c
                JOIN pg_catalog.pg_namespace AS n ON n.oid = c.oprnamespace WHERE c.oid = p.oprnegate AND c.oprcode <> 0),
            'RESTRICT = ' || nullif(p.oprrest, 0)::regproc, 'JOIN = ' || nullif(p.oprjoin, 0)::regproc,
            CASE WHEN p.oprcanhash THEN 'HASHES' END, CASE WHEN p.oprcanmerge THEN 'MERGES' END) || ')')
    FROM pg_catalog.pg_operator AS p JOIN qualified AS q ON q.oid = p.oprnamespace
    WHERE p.oprcode <> 0 AND NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_operator'::regclass AND f.objid = p.oid)
    UNION ALL SELECT 'pg_cast', k.oid::bigint, 'cast', 'CAST', NULL, format('(%s AS %s)', k.castsource::regtype, k.casttarget::regtype),
        json_build_array(format('CREATE CAST (%s AS %s) ', k.castsource::regtype, k.casttarget::regtype) || CASE k.castmethod
            WHEN 'f' THEN 'WITH FUNCTION ' || k.castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END
            || CASE k.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END)
    FROM pg_catalog.pg_cast AS k
    WHERE k.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_cast'::regclass AND d.objid = k.oid AND d.deptype IN ('e', 'i'))
    UNION ALL SELECT 'pg_collation', k.oid::bigint, 'collation', 'COLLATION', NULL, format('%s%I', q.of, k.collname),
        json_build_array(format('CREATE COLLATION %s%I (', q.of, k.collname) || concat_ws(', ',
            'PROVIDER = ' || CASE k.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
            'LOCALE = ' || quote_literal(coalesce(l.locale, CASE WHEN k.collcollate = k.collctype THEN k.collcollate END)),
            CASE WHEN l.locale IS NULL AND k.collcollate <> k.collctype THEN 'LC_COLLATE = ' || quote_literal(k.collcollate) END,
            CASE WHEN l.locale IS NULL AND k.collcollate <> k.collctype THEN 'LC_CTYPE = ' || quote_literal(k.collctype) END,
            CASE WHEN NOT k.collisdeterministic THEN 'DETERMINISTIC = false' END, 'RULES = ' || quote_literal(to_jsonb(k) ->> 'collicurules')) || ')')
    FROM pg_catalog.pg_collation AS k JOIN qualified AS q ON q.oid = k.collnamespace,
        LATERAL (SELECT coalesce(to_jsonb(k) ->> 'colliculocale', to_jsonb(k) ->> 'colllocale') AS locale) AS l
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_collation'::regclass AND f.objid = k.oid)
    UNION ALL SELECT 'pg_ts_dict', k.oid::bigint, 'text search dictionary', 'TEXT SEARCH DICTIONARY', NULL, format('%s%I', q.of, k.dictname),
        json_build_array(format('CREATE TEXT SEARCH DICTIONARY %s%I (TEMPLATE = %I.%I', q.of, k.dictname, n.nspname, t.tmplname)
            || coalesce(', ' || k.dictinitoption, '') || ')')
    FROM pg_catalog.pg_ts_dict AS k JOIN qualified AS q ON q.oid = k.dictnamespace JOIN pg_catalog.pg_ts_template AS t ON t.oid = k.dicttemplate
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.tmplnamespace
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_ts_dict'::regclass AND f.objid = k.oid)
    UNION ALL SELECT 'pg_ts_config', k.oid::bigint, 'text search configuration', 'TEXT SEARCH CONFIGURATION', NULL, format('%s%I', q.of, k.cfgname),
        (SELECT json_agg(s.line ORDER BY s.at) FROM (
            SELECT 0 AS at, format('CREATE TEXT SEARCH CONFIGURATION %s%I (PARSER = %I.%I)', q.of, k.cfgname, n.nspname, r.prsname) AS line
            UNION ALL SELECT m.maptokentype, format('ALTER TEXT SEARCH CONFIGURATION %s%I ADD MAPPING FOR %s WITH %s', q.of, k.cfgname,
                (SELECT e.alias FROM pg_catalog.ts_token_type(k.cfgparser) AS e WHERE e.tokid = m.maptokentype),
                string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno))
            FROM pg_catalog.pg_ts_config_map AS m WHERE m.mapcfg = k.oid GROUP BY m.maptokentype) AS s)
    FROM pg_catalog.pg_ts_config AS k JOIN qualified AS q ON q.oid = k.cfgnamespace JOIN pg_catalog.pg_ts_parser AS r ON r.oid = k.cfgparser
    JOIN pg_catalog.pg_namespace AS n ON n.oid = r.prsnamespace
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_ts_config'::regclass AND f.objid = k.oid)
    UNION ALL SELECT 'pg_statistic_ext', s.oid::bigint, 'statistics', 'STATISTICS', s.stxrelid::bigint, format('%s%I', q.of, s.stxname),
        (SELECT json_agg(l) FROM unnest(array_remove(ARRAY[pg_catalog.pg_get_statisticsobjdef(s.oid),
            CASE WHEN (to_jsonb(s) ->> 'stxstattarget')::int >= 0
                THEN format('ALTER STATISTICS %s%I SET STATISTICS %s', q.of, s.stxname, to_jsonb(s) ->> 'stxstattarget') END], NULL)) AS l)
    FROM pg_catalog.pg_statistic_ext AS s JOIN qualified AS q ON q.oid = s.stxnamespace
    UNION ALL SELECT 'pg_rewrite', w.oid::bigint, 'rule', 'RULE', w.ev_class::bigint, format('%I ON %s%I', w.rulename, q.of, c.relname),
        (SELECT json_agg(l) FROM unnest(array_remove(ARRAY[trim(TRAILING ';' FROM pg_catalog.pg_get_ruledef(w.oid)),
            CASE w.ev_enabled WHEN 'D' THEN format('ALTER TABLE %s%I DISABLE RULE %I', q.of, c.relname, w.rulename)
                WHEN 'A' THEN format('ALTER TABLE %s%I ENABLE ALWAYS RULE %I', q.of, c.relname, w.rulename)
                WHEN 'R' THEN format('ALTER TABLE %s%I ENABLE REPLICA RULE %I', q.of, c.relname, w.rulename) END], NULL)) AS l)
    FROM pg_catalog.pg_rewrite AS w JOIN relation AS c ON c.oid = w.ev_class JOIN qualified AS q ON q.oid = c.relnamespace
    WHERE w.rulename <> '_RETURN'
    UNION ALL SELECT 'pg_event_trigger', v.oid::bigint, 'event trigger', 'EVENT TRIGGER', NULL, quote_ident(v.evtname),
        (SELECT json_agg(l) FROM unnest(array_remove(ARRAY[format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', v.evtname, v.evtevent,
            ' WHEN TAG IN (' || (SELECT string_agg(quote_literal(t), ', ') FROM unnest(v.evttags) AS t) || ')', v.evtfoid::regproc),
            CASE v.evtenabled WHEN 'D' THEN format('ALTER EVENT TRIGGER %I DISABLE', v.evtname)
                WHEN 'A' THEN format('ALTER EVENT TRIGGER %I ENABLE ALWAYS', v.evtname)
                WHEN 'R' THEN format('ALTER EVENT TRIGGER %I ENABLE REPLICA', v.evtname) END], NULL)) AS l)
    FROM pg_catalog.pg_event_trigger AS v
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_event_trigger'::regclass AND f.objid = v.oid)
    UNION ALL SELECT 'pg_publication', p.oid::bigint, 'publication', 'PUBLICATION', NULL, quote_ident(p.pubname),
        (SELECT json_agg(s.line ORDER BY s.line DESC) FROM (
            SELECT format('CREATE PUBLICATION %I%s WITH (publish = %L%s)', p.pubname, CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE '' END,
                concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                    CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
                CASE WHEN (to_jsonb(p) ->> 'pubviaroot')::boolean THEN ', publish_via_partition_root = true' ELSE '' END) AS line
            UNION ALL SELECT format('ALTER PUBLICATION %I ADD TABLE %s', p.pubname, r.prrelid::regclass)
                || coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
                    WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.columns::int2[])) || ')', '')
                || coalesce(' WHERE (' || pg_catalog.pg_get_expr(r.filter, r.prrelid) || ')', '')
            FROM (SELECT NULL::int2vector AS prattrs, NULL::pg_node_tree AS prqual) AS not_yet
            CROSS JOIN LATERAL (SELECT r.prpubid, r.prrelid, prattrs AS columns, prqual AS filter FROM pg_catalog.pg_publication_rel AS r) AS r
            WHERE r.prpubid = p.oid) AS s)
    FROM pg_catalog.pg_publication AS p
    UNION ALL SELECT 'pg_foreign_data_wrapper', w.oid::bigint, 'foreign data wrapper', 'FOREIGN DATA WRAPPER', NULL, quote_ident(w.fdwname),
        json_build_array(format('CREATE FOREIGN DATA WRAPPER %I', w.fdwname) || coalesce(' HANDLER ' || nullif(w.fdwhandler, 0)::regproc, '')
            || coalesce(' VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc, '') || coalesce(' OPTIONS (' || (SELECT string_agg(format('%I %L', split_part(x, '=', 1), substr(x, strpos(x, '=') + 1)), ', ') FROM unnest(w.fdwoptions) AS x) || ')', ''))
    FROM pg_catalog.pg_foreign_data_wrapper AS w
    WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_foreign_data_wrapper'::regclass AND f.objid = w.oid)
    UNION ALL SELECT 'pg_foreign_server', s.oid::bigint, 'server', 'SERVER', NULL, quote_ident(s.srvname),
        json_build_array(format('CREATE SERVER %I', s.srvname) || coalesce(' TYPE ' || quote_literal(s.srvtype), '')
            || coalesce(' VERSION ' || quote_literal(s.srvversion), '') || format(' FOREIGN DATA WRAPPER %I', w.fdwname)
            || coalesce(' OPTIONS (' || (SELECT string_agg(format('%I %L', split_part(x, '=', 1), substr(x, strpos(x, '=') + 1)), ', ') FROM unnest(s.srvoptions) AS x) || ')', ''))
    FROM pg_catalog.pg_foreign_server AS s JOIN pg_catalog.pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw
    UNION ALL SELECT 'pg_user_mapping', u.umid::bigint, 'user mapping', 'USER MAPPING', NULL,
        format('FOR %s SERVER %I', CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END, u.srvname),
        json_build_array(format('CREATE USER MAPPING FOR %s SERVER %I', CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END, u.srvname)
            || coalesce(' OPTIONS (' || (SELECT string_agg(format('%I %L', split_part(x, '=', 1), substr(x, strpos(x, '=') + 1)), ', ') FROM unnest(u.umoptions) AS x) || ')', ''))
    FROM pg_catalog.pg_user_mappings AS u
    UNION ALL SELECT 'pg_class', c.oid::bigint, 'foreign table', 'FOREIGN TABLE', NULL, format('%s%I', q.of, c.relname),
        json_build_array(format('CREATE FOREIGN TABLE %s%I (', q.of, c.relname)
            || coalesce((SELECT string_agg(format('%I %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod))
                || coalesce(' OPTIONS (' || (SELECT string_agg(format('%I %L', split_part(x, '=', 1), substr(x, strpos(x, '=') + 1)), ', ') FROM unnest(a.attfdwoptions) AS x) || ')', '')
                || coalesce(' DEFAULT ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), '') || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
                ', ' ORDER BY a.attnum)
                FROM pg_catalog.pg_attribute AS a LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '')
            || format(') SERVER %I', s.srvname) || coalesce(' OPTIONS (' || (SELECT string_agg(format('%I %L', split_part(x, '=', 1), substr(x, strpos(x, '=') + 1)), ', ') FROM unnest(t.ftoptions) AS x) || ')', ''))
    FROM relation AS c JOIN qualified AS q ON q.oid = c.relnamespace JOIN pg_catalog.pg_foreign_table AS t ON t.ftrelid = c.oid
    JOIN pg_catalog.pg_foreign_server AS s ON s.oid = t.ftserver
) AS w),
'comments', (SELECT json_agg(json_build_object('class', s.classoid::regclass::text, 'id', s.objoid::bigint,
        'column', (SELECT a.attname FROM pg_catalog.pg_attribute AS a
            WHERE s.classoid = 'pg_catalog.pg_class'::regclass AND s.objsubid > 0 AND a.attrelid = s.objoid AND a.attnum = s.objsubid),
        'text', s.description) ORDER BY s.classoid, s.objoid, s.objsubid)
    FROM pg_catalog.pg_description AS s
    WHERE (s.objoid >= 16384 OR s.objoid = (SELECT o.oid FROM own AS o WHERE o.nspname = 'public'))
        AND s.classoid::regclass::text NOT IN ('pg_extension')
        AND NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = s.classoid AND f.objid = s.objoid)),
'access', (SELECT json_agg(json_build_object('class', g.class, 'id', g.id::bigint, 'column', g.col,
        'owner', CASE WHEN g.col IS NULL AND g.owner <> (SELECT r.oid FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user)
            AND NOT g.initial THEN quote_ident(pg_catalog.pg_get_userbyid(g.owner)) END,
        'given', (SELECT json_agg(x ORDER BY x.grantee, x.grantable) FROM (
            SELECT quote_ident_or_public.name AS grantee, e.is_grantable AS grantable, json_agg(e.privilege_type ORDER BY e.privilege_type) AS privileges
            FROM (SELECT grantee, privilege_type, is_grantable FROM pg_catalog.aclexplode(coalesce(g.acl, g.usual))
                EXCEPT SELECT grantee, privilege_type, is_grantable FROM pg_catalog.aclexplode(g.usual)) AS e,
                LATERAL (SELECT CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_catalog.pg_get_userbyid(e.grantee)) END AS name)
                    AS quote_ident_or_public
            GROUP BY quote_ident_or_public.name, e.is_grantable) AS x),
        'taken', (SELECT json_agg(x ORDER BY x.grantee) FROM (
            SELECT quote_ident_or_public.name AS grantee, false AS grantable, json_agg(e.privilege_type ORDER BY e.privilege_type) AS privileges
            FROM (SELECT grantee, privilege_type FROM pg_catalog.aclexplode(g.usual)
                EXCEPT SELECT grantee, privilege_type FROM pg_catalog.aclexplode(coalesce(g.acl, g.usual))) AS e,
                LATERAL (SELECT CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_catalog.pg_get_userbyid(e.grantee)) END AS name)
                    AS quote_ident_or_public
            GROUP BY quote_ident_or_public.name) AS x))
        ORDER BY g.class, g.id, g.col)
    FROM granted AS g
    WHERE g.acl IS NOT NULL OR g.owner <> (SELECT r.oid FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user)),
'defaults', (SELECT json_agg(json_build_object('role', quote_ident(pg_catalog.pg_get_userbyid(d.defaclrole)), 'schema', quote_ident(n.nspname),
        'on', CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END,
        'grantee', CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_catalog.pg_get_userbyid(e.grantee)) END,
        'privilege', e.privilege_type, 'grantable', e.is_grantable, 'given', e.given) ORDER BY d.oid, e.given, e.grantee, e.privilege_type)
    FROM pg_catalog.pg_default_acl AS d LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = d.defaclnamespace,
        LATERAL (SELECT CASE WHEN d.defaclnamespace = 0 THEN pg_catalog.acldefault(
            CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole) ELSE NULL::aclitem[] END AS usual) AS u,
        LATERAL (SELECT x.grantee, x.privilege_type, x.is_grantable, true AS given FROM pg_catalog.aclexplode(d.defaclacl) AS x
            WHERE (x.grantee, x.privilege_type, x.is_grantable) NOT IN (SELECT y.grantee, y.privilege_type, y.is_grantable FROM pg_catalog.aclexplode(u.usual) AS y)
            UNION ALL SELECT y.grantee, y.privilege_type, false, false FROM pg_catalog.aclexplode(u.usual) AS y
            WHERE (y.grantee, y.privilege_type) NOT IN (SELECT x.grantee, x.privilege_type FROM pg_catalog.aclexplode(d.defaclacl) AS x)) AS e),
'depends', (SELECT json_agg(DISTINCT jsonb_build_array(m.class, m.id, m.part, m.on_class, m.on_id)) FROM (
    SELECT CASE WHEN d.classid IN ('pg_catalog.pg_rewrite'::regclass) AND r.rulename = '_RETURN' THEN 'pg_class'
            WHEN n.contypid > 0 THEN 'pg_type'
            WHEN n.conrelid > 0 OR v.adrelid IS NOT NULL OR i.indrelid IS NOT NULL THEN 'part' ELSE d.classid::regclass::text END AS class,
        coalesce(CASE WHEN r.rulename = '_RETURN' THEN r.ev_class END, nullif(n.contypid, 0), nullif(n.conrelid, 0), v.adrelid, i.indrelid, d.objid)::bigint AS id,
        CASE WHEN v.adrelid IS NOT NULL THEN json_build_object('Column', a.attname)
            WHEN n.conrelid > 0 THEN json_build_object('Named', n.conname)
            WHEN i.indrelid IS NOT NULL THEN json_build_object('Named', x.relname) END::jsonb AS part,
        CASE WHEN y.typrelid > 0 THEN 'pg_class' ELSE d.refclassid::regclass::text END AS on_class,
        coalesce(nullif(y.typrelid, 0), y.oid, d.refobjid)::bigint AS on_id
    FROM pg_catalog.pg_depend AS d
    LEFT JOIN pg_catalog.pg_rewrite AS r ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
    LEFT JOIN pg_catalog.pg_constraint AS n ON d.classid = 'pg_catalog.pg_constraint'::regclass AND n.oid = d.objid
    LEFT JOIN pg_catalog.pg_attrdef AS v ON d.classid = 'pg_catalog.pg_attrdef'::regclass AND v.oid = d.objid
    LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = v.adrelid AND a.attnum = v.adnum
    LEFT JOIN pg_catalog.pg_index AS i ON d.classid = 'pg_catalog.pg_class'::regclass AND i.indexrelid = d.objid
    LEFT JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
    LEFT JOIN pg_catalog.pg_type AS z ON d.refclassid = 'pg_catalog.pg_type'::regclass AND z.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_range AS g ON z.typtype = 'm' AND to_jsonb(g) ->> 'rngmultitypid' = z.oid::text
    LEFT JOIN pg_catalog.pg_type AS y ON y.oid = coalesce(g.rngtypid, CASE WHEN z.typelem <> 0 AND z.typlen = -1 THEN z.typelem ELSE z.oid END)
    WHERE d.deptype IN ('n', 'a') AND d.refobjid >= 16384 AND d.objid >= 16384
        AND d.refclassid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_type'::regclass,
            'pg_catalog.pg_operator'::regclass, 'pg_catalog.pg_collation'::regclass, 'pg_catalog.pg_ts_config'::regclass,
            'pg_catalog.pg_ts_dict'::regclass, 'pg_catalog.pg_foreign_server'::regclass, 'pg_catalog.pg_foreign_data_wrapper'::regclass)
        -- A constraint's or an index's own table and columns are no news.
        AND NOT (d.refclassid = 'pg_catalog.pg_class'::regclass AND (n.oid IS NOT NULL OR i.indexrelid IS NOT NULL))
        AND (d.deptype = 'n' OR d.classid IN ('pg_catalog.pg_statistic_ext'::regclass, 'pg_catalog.pg_publication_rel'::regclass))
) AS m WHERE NOT (m.class = m.on_class AND m.id = m.on_id)),
'beyond', (SELECT json_agg(line ORDER BY line) FROM (
    SELECT 'base type ' || t.oid::regtype AS line FROM typed AS t WHERE t.typtype = 'b'
    UNION ALL SELECT 'typed table ' || c.oid::regclass FROM relation AS c WHERE c.reloftype <> 0
    UNION ALL SELECT 'operator class ' || p.opcname FROM pg_catalog.pg_opclass AS p JOIN own AS o ON o.oid = p.opcnamespace
        WHERE NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_opclass'::regclass AND f.objid = p.oid)
    UNION ALL SELECT 'language ' || l.lanname FROM pg_catalog.pg_language AS l WHERE l.oid >= 16384
        AND NOT EXISTS (SELECT FROM foreign_made AS f WHERE f.classid = 'pg_catalog.pg_language'::regclass AND f.objid = l.oid)
    UNION ALL SELECT 'subscription ' || s.subname FROM pg_catalog.pg_subscription AS s
        WHERE s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = current_database())
) AS lines)
)::text
